"""The walkthrough as a user meets it: keys, mouse, diagram, matrices, and the real backend."""

import os
import signal

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDockWidget, QLabel, QToolButton, QWidget

from core.experiment import Experiment
from core.network import Layer, Network
from core.snapshot import Snapshot
from core.walkthrough import Place
from gui.backend_process import BackendProcess
from gui.diagram.view import Diagram
from gui.panels.predictions import Predictions
from gui.walk.matrix.view import MatrixView
from gui.walk.player import Player
from tests.panels import at_rest

SMALL = Experiment(network=Network(layers=(Layer(12), Layer(10, "softmax"))))
KEY = Qt.Key


@pytest.fixture
def window(make_window):
    """A window whose backend says nothing."""
    return make_window(SMALL, size=(1280, 800))


@pytest.fixture
def real_window(make_real_window):
    """A window with the real backend, ready to train."""
    return make_real_window(SMALL)


def _player(window):
    return window.session.findChild(Player)


def _label(window, name):
    return window.findChild(QLabel, name).text()


def test_w_begins_a_walk_and_ends_it(qtbot, window):
    walk = window.actions_by_name["walkthroughAction"]
    assert not window.actions_by_name["walkNextAction"].isEnabled()
    player = begin(qtbot, window)  # with the first example, where none was chosen
    assert window.session.example.origin
    assert walk.isChecked()
    assert window.actions_by_name["walkNextAction"].isEnabled()
    panel = window.findChild(QWidget, "walkthroughPanel")
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: "input" in _label(window, "walkTitle").lower())
    qtbot.keyClick(window, KEY.Key_W)
    assert player.walk is None
    assert not walk.isChecked()
    qtbot.waitUntil(lambda: panel.visibleRegion().isEmpty())  # the curves are back
    assert window.size().toTuple() == (1280, 800)


def test_a_walk_with_keys_alone(qtbot, window):
    player = begin(qtbot, window)
    page = window.findChild(QWidget, "walkthroughPanel").page
    said = []
    for _ in range(player.count - 1):
        qtbot.keyClick(window, KEY.Key_Right)
        qtbot.waitUntil(lambda: page.is_current)
        said.append(_label(window, "walkTitle") + _label(window, "walkNumbers"))
    assert player.index == player.count - 1
    assert len(set(said)) == len(said)
    back = []
    for _ in range(player.count - 1):
        back.append(_label(window, "walkTitle") + _label(window, "walkNumbers"))
        qtbot.keyClick(window, KEY.Key_Left)
        qtbot.waitUntil(lambda: page.is_current)
    assert back == said[::-1]  # going back is exact
    assert player.index == 0
    qtbot.keyClick(window, KEY.Key_End)
    assert player.index == player.count - 1
    qtbot.keyClick(window, KEY.Key_Home)
    assert player.index == 0
    shift = Qt.KeyboardModifier.ShiftModifier
    phases = [start for start, _ in player.phase_starts()]
    for start in phases[1:]:
        qtbot.keyClick(window, KEY.Key_Right, shift)
        assert player.index == start
    qtbot.keyClick(window, KEY.Key_Left, shift)
    assert player.index == phases[-2]
    qtbot.keyClick(window, KEY.Key_Space)
    assert player.playing
    qtbot.keyClick(window, KEY.Key_Space)
    assert not player.playing


def test_the_slider_the_grain_and_the_target_are_chosen_with_the_mouse(qtbot, window):
    player = begin(qtbot, window)
    qtbot.waitUntil(lambda: window.findChild(QWidget, "walkScrubber").isVisible())
    scrubber = window.findChild(QWidget, "walkScrubber")
    qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(scrubber.width() - 3, 20))
    assert player.index == player.count - 1
    qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(2, 20))
    assert player.index == 0
    for name, index, seen in (
        ("walkGrain", 2, lambda: player.grain == "edge"),
        ("walkSpeed", 5, lambda: player.speed == 8),
        ("walkTarget", 7, lambda: player.walk.targets[0, 7] == 1),
    ):
        combo = window.findChild(QComboBox, name)
        combo.setFocus()
        combo.setCurrentIndex(index)
        combo.activated.emit(index)
        assert seen()
    qtbot.mouseClick(window.findChild(QToolButton, "walkLoop"), Qt.MouseButton.LeftButton)
    assert player.loop


def test_the_diagram_shows_the_step(qtbot, window):
    player = begin(qtbot, window)
    diagram = window.findChild(Diagram, "diagram")
    stages = player.walk.stages
    number = next(n for n, s in enumerate(stages) if s.kind == "weight gradient")
    player.go(player.walk.index("layer", Place(number)))
    diagram.wait_for_picture()
    assert diagram.picture.mode == "gradient"
    assert diagram.job.weights[1] is player.walk.backward.gradients[1].weights
    player.end()
    diagram.wait_for_picture()
    assert diagram.picture.mode == "weights"
    assert diagram.job.weights[0] is window.session.snapshot.parameters[0].weights


def test_pointing_at_an_edge_lights_up_its_cell_and_the_other_way_round(qtbot, window):
    player = begin(qtbot, window)
    diagram, matrices = window.findChild(Diagram, "diagram"), window.findChild(MatrixView)
    player.go(3)  # z of the output layer, from 12 neurons
    told = []
    matrices.show_pointed = lambda *both: told.append(both)
    diagram.pointed.emit((1, 4, 7))
    diagram.pointed.emit((0, 4, 7))  # no edge of this step
    diagram.pointed.emit((1, 5))  # a neuron whose activation is a term
    diagram.pointed.emit((2, 5))
    diagram.pointed.emit(None)
    assert told == [(7, 4), (None, None), (None, 5), (5, None), (None, None)]
    matrices.pointed.emit((7, 4))
    assert diagram.pointed_elsewhere == (1, 4, 7)
    matrices.pointed.emit((7, None))
    assert diagram.pointed_elsewhere == (2, 7)
    matrices.pointed.emit((None, 4))
    assert diagram.pointed_elsewhere == (1, 4)
    matrices.pointed.emit(None)
    assert diagram.pointed_elsewhere is None


def test_a_step_is_copied_in_three_ways(qtbot, window):
    player = begin(qtbot, window)
    player.go(1)
    qtbot.waitUntil(lambda: "z" in _label(window, "walkFormula"))
    copied = []
    for name in ("copyWalkTextAction", "copyWalkMarkdownAction", "copyWalkLatexAction"):
        window.actions_by_name[name].trigger()
        copied.append(QGuiApplication.clipboard().text())
    text, markdown, latex = copied
    assert "z¹ = x·W¹ + b¹" in text
    assert markdown.count("$") >= 4
    assert "**" in markdown
    assert r"\paragraph" in latex
    assert "z^{1}" in latex.replace("^1", "^{1}")


def test_the_slope_is_drawn(qtbot, window):
    player = begin(qtbot, window)
    player.set_grain("edge")
    number = next(n for n, s in enumerate(player.walk.stages) if s.kind == "weight gradient")
    player.go(player.walk.index("edge", Place(number, 3, 2)))
    window.actions_by_name["slopeAction"].trigger()
    dialog = window.findChild(QWidget, "slopeDialog")
    assert dialog.isVisible()
    assert dialog.windowModality() == Qt.WindowModality.NonModal
    words = window.findChild(QLabel, "slopeWords").text()
    assert "hidden 1, neuron 3" in words
    assert "digit 3" in words
    plot = window.findChild(QWidget, "slopePlot").grab().toImage()
    colours = {plot.pixelColor(x, y).rgb() for x in range(60, 400) for y in range(20, 200)}
    assert len(colours) > 5


def test_without_tensorflow_the_walk_says_so(qtbot, window):
    begin(qtbot, window)
    qtbot.waitUntil(lambda: "TensorFlow is loading" in _label(window, "walkProof"))
    assert not window.actions_by_name["applyAction"].isEnabled()
    os.kill(window.findChild(BackendProcess).process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: "not running" in _label(window, "walkProof"), timeout=10_000)


def test_a_walk_through_a_network_that_diverged_says_it_in_words(qtbot, window):
    session = window.session
    broken = tuple(
        layer._replace(weights=layer.weights * np.float32(np.inf))
        for layer in session.snapshot.parameters
    )
    player = begin(qtbot, window)
    session.set_snapshot(Snapshot(broken, updates=1))
    for index in range(player.count):
        player.go(index)
        window.findChild(QWidget, "walkthroughPanel").page.render_step()
        window.grab()


def test_tensorflow_agrees_and_apply_makes_exactly_this_update(qtbot, real_window):
    window, session = real_window, real_window.session
    window.actions_by_name["trainAction"].trigger()  # Adam is to have a state
    qtbot.waitUntil(lambda: session.snapshot.updates > 200, timeout=60_000)
    player = begin(qtbot, window)
    assert not session.training
    qtbot.waitUntil(lambda: player.proof is not None, timeout=30_000)
    assert player.walk.slots.updates == session.snapshot.updates
    assert player.walk.difference(player.proof) < 1e-5
    qtbot.waitUntil(lambda: _label(window, "walkProof").startswith("Agrees with TensorFlow"))
    step, expected = session.snapshot.updates, player.walk.updated[0]
    predicted = float(player.walk.again[1].losses[0])
    window.actions_by_name["applyAction"].trigger()
    qtbot.waitUntil(lambda: session.snapshot.updates == step + 1, timeout=30_000)
    for ours, theirs in zip(expected, session.snapshot.parameters, strict=True):
        np.testing.assert_allclose(ours.weights, theirs.weights, atol=1e-6)
        np.testing.assert_allclose(ours.biases, theirs.biases, atol=1e-6)
    assert player.applied.difference <= 1e-6
    assert player.applied.loss == pytest.approx(predicted, abs=1e-5)
    qtbot.waitUntil(lambda: "Applied. Predicted loss" in _label(window, "walkProof"))
    qtbot.keyClick(window, KEY.Key_W)
    assert session.training  # it goes on as it was


def test_a_proof_that_disagrees_is_said_loudly(qtbot, real_window):
    player = begin(qtbot, real_window)
    qtbot.waitUntil(lambda: player.proof is not None, timeout=30_000)
    gradients = list(player.proof.gradients)
    gradients[0] = gradients[0]._replace(weights=gradients[0].weights + 1)
    spoiled = player.proof._replace(gradients=tuple(gradients))
    real_window.session.take_proof(player.walk.inputs, spoiled)
    assert _label(real_window, "walkProof").startswith("DISAGREES with TensorFlow")
    assert "bold" in real_window.findChild(QLabel, "walkProof").styleSheet()


def test_the_panel_is_a_dock_that_can_be_hidden(qtbot, window):
    dock = window.findChild(QDockWidget, "walkthroughPanelDock")
    dock.toggleViewAction().trigger()
    begin(qtbot, window)
    qtbot.waitUntil(dock.isVisible)  # a walk needs it


def test_another_network_comes_in_mid_walk(qtbot, window, caplog):
    session, diagram = window.session, window.findChild(Diagram, "diagram")
    wide = replace(SMALL, network=Network(layers=(Layer(40), Layer(10, "softmax"))))
    session.change_experiment(wide, "wider")
    for change in (
        session.undo_stack.undo,
        window.findChild(QAction, "threeLayersExample").trigger,
        session.undo_stack.undo,
        lambda: session.set_training(True),
    ):
        player = _player(window)
        if player.walk is None:
            window.actions_by_name["walkthroughAction"].trigger()
        player.go(1)
        diagram.selection.select((1, 1))
        diagram.show_pointed((0, 1, 1))
        diagram.wait_for_picture()
        change()
        diagram.wait_for_picture()
        window.grab()
        assert player.walk is None
        assert diagram.act is None
    assert not [record for record in caplog.records if record.exc_info]


def test_closing_the_window_ends_playing(qtbot, window):
    player = begin(qtbot, window)
    player.play()
    window.close()
    assert not player.playing
    qtbot.waitUntil(lambda: at_rest(player))


def begin(qtbot, window):
    """Begin a walk by its key, and return its player."""
    qtbot.keyClick(window, KEY.Key_W)
    player = _player(window)
    assert player.walk
    return player


def test_a_step_that_was_rendered_at_once_is_not_rendered_again(qtbot, window):
    begin(qtbot, window)
    player, page = _player(window), window.findChild(QWidget, "walkthroughPanel").page
    qtbot.waitUntil(lambda: page.is_current)
    told = []
    page.rendered.connect(told.append)
    player.go(1)
    assert not page.is_current
    page.render_step()
    assert page.is_current
    QApplication.processEvents()
    assert len(told) == 1
    player.go(2)
    qtbot.waitUntil(lambda: len(told) == 2)


@pytest.mark.parametrize("grain", ["layer", "neuron", "edge"])
def test_the_answer_is_not_given_away(qtbot, window, grain):
    predictions = window.findChild(Predictions, "predictions")
    window.actions_by_name["nextExampleAction"].trigger()
    answer = predictions.top()
    assert len(answer) == 10
    player = begin(qtbot, window)
    player.set_grain(grain)
    stages = [stage.kind for stage in player.walk.stages]
    loss = player.walk.index(grain, Place(stages.index("loss")))
    player.go(0)
    while player.index < loss - 1:
        assert predictions.top() == []
        assert "No answer yet." in predictions.accessibleDescription()
        assert answer[0][0] not in predictions.accessibleDescription()
        player.go(player.index + max((loss - player.index) // 2, 1))
    assert predictions.top() == answer
    player.go(loss + 3)
    assert predictions.top() == answer
    player.go(0)
    assert predictions.top() == []
    player.end()
    assert predictions.top() == answer


def test_by_edges_diagram_and_matrices_show_the_same_sum(qtbot, window):
    player = begin(qtbot, window)
    player.set_grain("edge")
    diagram, matrices = window.findChild(Diagram), window.findChild(MatrixView)
    number = next(n for n, s in enumerate(player.walk.stages) if s.kind == "pre-activation")
    start = player.walk.index("edge", Place(number))
    for step in (start + 130, start + 131):
        player.go(step)
        unit = player.place.unit

        def both_alike(unit=unit):
            shown = diagram.scene_now.shown[1].values[unit]
            return matrices.equation and matrices.shown[-1].values[0, unit] == shown

        qtbot.waitUntil(both_alike)
        shown = diagram.scene_now.shown[1].values[unit]
        assert shown != player.walk.forward.pre_activations[0][0, unit]


def test_a_learned_example_leads_to_a_wrong_one_by_a_click(qtbot, window):
    """The last bias makes every digit the label of the first example."""
    player = begin(qtbot, window)
    label = window.session.example.label
    first, last = window.session.snapshot.parameters
    biases = np.full(10, -60, np.float32)
    biases[label] = 60
    window.session.set_snapshot(Snapshot((first, last._replace(biases=biases)), 1))
    stage = next(n for n, s in enumerate(player.walk.stages) if s.kind == "output delta")
    player.go(player.walk.index("layer", Place(stage)))
    said = window.findChild(QLabel, "walkNothing")
    qtbot.waitUntil(said.isVisible)
    assert "learned already" in said.text()
    said.linkActivated.emit("wrong")
    qtbot.waitUntil(lambda: window.session.example.label != label)
    qtbot.waitUntil(lambda: not said.isVisible())
    assert player.place.stage == stage
