"""What the walk says of losses, updates and special cases: nothing flows, all is well, NaN."""

import re

import numpy as np
import pytest

from core.data import Curve, Worked
from core.experiment import Experiment
from core.network import Layer, Network
from core.notation import markup
from core.optimizers import OPTIMIZERS
from core.walkthrough import GRAINS
from gui.walk.stages.again import compared
from gui.walk.words.description import as_text
from gui.walk.words.numbers import number
from gui.walk.words.step import Names, names_of
from tests.arithmetic import result
from tests.walks import (
    DIGITS,
    PICTURE,
    SMALL,
    WALKS,
    by_hand,
    changed,
    every_step,
    formula,
    numbers,
    sentence,
    walk_of,
)


def test_cross_entropy_of_softmax_is_the_labels_term_alone():
    walk = by_hand(("softmax", ((1, 0), (0, 1)), (0, 0)), inputs=(2.0, 1.0))
    assert formula(walk, "loss") == ["Cⁿ = −Σᵢ ŷᵢ·ln a¹ᵢ = −ln a¹₁"]
    assert numbers(walk, "loss", decimals=2) == ["Cⁿ = −ln 0.73 = 0.31"]
    assert "73.1 %" in sentence(walk, "loss")
    wrong = changed(walk, targets=walk.targets[:, ::-1].copy())
    assert "prefers output, neuron 1 (73.1 %)" in sentence(wrong, "loss")


def test_a_network_that_is_sure_has_hardly_anything_to_learn():
    walk = by_hand(("softmax", ((0, 0), (0, 0)), (0, 9)), target=(0.0, 1.0))
    assert "already sure of output, neuron 2" in sentence(walk, "loss")
    wrong = changed(walk, targets=walk.targets[:, ::-1].copy())
    assert "sure" not in sentence(wrong, "loss")


def test_loss_of_an_output_rounded_to_zero_comes_from_z():
    walk = walk_of(SMALL, dtype=np.float32)
    walk.parameters[1].biases[:] = walk.targets[0] * -400
    (line,) = numbers(walk, "loss", decimals=2)
    assert re.match(r"Cⁿ = ln\(Σⱼ e\^z²ⱼ\) − z². = ", line)
    assert result(line).low > 300


def test_powers_that_would_overflow_are_written_relative_to_the_largest():
    walk = by_hand(("softmax", ((0, 0), (0, 0)), (900, 901)))
    taken, total, share = numbers(walk, "activation", "neuron", 0, decimals=2)
    assert "901" in taken
    assert total == "Σⱼ e^z¹ⱼ = e⁻¹ + e⁰ = 1.37"
    assert share == "a¹₁ = e⁻¹/1.37 = 0.37/1.37 = 0.27"


def test_logistic_loss_never_takes_the_logarithm_of_nothing():
    walk = by_hand(("sigmoid", ((0, 0), (0, 0)), (30, 40)), target=(1.0, 0.0))
    assert numbers(walk, "loss", decimals=2) == ["Cⁿ = −ln 1.00 − ln 4.25×10⁻¹⁸ = 40.00"]


def test_update_shows_the_slots_before_and_after():
    walk = WALKS["adam"]
    lines = numbers(walk, "update", "edge", 1, 2, layer=2, decimals=8)
    (m, v), updates = walk.slots
    new_m, new_v = walk.updated[1].arrays
    for line, old, new in ((lines[1], m, new_m), (lines[2], v, new_v)):
        assert markup.text(number(old[1].weights[2, 1], 8)) in line
        assert line.endswith(markup.text(number(new[1].weights[2, 1], 8)))
    assert lines[0].startswith("g = ")  # L2 is in it
    assert f"0.9{chr(0xB2 + updates - 1)}" in lines[3]  # the third power


def test_l2_is_for_weights_alone():
    walk = WALKS["rmsprop"]
    assert formula(walk, "update", "edge", 0, 0)[0] == "g = ∂C/∂w¹₁₁ + λ·w¹₁₁"
    assert formula(walk, "update", "edge", 0, 2)[0] == "g = ∂C/∂b¹₁"
    assert "L2" in sentence(walk, "update")
    assert "L2" not in sentence(WALKS["momentum"], "update")


def test_momentum_can_outweigh_the_gradient():
    walk = walk_of(Network(2, (Layer(3, "tanh"), Layer(2, "softmax"))), optimizer="momentum")
    _, slots = walk.updated
    for array in slots.arrays[0][1]:
        array[:] = 5 * np.sign(walk.backward.gradients[1].weights[0, 0])
    assert "Earlier gradients" in sentence(changed(walk, slots=slots), "update", "edge", layer=2)


def test_loss_before_and_after():
    better = by_hand(("sigmoid", ((0, 0), (0, 0)), (0, 0)))
    (line,) = numbers(better, "again", decimals=3)
    assert line == "Cⁿ → Cⁿ′: 1.386 → 1.242, 10 % lower"
    assert "The loss fell" in sentence(better, "again")

    squares = by_hand(
        ("linear", ((1,), (1,)), (0,)), target=(1.0,), loss="mean squared error", learning_rate=5
    )
    assert "higher" in numbers(squares, "again")[0]
    assert "learning rate 5 is too large" in sentence(squares, "again")

    still = by_hand(("step", ((1,), (1,)), (0,)), target=(1.0,), loss="mean squared error")
    assert numbers(still, "again") == ["Cⁿ → Cⁿ′: 1 → 1, unchanged"]
    assert "Every gradient is 0" in sentence(still, "again")


@pytest.mark.parametrize("name", ["sign", "step"])
def test_back_propagation_stops_where_the_derivative_is_zero(name):
    walk = WALKS[f"{name}, squared error"]
    for kind in ("output delta", "delta"):
        for grain in GRAINS:
            words = sentence(walk, kind, grain)
            assert "0 wherever it exists" in words
            assert "sigmoid" in words
    assert "learns nothing" in sentence(walk, "weight gradient")


def test_dead_relu_lets_no_delta_pass():
    walk = by_hand(("relu", ((-1, 1), (1, 1)), (0, 0.5)), ("softmax", ((1, -1), (1, 2)), (0, 0)))
    assert walk.forward.pre_activations[0][0].tolist() == [-2, 0.5]
    assert "silent" in sentence(walk, "activation", "neuron", 0)
    assert "passes it on" in sentence(walk, "activation", "neuron", 1)
    assert "0 for 1 of 2 neurons" in sentence(walk, "delta")
    assert "relu is flat" in sentence(walk, "delta", "neuron", 0)
    assert "relu is flat" not in sentence(walk, "delta", "neuron", 1)
    assert "learn nothing" in sentence(walk, "weight gradient", "neuron", 0, layer=1)
    assert "stays" in sentence(walk, "update", "edge", 0, 0)


def exact_output(loss):
    """A walk whose output is exactly its target."""
    return by_hand(("sigmoid", ((0,), (0,)), (50,)), target=(1.0,), loss=loss)


def half_right():
    """A walk with one output that is exactly its target, and one that is not."""
    return by_hand(("sigmoid", ((0, 0), (0, 0)), (50, 0)))


def kinked():
    """A walk with a neuron exactly at the kink of prelu, and none of its weights doing anything."""
    walk = walk_of(Network(2, (Layer(2, "prelu"), Layer(2, "softmax"))))
    for array in walk.parameters[0]:
        array[..., 0] = 0
    return walk


def half_blind():
    """A walk through a hidden neuron that no output listens to, and one that does not hear."""
    hidden = ("tanh", ((1, 50), (0, 0)), (0, 0))
    return by_hand(hidden, ("sigmoid", ((0,), (1,)), (0,)), target=(1.0,))


def opposed():
    """A walk of two equal examples with opposite labels: their gradients cancel."""
    walk = by_hand(("softmax", ((0, 0), (0, 0)), (0, 0)))
    return changed(walk, inputs=np.ones((2, 2)), targets=np.eye(2))


def heavy():
    """A walk with a weight so large that an update is lost in its rounding."""
    return by_hand(
        ("linear", ((1e20,), (1,)), (0,)),
        inputs=(1e-20, 1.0),
        target=(0.0,),
        loss="mean squared error",
    )


@pytest.mark.parametrize(
    ("walk", "step", "words"),
    [
        (exact_output("cross-entropy"), ("output delta",), "Every output is exactly"),
        (exact_output("mean squared error"), ("output delta",), "teaches nothing"),
        (exact_output("cross-entropy"), ("weight gradient",), "learns nothing"),
        (exact_output("cross-entropy"), ("weight gradient", "neuron"), "learn nothing"),
        (exact_output("cross-entropy"), ("bias gradient",), "no bias learns"),
        (exact_output("cross-entropy"), ("update",), "Nothing moves"),
        (
            exact_output("cross-entropy"),
            ("update", "neuron"),
            "Its weights and its bias do not move",
        ),
        (half_right(), ("output delta", "neuron", 0), "The output is exactly right"),
        (half_right(), ("output delta", "neuron", 1), "The output is too large"),
        (kinked(), ("pre-activation", "edge", 0, 0), "The weight is 0"),
        (kinked(), ("pre-activation", "edge", 0, 2), "It is 0, so the sum so far is z¹₁"),
        (kinked(), ("delta", "neuron", 0), "exactly at the kink of prelu"),
        (half_blind(), ("activation", "neuron", 1), "saturated"),
        (half_blind(), ("delta", "neuron", 1), "quite flat: f′(z¹₂) = 0"),
        (half_blind(), ("delta", "neuron", 0), "is 0. So δ¹₁ is 0, too"),
        (half_blind(), ("delta", "edge", 0), "nothing comes back from output, neuron 1"),
        (
            opposed(),
            ("weight gradient", "edge"),
            "a small change of the weight does not change the loss",
        ),
        (
            opposed(),
            ("bias gradient", "neuron"),
            "a small change of the bias does not change the loss",
        ),
        (opposed(), ("weight gradient",), "averaged over the 2 examples"),
        (heavy(), ("update", "edge"), "too small to change the weight's last digit"),
        (heavy(), ("update", "edge", 0, 1), "so the weight goes down"),
    ],
)
def test_special_cases_are_said(walk, step, words):
    assert words in sentence(walk, *step)


def test_inputs_of_zero_teach_no_weight():
    walk = by_hand(("sigmoid", ((1,), (1,)), (0,)), inputs=(0.0, 0.0), target=(0.0,))
    assert "Nothing comes in" in sentence(walk, "pre-activation", "neuron")
    assert "Everything that comes from the input is 0" in sentence(walk, "weight gradient")


def test_input_is_a_picture_with_a_label():
    walk = walk_of(PICTURE)
    label = walk.targets[0].argmax()
    words = sentence(walk, "input", names=DIGITS)
    assert "4×4 pixels" in words
    assert f"digit {label}" in words


@pytest.mark.parametrize(
    ("source", "labelled"), [(Curve(("sine", "bump")), False), (Worked(), True)]
)
def test_values_have_no_label_even_where_one_is_1_and_one_is_0(source, labelled):
    network = Network(source.input.count, (Layer(2, "sigmoid"),), "mean squared error")
    walk = changed(walk_of(network), targets=np.array([[0.0, 1.0]]))
    words = sentence(walk, "input", names=names_of(Experiment(network, source)))
    assert ("The right answer" in words) == labelled


def test_label_need_not_be_a_single_class():
    walk = by_hand(("softmax", ((1, 0), (0, 1)), (0, 0)), inputs=(2.0, 1.0), target=(0.5, 0.5))
    assert numbers(walk, "loss", decimals=2) == ["Cⁿ = −0.50·ln 0.73 − 0.50·ln 0.27 = 0.81"]
    assert formula(walk, "loss") == ["Cⁿ = −Σᵢ ŷᵢ·ln a¹ᵢ"]
    walk = by_hand(("sigmoid", ((0,), (0,)), (0,)), target=(0.5,))
    assert numbers(walk, "loss", decimals=2) == ["Cⁿ = 0.69 = 0.69"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (2.303, 2.291, ", 0.52 % lower"),
        (1.0, 12.5, ", 1,150 % higher"),
        (1.0, 1.1, ", 10 % higher"),
        (1.0, 1.099, ", 9.9 % higher"),
        (np.float32(2), np.float32(1), ", 50 % lower"),
        (1.0, 1.0 - 1.2e-5, ", 0.0012 % lower"),
        (1.0, 1.0 + 0.9e-5, ", less than 0.001 % higher"),
        (1.0, 1.0 - 1e-9, ", less than 0.001 % lower"),
        (1.0, 1.0 + 1e-9, ", less than 0.001 % higher"),
        (1.0, 1.0, ", unchanged"),
        (0.0, 1.0, ""),
        (1.0, np.inf, ""),
        (np.nan, np.nan, ""),
    ],
)
def test_losses_are_compared(before, after, words):
    assert markup.text(compared("C: 1 → 2", before, after)) == f"C: 1 → 2{words}"


def test_dataset_names_neurons():
    assert names_of(Experiment()) == (tuple("0123456789"), (16, 16), (), True)
    assert names_of(Experiment()).are_digits
    assert not Names(("0", "1"), (16, 16)).are_digits  # two classes by number


@pytest.mark.parametrize(
    ("value", "words"), [(np.nan, "not a number"), (np.inf, "infinite"), (1e300, "infinite")]
)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_numbers_that_are_not_finite_are_said_in_words(value, words, optimizer):
    walk = walk_of(PICTURE, examples=3, optimizer=optimizer, updates=1)
    walk.parameters[0].weights[:] = value
    walk.inputs[:] = 1e300
    assert words in sentence(walk, "pre-activation", "neuron")
    assert "not finite" in numbers(walk, "pre-activation")[0]
    assert "diverged" in sentence(walk, "loss")
    for grain in ("layer", "neuron"):
        for description in every_step(walk, [grain]):
            assert not re.search(r"\b(nan|inf)\b", as_text(description))


def test_l1_is_told_with_the_numbers_that_it_adds():
    walk = WALKS["nesterov"]
    assert formula(walk, "update", "edge", 0, 0)[0] == "g = ∂C/∂w¹₁₁ + λ₂·w¹₁₁ + λ₁·sign(w¹₁₁)"
    assert formula(walk, "update", "edge", 0, 2)[0] == "g = ∂C/∂b¹₁"
    assert "from near as from far, with λ₁ = 0.1." in sentence(walk, "update")
    alone = walk_of(SMALL, optimizer="sgd", l1=0.5)
    (first, *_) = formula(alone, "update", "edge", 0, 0)
    assert first == "g = ∂C/∂w¹₁₁ + λ·sign(w¹₁₁)"
    sign = "1" if alone.parameters[0].weights[0, 0] > 0 else "(−1)"
    assert f" + 0.5·{sign} = " in numbers(alone, "update", "edge", decimals=3)[0]


def test_a_walk_says_that_it_leaves_no_neuron_out():
    assert "dropout" in sentence(walk_of(SMALL, dropout=0.5), "update")
    assert "dropout" not in sentence(WALKS["momentum"], "update")
