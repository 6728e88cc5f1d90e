"""The plot of one column against another: painted from its value, read out, and clicked."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.axes import (
    apart,
    paint_lines_across,
    paint_lines_up,
    paint_numbers_before,
    paint_numbers_under,
)
from gui.experiments.scatter import Point, Scatter, nearest, scatter
from gui.experiments.sheet import Sheet
from gui.keys import OwnKeys
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import Explained, labelled, paint_focus

_WIDE, _HIGH = 60, 34  # units of the grid
_LEFT, _BOTTOM, _TOP, _RIGHT, _GAP = 11, 9, 5, 3, 9
_DOT, _CROSS, _CAP, _REACH = 1.1, 1.4, 1.0, 4.0
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class ExperimentPlot(Explained, OwnKeys):
    """Shows a sheet; a click chooses a line, a double click or Enter opens it."""

    chosen = Signal(int)  # a line of the sheet
    opened = Signal(int)

    own_keys = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "experimentPlot", translate("Experiments", "Plot of the experiment"))
        self.sheet = Sheet()
        self.across = self.along = ""
        self.across_log = self.along_log = False
        self.line = -1  # that is chosen
        self._key: tuple[Sheet, tuple[object, ...], QSize, int] | None = None
        self._made = Scatter(QRectF())
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def scatter(self) -> Scatter:
        """What is seen; made again where anything of it has changed."""
        space = theme.space
        axes = self.across, self.along, self.across_log, self.along_log
        key = self.sheet, axes, self.size(), space(100)
        if self._key is not None and self._key[0] is key[0] and self._key[1:] == key[1:]:
            return self._made
        room = QRectF(self.rect()).adjusted(
            space(_LEFT), space(_TOP), -space(_RIGHT), -space(_BOTTOM)
        )
        self._made, self._key = scatter(self.sheet, *axes, room, space(_GAP)), key
        return self._made

    @property
    def words(self) -> str:
        """What is not seen among the points, in words."""
        found = self.scatter
        if not found.points:  # that is said in the middle
            return ""
        said = []
        if count := found.diverged:
            said.append(
                translate(  # others may be waiting, or have failed
                    "Experiments",
                    "A cross: %n setting(s) where a run diverged and none has ended well",
                    "",
                    count,
                )
                if any(len(line.runs) > 1 for line in self.sheet.lines)
                else translate("Experiments", "%n run(s) diverged: a cross", "", count)
            )
        if count := found.left_out:
            said.append(translate("Experiments", "%n without a value here", "", count))
        return " · ".join(said)

    def show_sheet(self, sheet: Sheet) -> None:
        """Plot this."""
        self.sheet = sheet
        self.update()

    def look(self, across: str, along: str, across_log: bool, along_log: bool) -> None:
        """Plot the column called `along` upwards, against `across`."""
        self.across, self.along = across, along
        self.across_log, self.along_log = across_log, along_log
        self.update()

    def choose(self, line: int) -> None:
        """Mark a line of the sheet; −1: none."""
        if line != self.line:
            self.line = line
            self.update()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), theme.space(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE) // 2, theme.space(_HIGH) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        if not self.scatter.points:
            paint_empty(painter, QRectF(self.rect()), now)
            paint_focus(painter, self, now)
            return
        titles = [
            self.sheet.columns[at].title if at >= 0 else ""
            for at in (self.sheet.column(self.across), self.sheet.column(self.along))
        ]
        paint_scatter(painter, self.scatter, titles, self.line, now)
        paint_focus(painter, self, now)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (point := self._at(event.position())) is not None:
            self.choose(point.line)
            self.chosen.emit(point.line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (point := self._at(event.position())) is not None:
            self.opened.emit(point.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.line >= 0:
                self.opened.emit(self.line)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            lines = [one.line for one in sorted(self.scatter.points, key=lambda one: one.place.x())]
            if lines:
                at = lines.index(self.line) if self.line in lines else -1
                step = 1 if key == Qt.Key.Key_Right else -1
                self.choose(lines[max(min(at + step, len(lines) - 1), 0)])
                self.chosen.emit(self.line)
        else:
            super().keyPressEvent(event)

    def tip_at(self, point: QPointF) -> str:
        """Return what is told of the point that is nearest: its settings and both values."""
        found = self._at(point)
        if found is None:
            return self.words
        line = self.sheet.lines[found.line]
        wanted = [
            at
            for at, column in enumerate(self.sheet.columns)
            if column.setting or column.name in (self.across, self.along)
        ]
        text = translate("Experiments", "{what} {value}")
        return "\n".join(
            text.format(what=self.sheet.columns[at].title, value=line.cells[at].text)
            for at in wanted
        )

    def _at(self, place: QPointF) -> Point | None:
        points = self.scatter.points
        found = nearest(points, place, theme.space(_REACH))
        return points[found] if found >= 0 else None


def paint_empty(painter: QPainter, room: QRectF, now: Theme) -> None:
    """Say that there is nothing to plot: axes without a value on them would be made up."""
    painter.save()
    painter.setFont(theme.font())
    painter.setPen(QColor(now.muted))
    gap = theme.space(_RIGHT)
    centre = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    text = translate("Experiments", "Nothing to plot yet: no run has both of these values.")
    painter.drawText(room.adjusted(gap, 0, -gap, 0), centre, text)
    painter.restore()


def paint_scatter(
    painter: QPainter, found: Scatter, titles: Sequence[str], chosen: int, now: Theme
) -> None:
    """Paint a plot, its axes called `titles` (across, along), the line `chosen` marked."""
    painter.save()
    painter.setFont(theme.font("small"))
    _paint_axes(painter, found, titles, now)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for numbers in found.joined:
        own = [found.points[one] for one in numbers]
        painter.setPen(QPen(theme.colour(_hue(own[0], now), 0.7), 1.3))
        painter.drawPolyline(QPolygonF([point.place for point in own]))
    for point in found.points:
        _paint_point(painter, point, point.line == chosen, now)
    _paint_legend(painter, found, titles[1], now)
    painter.restore()


def _hue(point: Point, now: Theme) -> str:
    return now.runs[point.series % len(now.runs)]


def _paint_point(painter: QPainter, point: Point, chosen: bool, now: Theme) -> None:
    colour, place = QColor(_hue(point, now)), point.place
    painter.setPen(QPen(colour, 1.2))
    cap = theme.exact(_CAP)
    left, right = point.across
    above, below = point.along
    if left or right:
        ends = QPointF(place.x() - left, place.y()), QPointF(place.x() + right, place.y())
        painter.drawLine(*ends)
        for end in ends:
            painter.drawLine(end + QPointF(0, -cap), end + QPointF(0, cap))
    if above or below:
        ends = QPointF(place.x(), place.y() - above), QPointF(place.x(), place.y() + below)
        painter.drawLine(*ends)
        for end in ends:
            painter.drawLine(end + QPointF(-cap, 0), end + QPointF(cap, 0))
    if point.lost:
        size = theme.exact(_CROSS)
        painter.setPen(QPen(QColor(now.error), 1.6))
        painter.drawLine(place + QPointF(-size, -size), place + QPointF(size, size))
        painter.drawLine(place + QPointF(-size, size), place + QPointF(size, -size))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(place, theme.exact(_DOT), theme.exact(_DOT))
    if chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(now.text), 1.5))
        painter.drawEllipse(place, theme.exact(2 * _DOT), theme.exact(2 * _DOT))


def _paint_axes(painter: QPainter, found: Scatter, titles: Sequence[str], now: Theme) -> None:
    plot, gap = found.plot, theme.space(1)
    high = QFontMetricsF(painter.font()).height()
    painter.setPen(QPen(theme.colour(now.border, 0.6), 1))
    paint_lines_across(painter, found.y_ticks, plot)
    painter.setPen(QColor(now.muted))
    paint_numbers_before(painter, found.y_ticks, plot.left() - gap)
    painter.setPen(QPen(QColor(now.border), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    painter.drawLine(plot.topLeft(), plot.bottomLeft())
    below = QRectF(plot.left(), plot.bottom(), plot.width(), gap)
    ticks = apart(painter, found.x_ticks, gap)
    paint_lines_up(painter, ticks, below)
    painter.setPen(QColor(now.muted))
    paint_numbers_under(painter, ticks, below.bottom())
    painter.setPen(QColor(now.text))
    called = QRectF(plot.left(), below.bottom() + high, plot.width(), high)
    painter.drawText(called, int(_CENTRE), titles[0])
    painter.drawText(QPointF(gap, plot.top() - gap), titles[1])


def _paint_legend(painter: QPainter, found: Scatter, title: str, now: Theme) -> None:
    """Name the series above the plot or, where there is no room, in a box at its top right."""
    if len(found.series) < 2:
        return
    metrics, gap, plot = QFontMetricsF(painter.font()), theme.space(1), found.plot
    high, wide = metrics.height(), [metrics.horizontalAdvance(text) for text in found.series]
    before, after = 2.5 * gap, 2 * gap  # of a name: its dot, and what parts it from the next
    left = plot.right() - sum(wide) - len(wide) * (before + after) + after
    if left > gap + metrics.horizontalAdvance(title) + after:
        for at, text in enumerate(found.series):
            _paint_name(painter, QPointF(left, plot.top() - gap - high / 3), at, text, now)
            left += before + wide[at] + after
        return
    shown = found.series[: max(int((plot.height() - 2 * gap) / high), 1)]
    left = plot.right() - max(wide) - before
    room = QRectF(left - gap, plot.top(), plot.right() - left + gap, len(shown) * high)
    painter.fillRect(room, theme.colour(now.window, 0.8))
    for at, text in enumerate(shown):
        _paint_name(painter, QPointF(left, room.top() + (at + 0.5) * high), at, text, now)


def _paint_name(painter: QPainter, place: QPointF, series: int, text: str, now: Theme) -> None:
    gap, high = theme.space(1), QFontMetricsF(painter.font()).height()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.runs[series % len(now.runs)]))
    painter.drawEllipse(place + QPointF(gap, 0), theme.exact(_DOT), theme.exact(_DOT))
    painter.setPen(QColor(now.text))
    wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + gap
    line = QRectF(place.x() + 2.5 * gap, place.y() - high / 2, wide, high)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), text)
