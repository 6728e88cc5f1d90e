"""What is seen of maps: how they are looked at, and the colours that come of it."""

from typing import NamedTuple

import numpy as np

from core.data.tasks import Task
from core.maps import Grid
from gui.maps import boundary
from gui.maps.answer_colours import Answers, MapPicture, pictures
from gui.maps.job import Shown
from gui.maps.keys import Kept
from gui.maps.lines import Line, contours
from gui.maps.points import PointSet, targets_near
from gui.theme import Theme

_NEAREST = 160  # cells across, that the nearest points are looked for in


class Look(NamedTuple):
    """Maps, and how they are looked at: in a mode of `answer_colours`, in the colours of `now`.

    `points` are those that errors are told by, `before` the maps that changes are told from; None
    where they are not. Of the maps every `step`th cell is seen, across and down; and so are the
    contours of a `layer` (0: of none).
    """

    shown: Shown
    task: Task
    mode: str
    each: bool  # class by itself
    now: Theme
    scale: float = 1.0  # of values
    points: PointSet | None = None
    before: Shown | None = None
    step: int = 1
    layer: int = 0

    @property
    def grid(self) -> Grid:
        """The cells that are seen."""
        return self.shown.maps.grid.every(self.step)


class Seen(NamedTuple):
    """What comes of a look: pictures beside each other, the answers that they show, contours."""

    look: Look
    answers: Answers
    pictures: tuple[MapPicture, ...]
    lines: tuple[Line, ...]

    @property
    def boundary(self) -> np.ndarray:
        """Where two classes are level, segments [n, 2, 2] of (x₁, x₂)."""
        return boundary.boundary_of(self.answers, self.look.grid)


class Looks:
    """Makes what is seen; what the next look needs, too, is kept. For one thread alone."""

    def __init__(self) -> None:
        self._answers, self._nearest = Kept[Answers](), Kept[np.ndarray]()
        self._lines = Kept[tuple[Line, ...]]()

    def seen(self, look: Look) -> Seen:
        """Return what comes of a look."""
        grid, points, before = look.grid, look.points, look.before
        made_of = look.shown, look.task, look.scale, look.step
        answers = self._answers.of(lambda: _answers(look, look.shown), *made_of)
        nearest = old = None
        if points is not None:
            near = points, grid, _NEAREST
            nearest = self._nearest.of(lambda: targets_near(*near), *near)
        if before is not None and before.maps.grid == look.shown.maps.grid:
            old = _answers(look, before)
        shades = pictures(answers, look.mode, look.now, old, nearest, look.each)
        lines = self._lines.of(lambda: _lines(look), look.shown, look.layer, look.step)
        return Seen(look, answers, shades, lines)


def _answers(look: Look, of: Shown) -> Answers:
    return Answers.of(of.maps, look.task, of.job.network.layers[-1], look.scale, look.step)


def _lines(look: Look) -> tuple[Line, ...]:
    job, maps = look.shown
    return contours(job.parameters, look.layer, maps, look.step) if look.layer else ()
