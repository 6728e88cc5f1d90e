"""A window whose text grows is painted once: when what nobody sees has followed, too.

All at once would keep it waiting: panels behind tabs follow after it, a few in each turn.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDockWidget, QLayout, QWidget

from gui.turns import in_own_turn

_TURN_S = 0.008  # of work, after which the next panels wait for another turn


def hold(window: QWidget, follow: Callable[[QWidget], object]) -> None:
    """Have `follow` bring each panel up to date that nobody sees, and at last `window` itself.

    Until then nothing is painted, and what is in these panels stays where it is.
    """
    if not window.updatesEnabled():
        return
    window.setUpdatesEnabled(False)
    unseen = _unseen(window)
    for panel in unseen:
        for layout in panel.findChildren(QLayout):
            layout.setEnabled(False)
    _later(window, lambda: _go_on(window, deque(unseen), follow))


def _unseen(window: QWidget) -> list[QWidget]:
    """Return what is in docks behind others: what is hidden is not arranged anyway."""
    docks = window.findChildren(QDockWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    behind = (dock for dock in docks if dock.isVisible() and dock.visibleRegion().isEmpty())
    return [dock.widget() for dock in behind if dock.widget() and not dock.isFloating()]


def _go_on(window: QWidget, panels: deque[QWidget], follow: Callable[[QWidget], object]) -> None:
    """Let as many panels follow as a turn has time for; when all have, paint."""
    if panels:  # first of all: one may fail
        _later(window, lambda: _go_on(window, panels, follow))
    else:
        _later(window, lambda: _release(window, follow))
        follow(window)
    end = time.thread_time() + _TURN_S
    while panels and time.thread_time() < end:
        panel = panels.popleft()
        if shiboken6.isValid(panel):
            _wake(panel.findChildren(QLayout))
            follow(panel)


def _release(window: QWidget, follow: Callable[[QWidget], object]) -> None:
    window.setUpdatesEnabled(True)
    follow(window)  # its text may have grown again meanwhile


def _wake(layouts: Iterable[QLayout]) -> None:
    for layout in layouts:
        layout.setEnabled(True)
        around = layout.parentWidget()
        if around is not None and around.layout() is layout:  # what came meanwhile is lost
            if layout.geometry() != around.contentsRect():
                layout.invalidate()
            QCoreApplication.postEvent(around, QEvent(QEvent.Type.LayoutRequest))


def _later(window: QWidget, work: Callable[[], object]) -> None:
    """Do `work` when all has been handled that is posted now: a turn begins with that."""
    in_own_turn(window, lambda: None)
    in_own_turn(window, work)
