"""A backend that is lost, silent or long busy: what is told, and when it is started again."""

import itertools

import pytest

from core.backend.messages import Alive, NewSnapshot, Start, Train
from core.backend.packing import pack_snapshot
from gui.backend_process import Outcome
from gui.backend_state import BackendState
from gui.recovery import BUSY_S, Recovery
from tests.panels import at_rest
from tests.test_backend_link import (
    TENSORFLOW,
    checkpoint_at,
    linked,  # noqa: F401 - a fixture
    sent_start,
    snapshot_at,
)

KILLED = Outcome(False, "The backend was killed.", "the log\n")


@pytest.fixture
def lost(linked):  # noqa: F811
    """Session, process and recovery; the backend trains, and has come to update 5 and 7."""
    session, process, link = linked
    recovery = Recovery(session, process, link, parent=link)
    run = sent_start(process).run
    process.received.emit(TENSORFLOW)
    session.set_training(True)
    process.received.emit(checkpoint_at(session, run, 5))
    process.received.emit(NewSnapshot(run, pack_snapshot(snapshot_at(session, 7))))
    process.take_sent()
    return session, process, recovery


def shown(session):
    backend = session.backend
    return backend.phase, backend.silent_s, backend.may_be_replaced, session.training


def test_silence_is_told_with_the_log_and_goes_with_the_next_word(lost):
    session, process, _ = lost
    process.silent.emit(5000)
    assert shown(session) == ("ready", 5, True, True)
    assert session.backend.log == "the last line\n"
    process.silent.emit(5500)
    assert session.backend.silent_s == 6
    process.silent.emit(0)
    assert shown(session) == ("ready", 0, False, True)
    assert session.backend.log == ""


def test_nobody_waits_for_a_silent_backend(lost):
    session, process, _ = lost
    process.silent.emit(5000)
    process.take_sent()
    process.answer = lambda: pytest.fail("the window waits")
    session.settle()
    assert not session.training


def test_a_silent_backend_is_replaced_and_training_goes_on_from_the_newest_complete(lost):
    session, process, recovery = lost
    process.silent.emit(5000)
    assert session.snapshot.updates == 7
    recovery.restart()
    assert process.replaced == 1
    start, train = process.take_sent()
    assert (start.snapshot.updates, start.snapshot.slots.updates, train) == (5, 5, Train(True))
    assert shown(session) == ("loading", 0, False, True)


def test_a_lost_training_goes_on_with_one_click(lost):
    session, process, recovery = lost
    process.ended.emit(KILLED)
    assert shown(session) == ("ended", 0, True, False)
    assert (session.backend.goes_on, session.backend.log) == (True, "the log\n")
    assert session.snapshot.updates == 7  # what is on screen stays
    process.take_sent()
    recovery.restart()
    start, train = process.take_sent()
    assert (process.starts, start.snapshot.updates, train) == (2, 5, Train(True))
    assert shown(session) == ("loading", 0, False, True)


def test_a_training_that_was_paused_is_not_begun(lost):
    session, process, recovery = lost
    session.set_training(False)
    process.ended.emit(KILLED)
    process.take_sent()
    recovery.restart()
    assert [type(message) for message in process.take_sent()] == [Start]
    assert not session.training


@pytest.mark.parametrize("change", ["another run", "by hand"])
def test_what_the_user_has_changed_since_is_not_trained_unasked(lost, change):
    session, process, recovery = lost
    process.ended.emit(KILLED)
    if change == "another run":
        session.reset()
    else:
        session.change_parameters(session.snapshot.parameters * 1, "A weight")
    assert not session.backend.goes_on
    recovery.restart()
    assert not session.training


def test_a_backend_that_speaks_again_just_then_is_kept(lost):
    session, process, recovery = lost
    process.silent.emit(5000)
    process.silent.emit(0)
    recovery.restart()
    assert (process.starts, process.replaced) == (1, 0)
    assert session.backend.phase == "ready"


@pytest.mark.parametrize("doing", ["updating", "compiling", "working"])
def test_a_long_piece_of_work_is_told_while_it_lasts(lost, doing):
    session, process, recovery = lost
    process.received.emit(Alive(doing, BUSY_S - 1))
    assert not session.backend.may_be_replaced
    process.received.emit(Alive(doing, BUSY_S))
    assert (session.backend.doing, session.backend.busy_s) == (doing, BUSY_S)
    assert shown(session) == ("ready", 0, True, True)
    process.received.emit(Alive("updating", 0))
    assert (session.backend.doing, session.backend.busy_s) == ("", 0)
    process.received.emit(Alive(doing, 40))
    recovery.restart()
    assert process.replaced == 1


@pytest.mark.parametrize("doing", ["loading", "waiting"])
def test_waiting_is_no_work_and_loading_is_told_elsewhere(lost, doing):
    session, process, _ = lost
    process.received.emit(Alive(doing, 1000))
    assert not session.backend.may_be_replaced


# By itself


@pytest.mark.parametrize("how", ["ended", "silent"])
def test_it_is_started_again_by_itself_if_that_is_wished(qtbot, lost, how):
    session, process, recovery = lost
    recovery.set_by_itself(True)
    if how == "ended":
        process.ended.emit(KILLED)
        text = "The backend was killed."
    else:
        process.silent.emit(5000)
        text = "The backend has not answered for 5\u00a0s."
        assert process.given_up == [text]
    qtbot.waitUntil(lambda: process.starts == 2)
    start, train = process.take_sent()[-2:]
    assert (start.snapshot.updates, train) == (5, Train(True))
    assert session.training
    words = text.replace("\u00a0", " ")  # as all that comes from outside
    assert session.backend.restarted == f"{words} Netglow has restarted it."


def test_to_wish_it_starts_one_that_is_lost_already(qtbot, lost):
    _, process, recovery = lost
    process.ended.emit(KILLED)
    assert at_rest(recovery)
    recovery.set_by_itself(True)
    qtbot.waitUntil(lambda: process.starts == 2)


def lose(qtbot, process, recovery):
    """Have the backend come up, and lose it."""
    process.received.emit(TENSORFLOW)
    process.ended.emit(KILLED)
    qtbot.waitUntil(lambda: at_rest(recovery))


def test_one_that_is_lost_again_and_again_is_left_to_the_user(qtbot, lost):
    session, process, recovery = lost
    recovery.set_by_itself(True)
    for starts in (2, 3, 3):
        lose(qtbot, process, recovery)
        assert process.starts == starts
    assert session.backend.phase == "ended"
    assert session.backend.text == (
        "The backend was killed. That was 3 times in a row, so Netglow does not restart it by"
        " itself."
    )
    assert session.backend.goes_on
    recovery.restart()
    assert process.starts == 4
    lose(qtbot, process, recovery)
    assert process.starts == 5  # it is tried again


def lose_when_well(qtbot, process, recovery):
    """The backend is lost after it was well for a while."""
    process.received.emit(TENSORFLOW)
    qtbot.waitUntil(lambda: at_rest(recovery))  # it is well
    process.ended.emit(KILLED)
    qtbot.waitUntil(lambda: at_rest(recovery))


@pytest.mark.parametrize(("seconds", "most"), [(121.0, 9), (119.0, 6)])
def test_one_that_is_well_in_between_is_started_again_but_not_too_often(
    qtbot,
    linked,  # noqa: F811
    seconds,
    most,
):
    session, process, link = linked
    clock = itertools.count(0, seconds)
    recovery = Recovery(
        session, process, link, parent=link, healthy_ms=1, clock=lambda: next(clock)
    )
    recovery.set_by_itself(True)
    for lost in range(1, 9):
        lose_when_well(qtbot, process, recovery)
        assert process.starts == min(lost + 1, most)
        if process.starts == lost:
            break
    if most == 6:
        assert session.backend.text == (
            "The backend was killed. That was 6 times in ten minutes, so Netglow does not restart"
            " it by itself."
        )
        recovery.restart()
        lose_when_well(qtbot, process, recovery)
        assert process.starts == 8  # it is tried again


def test_an_end_that_was_asked_for_is_none(qtbot, lost):
    session, process, recovery = lost
    recovery.set_by_itself(True)
    process.ended.emit(Outcome(True, "It has ended."))
    assert at_rest(recovery)
    assert session.backend.phase == "ready"


def test_restart_is_offered_whenever_it_may_be_wanted_and_the_wish_is_remembered(make_window):
    window = make_window()
    session, actions = window.session, window.actions_by_name
    restart, by_itself = actions["restartAction"], actions["restartsItselfAction"]
    for backend, offered in (
        (BackendState("training"), False),
        (BackendState("training", silent_s=5), True),
        (BackendState("compiling", busy_s=20, doing="compiling"), True),
        (BackendState("ready"), False),
        (BackendState("ended", "It was killed."), True),
    ):
        session.set_backend(backend)
        assert restart.isEnabled() is offered
    restart.trigger()
    assert session.backend == BackendState()
    assert not by_itself.isChecked()
    by_itself.trigger()
    assert make_window().actions_by_name["restartsItselfAction"].isChecked()
