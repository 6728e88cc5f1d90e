"""The worker while somebody draws: it learns on from what is drawn, however fast that comes."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.backend import worker
from core.backend.messages import Drawn, Phase, SetSource, Stopped, Train, UpdateOnce
from core.backend.trainer import Trainer
from core.beginnings import beginning
from core.data import DrawnCurve, Points, load
from core.data.curves import PLACES
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from tests.helpers import first_snapshot, flat
from tests.test_worker import IDLE, converse, of, phases, snapshots, start

NETWORK = Network(2, (Layer(3, "tanh"), Layer(1, "sigmoid")))


def points(count, seed=0):
    random = np.random.default_rng(seed)
    return Points().put(random.uniform(-6, 6, (count, 2)), np.arange(count) % 2)


def drawing(source):
    return Experiment(NETWORK, source, Hyperparameters(batch_size=8))


def test_points_that_are_drawn_are_learned_at_once_without_compiling():
    first, newest = points(20), points(30, seed=1)
    said = converse(
        start(1, drawing(first)),
        Train(True),
        IDLE,
        IDLE,
        SetSource(points(25)),
        SetSource(newest),
        IDLE,
        Drawn(),
        UpdateOnce(),
    )
    assert phases(said) == ["compiling", "training", "ready"]
    last = snapshots(said)[-1]
    assert last.examples == 30
    trainer = Trainer(drawing(first), load(first), first_snapshot(drawing(first)))
    trainer.run(1)
    trainer = Trainer(drawing(newest), load(newest), trainer.snapshot(complete=True))
    trainer.run(last.updates - 1)
    assert last.updates >= 2
    np.testing.assert_array_equal(flat(last.parameters), flat(trainer.parameters()))


def test_of_many_sources_the_newest_alone_is_loaded(monkeypatch):
    loaded = []
    monkeypatch.setattr(worker, "load", lambda source: loaded.append(source) or load(source))
    drawn = [points(20, seed) for seed in range(1, 6)]
    converse(start(1, drawing(points(20))), Train(True), IDLE, IDLE, *map(SetSource, drawn), IDLE)
    assert loaded == [points(20), drawn[-1]]


def test_it_trains_between_any_two_sources():
    drawn = [step for seed in range(5) for step in (SetSource(points(20, seed)), Drawn(), IDLE)]
    said = converse(start(1, drawing(points(20))), Train(True), IDLE, IDLE, *drawn)
    updates = [snapshot.updates for snapshot in snapshots(said)]
    assert len(updates) >= 5
    assert len(set(updates)) == len(updates)
    assert phases(said) == ["compiling", "training"]


def test_another_size_of_room_is_compiled_once():
    said = converse(
        start(1, drawing(points(31))), Train(True), IDLE, IDLE,
        SetSource(points(32)), IDLE, SetSource(points(33)), IDLE, SetSource(points(64)), IDLE, IDLE,
    )  # fmt: skip
    assert phases(said) == ["compiling", "training"] * 2


def test_while_it_rests_the_new_source_is_measured_and_nothing_is_trained():
    one, other = drawing(points(20)), points(30, seed=1)
    said = converse(start(1, one), IDLE, Drawn(), SetSource(other), IDLE, IDLE)
    last = snapshots(said)[-1]
    assert (last.updates, last.examples) == (0, 30)
    trainer = Trainer(replace(one, source=other), load(other), first_snapshot(one))
    assert last.test == trainer.measure_test()


@pytest.mark.parametrize("empty", [Points(), DrawnCurve()])
def test_an_empty_canvas_cannot_be_trained_until_something_is_drawn(empty):
    experiment = beginning(empty)
    drawn = points(1) if isinstance(empty, Points) else DrawnCurve((0.5,) + (None,) * (PLACES - 1))
    said = converse(
        start(1, experiment), IDLE, Train(True), IDLE,
        start(2, replace(experiment, source=drawn)), Train(True), IDLE, IDLE, Drawn(),
    )  # fmt: skip
    (stopped,) = of(said, Stopped)
    assert str(stopped.reason) == "There are no examples to train on yet. Draw some."
    assert snapshots(said)[-1].updates >= 1
    assert [phase.phase for phase in of(said, Phase) if phase.run == 2] == ["compiling", "training"]


def test_everything_erased_in_mid_training_is_told():
    said = converse(
        start(1, drawing(points(20))), Train(True), IDLE, IDLE, SetSource(Points()), IDLE
    )
    assert str(of(said, Stopped)[0].reason).startswith("There are no examples to train on yet")
