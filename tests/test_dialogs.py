"""Dialogs: the name asked about is the name written, text is only text, telling blocks nothing."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from core import project_file
from core.opened import read
from gui import dialogs, exports
from tests.panels import choose, field

TYPED = [
    ("lr-0.01", "lr-0.01.netglow"), ("mnist.v2", "mnist.v2.netglow"), ("plain", "plain.netglow"),
    ("x.NETGLOW", "x.NETGLOW"), ("net.netglow", "net.netglow"),
]  # fmt: skip
PICTURES = [
    ("v1.2", "v1.2.png"), ("plain", "plain.png"), ("x.PNG", "x.PNG"),
    ("x.svg", "x.svg"), ("x.PDF", "x.PDF"),
]  # fmt: skip
BEGINNINGS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF-"}
ACTIONS = [
    *(("saveAsAction", *names) for names in TYPED),
    *(("saveImageAction", *names) for names in PICTURES),
]
each_name = pytest.mark.parametrize(("action", "typed", "written"), ACTIONS)


@pytest.fixture
def window(lent_window, tmp_path):
    """A window that has learned something no file holds; its dialogs open in `tmp_path`."""
    dialogs.settings.put("folder", str(tmp_path))
    session = lent_window.session
    session.set_snapshot(replace(session.snapshot, updates=9))
    return lent_window


def type_name(qtbot, window, action, name):
    """Name a file in the dialog that `action` opens, by keys."""
    window.actions_by_name[action].trigger()
    dialog = window.findChild(QFileDialog)
    type_in(qtbot, dialog, name)
    wait_until_written(window)
    return dialog


def type_in(qtbot, dialog, name):
    """Name a file in the dialog, by keys."""
    edit = dialog.findChild(QLineEdit, "fileNameEdit")
    # What is typed counts for the dialog while its field has the focus.
    dialog.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    edit.selectAll()
    qtbot.keyClicks(edit, name)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def wait_until_written(window):
    """Wait for the threads that write."""
    window.document.wait()
    exports.wait(window)


def answer(asked, button):
    """Answer the next question of Qt's own file dialog, which blocks."""

    def look():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            box.button(button).click()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def wait_until_gone(qtbot, window):
    """Wait until the window has no file dialog any more."""
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)


@each_name
def test_a_new_name_is_completed_and_written(qtbot, window, tmp_path, action, typed, written):
    type_name(qtbot, window, action, typed)
    found = [path.name for path in tmp_path.glob("*.*")]
    assert [name for name in found if name != "QtProject.conf"] == [written]  # Qt's own
    path = tmp_path / written
    if action == "saveAsAction":
        assert window.document.path == path
        assert project_file.load(path).snapshot.updates == 9
    else:
        assert path.read_bytes().startswith(BEGINNINGS[path.suffix.lower()])


def test_the_kind_of_picture_that_is_chosen_is_the_one_written(qtbot, window, tmp_path):
    window.actions_by_name["saveImageAction"].trigger()
    dialog = window.findChild(QFileDialog)
    assert [words.rpartition("(")[2] for words in dialog.nameFilters()] == [
        "*.png)",
        "*.svg)",
        "*.pdf)",
    ]
    kind = dialog.findChild(QComboBox, "fileTypeCombo")
    edit = dialog.findChild(QLineEdit, "fileNameEdit")
    assert edit.text() == "network.png"
    choose(kind, dialog.nameFilters()[1])
    assert edit.text() == "network.svg"  # what is proposed follows
    type_in(qtbot, dialog, "plain")
    wait_until_written(window)
    assert [path.name for path in tmp_path.glob("*.*")] == ["plain.svg"]
    assert (tmp_path / "plain.svg").read_bytes().startswith(b"<?xml")


@each_name
def test_what_is_there_is_not_replaced_unasked(qtbot, window, tmp_path, action, typed, written):
    (tmp_path / written).write_bytes(b"other work")
    asked = []
    answer(asked, QMessageBox.StandardButton.No)
    dialog = type_name(qtbot, window, action, typed)
    assert len(asked) == 1
    assert written in asked[0]
    assert dialog.isVisible()
    assert (tmp_path / written).read_bytes() == b"other work"
    answer(asked, QMessageBox.StandardButton.Yes)
    qtbot.keyClick(dialog.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)
    wait_until_written(window)
    assert len(asked) == 2
    assert (tmp_path / written).read_bytes() != b"other work"


@pytest.mark.parametrize(("action", "typed", "written"), [ACTIONS[0], ACTIONS[2], ACTIONS[5]])
def test_where_the_desktops_dialog_asked_about_another_name_we_ask(
    qtbot, window, tmp_path, action, typed, written
):
    """As GTK's: it looks for the name as it was typed."""
    path = tmp_path / written
    path.write_bytes(b"other work")
    window.actions_by_name[action].trigger()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / typed))
    dialog.close()
    wait_until_gone(qtbot, window)
    box = window.findChild(QMessageBox, "replaceBox")
    assert written in box.text()
    assert path.read_bytes() == b"other work"
    # Cancel asks for another name.
    box.button(QMessageBox.StandardButton.Cancel).click()
    again = window.findChild(QFileDialog)
    assert again.isVisible()
    assert path.read_bytes() == b"other work"
    again.fileSelected.emit(str(tmp_path / typed))
    again.close()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "replaceBox") is not box)
    window.findChild(QAbstractButton, "replaceButton").click()
    wait_until_written(window)
    assert path.read_bytes() != b"other work"


def test_a_file_of_another_name_stays_the_file(window, tmp_path):
    """As one that was opened from the command line."""
    window.document.save(tmp_path / "run1")
    (tmp_path / "run1.netglow").rename(tmp_path / "run1")
    window.document.begin_with(read(tmp_path / "run1"), tmp_path / "run1")
    (tmp_path / "run1.netglow").write_bytes(b"other work")
    window.session.set_snapshot(replace(window.session.snapshot, updates=12))
    window.actions_by_name["saveAction"].trigger()
    wait_until_written(window)
    assert project_file.load(tmp_path / "run1").snapshot.updates == 12
    assert (tmp_path / "run1.netglow").read_bytes() == b"other work"


def test_a_name_is_completed_by_its_kind_whatever_the_file_is_called(qtbot, window, tmp_path):
    project_file.save(tmp_path / "lr-0.01", window.document.run)
    window.document.begin_with(read(tmp_path / "lr-0.01"), tmp_path / "lr-0.01")
    type_name(qtbot, window, "saveAsAction", "best")
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["best.netglow", "lr-0.01"]


@pytest.mark.parametrize(
    ("typed", "written"), [("whole.netglow", "whole.netglow"), ("lr-0.01", "lr-0.01.netglow")]
)
def test_a_name_in_a_folder_below_is_written_there(qtbot, window, tmp_path, typed, written):
    (tmp_path / "sub").mkdir()
    type_name(qtbot, window, "saveAsAction", f"sub/{typed}")
    assert [path.name for path in (tmp_path / "sub").iterdir()] == [written]


@pytest.mark.parametrize("typed", ["lr-0.01", "whole.netglow"])
def test_the_desktops_own_dialog_is_left_alone(qtbot, window, tmp_path, monkeypatch, typed):
    """It has no field of ours, and hands over what was typed when it is accepted."""
    window.actions_by_name["saveAsAction"].trigger()
    dialog = window.findChild(QFileDialog)
    edit = dialog.findChild(QLineEdit, "fileNameEdit")
    edit.setText(typed)
    edit.setObjectName("another")
    chosen = []
    monkeypatch.setattr(dialog, "selectFile", chosen.append)
    dialog.accept()
    wait_until_written(window)
    assert not chosen
    assert (tmp_path / f"{typed.removesuffix('.netglow')}.netglow").exists()


def test_a_folder_is_entered_and_not_written(qtbot, window, tmp_path):
    (tmp_path / "folder").mkdir()
    dialog = type_name(qtbot, window, "saveAsAction", "folder")
    assert dialog.isVisible()
    assert dialog.directory().absolutePath() == str(tmp_path / "folder")
    dialog.close()


def test_a_file_is_opened_by_keys(qtbot, window, tmp_path):
    window.document.save(tmp_path / "lr-0.01")
    window.session.reset()
    type_name(qtbot, window, "openAction", "lr-0.01.netglow")
    qtbot.waitUntil(lambda: not window.document.opening)
    assert window.session.snapshot.updates == 9


def test_what_is_told_is_text_and_no_mark_up(window):
    dialogs.tell_error(window, "a <b>bold</b> word")
    box = window.findChild(QMessageBox, "errorBox")
    assert box.textFormat() == Qt.TextFormat.PlainText
    box.close()
    session = window.session
    session.set_backend(replace(session.backend, phase="ended", text="<h1>big</h1>"))
    assert window.findChild(QLabel, "noticeText").textFormat() == Qt.TextFormat.PlainText


def test_a_name_cannot_play_with_the_title(window, tmp_path):
    window.document.save(tmp_path / "a[*]b\nc")
    assert "\n" not in window.windowTitle()
    assert "[*][*]" in window.windowTitle()


@pytest.fixture
def plain_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize(
    ("tell", "name"),
    [
        (lambda window: dialogs.tell_error(window, "It cannot be read."), "errorBox"),
        (dialogs.tell_about, "aboutBox"),
        (lambda window: dialogs.tell_log(window, lambda: "said"), "logDialog"),
    ],
)
def test_what_tells_is_not_modal(plain_window, tell, name):
    tell(plain_window)
    dialog = plain_window.findChild(QDialog, name)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert dialog.windowModality() == Qt.WindowModality.NonModal
    dialog.close()


def test_the_log_is_read_again_at_every_refresh(qtbot, plain_window):
    said = []
    dialogs.tell_log(plain_window, lambda: "".join(said))
    dialog = plain_window.findChild(QDialog, "logDialog")
    text = dialog.findChild(QPlainTextEdit, "logText")
    assert text.toPlainText() == "The backend has not printed anything."
    said.append("TensorFlow is here.")
    qtbot.mouseClick(field(dialog, "refreshLog"), Qt.MouseButton.LeftButton)
    assert text.toPlainText() == "TensorFlow is here."
    dialogs.tell_log(plain_window, lambda: "")  # once is enough
    assert plain_window.findChildren(QDialog, "logDialog") == [dialog]
    qtbot.mouseClick(field(dialog, "closeLog"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
