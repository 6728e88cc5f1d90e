"""What is pinned, over the updates: for each a row of three small charts."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolButton, QToolTip, QWidget

from core.pinned import examples_for
from gui import theme
from gui.by_hand import ByHand
from gui.icons import icon
from gui.pinned.chart import PinnedChart, paint_pinned_chart
from gui.pinned.pins import MOST, Pins
from gui.selection import Selection, Target
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled

_MARGIN, _GAP = 2.0, 4.0  # units of the grid: around all, between charts
_TITLE, _ROW, _LEAST = 5.0, 24.0, 15.0  # of a row: its title; all of it, as it wants and at least
_NOTE = 5.0


class PinnedPanel(ThemedWidget):
    """How each pinned parameter, its gradient and its change go over the updates."""

    def __init__(self, session: Session, pins: Pins, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Arrangements that were saved find it by this name.
        labelled(self, "coursePanel", translate("Course", "Course of what is pinned"))
        self._session, self.pins, self._by_hand = session, pins, ByHand(session)
        self.there = False  # whether it has something to show
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        title = translate("Course", "Let go")
        self._buttons = [
            labelled(QToolButton(self, autoRaise=True), f"unpin{row + 1}", title, title)
            for row in range(MOST)
        ]
        for row, button in enumerate(self._buttons):
            button.clicked.connect(lambda _=False, row=row: pins.toggle(pins.targets[row]))
        pins.changed.connect(self._arrange)
        pins.grew.connect(self._show)
        self.follow_theme()
        self._arrange()

    def title(self, target: Target) -> str:
        """Return what a row is of: "w₁₂ of layer 1"."""
        return self._by_hand.title(target)

    def charts(self) -> tuple[tuple[PinnedChart, ...], ...]:
        """Return what is seen: a row of charts for each that is pinned."""
        rows = []
        for target, room in zip(self.pins.targets, self._rooms(), strict=True):
            pinned, symbol = self.pins.pinned(target), self._by_hand.symbol(target)
            gap = theme.space(_GAP)
            wide = (room.width() - 2 * gap) / 3
            drawn = (
                (symbol, pinned.values),
                (f"∂C/∂{symbol}", pinned.gradients),
                (f"Δ{symbol}", pinned.changes),
            )
            row = []
            for at, (name, values) in enumerate(drawn):
                place = QRectF(room.x() + at * (wide + gap), room.y(), wide, room.height())
                row.append(PinnedChart.of(name, pinned.updates, values, place))
            rows.append(tuple(row))
        return tuple(rows)

    def note(self) -> str:
        """Return what gradients are of."""
        count = examples_for(self._session.experiment, self._session.snapshot.parameters)
        gradients = translate("Course", "Δ: change in one update. No examples, no gradients.")
        if count:
            gradients = translate(
                "Course",
                "Δ: change in one update. Gradients: of %n training example(s).",
                "",
                count,
            )
        updates = [self.pins.pinned(target).updates for target in self.pins.targets]
        known = [one for one in updates if len(one)]
        if not known:
            return gradients
        first, last = min(int(one[0]) for one in known), max(int(one[-1]) for one in known)
        if first == last:
            return translate("Course", "Update {first}. {gradients}").format(
                first=f"{first:,}", gradients=gradients
            )
        return translate("Course", "Updates {first} to {last}. {gradients}").format(
            first=f"{first:,}", last=f"{last:,}", gradients=gradients
        )

    def tip_at(self, point: QPointF) -> str:
        """Return what is told at a point: a chart's newest number and range, or the note."""
        for row, room in zip(self.charts(), self._rooms(), strict=True):
            for chart in row:
                across = chart.plot.right() - chart.wide <= point.x() <= chart.plot.right()
                if across and room.top() <= point.y() <= room.bottom():
                    return chart.told
        # The note may be shortened.
        return self.note() if point.y() >= self.height() - theme.space(_NOTE) else ""

    def _rooms(self) -> list[QRectF]:
        """Return where each row's charts stand, below its title."""
        margin, title = theme.space(_MARGIN), theme.space(_TITLE)
        count = max(len(self.pins.targets), 1)
        high = (self.height() - theme.space(_NOTE)) / count
        return [
            QRectF(
                margin,
                row * high + title,
                self.width() - 2 * margin,
                high - title - theme.space(1),
            )
            for row in range(len(self.pins.targets))
        ]

    def _arrange(self) -> None:
        rooms, side = self._rooms(), theme.space(_TITLE)
        for row, button in enumerate(self._buttons):
            button.setVisible(row < len(rooms))
            if row < len(rooms):
                title = self.title(self.pins.targets[row])
                button.setAccessibleName(translate("Course", "Let go of {what}").format(what=title))
                button.setToolTip(button.accessibleName())
                top = rooms[row].y() - side
                button.setGeometry(round(rooms[row].right() - side), round(top), side, side)
        self.updateGeometry()
        self._show()

    def _show(self) -> None:
        if self.isVisible():
            self._describe()
            self.update()

    def _describe(self) -> None:
        rows = zip(self.pins.targets, self.charts(), strict=True)
        lines = [
            "; ".join((self.title(target), *(chart.caption for chart in row)))
            for target, row in rows
        ]
        self.setAccessibleDescription("\n".join(lines))

    # What Qt calls.

    def sizeHint(self) -> QSize:
        rows = max(len(self.pins.targets), 1)
        return QSize(theme.space(120), theme.space(rows * _ROW + _NOTE))

    def minimumSizeHint(self) -> QSize:
        rows = max(len(self.pins.targets), 1)
        return QSize(theme.space(60), theme.space(rows * _LEAST + _NOTE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paint_theme(self) -> None:
        for button in self._buttons:
            button.setIcon(icon("remove"))
            button.setIconSize(theme.icon_size())
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = theme.current(), QPainter(self)
        rows = zip(self.pins.targets, self._rooms(), self.charts(), strict=True)
        for target, room, charts in rows:
            painter.setFont(theme.font(strong=True))
            painter.setPen(QColor(now.text))
            above = QRectF(
                room.x(), room.y() - theme.space(_TITLE), room.width(), theme.space(_TITLE)
            )
            painter.drawText(above, int(Qt.AlignmentFlag.AlignVCenter), self.title(target))
            for chart in charts:
                paint_pinned_chart(painter, chart, now)
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(now.muted))
        high = theme.space(_NOTE)
        room = QRectF(theme.space(_MARGIN), self.height() - high, self.width(), high)
        text = QFontMetricsF(painter.font()).elidedText(
            self.note(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)


class PinButton(QToolButton):
    """Stands in a corner of the inspector: pins what is selected there, or lets go of it."""

    def __init__(self, pins: Pins, selection: Selection, inspector: QWidget) -> None:
        super().__init__(inspector)
        self.setCheckable(True)
        self.setAutoRaise(True)
        labelled(self, "pinButton", translate("Course", "Pin"))
        self._pins, self._selection, self._inspector = pins, selection, inspector
        self.clicked.connect(self._toggle)
        pins.changed.connect(self.follow)
        selection.changed.connect(self.follow)
        inspector.installEventFilter(self)
        self.follow()

    def follow(self) -> None:
        """Be there where something can be pinned, in the corner."""
        target = self._selection.target
        pinned = target in self._pins.targets
        full = target is not None and not self._pins.may_pin(target)
        self.setVisible(target is not None and not (len(target) == 2 and target[0] == 0))
        self.setEnabled(not full)
        self.setChecked(pinned)
        self.setToolTip(
            translate("Course", "{count} are pinned. Let go of one first.").format(count=MOST)
            if full
            else translate("Course", "Let go: its course is no longer shown")
            if pinned
            else translate("Course", "Pin: show its course over the updates")
        )
        side, margin = theme.space(5), theme.space(0.5)  # no higher than the title beside it
        self.setIcon(icon("pin"))
        self.setIconSize(theme.icon_size())
        self.setGeometry(self._inspector.width() - side - margin, margin, side, side)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.PaletteChange
        if watched is self._inspector and event.type() in kinds:
            self.follow()
        return False

    def _toggle(self) -> None:
        if self._selection.target:
            self._pins.toggle(self._selection.target)
