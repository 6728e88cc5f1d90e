"""An example is shown wherever data comes from, so that no panel stands empty."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from core import data, project_file
from core.beginnings import beginning
from core.data import Curve, Digits, Gate, Plane, Points
from core.ready_networks import READY_NETWORKS
from core.run import Run
from gui.examples import Examples
from tests.panels import choose_source, field

CIRCLE = Plane("circle")


def shown(window):
    """Where the example is from, once what panels show of it is as it must be."""
    session = window.session
    example = session.example
    numbers = example.inputs if example.coordinates is None else example.coordinates
    fields = field(window, "ownInput").findChildren(QWidget, "inputField1")
    assert float(fields[-1].number) == pytest.approx(float(numbers[0]))
    answer = dict(field(window, "predictions").top())
    assert max(answer.values()) == pytest.approx(float(session.forward.output.max()), abs=0.51)
    return example.origin, example.index


def first(source, name):
    return data.load(source).examples(name).inputs[0].tolist()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (CIRCLE, "test"),
        (Plane("blobs"), "test"),
        (Gate("XOR"), "train"),
        (Curve(("sine",)), "test"),
    ],
    ids=["circle", "blobs", "gate", "curve"],
)
def test_a_window_that_opens_with_data_shows_its_first_example(make_window, source, name):
    window = make_window(beginning(source))
    assert shown(window) == (name, 0)
    assert window.session.example.inputs.tolist() == first(source, name)
    assert not window.session.example_is_chosen
    assert field(window, f"{name}SetButton").isChecked()


def test_other_data_shows_its_first_and_undo_what_was_shown(make_window):
    window = make_window()
    session, undo = window.session, window.actions_by_name["undoAction"]
    assert session.example.origin == ""  # a digit is drawn
    choose_source(field(window, "dataPanel"), "Spiral")
    assert shown(window) == ("test", 0)
    session.findChild(Examples).show("train", 5)
    spiral = session.example
    choose_source(field(window, "dataPanel"), "NAND")
    assert shown(window) == ("train", 0)
    undo.trigger()
    assert session.example is spiral
    undo.trigger()
    assert session.example.origin == ""


def test_a_file_and_a_ready_network_show_one(make_window, tmp_path):
    window = make_window()
    project_file.save(tmp_path / "a.netglow", Run.start(beginning(CIRCLE)))
    window.document.open(tmp_path / "a.netglow")
    assert shown(window) == ("test", 0)
    action = window.findChild(object, "andByHandExample")
    action.trigger()
    assert shown(window) == ("train", READY_NETWORKS["andByHand"].shown)


def test_what_was_chosen_stays_where_it_still_is(qtbot, make_window):
    window = make_window(beginning(CIRCLE))
    session = window.session
    session.findChild(Examples).show("train", 3)
    point = session.example.coordinates
    qtbot.mouseClick(field(window, "x₁²Input"), Qt.MouseButton.LeftButton)
    assert shown(window) == ("train", 3)
    np.testing.assert_allclose(session.example.inputs, [*point, point[0] ** 2], rtol=1e-6)
    fields = field(window, "ownInput").findChildren(QWidget, "inputField1")
    fields[-1].setValue(2.5)
    point = session.example.coordinates
    qtbot.mouseClick(field(window, "x₁x₂Input"), Qt.MouseButton.LeftButton)
    assert session.example.origin == "hand"
    assert session.example.inputs[-1] == pytest.approx(point[0] * point[1])


def test_points_by_hand_show_the_first_that_is_drawn_and_none_when_it_goes(make_window):
    window = make_window(beginning(Points()))
    session = window.session
    assert session.example.origin == ""
    session.change_source(Points().with_points(np.array([[1.0, 2.0]]), 1), "draw")
    assert shown(window) == ("train", 0)
    assert session.example.label == 1
    window.actions_by_name["undoAction"].trigger()
    assert session.example.origin == ""
    assert field(window, "predictions").top() == []


def test_pictures_are_not_chosen(make_window):
    window = make_window()
    assert window.session.experiment.source == Digits()
    assert window.session.example.origin == ""
    assert isinstance(window.findChild(QToolButton, "trainButton"), QToolButton)
