"""The panel of the data: which example is shown, and the search for wrong ones."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.beginnings import beginning
from core.data import Digits, Points, Worked
from core.data.data import Data, ExampleSet
from core.example import OWN, Example
from core.propagation import forward
from core.run import Run
from gui import example_search
from gui import examples as examples_module
from gui.examples import Examples
from gui.panels.data_panel import DataPanel
from tests.panels import DATA, choose_source, field, snapshot, two_numbers


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    # A search for wrong answers goes on to its end, however slow the machine is.
    monkeypatch.setattr(examples_module, "BREATH_S", 600)


def test_walking_through_the_examples(qtbot, show_panel, examples, session):
    panel = show_panel(DataPanel, examples)
    examples.next()
    assert (session.example.origin, session.example.index) == ("test", 0)
    examples.next()
    assert session.example.index == 1
    np.testing.assert_array_equal(session.example.inputs, DATA.test.inputs[1])
    assert field(panel, "exampleLabel").text() == "label 1"
    qtbot.mouseClick(field(panel, "previousExampleButton"), Qt.MouseButton.LeftButton)
    examples.previous()
    assert session.example.index == 19  # from the first on the last
    qtbot.mouseClick(field(panel, "trainSetButton"), Qt.MouseButton.LeftButton)
    assert (session.example.origin, session.example.index) == ("train", 19)
    index = field(panel, "exampleIndex")
    index.setFocus()
    index.selectAll()
    qtbot.keyClicks(index, "26")
    qtbot.keyClick(index, Qt.Key.Key_Return)
    assert session.example.index == 25
    assert session.example.label == 5
    assert index.text() == "26 of 30"


def test_a_number_beyond_the_set_is_refused_before_anything_is_loaded(
    qtbot, show_panel, examples, session
):
    panel = show_panel(DataPanel, examples)
    index, before = field(panel, "exampleIndex"), session.example
    for text, said in (("21", "Type a whole number from 1 to 20."), ("20", "")):
        index.setFocus()
        index.selectAll()
        qtbot.keyClicks(index, text)
        qtbot.keyClick(index, Qt.Key.Key_Return)
        assert index.refusal == said
        assert index.text() == ("1 of 20" if said else "20 of 20")
        assert (session.example is before) == bool(said)
    assert session.example.index == 19


def test_a_number_that_is_being_typed_stays_while_wrong_ones_are_counted(
    qtbot, show_panel, examples, session
):
    panel = show_panel(DataPanel, examples)
    examples.next()
    panel.activateWindow()
    index = field(panel, "exampleIndex")
    index.setFocus()
    qtbot.waitUntil(index.hasFocus)
    index.selectAll()
    qtbot.keyClicks(index, "7")
    examples.set_wrong_only(True)
    qtbot.waitUntil(lambda: examples.wrong_count is not None)
    assert index.text() == "7 of 20"
    qtbot.keyClick(index, Qt.Key.Key_Return)
    assert session.example.index == 6


def test_the_first_of_examples_is_1_after_there_were_none(show_panel, session):
    session.set_run(Run.start(beginning(Points())))
    examples = Examples(session, session)
    panel = show_panel(DataPanel, examples)
    examples.choose(0)
    assert field(panel, "exampleIndex").text() == "0 of 0"
    session.change_source(Points(np.float32([[0, 1], [1, 0]]).tobytes(), b"\0\1"), "points")
    examples.choose(0)
    index = field(panel, "exampleIndex")
    assert (index.text(), index.minimum()) == ("1 of 2", 1)


def test_an_example_of_ones_own_is_called_that_beside_the_number_one_goes_on_from(
    show_panel, examples, session
):
    panel = show_panel(DataPanel, examples)
    examples.next()
    session.set_example(Example(DATA.train.inputs[3], 4, OWN))
    assert field(panel, "exampleLabel").text() == "your own"
    assert field(panel, "exampleIndex").text() == "1 of 20"
    examples.next()
    assert field(panel, "exampleLabel").text() == "label 0"


@pytest.mark.parametrize(("origin", "said"), [("pad", "drawn"), ("picture", "your own"), ("", "")])
def test_a_drawn_digit_is_called_that_beside_the_number_one_goes_on_from(
    origin, said, show_panel, examples, session
):
    panel = show_panel(DataPanel, examples)
    examples.next()
    session.set_example(Example(DATA.train.inputs[3], None, origin))
    assert field(panel, "exampleLabel").text() == said
    assert field(panel, "exampleIndex").text() == "1 of 20"


def test_a_set_chosen_after_a_larger_one_takes_its_last_example(show_panel, examples, session):
    panel = show_panel(DataPanel, examples)
    session.set_example(Example(DATA.train.inputs[29], 9, "train", 29))
    field(panel, "testSetButton").click()
    assert (session.example.origin, session.example.index) == ("test", 19)


def test_a_random_example(show_panel, examples, session):
    show_panel(DataPanel, examples)
    seen = set()
    for _ in range(60):
        examples.random()
        seen.add(session.example.index)
    assert len(seen) > 5


def test_only_wrong_passes_over_the_right_ones(show_panel, examples, session):
    panel = show_panel(DataPanel, examples)
    network, parameters = session.experiment.network, session.snapshot.parameters
    answers = forward(network, parameters, DATA.test.inputs).output.argmax(axis=1)
    wrong = np.flatnonzero(answers != DATA.test.labels).tolist()
    field(panel, "misclassifiedOnly").click()
    seen = [session.example.index]  # it acts at once
    for _ in wrong[1:]:
        examples.next()
        seen.append(session.example.index)
    assert seen == wrong
    examples.next()
    assert session.example.index == wrong[0]


def wrong_among(session, examples):
    """The places of what the network answers wrongly."""
    answers = forward(
        session.experiment.network, session.snapshot.parameters, examples.inputs
    ).output.argmax(axis=1)
    return np.flatnonzero(answers != examples.labels).tolist()


def test_only_wrong_says_how_many_there_are(qtbot, show_panel, examples, session):
    panel = show_panel(DataPanel, examples)
    box = field(panel, "misclassifiedOnly")
    assert box.text() == "Only wrong"
    box.click()
    of_test, of_train = (len(wrong_among(session, one)) for one in (DATA.test, DATA.train))
    assert of_test != of_train
    qtbot.waitUntil(lambda: box.text() == f"Only wrong: {of_test}")
    field(panel, "trainSetButton").click()
    qtbot.waitUntil(lambda: box.text() == f"Only wrong: {of_train}")
    session.set_training(True)
    assert box.text() == "Only wrong"  # it changes with every update
    session.set_training(False)
    qtbot.waitUntil(lambda: box.text() == f"Only wrong: {of_train}")
    other = session.snapshot.parameters[-1]._replace(biases=np.eye(10, dtype=np.float32)[3] * 99)
    session.set_snapshot(
        snapshot(session, 2, parameters=(*session.snapshot.parameters[:-1], other))
    )
    assert box.text() == "Only wrong"
    qtbot.waitUntil(lambda: box.text() == f"Only wrong: {len(wrong_among(session, DATA.train))}")
    box.click()
    assert box.text() == "Only wrong"


def test_only_wrong_stays_where_it_is_if_that_is_wrong(show_panel, examples, session):
    panel = show_panel(DataPanel, examples)
    place = wrong_among(session, DATA.test)[2]
    examples.show("test", place)
    field(panel, "misclassifiedOnly").click()
    assert session.example.index == place


def test_examples_of_one_class_alone(show_panel, examples, session):
    panel = show_panel(DataPanel, examples)
    choice = field(panel, "classChoice")
    choice.setCurrentIndex(1 + 7)
    choice.activated.emit(1 + 7)
    sevens = np.flatnonzero(DATA.test.labels == 7).tolist()
    seen = [session.example.index]
    for _ in sevens[1:]:
        examples.next()
        seen.append(session.example.index)
    assert seen == sevens
    examples.random()
    assert session.example.label == 7
    network, parameters = session.experiment.network, session.snapshot.parameters
    answers = forward(network, parameters, DATA.test.inputs).output.argmax(axis=1)
    field(panel, "misclassifiedOnly").click()
    examples.next()
    assert session.example.label == 7
    assert answers[session.example.index] != 7
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    field(panel, "misclassifiedOnly").click()
    examples.show("test", 3)
    examples.next()
    assert session.example.index == 4


def test_nothing_wrong_is_said(show_panel, session):
    answers = forward(
        session.experiment.network, session.snapshot.parameters, DATA.test.inputs
    ).output.argmax(axis=1)
    right = ExampleSet.of_classes(Digits().task, DATA.test.inputs, answers)
    examples = Examples(session, session, load=lambda source: Data(source, DATA.train, right))
    panel = show_panel(DataPanel, examples)
    field(panel, "misclassifiedOnly").click()
    examples.next()
    examples.random()
    assert field(panel, "exampleLabel").text() == "none found"
    assert session.example.origin == ""


class Wrong:
    """A large set that a network answers wrongly at some places only, and how much is computed."""

    def __init__(self, monkeypatch, session, count=10_500, wrong=()):
        inputs = np.zeros((count, 256), np.float32)
        answer = int(forward(*self._network(session), inputs[:1]).output.argmax())
        labels = np.full(count, answer, np.int32)
        labels[list(wrong)] = (answer + 1) % 10
        train = ExampleSet.of_classes(Digits().task, inputs, labels)
        self.data = Data(Digits(), train, DATA.test)
        self.computed = []
        monkeypatch.setattr(example_search, "forward", self._forward)

    @staticmethod
    def _network(session):
        return session.experiment.network, session.snapshot.parameters

    def _forward(self, network, parameters, inputs):
        self.computed.append(len(inputs))
        return forward(network, parameters, inputs)


def wrong_ones(show_panel, session, wrong):
    """A panel that walks through the wrong ones of the training examples, and their owner."""
    examples = Examples(session, session, load=lambda source: wrong.data)
    panel = show_panel(DataPanel, examples)
    field(panel, "trainSetButton").click()
    field(panel, "misclassifiedOnly").click()
    return panel, examples


def test_only_wrong_computes_a_chunk_at_a_time_and_each_once(show_panel, session, monkeypatch):
    wrong = Wrong(monkeypatch, session, wrong=[3, 900, 5200])
    _panel, examples = wrong_ones(show_panel, session, wrong)
    assert session.example.index == 3
    examples.next()
    assert session.example.index == 900
    assert wrong.computed == [example_search.CHUNK]
    examples.next()
    assert session.example.index == 5200
    computed = len(wrong.computed)
    examples.previous()
    assert session.example.index == 900
    examples.previous()
    assert session.example.index == 3
    assert len(wrong.computed) == computed  # all of that was known
    examples.previous()
    assert session.example.index == 5200
    assert sum(wrong.computed) <= 10_500
    session.set_snapshot(snapshot(session, 1))
    examples.previous()
    assert session.example.index == 900  # by the same weights
    other = session.snapshot.parameters[-1]._replace(biases=np.full(10, 0.5, np.float32))
    session.set_snapshot(
        snapshot(session, 2, parameters=(*session.snapshot.parameters[:-1], other))
    )
    before = len(wrong.computed)
    examples.next()
    assert len(wrong.computed) > before


def test_the_only_wrong_example_is_found_from_everywhere(show_panel, session, monkeypatch):
    wrong = Wrong(monkeypatch, session, wrong=[4321])
    _panel, examples = wrong_ones(show_panel, session, wrong)
    for step in (examples.next, examples.next, examples.previous):
        step()
        assert (session.example.origin, session.example.index) == ("train", 4321)
    examples.random()
    assert session.example.index == 4321


def test_a_long_search_lets_the_window_live_and_ends_with_another_choice(
    qtbot, show_panel, session, monkeypatch
):
    wrong = Wrong(monkeypatch, session, wrong=[10_400])
    monkeypatch.setattr(examples_module, "BREATH_S", -1)  # one chunk a turn
    panel, examples = wrong_ones(show_panel, session, wrong)
    examples.next()
    assert len(wrong.computed) == 1
    assert field(panel, "exampleLabel").text() == "searching …"
    qtbot.waitUntil(lambda: session.example.index == 10_400)
    field(panel, "exampleIndex").setValue(17)
    examples.next()
    assert field(panel, "exampleLabel").text() == "searching …"
    chosen = Example(DATA.test.inputs[5], 5, "test", 5)
    session.set_example(chosen)
    QApplication.processEvents()
    assert examples.state == ""
    assert session.example is chosen
    assert field(panel, "exampleLabel").text() == "label 5"


def test_none_left_is_said_until_something_else_is_asked(show_panel, session, monkeypatch):
    wrong = Wrong(monkeypatch, session, count=1500)
    panel, examples = wrong_ones(show_panel, session, wrong)
    for search in (examples.next, examples.previous, examples.random):
        search()
        assert field(panel, "exampleLabel").text() == "none found"
    field(panel, "misclassifiedOnly").click()
    assert field(panel, "exampleLabel").text() == "label 0"  # that of the example shown
    examples.next()
    assert field(panel, "exampleLabel").text().startswith("label")


def test_another_dataset_changes_the_ends_of_the_network(show_panel, examples, session):
    panel = show_panel(DataPanel, examples)
    examples.show("test", 7)
    shown, index = session.example, field(panel, "exampleIndex")
    assert index.text() == "8 of 20"
    choose_source(panel, "One worked example")
    assert session.experiment.source == Worked()
    assert session.experiment.network.sizes == (2, 64, 32, 1)
    assert session.undo_stack.undoText() == "Choose One worked example"
    assert session.example.inputs.tolist() == [1, -1]  # it is shown at once
    assert index.text() == "1 of 1"
    session.undo_stack.undo()
    assert field(panel, "datasetChoice").currentText() == "Handwritten digits"
    assert session.example is shown
    assert index.text() == "8 of 20"


def test_data_of_a_single_example(show_panel, session):
    session.set_run(two_numbers())
    examples = Examples(session, session)
    panel = show_panel(DataPanel, examples)
    for ask in (examples.next, examples.next, examples.previous):
        ask()
        assert (session.example.origin, session.example.index) == ("train", 0)
    examples.random()
    assert session.example.inputs.tolist() == [1, -1]
    assert field(panel, "exampleIndex").text() == "1 of 1"
    assert field(panel, "exampleLabel").text() == "label y₁"
    field(panel, "misclassifiedOnly").click()
    right = session.forward.output[0].argmax() == 0
    examples.next()
    assert field(panel, "exampleLabel").text() == ("none found" if right else "label y₁")
