"""Where the matrices of an equation stand: side by side, with the operators between them.

All lengths are device-independent pixels, y grows downwards; those given as constants are for a
lettering of gui.diagram.layout.BASE px, and grow with it. No Qt here.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from gui.diagram.layout import Box

MARGIN = 7.0
_LEAST_GAP, _LARGEST_GAP, _GAP = 2.0, 8.0, 0.01  # between parts: px, px, of the width
TITLE, CAPTION, NOTE = 20.0, 27.0, 16.0  # px high: above a matrix, below it, below them all
NUMBER_WIDTH, NUMBER_HEIGHT = 25.0, 16.0  # the least cell that has room for a number
_EASY_WIDTHS = (38.0, 26.0)  # of a cell for a number as people write it, or a shortened one
_FOR_NUMBERS = 0.8  # of the width at most is given away so that numbers have room
_LARGEST_WIDTH, _LARGEST_HEIGHT = 92.0, 38.0  # of a cell
_VECTOR = 22.0  # px high, where tall matrices leave a row less than that
_THIN = 14.0  # px wide at least, however few the columns
_THINNEST = 12.0  # px at least that whole pixels leave of it
_EVEN = 32  # columns; beyond, a matrix's share of the width grows with the root of their number
_FLAT = 4.0  # times as wide as high at most is a cell too low for its number


class Part(NamedTuple):
    """What stands in an equation: texts `least` px wide, and a matrix where there are rows."""

    least: float
    rows: int = 0
    columns: int = 0


class Grid(NamedTuple):
    """A matrix: a rectangle cut into rows and columns of cells."""

    box: Box
    rows: int
    columns: int

    def block(self, rows: range, columns: range) -> Box:
        """Return the rectangle of some cells that lie side by side."""
        across, down = self.box.width / self.columns, self.box.height / self.rows
        return Box(
            self.box.x + columns.start * across,
            self.box.y + rows.start * down,
            len(columns) * across,
            len(rows) * down,
        )

    def cell(self, row: int, column: int) -> Box:
        """Return the rectangle of one cell."""
        return self.block(range(row, row + 1), range(column, column + 1))

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return (row, column) of the cell at a point; None beside the matrix."""
        row = math.floor((y - self.box.y) / self.box.height * self.rows)
        column = math.floor((x - self.box.x) / self.box.width * self.columns)
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return (row, column) if inside else None


class Cell(NamedTuple):
    """A cell of the equation's operand number `operand`, counted from 0 as row and column."""

    operand: int
    row: int
    column: int


class Layout(NamedTuple):
    """The places of one equation.

    `slots` are those of all parts, from the top of a title to the bottom of a caption; `grids`
    those of the operands, in order. `line` is the height that all are centred on.
    """

    slots: tuple[Box, ...]
    grids: tuple[Grid, ...]
    line: float
    note: Box

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell at a point; None where there is none."""
        for operand, grid in enumerate(self.grids):
            found = grid.at(x, y)
            if found:
                return Cell(operand, *found)
        return None


def arrange(
    parts: Sequence[Part], width: float, height: float, ratio: float = 1.0, unit: float = 1.0
) -> Layout:
    """Lay `parts` out in a room; edges lie on whole pixels of a screen of device pixel `ratio`.

    Matrices share the width by their columns, but none is narrower than its texts; they have rows
    as high as the tallest allows, but few rows stay high enough to be read. A length that is given
    as 1 is `unit` px.
    """
    if unit != 1:  # the same in a room that is smaller by as much, enlarged
        smaller = [part._replace(least=part.least / unit) for part in parts]
        return _enlarged(arrange(smaller, width / unit, height / unit, ratio * unit), unit)
    high = max(height - 2 * MARGIN - TITLE - CAPTION - NOTE, _THIN)
    heights = [_height(part, parts, high, ratio) for part in parts]
    gaps, room = len(parts) - 1, width - 2 * MARGIN
    spare = room - sum(part.least for part in parts)
    gap = max(min(spare / max(gaps, 1), _GAP * width, _LARGEST_GAP), _LEAST_GAP)
    widths = _widths(parts, heights, room - gap * gaps, ratio)
    slots = list(map(max, widths, _least(parts, room - gap * gaps)))
    line = MARGIN + TITLE + high / 2
    left = (width - sum(slots) - gap * gaps) / 2
    boxes, grids = [], []
    for part, wide, slot, tall in zip(parts, widths, slots, heights, strict=True):
        top = _snapped(line - tall / 2, ratio)
        boxes.append(Box(left, top - TITLE, slot, TITLE + tall + CAPTION))
        if part.rows:
            box = Box(_snapped(left + (slot - wide) / 2, ratio), top, wide, tall)
            grids.append(Grid(box, part.rows, part.columns))
        left += slot + gap
    note = Box(MARGIN, height - MARGIN - NOTE, room, NOTE)
    return Layout(tuple(boxes), tuple(grids), line, note)


def _enlarged(layout: Layout, unit: float) -> Layout:
    def box(old: Box) -> Box:
        return Box(*(length * unit for length in old))

    return Layout(
        tuple(map(box, layout.slots)),
        tuple(grid._replace(box=box(grid.box)) for grid in layout.grids),
        layout.line * unit,
        box(layout.note),
    )


def _height(part: Part, parts: Sequence[Part], room: float, ratio: float) -> float:
    """Return how high a matrix is; 0 for an operator."""
    even = room / max(part.rows for part in parts)
    row = min(max(even, _VECTOR), _LARGEST_HEIGHT)
    return _whole(min(room, part.rows * row), part.rows, ratio)


def _least(parts: Sequence[Part], room: float) -> list[float]:
    """Return how wide the parts' texts may be; where they have no room, all give way alike."""
    share = min(1.0, room / sum(part.least for part in parts))
    return [part.least * share for part in parts]


def _widths(
    parts: Sequence[Part], heights: Sequence[float], room: float, ratio: float
) -> list[float]:
    """Return how wide each matrix is; 0 for an operator."""
    texts = _least(parts, room)
    mosts = [_most(part, tall) for part, tall in zip(parts, heights, strict=True)]
    leasts = _for_numbers(parts, heights, texts, room)

    def wide(share: float) -> list[float]:
        return [
            min(max(_weight(part.columns) * share, least), most) if part.rows else 0.0
            for part, least, most in zip(parts, leasts, mosts, strict=True)
        ]

    low, high = 0.0, room
    for _ in range(40):
        middle = (low + high) / 2
        fits = sum(map(max, wide(middle), texts)) <= room
        low, high = (middle, high) if fits else (low, middle)
    return [
        _whole(found, part.columns, ratio) for found, part in zip(wide(low), parts, strict=True)
    ]


def _for_numbers(
    parts: Sequence[Part], heights: Sequence[float], texts: Sequence[float], room: float
) -> list[float]:
    """Return how wide each matrix is at least: few columns are given room for their numbers."""
    leasts = [min(_THIN, text) for text in texts]
    high = [
        part.rows and tall / part.rows >= NUMBER_HEIGHT
        for part, tall in zip(parts, heights, strict=True)
    ]
    most = max(part.columns for part in parts)
    # Those of as many columns have it together: they are compared.
    for columns in sorted({part.columns for part, fits in zip(parts, high, strict=True) if fits}):
        for cell in _EASY_WIDTHS:
            wished = [
                max(least, columns * cell) if fits and part.columns == columns else least
                for part, fits, least in zip(parts, high, leasts, strict=True)
            ]
            # What has more columns must not be squeezed for it.
            if sum(map(max, wished, texts)) <= room * (1 if columns == most else _FOR_NUMBERS):
                leasts = wished
                break
    return leasts


def _most(part: Part, height: float) -> float:
    """Return how wide a matrix of this height may be."""
    if not part.rows:
        return 0.0
    row = height / part.rows
    cell = _LARGEST_WIDTH if row >= NUMBER_HEIGHT else min(_FLAT * row, _LARGEST_WIDTH)
    return max(part.columns * cell, _THIN)


def _weight(columns: int) -> float:
    return columns if columns <= _EVEN else math.sqrt(columns * _EVEN)


def _whole(length: float, cells: int, ratio: float) -> float:
    """Shorten a matrix's side so that its cells, or at least itself, are whole pixels long."""
    pixels = length * ratio
    if cells and pixels >= 2 * cells:  # smaller cells would lose too much
        whole = math.floor(pixels / cells) * cells / ratio
        if whole >= _THINNEST:
            return whole
    return math.floor(pixels) / ratio


def _snapped(length: float, ratio: float) -> float:
    return math.floor(length * ratio) / ratio
