"""Points drawn by hand: put, sprayed, erased and moved. Points in, other points out.

A stroke is one drag of a tool. It is a value, too, so that whoever holds it can take it back.
"""

import math
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from core.checks import require
from core.data import Plane, Points, Source, load
from core.data.plane import REACH
from core.data.points import MOST
from core.data.tasks import Classes
from core.wording import QT_TRANSLATE_NOOP, SentenceError

TOOLS = ("pen", "spray", "erase", "move")
_PEN_GAP = 0.35  # between two points that the pen puts in one drag

Coordinates = tuple[float, float]


class Brush(NamedTuple):
    """One of TOOLS: it puts points of class `label`; spray and eraser reach `radius` far."""

    tool: str = "pen"
    label: int = 0
    radius: float = 0.8


class PointStroke(NamedTuple):
    """A drag of `brush` that has come to `at`, and the `points` as it has made them.

    `held` is the point that is being moved, if any; `last` is where the pen has put one.
    """

    brush: Brush
    points: Points
    at: Coordinates
    held: int | None = None
    last: Coordinates | None = None


def can_be_drawn(source: Source | None) -> bool:
    """Whether points of classes can be drawn into what `source` has on the plane."""
    return isinstance(source, Points) or (
        isinstance(source, Plane) and isinstance(source.task, Classes)
    )


def drawable(source: Source) -> Points:
    """Return the points of `source` to be drawn on, with its inputs and its share for the test.

    ValueError: it has no points of classes on the plane, or more than can be drawn on.
    """
    if isinstance(source, Points):
        return source
    plane, task = _plane_of_classes(source)
    require(
        plane.count <= MOST,
        QT_TRANSLATE_NOOP(
            "Core",
            "There are {count:,} point(s), and at most {most:,} can be drawn on. Choose fewer.",
        ),
        count=plane.count,
        most=MOST,
    )
    data = load(plane)
    sets = (data.train,) if data.test is data.train else (data.train, data.test)
    places = [examples.coordinates for examples in sets if examples.coordinates is not None]
    labels = [examples.labels for examples in sets if examples.labels is not None]
    return _canvas(plane, task).put(np.concatenate(places), np.concatenate(labels))


def begin(
    brush: Brush, points: Points, at: Coordinates, random: np.random.Generator
) -> PointStroke:
    """Return the stroke that begins `at` a place. ValueError: there are points enough."""
    stroke = PointStroke(brush, points, at)
    match brush.tool:
        case "pen":
            return _with_point(stroke, at)
        case "move":
            return stroke._replace(held=nearest(points, at, brush.radius))
        case "spray":
            return spray(stroke, 1, random)
    return go_on(stroke, at)


def go_on(stroke: PointStroke, to: Coordinates) -> PointStroke:
    """Return the stroke when the tool has come straight `to` a place. ValueError: as `begin`."""
    moved, points = stroke._replace(at=to), stroke.points
    match stroke.brush.tool:
        case "pen" if stroke.last is None or math.dist(stroke.last, to) >= _PEN_GAP:
            return _with_point(moved, to)
        case "erase":
            far = distances(points.places(), stroke.at, to)
            erased = np.flatnonzero(far <= stroke.brush.radius)
            return moved._replace(points=points.without(erased)) if len(erased) else moved
        case "move" if stroke.held is not None:
            return moved._replace(points=points.moved(stroke.held, to))
    return moved


def spray(
    stroke: PointStroke, count: int, random: np.random.Generator, start: Coordinates | None = None
) -> PointStroke:
    """Return the stroke with `count` points more, all around where it is, or from `start` to there.

    Those that would lie outside of the square are left out. ValueError: as `begin`.
    """
    _require_room(stroke.points)
    room = min(count, MOST - len(stroke.points))
    end = np.array(stroke.at)
    middles = end + random.random((room, 1)) * (np.array(start or stroke.at) - end)
    # Even over the disc: the radius as the root of what is even.
    radius = stroke.brush.radius * np.sqrt(random.random(room))
    angle = random.uniform(0, 2 * math.pi, room)
    new = middles + radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    inside = new[(np.abs(new) <= REACH).all(axis=1)]
    return stroke._replace(points=stroke.points.with_points(inside, stroke.brush.label))


def nearest(points: Points, at: Coordinates, within: float) -> int | None:
    """Return the point nearest to a place, the newest of equals; None: none is that near."""
    far = distances(points.places(), at, at)[::-1]
    if not len(far) or not far.min() <= within:
        return None
    return len(far) - 1 - int(far.argmin())


def distances(places: np.ndarray, start: Coordinates, end: Coordinates) -> np.ndarray:
    """Return how far `places` [points, 2] are from the straight line between two: [points]."""
    one, way = np.array(start), np.subtract(end, start)
    length = float(way @ way)
    share = np.clip((places - one) @ way / length, 0, 1) if length else np.zeros(len(places))
    off = places - (one + share[:, None] * way)
    found: np.ndarray = np.hypot(off[:, 0], off[:, 1])
    return found


def emptied(source: Source) -> Points:
    """Return an empty canvas with the classes of `source`. ValueError: it has no classes."""
    if isinstance(source, Points):
        return replace(source, coordinates=b"", labels=b"")
    return _canvas(*_plane_of_classes(source))


def with_another_class(source: Source) -> Points:
    """Return the points with one class more, which has none yet. ValueError: as `drawable`."""
    points = drawable(source)
    return replace(points, classes=points.classes + 1)


def _canvas(source: Plane, task: Classes) -> Points:
    return Points(classes=task.width, test_share=source.test_share, features=source.features)


def _plane_of_classes(source: Source) -> tuple[Plane, Classes]:
    if isinstance(source, Plane) and isinstance(source.task, Classes):
        return source, source.task
    raise SentenceError(
        QT_TRANSLATE_NOOP("Core", "Points can be drawn only where there are classes.")
    )


def _with_point(stroke: PointStroke, at: Coordinates) -> PointStroke:
    if max(map(abs, at)) > REACH:
        return stroke
    _require_room(stroke.points)
    points = stroke.points.with_points(np.array([at]), stroke.brush.label)
    return stroke._replace(points=points, last=at)


def _require_room(points: Points) -> None:
    require(
        len(points) < MOST,
        QT_TRANSLATE_NOOP(
            "Core", "There are {most:,} points, and no more fit. Erase some to draw others."
        ),
        most=MOST,
    )
