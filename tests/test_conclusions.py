"""What ready experiments conclude follows from their rows: here those are made up, both ways."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.conclusions import (
    activation_and_depth,
    deep_or_fat,
    how_much,
    learning_rate,
    no_activation,
    universality,
)
from core.conclusions.activation_and_depth import gradients
from core.conclusions.comparing import ERROR, NOTHING_YET, OverSeeds, chance, clearly
from core.conclusions.no_activation import EQUAL, difference, product
from core.data import Digits, load, made
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.propagation import forward
from core.ready_sweeps import READY
from core.snapshot import Metrics
from core.sweep import Row, mean_and_deviation
from core.varied import changed
from tests.made_up_rows import ready_trials, row_of, rows_of
from tests.sweeps import CIRCLE


def said(sentences):
    """The sentences as one text."""
    return "\n".join(map(str, sentences))


def off(trial, by):
    """By how much a trial is off, by its seed: 0, and plus and minus `by`."""
    return by * (0, 1, -1, 1, -1)[trial.seed]


@pytest.mark.parametrize("name", READY)
def test_where_nothing_has_ended_nothing_is_concluded(name):
    conclude = READY[name].conclude
    assert conclude(()) == (NOTHING_YET,)
    assert conclude([Row(one) for one in ready_trials(name)]) == (NOTHING_YET,)


@pytest.mark.parametrize("name", READY)
@pytest.mark.filterwarnings("error")
def test_whatever_comes_is_said_in_whole_sentences(name):
    random = np.random.default_rng(1)
    for share in (0.0, 0.5, 1.0):
        every = rows_of(
            name,
            lambda _, share=share: None if random.random() < share else tuple(random.random(3)),
        )
        for rows in (every, every[: len(every) // 2], every[:4], every[::3], every[-1:]):
            for sentence in READY[name].conclude(rows):
                text = str(sentence)
                assert text.endswith(".")
                assert not {"{", "}"} & set(text)
                assert "nan" not in text.split()


def setting(values):
    """What a setting came to with these values."""
    return OverSeeds(*mean_and_deviation(values), len(values))


@given(st.lists(st.floats(-9, 9), min_size=2), st.lists(st.floats(-9, 9), min_size=2))
def test_what_is_clear_one_way_is_not_so_the_other_way(ones, others):
    one, other = setting(ones), setting(others)
    way = clearly(one, other)
    assert way == -clearly(other, one)
    if way:
        assert way * (np.mean(others) - np.mean(ones)) > 0
    # The same spread, and means far apart: t is at least 9.95 √2, with two degrees of freedom.
    far = one._replace(mean=one.mean + 14.1 * (one.deviation + 1))
    assert clearly(one, far) == 1


def test_of_one_seed_nothing_is_clear():
    assert clearly(setting([1.0]), setting([9.0, 9.1])) is None
    assert clearly(setting([1.0, 1.1]), setting([])) is None


@pytest.mark.parametrize("name", READY)
def test_of_one_seed_nothing_is_said_as_a_finding(name):
    random = np.random.default_rng(3)
    every = rows_of(name, lambda _: tuple(random.random(3)), weights_of_one)
    rows = [row for row in every if row.trial.seed == 0]
    lines = list(map(str, READY[name].conclude(rows)))
    findings = (one for words in FOUND.values() for one in words)
    assert not any(re.search(words, line) for words in findings for line in lines)
    if name == "learning-rate":
        assert lines[-1].startswith("These are runs of one seed each: with another one, the")
        assert "seed" not in said(learning_rate(every))
        return
    facts = ("Linear layers are one layer", "All these networks")  # of the networks themselves
    told = [line for line in lines if not line.startswith(facts)]
    assert told
    assert all("One seed does not tell whether that is" in line for line in told)
    assert "One seed" not in said(READY[name].conclude([*every, *every]))


@pytest.mark.parametrize(
    ("name", "last", "words"),
    [
        ("deep-or-fat", lambda row: len(row.hidden) == 7, "Spiral: "),
        ("how-much", lambda row: row.value("noise") == 0.5, "at noise"),
        ("how-much", lambda row: row.value("l2") == 0.1, "L2 of"),
        ("activation-and-depth", lambda row: len(row.hidden) == 9, "tanh: depth "),
        ("no-activation", lambda row: len(row.hidden) == 9, "depth "),
        ("universality", lambda row: row.hidden == (64,), "mean square"),
    ],
)
def test_nothing_is_said_before_the_last_setting_has_come(name, last, words):
    random = np.random.default_rng(4)
    every = rows_of(name, lambda _: tuple(random.random(3)), weights_of_one)
    coming = [replace(row, outcome=None) if last(row) else row for row in every]
    assert words in said(READY[name].conclude(every))
    assert words not in said(READY[name].conclude(coming))
    # What diverged has come, and the others are compared.
    lost = [row_of(row.trial, None) if last(row) else row for row in every]
    assert words in said(READY[name].conclude(lost))


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("deep-or-fat", "Digits: ", "5 of these 35 runs diverged and are left out."),
        ("how-much", "at noise", "3 of these 20 runs diverged and are left out."),
        ("how-much", "L2 of", "3 of these 20 runs diverged and are left out."),
        ("how-much", "Dropout of", "2 of these 15 runs diverged and are left out."),
        ("activation-and-depth", "tanh: depth ", "2 of these 18 runs diverged and are left out."),
        ("no-activation", "makes no clear", "4 of these 30 runs diverged and are left out."),
        ("no-activation", "between them", "One of these 10 runs diverged and is left out."),
        ("universality", "mean square", "3 of these 21 runs diverged and are left out."),
    ],
)
def test_runs_that_diverged_are_counted_where_they_are_left_out(name, words, told):
    random = np.random.default_rng(6)
    every = rows_of(name, lambda _: tuple(random.random(3)), weights_of_one)
    rows = [row if row.trial.number % 8 else row_of(row.trial, None) for row in every]
    (line,) = (line for line in map(str, READY[name].conclude(rows)) if words in line)
    assert line.endswith(f". {told}")
    assert "left out" not in said(READY[name].conclude(every))


def test_differences_are_judged_by_students_t():
    for freedom, at in ((1, 12.7062), (2, 4.30265), (4, 2.77645), (8, 2.30600), (1000, 1.96234)):
        assert chance(at, freedom) == chance(-at, freedom) == pytest.approx(ERROR, rel=1e-4)
    for t in (0, 0.3, 2, 30):
        assert chance(t, 1) == pytest.approx(1 - 2 / math.pi * math.atan(t), rel=1e-3)
        assert chance(t, 2) == pytest.approx(1 - t / math.sqrt(2 + t * t), rel=1e-3)
    # Of equal spreads and seeds, freedom is 2 (n − 1), and t = difference / (s √(2/n)).
    one = OverSeeds(0, 1, 5)
    for pairs, at in ((1, 2.30600), (5, 3.35539)):
        apart = at * math.sqrt(2 / 5)
        assert clearly(one, OverSeeds(1.001 * apart, 1, 5), pairs) == 1
        assert clearly(one, OverSeeds(0.999 * apart, 1, 5), pairs) == 0
    # Where one has no spread, freedom is that of the other.
    fixed, at = OverSeeds(0, 0, 3), 4.30265 / math.sqrt(3)
    assert clearly(fixed, OverSeeds(1.001 * at, 1, 3)) == 1
    assert clearly(fixed, OverSeeds(0.999 * at, 1, 3)) == 0
    assert clearly(fixed, OverSeeds(1e-6, 0, 3)) == 1
    assert clearly(OverSeeds(0.1, 0, 3), OverSeeds(math.nextafter(0.1, 1), 0, 3)) == 0


# Words of each sentence that says a difference; any of one line are one sentence's.
FOUND = {
    "deep-or-fat": (r"Spiral: (deep beats fat|fat beats deep)", r"Spiral: deeper is not always"),
    "how-much": (
        *(r"gap .* (grows|shrinks)", r"More examples (do not )?close"),
        *(r"With 20 .* too much", r"Noise (opens|closes)"),
        *(
            rf"{name}.*: (this helps|even this makes it worse)"
            for name in ("L2", "Dropout", "Early stopping")
        ),
    ),
    "activation-and-depth": (r"sigmoid: depth (helps|harms)\b",),
    "no-activation": (r"Yet depth", r"more than one|do worse"),
    "universality": (
        *(r"smaller the error|the error larger", r"The lowest is"),
        r"At [1-9] of .* it fell|at [1-9] it rose",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_where_nothing_differs_a_difference_is_said_of_one_table_in_twenty(name):
    draws, random = 400, np.random.default_rng(5)
    weights = weights_of_one if name == "no-activation" else lambda _: ()
    rows = rows_of(name, lambda _: (0.5, 0.5, 0.5), weights)
    found = dict.fromkeys(FOUND[name], 0)
    for _ in range(draws):
        lines = list(map(str, READY[name].conclude([drawn(row, random) for row in rows])))
        for words in found:
            found[words] += any(re.search(words, line) for line in lines)
    # 20 are 5 %; 29 or fewer are 98 % of all such simulations.
    assert all(count <= 29 for count in found.values()), found


def weights_of_one(trial):
    """The weights that a network begins with; of other seeds than the first: none."""
    return initialise(trial.experiment.network, 1) if trial.seed == 0 else ()


def drawn(row, random):
    """The row with numbers that chance alone has drawn."""
    train, test, score = 0.5 + 0.01 * random.normal(size=3)
    run = row.outcome.run
    now = replace(run.snapshot, train=Metrics(train, score), test=Metrics(test, score))
    return replace(row, outcome=replace(row.outcome, run=replace(run, snapshot=now)))


def test_the_data_of_the_window_stay_in_memory_and_each_source_is_made_once(monkeypatch):
    names = ("how-much", "learning-rate", "activation-and-depth", "no-activation")
    tables = {name: [elsewhere(one) for one in ready_trials(name)] for name in names}
    held, before, sources = load(CIRCLE.source), load.cache_info().misses, []

    def note(source):
        sources.append(source)
        return made(source)

    monkeypatch.setattr("core.conclusions.examples.made", note)
    for name, rows in tables.items():
        assert READY[name].conclude(rows)
        READY[name].beside(rows)
    assert len(sources) == len(set(sources)) == 6  # 20, 60 and all moons; sine, circle, moons
    assert load.cache_info().misses == before
    assert load(CIRCLE.source) is held


def elsewhere(trial):
    """A row of the trial, of data that nobody has asked for before."""
    source = replace(trial.experiment.source, seed=77)
    trial = replace(trial, experiment=replace(trial.experiment, source=source))
    return row_of(trial, (0.5, 0.5, 0.5), weights_of_one(trial))


# Deep or fat


def scored(score):
    """Rows of it whose share of right answers is `score(depth)`, off by 1 % by the seed."""

    def came(trial):
        return 0.1, 0.2, score(len(trial.experiment.network.layers) - 1) + off(trial, 0.01)

    return rows_of("deep-or-fat", came)


def test_deep_beats_fat_or_fat_deep_or_neither():
    deep = said(deep_or_fat(scored(lambda depth: 0.5 + 0.05 * depth)))
    assert (
        "Spiral: deep beats fat. 85.0 % of the test examples are right with 7 hidden layers,"
        " 55.0 % with 1 hidden layer.\n"
    ) in deep
    assert "Digits: deep beats fat. 85.0 %" in deep
    fat = said(deep_or_fat(scored(lambda depth: 0.9 - 0.05 * depth)))
    assert (
        "Spiral: fat beats deep. 85.0 % of the test examples are right with 1 hidden layer, at best"
        " 80.0 % with 2 hidden layers.\n"
        "Spiral: deeper is not always better. 55.0 % of the test examples are right with 7 hidden"
        " layers, 80.0 % with 2 hidden layers.\n"
    ) in fat
    none = said(deep_or_fat(scored(lambda depth: 0.5 + 0.001 * depth)))
    assert (
        "Spiral: neither deep nor fat wins clearly. 50.1 % of the test examples are right with 1"
        " hidden layer, 50.7 % with 7 hidden layers, and other seeds alone make ± 1.0 %.\n"
    ) in none
    assert "beats" not in none
    assert "always" not in deep + none


def test_sources_are_told_apart():
    rows = [
        *(row for row in scored(lambda depth: depth / 10) if row.hidden[0] > 1 and of(row)),
        *(row for row in scored(lambda depth: 0.9 - depth / 10) if not of(row)),
    ]
    found = said(deep_or_fat(rows))
    assert "Digits: deep beats fat" in found
    assert "Spiral: fat beats deep" in found


def of(row):
    """Whether it is of the digits."""
    return isinstance(row.trial.experiment.source, Digits)


def test_networks_of_other_sizes_are_said_to_be_so():
    equal = said(deep_or_fat(scored(lambda depth: 0.5)))
    assert equal.count("apart: what differs is the depth.") == 2
    assert "371 to 375 parameters, 1.1 % apart" in equal
    digits = [row for row in scored(lambda depth: 0.5) if of(row)]
    small = digits[-1].trial
    small = type(small)(1, small.settings, 0, changed(small.experiment, (("hidden", "9-9"),)))
    found = said(deep_or_fat([*digits, row_of(small, (1, 1, 1))]))
    assert "apart: depth is not all that differs." in found


# How much is too much


def lost(of_train, of_test):
    """Rows of it with the losses `of_train(experiment)` and `of_test(experiment)`."""

    def came(trial):
        one, other = of_train(trial.experiment), of_test(trial.experiment)
        return one, other + off(trial, 0.01), 0.5

    return rows_of("how-much", came)


def width(experiment):
    """The neurons of its hidden layer."""
    return experiment.network.layers[0].neurons


def few(experiment):
    """Whether it has but 20 examples."""
    return experiment.source.examples == 20


def test_a_gap_that_grows_is_overfitting_and_one_that_does_not_is_not():
    grows = said(how_much(lost(lambda e: 0.1, lambda e: 0.2 + few(e) * width(e) / 256)))
    assert (
        "With 20 training examples, the gap between test and training loss grows from 0.1 with 1"
        " hidden neuron to 1.1 with 256 hidden neurons: this is overfitting."
    ) in grows
    assert "More examples close the gap: with 256 hidden neurons it is 1.1 for 20" in grows
    assert "examples and 0.1 for 200." in grows
    assert (
        "With 20 training examples, the test loss is lowest with 1 hidden neuron: 0.204." in grows
    )
    assert "With 256 hidden neurons it is clearly higher, 1.2: that is too much." in grows
    assert "But with 256 hidden neurons it is not clearly higher" in grows  # with all examples
    shrinks = said(how_much(lost(lambda e: 0.1, lambda e: 2 - width(e) / 256 - few(e) * 0.5)))
    assert "shrinks from 1.4 with 1 hidden neuron to 0.4 with 256" in shrinks
    assert "More examples do not close the gap" in shrinks
    assert "lowest with 256 hidden neurons, the most that were tried: 0.5." in shrinks
    flat = said(how_much(lost(lambda e: 0.1, lambda e: 0.2)))
    assert "width does not clearly change the gap" in flat
    assert "More examples do not clearly change the gap" in flat
    assert "overfitting." not in flat


def test_noise_opens_the_gap_or_closes_it_or_does_neither():
    def gap(by):
        found = said(how_much(lost(lambda e: 0.1, lambda e: 1 + by * e.source.noise)))
        return next(line for line in found.splitlines() if line.startswith("Noise"))

    assert gap(1).startswith("Noise opens the gap: it is 0.9 at noise 0 and 1.4 at 0.5.")
    assert gap(-1).startswith("Noise closes the gap: it is 0.9 at noise 0 and 0.4 at 0.5.")
    assert gap(0).startswith("Noise does not clearly change the gap: it is 0.9")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("l2", "L2 of 0.001"),
        ("dropout", "Dropout of 20 %"),
        ("patience", "Early stopping after 300 updates without a better test loss"),
    ],
)
def test_a_remedy_helps_or_harms_or_does_neither(name, remedy):
    def told(by):
        def of_test(experiment):
            return 1 + by * bool(getattr(experiment.hyperparameters, name))

        found = said(how_much(lost(lambda e: 0.1, of_test))).splitlines()
        return next(line for line in found if line.startswith(remedy)), found

    helps, lines = told(-0.5)
    assert helps == f"{remedy}: this helps. The test loss is 0.5, without it 1."
    (peeked,) = (line for line in lines if "looks a little better than it is" in line)
    assert peeked.startswith("Early stopping" if name == "patience" else "This value was chosen")
    harms, lines = told(0.5)
    assert harms == f"{remedy}: even this makes it worse. The test loss is 1.5, without it 1."
    assert not any("looks a little better" in line for line in lines)
    assert told(0)[0].startswith(f"{remedy}: even this makes no clear difference. The test loss is")


# Learning rate


def at_rates(loss):
    """What is concluded of it where a rate's training loss is `loss(rate)`; None: it diverged."""

    def came(trial):
        value = loss(trial.experiment.hyperparameters.learning_rate)
        return None if value is None else (value, value, 0.5)

    return [str(one) for one in learning_rate(rows_of("learning-rate", came))]


def test_rates_are_too_small_right_too_large_or_diverge():
    def loss(rate):
        return 0.4 if rate < 1e-3 else 0.1 if rate < 0.3 else 0.2 if rate < 2 else None

    assert at_rates(loss) == [
        "Right: 0.001 to 0.22. The training loss is lowest with 0.001: 0.1 after 2,000 updates.",
        "Too small: 0.00046 and below. With 0.00001 the loss is still 0.4 after all these updates.",
        "Too large: 0.46 to 1. With 1 the loss is still a number, but it ends at 0.2.",
        "Diverged: 2.2 and above. In 9 of 9 such runs the loss was no longer a number.",
    ]


def test_the_other_way_round_the_small_ones_are_right():
    assert at_rates(lambda rate: 0.1 + rate) == [
        "Right: 0.00001 to 0.01. The training loss is lowest with 0.00001: 0.1 after 2,000"
        " updates.",
        "None of them is too small, not even 0.00001.",
        "Too large: 0.022 to 10. With 10 the loss is still a number, but it ends at 10.",
        "No run diverged, not even with 10.",
    ]
    assert at_rates(lambda rate: 0.1)[1:] == [
        "None of them is too small, not even 0.00001.",
        "None of them is too large, not even 10.",
        "No run diverged, not even with 10.",
    ]
    alone = at_rates(lambda rate: 0.5 - 0.04 * rate)
    assert alone[0] == "Right: 10 alone. The training loss is 0.1 after 2,000 updates."
    assert at_rates(lambda rate: None) == ["Every run diverged: all these rates are too large."]


def test_what_is_no_better_than_one_answer_for_all_has_learned_nothing():
    (sine,) = READY["learning-rate"].make()
    heights = load(sine.base.source).train.targets
    assert at_rates(lambda rate: 0.6 + rate) == [
        "With none of these rates anything is learned: the loss is 0.6 at best, with 0.00001. One"
        f" answer for all examples has {heights.var():.2g}.",
        "No run diverged, not even with 10.",
    ]


def test_a_rate_that_diverged_once_is_said_to_have_diverged():
    rows = [
        row_of(
            one, None if one.seed == 1 and dict(one.settings)["learning_rate"] == 10 else (1, 1, 1)
        )
        for one in ready_trials("learning-rate")
    ]
    found = said(learning_rate(rows))
    assert "Diverged: 10 and above. In 1 of 3 such runs the loss was no longer a number." in found
    assert "too large, not even" not in found


# Activation and depth


def with_gradients(of_activation, loss):
    """What is concluded where weights are so many times those that networks begin with.

    `of_activation` says how many times, by activation; `loss(activation, depth)` is the loss.
    """

    def came(trial):
        activation, hidden = trial.settings[0][1], trial.experiment.network.layers[:-1]
        value = loss(activation, len(hidden)) + off(trial, 0.001)
        return value, value, 0.5

    def parameters(trial):
        found = initialise(trial.experiment.network, trial.seed)
        times = of_activation[trial.settings[0][1]]
        return tuple(
            LayerParameters(times * weights.astype(float), biases.astype(float), slopes)
            for weights, biases, slopes in found
        )

    rows = rows_of("activation-and-depth", came, parameters)
    return list(map(str, activation_and_depth(rows)))


def test_gradients_vanish_or_not_as_weights_have_it():
    found = with_gradients({"sigmoid": 1.0, "tanh": 1.0, "relu": 0.0}, lambda *_: 0.5)
    assert found[0].startswith(
        "sigmoid: the gradient vanishes on its way to the first layer. With 9 hidden layers, it is "
    )
    assert found[0].endswith(",000 times more.")
    assert found[2].startswith("tanh: the gradient does not vanish on its way to the first layer.")
    assert found[4].startswith("relu: the gradient does not reach the first layer. With 9 hidden")
    assert all("depth makes no clear difference" in line for line in found[1::2])
    found = with_gradients({"sigmoid": 10.0, "tanh": 20.0, "relu": 2.0}, lambda *_: 0.5)
    assert found[0].startswith("sigmoid: the gradient does not vanish on its way")
    assert found[4].startswith("relu: the gradient does not vanish on its way")


def test_depth_harms_or_helps_as_losses_have_it():
    def loss(activation, depth):
        return {"sigmoid": 0.1 * depth, "tanh": 1 / depth, "relu": 0.5}[activation]

    found = with_gradients({"sigmoid": 1, "tanh": 1, "relu": 1}, loss)
    assert found[1] == (
        "sigmoid: depth harms. The training loss is 0.1 with 1 hidden layer and 0.9 with 9 hidden"
        " layers."
    )
    assert found[3].startswith("tanh: depth helps. The training loss is 1 with 1 hidden layer and")
    assert found[5].startswith("relu: depth makes no clear difference. The training loss is 0.5")


def test_each_activation_is_judged_by_its_own_deepest_network():
    rows = [
        row
        for row in rows_of(
            "activation-and-depth",
            lambda trial: (0.5, 0.5, 0.5),
            lambda trial: initialise(trial.experiment.network, trial.seed),
        )
        if len(row.hidden) < (3 if row.trial.settings[0][1] == "relu" else 6)
    ]
    found = list(map(str, activation_and_depth(rows)))
    assert [line.partition("With ")[2].partition(",")[0] for line in found[::2]] == [
        *("5 hidden layers", "5 hidden layers", "2 hidden layers")
    ]


def test_gradients_are_finite_differences():
    trial = next(one for one in ready_trials("activation-and-depth") if one.seed == 1)
    network, examples = trial.experiment.network, load(trial.experiment.source).train
    exact = tuple(
        LayerParameters(*(one.astype(float) for one in layer)) for layer in initialise(network, 3)
    )
    chosen = np.linspace(0, len(examples) - 1, 128).round().astype(int)
    right = examples.targets[chosen, 1]

    def loss(layer, at, by):
        moved = [LayerParameters(*(one.copy() for one in layer)) for layer in exact]
        moved[layer].weights[at] += by
        said = forward(network, tuple(moved), examples.inputs[chosen]).output[:, 0]
        return -(right * np.log(said) + (1 - right) * np.log(1 - said)).mean()

    found = gradients(row_of(trial, (1, 1, 1), exact))
    for layer, (weights, _, _) in enumerate(exact):
        slopes = [
            (loss(layer, at, 1e-5) - loss(layer, at, -1e-5)) / 2e-5
            for at in np.ndindex(weights.shape)
        ]
        assert found[layer] == pytest.approx(np.median(np.abs(slopes)), rel=1e-5)


def test_the_table_has_the_medians_of_each_layer():
    rows = rows_of(
        "activation-and-depth",
        lambda _: (0.5, 0.5, 0.5),
        lambda trial: initialise(trial.experiment.network, trial.seed),
    )
    (table,) = READY["activation-and-depth"].beside(rows)
    assert [str(one) for one in table.heads] == [
        *("Activation", "Hidden layers", *(f"Layer {number}" for number in range(1, 11)))
    ]
    assert len(table.rows) == 3 * 6
    for name, depth, *sizes in table.rows:
        same = [
            gradients(row)
            for row in rows
            if row.trial.settings[0][1] == name and len(row.hidden) == depth
        ]
        assert sizes[: depth + 1] == np.median(same, axis=0).tolist()
        assert sizes[depth + 1 :] == [""] * (9 - depth)


# No activation, no depth


@given(st.lists(st.integers(1, 6), min_size=2, max_size=7), st.integers(0, 99), st.floats(0.1, 3))
def test_the_product_of_the_matrices_gives_the_same_outputs(sizes, seed, times):
    inputs, *others = sizes
    layers = tuple(Layer(neurons, "linear") for neurons in others)
    network, random = Network(inputs, layers, "mean squared error"), np.random.default_rng(seed)
    parameters = tuple(
        LayerParameters(times * weights.astype(float), random.normal(size=len(biases)), slopes)
        for weights, biases, slopes in initialise(network, seed)
    )
    one, examples = product(parameters), random.normal(size=(9, inputs))
    expected = forward(network, parameters, examples).output
    assert np.allclose(examples @ one.weights + one.biases, expected, rtol=1e-9, atol=1e-9)


def linear(score, parameters=None):
    """What is concluded where `score(activation, depth)` of the answers are right."""

    def came(trial):
        network = trial.experiment.network
        activation = network.layers[0].activation if len(network.layers) > 1 else "linear"
        return 0.3, 0.3, score(activation, len(network.layers) - 1) + off(trial, 0.001)

    def begun(trial):
        return initialise(trial.experiment.network, trial.seed)

    rows = rows_of("no-activation", came, parameters or begun)
    return list(map(str, no_activation(rows))), rows


def test_linear_layers_are_one_layer():
    found, rows = linear(lambda activation, _: 0.9 if activation == "tanh" else 0.6)
    apart = [difference(row) for row in rows]
    assert apart.count(None) == 5  # those with tanh are no product
    worst = max((one for one in apart if one), key=lambda one: one.largest / one.size)
    assert 0 < worst.largest <= EQUAL * worst.size
    assert found == [
        "Linear layers are one layer: the product of their matrices gives the same outputs, but for"
        f" rounding. They differ by at most {worst.largest:.1g}, in numbers up to"
        f" {worst.size:,.0f} (networks looked at: 30, with up to 9 hidden layers).",
        "So depth makes no clear difference: 60.0 % of the test examples are right with no hidden"
        " layer, 60.0 % with 9 hidden layers.",
        "With tanh between them, layers are more than one: 90.0 % of the test examples are right"
        " with 2 hidden layers, 60.0 % with as many linear ones.",
    ]
    (table,) = READY["no-activation"].beside(rows)
    assert [row[:2] for row in table.rows] == [(depth, 5) for depth in (0, 1, 2, 4, 6, 9)]
    assert max(row[2] for row in table.rows) == max(one.largest for one in apart if one)


@pytest.mark.parametrize("times", [0.1, 3, 10, 100])
def test_what_float32_rounds_off_of_large_numbers_is_called_rounding(times):
    def grown(trial):
        return tuple(
            LayerParameters(np.float32(times) * weights, biases, slopes)
            for weights, biases, slopes in initialise(trial.experiment.network, trial.seed)
        )

    found, rows = linear(lambda *_: 0.5, grown)
    assert found[0].startswith("Linear layers are one layer: ")
    every = [one for one in map(difference, rows) if one]
    assert all(one.rounding for one in every)
    assert (max(one.largest for one in every) > EQUAL) == (times >= 3)


def test_what_nobody_would_call_rounding_is_told_as_it_was_measured():
    def lost(trial):  # two large terms that nearly cancel: all but the noise of float32
        first, *others = initialise(trial.experiment.network, trial.seed)
        if not others:
            return (first,)
        same = first.weights.copy()
        same[:, 1] = same[:, 0] + 1e-4
        apart = np.zeros_like(others[0].weights)
        apart[:2] = [[1e6], [-1e6]]
        return (
            LayerParameters(same, first.biases, first.slopes),
            LayerParameters(apart, *others[0][1:]),
            *others[1:],
        )

    found, _ = linear(lambda *_: 0.5, lost)
    assert found[0].startswith("Here the outputs and those of the product of the matrices differ")
    assert "more than rounding usually makes" in found[0]


def test_depth_and_activation_gain_or_not_as_scores_have_it():
    found, _ = linear(lambda activation, depth: 0.5 + 0.01 * depth * (activation == "linear"))
    assert found[1] == (
        "Yet depth changes what training finds: 50.0 % of the test examples are right with no"
        " hidden layer, 59.0 % with 9 hidden layers."
    )
    assert found[2] == (
        "With tanh between them, layers do worse here: 50.0 % of the test examples are right with"
        " 2 hidden layers, 52.0 % with as many linear ones."
    )
    found, _ = linear(lambda activation, depth: 0.9 - 0.01 * depth)
    assert found[1].startswith("Yet depth changes what training finds: 90.0 % of the test")
    assert found[2].startswith("With tanh between them, layers do not clearly better here: 88.0 %")


# Universality


def followed(error, by=0.001):
    """What is concluded where so many neurons have the mean squared error `error(neurons)`.

    It is off by as much, by the seed.
    """

    def came(trial):
        value = error(trial.experiment.network.layers[0].neurons) + off(trial, by)
        return value, value, 0.5

    return list(map(str, universality(rows_of("universality", came))))


def test_the_error_falls_or_rises_or_stays():
    assert followed(lambda neurons: 1 / neurons) == [
        "The more neurons, the smaller the error: its mean square is 1 with 1 hidden neuron and"
        " 0.016 with 64 hidden neurons, 64 times less.",
        "At 6 of the 6 steps to more neurons it fell clearly, at 0 it rose clearly.",
    ]
    for last, times in ((0.4, "2.5 times less."), (0.0001, "10,000 times less."), (0.5, "2 times")):
        said = followed(lambda neurons, last=last: 1 if neurons < 64 else last, 0)[0]
        assert f" with 64 hidden neurons, {times}" in said
    for last, figures in ((0.8, "0.8"), (0, "0")):  # 1.25 times, and nobody knows how many
        said = followed(lambda neurons, last=last: 1 if neurons < 64 else last, 0)[0]
        assert said.endswith(f"is 1 with 1 hidden neuron and {figures} with 64 hidden neurons.")
    rises = followed(lambda neurons: 0.1 * neurons)
    assert rises[0].startswith("More neurons made the error larger here: its mean square is 0.1")
    assert rises[1] == "At 0 of the 6 steps to more neurons it fell clearly, at 6 it rose clearly."
    assert rises[2].startswith("The lowest is 0.1, with 1 hidden neuron. More of them could")
    stays = followed(lambda _: 0.5)
    assert stays[0].startswith("More neurons did not clearly change the error here: its mean sq")
    assert stays[1] == "At 0 of the 6 steps to more neurons it fell clearly, at 0 it rose clearly."
