"""What is on screen in one frame is of one snapshot, while the real backend trains."""

import functools
import re

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QStatusBar, QWidget

from core.experiment import Experiment
from core.network import Layer, Network
from gui import app
from gui.backend_process import BackendProcess
from gui.panels.loss_charts import LossCharts
from tests.panels import field


class Frames(QObject):
    """Notes what each view paints, when it does, and between paints what all have on screen."""

    def __init__(self, window):
        super().__init__(window)
        self.window = window
        self.charts = window.findChild(LossCharts)
        self.shown = {}
        self.found = []
        self.views = {
            "edges": ("diagram", lambda diagram: diagram.job.snapshot.updates),
            "neurons": ("diagram", lambda diagram: outputs(diagram.scene_now)),
            "predictions": ("predictions", lambda view: [bar.value for bar in view.answer.bars]),
            "inspector": ("inspector", lambda view: view.accessibleDescription()),
            "updates": ("updatesValue", lambda label: label.text()),
            "epoch": ("epochValue", lambda label: label.text()),
            "test loss": ("testLossValue", lambda label: label.text()),
            "train loss": ("trainLossValue", lambda label: label.text()),
            "accuracy": ("testAccuracyValue", lambda label: label.text()),
            "status": ("trainingStatus", lambda label: label.text()),
            "loss chart": ("lossChartValues", lambda label: self.charts.loss.text),
            "score chart": ("accuracyChartValues", lambda label: self.charts.score.text),
        }
        self.widgets = {name: field(window, widget) for name, (widget, _) in self.views.items()}
        for widget in set(self.widgets.values()):
            widget.installEventFilter(self)
            widget.update()
        self.timer = QTimer(self, interval=2)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            for name, widget in self.widgets.items():
                if widget is watched:
                    self.shown[name] = self.views[name][1](widget)
        return False

    def look(self):
        """Keep what is on screen now, if it is not what was there before."""
        if len(self.shown) == len(self.views) and (
            not self.found or str(self.found[-1]) != str(self.shown)
        ):
            self.found.append(dict(self.shown))


def outputs(scene):
    return scene.activations(len(scene.network.layers)).tolist()


@pytest.fixture
def window(qtbot, make_real_window):
    network = Network(layers=(Layer(24), Layer(10, "softmax")))
    window = make_real_window(Experiment(network=network), size=(1440, 900))
    window.actions_by_name["nextExampleAction"].trigger()
    qtbot.waitUntil(lambda: bool(window.session.example.origin))
    field(window, "diagram").selection.select((2, 3))
    window.arrangement.bring_up(field(window, "inspector"))
    return window


def test_every_frame_of_a_training_is_of_one_snapshot(qtbot, window):
    # Side by side all are seen, however they are tabbed at first.
    for name in ("predictionsDock", "inspectorDock"):
        dock = window.findChild(QWidget, name)
        dock.setFloating(False)
        window.splitDockWidget(
            window.findChild(QWidget, "digitDock"), dock, Qt.Orientation.Vertical
        )
    session = window.session
    session.set_training(True)
    qtbot.waitUntil(lambda: len(session.history) > 3, timeout=60_000)
    frames = Frames(window)
    qtbot.waitUntil(lambda: len(frames.found) > 40, timeout=60_000)
    session.set_training(False)
    qtbot.waitUntil(lambda: session.snapshot.complete, timeout=60_000)
    frames.timer.stop()
    assert len({frame["edges"] for frame in frames.found}) > 30
    for frame in frames.found:
        check(frame)


def check(frame):
    """Fail unless all that is said in a frame is said of one snapshot."""
    updates = f"{frame['edges']:,}"
    assert frame["updates"] == updates
    assert re.search(rf"update {updates}$", frame["status"])
    np.testing.assert_array_equal(frame["neurons"], frame["predictions"])
    a = re.search(r"a = softmax\(z\) = ([^\n]*)", frame["inspector"]).group(1)
    assert value_of(a) == pytest.approx(frame["neurons"][3], rel=1e-3)
    losses = f"train {frame['train loss']}, test {frame['test loss']}"
    assert frame["loss chart"].endswith(losses)
    assert frame["score chart"].endswith(f"test {frame['accuracy']}")


def value_of(text):
    """The value of a number as it is written on screen."""
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    mantissa, _, power = text.replace("−", "-").partition("×10")
    return float(f"{mantissa}e{power.translate(raised) or 0}")


def test_nothing_moves_when_training_begins_and_ends(qtbot, monkeypatch, forked_backend):
    forked = functools.partial(BackendProcess, forked_backend)
    monkeypatch.setattr(app, "BackendProcess", forked)
    network = Network(layers=(Layer(24), Layer(10, "softmax")))
    window = app.create_window(Experiment(network=network), backend_waits=True)
    qtbot.addWidget(window, before_close_func=lambda ended: ended.findChild(BackendProcess).close())
    window.resize(1280, 800)
    window.show()
    session = window.session
    qtbot.waitUntil(lambda: window.findChild(QWidget, "diagram").job is not None, timeout=60_000)
    first = places(window)
    assert session.backend.phase == "loading"
    qtbot.waitUntil(lambda: session.snapshot.test.loss > 0, timeout=120_000)
    assert moved(first, places(window)) == {}, "the backend is ready"
    session.set_training(True)
    assert moved(first, places(window)) == {}, "training is asked for"
    qtbot.waitUntil(lambda: len(session.history) > 3, timeout=60_000)
    assert moved(first, places(window)) == {}, "first numbers"
    session.set_training(False)
    qtbot.waitUntil(lambda: session.snapshot.complete, timeout=60_000)
    assert moved(first, places(window)) == {}, "pause"


def places(window):
    """Where every named widget that is seen stands in the window; texts may grow in their place."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    return {
        widget.objectName(): (widget.mapTo(window, QPoint()).toTuple(), widget.size().toTuple())
        for widget in window.findChildren(QWidget)
        if widget.objectName() and is_seen(window, widget)
    }


def is_seen(window, widget):
    """Whether it is on screen: not behind another tab, and no text of the status bar."""
    on_screen = window.rect().contains(widget.mapTo(window, QPoint()))
    return widget.isVisible() and on_screen and not isinstance(widget.parent(), QStatusBar)


def moved(before, now):
    return {
        name: (before[name], now[name])
        for name in before.keys() & now.keys()
        if before[name] != now[name]
    }
