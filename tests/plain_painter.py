"""A plain painter of edges, line by line by the exact area of each, and the comparison with it."""

import itertools
import math

import numpy as np
import pytest
from msgspec import Struct
from msgspec.structs import asdict, replace
from scipy.ndimage import uniform_filter1d

from gui.diagram import edges, fineness, tone
from gui.diagram.layout import Layout
from gui.theme import DARK, Theme

MOST = tone.MOST  # densities above this look alike
AT_ONCE = 100_000  # pixels of lines, which the processor has at hand


class Scene(Struct, frozen=True, eq=False):
    """What there is to paint."""

    layout: Layout
    ratio: float
    weights: tuple[np.ndarray, ...]
    theme: Theme = DARK

    @property
    def shape(self) -> tuple[int, int]:
        return round(self.layout.height * self.ratio), round(self.layout.width * self.ratio)

    @property
    def pairs(self):
        """The columns of neurons left and right of each pair's edges."""
        return itertools.pairwise(self.layout.columns)

    def between(self, pair: int, spare: float) -> tuple[slice, slice]:
        """The network's pixels between two columns of neurons, but for the last `spare`."""
        left, right = self.layout.columns[pair : pair + 2]
        first = max(math.ceil(left.x * self.ratio), 0)
        last = math.floor((min(right.x, self.layout.width) - spare) * self.ratio)
        top = self.layout.room.y
        rows = math.ceil(top * self.ratio), (top + self.layout.room.height) * self.ratio
        return slice(rows[0], math.floor(rows[1])), slice(first, max(first, last))


# The plain painter.


def filled(level):
    """The integral of clip(t, 0, 1) for t up to `level`."""
    whole = np.clip(level, 0, 1)
    return whole * (level - whole / 2)


def draw_some(density, x, y, slope, half, ink):
    """Add lines to `density`, which has a spare row above and below: ink times area covered.

    They go from x[0] to x[1]. Of each: where it starts, its slope, half its height, its ink.
    """
    rows, columns = density.shape
    y, slope, half, ink = (part[:, None, None] for part in (y, slope, half, ink))
    column = np.arange(max(math.floor(x[0]), 0), min(math.ceil(x[1]), columns))
    left, right = np.maximum(column, x[0]), np.minimum(column + 1, x[1])
    start, end = (y + slope * (edge - x[0]) for edge in (left, right))
    first = np.floor(np.minimum(start, end) - half)
    row = first + np.arange(math.ceil((np.abs(slope) + 2 * half).max()) + 1)[:, None]

    # How much of each pixel is above each border of the line: [lines, rows, columns].
    flat = np.abs(slope) < 1e-6

    def above(border):
        ends = end + border - row, start + border - row
        if flat.all():
            return np.clip(sum(ends) / 2, 0, 1) * (right - left)
        return (filled(ends[0]) - filled(ends[1])) / slope

    area = above(half) - above(-half)
    place = np.clip(row + 1, 0, rows - 1).astype(int) * columns + column
    # Only the pixels of these lines are touched: a picture may have millions.
    np.add.at(density.reshape(-1), place.ravel(), (ink * area).ravel())


def draw_all(density, x, starts, ends, widths, inks):
    """Add lines between two columns of neurons to `density`, those alike in slope together."""
    slopes = (ends - starts) / (x[1] - x[0])
    halves = widths * np.hypot(1, slopes) / 2
    away = np.maximum(starts, ends) + halves < 0
    away |= np.minimum(starts, ends) - halves > len(density)
    steep = np.abs(slopes)
    order = np.argsort(steep)
    order = order[~away[order] & (inks[order] != 0)]
    flat = steep[order] < 1e-6
    for lines in (order[flat], order[~flat]):
        while len(lines):
            tall = (steep + 2 * halves)[lines].max() + 2
            some = max(1, int(AT_ONCE / (tall * (x[1] - x[0]))))
            now, lines = lines[:some], lines[some:]
            draw_some(density, x, starts[now], slopes[now], halves[now], inks[now])


def draw_lines(scene, reports):
    """The densities of positive and of negative weights, [2, rows, columns]."""
    rows, columns = scene.shape
    density = np.zeros((2, rows + 2, columns))
    for (left, right), matrix, report in zip(scene.pairs, scene.weights, reports, strict=True):
        curve = report.curve
        widths = np.array(report.widths) * scene.ratio
        x = left.x * scene.ratio, right.x * scene.ratio
        source, target = np.nonzero(matrix)
        weight = matrix[source, target].astype(float)
        size = np.minimum(np.abs(weight) / curve.scale, 1)
        ink = curve.full * size**curve.power
        starts, ends = np.array(left.y)[source], np.array(right.y)[target]
        # Between two widths the ink is shared out.
        step = np.minimum((size * (len(widths) - 1)).astype(int), max(len(widths) - 2, 0))
        part = size * (len(widths) - 1) - step
        for next_one, share in zip((0, 1)[: len(widths)], (1 - part, part), strict=False):
            for sign in (0, 1):
                lines = (weight < 0) == sign
                draw_all(
                    density[sign],
                    x,
                    starts[lines] * scene.ratio,
                    ends[lines] * scene.ratio,
                    widths[step[lines] + next_one],
                    (ink * share)[lines],
                )
    return density[:, 1:-1]


def coloured(density, theme):
    """The picture [rows, columns, 3] of densities, 0 to 1."""
    colour, opacity = tone.colours(*np.minimum(density, MOST), theme)
    return colour * opacity[..., None] + tone.rgb(theme.window) * (1 - opacity[..., None])


# The fast painter.


def paint(scene, painter=None, **options):
    """The picture, and its ink: the densities [2, rows, columns] before they become colours."""
    painter = painter or edges.EdgePainter()
    picture = painter.paint(scene.layout, scene.ratio, scene.weights, scene.theme, **options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tone, "palette", lambda *_: np.zeros((1, 1), np.uint32))
        patch.setattr(tone, "develop", lambda *densities: packed(*densities[:2]))
        patch.setattr(tone, "widen", lambda pixels, step: np.repeat(pixels, step, axis=1))
        plain = replace(scene.theme, name="ink")
        pixels = painter.paint(scene.layout, scene.ratio, scene.weights, plain, **options).pixels
    return picture, np.stack([pixels >> 16, pixels & 0xFFFF]) * (MOST / 0xFFFF)


def packed(positive, negative):
    """Pixels that say two densities up to MOST, in 16 bits each."""
    whole = np.rint(np.clip([positive, negative], 0, MOST) * (0xFFFF / MOST)).astype(np.uint32)
    return whole[0] << 16 | whole[1]


def rgb(pixels):
    """The colours [rows, columns, 3] of 0xAARRGGBB, 0 to 1."""
    return np.stack([pixels >> shift & 255 for shift in (16, 8, 0)], axis=-1) / 255


# The two side by side.


def blurred(image, size):
    """The mean of every `size` x `size` neighbours along the last two axes."""
    smooth = uniform_filter1d(uniform_filter1d(image, size, -2), size, -1)
    first, (rows, columns) = size // 2, image.shape[-2:]
    return smooth[..., first : first + rows - size + 1, first : first + columns - size + 1]


class Difference(Struct, frozen=True):
    """How far apart two pictures of one pair are.

    `mean` and `most` are of colour (0 to 1). The others are of ink: as a share of it, in `total`
    and in the worst `patch` (over the most in any), and 1 - correlation.
    """

    mean: float
    most: float
    total: float
    patch: float
    unlike: float


# Over 5 px, patches over 15; usual is a tenth, the worst of thousands less.
FEW = Difference(mean=0.015, most=0.13, total=0.03, patch=0.15, unlike=0.004)
MANY = Difference(mean=0.03, most=0.28, total=0.01, patch=0.15, unlike=0.008)
# Over more pixels: groups of neurons whose weights are like their neighbours', and coarse columns.
GROUPED = Difference(mean=0.012, most=0.1, total=0.015, patch=0.08, unlike=0.015)
COARSE = Difference(mean=0.06, most=0.3, total=0.01, patch=0.12, unlike=0.006)
# Densities, of all and of a patch: a line along the border may be in one picture and not the other.
LITTLE, FAINT = 0.02, 0.1


def difference(scene, picture, ink, true, pair, blur=5.0, spare=2.0):
    """The `Difference` of a pair, None where too little is seen, blurred over `blur` px.

    `spare` px may be missing at its right end: pixels of several columns do not always fit.
    """
    size, patch = (2 * round(over * scene.ratio / 2) + 1 for over in (blur, 3 * blur))
    cut = scene.between(pair, spare)
    if min(part.stop - part.start for part in cut) < 4 * size:
        return None
    fast = blurred(np.moveaxis(rgb(picture.pixels[cut]), -1, 0), size)
    plain = blurred(np.moveaxis(coloured(true[:, *cut], scene.theme), -1, 0), size)
    colour = np.abs(fast - plain)
    ours, theirs = (np.minimum(part[:, *cut], MOST) for part in (ink, true))
    total = abs(ours.sum() - theirs.sum()) / (theirs.sum() + LITTLE * theirs.size)
    smooth = blurred(theirs, patch)
    worst = np.abs(blurred(ours, patch) - smooth).max() / (smooth.max() + FAINT)
    unlike = 0.0
    if theirs.mean() > LITTLE / 2:
        both = [blurred(part, size).ravel() for part in (ours, theirs)]
        unlike = 1 - np.corrcoef(*both)[0, 1] if both[0].any() else 1.0
    return Difference(colour.mean(), colour.max(), total, worst, unlike)


def differences(*pictures, **blur):
    """The `difference` of each pair."""
    pairs = range(len(pictures[0].weights))
    return [difference(*pictures, pair, **blur) for pair in pairs]


def beyond(limits, difference):
    """Those numbers of a difference that are not within `limits`, by name."""
    return {
        name: value
        for name, value in asdict(difference).items()
        if not value <= getattr(limits, name)
    }


def faults(scene, picture, ink, true=None):
    """What tells a fast picture from the plain one, in all pairs."""
    true = draw_lines(scene, picture.pairs) if true is None else true
    found = differences(scene, picture, ink, true)
    limits = [FEW if matrix.size <= fineness.FEW_EDGES else MANY for matrix in scene.weights]
    return [beyond(*pair) for pair in zip(limits, found, strict=True) if pair[1] and beyond(*pair)]


def near(scene, pair, source, target, width):
    """The pixels that an edge `width` px wide may touch: columns and rows are not endless."""
    left, right = scene.layout.columns[pair : pair + 2]
    ratio, (rows, columns) = scene.ratio, scene.shape
    slope = (right.y[target] - left.y[source]) / (right.x - left.x)
    x = np.arange(columns) + 0.5
    line = left.y[source] * ratio + slope * (x - left.x * ratio)
    away = np.abs(np.arange(rows)[:, None] + 0.5 - line) / math.hypot(1, slope)
    beside = (x < left.x * ratio - 1) | (x > right.x * ratio + 1)
    return (away <= (width / 2 + 3) * ratio) & ~beside


# What to paint.

KINDS = {
    "even": lambda random, shape: random.uniform(-1, 1, shape),
    "normal": lambda random, shape: random.normal(0, 0.05, shape),
    "few stand out": lambda random, shape: random.normal(0, 1, shape) ** 5,
    "all alike": lambda random, shape: random.choice([-0.3, 0.3], shape),
    "one sign": lambda random, shape: random.uniform(0, 2, shape),
}


def enlarged(layout, zoom, across, down):
    """The layout `zoom` times as large, the point at these shares of its size standing still."""
    if zoom == 1:
        return layout
    still = across * layout.width, down * layout.height
    return layout.zoomed(zoom, *(place * (1 - zoom) for place in still))


def weights_of(sizes, kind="even", zeros=0.0, seed=0):
    random = np.random.default_rng(seed)
    return tuple(
        (KINDS[kind](random, shape) * (random.random(shape) >= zeros)).astype(np.float32)
        for shape in itertools.pairwise(sizes)
    )
