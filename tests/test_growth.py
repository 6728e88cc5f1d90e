"""Another structure that keeps what was learned: asked for, made, told, undone, trained on."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from core.data import Plane
from core.experiment import Experiment
from core.growth import grown_snapshot
from core.network import Layer, Network
from core.parameters import equal, initialise
from core.project_file import load, save
from core.run import Run
from core.snapshot import Metrics, Slots, Snapshot, no_slots
from core.surgery import AddLayer, AddNeurons, RemoveNeurons
from gui.growth import Growth
from gui.panels.network_panel import NetworkPanel
from gui.session import Session
from tests.panels import choose, field
from tests.ready import session_with

PLANE = Experiment(Network(2, (Layer(4, "tanh"), Layer(1, "sigmoid"))), Plane("spiral"))


def trained_run(experiment=PLANE, updates=40):
    """A run with weights that have moved, slots that are not zero, and a curve."""
    run = Run.start(experiment)
    random = np.random.default_rng(0)
    parameters = tuple(
        layer._replace(
            weights=layer.weights + random.normal(0, 0.5, layer.weights.shape).astype(np.float32)
        )
        for layer in run.snapshot.parameters
    )
    empty = no_slots(parameters, experiment.hyperparameters.optimizer)
    slots = Slots(
        tuple(
            tuple(layer._replace(weights=layer.weights + 1) for layer in slot)
            for slot in empty.arrays
        ),
        updates,
    )
    told = Metrics(0.4, 0.8)
    run.history.add(Snapshot(parameters, updates, 320, 500, told, told, updates))
    return run.at(Snapshot(parameters, updates, 320, 500, told, told, updates, slots))


@pytest.fixture
def grown(qapp):
    """A session of a trained run, and what changes its structure."""
    session = Session()
    session.set_run(trained_run())
    return session, Growth(session, session)


def test_a_neuron_is_added_and_undo_gives_the_old_bits_back(grown):
    session, growth = grown
    before = session.run
    growth.add_neuron(1)
    now = session.run
    assert session.experiment.network.sizes == (2, 5, 1)
    assert growth.told == "The network is 2-5-1 now. It answers as before."
    assert session.undo_stack.undoText() == "Add a neuron to layer 1"
    old, new = before.snapshot, session.snapshot
    assert new.complete
    assert (new.updates, new.examples_seen, new.slots.updates) == (40, 320, 40)
    assert np.array_equal(new.parameters[0].weights[:, :4], old.parameters[0].weights)
    assert np.array_equal(new.slots.arrays[0][1].weights, [[1], [1], [1], [1], [0]])
    assert len(session.history) == 1
    assert session.history is not before.history
    assert (now.parent, now.name) == (before.id, "2-5-1")
    session.undo_stack.undo()
    assert session.run is before
    assert growth.told == ""
    session.undo_stack.redo()
    assert session.run is now


def test_reset_begins_anew_and_the_change_since_the_start_is_of_what_was_learned(grown):
    session, growth = grown
    began = session.run.initial_parameters()
    growth.add_neuron(1)
    initial = session.run.initial_parameters()
    assert np.array_equal(initial[0].weights[:, :4], began[0].weights)
    assert np.array_equal(initial[0].weights[:, 4], session.snapshot.parameters[0].weights[:, 4])
    session.reset()
    assert session.snapshot.updates == 0
    drawn = initialise(session.experiment.network, session.experiment.seed)
    assert equal(session.snapshot.parameters, drawn)


def test_a_file_says_that_a_run_has_grown_and_others_stay_as_they_are(grown, tmp_path):
    session, growth = grown
    save(tmp_path / "old.netglow", session.run)
    assert b"grown" not in (tmp_path / "old.netglow").read_bytes()
    growth.remove_neuron(1, 0)
    save(tmp_path / "new.netglow", session.run)
    for name, wanted in (("old", False), ("new", True)):
        found = load(tmp_path / f"{name}.netglow")
        assert found.grown == wanted
    assert equal(found.initial_parameters(), session.run.initial_parameters())
    assert found.start_again(found.experiment).given is None


def test_what_was_never_trained_is_drawn_anew(qapp):
    session = Session(PLANE)
    growth = Growth(session, session)
    growth.set_neurons(1, 6)
    network = session.experiment.network
    assert network.sizes == (2, 6, 1)
    assert equal(session.snapshot.parameters, initialise(network, 0))
    growth.add_layer()
    assert session.experiment.network.sizes == (2, 6, 6, 1)
    assert growth.told == ""


def test_weights_that_were_given_are_kept(qapp):
    session = session_with("xnorByHand")
    growth = Growth(session, session)
    before = session.snapshot.parameters
    growth.add_neuron(1)
    assert np.array_equal(session.snapshot.parameters[0].weights[:, :2], before[0].weights)
    session.reset()
    assert np.array_equal(session.snapshot.parameters[0].weights[:, :2], before[0].weights)


@pytest.mark.parametrize(
    ("ask", "title", "words"),
    [
        (lambda growth: growth.add_layer(), "2-4-4-1", "changed by 0.0"),
        (lambda growth: growth.add_layer(1), "2-2-4-1", "changed by 0.0"),
        (lambda growth: growth.remove_neuron(1), "2-3-1", "changed by 0."),
        (lambda growth: growth.remove_layer(1), "2-1", "changed by 0."),
    ],
)
def test_what_changes_the_answers_says_by_how_much(grown, ask, title, words):
    session, growth = grown
    ask(growth)
    assert session.experiment.network.title == title
    assert f"The network is {title} now." in growth.told
    assert words in growth.told


def test_what_cannot_be_is_refused_in_a_sentence(grown, qtbot):
    session, growth = grown
    before = session.run
    growth.set_neurons(1, 1)
    for ask, words in (
        (lambda: growth.remove_neuron(1), "A layer keeps at least 1 neuron."),
        (lambda: growth.remove_neuron(2), "Only hidden layers can be changed"),
        (lambda: growth.set_neurons(1, 4097), "A layer has at most 4096 neurons."),
    ):
        with qtbot.waitSignal(growth.refused):
            ask()
        assert words in growth.told
    assert session.experiment.network.sizes == (2, 1, 1)
    for _ in range(12):
        growth.add_layer()
    assert len(session.experiment.network.layers) == 10
    assert growth.told == "A network has at most 10 layers after its input."
    for _ in range(9):
        growth.remove_layer(1)
    assert session.experiment.network.sizes == (2, 1)
    growth.remove_layer(1)
    assert growth.told == "This network has no hidden layer."
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.run is before


def test_an_arrow_that_is_held_is_one_undo_and_clicks_are_several(qtbot, show_panel, session):
    session.set_run(trained_run())
    panel = show_panel(NetworkPanel)
    neurons = field(panel, "layer1Neurons")
    neurons.setFocus()
    for _ in range(3):
        qtbot.keyClick(neurons, Qt.Key.Key_Up)
    assert session.experiment.network.sizes == (2, 7, 1)
    assert session.snapshot.updates == 40
    assert session.undo_stack.count() == 1
    assert field(panel, "growthNote").text() == "The network is 2-7-1 now. It answers as before."
    for _ in range(2):
        qtbot.mouseClick(field(panel, "addLayerButton"), Qt.MouseButton.LeftButton)
    assert session.undo_stack.count() == 3
    for _ in range(3):
        session.undo_stack.undo()
    assert session.experiment.network.sizes == (2, 4, 1)


# While it trains: the backend is told, and answers.


class Backend:
    """A backend that takes changes, and gives what it has made of them when it is asked to."""

    def __init__(self, session, growth):
        self.session, self.growth = session, growth
        self.sent = []
        growth.by_backend = lambda changes, network: self.sent.append(changes) or True

    def come(self, updates=50):
        """The compiled network takes over after so many updates; whether that is wanted."""
        now = self.session.snapshot
        before = Snapshot(
            tuple(layer._replace(biases=layer.biases + 1) for layer in now.parameters),
            updates, 400, 500, now.train, now.test, updates, now.slots._replace(updates=updates),
        )  # fmt: skip
        _, after = grown_snapshot(self.session.experiment, before, self.sent[-1])
        return self.growth.take(before, after), before, after


@pytest.fixture
def training(grown):
    session, growth = grown
    session.set_training(True)
    return session, growth, Backend(session, growth)


@pytest.mark.parametrize(
    ("name", "value", "activations", "loss", "seed"),
    [
        ("layer1Activation", "relu", ("relu", "tanh", "softmax"), "cross-entropy", 0),
        ("layer2Activation", "linear", ("tanh", "linear", "softmax"), "cross-entropy", 0),
        ("outputActivation", "sigmoid", ("tanh", "tanh", "sigmoid"), "cross-entropy", 0),
        ("lossChoice", "mean squared error", ("tanh", "tanh", "softmax"), "mean squared error", 0),
        ("initialiserChoice", "he normal", ("tanh", "tanh", "softmax"), "cross-entropy", 0),
        ("seed", 7, ("tanh", "tanh", "softmax"), "cross-entropy", 7),
    ],
)
def test_what_the_network_is_to_become_is_changed_with_it(
    qtbot, training, name, value, activations, loss, seed
):
    """What is chosen is chosen of the network that the panel shows."""
    session, growth, _ = training
    network = Network(2, (Layer(4, "tanh"), Layer(2, "softmax")))
    session.set_run(trained_run(replace(PLANE, network=network)))
    session.set_training(True)
    panel = NetworkPanel(session, growth)
    qtbot.addWidget(panel)
    panel.show()
    field(panel, "addLayerButton").click()
    assert growth.pending
    assert session.experiment.network.sizes == (2, 4, 2)
    if name == "seed":
        field(panel, name).setValue(value)
    else:
        choose(field(panel, name), value)
    network = session.experiment.network
    assert tuple(layer.activation for layer in network.layers) == activations
    assert network.sizes == (2, 4, 4, 2)
    assert (network.loss, session.experiment.seed) == (loss, seed)
    assert not growth.pending


def test_while_it_trains_the_old_network_stays_until_the_new_one_is_compiled(training):
    session, growth, backend = training
    old = session.run.id
    growth.add_neuron(1)
    assert session.experiment.network.sizes == (2, 4, 1)
    assert growth.network.sizes == (2, 5, 1)
    assert growth.told.startswith("The network becomes 2-5-1 when")
    wanted, before, after = backend.come()
    assert wanted
    assert session.training  # all the while
    assert session.snapshot.parameters is after.parameters
    assert session.snapshot.slots is after.slots
    assert growth.told == "The network is 2-5-1 now. It answers as before."
    session.undo_stack.undo()
    assert session.run.id == old
    assert session.training  # from where it was
    assert session.snapshot.parameters is before.parameters
    assert session.snapshot.complete
    growth.add_neuron(1)  # it is to come when that is done again, and is forgotten
    session.undo_stack.redo()
    assert (session.experiment.network.sizes, growth.pending) == ((2, 5, 1), False)
    assert session.training
    session.set_training(False)
    session.undo_stack.undo()
    assert not session.training


def test_further_changes_wait_and_come_together(training):
    session, growth, backend = training
    growth.add_neuron(1)
    growth.add_neuron(1)
    growth.add_layer(2)
    assert backend.sent == [(AddNeurons(1),)]
    assert growth.network.sizes == (2, 6, 6, 1)
    backend.come()
    assert backend.sent[1] == (AddNeurons(1), AddLayer(2, "tanh"))
    assert growth.pending
    backend.come(60)
    assert session.experiment.network.sizes == (2, 6, 6, 1)
    assert not growth.pending
    assert session.undo_stack.count() == 2


def test_a_pause_makes_it_at_once(training, qtbot):
    session, growth, backend = training
    growth.remove_neuron(1, 2)
    session.set_training(False)
    qtbot.waitUntil(lambda: session.experiment.network.sizes == (2, 3, 1))
    assert session.snapshot.updates == 40
    assert not session.training
    backend.sent = [(RemoveNeurons(1, (2,)),)]
    assert not growth.take(session.snapshot, session.snapshot)  # what comes too late


def test_another_run_forgets_it(training, qtbot):
    session, growth, _ = training
    growth.add_neuron(1)
    session.open_run(Run.start(PLANE))
    assert not growth.pending
    qtbot.wait(10)
    assert session.experiment.network.sizes == (2, 4, 1)


def test_where_the_backend_cannot_it_is_made_at_once_and_trains_on(grown):
    session, growth = grown
    session.set_training(True)
    growth.add_neuron(1)
    assert session.experiment.network.sizes == (2, 5, 1)
    assert session.training
