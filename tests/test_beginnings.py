"""What to begin with, written out: the network and the rates for each family of sources."""

import pytest

from core.beginnings import beginning
from core.data import Curve, Digits, DrawnCurve, Gate, Given, Plane, Points, Worked
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.tasks import Classes
from core.experiment import Experiment, Hyperparameters

GIVEN = Given(Row(("x",)), Classes(("a", "b")), (GivenExample((1.0,)),))
BEGINNINGS = [
    (Digits(), [256, (64, "relu"), (32, "relu"), (10, "softmax")], ("adam", 0.001, 32)),
    (Worked(), [2, (64, "relu"), (32, "relu"), (1, "sigmoid")], ("adam", 0.001, 32)),
    (GIVEN, [1, (64, "relu"), (32, "relu"), (1, "sigmoid")], ("adam", 0.001, 32)),
    (Plane("blobs"), [2, (8, "tanh"), (8, "tanh"), (4, "softmax")], ("adam", 0.01, 16)),
    (Points(), [2, (8, "tanh"), (8, "tanh"), (1, "sigmoid")], ("adam", 0.01, 16)),
    (Gate("AND", 3), [3, (1, "sigmoid")], ("sgd", 1.0, 8)),
    (Gate("XOR", 3), [3, (3, "sigmoid"), (1, "sigmoid")], ("sgd", 1.0, 8)),
    (Curve(), [1, (16, "tanh"), (16, "tanh"), (1, "linear")], ("adam", 0.01, 64)),
    (DrawnCurve(), [1, (16, "tanh"), (16, "tanh"), (1, "linear")], ("adam", 0.01, 64)),
]


@pytest.mark.parametrize(("source", "layers", "rates"), BEGINNINGS)
def test_each_family_begins_with_a_network_for_it(source, layers, rates):
    found = beginning(source)
    network, kept = found.network, found.hyperparameters
    assert [network.inputs, *((one.neurons, one.activation) for one in network.layers)] == layers
    assert (kept.optimizer, kept.learning_rate, kept.batch_size) == rates
    names = {"optimizer": rates[0], "learning_rate": rates[1], "batch_size": rates[2]}
    assert found == Experiment(network, source, Hyperparameters(**names))
