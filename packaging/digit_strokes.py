"""Draws digits from stroke templates, each time in a different hand; build time only.

A template is a way of writing a digit: strokes of control points in a unit box, y down, a point
given twice being a corner. `draw_digit` bends it the way hands differ (slant, proportions, wobble,
loops left open, strokes misplaced, pens thick and thin) and hands the picture to `normalise`.
"""

import itertools
import json
from importlib.resources import files

import numpy as np

from core.digit_image import normalise

CANVAS = 64  # px; not below it, or normalise would enlarge every picture
_HEIGHT = 40  # px of the canvas that the digit's longer side takes
_STEPS = 6  # points on the curve between two control points
_THIN, _THICK = 0.04, 0.33  # pen width, in longer sides of the digit


def load_templates() -> list[dict]:
    """Return the templates: dicts of label (int), name (str) and strokes (lists of [x, y])."""
    text = (files("resources") / "digits" / "strokes.json").read_text(encoding="utf-8")
    return json.loads(text)["templates"]


def draw_digit(
    strokes: list, random: np.random.Generator, pen: float = 1.0, pixel: int = 1
) -> np.ndarray:
    """Return one normalised float32 `[16, 16]` picture of the template `strokes`.

    The pen draws `pen` times as wide from side to side as up and down, as print does; the picture
    has one pixel for `pixel` by `pixel` of the canvas, as small ones do.
    """
    bend = _random_bend(random)
    curves = []
    for stroke in strokes:
        pieces = [bend(piece + random.normal(0, 0.022, piece.shape)) for piece in _pieces(stroke)]
        for before, after in itertools.pairwise(pieces):
            after[0] = before[-1]  # a corner stays one point
        curve = np.concatenate([_curve(piece) for piece in pieces])
        curve = _rounded(curve, random.uniform(0, 2.5))
        curve = _cut_or_stretched(curve, random)
        curves.append(curve + random.normal(0, 0.025, 2) * (len(strokes) > 1))
    width = np.exp(random.uniform(np.log(_THIN), np.log(_THICK)))
    canvas = _ink(curves, width, random.uniform(0.5, 3), pen)
    return normalise(canvas if pixel == 1 else _shrunk(canvas, pixel, random))


def in_any_size(strokes: list, random: np.random.Generator) -> np.ndarray:
    """Return a picture as `draw_digit` makes it, some as if printed, some of few pixels."""
    pen = np.exp(random.uniform(0, 1.2)) if random.random() < 0.4 else 1.0
    pixel = int(random.integers(2, 9)) if random.random() < 0.3 else 1
    return draw_digit(strokes, random, pen, pixel)


def _pieces(stroke: list) -> list[np.ndarray]:
    """Return `stroke` split at its corners."""
    points = np.array(stroke, float)
    corners = np.flatnonzero((points[1:] == points[:-1]).all(axis=1)) + 1
    return np.split(points, corners)


def _random_bend(random: np.random.Generator):
    """Return a random smooth map of points `[n, 2]` around the unit box."""
    turn, slant = random.normal(0, 0.11), random.normal(0.04, 0.17)
    aspect = np.exp(random.normal(0, 0.17))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    affine = rotation @ np.array([[1, -slant], [0, 1]]) @ np.diag([aspect, 1])
    taper = random.normal(0, 0.12)
    sag = random.normal(0, 0.12)
    waves = random.uniform(-0.9, 0.9, (2, 4, 2))
    phases = random.uniform(0, 2 * np.pi, (2, 4))
    heights = random.normal(0, 0.018, (2, 4))

    def bend(points: np.ndarray) -> np.ndarray:
        x, y = points.T - 0.5
        x = x * (1 + taper * 2 * y)
        y = y + sag * (0.25 - y * y)
        angle = 2 * np.pi * (waves @ np.stack([x, y])) + phases[..., None]
        wobble = (heights[..., None] * np.sin(angle)).sum(axis=1)
        return (affine @ (np.stack([x, y]) + wobble)).T

    return bend


def _curve(points: np.ndarray) -> np.ndarray:
    """Return the Catmull-Rom spline through `points`."""
    if len(points) < 2:
        return points
    first, last = 2 * points[0] - points[1], 2 * points[-1] - points[-2]
    p = np.concatenate([[first], points, [last]])
    a, b, c, d = (p[i : len(p) - 3 + i, None] for i in range(4))
    t = (np.arange(_STEPS) / _STEPS)[:, None]
    curve = b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    return np.concatenate([curve.reshape(-1, 2), points[-1:]])


def _rounded(curve: np.ndarray, sigma: float) -> np.ndarray:
    """Return `curve` averaged along itself over `sigma` points: a quick hand cuts corners."""
    reach = np.arange(-6, 7)
    weights = np.exp(-0.5 * (reach / max(sigma, 0.1)) ** 2)
    padded = np.concatenate([curve[:1]] * 6 + [curve] + [curve[-1:]] * 6)
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(reach), axis=0)
    return windows @ (weights / weights.sum())


def _cut_or_stretched(curve: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return `curve` with both ends a little shorter or longer, so that loops gape or overlap."""
    start, end = np.clip(random.normal(0, 0.035, 2), -0.08, 0.08) * len(curve)
    at = np.linspace(start, len(curve) - 1 - end, len(curve))
    inside = np.clip(at, 0, len(curve) - 1)
    index = np.minimum(inside.astype(int), len(curve) - 2)
    # Beyond an end the last step goes on straight.
    return curve[index] + (at - index)[:, None] * (curve[index + 1] - curve[index])


def _ink(curves: list[np.ndarray], width: float, softness: float, pen: float) -> np.ndarray:
    """Return the canvas with `curves` drawn by a pen; its rim is `softness` pixels wide.

    It is round, or `pen` times as wide as it is high, `width` being the mean of both.
    """
    points = np.concatenate(curves)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = _HEIGHT / max(high - low)
    pixels = [((curve - (low + high) / 2) * scale + CANVAS / 2)[::2] for curve in curves]
    starts = np.concatenate([p[:-1] for p in pixels]).astype(np.float32)
    steps = np.concatenate([np.diff(p, axis=0) for p in pixels]).astype(np.float32)
    centres = np.arange(CANVAS, dtype=np.float32) + 0.5
    x = centres[None, None, :] - starts[:, 0, None, None]
    y = centres[None, :, None] - starts[:, 1, None, None]
    dx, dy = steps[:, 0, None, None], steps[:, 1, None, None]
    if pen != 1:
        x, dx = x / np.float32(pen), dx / np.float32(pen)
        width /= np.sqrt(pen)
    along = (x * dx + y * dy) / np.maximum(dx * dx + dy * dy, 1e-9)
    along = np.clip(along, 0, 1, out=along)
    distance = np.sqrt(((x - along * dx) ** 2 + (y - along * dy) ** 2).min(axis=0))
    return np.clip((width * scale / 2 - distance) / softness + 0.5, 0, 1)


def _shrunk(canvas: np.ndarray, pixel: int, random: np.random.Generator) -> np.ndarray:
    """Return `canvas` averaged over squares of `pixel` by `pixel`, wherever they begin."""
    start = random.integers(0, pixel, 2)
    count = (CANVAS - pixel) // pixel
    down, across = (slice(first, first + count * pixel) for first in start.tolist())
    return canvas[down, across].reshape(count, pixel, count, pixel).mean(axis=(1, 3))
