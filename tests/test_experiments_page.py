"""The panel of experiments: form, table, plot and curves, and what hands do there."""

import json
import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from core.backend.trainer import Trainer
from core.beginnings import beginning
from core.conclusions.beside import Beside
from core.crew import Crew
from core.data import Curve as Heights
from core.data import load
from core.jobs import Progress, begun
from core.parameters import equal
from core.ready_sweeps import READY
from core.snapshot import Metrics
from core.sweep import Axis, Row, Sweep, job, trials
from core.sweeps import Sweeps
from core.wording import Sentence
from gui import dialogs, theme
from gui.experiments.axis_row import AxisRow
from gui.experiments.bar import left_words
from gui.experiments.conclusions import Answer, html_of
from gui.experiments.form import ExperimentForm, counted
from gui.experiments.measures import measures
from gui.experiments.owner import IDLE
from gui.experiments.panel import ExperimentsPanel
from gui.experiments.plot import ExperimentPlot, paint_empty, paint_scatter
from gui.experiments.quantities import listed, quantities, ranged
from gui.experiments.scatter import nearest, scatter
from gui.experiments.sheet import Curve
from gui.experiments.sheets import CURVE, STATE, Sheets
from gui.experiments.spark import Scale, paint_strokes, scale_of, strokes
from gui.experiments.table import SheetModel
from gui.panels.refusal import Refusal
from gui.panels.typed_text import Refused
from gui.translation import worded
from tests.panels import choose, field
from tests.processes import LONG_MS, is_alive
from tests.recorder import Recorder, places, recorded
from tests.sweeps import CIRCLE, RATES, made_up

ROOM = QRectF(100, 50, 400, 200)


def of_loss(trial, loss, state="done"):
    """A row whose losses ended so."""
    outcome = made_up(RATES, trial, state, loss)
    if state != "diverged":
        run = outcome.run
        train = Metrics(loss / 2, 0.75)
        run = replace(run, snapshot=replace(run.snapshot, train=train))
        outcome = replace(outcome, run=run)
    return Row(trial, outcome)


LOSSES = (0.4, 0.2, 0.1, 0.3, 0.05, 0.07)  # two seeds of three settings; the fourth goes wrong
TABLE = (
    *(of_loss(trial, loss) for trial, loss in zip(trials(RATES), LOSSES, strict=False)),
    of_loss(trials(RATES)[6], math.inf, "diverged"),
    Row(trials(RATES)[7]),
)
HELD = Sweeps((RATES,), TABLE)


def sheet(means=False, live=None):
    """The sheet of the table."""
    return Sheets().of(HELD, live or {}, means)


def texts(sheet, name):
    """What stands in a column."""
    at = sheet.column(name)
    return [line.cells[at].text for line in sheet.lines]


# What the table shows, as a value.


def test_a_line_a_run_says_settings_state_and_measures():
    runs = sheet()
    assert [one.name for one in runs.columns[:5]] == [
        *("learning_rate", "hidden", "seed", STATE, CURVE),
    ]
    assert texts(runs, "learning_rate") == ["0.02"] * 4 + ["0.2"] * 4
    assert texts(runs, "hidden")[::2] == ["4", "3-2", "4", "3-2"]
    assert texts(runs, "seed")[:2] == ["5", "6"]
    assert texts(runs, "test_loss")[:2] == ["0.4000", "0.2000"]
    assert texts(runs, "train_score")[0] == "75.0 %"
    assert texts(runs, STATE)[5:] == ["done", "diverged", "waiting"]
    assert texts(runs, "test_loss")[6:] == ["∞", "–"]
    assert measures("accuracy")["gap"].text(-0.0002) == "−0.0002"
    assert texts(runs, "test_score")[5:] == ["50.0 %", "–", "–"]
    assert texts(runs, "parameters")[0] == "17"
    live = sheet(live={7: Progress(7, 10, made_up(RATES, trials(RATES)[7]).run.history.points)})
    assert texts(live, STATE)[7] == "25 %"
    assert len(live.lines[7].curves[0].shares) == 5
    assert live.lines[7].curves[0].shares[-1] == 0.25


def test_of_values_the_score_is_r_squared():
    sweep = Sweep(beginning(Heights()), updates=40)
    runs = Sheets().of(Sweeps((sweep,), (of_loss(trials(sweep)[0], 0.5),)), {}, False)
    assert runs.columns[runs.column("test_score")].title == "Test R²"
    assert (texts(runs, "test_score"), texts(runs, "train_score")) == (["0.500"], ["0.750"])
    both = Sheets().of(Sweeps((RATES, sweep), ()), {}, False)
    assert both.columns[both.column("train_score")].title == "Train R²"
    assert sheet().columns[sheet().column("train_score")].title == "Train accuracy"


def test_a_line_a_setting_has_means_and_deviations_without_what_diverged():
    means = sheet(means=True)
    assert means.column("seed") == -1
    assert [line.runs for line in means.lines] == [(0, 1), (2, 3), (4, 5), (6, 7)]
    at = means.column("test_loss")
    cell = means.lines[0].cells[at]
    assert cell.place == pytest.approx(0.3)
    assert cell.deviation == pytest.approx(math.sqrt(0.02))
    assert cell.text == "0.3000 ± 0.14"
    assert texts(means, STATE) == ["2 of 2", "2 of 2", "2 of 2", "1 of 2, 1 diverged"]
    assert means.lines[3].cells[at].place == math.inf
    score = means.lines[3].cells[means.column("test_score")]
    assert (score.place, score.text) == (-math.inf, "–")
    assert len(means.lines[0].curves) == 2


def test_lines_that_have_not_changed_are_kept():
    made = Sheets()
    first = made.of(HELD, {}, False)
    table = (*TABLE[:7], of_loss(trials(RATES)[7], 0.6))
    again = made.of(HELD._replace(rows=table), {}, False)
    assert all(one is other for one, other in zip(first.lines[:7], again.lines[:7], strict=True))
    assert texts(again, "test_loss")[7] == "0.6000"


def test_it_is_sorted_what_diverged_and_what_is_not_known_last():
    rising = sheet().sorted_by("test_loss")
    assert [line.runs[0] for line in rising.lines] == [4, 5, 2, 1, 3, 0, 6, 7]
    falling = sheet().sorted_by("test_loss", falling=True)
    assert [line.runs[0] for line in falling.lines] == [0, 3, 1, 2, 5, 4, 6, 7]
    for falls in (True, False):  # nobody is first by having diverged
        by_score = sheet().sorted_by("test_score", falls)
        assert [line.runs[0] for line in by_score.lines][6:] == [6, 7]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("3-2", [2, 3, 6, 7]),
        ("test loss < 0.2", [2, 4, 5]),
        ("seed = 6; test loss < 0,2", [5]),
        ("test loss < 0.2,seed = 6", [5]),
        ("learning rate = 0.02, seed = 6", [1, 3]),
        ("diverged", [6]),
        ("hidden = 4, test loss ≥ 0.07", [0, 1, 5]),
        ("", list(range(8))),
    ],
)
def test_it_is_filtered(text, left):
    assert [line.runs[0] for line in sheet().filtered(text).lines] == left


def test_a_filter_that_makes_no_sense_says_so():
    with pytest.raises(Refused, match="No column is called “height”"):
        sheet().filtered("height < 3")
    with pytest.raises(Refused, match="not a number"):
        sheet().filtered("test loss < low")
    for text in ("test loss < 0,1", "seed = 6, test loss ≥ 0,1", "parameters > 1,000"):
        with pytest.raises(Refused, match="may be one number or several"):
            sheet().filtered(text)


def test_the_model_keeps_the_line_that_is_chosen(qtbot):
    model, asked = SheetModel(), []
    model.sort_asked.connect(lambda *said: asked.append(said))
    model.show(sheet())
    index = model.index(4, 0)
    assert model.data(model.index(1, model.sheet.column("test_loss"))) == "0.2000"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Learning rate"
    kept = QPersistentModelIndex(index)
    model.sort(model.sheet.column("test_loss"), Qt.SortOrder.AscendingOrder)
    assert asked == [("test_loss", False)]
    model.show(sheet().sorted_by(*asked[0]))
    assert kept.row() == 0
    assert model.sheet.lines[kept.row()].runs == (4,)


# Curves and plot, as values.


def test_curves_have_one_logarithmic_scale_and_leave_out_what_is_not_finite():
    one = Curve(np.array([0.0, 0.5, 1.0]), np.array([1.0, 0.1, 0.01]), np.array([10, np.inf, 0.1]))
    scale = scale_of([one])
    assert scale == Scale(-2, 1)
    room = QRectF(0, 0, 100, 30)
    train, test = strokes([one], scale, room)
    assert (train.of, test.of) == ("train", "test")
    assert train.points == (QPointF(0, 10), QPointF(50, 20), QPointF(100, 30))
    assert test.points == (QPointF(0, 0), QPointF(100, 20))
    assert theme.LIGHT.train != theme.LIGHT.test
    of_train, of_test = recorded(lambda painter: paint_strokes(painter, (train, test), theme.LIGHT))
    assert of_train.endswith(f"| pen {theme.LIGHT.train} 1.2")
    assert of_test.endswith(f"| pen {theme.LIGHT.test} 1.2")


def test_the_plot_has_bars_over_seeds_and_joins_the_points_of_a_setting():
    found = scatter(sheet(means=True), "learning_rate", "test_loss", True, True, ROOM, 20)
    assert found.series == ("Hidden layers 4", "Hidden layers 3-2")
    assert [point.series for point in found.points] == [0, 1, 0, 1]
    assert found.joined == ((0, 2),)  # of the other one is lost
    first, second, third, lost = found.points
    assert first.place.x() == second.place.x() < third.place.x()
    assert third.place.y() > second.place.y() > first.place.y()  # lower is better, and lower
    # On a logarithmic scale a bar reaches further down than up.
    above, below = first.along
    assert 0 < above < below
    assert (lost.lost, lost.place.y(), found.diverged) == (True, ROOM.top(), 1)
    assert nearest(found.points, third.place + QPointF(3, 0), 10) == 2
    assert nearest(found.points, third.place + QPointF(30, 30), 10) == -1


@pytest.mark.parametrize("now", [theme.LIGHT, theme.DARK], ids=lambda now: now.name)
def test_each_setting_has_its_colour_and_what_diverged_is_a_cross(qapp, now):
    found = scatter(sheet(means=True), "learning_rate", "test_loss", True, True, ROOM, 20)
    titles = "Learning rate", "Test loss"
    lines = recorded(lambda painter: paint_scatter(painter, found, titles, -1, now))
    for point in found.points:
        place = places(*point.place.toTuple())
        dots = [line for line in lines if line.startswith(f"drawEllipse {place} ")]
        if point.lost:
            assert dots == []
        else:
            (dot,) = dots
            assert dot.endswith(f"| brush {now.runs[point.series]}")
    assert sum(f"| pen {now.error} 1.6" in line for line in lines) == 2
    legend = [line for line in lines if line.startswith("drawEllipse")][-2:]
    assert [line.rpartition(" ")[2] for line in legend] == list(now.runs[:2])


@pytest.mark.parametrize("log", [False, True])
def test_the_cross_of_what_diverged_is_where_the_worst_is(log):
    found = scatter(sheet(means=True), "learning_rate", "test_score", True, log, ROOM, 20)
    (lost,) = (point for point in found.points if point.lost)
    assert (lost.line, lost.place.y(), found.left_out) == (3, ROOM.bottom(), 0)


def test_what_has_no_place_is_counted():
    found = scatter(sheet(), "seed", "test_loss", False, False, ROOM, 20)
    assert (len(found.points), found.left_out) == (7, 1)
    named = scatter(sheet(), "hidden", "parameters", False, False, ROOM, 20)
    assert [tick.text for tick in named.x_ticks] == ["4", "3-2"]


def crosses(qtbot, shown):
    """What a plot of the loss says of its crosses."""
    plot = ExperimentPlot()
    qtbot.addWidget(plot)
    plot.show_sheet(shown)
    plot.look("learning_rate", "test_loss", False, False)
    told, _, _ = plot.words.partition(" · ")
    return plot.scatter.diverged, told


@pytest.mark.parametrize(
    ("means", "said"),
    [
        (True, "A cross: 1 setting where a run diverged and none has ended well"),
        (False, "1 run diverged: a cross"),
    ],
)
def test_a_cross_says_what_is_counted(qtbot, means, said):
    assert crosses(qtbot, sheet(means)) == (1, said)


@pytest.mark.parametrize("other", ["waiting", "failed", "diverged", "done"])
def test_a_cross_says_what_is_so_whatever_became_of_the_other_runs(qtbot, other):
    wanted, beside = trials(RATES)[6:]
    rows = {
        "waiting": Row(beside),
        "failed": of_loss(beside, math.nan, "failed"),
        "diverged": of_loss(beside, math.inf, "diverged"),
        "done": of_loss(beside, 0.5),
    }
    table = (*TABLE[:6], of_loss(wanted, math.inf, "diverged"), rows[other])
    count, told = crosses(qtbot, Sheets().of(Sweeps((RATES,), table), {}, True))
    assert count == (other != "done")
    assert told == ("" if other == "done" else crosses(qtbot, sheet(True))[1])


def test_a_setting_of_one_seed_is_a_run(qtbot):
    alone = replace(RATES, seeds=1)
    rows = [of_loss(trial, 0.1) for trial in trials(alone)]
    rows[-1] = of_loss(trials(alone)[-1], math.inf, "diverged")
    shown = Sheets().of(Sweeps((alone,), tuple(rows)), {}, True)
    assert crosses(qtbot, shown) == (1, "1 run diverged: a cross")


@pytest.mark.parametrize(
    ("left", "said"), [(43.4, "43 s"), (0.2, "1 s"), (59.6, "1 min 0 s"), (75, "1 min 15 s")]
)
def test_the_time_left_is_told_in_whole_seconds(left, said):
    assert left_words(left) == said


def test_a_plot_without_a_value_has_no_axes_but_a_sentence(qapp):
    waiting = Sheets().of(HELD._replace(rows=tuple(map(Row, trials(RATES)))), {}, False)
    empty = scatter(waiting, "seed", "test_loss", False, True, ROOM, 20)
    assert (empty.points, empty.x_ticks, empty.y_ticks, empty.left_out) == ((), (), (), 8)
    recorder = Recorder()
    paint_empty(recorder, ROOM, theme.LIGHT)
    assert "Nothing to plot yet" in "\n".join(recorder.lines)
    # Where all have diverged there is no number upwards.
    lost = Sheets().of(HELD, {}, False)
    lost = lost._replace(lines=lost.lines[6:7])
    found = scatter(lost, "seed", "test_loss", False, True, ROOM, 20)
    assert (found.y_ticks, found.diverged) == ((), 1)
    assert found.x_ticks


@pytest.mark.parametrize(
    ("updates", "seeds", "rates", "said"),
    [
        (9, 3, (0.1, 0.2), "2 settings × 3 seeds = 6 runs of 9 updates"),
        (9, 1, (0.1, 0.2), "2 settings, one run each of 9 updates"),
        (9, 3, (0.1,), "One setting × 3 seeds = 3 runs of 9 updates"),
        (9, 1, (0.1,), "One run of 9 updates"),
    ],
)
def test_runs_are_counted_in_plain_words(updates, seeds, rates, said):
    sweep = Sweep(CIRCLE, (Axis("learning_rate", rates),), seeds, updates)
    assert counted(Sweeps((sweep,))) == said


# The form.


@pytest.fixture
def form(qtbot):
    made = ExperimentForm(lambda: CIRCLE)
    qtbot.addWidget(made)
    made.resize(600, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def typed(qtbot, widget, text):
    """Type over what stands in a field."""
    widget.setFocus()
    widget.selectAll()
    qtbot.keyClicks(widget, text)


def test_what_is_typed_is_what_is_tried(qtbot, form):
    rate, hidden = form.axes
    typed(qtbot, field(rate, "axisValues"), "0.01, 1e-1")
    typed(qtbot, field(hidden, "axisValues"), "8, 16:relu-8, none")
    seeds = field(form, "experimentSeeds")
    typed(qtbot, seeds, "4")
    qtbot.keyClick(seeds, Qt.Key.Key_Return)
    assert form.asked() == (
        Sweep(
            CIRCLE,
            (Axis("learning_rate", (0.01, 0.1)), Axis("hidden", ("8", "16:relu-8", "none"))),
            *(4, 1000, 0, 5),
        ),
    )
    assert form.count_words == "6 settings × 4 seeds = 24 runs of 1,000 updates. Data: Circle."


def test_a_range_is_so_many_values_from_one_to_another(qtbot, form):
    rate = form.axes[0]
    choose(field(rate, "axisHow"), "Equal factors")
    for name, text in (("axisFrom", "0.001"), ("axisTo", "1"), ("axisCount", "4")):
        typed(qtbot, field(rate, name), text)
    assert rate.axis() == Axis("learning_rate", (0.001, 0.01, 0.1, 1.0))
    choose(field(rate, "axisHow"), "Even steps")
    typed(qtbot, field(rate, "axisCount"), "2")
    assert rate.axis().values == (0.001, 1.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0.1, fast", "“fast” is not a number."),
        ("0.1, 0", "Type a number above 0, up to 1000."),
        ("0.1, 0.1", "0.1 is there twice; once is enough."),
        (" , ", "Type values with commas between them."),
        ("0,5", "“0,5” may be one number or several."),
        ("0.1, 1,5e-3", "“1,5e-3” may be one number or several."),
        ("0,5; 1,000", "“1,000” may be 1000 or 1.000."),
    ],
)
def test_what_cannot_be_is_said_at_the_field(qtbot, form, text, said):
    values = field(form.axes[0], "axisValues")
    typed(qtbot, values, text)
    assert said in form.count_words
    qtbot.keyClick(values, Qt.Key.Key_Tab)
    assert said in form.findChild(Refusal).text()
    with pytest.raises(Refused):
        form.asked()
    typed(qtbot, values, "0.5")
    assert not form.findChild(Refusal).isVisible()
    assert form.asked()[0].axes[0].values == (0.5,)


@pytest.mark.parametrize(
    ("name", "text", "values"),
    [
        ("learning_rate", "1; 0,5", (1.0, 0.5)),
        ("learning_rate", "0.5,1e-1,2", (0.5, 0.1, 2.0)),
        ("learning_rate", "1, 5", (1.0, 5.0)),
        ("l2", "0,0.5", (0.0, 0.5)),
        ("batch_size", "8,32,128", (8, 32, 128)),
        ("batch_size", "1,5", (1, 5)),
        ("patience", "1,000", None),
        ("hidden", "1,024", None),
        ("hidden", "8,16", ("8", "16")),
        ("l2", "1, 0,5", None),
    ],
)
def test_a_comma_parts_values_or_stands_in_one_but_never_both(qapp, name, text, values):
    if values is None:
        with pytest.raises(Refused, match="may be one number or several"):
            listed(quantities(CIRCLE)[name], text, CIRCLE)
    else:
        assert listed(quantities(CIRCLE)[name], text, CIRCLE).values == values


def test_a_range_of_one_value_has_no_other_end(qtbot, form):
    rate = form.axes[0]
    choose(field(rate, "axisHow"), "Even steps")
    for name, text in (("axisFrom", "0.1"), ("axisTo", "1"), ("axisCount", "1")):
        typed(qtbot, field(rate, name), text)
    assert form.count_words == "From 0.1 to 1 there are 2 values or more, not 1."
    typed(qtbot, field(rate, "axisTo"), "0.1")
    assert rate.axis().values == (0.1,)


def test_names_are_taken_as_they_are_and_others_refused(qtbot, form):
    rate = form.axes[0]
    choose(field(rate, "axisWhat"), "Activation")
    values = field(rate, "axisValues")
    typed(qtbot, values, "ReLU, tanh")
    assert rate.axis() == Axis("activation", ("relu", "tanh"))
    typed(qtbot, values, "relu, wobble")
    assert "“wobble” is none of these" in form.count_words
    # What is varied in one line is not offered in another.
    offered = field(form.axes[1], "axisWhat")
    assert offered.findText("Activation") == -1
    assert offered.findText("Learning rate") >= 0


def test_lines_come_and_go(qtbot, form):
    qtbot.mouseClick(field(form, "axisAdd"), Qt.MouseButton.LeftButton)
    assert len(form.axes) == 3
    for _ in range(3):
        qtbot.mouseClick(field(form.axes[0], "axisRemove"), Qt.MouseButton.LeftButton)
    assert form.asked()[0].axes == ()
    assert form.count_words == "One setting × 3 seeds = 3 runs of 1,000 updates. Data: Circle."


def test_every_proposal_can_be_tried(qapp):
    for name, one in quantities(CIRCLE).items():
        row = AxisRow(CIRCLE, name)
        assert row.axis().name == name
        assert len(row.axis().values) > 1
        if one.limits is not None:
            low, high = f"{one.low:g}", f"{one.high:g}"
            assert ranged(one, (low, high, "3"), one.logarithmic, CIRCLE).values[0] == one.low


# In the window.


@pytest.fixture
def window(qtbot, make_window):
    window = make_window(CIRCLE, size=(1280, 800))
    (dock,) = (one for one in window.docks if one.objectName() == "experimentsPanelDock")
    dock.toggleViewAction().trigger()
    panel = window.findChild(ExperimentsPanel)
    qtbot.waitUntil(lambda: panel.page is not None and panel.page.isVisible(), timeout=LONG_MS)
    return window


@pytest.fixture
def page(window):
    return window.findChild(ExperimentsPanel).page


@pytest.fixture
def owner(window):
    return window.findChild(ExperimentsPanel).owner


def test_a_table_is_seen_sorted_filtered_and_opened(qtbot, window, page, owner, tmp_path):
    owner.take_opened(HELD)
    assert page.tabs.currentIndex() == 1
    assert [line.runs for line in page.sheet.lines] == [(0, 1), (2, 3), (4, 5), (6, 7)]
    qtbot.mouseClick(field(page, "experimentMeans"), Qt.MouseButton.LeftButton)
    assert len(page.sheet.lines) == 8
    head, at = page.table.horizontalHeader(), page.sheet.column("test_loss")
    place = head.sectionViewportPosition(at) + head.sectionSize(at) // 2
    page.table.horizontalScrollBar().setValue(0)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(place, 5).toPoint())
    assert [line.runs[0] for line in page.sheet.lines][:3] == [4, 5, 2]
    qtbot.keyClicks(field(page, "experimentFilter"), "3-2")
    assert [line.runs[0] for line in page.sheet.lines] == [2, 3, 6, 7]
    qtbot.keyClicks(field(page, "experimentFilter"), ", loss <")
    assert [line.runs[0] for line in page.sheet.lines] == [2, 3, 6, 7]
    # Enter opens the line as a run, which undo takes back.
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(1, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    session = window.session
    run = owner.rows[3].outcome.run
    assert session.live.id == run.id
    assert equal(session.snapshot.parameters, run.snapshot.parameters)
    assert session.live.name == "Learning rate 0.02, Hidden layers 3-2, seed 6"
    session.undo_stack.undo()
    assert session.experiment == CIRCLE
    # What has not been made opens as its start.
    page.table.setCurrentIndex(page.model.index(3, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert session.experiment == owner.rows[7].trial.experiment
    assert session.snapshot.updates == 0


def test_the_table_is_saved_as_csv_and_json(qtbot, window, page, owner, tmp_path, monkeypatch):
    owner.take_opened(HELD)
    for kind in ("csv", "json"):
        path = tmp_path / f"a.{kind}"
        monkeypatch.setattr(dialogs, "ask_save_table", lambda _, name, then, path=path: then(path))
        action = page.findChild(QAction, f"experiment{kind.title()}")
        assert action.isEnabled()
        action.trigger()
        qtbot.waitUntil(path.exists)
    lines = (tmp_path / "a.csv").read_text().splitlines()
    assert lines[0].startswith("run,learning_rate,hidden,seed,state,train_loss")
    assert len(lines) == 9
    told = json.loads((tmp_path / "a.json").read_text())
    assert len(told["rows"]) == 8
    assert told["rows"][0]["test_loss"] == 0.4


def test_buttons_say_what_can_be_done(qtbot, window, page, owner):
    def shown(name):
        button = page.findChild(QPushButton, name)
        return button.text() if button.isVisible() and button.isEnabled() else ""

    assert [shown(f"experiment{one}") for one in ("Start", "Pause", "Cancel")] == ["Start", "", ""]
    owner.take_opened(HELD)
    assert shown("experimentPause") == "Go on"
    assert page.bar.words == "7 of 8 runs"
    page.findChild(QAction, "experimentRemove").trigger()
    assert owner.held is None
    assert shown("experimentPause") == ""
    window.session.undo_stack.undo()
    assert owner.held is not None


def test_while_runs_come_nobody_asks_the_form(window, page, owner, monkeypatch):
    owner.take_opened(HELD)
    monkeypatch.setattr(page.form, "asked", lambda: pytest.fail("the form is asked"))
    owner.rows_changed.emit()
    assert page.bar.words == "7 of 8 runs"


def test_where_there_is_little_room_the_words_are_short(window, page, owner):
    owner.take_opened(HELD)
    said, bar = page.bar.said, page.bar
    for width, text in ((600, "7 of 8 runs"), (bar.width() - said.width() + 40, "7/8")):
        bar.resize(width, bar.height())
        assert (said.text(), said.toolTip()) == (text, "7 of 8 runs")
        assert said.fontMetrics().horizontalAdvance(said.text()) <= said.width()


def test_the_plot_chooses_the_line_that_is_clicked(qtbot, window, page, owner):
    owner.take_opened(HELD)
    page.tabs.setCurrentIndex(2)
    plot = page.chart.plot
    qtbot.waitUntil(plot.isVisible)
    assert (plot.across, plot.along) == ("learning_rate", "test_loss")
    point = plot.scatter.points[2]
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=point.place.toPoint())
    assert page.table.currentIndex().row() == point.line == 2
    assert "Test loss 0.0600" in plot.tip_at(point.place)
    choose(field(page, "plotY"), "Parameters")
    assert plot.along == "parameters"
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.line == page.table.currentIndex().row() != 2


def test_a_ready_experiment_says_what_to_see_and_what_its_numbers_say(qtbot, window, page, owner):
    choose(field(page, "readyExperiment"), "Universality")
    assert not page.form.axes[0].isVisible()
    assert page.form.count_words == "7 settings × 3 seeds = 21 runs of 10,000 updates."
    assert field(page, "experimentSee").text().startswith("One hidden layer")
    sweeps = READY["universality"].make()
    table = tuple(
        Row(one, made_up(sweeps[0], one, loss=1 / (2 + int(dict(one.settings)["hidden"]))))
        for one in trials(sweeps[0])
    )
    owner.take_opened(Sweeps(sweeps, table))
    assert page.form.asked() == sweeps
    assert (page.chart.plot.across, page.chart.plot.along) == ("hidden_neurons", "train_loss")
    assert field(page, "experimentSeen").isVisible()
    page.conclusions.wait()
    said = READY["universality"].conclude(table)
    assert said
    assert page.conclusions.answer.said == said
    assert all(worded(one) in page.conclusions.view.toPlainText() for one in said)
    assert "So far" not in page.conclusions.view.toPlainText()
    owner.take_opened(Sweeps(sweeps, (*table[:-1], Row(table[-1].trial))))
    page.conclusions.wait()
    assert page.conclusions.view.toPlainText().startswith("So far (20 of 21 runs):\n")
    # One of one's own has no conclusions.
    owner.take_opened(HELD)
    assert page.conclusions.isHidden()
    assert page.chart.plot.across == "learning_rate"


def test_tables_beside_are_named_and_their_words_are_no_markup():
    beside = Beside(Sentence("A <paper>"), (Sentence("Layers"),), ((1.5,), ("a & b",)))
    said = html_of(Answer((Sentence("1 < 2"),), (beside,)))
    for text in ("1 &lt; 2", "A &lt;paper&gt;", "Layers", "1.5", "a &amp; b"):
        assert text in said


def test_it_is_in_the_file_and_comes_back(qtbot, window, page, owner, tmp_path):
    document, path = window.document, tmp_path / "a.netglow"
    owner.take_opened(HELD)
    owner.take_saved(None)
    assert document.modified
    other = replace(RATES, updates=50)
    table = tuple(Row(one, made_up(other, one)) for one in trials(other))
    owner.exchange(Sweeps((RATES, other), (*TABLE, *table)))
    document.save(path)
    assert not document.modified
    owner.exchange(None)
    document.open(path)
    assert owner.held.sweeps == (RATES, other)
    assert [row.state for row in owner.rows] == [row.state for row in (*TABLE, *table)]
    assert not document.modified
    # What was there before another file was opened comes back.
    owner.exchange(HELD)
    document.open(path)
    assert len(owner.rows) == 16
    window.session.undo_stack.undo()
    assert owner.held is HELD
    # As does what was kept of a window that was killed.
    window.keeper.keep_now()
    owner.exchange(None)
    window.document.recover(window.session.live, None, Sweeps((RATES,), TABLE))
    assert owner.unsaved


def test_real_runs_are_made_cancelled_and_end_with_the_window(
    qtbot, window, page, owner, forked_backend, monkeypatch
):
    crews = []

    def make_crew(device):
        crews.append(Crew(1, device, forked_backend))
        return crews[-1]

    def click(name):
        qtbot.mouseClick(field(page, name), Qt.MouseButton.LeftButton)

    def start(updates):
        page.tabs.setCurrentIndex(0)
        box = field(page, "experimentUpdates")
        typed(qtbot, box, str(updates))
        qtbot.keyClick(box, Qt.Key.Key_Return)
        click("experimentStart")

    monkeypatch.setattr("core.crew.Crew", make_crew)
    monkeypatch.setenv("TF_NUM_INTRAOP_THREADS", "1")
    typed(qtbot, field(page.form.axes[0], "axisValues"), "0.1")
    typed(qtbot, field(page.form.axes[1], "axisValues"), "4, 3-2")
    typed(qtbot, field(page.form, "experimentSeeds"), "1")
    start(10**8)
    assert page.tabs.currentIndex() == 1
    qtbot.waitUntil(lambda: len(owner.rows) == 2, timeout=LONG_MS)
    qtbot.waitUntil(lambda: len(crews[0].process_ids) == 1, timeout=LONG_MS)
    first = crews[0].process_ids
    click("experimentCancel")
    assert not any(map(is_alive, first))
    assert (owner.state, page.bar.words) == (IDLE, "0 of 2 runs")
    start(20)
    qtbot.waitUntil(lambda: owner.state == IDLE, timeout=LONG_MS)
    assert owner.complete
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=LONG_MS)
    assert all(row.opens and row.updates == 20 for row in owner.rows)
    (alone, _) = (job(row.trial, owner.held.sweeps[0]) for row in owner.rows)
    trainer = Trainer(alone.experiment, load(CIRCLE.source), begun(alone).exact)
    trainer.run(20)
    page.table.opened.emit(0)
    assert equal(window.session.snapshot.parameters, trainer.parameters())
    start(10**8)
    qtbot.waitUntil(lambda: len(crews[2].process_ids) == 1, timeout=LONG_MS)
    last = crews[2].process_ids
    window.close()
    assert not any(map(is_alive, last))
