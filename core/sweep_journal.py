"""The journal of a sweep: what its runs came to, appended to a file as they end.

It begins with MAGIC and the sweep as a record of JSON; each run is a record more. A record is the
length and the CRC-32 of its body, four bytes each, little-endian, and the body. What a crash has
left of the last record is passed over, and written again when the sweep goes on. The same bytes
are the sweep of a saved network (core.sweep_file).
"""

import contextlib
import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from core import files, parameters
from core.backend.message_parts import SnapshotData
from core.backend.packing import pack_snapshot, unpack_snapshot
from core.history import CAPACITY, curve
from core.jobs import Outcome, State, came_to
from core.locks import HeldError, Lock
from core.parameters import bytes_of
from core.sentences import plain
from core.sweep import Row, Sweep, Trial, from_json, job, to_json, trials
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError, of_decoding

MAGIC = b"netglow sweep 1\n"
MOST_WEIGHTS = 1 << 20  # bytes of a run; of larger ones the table alone is kept
LARGEST = 1 << 30  # bytes
_HEAD = struct.Struct("<II")  # length and CRC-32 of the body

NO_JOURNAL = QT_TRANSLATE_NOOP("Core", "{file} is not the journal of a sweep.")
OTHER = QT_TRANSLATE_NOOP(
    "Core", "{file} is the journal of another sweep. Give it another name, or remove it."
)
HELD = QT_TRANSLATE_NOOP("Core", "{file} is being written by another Netglow.")
WRONG = QT_TRANSLATE_NOOP("Core", "the journal of its sweep is wrong: {reason}.")


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    number: int
    state: State
    seconds: float
    device: str
    snapshot: SnapshotData
    points: tuple[tuple[float, float, float, float, float], ...] = ()
    reason: Sentence | None = None


class Read(NamedTuple):
    """What a journal says: its sweep, what became of which trial, and how many bytes are whole."""

    sweep: Sweep
    outcomes: dict[int, Outcome]
    size: int


def beginning(sweep: Sweep) -> bytes:
    """Return what the journal of a sweep begins with."""
    return MAGIC + _record(to_json(sweep))


def record(number: int, outcome: Outcome) -> bytes:
    """Return what is appended of trial `number`. Without weights where these are large."""
    run = outcome.run
    snapshot = pack_snapshot(run.snapshot)
    if bytes_of(run.snapshot.arrays) > MOST_WEIGHTS:
        snapshot = replace(snapshot, parameters=(), slots=None)
    points = tuple(tuple(point) for point in run.history.points.tolist())
    told = outcome.state, outcome.seconds, run.computed_on, snapshot, points, outcome.reason
    return _record(msgspec.msgpack.encode(_Record(number, *told)))


def _record(body: bytes) -> bytes:
    return _HEAD.pack(len(body), zlib.crc32(body)) + body


def read(content: bytes) -> Read | None:
    """Return what a journal says; None: it is none, or ends before its sweep is told.

    ValueError: what is whole is wrong; the sentence says what.
    """
    if not content.startswith(MAGIC):
        return None
    bodies = _bodies(content)
    first = next(bodies, None)
    if first is None:
        return None
    sweep, outcomes, size = from_json(first[0]), dict[int, Outcome](), first[1]
    tried = trials(sweep)
    for body, end in bodies:
        number, outcome = _outcome(body, tried, sweep)
        outcomes[number], size = outcome, end
    return Read(sweep, outcomes, size)


def _bodies(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield whole records, each with where it ends."""
    at = len(MAGIC)
    while at + _HEAD.size <= len(content):
        length, sum_ = _HEAD.unpack_from(content, at)
        end = at + _HEAD.size + length
        body = content[at + _HEAD.size : end]
        if len(body) < length or zlib.crc32(body) != sum_:
            return
        yield body, end
        at = end


def _outcome(body: bytes, tried: Sequence[Trial], sweep: Sweep) -> tuple[int, Outcome]:
    try:
        found = msgspec.msgpack.decode(body, type=_Record)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SentenceError(WRONG, reason=of_decoding(error)) from error
    if not 0 <= found.number < len(tried) or len(found.points) > CAPACITY:
        reason = Sentence(QT_TRANSLATE_NOOP("Core", "it has a run that the sweep has not"))
        raise SentenceError(WRONG, reason=reason)
    trial = tried[found.number]
    snapshot = unpack_snapshot(found.snapshot)
    if snapshot.parameters:
        parameters.check(snapshot.parameters, trial.experiment.network)
        snapshot.check_slots(trial.experiment.hyperparameters.optimizer)
    run = came_to(job(trial, sweep), snapshot, curve(found.points), plain(found.device, 100))
    return found.number, Outcome(run, found.seconds, found.reason, found.state)


def rows(sweep: Sweep, outcomes: dict[int, Outcome]) -> tuple[Row, ...]:
    """Return the table of a sweep of which so much has come."""
    return tuple(Row(trial, outcomes.get(trial.number)) for trial in trials(sweep))


class Journal:
    """The journal at `path`, of `sweep`, from here on until `close`; what is there is gone on with.

    SentenceError: there is something else, or another process writes it. OSError: it cannot be.
    """

    def __init__(self, path: Path, sweep: Sweep) -> None:
        called = plain(path.name, 100)
        try:
            self._lock = Lock(path.with_name(f".{path.name}.lock"))
        except HeldError:
            raise SentenceError(HELD, file=called) from None
        try:
            self.outcomes, size = _gone_on(path, sweep, called)
            self._file = files.appended(path, size)
            if not size:
                self._write(beginning(sweep))
        except BaseException:
            self._lock.leave()
            raise

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, number: int, outcome: Outcome) -> None:
        """Write down what became of trial `number`; when it returns, that is on the disk.

        What failed is not: it is tried again when the sweep goes on.
        """
        if outcome.state != "failed":
            self.outcomes[number] = outcome
            self._write(record(number, outcome))

    def close(self) -> None:
        """Let others have it."""
        with contextlib.suppress(OSError):  # a disk that is full was told of before
            self._file.close()
        self._lock.leave()

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._file.flush()
        with contextlib.suppress(OSError):  # a file system that cannot
            os.fsync(self._file.fileno())


def _gone_on(path: Path, sweep: Sweep, called: str) -> tuple[dict[int, Outcome], int]:
    """Return what the journal at `path` has of a sweep, and how many bytes of it are whole."""
    if not path.exists():
        return {}, 0
    with files.opened(path, LARGEST) as file:
        content = file.read()
    found = read(content)
    if found is None:
        # Of one that was killed before it had told its sweep there is nothing to lose.
        if not beginning(sweep).startswith(content):
            raise SentenceError(OTHER if content.startswith(MAGIC) else NO_JOURNAL, file=called)
        return {}, 0
    if found.sweep != sweep:
        raise SentenceError(OTHER, file=called)
    return found.outcomes, found.size
