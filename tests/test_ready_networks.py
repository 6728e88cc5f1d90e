"""The ready examples: their numbers are those of the course, and the window opens them."""

import json

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from core import data, project_file
from core.data import Digits, Worked
from core.experiment import Experiment
from core.network import Layer
from core.parameters import check, initialise
from core.propagation import forward
from core.ready_networks import READY_NETWORKS
from core.snapshot import Snapshot
from gui.__main__ import main
from gui.commands import robot
from gui.diagram.edge_numbers import EdgeNumbers
from tests.helpers import flat


@pytest.fixture
def window(lent_window):
    """A window whose backend says nothing."""
    return lent_window


def open_example(window, name):
    window.findChild(QAction, f"{name}Example").trigger()


def trained(session):
    """Some snapshot after the first step."""
    doubled = tuple(
        layer._replace(weights=2 * layer.weights) for layer in session.snapshot.parameters
    )
    return Snapshot(doubled, updates=5, examples_seen=5, examples=1)


# What they are.


def test_the_dataset_is_one_example():
    loaded = data.load(Worked())
    assert loaded.source == Worked()
    for examples in (loaded.train, loaded.test):
        assert examples.inputs.tolist() == [[1, -1]]
        assert examples.labels.tolist() == [0]
        assert examples.targets.tolist() == [[1, 0]]
        types = [array.dtype for array in (examples.inputs, examples.labels, examples.targets)]
        assert types == [np.float32, np.int32, np.float32]


@pytest.mark.parametrize("name", sorted(READY_NETWORKS.keys() - {"trainedDigits"}))
def test_every_other_example_is_a_network_at_its_start(name, tmp_path):
    project = READY_NETWORKS[name].run()
    check(project.snapshot.parameters, project.experiment.network)
    assert {array.dtype for layer in project.snapshot.parameters for array in layer} == {
        np.dtype(np.float32)
    }
    assert (project.snapshot.updates, len(project.history)) == (0, 0)
    project_file.save(tmp_path / "one.netglow", project)
    read = project_file.load(tmp_path / "one.netglow")
    assert read.experiment == project.experiment
    np.testing.assert_array_equal(flat(read.snapshot.parameters), flat(project.snapshot.parameters))


def test_the_trained_digits_have_learned_and_have_a_curve():
    project = READY_NETWORKS["trainedDigits"].run()
    check(project.snapshot.parameters, project.experiment.network)
    assert project.experiment.source == Digits()
    assert project.snapshot.test.score > 0.975
    assert project.snapshot.epoch == project.history.column("epoch")[-1] > 0


def test_the_digits_are_what_the_window_begins_with():
    project = READY_NETWORKS["digits"].run()
    assert project.experiment == Experiment()
    drawn = initialise(project.experiment.network, project.experiment.seed)
    np.testing.assert_array_equal(flat(project.snapshot.parameters), flat(drawn))


@pytest.mark.parametrize(
    ("name", "x", "outputs"),
    [
        ("oneLayer", (1, -1), [(0.98, 0.12)]),
        ("threeLayers", (1, -1), [(0.98, 0.12), (0.86, 0.11), (0.62, 0.83)]),
        ("threeLayers", (0, 0), [(0.73, 0.5), (0.72, 0.12), (0.51, 0.85)]),
    ],
)
def test_the_numbers_are_those_of_the_course(name, x, outputs):
    project = READY_NETWORKS[name].run()
    inputs = np.array([x], np.float32)
    passed = forward(project.experiment.network, project.snapshot.parameters, inputs)
    for a, expected in zip(passed.activations[1:], outputs, strict=True):
        np.testing.assert_array_equal(a[0].round(2), np.float32(expected))


# In the window.


def test_the_file_menu_lists_them(window):
    (menu,) = window.findChildren(QMenu, "examplesMenu")
    (file_menu,) = [
        action.menu() for action in window.menuBar().actions() if action.text() == "&File"
    ]
    assert menu.menuAction() in file_menu.actions()
    assert menu.title() == "Examples"
    assert menu.toolTipsVisible()
    listed = {"": [action for action in menu.actions() if not action.menu()]}
    for submenu in menu.findChildren(QMenu):
        assert submenu.toolTipsVisible()
        listed[submenu.title()] = submenu.actions()
    assert list(listed)[1:] == ["Gates by hand", "To train in seconds"]
    for subject, actions in listed.items():
        assert [(action.text(), action.toolTip()) for action in actions] == [
            (str(ready.title), str(ready.tip))
            for ready in READY_NETWORKS.values()
            if (str(ready.subject) if ready.subject else "") == subject
        ]


def test_an_example_is_chosen_with_the_mouse(qtbot, window):
    menu = window.findChild(QMenu, "examplesMenu")
    menu.popup(window.mapToGlobal(QPoint(50, 50)))
    place = menu.actionGeometry(window.findChild(QAction, "oneLayerExample")).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    session = window.session
    assert session.experiment.network.sizes == (2, 2)
    assert session.undo_stack.undoText() == "Open One layer by hand"
    assert window.actions_by_name["undoAction"].text() == "Undo Open One layer by hand"
    assert window.document.path is None
    assert not window.document.modified


def test_its_only_example_goes_through_the_network_at_once(window):
    open_example(window, "oneLayer")
    session = window.session
    assert (session.example.origin, session.example.index, session.example.label) == ("train", 0, 0)
    np.testing.assert_array_equal(session.forward.pre_activations[0], [[4, -2]])
    np.testing.assert_allclose(session.forward.output, [[0.98, 0.12]], atol=0.005)
    assert window.findChild(QWidget, "predictions").top()[0] == (
        "y₁",
        pytest.approx(0.982, abs=1e-3),
    )
    assert window.findChild(QComboBox, "datasetChoice").currentText() == "One worked example"
    assert not window.findChild(QWidget, "digitPad").isEnabled()
    for name in ("undoStrokeAction", "clearPadAction"):
        assert not window.actions_by_name[name].isEnabled()
    window.grab()


def test_undo_brings_back_the_drawn_digit_and_redo_the_example(window):
    session, stack = window.session, window.session.undo_stack
    before = session.run
    robot.draw(window.findChild(QWidget, "digitPad"), robot.THREE)
    drawn = session.example
    open_example(window, "threeLayers")
    shown = session.example
    stack.undo()
    assert session.run is before
    assert session.example is drawn
    assert window.actions_by_name["clearPadAction"].isEnabled()
    stack.redo()
    assert session.experiment.network.sizes == (2, 2, 2, 2)
    assert session.example is shown
    open_example(window, "digits")
    assert session.experiment == Experiment()
    assert session.example.origin == ""
    stack.undo()
    assert session.example is shown


def test_reset_gives_back_the_weights_by_hand(window):
    open_example(window, "oneLayer")
    session = window.session
    start = session.snapshot.parameters
    session.set_snapshot(trained(session))
    window.actions_by_name["resetAction"].trigger()
    assert session.snapshot.updates == 0
    np.testing.assert_array_equal(flat(session.snapshot.parameters), flat(start))
    session.set_snapshot(trained(session))
    window.actions_by_name["resetAction"].trigger()  # again: a reset run has the same start
    np.testing.assert_array_equal(flat(session.snapshot.parameters), flat(start))


def test_hyperparameters_activation_and_loss_leave_the_weights_by_hand(window):
    open_example(window, "oneLayer")
    session = window.session
    start, experiment = flat(session.snapshot.parameters), session.experiment
    rates = replace(experiment.hyperparameters, learning_rate=0.5)
    session.change_experiment(replace(experiment, hyperparameters=rates), "Change rate")
    network = replace(experiment.network, layers=(Layer(2, "tanh"),), loss="mean squared error")
    session.change_experiment(replace(session.experiment, network=network), "Change network")
    np.testing.assert_array_equal(flat(session.snapshot.parameters), start)
    session.set_snapshot(trained(session))
    session.reset()
    np.testing.assert_array_equal(flat(session.snapshot.parameters), start)
    for changed in (
        replace(session.experiment, seed=1),
        replace(session.experiment, network=replace(network, initialiser="zeros")),
        replace(session.experiment, network=replace(network, layers=(Layer(2, "prelu"),))),
    ):
        session.change_experiment(changed, "Draw weights")
        drawn = initialise(changed.network, changed.seed)
        np.testing.assert_array_equal(flat(session.snapshot.parameters), flat(drawn))
        session.undo_stack.undo()


def test_changes_are_counted_from_the_weights_by_hand(window):
    open_example(window, "oneLayer")
    session = window.session
    numbers = EdgeNumbers(session)
    numbers.follow()
    session.set_snapshot(trained(session))
    numbers.follow()
    (start,) = numbers.base(session.snapshot, "change")
    np.testing.assert_array_equal(start, [[1, -1], [-2, 1]])


def test_a_file_keeps_the_start(window, tmp_path):
    open_example(window, "oneLayer")
    session, start = window.session, flat(window.session.snapshot.parameters)
    window.document.save(tmp_path / "start.netglow")
    session.set_snapshot(trained(session))
    window.document.save(tmp_path / "trained.netglow")
    window.document.open(tmp_path / "start.netglow")
    session.set_snapshot(trained(session))
    session.reset()
    np.testing.assert_array_equal(flat(session.snapshot.parameters), start)
    window.document.open(tmp_path / "trained.netglow")
    session.reset()
    np.testing.assert_array_equal(flat(session.snapshot.parameters), start)


# On the command line.


def test_render_draws_the_worked_example(qapp, tmp_path, capsys):
    project_file.save(tmp_path / "one.netglow", READY_NETWORKS["oneLayer"].run())
    arguments = ["render", str(tmp_path / "one.netglow"), "-o", str(tmp_path / "one.png")]
    assert main([*arguments, "--example", "0", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["width"] == 1600
    assert (tmp_path / "one.png").exists()
    assert main([*arguments, "--example", "1"]) == 2
    assert "from 0 to 0, not 1" in capsys.readouterr().err


def test_classify_says_that_it_reads_no_pictures(tmp_path, capsys):
    project_file.save(tmp_path / "one.netglow", READY_NETWORKS["oneLayer"].run())
    assert main(["classify", "--model", str(tmp_path / "one.netglow"), "digit.png"]) == 2
    assert "is a network for other inputs" in capsys.readouterr().err
