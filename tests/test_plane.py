"""Points of the plane: each shape where its formula says, noise within bounds, nothing twice."""

import re

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import data
from core.data import SHAPES, Curve, Plane, Source
from core.data.features import FEATURES, PLANE
from core.data.tasks import Classes, Values

OF_CLASSES = {
    "circle": 2, "xor": 2, "gaussians": 2, "spiral": 2, "moons": 2, "checkerboard": 2,
    "blobs": 4, "pinwheel": 5, "rings": 3,
}  # fmt: skip
OF_VALUES = ("slope", "hills", "saddle", "ripple")


def every(source):
    """All points of a source: coordinates, and labels or values."""
    loaded = data.load(source)
    sets = (loaded.train,) if loaded.test is loaded.train else (loaded.train, loaded.test)
    answers = [
        part.targets[:, 0] if part.labels is None else part.labels.astype(np.int64) for part in sets
    ]
    return np.concatenate([part.coordinates for part in sets]), np.concatenate(answers)


def rows(array):
    return set(map(tuple, array.tolist()))


def test_there_are_these_shapes():
    assert SHAPES.keys() == {*OF_CLASSES, *OF_VALUES}


# What is drawn, and how it is divided


@pytest.mark.parametrize("count", [5, 100, 401])
@pytest.mark.parametrize("shape", OF_CLASSES)
def test_classes_are_of_equal_size_as_far_as_the_count_divides(shape, count):
    source = Plane(shape, count)
    classes = OF_CLASSES[shape]
    assert source.task == Classes(tuple("ABCDE"[:classes]))
    sizes = np.bincount(every(source)[1], minlength=classes)
    assert sizes.sum() == count
    assert sizes.max() - sizes.min() <= 1


@pytest.mark.parametrize("shape", OF_VALUES)
def test_values_have_no_classes(shape):
    source = Plane(shape, 50)
    assert source.task == Values(("y",))
    assert data.load(source).train.labels is None


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("noise", [0, 0.5])
def test_no_point_is_in_both_sets(shape, noise):
    loaded = data.load(Plane(shape, 300, noise))
    train, test = rows(loaded.train.coordinates), rows(loaded.test.coordinates)
    assert len(train) + len(test) == 300
    assert not train & test


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9])
def test_the_share_for_the_test_is_that_of_every_class(shape, share):
    loaded = data.load(Plane(shape, 420, test_share=share))
    if not share:
        assert loaded.test is loaded.train
        assert len(loaded.train) == 420
        return
    classes = OF_CLASSES.get(shape, 1)
    assert abs(len(loaded.test) - 420 * share) <= classes / 2
    if classes > 1:
        tested = np.bincount(loaded.test.labels, minlength=classes)
        assert (np.abs(tested - 420 / classes * share) <= 0.5).all()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_class_of_one_point_is_there_to_learn(shape):
    count = OF_CLASSES.get(shape, 2)
    loaded = data.load(Plane(shape, count, test_share=0.9))
    if shape in OF_CLASSES:
        assert np.unique(loaded.train.labels).tolist() == list(range(count))
        assert loaded.test is loaded.train
    else:
        assert len(loaded.train) == len(loaded.test) == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_seeds_draw_other_points_and_equal_ones_the_same_bits(shape):
    source = Plane(shape, 60, 0.1, seed=3)
    one = every(source)[0]
    data.load.cache_clear()
    again = every(Plane(shape, 60, 0.1, seed=3))[0]
    assert one is not again
    assert one.tobytes() == again.tobytes()
    assert not rows(one) & rows(every(Plane(shape, 60, 0.1, seed=4))[0])


def test_classes_come_mixed():
    """A batch is a part of the stream, but who looks through the set sees all classes at once."""
    labels = data.load(Plane("circle", 400)).train.labels
    assert 20 < np.abs(np.diff(labels)).sum() < 180


def test_the_most_points_there_can_be_are_drawn():
    points, _ = every(Plane("spiral", 100_000))
    assert len(points) == 100_000


# Where points are: without noise against formulas, each written in another way than the core's


def exact(shape, count=2000):
    points, labels = every(Plane(shape, count, noise=0))
    return points.astype(float), labels


@pytest.mark.parametrize("shape", SHAPES)
def test_all_lie_in_the_square_without_noise(shape):
    assert np.abs(exact(shape)[0]).max() < 6


def test_circle():
    points, labels = exact("circle")
    radius = np.hypot(*points.T)
    assert radius[labels == 0].max() <= 2.5
    assert (radius[labels == 1].min(), radius[labels == 1].max()) == pytest.approx(
        (3.5, 5), abs=0.02
    )
    # As even in the radius as Playground's: denser in the middle than at the rim.
    assert np.median(radius[labels == 0]) == pytest.approx(1.25, abs=0.1)


def test_xor():
    points, labels = exact("xor")
    np.testing.assert_array_equal(labels, points[:, 0] * points[:, 1] < 0)
    assert (np.abs(points).min(), np.abs(points).max()) == pytest.approx((0.3, 5), abs=0.01)
    quadrants = np.bincount(2 * (points[:, 0] > 0) + (points[:, 1] > 0))
    assert quadrants.min() > 400


def test_gaussians():
    points, labels = exact("gaussians")
    for label, centre in ((0, 2), (1, -2)):
        here = points[labels == label]
        np.testing.assert_allclose(here.mean(axis=0), centre, atol=0.1)
        np.testing.assert_allclose(here.var(axis=0), 0.5, atol=0.08)


def test_spiral():
    points, labels = exact("spiral", 400)
    radius = np.hypot(*points.T)
    # Playground: x = r sin t, y = r cos t, with t = 1.75 · 2π · r / 5, for the second class + π.
    turn = 1.75 * 2 * np.pi * radius / 5 + np.pi * labels
    expected = np.stack([radius * np.sin(turn), radius * np.cos(turn)], axis=1)
    np.testing.assert_allclose(points, expected, atol=0.02)
    for label in (0, 1):
        steps = np.diff(np.sort(radius[labels == label]))
        assert steps.max() < 5 / 200 + 0.004


def test_moons():
    points, labels = exact("moons")
    for label, centre, side in ((0, (-1.5, -0.75), 1), (1, (1.5, 0.75), -1)):
        away = points[labels == label] - centre
        assert np.hypot(*away.T).mean() == pytest.approx(3, abs=0.05)
        assert np.hypot(*away.T).std() < 0.25
        assert (side * away[:, 1] > -0.9).all()  # half a ring


def test_checkerboard():
    points, labels = exact("checkerboard")
    cells = np.floor((points + 5) / 2.5).astype(int)
    np.testing.assert_array_equal(cells.sum(axis=1) % 2, labels)
    assert len(rows(cells)) == 16
    assert cells.min() == 0
    assert cells.max() == 3
    within = (points + 5) / 2.5 - cells
    assert 0.0499 < within.min() < within.max() < 0.9501


def test_blobs():
    points, labels = exact("blobs")
    for label in range(4):
        angle = np.deg2rad(45 + 90 * label)
        here = points[labels == label]
        centre = 3.2 * np.array([np.cos(angle), np.sin(angle)])
        np.testing.assert_allclose(here.mean(axis=0), centre, atol=0.12)
        np.testing.assert_allclose(here.std(axis=0), 0.6, atol=0.06)


def test_pinwheel():
    points, labels = exact("pinwheel")
    # Each arm turned back by its class lies on the same one, which bends as it goes out.
    arm = points @ (1, 1j) * np.exp(-2j * np.pi * labels / 5) / 2.6
    along = np.abs(arm)
    bent = arm * np.exp(-1j * np.exp(along) / 4)
    assert np.median(along) == pytest.approx(1, abs=0.02)
    assert bent.imag.std() == pytest.approx(0.05, abs=0.005)
    assert np.abs(bent.imag).max() < 0.3


def test_rings():
    points, labels = exact("rings")
    radius = np.hypot(*points.T)
    for label, inner, outer in ((0, 0, 1.25), (1, 1.875, 3.125), (2, 3.75, 5)):
        here = radius[labels == label]
        assert inner <= here.min() + 1e-6
        assert here.max() <= outer + 1e-6
        # Even over the area: half of the points within the circle that halves it.
        middle = np.sqrt((inner**2 + outer**2) / 2)
        assert (here < middle).mean() == pytest.approx(0.5, abs=0.06)


def test_slope_saddle_and_ripple():
    for shape, value in (
        ("slope", lambda x, y: (x + y) / 10),
        ("saddle", lambda x, y: ((x + y) ** 2 - (x - y) ** 2) / 100),
        ("ripple", lambda x, y: np.cos(3 * np.sqrt(x * x + y * y) / 2)),
    ):
        points, values = exact(shape)
        np.testing.assert_allclose(values, value(*points.T), atol=1e-5)
        assert np.abs(points).max() <= 5
        assert np.abs(values).max() <= 1


def test_hills():
    points, values = exact("hills", 5000)
    expected = np.zeros(len(points))
    # Cones of radius 2, three in a row, signs like a checkerboard's; they do not meet but at rims.
    for x, y, sign in (
        (-4, 2.5, 1),
        (0, 2.5, -1),
        (4, 2.5, 1),
        (-4, -2.5, -1),
        (0, -2.5, 1),
        (4, -2.5, -1),
    ):
        distance = np.sqrt((points[:, 0] - x) ** 2 + (points[:, 1] - y) ** 2)
        expected += sign * np.maximum(0, 1 - distance / 2)
    np.testing.assert_allclose(values, expected, atol=1e-5)
    assert values.max() > 0.9
    assert values.min() < -0.9


# Noise


@pytest.mark.parametrize(
    ("shape", "most"),
    [("circle", 2), ("xor", 2), ("spiral", 0.5), ("checkerboard", 1), ("rings", 1.5)],
)
@pytest.mark.parametrize("noise", [0.1, 1])
def test_noise_moves_points_so_far_at_most(shape, most, noise):
    # A seed draws the same points, whatever the noise.
    quiet, labels = every(Plane(shape, 500, test_share=0))
    noisy, again = every(Plane(shape, 500, noise, test_share=0))
    np.testing.assert_array_equal(labels, again)
    moved = np.abs(noisy - quiet).max(axis=0)
    assert (moved <= most * noise + 1e-5).all()
    assert (moved > 0.97 * most * noise).all()


@pytest.mark.parametrize("noise", [0.05, 0.8])
@pytest.mark.parametrize("shape", OF_VALUES)
def test_noise_changes_values_so_far_at_most(shape, noise):
    points, quiet = every(Plane(shape, 500))
    again, noisy = every(Plane(shape, 500, noise))
    np.testing.assert_array_equal(points, again)
    assert 0.97 * noise < np.abs(noisy - quiet).max() <= noise + 1e-6


@pytest.mark.parametrize(
    ("shape", "noise", "deviation"),
    [
        ("gaussians", 1, 2),
        ("gaussians", 0.5, 1.5),
        ("blobs", 0.4, 1),
        ("pinwheel", 1, None),
        ("moons", 0.8, None),
    ],
)
def test_noise_widens_what_is_normal(shape, noise, deviation):
    def spread(amount):
        points, labels = every(Plane(shape, 4000, amount))
        return np.mean([points[labels == one].std(axis=0).mean() for one in np.unique(labels)])

    assert spread(noise) > spread(0) + 0.002
    if deviation:
        assert spread(noise) == pytest.approx(deviation, rel=0.03)


# Inputs made from coordinates


def test_features_are_what_their_names_say():
    x, y = np.random.default_rng(0).uniform(-6, 6, (2, 50))
    said = {
        "x₁": x, "x₂": y, "x₁²": x * x, "x₂²": y * y, "x₁x₂": x * y,
        "sin x₁": np.sin(x), "sin x₂": np.sin(y),
    }  # fmt: skip
    assert FEATURES.keys() == said.keys()
    for name, values in said.items():
        np.testing.assert_allclose(FEATURES[name](np.stack([x, y], axis=1)), values)


def test_inputs_are_the_features_in_their_order_and_the_points_are_kept():
    names = ("sin x₂", "x₁", "x₁x₂")
    source = Plane("circle", 80, features=names)
    part = data.load(source).train
    x, y = part.coordinates.T
    assert source.input.input_names == names
    assert part.inputs.dtype == np.float32
    np.testing.assert_allclose(part.inputs, np.stack([np.sin(y), x, x * y], axis=1), rtol=1e-6)
    plain = data.load(Plane("circle", 80)).train
    np.testing.assert_array_equal(part.coordinates, plain.coordinates)
    np.testing.assert_array_equal(plain.inputs, plain.coordinates)


def test_the_coordinates_in_another_order_are_inputs_in_that_order():
    part = data.load(Plane("xor", 40, features=("x₂", "x₁"))).train
    np.testing.assert_array_equal(part.inputs, part.coordinates[:, ::-1])


# What comes back, and what is refused


@given(
    st.builds(
        Plane,
        st.sampled_from(sorted(SHAPES)),
        st.integers(5, 100_000),
        st.floats(0, 1),
        st.floats(0, 0.9),
        st.integers(0, 2**32 - 1),
        st.lists(st.sampled_from(sorted(FEATURES)), min_size=1, unique=True).map(tuple),
    )
)
def test_json_brings_a_source_back(source):
    again = msgspec.json.decode(msgspec.json.encode(source), type=Source)
    assert again == source
    assert again.input == source.input


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"shape": "star"}, f"There is no shape “star”; there are {', '.join(SHAPES)}."),
        ({"count": 1}, "There must be 2 to 100000 points, not 1."),
        ({"shape": "pinwheel", "count": 4}, "There must be 5 to 100000 points, not 4."),
        ({"count": 100_001}, "There must be 2 to 100000 points, not 100001."),
        ({"noise": -0.1}, "The noise must be 0 to 1, not -0.1."),
        ({"noise": 1.5}, "The noise must be 0 to 1, not 1.5."),
        ({"noise": float("nan")}, "The noise must be 0 to 1, not nan."),
        ({"test_share": 1.0}, "The share of examples to test on must be 0 to 0.9, not 1."),
        (
            {"test_share": float("nan")},
            "The share of examples to test on must be 0 to 0.9, not nan.",
        ),
        ({"seed": -1}, "The seed must be 0 to 4294967295, not -1."),
        ({"seed": 2**32}, "The seed must be 0 to 4294967295, not 4294967296."),
        ({"features": ()}, "A network needs at least one input: switch one on."),
        ({"features": ("x₃",)}, f"There is no input “x₃”; there are {', '.join(FEATURES)}."),
        ({"features": ("x₁", "x₁")}, "Every input must be there once, unlike these: x₁, x₁."),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(wrong, said):
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        Plane(**wrong)


def test_a_network_gets_two_coordinates_unless_features_say_otherwise():
    assert Plane().features == PLANE
    assert Plane().input.ranges == ((-6, 6), (-6, 6))
    assert (Plane().input.features, Plane().input.on_plane) == ((), True)


@pytest.mark.parametrize(
    "make", [lambda noise: Plane("rings", 20, noise), lambda noise: Curve(("sine",), 20, noise)]
)
def test_a_noise_of_minus_zero_is_refused(make):
    """It is not below 0, and NumPy draws nothing within it."""
    with pytest.raises(ValueError, match=r"^The noise must be 0 to 1, not -0\.$"):
        make(-0.0)
    data.made(make(0.0))
