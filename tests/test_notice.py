"""The notice above the diagram: what it tells and what it offers."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton

from gui.backend_state import BackendState
from gui.notice import Notice
from tests.panels import field, snapshot


@pytest.fixture
def notice(qtbot, session, actions):
    actions["restartAction"] = QAction("Start the backend again")
    actions["restartsItselfAction"] = QAction("By itself", checkable=True)
    notice = Notice(session, actions)
    qtbot.addWidget(notice)
    return notice


def offered(notice):
    buttons = notice.findChildren(QAbstractButton)
    return {button.objectName() for button in buttons if button.isVisible()}


def test_reset_is_offered_where_there_is_something_to_take_back(session, notice):
    session.set_backend(BackendState("ready", "The loss is not finite."))
    assert notice.isVisible()
    assert offered(notice) == {"closeNotice"}
    session.set_snapshot(snapshot(session, 10))
    assert offered(notice) == {"noticeResetButton", "closeNotice"}
    session.reset()
    assert offered(notice) == {"closeNotice"}
    session.set_backend(BackendState("ended", "The backend was killed or crashed."))
    assert offered(notice) == {"noticeRestartButton", "noticeDetailsButton", "closeNotice"}


def test_a_closed_notice_stays_closed_until_the_next(session, notice):
    session.set_snapshot(snapshot(session, 10))
    session.set_backend(BackendState("ready", "The loss is not finite."))
    field(notice, "closeNotice").click()
    session.set_snapshot(snapshot(session, 10))
    assert not notice.isVisible()
    session.set_backend(BackendState("training"))
    assert not notice.isVisible()
    session.set_backend(BackendState("ready", "The loss is not finite."))
    assert notice.isVisible()


def test_a_gpu_that_cannot_be_used_is_told_until_closed(session, notice):
    text = field(notice, "noticeText")
    session.set_snapshot(snapshot(session, 10))
    session.set_backend(BackendState("ready", gpu_problem="No CUDA."))
    assert (notice.isVisible(), text.text()) == (True, "No CUDA.")
    assert offered(notice) == {"closeNotice"}
    session.set_backend(BackendState("ready", "The loss is not finite.", gpu_problem="No CUDA."))
    assert text.text() == "The loss is not finite."
    field(notice, "closeNotice").click()
    assert (notice.isVisible(), text.text()) == (True, "No CUDA.")
    session.set_backend(BackendState("ended", "Crashed.", gpu_problem="No CUDA."))
    assert text.text() == "Crashed."
    session.set_backend(BackendState("training", gpu_problem="No CUDA."))
    field(notice, "closeNotice").click()
    assert not notice.isVisible()
    session.set_backend(BackendState("ready", gpu_problem="No CUDA."))
    assert not notice.isVisible()
    session.set_backend(BackendState("ready", gpu_problem="No driver."))
    assert (notice.isVisible(), text.text()) == (True, "No driver.")
