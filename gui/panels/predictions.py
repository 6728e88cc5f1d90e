"""What the network answers for the shown example: a bar a class, the best guess in large."""

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.colouring import Colouring
from gui.panels.answer import Answer, Bar, answer, not_yet
from gui.session import Session
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import labelled

# In units of the grid: room for the best guess and its own size; a class, its bar, the margin.
_HEAD, _ANSWER, _ROW, _BAR, _GAP = 14, 11, 4.5, 2, 2
_LEAST_ROW, _MOST_ROW = 3.5, 7
_WIDEST = "−1.000"  # of usual figures: bars keep their length while these change


class Predictions(QWidget):
    """The output layer as bars, redrawn at once with every new example and snapshot."""

    painted = Signal()

    def __init__(
        self, session: Session, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "predictions", translate("Predictions", "Predictions"))
        self._session, self._colouring = session, colouring
        self._held = False
        self.answer = Answer()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        session.forward_changed.connect(self._take_forward)
        session.experiment_changed.connect(self._take_experiment)
        colouring.changed.connect(self.update)
        self._take_experiment()
        self._take_forward()

    def top(self) -> list[tuple[str, float]]:
        """Return every class with its output, the highest first, or every value as it stands.

        Empty without an example, and while it is kept back.
        """
        if self._held or not self._session.example.origin:
            return []
        found = [(bar.name, bar.value) for bar in self.answer.bars]
        if self._session.experiment.task.one_is_answered:
            found.sort(key=lambda pair: -pair[1])
        return found

    def hold(self, held: bool) -> None:
        """Keep the answer back, or show it: a walk comes to it step by step."""
        if held != self._held:
            self._held = held
            self._take_forward()

    def _take_experiment(self) -> None:
        classes = self._session.experiment.task.one_is_answered
        self.setToolTip(
            translate("Predictions", "What the network answers: how sure it is of each class")
            if classes
            else translate("Predictions", "What the network answers: each of its values")
        )
        self.updateGeometry()

    def _take_forward(self) -> None:
        session = self._session
        self.answer = (
            not_yet(session.experiment)
            if self._held
            else answer(session.experiment, session.example, session.forward.output)
        )
        self.setAccessibleDescription(self.answer.words)
        self.update()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return self._size(60, _ROW)

    def minimumSizeHint(self) -> QSize:
        return self._size(45, _LEAST_ROW)

    def _size(self, wide: float, row: float) -> QSize:
        high = theme.space(_HEAD) + theme.space(row) * len(self.answer.bars) + theme.space(_GAP)
        return QSize(theme.space(wide), high)

    def _row(self) -> float:
        """Return how high the row of a class is, in px: they share what there is."""
        room = self.height() - theme.space(_HEAD) - theme.space(_GAP)
        shared = room / max(len(self.answer.bars), 1)
        return min(max(shared, theme.space(_LEAST_ROW)), theme.space(_MOST_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        self._paint_bars(painter)
        painter.end()
        self.painted.emit()

    def _paint_head(self, painter: QPainter) -> None:
        now, said, gap = theme.current(), self.answer, theme.space(_GAP)
        left = 0.0
        if said.best:
            figure = theme.font(strong=True)
            figure.setPixelSize(theme.space(_ANSWER))
            painter.setFont(figure)
            painter.setPen(theme.colour(now.text if said.finite else now.error))
            left = painter.fontMetrics().horizontalAdvance(said.best) + 2.0 * gap
            place = QRectF(gap, 0, left, theme.space(_HEAD) - gap)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, said.best)
        answered = bool(said.best) or bool(self._session.example.origin and not self._held)
        main, text = theme.font("large", strong=answered), theme.font()
        line = max(theme.space(5.5), QFontMetrics(main).height())
        room = QRectF(left + gap, theme.space(1), self.width() - left - 2 * gap, line)
        painter.setFont(main)
        painter.setPen(theme.colour(now.text if answered else now.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said.main)
        if said.doubt:
            painter.setFont(theme.font(strong=True))
            both = room.adjusted(0, 0, 0, theme.space(5))
            wrapped = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(both, wrapped, said.doubt)
        if said.verdict:
            free = room.width() - QFontMetrics(main).horizontalAdvance(said.main) - gap
            painter.setFont(text)
            painter.setPen(theme.colour(now.error if said.right is False else now.accent))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, right, _elided(painter, said.verdict, free))
        painter.setFont(text if answered else main)
        painter.setPen(theme.colour(now.muted))
        below = room.translated(0, theme.space(5))
        second = _elided(painter, said.second, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, second)

    def _paint_bars(self, painter: QPainter) -> None:
        painter.setFont(theme.font())
        now, metrics, said = self._colouring.theme, painter.fontMetrics(), self.answer
        gap, thick, height = theme.space(_GAP), theme.space(_BAR), self._row()
        widths = [metrics.horizontalAdvance(bar.name) for bar in said.bars]
        names = min(max(widths), self.width() // 3)
        texts = (*(bar.text for bar in said.bars), "100.0 %" if said.zero is None else _WIDEST)
        figures = max(map(metrics.horizontalAdvance, texts))
        left, right = names + 2.0 * gap, self.width() - figures - 2.0 * gap
        for index, bar in enumerate(said.bars):
            top = theme.space(_HEAD) + index * height
            painter.setPen(theme.colour(now.text if bar.best else now.muted))
            short = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRectF(gap, top, names, height), Qt.AlignmentFlag.AlignVCenter, short)
            painter.drawText(
                QRectF(right, top, self.width() - gap - right, height),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                bar.text,
            )
            track = QRectF(left, top + (height - thick) / 2, right - left, thick)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(now.raised))
            painter.drawRoundedRect(track, thick / 2, thick / 2)
            start, end = bar.start * track.width(), bar.end * track.width()
            if end - start >= 1:
                length = QRectF(left + start, track.top(), max(end - start, thick / 2), thick)
                painter.setBrush(bar_colour(bar, said.zero is None, now))
                painter.drawRoundedRect(length, thick / 2, thick / 2)
            if said.zero is not None:
                painter.setBrush(theme.colour(now.muted))
                place = QRectF(left + said.zero * track.width() - 0.5, top + 2, 1, height - 4)
                painter.drawRect(place)


def _elided(painter: QPainter, text: str, room: float) -> str:
    """Return as much of `text` as there is room for: several values may be long."""
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, math.ceil(room))


def bar_colour(bar: Bar, shares: bool, now: Theme) -> QColor:
    """Return the colour of a bar: the accent for the best of `shares`, else that of its sign."""
    if shares:
        return theme.colour(now.accent if bar.best else now.edge)
    return theme.colour(now.sign(bar.value))
