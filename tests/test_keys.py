"""Keys as they are pressed: a focused control has its own, and Tab goes as the eye does."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QSlider, QSpinBox, QWidget

from gui.diagram.view import Diagram
from gui.tab_order import Stop, in_order
from gui.walk.matrix.view import MatrixView
from tests.test_walk_window import SMALL, begin

KEY = Qt.Key


@pytest.fixture
def window(make_window):
    """A window whose backend says nothing."""
    return make_window(SMALL, size=(1280, 800))


@pytest.fixture
def walk(qtbot, window):
    """The player of a walk that stands in the middle of the way."""
    player = begin(qtbot, window)
    player.go(4)
    return player


def focus(qtbot, window, name, kind=QWidget):
    """The control of that name, with the focus."""
    control = window.findChild(kind, name)
    qtbot.waitUntil(lambda: control.isVisible() and control.isEnabled())
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    return control


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_a_number_keeps_its_keys_during_a_walk(qtbot, window, walk):
    box, index = focus(qtbot, window, "exampleIndex", QSpinBox), walk.index
    before = box.value()
    press(qtbot, KEY.Key_PageUp)
    assert box.value() == before + 10
    press(qtbot, KEY.Key_PageDown)
    press(qtbot, KEY.Key_Down)
    assert box.value() == before - 1 or box.value() == box.minimum()
    for key in (KEY.Key_Home, KEY.Key_End, KEY.Key_Left, KEY.Key_Right):
        press(qtbot, key)
    assert walk.index == index
    assert not walk.playing


def test_a_choice_keeps_its_keys_during_a_walk(qtbot, window, walk):
    example, index = window.session.example, walk.index
    choice = focus(qtbot, window, "optimizer", QComboBox)
    for key, row in (
        (KEY.Key_Home, 0),
        (KEY.Key_End, choice.count() - 1),
        (KEY.Key_Up, choice.count() - 2),
        (KEY.Key_R, choice.findText("RMSprop")),
    ):
        press(qtbot, key)
        assert choice.currentIndex() == row
    press(qtbot, KEY.Key_PageDown)
    assert window.session.example is example
    assert walk.index == index
    press(qtbot, KEY.Key_Space)
    assert choice.view().isVisible()
    assert not walk.playing
    choice.hidePopup()
    press(qtbot, KEY.Key_Right)  # it has no use for that
    assert walk.index == index + 1


@pytest.mark.parametrize("name", ["walkLoop", "misclassifiedOnly", "trainActionToolButton"])
def test_a_button_keeps_space_during_a_walk(qtbot, window, walk, name):
    button, index = focus(qtbot, window, name, QAbstractButton), walk.index
    clicked = []
    button.clicked.connect(lambda: clicked.append(name))
    press(qtbot, KEY.Key_Right)
    assert walk.index == index + 1
    press(qtbot, KEY.Key_Space)
    assert clicked == [name]
    assert not walk.playing


def test_the_arrows_choose_among_buttons_that_exclude_each_other(qtbot, window, walk):
    focus(qtbot, window, "testSetButton", QAbstractButton)
    index = walk.index
    press(qtbot, KEY.Key_Left)
    assert QApplication.focusWidget().objectName() == "trainSetButton"
    assert walk.index == index


def test_the_scrubber_goes_by_keys(qtbot, window, walk):
    unfocused = window.findChild(QSlider, "walkScrubber").grab().toImage()
    scrubber, index = focus(qtbot, window, "walkScrubber", QSlider), walk.index
    assert scrubber.grab().toImage() != unfocused  # it shows that it has the focus
    example = window.session.example
    for key, at in (
        (KEY.Key_Right, index + 1),
        (KEY.Key_Left, index),
        (KEY.Key_PageUp, index + scrubber.pageStep()),
        (KEY.Key_End, walk.count - 1),
        (KEY.Key_Home, 0),
    ):
        press(qtbot, key)
        assert walk.index == at
        assert walk.progress == 1
    assert window.session.example is example
    press(qtbot, KEY.Key_Space)
    assert walk.playing  # a slider has no use for it


def test_diagram_and_matrices_keep_their_arrows(qtbot, window, walk):
    index = walk.index
    diagram = focus(qtbot, window, "diagram", Diagram)
    press(qtbot, KEY.Key_Right)
    press(qtbot, KEY.Key_Right)
    assert diagram.selection.neuron is not None
    matrices = focus(qtbot, window, "matrixView", MatrixView)
    pointed = []
    matrices.pointed.connect(pointed.append)
    press(qtbot, KEY.Key_Right)
    press(qtbot, KEY.Key_Right)
    assert pointed
    assert walk.index == index
    press(qtbot, KEY.Key_Home)
    assert walk.index == 0


def test_a_walk_begun_with_the_mouse_has_its_keys(qtbot, window):
    focus(qtbot, window, "optimizer", QComboBox)
    window.actions_by_name["walkthroughAction"].trigger()
    player = window.findChild(QWidget, "walkthroughPanel").page
    qtbot.waitUntil(player.hasFocus)
    press(qtbot, KEY.Key_Right)
    press(qtbot, KEY.Key_End)
    assert window.findChild(QSlider, "walkScrubber") is not None


def stops_from(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    """What Tab comes to, from where the focus is, until it comes there again."""
    window.setFocus()
    found = []
    while True:
        press(qtbot, key, modifier)
        now = QApplication.focusWidget()
        if now in found:
            assert now is found[0]
            return found
        found.append(now)


@pytest.mark.parametrize("walks", [False, True])
def test_tab_goes_as_the_eye_does_and_every_stop_has_a_name(qtbot, window, walks):
    if walks:
        begin(qtbot, window)
    stops = stops_from(qtbot, window, KEY.Key_Tab)
    names = [stop.objectName() for stop in stops]
    spoken = [stop.accessibleName() or getattr(stop, "text", str)() for stop in stops]
    assert [name for name, said in zip(names, spoken, strict=True) if not said] == []
    wanted = [
        "trainActionToolButton",
        "walkthroughActionToolButton",
        "presetChoice",
        "learningRate",
    ]
    wanted += ["optimizer", "trainSetButton", "exampleIndex", "misclassifiedOnly", "diagram"]
    wanted += ["walkPlayActionButton", "walkScrubber", "walkGrain", "matrixView"] if walks else []
    wanted += ["digitPad"]
    assert [name for name in names if name in wanted] == wanted
    back = stops_from(qtbot, window, KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert back == stops[::-1]


def test_stops_are_in_order_of_columns_panels_and_lines():
    left, below, right = QRect(0, 0, 100, 90), QRect(0, 90, 100, 90), QRect(300, 0, 100, 180)
    places = [
        Stop(right, QRect(310, 5, 20, 20)),
        Stop(below, QRect(5, 100, 20, 20)),
        Stop(left, QRect(40, 12, 20, 40)),  # higher than its line
        Stop(left, QRect(5, 20, 20, 20)),
        Stop(left, QRect(5, 60, 20, 20)),
        Stop(left, QRect(70, 22, 20, 16)),
    ]
    assert in_order(places) == [3, 2, 5, 4, 1, 0]
