"""Saving: beside the window, told where it fails and tried again; and asked for at closing."""

import errno
import os
import shutil
import threading

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QMessageBox

from core import kept, project_file
from gui import settings


@pytest.fixture
def window(make_window):
    """A window that has learned something, and asks as the program does."""
    window = make_window()
    window.asks_to_save = True
    learn(window, 9)
    return window


def learn(window, updates):
    """Have the window learn so much."""
    window.session.set_snapshot(replace(window.session.snapshot, updates=updates))


def updates_at(path):
    return project_file.load(path).snapshot.updates


def click(qtbot, window, name):
    """Click a button of a box."""
    buttons = [one for one in window.findChildren(QAbstractButton, name) if one.isVisible()]
    qtbot.mouseClick(buttons[-1], Qt.MouseButton.LeftButton)


def box_of(window, name):
    """The box of that name which is seen, or None."""
    return next((one for one in window.findChildren(QMessageBox, name) if one.isVisible()), None)


@pytest.fixture
def held(monkeypatch):
    """An event: no file is written before it is set."""
    event, real = threading.Event(), project_file.save

    def save(*given, **named):
        event.wait(20)
        real(*given, **named)

    monkeypatch.setattr(project_file, "save", save)
    yield event
    event.set()


def test_the_window_goes_on_while_a_file_is_written(qtbot, window, held, tmp_path):
    done, beats = [], []
    window.document.save_beside(tmp_path / "a", done.append)
    QTimer.singleShot(0, lambda: beats.append(1))
    qtbot.waitUntil(lambda: bool(beats))
    assert (window.document.saving, done, window.isWindowModified()) == (True, [], True)
    said = window.findChild(QLabel, "savingStatus")
    qtbot.waitUntil(said.isVisible)
    assert said.text() == "Saving the network …"
    learn(window, 10)  # after what is being saved
    held.set()
    qtbot.waitUntil(lambda: done == [None])
    assert updates_at(tmp_path / "a.netglow") == 9
    assert window.isWindowModified()
    assert window.windowTitle() == "a.netglow[*] – Netglow"
    assert not window.document.saving
    assert not said.isVisible()


def test_the_later_of_two_saves_stays(qtbot, window, held, tmp_path):
    done = []
    for updates in (10, 11):
        learn(window, updates)
        window.document.save_beside(tmp_path / "a", done.append)
    held.set()
    qtbot.waitUntil(lambda: done == [None, None])
    assert updates_at(tmp_path / "a.netglow") == 11
    assert not window.isWindowModified()


def full(monkeypatch):
    """Have a disk without room: what is written cannot be flushed."""

    def fail(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)


def test_where_the_disk_is_full_it_is_told_and_tried_again(qtbot, window, monkeypatch, tmp_path):
    window.document.save(tmp_path / "a")
    learn(window, 10)
    with monkeypatch.context() as patch:
        full(patch)
        window.actions_by_name["saveAction"].trigger()
        qtbot.waitUntil(lambda: box_of(window, "errorBox") is not None)
        said = box_of(window, "errorBox").text()
        assert "No space left on device" in said
        assert said.endswith("The network is not saved, but still open here.")
        assert window.isWindowModified()
        assert updates_at(tmp_path / "a.netglow") == 9
    assert [path.name for path in tmp_path.glob(".a*")] == []
    click(qtbot, window, "againButton")
    window.document.wait()
    assert updates_at(tmp_path / "a.netglow") == 10
    assert not window.isWindowModified()


def test_a_stick_that_is_pulled_out_loses_nothing(qtbot, window, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    window.document.save(stick / "a")
    learn(window, 10)
    shutil.rmtree(stick)
    window.actions_by_name["saveAction"].trigger()
    qtbot.waitUntil(lambda: box_of(window, "errorBox") is not None)
    assert "stick" in box_of(window, "errorBox").text()
    assert (window.session.snapshot.updates, window.isWindowModified()) == (10, True)
    stick.mkdir()  # and in again
    click(qtbot, window, "againButton")
    window.document.wait()
    assert updates_at(stick / "a.netglow") == 10


# Closing


def test_a_save_that_fails_while_the_window_waits_to_close_keeps_it(
    qtbot, window, held, monkeypatch, tmp_path
):
    window.document.save_beside(tmp_path / "no folder" / "a", lambda error: None)
    window.close()
    held.set()
    qtbot.waitUntil(lambda: not window.document.saving)
    assert box_of(window, "saveChangesBox") is None
    with qtbot.waitSignal(window.document.saved):
        window.document.save_beside(tmp_path / "a", lambda error: None)
    beats = []
    QTimer.singleShot(0, lambda: beats.append(1))
    qtbot.waitUntil(lambda: bool(beats))
    assert window.isVisible()  # nobody asks for that any more


def test_what_is_saved_closes_without_a_question(qtbot, window, tmp_path):
    window.document.save(tmp_path / "a")
    with qtbot.waitSignal(window.closed):
        window.close()
    assert kept.left(settings.kept_folder()) == []


def test_escape_takes_closing_back(qtbot, window):
    window.close()
    box = box_of(window, "saveChangesBox")
    assert box.text() == "Save changes to 256-64-32-10?"
    assert window.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert window.isVisible()
    assert window.session.snapshot.updates == 9


def test_unsaved_is_gone_where_the_user_says_so(qtbot, window):
    window.keeper.keep_now()
    window.close()
    with qtbot.waitSignal(window.closed):
        click(qtbot, window, "closeUnsaved")
    assert kept.left(settings.kept_folder()) == []
    assert settings.get("unsaved") == "ask"


def test_enter_saves_into_the_file_and_closes(qtbot, window, held, tmp_path):
    held.set()
    window.document.save(tmp_path / "a")
    learn(window, 10)
    held.clear()
    window.close()
    qtbot.keyClick(box_of(window, "saveChangesBox"), Qt.Key.Key_Return)
    assert window.document.saving
    window.close()  # it waits for the file, however often it is asked
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        held.set()
    assert updates_at(tmp_path / "a.netglow") == 10
    assert kept.left(settings.kept_folder()) == []


def test_what_is_learned_while_it_is_saved_at_closing_is_asked_about(qtbot, window, held, tmp_path):
    held.set()
    window.document.save(tmp_path / "a")
    learn(window, 10)
    held.clear()
    window.close()
    click(qtbot, window, "saveChanges")
    learn(window, 11)
    held.set()
    qtbot.waitUntil(lambda: box_of(window, "saveChangesBox") is not None)
    assert window.isVisible()
    assert window.session.snapshot.updates == 11


def test_where_there_is_no_file_a_name_is_asked_for_first(qtbot, window, tmp_path):
    window.close()
    click(qtbot, window, "saveChanges")
    dialog = window.findChild(QFileDialog)
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        dialog.fileSelected.emit(str(tmp_path / "named"))
        dialog.close()
    assert updates_at(tmp_path / "named.netglow") == 9


def test_a_save_that_fails_at_closing_keeps_the_window(qtbot, window, monkeypatch, tmp_path):
    window.document.save(tmp_path / "a")
    learn(window, 10)
    window.close()
    with monkeypatch.context() as patch:
        full(patch)
        click(qtbot, window, "saveChanges")
        qtbot.waitUntil(lambda: box_of(window, "errorBox") is not None)
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        click(qtbot, window, "againButton")
    assert updates_at(tmp_path / "a.netglow") == 10


def test_asked_no_more_it_is_kept_until_the_view_menu_asks_again(qtbot, window, make_window):
    window.close()
    button = window.findChild(QAbstractButton, "closeUnsaved")
    assert button.text() == "Don't save"
    click(qtbot, window, "dontAskAgain")
    assert button.text() == "Close and keep"
    with qtbot.waitSignal(window.closed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [updates_at(one.path) for one in kept.left(settings.kept_folder())] == [9]
    again = make_window()
    again.asks_to_save = True
    learn(again, 3)
    assert again.findChild(QAction, "keepClosing").isChecked()
    again.findChild(QAction, "askClosing").trigger()
    again.close()
    assert box_of(again, "saveChangesBox") is not None
    again.findChild(QAction, "keepClosing").trigger()
    with qtbot.waitSignal(again.closed):
        again.close()
    assert len(kept.left(settings.kept_folder())) == 2


def test_what_is_not_asked_about_is_kept(qtbot, window, saved):
    """Another network than the one on screen, which no file holds either."""
    window.document.open(saved)
    learn(window, 50)
    window.close()
    assert box_of(window, "saveChangesBox").text() == "Save changes to saved.netglow?"
    with qtbot.waitSignal(window.closed):
        click(qtbot, window, "closeUnsaved")
    assert [updates_at(one.path) for one in kept.left(settings.kept_folder())] == [9]


def test_what_is_not_asked_about_and_cannot_be_kept_keeps_the_window(
    qtbot, window, saved, monkeypatch
):
    window.document.open(saved)
    learn(window, 50)
    window.close()
    with monkeypatch.context() as patch:
        full(patch)
        click(qtbot, window, "closeUnsaved")
    assert window.isVisible()
    assert box_of(window, "keepBox") is not None
    box_of(window, "keepBox").reject()
    window.close()  # it asks again
    assert box_of(window, "saveChangesBox") is not None
