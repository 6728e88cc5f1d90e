"""What is seen of a curve fit: axes, examples, the network's curves and their parts, as a value."""

import itertools
import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from core.curve_fit import CurveFit
from core.data.curves import RANGE
from core.data.data import Data
from core.maps import View
from gui.axes import Tick
from gui.maps.frame import Frame
from gui.neuron_hues import neuron_hues
from gui.numbers import fixed
from gui.theme import Theme
from gui.ticks import decimals, ticks

BEYOND = 0.2  # of x, to each side of the data
PLACES = 241  # of x, where the network is asked
PARTS = ("none", "contributions", "sums")
MOST_PARTS = 64  # lines; of more neurons those that matter most
DASHES: tuple[tuple[float, ...], ...] = ((), (2.5, 1.5), (1, 1.2), (3, 1.2, 1, 1.2))  # of outputs
BIAS_DASH = (2.0, 3.0)
_REACHES = (1.25, 2.1, 3.2, 5.2, 8.4)  # of the height, and ten times these, and …
_DOT = 2.0  # px on screen that dots must be apart to be painted each


class Dots(NamedTuple):
    """The examples of a set: `x` [examples], `y` [examples, outputs]."""

    x: np.ndarray
    y: np.ndarray


class CurveData(NamedTuple):
    """The examples of both sets; a test set that is the training set itself is left out."""

    train: Dots
    test: Dots

    @staticmethod
    def of(data: Data) -> "CurveData":
        """Return the examples of `data`, which have one input."""
        nothing = Dots(np.zeros(0), np.zeros((0, data.train.targets.shape[1])))
        train, test = (Dots(one.inputs[:, 0], one.targets) for one in (data.train, data.test))
        return CurveData(train, nothing if data.test is data.train else test)

    def target_at(self, x: float, within: float) -> np.ndarray | None:
        """Return the targets [outputs] of the example nearest to `x`; None: none is that near."""
        both = [dots for dots in self if len(dots.x)]
        if not both:
            return None
        away, dots = min(((float(np.abs(one.x - x).min()), one) for one in both), key=_first)
        found: np.ndarray = dots.y[np.abs(dots.x - x).argmin()]
        return found if away <= within else None


def _first(pair: tuple[float, Dots]) -> float:
    return pair[0]


class CurveLine(NamedTuple):
    """A polyline through `places` [points, 2] in px, called `name`.

    `dash` is a pattern in widths of the line, () being solid; `strong` lines are the network's.
    The part of a `neuron` of the last hidden layer says which.
    """

    name: str
    places: np.ndarray
    colour: str
    dash: tuple[float, ...] = ()
    strong: bool = False
    neuron: int | None = None


class DotMarks(NamedTuple):
    """The dots of a set, `places` [dots, 2] in px: discs to train on, squares to test on.

    They are `faint` where thin lines are to be seen between them.
    """

    name: str
    places: np.ndarray
    colour: str
    faint: bool = False


class CurveScene(NamedTuple):
    """All of it; `data` is where data can be, the rest of the frame's room is beyond."""

    frame: Frame
    data: QRectF
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    marks: tuple[DotMarks, ...]
    lines: tuple[CurveLine, ...]
    example: tuple[QPointF, ...] = ()  # what the network makes of the example that is shown
    pointed: float | None = None  # x under the mouse, in px

    def line(self, name: str) -> CurveLine:
        """Return the line called `name`; StopIteration: there is none."""
        return next(line for line in self.lines if line.name == name)


def reach_for(largest: float, before: float = 0.0) -> float:
    """Return how far up and down the axis goes for numbers of up to `largest`.

    It grows at once, and shrinks from `before` only when there is room to spare: it stands still
    while the network learns.
    """
    if not math.isfinite(largest):
        return before or _REACHES[0]
    wanted = _reach(1.02 * largest)
    if before and wanted < before and _reach(1.3 * largest) >= before:
        return before
    return wanted


def _reach(largest: float) -> float:
    power = 1.0
    while True:
        for reach in _REACHES:
            if reach * power >= largest:
                return reach * power
        power *= 10


def largest_of(fit: CurveFit, data: CurveData, parts: str, least: float = 0.0) -> float:
    """Return how far from 0 goes what is to be seen: the targets, and of the rest what is near.

    Where the network is far off, or its parts are, the targets would be a flat line.
    """
    targets = max(
        (float(np.abs(dots.y).max()) for dots in data if dots.y.size and np.isfinite(dots.y).all()),
        default=0.0,
    )
    targets = max(targets, least)
    here = (fit.x >= RANGE[0]) & (fit.x <= RANGE[1])
    others = [2 * targets if targets else 0.0, _finite(fit.outputs[:, here])]
    largest = max(targets, min(others) if targets else others[1])
    if parts == "contributions":
        largest = max(largest, min(_finite(fit.contributions[:, here]), 20 * (targets or 1)))
    elif parts == "sums":
        largest = max(largest, min(_finite(fit.sums[:, here]), 20 * (targets or 1)))
    return largest


def _finite(values: np.ndarray) -> float:
    known = np.abs(values[np.isfinite(values)])
    return float(known.max(initial=0))


def view_of(reach: float) -> View:
    """Return the view of the data, and a little beyond it to the sides."""
    return View(RANGE[0] - BEYOND, RANGE[1] + BEYOND, -reach, reach)


def places_of_x() -> np.ndarray:
    """Return where the network is asked: float64 [PLACES]."""
    return np.linspace(RANGE[0] - BEYOND, RANGE[1] + BEYOND, PLACES)


def scene_of(
    frame: Frame,
    fit: CurveFit,
    data: CurveData,
    now: Theme,
    parts: str = "none",
    chosen: int | None = None,
    ticks_at_most: tuple[int, int] = (5, 5),
) -> CurveScene:
    """Return the scene; `parts` is one of PARTS, `chosen` a neuron of the last hidden layer."""
    left, right, bottom, top = frame.view
    corners = frame.to_screen(np.array([(RANGE[0], top), (RANGE[1], bottom)]))
    across = ticks(left, right, ticks_at_most[0])
    up = ticks(bottom, top, ticks_at_most[1])
    drawn = _parts(frame, fit, now, parts, chosen)
    outputs = tuple(
        CurveLine(f"output {index}", _polyline(frame, fit.x, heights), now.text, dash, True)
        for index, (heights, dash) in enumerate(zip(fit.outputs, itertools.cycle(DASHES)))
    )
    marks = tuple(
        DotMarks(name, _apart(places_of(frame, dots)), hue, parts != "none")
        for name, dots, hue in (("train", data.train, now.train), ("test", data.test, now.test))
    )
    return CurveScene(
        frame,
        QRectF(QPointF(*corners[0]), QPointF(*corners[1])),
        tuple(
            Tick(float(frame.to_screen(np.array((x, 0.0)))[0]), fixed(x, decimals(across)))
            for x in across
        ),
        tuple(
            Tick(float(frame.to_screen(np.array((0.0, y)))[1]), fixed(y, decimals(up))) for y in up
        ),
        marks,
        drawn + outputs,
    )


def heaviest(fit: CurveFit) -> np.ndarray:
    """Return the neurons whose contributions change most along the curve, MOST_PARTS at most.

    They are in their own order.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        reach = np.nan_to_num(np.ptp(fit.contributions, axis=1))
    found: np.ndarray = np.sort(np.argsort(-reach, kind="stable")[:MOST_PARTS])
    return found


def _parts(
    frame: Frame, fit: CurveFit, now: Theme, parts: str, chosen: int | None
) -> tuple[CurveLine, ...]:
    """Return the thin lines: the bias, the heaviest neurons', the chosen one's last."""
    if parts == "none":
        return ()
    count = len(fit.contributions)
    neurons, hues = heaviest(fit).tolist(), neuron_hues(count, now)
    if chosen is not None and chosen < count:
        neurons = [one for one in neurons if one != chosen] + [chosen]
    heights = fit.contributions if parts == "contributions" else fit.sums[1:]
    bias = np.full(len(fit.x), fit.bias)
    lines = [CurveLine("bias", _polyline(frame, fit.x, bias), now.muted, BIAS_DASH)]
    for one in neurons:
        places = _polyline(frame, fit.x, heights[one])
        lines.append(CurveLine(f"part {one}", places, hues[one], (), one == chosen, one))
    return tuple(lines)


def _polyline(frame: Frame, x: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """Return where a curve is on the screen; what is far outside of it stays just outside."""
    bottom, top = frame.view.bottom, frame.view.top
    high = top - bottom
    near = np.clip(heights, bottom - high, top + high)
    found: np.ndarray = frame.to_screen(np.stack([x, near], axis=-1))
    return found


def places_of(frame: Frame, dots: Dots) -> np.ndarray:
    """Return where all dots of a set are, in px: [examples · outputs, 2], example by example."""
    x = np.repeat(dots.x, dots.y.shape[1])
    found: np.ndarray = frame.to_screen(np.stack([x, dots.y.ravel()], axis=-1))
    return found


def _apart(places: np.ndarray) -> np.ndarray:
    """Return `places` [dots, 2] without those that lie on another, where they are very many."""
    if len(places) < 1000:
        return places
    _, kept = np.unique(np.floor(places / _DOT), axis=0, return_index=True)
    found: np.ndarray = places[np.sort(kept)]
    return found
