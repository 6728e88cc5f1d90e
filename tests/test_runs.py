"""The runs of a window: beside each other, a tree, told apart, bounded, saved and read again."""

import numpy as np
import pytest
from msgspec.structs import replace

from core import project_file
from core.data import Plane
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import equal, initialise
from core.run import Run
from core.runs import (
    BOUND,
    COLOURS,
    Difference,
    Runs,
    best,
    differences,
    differences_of,
    updates_at,
)
from core.runs_file import load_runs, parts_of_others
from core.snapshot import Metrics, Snapshot, no_slots
from core.stopwatch import CAPACITY, Stopwatch
from tests.saved import members, write_members

NETWORK = Network(2, (Layer(4, "tanh"), Layer(2, "softmax")))
EXPERIMENT = Experiment(NETWORK, Plane("moons"), Hyperparameters("adam", 0.01, 16))


def rates(**changes):
    """The experiment with other hyperparameters."""
    return replace(EXPERIMENT, hyperparameters=replace(EXPERIMENT.hyperparameters, **changes))


def trained(run, *losses, every=10):
    """`run` after as many times `every` updates as there are losses on the test set, complete."""
    for loss in losses:
        now = run.snapshot
        slots = no_slots(now.parameters, run.experiment.hyperparameters.optimizer)
        snapshot = replace(
            now,
            updates=now.updates + every,
            examples_seen=now.examples_seen + 16 * every,
            examples=160,
            train=Metrics(loss / 2, 0.5),
            test=Metrics(loss, 0.75),
            tested_at=now.updates + every,
            slots=slots,
        )
        run.history.add(snapshot)
        run = run.at(snapshot)
    return run


def titles(runs):
    """The tree: how deep, and the name."""
    return [(depth, kept.run.name) for kept, depth in runs.tree]


def named(run, name):
    return replace(run, name=name)


def family():
    """A run, one made of it, one made of that, and another of the first."""
    one = named(trained(Run.start(EXPERIMENT), 0.5), "one")
    two = named(trained(one.start_again(rates(learning_rate=0.1)), 0.4), "two")
    three = named(trained(two.start_again(rates(learning_rate=0.2)), 0.3), "three")
    four = named(one.start_again(replace(EXPERIMENT, seed=7)), "four")
    runs = Runs()
    for run in (one, two, three, four):
        runs = runs.take(run)
    return runs


def test_runs_are_a_tree_by_what_they_were_made_from():
    runs = family()
    assert titles(runs) == [(0, "one"), (1, "two"), (2, "three"), (1, "four")]
    # Without one in the middle, what was made of it belongs to its parent.
    two = runs.kept[1].run.id
    assert titles(runs.without(two)) == [(0, "one"), (1, "three"), (1, "four")]
    other = named(Run.start(EXPERIMENT), "other")
    runs = runs.without(two).take(other)
    assert [kept.run.name for kept in runs.family(other.id)] == ["other"]
    assert [kept.run.name for kept in runs.family(runs.kept[1].run.id)] == ["one", "three", "four"]
    families = [[kept.run.name for kept in one] for one in runs.families]
    assert families == [["one", "three", "four"], ["other"]]
    assert runs.are_kin(runs.kept[1].run.id, runs.kept[2].run.id)
    assert not runs.are_kin(runs.kept[0].run.id, other.id)


def test_the_newest_state_of_a_run_takes_the_place_of_the_older():
    runs = family()
    further = trained(runs.kept[1].run, 0.2)
    after = runs.take(further)
    assert [kept.run.snapshot.updates for kept in after.kept] == [10, 20, 10, 0]
    assert after.take(further) is after
    assert [kept.colour for kept in after.kept] == [0, 1, 2, 3]
    without = after.without(runs.kept[0].run.id)
    assert without.take(Run.start(EXPERIMENT)).kept[-1].colour == 0  # that is free again
    many = Runs()
    for _ in range(COLOURS + 2):
        many = many.take(Run.start(EXPERIMENT))
    assert [kept.colour for kept in many.kept] == [*range(COLOURS), 0, 1]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (EXPERIMENT, ()),
        (
            rates(learning_rate=0.1, optimizer="sgd"),
            (
                Difference("optimizer", "adam", "sgd"),
                Difference("learning_rate", 0.01, 0.1),
            ),
        ),
        (rates(patience=300), ()),  # when it stops is not what it learns
        (replace(EXPERIMENT, seed=3), (Difference("seed", 0, 3),)),
        (
            replace(EXPERIMENT, network=Network(2, (Layer(8, "relu"), Layer(2, "softmax")))),
            (
                Difference("network", "2-4-2", "2-8-2"),
                Difference("activations", "tanh, softmax", "relu, softmax"),
            ),
        ),
        (
            replace(EXPERIMENT, network=Network(2, (*[Layer(4, "tanh")] * 2, NETWORK.layers[-1]))),
            (Difference("network", "2-4-2", "2-4-4-2"),),
        ),
        (
            replace(
                EXPERIMENT,
                source=Plane("spiral"),
                network=replace(NETWORK, initialiser="zeros"),
            ),
            (
                Difference("data", Plane("moons"), Plane("spiral")),
                Difference("initialiser", "glorot uniform", "zeros"),
            ),
        ),
    ],
)
def test_what_a_run_does_otherwise_than_its_parent_is_told(changed, found):
    parent = Run.start(EXPERIMENT)
    assert differences(parent.start_again(changed), parent) == found


def test_weights_that_it_began_with_are_a_difference():
    parent = Run.start(EXPERIMENT)
    given = initialise(NETWORK, 9)
    assert differences(Run.start(EXPERIMENT, given, parent), parent) == (Difference("start"),)


def test_a_run_that_branches_off_says_where_and_has_its_parents_past():
    parent = trained(Run.start(EXPERIMENT), 0.9, 0.6, 0.5)
    runs = Runs().take(parent)
    for epoch, updates in ((0, 0), (1, 10), (2, 20), (3, 30)):
        runs.kept[0].watch.note(epoch, updates, 1)
    early = trained(Run.start(EXPERIMENT), 0.9, 0.6).snapshot
    runs = runs.begin(branch := parent.back_at(early, 0.5))
    kept = runs.find(branch.id)
    assert differences_of(kept, runs.kept[0]) == (
        Difference("branch", None, 20),
        Difference("learning_rate", 0.01, 0.5),
    )
    assert kept.watch.points[:, 1].tolist() == [0, 10, 20]
    assert len(runs.kept[0].watch) == 4


def test_memory_is_bounded_and_what_was_let_go_of_is_told():
    runs = family()
    size = runs.kept[0].nbytes
    assert size == 2 * 4 * (2 * 4 + 4 + 4 * 2 + 2)  # float32; both slots are the same arrays
    assert runs.thin("", BOUND) == (runs, ())
    runs = runs.change(runs.kept[0].run.id, pinned=True)
    shown = runs.kept[2].run.id
    less, lost = runs.thin(shown, 2 * size)
    assert [kept.run.name for kept in lost] == ["two", "four"]
    assert [kept.thinned for kept in less.kept] == [False, True, False, True]
    assert less.kept[1].nbytes == 0
    # Its curve is there, and what it trained.
    assert best(less.kept[1])[:2] == (0.4, 1.0)
    assert titles(less) == titles(runs)
    assert not less.take(runs.kept[1].run).kept[1].thinned  # it came back
    # What others hold does not count.
    _, lost = runs.thin(shown, 2 * size, runs.kept[1].run.arrays)
    assert [kept.run.name for kept in lost] == ["four"]


def test_of_many_runs_the_oldest_go_and_few_are_seen_at_once():
    first = Run.start(EXPERIMENT)
    runs = Runs().take(named(first, "0"))
    for number in range(1, 10):
        runs = runs.take(named(first.start_again(rates(learning_rate=number)), str(number)))
    shown = runs.kept[1].run.id
    runs = runs.change(runs.kept[0].run.id, pinned=True)
    fewer, gone = runs.bounded(shown, 8)
    assert [kept.run.name for kept in gone] == ["2", "3"]
    assert [kept.run.name for kept in fewer.kept] == list("01456789")
    assert runs.bounded(shown)[1] == ()
    seen = runs.seen(shown)
    assert [kept.run.name for kept in seen.kept if kept.hidden] == ["2", "3"]
    # A new one takes the colour of one that is not seen.
    assert seen.take(first.start_again(EXPERIMENT)).kept[-1].colour == seen.kept[2].colour


def test_the_best_step_is_where_the_test_loss_was_least():
    run = trained(Run.start(EXPERIMENT), 0.9, 0.4, 0.6)
    kept = Runs().take(run).kept[0]
    assert best(kept) == (0.4, 2.0, 20.0, True)
    assert best(Runs().take(Run.start(EXPERIMENT)).kept[0]) is None


def test_updates_and_seconds_are_known_at_every_epoch():
    kept = Runs().take(trained(Run.start(EXPERIMENT), 0.9, 0.4)).kept[0]
    np.testing.assert_allclose(updates_at(kept, np.array([0.5, 2])), [5, 20])  # not noted: evenly
    kept.watch.note(0, 0, 0)
    kept.watch.note(1, 40, 2)
    kept.watch.note(2, 50, 3)
    np.testing.assert_allclose(updates_at(kept, np.array([0.5, 1.5])), [20, 45])
    np.testing.assert_allclose(kept.watch.at(np.array([0.5, 1.5, 9]), "seconds"), [1, 3.5, np.nan])
    assert kept.watch.seconds == 5
    kept.watch.note(1, 40, 1)  # it went back; the time was spent
    assert (len(kept.watch), kept.watch.seconds) == (2, 6)


def test_times_are_of_bounded_size_and_keep_their_beginning():
    watch = Stopwatch()
    for epoch in range(3 * CAPACITY):
        watch.note(epoch, 10 * epoch, 0.5)
    assert len(watch) <= CAPACITY
    np.testing.assert_array_equal(watch.points[:, 1], 10 * watch.points[:, 0])
    assert watch.points[0].tolist() == [0, 0, 0.5]
    assert watch.points[-1].tolist() == [3 * CAPACITY - 1, 30 * CAPACITY - 10, 1.5 * CAPACITY]


def test_a_copy_of_times_goes_back_alone():
    watch = Stopwatch.even(1, 10)
    watch.copy().note(0.5, 7, 0)
    assert watch.points.tolist() == [[0, 0, 0], [1, 10, 0]]


def test_times_of_a_short_run_take_little_room():
    watch = Stopwatch.even(1, 10)
    for one in (watch, watch.copy(), watch.until(0.5)):
        one.note(2, 20, 0.5)
        assert one.points.base.nbytes < 1000  # the whole table
    assert Stopwatch.restore(np.empty((0, 3))).seconds == 0


def test_all_runs_go_into_the_file_of_one_and_come_back(tmp_path):
    runs = family()
    own = runs.kept[2].run
    runs = runs.change(runs.kept[0].run.id, hidden=True, pinned=True)
    runs.kept[0].watch.note(1, 10, 2.5)
    runs, _ = runs.thin(own.id, 2 * runs.kept[0].nbytes)
    project_file.save(path := tmp_path / "a.netglow", own, more=parts_of_others(runs, own.id))
    assert project_file.load(path).id == own.id
    found = load_runs(path)
    assert titles(found) == titles(runs)
    for one, other in zip(runs.kept, found.kept, strict=True):
        told = [
            (kept.run.id, kept.colour, kept.hidden, kept.pinned, kept.thinned, kept.began)
            for kept in (one, other)
        ]
        assert told[0] == told[1]
        assert one.run.experiment == other.run.experiment
        assert equal(one.run.snapshot.parameters, other.run.snapshot.parameters)
        np.testing.assert_array_equal(one.run.history.points, other.run.history.points)
        np.testing.assert_array_equal(one.watch.points, other.watch.points)


def test_however_many_runs_came_and_went_a_file_is_read_again_as_the_same_tree(tmp_path):
    runs = family()
    apart = trained(Run.start(EXPERIMENT), 0.5)
    runs = runs.take(apart).without(runs.kept[0].run.id)  # what two of them were made from
    for of in (runs.kept[0], runs.kept[1]):
        last = of.run
        for _ in range(20):  # an arrow is held at the seed
            last = last.start_again(replace(EXPERIMENT, seed=last.experiment.seed + 1))
            runs = runs.take(last).without(last.id)
        runs = runs.take(trained(last.start_again(EXPERIMENT), 0.2))
    own = runs.kept[0].run
    assert len(runs.family(own.id)) == 5
    project_file.save(path := tmp_path / "a.netglow", own, more=parts_of_others(runs, own.id))
    found = load_runs(path)
    assert titles(found) == titles(runs)
    for one, other in zip(runs.kept, found.kept, strict=True):
        families = [len(those.family(kept.run.id)) for those, kept in ((runs, one), (found, other))]
        assert families[0] == families[1]
    assert len(found.parents) < 15


def test_a_file_with_one_run_is_as_it_was(tmp_path):
    run = trained(Run.start(EXPERIMENT), 0.5)
    project_file.save(tmp_path / "a.netglow", run)
    project_file.save(tmp_path / "b.netglow", run, more=parts_of_others(Runs().take(run), run.id))
    assert (tmp_path / "a.netglow").read_bytes() == (tmp_path / "b.netglow").read_bytes()
    assert load_runs(tmp_path / "a.netglow") is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("runs.json", b"{", "its runs.json is wrong"),
        ("runs.json", b'{"runs":[]}', "its list of runs is wrong"),
        ("runs.json", b'{"runs":[{"place":""},{"place":"x/"}]}', "x/netglow.json"),
        ("runs/0/netglow.json", b"[]", "its netglow.json is wrong"),
    ],
)
def test_a_damaged_list_of_runs_is_one_sentence(tmp_path, name, data, said):
    runs = family()
    own = runs.kept[2].run
    project_file.save(path := tmp_path / "a.netglow", own, more=parts_of_others(runs, own.id))
    write_members(path, members(path) | {name: data})
    with pytest.raises(ValueError, match=r"\.$") as caught:
        load_runs(path)
    assert said in str(caught.value)
    assert project_file.load(path).id == own.id  # its own run is whole


def test_an_untrained_snapshot_is_worth_nothing():
    kept = Runs().take(Run.start(EXPERIMENT)).kept[0]
    assert not kept.worth_keeping
    assert replace(kept, run=kept.run.at(Snapshot(kept.run.snapshot.parameters, 1))).worth_keeping
