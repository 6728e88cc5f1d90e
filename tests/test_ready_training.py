"""What the ready networks learn, and what they cannot: trained for real, in so many updates."""

from functools import cache

import pytest
from msgspec.structs import replace

from core import data
from core.backend.trainer import Trainer
from core.beginnings import beginning
from core.data import CURVES, GATES, SHAPES, Curve, Digits, Gate, Plane
from core.data.tasks import Classes
from core.experiment import Experiment
from core.network import Layer
from core.parameters import initialise
from core.ready_networks import READY_NETWORKS
from core.ready_trainings import READY_TRAININGS, untrained
from core.snapshot import Snapshot


def trainer_of(experiment: Experiment) -> Trainer:
    start = Snapshot(initialise(experiment.network, experiment.seed))
    return Trainer(experiment, data.load(experiment.source), start)


@cache
def trained(experiment: Experiment, updates: int) -> Trainer:
    """A trainer that has made so many updates."""
    trainer = trainer_of(experiment)
    trainer.run(updates)
    return trainer


def ready(name: str) -> Experiment:
    run = READY_TRAININGS[name].run()
    assert run.snapshot.updates == 0
    assert run.given is None  # the seed draws its weights
    return run.experiment


def accuracy(experiment: Experiment, updates: int) -> float:
    return trained(experiment, updates).measure_test().score


# The ready networks


def test_they_are_offered():
    assert READY_TRAININGS.keys() <= READY_NETWORKS.keys()
    titles = [str(one.title) for one in READY_NETWORKS.values()]
    assert len(set(titles)) == len(titles)
    for one in READY_TRAININGS.values():
        assert str(one.tip).endswith(".")
        assert str(one.subject) == "To train in seconds"


def test_two_hidden_neurons_learn_xor():
    assert accuracy(ready("xor"), 600) == 1
    assert ready("xor").network.layers == (Layer(2, "sigmoid"), Layer(1, "sigmoid"))


def test_without_activation_xor_is_not_learned():
    experiment = ready("linearXor")
    assert experiment.network.sizes == ready("xor").network.sizes == (2, 2, 1)
    trainer = trainer_of(experiment)
    for _ in range(20):
        trainer.run(200)
        assert trainer.measure_test().score <= 0.75
    assert trainer.measure_test().loss == pytest.approx(0.6931, abs=0.01)  # ln 2: it knows nothing


def test_no_hidden_layer_is_one_line():
    one = ready("oneLine")
    assert one.network.sizes == (2, 1)
    assert accuracy(one, 1000) >= 0.99
    for shape in ("circle", "xor"):
        assert accuracy(replace(one, source=Plane(shape, test_share=0.3)), 1000) <= 0.75


def test_one_hidden_layer_of_eight_fences_in_a_convex_region():
    one = ready("convexRegion")
    assert one.network.sizes == (2, 8, 1)
    assert accuracy(one, 600) >= 0.97


def test_two_hidden_layers_learn_any_region_one_of_eight_or_none_does_not():
    two = ready("anyRegion")
    assert two.network.sizes == (2, 16, 16, 1)
    assert accuracy(two, 3000) >= 0.95
    rates, seed = two.hyperparameters, two.seed
    for hidden, most in (((), 0.6), ((Layer(8, "tanh"),), 0.9)):
        less = untrained(two.source, hidden, rates, seed).experiment
        assert accuracy(less, 3000) <= most


def test_the_spiral_is_learned():
    assert accuracy(ready("spiral"), 4000) >= 0.95


def test_the_sine_is_learned_by_one_hidden_layer():
    one = ready("sine")
    assert one.network.sizes == (1, 8, 1)
    assert one.network.loss == "mean squared error"
    measured = trained(one, 3000).measure_test()
    assert measured.loss <= 1e-3
    assert measured.rmse**2 == pytest.approx(measured.loss, rel=1e-4)


# What each family of sources begins with


@pytest.mark.parametrize("inputs", [2, 3])
@pytest.mark.parametrize("gate", GATES)
def test_gates_are_learned_from_their_beginning(gate, inputs):
    experiment = beginning(Gate(gate, inputs))
    assert experiment.hyperparameters.batch_size == 2**inputs
    assert accuracy(experiment, 3000) == 1


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if SHAPES[shape].classes])
def test_classes_of_the_plane_are_learned_from_their_beginning(shape):
    source = Plane(shape)
    assert isinstance(source.task, Classes)
    assert accuracy(beginning(source), 4000) >= 0.84  # the checkerboard; others more


@pytest.mark.parametrize("shape", [shape for shape in CURVES if shape not in ("noise", "saw")])
def test_curves_are_learned_from_their_beginning(shape):
    assert trained(beginning(Curve((shape,))), 3000).measure_test().score >= 0.9


def test_the_digits_begin_as_the_window_does():
    assert beginning(Digits()) == Experiment()
