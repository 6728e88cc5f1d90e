"""Work that is done one piece a turn of the event loop: all at once keeps the window waiting."""

from collections import deque
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer

_NAME = "turns"


class _Turns(QObject):
    """What waits, and for whom; whose owner has gone meanwhile is not done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self._waiting: deque[tuple[QObject, Callable[[], object]]] = deque()
        # After 0 ms it would be in the same turn, before anything is arranged or painted.
        self._timer = QTimer(self, singleShot=True, interval=1)
        self._timer.timeout.connect(self._do_next)

    def add(self, owner: QObject, work: Callable[[], object]) -> None:
        """Have `work` done after all that waits."""
        self._waiting.append((owner, work))
        self._timer.start()

    def _do_next(self) -> None:
        owner, work = self._waiting.popleft()
        if self._waiting:
            self._timer.start()
        if shiboken6.isValid(owner):
            work()


def in_own_turn(owner: QObject, work: Callable[[], object]) -> None:
    """Do `work` in a later turn, and nothing else of this kind in that one, if `owner` lives."""
    application = QCoreApplication.instance()
    assert application is not None
    turns = application.findChild(_Turns, _NAME) or _Turns(application)
    turns.add(owner, work)
