"""Several sweeps that are one experiment: worked at one after the other, with one table."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.sweep import Row, Sweep
from core.sweep_file import Held
from core.wording import QT_TRANSLATE_NOOP, Sentence


class Sweeps(NamedTuple):
    """Sweeps, and the rows of the first, the second and so on; none while they are not known."""

    sweeps: tuple[Sweep, ...]
    rows: tuple[Row, ...] = ()

    @property
    def runs(self) -> int:
        """How many runs all of them have."""
        return sum(sweep.runs for sweep in self.sweeps)

    @property
    def ended(self) -> int:
        """How many have come to their end; those that failed are tried again."""
        return ended(self.rows)

    @property
    def updates(self) -> int:
        """How many updates all runs make together."""
        return sum(sweep.runs * sweep.updates for sweep in self.sweeps)

    @property
    def varied(self) -> tuple[str, ...]:
        """What is varied in any of them, in order."""
        names = (axis.name for sweep in self.sweeps for axis in sweep.axes)
        return tuple(dict.fromkeys(names))

    @property
    def held(self) -> tuple[Held, ...]:
        """Each sweep with its own table; nothing where there is no table yet."""
        found, at = [], 0
        for sweep in self.sweeps if self.rows else ():
            found.append(Held(sweep, self.rows[at : at + sweep.runs]))
            at += sweep.runs
        return tuple(found)

    def sweep_of(self, number: int) -> Sweep:
        """Return the sweep that row `number` is of."""
        for sweep in self.sweeps:
            if number < sweep.runs:
                return sweep
            number -= sweep.runs
        raise IndexError(number)


def together(held: Sequence[Held]) -> Sweeps:
    """Return sweeps with their tables as one."""
    return Sweeps(tuple(one.sweep for one in held), tuple(row for one in held for row in one.rows))


def ended(rows: Iterable[Row]) -> int:
    """Return how many rows have come to their end."""
    return sum(row.ended for row in rows)


def so_far(rows: Sequence[Row]) -> Sentence | None:
    """Return what stands above all that rows say while more are to come; None: there are none."""
    done = ended(rows)
    if done == len(rows):
        return None
    text = QT_TRANSLATE_NOOP("Core", "So far ({ended:,} of {count:,} run(s)):")
    return Sentence(text, {"ended": done, "count": len(rows)})
