"""Files dropped on the window: a saved network opens anywhere, of others it is told."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from gui.dropping import DropSign
from gui.panels.digit_pad import DigitPad

_NONE, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def mime(*urls):
    """What a desktop says of files that are dragged."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(url)) if url else QUrl("https://x.org/a") for url in urls])
    return data


def enter(widget, data):
    """Drag onto `widget`; whether it takes it."""
    event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, _LEFT, _NONE)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget, data):
    """Drop on `widget`."""
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, _LEFT, _NONE)
    QApplication.sendEvent(widget, event)


def sign_of(window):
    """The sign over the window, or None."""
    return next((one for one in window.findChildren(DropSign) if one.isVisible()), None)


def test_a_network_opens_wherever_it_falls(qtbot, make_window, saved):
    window, data = make_window(), mime(saved)
    # The pad leaves it to the window, which the sign then covers.
    assert enter(window.findChild(DigitPad), data)
    sign = sign_of(window)
    assert (sign.words, sign.geometry()) == ("Drop to open saved.netglow", window.rect())
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert enter(sign, data)
    drop(sign, data)
    assert sign_of(window) is None
    qtbot.waitUntil(lambda: not window.document.opening)
    assert window.document.path == saved
    assert window.session.snapshot.updates == 40
    window.actions_by_name["undoAction"].trigger()
    assert window.session.snapshot.updates == 0


@pytest.mark.parametrize("over_the_sign", [True, False])
def test_a_drag_that_leaves_takes_the_sign_with_it(qtbot, make_window, saved, over_the_sign):
    window, data = make_window(), mime(saved)
    enter(window, data)
    if over_the_sign:
        enter(sign_of(window), data)
    QApplication.sendEvent(sign_of(window) if over_the_sign else window, QDragLeaveEvent())
    qtbot.waitUntil(lambda: sign_of(window) is None)
    assert window.document.path is None


def test_others_are_refused_in_a_sentence(qtbot, make_window, saved):
    window, text = make_window(), saved.with_name("notes.txt")
    for files, said in (
        ((text,), "notes.txt is not a saved network: those end in .netglow."),
        ((saved, text), "Drop one network at a time."),
        ((None,), "Netglow opens files of this computer alone."),
    ):
        assert enter(window, mime(*files))
        drop(sign_of(window) or window, mime(*files))
        box = [one for one in window.findChildren(QMessageBox, "errorBox") if one.isVisible()][-1]
        assert box.text().startswith(said)
        assert window.document.path is None
        box.close()


def test_a_picture_stays_the_pads(qtbot, make_window, tmp_path):
    window, data = make_window(), mime(tmp_path / "digit.png")
    assert enter(window, data)
    assert sign_of(window) is None  # it would cover the pad
    assert enter(window.findChild(DigitPad), data)


def test_what_is_damaged_is_told(qtbot, make_window, saved):
    saved.write_bytes(b"PK")
    window = make_window()
    enter(window, mime(saved))
    drop(sign_of(window), mime(saved))
    qtbot.waitUntil(lambda: not window.document.opening)
    assert "is not a saved network" in window.findChild(QMessageBox, "errorBox").text()
    assert window.session.snapshot.updates == 0
