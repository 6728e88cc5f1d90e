"""What no file of the user's holds, as a value: of all runs there are, kin or not."""

from typing import NamedTuple

from core.run import Run, State
from core.runs import Runs
from core.sweep import Sweep
from core.sweeps import Sweeps


class Mark(NamedTuple):
    """What tells what is unsaved from what was before."""

    states: tuple[State, ...]
    sweeps: tuple[Sweep, ...]
    ended: int  # runs of the sweeps

    def is_like(self, other: "Mark") -> bool:
        """Whether both are the same, number by number."""
        if self[1:] != other[1:] or len(self.states) != len(other.states):
            return False
        return all(one.is_like(two) for one, two in zip(self.states, other.states, strict=True))


class Unsaved(NamedTuple):
    """A run that no file holds, and with it the runs beside it, its own among them, and a table."""

    run: Run
    runs: Runs
    sweeps: Sweeps | None = None

    @property
    def mark(self) -> Mark:
        """What tells it from what was before, or will be."""
        others = [kept.run.state for kept in self.runs.kept if kept.run.id != self.run.id]
        held = self.sweeps or Sweeps(())
        return Mark((self.run.state, *others), held.sweeps, held.ended)
