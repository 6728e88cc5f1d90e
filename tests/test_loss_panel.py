"""The panel of loss and accuracy: what the charts hold, read out and say."""

import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QCheckBox, QLabel

from core.beginnings import beginning
from core.data import Digits, Gate, Points
from core.experiment import Experiment
from core.history import CAPACITY
from core.network import Layer, Network
from core.run import Run
from gui import theme
from gui.backend_state import BackendState
from gui.numbers import number
from gui.panels.chart_axis import ValueAxis, paint_plot, plot_view, power_text
from gui.panels.data_panel import DataPanel
from gui.panels.loss_charts import LossCharts
from gui.panels.loss_panel import LossPanel
from gui.panels.training_panel import TrainingPanel
from gui.ticks import log_ticks, tick_spacing
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
    assert "train 0.000" in plot.charts.text  # at once; the curves take their turns
    assert len(session.history) <= CAPACITY
    curve = plot.charts.loss.curves["train"]
    qtbot.waitUntil(lambda: len(curve.getOriginalDataset()[0]) == len(session.history))
    epochs, losses = plot.charts.loss.curves["train"].getOriginalDataset()
    np.testing.assert_array_equal(epochs, session.history.column("epoch"))
    np.testing.assert_array_equal(losses, session.history.column("train_loss"))
    plot.grab()
    qtbot.waitUntil(lambda: "test 90.0 %" in plot.accessibleDescription())


@pytest.mark.parametrize(("width", "percent"), [(500, 100), (640, 100), (760, 200), (1200, 200)])
@pytest.mark.parametrize("source", [Digits(), Gate("XOR")])
def test_headings_are_whole_and_of_one_height(qtbot, show_panel, session, width, percent, source):
    theme.set_text_size(percent)
    session.set_run(Run.start(beginning(source)))
    plot = show_panel(LossPanel)
    plot.resize(width, 300)
    for step in (8000, 9000):
        session.set_snapshot(snapshot(session, step, (0.1234, 0.5678), (0.2345, 0.5432)))
    plot.charts.redraw()
    heads = [field(plot, f"{name}ChartValues") for name in ("loss", "accuracy")]

    def look():
        assert heads[0].isVisible()
        assert heads[0].width() < width / 2
        assert heads[0].height() == heads[1].height()
        for head in heads:
            words = QTextDocument()
            words.setDefaultFont(head.font())
            words.setDocumentMargin(0)
            words.setHtml(head.text())
            assert words.idealWidth() <= head.width()
            assert words.size().height() <= head.height() + 1

    try:
        qtbot.waitUntil(look)
    finally:
        theme.set_text_size(100)


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_where_nothing_is_held_back_all_examples_are_measured_and_no_test_is_told_of(
    show_panel, session, examples, training_rate, actions, share
):
    losses = show_panel(LossPanel)
    training = show_panel(TrainingPanel, training_rate, actions)
    panel = show_panel(DataPanel, examples)
    places = np.random.default_rng(0).uniform(-6, 6, (40, 2))
    source = Points(test_share=share).put(places, np.arange(40) % 2)
    session.set_run(Run.start(Experiment(Network(2, (Layer(1, "sigmoid"),)), source)))
    session.set_snapshot(snapshot(session, 10))
    charts = losses.charts
    name, short = ("test", "test") if share else ("all examples", "all")
    told = "Loss: train 0.5000, {0} 0.6000. Accuracy: train 80.0 %, {0} 70.0 %"
    assert charts.text == told.format(name)
    assert f"</span> {short} 0.6000" in field(charts, "lossChartValues").text()
    figures = [field(training, f"test{name}Value") for name in ("Loss", "Accuracy")]
    spoken = ["Test loss", "Test accuracy"]
    if not share:
        spoken = ["Loss of all examples", "Accuracy of all examples"]
        assert "None are held back for a test." in figures[0].toolTip()
    assert [figure.accessibleName() for figure in figures] == spoken
    words = {label.text() for label in training.findChildren(QLabel) if label.isVisible()}
    assert words & {"Test", "All"} == {short.capitalize()}
    assert field(panel, "testSetButton").isVisible() == (share > 0)  # one set is no choice


def test_no_axis_writes_its_name_again_at_every_range(qtbot):
    view = plot_view(str)
    qtbot.addWidget(view)
    axes = [view.getPlotItem().getAxis(side) for side in ("left", "bottom", "top", "right")]
    assert not any(axis.autoSIPrefix for axis in axes)


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
    assert warning.text() == "The loss has not been finite since epoch 7.11"
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
    assert charts.score.text == "R²: train 0.875, all examples −150"
    assert charts.score.accessibleName() == "R²"
    assert charts.score.curves["test"].getOriginalDataset()[1].tolist() == [-150, -150]
    panel.grab()
    low, high = charts.score.plot.viewRange()[1]
    assert low < -150 < 0.875 < high < 2
    session.set_run(two_numbers())
    session.set_snapshot(snapshot(session, 1))
    charts.redraw()
    assert charts.score.text == "Accuracy: train 80.0 %, all examples 70.0 %"
    assert charts.score.plot.getViewBox().state["limits"]["yLimits"] == [-10, 110]


def train_to(session, epochs, loss=0.5):
    for step in range(1, epochs + 1):
        session.set_snapshot(snapshot(session, step * 9000 // 32, (loss / step, 0.8)))


@pytest.mark.parametrize("way", ["reset", "key"])
def test_a_zoomed_chart_shows_all_again(qtbot, show_panel, session, way):
    plot = show_panel(LossPanel)
    train_to(session, 30)
    plot.charts.redraw()
    for chart in (plot.charts.loss, plot.charts.score):
        chart.plot.setXRange(20, 25)
        if way == "key":
            qtbot.keyClick(field(plot, f"{chart.objectName()}View"), Qt.Key.Key_A)
    if way == "reset":
        session.reset()
        train_to(session, 5)
    plot.charts.redraw()
    plot.grab()
    last = session.history.column("epoch")[-1]
    for chart in (plot.charts.loss, plot.charts.score):
        low, high = chart.plot.viewRange()[0]
        assert low <= 1
        assert last <= high < 1.3 * last


def test_the_axis_of_the_accuracy_reaches_100_percent(show_panel, session):
    plot = show_panel(LossPanel)
    train_to(session, 5)
    plot.charts.redraw()
    plot.grab()
    assert ticks(plot.charts.score)[-1] == "100 %"


@pytest.mark.parametrize("loss", [1e30, 3e7, 0.02])
def test_the_axis_of_the_loss_has_more_than_a_zero(show_panel, session, loss):
    plot = show_panel(LossPanel)
    train_to(session, 5, loss)
    plot.charts.redraw()
    plot.grab()
    assert len(ticks(plot.charts.loss)) >= 2


def ticks(chart):
    """The texts beside the left axis of a chart, from below."""
    axis = chart.plot.getAxis("left")
    ((spacing, values),) = axis.tickValues(*chart.plot.viewRange()[1], axis.height())
    return [text for text in axis.tickStrings(values, 1, spacing) if text]


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-2, 102), (0, 1e30), (93, 101), (-1e-9, 1e-9)])
@pytest.mark.parametrize("most", [2, 3, 6])
def test_two_ticks_at_least_and_few_at_most(low, high, most):
    spacing = tick_spacing(low, high, most)
    count = math.floor(high / spacing) - math.ceil(low / spacing) + 1
    assert 2 <= count <= max(most, 3)


@pytest.mark.parametrize("most", [2, 4, 9])
@pytest.mark.parametrize(
    ("low", "high"), [(-0.8, 0.05), (-3, 1), (-0.62, -0.6), (2, 40), (-0.001, 0.3), (-250, 3)]
)
def test_numbers_of_a_logarithmic_axis_are_apart(low, high, most):
    places = log_ticks(low, high, most)
    assert 2 <= len(places) <= max(most, 3) + 1
    assert low <= places[0]
    assert places[-1] <= high
    if high - low > 1:
        assert (np.diff(places) >= (high - low) / most - 1e-9).all()


def test_the_number_at_the_foot_of_an_axis_is_written(qtbot):
    view = plot_view(number)
    qtbot.addWidget(view)
    view.resize(200, 100)
    view.show()
    paint_plot(view, theme.current())
    plot = view.getPlotItem()
    plot.setYRange(0, 0.98, padding=0)
    view.grab()
    axis, image = plot.getAxis("left"), QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    *_, texts = axis.generateDrawSpecs(painter)
    painter.end()
    assert "0" in [text for *_, text in texts]


def test_far_powers_are_written_short():
    powers = (-6, math.log10(2e-6), -3, math.log10(0.5), 0, 4, 5, math.log10(5e30))
    assert [power_text(power, number) for power in powers] == [
        "10⁻⁶", "2×10⁻⁶", "0.001", "0.5", "1", "10⁴", "10⁵", "5×10³⁰",
    ]  # fmt: skip


def test_a_logarithmic_axis_says_what_stands_there():
    assert log_ticks(-1.1, 0.1, 4) == pytest.approx(np.log10([0.1, 0.2, 0.5, 1]))
    axis = ValueAxis(number)
    axis.setLogMode(True)
    ((spacing, places),) = axis.tickValues(-0.62, -0.6, 100)
    texts = axis.tickStrings(places, 1, spacing)
    assert len(set(texts)) == len(texts) >= 2
    np.testing.assert_allclose([float(text) for text in texts], 10.0 ** np.array(places), rtol=1e-3)


def test_until_something_is_measured_there_are_no_empty_charts(show_panel, session):
    plot = show_panel(LossPanel)
    session.set_backend(BackendState("ready", device="CPU"))
    session.set_training(True)
    nothing = (math.nan, math.nan)
    for step in (1, 2, 3):
        session.set_snapshot(snapshot(session, step, nothing, nothing))
    assert not plot.charts.isVisible()
    assert "with the first measurement" in plot.accessibleDescription()
    session.set_snapshot(snapshot(session, 4, nothing, (0.5, 0.9)))
    assert plot.charts.isVisible()


def test_headings_take_a_line_more_where_there_is_less_room(qtbot, session_of):
    theme.apply("dark")
    charts = LossCharts(session_of(2, 3, 2))
    qtbot.addWidget(charts)
    charts.show()
    log, label = field(charts, "logScale").sizeHint(), charts.loss.findChild(QLabel)
    unit, metrics = theme.space(1), label.fontMetrics()
    names = sum(metrics.horizontalAdvance(f"━ {name} 88.8 %   ") for name in ("train", "all"))
    title = QFontMetrics(theme.font(strong=True)).horizontalAdvance("Accuracy   ")
    found = [charts.score.lines_needed(names + off) for off in (-1, 0, title - 1, title)]
    assert found == [3, 2, 2, 1]
    numbers = set()
    for wide in range(300, 1400, 25):
        charts.resize(wide, 300)
        room = (charts.width() - 2 * 2 * unit - 4 * unit) // 2
        own = room - log.width() - 2 * unit
        lines = max(charts.loss.lines_needed(own), charts.score.lines_needed(room))
        numbers.add(lines)
        wanted = max(lines * metrics.lineSpacing() + theme.space(0.5), log.height())
        for chart in (charts.loss, charts.score):
            assert chart.findChild(QLabel).height() == wanted
        assert label.text().count("<br>") == lines - 1
    assert numbers == {1, 2, 3}
