"""What every room's widgets need: names, and colours that follow the theme."""

import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from gui.widgets import Readout, ThemedWidget, labelled


class Painted(ThemedWidget):
    """Counts how often its parts were painted."""

    def __init__(self):
        super().__init__()
        self.repaint_palette("red")  # Qt tells of it before there is a part to paint
        self.label, self.times = QLabel(), 0
        self.follow_theme()

    def repaint_palette(self, colour):
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor(colour))
        self.setPalette(palette)

    def paint_theme(self):
        self.label.setText(str(self.times))
        self.times += 1


def test_parts_are_painted_once_they_are_there_and_at_every_change(qtbot):
    widget = Painted()
    qtbot.addWidget(widget)
    assert widget.times == 1
    widget.repaint_palette("green")
    assert widget.times == 2
    widget.setWindowTitle("another change")
    widget.setEnabled(False)
    assert widget.times == 2


def test_following_the_theme_keeps_nothing_alive(qapp):
    widget = Painted()
    gone = weakref.ref(widget)
    del widget
    assert gone() is None


def test_a_label_is_name_title_and_tip(qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    assert labelled(button, "addButton", "Add", "Adds a layer") is button
    said = button.objectName(), button.accessibleName(), button.toolTip()
    assert said == ("addButton", "Add", "Adds a layer")


def test_numbers_that_change_are_in_as_many_lines_as_they_say(qtbot):
    swatch = '<span style="color:#ff0000">━</span>'
    words = f"{swatch} train 0.0000&nbsp;&nbsp; {swatch} test 0.0000"
    one, two = Readout(words), Readout(f"<b>Loss</b><br>{words}")
    line = one.fontMetrics().lineSpacing()
    assert one.text() == words
    assert one.sizeHint().height() <= 1.3 * line
    assert 1.7 * line < two.sizeHint().height() <= 2.3 * line
    assert two.sizeHint().width() == one.sizeHint().width()
    assert Readout("a < b").sizeHint().height() <= 1.3 * line


def test_a_closed_window_beside_another_is_painted_when_it_is_opened(qtbot):
    main = Painted()
    qtbot.addWidget(main)
    main.show()
    beside = Painted()
    beside.setParent(main, Qt.WindowType.Window)
    inside = Painted()
    inside.setParent(beside)
    beside.repaint_palette("green")
    inside.repaint_palette("green")
    main.repaint_palette("blue")
    times = beside.times, inside.times
    for widget in (beside, inside):
        font = widget.font()
        font.setPointSize(font.pointSize() + 3)
        widget.setFont(font)
    assert (beside.times, inside.times) == times
    beside.show()
    assert (beside.times, inside.times) == (times[0] + 1, times[1] + 1)
    beside.hide()
    beside.show()  # nothing has changed since
    assert (beside.times, inside.times) == (times[0] + 1, times[1] + 1)


def test_an_open_window_beside_another_is_painted_in_a_turn_of_its_own(qtbot):
    main = Painted()
    qtbot.addWidget(main)
    beside, inside = Painted(), Painted()
    beside.setParent(main, Qt.WindowType.Window)
    inside.setParent(beside)
    with qtbot.waitExposed(beside):
        main.show()
        beside.show()
    before = main.times, beside.times, inside.times
    font = main.font()
    font.setPointSize(font.pointSize() + 3)
    main.setFont(font)  # as whatever is in it has
    for widget in (beside, inside):
        widget.setFont(font)
    assert (main.times, beside.times, inside.times) == (before[0] + 1, *before[1:])
    assert not beside.updatesEnabled()  # half of it would be of another size
    qtbot.waitUntil(beside.updatesEnabled)
    assert (beside.times, inside.times) == (before[1] + 1, before[2] + 1)


@pytest.fixture
def window(qtbot):
    """A window that is open; `seen` is within it, `unseen` beyond its edge."""
    window = QWidget()
    qtbot.addWidget(window)
    window.seen, window.unseen = Painted(), Painted()
    for widget, x in ((window.seen, 0), (window.unseen, 1000)):
        widget.setParent(window)
        widget.setGeometry(x, 0, 100, 100)
    window.resize(300, 100)
    with qtbot.waitExposed(window):
        window.show()
    return window


def grow(widget):
    """Give `widget` a larger font."""
    font = widget.font()
    font.setPointSize(font.pointSize() + 3)
    widget.setFont(font)


def test_text_that_nobody_sees_grows_in_a_later_turn(window, qtbot):
    before = window.seen.times, window.unseen.times
    grow(window)
    assert (window.seen.times, window.unseen.times) == (before[0] + 1, before[1])
    assert not window.updatesEnabled()  # half of it would be of another size
    qtbot.waitUntil(window.updatesEnabled)
    assert (window.seen.times, window.unseen.times) == (before[0] + 1, before[1] + 1)


def test_a_closed_window_does_not_follow_with_the_one_that_it_is_beside(window, qtbot):
    beside = Painted()
    beside.setParent(window, Qt.WindowType.Window)
    grow(beside)
    before = beside.times
    grow(window)
    assert not window.updatesEnabled()
    qtbot.waitUntil(window.updatesEnabled)
    assert beside.times == before


def test_colours_change_at_once_where_nobody_sees_them_too(window):
    before = window.unseen.times
    window.unseen.repaint_palette("green")
    assert window.unseen.times == before + 1
    assert window.updatesEnabled()
