"""The sentence at a field: it never stands between a hand and what lies below it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from gui import theme
from gui.panels import refusal


@pytest.fixture
def window(qtbot):
    """A field, and a button right below it, where the sentence comes to stand."""
    theme.apply("light")
    window = QWidget()
    qtbot.addWidget(window)
    window.field = QLineEdit(window)
    window.field.setGeometry(10, 10, 200, 30)
    window.button = QPushButton("Train", window)
    window.button.setGeometry(10, 42, 200, 40)
    window.resize(400, 200)
    with qtbot.waitExposed(window):
        window.show()
    return window


def told(window):
    """The sentence, told at the field; it lies over the button."""
    refusal.tell(window.field, "From 0 to 10.")
    said = window.findChild(QLabel, "refusal")
    assert said.isVisible()
    assert said.geometry().intersects(window.button.geometry())
    QApplication.processEvents()
    return said


def click(window, place, button=Qt.MouseButton.LeftButton):
    """Press as a person does: in the window, whatever lies there."""
    QTest.mouseClick(window.windowHandle(), button, Qt.KeyboardModifier.NoModifier, place)


def test_a_click_reaches_the_button_below_and_ends_the_sentence(window):
    pressed = []
    window.button.clicked.connect(lambda: pressed.append(1))
    said = told(window)
    click(window, said.geometry().intersected(window.button.geometry()).center())
    assert pressed == [1]
    assert not said.isVisible()


def test_a_click_elsewhere_ends_it_and_the_next_sentence_comes(window):
    said = told(window)
    click(window, QPoint(350, 150))
    assert not said.isVisible()
    assert told(window) is said


def test_the_mouse_that_only_moves_leaves_it(window):
    said = told(window)
    QTest.mouseMove(window.windowHandle(), said.geometry().center())
    assert said.isVisible()


def test_the_click_by_which_a_field_is_left_does_not_end_what_it_says(window):
    """The field is left before the click comes to what it is meant for."""
    window.other = QLineEdit(window)
    window.other.setGeometry(10, 120, 200, 30)
    window.other.show()
    window.field.editingFinished.connect(lambda: refusal.tell(window.field, "From 0 to 10."))
    click(window, window.field.geometry().center())
    assert window.field.hasFocus()
    QTest.keyClicks(window.field, "11")
    click(window, window.other.geometry().center())
    assert window.other.hasFocus()
    assert window.findChild(QLabel, "refusal").isVisible()
    QApplication.processEvents()
    click(window, QPoint(350, 150))
    assert not window.findChild(QLabel, "refusal").isVisible()
