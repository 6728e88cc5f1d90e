"""Where everything in the diagram stands: from layer sizes and a rectangle to positions.

All lengths are device-independent pixels, y grows downwards; those given as constants are for a
lettering of BASE px, and grow with it. Pure NumPy: no Qt here.
"""

import math
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

BASE = 12.0  # px
MARGIN = 14.0
CAPTION_HEIGHT = 42.0
LEGEND_HEIGHT = 62.0
_LEGEND_LINE, _LEGEND_WIDE = 15.0, 700.0  # a line more of it, where the diagram is less wide
DISC_PITCH = 5.0  # below this pitch neurons are cells of a strip, not discs
VALUE_RADIUS = 16.0  # discs at least this large have room for a value
RING_RADIUS = 6.0  # discs at least this large show their bias as a ring
_LARGEST_RADIUS = 26.0  # of a disc, unless the network has room for more:
_ROOMY_RADIUS = 0.085, 0.05  # of the network's room: of its height, and of its width at most
# Where neurons are squares, to show maps: of the room's height, and of the gap between layers.
_SQUARE_OF_HEIGHT, _SQUARE_OF_GAP = 0.13, 0.3
_RADIUS, _SQUARE_RADIUS = 0.4, 0.43  # of the pitch
_LEAST_SQUARE = 0.38  # of the pitch, where that leaves room for a number beneath
_BENEATH, _BENEATH_WIDE = 1.5, 5.0  # times the figures, that a number beneath takes
# The names and bars of outputs: of the width at most, and beside many layers of a layer's share.
_ANSWERS, _ANSWERS_BESIDE, _LEAST_ANSWERS = 0.28, 1.6, 110.0
_PITCH = 56.0  # of the neurons of a small layer beside a large one
_USUAL_ROOM = 960.0, 600.0  # px: up to here lettering is as large as the font, then it grows
_MOST_OF_HEIGHT = 0.055  # a line of lettering takes no more
# The numbers of a network with few neurons are larger: a share of the room that a neuron has, but
# no more than these of the whole height and width.
_OF_A_NEURON, _OF_HEIGHT, _OF_WIDTH = 0.14, 0.042, 0.021
_MOST_TITLE = 1.5  # times the lettering, of captions where numbers are larger
_MOST_ZOOMED = 2.5  # times as large numbers at edges and outputs become; as the root of the zoom
_FAINT = np.float32(1e-30)  # more than a weight of 0: it can be pointed at, too
_MOST_EDGES = 60_000  # looked at for the one under the mouse: that takes 3 ms


class Box(NamedTuple):
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    def contains(self, x: float, y: float) -> bool:
        """Whether the point is in it, or on its rim."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


class Lettering(NamedTuple):
    """How large (px) words are, the `title` of a layer, and the `figures` at neurons and edges."""

    text: float = BASE
    title: float = BASE
    figures: float = BASE

    @staticmethod
    def of(sizes: tuple[int, ...], width: float, height: float, em: float) -> "Lettering":
        """Return the lettering of a network of layer `sizes` in a room; `em` is the font's size."""
        usual_width, usual_height = _USUAL_ROOM
        text = em * max(1.0, min(width / usual_width, height / usual_height))
        text = min(text, _MOST_OF_HEIGHT * height)
        room = min(0.8 * height / max(sizes), 0.7 * width / len(sizes))
        figures = min(_OF_A_NEURON * room, _OF_HEIGHT * height, _OF_WIDTH * width)
        figures = max(text, figures)
        return Lettering(text, min(figures, _MOST_TITLE * text), figures)


class Column(Struct, frozen=True, eq=False):
    """One layer: neuron centres (`x`, `y` [neurons] float64), `pitch` apart.

    `radius` is the discs' radius; 0 means a strip of cells, `half_width` to either side of x.
    """

    x: float
    y: np.ndarray
    pitch: float
    radius: float
    half_width: float
    between: float = math.inf  # to the next layer

    @property
    def is_strip(self) -> bool:
        """Whether its neurons are cells of a strip, not discs."""
        return self.radius == 0

    @property
    def reach(self) -> float:
        """How far its neurons reach to either side of x."""
        return self.radius or self.half_width

    @property
    def top(self) -> float:
        """Where its first neuron begins, y in px."""
        return float(self.y[0]) - (self.radius or self.pitch / 2)

    @property
    def bottom(self) -> float:
        """Where its last neuron ends, y in px."""
        return float(self.y[-1]) + (self.radius or self.pitch / 2)


class Layout(Struct, frozen=True, eq=False):
    """The places of one network in a window of `width` x `height`.

    `room` holds the network, the captions stand above it and the legend below. `picture` is where
    the input's picture stands, `picture_shape` its (rows, columns). `answers` is the width
    of the names and probabilities right of the output neurons' centres. `lettering` says how large
    everything is written. Neurons are discs, or `square`.
    """

    width: float
    height: float
    room: Box
    columns: tuple[Column, ...]
    picture: Box | None
    picture_shape: tuple[int, int] | None
    answers: float
    legend: Box
    zoom: float = 1.0
    lettering: Lettering = Lettering()
    square: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many neurons each layer has."""
        return tuple(len(column.y) for column in self.columns)

    @property
    def unit(self) -> float:
        """How many px a length is that is given as 1."""
        return self.lettering.text / BASE

    @property
    def grown(self) -> float:
        """How many times larger the zoom has made what is written at neurons and edges."""
        return _grown(self.zoom)

    def zoomed(self, zoom: float, dx: float, dy: float) -> "Layout":
        """The same network `zoom` times as large, moved by (dx, dy); captions and legend stay.

        What is written at neurons and edges grows, too, but less.
        """
        figures = self.lettering.figures * _grown(zoom)

        def box(old: Box | None) -> Box | None:
            return old and Box(
                old.x * zoom + dx, old.y * zoom + dy, old.width * zoom, old.height * zoom
            )

        columns = tuple(
            _column(
                c.x * zoom + dx,
                c.y * zoom + dy,
                c.pitch * zoom,
                c.half_width * zoom,
                self.unit,
                figures if self.square else None,
                c.between * zoom,
            )
            for c in self.columns
        )
        return replace(
            self,
            columns=columns,
            picture=box(self.picture),
            answers=self.answers * _grown(zoom),
            zoom=zoom,
            lettering=self.lettering._replace(figures=figures),
        )


def arrange(
    sizes: tuple[int, ...],
    width: float,
    height: float,
    picture_shape: tuple[int, int] | None = None,
    output_bars_width: float = 150.0,
    em: float = BASE,
    square: bool = False,
) -> Layout:
    """Place a network of layer `sizes` (the input first) in a window of `width` x `height`.

    Neurons that are `square` have a face, and are as large as there is room.

    `picture_shape` (rows, columns) is given where the input is a picture; `output_bars_width`
    is the room that names and probabilities of the outputs ask for in a lettering of BASE px. `em`
    is the size of the widget's font in px.
    """
    width, height = max(width, 240.0), max(height, 180.0)
    lettering = Lettering.of(sizes, width, height, em)
    unit = lettering.text / BASE
    margin, above = MARGIN * unit, round(CAPTION_HEIGHT * lettering.title / BASE)
    more = _LEGEND_LINE if width < _LEGEND_WIDE * unit else 0.0
    below = round((LEGEND_HEIGHT + more) * unit)
    room = Box(margin, above, width - 2 * margin, height - above - below - 8 * unit)
    beside = max(_LEAST_ANSWERS * unit, _ANSWERS_BESIDE * width / len(sizes)) if square else width
    answers = min(output_bars_width * lettering.figures / BASE, _ANSWERS * width, beside)
    roomy = min(_ROOMY_RADIUS[0] * room.height, _ROOMY_RADIUS[1] * room.width)
    largest = max(_LARGEST_RADIUS * unit, roomy)
    if square:
        usual, between = largest, (room.width - answers) / (len(sizes) - 1)
        largest = max(usual, min(_SQUARE_OF_HEIGHT * room.height, 0.25 * between))
        answers += largest - usual
    left, right = room.x + largest + unit, room.x + room.width - answers
    picture = None
    if picture_shape:
        rows, columns = picture_shape
        side = min(0.16 * width, 0.4 * room.height, 200.0 * unit)
        scale = side / max(rows, columns)
        picture = Box(
            room.x + 4 * unit,
            room.y + (room.height - rows * scale) / 2,
            columns * scale,
            rows * scale,
        )
        left = picture.x + picture.width + max(24.0 * unit, 0.03 * width)
    gap = (right - left) / (len(sizes) - 1)
    half_width = min(largest, (_SQUARE_OF_GAP if square else 0.2) * gap)
    beneath = lettering.figures if square else None
    placed = []
    for index, size in enumerate(sizes):
        # Few neurons spread out, but not over all the room: they belong together.
        pitch = min(room.height / size, max(_PITCH * unit, room.height / max(max(sizes), 3)))
        y = room.y + room.height / 2 + (np.arange(size) - (size - 1) / 2) * pitch
        placed.append(_column(left + gap * index, y, pitch, half_width, unit, beneath, gap))
    if beneath and has_room_beneath(max(placed, key=lambda one: len(one.y)), beneath):
        # The first neuron has no number above it, the last one has one beneath.
        placed = [replace(one, y=one.y - _BENEATH / 2 * beneath) for one in placed]
    legend = Box(margin, height - below, width - 2 * margin, below)
    return Layout(
        width,
        height,
        room,
        tuple(placed),
        picture,
        picture_shape,
        answers,
        legend,
        lettering=lettering,
        square=square,
    )


def has_room_beneath(column: Column, figures: float) -> bool:
    """Whether a number, `figures` large, fits beneath each neuron of a layer."""
    high = column.pitch - 2 * column.radius >= 0.95 * _BENEATH * figures
    return high and column.between >= _BENEATH_WIDE * figures


def _grown(zoom: float) -> float:
    return min(math.sqrt(zoom), _MOST_ZOOMED)


def _column(
    x: float,
    y: np.ndarray,
    pitch: float,
    half_width: float,
    unit: float,
    beneath: float | None = None,
    between: float = math.inf,
) -> Column:
    """Place a layer; where neurons are square, `beneath` is the size of figures beneath them."""
    if pitch < DISC_PITCH * unit:
        return Column(x, y, pitch, 0.0, min(half_width, 5.0 * unit), between)
    if beneath is None:
        return Column(x, y, pitch, min(_RADIUS * pitch, half_width), half_width, between)
    radius = _SQUARE_RADIUS * pitch
    with_number = (pitch - _BENEATH * beneath) / 2
    if with_number >= _LEAST_SQUARE * pitch and between >= _BENEATH_WIDE * beneath:
        radius = min(radius, with_number)
    return Column(x, y, pitch, min(radius, half_width), half_width, between)


def neuron_at(layout: Layout, x: float, y: float) -> tuple[int, int] | None:
    """Return (layer, neuron) under the point, the input layer being 0; None: there is none.

    The input's picture counts as its neurons. Small neurons are hit within 5 pixels.
    """
    box = layout.picture
    if box and layout.picture_shape and box.contains(x, y):
        rows, columns = layout.picture_shape
        down = min(int((y - box.y) / box.height * rows), rows - 1)
        across = min(int((x - box.x) / box.width * columns), columns - 1)
        return 0, down * columns + across
    for layer, column in enumerate(layout.columns):
        reach = max(column.radius or column.half_width, 5.0)
        if abs(x - column.x) > reach:
            continue
        index = int(np.clip(np.rint((y - column.y[0]) / column.pitch), 0, len(column.y) - 1))
        away = (x - column.x) * bool(column.radius), float(y - column.y[index])
        distance = max(map(abs, away)) if layout.square else math.hypot(*away)
        if distance <= max(column.radius, column.pitch / 2 if column.is_strip else 5.0):
            return layer, index
    return None


def target_at(
    layout: Layout, weights: tuple[np.ndarray, ...], x: float, y: float
) -> tuple[int, int] | tuple[int, int, int] | None:
    """Return the neuron under the point, or else the edge as `edge_at`; None: there is neither."""
    return neuron_at(layout, x, y) or edge_at(layout, weights, x, y)


def neighbour(
    layout: Layout, neuron: tuple[int, int] | None, layers: int, neurons: int
) -> tuple[int, int]:
    """Return the neuron so many `layers` and `neurons` from (layer, neuron), or the last there is.

    In another layer it is the nearest one. Of None it is the first output.
    """
    columns = layout.columns
    if neuron is None:
        return len(columns) - 1, 0
    layer, index = neuron
    wanted = min(max(layer + layers, 0), len(columns) - 1)
    if wanted != layer:
        index = int(abs(columns[wanted].y - columns[layer].y[index]).argmin())
    return wanted, min(max(index + neurons, 0), len(columns[wanted].y) - 1)


def edge_at(
    layout: Layout, weights: tuple[np.ndarray, ...], x: float, y: float, reach: float = 4.0
) -> tuple[int, int, int] | None:
    """Return (pair, from, to) of the strongest edge passing within `reach` pixels of the point.

    `weights` are the pairs' [inputs, outputs]. Where only weak edges pass the nearest strong one
    is meant, so strength counts before nearness. None: between no two columns, or none near.
    """
    for pair, matrix in enumerate(weights):
        left, right = layout.columns[pair], layout.columns[pair + 1]
        if left.x + left.reach < x < right.x - right.reach:
            share = (x - left.x) / (right.x - left.x)
            if share >= 0.5:
                found = _strongest_near(left, right, matrix, share, y, reach)
            else:
                found = _strongest_near(right, left, matrix.T, 1 - share, y, reach)
                found = found and found[::-1]
            return found and (pair, *found)
    return None


def _strongest_near(
    one: Column, other: Column, matrix: np.ndarray, share: float, y: float, reach: float
) -> tuple[int, int] | None:
    """Find an edge as `edge_at` does, at `share` (0.5 to 1) of the way from `one` to `other`.

    Those of one neuron that pass end in neighbours of the `other` layer: only they are looked at.
    """
    width = other.x - one.x
    ends = (y - (1 - share) * one.y) / share  # where an edge ends that goes through the point
    half = np.hypot(1, (ends - one.y) / width) / share  # how far from there, for a pixel's distance
    while True:
        # A little wider: an edge beside the point is a little steeper than one through it.
        span = 1.1 * reach * half + 1
        first = np.ceil((ends - span - other.y[0]) / other.pitch)
        last = np.floor((ends + span - other.y[0]) / other.pitch)
        first, last = np.maximum(first, 0), np.minimum(last, len(other.y) - 1)
        counts = np.maximum(last - first + 1, 0).astype(np.intp)
        total = int(counts.sum())
        if total <= _MOST_EDGES or reach < 0.1:
            break
        reach *= 0.7 * _MOST_EDGES / total  # so many pass that the nearest are choice enough
    if not total:
        return None
    source = np.repeat(np.arange(len(one.y)), counts)
    target = np.arange(total) + np.repeat(
        first.astype(np.intp) - np.cumsum(counts) + counts, counts
    )
    rise = other.y[target] - one.y[source]
    distance = np.abs(one.y[source] + share * rise - y) / np.hypot(1, rise / width)
    size = np.abs(matrix[source, target]) + _FAINT
    near = np.isfinite(size) & (distance <= reach)
    score = np.where(near, size, 0) * (1.5 - distance / reach)
    best = int(score.argmax())
    return (int(source[best]), int(target[best])) if score[best] > 0 else None
