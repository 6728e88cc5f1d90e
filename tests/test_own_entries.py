"""What is added to a table of `core` is walked and trained with no other line of code.

The entries are made here alone: their texts are re-evaluated, and TensorFlow finds their numbers.
CONTRIBUTING's table of what to change for what is held to these and to the files that there are.
"""

import re
from functools import partial

import numpy as np
import pytest
import tensorflow as tf

from core import activations, losses, optimizers
from core.backend import tensors
from core.network import Layer, Network
from core.notation import markup
from core.notation.expressions import (
    TARGET,
    A,
    M,
    Mean,
    Symbol,
    Total,
    Z,
    cases,
    exp,
    ln,
    log_of_one_plus_exp,
    magnitude,
    sign,
)
from core.notation.latex import latex
from core.optimizers import THETA
from core.parameters import LayerParameters
from core.walkthrough import GRAINS
from gui.formulas import optimizer_tip
from gui.walk.matrix import text as matrix_text
from gui.walk.words.description import as_latex, as_markdown, as_text
from tests.arithmetic import equations
from tests.processes import ROOT
from tests.walks import every_step, formula, numbers, sentence, walk_of

ERROR = A - TARGET
V, ETA, MU = Symbol("v"), Symbol("η"), Symbol("μ")
ACTIVATIONS = {
    "softplus": activations.activation(ln(1 + exp(Z)), 1 / (1 + exp(-Z)), "(0, ∞)"),
    "hard tanh": activations.activation(
        cases((1, Z > 1), (-1, Z < -1), otherwise=Z),
        cases((0, Z > 1), (0, Z < -1), otherwise=1),
        "[−1, 1]",
    ),
    "square": activations.activation(Z**2, 2 * Z, "[0, ∞)"),
}
LOSSES = {
    "huber": losses.loss(
        Mean("i", cases((ERROR**2 / 2, magnitude(ERROR) < 1), otherwise=magnitude(ERROR) - 0.5)),
        upstream=1 / M * cases((ERROR, magnitude(ERROR) < 1), otherwise=sign(ERROR)),
    ),
    "total error": losses.loss(Total("i", magnitude(ERROR)), upstream=sign(ERROR)),
    "double logistic": losses.loss(
        -Total("i", 2 * TARGET * ln(A) + 2 * (1 - TARGET) * ln(1 - A)),
        delta=2 * (A - TARGET),
        output_activations=("sigmoid",),
        computed=Total("i", 2 * (log_of_one_plus_exp(Z) - TARGET * Z)),
    ),
}
OPTIMIZERS = {
    "look ahead": optimizers.optimizer(
        (V, MU * V - ETA * Symbol("g")),
        (THETA, THETA + MU * V - ETA * Symbol("g")),
        slots=(V,),
        rates=("momentum",),
    ),
}


@pytest.fixture(autouse=True)
def own_entries(monkeypatch):
    for table, own in (
        (activations.ACTIVATIONS, ACTIVATIONS),
        (losses.LOSSES, LOSSES),
        (optimizers.OPTIMIZERS, OPTIMIZERS),
    ):
        for name, entry in own.items():
            monkeypatch.setitem(table, name, entry)


def walk(activation, loss, optimizer="sgd", examples=1, seed=3, **rates):
    """A walk with `activation` in a hidden layer, and at the output where the loss allows it."""
    output = (losses.LOSSES[loss].output_activations or (activation,))[0]
    layers = (Layer(3, activation), Layer(8, activation), Layer(2, output))
    network = Network(2, layers, loss)
    rates["learning_rate"] = 1e-9 if activation == "square" else 0.01  # squares of squares
    return walk_of(network, examples, seed, optimizer=optimizer, updates=1, **rates)


WALKS = [
    *((name, "huber", "sgd") for name in ACTIVATIONS),
    *(("softplus", name, "look ahead") for name in (*LOSSES, "mean absolute error")),
    ("tanh", "huber", "look ahead"),
    ("softplus", "mean squared error", "adam"),
    ("softplus", "cross-entropy", "rmsprop"),
]
each = pytest.mark.parametrize("names", WALKS, ids="-".join)
SAID_OF_OTHERS = re.compile("part of it|unchanged|kink|mean square|cross-entropy|saturated|softmax")


# By edges, which takes longest, a walk of one example or of three, in turn.
@pytest.mark.parametrize(
    ("names", "examples", "grain"),
    [
        (names, examples, grain)
        for grain in GRAINS
        for number, names in enumerate(WALKS)
        for examples in (1, 3)
        if grain != "edge" or (examples == 3) == number % 2
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else None,
)
def test_every_step_is_told_and_every_equation_in_it_is_true(names, examples, grain):
    found = walk(*names, examples=examples, l2=0.01 * (examples - 1))
    count = 0
    for description in every_step(found, [grain], decimals=5):
        count += equations(description)
        assert markup.text(description.title)
        assert description.formula
        assert re.fullmatch(r"[A-Z].*[^.]\.", markup.text(description.sentence))
        assert as_latex(description).isascii()
        copied, text = as_markdown(description), as_text(description)
        for line in (*description.formula, *description.numbers):
            assert latex(line) in copied
            assert markup.text(line) in text
    assert count


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("loss", LOSSES)
def test_nothing_is_said_that_is_true_of_others_alone(name, loss):
    for seed in range(2):
        for description in every_step(walk(name, loss, "look ahead", seed=seed)):
            if "sigmoid" not in markup.text(*description.formula, description.sentence):
                assert not SAID_OF_OTHERS.search(markup.text(description.sentence))


@each
def test_numbers_are_tensorflows(names):
    found = walk(*names, examples=3)
    network, targets = found.network, tf.constant(found.targets)
    with tf.device("CPU"), tf.GradientTape() as tape:
        parameters = [LayerParameters(*map(tf.constant, layer)) for layer in found.parameters]
        tape.watch(parameters)
        z, a = tensors.forward(network, tuple(parameters), tf.constant(found.inputs))
        costs = tensors.loss(network.loss)(network.layers[-1].activation, z, a, targets)
        mean = tf.reduce_mean(costs)
    np.testing.assert_allclose(found.forward.output, a, rtol=1e-9)
    np.testing.assert_allclose(found.backward.losses, costs, rtol=1e-9)
    gradients = tape.gradient(mean, parameters, unconnected_gradients="zero")
    for ours, theirs in zip(found.backward.gradients, gradients, strict=True):
        for array, its_own in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(array, its_own, rtol=1e-9, atol=1e-12)


@each
def test_gradient_is_the_slope_of_the_loss(names):
    found = walk(*names, examples=2)
    weights = found.backward.gradients[0].weights
    for place in np.ndindex(*weights.shape):
        assert found.slope(0, *place) == pytest.approx(weights[place], rel=1e-3, abs=1e-7)


@each
def test_matrices_show_every_stage(names):
    found = walk(*names)
    for stage in found.stages:
        equation = found.equation(stage)
        assert matrix_text.written(equation)
        assert matrix_text.spoken(equation).endswith(".")


def test_matrices_do_not_call_another_difference_the_delta():
    found = walk("softplus", "double logistic")
    stage = next(stage for stage in found.stages if stage.kind == "output delta")
    written = matrix_text.written(found.equation(stage))
    assert [part for part in written if isinstance(part, str)] == ["∂C/∂z (", ",", ") ="]


def test_formulas_are_those_of_the_entries():
    found = walk("softplus", "huber")
    assert formula(found, "activation", "neuron") == ["a¹₁ = softplus(z¹₁) = ln(1 + e^z¹₁)"]
    assert formula(found, "loss") == [
        "Cⁿ = 1/2·Σᵢ ((a³ᵢ − ŷᵢ)²/2 if |a³ᵢ − ŷᵢ| < 1, else |a³ᵢ − ŷᵢ| − 0.5)"
    ]
    assert formula(found, "delta", "neuron")[1] == "f′(z²₁) = 1/(1 + e^−z²₁)"
    (line,) = numbers(found, "activation", "neuron")
    assert re.match(r"a¹₁ = softplus\((.*)\) = ln\(1 \+ e\S+\) = ", line)
    assert "what softplus makes of z¹₁" in sentence(found, "activation", "neuron")
    assert "The loss, huber," in sentence(found, "loss")
    assert formula(walk("softplus", "double logistic"), "output delta") == [
        "δ³ = ∂Cⁿ/∂z³ = 2·(a³ − ŷ)"
    ]


def test_update_is_the_formula():
    found = walk("softplus", "huber", "look ahead")
    before, gradient = found.parameters[0].weights, found.backward.gradients[0].weights
    velocity, chosen = found.slots.arrays[0][0].weights, found.hyperparameters
    new = chosen.momentum * velocity - chosen.learning_rate * gradient
    expected = before + chosen.momentum * new - chosen.learning_rate * gradient
    np.testing.assert_allclose(found.updated[0][0].weights, expected, rtol=1e-12)
    assert optimizer_tip("look ahead") == "v ← μ·v − η·g\nθ ← θ + μ·v − η·g"


def test_an_optimizer_with_a_velocity_is_told_to_follow_earlier_gradients():
    network = Network(2, (Layer(2, "linear"),), "mean squared error")
    found = walk_of(network, optimizer="look ahead", updates=1, learning_rate=9.0)
    assert "look ahead still follows earlier gradients" in sentence(found, "again")


def test_no_activation_but_softmax_is_without_a_slope():
    with pytest.raises(ValueError, match="Softmax alone has no slope"):
        activations.activation(exp(-Z) / Total("j", exp(-Z)), None, "(0, 1)")
    without = {name for name, one in activations.ACTIVATIONS.items() if one.slope is None}
    assert without == {"softmax"}


def test_the_backend_updates_by_the_formula():
    found = walk("softplus", "huber", "look ahead")
    layer = found.parameters[0].weights
    rates = optimizers.rates_in(np.float64, found.hyperparameters)
    given = [layer], [found.backward.gradients[0].weights], [[found.slots.arrays[0][0].weights]]
    with tf.device("CPU"):
        tensors_given = tf.nest.map_structure(tf.constant, given)
        theirs = optimizers.update("look ahead", *tensors_given, tf.constant(2.0), rates, tf.sqrt)
    ours = optimizers.update("look ahead", *given, np.float64(2), rates, np.sqrt)
    np.testing.assert_allclose(ours[0][0], theirs[0][0])
    np.testing.assert_allclose(ours[1][0][0], theirs[1][0][0])


# CONTRIBUTING's table.

ROW = re.compile(r"^\| an? (.+?) \| (.+?) \|(.*)\|$", re.MULTILINE)


def recipes():
    """What CONTRIBUTING says to change for what: {what: (files that must, files that may)}."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## To add something")[2].partition("\n## ")[0]
    files = partial(re.findall, r"`([\w/.]+)`")
    return {what: (files(must), files(may)) for what, must, may in ROW.findall(section)}


def test_contributing_names_the_files_to_change_and_they_are_there():
    found = recipes()
    assert set(found) == {
        "activation", "loss", "optimizer", "source of data", "colouring mode", "panel", "stage",
    }  # fmt: skip
    for what, (must, may) in found.items():
        assert must, what
        for file in (*must, *may):
            assert (ROOT / file).exists(), f"{what}: {file}"


def test_one_file_is_enough_where_this_test_adds_an_entry():
    found = recipes()
    for what, table in (("activation", activations), ("loss", losses), ("optimizer", optimizers)):
        must, _ = found[what]
        assert must == [f"{table.__name__.replace('.', '/')}.py"]


def test_the_way_back_of_a_loss_without_words_begins_with_the_layer():
    found = walk("softplus", "double logistic")
    assert "The way back begins" in sentence(found, "output delta")
    for unit, delta in enumerate(found.backward.deltas[-1][0]):
        said = sentence(found, "output delta", "neuron", unit)
        assert ("is negative, a larger" if delta < 0 else "is positive, a smaller") in said
