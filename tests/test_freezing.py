"""Freezing in the window: by menu and key, told and bordered, undone, in mid-training."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from core.data import Plane
from core.experiment import Experiment, Hyperparameters
from core.frozen import NOTHING, Frozen
from core.network import Layer, Network
from core.project_file import load, save
from gui import theme
from gui.__main__ import main
from gui.diagram.edge_labels import edge_labels
from gui.diagram.frozen_marks import frozen_marks
from gui.diagram.layout import arrange
from gui.diagram.marks import edge_line, neuron_room
from gui.diagram.output_bars import output_bars_width
from gui.diagram.view import Diagram
from tests.diagrams import pixels
from tests.panels import field
from tests.test_diagram_by_hand import on_edge, on_neuron
from tests.test_growth import PLANE, trained_run

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(make_window):
    found = make_window(PLANE, size=(1100, 750))
    found.session.set_run(trained_run())
    return found


def diagram_of(window):
    return window.findChild(Diagram, "diagram")


def frozen_of(window):
    return window.session.experiment.hyperparameters.frozen


def items_at(window, place):
    """The items of the menu that a right click at a place opens, by name, and the menu."""
    diagram = diagram_of(window)
    diagram.customContextMenuRequested.emit(place)
    menu = next(one for one in diagram.findChildren(QMenu, "diagramMenu") if one.isVisible())
    return menu, {one.objectName(): one for one in menu.actions()}


def test_a_key_freezes_what_is_selected_and_lets_it_learn(window, qtbot):
    session, diagram = window.session, diagram_of(window)
    action = window.actions_by_name["freezeAction"]
    assert not action.isEnabled()
    QTest.mouseClick(diagram, LEFT, pos=on_neuron(diagram, 1, 2))
    assert action.text() == "Freeze neuron 3 of layer 1"
    qtbot.keyClick(diagram, Qt.Key.Key_F, SHIFT)
    assert frozen_of(window) == Frozen((), ((1, 2),))
    assert action.text() == "Let neuron 3 of layer 1 learn"
    assert session.snapshot.updates == 40  # what was learned stays
    told = field(window, "inspector").accessibleDescription()
    assert told.endswith("Frozen: the weights into this neuron and its bias stay.")
    assert session.undo_stack.undoText() == "Freeze neuron 3 of layer 1"
    qtbot.keyClick(diagram, Qt.Key.Key_F, SHIFT)
    assert not frozen_of(window)
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert not frozen_of(window)
    assert session.undo_stack.index() == 0
    QTest.mouseClick(diagram, LEFT, pos=on_neuron(diagram, 0, 0))
    assert not action.isEnabled()  # an input has nothing to learn


def test_the_menu_freezes_a_weight_a_neuron_or_its_layer(window):
    diagram = diagram_of(window)
    diagram.selection.select(None)
    place = on_edge(diagram, 0, 1, 3, share=0.6)
    pair, source, end = edge = diagram.target_at(place.toPointF())
    assert pair == 0
    menu, items = items_at(window, place)
    name = "".join("₁₂₃₄"[index] for index in (source, end))
    assert items["freeze"].text() == f"Freeze w{name} of layer 1"
    items["freeze"].trigger()
    menu.close()
    assert frozen_of(window).weights == (edge,)
    menu, items = items_at(window, on_neuron(diagram, 1, 3))
    assert items["freeze"].text() == "Freeze neuron 4 of layer 1"
    items["freezeLayer"].trigger()
    menu.close()
    assert frozen_of(window) == Frozen((1,))
    menu, items = items_at(window, on_neuron(diagram, 1, 0))
    assert items["freeze"].text() == "Let layer 1 learn"
    assert "freezeLayer" not in items
    items["freeze"].trigger()
    menu.close()
    assert not frozen_of(window)


def test_borders_are_around_what_is_frozen_alone(show, session_of):
    diagram = show(session_of(2, 3, 2))
    layout = diagram.layout_now
    marks = frozen_marks(layout, Frozen((2,), ((1, 1),), ((0, 1, 2), (9, 9, 9))))
    layer, neuron = marks.rooms
    whole = neuron_room(layout, 2, 0).united(neuron_room(layout, 2, 1))
    assert layer.contains(whole)
    assert not layer.intersects(neuron_room(layout, 1, 0))
    assert neuron.contains(neuron_room(layout, 1, 1))
    assert not neuron.intersects(neuron_room(layout, 1, 0))
    one, other = marks.lines
    middle = edge_line(layout, (0, 1, 2)).center()
    assert (one.center() + other.center()) / 2 == middle
    assert (one.center() - other.center()).manhattanLength() > 5


def test_a_border_is_painted(show, session_of):
    session = session_of(2, 3, 2)
    diagram = show(session)
    (room,) = frozen_marks(diagram.layout_now, Frozen((), ((1, 1),))).rooms
    ink = int(theme.current().text[1:], 16)

    def painted():
        left, top = round(room.left()), round(room.top())
        part = pixels(diagram)[top - 1 : top + 2, left : round(room.right())]
        return int((part == ink).sum())

    assert isinstance(room, QRectF)
    before = painted()
    rates = replace(session.experiment.hyperparameters, frozen=Frozen((), ((1, 1),)))
    session.set_hyperparameters(rates)
    diagram.repaint()
    assert painted() > before + 8


def test_a_picture_has_borders_of_what_is_frozen(tmp_path, qapp):
    run, size = trained_run(), (640, 400)
    for name, frozen in (("free", NOTHING), ("held", Frozen((1,)))):
        rates = replace(run.experiment.hyperparameters, frozen=frozen)
        save(tmp_path / f"{name}.netglow", run.changed(rates))
        arguments = ["-o", str(tmp_path / f"{name}.png"), "--size", "640x400"]
        assert main(["render", str(tmp_path / f"{name}.netglow"), *arguments]) == 0
    free, held = (pixels(QImage(str(tmp_path / f"{name}.png"))) for name in ("free", "held"))
    experiment = run.experiment
    answers = output_bars_width(experiment.task.output_names(1), qapp.font())
    layout = arrange(experiment.network.sizes, *size, None, answers, square=True)
    (room,) = frozen_marks(layout, Frozen((1,))).rooms
    rows, columns = np.nonzero(free != held)
    assert (rows.min(), rows.max()) == pytest.approx((room.top(), room.bottom()), abs=2)
    assert (columns.min(), columns.max()) == pytest.approx((room.left(), room.right()), abs=2)
    assert (held[free != held] == int(theme.DARK.text[1:], 16)).sum() > 100


def test_a_file_keeps_what_is_frozen(window, tmp_path):
    window.session.set_hyperparameters(Hyperparameters(frozen=Frozen((1,))))
    save(tmp_path / "frozen.netglow", window.session.run)
    found = load(tmp_path / "frozen.netglow").experiment
    assert found.hyperparameters.frozen == Frozen((1,))


def test_with_a_real_backend_the_frozen_layer_keeps_its_bits(make_real_window, qtbot):
    hidden = (Layer(4, "tanh"), Layer(1, "sigmoid"))
    rates = Hyperparameters(batch_size=10)
    window = make_real_window(Experiment(Network(2, hidden), Plane("spiral"), rates))
    session, diagram = window.session, diagram_of(window)
    session.set_training(True)
    qtbot.waitUntil(lambda: session.snapshot.updates > 100, timeout=60_000)
    menu, items = items_at(window, on_neuron(diagram, 1, 1))
    items["freezeLayer"].trigger()
    menu.close()
    for _ in range(2):  # the second is of after: one at a time is asked for
        old = session.run.checkpoint
        session.request_checkpoint()  # a busy machine does not answer at once
        qtbot.waitUntil(lambda old=old: session.run.checkpoint is not old, timeout=60_000)
    at = session.run.checkpoint
    qtbot.waitUntil(lambda: session.snapshot.updates > at.updates + 200, timeout=60_000)
    first, second = session.snapshot.parameters
    assert first.weights.tobytes() == at.parameters[0].weights.tobytes()
    assert first.biases.tobytes() == at.parameters[0].biases.tobytes()
    assert (second.weights != at.parameters[1].weights).all()


def test_the_border_of_a_weight_strikes_no_number_out(show, session_of):
    session = session_of(2, 3, 2)
    diagram = show(session)
    rooms = [
        one.room
        for one in edge_labels(
            diagram.layout_now, diagram.picture, diagram.colouring.theme, diagram.font(), None
        )
    ]
    before = pixels(diagram)
    rates = replace(session.experiment.hyperparameters, frozen=Frozen(weights=((0, 1, 2),)))
    session.set_hyperparameters(rates)
    changed = pixels(diagram) != before
    assert changed.sum() > 50
    assert rooms
    for room in rooms:
        left, top = round(room.left()) + 1, round(room.top()) + 1
        assert not changed[top : round(room.bottom()) - 1, left : round(room.right()) - 1].any()
