"""What is said of work that ends by itself, and is nobody's training: jobs, and timings of ways."""

from core.backend.message_parts import AtLeastOne, Count, Message, SnapshotData, check_sentence
from core.experiment import Experiment
from core.forward_ways import Timing
from core.jobs import State
from core.wording import Sentence

_Point = tuple[float, float, float, float, float]  # the columns of core.history


# From the window, or a crew, to the backend.


class Work(Message, frozen=True):
    """Do job `number` (core.jobs): so many `updates` from `snapshot` on; then say Worked.

    Those that come meanwhile wait their turn. Train(False) pauses; anything else ends them all.
    """

    number: Count
    experiment: Experiment
    snapshot: SnapshotData
    updates: AtLeastOne
    measured: AtLeastOne
    device: str


class TimeWays(Message, frozen=True):
    """Time the ways (core.forward_ways) to compute a network's answers to so many examples.

    `snapshot` has its parameters; None: those that `experiment` begins with. Each way is told in a
    WayTimed. Any message ends it.
    """

    number: Count
    experiment: Experiment
    snapshot: SnapshotData | None
    batch: AtLeastOne


# From the backend to the window.


class Working(Message, frozen=True):
    """Job `number` has made so many `updates`; `points` were added to its curve."""

    number: Count
    updates: Count
    points: tuple[_Point, ...]


class Worked(Message, frozen=True):
    """Job `number` has ended: how, where (None: it was not begun), by which curve, and why early.

    `loops` is as in Phase, `device` the title of what computed it.
    """

    number: Count
    state: State
    snapshot: SnapshotData | None
    points: tuple[_Point, ...]
    seconds: float
    device: str
    reason: Sentence | None = None
    loops: Count = 0

    def __post_init__(self) -> None:
        if self.reason:
            check_sentence(self.reason)


class WayTimed(Message, frozen=True):
    """How long a way took, of TimeWays `number`."""

    number: Count
    timing: Timing

    def __post_init__(self) -> None:
        if self.timing.lacks:
            check_sentence(self.timing.lacks)
