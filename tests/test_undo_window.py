"""Everything that a person can change in the window is undone and redone, and has a name."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from core.beginnings import beginning
from core.data import Curve, Digits, Gate, Plane
from core.example import OWN
from core.project_file import save
from core.snapshot import Metrics, Snapshot, no_slots
from gui.diagram.view import Diagram
from tests.panels import choose, choose_source, field
from tests.saved import small_project


def train(session, updates):
    """Have the session come to a complete snapshot, its curve longer by a point."""
    now, optimizer = session.snapshot, session.experiment.hyperparameters.optimizer
    parameters = tuple(
        layer._replace(weights=layer.weights + np.float32(0.5)) for layer in now.parameters
    )
    step = now.updates + updates
    told, slots = Metrics(1 / step, 0.5), no_slots(parameters, optimizer)
    session.set_snapshot(Snapshot(parameters, step, 32 * step, 900, told, told, step, slots))


def state(session):
    """All that a change may change, in values."""
    run, example = session.run, session.example
    own = (example.inputs.tobytes(), example.label) if example.origin == OWN else None
    return {
        "run": run.id,
        "experiment": run.experiment,
        "weights": [array.tobytes() for layer in run.snapshot.parameters for array in layer],
        "updates": run.snapshot.updates,
        "trained": run.trained and run.trained.updates,
        "curve": run.history.points.tobytes(),
        "example": own,
    }


def click(window, name):
    widget = field(window, name)
    assert isinstance(widget, QAbstractButton)
    widget.click()


def typed(window, name, text):
    box = field(window, name)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def chosen(window, name, text):
    box = field(window, name)
    assert isinstance(box, QComboBox)
    choose(box, text)


def drag(window, name):
    canvas = field(window, name)
    middle = canvas.rect().center()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(canvas, middle + QPoint(25, 12))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 20))


def drawn(tool, name):
    def draw(window):
        click(window, tool)
        drag(window, name)

    return draw


def selected(target, name, text):
    def change(window):
        window.findChild(Diagram, "diagram").selection.select(target)
        typed(window, name, text)

    return change


def trained_and(change):
    def both(window):
        train(window.session, 5)
        change(window)

    return both


def opened(window):
    window.document.open(window.saved)


DIGITS = (
    ("Add layer", lambda window: click(window, "addLayerButton")),
    ("Change neurons of layer 1", lambda window: typed(window, "layer1Neurons", "9")),
    ("Change activation of layer 2", lambda window: chosen(window, "layer2Activation", "tanh")),
    ("Remove layer 2", lambda window: click(window, "layer2Remove")),
    (
        "Choose layers 10 (no hidden layer)",
        lambda window: chosen(window, "presetChoice", "10 (no hidden layer)"),
    ),
    (
        "Change activation of output layer",
        lambda window: chosen(window, "outputActivation", "sigmoid"),
    ),
    ("Change loss", lambda window: chosen(window, "lossChoice", "mean squared error")),
    ("Change initialiser", lambda window: chosen(window, "initialiserChoice", "he normal")),
    ("Change seed", lambda window: typed(window, "seed", "77")),
    ("Change learning rate", lambda window: typed(window, "learningRate", "0.5")),
    ("Change batch size", lambda window: typed(window, "batchSize", "7")),
    ("Change L2 λ", lambda window: typed(window, "l2", "0.01")),
    ("Change β₁", lambda window: typed(window, "beta1", "0.5")),
    ("Change optimizer", lambda window: chosen(window, "optimizer", "SGD")),
    ("Change b₂ of layer 1", selected((1, 1), "biasField", "3")),
    ("Change w₁₂ of layer 1", selected((0, 0, 1), "weightField", "3")),
    (
        "Back to what was trained",
        lambda window: window.actions_by_name["restoreTrainedAction"].trigger(),
    ),
    ("Reset", trained_and(lambda window: click(window, "resetButton"))),
    ("Open", opened),
    ("Choose Circle", lambda window: choose_source(window, "Circle")),
)
PLANE = (
    ("Change Points", lambda window: typed(window, "pointCount", "30")),
    ("Change Noise", lambda window: typed(window, "noise", "0.5")),
    ("Change Test share", lambda window: typed(window, "testShare", "0.2")),
    ("Change the seed of the points", lambda window: typed(window, "dataSeed", "5")),
    ("New points", lambda window: click(window, "newPointsButton")),
    ("Switch the input x₁² on", lambda window: click(window, "x₁²Input")),
    ("Change x₁", lambda window: typed(window, "inputField1", "0.5")),
    ("Change the target", lambda window: chosen(window, "ownTarget", "B")),
    ("Draw points", drawn("pointsPen", "decisionMapView")),
    ("Erase points", drawn("pointsErase", "decisionMapView")),
    ("Clear the points", lambda window: click(window, "pointsClear")),
    ("Add a class", lambda window: click(window, "pointsAddClass")),
)
CURVE = (
    ("Change the curves", lambda window: click(window, "stepCurve")),
    ("Draw on the curve", lambda window: click(window, "curveDraw")),
    ("Draw a curve", drawn("curveDraw", "curveView")),
    ("Erase a part of the curve", drawn("curveErase", "curveView")),
    ("Clear the curve", lambda window: click(window, "curveClear")),
)
GATE = (("Change the gate's inputs", lambda window: click(window, "gateInputs3")),)


@pytest.mark.parametrize(
    ("source", "changes"), [(Digits(), DIGITS), (Plane(), PLANE), (Curve(), CURVE), (Gate(), GATE)]
)
def test_everything_is_undone_and_redone_by_name(make_window, tmp_path, source, changes):
    window = make_window(beginning(source), size=(1600, 1100))
    session, actions = window.session, window.actions_by_name
    stack = session.undo_stack
    window.saved = tmp_path / "saved.netglow"
    save(window.saved, small_project())
    for name, change in changes:
        if name != "Back to what was trained":  # of which there is nothing once it is trained
            train(session, 3)
        before, count = state(session), stack.index()
        change(window)
        if name == "Reset":  # it was trained in between
            before["updates"] += 5
        made = stack.index() - count
        assert (stack.undoText(), made) == (name, 1)
        assert actions["undoAction"].text() == f"Undo {name}"
        after = state(session)
        assert after != before, name
        actions["undoAction"].trigger()
        undone = state(session)
        if name == "Reset":
            for changed in ("weights", "curve"):
                before[changed] = undone[changed]
        assert undone == before, name
        assert actions["redoAction"].text() == f"Redo {name}"
        actions["redoAction"].trigger()
        assert state(session) == after, name
    for _ in changes:
        assert window.findChild(QWidget, "diagram").isVisible()
        actions["undoAction"].trigger()
    assert session.experiment == beginning(source)
    assert not actions["undoAction"].isEnabled()
