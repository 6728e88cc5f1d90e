"""The owner of the window's runs: what was left stays beside what is shown, and in its file."""

import weakref

import numpy as np
import pytest
from msgspec.structs import replace

from core.data import Points
from core.experiment import Hyperparameters
from core.project_file import load
from core.run import Run
from core.runs import Kept, Runs
from core.runs_file import load_runs
from core.snapshot import Metrics, Slots, no_slots
from gui.document import Document, read
from gui.growth import Growth
from gui.runs.owner import RunTree
from gui.session import Session
from gui.undo_stack import UndoStack
from tests.saved import small_project


@pytest.fixture
def session(qapp):
    return Session(small_project().experiment)


@pytest.fixture
def seconds():
    """A clock that stands still until somebody changes it."""
    return [0.0]


@pytest.fixture
def tree(session, seconds):
    return RunTree(session, session, clock=lambda: seconds[0])


def learn(session, updates):
    """Have the session's run come to so many updates, complete."""
    now = session.snapshot
    slots = Slots(no_slots(now.parameters, "adam").arrays, updates)
    session.set_snapshot(
        replace(
            now,
            updates=updates,
            examples_seen=32 * updates,
            examples=320,
            slots=slots,
            test=Metrics(1 / updates, 0.5),
            tested_at=updates,
        )
    )


def updates(tree):
    return [kept.run.snapshot.updates for kept in tree.runs.kept]


def test_reset_begins_a_run_beside_the_old_one(session, tree):
    learn(session, 50)
    old = session.run
    session.reset()
    assert updates(tree) == [50, 0]
    assert [depth for _, depth in tree.runs.tree] == [0, 1]
    assert tree.others[0].run is old
    learn(session, 20)
    session.undo_stack.undo()
    assert session.run is old
    assert updates(tree) == [50, 20]
    session.undo_stack.redo()
    assert session.snapshot.updates == 20


def test_what_was_never_trained_leaves_nothing_behind(session, tree):
    for seed in (1, 2, 3):
        session.change_experiment(replace(session.experiment, seed=seed), "Change seed")
    assert updates(tree) == [0]


def test_a_run_that_is_shown_again_goes_on_and_undo_finds_it_as_it_was_left(session, tree):
    learn(session, 50)
    first = session.run.id
    session.reset()
    learn(session, 20)
    tree.show(first)
    assert (session.run.id, session.snapshot.updates) == (first, 50)
    assert session.undo_stack.undoText() == "Show 256-3-10"
    learn(session, 70)
    session.undo_stack.undo()  # of showing it
    assert session.snapshot.updates == 20
    session.undo_stack.undo()  # of the reset: the first again, with all that it has learned since
    assert (session.run.id, session.snapshot.updates) == (first, 70)
    assert updates(tree) == [70, 20]


def test_deleting_and_renaming_are_undone(session, tree):
    learn(session, 50)
    old = session.run.id
    session.reset()
    learn(session, 20)
    tree.rename(old, " slow ")
    tree.rename(session.run.id, "quick")
    tree.rename(session.run.id, "  ")
    assert [kept.run.name for kept in tree.runs.kept] == ["slow", "quick"]
    assert session.run.name == "quick"
    tree.delete(session.run.id)  # not what is shown
    tree.delete(old)
    assert updates(tree) == [20]
    for _ in range(3):
        session.undo_stack.undo()
    assert [kept.run.name for kept in tree.runs.kept] == ["256-3-10"] * 2
    assert updates(tree) == [50, 20]


def test_a_network_that_grows_is_the_same_run(session, tree):
    growth = Growth(session, session)
    learn(session, 50)
    colour = tree.shown.colour
    growth.add_neuron(1)
    assert session.experiment.network.sizes == (256, 4, 10)
    assert [kept.run.id for kept in tree.runs.kept] == [session.run.id]
    assert tree.shown.colour == colour
    session.undo_stack.undo()
    assert [kept.run.experiment.network.sizes for kept in tree.runs.kept] == [(256, 3, 10)]


def test_the_time_of_training_is_measured_while_it_trains(session, tree, seconds):
    learn(session, 10)
    seconds[0] = 100
    session.set_training(True)
    seconds[0] = 110  # it compiles
    session.set_backend(session.backend.changed(phase="training"))
    seconds[0] = 113
    learn(session, 20)
    seconds[0] = 114
    session.set_training(False)
    seconds[0] = 200
    learn(session, 30)
    assert tree.shown.watch.seconds == 4


def test_old_weights_are_let_go_of_when_memory_ends_and_that_is_told(session):
    size = sum(array.nbytes for layer in session.snapshot.parameters for array in layer)
    session.undo_stack = UndoStack(session, bound=3 * size)
    tree, told = RunTree(session, session, bound=2 * size), []
    tree.thinned.connect(told.append)
    learn(session, 50)
    first, weights = session.run.id, weakref.ref(session.snapshot.parameters[0].weights)
    session.reset()
    learn(session, 60)
    assert told == []
    session.reset()
    (said,) = told
    assert "256-3-10" in said
    assert weights() is None
    assert [kept.thinned for kept in tree.runs.kept] == [True, False, False]
    assert tree.why_not_show(first) == "Its weights were let go of to save memory."
    tree.show(first)
    assert session.run.id != first


def test_weights_that_undo_brings_back_are_not_let_go_of(session):
    """That would save nothing."""
    tree, told = RunTree(session, session, bound=0), []
    tree.thinned.connect(told.append)
    for updates in (50, 60):
        learn(session, updates)
        first = tree.runs.kept[0].run
        session.reset()
    assert (told, tree.why_not_show(first.id)) == ([], "")
    tree.delete(first.id)
    stack = session.undo_stack
    held = {id(array) for array in stack.command(stack.count() - 1).arrays}
    assert held == set(map(id, first.arrays))
    stack.undo()
    assert tree.runs.kept[0].run is first


def test_a_file_holds_the_runs_that_belong_together(session, tree, tmp_path):
    document = Document(session, session, tree)
    learn(session, 50)
    session.change_experiment(
        replace(session.experiment, hyperparameters=Hyperparameters("sgd")), "Choose optimizer"
    )
    session.reset()
    assert document.modified  # what was trained before is in no file
    document.save(path := tmp_path / "a.netglow")
    assert not document.modified
    other = Session()
    others = RunTree(other, other)
    opened = Document(other, other, others)
    learn(other, 5)  # another tree
    opened.open(path)
    assert other.run.id == session.run.id
    assert updates(others) == [5, 0, 50]
    assert not opened.modified
    opened.save(again := tmp_path / "b.netglow")
    assert [kept.run.snapshot.updates for kept in load_runs(again).kept] == [0, 50]
    assert load(again).id == session.run.id


def test_what_is_recovered_stays_with_all_that_it_was_made_of(session, tree, seconds, tmp_path):
    document = Document(session, session, tree)
    learn(session, 50)
    session.set_training(True)
    session.set_backend(session.backend.changed(phase="training"))
    seconds[0] = 3
    learn(session, 60)
    session.set_training(False)
    session.reset()
    learn(session, 20)
    session.undo_stack.undo()
    document.save(path := tmp_path / "kept.netglow")
    held = read(path)
    other = Session()
    others = RunTree(other, other)
    opened = Document(other, other, others)
    opened.recover(held.run, held.runs, held.sweeps)
    assert sorted(updates(others)) == [20, 60]
    assert len(others.runs.family(other.run.id)) == 2
    assert others.shown.watch.seconds == 3
    assert opened.modified
    opened.save(again := tmp_path / "again.netglow")
    assert not opened.modified
    assert len(load_runs(again).kept) == 2


def test_of_a_run_that_is_here_in_another_state_there_are_two(session, tree, tmp_path):
    document = Document(session, session, tree)
    learn(session, 50)
    session.reset()
    learn(session, 20)
    document.save(path := tmp_path / "a.netglow")
    session.undo_stack.undo()
    learn(session, 70)
    session.undo_stack.redo()
    document.save(kept := tmp_path / "kept.netglow")
    other = Session()
    others = RunTree(other, other)
    opened = Document(other, other, others)
    opened.open(path)
    assert sorted(updates(others)) == [20, 50]
    held = read(kept)
    opened.recover(held.run, held.runs, held.sweeps)
    assert sorted(updates(others)) == [20, 20, 50, 70]
    assert opened.modified


def test_what_no_file_holds_is_known_of_every_family(session, tree, saved, tmp_path):
    document = Document(session, session, tree)
    learn(session, 50)
    session.reset()
    learn(session, 20)
    assert document.unsaved_elsewhere is None
    document.open(saved)
    assert not document.modified
    unsaved = document.unsaved_elsewhere
    assert unsaved.run.snapshot.updates == 20  # the newest
    assert [kept.run.snapshot.updates for kept in unsaved.runs.kept] == [50, 20]
    learn(session, 60)
    all_of_it = document.unsaved(session.run)
    assert all_of_it.run is session.run
    assert [kept.run.snapshot.updates for kept in all_of_it.runs.kept] == [60, 50, 20]
    session.undo_stack.undo()
    assert document.unsaved_elsewhere.run.snapshot.updates == 60
    document.save(tmp_path / "a.netglow")
    session.undo_stack.redo()
    assert document.unsaved_elsewhere is None
    document.open_run(small_project())
    unsaved = document.unsaved_elsewhere
    assert [kept.run.snapshot.updates for kept in unsaved.runs.kept] == [60]


def test_what_was_drawn_is_not_lost_by_opening_another_file(session, tree, saved):
    document = Document(session, session, tree)
    session.change_source(Points(), "Draw")
    drawn = Points().with_points(np.array([(1.5, -2.0)]), 1)
    session.change_source(drawn, "Draw")
    document.open(saved)
    assert document.unsaved_elsewhere.run.experiment.source == drawn
    session.undo_stack.undo()
    assert (document.modified, document.unsaved_elsewhere) == (True, None)
    session.undo_stack.undo()  # of what was drawn
    document.open(saved)
    assert document.unsaved_elsewhere is None


def test_what_was_chosen_and_undone_leaves_nothing_behind(session, tree, saved):
    document = Document(session, session, tree)
    document.open(saved)
    session.change_experiment(replace(session.experiment, seed=9), "Change seed")
    assert document.modified
    session.undo_stack.undo()
    assert updates(tree) == [40]


def test_what_was_recovered_and_undone_is_still_in_no_file(session, tree, saved):
    document = Document(session, session, tree)
    left = replace(session.run, experiment=replace(session.experiment, seed=9))
    document.recover(left)
    session.undo_stack.undo()  # it was made from the very run that is shown again
    assert document.modified
    document.open(saved)
    assert document.unsaved_elsewhere.run.experiment.seed == 9


def test_what_a_file_held_before_another_run_overwrote_it_is_in_no_file(session, tree, tmp_path):
    document = Document(session, session, tree)
    learn(session, 50)
    session.reset()
    learn(session, 20)
    document.save(path := tmp_path / "a.netglow")
    document.open_run(small_project())
    assert document.unsaved_elsewhere is None
    document.save(path)
    assert [kept.run.snapshot.updates for kept in document.unsaved_elsewhere.runs.kept] == [50, 20]


def test_an_untrained_run_that_was_kept_is_kept_again(session, tree):
    document = Document(session, session, tree)
    main, beside = small_project(), Run.start(replace(session.experiment, seed=9))
    document.recover(main, Runs().take(main).add(Kept(beside)))
    session.undo_stack.undo()
    kept = document.unsaved_elsewhere.runs.kept
    assert [one.run.experiment.seed for one in kept] == [0, 9]
