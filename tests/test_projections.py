"""Principal components against NumPy's SVD: directions, shares, order and signs, and no numbers."""

import numpy as np
import pytest

from core.projections import principal_components, projection_of

RANDOM = np.random.default_rng(3)


def cloud(examples, neurons):
    """Examples that differ by another deviation along each direction, far from 0."""
    turn = np.linalg.qr(RANDOM.normal(size=(neurons, neurons)))[0]
    widths = 2.0 ** -np.arange(neurons)
    return RANDOM.normal(size=(examples, neurons)) * widths @ turn + 40


@pytest.mark.parametrize(("examples", "neurons"), [(60, 5), (60, 2), (9, 40), (2, 3)])
def test_components_and_shares_are_those_of_the_svd(examples, neurons):
    values = cloud(examples, neurons)
    found = principal_components(values)
    apart = values - values.mean(axis=0)
    _, singular, directions = np.linalg.svd(apart, full_matrices=False)
    for index in range(min(2, examples - 1)):
        axis = directions[index] * np.sign(directions[index][np.abs(directions[index]).argmax()])
        assert found.axes[index] == pytest.approx(axis, abs=1e-9)
    assert found.shares == pytest.approx(singular[:2] ** 2 / (singular**2).sum(), abs=1e-12)
    assert found.axes @ found.axes.T == pytest.approx(np.eye(2), abs=1e-12)
    assert found.of(values) == pytest.approx(apart @ found.axes.T)
    assert found.of(values).dtype == np.float64
    assert found.principal


def test_one_neuron_lies_along_a_line_and_two_as_they_are():
    one = projection_of(np.array([[3.0], [5.0]], np.float32))
    assert one.of(np.array([[3.0], [5.0]])).tolist() == [[3, 0], [5, 0]]
    assert (one.shares, one.principal) == ((1, 0), False)
    values = np.array([[1.0, 2.0], [4.0, -2.0], [1.0, -6.0]])
    two = projection_of(values)
    assert two.of(values).tolist() == values.tolist()
    assert two.shares == pytest.approx((6 / 38, 32 / 38))


def test_order_and_signs_stay_as_they_were():
    values = RANDOM.normal(size=(400, 6)) * (3.0, 2.5, 0.1, 0.1, 0.1, 0.1)
    before = principal_components(values)
    changed = values * (0.7, 1, 1, 1, 1, 1)  # the second is the larger one now
    new, held = principal_components(changed), principal_components(changed, before)
    assert (np.diag(held.axes @ before.axes.T) > 0.9).all()
    assert np.abs(new.axes @ before.axes.T)[0, 1] > 0.9
    assert held.shares == new.shares[::-1]
    turned = before._replace(axes=-before.axes)
    assert principal_components(values, turned).axes == pytest.approx(-before.axes)
    other = before._replace(axes=before.axes[:, :5])  # of another layer: it says nothing
    assert principal_components(values, other).axes == pytest.approx(before.axes)


def test_where_nothing_differs_nothing_turns():
    flat = np.full((20, 4), 0.3, np.float32)
    found = principal_components(flat)
    assert found.shares == (0, 0)
    assert not found.of(flat).any()
    line = RANDOM.normal(size=(30, 1)) * np.array([[1.0, 2.0, -2.0, 0.0]])
    one = principal_components(line)
    assert one.shares == pytest.approx((1, 0))
    assert one.axes[0] == pytest.approx([1 / 3, 2 / 3, -2 / 3, 0])
    for _ in range(3):  # the second has no say in it: it stays where it was
        again = principal_components(line + 1e-9 * RANDOM.normal(size=line.shape), one)
        assert again.axes == pytest.approx(one.axes, abs=1e-6)
    assert principal_components(flat, one).axes is one.axes


def test_what_is_not_finite_is_left_out_and_large_and_small_numbers_are_not():
    values = cloud(50, 3)
    spoiled = np.concatenate([values, [[np.nan, 0, 0], [0, np.inf, 0]]])
    assert principal_components(spoiled).axes == pytest.approx(principal_components(values).axes)
    assert np.isnan(principal_components(spoiled).of(spoiled)[-2]).all()
    nothing = principal_components(np.full((4, 3), np.nan))
    assert (nothing.shares, nothing.axes.tolist()) == ((0, 0), [[1, 0, 0], [0, 1, 0]])
    assert principal_components(np.zeros((0, 3))).shares == (0, 0)
    for scale in (1e-200, 1e200):
        found = principal_components((values - 40) * scale)
        assert found.axes == pytest.approx(principal_components(values - 40).axes)
        assert found.shares == pytest.approx(principal_components(values - 40).shares)
