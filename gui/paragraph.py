"""Words that change all the time: their place stays as high as it was."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

_WIDE, _LEAST = 60, 30  # units of the grid
_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Paragraph(QWidget):
    """Plain text in lines: for every text of a label Qt arranges the whole window again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._high = "", 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What is written."""
        return self._text

    def set_text(self, text: str) -> None:
        """Write `text`; the window is arranged again only where it needs more room."""
        if text != self._text:
            self._text = text
            self.setAccessibleDescription(text)
            self._make_room()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), self._high)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(_LEAST), self._high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._make_room(again=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room(again=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), _FLAGS, self._text)

    def _make_room(self, again: bool = False) -> None:
        """Be as high as the text needs, and as others have needed in this width."""
        room = QRect(0, 0, max(self.width(), 1), 10_000)
        high = self.fontMetrics().boundingRect(room, _FLAGS, self._text).height()
        high = high if again else max(high, self._high)
        if high != self._high:
            self._high = high
            self.updateGeometry()
