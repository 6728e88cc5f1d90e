"""The fast picture of edges against a plain one: line by line, by the exact area of each."""

import functools
import itertools

import numpy as np
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gui.diagram import coverage, edge_pairs, edges, fineness, tone
from gui.diagram.layout import arrange
from gui.pictures import is_scaled
from gui.theme import DARK, LIGHT
from tests.plain_painter import (
    COARSE,
    GROUPED,
    KINDS,
    MOST,
    Scene,
    beyond,
    coloured,
    difference,
    differences,
    draw_lines,
    enlarged,
    faults,
    near,
    paint,
    rgb,
    weights_of,
)

# To make a picture that fails smaller would take minutes.
AS_IT_IS = settings(deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
SMALL = st.lists(st.integers(1, 40), min_size=2, max_size=4)
DENSE = st.sampled_from([(60, 50), (52, 55, 4), (10, 90, 40), (128, 30), (30, 110)])


@st.composite
def scenes(draw, sizes):
    sizes = draw(sizes)
    layout = arrange(tuple(sizes), draw(st.integers(320, 420)), draw(st.integers(200, 260)))
    zoom, *at = draw(st.floats(1, 6)), draw(st.floats(0, 1)), draw(st.floats(0, 1))
    layout = enlarged(layout, zoom, *at)
    weights = weights_of(
        sizes,
        draw(st.sampled_from(sorted(KINDS))),
        draw(st.sampled_from([0, 0.3, 0.95])),
        draw(st.integers(0, 2**31)),
    )
    return Scene(
        layout, draw(st.sampled_from([1, 1.5, 2])), weights, draw(st.sampled_from([DARK, LIGHT]))
    )


# Like the plain picture.


@given(scenes(SMALL))
@settings(AS_IT_IS, max_examples=35)
def test_few_edges_look_like_their_lines(scene):
    assert not faults(scene, *paint(scene))


@given(scenes(DENSE))
@settings(AS_IT_IS, max_examples=10)
def test_many_edges_look_like_their_lines(scene):
    assert max(matrix.size for matrix in scene.weights) > fineness.FEW_EDGES
    assert not faults(scene, *paint(scene))


@pytest.mark.parametrize("kind", ["even", "few stand out"])
def test_thousands_of_edges_look_like_their_lines(kind):
    sizes = (256, 64)
    scene = Scene(arrange(sizes, 320, 220), 1, weights_of(sizes, kind))
    assert not faults(scene, *paint(scene))


@given(scenes(SMALL))
@settings(AS_IT_IS, max_examples=30)
def test_ink_has_the_colour_that_the_tone_says(scene):
    picture, ink = paint(scene)
    away = np.abs(rgb(picture.pixels) - coloured(ink, scene.theme))
    assert away.max() < 0.02


@pytest.fixture(scope="module", params=[(20, 20, 3), (55, 55)], ids=["few", "many"])
def plain(request):
    """What there is to paint, and its plain picture."""
    sizes = request.param
    scene = Scene(arrange(sizes, 400, 260), 1, weights_of(sizes, "normal", zeros=0.2))
    return scene, draw_lines(scene, paint(scene)[0].pairs)


def without(ink, lost):
    """The ink of both signs with what is `lost` left out."""
    return tuple(np.where(lost(part.shape), 0, part) for part in ink)


def every_twentieth_neuron(shape):
    return np.arange(shape[0])[:, None] % 20 == 0


def every_tenth(shape):
    return np.random.default_rng(0).random(shape) < 0.1


FAULTS = {
    "signs swapped": ("ink", lambda real, weights, curve: real(-weights, curve)),
    "twice the power": (
        "ink",
        lambda real, weights, curve: real(weights, curve._replace(power=2 * curve.power)),
    ),
    "a twentieth too thin": (
        "ink",
        lambda real, weights, curve: real(weights, curve._replace(full=0.95 * curve.full)),
    ),
    "every twentieth neuron forgotten": (
        "ink",
        lambda real, *given: without(real(*given), every_twentieth_neuron),
    ),
    "a tenth of the edges forgotten": (
        "ink",
        lambda real, *given: without(real(*given), every_tenth),
    ),
    "3 px too low": (
        "build",
        lambda real, grid, x, y, *given, **more: real(
            grid, x, tuple(part + 3 for part in y), *given, **more
        ),
    ),
    "3 px to the right": (
        "build",
        lambda real, grid, x, *given, **more: real(
            grid, tuple(part + 3 for part in x), *given, **more
        ),
    ),
    "a third wider": (
        "build",
        lambda real, grid, x, y, widths, *given, **more: real(
            grid, x, y, tuple(4 / 3 * width for width in widths), *given, **more
        ),
    ),
}


def test_the_comparison_finds_nothing_in_a_right_picture(plain):
    scene, true = plain
    assert not faults(scene, *paint(scene), true)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_comparison_finds_a_fault(fault, plain, monkeypatch):
    scene, true = plain
    name, wrong = FAULTS[fault]
    module = tone if name == "ink" else coverage
    monkeypatch.setattr(module, name, functools.partial(wrong, getattr(module, name)))
    assert faults(scene, *paint(scene), true)


def test_the_comparison_finds_weights_the_wrong_way_round(plain):
    scene, true = plain
    turned = replace(scene, weights=(scene.weights[0].T, *scene.weights[1:]))
    assert faults(scene, *paint(turned), true)


# What follows from it.

ANY = st.one_of(SMALL, DENSE)


@given(scenes(ANY), st.integers(0, 4), st.integers(0, 2**31))
@settings(AS_IT_IS, max_examples=40)
def test_where_no_edge_has_weight_there_is_no_ink(scene, most, seed):
    random = np.random.default_rng(seed)
    kept = [random.integers(matrix.shape, size=(most, 2)) for matrix in scene.weights]
    weights = tuple(np.zeros_like(matrix) for matrix in scene.weights)
    for some, matrix, whole in zip(kept, weights, scene.weights, strict=True):
        matrix[tuple(some.T)] = whole[tuple(some.T)]
    scene = replace(scene, weights=weights)
    picture, ink = paint(scene)
    seen = np.zeros(scene.shape, bool)
    for pair, matrix in enumerate(weights):
        for source, target in np.argwhere(matrix):
            seen |= near(scene, pair, source, target, picture.pairs[pair].widths[-1])
    assert not ink[:, ~seen].any()
    assert np.all(picture.pixels[~seen] == (0xFF000000 | int(scene.theme.window[1:], 16)))


@given(scenes(ANY))
@settings(AS_IT_IS, max_examples=30)
def test_the_other_signs_make_the_same_picture_in_the_other_hues(scene):
    theme = scene.theme
    other = replace(
        scene,
        weights=tuple(-matrix for matrix in scene.weights),
        theme=replace(theme, positive=theme.negative, negative=theme.positive),
    )
    (picture, ink), (swapped, other_ink) = paint(scene), paint(other)
    assert np.array_equal(ink, other_ink[::-1])
    assert np.array_equal(picture.pixels, swapped.pixels)


@given(scenes(ANY), st.floats(0.1, 0.5), st.booleans(), st.integers(0, 2**31))
@settings(AS_IT_IS, max_examples=40)
def test_a_greater_weight_adds_its_own_ink_and_no_other(scene, share, negative, seed):
    random = np.random.default_rng(seed)
    pair = int(random.integers(len(scene.weights)))
    matrix = scene.weights[pair]
    source, target = random.integers(matrix.shape)
    greatest = (np.abs(matrix).max() or 1) * (-1 if negative else 1)

    def with_weight(weight, rest=scene.weights):
        weights = [part.copy() for part in rest]
        weights[pair][source, target] = weight
        return replace(scene, weights=tuple(weights))

    before, after = with_weight(share * greatest), with_weight(greatest)
    assume(before.weights[pair].any())  # without weights there is no scale to stand still
    painter = edges.EdgePainter()
    picture, old = paint(before, painter)
    brighter, new = paint(after, painter, fixed=True)
    changed = np.abs(rgb(picture.pixels) - rgb(brighter.pixels)).max(axis=-1)

    # Rounding of all ink depends on how much there is.
    edge = near(scene, pair, source, target, picture.pairs[pair].widths[-1])
    assert np.abs(new - old)[:, ~edge].max(initial=0) < 3e-4
    assert np.abs(new - old)[int(not negative)].max() < 3e-4
    assert changed[~edge].max(initial=0) < 0.02

    zeros = [np.zeros_like(part) for part in scene.weights]
    lines = [
        draw_lines(with_weight(weight, zeros), picture.pairs)[int(negative)]
        for weight in (share * greatest, greatest)
    ]
    cut = scene.between(pair, 2)
    # Not where the border cuts the line, nor where there is no room for more ink; nor elsewhere:
    # of all pixels the rounding would come to more than a short line's ink.
    room = edge[cut] & (new[int(negative)][cut] < 0.999 * MOST)
    room[:, edge[cut][[0, -1]].any(axis=0)] = False
    added = (new - old)[int(negative)][cut][room].sum()
    expected = (lines[1] - lines[0])[cut][room].sum()
    assert added == pytest.approx(expected, rel=0.05, abs=0.2 * scene.ratio**2)


# Fewer numbers for more edges.


def waves(sizes, seed):
    """Weights that are much like their neighbours'."""
    random = np.random.default_rng(seed)
    weights = []
    for left, right in itertools.pairwise(sizes):
        turns, start = random.uniform(-1.5, 1.5, 2), random.random()
        phase = turns[0] * np.arange(left)[:, None] / left + turns[1] * np.arange(right) / right
        weights.append(np.cos(2 * np.pi * (phase + start)).astype(np.float32))
    return tuple(weights)


def grouped_faults(scene, budget):
    """What tells a picture of grouped neurons from the plain one, blurred over a group."""
    picture, ink = paint(scene, edges.EdgePainter(budget))
    true = draw_lines(scene, picture.pairs)
    found = []
    for pair, report in enumerate(picture.pairs):
        ends = scene.layout.columns[pair : pair + 2]
        if max(report.groups) == 1:  # there is room for all
            continue
        height = max(end.pitch * size for end, size in zip(ends, report.groups, strict=True))
        apart = difference(scene, picture, ink, true, pair, 5 + height)
        found += [beyond(GROUPED, apart)] if apart else []
    return [some for some in found if some]


@given(
    st.sampled_from([(80, 35), (60, 45), (52, 50, 52)]), st.floats(1, 2.5),
    st.sampled_from([1, 1.5, 2]), st.integers(60_000, 250_000), st.integers(0, 2**31),
)  # fmt: skip
@settings(AS_IT_IS, max_examples=5)
def test_neurons_drawn_as_one_look_like_all_their_lines(sizes, zoom, ratio, budget, seed):
    layout = arrange(sizes, 360, 240).zoomed(zoom, 180 * (1 - zoom), 120 * (1 - zoom))
    assert not grouped_faults(Scene(layout, ratio, waves(sizes, seed)), budget)


GROUP_FAULTS = {
    "at their first neuron": ("group_means", lambda real, y, size: y[::size]),
    "ink a fortieth too thin": (
        "group_sums", lambda real, matrix, groups: 0.975 * real(matrix, groups),
    ),
    "ink the wrong way up": (
        "group_sums", lambda real, matrix, groups: real(matrix[::-1], groups),
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", [None, *GROUP_FAULTS])
def test_the_comparison_finds_a_fault_of_groups(fault, monkeypatch):
    sizes = (90, 70)
    if fault:
        name, wrong = GROUP_FAULTS[fault]
        real = getattr(edge_pairs, name)
        monkeypatch.setattr(edge_pairs, name, functools.partial(wrong, real))
    scene = Scene(arrange(sizes, 360, 240), 1, waves(sizes, 3))
    assert bool(grouped_faults(scene, 40_000)) == bool(fault)


@given(
    st.sampled_from([(200, 90, 40), (120, 120), (150, 64)]), st.sampled_from(sorted(KINDS)),
    st.integers(30_000, 400_000), st.integers(0, 2**31),
)  # fmt: skip
@settings(AS_IT_IS, max_examples=10)
def test_neurons_drawn_as_one_keep_all_ink(sizes, kind, budget, seed):
    scene = Scene(arrange(sizes, 360, 240), 1, weights_of(sizes, kind, 0.3, seed))
    (whole, ink), (picture, grouped) = paint(scene), paint(scene, edges.EdgePainter(budget))
    assert max(whole.pairs[0].groups) == 1 < max(picture.pairs[0].groups)
    assert np.allclose(grouped.sum(axis=(1, 2)), ink.sum(axis=(1, 2)), rtol=0.02)


@given(scenes(DENSE))
@settings(AS_IT_IS, max_examples=6)
def test_a_coarse_picture_looks_much_like_the_lines(scene):
    picture, ink = paint(scene, edges.EdgePainter(coarse=True))
    found = differences(scene, picture, ink, draw_lines(scene, picture.pairs), blur=20, spare=8)
    assert not [one for one in found if one and beyond(COARSE, one)]


@pytest.mark.parametrize(
    ("pixels", "width", "ratio", "scaled"),
    [(800, 400, 2, False), (801, 400.25, 2, False), (400, 400, 2, True), (800, 400, 1, True)],
)
def test_pictures_are_drawn_pixel_by_pixel_where_they_can(pixels, width, ratio, scaled):
    assert is_scaled(pixels, width, ratio) == scaled
