"""What ways are timed with: a network as wide and deep as somebody wants it, and a batch."""

import numpy as np
import pytest

from core.data import Gate, load
from core.network import Layer, Network
from core.way_choice import MOST_HIDDEN, WIDTHS, batch_of, too_large, varied, widest

DIGITS = Network()
ALONE = Network(2, (Layer(1, "sigmoid"),), "mean squared error")


def test_as_it_is_it_is_the_same():
    assert varied(DIGITS) == DIGITS
    assert varied(ALONE) == ALONE
    assert (widest(DIGITS), widest(ALONE)) == (64, 1)


@pytest.mark.parametrize(
    ("network", "width", "depth", "title"),
    [
        (DIGITS, None, 1, "256-64-10"),
        (DIGITS, None, 4, "256-64-32-32-32-10"),
        (DIGITS, 128, None, "256-128-128-10"),
        (DIGITS, 8, 3, "256-8-8-8-10"),
        (DIGITS, 8, 0, "256-10"),
        (ALONE, 5, None, "2-1"),
        (ALONE, 5, 2, "2-5-5-1"),
        (ALONE, None, 2, "2-1-1-1"),
    ],
)
def test_hidden_layers_come_and_go(network, width, depth, title):
    made = varied(network, width, depth)
    assert made.title == title
    assert made.layers[-1] == network.layers[-1]
    assert (made.loss, made.initialiser) == (network.loss, network.initialiser)
    assert {layer.activation for layer in made.layers[:-1]} <= {"relu"}


def test_layers_that_are_added_are_as_the_last_hidden_one():
    layers = Layer(4, "tanh"), Layer(3, "elu"), Layer(1, "linear")
    network = Network(2, layers, "mean squared error")
    assert [layer.activation for layer in varied(network, 6, 4).layers] == [
        *("tanh", "elu", "elu", "elu", "linear")
    ]


def test_what_would_take_too_long_or_too_much_is_refused_in_a_sentence():
    assert too_large(DIGITS, 4096) is None
    large = varied(DIGITS, WIDTHS[-1], MOST_HIDDEN)
    assert str(too_large(large, 1)).startswith(
        "This network has 135,307,264 weights. The most that are timed here are 20,000,000:"
    )
    wide = varied(DIGITS, 2048, 3)
    assert too_large(wide, 1024) is None
    assert str(too_large(wide, 4096)).startswith("This network needs 36,")


def test_a_batch_is_of_training_examples_again_from_the_first():
    source = Gate("XOR")
    network, train = Network(2, (Layer(1, "sigmoid"),)), load(source).train.inputs
    made = batch_of(source, network, len(train) + 2)
    assert made.dtype == np.float32
    assert made.flags.c_contiguous
    np.testing.assert_array_equal(made, np.concatenate([train, train[:2]]))
    np.testing.assert_array_equal(batch_of(None, network, 3), batch_of(None, network, 3))
    assert batch_of(None, network, 3).shape == (3, 2)
