"""Files are opened in a thread: the window goes on, and the newest that is asked for counts."""

import threading

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton

from core import project_file
from gui import document as documents
from gui.file_work import FileWork
from tests.saved import small_project


@pytest.fixture
def held(monkeypatch):
    """An event: no file is read before it is set."""
    event, read = threading.Event(), documents.read

    def wait(path):
        assert event.wait(20)
        return read(path)

    monkeypatch.setattr(documents, "read", wait)
    yield event
    event.set()


@pytest.fixture
def window(make_window):
    return make_window()


def saved_with(path, updates):
    """A network saved at `path`, after so many updates."""
    run = small_project()
    project_file.save(path, replace(run, snapshot=replace(run.snapshot, updates=updates)))
    return path


def test_the_window_goes_on_while_a_file_is_read(qtbot, window, held, saved):
    done, beats = [], []
    window.document.open_beside(saved, done.append)
    QTimer.singleShot(0, lambda: beats.append(1))
    qtbot.waitUntil(lambda: bool(beats))
    assert (window.document.opening, window.document.saving, done) == (True, False, [])
    said = window.findChild(QLabel, "savingStatus")
    qtbot.waitUntil(said.isVisible)
    assert said.text() == "Opening the network …"
    held.set()
    qtbot.waitUntil(lambda: done == [None])
    assert window.session.snapshot.updates == 40
    assert (window.document.path, window.document.opening) == (saved, False)
    assert not said.isVisible()


def test_opening_is_given_up(qtbot, window, held, saved):
    done, run = [], window.session.run
    window.document.open_beside(saved, done.append)
    cancel = window.findChild(QPushButton, "cancelOpening")
    qtbot.waitUntil(cancel.isVisible)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not window.document.opening
    assert not cancel.isVisible()
    held.set()
    window.document.save(saved.with_name("other"))  # the thread is done with what came before
    window.document.wait()
    assert (done, window.session.run.id) == ([], run.id)


def test_of_two_files_the_one_asked_for_last_is_opened(window, held, tmp_path):
    done = []
    for updates in (11, 12):
        path = saved_with(tmp_path / f"{updates}.netglow", updates)
        window.document.open_beside(path, lambda error, updates=updates: done.append(updates))
    held.set()
    window.document.wait()
    assert (done, window.session.snapshot.updates) == ([12], 12)
    assert window.session.undo_stack.count() == 1


def test_what_is_saved_is_opened_as_it_was_saved(window, held, tmp_path):
    path, told = saved_with(tmp_path / "a.netglow", 11), []
    window.session.set_snapshot(replace(window.session.snapshot, updates=7))
    window.document.save_beside(path, told.append)
    window.document.open_beside(path, told.append)
    held.set()
    window.document.wait()
    assert (told, window.session.snapshot.updates) == ([None, None], 7)


def test_a_file_that_is_refused_is_told_and_changes_nothing(window, held, saved, monkeypatch):
    def refuse(sweeps):
        raise ValueError("An experiment runs.")

    monkeypatch.setattr(window.document, "check_beside", refuse)
    told, run = [], window.session.run
    window.document.open_beside(saved, told.append)
    held.set()
    window.document.wait()
    assert [str(error) for error in told] == ["An experiment runs."]
    assert (window.session.run, window.document.path) == (run, None)


def test_work_tells_its_state_once_a_change(qapp):
    work, states, ended = FileWork(), [], []
    work.changed.connect(lambda: states.append((work.writing, work.reading)))
    gate = threading.Event()
    work.write(gate.wait, lambda done: ended.append(("write", done.result)))
    work.read(lambda: 1, lambda done: ended.append(("read", done.result)))
    work.read(lambda: 2, lambda done: ended.append(("read", done.result)))
    gate.set()
    work.wait()
    assert ended == [("write", True), ("read", 2)]
    assert states[0] == (True, False)
    assert states[-2:] == [(False, True), (False, False)]
    assert (work.writing, work.reading) == (False, False)


def test_what_fails_is_told_with_its_error(qapp):
    work, ended = FileWork(), []

    def fail():
        raise OSError("no room")

    work.write(fail, ended.append)
    work.read(fail, ended.append)
    work.wait()
    assert [str(done.error) for done in ended] == ["no room", "no room"]
