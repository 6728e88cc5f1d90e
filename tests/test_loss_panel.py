"""The panel of loss and accuracy: what the charts hold, read out and say."""

import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from core.history import CAPACITY
from core.run import Run
from gui.panels.loss_panel import LossPanel
from gui.session import BackendState
from tests.panels import field, of_values, snapshot, two_numbers


def test_without_data_there_is_nothing_to_train_on(show_panel, session):
    plot = show_panel(LossPanel)
    session.set_run(Run.start(replace(session.experiment, source=None)))
    assert plot.accessibleDescription().startswith("There is no data to train on.")


def test_the_plot_holds_ten_thousand_snapshots(qtbot, show_panel, session):
    plot = show_panel(LossPanel)
    assert plot.accessibleDescription() == "Press Train to see loss and accuracy"
    for step in range(1, 10_001):
        session.set_snapshot(snapshot(session, step, (2 / step, 1 - 1 / step), (3 / step, 0.9)))
    qtbot.waitUntil(lambda: "train 0.000" in plot.accessibleDescription())
    assert len(session.history) <= CAPACITY
    epochs, losses = plot.charts.loss.curves["train"].getOriginalDataset()
    np.testing.assert_array_equal(epochs, session.history.column("epoch"))
    np.testing.assert_array_equal(losses, session.history.column("train_loss"))
    plot.grab()
    qtbot.waitUntil(lambda: "test 90.0 %" in plot.accessibleDescription())


def test_the_plot_is_redrawn_once_for_many_snapshots(qtbot, show_panel, session, monkeypatch):
    plot = show_panel(LossPanel)
    session.set_backend(BackendState("ready"))
    drawn = []
    monkeypatch.setattr(plot.charts.loss, "set_curves", lambda *columns: drawn.append(columns))
    for step in range(1, 500):
        session.set_snapshot(snapshot(session, step))
    assert not drawn
    qtbot.waitUntil(lambda: bool(drawn))
    assert len(drawn) == 1


def test_the_plot_reads_out_the_nearest_point(show_panel, session):
    plot = show_panel(LossPanel)
    for step in (1000, 2000, 3000):
        session.set_snapshot(snapshot(session, step, (1 / step, 0.5), (2 / step, 0.4)))
    plot.charts.redraw()
    plot.charts.loss.read(2000 * 32 / 9000 + 0.1)
    assert plot.charts.loss.text == "Loss: train 0.0005, test 0.0010"
    session.set_snapshot(snapshot(session, 4000))
    plot.charts.redraw()
    assert plot.charts.loss.text == "Loss: train 0.0005, test 0.0010"  # the mouse is still there
    plot.charts.loss.read(None)
    assert plot.charts.loss.text == "Loss: train 0.5000, test 0.6000"


def test_seldom_measured_test_losses_are_one_curve(show_panel, session):
    plot = show_panel(LossPanel)
    for step in range(1000, 7000, 1000):
        measured = step % 2000 == 0
        session.set_snapshot(
            snapshot(session, step, (0.5, 0.8), (1 / step, 0.7) if measured else (math.nan,) * 2)
        )
    plot.charts.redraw()
    np.testing.assert_allclose(
        plot.charts.loss.curves["test"].getOriginalDataset()[1], [1 / 2000, 1 / 4000, 1 / 6000]
    )
    assert plot.charts.loss.text == "Loss: train 0.5000, test 0.0002"


def test_gaps_and_losses_that_are_not_finite(show_panel, session):
    plot = show_panel(LossPanel)
    nan = math.nan
    session.set_snapshot(snapshot(session, 1000, (0.5, 0.8), (nan, nan)))
    warning = field(plot, "lossWarning")
    plot.charts.redraw()
    assert not warning.isVisible()
    assert plot.charts.loss.text == "Loss: train 0.5000, test –"
    session.set_snapshot(snapshot(session, 2000, (nan, 0.1), (math.inf, 0.1)))
    session.set_snapshot(snapshot(session, 3000, (nan, 0.1), (nan, 0.1)))
    plot.charts.redraw()
    assert warning.isVisible()
    assert warning.text() == "The loss is not finite since epoch 7.11"
    assert plot.charts.loss.text == "Loss: train not finite, test not finite"
    plot.grab()


def test_log_scale(qtbot, show_panel, session):
    plot = show_panel(LossPanel)
    for step in range(1, 100):
        session.set_snapshot(snapshot(session, step, (10.0**-step, 0.5)))
    session.set_snapshot(snapshot(session, 100, (0.0, 1.0)))  # a zero has no logarithm
    plot.charts.redraw()
    toggle = plot.findChild(QCheckBox, "logScale")
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert plot.charts.loss.plot.ctrl.logYCheck.isChecked()
    plot.grab()


@pytest.mark.parametrize("loss", [0.0, 1e-38, 3e38, -1.0, math.inf, math.nan])
@pytest.mark.parametrize("count", [1, 5, 60])
def test_extreme_losses_are_drawn_on_both_scales(show_panel, session, loss, count):
    plot = show_panel(LossPanel)
    for step in range(1, count + 1):
        session.set_snapshot(snapshot(session, step, (loss, 0.1), (loss, 0.1)))
    plot.charts.redraw()
    for _ in range(3):
        plot.grab()
        field(plot, "logScale").toggle()
    session.reset()
    plot.grab()


def test_a_reset_empties_the_plot_and_undo_fills_it(show_panel, session):
    plot = show_panel(LossPanel)
    session.set_snapshot(snapshot(session, 1000))
    plot.charts.redraw()
    session.reset()
    assert plot.accessibleDescription() == "Press Train to see loss and accuracy"
    session.undo_stack.undo()
    assert "train 0.5000" in plot.accessibleDescription()


def test_of_values_the_score_is_r_squared(show_panel, session):
    panel = show_panel(LossPanel)
    session.set_snapshot(snapshot(session, 1))
    charts = panel.charts
    charts.redraw()
    assert charts.score.text == "Accuracy: train 80.0 %, test 70.0 %"
    session.set_run(of_values())
    for step in (1, 2):
        session.set_snapshot(snapshot(session, step, (0.5, 0.875), (0.6, -150)))
    charts.redraw()
    assert charts.score.text == "R²: train 0.875, test −150"
    assert charts.score.accessibleName() == "R²"
    assert charts.score.curves["test"].getOriginalDataset()[1].tolist() == [-150, -150]
    panel.grab()
    low, high = charts.score.plot.viewRange()[1]
    assert low < -150 < 0.875 < high < 2
    session.set_run(two_numbers())
    session.set_snapshot(snapshot(session, 1))
    charts.redraw()
    assert charts.score.text == "Accuracy: train 80.0 %, test 70.0 %"
    assert charts.score.plot.getViewBox().state["limits"]["yLimits"] == [-2, 102]
