"""What is saved while the backend is busy: complete, when it has come; what is kept, too."""

import pytest
from msgspec.structs import replace

from core.project_file import load
from gui import completion
from gui.backend_process import Outcome
from gui.document import Document
from gui.runs.owner import RunTree
from tests.test_backend_link import (
    TENSORFLOW,
    NewSnapshot,
    checkpoint_at,
    linked,  # noqa: F401
    pack_snapshot,
    sent_start,
    snapshot_at,
)


class Busy:
    """A session whose backend trains, has come to 5 updates, and does not answer soon."""

    def __init__(self, session, process, link):
        self.session, self.process = session, process
        self.run = sent_start(process).run
        self.tree = RunTree(session)
        self.document = Document(session, tree=self.tree)
        process.received.emit(TENSORFLOW)
        session.set_training(True)
        self.come(2)
        session.request_checkpoint()
        self.complete(3)
        self.come(5)

    def come(self, updates):
        """One to draw comes."""
        snapshot = pack_snapshot(snapshot_at(self.session, updates))
        self.process.received.emit(NewSnapshot(self.run, snapshot))

    def complete(self, updates):
        """A complete one comes."""
        self.process.received.emit(checkpoint_at(self.session, self.run, updates))


@pytest.fixture
def busy(linked):  # noqa: F811
    return Busy(*linked)


def saving(busy, path):
    """Have it save; return what is heard of that."""
    heard = []
    busy.document.save_beside(path, heard.append)
    return heard


def saved_at(path):
    """How far what was saved has come, and whether it is complete."""
    snapshot = load(path).snapshot
    return snapshot.updates, snapshot.complete


def test_a_file_is_written_when_the_run_is_complete_and_the_window_goes_on(qtbot, busy, tmp_path):
    told, path = [], tmp_path / "a.netglow"
    busy.document.busy_changed.connect(lambda: told.append(busy.document.saving))
    heard = saving(busy, path)
    assert (busy.document.saving, told, path.exists()) == (True, [True], False)
    busy.come(6)
    assert heard == []
    busy.complete(7)
    busy.come(9)
    qtbot.waitUntil(lambda: heard == [None])
    assert saved_at(path) == (7, True)
    assert (told[-1], all(told[:-1])) == (False, True)
    assert busy.document.modified


def test_who_saves_and_closes_is_not_asked_a_second_time(qtbot, busy, tmp_path):
    busy.session.settle()
    heard = saving(busy, tmp_path / "a.netglow")
    busy.complete(7)
    qtbot.waitUntil(lambda: heard == [None])
    assert not busy.document.modified
    busy.session.change_experiment(replace(busy.session.experiment, seed=9), "Seed")
    assert busy.document.modified
    busy.session.undo_stack.undo()
    assert not busy.document.modified


def test_a_backend_that_does_not_answer_is_not_waited_for_long(qtbot, busy, tmp_path, monkeypatch):
    monkeypatch.setattr(completion, "PATIENCE_MS", 1)
    heard = saving(busy, tmp_path / "a.netglow")
    qtbot.waitUntil(lambda: heard == [None])
    assert saved_at(tmp_path / "a.netglow") == (5, False)


@pytest.mark.parametrize(
    "happen",
    [
        lambda busy: busy.process.ended.emit(Outcome(False, "It has crashed.")),
        lambda busy: busy.document.wait(),
        lambda busy: busy.session.change_experiment(
            replace(busy.session.experiment, seed=9), "Seed"
        ),
    ],
)
def test_where_it_cannot_come_any_more_what_there_is_is_written(qtbot, busy, tmp_path, happen):
    own = busy.session.live.id
    heard = saving(busy, tmp_path / "a.netglow")
    happen(busy)
    qtbot.waitUntil(lambda: heard == [None])
    assert saved_at(tmp_path / "a.netglow") == (5, False)
    assert load(tmp_path / "a.netglow").id == own


def test_what_waits_to_be_saved_is_opened_when_it_is_written(qtbot, busy, tmp_path):
    path, opened = tmp_path / "a.netglow", []
    heard = saving(busy, path)
    busy.document.open_beside(path, opened.append)
    busy.complete(8)
    qtbot.waitUntil(lambda: opened == [None])
    assert heard == [None]
    assert busy.session.live.snapshot.updates == 8


def test_who_cannot_wait_has_the_newest_complete_one(busy):
    assert busy.session.live.snapshot.updates == 5
    run = busy.document.run
    assert run.snapshot.updates == 3
    assert run.history.column("epoch")[-1] == pytest.approx(3 * 32 / 100)
    busy.session.set_training(False)  # where that is, is not known yet
    assert busy.document.run_at_once.snapshot.updates == 3
    busy.process.ended.emit(Outcome(False, "It has crashed."))
    assert busy.document.run_at_once.snapshot.updates == 5
