"""A window whose text grows is painted once, when all have followed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow, QVBoxLayout, QWidget

from gui.following import hold


@pytest.fixture
def window(qtbot):
    """A window with two panels in one place: `behind` is behind the other."""
    window = QMainWindow()
    qtbot.addWidget(window)
    panels, docks = [QWidget(), QWidget()], []
    for panel in panels:
        QVBoxLayout(panel).addWidget(QLabel("words"))
        docks.append(QDockWidget(window))
        docks[-1].setWidget(panel)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, docks[-1])
    window.tabifyDockWidget(*docks)
    window.setCentralWidget(QLabel("middle"))
    with qtbot.waitExposed(window):
        window.show()
    docks[0].raise_()
    qtbot.waitUntil(lambda: docks[1].visibleRegion().isEmpty())
    window.front, window.behind = panels
    return window


def test_what_is_behind_another_rests_until_it_follows_then_the_window(window, qtbot):
    followed = []

    def follow(part):
        followed.append((part, part.layout().isEnabled(), window.updatesEnabled()))

    hold(window, follow)
    hold(window, follow)  # it is held already
    assert not window.behind.layout().isEnabled()
    assert window.front.layout().isEnabled()
    assert followed == []
    qtbot.waitUntil(window.updatesEnabled)
    assert followed[:2] == [(window.behind, True, False), (window, True, False)]
    assert window.behind.layout().isEnabled()


def test_what_changed_meanwhile_is_arranged(window, qtbot):
    label = window.behind.findChild(QLabel)
    before = label.x()
    hold(window, lambda part: None)
    window.behind.layout().setContentsMargins(before + 30, 0, 0, 0)
    QApplication.sendPostedEvents()
    assert label.x() == before
    qtbot.waitUntil(lambda: label.x() == before + 30)


def test_what_got_another_size_meanwhile_fills_it(window, qtbot):
    inner, label = QWidget(window.behind), QLabel()
    QVBoxLayout(inner).addWidget(label)
    inner.resize(100, 100)
    inner.show()
    QApplication.processEvents()
    before = label.width()
    hold(window, lambda part: None)
    inner.resize(300, 100)
    assert label.width() == before
    qtbot.waitUntil(lambda: label.width() == before + 200)


def test_one_that_fails_keeps_nothing_from_being_painted(window, qtbot):
    def follow(part):
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        hold(window, follow)
        qtbot.waitUntil(window.updatesEnabled)
        qtbot.waitUntil(lambda: len(caught) == 3)
    assert window.behind.layout().isEnabled()


def test_text_that_grows_while_the_window_waits_is_followed(window, qtbot):
    followed = []
    hold(window, followed.append)
    qtbot.waitUntil(window.updatesEnabled)
    assert followed[-1] is window
    assert followed.count(window) == 2  # once more at the end


def test_a_panel_that_goes_meanwhile_is_left_out(window, qtbot):
    followed = []
    hold(window, followed.append)
    window.behind.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(window.updatesEnabled)
    assert set(followed) == {window}
