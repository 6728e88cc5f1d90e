"""Curves of several runs in the charts: a colour each, over epochs, updates or time; as CSV."""

import csv
import io

import numpy as np
import pytest
from msgspec.structs import replace
from pyqtgraph import TextItem
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from core.run import Run
from core.runs import Kept
from core.runs_table import curves_csv
from core.snapshot import Metrics, Slots, no_slots
from gui import theme
from gui.backend_state import BackendState
from gui.panels.loss_panel import LossPanel
from gui.runs.curves import lines, points, readings, reduced, smoothed
from gui.runs.line_names import End, LineNames, names_of
from gui.runs.owner import RunTree
from tests.test_runs import EXPERIMENT, trained

PLAIN, DOTTED = Qt.PenStyle.SolidLine, Qt.PenStyle.DotLine


def learn(session, *losses):
    """Have the session's run make 100 updates for each of the losses."""
    for loss in losses:
        now = session.snapshot
        optimizer = session.experiment.hyperparameters.optimizer
        updates = now.updates + 100
        session.set_snapshot(
            replace(
                now,
                updates=updates,
                examples_seen=32 * updates,
                examples=320,
                slots=Slots(no_slots(now.parameters, optimizer).arrays, updates),
                train=Metrics(loss / 2, 0.9),
                test=Metrics(loss, 0.8),
                tested_at=updates,
            )
        )


@pytest.fixture
def tree(session):
    theme.apply("dark")
    return RunTree(session, session)


@pytest.fixture
def panel(qtbot, session, tree):
    panel = LossPanel(session, tree=tree)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    session.set_backend(BackendState("ready"))
    return panel


def pen(item):
    return item.opts["pen"].color().name(), item.opts["pen"].style()


def test_alone_a_run_is_rose_and_green(panel, session):
    learn(session, 0.5, 0.4)
    panel.charts.redraw()
    chart, now = panel.charts.loss, theme.current()
    assert pen(chart.curves["train"]) == (now.train, PLAIN)
    assert pen(chart.curves["test"]) == (now.test, PLAIN)
    assert chart.beside == chart.bests == ()


def test_a_long_curve_is_painted_with_few_points_where_it_is_wide(panel):
    """Beside others it is, and Qt would take 50 ms for each of 4,096 points."""
    chart, epochs = panel.charts.loss, np.arange(4096.0)
    train, test = np.random.default_rng(0).random((2, 4096))
    chart.set_curves(epochs, train, test)
    widths, points = [], []
    for own in (None, 3, None):
        chart.set_beside(own, (), ())
        curves = [chart.curves[name] for name in ("train", "test")]
        widths.append([curve.opts["pen"].widthF() for curve in curves])
        points.append([len(curve.getData()[0]) for curve in curves])
        for curve, values in zip(curves, (train, test), strict=True):
            x, y = curve.getData()
            assert (x[0], x[-1], y.min(), y.max()) == (0, 4095, values.min(), values.max())
            np.testing.assert_array_equal(y, values[x.astype(int)])
    assert widths == [[1, 1], [1, 2], [1, 1]]
    assert points[0] == points[2] == [4096, 4096]
    assert max(points[1]) <= 602


def test_after_a_reset_the_old_curve_stays_beside_the_new_one(panel, session, tree):
    learn(session, 0.5, 0.3, 0.4)
    old = session.run
    session.reset()
    assert panel.charts.isVisible()
    panel.charts.redraw()
    chart, now = panel.charts.loss, theme.current()
    train, test = chart.beside
    assert (train.run, train.of_test, test.of_test) == (old.id, False, True)
    assert (train.colour, tree.shown.colour) == (0, 1)
    np.testing.assert_allclose(test.x, [10, 20, 30])
    np.testing.assert_allclose(test.y, [0.5, 0.3, 0.4])
    # The new one has a colour of its own; training is told from the test set by dots.
    assert pen(chart.curves["train"]) == (now.runs[1], DOTTED)
    assert pen(chart.curves["test"]) == (now.runs[1], PLAIN)
    assert chart.bests == ((20, 0.3),)
    learn(session, 0.6, 0.2)
    panel.charts.redraw()
    assert chart.bests == ((20, 0.2), (20, 0.3))


def test_curves_that_are_as_they_were_are_not_made_or_drawn_again(panel, session):
    for losses in ((0.5, 0.3), (0.6, 0.2), (0.7, 0.1)):
        learn(session, *losses)
        session.reset()
    panel.charts.redraw()
    before = panel.charts.loss.beside
    strokes = panel.charts.loss.strokes
    learn(session, 0.4, 0.3)
    panel.charts.redraw()
    assert all(one is two for one, two in zip(panel.charts.loss.beside, before, strict=True))
    assert all(one is two for one, two in zip(panel.charts.loss.strokes, strokes, strict=True))
    session.reset()
    panel.charts.redraw()
    assert len(panel.charts.loss.beside) == len(before) + 2
    drawn = [one for one in panel.charts.loss.strokes if all(one is not old for old in strokes)]
    assert len(drawn) == 2  # of one run


def test_all_lines_are_one_item_of_the_plot(panel, session, tree):
    chart = panel.charts.loss
    items = len(chart.plot.items)
    for losses in ((0.5, 0.3), (0.6, 0.2), (0.7, 0.1)):
        learn(session, *losses)
        session.reset()
    panel.charts.redraw()
    beside = [item for item in chart.plot.items[items:] if not isinstance(item, TextItem)]
    assert len(beside) == 2  # and one has the rings at the best
    drawn = [line.y.tolist() for line in chart.beside]
    assert [stroke.y.tolist() for stroke in chart.strokes] == drawn
    tree.hide(tree.runs.kept[0].run.id, True)
    panel.charts.redraw()
    assert [stroke.y.tolist() for stroke in chart.strokes] == drawn[2:]


def test_what_is_hidden_or_of_another_kind_has_no_curve(panel, session, tree):
    learn(session, 0.5, 0.3)
    old = session.run.id
    session.reset()
    tree.hide(old, True)
    panel.charts.redraw()
    assert panel.charts.loss.beside == ()
    tree.hide(old, False)
    panel.charts.redraw()
    assert len(panel.charts.loss.beside) == 2


def test_values_of_all_runs_stand_under_the_mouse(panel, session, tree):
    learn(session, 0.5, 0.3)
    tree.rename(session.run.id, "<b>first")
    session.reset()
    learn(session, 0.8, 0.7)
    panel.charts.redraw()
    chart = panel.charts.loss
    assert chart.reading == ""
    chart.read(10.4)
    assert chart.text == "Loss: train 0.4000, test 0.8000"
    assert "<b>first: 0.2500, 0.5000" in chart.reading
    chart.read(None)
    assert chart.reading == ""


def test_over_updates_smoothed_and_logarithmic(panel, session):
    learn(session, *[0.5] * 100, 1.5, *[0.5] * 100)
    session.reset()
    learn(session, 0.8, 0.7)
    panel.charts.look(axis="updates", smooth=True)
    chart = panel.charts.loss
    test = chart.beside[1]
    np.testing.assert_allclose(test.x, 100 * np.arange(1, 202))
    assert 0.5 < test.y.max() < 0.7
    assert chart.plot.getAxis("bottom").labelText == "updates"
    x, _ = chart.curves["test"].getOriginalDataset()
    np.testing.assert_allclose(x, [100, 200])
    chart.read(110)
    assert "update 100" in chart.findChild(type(panel.charts.loss.head.itemAt(0).widget())).text()
    chart.set_log(True)
    panel.charts.redraw()
    x, y = chart.bests[0]
    np.testing.assert_allclose(y, np.log10(0.7))


def test_over_seconds_what_was_not_timed_has_no_line():
    timed = Kept(trained(Run.start(EXPERIMENT), 0.5, 0.4))
    timed.watch.note(0, 0, 0)
    timed.watch.note(2, 20, 8)
    other = Kept(trained(Run.start(EXPERIMENT), 0.6))
    found = lines((timed, other), "loss", axis="seconds")
    assert [list(line.x) for line in found] == [[4, 8], [4, 8], [], []]


def test_lines_are_reduced_by_their_extremes_and_smoothed_by_means():
    x = np.arange(10_000.0)
    y = np.sin(x / 500)
    y[1234], y[7777] = 5, -5
    less_x, less_y = reduced(x, y)
    assert len(less_x) < 700
    assert (less_y.max(), less_y.min()) == (5, -5)
    assert (np.diff(less_x) >= 0).all()
    assert (less_x[0], less_x[-1]) == (0, 9999)
    values = np.array([1.0, 2, np.inf, 4] * 50)
    found = smoothed(values)
    assert np.isinf(found[2::4]).all()
    np.testing.assert_allclose(found[5], np.mean(values[2:9][np.isfinite(values[2:9])]))
    assert (smoothed(values[:8]) == values[:8]).all()


def test_readings_are_of_what_was_measured_by_then():
    kept = Kept(trained(Run.start(EXPERIMENT), 0.5, 0.4))
    ((_, _, train, test),) = readings(lines([kept], "loss"), 1.5)
    assert (train, test) == (0.25, 0.5)
    ((_, _, train, _),) = readings(lines([kept], "loss"), 0.5)
    assert np.isnan(train)


def test_values_are_exported_as_csv():
    kept = Kept(replace(trained(Run.start(EXPERIMENT), 0.5, 0.4), name='=a "b", c'))
    rows = list(csv.DictReader(io.StringIO(curves_csv([kept]))))
    assert [row["test_loss"] for row in rows] == ["0.5", "0.4"]
    assert [row["updates"] for row in rows] == ["10", "20"]
    assert rows[0] | {"run": ""} == {
        "run": "",
        "name": '\'=a "b", c',  # no formula
        "epoch": "1",
        "updates": "10",
        "seconds": "",
        "train_loss": "0.25",
        "train_score": "0.5",
        "test_loss": "0.5",
        "test_score": "0.75",
    }
    assert list(points(kept, "test_loss", "seconds")[0]) == []


def test_the_context_menu_changes_the_axis_and_saves_values(
    qtbot, make_window, tmp_path, monkeypatch
):
    from gui import dialogs

    window = make_window()
    session = window.session
    learn(session, 0.5, 0.4)
    panel = window.findChild(LossPanel)
    panel.customContextMenuRequested.emit(QPoint(20, 20))
    (menu,) = panel.findChildren(QMenu, "lossPlotMenu")
    over = menu.findChild(QMenu, "curvesOver")
    over.popup(window.mapToGlobal(QPoint(50, 50)))
    place = over.actionGeometry(over.findChild(QAction, "updatesAxis")).center()
    QTest.mouseClick(over, Qt.MouseButton.LeftButton, pos=place)
    assert panel.charts.axis == "updates"
    path = tmp_path / "a.csv"
    monkeypatch.setattr(dialogs, "ask_save_values", lambda parent, proposed, then: then(path))
    menu.findChild(QAction, "saveValues").trigger()
    qtbot.waitUntil(path.exists)
    assert path.read_text().count("\n") == 3
    menu.close()


WIDE, HIGH = 6.0, 12.0  # px: a letter, a line


def placed(*ends, size=(300, 150)):
    def elided(text, most):
        return text if WIDE * len(text) <= most else text[: int(most / WIDE) - 1] + "…"

    return names_of(ends, size, lambda text: WIDE * len(text), HIGH, elided)


def test_names_stand_at_the_ends_of_lines_and_never_over_each_other():
    ends = [End(f"run {at}", at, 200 + 20 * at, 80 + 3 * at) for at in range(4)]
    names = placed(*ends)
    assert [name.colour for name in names] == [0, 1, 2, 3]
    for at, one in enumerate(names):
        assert not any(one.room.intersects(other.room) for other in names[at + 1 :])
        assert abs(one.room.center().y() - ends[at].y) < 2.5 * HIGH  # which is its line is seen
        assert one.room.left() >= 0
        assert one.room.right() <= 300
    crowded = placed(*(End("abcdef", at, 250, 75) for at in range(7)))
    assert 0 < len(crowded) < 7  # the others are read under the mouse


def test_a_low_chart_has_no_names_and_long_ones_are_shortened():
    assert placed(End("one", 0, 100, 20), size=(300, 30)) == ()
    (name,) = placed(End("a very very long name of a run", 0, 300, 75))
    assert name.text.endswith("…")
    assert name.room.width() <= 0.35 * 300


def test_a_chart_places_its_names_once_a_painting(panel, session, tree, monkeypatch):
    learn(session, 0.5, 0.3)
    session.reset()
    learn(session, 0.8, 0.7)
    panel.resize(900, 400)
    panel.charts.redraw()
    panel.grab()
    placed, show = [], LineNames.show
    chart = panel.charts.loss
    monkeypatch.setattr(LineNames, "show", lambda self, *now: placed.append(show(self, *now)))
    for width in (880, 860, 840):
        chart.resize(width, 300)
        chart.plot.setXRange(0, width)
        chart.read(None)
    assert placed == []
    chart.grab()
    assert len(placed) == 1


def test_at_rest_a_chart_names_the_other_runs(panel, session, tree):
    learn(session, 0.5, 0.3)
    tree.rename(session.run.id, "first <b>")
    session.reset()
    learn(session, 0.8, 0.7)
    panel.resize(900, 400)
    panel.charts.redraw()
    panel.grab()
    chart = panel.charts.loss
    (name,) = chart.names
    shown = [one for one in chart.plot.items if isinstance(one, TextItem) and one.isVisible()]
    assert [(one.toPlainText(), one.color.name()) for one in shown] == [
        (name.text, theme.current().runs[name.colour])
    ]
    assert (name.text, name.colour) == ("first <b>", 0)
    chart.read(10.4)
    panel.grab()
    assert chart.names == ()  # they are read out there
    chart.read(None)
    panel.grab()
    (name,) = chart.names
    before = name.room.y()
    chart.set_log(True)
    panel.charts.redraw()
    panel.grab()
    assert chart.names[0].room.y() != before
    panel.resize(900, 120)
    panel.grab()
    assert chart.names == ()
    tree.hide(tree.others[0].run.id, True)
    panel.resize(900, 400)
    panel.charts.redraw()
    panel.grab()
    assert chart.names == ()
