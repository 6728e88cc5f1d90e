"""The record of a training in a saved network: what was kept of it, read as data alone.

record.json          experiments, journal, lost stretches, and what each checkpoint is
record/000000.npy    float32 [numbers]: a checkpoint's parameters, then the optimizer's slots

Each checkpoint has a checksum. One that is damaged is left out, and what it led to is lost; where
record.json itself is, the network opens without a record.
"""

import itertools
import math
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from core import files
from core.checkpoint import Checkpoint, checksum
from core.data import Source
from core.experiment import Experiment, Hyperparameters
from core.network import Network
from core.optimizers import OPTIMIZERS
from core.parameters import shapes
from core.run import Run
from core.timeline import Change, Kind, Record, Stretch
from core.zip_parts import Pieces, npy, read_array, read_bytes

FOLDER = "record/"
_JSON = "record.json"
_VERSION = 1
MOST_JSON = 1 << 24  # bytes: every drawing that was ever trained is in it
_MAX_CHECKPOINTS = 100_000
_MAX_COUNT = 1 << 53
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError)

_Number = float | None


class _Experiment(Struct, frozen=True, forbid_unknown_fields=True):
    """An experiment whose source is one of a list: one of many examples is in the file once."""

    network: Network
    hyperparameters: Hyperparameters
    seed: int
    source: int | None


class _Change(Struct, frozen=True, forbid_unknown_fields=True):
    update: int = field(name="step")  # as files call it
    kind: Kind
    experiment: int


class _Checkpoint(Struct, frozen=True, forbid_unknown_fields=True):
    update: int = field(name="step")  # as files call it
    examples_seen: int
    examples: int
    slots_updates: int
    experiment: int
    place: int
    given: bool
    train: tuple[_Number, _Number, _Number]
    test: tuple[_Number, _Number, _Number]
    tested_at: int
    sum: str


class _Document(Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    end: int
    sources: tuple[Source, ...]
    experiments: tuple[_Experiment, ...]
    journal: tuple[_Change, ...]
    lost: tuple[tuple[int, int], ...]
    checkpoints: tuple[_Checkpoint, ...]


def worth_saving(record: Record) -> bool:
    """Whether there is any past in a record."""
    return len(record.checkpoints) > 1


def parts_of_record(record: Record) -> dict[str, Pieces]:
    """Return the parts of a file that hold a record, without its oldest where it is too long."""
    text = _text(record)
    while len(text) > MOST_JSON and len(record.journal) > 1:
        record = record.without_oldest()
        text = _text(record)
    parts: dict[str, Pieces] = {_JSON: [memoryview(text)]}
    for index, one in enumerate(record.checkpoints):
        parts[_name(index)] = npy(np.concatenate([array.ravel() for array in one.arrays]))
    return parts


def _text(record: Record) -> bytes:
    experiments: list[Experiment] = []
    sources: list[Source] = []

    def number(experiment: Experiment) -> int:
        if experiment not in experiments:
            experiments.append(experiment)
        return experiments.index(experiment)

    def source_of(experiment: Experiment) -> int | None:
        source = experiment.source
        if source is None:
            return None
        if source not in sources:
            sources.append(source)
        return sources.index(source)

    journal = [_Change(one.update, one.kind, number(one.experiment)) for one in record.journal]
    kept = [_told(one, number(one.experiment)) for one in record.checkpoints]
    without = [
        _Experiment(one.network, one.hyperparameters, one.seed, source_of(one))
        for one in experiments
    ]
    document = _Document(
        _VERSION,
        record.end,
        tuple(sources),
        tuple(without),
        tuple(journal),
        tuple(map(tuple, record.lost)),  # type: ignore[arg-type]
        tuple(kept),
    )
    return msgspec.json.encode(document)


def load_record(path: Path, run: Run) -> Record | None:
    """Read the record of `run`, which was read from `path`; None: there is none.

    One of which nothing can be used is empty. OSError: the file cannot be read.
    """
    with files.opened(path) as file:
        try:
            with zipfile.ZipFile(file) as archive:
                if _JSON not in archive.namelist():
                    return None
                return _read(archive, run) or Record()
        except (KeyError, IndexError, ValueError, RecursionError, *_DAMAGED):
            return Record()


def _told(one: Checkpoint, experiment: int) -> _Checkpoint:
    return _Checkpoint(
        update=one.update,
        examples_seen=one.examples_seen,
        examples=one.examples,
        slots_updates=one.slots_updates or 0,
        experiment=experiment,
        place=one.place,
        given=one.given,
        train=_numbers(one.train),
        test=_numbers(one.test),
        tested_at=one.tested_at,
        sum=checksum(one.snapshot),
    )


def _numbers(metrics: tuple[float, ...]) -> tuple[_Number, _Number, _Number]:
    one, two, three = (value if math.isfinite(value) else None for value in metrics)
    return one, two, three


def _metrics(told: tuple[_Number, _Number, _Number]) -> tuple[float, ...]:
    return tuple(math.nan if value is None else value for value in told)


def _read(archive: zipfile.ZipFile, run: Run) -> Record | None:
    document = msgspec.json.decode(read_bytes(archive, _JSON, MOST_JSON), type=_Document)
    experiments = [_experiment(one, document.sources) for one in document.experiments]
    if not _makes_sense(document, experiments, run):
        return None
    journal = tuple(Change(update, kind, experiments[at]) for update, kind, at in _fields(document))
    kept = [
        _checkpoint(archive, index, one, experiments[one.experiment])
        for index, one in enumerate(document.checkpoints)
    ]
    lost = tuple(Stretch(first, last) for first, last in document.lost)
    record = Record(tuple(kept), journal, lost, document.end)
    return record.without(lambda one: not one.arrays)


def _fields(document: _Document) -> Iterator[tuple[int, Kind, int]]:
    return ((one.update, one.kind, one.experiment) for one in document.journal)


def _experiment(told: _Experiment, sources: tuple[Source, ...]) -> Experiment:
    source = None if told.source is None else sources[told.source]
    return Experiment(told.network, source, told.hyperparameters, told.seed)


def _makes_sense(document: _Document, experiments: list[Experiment], run: Run) -> bool:
    """Whether a record is one of a training of this run."""
    journal, kept = document.journal, document.checkpoints
    if document.version != _VERSION or not journal or not 0 < len(kept) <= _MAX_CHECKPOINTS:
        return False
    numbers = [*(one.experiment for one in journal), *(one.experiment for one in kept)]
    if not all(0 <= number < len(experiments) for number in numbers):
        return False
    alike = run.experiment.input, run.experiment.task
    if any((one.input, one.task) != alike for one in experiments):
        return False
    updates, changes = [one.update for one in kept], [one.update for one in journal]
    rising = all(one < two for one, two in itertools.pairwise(updates))
    rising = rising and all(one <= two for one, two in itertools.pairwise(changes))
    counts = [
        *updates, *changes, document.end, *itertools.chain(*document.lost),
        *(one.examples_seen for one in kept), *(one.tested_at for one in kept),
        *(one.examples - 1 for one in kept),
    ]  # fmt: skip
    places = all(1 <= one.place <= len(journal) for one in kept)
    slots = all(0 <= one.slots_updates <= one.update for one in kept)
    known = all(0 <= count <= _MAX_COUNT for count in counts)
    return rising and places and slots and known and updates[-1] <= document.end


def _checkpoint(
    archive: zipfile.ZipFile, index: int, told: _Checkpoint, experiment: Experiment
) -> Checkpoint:
    arrays = _arrays(archive, _name(index), experiment, slots=told.update > 0)
    found = Checkpoint(
        experiment, told.update, told.examples_seen, told.examples,
        arrays, sum(array.nbytes for array in arrays), told.slots_updates if told.update else None,
        _metrics(told.train), _metrics(told.test), told.tested_at, told.place, told.given,
    )  # fmt: skip
    return found if arrays and checksum(found.snapshot) == told.sum else replace(found, arrays=())


def _arrays(
    archive: zipfile.ZipFile, name: str, experiment: Experiment, slots: bool
) -> tuple[np.ndarray, ...]:
    """Return the arrays of a checkpoint, float32; none where they cannot be read."""
    count = OPTIMIZERS[experiment.hyperparameters.optimizer].slot_count if slots else 0
    wanted = [shape for layer in shapes(experiment.network) for shape in layer] * (1 + count)
    sizes = [math.prod(shape) for shape in wanted]
    try:
        if archive.getinfo(name).compress_type != zipfile.ZIP_STORED:
            return ()  # a small file could fill the memory
        flat = read_array(archive, name, (sum(sizes),), "<f4")
    except (KeyError, ValueError, *_DAMAGED):
        return ()
    pieces = np.split(flat, np.cumsum(sizes)[:-1])
    return tuple(piece.reshape(shape) for piece, shape in zip(pieces, wanted, strict=True))


def _name(index: int) -> str:
    return f"{FOLDER}{index:06}.npy"
