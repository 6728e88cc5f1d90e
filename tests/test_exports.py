"""What is saved beside the network: by a thread, so that no disk keeps the window waiting."""

import threading

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core import files
from gui import dialogs, exports
from gui.exports import exported
from gui.wiring import save_picture_of


class Window(QWidget):
    """All that an export needs of the window."""

    closed = Signal()


@pytest.fixture
def window(qtbot):
    window = Window()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def told(monkeypatch):
    """What was told of errors."""
    told = []
    monkeypatch.setattr(dialogs, "tell_error", lambda parent, text: told.append(text))
    return told


@pytest.fixture
def writers(monkeypatch):
    """The threads that have written files, by the files' names."""
    found, really = {}, files.write

    def write(path, data):
        found[path.name] = threading.current_thread()
        really(path, data)

    monkeypatch.setattr(files, "write", write)
    return found


def test_pictures_are_written_beside_the_window(make_window, monkeypatch, tmp_path, writers):
    window = make_window()
    monkeypatch.setattr(dialogs, "ask_save_picture", lambda _, name, then: then(tmp_path / name))
    of = window.statusBar()
    names = ["a.png", "a.svg", "a.pdf"]
    for name in names:
        save_picture_of(window)(of, name)
    exports.wait(window)
    assert threading.main_thread() not in [writers[name] for name in names]
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in (tmp_path / "a.svg").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_written_is_told(window, qtbot, tmp_path, told):
    path = tmp_path / "missing" / "a.csv"
    exported(window, lambda path: lambda: files.write(path, b"1"))(path)
    assert told == []  # it is not known yet
    qtbot.waitUntil(lambda: len(told) == 1)
    (text,) = told
    assert str(path) in text


def test_what_cannot_be_made_is_told_at_once(window, tmp_path, told):
    def make(path):
        raise ValueError("There is nothing to draw.")

    exported(window, make)(tmp_path / "a.svg")
    assert told == ["There is nothing to draw."]


def test_one_after_the_other_the_last_one_stays(window, qtbot, tmp_path):
    path = tmp_path / "a.csv"
    for number in range(5):
        exported(window, lambda path, number=number: lambda: files.write(path, b"%d" % number))(
            path
        )
    window.closed.emit()  # it waits for them
    assert path.read_bytes() == b"4"
