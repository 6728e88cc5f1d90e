"""What the network answers for the shown example: a bar a class, the best guess in large."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.data.tasks import Classes
from gui import theme
from gui.panels.answer import Answer, Bar, answer
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled

_HEAD = 56  # px for the best guess
_ROW = 18  # px for a class
_BAR = 8  # px
_GAP = 8
_WIDEST = "−1.000"  # of usual figures: bars keep their length while these change


class Predictions(QWidget):
    """The output layer as bars, redrawn at once with every new example and snapshot."""

    painted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "predictions", translate("Predictions", "Predictions"))
        self._session = session
        self.answer = Answer()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        session.forward_changed.connect(self._take_forward)
        session.experiment_changed.connect(self._take_experiment)
        self._take_experiment()
        self._take_forward()

    def top(self) -> list[tuple[str, float]]:
        """Return every class with its output, the highest first, or every value as it stands.

        Empty without an example.
        """
        if not self._session.example.origin:
            return []
        found = [(bar.name, bar.value) for bar in self.answer.bars]
        if isinstance(self._session.experiment.task, Classes):
            found.sort(key=lambda pair: -pair[1])
        return found

    def _take_experiment(self) -> None:
        classes = isinstance(self._session.experiment.task, Classes)
        self.setToolTip(
            translate("Predictions", "What the network answers: how sure it is of each class")
            if classes
            else translate("Predictions", "What the network answers: each of its values")
        )
        self.updateGeometry()

    def _take_forward(self) -> None:
        session = self._session
        self.answer = answer(session.experiment, session.example, session.forward.output)
        self.setAccessibleDescription(self.answer.words)
        self.update()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(240, _HEAD + _ROW * len(self.answer.bars) + _GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.tabular(self.font())
        self._paint_head(painter, font)
        self._paint_bars(painter, font)
        painter.end()
        self.painted.emit()

    def _paint_head(self, painter: QPainter, font: QFont) -> None:
        now, said = theme.current(), self.answer
        left = 0.0
        if said.best:
            large = QFont(font)
            large.setPixelSize(44)
            large.setBold(True)
            painter.setFont(large)
            painter.setPen(theme.colour(now.text if said.finite else now.error))
            left = painter.fontMetrics().horizontalAdvance(said.best) + 2.0 * _GAP
            place = QRectF(_GAP, 0, left, _HEAD - _GAP)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, said.best)
        answered = bool(said.best) or bool(self._session.example.origin)
        middle = QFont(font)
        middle.setPixelSize(17)
        middle.setBold(answered)
        room = QRectF(left + _GAP, 4, self.width() - left - 2 * _GAP, 22)
        painter.setFont(middle)
        painter.setPen(theme.colour(now.text if answered else now.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said.main)
        if said.doubt:
            plain = QFont(font)
            plain.setBold(True)
            painter.setFont(plain)
            both = room.adjusted(0, 0, 0, 20)
            wrapped = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(both, wrapped, said.doubt)
        if said.verdict:
            painter.setFont(font)
            painter.setPen(theme.colour(now.error if said.right is False else now.accent))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, right, said.verdict)
        painter.setFont(font if answered else middle)
        painter.setPen(theme.colour(now.muted))
        painter.drawText(room.translated(0, 20), Qt.AlignmentFlag.AlignVCenter, said.second)

    def _paint_bars(self, painter: QPainter, font: QFont) -> None:
        painter.setFont(font)
        now, metrics, said = theme.current(), painter.fontMetrics(), self.answer
        widths = [metrics.horizontalAdvance(bar.name) for bar in said.bars]
        names = min(max(widths), self.width() // 3)
        texts = (*(bar.text for bar in said.bars), "100.0 %" if said.zero is None else _WIDEST)
        figures = max(map(metrics.horizontalAdvance, texts))
        left, right = names + 2.0 * _GAP, self.width() - figures - 2.0 * _GAP
        for index, bar in enumerate(said.bars):
            top = _HEAD + index * _ROW
            painter.setPen(theme.colour(now.text if bar.best else now.muted))
            short = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRectF(_GAP, top, names, _ROW), Qt.AlignmentFlag.AlignVCenter, short)
            painter.drawText(
                QRectF(right, top, self.width() - _GAP - right, _ROW),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                bar.text,
            )
            track = QRectF(left, top + (_ROW - _BAR) / 2, right - left, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(now.raised))
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
            start, end = bar.start * track.width(), bar.end * track.width()
            if end - start >= 1:
                length = QRectF(left + start, track.top(), max(end - start, _BAR / 2), _BAR)
                painter.setBrush(bar_colour(bar, said.zero is None))
                painter.drawRoundedRect(length, _BAR / 2, _BAR / 2)
            if said.zero is not None:
                painter.setBrush(theme.colour(now.muted))
                place = QRectF(left + said.zero * track.width() - 0.5, top + 2, 1, _ROW - 4)
                painter.drawRect(place)


def bar_colour(bar: Bar, shares: bool) -> QColor:
    """Return the colour of a bar: the accent for `shares`, else that of its sign."""
    now = theme.current()
    colour = now.positive if bar.value > 0 else now.negative
    return theme.colour(now.accent if shares else colour, 1.0 if bar.best else 0.5)
