"""A plain painter of edges, line by line by the exact area of each, and the comparison with it."""

import itertools
import math

import numpy as np
import pytest
from msgspec import Struct
from msgspec.structs import asdict, replace

from gui.diagram import edges, tone
from gui.diagram.layout import Layout
from gui.theme import DARK, Theme

MOST = tone.MOST  # densities above this look alike


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
        """The stage's pixels between two columns of neurons, but for the last `spare`."""
        left, right = self.layout.columns[pair : pair + 2]
        first = max(math.ceil(left.x * self.ratio), 0)
        last = math.floor((min(right.x, self.layout.width) - spare) * self.ratio)
        top = self.layout.stage.y
        rows = math.ceil(top * self.ratio), (top + self.layout.stage.height) * self.ratio
        return slice(rows[0], math.floor(rows[1])), slice(first, max(first, last))


# The plain painter.


def filled(level):
    """The integral of clip(t, 0, 1) for t up to `level`."""
    return np.where(level < 1, np.maximum(level, 0) ** 2 / 2, level - 0.5)


def draw_line(density, x, y, width, ink):
    """Add a line to `density`, which has a spare row above and below: ink times area covered."""
    rows, columns = density.shape
    slope = (y[1] - y[0]) / (x[1] - x[0])
    half = width * math.hypot(1, slope) / 2
    column = np.arange(max(math.floor(x[0]), 0), min(math.ceil(x[1]), columns))
    across = np.stack([np.maximum(column, x[0]), np.minimum(column + 1, x[1])])
    middle = y[0] + slope * (across - x[0])
    if not column.size or middle.max() + half < 0 or middle.min() - half > rows:
        return
    first = np.floor(middle.min(axis=0) - half).astype(int)
    row = first + np.arange(math.ceil(abs(slope) + 2 * half) + 1)[:, None]

    # How much of each pixel is above each border of the line: [borders, rows, columns].
    level = np.stack([middle - half, middle + half])[:, :, None] - row
    if abs(slope) < 1e-6:
        above = np.clip(level.mean(axis=1), 0, 1) * (across[1] - across[0])
    else:
        start, end = np.moveaxis(filled(level), 1, 0)
        above = (end - start) / slope
    area = above[1] - above[0]
    density[np.clip(row + 1, 0, rows - 1), column] += ink * area


def draw_lines(scene, reports):
    """The densities of positive and of negative weights, [2, rows, columns]."""
    rows, columns = scene.shape
    density = np.zeros((2, rows + 2, columns))
    for (left, right), matrix, report in zip(scene.pairs, scene.weights, reports, strict=True):
        curve = report.curve
        widths = report.widths
        x = left.x * scene.ratio, right.x * scene.ratio
        for source, target in np.argwhere(matrix):
            weight = float(matrix[source, target])
            size = min(abs(weight) / curve.scale, 1)
            ink = curve.full * size**curve.power
            y = left.y[source] * scene.ratio, right.y[target] * scene.ratio
            # Between two widths the ink is shared out.
            step = min(int(size * (len(widths) - 1)), max(len(widths) - 2, 0))
            part = size * (len(widths) - 1) - step
            for width, share in zip(widths[step : step + 2], (1 - part, part), strict=False):
                draw_line(density[int(weight < 0)], x, y, width * scene.ratio, ink * share)
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
    for axis in (-2, -1):
        count = image.shape[axis] - size + 1
        image = np.moveaxis(image, axis, 0)
        image = sum(image[first : first + count] for first in range(size)) / size
        image = np.moveaxis(image, 0, axis)
    return image


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


def differences(scene, picture, ink, true, blur=5.0, spare=2.0):
    """The `Difference` of each pair, None where too little is seen, blurred over `blur` px.

    `spare` px may be missing at its right end: pixels of several columns do not always fit.
    """
    size, patch = (2 * round(over * scene.ratio / 2) + 1 for over in (blur, 3 * blur))
    found = []
    for pair in range(len(scene.weights)):
        cut = scene.between(pair, spare)
        if min(part.stop - part.start for part in cut) < 4 * size:
            found.append(None)
            continue
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
        found.append(Difference(colour.mean(), colour.max(), total, worst, unlike))
    return found


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
    limits = [FEW if matrix.size <= edges.FEW_EDGES else MANY for matrix in scene.weights]
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
