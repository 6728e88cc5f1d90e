"""Mutations: what they change, what they leave as it was, and that they stay within bounds."""

from collections import Counter

import numpy as np
import pytest
from msgspec.structs import replace

from core.data import load, part_of
from core.experiment import Experiment
from core.mutations import (
    RATES,
    TRIED,
    Bounds,
    OnlyTrained,
    OtherActivation,
    OtherRate,
    drawn,
    mutated,
    words,
)
from core.network import Layer, Network
from core.parameters import LayerParameters, check, equal, initialise
from core.propagation import forward
from core.surgery import AddLayer, AddNeurons, RemoveLayer, RemoveNeurons, answer_difference
from tests.evolutions import EXPERIMENT

PART = part_of(EXPERIMENT.source)
INPUTS = load(PART).train.inputs
KEEP = (AddNeurons, AddLayer, OtherRate, OnlyTrained)


def experiment_of(*hidden, seed=5):
    network = Network(2, (*hidden, Layer(1, "sigmoid")))
    return replace(EXPERIMENT, network=network, source=PART, seed=seed)


def trained(experiment, seed=0):
    """Parameters that somebody may have come to."""
    random = np.random.default_rng(seed)

    def other(array):
        return (array + random.normal(0, 1, array.shape)).astype(array.dtype)

    start = initialise(experiment.network, experiment.seed)
    return tuple(LayerParameters(*map(other, layer)) for layer in start)


def difference(experiment, parameters, mutation):
    after = mutated(experiment, parameters, mutation)
    check(after[1], after[0].network)
    return answer_difference((experiment.network, parameters), (after[0].network, after[1]), INPUTS)


def lineage(seed, steps, bounds):
    """One mutation after the other, with numbers that are anything between."""
    random = np.random.default_rng(seed)
    experiment = experiment_of(Layer(2, "tanh"))
    for step in range(steps):
        parameters = trained(experiment, step)
        mutation = drawn(random, experiment, parameters, bounds)
        yield experiment, parameters, mutation
        experiment, _ = mutated(experiment, parameters, mutation)


@pytest.mark.parametrize("seed", range(4))
def test_what_grows_answers_as_before(seed):
    """To 1e-6, whatever it has come to; what shrinks may answer otherwise."""
    kept = 0
    for experiment, parameters, mutation in lineage(seed, 60, Bounds(3, 6)):
        found = difference(experiment, parameters, mutation)
        if isinstance(mutation, KEEP):
            assert found <= 1e-6, mutation
            kept += isinstance(mutation, AddNeurons | AddLayer)
    assert kept > 5


@pytest.mark.parametrize("before", TRIED)
def test_a_layer_that_is_drawn_passes_on_what_comes_in(before):
    experiment, random = experiment_of(Layer(3, before)), np.random.default_rng(0)
    parameters, found = trained(experiment), set()
    for _ in range(200):
        mutation = drawn(random, experiment, parameters, Bounds(2, 3))
        if isinstance(mutation, AddLayer):
            found.add((mutation.layer, mutation.activation))
            assert difference(experiment, parameters, mutation) <= 1e-6
    straight = {(2, "relu")} if before in ("relu", "sigmoid") else set()
    assert found == {(2, "prelu")} | straight


def test_networks_stay_within_their_bounds():
    bounds, seen = Bounds(3, 5), Counter()
    for seed in range(3):
        for experiment, _, mutation in lineage(seed, 150, bounds):
            hidden = experiment.network.layers[:-1]
            assert 1 <= len(hidden) <= bounds.layers
            assert max(layer.neurons for layer in hidden) <= bounds.neurons
            assert RATES[0] <= experiment.hyperparameters.learning_rate <= RATES[1]
            seen[type(mutation)] += 1
            seen[len(hidden)] += 1
    assert set(seen) == {
        *(AddNeurons, RemoveNeurons, AddLayer, RemoveLayer),
        *(OtherActivation, OtherRate, OnlyTrained),
        *(1, 2, 3),
    }
    assert min(seen.values()) > 10


def test_without_hidden_layers_one_is_added_before_the_output_where_the_input_is_small():
    experiment, random = experiment_of(), np.random.default_rng(0)
    for neurons, kinds in (
        (2, {AddLayer, OtherRate, OnlyTrained}),
        (1, {OtherRate, OnlyTrained}),
    ):
        found = [
            drawn(random, experiment, trained(experiment), Bounds(1, neurons)) for _ in range(40)
        ]
        assert set(map(type, found)) == kinds
    assert difference(experiment, trained(experiment), AddLayer(1, "prelu")) <= 1e-6


@pytest.mark.parametrize(("rate", "steps"), [(1e-4, {2e-4}), (0.3, {0.15}), (0.02, {0.01, 0.04})])
def test_the_rate_doubles_or_halves_within_its_bounds(rate, steps):
    experiment, random = experiment_of(Layer(3)), np.random.default_rng(0)
    rates = replace(experiment.hyperparameters, learning_rate=rate)
    experiment, found = replace(experiment, hyperparameters=rates), set()
    for _ in range(100):
        mutation = drawn(random, experiment, trained(experiment), Bounds(2, 3))
        if isinstance(mutation, OtherRate):
            assert mutation.before == rate
            found.add(mutation.after)
    assert found == steps


def test_those_that_say_least_go_first():
    experiment = experiment_of(Layer(3, "tanh"))
    first, last = trained(experiment)
    last = last._replace(weights=np.array([[2.0], [-0.1], [1.0]], np.float32))
    random = np.random.default_rng(0)
    gone = set()
    for _ in range(60):
        mutation = drawn(random, experiment, (first, last), Bounds(1, 3))
        if isinstance(mutation, RemoveNeurons):
            gone.add(mutation.neurons)
    assert gone == {(1,)}


@pytest.mark.parametrize("before", TRIED)
@pytest.mark.parametrize("after", TRIED)
def test_another_activation_keeps_the_weights(before, after):
    experiment = experiment_of(Layer(3, before), Layer(2, "tanh"))
    parameters = trained(experiment)
    changed, found = mutated(experiment, parameters, OtherActivation(1, before, after))
    check(found, changed.network)
    assert [layer.activation for layer in changed.network.layers] == [after, "tanh", "sigmoid"]
    assert np.array_equal(found[0].weights, parameters[0].weights)
    assert equal(found[1:], parameters[1:])
    z = forward(experiment.network, parameters, INPUTS).pre_activations[0]
    assert np.array_equal(forward(changed.network, found, INPUTS).pre_activations[0], z)


def test_another_rate_and_training_alone_leave_all_numbers():
    experiment = experiment_of(Layer(3))
    parameters = trained(experiment)
    changed, found = mutated(experiment, parameters, OtherRate(0.02, 0.04))
    assert found is parameters
    assert changed.hyperparameters.learning_rate == 0.04
    assert mutated(experiment, parameters, OnlyTrained()) == (experiment, parameters)


def test_what_is_drawn_follows_from_the_stream_and_the_seed():
    def told():
        return [(repr(one), repr(mutation)) for one, _, mutation in lineage(3, 30, Bounds())]

    assert told() == told()
    experiment = experiment_of(Layer(3))
    parameters = trained(experiment)
    one, again, other = (
        mutated(replace(experiment, seed=seed), parameters, AddNeurons(1))[1] for seed in (1, 1, 2)
    )
    assert equal(one, again)
    assert not equal(one, other)


@pytest.mark.parametrize(
    ("mutation", "said"),
    [
        (AddNeurons(1), "one neuron more in layer 1"),
        (AddNeurons(2, 3), "3 neurons more in layer 2"),
        (RemoveNeurons(1, (4,)), "one neuron fewer in layer 1"),
        (RemoveNeurons(1, (0, 4)), "2 neurons fewer in layer 1"),
        (AddLayer(2, "prelu"), "a new layer 2 with prelu"),
        (RemoveLayer(3), "layer 3 taken out"),
        (OtherActivation(1, "tanh", "relu"), "relu instead of tanh in layer 1"),
        (OtherRate(0.01, 0.005), "learning rate 0.005 instead of 0.01"),
        (OnlyTrained(), "only trained on"),
        (None, "one of the first"),
    ],
)
def test_words(mutation, said):
    assert str(words(mutation)) == said


def test_an_experiment_of_a_mutation_is_an_experiment():
    experiment, _ = mutated(
        experiment_of(Layer(2)), trained(experiment_of(Layer(2))), AddNeurons(1)
    )
    assert isinstance(experiment, Experiment)
    assert experiment.source == PART
