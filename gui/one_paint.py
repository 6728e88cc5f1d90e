"""A window is painted once a turn of the event loop, whatever asks for more.

Qt handles all that is posted, what is posted meanwhile too, before any timer or input comes: a
layout that is arranged in steps, and each picture that a thread has finished, would have the whole
window painted again before the first movement of the mouse is seen.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class OnePaint(QObject):
    """Keeps a second request that `window` be painted until the next turn, as long as it lives."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asked = False
        # One of 0 ms may be posted, and so be of this turn.
        self._turn = QTimer(self, singleShot=True, interval=1)
        self._turn.timeout.connect(self._paint)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        if self._turn.isActive():
            self._asked = True
            return True
        self._turn.start()
        return False

    def _paint(self) -> None:
        if self._asked:
            self._asked = False
            QCoreApplication.postEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
