"""A window is painted once a turn of the event loop, and not in one that has worked long already.

Qt handles all that is posted, what is posted meanwhile too, before any timer or input comes: a
layout that is arranged in steps, and each picture that a thread has finished, would have the whole
window painted again before the first movement of the mouse is seen.
"""

import time

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LONG_S = 0.02  # of work: for each of it the painting waits a turn
_MOST = 8  # that it waits: one may work long in every turn


class OnePaint(QObject):
    """Keeps requests that `window` be painted until the next turn, as long as it lives."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._held, self._waited = False, 0  # the request that there is, for so many turns
        self._meanwhile = 0.0  # s of work while it is held: Qt does not ask a second time
        # When the turn before this one began, and this one: timers come before or after the rest.
        # In processor time of the thread, which waiting takes none of.
        self._begun = (time.thread_time(),) * 2
        QAbstractEventDispatcher.instance().awake.connect(self._begin)
        # One of 0 ms may be posted, and so be of this turn.
        self._turn = QTimer(self, singleShot=True, interval=1)
        self._turn.timeout.connect(self._paint)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:  # where it has another size, nobody has asked
            self._turn.start()
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        if self._held:
            return True  # with what asks a second time
        worked = max(self._meanwhile, time.thread_time() - self._begun[0])
        self._meanwhile = 0.0
        if not self._window.updatesEnabled():
            self._held = True  # Qt would take it for done, and never ask again
        else:
            self._held = self._turn.isActive() or self._waited < min(worked // LONG_S, _MOST)
            self._waited = self._waited + 1 if self._held else 0
        self._turn.start()
        return self._held

    def _begin(self) -> None:
        now = time.thread_time()
        if self._held:
            self._meanwhile = max(self._meanwhile, now - self._begun[0])
        self._begun = self._begun[1], now

    def _paint(self) -> None:
        if self._held:
            self._held = False
            QCoreApplication.postEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
