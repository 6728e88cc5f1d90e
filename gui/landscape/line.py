"""Words below a picture, in a line that never moves anything."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from gui import theme
from gui.widgets import ThemedWidget


class Line(ThemedWidget):
    """A line of words, or two, shortened to the room there is; the tooltip has all."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._strong, self._lines = "", False, 1
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def text(self) -> str:
        """What is said."""
        return self._text

    def say(self, text: str, strong: bool) -> None:
        """Say something, in bold or not."""
        if (text, strong) != (self._text, self._strong):
            self._text, self._strong = text, strong
            self.setToolTip(text)
            self.setAccessibleDescription(text)
            self.update()

    def set_lines(self, lines: int) -> None:
        """Have so many lines."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def paint_theme(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        high = self._lines * QFontMetrics(theme.font(strong=True)).lineSpacing()
        return QSize(theme.space(20), high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(strong=self._strong))
        painter.setPen(QColor(theme.current().text))
        room = self._lines * self.width() - theme.space(8) * (self._lines - 1)  # lines break
        text = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect(), flags, text)
