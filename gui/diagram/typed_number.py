"""A small field that opens in the diagram, where a number stands."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.panels.parameter_box import ParameterBox
from gui.translation import translate
from gui.widgets import labelled


class TypedNumber(ParameterBox):
    """Hidden until it opens; Enter takes the number, Esc puts back the one that was there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("TypedNumber", "not finite"))
        self._ground = parent
        self.setParent(parent)
        labelled(
            self,
            "typedNumber",
            translate("TypedNumber", "Number"),
            translate("TypedNumber", "Enter accepts the number, Esc leaves it as it was."),
        )
        self.hide()
        self._before = 0.0
        self._take: Callable[[float], None] = lambda number: None
        self.valueChanged.connect(lambda number: self._take(number))

    def open_field(
        self, room: QRectF, title: str, number: float, take: Callable[[float], None]
    ) -> None:
        """Open over `room`, in the parent, with a number; `take` is called with another."""
        self.close_field()
        self._before, self._take = number, take
        self.setAccessibleName(title)
        self.setFont(theme.font())
        self.lineEdit().setModified(False)
        self.show_number(number)
        self.adjustSize()
        place = QRect(QPoint(0, 0), self.size())
        place.moveCenter(room.center().toPoint())
        within = self._ground.rect()
        place.moveLeft(min(max(place.left(), 0), within.right() - place.width()))
        place.moveTop(min(max(place.top(), 0), within.bottom() - place.height()))
        self.move(place.topLeft())
        self.show()
        self.raise_()
        self.setFocus()
        self.selectAll()

    def close_field(self) -> None:
        """Close, whatever is typed and not taken forgotten."""
        if self.isVisible():
            self._take = lambda number: None
            had_focus = self.hasFocus()
            self.hide()
            if had_focus:
                self._ground.setFocus()

    def sizeHint(self) -> QSize:
        # It hides as little as it can.
        return self.minimumSizeHint().expandedTo(self.room_for(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            take, before = self._take, self._before
            self.close_field()
            take(before)
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the diagram, below it, would open it again
            if not self.refusal:
                self.close_field()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)  # takes what was typed
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_field()
