"""The panel of the network: what it asks of the session, and what it says of the network."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from core.activations import ACTIVATIONS
from core.beginnings import beginning
from core.data import Curve, Digits, Gate, Plane, Worked
from core.experiment import Experiment
from core.network import MAX_LAYERS, Layer, Network
from core.parameters import initialise
from core.run import Run
from gui.panels.network_panel import NetworkPanel
from tests.panels import choose, field, of_values, two_numbers


def test_typing_neurons_changes_the_layer_once_and_undo_brings_it_back(qtbot, show_panel, session):
    panel = show_panel(NetworkPanel)
    before = session.run
    neurons = field(panel, "layer1Neurons")
    neurons.setFocus()
    neurons.selectAll()
    qtbot.keyClicks(neurons, "128")
    assert session.experiment.network.sizes == (256, 64, 32, 10)  # not while typing
    qtbot.keyClick(neurons, Qt.Key.Key_Return)
    assert session.experiment.network.sizes == (256, 128, 32, 10)
    assert session.undo_stack.undoText() == "Change neurons of layer 1"
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.run is before
    assert neurons.value() == 64


def test_activations_loss_and_initialiser_by_keyboard(show_panel, session):
    panel = show_panel(NetworkPanel)
    choose(field(panel, "layer2Activation"), "tanh")
    assert session.experiment.network.layers[1] == Layer(32, "tanh")
    choose(field(panel, "initialiserChoice"), "he normal")
    assert session.experiment.network.initialiser == "he normal"
    choose(field(panel, "lossChoice"), "mean squared error")
    assert session.experiment.network.loss == "mean squared error"
    output = field(panel, "outputActivation")
    assert output.count() == len(ACTIVATIONS)
    choose(output, "linear")
    assert session.experiment.network.layers[-1].activation == "linear"
    choose(field(panel, "lossChoice"), "cross-entropy")
    assert session.experiment.network.layers[-1].activation == "softmax"
    assert [output.itemText(row) for row in range(output.count())] == ["softmax", "sigmoid"]


@pytest.mark.parametrize("source", [Plane(), Gate(), Curve(), Digits()])
def test_whatever_is_offered_of_activations_and_losses_can_be_had(show_panel, session, source):
    session.change_experiment(beginning(source), "Data")
    panel = show_panel(NetworkPanel)
    output, loss = field(panel, "outputActivation"), field(panel, "lossChoice")

    def offered(combo):
        rows = [combo.model().index(row, 0) for row in range(combo.count())]
        return [one.data() for one in rows if combo.model().flags(one) & Qt.ItemFlag.ItemIsEnabled]

    for name in offered(loss):
        loss.textActivated.emit(name)
        assert session.experiment.network.loss == loss.currentText() == name
        for activation in offered(output):
            output.textActivated.emit(activation)
            last = session.experiment.network.layers[-1].activation
            assert last == output.currentText() == activation
        if isinstance(source, Plane) and name == "mean squared error":
            assert set(offered(output)) == {"sigmoid", "tanh", "step", "sign"}
            assert output.count() == len(ACTIVATIONS)


def test_layers_are_added_up_to_the_limit_and_removed_where_asked(qtbot, show_panel, session):
    panel = show_panel(NetworkPanel)
    add = field(panel, "addLayerButton")
    for _ in range(MAX_LAYERS + 2):
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert len(session.experiment.network.layers) == MAX_LAYERS
    assert not add.isEnabled()
    assert str(MAX_LAYERS) in add.toolTip()
    for _ in range(MAX_LAYERS - 3):
        qtbot.mouseClick(field(panel, "layer3Remove"), Qt.MouseButton.LeftButton)
    assert session.experiment.network.sizes == (256, 64, 32, 10)
    assert add.isEnabled()
    qtbot.mouseClick(field(panel, "layer1Remove"), Qt.MouseButton.LeftButton)
    assert session.experiment.network.sizes == (256, 32, 10)
    qtbot.mouseClick(field(panel, "layer1Remove"), Qt.MouseButton.LeftButton)
    assert session.experiment.network.sizes == (256, 10)
    assert not field(panel, "layer1Neurons").isVisible()
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert session.experiment.network.sizes == (256, 32, 10)


def test_presets(show_panel, session):
    panel = show_panel(NetworkPanel)
    preset = field(panel, "presetChoice")
    assert preset.currentText() == "64-32-10"
    choose(preset, "512-512-10")
    assert session.experiment.network.sizes == (256, 512, 512, 10)
    choose(preset, "10 (no hidden layer)")
    assert session.experiment.network.sizes == (256, 10)
    field(panel, "addLayerButton").click()
    assert preset.currentText() == "32-10"
    field(panel, "layer1Neurons").setValue(33)
    assert preset.currentIndex() == -1


def test_the_ends_of_the_network_are_those_of_the_dataset(show_panel, session):
    panel = show_panel(NetworkPanel)
    assert field(panel, "inputLayer").text() == "256 inputs, 16 × 16"
    session.set_run(two_numbers())
    assert field(panel, "inputLayer").text() == "2 inputs"
    assert field(panel, "outputNeurons").text() == "2"
    preset = field(panel, "presetChoice")
    assert preset.currentText() == "2 (no hidden layer)"
    choose(preset, "32-2")
    assert session.experiment.network.sizes == (2, 32, 2)


def test_it_is_told_what_output_neurons_stand_for(show_panel, session):
    output = field(show_panel(NetworkPanel), "outputNeurons")
    assert output.toolTip().endswith("one for each class")
    session.set_run(of_values())
    assert output.toolTip().endswith("one for each value")
    session.set_run(Run.start(Experiment(Network(2, (Layer(1, "sigmoid"),)), Worked())))
    assert output.toolTip().endswith("one, which tells two classes apart")


def test_weights_that_were_given_are_not_said_to_be_drawn(show_panel, session):
    network = session.experiment.network
    given = initialise(network, 7)
    session.set_run(Run.start(session.experiment, given))
    initialiser = field(show_panel(NetworkPanel), "initialiserChoice")
    assert initialiser.currentText() == ""
    assert initialiser.placeholderText() == "given, not drawn"
    choose(initialiser, network.initialiser)
    assert session.experiment.network == network
    drawn = initialise(network, session.experiment.seed)
    np.testing.assert_array_equal(session.snapshot.parameters[0].weights, drawn[0].weights)
    assert session.undo_stack.undoText() == "Change initialiser"
    session.undo_stack.undo()
    assert session.snapshot.parameters is given
    assert initialiser.currentText() == ""


def test_new_weights_are_another_seed(qtbot, show_panel, session):
    panel = show_panel(NetworkPanel)
    weights = session.snapshot.parameters[0].weights
    qtbot.mouseClick(field(panel, "newWeightsButton"), Qt.MouseButton.LeftButton)
    assert session.experiment.seed != 0
    assert field(panel, "seed").value() == session.experiment.seed
    assert (session.snapshot.parameters[0].weights != weights).any()
    field(panel, "seed").setValue(0)
    np.testing.assert_array_equal(session.snapshot.parameters[0].weights, weights)


@pytest.mark.parametrize("seed", [0, 2**31, 4_000_000_000, 2**32 - 1])
def test_every_seed_is_shown_and_kept(qtbot, show_panel, session, seed):
    panel = show_panel(NetworkPanel)
    box = field(panel, "seed")
    session.set_run(Run.start(Experiment(seed=seed)))
    assert box.text() == str(seed)
    assert box.fontMetrics().horizontalAdvance(box.text()) < box.width() - 24  # the arrows
    field(panel, "layer1Neurons").setValue(65)
    assert session.experiment.seed == seed
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "4294967294")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.experiment.seed == 2**32 - 2
    assert isinstance(session.experiment.seed, int)


@pytest.mark.parametrize(
    ("activations", "where"),
    [
        (("relu", "relu", "softmax"), None),
        (("step", "relu", "softmax"), "The slope of step is 0, so … in layer 1"),
        (("relu", "sign", "softmax"), "The slope of sign is 0, so … in layers 1 to 2"),
        (("step", "sign", "softmax"), "The slope of sign is 0, so … in layers 1 to 2"),
        (("relu", "relu", "step"), "The slope of step is 0, so … at all"),
    ],
)
def test_the_network_says_what_gradient_descent_cannot_learn(
    show_panel, session, activations, where
):
    note = field(show_panel(NetworkPanel), "gradientNote")
    layers = tuple(Layer(10, name) for name in activations)
    network = Network(256, layers, loss="mean squared error")
    session.set_run(Run.start(Experiment(network)))
    assert note.isVisible() == (where is not None)
    assert note.text() == (where or "").replace("…", "gradient descent learns nothing")


def test_parameters_are_counted(show_panel, session):
    count = field(show_panel(NetworkPanel), "parameterCount")
    assert count.text() == "18,752 weights + 106 biases"
    network = replace(session.experiment.network, layers=(Layer(4, "prelu"), Layer(10, "softmax")))
    session.set_run(Run.start(Experiment(network)))
    assert count.text() == "1,064 weights + 14 biases + 4 slopes"
