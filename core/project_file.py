"""Saved runs: a `.netglow` file is a zip of JSON and .npy arrays, read as data alone.

netglow.json               format, run, experiment, counts and metrics
parameters/0-weights.npy   float32, and 0-biases, 0-slopes, 1-weights ...
slots/0/0-weights.npy      the optimizer's first slot, and so on, where the snapshot is complete
given/0-weights.npy        what the run began with, where the seed does not say it
history.npy                float64 [points, columns of core.history], `stride` in netglow.json
picture.png                a small picture of it, for lists; may be missing (core.glance)
record.json, record/       the record of the training, if it was saved, too (core.record_file)
runs.json, runs/           other runs beside it; may be missing (core.runs_file)

Format 1, of version 0.1, knew no run, slots and given parameters, and named its dataset.
"""

import codecs
import contextlib
import math
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from core import files
from core.checks import require_name
from core.data import Digits, Source, Worked
from core.experiment import Experiment, Hyperparameters, written
from core.history import History
from core.identity import SUFFIX
from core.network import Network
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, Parameters, shapes
from core.record_file import FOLDER, parts_of_record, worth_saving
from core.run import Run, given_at_start, new_id
from core.sentences import plain
from core.snapshot import Metrics, Slots, Snapshot
from core.timeline import Record
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError, of_decoding, of_error
from core.zip_parts import Pieces, npy, read_array, read_bytes, zipped

FORMAT = 2
_DATASETS_1: dict[str, Source] = {"digits": Digits(), "worked example": Worked()}  # of format 1
_MAX_JSON = 1 << 23  # with the examples that are given
_MAX_PICTURE = 1 << 20
_MAX_COUNT = 1 << 53  # larger integers are not exact in everybody's JSON
PICTURE = "picture.png"
KEPT = f"kept{SUFFIX}"  # what its own place does not take, in a folder for temporary files
_JSON = "netglow.json"
# What zipfile raises on bytes that are no zip, and on zips of kinds that are never written here.
# An OSError is the place it seeks when a zip says that it goes on before its beginning.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError)
_WRONG_JSON = QT_TRANSLATE_NOOP("Core", "its netglow.json is wrong: {reason}.")
_OTHER_NAME = "^File name in directory .* differ"


_Seen = TypeVar("_Seen")


class Glance(NamedTuple):
    """What a saved network is, for lists: `test` as in its snapshot, `picture` a PNG, or b""."""

    experiment: Experiment
    updates: int
    test: Metrics
    picture: bytes


class _Format(msgspec.Struct):
    format: int


_Measured = float | Literal["inf", "-inf"] | None  # null: not measured; JSON has no infinity


class _Counts(Struct, frozen=True, kw_only=True):
    """What both formats say of a snapshot and its curve."""

    examples_seen: int
    examples: int
    history_stride: int


class _Document(_Counts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    format: int
    id: str
    parent: str
    name: str
    experiment: Experiment
    updates: int
    test: tuple[_Measured, _Measured, _Measured]
    tested_at: int
    slots_updates: int | None  # null: the snapshot is not complete
    given: bool
    computed_on: str = ""  # older files do not say it
    grown: bool | msgspec.UnsetType = msgspec.UNSET  # said of those alone that have


class _Experiment1(Struct, frozen=True, forbid_unknown_fields=True):
    network: Network = Network()
    dataset: str = "digits"
    hyperparameters: Hyperparameters = Hyperparameters()
    seed: int = 0

    def __post_init__(self) -> None:
        require_name("dataset", self.dataset, _DATASETS_1)
        self.now()

    def now(self) -> Experiment:
        """The same experiment in today's terms."""
        source = _DATASETS_1[self.dataset]
        return Experiment(self.network, source, self.hyperparameters, self.seed)


class _Document1(_Counts, frozen=True, forbid_unknown_fields=True, kw_only=True):
    format: int
    experiment: _Experiment1
    step: int
    test: tuple[_Measured, _Measured]
    test_step: int

    def now(self) -> _Document:
        """The same document in today's format."""
        return _Document(
            format=FORMAT,
            id=new_id(),
            parent="",
            name=self.experiment.network.title,
            experiment=self.experiment.now(),
            updates=self.step,
            examples_seen=self.examples_seen,
            examples=self.examples,
            test=(*self.test, None),
            tested_at=self.test_step,
            history_stride=self.history_stride,
            slots_updates=None if self.step else 0,
            given=False,
        )


# The counts, and the least that each can be.
_LEAST = {
    "updates": 0,
    "step": 0,
    "examples_seen": 0,
    "examples": 1,
    "tested_at": 0,
    "test_step": 0,
    "history_stride": 1,
}


def save(
    path: Path,
    run: Run,
    picture: bytes = b"",
    *,
    packed: bool = True,
    record: Record | None = None,
    more: dict[str, Pieces] | None = None,
) -> None:
    """Write `run` to `path`. OSError: it cannot be written; what was there is untouched.

    `picture` is a small PNG of it, if there is one. Not `packed` it is larger, and sooner written.
    With a `record` any of its updates is in the file. `more` are parts that are written beside it.
    """
    parts = run_parts(run)
    if picture:
        parts[PICTURE] = [memoryview(picture)]
    if record is not None and worth_saving(record):
        parts |= parts_of_record(record)
    files.write(path, zipped(parts | (more or {}), packed, bare=FOLDER))


def run_parts(run: Run, folder: str = "") -> dict[str, Pieces]:
    """Return the parts of a zip that `run` is written as, in `folder` ("": none, or "name/")."""
    snapshot, slots, test = run.snapshot, run.snapshot.slots, run.snapshot.test
    document = _Document(
        format=FORMAT,
        id=run.id,
        parent=run.parent,
        name=run.name,
        experiment=run.experiment,
        updates=snapshot.updates,
        examples_seen=snapshot.examples_seen,
        examples=snapshot.examples,
        test=(_written(test.loss), _written(test.score), _written(test.rmse)),
        tested_at=snapshot.tested_at,
        history_stride=run.history.stride,
        slots_updates=slots.updates if slots else None,
        given=run.given is not None,
        computed_on=run.computed_on,
        grown=True if run.grown else msgspec.UNSET,
    )
    layers = {"parameters": snapshot.parameters}
    if slots:
        layers |= {f"slots/{number}": slot for number, slot in enumerate(slots.arrays)}
    if run.given is not None:
        layers["given"] = run.given
    told = msgspec.to_builtins(document) | {"experiment": written(run.experiment)}
    text = msgspec.json.format(msgspec.json.encode(told))
    parts: dict[str, Pieces] = {f"{folder}{_JSON}": [memoryview(text)]}
    for place, parameters in layers.items():
        for index, layer in enumerate(parameters):
            for field, array in layer._asdict().items():
                parts[_name(f"{folder}{place}", index, field)] = npy(array)
    parts[f"{folder}history.npy"] = npy(run.history.points)
    return parts


def _written(value: float) -> _Measured:
    return value if not math.isinf(value) else "inf" if value > 0 else "-inf"


def save_aside(run: Run, more: dict[str, Pieces] | None = None) -> Path:
    """Write `run`, and what stands beside it, into a new folder for temporary files.

    Return where. OSError: it cannot be. For work that its own place does not take, when nobody can
    be asked.
    """
    path = files.spare(KEPT)
    save(path, run, more=more)
    return path


def load(path: Path) -> Run:
    """Read the run at `path`. OSError: it cannot be read.

    ValueError: it holds no saved network; a sentence says what is wrong.
    """
    return looked_at(path, read_run)


def glance(path: Path) -> Glance:
    """Read what the run at `path` is, but not what it has learned; errors as those of `load`."""
    return looked_at(path, _glance)


def _glance(archive: zipfile.ZipFile) -> Glance:
    document, picture = _decode(read_bytes(archive, _JSON, _MAX_JSON)), b""
    with contextlib.suppress(KeyError, ValueError, *_DAMAGED):  # a network without one is one, too
        picture = read_bytes(archive, PICTURE, _MAX_PICTURE)
    return Glance(document.experiment, document.updates, _metrics(document), picture)


def _metrics(document: _Document) -> Metrics:
    return Metrics(*(math.nan if value is None else float(value) for value in document.test))


def looked_at(path: Path, look: Callable[[zipfile.ZipFile], _Seen]) -> _Seen:
    """Return what `look` finds in the zip at `path`; errors as those of `load`."""
    with files.opened(path) as file:
        try:
            with zipfile.ZipFile(file) as archive:
                return look(archive)
        except KeyError as error:
            raise SentenceError(
                QT_TRANSLATE_NOOP("Core", "{file} is not a saved network: {reason}."),
                file=plain(path.name, 100),
                reason=Sentence(str(error.args[0])),
            ) from error
        except _DAMAGED as error:
            raise SentenceError(
                QT_TRANSLATE_NOOP(
                    "Core", "{file} is not a saved network, or is damaged: {reason}."
                ),
                file=plain(path.name, 100),
                reason=_damage(error),
            ) from error
        except ValueError as error:
            raise SentenceError(
                QT_TRANSLATE_NOOP("Core", "{file} cannot be opened: {reason}."),
                file=plain(path.name, 100),
                reason=of_error(error),
            ) from error


def _damage(error: Exception) -> Sentence:
    """Return what is wrong with a zip."""
    if re.search(_OTHER_NAME, str(error)):  # zipfile shows the bytes
        text = QT_TRANSLATE_NOOP("Core", "its table of contents names other parts than it has")
        return Sentence(text)
    return Sentence(str(error))


def read_run(archive: zipfile.ZipFile, folder: str = "", lean: bool = False) -> Run:
    """Read the run that lies in `folder` of a zip; one that is `lean` has no weights there."""
    document = _decode(read_bytes(archive, f"{folder}{_JSON}", _MAX_JSON))
    experiment = document.experiment
    slots = None
    if document.slots_updates is not None and document.updates and not lean:
        count = OPTIMIZERS[experiment.hyperparameters.optimizer].slot_count
        places = [f"{folder}slots/{number}" for number in range(count)]
        arrays = [_layers(archive, place, experiment) for place in places]
        slots = Slots(tuple(arrays), document.slots_updates)
    snapshot = Snapshot(
        () if lean else _layers(archive, f"{folder}parameters", experiment),
        updates=document.updates,
        examples_seen=document.examples_seen,
        examples=document.examples,
        test=_metrics(document),
        tested_at=document.tested_at,
        slots=slots,
    )
    snapshot.check_slots(experiment.hyperparameters.optimizer)
    if lean:
        given = None
    elif document.given:
        given = _layers(archive, f"{folder}given", experiment)
    else:
        given = given_at_start(experiment, snapshot)
    points = read_array(archive, f"{folder}history.npy", None, "<f8")
    run = Run(
        experiment,
        snapshot,
        History.restore(points, document.history_stride),
        given,
        document.id,
        document.parent,
        document.name,
        computed_on=plain(document.computed_on, 100),
        grown=document.grown is True and given is not None,
    )
    return run if lean else run.at(snapshot)


def _layers(archive: zipfile.ZipFile, folder: str, experiment: Experiment) -> Parameters:
    """Read the arrays of `folder`, shaped as the parameters of the network."""
    return tuple(
        LayerParameters(
            *(
                read_array(archive, _name(folder, index, field), shape, "<f4")
                for field, shape in zip(LayerParameters._fields, layer, strict=True)
            )
        )
        for index, layer in enumerate(shapes(experiment.network))
    )


def _decode(text: bytes) -> _Document:
    try:
        # As editors of Windows save it.
        if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = text.decode("utf-16").encode()
        text = text.removeprefix(codecs.BOM_UTF8)
        # First: what a newer version adds would only be "unknown fields".
        made_as = msgspec.json.decode(text, type=_Format).format
        if made_as not in (1, FORMAT):
            raise SentenceError(
                QT_TRANSLATE_NOOP(
                    "Core",
                    "its format is {format}; this version of Netglow reads formats 1 to {newest}."
                    " It was made by a newer version.",
                )
                if made_as > FORMAT
                else QT_TRANSLATE_NOOP(
                    "Core",
                    "its format is {format}; this version of Netglow reads formats 1 to {newest}.",
                ),
                format=made_as,
                newest=FORMAT,
            )
        kind: type[_Document1 | _Document] = _Document1 if made_as == 1 else _Document
        document = msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SentenceError(_WRONG_JSON, reason=of_decoding(error)) from error
    for name, least in _LEAST.items():
        count = getattr(document, name, least)
        if not least <= count <= _MAX_COUNT:
            reason = Sentence(
                QT_TRANSLATE_NOOP("Core", "{name} cannot be {count}"),
                {"name": name, "count": count},
            )
            raise SentenceError(_WRONG_JSON, reason=reason)
    return document.now() if isinstance(document, _Document1) else document


def _name(folder: str, index: int, field: str) -> str:
    return f"{folder}/{index}-{field}.npy"
