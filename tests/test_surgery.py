"""Networks that grow and shrink: the answer stays, the rest keeps its bits, slots follow."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.network import MAX_LAYERS, MAX_NEURONS, Layer, Network
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, check, initialise
from core.propagation import forward
from core.snapshot import Slots
from core.surgery import (
    AddLayer,
    AddNeurons,
    RemoveLayer,
    RemoveNeurons,
    answer_difference,
    changed_network,
    moved,
    operate,
)

INPUTS = np.random.default_rng(1).normal(0, 1, (200, 3))
NOTHING = np.zeros((0, 3), np.float32)


def network_of(*activations, sizes=(5, 4, 2)):
    layers = tuple(Layer(size, name) for size, name in zip(sizes, activations, strict=False))
    return Network(3, (*layers, Layer(2, "softmax")))


def learned(network, dtype=np.float32):
    """Parameters that have moved, biases too."""
    random = np.random.default_rng(3)
    return tuple(
        LayerParameters(
            *(
                array.astype(dtype) + random.normal(0, 0.3, array.shape).astype(dtype)
                for array in layer
            )
        )
        for layer in initialise(network, 0)
    )


def slots_of(parameters, optimizer):
    """Slots that are all different numbers, none of them 0."""
    numbers = iter(range(1, 10**6))

    def some(array):
        return np.array([next(numbers) for _ in range(array.size)], array.dtype).reshape(
            array.shape
        )

    count = OPTIMIZERS[optimizer].slot_count
    arrays = tuple(
        tuple(LayerParameters(*map(some, layer)) for layer in parameters) for _ in range(count)
    )
    return Slots(arrays, 7)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_added_neurons_leave_the_answer_as_it_was(activation, dtype):
    network = network_of(activation, activation)
    parameters = learned(network, dtype)
    now = operate(network, parameters, None, [AddNeurons(1, 3), AddNeurons(2)], 5, NOTHING)
    assert now.network.sizes == (3, 8, 5, 2)
    check(now.parameters, now.network)
    before = network, parameters
    assert answer_difference(before, (now.network, now.parameters), INPUTS) < 1e-6
    assert not now.parameters[1].weights[5:, :4].any()
    assert now.parameters[0].weights[:, 5:].all()  # drawn: they can learn
    assert now.parameters[0].weights.dtype == dtype
    again = operate(network, parameters, None, [AddNeurons(1, 3), AddNeurons(2)], 5, NOTHING)
    other = operate(network, parameters, None, [AddNeurons(1, 3)], 6, NOTHING)
    drawn = [one.parameters[0].weights[:, 5:].tobytes() for one in (now, again, other)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_weights_that_begin_at_zero_are_drawn_all_the_same():
    network = Network(3, (Layer(2), Layer(2, "softmax")), initialiser="zeros")
    now = operate(network, initialise(network, 0), None, [AddNeurons(1)], 0, NOTHING)
    assert now.parameters[0].weights[:, 2].all()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("activation", ["relu", "prelu"])
def test_slots_follow_every_change(optimizer, activation):
    network = network_of(activation, activation)
    parameters = learned(network)
    slots = slots_of(parameters, optimizer)

    def changed(change):
        now = operate(network, parameters, slots, [change], 0, INPUTS)
        assert now.slots.updates == 7
        assert len(now.slots.arrays) == len(slots.arrays)
        for slot in now.slots.arrays:
            check(slot, now.network)
        return zip(now.slots.arrays, slots.arrays, strict=True)

    for new, old in changed(AddNeurons(1, 2)):
        assert np.array_equal(new[0].weights[:, :5], old[0].weights)
        assert np.array_equal(new[0].biases, [*old[0].biases, 0, 0])
        assert not new[0].weights[:, 5:].any()
        assert np.array_equal(new[1].weights[:5], old[1].weights)
        assert not new[1].weights[5:].any()
        assert new[2].weights.tobytes() == old[2].weights.tobytes()
    stay = [0, 2, 4]
    for new, old in changed(RemoveNeurons(1, (1, 3))):
        assert np.array_equal(new[0].weights, old[0].weights[:, stay])
        assert np.array_equal(new[0].biases, old[0].biases[stay])
        assert np.array_equal(new[1].weights, old[1].weights[stay])
    for new, old in changed(AddLayer(2, activation)):
        assert np.array_equal(new[0].weights, old[0].weights)
        assert not any(array.any() for array in new[1])
        assert np.array_equal(new[2].weights, old[1].weights)
    for new, old in changed(AddLayer(2, "tanh")):
        assert not new[2].weights.any()  # scaled: what was known is not of them
        assert np.array_equal(new[2].biases, old[1].biases)
    for new, old in changed(RemoveLayer(1)):
        assert not new[0].weights.any()
        assert np.array_equal(new[0].biases, old[1].biases)
        assert np.array_equal(new[1].weights, old[2].weights)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("before", "added", "most"),
    [
        ("relu", "relu", 0),
        ("sigmoid", "relu", 0),
        ("tanh", "relu", 1e-6),
        ("linear", "relu", 1e-6),
        ("relu", "leaky relu", 0),
        ("tanh", "linear", 0),
        ("tanh", "prelu", 0),
        ("step", "step", 0),
        ("sign", "sign", 0),
        ("relu", "elu", 0),
        ("tanh", "tanh", 0.002),
        ("relu", "sigmoid", 0.002),
        ("sigmoid", "sigmoid", 0.002),
    ],
)
def test_an_added_layer_passes_on_what_comes_in(before, added, most, dtype):
    network = network_of(before, before)
    parameters = learned(network, dtype)
    now = operate(network, parameters, None, [AddLayer(2, added)], 0, INPUTS.astype(dtype))
    assert now.network.layers[1] == Layer(5, added)
    check(now.parameters, now.network)
    found = answer_difference((network, parameters), (now.network, now.parameters), INPUTS)
    assert found <= most
    assert most < 1e-3 or found > 0  # a bent one is not exact, and it is known
    assert now.parameters[0] is parameters[0]


def test_layers_are_added_at_either_end_and_where_there_was_none():
    inputs = np.abs(INPUTS)
    network = Network(3, (Layer(2, "softmax"),))
    parameters = learned(network)
    first = operate(network, parameters, None, [AddLayer(1, "relu")], 0, inputs)
    assert first.network.sizes == (3, 3, 2)
    assert answer_difference((network, parameters), first[:2], inputs) == 0
    # Inputs below 0 are lifted over the kink, with room for others.
    lifted = operate(network, parameters, None, [AddLayer(1, "relu")], 0, INPUTS)
    assert answer_difference((network, parameters), lifted[:2], 1.2 * INPUTS) < 1e-6
    # Of what no example is known, so much is taken on trust.
    unknown = operate(network, parameters, None, [AddLayer(1, "relu")], 0, NOTHING)
    assert unknown.parameters[0].biases.tolist() == [5, 5, 5]


@pytest.mark.parametrize("added", ["relu", "tanh", "linear"])
def test_a_layer_that_was_added_is_removed_without_a_trace(added):
    network = network_of("relu", "relu")
    parameters = learned(network, np.float64)
    change = [AddLayer(2, added), RemoveLayer(2)]
    now = operate(network, parameters, None, change, 0, INPUTS)
    assert now.network == network
    assert answer_difference((network, parameters), now[:2], INPUTS) < 1e-3
    if added != "tanh":
        np.testing.assert_allclose(now.parameters[1].weights, parameters[1].weights, rtol=1e-12)


def test_of_a_removed_layer_the_nearest_line_stays():
    network, inputs = (
        Network(3, (Layer(4, "tanh"), Layer(2, "linear")), "mean squared error"),
        INPUTS,
    )
    parameters = learned(network, np.float64)
    passed = forward(network, parameters, inputs)
    z, a = passed.pre_activations[0], passed.activations[1]
    lines = [np.polyfit(z[:, index], a[:, index], 1) for index in range(4)]
    nearly = np.stack([slope * z[:, i] + height for i, (slope, height) in enumerate(lines)], 1)
    now = operate(network, parameters, None, [RemoveLayer(1)], 0, inputs)
    wanted = nearly @ parameters[1].weights + parameters[1].biases
    np.testing.assert_allclose(forward(*now[:2], inputs).output, wanted, atol=1e-9)


def test_removed_neurons_leave_the_rest_its_bits():
    network = network_of("tanh", "prelu")
    parameters = learned(network)
    now = operate(network, parameters, None, [RemoveNeurons(2, (0, 2))], 0, NOTHING)
    assert now.parameters[0] is parameters[0]
    assert now.parameters[1].weights.tobytes() == parameters[1].weights[:, [1, 3]].tobytes()
    assert now.parameters[1].slopes.tobytes() == parameters[1].slopes[[1, 3]].tobytes()
    assert now.parameters[2].weights.tobytes() == parameters[2].weights[[1, 3]].tobytes()
    assert now.parameters[2].biases is parameters[2].biases


@pytest.mark.parametrize(
    ("network", "change", "words"),
    [
        (network_of("relu"), RemoveNeurons(1, tuple(range(5))), "keeps at least 1 neuron"),
        (network_of("relu", sizes=(MAX_NEURONS,)), AddNeurons(1), "at most 4096 neurons"),
        (network_of("relu"), RemoveNeurons(1, (5,)), "has 5 neurons"),
        (network_of("relu"), RemoveNeurons(1, ()), "has 5 neurons"),
        (network_of("relu"), AddNeurons(2), "Only hidden layers"),
        (network_of("relu"), AddNeurons(0), "Only hidden layers"),
        (network_of("relu"), AddLayer(3, "relu"), "Only hidden layers"),
        (network_of(), RemoveLayer(1), "no hidden layer"),
        (
            Network(3, (*[Layer(1)] * (MAX_LAYERS - 1), Layer(2, "softmax"))),
            AddLayer(1, "relu"),
            "at most 10 layers",
        ),
    ],
)
def test_what_cannot_be_says_why(network, change, words):
    with pytest.raises(ValueError, match=words):
        changed_network(network, change)


def test_up_to_the_limits_it_works():
    network = Network(3, (*[Layer(1)] * (MAX_LAYERS - 2), Layer(2, "softmax")))
    assert len(changed_network(network, AddLayer(9, "relu")).layers) == MAX_LAYERS
    wide = network_of("relu", sizes=(MAX_NEURONS - 1,))
    assert changed_network(wide, AddNeurons(1)).layers[0].neurons == MAX_NEURONS


def test_targets_move_with_their_neurons():
    gone = RemoveNeurons(1, (1, 3))
    assert [moved((1, index), gone) for index in range(5)] == [(1, 0), None, (1, 1), None, (1, 2)]
    assert moved((2, 3), gone) == (2, 3)
    assert moved((1, 4, 0), gone) == (1, 2, 0)
    assert moved((0, 2, 3), gone) is None
    assert moved((2, 1), AddLayer(2, "relu")) == (3, 1)
    assert moved((1, 1), AddLayer(2, "relu")) == (1, 1)
    assert moved((1, 0, 1), AddLayer(2, "relu")) is None  # another layer lies between
    assert moved((0, 0, 1), AddLayer(2, "relu")) == (0, 0, 1)
    assert moved((2, 0, 1), AddLayer(2, "relu")) == (3, 0, 1)
    assert moved((2, 1), RemoveLayer(1)) == (1, 1)
    assert moved((1, 1), RemoveLayer(1)) is None
    assert moved((1, 0, 1), RemoveLayer(1)) is None


@pytest.mark.parametrize("inputs", [INPUTS, NOTHING], ids=["examples", "none"])
@pytest.mark.parametrize("size", [1e30, 3.4e38, np.inf, np.nan])
def test_a_network_that_diverged_is_changed_without_a_word(size, inputs):
    """Warnings are errors here. What becomes of its numbers is told where they are shown."""
    network = network_of("tanh", "relu", "sigmoid", sizes=(5, 4, 4))
    parameters = tuple(
        layer._replace(weights=np.sign(layer.weights) * np.float32(size))
        for layer in learned(network)
    )
    before = network, parameters
    for change in (
        *(AddLayer(at, name) for at in (1, 2, 3) for name in ("tanh", "relu", "sigmoid")),
        *(RemoveLayer(at) for at in (1, 2, 3)),
        AddNeurons(2, 3),
        RemoveNeurons(2, (0,)),
    ):
        now = operate(network, parameters, None, [change], 5, inputs)
        check(now.parameters, now.network)
        answer_difference(before, (now.network, now.parameters), inputs)
