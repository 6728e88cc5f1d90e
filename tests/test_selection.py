"""The owners of selection and colours: they compare, store and tell once."""

import pytest

from core.data import Plane
from core.experiment import Experiment
from gui.colouring import Colouring
from gui.selection import Selection
from gui.session import Session
from tests.diagrams import network_of


def test_a_neuron_is_selected_and_told_once(session_of, qtbot):
    selection = Selection(session_of(2, 4, 2))
    assert selection.neuron is None
    with qtbot.waitSignal(selection.changed):
        selection.select((1, 3))
    with qtbot.assertNotEmitted(selection.changed):
        selection.select((1, 3))
    assert selection.neuron == (1, 3)


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [((2, 4, 4, 2), True), ((2, 5, 2), True), ((2, 3, 2), False), ((2, 2), False)],
)
def test_it_lasts_as_long_as_the_network_has_the_neuron(sizes, kept, session_of):
    session = session_of(2, 4, 2)
    selection, told = Selection(session), []
    selection.select((1, 3))
    selection.changed.connect(lambda: told.append(selection.neuron))
    session.change_experiment(Experiment(network_of(sizes), session.experiment.source), "other")
    assert selection.neuron == ((1, 3) if kept else None)
    assert told == ([] if kept else [None])


def test_a_choice_of_colours_is_told_once(qtbot):
    colouring = Colouring()
    assert (colouring.mode, colouring.scale, colouring.palette) == (
        "weights",
        "automatic",
        "orange-blue",
    )
    with qtbot.waitSignal(colouring.changed):
        colouring.choose(mode="gradient", scale="fixed")
    with qtbot.assertNotEmitted(colouring.changed):
        colouring.choose(mode="gradient")
    with pytest.raises(ValueError, match="palette is one of orange-blue, purple-green, not 'red'"):
        colouring.choose(mode="change", palette="red")
    assert (colouring.mode, colouring.scale) == ("gradient", "fixed")


def test_an_edge_is_selected_as_a_neuron_is(session_of, qtbot):
    session = session_of(2, 4, 2)
    selection = Selection(session)
    with qtbot.waitSignal(selection.changed):
        selection.select((0, 1, 3))
    assert (selection.target, selection.neuron, selection.edge) == ((0, 1, 3), None, (0, 1, 3))
    selection.select((1, 3))
    assert (selection.target, selection.neuron, selection.edge) == ((1, 3), (1, 3), None)


@pytest.mark.parametrize(
    ("edge", "sizes", "kept"),
    [
        ((0, 1, 3), (2, 4, 4, 2), True),
        ((1, 3, 1), (2, 4, 2), True),
        ((1, 3, 1), (2, 3, 2), False),  # where it begins is gone
        ((0, 1, 3), (2, 3, 2), False),  # where it ends is gone
        ((1, 3, 1), (2, 2), False),
    ],
)
def test_an_edge_lasts_as_long_as_both_its_neurons(edge, sizes, kept, session_of):
    session = session_of(2, 4, 2)
    selection = Selection(session)
    selection.select(edge)
    session.change_experiment(Experiment(network_of(sizes), session.experiment.source), "other")
    assert selection.edge == (edge if kept else None)


def test_it_goes_where_other_data_is_chosen_and_stays_where_the_same_is_shaped(qapp):
    session = Session(Experiment(network_of((2, 3, 1)), Plane("circle")))
    selection = Selection(session)
    selection.select((1, 2))
    session.change_source(Plane("circle", noise=0.3), "Noise")
    assert selection.target == (1, 2)
    session.change_source(Plane("spiral", noise=0.3), "Choose Spiral")
    assert selection.target is None
