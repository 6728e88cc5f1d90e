"""What the window and its backend process say to each other; how it lies in the pipe: frames.py.

Arrays travel as raw bytes with their shape. Nothing that arrives is ever executed.
"""

import math
from typing import Annotated, Literal

import msgspec

from core.data import Source
from core.experiment import Experiment, Hyperparameters
from core.forward_ways import Timing
from core.health import Finding, Remark
from core.jobs import State
from core.surgery import Change
from core.wording import Sentence

PROTOCOL = 11  # changes with every change of a message
# Ten layers of 4,096 neurons are 671 MB; slots as large as that stay where they are.
MAX_BODY = 1 << 30
_MAX_DIMENSIONS = 8
_MAX_SENTENCE = 10_000  # characters of a sentence, as far as can be told before it is worded


PhaseName = Literal["compiling", "ready", "training"]
DoingName = Literal["loading", "waiting", "compiling", "updating", "working"]
_Count = Annotated[int, msgspec.Meta(ge=0)]
_AtLeastOne = Annotated[int, msgspec.Meta(ge=1)]
_Point = tuple[float, float, float, float, float]  # the columns of core.history


class Array(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A float32 array, C order, little-endian."""

    shape: tuple[int, ...]
    data: memoryview

    def __post_init__(self) -> None:
        fits = (
            len(self.shape) <= _MAX_DIMENSIONS
            # Each by itself too: a dimension of 0 would hide one that is out of all bounds.
            and all(0 <= size <= MAX_BODY for size in self.shape)
            and len(self.data) == 4 * math.prod(self.shape)
        )
        if not fits:
            raise ValueError(f"{len(self.data)} bytes cannot be a float32 array of {self.shape}")


LayerData = tuple[Array, Array, Array]
LayersData = tuple[LayerData, ...]  # Parameters as they travel


class SlotsData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Slots as they travel."""

    arrays: tuple[LayersData, ...]
    updates: _Count


class SnapshotData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A Snapshot as it travels."""

    parameters: LayersData
    updates: _Count
    examples_seen: _Count
    examples: _AtLeastOne
    train: tuple[float, float, float]
    test: tuple[float, float, float]
    tested_at: _Count
    slots: SlotsData | None = None


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    pass


def _check_sentence(sentence: Sentence) -> None:
    """Raise ValueError where a sentence could become too long, or is nested too deeply."""
    if _most(sentence) > _MAX_SENTENCE:
        raise ValueError("A sentence of a message is too long")


def _most(value: object) -> int:
    """Return a bound on the characters of a value; a sentence counts as a hundred or more."""
    if not isinstance(value, Sentence):
        return len(str(value))
    longest = max(map(_most, value.data.values()), default=0)
    return max(len(value.text), 100) + value.text.count("{") * longest


# From the window to the backend.


class Start(_Message, frozen=True):
    """Begin run number `run` from `snapshot` on the device named `device` ("": the best)."""

    run: int
    experiment: Experiment
    device: str
    snapshot: SnapshotData


class Race(_Message, frozen=True):
    """Have `lanes`, (what to train, where it begins), race up to so many `updates`, as run `run`.

    They train in turn. Train, SetPace and Drawn are for all; anything else ends the race.
    """

    run: int
    lanes: tuple[tuple[Experiment, SnapshotData], ...]
    updates: _Count
    device: str


class Work(_Message, frozen=True):
    """Do job `number` (core.jobs): so many `updates` from `snapshot` on; then say Worked.

    Those that come meanwhile wait their turn. Train(False) pauses; anything else ends them all.
    """

    number: _Count
    experiment: Experiment
    snapshot: SnapshotData
    updates: _AtLeastOne
    measured: _AtLeastOne
    device: str


class TimeWays(_Message, frozen=True):
    """Time the ways (core.forward_ways) to compute a network's answers to so many examples.

    `snapshot` has its parameters; None: those that `experiment` begins with. Each way is told in a
    WayTimed. Any message ends it.
    """

    number: _Count
    experiment: Experiment
    snapshot: SnapshotData | None
    batch: _AtLeastOne


class Train(_Message, frozen=True):
    """Train from now on, or pause."""

    on: bool


class UpdateOnce(_Message, frozen=True):
    """Make exactly one update with the next batch."""


class CheckGradients(_Message, frozen=True):
    """Compute the mean loss and the gradients of this batch, and tell the optimizer's slots.

    Inputs are [examples, inputs], targets [examples, outputs].
    """

    run: int
    inputs: Array
    targets: Array


class Apply(_Message, frozen=True):
    """Make exactly one update, with the mean gradient of this batch: as CheckGradients has it."""

    run: int
    inputs: Array
    targets: Array


class AskCheckpoint(_Message, frozen=True):
    """Send a complete snapshot of run `run`; then `more` that nobody asks for, until it pauses.

    Of these one is sent after every `every` seconds of updates, by what they take on a machine that
    does nothing else. The next message that names some takes the place of what is left of `more`:
    for a window that does not read no more than these are kept.
    """

    run: int
    every: float = 0.0
    more: _Count = 0


class SetDevice(_Message, frozen=True):
    """Go on with the same run on the device named `device` ("": the best)."""

    device: str


class SetHyperparameters(_Message, frozen=True):
    """Go on with these."""

    hyperparameters: Hyperparameters


class SetSource(_Message, frozen=True):
    """Go on with what is learned, on the examples of `source`: as many inputs, the same task."""

    source: Source


class Grow(_Message, frozen=True):
    """Go on in mid-training with a changed structure, as soon as it is compiled; then say Grown.

    Until then the network trains on as it is. A pause, or another run, takes it back.
    """

    run: int
    changes: tuple[Change, ...]


class Replay(_Message, frozen=True):
    """Have update `step` again, by training from a complete snapshot of it or an earlier one.

    `experiment` was trained then; each of `changes` says from which update on others were: rates,
    and data, None where they were the same. The training that goes on is not touched. The answer is
    Replayed. With `check`, a later step, it is then gone on to, and ReplayChecked says what came.
    A later Replay takes the place of this one.
    """

    number: int
    experiment: Experiment
    snapshot: SnapshotData
    changes: tuple[tuple[_Count, Hyperparameters, Source | None], ...]
    step: _Count
    check: _Count = 0


class SetPace(_Message, frozen=True):
    """Make so many updates a second at most; infinite: as many as can be made."""

    updates_per_second: float

    def __post_init__(self) -> None:
        if not self.updates_per_second > 0:
            raise ValueError("A pace must be above 0")


class SetWatch(_Message, frozen=True):
    """Stop a training that is found to be sick, or only tell of it."""

    stops: bool


class Drawn(_Message, frozen=True):
    """The last snapshot was drawn: credit for one more."""


class Quit(_Message, frozen=True):
    """End politely."""


# From the backend to the window.


class Ready(_Message, frozen=True):
    """TensorFlow is loaded; these (name, title) are its devices, and what is wrong with a GPU."""

    tensorflow: str
    devices: tuple[tuple[str, str], ...]
    gpu_problem: Sentence | None

    def __post_init__(self) -> None:
        if self.gpu_problem:
            _check_sentence(self.gpu_problem)


class Alive(_Message, frozen=True):
    """It lives: what its main thread does, and since how many seconds. It comes every second.

    Where so much is said that the window has not read it all, that says it, and this is left out.
    """

    doing: DoingName
    seconds: _Count = 0


class Phase(_Message, frozen=True):
    """What run `run` does now: "compiling", "ready" or "training", on which device.

    `loops` is how many compiled loops the backend holds: TensorFlow never lets go of one.
    """

    run: int
    phase: PhaseName
    device: str
    loops: _Count = 0


class NewSnapshot(_Message, frozen=True):
    """Run `run` has come this far. The next one is sent after `Drawn`."""

    run: int
    snapshot: SnapshotData


class Health(_Message, frozen=True):
    """How run `run` is: healthy up to update `healthy` (−1: never), with these remarks.

    `finding` is what has just been found to be wrong; `stopped`: training was stopped for it.
    """

    run: int
    healthy: int
    remarks: tuple[Remark, ...]
    finding: Finding | None
    stopped: bool


class Checkpoint(_Message, frozen=True):
    """The answer to AskCheckpoint: where run `run` is, with the slots of `optimizer`.

    It takes no credit. `asked` is false for those that come by themselves.
    """

    run: int
    optimizer: str
    snapshot: SnapshotData
    asked: bool = True


class Grown(_Message, frozen=True):
    """The answer to Grow: run `run` came to `before`, and goes on from `after`.

    Both are complete, with the slots of `optimizer`.
    """

    run: int
    optimizer: str
    before: SnapshotData
    after: SnapshotData


class Changed(_Message, frozen=True):
    """From update `updates` on run `run` is trained with other rates, or on other data."""

    run: int
    updates: _Count
    hyperparameters: Hyperparameters | None = None
    source: Source | None = None


class Replayed(_Message, frozen=True):
    """The answer to Replay `number`: a complete snapshot, or why there is none, in a sentence."""

    number: int
    snapshot: SnapshotData | None
    reason: Sentence | None = None

    def __post_init__(self) -> None:
        if self.reason:
            _check_sentence(self.reason)


class ReplayChecked(_Message, frozen=True):
    """What came of going on to the step that Replay `number` named: a checksum of its bits."""

    number: int
    step: _Count
    sum: str


class Raced(_Message, frozen=True):
    """Where all lanes of race `run` are, complete, after the same round; `ended`: it is over.

    The next one is sent after `Drawn`.
    """

    run: int
    snapshots: tuple[SnapshotData, ...]
    ended: bool


class Working(_Message, frozen=True):
    """Job `number` has made so many `updates`; `points` were added to its curve."""

    number: _Count
    updates: _Count
    points: tuple[_Point, ...]


class Worked(_Message, frozen=True):
    """Job `number` has ended: how, where (None: it was not begun), by which curve, and why early.

    `loops` is as in Phase, `device` the title of what computed it.
    """

    number: _Count
    state: State
    snapshot: SnapshotData | None
    points: tuple[_Point, ...]
    seconds: float
    device: str
    reason: Sentence | None = None
    loops: _Count = 0

    def __post_init__(self) -> None:
        if self.reason:
            _check_sentence(self.reason)


class WayTimed(_Message, frozen=True):
    """How long a way took, of TimeWays `number`."""

    number: _Count
    timing: Timing

    def __post_init__(self) -> None:
        if self.timing.lacks:
            _check_sentence(self.timing.lacks)


class GradientsChecked(_Message, frozen=True):
    """The answer to CheckGradients: a Proof. The snapshot that it is of was sent before it."""

    run: int
    updates: _Count
    loss: float
    gradients: LayersData
    slots: SlotsData


class Finished(_Message, frozen=True):
    """Training of run `run` has stopped as was wished, and why, in a sentence.

    The snapshot that comes next may be of an earlier update: then it went back there.
    """

    run: int
    reason: Sentence

    def __post_init__(self) -> None:
        _check_sentence(self.reason)


class Stopped(_Message, frozen=True):
    """Run `run` cannot go on, and why, in a sentence. `lost`: the backend needs a new Start."""

    run: int
    reason: Sentence
    lost: bool

    def __post_init__(self) -> None:
        _check_sentence(self.reason)


ToBackend = (
    Start
    | Race
    | Work
    | TimeWays
    | Train
    | UpdateOnce
    | CheckGradients
    | Apply
    | AskCheckpoint
    | SetHyperparameters
    | SetDevice
    | SetSource
    | Grow
    | Replay
    | SetPace
    | SetWatch
    | Drawn
    | Quit
)
ToWindow = (
    Ready
    | Alive
    | Phase
    | NewSnapshot
    | Health
    | Checkpoint
    | Changed
    | Replayed
    | ReplayChecked
    | Grown
    | Raced
    | Working
    | Worked
    | WayTimed
    | GradientsChecked
    | Finished
    | Stopped
)
