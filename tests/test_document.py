"""The window's document: which file holds which run, and what no file holds."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.beginnings import beginning
from core.data import DrawnCurve, Plane, Points
from core.project_file import load
from gui.document import Document
from gui.session import Session
from tests.saved import small_project


@pytest.fixture
def session(qapp):
    """A session of the experiment that is saved."""
    return Session(small_project().experiment)


@pytest.fixture
def document(session):
    return Document(session)


def test_document_knows_what_no_file_holds(session, document, tmp_path):
    assert not document.modified
    session.set_snapshot(small_project().snapshot)
    assert document.modified
    document.save(tmp_path / "a")
    assert document.path == tmp_path / "a.netglow"
    assert not document.modified
    session.reset()
    # A run that starts afresh has no file yet, and nothing to lose.
    assert (document.path, document.modified) == (None, False)
    session.undo_stack.undo()
    assert (document.path, document.modified) == (tmp_path / "a.netglow", False)


def test_opened_document_is_the_sessions_run(session, document, saved):
    document.open(saved)
    assert session.snapshot.updates == 40
    assert (document.path, document.modified) == (saved, False)
    session.undo_stack.undo()
    assert session.snapshot.updates == 0
    assert (document.path, document.modified) == (None, False)


def test_a_file_opened_twice_is_two_runs(session, document, saved):
    held = load(saved).id
    document.open(saved)
    assert session.run.id == held
    document.open(saved)
    assert session.run.id not in ("", held)
    assert session.run.parent == held
    document.open(saved)  # the file's own run is not the one that is shown
    assert session.run.id != held


def test_document_that_cannot_be_opened_changes_nothing(session, document, saved):
    saved.write_bytes(b"broken")
    run = session.run
    with pytest.raises(ValueError, match="is not a saved network"):
        document.open(saved)
    assert session.run is run
    assert document.path is None
    assert session.undo_stack.count() == 0


@pytest.mark.parametrize(
    ("empty", "drawn"),
    [
        (Points(), Points().with_points(np.array([(1.5, -2), (0, 0.1)]), 1)),
        (
            Points(),
            Points().put(np.random.default_rng(0).uniform(-6, 6, (20_000, 2)), np.ones(20_000)),
        ),
        (DrawnCurve(), DrawnCurve((None, 0.25) + (None,) * 199, test_share=0.5)),
    ],
)
def test_what_was_drawn_is_lost_work_and_is_saved(session, document, tmp_path, empty, drawn):
    session.change_source(empty, "Draw")
    assert not document.modified
    session.change_source(drawn, "Draw")
    assert document.modified
    document.save(tmp_path / "drawn")
    assert not document.modified
    session.change_source(empty, "Clear")
    assert document.modified
    document.open(tmp_path / "drawn.netglow")
    assert session.experiment.source == drawn
    assert not document.modified


def test_what_is_made_of_a_files_run_still_bears_its_name(session, document, saved):
    document.open(saved)
    seeded = replace(session.experiment, seed=77)
    session.change_experiment(seeded, "Change seed")
    session.change_experiment(replace(seeded, seed=78), "Change seed again")
    assert (document.path, document.origin) == (None, saved)  # it is not saved over that file
    session.change_experiment(beginning(Plane("circle")), "Choose other data")
    assert document.origin is None
    session.undo_stack.undo()
    assert document.origin == saved
    document.open_run(load(saved))
    assert document.origin is None


def test_what_was_chosen_since_a_file_is_in_no_file(session, document, saved):
    document.open(saved)
    before = session.experiment
    session.change_experiment(replace(before, seed=77), "Change seed")
    assert document.modified
    session.change_experiment(before, "Change seed back")
    assert not document.modified  # it begins again, as the file says
    session.undo_stack.undo()
    assert document.modified


def test_a_file_that_another_run_overwrote_is_no_longer_the_first_ones(session, document, tmp_path):
    session.set_snapshot(small_project().snapshot)
    document.save(path := tmp_path / "a.netglow")
    document.open_run(small_project())
    document.save(path)
    session.undo_stack.undo()
    assert (document.path, document.modified) == (None, True)
    session.undo_stack.redo()
    assert (document.path, document.modified) == (path, False)
