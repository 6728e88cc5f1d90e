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
from msgspec import Struct

from core import files
from core.data import Source
from core.experiment import Experiment, Hyperparameters
from core.network import Network
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, Parameters, shapes
from core.run import Run
from core.snapshot import Metrics, Slots, Snapshot
from core.timeline import Change, Checkpoint, Kind, Record, Stretch, checksum
from core.zip_parts import Pieces, npy, read_array, read_bytes

FOLDER = "record/"
_JSON = "record.json"
_VERSION = 1
_MAX_JSON = 1 << 24
_MAX_CHECKPOINTS = 100_000
_MAX_COUNT = 1 << 53
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError)
_SPOILED: Parameters = ()  # stands for what could not be read

_Number = float | None


class _Experiment(Struct, frozen=True, forbid_unknown_fields=True):
    """An experiment whose source is one of a list: one of many examples is in the file once."""

    network: Network
    hyperparameters: Hyperparameters
    seed: int
    source: int | None


class _Change(Struct, frozen=True, forbid_unknown_fields=True):
    step: int
    kind: Kind
    experiment: int


class _Checkpoint(Struct, frozen=True, forbid_unknown_fields=True):
    step: int
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
    """Return the parts of a file that hold a record."""
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

    journal = [_Change(one.step, one.kind, number(one.experiment)) for one in record.journal]
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
    parts: dict[str, Pieces] = {_JSON: [memoryview(msgspec.json.encode(document))]}
    for index, one in enumerate(record.checkpoints):
        parts[_name(index)] = npy(np.concatenate([array.ravel() for array in _arrays(one)]))
    return parts


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
    snapshot = one.snapshot
    return _Checkpoint(
        step=one.step,
        examples_seen=snapshot.examples_seen,
        examples=snapshot.examples,
        slots_updates=snapshot.slots.updates if snapshot.slots else 0,
        experiment=experiment,
        place=one.place,
        given=one.given,
        train=_numbers(snapshot.train),
        test=_numbers(snapshot.test),
        tested_at=snapshot.tested_at,
        sum=checksum(snapshot),
    )


def _numbers(metrics: Metrics) -> tuple[_Number, _Number, _Number]:
    one, two, three = (value if math.isfinite(value) else None for value in metrics)
    return one, two, three


def _metrics(told: tuple[_Number, _Number, _Number]) -> Metrics:
    return Metrics(*(math.nan if value is None else value for value in told))


def _arrays(one: Checkpoint) -> Iterator[np.ndarray]:
    known = one.snapshot.slots if one.step else None
    for layers in (one.snapshot.parameters, *(known.arrays if known else ())):
        for layer in layers:
            yield from layer


def _read(archive: zipfile.ZipFile, run: Run) -> Record | None:
    document = msgspec.json.decode(read_bytes(archive, _JSON, _MAX_JSON), type=_Document)
    experiments = [_experiment(one, document.sources) for one in document.experiments]
    if not _makes_sense(document, experiments, run):
        return None
    journal = tuple(Change(step, kind, experiments[at]) for step, kind, at in _fields(document))
    kept = [
        _checkpoint(archive, index, one, experiments[one.experiment])
        for index, one in enumerate(document.checkpoints)
    ]
    lost = tuple(Stretch(first, last) for first, last in document.lost)
    record = Record(tuple(kept), journal, lost, document.end)
    return record.without(lambda one: one.snapshot.parameters is _SPOILED)


def _fields(document: _Document) -> Iterator[tuple[int, Kind, int]]:
    return ((one.step, one.kind, one.experiment) for one in document.journal)


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
    steps, changes = [one.step for one in kept], [one.step for one in journal]
    rising = all(one < two for one, two in itertools.pairwise(steps))
    rising = rising and all(one <= two for one, two in itertools.pairwise(changes))
    counts = [
        *steps, *changes, document.end, *itertools.chain(*document.lost),
        *(one.examples_seen for one in kept), *(one.tested_at for one in kept),
        *(one.examples - 1 for one in kept),
    ]  # fmt: skip
    places = all(1 <= one.place <= len(journal) for one in kept)
    slots = all(0 <= one.slots_updates <= one.step for one in kept)
    known = all(0 <= count <= _MAX_COUNT for count in counts)
    return rising and places and slots and known and steps[-1] <= document.end


def _checkpoint(
    archive: zipfile.ZipFile, index: int, told: _Checkpoint, experiment: Experiment
) -> Checkpoint:
    def made(parameters: Parameters, slots: Slots | None) -> Checkpoint:
        snapshot = Snapshot(
            parameters, told.step, told.examples_seen, told.examples,
            _metrics(told.train), _metrics(told.test), told.tested_at, slots,
        )  # fmt: skip
        return Checkpoint(snapshot, experiment, told.place, told.given)

    count = OPTIMIZERS[experiment.hyperparameters.optimizer].slot_count if told.step else 0
    sizes = [math.prod(shape) for layer in shapes(experiment.network) for shape in layer]
    try:
        if archive.getinfo(_name(index)).compress_type != zipfile.ZIP_STORED:
            return made(_SPOILED, None)  # a small file could fill the memory
        flat = read_array(archive, _name(index), ((1 + count) * sum(sizes),), "<f4")
    except (KeyError, ValueError, *_DAMAGED):
        return made(_SPOILED, None)
    places = np.cumsum(sizes * (1 + count))[:-1]
    pieces = iter(np.split(flat, places))

    def layers() -> Parameters:
        return tuple(
            LayerParameters(*(next(pieces).reshape(shape) for shape in layer))
            for layer in shapes(experiment.network)
        )

    parameters = layers()
    slots = Slots(tuple(layers() for _ in range(count)), told.slots_updates) if told.step else None
    found = made(parameters, slots)
    return found if checksum(found.snapshot) == told.sum else made(_SPOILED, None)


def _name(index: int) -> str:
    return f"{FOLDER}{index:06}.npy"
