"""A number is typed, no Enter pressed, and something else done: it is taken whole, or refused."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core import project_file
from core.beginnings import beginning
from core.data import Plane
from gui.panels.number_box import TypedField
from tests.panels import field

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window_of(qtbot, make_window):
    """A function: experiment -> a window whose backend says nothing."""

    def make(*experiment, size=(1280, 800)):
        window = make_window(*experiment, size=size)
        qtbot.waitUntil(lambda: is_arranged(window))
        return window

    return make


def seen(widget):
    """A place of a widget that is seen, in its window."""
    place = widget.visibleRegion().boundingRect()
    assert not place.isEmpty(), widget.objectName()
    return widget.mapTo(widget.window(), place.center())


def click(widget):
    """Press as a person does: in the window, whatever lies there."""
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(widget.window().windowHandle(), Qt.MouseButton.LeftButton, none, seen(widget))


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key as a person does: it may be a shortcut."""
    QTest.keyClick(window.windowHandle(), key, modifiers)


def is_arranged(window):
    """Whether nothing moves, or waits for a later turn of the event loop."""
    before = places(window)
    QApplication.processEvents()
    timers = [*window.findChildren(QTimer), *QApplication.instance().findChildren(QTimer)]
    soon = [one for one in timers if one.isSingleShot() and one.interval() <= 250]
    return places(window) == before and not any(one.isActive() for one in soon)


def places(window):
    """Where the fields are."""
    return [one.mapTo(window, QPoint()) for one in window.findChildren(TypedField)]


def type_half(window, name, text):
    """Type over what is in a field, and press no Enter."""
    box = field(window, name)
    box.setFocus()
    assert box.hasFocus()
    press(window, Qt.Key.Key_A, CONTROL)
    for letter in text:
        QTest.keyClick(window.windowHandle(), letter)
    assert box.text().split()[0] == text
    return box


def told(window):
    """The sentence at a field; empty: it is not seen."""
    label = window.findChild(QLabel, "refusal")
    return label.text() if label and label.isVisible() else ""


def rate(window):
    return window.session.experiment.hyperparameters.learning_rate


WAYS = {
    "the button": lambda window: click(field(window, "trainButton")),
    "the toolbar": lambda window: click(field(window, "trainActionToolButton")),
    "the shortcut": lambda window: press(window, Qt.Key.Key_T, CONTROL),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_is_what_is_trained_with(window_of, way):
    window, found = window_of(), []
    window.session.training_changed.connect(lambda: found.append(rate(window)))
    box = type_half(window, "learningRate", "0.5")
    WAYS[way](window)
    assert found == [0.5]
    assert box.text() == "0.5"
    assert window.session.training
    assert told(window) == ""


@pytest.mark.parametrize("way", WAYS)
def test_what_cannot_be_is_told_at_the_field(window_of, way):
    window = window_of()
    before = rate(window)
    box = type_half(window, "learningRate", "0.5.1")
    WAYS[way](window)
    QApplication.processEvents()
    assert "“0.5.1” is not a number." in told(window)
    assert (rate(window), box.text()) == (before, "0.001")
    assert window.session.training


def test_a_press_on_a_button_that_takes_no_focus_wipes_nothing(qtbot, window_of):
    window = window_of(beginning(Plane("circle")), size=(1600, 1200))
    for name, text, button, found in (
        ("batchSize", "7", "newWeightsButton", lambda now: now.hyperparameters.batch_size),
        ("l2", "0.5", "newWeightsButton", lambda now: now.hyperparameters.l2),
        ("pointCount", "44", "newWeightsButton", lambda now: now.source.count),
        ("layer1Neurons", "100", "newWeightsButton", lambda now: now.network.layers[0].neurons),
        ("seed", "77", "addLayerButton", lambda now: now.seed),
    ):
        qtbot.waitUntil(lambda: is_arranged(window))
        before = window.session.experiment
        box = type_half(window, name, text)
        click(field(window, button))
        now = window.session.experiment
        assert (name, found(now), box.text()) == (name, float(text), text)
        if button == "addLayerButton":
            assert len(now.network.layers) == len(before.network.layers) + 1
        else:
            assert now.seed != before.seed


def test_a_run_begins_again_with_what_is_typed(window_of):
    window = window_of()
    box = type_half(window, "learningRate", "0.5")
    press(window, Qt.Key.Key_R, CONTROL | SHIFT)
    assert (rate(window), box.text()) == (0.5, "0.5")
    type_half(window, "learningRate", "0.25")
    click(field(window, "resetButton"))
    assert (rate(window), box.text()) == (0.25, "0.25")


def test_what_folds_out_is_no_other(window_of):
    window = window_of()
    window.session.set_training(False)
    click(field(window, "trainingMore"))
    QApplication.processEvents()
    box = type_half(window, "patience", "300")
    click(field(window, "trainActionToolButton"))
    assert window.session.experiment.hyperparameters.patience == 300
    assert box.text() == "300"


def test_what_is_typed_is_saved(qtbot, window_of, saved):
    window = window_of()
    window.document.open_beside(saved, lambda trouble: None)
    qtbot.waitUntil(lambda: not window.document.opening)
    type_half(window, "learningRate", "0.5")
    press(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.document.saving)
    found = project_file.load(saved).experiment
    assert found.hyperparameters.learning_rate == 0.5


def test_undo_takes_back_what_is_typed_and_redo_brings_it(window_of):
    window = window_of()
    before = rate(window)
    type_half(window, "batchSize", "7")
    press(window, Qt.Key.Key_Return)
    box = type_half(window, "learningRate", "0.5")
    press(window, Qt.Key.Key_Z, CONTROL)
    assert (rate(window), box.text()) == (before, "0.001")
    assert window.session.experiment.hyperparameters.batch_size == 7
    QTest.keySequence(window.windowHandle(), QKeySequence(QKeySequence.StandardKey.Redo))
    assert (rate(window), box.text()) == (0.5, "0.5")


def test_a_change_that_nobody_pressed_for_leaves_what_is_being_typed(window_of):
    """As where a layer comes that was asked for while training was on."""
    window = window_of()
    box = type_half(window, "learningRate", "0.52")
    press(window, Qt.Key.Key_Left)
    now = window.session.experiment
    for other in (0.125, 0.25):
        rates = replace(now.hyperparameters, learning_rate=other)
        window.session.change_experiment(replace(now, hyperparameters=rates), "Another")
        assert (box.value(), box.text()) == (other, "0.52")
    press(window, Qt.Key.Key_Backspace)
    press(window, Qt.Key.Key_Return)
    assert (rate(window), box.text()) == (0.2, "0.2")
    window.session.undo_stack.undo()
    assert (rate(window), box.text()) == (0.25, "0.25")


def test_a_press_on_the_ground_takes_it_or_leaves_the_sentence(window_of):
    window = window_of()
    ground = field(window, "parameterCount")  # words: a press there does nothing
    type_half(window, "learningRate", "0.5")
    click(ground)
    assert rate(window) == 0.5
    type_half(window, "learningRate", "-1")
    click(ground)
    QApplication.processEvents()
    assert told(window) == "Type a number above 0, up to 1000."
    click(ground)
    assert told(window) == ""


def test_a_press_in_the_field_itself_changes_nothing_yet(window_of):
    window = window_of()
    before = rate(window)
    box = type_half(window, "learningRate", "0.5")
    click(box)
    QTest.keyClick(window.windowHandle(), "5")
    assert rate(window) == before
    assert sorted(box.text()) == sorted("0.55")


def test_what_is_typed_when_the_window_closes_is_kept_too(window_of):
    window, found = window_of(), []
    window.may_close = lambda: found.append(rate(window)) or True
    type_half(window, "learningRate", "0.5")
    window.close()
    assert found == [0.5]
