"""Ready experiments: sweeps that can be made, with the sizes that they promise."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.conclusions.beside import PAPER
from core.conclusions.deep_or_fat import AGREE
from core.conclusions.no_activation import EQUAL, difference
from core.crew import Crew
from core.data import Digits, DrawnCurve, Plane, load
from core.equal_parameters import APART, equal_widths
from core.network import Layer, Network
from core.parameters import count
from core.ready_sweeps import DEPTHS, READY
from core.sweep import COLUMNS, Axis, Row, job, trials
from core.varied import VARIED
from core.wording import Sentence
from gui.__main__ import main
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


@given(st.integers(1, 20), st.integers(1, 10), st.integers(1, 9), st.integers(1, 3000))
def test_no_network_of_such_widths_comes_nearer(inputs, outputs, layers, parameters):
    def off(widths):
        hidden = (*map(Layer, widths), Layer(outputs))
        return abs(count(Network(inputs, hidden, "mean squared error")) - parameters)

    found = equal_widths(inputs, outputs, layers, parameters)
    assert len(found) == layers
    assert len({*found[:-1]}) <= 1
    apart = range(-APART, APART + 1) if layers > 1 else (0,)
    assert found[-1] - found[0] in apart
    others = (
        (width,) * (layers - 1) + (max(1, width + by),) for width in range(1, 90) for by in apart
    )
    assert off(found) <= min(map(off, others))


def test_the_papers_table_is_as_it_is_there_and_named_so():
    assert PAPER.rows[:6] == tuple(
        zip((1, 2, 3, 4, 5, 7), [2000] * 6, (24.2, 20.4, 18.4, 17.8, 17.2, 17.1), strict=True)
    )
    assert PAPER.rows[6:] == ((1, 3772, 22.5), (1, 4634, 22.6), (1, 16000, 22.1))
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


def test_activations_go_to_the_deepest_network_there_may_be():
    (sweep,) = READY["activation-and-depth"].make()
    assert sweep.axes[0].values == ("sigmoid", "tanh", "relu")
    depths = {len(one.experiment.network.layers) for one in trials(sweep)}
    assert (min(depths), max(depths)) == (2, 10)


def test_the_curve_is_drawn_and_one_layer_follows_it():
    (sweep,) = READY["universality"].make()
    assert isinstance(sweep.base.source, DrawnCurve)
    heights = load(sweep.base.source).train.targets[:, 0]
    assert len(heights) == 201
    assert np.abs(np.diff(heights)).max() < 0.1 < heights.std()
    hidden = [one.experiment.network.sizes[1:-1] for one in trials(sweep) if one.seed == 0]
    assert hidden == [(1,), (2,), (4,), (8,), (16,), (32,), (64,)]


# Really run, but few updates


@pytest.fixture
def forked(forked_backend, monkeypatch):
    """Crews have backends that are forked."""
    monkeypatch.setenv("TF_NUM_INTRAOP_THREADS", "1")
    monkeypatch.setattr("core.crew.program", lambda: forked_backend)


def test_trained_linear_networks_are_one_layer(forked):
    whole, _ = READY["no-activation"].make()
    sweep = replace(whole, axes=(Axis("hidden", ("none", "8-8-8-8")),), seeds=2, updates=300)
    tried = trials(sweep)
    with Crew(1) as crew:
        ended = {
            done.number: done.outcome for done in crew.work([job(one, sweep) for one in tried])
        }
    rows = [Row(one, ended[one.number]) for one in tried]
    assert EQUAL == 1e-5
    assert all(difference(row).largest > 0 and difference(row).rounding for row in rows)
    assert min(row.test.score for row in rows) > 0.8
    first, *_ = READY["no-activation"].conclude(rows)
    assert str(first).startswith("Linear layers are one layer: the product of their matrices")


def test_the_command_runs_one_and_says_what_it_comes_to(forked, capsys):
    words = ["sweep", "--ready", "learning-rate", "--updates", "40", "--seeds", "2", "--seed", "7"]
    assert main([*words, "--workers", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (sweep,) = told["sweeps"]
    assert [len(sweep["rows"]), len(sweep["settings"])] == [38, 19]
    assert {row["seed"] for row in sweep["rows"]} == {7, 8}
    assert sweep["sweep"]["updates"] == 40
    assert told["see"] == str(READY["learning-rate"].see)
    losses = {
        one["learning_rate"]: one["columns"]["train_loss"]["mean"]
        for one in sweep["settings"]
        if not one["diverged"]
    }
    rate = min(losses, key=losses.get)
    (right,) = (line for line in told["conclusions"] if line.startswith("Right: "))
    least = f"{losses[rate]:.2g} after 40 updates."
    assert right == f"Right: {rate:.2g} alone. The training loss is {least}" or right.endswith(
        f"The training loss is lowest with {rate:.2g}: {least}"
    )
    assert any(line.startswith("Diverged: ") for line in told["conclusions"])
    assert told["complete"]


def test_the_command_prints_tables_and_sentences(monkeypatch, capsys):
    monkeypatch.setattr("core.crew.Crew.work", lambda *_: iter(()))
    assert main(["sweep", "--ready", "deep-or-fat", "--seeds", "1"]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0] == "Deep or fat. " + str(READY["deep-or-fat"].see)
    assert lines[2] == "spiral, tanh: hidden"
    assert lines[3].split()[:3] == ["hidden", "runs", "diverged"]
    assert "digits, relu: hidden" in lines
    assert str(PAPER.title) in lines
    assert ["7", "2,000", "17.1"] in [line.split() for line in lines]
    assert lines[-2:] == [
        "So far (0 of 14 runs):",
        "Too few runs have come to an end to say anything.",
    ]
    assert "Sweep 2 of 2: digits, relu: hidden" in printed.err


def test_the_command_lists_them_and_refuses_what_does_not_go_with_them(capsys):
    assert main(["sweep", "--ready", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == list(READY)
    for words, said in (
        (["--vary", "l2=0"], "--vary"),
        (["a.netglow"], "FILE"),
        (["--csv", "a.csv"], "--csv"),
    ):
        assert main(["sweep", "--ready", "universality", *words]) == 2
        assert capsys.readouterr().err == (
            f"netglow: A ready experiment has its own data and settings, without {said}.\n"
        )
