"""The owner of the chosen example, and the search among examples, without a panel."""

import threading
from functools import lru_cache

import numpy as np
import pytest
from msgspec.structs import replace

from core.data import Data, Given, Worked
from core.data.data import ExampleSet
from core.data.given import GivenExample
from core.data.inputs import Picture, Row
from core.data.tasks import Classes, Values
from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from gui import example_search
from gui.backend_state import BackendState
from gui.example_search import ExampleSearch
from gui.examples import Examples
from gui.session import Session
from tests.panels import two_numbers

CLASSES = Classes(("low", "high"))
SOURCE = Given(Row(("x",)), CLASSES, (GivenExample((0.0,), 0),))
NETWORK = Network(1, (Layer(1, "sigmoid"),), "mean squared error")


def a_set(inputs, labels):
    return ExampleSet.of_classes(CLASSES, np.array(inputs, np.float32)[:, None], np.array(labels))


#                                  right    right  wrong   right  wrong
TRAIN = a_set([-1.0, 1.0, -2.0, 2.0, 3.0], [0, 1, 1, 1, 0])
TEST = a_set([-1.0, 1.0, 2.0], [0, 1, 1])


@pytest.fixture
def session(qapp):
    session = Session(Experiment(NETWORK, SOURCE))
    layer = session.snapshot.parameters[0]
    ones = layer._replace(weights=np.ones_like(layer.weights))
    session.set_snapshot(replace(session.snapshot, parameters=(ones,), updates=1))
    return session


@pytest.fixture
def examples(session):
    return Examples(session, session, load=lambda source: Data(source, TRAIN, TEST))


def shown(session):
    return session.example.origin, session.example.index


def test_pictures_are_not_loaded_before_they_are_asked_for(qapp):
    source = Given(Picture(1, 1), CLASSES, (GivenExample((0.0,), 0),))
    session = Session(Experiment(NETWORK, source))
    loaded = []

    def load(source):
        loaded.append(source)
        return Data(source, TRAIN, TEST)

    examples = Examples(session, session, load)
    assert (examples.set_name, examples.index, examples.count) == ("test", 0, None)
    assert (examples.wrong_only, examples.class_index, examples.state) == (False, None, "")
    assert loaded == []
    examples.next()
    assert loaded[0] is source
    assert shown(session) == ("test", 0)
    assert examples.count == 3
    assert session.example.label == 0
    assert session.example.inputs.tolist() == [-1]


def test_pictures_are_loaded_by_a_thread_once_tensorflow_is_and_not_twice(qapp, qtbot):
    source = Given(Picture(1, 1), CLASSES, (GivenExample((0.0,), 0),))
    session = Session(Experiment(NETWORK, source))
    begun, may_end, by = threading.Event(), threading.Event(), []

    @lru_cache
    def load(source):
        by.append(threading.current_thread())
        begun.set()
        assert may_end.wait(10)
        return Data(source, TRAIN, TEST)

    examples = Examples(session, session, load)
    assert not begun.is_set()  # TensorFlow loads
    session.set_backend(BackendState("ready", devices=(("CPU", "a processor"),)))
    assert begun.wait(10)
    session.set_backend(BackendState("training", devices=(("CPU", "a processor"),)))
    threading.Timer(0.05, may_end.set).start()
    examples.next()
    assert len(by) == 1
    assert by[0] is not threading.current_thread()
    assert examples.count == 3


def test_a_walk_goes_round_the_set(session, examples):
    examples.choose(0)
    seen = []
    for step in (examples.next, examples.next, examples.next, examples.previous, examples.previous):
        step()
        seen.append(examples.index)
    assert seen == [1, 2, 0, 2, 1]
    session.set_example(Example(np.zeros(1, np.float32), None, "pad"))
    assert shown(session) == ("pad", 0)
    examples.next()  # from the pad, the place that was left is shown first
    assert shown(session) == ("test", 1)
    session.set_example(Example(np.zeros(1, np.float32), None, "pad"))
    examples.previous()
    assert shown(session) == ("test", 0)


def test_a_set_is_chosen_at_the_same_place_or_its_last(session, examples):
    examples.choose_set("train")
    examples.choose(4)
    assert (examples.set_name, examples.index, examples.count) == ("train", 4, 5)
    examples.choose_set("test")
    assert shown(session) == ("test", 2)
    assert (examples.set_name, examples.index, examples.count) == ("test", 2, 3)
    examples.show("train", 1)
    assert (examples.set_name, examples.index) == ("train", 1)


def test_an_example_that_comes_otherwise_is_the_place_from_which_to_go_on(session, examples):
    session.set_example(Example.of(TRAIN, "train", 3))
    assert (examples.set_name, examples.index, examples.count) == ("train", 3, 5)
    examples.next()
    assert shown(session) == ("train", 4)


def test_a_random_example_is_any_of_the_set(session, examples):
    seen = set()
    for _ in range(60):
        examples.random()
        seen.add(shown(session))
    assert seen == {("test", 0), ("test", 1), ("test", 2)}


def test_wrong_ones_of_a_class_alone(session, examples):
    examples.choose_set("train")
    examples.set_wrong_only(True)
    assert examples.wrong_only
    seen = [examples.index]  # at once
    for step in (examples.next, examples.previous):
        step()
        seen.append(examples.index)
    assert seen == [2, 4, 2]
    examples.choose(0)
    examples.set_class(0)
    assert (examples.class_index, examples.index) == (0, 4)
    examples.set_wrong_only(False)
    examples.next()
    assert examples.index == 0
    for _ in range(20):
        examples.random()
        assert session.example.label == 0
    examples.set_class(None)
    assert examples.class_index is None
    examples.choose(0)
    examples.next()
    assert examples.index == 1


def test_where_all_are_right_none_is_left(session, examples):
    told = []
    examples.changed.connect(lambda: told.append(examples.state))
    examples.choose(1)
    examples.set_wrong_only(True)
    told.clear()
    examples.next()
    assert told == ["searching", "none left"]
    assert shown(session) == ("test", 1)
    examples.set_wrong_only(True)  # as it was
    assert examples.state == "none left"
    examples.set_wrong_only(False)
    assert examples.state == ""


def test_what_was_found_holds_until_the_weights_change(session, examples, monkeypatch):
    made = []

    class Counted(ExampleSearch):
        def __init__(self, *arguments):
            made.append(arguments)
            super().__init__(*arguments)

    monkeypatch.setattr("gui.examples.ExampleSearch", Counted)
    examples.choose_set("train")
    examples.set_wrong_only(True)
    for _ in range(3):
        examples.next()
    assert len(made) == 1
    (layer,) = session.snapshot.parameters
    other = (layer._replace(weights=-layer.weights),)  # what was wrong is right
    session.set_snapshot(replace(session.snapshot, parameters=other, updates=2))
    examples.choose(4)
    examples.next()
    assert len(made) == 2
    assert examples.index == 0


def test_another_source_begins_at_its_first_example(session, examples):
    examples.choose_set("train")
    examples.choose(3)
    examples.set_class(1)
    told = []
    examples.changed.connect(lambda: told.append(examples.count))
    session.set_run(two_numbers())
    assert (examples.index, examples.count, examples.class_index) == (0, 3, None)
    assert shown(session) == ("test", 0)
    assert told[-1] == 3
    hyperparameters = replace(session.experiment.hyperparameters, learning_rate=0.5)
    examples.choose(0)
    session.set_hyperparameters(hyperparameters)
    assert examples.count is not None


def test_a_network_without_data_has_no_examples(qapp):
    session = Session(Experiment(NETWORK, None))
    examples = Examples(session, session)
    for ask in (examples.next, examples.previous, examples.random, lambda: examples.set_class(0)):
        ask()
        assert session.example.origin == ""
    assert examples.count is None
    assert examples.state == ""


def test_a_wrong_one_is_shown_whatever_else_is_asked_for(session, examples):
    examples.show("train", 0)
    examples.show_wrong()
    assert session.example.index == 2
    assert not examples.wrong_only
    examples.next()
    assert session.example.index == 3
    examples.show_wrong()
    assert session.example.index == 4


def test_values_are_walked_through_and_none_of_them_is_wrong(qapp):
    task = Values(("y",))
    source = Given(Row(("x",)), task, (GivenExample((0.0,), values=(1.0,)),))
    network = Network(1, (Layer(1, "linear"),), "mean squared error")
    session = Session(Experiment(network, source))
    many = ExampleSet(np.zeros((4, 1), np.float32), np.arange(4, dtype=np.float32)[:, None])
    examples = Examples(session, session, load=lambda source: Data(source, many, many))
    examples.set_wrong_only(True)
    examples.next()
    examples.next()
    assert shown(session) == ("train", 2)
    assert session.example.values.tolist() == [2]
    assert session.example.label is None
    with pytest.raises(ValueError, match="Only examples of classes"):
        ExampleSearch(session.experiment, session.snapshot.parameters, many, True, None)


# The search.


@pytest.fixture
def search(session, monkeypatch):
    """A function: label, whether wrong -> a search through the training set, two at a time."""
    monkeypatch.setattr(example_search, "CHUNK", 2)
    parameters = session.snapshot.parameters
    return lambda label, wrong=False: ExampleSearch(
        session.experiment, parameters, TRAIN, wrong, label
    )


def first(search, start, by):
    places = search.search(start, by)
    return next((place for place in places if place is not None), None)


def test_a_search_goes_round_and_ends_where_it_began(search):
    low = search(0)  # at 0 and 4, in chunks 0 and 2
    assert [first(low, start, 1) for start in range(5)] == [0, 4, 4, 4, 4]
    assert [first(low, start, -1) for start in range(5)] == [0, 0, 0, 0, 4]
    wrong = search(None, True)  # at 2 and 4
    assert [first(wrong, start, 1) for start in range(5)] == [2, 2, 2, 4, 4]
    assert [first(wrong, start, -1) for start in range(5)] == [4, 4, 2, 2, 4]
    both = search(1, True)
    assert list(both.search(3, 1)) == [None, None, None, 2]
    assert {first(search(None), start, 1) for start in range(5)} == set(range(5))


def test_a_draw_passes_every_chunk_once(search):
    random = np.random.default_rng(0)
    for _ in range(10):
        found = list(search(0).draw(random))
        assert sorted(found, key=str) == [0, 4, None]
    assert {place for _ in range(20) for place in search(1).draw(random)} == {1, 2, 3, None}


def test_a_search_is_for_what_it_was_made_for(search, session):
    low = search(0)
    parameters = session.snapshot.parameters
    assert low.is_for(parameters, TRAIN, False, 0)
    assert not low.is_for(parameters, TRAIN, False, 1)
    assert not low.is_for(parameters, TRAIN, True, 0)
    assert not low.is_for(parameters, TEST, False, 0)
    assert not low.is_for(tuple(parameters[:0]), TRAIN, False, 0)


def test_the_worked_example_is_one_example(qapp):
    session = Session(Experiment(Network(2, (Layer(2, "sigmoid"),)), Worked()))
    examples = Examples(session, session)
    examples.next()
    assert examples.count == 1
    assert session.example.inputs.tolist() == [1, -1]
    assert session.example.label == 0
    examples.next()
    assert shown(session) == ("train", 0)
