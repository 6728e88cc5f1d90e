"""What the window and its backend process say to each other; how it lies in the pipe: frames.py.

Here is what is said of one training, or of a race: of jobs and timings in job_messages.py. What
messages are made of is in message_parts.py. Nothing that arrives is ever executed.
"""

from typing import Literal

from core.backend.job_messages import TimeWays, WayTimed, Work, Worked, Working
from core.backend.message_parts import (
    Array,
    Count,
    LayersData,
    Message,
    SlotsData,
    SnapshotData,
    check_sentence,
)
from core.data import Source
from core.experiment import Experiment, Hyperparameters
from core.health import Finding, Remark
from core.surgery import Change
from core.wording import Sentence

PROTOCOL = 12  # changes with every change of a message

PhaseName = Literal["compiling", "ready", "training"]
DoingName = Literal["loading", "waiting", "compiling", "updating", "working"]


# From the window to the backend.


class Start(Message, frozen=True):
    """Begin run number `run` from `snapshot` on the device named `device` ("": the best)."""

    run: int
    experiment: Experiment
    device: str
    snapshot: SnapshotData


class Race(Message, frozen=True):
    """Have `lanes`, (what to train, where it begins), race up to so many `updates`, as run `run`.

    They train in turn. Train, SetPace and Drawn are for all; anything else ends the race.
    """

    run: int
    lanes: tuple[tuple[Experiment, SnapshotData], ...]
    updates: Count
    device: str


class Train(Message, frozen=True):
    """Train from now on, or pause."""

    on: bool


class UpdateOnce(Message, frozen=True):
    """Make exactly one update with the next batch."""


class CheckGradients(Message, frozen=True):
    """Compute the mean loss and the gradients of this batch, and tell the optimizer's slots.

    Inputs are [examples, inputs], targets [examples, outputs].
    """

    run: int
    inputs: Array
    targets: Array


class Apply(Message, frozen=True):
    """Make exactly one update, with the mean gradient of this batch: as CheckGradients has it."""

    run: int
    inputs: Array
    targets: Array


class AskCheckpoint(Message, frozen=True):
    """Send a complete snapshot of run `run`; then `more` that nobody asks for, until it pauses.

    Of these one is sent after every `every` seconds of updates, by what they take on a machine that
    does nothing else. The next message that names some takes the place of what is left of `more`:
    for a window that does not read no more than these are kept.
    """

    run: int
    every: float = 0.0
    more: Count = 0


class SetDevice(Message, frozen=True):
    """Go on with the same run on the device named `device` ("": the best)."""

    device: str


class SetHyperparameters(Message, frozen=True):
    """Go on with these."""

    hyperparameters: Hyperparameters


class SetSource(Message, frozen=True):
    """Go on with what is learned, on the examples of `source`: as many inputs, the same task."""

    source: Source


class Grow(Message, frozen=True):
    """Go on in mid-training with a changed structure, as soon as it is compiled; then say Grown.

    Until then the network trains on as it is. A pause, or another run, takes it back.
    """

    run: int
    changes: tuple[Change, ...]


class Replay(Message, frozen=True):
    """Have `update` again, by training from a complete snapshot of it or an earlier one.

    `experiment` was trained then; each of `changes` says from which update on others were: rates,
    and data, None where they were the same. The training that goes on is not touched. The answer is
    Replayed. With `check`, a later one, it is then gone on to, and ReplayChecked says what came.
    A later Replay takes the place of this one.
    """

    number: int
    experiment: Experiment
    snapshot: SnapshotData
    changes: tuple[tuple[Count, Hyperparameters, Source | None], ...]
    update: Count
    check: Count = 0


class SetPace(Message, frozen=True):
    """Make so many updates a second at most; infinite: as many as can be made."""

    updates_per_second: float

    def __post_init__(self) -> None:
        if not self.updates_per_second > 0:
            raise ValueError("A pace must be above 0")


class SetWatch(Message, frozen=True):
    """Stop a training that is found to be sick, or only tell of it."""

    stops: bool


class Drawn(Message, frozen=True):
    """The last snapshot was drawn: credit for one more."""


class Quit(Message, frozen=True):
    """End politely."""


# From the backend to the window.


class Ready(Message, frozen=True):
    """TensorFlow is loaded; these (name, title) are its devices, and what is wrong with a GPU."""

    tensorflow: str
    devices: tuple[tuple[str, str], ...]
    gpu_problem: Sentence | None

    def __post_init__(self) -> None:
        if self.gpu_problem:
            check_sentence(self.gpu_problem)


class Alive(Message, frozen=True):
    """It lives: what its main thread does, and since how many seconds. It comes every second.

    Where so much is said that the window has not read it all, that says it, and this is left out.
    """

    doing: DoingName
    seconds: Count = 0


class Phase(Message, frozen=True):
    """What run `run` does now: "compiling", "ready" or "training", on which device.

    `loops` is how many compiled loops the backend holds: TensorFlow never lets go of one.
    """

    run: int
    phase: PhaseName
    device: str
    loops: Count = 0


class NewSnapshot(Message, frozen=True):
    """Run `run` has come this far. The next one is sent after `Drawn`."""

    run: int
    snapshot: SnapshotData


class Health(Message, frozen=True):
    """How run `run` is: healthy up to update `healthy` (−1: never), with these remarks.

    `finding` is what has just been found to be wrong; `stopped`: training was stopped for it.
    """

    run: int
    healthy: int
    remarks: tuple[Remark, ...]
    finding: Finding | None
    stopped: bool


class Checkpoint(Message, frozen=True):
    """The answer to AskCheckpoint: where run `run` is, with the slots of `optimizer`.

    It takes no credit. `asked` is false for those that come by themselves.
    """

    run: int
    optimizer: str
    snapshot: SnapshotData
    asked: bool = True


class Grown(Message, frozen=True):
    """The answer to Grow: run `run` came to `before`, and goes on from `after`.

    Both are complete, with the slots of `optimizer`.
    """

    run: int
    optimizer: str
    before: SnapshotData
    after: SnapshotData


class Changed(Message, frozen=True):
    """From update `updates` on run `run` is trained with other rates, or on other data."""

    run: int
    updates: Count
    hyperparameters: Hyperparameters | None = None
    source: Source | None = None


class Replayed(Message, frozen=True):
    """The answer to Replay `number`: a complete snapshot, or why there is none, in a sentence."""

    number: int
    snapshot: SnapshotData | None
    reason: Sentence | None = None

    def __post_init__(self) -> None:
        if self.reason:
            check_sentence(self.reason)


class ReplayChecked(Message, frozen=True):
    """What came of going on to the update that Replay `number` named: a checksum of its bits."""

    number: int
    update: Count
    sum: str


class Raced(Message, frozen=True):
    """Where all lanes of race `run` are, complete, after the same round; `ended`: it is over.

    The next one is sent after `Drawn`.
    """

    run: int
    snapshots: tuple[SnapshotData, ...]
    ended: bool


class GradientsChecked(Message, frozen=True):
    """The answer to CheckGradients: a Proof. The snapshot that it is of was sent before it."""

    run: int
    updates: Count
    loss: float
    gradients: LayersData
    slots: SlotsData


class Finished(Message, frozen=True):
    """Training of run `run` has stopped as was wished, and why, in a sentence.

    The snapshot that comes next may be of an earlier update: then it went back there.
    """

    run: int
    reason: Sentence

    def __post_init__(self) -> None:
        check_sentence(self.reason)


class Stopped(Message, frozen=True):
    """Run `run` cannot go on, and why, in a sentence. `lost`: the backend needs a new Start."""

    run: int
    reason: Sentence
    lost: bool

    def __post_init__(self) -> None:
        check_sentence(self.reason)


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
