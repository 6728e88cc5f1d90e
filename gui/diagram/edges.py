"""The picture of all edges: coverage × ink for every pair of layers, developed into pixels.

Lengths in a Layout are device-independent; here they become device pixels. No Qt here, so the
painter works in any thread, one at a time, and may spread its work over more.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gui.diagram import coverage, fineness, tone
from gui.diagram.coverage import CancelledError, Filled
from gui.diagram.edge_pairs import (
    FAILED,
    FOCUS_POWER,
    Focus,
    Painted,
    Pair,
    PairReport,
    build_focus,
    build_pair,
    developed,
    expose,
    finite_of,
    paint_pair,
)
from gui.diagram.faces import Faces
from gui.diagram.fineness import BUDGET, COARSE_BUDGET
from gui.diagram.layout import Layout
from gui.theme import Theme

Scales: TypeAlias = tuple[tuple[tone.Steady, tone.Steady], ...]  # of a pair: strength and mean
_T = TypeVar("_T")


class Mapper(Protocol):
    """As `map`: it does the work for every item, one after the other or at once."""

    def __call__(self, work: Callable[[int], _T], items: Iterable[int], /) -> Iterable[_T]: ...


_log = logging.getLogger(__name__)


class Picture(Struct, frozen=True, eq=False):
    """All edges as `pixels` [rows, columns] uint32 0xAARRGGBB, in device pixels.

    `focus` is the same for the edges of the neuron in focus, transparent, or None. `mode` is the
    number that was painted (see gui.colouring), `fixed` whether its scales stand still. `numbers`
    are those painted, [inputs, outputs] for each pair, and `steps` say by how much the largest of a
    pair last changed (0: not known). `strengths` are what is full ink in each pair (none: it could
    not be painted). `faces` are those of the neurons at their ends, if they have any.
    """

    pixels: np.ndarray
    pairs: tuple[PairReport, ...]
    focus: np.ndarray | None = None
    mode: str = "weights"
    fixed: bool = False
    numbers: tuple[np.ndarray, ...] = ()
    steps: tuple[float, ...] = ()
    strengths: tuple[float, ...] = ()
    faces: Faces | None = None

    @property
    def faces_on_neurons(self) -> Faces | None:
        """The faces, if neurons show them, and not only who looks from close by."""
        return self.faces if self.faces and self.faces.wish.shown else None


def no_picture(
    weights: tuple[np.ndarray, ...], theme: Theme, mode: str = "weights", fixed: bool = False
) -> Picture:
    """Return what stands for a picture that could not be painted: no edges, all pairs failed."""
    background = np.full((1, 1), 0xFF000000 | int(theme.window[1:], 16), np.uint32)
    return Picture(background, (FAILED,) * len(weights), None, mode, fixed, weights)


class _Few(NamedTuple):
    """Pairs of few edges, which are painted together, and where in the pixels of a picture."""

    pairs: tuple[int, ...]
    filled: Filled
    places: np.ndarray


class EdgePainter:
    """Paints pictures, newest weights in, keeping what stands still between them.

    A `coarse` painter has its first picture in a tenth of the time and is slow from then on: it
    makes the one that stands in until the fine one is there. One for `once` is as fine as any, its
    first picture sooner there and the following ones later.
    """

    def __init__(self, budget: int = BUDGET, coarse: bool = False, once: bool = False) -> None:
        self.budget = COARSE_BUDGET if coarse else budget
        self._coarse, self._once = coarse, coarse or once
        self.mapper: Mapper = map  # over the pairs: the `map` of an executor uses its threads
        self._geometry: tuple[Layout, float] | None = None
        self._pairs: tuple[Pair | None, ...] = ()
        self._steady: dict[str, Scales] = {}
        self._focus_key: tuple[Layout, float, Focus] | None = None
        self._focus: tuple[tuple[int, Pair], ...] = ()
        self._few: _Few | None = None
        self._told: set[str] = set()  # what failed, said once

    def restart_scales(self) -> None:
        """Forget the scales: another network, or another training, begins."""
        self._steady.clear()

    def forget_matrices(self) -> None:
        """Forget what stands still between pictures, 10 to 50 MB: the next takes longer."""
        self._geometry, self._pairs, self._few = None, (), None
        self._focus_key, self._focus = None, ()

    def follow_scales(self, other: "EdgePainter") -> None:
        """Use the scales of `other` from now on: both paint the same training."""
        self._steady = other._steady

    def paint(
        self,
        layout: Layout,
        ratio: float,
        weights: tuple[np.ndarray, ...],
        theme: Theme,
        focus: Focus | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        mode: str = "weights",
        fixed: bool = False,
        pale: tuple[bool, ...] = (),
        beside: Sequence[tuple[np.ndarray, ...]] = (),
    ) -> Picture:
        """Paint the edges of `weights` (of pairs, [inputs, outputs]) at `ratio` device pixels.

        `focus` is (layer, neuron), or (layer, neuron, pair) for its edges in one pair. Every
        `mode`, a name for what `weights` are, has scales of its own; `fixed` ones no longer follow
        the weights. Pairs that are `pale` count for nothing. Scales suit the weights of networks
        `beside` this one, too. A pair that cannot be painted is missing, and its report says so.
        Raises CancelledError when `cancelled()` turns true while
        the geometry is new and its matrices are being built.
        """
        if self._geometry is None or self._geometry[0] is not layout or self._geometry[1] != ratio:
            self.forget_matrices()  # before the new ones come: memory for both is not needed
            self._told.clear()
            self._pairs = self._build_pairs(layout, ratio, cancelled)
            self._geometry = (layout, ratio)
        scales = self._steady.get(mode, ())
        if len(scales) != len(weights):
            scales = tuple((tone.Steady(), tone.Steady()) for _ in weights)
            self._steady[mode] = scales
        palette = tone.palette(theme, theme.window)
        pixels = blank(layout, ratio, palette[0, 0])
        finite = [finite_of(matrix) for matrix in weights]

        def paint_one(index: int) -> Painted:
            if (pair := self._pairs[index]) is None:
                return Painted(FAILED)
            numbers = weights[index], finite[index]
            given = pair, *numbers, scales[index], fixed, pales[index], palette, pixels
            others = [finite_of(one[index]) for one in beside]
            painted = self._guarded(f"pair {index}", lambda: paint_pair(*given, others))
            return painted or Painted(FAILED)

        pales = pale or (False,) * len(weights)
        painted = list(self.mapper(paint_one, range(len(self._pairs))))
        inks = {index: one.ink for index, one in enumerate(painted) if one.ink is not None}
        if inks and not self._guarded("few", lambda: self._fill(inks, palette, pixels)):
            painted = [one if one.ink is None else Painted(FAILED) for one in painted]
        reports = tuple(one.report for one in painted)
        strengths = tuple(strength.value for strength, _ in scales)
        focused = self._focused(layout, ratio, finite, theme, focus, strengths, pales)
        return Picture(pixels, reports, focused, mode, fixed, weights, strengths=strengths)

    def _fill(self, inks: dict[int, np.ndarray], palette: np.ndarray, pixels: np.ndarray) -> bool:
        """Paint the pairs of few edges, given their ink, together: in a third of the time."""
        if self._few is None or self._few.pairs != tuple(inks):
            there = [self._pairs[index] for index in inks]
            parts = [one.coverage for one in there if one and isinstance(one.coverage, Filled)]
            filled = coverage.together(parts)
            places = filled.rows.astype(np.intp) * pixels.shape[1] + filled.columns
            self._few = _Few(tuple(inks), filled, places)
        ink = np.concatenate(list(inks.values()), axis=1)
        pixels.ravel()[self._few.places] = developed(self._few.filled, ink, palette)
        return True

    def refocus(
        self,
        picture: Picture,
        layout: Layout,
        ratio: float,
        theme: Theme,
        focus: Focus | None,
    ) -> Picture:
        """Return `picture` with another neuron in focus, on the same scales.

        Its pixels stay as they are; those of the focus are painted at `ratio`.
        """
        finite = list(map(finite_of, picture.numbers))
        pales = tuple(report.pale for report in picture.pairs)
        focused = self._focused(layout, ratio, finite, theme, focus, picture.strengths, pales)
        return replace(picture, focus=focused)

    def _focused(
        self,
        layout: Layout,
        ratio: float,
        finite: list[np.ndarray],
        theme: Theme,
        focus: Focus | None,
        strengths: tuple[float, ...],
        pales: tuple[bool, ...],
    ) -> np.ndarray | None:
        """Return the edges of the neuron in focus; None: there is none, or they failed."""
        if not focus or not strengths:
            return None
        given = layout, ratio, finite, theme, focus, strengths, pales
        return self._guarded("focus", lambda: self._paint_focus(*given))

    def _build_pairs(
        self, layout: Layout, ratio: float, cancelled: Callable[[], bool]
    ) -> tuple[Pair | None, ...]:
        plan = fineness.choose(layout, ratio, self.budget, self._coarse)

        def build(index: int) -> Pair | None:
            given = layout, ratio, index, plan[index], cancelled, self._once
            return self._guarded(f"pair {index}", lambda: build_pair(*given))

        return tuple(self.mapper(build, range(len(plan))))

    def _guarded(self, what: str, work: Callable[[], _T]) -> _T | None:
        """Return what `work` does; None, and a line in the log, where it fails.

        Whatever is wrong with one pair, the others have their edges.
        """
        try:
            return work()
        except CancelledError:
            raise
        except Exception:
            if what not in self._told:
                self._told.add(what)
                _log.exception("The edges could not be painted: %s", what)
            return None

    def _paint_focus(
        self,
        layout: Layout,
        ratio: float,
        weights: list[np.ndarray],
        theme: Theme,
        focus: Focus,
        strengths: tuple[float, ...],
        pales: tuple[bool, ...],
    ) -> np.ndarray:
        if self._focus_key != (layout, ratio, focus):
            self._focus_key = None
            self._focus = build_focus(layout, ratio, focus)
            self._focus_key = (layout, ratio, focus)
        pixels = blank(layout, ratio, 0)
        layer, neuron, *_ = focus
        for index, pair in self._focus:
            matrix = weights[index]
            part = matrix[neuron : neuron + 1] if index == layer else matrix[:, neuron : neuron + 1]
            full = tone.FULL * (tone.PALE if pales[index] else 1)
            curve = tone.Curve(strengths[index] or 1.0, FOCUS_POWER, full)
            expose(pair, part, curve, tone.palette(theme, None), pixels)
        return pixels


def blank(layout: Layout, ratio: float, pixel: int) -> np.ndarray:
    """Return a picture of `pixel` alone, as large as the layout on the screen."""
    return np.full((round(layout.height * ratio), round(layout.width * ratio)), pixel, np.uint32)
