"""What the diagram's colours mean: modes, scales, palettes, and the gradient of an example."""

import weakref

import numpy as np
import pytest
from msgspec.structs import replace

from core.example import Example
from core.network import Layer
from core.snapshot import no_slots
from gui import theme
from gui.colouring import MODES
from gui.diagram import scene
from gui.diagram.edge_numbers import EdgeNumbers
from gui.diagram.legend_words import sentences
from tests.diagrams import between, ink, pixels, with_weights


def test_modes_colour_the_weights_or_their_changes(session_of, show):
    session = session_of(16, 24, 10)
    diagram = show(session)
    at_first = between(diagram)
    diagram.colouring.choose(mode="change")
    diagram.wait_for_picture()
    assert ink(diagram) == 0  # nothing has changed yet

    def first(parameters):
        parameters[0].weights[3, 5] += 0.5

    def second(parameters):
        parameters[1].weights[3, 5] += 0.5

    with_weights(session, first)
    diagram.wait_for_picture()
    assert ink(diagram, 0) > 50
    assert ink(diagram, 1) == 0
    with_weights(session, second)
    diagram.colouring.choose(mode="update")
    diagram.wait_for_picture()
    assert ink(diagram, 0) == 0
    assert ink(diagram, 1) > 50
    diagram.colouring.choose(mode="weights")
    session.reset()
    diagram.wait_for_picture()
    assert np.array_equal(between(diagram), at_first)
    diagram.colouring.choose(mode="change")
    diagram.wait_for_picture()
    assert ink(diagram) == 0


def test_a_fixed_scale_does_not_follow_the_weights(session_of, show):
    session = session_of(16, 24, 10)
    diagram = show(session)
    scales = [pair.curve for pair in diagram.picture.pairs]

    def grow(parameters):
        for layer in parameters:
            layer.weights[:] *= 7

    diagram.colouring.choose(scale="fixed")
    with_weights(session, grow)
    diagram.wait_for_picture()
    assert [pair.curve for pair in diagram.picture.pairs] == scales
    session.reset()  # another run, too
    diagram.wait_for_picture()
    assert [pair.curve for pair in diagram.picture.pairs] == scales
    diagram.colouring.choose(scale="automatic")
    with_weights(session, grow)
    diagram.wait_for_picture()
    assert all(
        new.curve.scale > old.scale for new, old in zip(diagram.picture.pairs, scales, strict=True)
    )


@pytest.mark.parametrize("name", ["dark", "light"])
def test_the_palette_changes_the_hues_alone(name, session_of, show, qtbot):
    session = session_of(2, 3, 2)
    theme.apply(name)
    diagram = show(session)
    before = pixels(diagram)
    with qtbot.waitSignal(diagram.colouring.changed):
        diagram.colouring.choose(palette="purple-green")
    with qtbot.assertNotEmitted(diagram.colouring.changed):
        diagram.colouring.choose(palette="purple-green")
    diagram.wait_for_picture()
    after = pixels(diagram)
    assert not np.array_equal(before, after)
    background = int(theme.current().window[1:], 16)
    room = diagram.layout_now.room
    rows = slice(int(room.y), int(room.y + room.height))
    # The faintest ink is rounded to the background in one palette, and not in the other.
    assert np.mean((before[rows] == background) != (after[rows] == background)) < 0.001
    theme.apply("dark")


def test_an_unknown_choice_is_refused(session_of, show):
    diagram = show(session_of(2, 3, 2))
    for name in ("mode", "scale", "palette"):
        with pytest.raises(ValueError, match="is one of"):
            diagram.colouring.choose(**{name: "other"})


# The gradient of the current example.


def test_edges_take_the_colour_of_the_gradient(session_of, show, qtbot):
    session = session_of(4, 3, 2)
    diagram = show(session)
    diagram.colouring.choose(mode="gradient")
    diagram.wait_for_picture()
    shown = diagram.job.weights
    for matrix, layer in zip(shown, session.backward.gradients, strict=True):
        assert matrix is layer.weights
    largest = [pair.largest for pair in diagram.picture.pairs]
    assert largest == pytest.approx([float(np.abs(matrix).max()) for matrix in shown])
    with qtbot.waitSignal(diagram.snapshot_painted):  # which lets the backend send the next one
        with_weights(session, lambda parameters: np.negative(*[parameters[0].weights] * 2))
    assert diagram.job.weights[0] is session.backward.gradients[0].weights


def test_an_example_without_label_has_no_gradient(session_of, show):
    session = session_of(4, 3, 2)
    diagram = show(session)
    diagram.colouring.choose(mode="gradient")
    session.set_example(Example(np.ones(4, np.float32), None, "pad"))
    diagram.wait_for_picture()
    assert not any(matrix.any() for matrix in diagram.job.weights)
    said = " ".join(sentences(scene.of_session(session, backward=True), diagram.picture))
    assert "the current example has no label" in said
    walking = replace(scene.of_session(session), shown=(scene.Shown("x"),) * 3)
    assert "no label" not in " ".join(sentences(walking, diagram.picture))


@pytest.mark.parametrize("mode", MODES)
def test_numbers_are_of_the_run_that_is_shown_whoever_asks_first(session_of, mode):
    session = session_of(2, 3, 1)
    numbers = EdgeNumbers(session)
    numbers.follow()
    network = session.experiment.network
    layers = (Layer(4), Layer(2), *network.layers[1:])
    changed = replace(session.experiment, network=replace(network, layers=layers))
    session.change_experiment(changed, "Change layers")
    found = numbers.coloured(session.snapshot, mode)  # before the diagram has followed
    shapes = [(2, 4), (4, 2), (2, 1)]
    assert [one.shape for one in found.numbers] == shapes
    if found.base:
        assert [one.shape for one in found.base] == shapes
        assert not any(
            (one - two).any() for one, two in zip(found.numbers, found.base, strict=True)
        )
    assert not any(found.steps)


def test_what_is_to_be_shown_is_kept_until_it_is(session_of):
    session = session_of(2, 3, 1)
    numbers, first = EdgeNumbers(session), session.snapshot
    numbers.follow()

    def moved(updates):
        """Return a snapshot whose weights have grown by so much."""
        grown = tuple(one._replace(weights=one.weights + updates) for one in first.parameters)
        return replace(first, parameters=grown, updates=updates)

    one, two = moved(1), moved(3)
    kept = weakref.ref(one.parameters[0].weights)
    for snapshot in (one, two):
        numbers.expect(snapshot)
    change = numbers.shown(two, "update")[0] - numbers.base(two, "update")[0]
    np.testing.assert_allclose(change, 2, rtol=1e-5)  # since the one that is not shown yet
    del one, snapshot
    assert kept() is not None
    session.set_snapshot(two)
    numbers.follow()
    assert kept() is None


def test_slots_of_another_optimizer_count_for_nothing(session_of):
    """On its way when another was chosen, or of a past that had another."""
    session = session_of(4, 3, 2)
    session.set_example(Example(np.zeros(4, np.float32), 0, "digits"))  # no weight has a gradient
    numbers, now = EdgeNumbers(session), replace(session.snapshot, updates=3)
    assert session.experiment.hyperparameters.optimizer == "adam"
    unknown = numbers.pale(now, "gradient")
    assert len(unknown) == 2  # it was asked for: weights without a gradient are there
    for name in ("sgd", "momentum"):
        other = replace(now, slots=no_slots(now.parameters, name)._replace(updates=3))
        assert numbers.pale(other, "gradient") == unknown
