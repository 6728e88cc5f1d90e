"""What every neuron says over the plane, as a small picture: the faces of the diagram's neurons.

Each face is the map of a neuron's activation, in the colours of signs. Bounded activations have the
full colour at 1. Of others each neuron has a scale of its own, for one may say a hundred times what
another says; but who says next to nothing beside its layer stays pale.

No Qt here: faces are made in a thread.
"""

import itertools
import math
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core.activations import ACTIVATIONS
from core.data.inputs import Point
from core.experiment import Experiment
from core.maps import Grid, Maps, View, neuron_maps
from core.network import Network
from core.parameters import Parameters
from gui.diagram import tone
from gui.diagram.curve_faces import curve_levels, curve_maps, has_faces
from gui.diagram.fills import MAP_LEVELS, map_fills, shades
from gui.diagram.layout import Layout
from gui.diagram.marks import face_width
from gui.theme import Theme

FACE_RADIUS = 6.0  # neurons at least this large have a face; as gui.diagram.layout gives lengths
# Points to a side at most: while more comes, and when nothing comes any more.
LIVE_SIDE, FINEST_SIDE = 48, 480
_LEAST_SIDE, _CLOSE_SIDE = 8, 144  # at least; and where one is looked at from close by
_FULL = 0.6  # of the largest activation, that has the full colour: it is in a corner of the plane
_PALE = 1 / 6  # of the largest of its layer: a neuron that says less is not scaled up to the full
# Of multiplications, at most, for all faces; an activation counts as so many.
_LIVE_COST, _STILL_COST = 4e6, 2e8
_ACTIVATION_COST = 20
_WHOLE_SIDE = 30  # points to a side, from which on maps of faces do for a large one, too
_COMMON_SIDE = 16  # points to a side, by which networks beside each other come to one scale


class Wish(NamedTuple):
    """Faces of `network` with `parameters`, whose inputs are a `kind` of point: maps, or curves.

    They are `shown` by the neurons, or only from close by; if one is looked at from `close` by,
    they are fine enough for that. Scales suit the networks `beside` it, too: of layers of the same
    sizes, each with its parameters. Another view wants maps of the same parameters over a `plane`.
    """

    network: Network
    kind: Point
    parameters: Parameters
    shown: bool = True
    close: bool = False
    beside: tuple[tuple[Network, Parameters], ...] = ()
    plane: Grid | None = None

    @staticmethod
    def of(
        experiment: Experiment, parameters: Parameters, shown: bool = True, close: bool = False
    ) -> "Wish | None":
        """Return the faces of `experiment` with `parameters`; None: its neurons have none."""
        kind = experiment.input
        if not isinstance(kind, Point) or not has_faces(kind):
            return None
        return Wish(experiment.network, kind, parameters, shown, close)

    def is_like(self, other: "Wish | None") -> bool:
        """Whether both make the same faces."""
        if other is None or self.parameters is not other.parameters:
            return False
        one, two = (wish._replace(parameters=(), beside=()) for wish in (self, other))
        return (
            one == two
            and len(self.beside) == len(other.beside)
            and all(map(_are_same, self.beside, other.beside))
        )


class Faces(Struct, frozen=True, eq=False):
    """The faces of `wish`, `side` points to a side, for each layer [neurons, side, side].

    `levels` are of MAP_LEVELS, `pixels` their colours 0xFFRRGGBB (uint32), made of the `maps` of
    all layers; `scales` the activation that has the full colour [neurons]. A layer whose neurons
    are too small has an empty face for none of them: [0, side, side]. Maps over the `plane` are
    there where they were wished for, and those of the faces would not do.
    """

    wish: Wish
    side: int
    levels: tuple[np.ndarray, ...]
    pixels: tuple[np.ndarray, ...]
    scales: tuple[np.ndarray, ...]
    maps: Maps
    plane: Maps | None = None

    def of(self, layer: int, index: int) -> np.ndarray | None:
        """Return the pixels [side, side] of a neuron's face; None: it has none."""
        pixels = self.pixels[layer]
        return pixels[index] if index < len(pixels) else None

    def maps_of(
        self, network: Network, kind: Point, parameters: Parameters, view: View
    ) -> Maps | None:
        """Return maps over `view` that do for a large picture; None: there are none."""
        wish = self.wish
        if wish.parameters is not parameters or (wish.network, wish.kind) != (network, kind):
            return None
        if self.plane and self.plane.grid.view == view:
            return self.plane
        return self.maps if _serve(self.maps, view) else None


def wanted_side(wish: Wish, layout: Layout, ratio: float, most: int, live: bool = False) -> int:
    """Return how many points to a side fill the largest neuron on screen, `most` at most.

    While `live` they fill those of which there are most: they are drawn pixel by pixel then.
    """
    wide = [face_width(column.radius, layout.unit) * ratio for column in layout.columns]
    counts = [len(column.y) for column in layout.columns]
    one = wide[counts.index(max(counts))] if live else max(wide)
    least = _CLOSE_SIDE if wish.close else _LEAST_SIDE
    return int(min(max(round(one), least), most))


def finest_side(faces: Faces, layout: Layout, ratio: float) -> int:
    """Return how many points to a side these faces have when nothing comes any more."""
    wish = faces.wish
    return affordable_side(wish.network, wanted_side(wish, layout, ratio, FINEST_SIDE))


def affordable_side(network: Network, side: int) -> int:
    """Return `side`, or less where that would take too long for what is soon to be there."""
    sizes = network.sizes
    one = _ACTIVATION_COST * sum(sizes) + sum(a * b for a, b in itertools.pairwise(sizes))
    cost = _LIVE_COST if side <= LIVE_SIDE else _STILL_COST
    return max(min(side, math.isqrt(int(cost / one))), _LEAST_SIDE)


class FaceMaker:
    """Makes faces, newest parameters in; keeps the scale of each layer, and the last faces."""

    def __init__(self) -> None:
        self._scales: dict[tuple[int, int], tone.Steady] = {}
        self._last: Faces | None = None
        self._made_for: tuple[object, ...] = ()

    def restart_scales(self) -> None:
        """Forget the scales: another training begins."""
        self._scales.clear()
        self._made_for = ()

    def make(
        self, wish: Wish, layout: Layout, side: int, theme: Theme, fixed: bool = False
    ) -> Faces:
        """Return the faces of the neurons that are large enough in `layout`.

        Where scales are `fixed` they stay as they are.
        """
        least = FACE_RADIUS * layout.unit
        large = tuple(column.radius >= least for column in layout.columns)
        side = affordable_side(wish.network, side)
        made_for = side, theme, large, fixed
        last = self._last
        if last is None or made_for != self._made_for or not wish.is_like(last.wish):
            given = wish.network, wish.parameters, wish.kind
            with np.errstate(all="ignore"):
                last = self._faces(wish, maps_of(*given, side), large, theme, fixed)
            self._last, self._made_for = last, made_for
        return last

    def _faces(
        self, wish: Wish, maps: Maps, large: tuple[bool, ...], theme: Theme, fixed: bool
    ) -> Faces:
        colours, levels, pixels, scales = map_fills(theme), [], [], []
        own = wish.network, wish.parameters
        beside = [
            (network, maps_of(network, parameters, wish.kind, _COMMON_SIDE))
            for network, parameters in ((own, *wish.beside) if wish.beside else ())
        ]
        for layer, seen in enumerate(large):
            values = maps.activations(layer)
            if not seen:
                values = values[:0]
            if beside and seen:
                scale = _common_scale(beside, layer)
            else:
                scale = self._scale(wish.network, layer, values, fixed)
            if wish.kind.on_line:
                found = curve_levels(values, scale)
            else:
                found = shades(values, scale[:, None, None], MAP_LEVELS)
            levels.append(found.astype(np.int16))
            pixels.append(colours.take(found + MAP_LEVELS))
            scales.append(scale)
        made = tuple(levels), tuple(pixels), tuple(scales)
        return Faces(wish, maps.grid.columns, *made, maps=maps, plane=_plane_of(wish, maps))

    def _scale(self, network: Network, layer: int, values: np.ndarray, fixed: bool) -> np.ndarray:
        """Return the activation [neurons] that has the full colour."""
        if layer and is_bounded(network.layers[layer - 1].activation):
            return np.ones(len(values))
        found = _full_at(_largest(values), layer)
        if layer == 0:
            return found
        steady = [self._scales.setdefault((layer, at), tone.Steady()) for at in range(len(found))]
        if fixed and all(one.value for one in steady):
            return np.array([one.value for one in steady])
        return np.array([one.follow(at) for one, at in zip(steady, found.tolist(), strict=True)])


def maps_of(network: Network, parameters: Parameters, kind: Point, side: int) -> Maps:
    """Return the maps of all neurons, `side` points to a side; over an x they are curves."""
    if kind.on_line:
        return curve_maps(network, parameters, kind, side)
    return neuron_maps(network, parameters, kind, Grid(View.of(kind), side, side))


def _serve(maps: Maps, view: View) -> bool:
    """Whether maps that faces were made of do for a large picture of `view`, too."""
    return maps.grid.view == view and maps.grid.columns >= _WHOLE_SIDE


def _plane_of(wish: Wish, maps: Maps) -> Maps | None:
    """Return the maps over the plane that are wished for, where those of the faces do not do."""
    if wish.plane is None or _serve(maps, wish.plane.view):
        return None
    return neuron_maps(wish.network, wish.parameters, wish.kind, wish.plane)


def _largest(values: np.ndarray) -> np.ndarray:
    """Return the largest |activation| [neurons] of maps [neurons, rows, columns]."""
    sizes = np.abs(np.where(np.isfinite(values), values, 0))
    found: np.ndarray = sizes.max(axis=(1, 2), initial=0)
    return found


def _full_at(largest: np.ndarray, layer: int) -> np.ndarray:
    """Return the activation [neurons] that has the full colour, where these are the `largest`."""
    if layer == 0:
        return np.where(largest > 0, largest, 1)
    found: np.ndarray = np.maximum(_FULL * largest, _FULL * _PALE * largest.max(initial=0))
    return found


def _common_scale(beside: list[tuple[Network, Maps]], layer: int) -> np.ndarray:
    """Return the one scale [neurons] of networks beside each other.

    It is theirs alone, not what one of them has shown before: so all of them find the same.
    """
    largest = np.max([_largest(maps.activations(layer)) for _, maps in beside], axis=0)
    if layer == 0:
        return _full_at(largest, layer)
    bounded = [is_bounded(network.layers[layer - 1].activation) for network, _ in beside]
    if all(bounded):
        return np.ones(len(largest))
    found = _full_at(largest, layer)
    found = np.maximum(found, 1) if any(bounded) else found
    return np.where(found > 0, found, 1)


def _are_same(one: tuple[Network, Parameters], other: tuple[Network, Parameters]) -> bool:
    return one[0] == other[0] and one[1] is other[1]


def is_bounded(activation: str) -> bool:
    """Whether the activation called `activation` stays within −1 and 1."""
    return "∞" not in ACTIVATIONS[activation].range
