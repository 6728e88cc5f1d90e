"""The order of examples: every epoch has each once, however the stream is cut, and it is quick."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.order import example_order

SIZES = st.one_of(st.integers(1, 12), st.integers(1000, 5000))


@given(st.integers(0, 2**32 - 1), SIZES, st.integers(0, 10**6))
def test_every_epoch_has_each_example_once(seed, examples, epoch):
    order = example_order(seed, examples, epoch * examples, 3 * examples)
    assert order.dtype == np.int32
    for one in order.reshape(3, examples):
        np.testing.assert_array_equal(np.sort(one), np.arange(examples))


@given(st.integers(0, 99), SIZES, st.integers(0, 10**5), st.integers(1, 9000), st.integers(1, 9000))
def test_parts_are_the_whole(seed, examples, start, first, second):
    whole = example_order(seed, examples, start, first + second)
    parts = [
        example_order(seed, examples, start, first),
        example_order(seed, examples, start + first, second),
    ]
    assert len(whole) == first + second
    np.testing.assert_array_equal(np.concatenate(parts), whole)


@pytest.mark.parametrize("examples", [4, 50, 5000])
def test_epochs_and_seeds_differ(examples):
    one = example_order(1, examples, 0, 40 * examples).reshape(40, examples)
    assert len(np.unique(one, axis=0)) > 15  # of four examples there are only 24 orders
    other = example_order(2, examples, 0, 40 * examples).reshape(40, examples)
    assert (one != other).any()


@pytest.mark.parametrize("examples", [1, 4, 97, 4096, 100_000])
@pytest.mark.parametrize("start", [0, 10**9 + 7])
def test_few_generators_are_made_however_few_examples_there_are(monkeypatch, examples, start):
    """Each takes some 20 µs: one for every epoch of a gate would take longer than training it."""
    make, made = np.random.default_rng, []
    monkeypatch.setattr(np.random, "default_rng", lambda seed: made.append(seed) or make(seed))
    example_order(0, examples, start, 1 << 16)
    assert len(made) <= (1 << 16) // 2048 + 2
