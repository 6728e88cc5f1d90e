"""Points by hand: they come, go and move; who is to test on is decided once, by the place."""

import re

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import data
from core.data import Points, Source
from core.data.tasks import Classes

PLACES = np.array([[1, 2], [-3, 0.5], [0, 0], [5.5, -6]], np.float32)
LABELS = np.array([0, 1, 1, 0], np.uint8)


def points(coordinates=PLACES, labels=LABELS, **more):
    return Points(**more).put(coordinates, labels)


def scattered(count, seed=0, classes=2, **more):
    random = np.random.default_rng(seed)
    coordinates = random.uniform(-6, 6, (count, 2)).astype(np.float32)
    return points(coordinates, random.integers(0, classes, count), classes=classes, **more)


def rows(array):
    return set(map(tuple, array.tolist()))


def of_class(part, label):
    return rows(part.coordinates[part.labels == label])


# Putting and taking


def test_points_are_where_they_were_put():
    one = points()
    assert len(one) == 4
    np.testing.assert_array_equal(one.places(), PLACES)
    np.testing.assert_array_equal(one.class_indices(), LABELS)
    loaded = data.load(one)
    np.testing.assert_array_equal(loaded.train.inputs, PLACES)
    np.testing.assert_array_equal(loaded.train.labels, LABELS)
    assert loaded.test is loaded.train


def test_what_is_put_outside_lies_on_the_rim():
    one = points(np.array([[7, -100], [6.0001, 3]]), np.array([0, 1]))
    assert one.places().tolist() == [[6, -6], [6, 3]]


def test_more_points_come_behind_those_that_are_there():
    more = points().with_points(np.array([[4, 4], [-9, 4]]), 1)
    assert more.places().tolist() == [*PLACES.tolist(), [4, 4], [-6, 4]]
    assert more.class_indices().tolist() == [0, 1, 1, 0, 1, 1]
    assert points().with_points(np.zeros((0, 2)), 1) == points()
    assert len(Points().with_points(np.array([[1, 1]]), 0)) == 1


def test_points_go_and_move():
    left = points().without([0, 2])
    assert left.places().tolist() == PLACES[[1, 3]].tolist()
    assert left.class_indices().tolist() == [1, 0]
    assert points().without([]) == points()
    assert len(points().without(range(4))) == 0
    moved = points().moved(1, (2.5, 60))
    assert moved.places().tolist() == [[1, 2], [2.5, 6], [0, 0], [5.5, -6]]
    assert moved.class_indices().tolist() == LABELS.tolist()
    assert points() == points(PLACES, LABELS)  # nothing was changed in place


def test_everything_else_stays_when_points_change():
    one = Points(classes=3, test_share=0.4, features=("x₁", "x₁²"))
    for changed in (
        one.put(PLACES, LABELS),
        one.with_points(PLACES, 2),
        one.put(PLACES, LABELS).without([1]),
        one.put(PLACES, LABELS).moved(0, (0, 0)),
    ):
        assert (changed.classes, changed.test_share, changed.features) == (3, 0.4, ("x₁", "x₁²"))


def test_equal_points_are_equal_values():
    assert points() == points()
    assert hash(points()) == hash(points())
    assert points() != points(labels=1 - LABELS)
    assert points() != points(PLACES[::-1])


def test_inputs_are_the_features_of_points():
    part = data.load(points(features=("x₂", "x₁x₂"))).train
    x, y = PLACES.T
    np.testing.assert_allclose(part.inputs, np.stack([y, x * y], axis=1))
    np.testing.assert_array_equal(part.coordinates, PLACES)


def test_without_points_there_are_no_examples():
    for share in (0, 0.5):
        loaded = data.load(Points(classes=3, test_share=share))
        assert loaded.train.inputs.shape == (0, 2)
        assert loaded.train.targets.shape == (0, 3)
        assert loaded.test is loaded.train


# Training and test set


@given(st.floats(0, 0.9), st.integers(0, 5))
def test_the_share_for_the_test(share, seed):
    loaded = data.load(scattered(3000, seed, test_share=share))
    if loaded.test is loaded.train:
        assert share < 0.01
        return
    assert len(loaded.train) + len(loaded.test) == 3000
    assert len(loaded.test) / 3000 == pytest.approx(share, abs=0.05)
    assert not rows(loaded.train.coordinates) & rows(loaded.test.coordinates)


@pytest.mark.parametrize("share", [0.03, 0.3, 0.5])
def test_points_on_a_grid_are_divided_as_evenly(share):
    """Numbers with few bits of their own are mixed as well as any."""
    side = np.linspace(-6, 6, 49)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    loaded = data.load(points(grid, np.zeros(len(grid)), test_share=share))
    places = np.rint((loaded.test.coordinates + 6) * 4).astype(int)
    tested = np.zeros((49, 49), bool)
    tested[places[:, 0], places[:, 1]] = True
    assert tested.mean() == pytest.approx(share, abs=0.02)
    # Neighbours, and points with their coordinates exchanged, have nothing to do with each other.
    above = np.triu(np.ones((49, 49), bool), 1)
    for one, other in (
        (tested[1:].ravel(), tested[:-1].ravel()),
        (tested[:, 1:].ravel(), tested[:, :-1].ravel()),
        (tested[above], tested.T[above]),
    ):
        assert (one & other).mean() == pytest.approx(share**2, abs=0.03)


@given(st.lists(st.integers(0, 199), unique=True, max_size=150), st.integers(0, 3), st.data())
def test_nobody_changes_sets_when_others_come_or_go(gone, seed, drawn):
    before = scattered(200, seed, test_share=0.4)
    after = before.without(gone)
    if drawn.draw(st.booleans()):
        after = after.with_points(np.random.default_rng(9).uniform(-6, 6, (30, 2)), 1)
    one, other = data.load(before), data.load(after)
    for label in (0, 1):
        if other.test is other.train or not of_class(other.test, label):
            continue  # all of what is left is to learn, for a class must be learned first
        stayed = of_class(other.train, label) | of_class(other.test, label)
        assert of_class(one.test, label) & stayed <= of_class(other.test, label)
        assert of_class(one.train, label) & stayed <= of_class(other.train, label)


def test_a_class_is_learned_before_it_is_asked_for():
    for seed in range(40):
        one = scattered(3, seed, test_share=0.9)
        loaded = data.load(one)
        assert set(loaded.train.labels.tolist()) == set(one.class_indices().tolist())


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_points_in_one_place_are_all_to_learn(share):
    """They cannot be told apart: none is in the test alone."""
    for place in [(0, 0), (1.5, -2), (-6, 6)]:
        one = points(np.array([place] * 10), np.arange(10) % 2, test_share=share)
        loaded = data.load(one)
        assert len(loaded.train) == 10
        assert loaded.test is loaded.train


# What comes back, and what is refused


@given(st.integers(0, 60), st.integers(0, 9), st.integers(2, 8), st.floats(0, 0.9))
def test_json_brings_points_back(count, seed, classes, share):
    one = scattered(count, seed, classes, test_share=share, features=("x₂", "sin x₁"))
    again = msgspec.json.decode(msgspec.json.encode(one), type=Source)
    assert again == one
    np.testing.assert_array_equal(again.places(), one.places())
    assert again.task == Classes(tuple("ABCDEFGH"[:classes]))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Points(classes=1), "Points have 2 to 8 classes, not 1."),
        (lambda: Points(classes=9), "Points have 2 to 8 classes, not 9."),
        (lambda: Points(b"", b"\0"), "Each of 1 point must have two coordinates."),
        (lambda: Points(b"1234", b""), "Each of 0 points must have two coordinates."),
        (lambda: scattered(20_001), "There must be 0 to 20000 points, not 20001."),
        (
            lambda: points().with_points(np.zeros((19_997, 2)), 0),
            "There must be 0 to 20000 points, not 20001.",
        ),
        (
            lambda: points(labels=[0, 1, 2, 0]),
            "A point is of class 2; classes go from 0 to 1.",
        ),
        (
            lambda: points(np.full((4, 2), np.nan)),
            "Points must lie between −6 and 6.",
        ),
        (
            lambda: Points(np.array([[0, 6.5]], "<f4").tobytes(), b"\0"),
            "Points must lie between −6 and 6.",
        ),
        (
            lambda: Points(test_share=0.91),
            "The share of examples to test on must be 0 to 0.9, not 0.91.",
        ),
        (lambda: Points(features=()), "A network needs at least one input: switch one on."),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(make, said):
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        make()
