"""Curves: the heights of each shape, noise within bounds, and curves that somebody drew."""

import re

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import data
from core.data import CURVES, Curve, DrawnCurve, Source
from core.data.curves import PLACES, places
from core.data.tasks import Values

# Some heights of each shape, known without its formula: x -> y.
KNOWN = {
    "sine": {-1: 0, -0.5: -1, 0: 0, 1 / 6: 0.5, 0.5: 1, 1: 0},
    "step": {-1: -1, -0.01: -1, 0: -1, 0.01: 1, 1: 1},
    "absolute value": {-1: 1, -0.5: 0, 0: -1, 0.25: -0.5, 1: 1},
    "bump": {0: 1, 0.3: 0.367879, -0.3: 0.367879, 1: 0},
    "saw": {-1: -1, -0.5: 0, -0.01: 0.98, 0: -1, 0.5: 0, 0.99: 0.98},
    "polynomial": {-1: -1, -0.5: 1, 0: 0, 0.5: -1, 1: 1},
}


def everything(source):
    """All points of a curve from left to right: x, and heights [points, curves]."""
    loaded = data.load(source)
    sets = (loaded.train,) if loaded.test is loaded.train else (loaded.train, loaded.test)
    x = np.concatenate([part.inputs[:, 0] for part in sets])
    heights = np.concatenate([part.targets for part in sets])
    order = np.argsort(x)
    return x[order], heights[order]


def test_there_are_these_curves():
    assert CURVES.keys() == {*KNOWN, "noise"}


@pytest.mark.parametrize("shape", KNOWN)
def test_a_curve_goes_through_the_points_that_are_known(shape):
    x = np.array(list(KNOWN[shape]), float)
    np.testing.assert_allclose(CURVES[shape](x), list(KNOWN[shape].values()), atol=2e-5)


@pytest.mark.parametrize("shape", CURVES)
def test_points_lie_evenly_on_the_curve(shape):
    x, heights = everything(Curve((shape,), 81))
    np.testing.assert_allclose(x, np.linspace(-1, 1, 81), atol=1e-6)
    np.testing.assert_allclose(heights[:, 0], CURVES[shape](np.linspace(-1, 1, 81)), atol=1e-6)
    assert np.abs(heights).max() <= 1


def test_noise_as_a_curve_is_always_the_same_and_no_curve():
    _, one = everything(Curve(("noise",), 500, seed=1))
    _, other = everything(Curve(("noise",), 500, seed=2))
    np.testing.assert_array_equal(one, other)
    assert np.abs(np.corrcoef(one[1:, 0], one[:-1, 0])[0, 1]) < 0.15
    assert one.std() == pytest.approx(3**-0.5, abs=0.03)  # even from −1 to 1


@pytest.mark.parametrize("noise", [0.02, 1])
def test_noise_lifts_heights_so_far_at_most(noise):
    _, quiet = everything(Curve(("sine", "bump"), 1000))
    _, noisy = everything(Curve(("sine", "bump"), 1000, noise))
    off = np.abs(noisy - quiet).max(axis=0)
    assert (off <= noise + 1e-6).all()
    assert (off > 0.97 * noise).all()


def test_several_curves_have_an_output_each():
    source = Curve(("sine", "step", "saw", "bump"), 50)
    assert source.task == Values(("y₁", "y₂", "y₃", "y₄"))
    assert Curve().task == Values(("y",))
    x, heights = everything(source)
    np.testing.assert_allclose(heights[:, 1], np.where(x > 0, 1, -1))
    assert data.load(source).train.labels is None


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_the_share_for_the_test_and_no_point_in_both_sets(share):
    loaded = data.load(Curve(count=200, test_share=share))
    if not share:
        assert loaded.test is loaded.train
        assert len(loaded.train) == 200
        return
    assert len(loaded.test) == round(200 * share)
    train, test = (set(part.inputs[:, 0].tolist()) for part in (loaded.train, loaded.test))
    assert len(train) + len(test) == 200
    assert not train & test
    np.testing.assert_array_equal(loaded.test.coordinates, loaded.test.inputs)


def test_seeds_divide_otherwise_and_equal_ones_give_the_same_bits():
    one = data.load(Curve(noise=0.2, seed=5))
    data.load.cache_clear()
    again, other = data.load(Curve(noise=0.2, seed=5)), data.load(Curve(noise=0.2, seed=6))
    assert one is not again
    assert one.train.targets.tobytes() == again.train.targets.tobytes()
    assert set(one.test.inputs[:, 0].tolist()) != set(other.test.inputs[:, 0].tolist())


# Drawn


def test_what_was_drawn_is_there_to_learn_gaps_are_not():
    heights = [None] * PLACES
    heights[0], heights[100], heights[200] = 0.5, -2.0, 0.0
    loaded = data.load(DrawnCurve(tuple(heights)))
    assert loaded.test is loaded.train
    np.testing.assert_allclose(loaded.train.inputs[:, 0], [-1, 0, 1], atol=1e-7)
    assert loaded.train.targets[:, 0].tolist() == [0.5, -2, 0]
    np.testing.assert_allclose(places()[[0, 50, 200]], [-1, -0.5, 1])


@pytest.mark.parametrize("heights", [(), (None,) * PLACES])
@pytest.mark.parametrize("share", [0, 0.5])
def test_without_a_curve_there_are_no_examples(heights, share):
    loaded = data.load(DrawnCurve(heights, share))
    assert (len(loaded.train), len(loaded.test)) == (0, 0)
    assert loaded.train.inputs.shape == loaded.train.targets.shape == (0, 1)


def test_of_a_drawn_curve_a_share_is_for_the_test():
    loaded = data.load(DrawnCurve((0.25,) * PLACES, 0.4))
    assert (len(loaded.train), len(loaded.test)) == (PLACES - 80, 80)
    assert not set(loaded.train.inputs.ravel()) & set(loaded.test.inputs.ravel())


# What comes back, and what is refused


@given(
    st.builds(
        Curve,
        st.lists(st.sampled_from(sorted(CURVES)), min_size=1, max_size=4).map(tuple),
        st.integers(2, 10_000),
        st.floats(0, 1),
        st.floats(0, 0.9),
        st.integers(0, 2**32 - 1),
    )
)
def test_json_brings_a_curve_back(source):
    assert msgspec.json.decode(msgspec.json.encode(source), type=Source) == source


@given(
    st.one_of(
        st.just(()),
        st.lists(st.one_of(st.none(), st.floats(-2, 2)), min_size=PLACES, max_size=PLACES).map(
            tuple
        ),
    ),
    st.floats(0, 0.9),
)
def test_json_brings_a_drawn_curve_back(heights, share):
    source = DrawnCurve(heights, share)
    assert msgspec.json.decode(msgspec.json.encode(source), type=Source) == source


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Curve(()), "There must be 1 to 4 curves, not 0."),
        (lambda: Curve(("sine",) * 5), "There must be 1 to 4 curves, not 5."),
        (
            lambda: Curve(("sine", "loop")),
            f"There is no curve “loop”; there are {', '.join(CURVES)}.",
        ),
        (lambda: Curve(count=1), "There must be 2 to 10000 points, not 1."),
        (lambda: Curve(count=10_001), "There must be 2 to 10000 points, not 10001."),
        (lambda: Curve(noise=2), "The noise must be 0 to 1, not 2."),
        (
            lambda: Curve(test_share=0.95),
            "The share of examples to test on must be 0 to 0.9, not 0.95.",
        ),
        (lambda: DrawnCurve((0.0,)), f"A drawn curve has {PLACES} heights, not 1."),
        (lambda: DrawnCurve((2.1,) * PLACES), "A drawn curve stays between −2 and 2."),
        (lambda: DrawnCurve((float("nan"),) * PLACES), "A drawn curve stays between −2 and 2."),
        (
            lambda: DrawnCurve(test_share=1),
            "The share of examples to test on must be 0 to 0.9, not 1.",
        ),
    ],
)
def test_what_is_no_curve_is_refused_in_a_sentence(make, said):
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        make()
