"""The player: where the walk stands, how it plays, and what it does when the session changes."""

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from core.data import Given
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.tasks import Values, one_hot
from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.propagation import backward, forward
from core.snapshot import Slots, Snapshot, no_slots
from core.walkthrough import GRAINS, Place, Proof
from gui.backend_state import BackendState
from gui.session import Session
from gui.walk import proof
from gui.walk.player import Player
from tests.helpers import first_snapshot, flat, tiny_data, tiny_experiment
from tests.panels import at_rest


@pytest.fixture
def session(qapp):
    session = Session(tiny_experiment(batch_size=4))
    session.set_example(example(2))
    return session


@pytest.fixture
def player(session):
    return Player(session, parent=session)


def example(index, source="train"):
    dataset = tiny_data()
    return Example(dataset.train.inputs[index], int(dataset.train.labels[index]), source, index)


def proof_of(session, player, slots=None, step=None):
    """What a backend would answer that is right."""
    walk = player.walk
    passed = forward(walk.network, walk.parameters, walk.inputs)
    back = backward(walk.network, walk.parameters, passed, walk.targets)
    slots = slots or no_slots(walk.parameters, walk.hyperparameters.optimizer)
    step = session.snapshot.updates if step is None else step
    return Proof(step, float(back.losses.mean()), back.gradients, slots)


def answer(qtbot, session, player, **changes):
    """Wait until the player has asked, and answer."""
    with qtbot.waitSignal(session.proof_requested):
        pass
    session.take_proof(player.walk.inputs, proof_of(session, player, **changes))


def test_without_an_example_there_is_no_walk(session, player):
    session.set_example(Example(np.zeros(4, np.float32)))
    player.begin()
    assert player.walk is None
    for attempt in (player.play, player.end, player.apply, lambda: player.step(1)):
        attempt()  # nothing to do, and no harm
    assert player.walk is None
    assert not player.playing


def test_a_walk_pauses_training_and_training_goes_on_afterwards(session, player):
    session.set_training(True)
    player.begin()
    assert player.walk
    assert not session.training
    player.end()
    assert player.walk is None
    assert session.training
    session.set_training(True)
    player.begin()
    player.set_resume(False)
    player.end()
    assert not session.training
    player.begin()
    player.end()
    assert not session.training


def test_training_another_run_and_no_example_end_the_walk(session, player):
    for change in (
        lambda: session.set_training(True),
        lambda: session.change_experiment(replace(session.experiment, seed=9), "seed"),
        lambda: session.set_example(Example(np.zeros(4, np.float32))),
    ):
        session.set_example(example(0))
        player.begin()
        assert player.walk
        change()
        assert player.walk is None


def test_the_walk_is_of_the_example_the_snapshot_and_the_hyperparameters(session, player):
    player.begin()
    player.go(5)
    place = player.place
    session.set_example(example(7))
    np.testing.assert_array_equal(player.walk.inputs, tiny_data().train.inputs[7:8])
    np.testing.assert_array_equal(player.walk.targets, one_hot(np.array([1]), 3))
    snapshot = Snapshot(player.walk.updated[0], updates=1)
    session.set_snapshot(snapshot)
    assert player.walk.parameters is snapshot.parameters
    faster = replace(session.experiment.hyperparameters, learning_rate=0.5)
    session.set_hyperparameters(faster)
    assert player.walk.hyperparameters == faster
    assert player.place == place


def test_an_example_without_label_aims_at_the_answer_or_at_what_is_chosen(session, player):
    session.set_example(Example(np.ones(4, np.float32), None, "pad"))
    player.begin()
    best = int(session.forward.output[0].argmax())
    assert player.target == best
    assert player.walk.targets[0, best] == 1
    other = (best + 1) % 3
    player.set_target(other)
    assert player.walk.targets[0, other] == 1
    session.set_example(example(0))
    assert player.target == 0  # a choice is for one example


def test_a_mini_batch_is_the_example_and_those_after_it(session, player):
    player.begin()
    player.set_batch(True)
    dataset = tiny_data()
    np.testing.assert_array_equal(player.walk.inputs, dataset.train.inputs[2:6])
    np.testing.assert_array_equal(player.walk.targets, one_hot(dataset.train.labels[2:6], 3))
    assert "mean of 4 example" in proof.sentence(player, "ready").text
    session.set_example(example(48))  # the last ones, then the first ones again
    np.testing.assert_array_equal(player.walk.inputs, dataset.train.inputs[[48, 49, 0, 1]])
    session.set_example(Example(np.ones(4, np.float32), None, "pad"))
    assert len(player.walk.inputs) == 1
    assert "mean of" not in proof.sentence(player, "ready").text


@pytest.mark.parametrize("grain", GRAINS)
def test_playing_comes_to_the_end_and_halts(qtbot, session, player, grain):
    player.begin()
    player.set_grain(grain)
    player.set_speed(8.0)
    player.go(player.count - 3)
    player.play()
    seen = [player.index]
    player.place_changed.connect(lambda: seen.append(player.index))
    qtbot.waitUntil(lambda: not player.playing, timeout=20_000)
    assert player.index == player.count - 1
    assert player.progress == 1
    assert seen == sorted(seen)
    assert seen[-1] == player.count - 1


def test_a_loop_begins_again(qtbot, session, player):
    player.begin()
    player.set_speed(8.0)
    player.set_loop(True)
    player.go(player.count - 1)
    player.play()
    qtbot.waitUntil(lambda: player.index == 1, timeout=20_000)
    assert player.playing
    player.pause()
    assert player.progress == 1


def test_one_step_on_is_shown_as_it_happens(qtbot, session, player):
    player.begin()
    player.set_speed(8.0)
    player.step(1)
    assert player.index == 1
    assert player.progress == 0
    assert not player.playing
    qtbot.waitUntil(lambda: player.progress == 1, timeout=20_000)
    assert player.index == 1
    player.step(-1)
    assert player.index == 0
    assert player.progress == 1


class _Clock:
    """A clock that goes when it is told to, and the player's ticks with it."""

    def __init__(self, player, monkeypatch):
        self._player, self.now = player, 100.0
        monkeypatch.setattr("gui.walk.player.time.monotonic", lambda: self.now)

    def goes(self, seconds):
        self.now += seconds
        self._player.tick()
        return self._player.index, round(self._player.progress, 6)


@pytest.mark.parametrize(("grain", "seconds"), [("layer", 2.0), ("neuron", 0.7), ("edge", 0.35)])
def test_a_step_takes_its_time_at_the_speed_in_force(session, player, monkeypatch, grain, seconds):
    clock = _Clock(player, monkeypatch)
    player.begin()
    player.set_grain(grain)
    assert (player.speed, player.progress) == (1.0, 1.0)
    player.play()  # the first step stands there complete: the next begins
    assert (player.index, player.progress) == (1, 0)
    assert clock.goes(0.25 * seconds) == (1, 0.25)
    player.set_speed(2.0)
    assert clock.goes(0.25 * seconds) == (1, 0.75)
    player.set_speed(0.5)
    assert clock.goes(seconds) == (2, 0.25)  # what is over is of the next step
    player.pause()
    assert (player.index, player.progress) == (2, 1)
    player.play()
    assert (player.index, player.progress) == (3, 0)


def test_the_end_halts_and_a_loop_goes_round(session, player, monkeypatch):
    clock = _Clock(player, monkeypatch)
    player.begin()
    last = player.count - 1
    player.go(last - 1)
    player.play()
    assert clock.goes(1.0) == (last, 0.5)
    assert player.playing
    assert clock.goes(1.5) == (last, 1)
    assert not player.playing
    player.play()  # at the end, from the start
    assert (player.index, player.progress) == (1, 0)
    player.pause()
    player.go(last)
    player.step(1)
    assert (player.index, player.progress) == (last, 1)
    player.go(last + 5)
    assert player.index == last
    player.go(-5)
    assert player.index == 0
    player.set_loop(True)
    player.go(last - 1)
    player.play()
    clock.goes(1.0)
    assert clock.goes(1.5) == (0, 0.25)
    assert player.playing


def test_a_step_that_is_shown_ends_by_itself(session, player, monkeypatch):
    clock = _Clock(player, monkeypatch)
    player.begin()
    player.step(1)
    assert clock.goes(0.5) == (1, 0.25)
    assert clock.goes(5.0) == (1, 1)
    player.step(2)
    assert (player.index, player.progress) == (3, 1)
    player.play()
    clock.goes(0.5)
    player.pause()
    player.step(1)
    clock.goes(0.5)
    player.play()  # from the middle of a step: it goes on
    assert (player.index, round(player.progress, 6)) == (5, 0.25)


def test_values_are_aimed_at_as_they_are(qapp):
    source = Given(Row(("x",)), Values(("a", "b")), (GivenExample((1.0,), values=(2.0, -3.0)),))
    network = Network(1, (Layer(2, "linear"),), "mean squared error")
    session = Session(Experiment(network, source))
    player = Player(session, parent=session)
    inputs = np.ones(1, np.float32)
    session.set_example(Example(inputs, None, "train", 0, np.array([2, -3], np.float32)))
    assert player.target is None
    player.begin()
    assert player.walk.targets.tolist() == [[2, -3]]
    session.set_example(Example(inputs, None, "pad"))  # its target is not known
    np.testing.assert_array_equal(player.walk.targets, session.forward.output)


def test_the_weight_in_question_is_the_edge_or_the_one_with_the_largest_gradient(session, player):
    with pytest.raises(RuntimeError, match="No walk"):
        _ = player.weight
    player.begin()
    player.set_grain("edge")
    for index in (1, 5, 20, player.count // 2):
        player.go(index)
        if edge := player.walk.edge(player.place):
            assert player.weight == edge
    player.set_grain("layer")
    for index in range(player.count):
        player.go(index)
        stage = player.walk.stages[player.place.stage]
        pair, source, target = player.weight
        assert pair == min(max(stage.layer - 1, 0), 1)
        gradient = np.abs(player.walk.backward.gradients[pair].weights)
        assert gradient[source, target] == gradient.max()


def test_phases(session, player):
    player.begin()
    starts = [start for start, _ in player.phase_starts()]
    names = [name for _, name in player.phase_starts()]
    assert names == ["forward", "loss", "backward", "update", "again"]
    for start in starts[1:]:
        player.step_phase(1)
        assert player.index == start
    player.step_phase(1)
    assert player.index == player.count - 1
    player.go(starts[2] + 2)
    player.step_phase(-1)
    assert player.index == starts[2]
    player.step_phase(-1)
    assert player.index == starts[1]
    player.go(0)
    player.step_phase(-1)
    assert player.index == 0


def test_another_grain_keeps_the_place(session, player):
    player.begin()
    player.set_grain("edge")
    number = next(n for n, s in enumerate(player.walk.stages) if s.kind == "delta")
    player.go(player.walk.index("edge", Place(number, 2, 1)))
    assert player.place == Place(number, 2, 1)
    for grain in ("layer", "neuron", "edge", "layer", "edge"):
        player.set_grain(grain)
        assert player.place == Place(number, 2, 1)
    with pytest.raises(ValueError, match="A grain is one of"):
        player.set_grain("atom")


def test_what_is_chosen_in_the_matrices_is_shown(session, player):
    player.begin()
    player.go(1)
    player.show(3, None)
    assert (player.grain, player.place) == ("layer", Place(1))  # all neurons are shown
    player.set_grain("neuron")
    player.show(3, None)
    assert (player.grain, player.place) == ("neuron", Place(1, 3, 0))
    player.set_grain("edge")
    player.show(2, 1)
    assert (player.grain, player.place) == ("edge", Place(1, 2, 1))
    player.show(None, 1)
    assert player.place == Place(1, 2, 1)


def test_a_walk_by_edges_stays_at_a_stop_whatever_it_is_of(session, player):
    player.begin()
    player.set_grain("edge")
    player.go(player.walk.index("edge", Place(1, 2, 1)))
    inputs = example(7).inputs.copy()
    inputs[1] = 0
    session.set_example(Example(inputs, 0, "pad"))
    assert player.place == Place(1, 2, 2)  # nothing comes from there now
    player.set_grain("layer")
    player.step(0)
    player.set_grain("edge")
    assert player.place == player.walk.place("edge", player.index)


def test_the_proof_must_be_of_this_walk(qtbot, session, player):
    player.begin()
    answer(qtbot, session, player, step=99)
    assert player.proof is None
    session.set_example(example(4))
    with qtbot.waitSignal(session.proof_requested) as asked:
        pass
    session.set_example(example(5))  # a second question: the answer to the first one is not its
    session.take_proof(asked.args[0], proof_of(session, player))
    assert player.proof is None
    answer(qtbot, session, player)
    assert player.proof
    assert player.walk.difference(player.proof) == 0


def test_the_update_uses_the_state_that_the_optimizer_has(qtbot, session, player):
    player.begin()
    before = flat(player.walk.updated[0])
    empty = no_slots(player.walk.parameters, "adam")
    filled = tuple(
        tuple(type(layer)(*(array + np.float32(0.3) for array in layer)) for layer in slot)
        for slot in empty.arrays
    )
    answer(qtbot, session, player, slots=Slots(filled, 7))
    assert player.walk.slots.updates == 7
    assert np.abs(flat(player.walk.updated[0]) - before).max() > 1e-4


def test_a_backend_that_begins_again_is_asked_again(qtbot, session, player):
    session.set_backend(BackendState(phase="ended", text="It was killed."))
    player.begin()
    with qtbot.assertNotEmitted(session.proof_requested, wait=50):
        pass
    with qtbot.waitSignal(session.proof_requested):
        session.set_backend(BackendState())
    session.take_proof(player.walk.inputs, proof_of(session, player))
    assert player.proof


def test_apply_asks_for_exactly_this_update_and_compares(qtbot, session, player):
    player.begin()
    player.apply()
    assert player.applied is None  # TensorFlow has not said what its state is
    answer(qtbot, session, player)
    asked = []
    session.apply_requested.connect(lambda *batch: asked.append(batch))
    predicted, expected = float(player.walk.again[1].losses[0]), player.walk.updated[0]
    player.apply()
    ((inputs, targets),) = asked
    np.testing.assert_array_equal(inputs, session.example.inputs[None])
    assert targets.tolist() == one_hot(np.array([session.example.label]), 3).tolist()
    assert player.applied is None
    player.apply()  # a second click at once
    assert len(asked) == 1
    session.set_snapshot(Snapshot(expected, updates=1))
    assert player.applied.difference == 0
    assert player.applied.loss == pytest.approx(predicted, rel=1e-6)
    spoiled = first_snapshot(session.experiment).parameters
    answer(qtbot, session, player)
    player.apply()
    session.set_snapshot(Snapshot(spoiled, updates=2))
    assert player.applied.difference > 1e-3
    player.set_target((player.target + 1) % 3)
    assert player.applied is None  # it was said of another loss


def test_what_was_not_applied_is_not_told(qtbot, session, player):
    player.begin()
    answer(qtbot, session, player)
    player.apply()
    session.set_hyperparameters(replace(session.experiment.hyperparameters, learning_rate=0.5))
    assert player.applied is None
    answer(qtbot, session, player)
    player.apply()
    session.set_backend(BackendState(phase="ended", text="It was killed."))
    session.set_backend(BackendState())
    session.set_snapshot(Snapshot(player.walk.parameters, updates=1))
    assert player.applied is None


def test_a_backend_that_is_gone_takes_its_state_along(qtbot, session, player):
    session.set_snapshot(Snapshot(session.snapshot.parameters, updates=5))
    player.begin()
    assert not player.state_known
    filled = tuple(
        tuple(type(layer)(*(array + np.float32(0.3) for array in layer)) for layer in slot)
        for slot in no_slots(player.walk.parameters, "adam").arrays
    )
    answer(qtbot, session, player, slots=Slots(filled, 5))
    assert player.state_known
    for change in (
        lambda: session.set_backend(BackendState(phase="ended", text="It was killed.")),
        lambda: session.set_device("GPU"),
    ):
        change()
        assert player.proof is None
        assert player.walk.slots.updates == 0
        assert not player.state_known
        session.set_backend(BackendState())
        answer(qtbot, session, player, slots=Slots(filled, 5))
    session.set_snapshot(Snapshot(player.walk.updated[0], updates=6))
    assert player.walk.slots.updates == 0  # those of step 5 are not those of step 6


def test_one_question_at_a_time(qtbot, session, player):
    asked = []
    session.proof_requested.connect(lambda *batch: asked.append(batch))
    player.begin()
    qtbot.waitUntil(lambda: len(asked) == 1)
    for index in range(20):
        session.set_example(example(index))
        qtbot.waitUntil(lambda: at_rest(player))
    assert len(asked) == 1
    session.take_proof(asked[0][0], proof_of(session, player))
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[1][0] is player.walk.inputs


def test_no_training_begins_that_was_not_asked_for(session, player):
    session.set_training(True)
    player.begin()
    session.set_example(Example(np.zeros(4, np.float32)))
    assert player.walk is None
    assert not session.training


def test_a_target_chosen_for_a_drawing_stays_while_it_is_drawn(session, player):
    session.set_example(Example(np.ones(4, np.float32), None, "pad"))
    player.begin()
    other = (player.target + 1) % 3
    player.set_target(other)
    session.set_example(Example(np.full(4, 0.5, np.float32), None, "pad"))
    assert player.target == other
    session.set_example(example(1))
    assert player.target == 1


class Walks(RuleBasedStateMachine):
    """However it is stepped, the walk stays within itself and a place shows the same numbers."""

    def __init__(self):
        super().__init__()
        self.session = Session(tiny_experiment())
        self.session.set_example(example(1))
        self.player = Player(self.session, parent=self.session)
        self.player.begin()
        self.seen = {}

    @rule(steps=st.integers(-9, 9))
    def step(self, steps):
        self.player.step(steps)

    @rule(phases=st.sampled_from((-1, 1)))
    def step_phase(self, phases):
        self.player.step_phase(phases)

    @rule(grain=st.sampled_from(GRAINS))
    def grain(self, grain):
        self.player.set_grain(grain)

    @rule(share=st.floats(-0.1, 1.1))
    def scrub(self, share):
        self.player.go(int(share * self.player.count))

    @precondition(lambda self: not self.player.playing)
    @rule()
    def play(self):
        self.player.play()

    @rule()
    def pause(self):
        self.player.pause()

    @invariant()
    def stands_within_the_walk(self):
        player = self.player
        assert 0 <= player.index < player.count
        stage = player.walk.stages[player.place.stage]
        assert 0 <= player.place.unit < stage.units
        assert 0 <= player.place.term < stage.terms
        result = player.walk.equation(stage)[-1].values
        assert self.seen.setdefault(player.place.stage, result.tobytes()) == result.tobytes()


TestWalks = Walks.TestCase
TestWalks.settings = settings(max_examples=20, stateful_step_count=20)


@pytest.fixture(autouse=True)
def _application(qapp):
    """The state machine makes its own session."""
