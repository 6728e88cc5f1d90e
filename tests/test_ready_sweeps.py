"""Ready experiments: sweeps that can be made, with the sizes that they promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conclusions import AGREE
from core.data import Digits, Plane
from core.equal_parameters import APART, equal_widths
from core.network import Layer, Network
from core.parameters import count
from core.ready_sweeps import DEPTHS, PAPER, READY
from core.sweep import COLUMNS
from core.varied import VARIED
from core.wording import Sentence
from tests.made_up_rows import ready_trials


@pytest.mark.parametrize("name", READY)
def test_every_one_can_be_tried_and_shown(name):
    ready, tried = READY[name], ready_trials(name)
    assert 20 <= len(tried) <= 130
    assert all(sweep.seeds >= 3 for sweep in ready.make())
    for column in (ready.x, ready.y):
        assert column in COLUMNS or column in VARIED
    assert str(ready.title)
    assert str(ready.see).endswith(".")
    assert all(len(row) == len(one.heads) for one in ready.beside(()) for row in one.rows)
    assert len({tried[0].experiment, *(one.experiment for one in tried)}) > 10


def test_deep_and_fat_have_equal_parameters():
    for kind in (Plane, Digits):
        networks = [
            one.experiment.network
            for one in ready_trials("deep-or-fat")
            if isinstance(one.experiment.source, kind) and one.seed == 0
        ]
        assert [len(network.layers) - 1 for network in networks] == list(DEPTHS) == [*range(1, 8)]
        counts = list(map(count, networks))
        assert max(counts) / min(counts) - 1 <= AGREE == 0.02
        for network in networks:
            *same, last = network.sizes[1:-1]
            assert len(set(same)) <= 1
            assert not same or abs(last - same[0]) <= APART


@given(st.integers(1, 20), st.integers(1, 10), st.integers(1, 9), st.integers(1, 5000))
def test_no_network_of_one_width_comes_nearer(inputs, outputs, layers, parameters):
    def off(widths):
        hidden = (*map(Layer, widths), Layer(outputs))
        return abs(count(Network(inputs, hidden, "mean squared error")) - parameters)

    found = equal_widths(inputs, outputs, layers, parameters)
    assert len(found) == layers
    assert off(found) <= min(off((width,) * layers) for width in range(1, 100))


def test_the_papers_table_is_as_it_is_there_and_named_so():
    assert PAPER.rows[:6] == tuple(
        zip((1, 2, 3, 4, 5, 7), [2000] * 6, (24.2, 20.4, 18.4, 17.8, 17.2, 17.1), strict=True)
    )
    assert READY["deep-or-fat"].beside(()) == (PAPER,)
    assert isinstance(PAPER.title, Sentence)
    assert "not from this run" in str(PAPER.title)
    assert "Seide, Li and Yu, 2011" in str(PAPER.title)


def test_learning_rates_go_from_one_end_to_the_other():
    (sweep,) = READY["learning-rate"].make()
    rates = sweep.axes[0].values
    assert (rates[0], rates[-1]) == (1e-5, 10)
    assert {1e-4, 1e-3, 1e-2, 0.1, 1.0} < set(rates)


def test_widths_and_examples_go_to_the_ends():
    axes = {axis.name: axis.values for sweep in READY["how-much"].make() for axis in sweep.axes}
    assert (axes["hidden"][0], axes["hidden"][-1]) == ("1", "256")
    assert (axes["examples"][0], axes["examples"][-1]) == (20, 0)
    assert {"noise", "l2", "dropout", "patience"} < set(axes)
    assert all(axes[name][0] == 0 for name in ("noise", "l2", "dropout", "patience"))
