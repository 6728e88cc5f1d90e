"""The connected pieces of a picture's ink, sorted out: digits, and what is not of them."""

import numpy as np
from msgspec import Struct

from core.ink.masks import boxes, filled, pieces

_INSIDE = 0.3  # of a frame's height: smaller things inside it do not make a 0 a frame
_SPECK = 0.2  # of the tallest part, and
_SPECK_AREA = 0.08  # of the largest part's ink: dirt
_DIGIT = 0.4  # of the tallest part: what is lower belongs to a digit beside it
_NEAR = 0.35  # of the tallest part: so far a bar may be from its digit
_ABOVE = 0.2  # of the tallest part: so far two halves, one above the other, may be apart
_SHARED = 0.5  # of the narrower part's width: halves of a digit are above each other by so much
_BESIDE = 0.06  # of the tallest part: a gap so narrow is a break in a stroke
_FRAMING = 0.5  # of the picture's edge: what lines so much of it is not a digit
_MAIN = 0.2  # of the picture's shorter side: so tall is a digit that makes others surroundings


class Part(Struct, frozen=True, eq=False):
    """Connected ink: its number among the labels, its box, and how much ink it is."""

    number: int
    top: int
    bottom: int
    left: int
    right: int
    area: int

    @property
    def height(self) -> int:
        """Rows from its top to its bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Columns from its left to its right."""
        return self.right - self.left

    @property
    def size(self) -> int:
        """The longer of both."""
        return max(self.height, self.width)


class Sorted(Struct, frozen=True, eq=False):
    """The parts of each digit, from left to right, and the parts that belong to none."""

    labels: np.ndarray  # int [height, width], 0 without ink
    digits: list[list[Part]]
    frames: list[Part] = []
    surroundings: list[Part] = []
    scraps: list[Part] = []  # small, at the picture's edge: the end of a line, or dirt
    specks: list[Part] = []
    strays: list[Part] = []  # too large to be dirt, and not near a digit

    def mask(self, parts: list[Part]) -> np.ndarray:
        """Return where the ink of `parts` is."""
        chosen = np.zeros(self.labels.max() + 1, bool)
        chosen[[part.number for part in parts]] = True
        mask: np.ndarray = chosen[self.labels]
        return mask


def sort_parts(inked: np.ndarray) -> Sorted:
    """Return the connected pieces of the mask `inked`, as digits and what lies around them."""
    labels = pieces(inked)
    parts = _parts(labels)
    frames = _frames(parts, labels)
    parts = _without(parts, frames)
    around = _surroundings(parts, labels)
    parts = _without(parts, around)
    most = max((part.area for part in parts), default=0)
    scraps = [part for part in around if part.area < _SPECK_AREA * most]
    surroundings = _without(around, scraps)
    if not parts:
        return Sorted(labels, [], frames, surroundings)
    tallest = max(part.size for part in parts)
    specks = [
        part for part in parts if part.size < _SPECK * tallest and part.area < _SPECK_AREA * most
    ]
    parts = _without(parts, specks)
    digits = _digits([part for part in parts if part.height >= _DIGIT * tallest], tallest)
    if not digits:
        return Sorted(labels, [parts], frames, surroundings, scraps, specks)
    strays = []
    for part in parts:
        if part.height < _DIGIT * tallest:
            distances = [min(_gap(part, other) for other in digit) for digit in digits]
            nearest = int(np.argmin(distances))
            if distances[nearest] <= _NEAR * tallest:
                digits[nearest].append(part)
            else:
                strays.append(part)
    return Sorted(labels, _in_reading_order(digits), frames, surroundings, scraps, specks, strays)


def _parts(labels: np.ndarray) -> list[Part]:
    areas = np.bincount(labels.ravel())
    return [
        Part(index, rows.start, rows.stop, columns.start, columns.stop, int(areas[index]))
        for index, (rows, columns) in enumerate(boxes(labels), 1)
    ]


def _without(parts: list[Part], others: list[Part]) -> list[Part]:
    numbers = {part.number for part in others}
    return [part for part in parts if part.number not in numbers]


def _frames(parts: list[Part], labels: np.ndarray) -> list[Part]:
    """Return the parts that close around something as large as a digit."""
    return [part for part in parts if _holds_a_digit(part, parts, labels)]


def _holds_a_digit(frame: Part, parts: list[Part], labels: np.ndarray) -> bool:
    least = _INSIDE * min(frame.height, frame.width)
    inside = [
        part
        for part in parts
        if part.height >= least
        and frame.top < part.top
        and part.bottom < frame.bottom
        and frame.left < part.left
        and part.right < frame.right
    ]
    if not inside:
        return False
    area = labels[frame.top : frame.bottom, frame.left : frame.right]
    held = area[filled(area == frame.number)]
    return bool(np.isin([part.number for part in inside], held).any())


def _surroundings(parts: list[Part], labels: np.ndarray) -> list[Part]:
    """Return the parts along the picture's edge, and if a digit is inside, those that touch it."""
    height, width = labels.shape
    edge = np.concatenate([labels[:2].ravel(), labels[-2:].ravel()])
    edge = np.concatenate([edge, labels[:, :2].ravel(), labels[:, -2:].ravel()])
    along = np.bincount(edge, minlength=labels.max() + 1)
    framing = [part for part in parts if along[part.number] > _FRAMING * edge.size]
    parts = _without(parts, framing)
    touching = {part.number: _sides_touched(part, height, width) for part in parts}
    free = [part for part in parts if not touching[part.number]]
    main = max((part.height for part in free), default=0)
    if main < _MAIN * min(labels.shape):
        return framing
    most = max(part.area for part in free)

    def surrounds(part: Part) -> bool:
        sides = touching[part.number]
        return sides > 1 or (sides == 1 and (part.area > 2 * most or part.height < _DIGIT * main))

    return framing + [part for part in parts if surrounds(part)]


def _sides_touched(part: Part, height: int, width: int) -> int:
    # The outermost pixel may be half covered.
    near = (part.top <= 1, part.left <= 1, part.bottom >= height - 1, part.right >= width - 1)
    return sum(near)


def _digits(parts: list[Part], tallest: int) -> list[list[Part]]:
    """Return the parts grouped: those that are one above the other, or all but touch, are one."""
    groups: list[list[Part]] = []
    for part in parts:
        of_same = [group for group in groups if any(_same(part, one, tallest) for one in group)]
        joined = [part, *(one for group in of_same for one in group)]
        groups = [group for group in groups if group not in of_same] + [joined]
    return groups


def _same(one: Part, other: Part, tallest: int) -> bool:
    across, down = _gaps(one, other)
    shares = -across >= _SHARED * min(one.width, other.width)
    return (shares and down <= _ABOVE * tallest) or max(across, down) <= _BESIDE * tallest


def _gaps(one: Part, other: Part) -> tuple[int, int]:
    """Return how far apart both are, across and down; below 0 where they overlap."""
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return across, down


def _gap(one: Part, other: Part) -> float:
    across, down = _gaps(one, other)
    return float(np.hypot(max(across, 0), max(down, 0)))


def _in_reading_order(digits: list[list[Part]]) -> list[list[Part]]:
    """Return the digits row by row, and in each from left to right."""
    rows: list[list[list[Part]]] = []
    for digit in sorted(digits, key=lambda parts: min(part.top for part in parts)):
        middle = sum(part.top + part.bottom for part in digit) / (2 * len(digit))
        if rows and middle < max(part.bottom for one in rows[-1] for part in one):
            rows[-1].append(digit)
        else:
            rows.append([digit])
    return [
        digit
        for row in rows
        for digit in sorted(row, key=lambda parts: min(part.left for part in parts))
    ]
