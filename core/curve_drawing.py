"""A curve drawn by hand: drawn, redrawn in part and erased. Curve in, another curve out."""

from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from core.data.curves import CURVES, HIGHEST, PLACES, RANGE, Curve, DrawnCurve, places

TOOLS = ("draw", "erase")
_ERASED = 0.03  # of x that the eraser takes to each side

Coordinates = tuple[float, float]


class CurveStroke(NamedTuple):
    """A drag of `tool`, one of TOOLS, that has come to `at`, and the `curve` as it has made it."""

    tool: str
    curve: DrawnCurve
    at: Coordinates


def drawable(source: Curve | DrawnCurve) -> DrawnCurve:
    """Return the curve to be drawn on: of several the first, and without its noise."""
    if isinstance(source, DrawnCurve):
        return source
    heights = np.clip(CURVES[source.shapes[0]](places()), -HIGHEST, HIGHEST)
    return DrawnCurve(tuple(heights.tolist()), source.test_share)


def begin(tool: str, curve: DrawnCurve, at: Coordinates) -> CurveStroke:
    """Return the stroke that begins `at` a place (x, height)."""
    return go_on(CurveStroke(tool, curve, at), at)


def go_on(stroke: CurveStroke, to: Coordinates) -> CurveStroke:
    """Return the stroke when the tool has come straight `to` a place."""
    x = places()
    (start, low), (end, high) = sorted((stroke.at, to))
    half = (RANGE[1] - RANGE[0]) / (PLACES - 1) / 2  # what is nearest to an end is drawn, too
    reach = _ERASED if stroke.tool == "erase" else half
    here = (x >= start - reach) & (x <= end + reach)
    heights: list[float | None] = list(stroke.curve.heights or (None,) * PLACES)
    # Straight up or down: the height at the end is meant.
    drawn = np.interp(x, (start, end), (low, high)) if end > start else np.full(PLACES, to[1])
    for index in np.flatnonzero(here).tolist():
        height = float(np.clip(drawn[index], -HIGHEST, HIGHEST))
        heights[index] = height if stroke.tool == "draw" else None
    empty = all(height is None for height in heights)
    curve = replace(stroke.curve, heights=() if empty else tuple(heights))
    return CurveStroke(stroke.tool, curve, to)


def cleared(curve: DrawnCurve) -> DrawnCurve:
    """Return the same with nothing drawn."""
    return replace(curve, heights=())
