"""The sentence at a field that says why what was typed is not taken."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui import theme
from gui.announcing import alert
from gui.widgets import labelled

_SHOWN_MS = 10_000
_WIDEST = 80  # units of the grid


class Refusal(QLabel):
    """One a window: it stands below a field until a key is pressed there, or for ten seconds.

    A click in the window ends it, and does what it would do without: it may lie over a button.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        labelled(self, "refusal")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._window = window
        self._field: QWidget | None = None
        self._patience = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._patience.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def tell(self, field: QWidget, sentence: str) -> None:
        """Show `sentence` at `field`."""
        if self._field is not field:
            field.installEventFilter(self)
            self._field = field
        now = theme.current()
        self.setFont(theme.font())
        self.setStyleSheet(
            f"QLabel {{ background: {now.surface}; color: {now.error}; border: 1px solid"
            f" {now.error}; padding: {theme.space(1)}px {theme.space(1.5)}px; }}"
        )
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.setGeometry(self._place(field))
        self.show()
        self.raise_()
        self._patience.start()
        # Of the window system's: not the click by which a field is left, and which led to this.
        if handle := self._window.windowHandle():
            handle.installEventFilter(self)
        alert(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The window system's: one that nobody takes comes to the window after what it led to.
        clicked = event.type() == QEvent.Type.MouseButtonPress and watched.isWindowType()
        gone = clicked or (event.type() == QEvent.Type.Hide and watched is self._field)
        if gone or (event.type() == QEvent.Type.Resize and watched is self.parent()):
            self.hide()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        if handle := self._window.windowHandle():
            handle.removeEventFilter(self)
        super().hideEvent(event)

    def _place(self, field: QWidget) -> QRect:
        """Return where it stands: below the field, above it where there is no room below."""
        within = self._window.rect()
        self.setWordWrap(False)
        in_one_line = self.sizeHint().width()
        self.setWordWrap(True)
        wide = min(in_one_line, theme.space(_WIDEST), within.width())
        size = QSize(wide, self.heightForWidth(wide))
        at = QRect(field.mapTo(self._window, QPoint(0, 0)), field.size())
        gap = theme.space(0.5)
        place = QRect(QPoint(at.left(), at.bottom() + 1 + gap), size)
        if place.bottom() > within.bottom():
            place.moveBottom(at.top() - 1 - gap)
        place.moveLeft(max(min(place.left(), within.right() + 1 - wide), 0))
        place.moveTop(max(place.top(), 0))
        return place


def tell(field: QWidget, sentence: str) -> None:
    """Say at `field` why what was typed there is not taken."""
    window = field.window()
    refusal = window.findChild(Refusal) or Refusal(window)
    refusal.tell(field, sentence)


def forget(field: QWidget) -> None:
    """Take the sentence in the window of `field` away, if there is one: somebody types again."""
    if refusal := field.window().findChild(Refusal):
        refusal.hide()
