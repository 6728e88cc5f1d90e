"""What is seen of a truth table: texts in their places, and the thin part that paints them."""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui import theme
from gui.panels.truth_rows import Truth, verdicts
from gui.panels.truth_sheet import Sheet
from gui.theme import Theme
from gui.translation import translate

# In units of the grid: a row, each of the two lines of the head, the room around figures, the mark
# of the current row, and the margin at the right.
ROW, HEAD, PAD, MARK, MARGIN = 4.75, 4.25, 0.5, 3.0, 0.25
_APART = 1.5  # that columns stand further apart where there is room for it
ENDS = 3  # columns after the numbers: answer, target, verdict
_LAYER_OF_ENDS = -1
# The widest of usual figures of z and of a: columns stand still while numbers change.
_FIGURES = {"z": "−3e−4", "a": "−0.00"}
_STAY = ("caption", "title")
_STRONG = ("title", "verdict")
_TO_THE_LEFT = ("caption", "verdict")
_SIZES = {"caption": "small"}
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Text(NamedTuple):
    """A text in its `room` (px), in `ink`; one that `scrolls` is cut off where the middle ends.

    Its `kind` is "caption" (of a layer) or "title" (of a column), which stay above the rows, or
    "figure" or "verdict".
    """

    text: str
    room: QRectF
    ink: str
    kind: str
    scrolls: bool = False


class Seen(NamedTuple):
    """The texts; the x at which layers begin; the rooms of the middle and of the current row."""

    texts: tuple[Text, ...] = ()
    lines: tuple[float, ...] = ()
    middle: QRectF = QRectF()
    marked: QRectF | None = None


def titles() -> tuple[str, ...]:
    """Return the titles of the columns after the numbers."""
    return (translate("TruthTable", "answer"), translate("TruthTable", "target"), "")


def widths(truth: Truth, names: dict[int, str]) -> list[float]:
    """Return how wide each column is, in px; `names` are those of the layers."""
    if not truth.rows:
        return []
    text, strong = (QFontMetricsF(theme.font(strong=heavy)) for heavy in (False, True))
    pad, sign = 2 * theme.space(PAD), text.horizontalAdvance("−")
    usual = {symbol: text.horizontalAdvance(widest) for symbol, widest in _FIGURES.items()}
    found = []
    for one in truth.columns:
        figures = usual.get(one.symbol, 0.0) - sign * one.unsigned
        found.append(max(figures, strong.horizontalAdvance(one.title)) + pad)
    ends = (*truth.classes, "–"), truth.classes, verdicts()
    for title, said in zip(titles(), ends, strict=True):
        widest = max(strong.horizontalAdvance(one) for one in (title, *said))
        found.append(widest + pad)
    small = QFontMetricsF(theme.font("small"))
    for layer, (first, end) in _groups(truth):
        least = small.horizontalAdvance(names.get(layer, truth.summary)) + pad
        found[end - 1] += max(0.0, least - sum(found[first:end]))
    return found


def sheet_of(truth: Truth, across: list[float], room: float) -> Sheet:
    """Return where columns `across` px wide stand in a view `room` px wide."""
    inputs = sum(column.layer == 0 for column in truth.columns)
    ends = ENDS if truth.rows else 0
    room -= theme.space(MARK) + theme.space(MARGIN)
    spare = max(room - sum(across), 0) / max(len(across), 1)
    wide = min(spare, theme.space(_APART))
    return Sheet.of([one + wide for one in across], inputs, ends, room)


def row_room(row: int, wide: float, down: float) -> QRectF:
    """Return where a row is in a view `wide` px wide, scrolled `down` by so many px."""
    return QRectF(0, 2 * theme.space(HEAD) + row * theme.space(ROW) - down, wide, theme.space(ROW))


def look(
    truth: Truth,
    sheet: Sheet,
    names: dict[int, str],
    now: Theme,
    wide: float,
    across: float = 0,
    down: float = 0,
) -> Seen:
    """Return what is seen where the table is scrolled `across` and `down` by so many px."""
    start, pad, head, line = map(theme.space, (MARK, PAD, HEAD, ROW))
    rooms = [row_room(row, wide, down) for row in range(truth.rows)]
    low, most = (start + end for end in sheet.middle)
    texts: list[Text] = []
    lines: list[float] = []

    def put(
        text: str, left: float, right: float, column: int, ink: str, kind: str, top: float = 0
    ) -> None:
        room = QRectF(left + pad, top, right - left - 2 * pad, head if kind in _STAY else line)
        texts.append(Text(text, room, ink, kind, sheet.first <= column < sheet.last))

    if not truth.rows:
        return Seen()
    for layer, (first, end) in _groups(truth):
        left = start + sheet.left(first, across)
        right = start + sheet.left(end - 1, across) + sheet.width(end - 1)
        if sheet.first <= first < sheet.last:
            lines += [left] * (low <= left < most and first > 0)
            left, right = max(left, low), min(right, most)
        else:
            lines += [left] * (first > 0)
        if right - left > 2 * pad:
            put(names.get(layer, truth.summary), left, right, first, now.muted, "caption")
    for column in sheet.seen(across):
        left = start + sheet.left(column, across)
        place = left, left + sheet.width(column), column
        title, cells = _column(truth, column, now)
        kind = "verdict" if column == len(truth.columns) + ENDS - 1 else "figure"
        put(title, *place, now.muted, "title", head)
        for room, (text, ink) in zip(rooms, cells, strict=True):
            put(text, *place, ink, kind, room.top())
    bottom = row_room(truth.rows - 1, wide, down).bottom()
    middle = QRectF(low, 0, most - low, bottom)
    return Seen(
        tuple(texts), tuple(lines), middle, None if truth.current is None else rooms[truth.current]
    )


def paint_seen(painter: QPainter, seen: Seen, now: Theme, focused: bool) -> None:
    """Paint the table: rows that lie under the head are cut off there."""
    head = 2.0 * theme.space(HEAD)
    whole = QRectF(painter.viewport())
    below = whole.adjusted(0, head, 0, 0)
    if seen.marked:
        painter.setClipRect(below)
        painter.fillRect(seen.marked, QColor(now.raised))
        bar = QRectF(seen.marked)
        bar.setWidth(theme.space(0.75))
        painter.fillRect(bar, QColor(now.accent))
        painter.setFont(theme.font())
        painter.setPen(QColor(now.accent if focused else now.muted))
        mark = QRectF(seen.marked)
        mark.setWidth(theme.space(MARK))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, "▸")
    # A font, a clip and a pen are set once for all texts that share them: it is painted often.
    fonts = {
        kind: theme.font(_SIZES.get(kind, "text"), kind in _STRONG)
        for kind in {text.kind for text in seen.texts}
    }
    inks = {ink: QColor(ink) for ink in {text.ink for text in seen.texts}}
    for (kind, scrolls, ink), texts in itertools.groupby(sorted(seen.texts, key=_look), _look):
        room = whole if kind in _STAY else below
        painter.setClipRect(room & seen.middle if scrolls else room)
        painter.setFont(fonts[kind])
        painter.setPen(inks[ink])
        place = _LEFT if kind in _TO_THE_LEFT else _RIGHT
        for text in texts:
            painter.drawText(text.room, place, text.text)
    painter.setClipping(False)
    painter.setPen(QColor(now.border))
    for x in seen.lines:
        painter.drawLine(round(x), 0, round(x), round(seen.middle.bottom()))
    painter.drawLine(0, round(head) - 1, round(whole.width()), round(head) - 1)


def _look(text: Text) -> tuple[str, bool, str]:
    return text.kind, text.scrolls, text.ink


def _groups(truth: Truth) -> Iterator[tuple[int, tuple[int, int]]]:
    """Go through the layers: each with its first column, and the one after its last."""
    layers = [column.layer for column in truth.columns] + [_LAYER_OF_ENDS] * ENDS
    first = 0
    for layer, members in itertools.groupby(layers):
        end = first + len(list(members))
        yield layer, (first, end)
        first = end


def _column(truth: Truth, column: int, now: Theme) -> tuple[str, list[tuple[str, str]]]:
    """Return the title of a column, and text and ink of each of its rows."""
    if column < len(truth.columns):
        one = truth.columns[column]
        values = [float(value) for value in truth.numbers[:, column]]
        inks = [_ink(value, now) if one.symbol == "z" else now.text for value in values]
        return one.title, list(zip(map(one.text, values), inks, strict=True))
    at = column - len(truth.columns)
    said = (truth.answers, truth.targets, truth.verdicts)[at]
    if at < ENDS - 1:
        return titles()[at], [(text, now.text) for text in said]
    inks = [now.muted if one is None else now.accent if one else now.error for one in truth.right]
    return titles()[at], list(zip(said, inks, strict=True))


def _ink(value: float, now: Theme) -> str:
    """Return the ink of a z: that of its sign."""
    return now.positive if value > 0 else now.negative if value < 0 else now.text
