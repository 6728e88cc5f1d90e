"""Files are opened in a thread: the window goes on, and the newest that is asked for counts."""

import threading

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QToolButton

from core import project_file
from gui import document as documents
from gui.leaving import keep_somewhere
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
def window(lent_window):
    return lent_window


def saved_with(path, updates):
    """A network saved at `path`, after so many updates."""
    run = small_project()
    project_file.save(path, replace(run, snapshot=replace(run.snapshot, updates=updates)))
    return path


def opened(qtbot, window):
    """Wait until nothing is being read any more."""
    qtbot.waitUntil(lambda: not window.document.opening)


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


def test_opening_is_given_up_and_keeps_nobody_from_saving(qtbot, window, held, saved):
    done, run = [], window.session.run
    window.document.open_beside(saved, done.append)
    cancel = window.findChild(QToolButton, "cancelOpening")
    qtbot.waitUntil(cancel.isVisible)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not window.document.opening
    assert not cancel.isVisible()
    window.document.save_beside(saved.with_name("other"), done.append)
    window.document.wait()  # though the disk has not answered yet
    assert (done, saved.with_name("other.netglow").exists()) == ([None], True)
    held.set()
    qtbot.waitUntil(lambda: not reading())
    QApplication.processEvents()
    assert (done, window.session.run.id) == ([None], run.id)


def reading():
    """The threads that read a file."""
    return [one for one in threading.enumerate() if one.name == "opening"]


def test_of_two_files_the_one_asked_for_last_is_opened(qtbot, window, held, tmp_path):
    done = []
    for updates in (11, 12):
        path = saved_with(tmp_path / f"{updates}.netglow", updates)
        window.document.open_beside(path, lambda error, updates=updates: done.append(updates))
    held.set()
    opened(qtbot, window)
    qtbot.waitUntil(lambda: not reading())
    QApplication.processEvents()
    assert (done, window.session.snapshot.updates) == ([12], 12)
    assert window.session.undo_stack.count() == 1


def test_another_run_that_is_shown_meanwhile_is_newer(qtbot, window, held, saved):
    told = []
    window.document.open_beside(saved, told.append)
    window.session.set_snapshot(replace(window.session.snapshot, updates=7))
    assert window.document.opening  # training goes on meanwhile
    window.session.reset()
    assert not window.document.opening
    held.set()
    qtbot.waitUntil(lambda: not reading())
    QApplication.processEvents()
    assert (told, window.session.snapshot.updates) == ([], 0)


def test_what_is_saved_is_opened_as_it_was_saved(qtbot, window, monkeypatch, tmp_path):
    path, told, gate, save = saved_with(tmp_path / "a.netglow", 11), [], threading.Event(), None
    save = project_file.save
    monkeypatch.setattr(project_file, "save", lambda *a, **k: (gate.wait(20), save(*a, **k)))
    window.session.set_snapshot(replace(window.session.snapshot, updates=7))
    window.document.save_beside(path, told.append)
    window.document.open_beside(path, told.append)
    gate.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert (told, window.session.snapshot.updates) == ([None, None], 7)


@pytest.mark.parametrize("error", [ValueError, OSError])
def test_a_file_that_is_refused_is_told_and_changes_nothing(
    qtbot, window, held, saved, monkeypatch, error
):
    def refuse(sweeps):
        raise error("An experiment runs.")

    monkeypatch.setattr(window.document, "check_beside", refuse)
    told, run = [], window.session.run
    window.document.open_beside(saved, told.append)
    held.set()
    opened(qtbot, window)
    assert [str(error) for error in told] == ["An experiment runs."]
    assert (window.session.run, window.document.path) == (run, None)


def test_what_nobody_foresaw_is_told_and_logged(qtbot, window, saved, monkeypatch, caplog):
    def fail(path):
        raise KeyError("a fault of ours")

    monkeypatch.setattr(documents, "read", fail)
    told = []
    window.document.open_beside(saved, told.append)
    opened(qtbot, window)
    assert [type(error) for error in told] == [KeyError]
    assert "Traceback" in caplog.text


def test_a_file_that_comes_late_changes_nothing_that_is_asked_about(
    qtbot, window, held, saved, monkeypatch
):
    """Neither what closing asks to save nor what is given a name."""
    monkeypatch.setattr(window, "asks_to_save", True)
    window.session.set_snapshot(replace(window.session.snapshot, updates=77))
    for ask in (window.close, window.actions_by_name["saveAsAction"].trigger):
        window.document.open_beside(saved, lambda error: None)
        ask()
        assert window.isVisible()
        assert not window.document.opening
        for box in window.findChildren(QDialog):
            box.reject()
    held.set()
    assert window.session.snapshot.updates == 77


def test_work_that_is_to_be_kept_is_not_what_is_being_opened(window, held, saved):
    window.session.set_snapshot(replace(window.session.snapshot, updates=77))
    window.document.open_beside(saved, lambda error: None)
    keep_somewhere(window.document, window.keeper)  # as at SIGTERM: it does not wait for the disk
    held.set()
    assert project_file.load(window.keeper.path).snapshot.updates == 77
