"""The words of the walkthrough: every number in them is right, and every format is valid."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.frozen import Frozen
from core.losses import LOSSES
from core.network import Layer, Network
from core.notation import markup
from core.optimizers import OPTIMIZERS
from core.terms import MOST
from core.walkthrough import GRAINS, PHASES, Place
from gui.walk.words.description import as_latex, as_text, describe
from gui.walk.words.numbers import number
from tests.arithmetic import Range, equations, result
from tests.walks import (
    DIGITS,
    NO_NAMES,
    PICTURE,
    WALKS,
    by_hand,
    changed,
    each_walk,
    every_step,
    formula,
    numbers,
    sentence,
    title,
    walk_of,
)

# All of it.


@each_walk
def test_every_step_is_described_and_no_two_alike(walk):
    for grain in GRAINS:
        described = list(every_step(walk, [grain]))
        assert len(set(map(as_text, described))) == len(described) == walk.count(grain)
        for heading, symbols, worked, words in described:
            assert markup.text(heading)
            assert all(markup.text(line) for line in (*symbols, *worked))
            assert symbols
            assert worked
            assert re.fullmatch(r"[A-Z].*[^.]\.", markup.text(words))


def test_all_kinds_and_optimizers_are_among_the_walks():
    assert {stage.kind for walk in WALKS.values() for stage in walk.stages} == set(PHASES)
    assert {walk.hyperparameters.optimizer for walk in WALKS.values()} == set(OPTIMIZERS)


@pytest.mark.parametrize("decimals", [2, 7])
@each_walk
def test_what_is_written_between_equals_signs_is_equal(walk, decimals):
    count = sum(map(equations, every_step(walk, decimals=decimals)))
    assert count >= walk.count("edge") / 2


@st.composite
def walks(draw):
    names, sizes = st.sampled_from(list(ACTIVATIONS)), st.integers(1, 9)
    loss = draw(st.sampled_from(list(LOSSES)))
    outputs = LOSSES[loss].output_activations or ACTIVATIONS
    layers = (
        *(Layer(draw(sizes), draw(names)) for _ in range(draw(st.integers(0, 2)))),
        Layer(LOSSES[loss].outputs or draw(sizes), draw(st.sampled_from(list(outputs)))),
    )
    return walk_of(
        Network(draw(sizes), layers, loss),
        examples=draw(st.sampled_from((1, 3))),
        seed=draw(st.integers(0, 99)),
        updates=draw(st.integers(0, 2)),
        optimizer=draw(st.sampled_from(list(OPTIMIZERS))),
        l2=draw(st.sampled_from((0.0, 0.01))),
        l1=draw(st.sampled_from((0.0, 0.02))),
        frozen=Frozen.of(draw(st.lists(st.sampled_from([(1,), (1, 0), (0, 0, 0), (2,)])))),
    )


@settings(max_examples=60)
@given(walks(), st.sampled_from(GRAINS), st.data())
def test_any_step_of_any_walk_is_right(walk, grain, data):
    place = walk.place(grain, data.draw(st.integers(0, walk.count(grain) - 1)))
    description = describe(NO_NAMES, walk, place, grain, data.draw(st.integers(1, 8)))
    equations(description)
    assert as_latex(description).isascii()
    assert re.fullmatch(r"[A-Z].*[^.]\.", markup.text(description.sentence))


@pytest.mark.parametrize("decimals", [1, 3, 8])
def test_results_are_the_walks_numbers(decimals):
    walk = WALKS["adam"]
    z, a = walk.forward.pre_activations[0][0], walk.forward.activations[1][0]
    weights, biases, _ = walk.backward.gradients[1]
    (_, old_slots), (updated, _) = walk.slots, walk.updated
    assert old_slots == 2
    for kind, layer, grain, place, expected in [
        ("pre-activation", 1, "neuron", (1, 0), z[1]),
        ("pre-activation", 1, "edge", (1, 2), z[1]),
        ("activation", 1, "neuron", (1, 0), a[1]),
        ("loss", 2, "layer", (0, 0), walk.backward.losses[0]),
        ("output delta", 2, "neuron", (1, 0), walk.backward.deltas[1][0, 1]),
        ("weight gradient", 2, "edge", (1, 2), weights[2, 1]),
        ("bias gradient", 2, "neuron", (1, 0), biases[1]),
        ("delta", 1, "neuron", (2, 0), walk.backward.deltas[0][0, 2]),
        ("delta", 1, "edge", (2, 1), walk.backward.deltas[0][0, 2]),
        ("update", 2, "edge", (1, 2), updated[1].weights[2, 1]),
        ("update", 2, "edge", (1, 3), updated[1].biases[1]),
    ]:
        last = numbers(walk, kind, grain, *place, layer=layer, decimals=decimals)[-1]
        assert result(last).meets(Range(expected, expected)), last


# Names.


def test_titles_name_layers_neurons_and_edges():
    walk = walk_of(PICTURE)
    assert title(walk, "pre-activation") == "Layer 1 of 2: pre-activation z"
    assert title(walk, "pre-activation", "neuron", 5) == "hidden 1, neuron 6: pre-activation z₆"
    assert title(walk, "activation", "edge", 5) == "hidden 1, neuron 6: activation a₆"
    place = {"unit": 5, "term": 6, "names": DIGITS}
    edge = "input, row 2, column 3 → hidden 1, neuron 6"
    assert title(walk, "pre-activation", "edge", **place) == f"{edge}: x₇·w₇₆, term 7 of 17"
    assert title(walk, "update", "edge", **place) == f"{edge}: update of w₇₆"
    back = "hidden 1, neuron 6 ← digit 6, output 7"
    assert title(walk, "delta", "edge", **place) == f"{back}: δ₇·w₆₇, term 7 of 10"
    bias = {**place, "term": 16}
    assert title(walk, "update", "edge", **bias) == "hidden 1, neuron 6: update of its bias b₆"
    assert title(walk, "output delta", "neuron", 3, names=DIGITS) == "digit 3, output 4: δ₄"


def test_formulas_count_layers_above_and_neurons_below():
    walk = walk_of(PICTURE)
    assert formula(walk, "pre-activation", layer=2) == ["z² = a¹·W² + b²"]
    assert formula(walk, "pre-activation", "neuron", 5) == ["z¹₆ = Σᵢ xᵢ·w¹ᵢ₆ + b¹₆"]
    assert formula(walk, "pre-activation", "edge", 5, 2, layer=2) == ["a¹₃·w²₃₆"]
    # Above 9 a comma keeps two neurons apart.
    assert formula(walk, "pre-activation", "edge", 5, 11, layer=2) == ["a¹₁₂·w²₁₂,₆"]
    assert formula(walk, "weight gradient", layer=2) == [
        "∂C/∂w²ᵢⱼ = ∂z²ⱼ/∂w²ᵢⱼ · ∂C/∂z²ⱼ = a¹ᵢ·δ²ⱼ",
        "∂C/∂W² = (a¹)ᵀ·δ²",
    ]
    assert formula(walk, "delta")[0] == "δ¹ = ∂Cⁿ/∂z¹ = (δ²·(W²)ᵀ) ⊙ f′(z¹)"


# Sums.


def test_short_sum_is_written_whole():
    (line,) = numbers(walk_of(Network(6, (Layer(1, "sigmoid"),))), "pre-activation", "neuron")
    assert line.count("·") == 6
    assert "more" not in line


def test_long_sum_is_written_by_its_largest_terms_and_what_the_rest_comes_to():
    walk = walk_of(Network(40, (Layer(2, "softmax"),)))
    (line,) = numbers(walk, "pre-activation", "neuron", 1, decimals=6)
    shown = re.findall(r"(−?[\d.]+)·\(?(−?[\d.]+)", line)
    rest = re.search(r"\(… 35 more, together (−?[\d.]+)\)", line)[1].replace("−", "-")
    terms = walk.inputs[0] * walk.parameters[0].weights[:, 1]
    order = np.argsort(-np.abs(terms))
    for (left, right), term in zip(shown, terms[order[:5]], strict=True):
        factors = [abs(float(part.replace("−", "-"))) for part in (left, right)]
        assert math.prod(factors) == pytest.approx(abs(term), abs=1e-5)
    assert float(rest) == pytest.approx(terms[order[5:]].sum(), abs=1e-6)
    assert line.endswith(markup.text(number(walk.forward.pre_activations[0][0, 1], 6)))


def test_sum_runs_up_to_the_term_and_ends_with_the_bias():
    walk = by_hand(("sigmoid", ((1, -1), (-2, 1)), (1, 0)))
    assert numbers(walk, "pre-activation", "edge", 0, 0) == ["1·1 = 1", "sum so far: 1"]
    assert numbers(walk, "pre-activation", "edge", 0, 1) == [
        "−1·(−2) = 2",
        "sum so far: 1 + 2 = 3",
    ]
    assert numbers(walk, "pre-activation", "edge", 0, 2) == ["b¹₁ = 1", "z¹₁ = 3 + 1 = 4"]
    assert numbers(walk, "pre-activation", "neuron", 0) == ["z¹₁ = 1·1 − 1·(−2) + 1 = 4"]


def test_terms_that_are_zero_are_not_listed_before_others():
    walk = walk_of(Network(40, (Layer(1, "sigmoid"),)))
    walk.inputs[0, 2:] = 0
    (line,) = numbers(walk, "pre-activation", "neuron")
    assert line.count("·") == 2
    assert "(… 38 more, together 0)" in line


def test_batch_is_averaged():
    walk = WALKS["adam"]
    assert formula(walk, "weight gradient", "edge") == [
        "∂C/∂w²₁₁ = 1/3·Σₙ ∂z²₁/∂w²₁₁ · ∂Cⁿ/∂z²₁ = 1/3·Σₙ a¹₁·δ²₁"
    ]
    assert numbers(walk, "bias gradient", "neuron")[0].count(")/3 = ") == 1
    assert "over the 3 examples" in sentence(walk, "weight gradient")
    assert "mean over the 3 examples: " in numbers(walk, "again")[1]


SQUARES = "mean squared error"


def half_dark():
    """A walk of a picture most of which is black."""
    walk = walk_of(Network(40, (Layer(2, "softmax"),)), optimizer="sgd")
    inputs = walk.inputs.copy()
    inputs[0, 3:20] = 0
    return changed(walk, inputs=inputs)


def by_edges(walk, kind, unit):
    """The sentences of a walk by edges through one neuron of the last stage of a kind."""
    number = max(number for number, stage in enumerate(walk.stages) if stage.kind == kind)
    first, stop = (walk.index("edge", Place(number, unit + more)) for more in (0, 1))
    places = [walk.place("edge", index) for index in range(first, stop)]
    return [markup.text(describe(NO_NAMES, walk, at, "edge", 4).sentence) for at in places]


@pytest.mark.usefixtures("qapp")  # which speaks English, with its plurals
def test_a_walk_by_edges_says_what_it_passes_over():
    first, *others = by_edges(half_dark(), "pre-activation", 0)
    assert "17 inputs are 0 and add nothing." in first
    assert re.search(r"The walk skips \d+ smaller terms, −?[\d.]+ together\.$", first)
    assert len(others) in (MOST - 1, MOST)  # the largest, and the bias
    assert not any("The walk skips" in one or "add nothing" in one for one in others)
    first, *_ = by_edges(half_dark(), "weight gradient", 0)
    assert "17 gradients are 0: their weights learn nothing. The walk skips" in first
    first, *_ = by_edges(half_dark(), "update", 0)
    assert "17 weights do not move. The walk skips" in first
    walk = half_dark()
    skipped = np.delete(
        walk.terms(walk.stages[1])[:, 0],
        [walk.place("edge", 1 + index).term for index in range(1 + len(others))],
    )
    small = np.count_nonzero(skipped)
    assert by_edges(walk, "pre-activation", 0)[0].endswith(
        f"The walk skips {small} smaller terms, {markup.text(number(skipped.sum(), 4))} together."
    )


@each_walk
def test_delta_is_defined_wherever_it_is_computed(walk):
    for grain in ("layer", "neuron"):
        for kind in ("output delta", "delta"):
            if kind in [stage.kind for stage in walk.stages]:
                defined = r"δ(\S+) = ∂Cⁿ/∂z\1 = "
                assert any(re.match(defined, line) for line in formula(walk, kind, grain))


def test_the_gradient_of_a_weight_is_two_numbers_and_where_they_come_from():
    walk = by_hand(("sigmoid", ((1, -1), (-2, 1)), (1, 0)), inputs=(0.5, -1.0))
    assert formula(walk, "weight gradient", "edge", 1, 0) == [
        "∂C/∂w¹₁₂ = ∂z¹₂/∂w¹₁₂ · ∂C/∂z¹₂ = x₁·δ¹₂"
    ]
    delta = markup.text(number(walk.backward.deltas[0][0, 1], 4))
    gradient = markup.text(number(walk.backward.gradients[0].weights[0, 1], 4))
    assert numbers(walk, "weight gradient", "edge", 1, 0) == [
        "x₁ = 0.5000, from the forward pass",
        f"δ¹₂ = {delta}, from the backward pass",
        f"∂C/∂w¹₁₂ = 0.5000·{delta} = {gradient}",
    ]


@pytest.mark.parametrize("grain", ["layer", "neuron", "edge"])
def test_an_update_is_computed_before_ones_eyes(grain):
    walk = by_hand(("linear", ((1,),), (0.5,)), inputs=(1.0,), target=(1.5211,), loss=SQUARES)
    lines = numbers(walk, "update", grain)
    gradient = markup.text(number(walk.backward.gradients[0].weights[0, 0], 4))
    assert gradient == "−0.0422"
    assert lines[0] == "w¹₁₁ ← 1 − 0.1·(−0.0422) = 1.0042"
    if grain != "edge":
        assert lines[1] == "b¹₁ ← 0.5000 − 0.1·(−0.0422) = 0.5042"
