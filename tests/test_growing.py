"""The worker while its network grows: the old one trains on till the new one is compiled."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.backend.growing import Growing
from core.backend.messages import (
    Drawn,
    Grow,
    Grown,
    NewSnapshot,
    Phase,
    SetHyperparameters,
    Stopped,
    Train,
)
from core.backend.packing import unpack_snapshot
from core.backend.trainer import Trainer
from core.growth import grown_snapshot
from core.surgery import AddLayer, AddNeurons
from tests.helpers import first_snapshot, flat, tiny_data
from tests.test_worker import IDLE, converse, of, standard, start

CHANGES = (AddNeurons(1, 2), AddLayer(2, "tanh"))


@pytest.fixture
def looked(monkeypatch):
    """It is compiled when it was looked for that often: each look is a round of updates."""
    asked = []

    def ended(growing):
        asked.append(growing)
        if len(asked) < 4:
            return False
        growing.wait()
        return True

    monkeypatch.setattr(Growing, "ended", property(ended))
    return asked


def test_a_network_grows_in_mid_training_and_trains_on(looked):
    experiment = standard()
    said = converse(
        *(start(1, experiment), Train(True), IDLE, IDLE, Drawn(), Grow(1, CHANGES)),
        *[IDLE, Drawn()] * 8,
    )
    (grown,) = of(said, Grown)
    before, after = unpack_snapshot(grown.before), unpack_snapshot(grown.after)
    at, asked = said.index(grown), said.index(Grow(1, CHANGES))
    between = [one for one in said[asked:at] if isinstance(one, NewSnapshot)]
    assert len(between) >= 2  # the old one went on
    assert all(len(one.snapshot.parameters) == 2 for one in between)
    assert [one.phase for one in of(said, Phase)] == ["compiling", "training", "training"]
    trainer = Trainer(experiment, tiny_data(), first_snapshot(experiment))
    trainer.run(before.updates)
    assert flat(before.parameters).tobytes() == flat(trainer.parameters()).tobytes()
    network, computed = grown_snapshot(experiment, before, CHANGES)
    assert flat(after.parameters).tobytes() == flat(computed.parameters).tobytes()
    assert after.slots.updates == before.updates
    last = unpack_snapshot([one for one in said[at:] if isinstance(one, NewSnapshot)][-1].snapshot)
    assert last.updates > after.updates
    trainer = Trainer(network, tiny_data(), computed)
    trainer.run(last.updates - after.updates)
    assert flat(last.parameters).tobytes() == flat(trainer.parameters()).tobytes()


def test_a_pause_takes_it_back(looked):
    said = converse(
        *(start(1, standard()), Train(True), IDLE, IDLE, Grow(1, CHANGES), IDLE, Train(False)),
        *(Train(True), *[IDLE] * 6),
    )
    assert not of(said, Grown)
    assert len(looked) < 4


@pytest.mark.parametrize("run", [2, 1])
def test_neither_another_run_nor_one_at_rest_grows(looked, run):
    said = converse(
        start(1, standard()), Train(run == 2), IDLE, IDLE, Grow(run, CHANGES), *[IDLE] * 6
    )
    assert not of(said, Grown)
    assert not looked


def test_with_another_batch_size_it_is_compiled_again(looked):
    other = replace(standard().hyperparameters, batch_size=5)
    said = converse(
        *(start(1, standard()), Train(True), IDLE, IDLE, Grow(1, CHANGES), IDLE),
        *(SetHyperparameters(other), *[IDLE, Drawn()] * 12),
    )
    (grown,) = of(said, Grown)
    after = unpack_snapshot(grown.after)
    last = unpack_snapshot(of(said[said.index(grown) :], NewSnapshot)[-1].snapshot)
    assert last.updates > after.updates
    assert last.examples_seen - after.examples_seen == 5 * (last.updates - after.updates)


def test_what_cannot_be_compiled_is_told(looked, monkeypatch):
    compiled = Trainer.compile

    def fail(trainer):
        if len(trainer.network.layers) > 2:
            raise MemoryError("No room")
        compiled(trainer)

    monkeypatch.setattr(Trainer, "compile", fail)
    said = converse(start(1, standard()), Train(True), IDLE, IDLE, Grow(1, CHANGES), *[IDLE] * 6)
    assert "not enough memory" in str(of(said, Stopped)[-1].reason)
    assert not of(said, Grown)


def test_changes_that_cannot_be_made_are_told(looked):
    said = converse(
        start(1, standard()), Train(True), IDLE, IDLE, Grow(1, (AddNeurons(7),)), IDLE, IDLE
    )
    assert "Only hidden layers" in str(of(said, Stopped)[-1].reason)


def test_metrics_travel(looked):
    said = converse(
        start(1, standard()),
        Train(True),
        IDLE,
        IDLE,
        Grow(1, (AddNeurons(1),)),
        *[IDLE, Drawn()] * 8,
    )
    (grown,) = of(said, Grown)
    before, after = unpack_snapshot(grown.before), unpack_snapshot(grown.after)
    assert np.isfinite(before.test.loss)
    assert after.test == before.test
