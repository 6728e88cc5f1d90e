"""Paints an equation as matrices of coloured cells, and the marks on them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from core.walkthrough import Operand
from gui.diagram.close_up import largest
from gui.diagram.fills import LEVELS, fills, shades
from gui.diagram.layout import BASE, Box
from gui.diagram.lettering import em, sized
from gui.pictures import image_of
from gui.theme import Theme, colour
from gui.walk.matrix import text as matrix_text
from gui.walk.matrix.layout import (
    CAPTION,
    NUMBER_HEIGHT,
    NUMBER_WIDTH,
    TITLE,
    Grid,
    Layout,
    Part,
)
from gui.walk.matrix.marks import Mark

# Lengths as in gui.walk.matrix.layout.
_TITLE_SIZE, _CAPTION_SIZE, _OPERATOR_SIZE = 14, 10, 17
_LEAST_FIGURES, _SMALL_FIGURES, _LARGEST_FIGURES = 9, 11, 15
_PALE = 0.15  # of their fill have numbers that count for nothing
_LEAST_DECIMALS = 2  # before numbers lose their zero before the point, and at last are left out
_CUT = 5.0  # px, cells at least this large are cut from each other by a line
_LEAST_MARK = 3.0  # px, so that the mark of a smaller cell is seen


class Look(NamedTuple):
    """How everything is painted."""

    theme: Theme
    font: QFont
    decimals: int
    ratio: float  # device pixels in a pixel
    nothing: bool = False  # what comes back counts for nothing

    @property
    def unit(self) -> float:
        """How many px a length is that is given as 1."""
        return em(self.font) / BASE


def measure(parts: Iterable[Operand | str], font: QFont) -> list[Part]:
    """Return how much room every part of an equation asks for."""
    unit = em(font) / BASE
    operator = QFontMetricsF(sized(font, _OPERATOR_SIZE * unit))
    title = QFontMetricsF(sized(font, _TITLE_SIZE * unit, bold=True))
    caption = QFontMetricsF(sized(font, _CAPTION_SIZE * unit))
    found = []
    for part in parts:
        if isinstance(part, str):
            found.append(Part(operator.horizontalAdvance(part) + 1))
            continue
        texts = [caption.horizontalAdvance(text) for text in _captions(part)]
        texts.append(title.horizontalAdvance(matrix_text.title(part)))
        found.append(Part(max(texts) + 1, *part.values.shape))
    return found


def paint_equation(
    painter: QPainter, layout: Layout, parts: Sequence[Operand | str], look: Look
) -> None:
    """Paint all parts of an equation in their slots."""
    grids = iter(layout.grids)
    for slot, part in zip(layout.slots, parts, strict=True):
        if isinstance(part, Operand):
            _paint_texts(painter, slot, part, look)
            _paint_cells(painter, next(grids), part, look)
        else:
            painter.setFont(sized(look.font, _OPERATOR_SIZE * look.unit))
            painter.setPen(QColor(look.theme.text))
            high = 28 * look.unit
            room = QRectF(slot.x - 4, layout.line - high / 2, slot.width + 8, high)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, part)
    shown = [part for part in parts if isinstance(part, Operand)]
    figures = figures_of(list(zip(layout.grids, shown, strict=True)), look)
    if figures:
        _paint_figures(painter, figures, look)


def levels_of(operand: Operand, values: np.ndarray, look: Look) -> np.ndarray:
    """Return the fills of an operand's `values`; pale where they count for nothing."""
    levels = shades(values, largest(operand.values))
    if look.nothing and operand.symbol.startswith(("δ", "∂C")):
        levels = np.where(np.abs(levels) > LEVELS, levels, np.rint(_PALE * levels))
    found: np.ndarray = levels.astype(np.intp)
    return found


def paint_sum(
    painter: QPainter, layout: Layout, shown: Sequence[Operand], unit: int, look: Look
) -> None:
    """Paint the result's cell of a unit again, whose sum is on its way."""
    grid, result = layout.grids[-1], shown[-1]
    cell = grid.cell(0, unit)
    level = int(levels_of(result, result.values[:, unit : unit + 1], look)[0, 0])
    pixels = 1 / look.ratio  # a line between cells stays
    room = QRectF(*cell).adjusted(0, 0, -pixels, -pixels)
    painter.fillRect(room, QColor.fromRgb(int(fills(look.theme)[level + LEVELS])))
    figures = figures_of(list(zip(layout.grids, shown, strict=True)), look)
    told = figures.told if figures else ()
    mine = tuple(one for one in told if one[1] == cell)
    if figures and mine:
        _paint_figures(painter, figures._replace(told=mine), look)


class Frame(NamedTuple):
    """A frame `thickness` px thick, its outer edge `out` px around a box, in `hue`."""

    out: float
    thickness: float
    hue: QColor


def frames_of(strong: bool, pointed: bool, theme: Theme) -> list[Frame]:
    """Return the frames of a mark: of a cell or its row (not `strong`), at the step or pointed."""
    if pointed:
        return [Frame(1, 1, colour(theme.text, 1.0 if strong else 0.5))]
    hue = colour(theme.accent)
    if not strong:
        return [Frame(1, 1, hue)]
    # The hue between two lines of the window's colour is seen on every fill.
    halo, inner = colour(theme.window), colour(theme.window, 0.6)
    return [Frame(3, 1, halo), Frame(2, 2, hue), Frame(0, 1, inner)]


def paint_marks(painter: QPainter, layout: Layout, marks: Iterable[Mark], look: Look) -> None:
    """Frame the cells that the walk is at, and lightly their rows and columns."""
    for mark in marks:
        for frame in frames_of(mark.strong, False, look.theme):
            _frame(painter, block_of(layout, mark), *frame, look.ratio)


def paint_pointed(painter: QPainter, layout: Layout, marks: Iterable[Mark], look: Look) -> None:
    """Light up the cells that are pointed at, and outline their rows and columns."""
    for mark in marks:
        block = block_of(layout, mark)
        if mark.strong:
            painter.fillRect(QRectF(*block), colour(look.theme.text, 0.12))
        for frame in frames_of(mark.strong, True, look.theme):
            _frame(painter, block, *frame, look.ratio)


def means(values: np.ndarray, count: int) -> np.ndarray:
    """Return `values` [rows, columns] drawn out or drawn together to `count` rows, float64.

    Fewer rows are means of the rows they stand for, shared ones by their part; more rows repeat.
    """
    rows = len(values)
    if count >= rows:
        return values[((np.arange(count) + 0.5) * rows / count).astype(np.intp)]
    sums = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0, dtype=np.float64)])
    ends = np.linspace(0, rows, count + 1)
    whole = np.minimum(ends.astype(np.intp), rows - 1)
    upto = sums[whole] + (ends - whole)[:, None] * values[whole]
    drawn: np.ndarray = np.diff(upto, axis=0) * (count / rows)
    return drawn


def _captions(operand: Operand) -> tuple[str, str]:
    return matrix_text.size(operand), matrix_text.scale(operand)


class Line(NamedTuple):
    """One line over or under a matrix: `top` and `height` in px."""

    top: float
    height: float
    pixels: float
    bold: bool
    text: str


def lines_of(slot: Box, operand: Operand, unit: float = 1.0) -> list[Line]:
    """Return the symbol above a matrix, and its size and scale below."""
    lines, below = CAPTION / 2 * unit, slot.y + slot.height - CAPTION * unit + 1
    title = matrix_text.title(operand)
    above = Line(slot.y, TITLE * unit - 2, _TITLE_SIZE * unit, True, title)
    return [above] + [
        Line(below + index * (lines - 1), lines, _CAPTION_SIZE * unit, False, text)
        for index, text in enumerate(_captions(operand))
    ]


def _paint_texts(painter: QPainter, slot: Box, operand: Operand, look: Look) -> None:
    """Write the symbol above and the size and scale below."""
    for top, height, pixels, bold, text in lines_of(slot, operand, look.unit):
        font = sized(look.font, pixels, bold)
        painter.setFont(font)
        painter.setPen(QColor(look.theme.text if bold else look.theme.muted))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, slot.width + 1)
        room = QRectF(slot.x - 4, top, slot.width + 8, height)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)


def cell_pixels(grid: Grid, operand: Operand, look: Look) -> np.ndarray:
    """Return the cells of a matrix, [rows, columns] uint32 0xFFRRGGBB in device pixels.

    Cells that share a pixel are averaged; large ones are cut from each other by lines.
    """
    box, ratio = grid.box, look.ratio
    broken = ~np.isfinite(operand.values)
    shown = [round(box.height * ratio), round(box.width * ratio)]
    numbers = _resampled(np.where(broken, 0, operand.values), *shown)
    if broken.any():  # one that is not finite is seen among thousands
        numbers[_resampled(broken.astype(np.float64), *shown) > 0] = np.nan
    pixels: np.ndarray = fills(look.theme)[levels_of(operand, numbers, look) + LEVELS]
    line = max(round(ratio), 1)
    gap = np.uint32(QColor(look.theme.window).rgb())
    if box.height / grid.rows >= _CUT:
        for start in range(line):
            pixels[start + shown[0] // grid.rows :: shown[0] // grid.rows] = gap
    if box.width / grid.columns >= _CUT:
        for start in range(line):
            pixels[:, start + shown[1] // grid.columns :: shown[1] // grid.columns] = gap
    return pixels


def _paint_cells(painter: QPainter, grid: Grid, operand: Operand, look: Look) -> None:
    pixels = cell_pixels(grid, operand, look)
    image = image_of(pixels)
    image.setDevicePixelRatio(look.ratio)
    painter.drawImage(QPointF(grid.box.x, grid.box.y), image)
    _frame(painter, grid.box, 1, 1, QColor(look.theme.border), look.ratio)


def _resampled(values: np.ndarray, rows: int, columns: int) -> np.ndarray:
    return means(means(values, rows).T, columns).T


class Figures(NamedTuple):
    """All numbers of an equation in one size (px) and style: (text, cell, ink) each."""

    pixels: int
    told: tuple[tuple[str, Box, QColor], ...]


def figures_of(matrices: Sequence[tuple[Grid, Operand]], look: Look) -> Figures | None:
    """Return the numbers in the cells of matrices that have room for them; None: there is none.

    They have the style that fits all of these matrices.
    """
    styles = styles_of(look.decimals)
    rooms = [
        (grid, operand, found)
        for grid, operand in matrices
        if (found := fitting(grid, operand.values, styles, look.font))
    ]
    if not rooms:
        return None
    style = styles[max(number for *_, (number, _) in rooms)]
    inks, told = inks_of(fills(look.theme)), []
    for grid, operand, _ in rooms:
        levels = levels_of(operand, operand.values, look) + LEVELS
        for (row, column), level in np.ndenumerate(levels):
            text = matrix_text.figure(float(operand.values[row, column]), *style)
            told.append((text, grid.cell(row, column), inks[level]))
    return Figures(min(pixels for *_, (_, pixels) in rooms), tuple(told))


def _paint_figures(painter: QPainter, figures: Figures, look: Look) -> None:
    painter.setFont(sized(look.font, figures.pixels))
    for text, cell, ink in figures.told:
        painter.setPen(ink)
        painter.drawText(QRectF(*cell), Qt.AlignmentFlag.AlignCenter, text)


def styles_of(decimals: int) -> list[tuple[int, bool]]:
    """Return how numbers may be written, (decimals, brief), the better the earlier."""
    least = min(decimals, _LEAST_DECIMALS)
    return [*((count, False) for count in range(decimals, least - 1, -1)), (least, True)]


def fitting(
    grid: Grid, values: np.ndarray, styles: Sequence[tuple[int, bool]], font: QFont
) -> tuple[int, int] | None:
    """Return the first style whose figures fit the cells, and their size; None: there is none."""
    wide, high = grid.box.width / grid.columns, grid.box.height / grid.rows
    unit = em(font) / BASE
    if wide < NUMBER_WIDTH * unit or high < NUMBER_HEIGHT * unit:
        return None
    metrics = QFontMetricsF(sized(font, 100))
    for number, style in enumerate(styles):
        texts = {matrix_text.figure(value, *style) for value in values.ravel().tolist()}
        widest = max(map(metrics.horizontalAdvance, texts)) / 100
        # A mark takes room from the cells around it; small figures do with less of it.
        pixels = max((wide - 12) / widest, min((wide - 4) / widest, _SMALL_FIGURES * unit))
        pixels = int(min(pixels, high / 1.2, _LARGEST_FIGURES * unit))
        if pixels >= int(_LEAST_FIGURES * unit):
            return number, pixels
    return None


def inks_of(table: np.ndarray) -> list[QColor]:
    """Return black or white for each fill, whichever is read more easily on it."""
    parts = (table[:, None] >> np.array([16, 8, 0], np.uint32) & 255) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    luminance = linear @ (0.2126, 0.7152, 0.0722)  # WCAG 2: contrast 4.6 and more with one of both
    return [QColor("#000000" if bright > 0.179 else "#ffffff") for bright in luminance.tolist()]


def block_of(layout: Layout, mark: Mark) -> Box:
    """Return where the cells of a mark are, no smaller than can be seen."""
    box = layout.grids[mark.operand].block(mark.rows, mark.columns)
    width, height = max(box.width, _LEAST_MARK), max(box.height, _LEAST_MARK)
    return Box(box.x - (width - box.width) / 2, box.y - (height - box.height) / 2, width, height)


def frame_sides(box: Box, out: float, thickness: float, ratio: float) -> list[Box]:
    """Return top, bottom, left and right of a frame, its outer edge `out` px around the box.

    They lie on whole device pixels, `ratio` of which are one pixel.
    """
    left, right = (round(x * ratio) for x in (box.x - out, box.x + box.width + out))
    top, bottom = (round(y * ratio) for y in (box.y - out, box.y + box.height + out))
    line = max(round(thickness * ratio), 1)
    return [
        Box(*(length / ratio for length in side))
        for side in (
            (left, top, right - left, line),
            (left, bottom - line, right - left, line),
            (left, top + line, line, bottom - top - 2 * line),
            (right - line, top + line, line, bottom - top - 2 * line),
        )
    ]


def _frame(
    painter: QPainter, box: Box, out: float, thickness: float, hue: QColor, ratio: float
) -> None:
    for side in frame_sides(box, out, thickness, ratio):
        painter.fillRect(QRectF(*side), hue)
