"""The notice above the diagram: what it tells and what it offers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from core.version import VERSION
from gui import theme
from gui.backend_state import BackendState
from gui.notice import Notice, Told, told
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


@pytest.mark.parametrize("name", ["dark", "light"])
def test_it_stands_out_from_the_diagram_in_both_themes(session, notice, name):
    theme.apply(name)
    session.set_backend(BackendState("ended", "The backend was killed."))
    notice.resize(600, 80)
    seen, now = notice.grab().toImage(), theme.current()
    assert now.name == name
    places = {"frame": (0, 40), "ground": (3, 3), "end": (599, 79)}
    colours = {part: seen.pixelColor(*place).name() for part, place in places.items()}
    assert colours == {"frame": now.edge, "ground": now.surface, "end": now.edge}


def test_it_says_what_a_backend_is_where_it_tells_of_one(session, notice):
    meaning = field(notice, "noticeMeaning")
    session.set_backend(BackendState("training", silent_s=6))
    assert meaning.isVisible()
    assert meaning.text().startswith("The backend is the part that runs TensorFlow.")
    field(notice, "noticeDetailsButton").click()
    assert not meaning.isVisible()  # the log takes its place
    field(notice, "noticeDetailsButton").click()
    assert meaning.isVisible()
    session.set_backend(BackendState("ready", "The loss is not finite."))
    assert notice.isVisible()
    assert not meaning.isVisible()


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


# What is told, as a value

LOG = "one\ntwo\n"


@pytest.mark.parametrize(
    ("backend", "training", "what"),
    [
        (BackendState("training"), True, None),
        (
            BackendState("ended", "It was killed.", log=LOG, goes_on=True),
            False,
            Told("ended", "It was killed.", "Restart and go on", log=LOG),
        ),
        (
            BackendState("ended", "It was killed."),
            False,
            Told("ended", "It was killed.", "Restart", log=""),
        ),
        (
            BackendState("training", silent_s=6, log=LOG),
            True,
            Told(
                "silent",
                "The backend has not answered for 6\u00a0s.",
                "Restart and go on",
                log=LOG,
            ),
        ),
        (
            BackendState("training", busy_s=40, doing="updating"),
            True,
            Told(
                "busy updating",
                "The backend has been busy with one update for 40\u00a0s. Large networks and"
                " batches take long: wait, or restart it.",
                "Restart and go on",
            ),
        ),
        (
            BackendState("compiling", busy_s=15, doing="compiling"),
            False,
            Told(
                "busy compiling",
                "The backend has been compiling the network for 15\u00a0s. Large networks take"
                " long: wait, or restart it.",
                "Restart",
            ),
        ),
        (
            BackendState("ready", "Not finite."),
            False,
            Told("ready Not finite.", "Not finite.", "", True),
        ),
        (
            BackendState(
                "training", restarted="It was killed. It has been started again.", log=LOG
            ),
            True,
            Told("restarted", "It was killed. It has been started again.", log=LOG),
        ),
    ],
)
def test_what_is_told_of_the_backend(qapp, backend, training, what):
    assert told(backend, training, 10) == what


def test_a_lost_backend_is_started_again_with_one_click(session, notice, actions, qtbot):
    session.set_backend(BackendState("ended", "It was killed.", log=LOG, goes_on=True))
    button = field(notice, "noticeRestartButton")
    assert (button.text(), button.accessibleName()) == ("Restart and go on",) * 2
    with qtbot.waitSignal(actions["restartAction"].triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_log_is_folded_out_and_copied_with_the_version(session, notice, qtbot):
    session.set_backend(BackendState("ended", "It was killed.", log=LOG))
    log = field(notice, "noticeLog")
    assert not log.isVisible()
    qtbot.mouseClick(field(notice, "noticeDetailsButton"), Qt.MouseButton.LeftButton)
    assert log.isVisible()
    assert log.toPlainText() == "one\ntwo"
    qtbot.mouseClick(field(notice, "noticeCopyButton"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Netglow {VERSION}, ")
    assert copied.endswith("\nIt was killed.\n\none\ntwo\n")
    session.set_backend(BackendState("training"))
    assert not log.isVisible()


def test_one_that_printed_nothing_says_so(session, notice):
    session.set_backend(BackendState("ended", "It was killed."))
    assert field(notice, "noticeLog").toPlainText() == "It has not printed anything."


def test_what_is_selected_stays_while_seconds_pass(session, notice):
    session.set_backend(BackendState("training", silent_s=5, log=LOG))
    log = field(notice, "noticeLog")
    log.selectAll()
    session.set_backend(BackendState("training", silent_s=6, log=LOG))
    assert log.textCursor().selectedText() == "one\u2029two"


def test_a_closed_notice_of_silence_stays_closed_until_the_next(session, notice):
    session.set_backend(BackendState("training", silent_s=5))
    field(notice, "closeNotice").click()
    session.set_backend(BackendState("training", silent_s=6))
    assert not notice.isVisible()
    session.set_backend(BackendState("training"))
    session.set_backend(BackendState("training", silent_s=5))
    assert notice.isVisible()


def test_the_wish_is_the_same_in_notice_and_menu(notice, actions):
    box, action = field(notice, "noticeRestartsItself"), actions["restartsItselfAction"]
    box.click()
    assert action.isChecked()
    action.trigger()
    assert not box.isChecked()
