"""Right clicks: what is offered for what is under the mouse, and that it is done."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QFileDialog

from core.example import Example
from gui.diagram.scene import edge_lines, neuron_lines
from gui.diagram.view import Diagram
from gui.panels.digit_pad import DigitPad
from gui.panels.inspector import Inspector
from gui.panels.loss_panel import LossPanel


@pytest.fixture
def window(make_window):
    window = make_window()
    window.resize(1280, 800)
    inputs = window.session.experiment.input.count
    window.session.set_example(Example(np.full(inputs, 0.5, np.float32), 3, "test", 0))
    return window


def menu_at(widget, point):
    """Open the menu at `point` as a right click does."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    return QApplication.activePopupWidget()


def offered(menu):
    """What the menu offers, by name; close it."""
    names = {action.objectName() for action in menu.actions()}
    menu.close()
    return names


def choose(qtbot, menu, name):
    """Click one of its actions, as a user does."""
    action = next(action for action in menu.actions() if action.objectName() == name)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert QApplication.activePopupWidget() is None


def disc(diagram, layer, index):
    column = diagram.layout_now.columns[layer]
    return QPoint(round(column.x), round(float(column.y[index])))


def test_a_neuron_is_inspected_copied_and_walked_from(qtbot, window):
    diagram, inspector = window.findChild(Diagram), window.findChild(Inspector)
    at = disc(diagram, 2, 4)
    qtbot.mouseMove(diagram, at)
    assert diagram.under_mouse == (2, 4)
    choose(qtbot, menu_at(diagram, at), "copyValues")
    lines = neuron_lines(diagram.scene_now, 2, 4)
    assert QGuiApplication.clipboard().text() == "\n".join(lines)
    choose(qtbot, menu_at(diagram, at), "inspectHere")
    assert inspector.selection.neuron == (2, 4)
    assert not inspector.visibleRegion().isEmpty()
    choose(qtbot, menu_at(diagram, at), "walkFromHere")
    act = diagram.act
    assert (act.walk.stages[act.place.stage].kind, act.place.unit) == ("pre-activation", 4)
    assert act.walk.stages[act.place.stage].layer == 2


def test_an_edge_gives_its_weight_and_no_neuron_to_walk_from(qtbot, window):
    diagram = window.findChild(Diagram)
    between = (disc(diagram, 2, 4) + disc(diagram, 3, 4)) / 2
    qtbot.mouseMove(diagram, between)
    pair, source, target = diagram.under_mouse
    assert "walkFromHere" not in offered(menu_at(diagram, between))
    qtbot.mouseMove(diagram, between)
    choose(qtbot, menu_at(diagram, between), "copyValues")
    lines = edge_lines(diagram.scene_now, pair, source, target)
    assert QGuiApplication.clipboard().text() == "\n".join(lines)


def test_a_number_is_typed_where_it_stands(qtbot, window):
    diagram = window.findChild(Diagram)
    between = (disc(diagram, 2, 4) + disc(diagram, 3, 4)) / 2
    pair, source, target = diagram.target_at(between.toPointF())
    choose(qtbot, menu_at(diagram, between), "typeNumber")
    box = diagram.findChild(QAbstractSpinBox, "typedNumber")
    assert box.isVisible()
    box.selectAll()
    qtbot.keyClicks(box, "0.5")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.session.snapshot.parameters[pair].weights[source, target] == 0.5


def test_an_input_has_no_step_to_walk_from(qtbot, window):
    diagram = window.findChild(Diagram)
    diagram.selection.select((0, 7))
    qtbot.mouseMove(diagram, QPoint(2, 2))
    assert "walkFromHere" not in offered(menu_at(diagram, QPoint(2, 2)))


@pytest.mark.parametrize("kind", [Diagram, LossPanel, DigitPad])
def test_pictures_are_copied_and_saved(qtbot, window, kind, tmp_path):
    widget = window.findChild(kind)
    choose(qtbot, menu_at(widget, QPoint(2, 2)), "copyPicture")
    copied = QGuiApplication.clipboard().image()
    ratio = widget.devicePixelRatioF()
    assert copied.size() == widget.size() * ratio
    choose(qtbot, menu_at(widget, QPoint(2, 2)), "savePicture")
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "picture.png"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "picture.png").exists)
    assert QImage(str(tmp_path / "picture.png")).size() == copied.size()


def test_the_pad_offers_to_clear(qtbot, window):
    pad = window.findChild(DigitPad)
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(80, 80))
    assert pad.strokes
    choose(qtbot, menu_at(pad, QPoint(2, 2)), "clearPadAction")
    assert not pad.strokes
