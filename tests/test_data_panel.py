"""The panel of the data: which example is shown, and the search for wrong ones."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core import datasets
from core.datasets.dataset import Dataset
from core.propagation import forward
from gui.panels import data_panel as data_panel_module
from gui.panels import example_search
from gui.panels.data_panel import DataPanel
from gui.session import Example
from tests.panels import DATA, choose, field, snapshot, two_numbers


def test_walking_through_the_examples(qtbot, show_panel, session):
    panel = show_panel(DataPanel)
    panel.next_example()
    assert (session.example.source, session.example.index) == ("test", 0)
    panel.next_example()
    assert session.example.index == 1
    np.testing.assert_array_equal(session.example.inputs, DATA.test_inputs[1])
    assert field(panel, "exampleLabel").text() == "label 1"
    qtbot.mouseClick(field(panel, "previousExampleButton"), Qt.MouseButton.LeftButton)
    panel.previous_example()
    assert session.example.index == 19  # from the first on the last
    qtbot.mouseClick(field(panel, "trainSetButton"), Qt.MouseButton.LeftButton)
    assert (session.example.source, session.example.index) == ("train", 19)
    index = field(panel, "exampleIndex")
    index.setFocus()
    index.selectAll()
    qtbot.keyClicks(index, "25")
    qtbot.keyClick(index, Qt.Key.Key_Return)
    assert session.example.index == 25
    assert session.example.label == 5
    assert index.text() == "25 of 30"


def test_a_set_chosen_after_a_larger_one_takes_its_last_example(show_panel, session):
    panel = show_panel(DataPanel)
    session.set_example(Example(DATA.train_inputs[29], 9, "train", 29))
    field(panel, "testSetButton").click()
    assert (session.example.source, session.example.index) == ("test", 19)


def test_a_random_example(show_panel, session):
    panel = show_panel(DataPanel)
    seen = set()
    for _ in range(60):
        panel.random_example()
        seen.add(session.example.index)
    assert len(seen) > 5


def test_only_wrong_passes_over_the_right_ones(show_panel, session):
    panel = show_panel(DataPanel)
    network, parameters = session.experiment.network, session.snapshot.parameters
    answers = forward(network, parameters, DATA.test_inputs).output.argmax(axis=1)
    wrong = np.flatnonzero(answers != DATA.test_labels).tolist()
    field(panel, "misclassifiedOnly").click()
    seen = []
    for _ in wrong:
        panel.next_example()
        seen.append(session.example.index)
    assert seen == wrong
    panel.next_example()
    assert session.example.index == wrong[0]


def test_examples_of_one_class_alone(show_panel, session):
    panel = show_panel(DataPanel)
    choice = field(panel, "classChoice")
    choice.setCurrentIndex(1 + 7)
    choice.activated.emit(1 + 7)
    sevens = np.flatnonzero(DATA.test_labels == 7).tolist()
    seen = [session.example.index]
    for _ in sevens[1:]:
        panel.next_example()
        seen.append(session.example.index)
    assert seen == sevens
    panel.random_example()
    assert session.example.label == 7
    network, parameters = session.experiment.network, session.snapshot.parameters
    answers = forward(network, parameters, DATA.test_inputs).output.argmax(axis=1)
    field(panel, "misclassifiedOnly").click()
    panel.next_example()
    assert session.example.label == 7
    assert answers[session.example.index] != 7
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    field(panel, "misclassifiedOnly").click()
    panel.show_example("test", 3)
    panel.next_example()
    assert session.example.index == 4


def test_nothing_wrong_is_said(show_panel, session, monkeypatch):
    answers = forward(
        session.experiment.network, session.snapshot.parameters, DATA.test_inputs
    ).output.argmax(axis=1)
    right = Dataset(
        DATA.spec, DATA.train_inputs, DATA.train_labels, DATA.test_inputs, answers.astype(np.int32)
    )
    monkeypatch.setattr(datasets, "load", lambda name: right)
    panel = show_panel(DataPanel)
    field(panel, "misclassifiedOnly").click()
    panel.next_example()
    panel.random_example()
    assert field(panel, "exampleLabel").text() == "none left"
    assert session.example.source == ""


class Wrong:
    """A large set that a network answers wrongly at some places only, and how much is computed."""

    def __init__(self, monkeypatch, session, count=10_500, wrong=()):
        inputs = np.zeros((count, 256), np.float32)
        answer = int(forward(*self._network(session), inputs[:1]).output.argmax())
        labels = np.full(count, answer, np.int32)
        labels[list(wrong)] = (answer + 1) % 10
        data = Dataset(DATA.spec, inputs, labels, inputs[:20], labels[:20])
        monkeypatch.setattr(datasets, "load", lambda name: data)
        self.computed = []
        monkeypatch.setattr(example_search, "forward", self._forward)

    @staticmethod
    def _network(session):
        return session.experiment.network, session.snapshot.parameters

    def _forward(self, network, parameters, inputs):
        self.computed.append(len(inputs))
        return forward(network, parameters, inputs)


def data_panel(show_panel):
    """A panel that walks through the wrong ones of the training examples."""
    panel = show_panel(DataPanel)
    field(panel, "trainSetButton").setChecked(True)
    field(panel, "misclassifiedOnly").click()
    return panel


def test_only_wrong_computes_a_chunk_at_a_time_and_each_once(show_panel, session, monkeypatch):
    wrong = Wrong(monkeypatch, session, wrong=[3, 900, 5200])
    panel = data_panel(show_panel)
    for place in (3, 900):
        panel.next_example()
        assert session.example.index == place
    assert wrong.computed == [example_search.CHUNK]
    panel.next_example()
    assert session.example.index == 5200
    computed = len(wrong.computed)
    panel.previous_example()
    assert session.example.index == 900
    panel.previous_example()
    assert session.example.index == 3
    assert len(wrong.computed) == computed  # all of that was known
    panel.previous_example()
    assert session.example.index == 5200
    assert sum(wrong.computed) <= 10_500
    session.set_snapshot(snapshot(session, 1))
    panel.previous_example()
    assert session.example.index == 900  # by the same weights
    other = session.snapshot.parameters[-1]._replace(biases=np.full(10, 0.5, np.float32))
    session.set_snapshot(
        snapshot(session, 2, parameters=(*session.snapshot.parameters[:-1], other))
    )
    before = len(wrong.computed)
    panel.next_example()
    assert len(wrong.computed) > before


def test_the_only_wrong_example_is_found_from_everywhere(show_panel, session, monkeypatch):
    Wrong(monkeypatch, session, wrong=[4321])
    panel = data_panel(show_panel)
    for step in (panel.next_example, panel.next_example, panel.previous_example):
        step()
        assert (session.example.source, session.example.index) == ("train", 4321)
    panel.random_example()
    assert session.example.index == 4321


def test_a_long_search_lets_the_window_live_and_ends_with_another_choice(
    qtbot, show_panel, session, monkeypatch
):
    wrong = Wrong(monkeypatch, session, wrong=[10_400])
    monkeypatch.setattr(data_panel_module, "_BREATH", -1)  # one chunk a turn
    panel = data_panel(show_panel)
    panel.next_example()
    assert len(wrong.computed) == 1
    assert field(panel, "exampleLabel").text() == "wait …"
    qtbot.waitUntil(lambda: session.example.index == 10_400)
    field(panel, "exampleIndex").setValue(17)
    panel.next_example()
    assert field(panel, "exampleLabel").text() == "wait …"
    chosen = Example(DATA.test_inputs[5], 5, "test", 5)
    session.set_example(chosen)
    QApplication.processEvents()
    assert not panel._go_on.isActive()
    assert session.example is chosen
    assert field(panel, "exampleLabel").text() == "label 5"


def test_none_left_is_said_until_something_else_is_asked(show_panel, session, monkeypatch):
    Wrong(monkeypatch, session, count=1500)
    panel = data_panel(show_panel)
    for search in (panel.next_example, panel.previous_example, panel.random_example):
        search()
        assert field(panel, "exampleLabel").text() == "none left"
    field(panel, "misclassifiedOnly").click()
    assert field(panel, "exampleLabel").text() == ""
    panel.next_example()
    assert field(panel, "exampleLabel").text().startswith("label")


def test_another_dataset_changes_the_ends_of_the_network(show_panel, session):
    panel = show_panel(DataPanel)
    panel.show_example("test", 7)
    shown, index = session.example, field(panel, "exampleIndex")
    assert index.text() == "7 of 20"
    choose(field(panel, "datasetChoice"), "One worked example")
    assert session.experiment.dataset == "worked example"
    assert session.experiment.network.sizes == (2, 64, 32, 2)
    assert session.undo_stack.undoText() == "Choose One worked example"
    assert session.example.source == ""
    assert index.text() == "0"  # nothing is loaded before it is asked for
    session.undo_stack.undo()
    assert field(panel, "datasetChoice").currentText() == "Handwritten digits"
    assert session.example is shown
    assert index.text() == "7 of 20"


def test_a_dataset_of_a_single_example(show_panel, session, monkeypatch):
    monkeypatch.undo()
    session.set_run(two_numbers())
    panel = show_panel(DataPanel)
    for ask in (panel.next_example, panel.next_example, panel.previous_example):
        ask()
        assert (session.example.source, session.example.index) == ("test", 0)
    panel.random_example()
    assert session.example.inputs.tolist() == [1, -1]
    assert field(panel, "exampleIndex").text() == "0 of 1"
    assert field(panel, "exampleLabel").text() == "label y₁"
    field(panel, "misclassifiedOnly").click()
    right = session.forward.output[0].argmax() == 0
    panel.next_example()
    assert field(panel, "exampleLabel").text() == ("none left" if right else "label y₁")
