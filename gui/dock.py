"""A dock whose title is quiet: bold and grey, in line with what stands under it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget

from gui import theme

_MARGIN = 8  # px, that of the panels
_BUTTONS = 44  # px, Qt's, which float and close the dock


class Dock(QDockWidget):
    """Painted here and not by a style sheet: one of the application takes a tenth of its start."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isFloating():
            super().paintEvent(event)
            return
        room = QRect(_MARGIN, 0, self.width() - _MARGIN - _BUTTONS, self.widget().y())
        painter = QPainter(self)
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.current().muted))
        title = painter.fontMetrics().elidedText(
            self.windowTitle(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
