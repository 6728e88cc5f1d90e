"""Work that is done one piece a turn of the event loop."""

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QTimer

from gui.turns import in_own_turn


def test_each_piece_has_a_turn_of_its_own_in_order(qtbot, qapp):
    done, turns = [], []
    timer = QTimer()  # of the turns between
    timer.timeout.connect(lambda: turns.append(len(done)))
    owner = QObject()
    for piece in range(3):
        in_own_turn(owner, lambda piece=piece: done.append(piece))
    assert done == []
    timer.start(0)
    while len(done) < 3:
        before = len(done)
        qapp.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        assert len(done) - before <= 1
    assert done == [0, 1, 2]
    assert {1, 2} <= set(turns)


def test_whose_owner_has_gone_is_not_done_and_holds_up_nobody(qtbot):
    done, gone, there = [], QObject(), QObject()
    in_own_turn(gone, lambda: done.append("gone"))
    in_own_turn(there, lambda: done.append("there"))
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["there"]


def test_more_work_that_comes_of_work_is_done_too(qtbot):
    done, owner = [], QObject()
    in_own_turn(owner, lambda: in_own_turn(owner, lambda: done.append("more")))
    qtbot.waitUntil(lambda: done == ["more"])
