"""The curve of a training: bounded, in order, and true, however long it goes on."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core import history as module
from core.history import CAPACITY, COLUMNS, History
from core.snapshot import NOT_MEASURED, Metrics, Snapshot

SMALL = 8  # points: fills up in few examples


@pytest.fixture(autouse=True, scope="module")
def _small():
    """A small capacity for all tests but one, which asks for the real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CAPACITY", SMALL)
        yield


def snapshot(step, train=NOT_MEASURED, test=NOT_MEASURED, tested_at=None):
    return Snapshot(
        (),
        step,
        step,
        10,
        Metrics(*train),
        Metrics(*test),
        step if tested_at is None else tested_at,
    )


def grown(snapshots):
    history = History()
    for one in snapshots:
        history.add(one)
    return history


def expected_means(rows, stride):
    """The points of `rows` as they are defined: the means of `stride` neighbours."""
    rows = np.array(rows).reshape(-1, len(COLUMNS))
    whole = len(rows) // stride * stride
    return rows[:whole].reshape(-1, stride, len(COLUMNS)).mean(axis=1)


@given(st.lists(st.tuples(*[st.floats(0, 100, width=32)] * 4), max_size=20 * SMALL))
def test_points_are_means_of_equally_many_snapshots(metrics):
    history = grown(snapshot(step, row[:2], row[2:]) for step, row in enumerate(metrics))
    rows = [(step / 10, *row) for step, row in enumerate(metrics)]
    np.testing.assert_allclose(history.points, expected_means(rows, history.stride), rtol=1e-9)
    assert len(history) == len(history.points) <= SMALL
    assert len(rows) < SMALL or len(history) >= SMALL // 2
    assert math.log2(history.stride).is_integer()


@given(st.lists(st.integers(0, 3), max_size=200), st.binary(min_size=25, max_size=25))
def test_epochs_never_go_back(gaps, measured):
    steps, bits = np.cumsum(gaps), np.unpackbits(np.frombuffer(measured, np.uint8))
    history = grown(
        snapshot(int(step), (1.0, 0.5) if known else NOT_MEASURED)
        for step, known in zip(steps, bits, strict=False)
    )
    epochs = history.column("epoch")
    assert (np.diff(epochs) >= -1e-12).all()  # means of equal numbers differ in the last bit
    assert not np.isnan(epochs).any()
    if len(steps):
        assert epochs[0] >= steps[0] / 10 - 1e-12
        assert epochs[-1] <= steps[-1] / 10 + 1e-12


def test_hours_of_training_stay_within_the_capacity(monkeypatch):
    monkeypatch.setattr(module, "CAPACITY", CAPACITY)
    history = History()
    for step in range(5 * CAPACITY):
        history.add(snapshot(step, (float(step), 0.5)))
        assert len(history) <= CAPACITY
        assert len(history) >= CAPACITY // 2 or step < CAPACITY // 2
    assert history.stride == 8
    epochs, losses = history.column("epoch"), history.column("train_loss")
    np.testing.assert_allclose(losses, epochs * 10)
    assert epochs[0] == np.mean(range(8)) / 10
    assert epochs[-1] > (5 * CAPACITY - 2 * 8) / 10
    assert history.points.nbytes <= History.MAX_BYTES


def test_what_is_not_measured_is_passed_over_in_means():
    tests = [(0.5, 1.0), NOT_MEASURED, NOT_MEASURED, NOT_MEASURED]
    history = grown(snapshot(step, (step, 0), tests[step % 4]) for step in range(4 * SMALL))
    assert history.stride == 4
    np.testing.assert_array_equal(history.column("test_loss"), 0.5)
    np.testing.assert_array_equal(history.column("test_score"), 1.0)


def test_what_was_never_measured_stays_unknown():
    history = grown(snapshot(step) for step in range(5 * SMALL))
    assert history.stride > 1
    assert np.isnan(history.points[:, 1:]).all()


def test_infinite_loss_is_kept_as_such():
    history = grown(snapshot(step, (math.inf, 0.5)) for step in range(2 * SMALL))
    assert np.isinf(history.column("train_loss")).all()


def test_test_metrics_stand_only_where_they_are_new():
    history = grown(
        [
            snapshot(5, (1, 0.1), (2, 0.2), tested_at=4),
            snapshot(6, (1, 0.1), (2, 0.2), tested_at=4),
            snapshot(7, (1, 0.1), (3, 0.3)),
        ]
    )
    losses = history.column("test_loss")
    assert losses[[0, 2]].tolist() == [2, 3]
    assert np.isnan(losses[1])


def test_a_loss_that_is_no_number_does_not_vanish_in_means():
    history = grown(snapshot(step, (math.nan if step % 2 else 0.5, 0.5)) for step in range(30))
    assert history.stride > 1
    assert np.isinf(history.column("train_loss")).all()


@settings(max_examples=30)
@given(st.integers(0, 6 * SMALL), st.integers(0, 3 * SMALL))
def test_restored_history_goes_on_as_it_was(before, after):
    history = grown(snapshot(step, (step, 0.5)) for step in range(before))
    # What waits to fill a point is not saved: compare where it was filled.
    assume(after >= history.stride)
    before -= before % history.stride
    restored = History.restore(history.points.copy(), history.stride)
    for step in range(before, before + after):
        restored.add(snapshot(step, (step, 0.5)))
    whole = grown(snapshot(step, (step, 0.5)) for step in range(before + after))
    assert restored.stride == whole.stride
    np.testing.assert_allclose(restored.points, whole.points)


def test_restored_history_is_a_copy():
    points = np.ones((3, len(COLUMNS)))
    history = History.restore(points, 1)
    points[:] = 7
    np.testing.assert_array_equal(history.points, 1)


@pytest.mark.parametrize(
    "points",
    [
        np.zeros(5),
        np.zeros((2, 4)),
        np.zeros((2, 6)),
        np.zeros((SMALL + 1, 5)),
        np.zeros((1, 1, 5)),
    ],
)
def test_what_is_no_history_is_refused(points):
    with pytest.raises(ValueError, match="A history is"):
        History.restore(points, 1)


def test_a_curve_that_is_cut_ends_where_training_goes_on():
    points = np.full((4, len(COLUMNS)), 0.5)
    points[:, COLUMNS.index("epoch")] = [1, 2, 3, 4]
    history = History.restore(points, 1)
    for epoch, left in ((4, [1, 2, 3, 4]), (3, [1, 2, 3]), (2.5, [1, 2]), (0.5, [])):
        history.cut(epoch)
        assert history.column("epoch").tolist() == left


def test_what_is_measured_after_a_snapshot_came_without_it_is_a_point():
    """A training that is paused while it compiles has one of each, both of update 0."""
    history = grown([snapshot(0), snapshot(0, test=(2.4, 0.1)), snapshot(0, test=(2.4, 0.1))])
    assert history.column("test_loss").tolist()[1] == 2.4
    assert np.isnan(history.column("test_loss")[[0, 2]]).all()
    diverged = grown([snapshot(3), snapshot(3, test=(math.nan, 0.1))])
    assert diverged.column("test_loss")[1] == math.inf
