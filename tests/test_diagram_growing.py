"""Small buttons at a layer under the mouse, keys and the menu change the structure."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from core.data import Plane
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import equal
from gui import theme
from gui.diagram.growing import GrowthButtons, caption_halves, spot_at
from gui.diagram.view import Diagram
from gui.growth import Growth
from gui.session import Session
from tests.panels import field
from tests.test_diagram_by_hand import on_neuron
from tests.test_growth import PLANE, trained_run

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(show):
    """A session of a trained run, its diagram and the buttons on it."""
    session = Session()
    session.set_run(trained_run())
    diagram = show(session)
    growth = Growth(session, session)
    buttons = GrowthButtons(growth, diagram, diagram)
    session.run_changed.connect(buttons.follow)
    return session, diagram, growth


def visible(diagram):
    names = ("removeNeuronHere", "addNeuronHere", "addLayerHere")
    return [name for name in names if field(diagram, name).isVisible()]


def press(diagram, name):
    """Go to a button as a mouse does, and click."""
    button = field(diagram, name)
    assert button.isVisible()
    QTest.mouseMove(diagram, button.geometry().center())  # through the captions
    assert button.isVisible()
    QTest.mouseClick(button, LEFT)


def test_buttons_are_there_under_the_mouse_and_change_its_layer(shown):
    session, diagram, growth = shown
    assert visible(diagram) == []
    QTest.mouseMove(diagram, on_neuron(diagram, 1, 3))
    assert visible(diagram) == ["removeNeuronHere", "addNeuronHere"]
    press(diagram, "addNeuronHere")
    assert session.experiment.network.sizes == (2, 5, 1)
    press(diagram, "removeNeuronHere")
    press(diagram, "removeNeuronHere")
    assert session.experiment.network.sizes == (2, 3, 1)
    QTest.mouseMove(diagram, on_neuron(diagram, 0, 0))
    assert visible(diagram) == []  # inputs are those of the data
    QTest.mouseMove(diagram, on_neuron(diagram, 2, 0))
    assert visible(diagram) == []
    growth.set_neurons(1, 1)
    QTest.mouseMove(diagram, on_neuron(diagram, 1, 0))
    less = field(diagram, "removeNeuronHere")
    assert not less.isEnabled()
    assert less.toolTip() == "A layer keeps at least 1 neuron. You can remove the whole layer."


def test_the_buttons_cover_no_card_however_little_room_there_is(shown, qtbot):
    _, diagram, growth = shown
    theme.set_text_size(150)
    diagram.resize(420, 260)
    growth.set_neurons(1, 8)
    hidden = 0

    def free():
        diagram.grab()
        if not diagram.card.isValid():
            return False  # it comes a moment later
        rooms = (QRectF(field(diagram, name).geometry()) for name in visible(diagram))
        return not any(diagram.card.intersects(room) for room in rooms)

    try:
        for y in (58, 70, 82, 150, 170):
            QTest.mouseMove(diagram, QPoint(178, y))
            qtbot.waitUntil(free)
            assert diagram.card.isValid()
            hidden += not visible(diagram)
        assert hidden
        left = round(diagram.layout_now.columns[0].x)
        QTest.mouseMove(diagram, QPoint(left, 258))  # the card goes, and they may come back
        diagram.grab()
        QTest.mouseMove(diagram, QPoint(round(diagram.layout_now.columns[1].x), 6))
        diagram.grab()
        qtbot.waitUntil(lambda: visible(diagram) == ["removeNeuronHere", "addNeuronHere"])
    finally:
        theme.set_text_size(100)


def test_between_two_layers_one_is_added(shown):
    session, diagram, _ = shown
    first, second = diagram.layout_now.columns[1:]
    between = QPoint(round((first.x + second.x) / 2), 200)
    QTest.mouseMove(diagram, between)
    assert visible(diagram) == ["addLayerHere"]
    press(diagram, "addLayerHere")
    assert session.experiment.network.sizes == (2, 4, 4, 1)
    QTest.mouseMove(diagram, QPoint(round(diagram.layout_now.columns[0].x) + 60, 200))
    press(diagram, "addLayerHere")
    assert session.experiment.network.sizes == (2, 2, 4, 4, 1)


def test_buttons_stand_beside_the_caption_and_apart(shown):
    _, diagram, _ = shown
    layout, halves = diagram.layout_now, caption_halves(diagram)
    column = layout.columns[1]
    spot = spot_at(layout, halves, column.x, 200)
    assert (spot.layer, spot.between, spot.x) == (1, False, column.x)
    QTest.mouseMove(diagram, on_neuron(diagram, 1, 3))
    less, more = (field(diagram, name).geometry() for name in ("removeNeuronHere", "addNeuronHere"))
    assert less.right() < column.x - spot.half < column.x + spot.half < more.left()
    assert more.bottom() < column.top
    assert spot_at(layout, halves, column.x, layout.height) is None  # the legend


def test_keys_change_the_selected_layer_and_say_what_it_did(make_window, qtbot):
    window = make_window(PLANE, size=(1100, 750))
    session, diagram = window.session, window.findChild(Diagram, "diagram")
    session.set_run(trained_run())
    diagram.setFocus()
    QTest.mouseClick(diagram, LEFT, pos=on_neuron(diagram, 1, 1))
    qtbot.keyClick(diagram, Qt.Key.Key_N)
    assert session.experiment.network.sizes == (2, 5, 1)
    assert window.statusBar().currentMessage() == "The network is 2-5-1 now. It answers as before."
    weights = session.snapshot.parameters[0].weights
    qtbot.keyClick(diagram, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert (session.snapshot.parameters[0].weights == weights[:, [0, 2, 3, 4]]).all()  # that one
    qtbot.keyClick(diagram, Qt.Key.Key_L)
    assert session.experiment.network.sizes == (2, 4, 4, 1)
    qtbot.keyClick(diagram, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert session.experiment.network.sizes == (2, 4, 1)
    qtbot.keyClick(diagram, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(diagram, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert session.experiment.network.sizes == (2, 1)
    assert window.statusBar().currentMessage() == "This network has no hidden layer."


def test_the_menu_of_a_neuron_changes_its_layer(make_window):
    window = make_window(PLANE, size=(1100, 750))
    session, diagram = window.session, window.findChild(Diagram, "diagram")
    session.set_run(trained_run())

    def offered(target):
        diagram.customContextMenuRequested.emit(on_neuron(diagram, *target))
        menu = next(m for m in diagram.findChildren(QMenu, "diagramMenu") if m.isVisible())
        return menu, {one.objectName(): one for one in menu.actions()}

    weights = session.snapshot.parameters[0].weights
    menu, items = offered((1, 2))
    items["removeNeuron"].trigger()
    menu.close()
    assert (session.snapshot.parameters[0].weights == weights[:, [0, 1, 3]]).all()
    menu, items = offered((0, 0))
    assert "addNeuron" not in items
    items["addLayer"].trigger()
    menu.close()
    assert session.experiment.network.sizes == (2, 2, 3, 1)
    menu, items = offered((2, 0))
    items["removeLayer"].trigger()
    menu.close()
    assert session.experiment.network.sizes == (2, 2, 1)
    menu, items = offered((3 - 1, 0))
    assert not {"addNeuron", "addLayer", "removeLayer"} & set(items)  # the output
    menu.close()


def test_with_a_real_backend_it_grows_in_mid_training(make_real_window, qtbot):
    hidden = (Layer(4, "tanh"), Layer(1, "sigmoid"))
    rates = Hyperparameters(batch_size=10)
    window = make_real_window(Experiment(Network(2, hidden), Plane("spiral"), rates))
    session, diagram = window.session, window.findChild(Diagram, "diagram")
    session.set_training(True)
    qtbot.waitUntil(lambda: session.snapshot.updates > 100, timeout=60_000)
    old = session.run.id
    QTest.mouseMove(diagram, on_neuron(diagram, 1, 2))
    sizes = []
    session.snapshot_changed.connect(lambda: sizes.append(session.experiment.network.sizes))
    runs = []  # as they begin: a moment later they have trained on
    session.run_changed.connect(lambda: runs.append(session.run))
    QTest.mouseClick(field(diagram, "addNeuronHere"), LEFT)
    assert session.experiment.network.sizes == (2, 4, 1)
    qtbot.waitUntil(lambda: session.experiment.network.sizes == (2, 5, 1), timeout=60_000)
    assert sizes.count((2, 4, 1)) >= 1  # it trained on meanwhile
    (grown,) = runs
    qtbot.waitUntil(lambda: session.snapshot.updates > grown.snapshot.updates + 50, timeout=60_000)
    assert session.training
    assert session.backend.phase == "training"
    session.undo_stack.undo()
    assert session.run.id == old
    assert session.snapshot.complete
    before, after = session.snapshot, grown.snapshot
    assert before.updates == after.updates
    assert equal(
        tuple(layer._replace(weights=layer.weights[:, :4], biases=layer.biases[:4])
              for layer in after.parameters[:1]),
        before.parameters[:1],
    )  # fmt: skip
