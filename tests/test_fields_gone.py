"""Numbers that were typed half when what they were for goes: nothing else gets them."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.beginnings import beginning
from core.data import Curve, Digits, Plane
from core.experiment import Experiment
from core.network import Layer, Network
from core.ready_networks import READY_NETWORKS
from gui.diagram.view import Diagram
from tests.panels import field


def type_half(window, name, text):
    """Type into a field and leave it so."""
    box = field(window, name)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    assert box.hasFocus()
    assert box.text() == text


def test_of_a_layer_that_goes(make_window):
    window = make_window()
    session = window.session
    before = session.experiment
    field(window, "addLayerButton").click()
    added = len(session.experiment.network.layers) - 1
    type_half(window, f"layer{added}Neurons", "55")
    session.undo_stack.undo()
    assert session.experiment == before
    assert not session.undo_stack.canUndo()
    session.undo_stack.redo()
    neurons = session.experiment.network.layers[added - 1].neurons
    assert field(window, f"layer{added}Neurons").text() == str(neurons)


@pytest.mark.parametrize(
    ("source", "name"),
    [(Plane(), "dataSeed"), (Curve(), "testShare")],
)
def test_of_a_source_that_goes(make_window, source, name):
    window = make_window(beginning(source))
    session = window.session
    session.change_experiment(beginning(Digits()), "Digits")
    session.undo_stack.undo()
    type_half(window, name, "0")
    session.undo_stack.redo()
    assert session.experiment == beginning(Digits())
    session.undo_stack.undo()
    assert session.experiment == beginning(source)


@pytest.mark.parametrize("target", [(0, 1, 2), (1, 2)])
def test_of_a_neuron_or_an_edge_that_goes(make_window, target):
    window = make_window(Experiment(Network(256, (Layer(5), Layer(10, "softmax")))))
    session = window.session
    diagram = window.findChild(Diagram, "diagram")
    diagram.selection.select(target)
    name = "weightField" if len(target) == 3 else "biasField"
    type_half(window, name, "7")
    run = READY_NETWORKS["xnorByHand"].run()
    window.document.open_run(run)
    for shown, opened in zip(session.snapshot.parameters, run.snapshot.parameters, strict=True):
        assert (shown.weights == opened.weights).all()
        assert (shown.biases == opened.biases).all()
    assert session.undo_stack.count() == 1


def test_what_is_typed_in_a_panel_that_is_closed_counts(make_window):
    window = make_window()
    type_half(window, "layer1Neurons", "33")
    (dock,) = [dock for dock in window.docks if dock.findChild(QWidget, "networkPanel")]
    dock.toggleViewAction().trigger()
    assert not dock.isVisible()
    assert window.session.experiment.network.layers[0].neurons == 33
