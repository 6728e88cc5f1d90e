"""Updates that the backend has again: one trainer for many, in few portions, to the bit."""

from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from core.backend import replay
from core.backend import trainer as trainers
from core.backend.messages import Replay, ReplayChecked, Replayed
from core.backend.packing import pack_snapshot, unpack_snapshot
from core.backend.replay import Replays
from core.checkpoint import checksum
from core.data import load
from tests.helpers import TINY, first_snapshot, tiny_experiment

UPDATES = (0, 7, 40)
EXPERIMENT = tiny_experiment(optimizer="adam")
OTHERS = (
    replace(EXPERIMENT, hyperparameters=replace(EXPERIMENT.hyperparameters, learning_rate=0.05)),
    replace(EXPERIMENT, hyperparameters=replace(EXPERIMENT.hyperparameters, optimizer="sgd")),
    replace(EXPERIMENT, seed=5),
    replace(EXPERIMENT, source=replace(TINY, train=TINY.train[:40])),
)


def taken(experiment, updates=UPDATES):
    """Complete snapshots of straight training at these updates."""
    trainer = trainers.Trainer(experiment, load(experiment.source), first_snapshot(experiment))
    found = {}
    for update in updates:
        trainer.run(update - trainer.updates)
        found[update] = trainer.snapshot(complete=True)
    return found


class Backend:
    """Replays of which it is known what they said, which trainers they made, and what these did."""

    def __init__(self, monkeypatch):
        self.said, self.made, self.portions = [], [], []
        self.replays, backend = Replays(self.said.append), self

        class Seen(trainers.Trainer):
            def __init__(self, *given):
                backend.made.append(self)
                super().__init__(*given)

            def run(self, updates):
                backend.portions.append(updates)
                super().run(updates)

        monkeypatch.setattr(trainers, "Trainer", Seen)
        # Nothing takes any time: portions grow as fast as they may.
        monkeypatch.setattr(replay, "time", SimpleNamespace(perf_counter=lambda: 0.0))

    def ask(self, experiment, snapshot, update, changes=(), check=0):
        """Return the checksum of an update, once nothing is left to do."""
        asked = Replay(1, experiment, pack_snapshot(snapshot), changes, update, check)
        self.said.clear()
        self.portions.clear()
        self.replays.take(asked, "/CPU:0")
        while self.replays.pending:
            self.replays.work()
        (found,) = [one for one in self.said if isinstance(one, Replayed)]
        return checksum(unpack_snapshot(found.snapshot))


@pytest.fixture
def backend(monkeypatch):
    return Backend(monkeypatch)


def test_a_second_update_makes_no_other_trainer_and_begins_with_a_large_portion(backend):
    there = taken(EXPERIMENT, (0, 100, 190, 200))
    assert backend.ask(EXPERIMENT, there[0], 100) == checksum(there[100])
    assert backend.portions == [1, 4, 16, 64, 15]
    backend.made.clear()
    assert backend.ask(EXPERIMENT, there[100], 190) == checksum(there[190])
    assert backend.portions == [90]
    assert backend.made == []
    # What nobody waits for comes in smaller portions, and takes nothing from the next one.
    assert backend.ask(EXPERIMENT, there[0], 100, check=200) == checksum(there[100])
    assert backend.portions[0] == 100
    assert max(backend.portions[1:]) < 100
    (checked,) = [one for one in backend.said if isinstance(one, ReplayChecked)]
    assert (checked.update, checked.sum) == (200, checksum(there[200]))
    assert backend.ask(EXPERIMENT, there[0], 200) == checksum(there[200])
    assert backend.portions == [200]
    assert backend.made == []


def test_the_first_portion_is_made_at_once(backend):
    there = taken(EXPERIMENT)
    backend.ask(EXPERIMENT, there[0], 40)
    backend.replays.take(Replay(2, EXPERIMENT, pack_snapshot(there[7]), (), 40), "/CPU:0")
    backend.said.clear()
    backend.replays.work()
    (found,) = backend.said
    assert checksum(unpack_snapshot(found.snapshot)) == checksum(there[40])


@pytest.mark.parametrize("other", OTHERS)
def test_a_trainer_that_stays_makes_the_bits_of_a_new_one(backend, other):
    there, others = taken(EXPERIMENT), taken(other)
    for at in (0, 7):
        assert backend.ask(EXPERIMENT, there[at], 40) == checksum(there[40])
        assert backend.ask(other, others[at], 40) == checksum(others[40])


def test_after_a_change_on_the_way_it_begins_again_with_a_small_portion(backend):
    there = taken(EXPERIMENT)
    larger = replace(EXPERIMENT.hyperparameters, batch_size=16)
    first = backend.ask(EXPERIMENT, there[0], 200, ((40, larger, None),))
    assert backend.portions == [1, 4, 16, 19, 1, 4, 16, 64, 75]
    # The trainer has the other rates now: those of the next update are its checkpoint's.
    assert backend.ask(EXPERIMENT, there[0], 40) == checksum(there[40])
    assert backend.ask(EXPERIMENT, there[7], 200, ((40, larger, None),)) == first


def test_what_does_not_fit_is_told_and_the_next_update_comes(backend):
    there = taken(EXPERIMENT)
    backend.ask(EXPERIMENT, there[0], 7)
    wrong = replace(there[7], parameters=there[7].parameters[:1], slots=None)
    backend.replays.take(Replay(3, EXPERIMENT, pack_snapshot(wrong), (), 40), "/CPU:0")
    backend.said.clear()
    while backend.replays.pending:
        backend.replays.work()
    (told,) = backend.said
    assert told.snapshot is None
    assert told.reason
    assert backend.ask(EXPERIMENT, there[7], 40) == checksum(there[40])


def test_a_trainer_of_a_large_network_is_let_go_of(backend, monkeypatch):
    there = taken(EXPERIMENT)
    monkeypatch.setattr(replay, "MOST_KEPT", 10)
    backend.made.clear()
    for update in (7, 40):
        assert backend.ask(EXPERIMENT, there[0], update) == checksum(there[update])
    assert len(backend.made) == 2
