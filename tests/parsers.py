"""Everything that reads what others may have written: seeds to begin with, and what may be raised.

`tests/test_fuzz.py` gives each some spoiled inputs, `packaging/fuzz.py` 100,000.
"""

import contextlib
import gzip
import hashlib
import io
import itertools
import math
import os
import random
import re
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from msgspec.structs import replace

from core import data, kept, project_file, recent, record_file, sweep_journal
from core.backend import frames, packing
from core.backend import messages as m
from core.by_hand import LARGEST
from core.data import READY_SOURCES, Curve, Digits, Gate, Plane, Points, Worked, part_of
from core.data.curves import DrawnCurve
from core.data.given import Given, GivenExample
from core.data.inputs import Row
from core.data.tasks import Classes
from core.experiment import Experiment, Hyperparameters, from_json, to_json
from core.forward_ways import Timing
from core.health import Finding, Remark
from core.network import Layer, Network
from core.ready_networks import READY_NETWORKS
from core.run import Run
from core.runs import Runs
from core.runs_file import load_runs, parts_of_others
from core.sentences import MOST, plain
from core.snapshot import Metrics, Snapshot, no_slots
from core.surgery import AddNeurons, RemoveLayer, RemoveNeurons
from core.sweep import summary, trials
from core.sweep_table import csv_text, told
from core.timeline import Record
from core.varied import written_axis
from core.walkthrough import Proof
from core.wording import Sentence, english
from tests.mutations import (
    Mutator,
    frame_mutated,
    json_mutated,
    mutated,
    png_mutated,
    zip_mutated,
)

FILES = (OSError, ValueError)  # what readers of files promise to raise, and nothing else
# Signs of a sentence that was made for programmers.
_UNFIT = re.compile(
    r"(?<![\w'“])b'|\\x[0-9a-f]{2}|<class |object at 0x|Traceback|File \"|/site-packages"
    r"|(?<!file:)//?tmp/"
)
_NUMBER = re.compile(r"[0-9]{3,}")
LARGEST_PICTURE = 2048  # px of a side, in saved networks
LONGEST_PATH = 1 << 14  # bytes
_HUGE = 300  # neurons of a layer: larger networks may be asked for, and take their time


GIVEN = Given(
    Row(("one", "two")),
    Classes(("left", "right")),
    (GivenExample((0.5, -1.0), 0), GivenExample((2.0, 1.5), 1)),
    (GivenExample((1.0, 1.0), 1),),
)


class Parser(NamedTuple):
    """What reads: `read` of the bytes, or of the file in which they lie where it has a `suffix`.

    It raises nothing but what is `promised`.
    """

    seeds: Callable[[], list[bytes]]
    read: Callable[[bytes, Path], object]
    mutators: tuple[Mutator, ...] = ()
    promised: tuple[type[Exception], ...] = FILES
    suffix: str = ""
    name: Callable[[bytes], str] = lambda content: "Netglow"  # of the file, without the suffix
    qt: bool = False
    mends: bool = False  # it writes its own file again, without what was wrong

    def place_in(self, folder: Path, content: bytes) -> Path:
        """Return where `content` lies in `folder`, in a folder of its own; put it there."""
        path = folder / "Netglow" / f"{self.name(content)}{self.suffix}"
        if self.suffix:
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
        return path

    def spoiled(self, random: random.Random) -> bytes:
        """Return an input: mostly a seed with something in it changed."""
        seeds = self.made_seeds()
        change: Mutator | None = random.choice((None, *self.mutators * 2))
        seed = random.choice(seeds)
        return change(random, seed) if change else mutated(random, seed, tuple(seeds))

    def made_seeds(self) -> list[bytes]:
        """The seeds, made once."""
        return _seeds(self.seeds)

    def check(self, content: bytes, path: Path) -> str:
        """Read; return with which sentence it was refused, or "". AssertionError: no good one."""
        try:
            self.read(content, path)
        except self.promised as error:
            sentence = english(error)
            trouble = unfit(sentence.replace(str(path), path.name))
            assert not trouble, f"{trouble}: {sentence!r}"
            return sentence
        return ""


@cache
def _seeds(make: Callable[[], list[bytes]]) -> list[bytes]:
    return make()


def unfit(sentence: str) -> str:
    """Return what keeps `sentence` from being one for people; "": nothing."""
    if not 0 < len(sentence) <= MOST:
        return f"{len(sentence)} characters"
    if any(unicodedata.category(sign)[0] == "C" for sign in sentence):
        return "signs that cannot be seen"
    if found := _UNFIT.search(sentence):
        return f"{found[0]!r} in it"
    if not sentence.endswith((".", "。")):
        return "no full stop"
    return "" if sentence[0].upper() == sentence[0] or " " in sentence else "not a sentence"


# Saved networks, and the experiments in them.


def _runs() -> list[Run]:
    digits = Run.start(Experiment(Network(256, (Layer(3, "prelu"), Layer(10, "softmax")))))
    runs = [READY_NETWORKS[name].run() for name in ("oneLayer", "xor")]
    layers = (Layer(3, "tanh"), Layer(2, "softmax"))
    runs.append(Run.start(Experiment(Network(2, layers), GIVEN, Hyperparameters(optimizer="adam"))))
    for source in (
        Points().with_points(np.ones((3, 2)), 0),
        Plane("spiral", 20),
        Curve(("sine",), 9),
    ):
        layers = (Layer(2, "tanh"), Layer(*source.task.default_output))
        network = Network(source.input.count, layers, source.task.default_loss)
        runs.append(Run.start(Experiment(network, source)))
    return [digits, *runs, *map(_trained, runs[-3:])]


def _trained(run: Run) -> Run:
    """The same with some updates in its books, and the optimizer's slots."""
    optimizer = run.experiment.hyperparameters.optimizer
    parameters = run.snapshot.parameters
    slots = no_slots(parameters, optimizer)
    counts = {"updates": 40, "examples_seen": 640, "examples": 20, "tested_at": 40}
    snapshot = Snapshot(
        parameters, **counts, test=Metrics(0.5, 0.9), slots=slots._replace(updates=40)
    )
    run = replace(run, snapshot=snapshot, given=parameters)
    run.history.add(snapshot)
    return run


def _saved() -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.netglow"
        found = []
        for run in _runs():
            project_file.save(path, run)
            found.append(path.read_bytes())
    old = Path(__file__).parent / "files" / "made-by-0.1.0.netglow"
    return [*found, old.read_bytes()] if old.stat().st_size < 50_000 else found


def _read_project(content: bytes, path: Path) -> None:
    run = project_file.load(path)
    if not isinstance(run.experiment.source, Digits | None):
        data.made(run.experiment.source)


def _with_records() -> list[bytes]:
    """Networks with the record of their training."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.netglow"
        found = []
        for run in _runs()[-3:]:
            record = Record().gone_on(run.experiment, Run.start(run.experiment).snapshot)
            rates = replace(run.experiment.hyperparameters, learning_rate=0.3)
            changed = replace(run.experiment, hyperparameters=rates)
            record = record.with_checkpoint(run.snapshot).with_change(50, changed)
            project_file.save(path, run, record=record)
            found.append(path.read_bytes())
    return found


def _read_record(content: bytes, path: Path) -> None:
    run = project_file.load(path)
    record = record_file.load_record(path, run)
    if record is not None and record.checkpoints:
        for update in (0, 40, record.end):
            if record.first <= update <= record.end and not record.stretch(update):
                assert record.way_to(update).checkpoint.update <= update
        gone_on = record.gone_on(run.experiment, run.snapshot)
        assert gone_on.end == run.snapshot.updates


def _several() -> list[bytes]:
    """Files with more runs than one."""
    first, *others = _runs()
    runs = Runs().take(first)
    for run in others:
        runs = runs.take(replace(run, parent=first.id))
        runs.kept[-1].watch.note(1, 40, 2.5)
    runs, _ = runs.thin(first.id, 0)
    runs = runs.take(replace(others[0], id="again")).change(first.id, pinned=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.netglow"
        project_file.save(path, first, more=parts_of_others(runs, first.id))
        return [path.read_bytes()]


def _read_several(content: bytes, path: Path) -> None:
    from core.runs_table import curves_csv
    from gui.runs.curves import AXES, lines
    from gui.runs.rows import rows

    runs = load_runs(path)
    if runs is None:
        return
    for row in rows(runs, runs.kept[0].run.id):
        for text in row.texts[:-1]:
            assert not (trouble := unfit(f"{text}.")), f"{trouble}: {text!r}"
    for axis in AXES:
        for line in lines(runs.kept, "loss", axis=axis, smooth=True):
            assert np.isfinite(line.x).all()
    curves_csv(runs.kept)


def _with_pictures() -> list[bytes]:
    """Networks as they are kept while nobody saves them: stored, with a picture."""
    picture = next(one for one in _pictures() if one.startswith(b"\x89PNG"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.netglow"
        found = []
        for run in _runs()[1:]:
            for packed in (True, False):
                project_file.save(path, run, picture, packed=packed)
                found.append(path.read_bytes())
    return found


def _picture_mutated(random: random.Random, content: bytes) -> bytes:
    """Return a saved network with its picture spoiled."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = project_file.PICTURE
    parts[name] = (png_mutated if random.randrange(3) else mutated)(random, parts[name])
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return whole.getvalue()


def _read_glance(content: bytes, path: Path) -> None:
    from gui import portrait
    from gui.glanced import of

    said = of(project_file.glance(path), path.stat().st_mtime)
    assert said.title
    picture = portrait.shown(said.picture)
    assert max(picture.width(), picture.height()) <= LARGEST_PICTURE


def _read_kept(content: bytes, path: Path) -> None:
    from gui.glanced import Glanced

    for left in kept.left(path.parent):
        said = Glanced.at(left.path, left.when)
        assert not (trouble := unfit(said.line + "." * said.whole)), f"{trouble}: {said.line!r}"
    _read_project(content, path)


def _recent() -> list[bytes]:
    paths = "/home/a/b.netglow", "/", "/tmp/ü \U0001f600/\x1b[2J&.netglow", "/dev/zero", "/a" * 2000
    return [os.fsencode(path) for path in paths] + [b"/\xff\xfe.netglow", b"C:\\a\\b.netglow", b""]


def _entry(content: bytes) -> str:
    """The name of the entry that would be believed."""
    return hashlib.sha256(content).hexdigest()[:32]


def _read_recent(content: bytes, path: Path) -> None:
    from gui.recent_menu import entries

    listed = recent.listed(path.parent)
    for entry in entries(listed):
        assert os.fsencode(entry.path) in (content, os.fsencode(Path(os.fsdecode(content))))
        assert entry.path.is_absolute()
        assert not any(unicodedata.category(sign)[0] == "C" for sign in entry.text), entry.text
    # Absolute paths without a null byte are listed, and nothing else is.
    fit = content == os.fsencode(Path(os.fsdecode(content))) and content.startswith(b"/")
    assert len(listed) == (fit and b"\0" not in content and len(content) <= LONGEST_PATH)


def _experiments() -> list[bytes]:
    sources = (
        GIVEN,
        Points(),
        Gate("XOR"),
        Worked(),
        DrawnCurve(),
        Plane("rings", 30),
        Curve(("sine",)),
        part_of(Plane("rings", 30)),
    )
    found = []
    for source in sources:
        layers = (Layer(*source.task.default_output),)
        network = Network(source.input.count, layers, source.task.default_loss)
        found.append(to_json(Experiment(network, source)))
    return [to_json(Experiment()), *found]


def _read_experiment(content: bytes, path: Path) -> None:
    source = from_json(content).source
    if not isinstance(source, Digits | None):
        data.made(source)


# Messages, in both directions.


def _snapshot() -> m.SnapshotData:
    return packing.pack_snapshot(_trained(_runs()[1]).snapshot)


def _to_backend() -> list[bytes]:
    few = packing.pack_array(np.ones((2, 2), np.float32))
    messages: list[m.ToBackend] = [
        m.Start(1, Experiment(Network(2, (Layer(2, "sigmoid"),)), Worked()), "CPU", _snapshot()),
        m.Start(2, Experiment(Network(2, (Layer(2, "softmax"),)), GIVEN), "", _snapshot()),
        *(m.Train(True), m.UpdateOnce(), m.CheckGradients(1, few, few), m.Apply(1, few, few)),
        *(
            m.AskCheckpoint(1, 0.05, 24),
            m.SetDevice("GPU:1"),
            m.SetHyperparameters(Hyperparameters()),
        ),
        *(m.SetSource(Points()), m.SetSource(Plane("rings")), m.SetPace(12.5), m.Drawn(), m.Quit()),
        m.Replay(3, Experiment(), _snapshot(), ((50, Hyperparameters(), Points()),), 60, 70),
        m.Work(4, Experiment(), _snapshot(), 60, 7, "CPU"),
        *(m.TimeWays(5, Experiment(), _snapshot(), 32), m.TimeWays(6, Experiment(), None, 1)),
        *(m.SetWatch(False), m.Grow(1, (AddNeurons(1), RemoveNeurons(1, (0,)), RemoveLayer(2)))),
    ]
    return list(map(frames.frame, messages))


def _to_window() -> list[bytes]:
    run = _trained(_runs()[1])
    slots = run.snapshot.slots
    assert slots is not None
    proof = Proof(40, 0.25, run.snapshot.parameters, slots)
    reason = Sentence("{name} has {count:,} numbers.", {"name": Sentence("It"), "count": 12})
    messages: list[m.ToWindow] = [
        *(m.Ready("2.21", (("CPU", "CPU, 2 threads"),), None), m.Ready("2.21", (), reason)),
        *(m.Phase(1, "training", "CPU", 3), m.NewSnapshot(1, _snapshot())),
        *(m.Checkpoint(1, "adam", _snapshot(), False), packing.pack_proof(1, proof)),
        m.Stopped(1, reason, True),
        *(m.Alive("updating", 3), m.Health(1, 40, (Remark("dead", 1, 2, 3),), None, False)),
        m.Grown(1, "adam", _snapshot(), _snapshot()),
        m.Changed(1, 40, Hyperparameters(), GIVEN),
        m.Replayed(3, _snapshot()),
        m.Replayed(3, None, Sentence("Why {reason}", {"reason": "not"})),
        m.ReplayChecked(3, 60, "ff"),
        m.Health(1, -1, (), Finding("loss", "rate", 40, layer=1, loss=1e9), True),
        m.Finished(1, reason),
        m.Working(4, 50, ((0.5, math.nan, math.inf, 0.25, 1.0),)),
        m.Worked(4, "stopped", _snapshot(), ((0.5,) * 5,) * 3, 0.5, "CPU, 1 thread", reason, 2),
        m.WayTimed(5, Timing("loops", 32, 0.5, 3, 32.0, 0.5, 1e-7)),
        m.WayTimed(5, Timing("gpu", 32, lacks=reason)),
    ]
    return list(map(frames.frame, messages))


def _reads_frames(kind: object) -> Callable[[bytes, Path], None]:
    def read(content: bytes, path: Path) -> None:
        reader: frames.FrameReader[m.ToBackend | m.ToWindow] = frames.FrameReader(kind, 1 << 24)
        for piece in (content[:7], content[7:]):
            for message in reader.feed(piece):
                _unpack(message)
        reader.finish()

    return read


def _unpack(message: object) -> None:
    """Do what the receiver does with a message before anything else."""
    match message:
        case m.Start() | m.NewSnapshot() | m.Checkpoint():
            packing.unpack_snapshot(message.snapshot)
        case m.Grown():
            packing.unpack_snapshot(message.before)
            packing.unpack_snapshot(message.after)
        case m.GradientsChecked():
            packing.unpack_proof(message)
        case m.CheckGradients() | m.Apply():
            packing.unpack_array(message.inputs)
            packing.unpack_array(message.targets)
        case (
            m.Stopped(reason=Sentence() as said)
            | m.Finished(reason=Sentence() as said)
            | m.Ready(gpu_problem=Sentence() as said)
            | m.WayTimed(timing=Timing(lacks=Sentence() as said))
        ):
            plain(str(said))
        case m.SetSource(source) if not isinstance(source, Digits):
            data.made(source)


# Pictures, by their file and by the clipboard.

_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="40" height="40"><defs><path id="a" d="M8 5h24L16 35"/><linearGradient id="g">
<stop offset="0" stop-color="red"/></linearGradient></defs><rect width="40" height="40"
 fill="white"/><use xlink:href="#a" fill="none" stroke="black" stroke-width="4"
 stroke-dasharray="9 1"/><text x="3" y="9" font-size="5">7</text>
<g transform="rotate(3) scale(1.5)"><circle r="3" fill="url(#g)"/></g></svg>"""
_XPM = b"""/* XPM */
static char *a[] = {
"8 4 2 1",
"  c #FFFFFF",
". c #000000",
"   ..   ",
"  . .   ",
"    .   ",
"    .   "};
"""
_TGA = bytes((0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 8, 0, 24, 0)) + bytes(range(192))
_GIF = bytes.fromhex(
    "474946383961080008009100000000ffffffff000000ffff2c000000000800080000020b848fa9cbed0fa39cb4da0b003b"
)


def _pictures() -> list[bytes]:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen

    drawings = _SVG, _SVG.decode().encode("utf-16"), gzip.compress(_SVG, mtime=0)
    found = [*drawings, _XPM, _TGA, _GIF]
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QPen(QColor("black"), 4))
    painter.drawPolyline([image.rect().topLeft() * 1, image.rect().center()])
    painter.drawLine(8, 6, 30, 6)
    painter.drawLine(30, 6, 16, 34)
    painter.end()
    kinds = [bytes(kind.data()).decode() for kind in QImageWriter.supportedImageFormats()]
    for name in ("ARGB32", "RGB32", "Grayscale8", "Mono", "Indexed8", "Grayscale16", "RGBA64"):
        for kind in kinds if name == "RGB32" else ("png",):
            made = QByteArray()
            buffer = QBuffer(made)
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            QImageWriter(buffer, kind.encode()).write(
                image.convertToFormat(getattr(QImage.Format, f"Format_{name}"))
            )
            found.append(bytes(made.data()))
    return [one for one in found if one]


def _is_png(random: random.Random, content: bytes) -> bytes:
    change = png_mutated if content.startswith(b"\x89PNG") else mutated
    return change(random, content)


def _read_picture(content: bytes, path: Path) -> None:
    from core.ink.find import find
    from gui.image_file import read_grey

    find(read_grey(path))


_MIME = b"application/x-qt-image", b"text/uri-list", b"text/html", b"image/png", b"text/plain"


def _clipboards() -> list[bytes]:
    pictures = _pictures()
    return [
        b"\1file:///nothing/there.png\r\n",
        b"\1file:///dev/zero",
        b"\1file:///dev/null\r\nfile:///a%00b",
        b"\1http://127.0.0.1:9/a.png",
        b"\2<img src='http://127.0.0.1:9/a.png'>",
        b"\4words",
        *(b"\0" + one for one in pictures[-3:]),
        *(b"\3" + one for one in pictures[-2:]),
    ]


def _read_clipboard(content: bytes, path: Path) -> None:
    from PySide6.QtCore import QByteArray, QMimeData

    from gui.panels.dropped_picture import DroppedPicture, holds_picture

    kind = _MIME[content[0] % len(_MIME)] if content else _MIME[0]
    given = QMimeData()
    given.setData(kind.decode(), QByteArray(content[1:]))
    if holds_picture(given):
        DroppedPicture.of(given)


# What people set and type.


def _settings() -> list[bytes]:
    return [
        b"[General]\ntheme=dark\nlanguage=en\ntextSize=125\nfolder=/home/a/b\nfreshPad=off\n"
        b"geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0)\ndocks=@ByteArray(\\0\\0\\0\\xff)\n",
        b"[General]\nfolder=@Variant(\\0\\0\\0\\n\\0\\0\\0\\x2\\0" + b"a)\ndocks=@Rect(1 2 3 4)\n",
        b'[General]\ngeometry=@Variant(\\0\\0\\0\\t\\0\\0\\0\\x1\\0\\0\\0\\x2)\ntheme=a, b, "c"\n',
        b"[General]\ngeometry=@Variant(\\0\\0\\0\\x42\\0\\0\\0\\x1)\ntheme=@Invalid()\n",
    ]


def _read_settings(content: bytes, path: Path) -> None:
    from PySide6.QtCore import QByteArray

    from gui import settings

    settings.keep_in(path.parent.parent)
    for name in settings.NAMES:
        assert isinstance(settings.get(name), str | QByteArray), name


def _typed() -> list[bytes]:
    texts = (
        "1",
        "-0.5",
        "1,5",
        "1e9",
        "1,000",
        "+3.",
        ".5e-7",
        "−2",
        " 7 ",
        "1e-400",
        "٣",
        "9" * 40,
    )
    return [bytes((number % 4,)) + text.encode() for number, text in enumerate(texts)]


def _read_typed(content: bytes, path: Path) -> None:
    from gui.panels.typed_text import Limits, taken

    limits = (
        Limits(0, 2**32 - 1, whole=True),
        Limits(0, 1000, above=True),
        Limits(0, 1, below=True),
        Limits(-LARGEST, LARGEST),
    )[content[0] % 4 if content else 0]
    value = taken(content[1:].decode(errors="replace"), limits)
    assert limits.least <= value <= limits.most
    assert not limits.whole or value == int(value)


def _options() -> list[bytes]:
    lines = (
        "train --network 256-64:tanh-10 --epochs 2 --batch-size 32 --learning-rate 0.01 --seed 7",
        "train --dataset xor --optimizer adam --l2 1e-4 --activation relu --loss mse --json",
        "train --init nothing.netglow --device GPU:1 --output-activation softmax --save a.netglow",
        *(
            "classify a.png - --model b.netglow --json",
            "render a.netglow --size 300x200",
            "--version",
        ),
        "sweep --dataset circle --vary hidden=8,8-8 --vary l2=lin:0:1:3 --seeds 2 --sample 3",
        *("doctor --json", "self-test --screenshot a.png", "a.netglow --device CPU --desktop"),
        *(f"train --dataset {name}" for name in itertools.islice(READY_SOURCES, 2, 9)),
    )
    return ["\0".join(line.split()).encode() for line in lines]


def _read_options(content: bytes, path: Path) -> None:
    from core.commands import sweep, train_options
    from gui.__main__ import parsed

    words = content.decode(errors="surrogateescape").split("\0")
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            name, arguments = parsed(words)
            if name == "sweep" and not arguments.file:
                sweep.asked(arguments)
            if name != "train" or any(
                int(one) > _HUGE for one in _NUMBER.findall(arguments.network or "")
            ):
                return
            if not arguments.init:
                train_options.begin(arguments)
    except SystemExit as ended:
        if ended.code != 0 and not (ended.code == 2 and ": error: " in said.getvalue()):
            raise AssertionError(f"ended with {ended.code}") from ended


def _journals() -> list[bytes]:
    from tests.sweeps import RATES, made_up

    records = [
        sweep_journal.record(one.number, made_up(RATES, one, state))
        for one, state in zip(trials(RATES), ("done", "diverged", "stopped"), strict=False)
    ]
    return [sweep_journal.beginning(RATES), sweep_journal.beginning(RATES) + b"".join(records)]


def _read_journal(content: bytes, path: Path) -> None:
    found = sweep_journal.read(content)
    if found:
        table = sweep_journal.rows(found.sweep, found.outcomes)
        csv_text(table)
        msgspec.json.encode(told(found.sweep, table))
        for group in summary(table):
            assert group.runs >= group.diverged
        for row in table:
            if row.outcome and row.outcome.reason:
                plain(str(row.outcome.reason))


def _journal_mutated(random: random.Random, content: bytes) -> bytes:
    """Spoil a record, and let its sum be right."""
    at, records = len(sweep_journal.MAGIC), list[bytes]()
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "little")
        records.append(content[at + 8 : at + 8 + length])
        at += 8 + length
    chosen = random.randrange(len(records))
    spoil = json_mutated if chosen == 0 and random.random() < 0.7 else _blindly
    records[chosen] = spoil(random, records[chosen])
    return sweep_journal.MAGIC + b"".join(
        len(body).to_bytes(4, "little") + zlib.crc32(body).to_bytes(4, "little") + body
        for body in records
    )


def _blindly(random: random.Random, content: bytes) -> bytes:
    return mutated(random, content, (content,))


def _axes() -> list[bytes]:
    texts = (
        *("learning_rate=log:1e-4:1:9", "hidden=8,8-8,16:tanh-8,none", "l2=lin:0:1:5,3"),
        *("examples=20,all", "activation=leaky_relu,tanh", "batch=log:1:64:7", "noise=0.5"),
    )
    return [text.encode() for text in texts]


def _read_axis(content: bytes, path: Path) -> None:
    axis = written_axis(content.decode(errors="surrogateescape"))
    assert len(set(axis.values)) == len(axis.values)


def _refused() -> tuple[type[Exception], ...]:
    from gui.panels.typed_text import Refused

    return (Refused,)


PARSERS: dict[str, Parser] = {
    "project": Parser(_saved, _read_project, (zip_mutated,), suffix=".netglow"),
    "record": Parser(_with_records, _read_record, (zip_mutated,), suffix=".netglow"),
    "runs": Parser(_several, _read_several, (zip_mutated,), suffix=".netglow", qt=True),
    "glance": Parser(
        _with_pictures,
        _read_glance,
        (zip_mutated, _picture_mutated),
        suffix=".netglow",
        qt=True,
    ),
    "kept": Parser(_with_pictures, _read_kept, (zip_mutated,), suffix=".netglow", qt=True),
    "recent": Parser(_recent, _read_recent, promised=(), suffix=".path", name=_entry),
    "experiment": Parser(_experiments, _read_experiment, (json_mutated,)),
    "to-backend": Parser(
        _to_backend, _reads_frames(m.ToBackend), (frame_mutated,), (frames.MessageError, ValueError)
    ),
    "to-window": Parser(
        _to_window, _reads_frames(m.ToWindow), (frame_mutated,), (frames.MessageError, ValueError)
    ),
    "picture": Parser(_pictures, _read_picture, (_is_png,), suffix=".png", qt=True),
    "clipboard": Parser(_clipboards, _read_clipboard, qt=True),
    "settings": Parser(_settings, _read_settings, suffix=".ini", qt=True, mends=True),
    "typed": Parser(_typed, _read_typed, promised=_refused()),
    "options": Parser(_options, _read_options),
    "journal": Parser(_journals, _read_journal, (_journal_mutated,)),
    "axis": Parser(_axes, _read_axis),
}
