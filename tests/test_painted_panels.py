"""What panels, charts, matrices and the command line paint, as values."""

import io
from collections import namedtuple

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QLabel

from core.commands import train
from core.data.tasks import Classes, Values
from core.example import Example
from core.experiment import Experiment, Hyperparameters
from core.run import Run
from core.snapshot import Metrics, Snapshot
from core.walkthrough import Operand
from gui.colouring import Colouring
from gui.diagram.card import card_place, edge_rooms, value_room
from gui.diagram.close_up import ROW, Curve, Plot, WeightBars, largest
from gui.diagram.layout import Box, arrange
from gui.diagram.marks import neuron_room
from gui.diagram.neurons import LEVELS, fills, number_sizes
from gui.diagram.scene import of_session
from gui.panels.answer import spans
from gui.panels.loss_chart import hues
from gui.panels.loss_charts import LossCharts
from gui.panels.predictions import Predictions, bar_colour
from gui.theme import DARK, LIGHT
from gui.walk.matrix.layout import CAPTION, Grid, Layout
from gui.walk.matrix.marks import Mark
from gui.walk.matrix.paint import (
    Look,
    block_of,
    cell_pixels,
    figures_of,
    fitting,
    frame_sides,
    frames_of,
    inks_of,
    lines_of,
    means,
    measure,
    sized,
    styles_of,
)
from gui.walk.scrubber import handle_left, phase_name, step_at, tracks, x_of

# The command line.


def test_the_bar_of_a_training_fills_from_the_left():
    line = train.progress_line(30, 100, 1.26, "loss 0.25")
    assert line == "█" * 9 + "·" * 21 + " epoch 1.3  loss 0.25"
    assert train.progress_line(0, 100, 0, "").startswith("·" * 30 + " ")
    assert train.progress_line(100, 100, 2, "").startswith("█" * 30 + " ")
    assert train.progress_line(99, 100, 2, "").startswith("█" * 29 + "·")


def test_classes_have_an_accuracy_and_values_a_root_mean_square():
    classes, values = Classes(("a", "b")), Values(("price",))
    measured = Metrics(0.25, 0.875, 0.5)
    assert train.words(measured, classes) == "loss 0.2500, accuracy 87.5%"
    assert train.words(measured, values) == "loss 0.2500, RMSE 0.5, R² 0.875"
    assert train.report(measured, classes) == {"loss": 0.25, "accuracy": 0.875}
    assert train.report(measured, values) == {"loss": 0.25, "rmse": 0.5, "r2": 0.875}


def test_the_rate_is_of_updates_a_second():
    assert train.rate(300, 1.5) == 200
    assert train.rate(300, 0) == 0


class _Terminal(io.StringIO):
    def isatty(self):
        return True


class _Trainer:
    """Trains nothing: it counts updates, and the clock below goes half a second an update."""

    hyperparameters = Hyperparameters(batch_size=10)
    examples, updates, examples_seen, epoch, loss_is_finite = 100, 0, 0, 0.0, True

    def __init__(self, clock):
        self._clock = clock

    def run(self, updates):
        self.updates += updates
        self.examples_seen = 10 * self.updates
        self.epoch = self.updates / 10
        self._clock[0] += 0.5 * updates

    def measure_test(self):
        return Metrics(0.5, 0.75)

    def snapshot(self, complete=False):
        return Snapshot((), updates=self.updates, examples_seen=self.examples_seen, examples=100)


def test_a_training_draws_its_bar_and_tells_its_rate(monkeypatch):
    clock, terminal, run = [0.0], _Terminal(), Run.start(Experiment())
    monkeypatch.setattr(train.time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(train.sys, "stderr", terminal)
    assert train.train_epochs(_Trainer(clock), run, 2, lambda: False) == 2.0
    lines = terminal.getvalue().split("\r")
    assert lines[-1].startswith("█" * 30 + " epoch 2.0  loss 0.5000, accuracy 75.0%")
    assert lines[1].startswith("█·")
    assert run.history.points[0, 0] == 0.1
    assert run.history.points[-1, 0] == 2
    assert lines[-1].endswith("\n")
    trainer = _Trainer(clock)
    train.train_epochs(trainer, run, 2, lambda: trainer.updates > 0)
    assert trainer.updates == 1


# Close up.


def test_weights_are_bars_to_their_side_the_strongest_first(session_of):
    scene = of_session(session_of(2, 4, 3))
    weights = np.array([0.5, -1.0, np.nan, 0.25], np.float32)
    room = QRectF(10, 20, 300, 4 * ROW + 3)
    found = WeightBars.of(room, scene, 1, weights, DARK, QFontMetricsF(QFont()))
    assert [(row.name, row.figures) for row in found.rows] == [
        ("2", "−1"),
        ("1", "0.5"),
        ("4", "0.25"),
        ("3", "not a number"),
    ]
    assert [row.hue for row in found.rows[:3]] == [DARK.negative, DARK.positive, DARK.positive]
    assert [row.ink for row in found.rows] == [*[DARK.text] * 3, DARK.error]
    one, two, three, none = (row.bar for row in found.rows)
    assert none is None
    assert one.right() == two.left() == three.left() == found.middle
    assert two.width() == pytest.approx(one.width() / 2)
    assert three.width() == pytest.approx(one.width() / 4)
    assert two.right() < 310 - found.figures
    assert one.left() == pytest.approx(room.x() + found.names + 4)
    assert [bar.top() for bar in (one, two, three)] == [24, 24 + ROW, 24 + 2 * ROW]
    assert one.height() == ROW - 8
    assert len(WeightBars.of(QRectF(0, 0, 300, 2 * ROW), scene, 1, weights, DARK,
                             QFontMetricsF(QFont())).rows) == 2  # fmt: skip
    assert largest(weights) == 1.0
    assert largest(np.zeros(3)) == 1.0


def test_an_activation_function_is_plotted_upwards_and_to_the_right():
    z = np.linspace(-4, 4, 121)
    curve = Curve(z, np.maximum(z, 0), (2.0, 2.0))
    plot = Plot.of(QRectF(10, 20, 80, 130), curve)
    # 4 units, a fifth more below and a tenth above: 100 px a 4 units.
    assert plot.zero == pytest.approx((50, 130))
    assert plot.line[0] == pytest.approx((10, 130))
    assert plot.line[-1] == pytest.approx((90, 30))
    assert plot.now == pytest.approx((70, 80))
    assert plot.figures == ("z 4.00", "a 4.00")
    assert Plot.of(QRectF(0, 0, 80, 80), curve._replace(now=None)).now is None


# Cards.


def test_a_card_stands_right_below_the_mouse_where_there_is_room(qapp):
    layout = arrange((5, 6, 3), 800, 500)
    assert card_place(layout, 200, 100, 150, 60, ()).getRect() == (216, 114, 150, 60)
    assert card_place(layout, 780, 100, 150, 60, ()).getRect()[:2] == (646, 114)
    assert card_place(layout, 200, 480, 150, 60, ()).getRect()[:2] == (216, 436)
    assert card_place(layout, 780, 480, 150, 60, ()).getRect()[:2] == (614, 436)
    kept = QRectF(205, 105, 100, 40)
    assert card_place(layout, 200, 100, 150, 60, [kept]).getRect()[:2] == (309, 147)


def test_a_card_keeps_clear_of_an_edge_all_the_way(qapp):
    layout = arrange((5, 6, 3), 800, 500)
    *along, first, last = edge_rooms(layout, (0, 1, 2))
    assert len(along) == 12
    assert (first, last) == (neuron_room(layout, 0, 1), neuron_room(layout, 1, 2))
    assert first.right() - 6 < along[0].center().x() < first.right() + 6
    assert last.left() - 6 < along[-1].center().x() < last.left() + 6
    assert along[0].width() == along[0].height() == 12
    large = layout.zoomed(6, -2000, -1000)
    room = value_room(large, 1, 2)
    assert room.center() == neuron_room(large, 1, 2).center()
    value, _ = number_sizes(large, large.columns[1].radius)
    assert room.width() == pytest.approx(3.2 * value)


# The scrubber.


def metrics_of(_width=30.0):
    return namedtuple("Metrics", "horizontalAdvance")(lambda text: _width)


def test_phases_share_the_scrubber_by_their_steps(qapp):
    phases = [(0, "forward"), (5, "loss"), (6, "backward")]
    found = tracks(phases, 10, 5, 216, metrics_of())
    assert [one.left for one in found] == [8, 108, 128]
    assert [one.width for one in found] == [98, 18, 78]
    assert [one.current for one in found] == [False, True, False]
    assert [(one.name, one.name_left) for one in found[:2]] == [("forward", 8), ("loss", 108)]
    assert (found[2].name, found[2].name_left) == ("backward", 144)  # over a phase too short
    assert tracks([(0, "a")], 1000, 0, 216, metrics_of())[0].width == 198


@pytest.mark.parametrize(
    ("step", "names", "left"),
    [
        (0, ["forward", "loss", "", ""], [8, 128]),
        (6, ["forward", "loss", "", ""], [8, 128]),
        (7, ["", "", "backward", ""], [148]),
        (8, ["", "", "", "update"], [168]),
    ],
)
def test_where_not_all_names_fit_the_scrubber_names_the_phase_one_is_in(step, names, left, qapp):
    phases = [(0, "forward"), (6, "loss"), (7, "backward"), (8, "update")]
    crowded = tracks(phases, 10, step, 216, metrics_of(40.0))
    assert [one.name for one in crowded] == names  # and none beyond one that is left out
    assert [one.name_left for one in crowded if one.name] == left
    assert next(one for one in crowded if one.current).name
    last = tracks([(0, "forward"), (8, "loss"), (9, "update")], 10, 9, 216, metrics_of(40.0))
    assert [(one.name, one.name_left) for one in last if one.name] == [("update", 174)]


def test_a_place_in_the_scrubber_is_the_step_that_is_there(qapp):
    assert [x_of(step, 10, 216) for step in (0, 5, 10)] == [8, 108, 208]
    for step in range(10):
        assert step_at(x_of(step, 10, 216) + 1, 10, 216) == step
        assert step_at(x_of(step + 1, 10, 216) - 1, 10, 216) == step
    assert step_at(-50, 10, 216) == 0
    assert step_at(500, 10, 216) == 9
    assert step_at(5, 10, 10) in (0, 9)


def test_the_handle_stands_in_the_middle_of_its_step(qapp):
    assert handle_left(0, 10, 216) == 14
    assert handle_left(9, 10, 216) == 194


def test_every_phase_has_its_name():
    names = ("forward", "loss", "backward", "update", "again")
    assert [phase_name(name) for name in names] == list(names)


# Charts.


@pytest.fixture
def charts(session_of, qtbot):
    session = session_of(2, 3, 2)
    parameters = session.snapshot.parameters
    for step, trained, tested in (
        (10, Metrics(0.5, 0.8), Metrics(0.75, 0.7)),
        (20, Metrics(0.25, 0.9), Metrics(0.625, 0.75)),
    ):
        session.set_snapshot(Snapshot(parameters, step, step * 10, 100, trained, tested, step))
    shown = LossCharts(session)
    qtbot.addWidget(shown)
    return shown


def shown(chart):
    """What the curves of `chart` show: name -> (epochs, values)."""
    data = {name: curve.getOriginalDataset() for name, curve in chart.curves.items()}
    return {name: (epochs.tolist(), values.tolist()) for name, (epochs, values) in data.items()}


def test_a_chart_shows_the_loss_of_both_sets(charts):
    assert shown(charts.loss) == {"train": ([1, 2], [0.5, 0.25]), "test": ([1, 2], [0.75, 0.625])}
    assert charts.loss.text == "Loss: train 0.2500, all examples 0.6250"


def test_a_chart_shows_the_accuracy_of_both_sets_in_percent(charts):
    assert shown(charts.score) == {
        "train": ([1, 2], pytest.approx([80, 90])),
        "test": ([1, 2], pytest.approx([70, 75])),
    }
    assert charts.score.text == "Accuracy: train 90.0 %, all examples 75.0 %"


@pytest.mark.parametrize("now", [DARK, LIGHT], ids=lambda now: now.name)
def test_train_and_test_have_curves_and_swatches_of_their_own_colours(now, charts):
    assert hues(now) == {"train": now.train, "test": now.test}
    for chart in (charts.loss, charts.score):
        chart.paint_theme(now)
        for name, hue in hues(now).items():
            options = chart.curves[name].opts
            assert options["pen"].color().name() == hue
            assert options["symbolBrush"].color().name() == hue
        words = chart.findChild(QLabel).text()
        assert words.index(now.train) < words.index("train ") < words.index(now.test)
        assert words.index(now.test) < words.index("all ")


# Predictions.


def test_bars_of_shares_reach_as_far_as_the_share():
    lengths, zero = spans(np.array([0.25, 0.75, np.nan]), True)
    assert lengths.tolist() == [[0, 0.25], [0, 0.75], [0, 0]]
    assert zero == 0
    lengths, zero = spans(np.array([3.0, -1.0]), False)
    assert lengths.tolist() == [[0.25, 1], [0, 0.25]]
    assert zero == 0.25


def test_every_class_stands_beside_its_own_share(session_of, qtbot):
    session = session_of(2, 3, 3)
    shown = Predictions(session, Colouring(session))
    qtbot.addWidget(shown)
    session.set_example(Example(np.array([1.0, -2.0], np.float32), 1, "test", 1))
    output = session.forward.output[0]
    best, bars = int(output.argmax()), shown.answer.bars
    assert [bar.name for bar in bars] == ["class 0", "class 1", "class 2"]
    assert [bar.text for bar in bars] == [f"{100 * share:.1f} %" for share in output]
    assert [bar.start for bar in bars] == [0, 0, 0]
    assert [bar.end for bar in bars] == pytest.approx(output.tolist())
    assert [bar.best for bar in bars] == [index == best for index in range(3)]
    assert shown.answer.zero is None
    for bar in bars:
        colour = bar_colour(bar, True, DARK)
        assert colour.name() == (DARK.accent if bar.best else DARK.edge)
        assert colour.alphaF() == 1
    assert shown.top()[0] == (f"class {best}", pytest.approx(float(output.max())))
    session.set_example(Example(np.zeros(2, np.float32)))
    assert [(bar.text, bar.best) for bar in shown.answer.bars] == [("", False)] * 3


# Matrices.


VALUES = np.array([[1.0, -0.5, 0.0], [0.25, np.nan, -1.0]], np.float32)
OPERAND = Operand("W", 2, VALUES, ("term", "unit"))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_cells_have_the_fills_of_their_numbers(ratio):
    table = fills(DARK)
    pixels = cell_pixels(Grid(Box(0, 0, 60, 40), 2, 3), OPERAND, Look(DARK, QFont(), 2, ratio))
    assert pixels.shape == (40 * ratio, 60 * ratio)
    levels = [[48, -24, 0], [12, 49, -48]]
    for row, column in np.ndindex(2, 3):
        at = int((20 * row + 10) * ratio), int((20 * column + 10) * ratio)
        assert pixels[at] == table[levels[row][column] + LEVELS]
    gap = 0xFF000000 | int(DARK.window[1:], 16)
    line = int(ratio)
    assert (pixels[int(20 * ratio) : int(20 * ratio) + line] == gap).all()
    assert (pixels[:, int(40 * ratio) : int(40 * ratio) + line] == gap).all()
    assert np.count_nonzero((pixels == gap).all(axis=1)) == line
    assert np.count_nonzero((pixels == gap).all(axis=0)) == 2 * line
    small = cell_pixels(Grid(Box(0, 0, 12, 8), 2, 3), OPERAND, Look(DARK, QFont(), 2, 1))
    assert not (small == gap).any()  # no room for lines


def test_rows_are_repeated_or_averaged():
    values = np.array([[1.0], [3.0]])
    assert means(values, 4).ravel().tolist() == [1, 1, 3, 3]
    assert means(np.arange(4.0)[:, None], 2).ravel().tolist() == [0.5, 2.5]
    assert means(np.arange(3.0)[:, None], 2).ravel() == pytest.approx([1 / 3, 5 / 3])


def test_marks_have_their_frames():
    def told(frames):
        return [(out, thick, hue.name(), round(hue.alphaF(), 2)) for out, thick, hue in frames]

    assert told(frames_of(True, False, DARK)) == [
        (3, 1, DARK.window, 1),
        (2, 2, DARK.accent, 1),
        (0, 1, DARK.window, 0.6),
    ]
    assert told(frames_of(False, False, DARK)) == [(1, 1, DARK.accent, 1)]
    assert told(frames_of(True, True, DARK)) == [(1, 1, DARK.text, 1)]
    assert told(frames_of(False, True, DARK)) == [(1, 1, DARK.text, 0.5)]


def test_the_mark_of_a_small_cell_is_large_enough_to_be_seen():
    grids = (Grid(Box(0, 0, 60, 40), 2, 3), Grid(Box(100, 10, 100, 100), 100, 100))
    layout = Layout((), grids, 50, Box(0, 0, 1, 1))
    assert block_of(layout, Mark(0, range(1, 2), range(1, 3), True)) == (20, 20, 40, 20)
    assert block_of(layout, Mark(1, range(50, 51), range(20, 21), True)) == (119, 59, 3, 3)


def test_a_matrix_has_its_name_above_and_its_size_below():
    slot = Box(10, 20, 80, 140)
    title, size, scale = lines_of(slot, OPERAND)
    assert title == (20, 18, 14, True, "W²")
    assert "2 × 3" in size.text
    assert (size.top, size.height, size.pixels, size.bold) == (134, CAPTION / 2, 10, False)
    assert scale.top == size.top + CAPTION / 2 - 1
    assert "1" in scale.text


def test_numbers_are_shortened_before_they_are_left_out(qapp):
    assert styles_of(4) == [(4, False), (3, False), (2, False), (2, True)]
    assert styles_of(1) == [(1, False), (1, True)]
    values, styles, font = np.array([[-0.1234, 0.5]]), styles_of(4), QFont()
    assert fitting(Grid(Box(0, 0, 400, 60), 1, 2), values, styles, font) == (0, 15)
    assert fitting(Grid(Box(0, 0, 40, 60), 1, 2), values, styles, font) is None
    assert fitting(Grid(Box(0, 0, 400, 15), 1, 2), values, styles, font) is None
    number, pixels = fitting(Grid(Box(0, 0, 70, 60), 1, 2), values, styles, font)
    assert number > 0
    assert 9 <= pixels < 15
    assert fitting(Grid(Box(0, 0, 400, 16), 1, 2), values, styles, font)[1] == 13


def test_every_cell_has_its_own_number(qapp):
    look = Look(DARK, QFont(), 2, 1.0)
    grids = Grid(Box(0, 0, 180, 60), 2, 3), Grid(Box(300, 0, 9, 6), 2, 3)
    found = figures_of([(grid, OPERAND) for grid in grids], look)
    assert 9 <= found.pixels <= 15
    assert [text for text, *_ in found.told] == ["1", "−0.50", "0", "0.25", "NaN", "−1"]
    cells = [cell for _, cell, _ in found.told]
    assert cells == [Box(60 * x, 30 * y, 60, 30) for y in (0, 1) for x in (0, 1, 2)]
    inks = [ink.name() for *_, ink in found.told]
    assert inks == ["#000000", "#ffffff", "#ffffff", "#ffffff", "#000000", "#000000"]
    assert figures_of([(grids[1], OPERAND)], look) is None
    tight = Grid(Box(300, 0, 99, 60), 2, 3)
    both = figures_of([(grids[0], OPERAND), (tight, OPERAND)], look)
    assert len(both.told) == 12
    assert both.told[0][0] == both.told[6][0]  # one style for all
    assert both.pixels < found.pixels


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_frame_lies_around_its_box(ratio):
    sides = frame_sides(Box(10, 20, 30, 40), 3, 2, ratio)
    assert sides == [
        Box(7, 17, 36, 2),
        Box(7, 61, 36, 2),
        Box(7, 19, 2, 42),
        Box(41, 19, 2, 42),
    ]
    assert frame_sides(Box(0.2, 0, 1, 1), 0, 0.1, 1.0)[0] == Box(0, 0, 1, 1)


def test_an_equation_asks_for_the_room_of_its_words_and_cells(qapp):
    wide, plus = measure([OPERAND, "+"], QFont())
    assert (wide.rows, wide.columns) == (2, 3)
    assert (plus.rows, plus.columns) == (0, 0)
    size = QFontMetricsF(sized(QFont(), 17)).horizontalAdvance("+")
    assert plus.least == size + 1
    caption = QFontMetricsF(sized(QFont(), 10))
    words = [line.text for line in lines_of(Box(0, 0, 1, 1), OPERAND)[1:]]
    assert wide.least == max(map(caption.horizontalAdvance, words)) + 1


@pytest.mark.parametrize("now", [DARK, LIGHT], ids=lambda now: now.name)
def test_figures_can_be_read_on_every_fill(now):
    table = fills(now)
    for fill, ink in zip(table.tolist(), inks_of(table), strict=True):
        parts = QColor.fromRgb(fill)
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (parts.redF(), parts.greenF(), parts.blueF())
        ]
        bright = np.dot(linear, (0.2126, 0.7152, 0.0722))
        contrast = {"#000000": (bright + 0.05) / 0.05, "#ffffff": 1.05 / (bright + 0.05)}
        assert contrast[ink.name()] == max(contrast.values())
        assert contrast[ink.name()] >= 4.5
