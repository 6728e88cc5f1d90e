"""Colours of a decision map: classes mixed by probability, values by sign; against float64."""

import numpy as np
import pytest

from core.data.inputs import Point
from core.data.tasks import Classes, Values
from core.maps import Grid, Maps, View, neuron_maps
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.propagation import Forward, forward
from gui.maps.answer_colours import MODES, Answers, pictures
from gui.theme import DARK, LIGHT
from tests.helpers import rgb

KIND = Point(("x₁", "x₂"), ((-6.0, 6.0), (-6.0, 6.0)))
THREE = Classes(("A", "B", "C"))
THEMES = pytest.mark.parametrize("now", [DARK, LIGHT], ids=lambda now: now.name)


def answers_of(rows, task=THREE, layer=None, scale=1.0):
    """The answers of outputs [rows, columns, outputs], as they come from the network."""
    outputs = np.array(rows, np.float32)
    shape = outputs.shape
    maps = Maps(
        Grid(View(0, 1, 0, 1), shape[1], shape[0]),
        Forward((), (outputs.reshape(-1, shape[2]),)),
    )
    return Answers.of(maps, task, layer or Layer(shape[2], "softmax"), scale)


def colours(answers, mode, now=DARK, **more):
    return [one.colours.tolist() for one in pictures(answers, mode, now, **more)]


def as_bytes(*texts):
    return [[int(text[at : at + 2], 16) for at in (1, 3, 5)] for text in texts]


@THEMES
@pytest.mark.parametrize("features", [(), ("x₁²", "x₁x₂", "sin x₂")])
@pytest.mark.parametrize(("outputs", "last"), [(3, "softmax"), (1, "sigmoid"), (1, "tanh")])
def test_every_cell_has_the_mixture_that_propagation_in_float64_gives(now, features, outputs, last):
    kind = Point(KIND.names, KIND.ranges, features)
    network = Network(
        kind.count,
        (Layer(5, "tanh"), Layer(outputs, last)),
        loss="cross-entropy" if last != "tanh" else "mean squared error",
    )
    parameters = initialise(network, 3)
    grid = Grid(View(-6, 9, -6, 6), 31, 17)
    task = THREE if outputs == 3 else Classes(("0", "1"))
    maps = neuron_maps(network, parameters, kind, grid)
    (picture,) = pictures(Answers.of(maps, task, network.layers[-1], 1), "shades", now)
    exact = tuple(LayerParameters(*(part.astype(float) for part in layer)) for layer in parameters)
    grounds = np.array([rgb(text) for text in now.class_grounds[: task.width]])
    random = np.random.default_rng(0)
    for row, column in zip(random.integers(0, 17, 40), random.integers(0, 31, 40), strict=True):
        point = np.array([[-6 + (column + 0.5) * 15 / 31, 6 - (row + 0.5) * 12 / 17]])
        shares = forward(network, exact, kind.inputs(point)).output[0]
        if last == "sigmoid":
            shares = np.array([1 - shares[0], shares[0]])
        if last == "tanh":
            shares = np.array([1 - shares[0], 1 + shares[0]]) / 2
        *_, second, first = sorted(shares)
        paper, strength = rgb(now.surface), 0.15 + 0.85 * (first - second)
        wanted = paper + strength * (shares @ grounds - paper)
        assert picture.colours[row, column] == pytest.approx(wanted, abs=0.6)


@THEMES
def test_each_mode_shows_what_it_says(now):
    level = answers_of([[[0.7, 0.2, 0.1], [0.1, 0.45, 0.45], [0, 0, 1]]])
    a, b, c = (rgb(text) for text in now.class_grounds[:3])
    paper, ink = rgb(now.surface), rgb(now.text)
    (shades,) = colours(level, "shades", now)
    mixed = 0.7 * a + 0.2 * b + 0.1 * c  # ahead by 0.5
    assert shades[0][0] == pytest.approx(paper + 0.575 * (mixed - paper), abs=0.6)
    level_ones = 0.1 * a + 0.45 * b + 0.45 * c
    assert shades[0][1] == pytest.approx(paper + 0.15 * (level_ones - paper), abs=0.6)
    assert shades[0][2] == c.tolist()
    (decision,) = colours(level, "decision", now)
    assert decision[0] == as_bytes(*(now.class_grounds[one] for one in (0, 1, 2)))
    (unsure,) = np.array(colours(level, "unsure", now))
    assert unsure[0, 2] == pytest.approx(paper)  # quite sure
    assert unsure[0, 1] == pytest.approx(paper + 0.6 * (ink - paper), abs=0.6)
    assert unsure[0, 0] == pytest.approx(paper + 0.6 * 0.5 * (ink - paper), abs=0.6)
    each = colours(level, "shades", now, each=True)
    assert np.array(each[0])[0, 0] == pytest.approx(paper + 0.7 * (a - paper), abs=0.6)
    assert each[2][0][2] == c.tolist()
    assert each[1][0][2] == paper.tolist()


@THEMES
def test_errors_are_red_where_the_nearest_example_is_of_another_class(now):
    said = answers_of([[[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0, 0, 1]]])
    nearest = np.array([[[1, 0, 0], [1, 0, 0], [np.nan] * 3]])
    (found,) = np.array(colours(said, "errors", now, nearest=nearest))
    red, paper = rgb(now.error), rgb(now.surface)
    assert found[0, 1] == pytest.approx(paper + 0.7 * (red - paper), abs=0.6)
    for column, ground in ((0, 0), (2, 2)):  # right, and nobody knows
        faint = paper + 0.35 * (rgb(now.class_grounds[ground]) - paper)
        assert found[0, column] == pytest.approx(faint, abs=0.6)


def test_change_has_the_colour_of_the_class_that_gains():
    now, before = (
        answers_of([[row, [0.2, 0.3, 0.5]]]) for row in ([0.1, 0.8, 0.1], [0.6, 0.3, 0.1])
    )
    (found,) = np.array(colours(now, "change", before=before))
    paper, gains = rgb(DARK.surface), rgb(DARK.class_grounds[1])
    assert found[0, 0] == pytest.approx(paper + 0.5 * (gains - paper), abs=0.6)
    assert found[0, 1] == pytest.approx(paper)
    assert colours(now, "change") == [[as_bytes(DARK.surface)[0:1] * 2]]  # nothing to compare with


@THEMES
def test_values_have_the_colour_of_their_sign_on_the_scale(now):
    task = Values(("y", "z"))
    layer = Layer(2, "linear")
    said = answers_of([[[2, 0], [-1, 4], [np.inf, np.nan]]], task, layer, 2.0)
    y, z = np.array(colours(said, "shades", now))
    paper, plus, minus = (
        rgb(text) for text in (now.surface, now.positive_ground, now.negative_ground)
    )
    assert y[0, 0] == pytest.approx(plus, abs=0.6)
    assert y[0, 1] == pytest.approx(paper + 0.5 * (minus - paper), abs=0.6)
    assert z[0, 0] == pytest.approx(paper)
    assert z[0, 1] == pytest.approx(plus, abs=0.6)  # not beyond
    assert [y[0, 2].tolist(), z[0, 2].tolist()] == as_bytes(now.border, now.border)
    steps = np.array(colours(answers_of([[[0.29, 1.1]]], task, layer, 1), "decision", now))
    assert steps[0, 0, 0] == pytest.approx(paper + 0.2 * (plus - paper), abs=0.6)
    nearest = np.array([[[0, 0], [-1, 0], [0, 0]]])
    off = np.array(colours(said, "errors", now, nearest=nearest))[0]
    red = rgb(now.error)
    assert off[0, 0] == pytest.approx(paper + 0.7 * (red - paper), abs=0.6)
    assert off[0, 1] == pytest.approx(paper)


@pytest.mark.parametrize("mode", MODES)
def test_what_is_not_finite_is_grey_in_every_mode(mode):
    said = answers_of([[[np.nan, 0.5, 0.5], [1, 0, 0]]])
    nearest = np.full((1, 2, 3), np.nan)
    (found,) = colours(said, mode, nearest=nearest)
    assert found[0][0] == as_bytes(DARK.border)[0]
    assert found[0][1] != as_bytes(DARK.border)[0]


def test_outputs_that_are_no_probabilities_still_make_shares():
    said = answers_of([[[3, -1, 1], [-1, -2, 0]]], layer=Layer(3, "linear"))
    assert said.values[0, 0] == pytest.approx([0.75, 0, 0.25])
    assert said.values[0, 1] == pytest.approx([1 / 3] * 3)
