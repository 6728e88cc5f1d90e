"""The words of the walkthrough: every number in them is right, and every format is valid."""

import ast
import html.parser
import math
import re
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.data.tasks import one_hot
from core.experiment import Experiment, Hyperparameters
from core.losses import LOSSES
from core.network import Layer, Network
from core.notation import markup
from core.notation.latex import latex, latex_prose, markdown
from core.notation.markup import Function, Over, Root, Script, Words, fill
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, initialise
from core.snapshot import no_slots
from core.terms import MOST
from core.walkthrough import GRAINS, PHASES, Place, Walkthrough
from gui.walk.stages.again import compared
from gui.walk.words.description import as_latex, as_markdown, as_text, describe
from gui.walk.words.numbers import exact, number
from gui.walk.words.step import Names, names_of

NO_NAMES = Names()
DIGITS = Names(tuple("0123456789"), (4, 4))
SMALL = Network(2, (Layer(3), Layer(2, "softmax")))
SQUARES = "mean squared error"
PICTURE = Network(16, (Layer(12), Layer(10, "softmax")))


# Walks.


def walk_of(network, examples=1, seed=1, dtype=np.float64, updates=0, **rates):
    """A walk with random parameters; `updates` before it have filled the optimizer's slots."""
    random = np.random.default_rng(seed)

    def batch():
        return random.standard_normal((examples, network.inputs)).astype(dtype)

    parameters = tuple(
        LayerParameters(*(random.standard_normal(array.shape).astype(dtype) for array in layer))
        for layer in initialise(network, seed)
    )
    labels = random.integers(network.sizes[-1], size=examples)
    hyperparameters = Hyperparameters(**{"learning_rate": 0.01, **rates})
    walk = Walkthrough(
        network,
        parameters,
        batch(),
        one_hot(labels, network.sizes[-1], dtype),
        hyperparameters,
        no_slots(parameters, hyperparameters.optimizer),
    )
    for _ in range(updates):
        parameters, slots = walk.updated
        walk = changed(walk, parameters=parameters, slots=slots, inputs=batch())
    return walk


def by_hand(*layers, inputs=(1.0, -1.0), target=(1.0, 0.0), loss="cross-entropy", **rates):
    """A walk through layers of (activation, weights, biases), with plain numbers."""
    parameters = tuple(
        LayerParameters(np.array(weights, float), np.array(biases, float), np.zeros(0))
        for _, weights, biases in layers
    )
    network = Network(
        len(inputs), tuple(Layer(len(biases), name) for name, _, biases in layers), loss
    )
    rates = Hyperparameters(**{"optimizer": "sgd", "learning_rate": 0.1, **rates})
    return Walkthrough(
        network,
        parameters,
        np.array([inputs], float),
        np.array([target], float),
        rates,
        no_slots(parameters, rates.optimizer),
    )


def changed(walk, **fields):
    """The walk with other fields."""
    names = ("network", "parameters", "inputs", "targets", "hyperparameters", "slots")
    return Walkthrough(**{**{name: getattr(walk, name) for name in names}, **fields})


def said(walk, kind, grain="layer", unit=0, term=0, layer=None, names=NO_NAMES, decimals=4):
    """The description of a step in the first stage of a kind, that of `layer` if it is given."""
    stage = next(
        index
        for index, stage in enumerate(walk.stages)
        if stage.kind == kind and layer in (None, stage.layer)
    )
    return describe(names, walk, Place(stage, unit, term), grain, decimals)


def title(*args, **more):
    return markup.text(said(*args, **more).title)


def formula(*args, **more):
    return [markup.text(line) for line in said(*args, **more).formula]


def numbers(*args, **more):
    return [markup.text(line) for line in said(*args, **more).numbers]


def sentence(*args, **more):
    return markup.text(said(*args, **more).sentence)


def every_step(walk, grains=GRAINS, names=NO_NAMES, decimals=3):
    for grain in grains:
        for index in range(walk.count(grain)):
            yield describe(names, walk, walk.place(grain, index), grain, decimals)


WALKS = {
    "sgd": walk_of(Network(2, (Layer(3, "sigmoid"), Layer(1, "sigmoid"))), optimizer="sgd"),
    "adam": walk_of(SMALL, examples=3, optimizer="adam", updates=2, l2=0.01),
    "momentum": walk_of(SMALL, optimizer="momentum", updates=2),
    "rmsprop": walk_of(SMALL, optimizer="rmsprop", updates=2, l2=0.1),
    "one weight": walk_of(Network(1, (Layer(1, "tanh"),), "mean squared error")),
    "long sums": walk_of(Network(7, (Layer(10, "softmax"), Layer(7, "softmax"))), examples=8),
    "logistic": walk_of(Network(3, (Layer(8, "elu"), Layer(9, "sigmoid")))),
    **{
        f"{name}, squared error": walk_of(
            Network(2, (Layer(7, name), Layer(2, name), Layer(2, name)), "mean squared error"),
            examples=examples,
        )
        for name, examples in zip(ACTIVATIONS, [1, 3] * 5, strict=True)
    },
}
each_walk = pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)


# Arithmetic with the numbers of a text: each stands for all those that are rounded to it.


class Range(NamedTuple):
    low: float
    high: float

    def meets(self, other):
        slack = 1e-9 * (1 + max(map(abs, (*self, *other))))
        return self.low <= other.high + slack and other.low <= self.high + slack


def range_of(function, *ranges):
    """The range of a function that is monotonic in each of its arguments."""
    corners = [()]
    for ends in ranges:
        corners = [(*corner, end) for corner in corners for end in ends]
    values = [function(*corner) for corner in corners]
    return Range(min(values), max(values))


def literal(written):
    half = 0.5 * 10.0 ** -len(written.partition(".")[2]) if "." in written else 0
    return Range(float(written) - half, float(written) + half)


def power(base, exponent):
    found = range_of(lambda x: x**exponent, base)
    return Range(0.0, found.high) if base.low < 0 < base.high else found


FUNCTIONS = {
    "sqrt": lambda x: math.sqrt(max(x, 0)),
    "exp": math.exp,
    "ln": lambda x: math.log(max(x, 1e-300)),
    "max": max,
    "sign": lambda x: (x > 0) - (x < 0),
}
UNSCRIPTED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿᵀᵗ₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₙₜ", "0123456789−nTt0123456789ijknt")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
OPERATORS = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


def evaluate(node):
    match node:
        case ast.Call(ast.Name("literal"), [ast.Constant(written)]):
            return literal(written)
        case ast.Call(ast.Name("abs"), [inside]):
            low, high = evaluate(inside)
            return Range(0 if low < 0 < high else min(abs(low), abs(high)), max(-low, high))
        case ast.Call(ast.Name(name), arguments):
            return range_of(FUNCTIONS[name], *map(evaluate, arguments))
        case ast.UnaryOp(ast.USub(), operand):
            return range_of(lambda x: -x, evaluate(operand))
        case ast.BinOp(left, ast.Pow(), right):
            return power(evaluate(left), evaluate(right).low)
        case ast.BinOp(left, operator, right):
            return range_of(OPERATORS[type(operator)], evaluate(left), evaluate(right))
    raise ValueError(ast.dump(node))


def raised(match):
    return f"**({match[0].translate(RAISED)})"


def value_of(text):
    """What an expression of numbers comes to, as written; None: it has other symbols."""
    text = re.sub(r"\(… [\d,]+ more, together ([^()]+)\)", r"(\1)", text.strip())
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", raised, text)
    text = text.replace("−", "-").replace("·", "*").replace("×", "*")
    text = re.sub(r"e\^(\(([^()]*(\([^()]*\))?)\)|-?[\d.]+)", r"exp(\1)", text)
    text = re.sub(r"e\*\*(\(-?\d+\))", r"exp\1", text)
    text = re.sub(r"ln ([\d.]+(\*10\*\*\(-?\d+\))?)", r"ln(\1)", text)
    text = re.sub(r"\|([^|]+)\|", r"abs(\1)", text)
    text = re.sub(r"√([\d.]+)", r"sqrt(\1)", text).replace("√(", "sqrt(")
    if re.search(r"[^\W\d]|…", re.sub("sqrt|exp|ln|max|abs|sign", "", text)):
        return None
    expression = re.sub(r"\d+(\.\d+)?", r"literal('\g<0>')", text)
    return evaluate(ast.parse(expression, mode="eval").body)


def values_in(line):
    """What the expressions of numbers of "symbol = expression = result" come to, as written."""
    if re.search(r"numbers|^… |→", line) or re.search(r"= \([^()]*, ", line):
        return []  # nothing is computed there: a row, a matrix, a change
    parts = re.split(r" = | ← ", re.sub("^[^:=]*: ", "", line))
    found = [value_of(part) for part in parts]
    return [value for value in found if value is not None]


def result(line):
    return values_in(line)[-1]


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


def equations(description):
    """How many lines of a description are equations of numbers; all must be right."""
    count = 0
    for line in map(markup.text, description.numbers):
        values = values_in(line)
        count += len(values) > 1
        for value in values:
            assert value.meets(values[-1]), line
    return count


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


# What a walk by edges passes over.


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


# Single numbers.


@given(
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.integers(0, 8),
)
def test_number_is_the_value_rounded(value, decimals):
    written = markup.text(number(value, decimals))
    mantissa, _, exponent = written.partition("×10")
    assert re.fullmatch(r"−?\d{1,9}(\.\d+)?", mantissa)
    half = 0.5 * 10.0 ** ((int(exponent.translate(RAISED)) if exponent else 0) - decimals)
    assert value_of(written).meets(Range(value - half, value + half))
    assert written.startswith("−") == (value < 0)
    assert bool(set(mantissa) & set("123456789")) == (value != 0)
    if value != int(value) or exponent:
        assert len(mantissa.partition(".")[2]) == decimals


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0.0, 3, "0"),
        (-0.0, 3, "0"),
        (-0.31, 2, "−0.31"),
        (1.0, 4, "1"),
        (0.9999, 2, "1.00"),
        (-0.0004, 2, "−4.00×10⁻⁴"),
        (0.6, 0, "1"),
        (12345678.5, 1, "12345678.5"),
        (123456789.0, 2, "1.23×10⁸"),
        (float("nan"), 2, "not a number"),
        (float("-inf"), 2, "−∞"),
    ],
)
def test_numbers(value, decimals, written):
    assert markup.text(number(value, decimals)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.001, "0.001"), (1e-7, "10⁻⁷"), (2.5e-6, "2.5×10⁻⁶"), (1 - 0.999, "0.001"), (-3, "−3")],
)
def test_hyperparameters_keep_their_figures(value, written):
    assert markup.text(exact(value)) == written


@pytest.mark.parametrize("decimals", range(9))
def test_decimals_are_respected(decimals):
    for kind in ("pre-activation", "weight gradient", "delta"):
        line = numbers(walk_of(SMALL, seed=4), kind, "neuron", decimals=decimals)[0]
        written = re.findall(r"\d+\.(\d+)", line)
        assert set(map(len, written)) == ({decimals} if decimals else set())


# Losses, updates and what they mean.


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
    assert names_of(Experiment()) == (tuple("0123456789"), (16, 16))


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


# Formats.


@each_walk
def test_plain_text_has_no_markup(walk):
    for description in every_step(walk):
        text = as_text(description)
        assert not re.search(r"[\\${}_]|</?\w+>", text)
        for part in (description.title, *description.numbers, description.sentence):
            assert markup.text(part) in text


@each_walk
def test_latex_is_balanced_and_free_of_unicode(walk):
    for description in every_step(walk):
        written = as_latex(description)
        assert written.isascii()
        assert written.count("{") == written.count("}")
        assert written.count("$") % 2 == 0
        depths = np.cumsum([{"{": 1, "}": -1}.get(character, 0) for character in written])
        assert depths.min() >= 0
        assert not re.search(r"\}'|\^\{[^{}]*\}\^|_\{[^{}]*\}_", written)  # double scripts
        mathematics = "".join(written.split("$")[1::2])
        assert not re.search(r"\\[a-z]+[0-9]", mathematics)
        copied = as_markdown(description)
        for line in (*description.formula, *description.numbers):
            assert f"${latex(line)}$" in copied
            assert latex(line) in written


class Tags(html.parser.HTMLParser):
    """Fails where tags are not closed in order."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.text = ""

    def handle_starttag(self, tag, attributes):
        assert tag in ("i", "sup", "sub", "br")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@each_walk
def test_html_is_closed_and_says_the_same(walk):
    for description in every_step(walk):
        for node in (description.title, *description.formula, description.sentence):
            tags = Tags()
            tags.feed(markup.html(node))
            tags.close()
            assert tags.open == []
            # On one line a power may need parentheses that a superscript does not.
            plain = re.sub(r"[()^]", "", markup.text(node).translate(UNSCRIPTED))
            assert re.sub(r"[()]", "", tags.text) == plain


def test_formats_of_every_node():
    node = (Over("∂C", ("∂", Script("w", "2", "3,12"))), " = ", Root(("v", " + ", "ε")))
    assert markup.text(node) == "∂C/∂w²₃,₁₂ = √(v + ε)"
    assert latex(node) == r"\frac{\partial C}{\partial w^{2}_{3,12}} = \sqrt{v + \varepsilon }"
    assert markup.html(node) == (
        "∂<i>C</i>/∂<i>w</i><sup>2</sup><sub>3,12</sub> = √(<i>v</i> + <i>ε</i>)"
    )
    node = (Function("leaky relu"), "(", Script("e", "0.5"), ") < ", Script("ŷ", below="7"))
    assert markup.text(node) == "leaky relu(e^0.5) < ŷ₇"
    assert latex(node) == r"\operatorname{leaky\ relu}(e^{0.5}) < \hat{y}_{7}"
    assert markup.html(node) == ("leaky relu(<i>e</i><sup>0.5</sup>) &lt; <i>ŷ</i><sub>7</sub>")


def test_words_and_mathematics_are_told_apart():
    node = fill("{a} is 5 % of <all> y₁, f′ and $_x*", a=Script("a", below="3"))
    assert markup.text(node) == "a₃ is 5 % of <all> y₁, f′ and $_x*"
    assert latex_prose(node) == (r"$a_{3}$ is 5 \% of $<$all$>$ y$_{1}$, f$^{'}$ and \$\_x*")
    assert markdown(node) == r"$a_{3}$ is 5 % of \<all\> y₁, f′ and \$\_x\*"
    assert markup.html(Words("a < b & c")) == "a &lt; b &amp; c"


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=12).filter(str.strip))
def test_any_class_name_is_escaped(name):
    names = Names((name, f"{name}2"))
    for kind in ("input", "loss", "output delta"):
        description = said(walk_of(SMALL), kind, "neuron", names=names)
        written = as_latex(description)
        bare = re.sub(r"\\[{}$%#_&]", "", written)
        assert bare.count("{") == bare.count("}")
        assert bare.count("$") % 2 == 0
        as_markdown(description)
        assert name in as_text(description) or kind in ("input", "loss")
