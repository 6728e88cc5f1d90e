"""A dock whose title is quiet: bold and grey, its buttons there while the mouse is over it."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QWidget

from gui import theme

_MARGIN = 2  # units of the grid, that of the panels


class Dock(QDockWidget):
    """Painted here and not by a style sheet: one of the application takes a tenth of its start.

    Where it is a tab of many, `short` stands on it: Qt takes the window's title for that. Where it
    floats, that is its whole title.
    """

    def __init__(self, title: str, parent: QWidget, short: str = "") -> None:
        super().__init__(short or title, parent)
        self._title, self._short = title, short or title
        self.toggleViewAction().setText(title)
        self.topLevelChanged.connect(self._show_floating)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isFloating():
            super().paintEvent(event)
            frame = QPainter(self)  # the style's own is darker than a dark window
            frame.setPen(QColor(theme.current().edge))
            frame.drawRect(self.rect().adjusted(0, 0, -1, -1))
            return
        left = theme.space(_MARGIN)
        buttons = [button.x() for button in self._buttons() if not button.isHidden()]
        room = QRect(left, 0, min([self.width(), *buttons]) - 2 * left, self.widget().y())
        painter = QPainter(self)
        painter.setFont(theme.font(strong=True))
        painter.setPen(QColor(theme.current().muted))
        title = painter.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_buttons(self.underMouse())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_buttons(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_buttons(False)
        super().leaveEvent(event)

    def _show_floating(self, floating: bool) -> None:
        self.setWindowTitle(self._title if floating else self._short)
        self.toggleViewAction().setText(self._title)  # which follows the window's title
        self._show_buttons(self.underMouse())

    def _buttons(self) -> list[QAbstractButton]:
        """Qt's, which float and close the dock."""
        whole = Qt.FindChildOption.FindDirectChildrenOnly
        return self.findChildren(QAbstractButton, options=whole)

    def _show_buttons(self, there: bool) -> None:
        for button in self._buttons():
            button.setVisible(there or self.isFloating())
        self.update()
