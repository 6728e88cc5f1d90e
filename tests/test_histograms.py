"""Histograms of each layer's numbers: right against float64, on a scale that stays still, live."""

import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QToolTip

from core.data import Given, Plane
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.tasks import Values
from core.experiment import Experiment, Hyperparameters
from core.histograms import BINS, QUANTITIES, Asked, Sample, Scale, fitting, histograms
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.propagation import backward, forward
from core.snapshot import Snapshot, no_slots
from core.update_size import BATCHES, moved, one_update
from core.walkthrough import update
from gui import theme
from gui.colouring import Colouring
from gui.histograms.paint import moved_room, pieces
from gui.histograms.panel import HistogramPanel
from gui.histograms.scene import Columns, axis_ticks, bin_room, scene_of
from gui.histograms.scene import Row as HistogramRow
from gui.histograms.words import healthy, layer_text
from gui.session import Session
from gui.theme import DARK
from tests.helpers import tiny_data, tiny_experiment
from tests.panels import choose, field

DEEP = tiny_experiment((Layer(6, "relu"), Layer(5, "tanh")))
WEIGHTS = "How large the weights of each layer are. A high bar: many of them."
RANDOM = np.random.default_rng(3)


def sample_of_tiny():
    train = tiny_data().train
    return Sample(train.inputs, train.targets, len(train))


def exactly(experiment, parameters):
    """Every quantity by layer, from float64."""
    wide = tuple(LayerParameters(*(one.astype(float) for one in layer)) for layer in parameters)
    train = tiny_data().train
    passed = forward(experiment.network, wide, train.inputs.astype(float))
    back = backward(experiment.network, wide, passed, train.targets.astype(float))
    return {
        "weights": [layer.weights for layer in wide],
        "biases": [layer.biases for layer in wide],
        "activations": passed.activations[1:],
        "deltas": back.deltas,
        "gradients": [layer.weights for layer in back.gradients],
    }


@pytest.mark.parametrize("quantity", QUANTITIES)
@pytest.mark.parametrize("log", [False, True])
def test_every_quantity_is_counted_as_numpy_counts_it(quantity, log):
    parameters = tuple(
        layer._replace(biases=RANDOM.normal(0, 0.3, layer.biases.shape).astype(np.float32))
        for layer in initialise(DEEP.network, 3)
    )
    found = histograms(Asked(DEEP.network, parameters, sample_of_tiny(), quantity, log))
    scale = found.scale
    assert (found.examples, found.of, len(found.spreads)) == (50, 50, 3)
    for spread, values in zip(found.spreads, exactly(DEEP, parameters)[quantity], strict=True):
        sizes = np.abs(values[values != 0])
        shown = np.log10(sizes) if log else values.ravel()
        edges = np.linspace(scale.low, scale.high, BINS + 1)
        counts = np.histogram(shown, edges)[0]
        # float32 puts a few numbers beside the edge that float64 has them on.
        assert np.abs(spread.counts - counts).sum() <= 4
        assert spread.counts.sum() + spread.below + spread.above == shown.size
        assert abs(spread.below + spread.above - (shown.size - counts.sum())) <= 2
        assert (spread.total, spread.broken) == (values.size, 0)
        assert spread.middle == pytest.approx(np.median(sizes), rel=1e-4)
        assert spread.largest == pytest.approx(np.abs(values).max(), rel=1e-5)
        assert spread.zeros == (values == 0).sum()


def test_zero_begins_a_bin_of_its_own_side():
    scale = Scale(-0.5, 0.5)
    counts, below, above = scale.counted(np.array([0.0, -1e-9, 0.5, -0.5, 0.6, -0.7]))
    assert (scale.edge(0), scale.edge(BINS // 2), scale.edge(BINS)) == (-0.5, 0.0, 0.5)
    assert (counts[BINS // 2], counts[BINS // 2 - 1], counts[0], counts[-1]) == (1, 1, 1, 1)
    assert (below, above) == (1, 1)
    powers = Scale(-4, 0, log=True)
    assert powers.edge(15) == pytest.approx(1e-3)
    assert powers.counted(np.array([-0.0011, 0.0009]))[0][[14, 15]].tolist() == [1, 1]


def test_one_outlier_squeezes_nothing_and_is_counted_beside():
    many = RANDOM.uniform(-0.9, 0.9, 200)
    few = np.array([0.1, -0.2, 0.3, 0.2, -0.1, 0.15, 0.05, 1e6])
    assert fitting([many, few], None, signed=True, log=False) == Scale(-1, 1)
    network = Network(1, (Layer(200, "tanh"), Layer(1, "linear")), "mean squared error")
    first, last = initialise(network, 0)
    weights = many[None].astype(np.float32)
    weights[0, 7] = 1e6
    found = histograms(Asked(network, (first._replace(weights=weights), last), None, "weights"))
    assert found.scale.high <= 1
    assert (found.spreads[0].above, found.spreads[0].largest) == (1, 1e6)


def test_of_a_huge_layer_a_part_is_counted_and_it_is_said(qapp):
    network = Network(1024, (Layer(1024, "tanh"), Layer(1, "linear")), "mean squared error")
    parameters = initialise(network, 0)
    (huge, last) = histograms(Asked(network, parameters, None, "weights")).spreads
    assert (huge.total, huge.of, last.total, last.of) == (209_716, 1 << 20, 1024, 1024)
    assert huge.counts.sum() == 209_716
    some = parameters[0].weights.ravel()[::5]  # an odd step meets every neuron
    assert huge.middle == pytest.approx(np.median(np.abs(some)), rel=0.02)
    assert layer_text("hidden 1", "weights", huge).endswith(
        "0 of 209,716 are 0. These were counted, of 1,048,576 in all."
    )


def test_the_scale_stays_until_a_lot_falls_out_or_it_is_far_too_wide():
    def of(reach, before):
        return fitting([np.linspace(-reach, reach, 1001)], before, signed=True, log=False)

    first = of(0.9, None)
    assert first == Scale(-1, 1)
    assert of(1.005, first) == first
    assert of(0.25, first) == first  # a fourth is enough to be seen
    assert of(0.1, first) == Scale(-0.1, 0.1)
    assert of(1.2, first) == Scale(-2, 2)
    # A quantity that wanders changes it a few times, not at every step.
    scale, changes = None, 0
    for step in range(300):
        before, scale = scale, of(0.5 + 0.3 * math.sin(step / 7) + 0.004 * step, scale)
        changes += scale != before
    assert changes <= 4


def test_powers_of_ten_stay_as_long_as_they_will_do():
    def of(low, high, before):
        return fitting([np.logspace(low, high, 500)], before, signed=True, log=True)

    first = of(-5.5, -1.2, None)
    assert first == Scale(-6, -1, log=True)
    assert of(-5.2, -1.1, first) == first
    assert of(-5.5, -0.5, first) == Scale(-6, 0, log=True)
    assert of(-8.5, -1.2, first).low == -9
    assert fitting([np.zeros(5)], first, signed=True, log=True) == first
    assert of(-40, 0, None).low == -12


def test_the_median_that_vanishes_and_neurons_that_are_stuck_have_their_numbers():
    hidden = Layer(8, "relu"), Layer(6, "sigmoid"), Layer(4, "sigmoid")
    network = Network(2, (*hidden, Layer(2, "softmax")))
    parameters = list(initialise(network, 1))
    parameters[0].biases[:3] = -1e3  # no example wakes these three
    parameters[1].biases[1] = 40.0  # at an end for all
    for layer in parameters[2:3]:
        layer.weights[:] *= 1e-6  # hardly anything comes back through them
    inputs = RANDOM.normal(0, 1, (60, 2)).astype(np.float32)
    targets = np.eye(2, dtype=np.float32)[np.arange(60) % 2]
    asked = Asked(network, tuple(parameters), Sample(inputs, targets, 900), "gradients", True)
    found = histograms(asked)
    assert [one.dead for one in found.signs] == [3, 0, 0, 0]
    assert [one.saturated for one in found.signs] == [0, 1, 0, 0]
    assert [one.vanishes for one in found.signs] == [True, True, False, False]
    passed = forward(network, asked.parameters, inputs)
    back = backward(network, asked.parameters, passed, targets)
    medians = [np.median(np.abs(one.weights[one.weights != 0])) for one in back.gradients]
    assert [one.gradient for one in found.signs] == pytest.approx(medians)
    assert medians[1] < 1e-4 * max(medians) < medians[2]


def scaled(parameters, factor):
    """The same parameters, all weights times `factor`."""
    return tuple(layer._replace(weights=layer.weights * np.float32(factor)) for layer in parameters)


def test_the_last_update_is_the_way_between_two_snapshots():
    before = initialise(DEEP.network, 0)
    assert moved(before, scaled(before, 1.02)) == pytest.approx((0.02 / 1.02,) * 3, rel=1e-4)
    assert moved(before, scaled(before, 0)) == (math.inf,) * 3
    assert all(map(math.isnan, moved(scaled(before, 0), scaled(before, 0))))
    asked = Asked(DEEP.network, scaled(before, 1.02), sample_of_tiny(), "weights", before=before)
    last = histograms(asked._replace(updates=1))
    assert (last.made, last.signs[1].update) == (True, pytest.approx(0.02 / 1.02, rel=1e-4))
    # Of many updates, ways there and back would be lost: it is told of one more.
    assert histograms(asked._replace(updates=9)).made is False
    standing = histograms(asked._replace(updates=9, parameters=before))
    assert [one.update for one in standing.signs] == [0.0] * 3


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "rmsprop", "adam"])
@pytest.mark.parametrize("known", [True, False])
def test_one_more_update_is_the_optimizers_own(optimizer, known):
    network, parameters = DEEP.network, initialise(DEEP.network, 4)
    rates = Hyperparameters(optimizer=optimizer, learning_rate=0.03, batch_size=50, l2=0.01)
    sample = sample_of_tiny()
    passed = forward(network, parameters, sample.inputs)
    back = backward(network, parameters, passed, sample.targets)
    slots = no_slots(parameters, optimizer)
    for _ in range(3 if known else BATCHES - 1):  # the batch is all examples, again and again
        slots = update(parameters, back.gradients, rates, slots)[1]
    after = update(parameters, back.gradients, rates, slots)[0]
    found = one_update(parameters, passed, back, rates, slots if known else None)
    exact = [
        np.sqrt(np.square(other.weights - one.weights).mean() / np.square(one.weights).mean())
        for one, other in zip(parameters, after, strict=True)
    ]
    assert found == pytest.approx(exact, rel=1e-4)
    faster = one_update(parameters, passed, back, replace(rates, learning_rate=0.3), slots)
    assert max(faster) > max(found)


def test_a_batch_is_as_large_as_it_is_set():
    network, parameters = DEEP.network, initialise(DEEP.network, 4)
    sample = sample_of_tiny()
    same = np.repeat(sample.inputs[:1], 40, 0), np.repeat(sample.targets[:1], 40, 0)
    passed = forward(network, parameters, same[0])
    back = backward(network, parameters, passed, same[1])
    few, all_of_them = (
        one_update(parameters, passed, back, Hyperparameters("sgd", 0.1, size), None)
        for size in (3, 40)
    )
    assert few == pytest.approx(all_of_them, rel=1e-4)


@pytest.mark.parametrize("quantity", QUANTITIES)
@pytest.mark.parametrize("log", [False, True])
def test_what_is_not_finite_and_what_is_all_zero_is_counted(quantity, log):
    zeros = tuple(
        LayerParameters(*(np.zeros_like(one) for one in layer))
        for layer in initialise(DEEP.network, 0)
    )
    dead = histograms(Asked(DEEP.network, zeros, sample_of_tiny(), quantity, log))
    assert dead.signs[0].dead == 6
    assert all(one.broken == 0 for one in dead.spreads)
    broken = (zeros[0]._replace(weights=np.full_like(zeros[0].weights, np.nan)), *zeros[1:])
    broken[2].weights[0, 0] = np.inf
    found = histograms(Asked(DEEP.network, broken, sample_of_tiny(), quantity, log))
    if quantity == "weights":
        assert [one.broken for one in found.spreads] == [24, 0, 1]
    for one in found.spreads:
        outside = one.below + one.above + one.broken + one.zeros * log
        assert one.counts.sum() + outside == one.total
    # Without examples only parameters are known.
    alone = histograms(Asked(DEEP.network, zeros, None, quantity, log))
    assert len(alone.spreads) == (3 if quantity in ("weights", "biases") else 0)


# What is seen


def found_of(experiment=DEEP, quantity="weights", **rest):
    parameters = initialise(experiment.network, 3)
    return histograms(Asked(experiment.network, parameters, sample_of_tiny(), quantity, **rest))


def seen_of(found, quantity="weights", wide=700, high=120):
    names, details = ("hidden 1", "hidden 2", "output"), ("6 relu", "5 tanh", "3 softmax")
    return scene_of(names, details, quantity, found, wide, high, DARK)


def test_bars_stand_in_their_places_in_the_colour_of_their_sign(qapp):
    found = found_of()
    scene = seen_of(found)
    left, right = scene.columns.plot
    assert scene.zero == pytest.approx((left + right) / 2)
    for row, spread in zip(scene.rows, found.spreads, strict=True):
        bars = dict(row.bars)
        assert set(bars) == {DARK.negative, DARK.positive}
        assert all(bar.right() <= scene.zero for bar in bars[DARK.negative])
        assert all(bar.left() >= scene.zero - 1e-6 for bar in bars[DARK.positive])
        assert sum(map(len, bars.values())) == np.count_nonzero(spread.counts)
        tallest = max((bar for each in bars.values() for bar in each), key=lambda bar: bar.height())
        assert tallest.left() == pytest.approx(
            bin_room(scene, scene.rows.index(row), int(spread.counts.argmax())).left()
        )
    ticks = axis_ticks(found.scale, scene.columns)
    assert ticks[0].text == f"−{found.scale.high:g}"
    assert ticks[0].at == pytest.approx(left)


def test_a_bar_beyond_all_others_is_cut_and_says_its_share(qapp):
    found = found_of(quantity="activations")
    counts = np.zeros(BINS, int)
    counts[[0, 4, 5]] = 900, 60, 40
    odd = found._replace(spreads=(found.spreads[0]._replace(counts=counts, total=1000),) * 3)
    row = seen_of(odd).rows[0]
    ((_, bars),) = row.bars
    assert bars[0].height() == pytest.approx(row.plot.height())
    assert bars[1].height() == pytest.approx(row.plot.height() / 3)
    assert [line.text for line in row.cut] == ["90 %"]


def test_what_is_beyond_is_said_over_no_bar_and_shown_by_an_arrow(qapp):
    found = found_of()
    counts = np.zeros(BINS, int)
    counts[[0, 1, BINS // 2, BINS - 3]] = 9
    spread = found.spreads[0]._replace(counts=counts, below=2, above=1)
    signs = [found.signs[0]._replace(update=update) for update in (1e-8, 1e-3, 7.0)]
    rows = seen_of(found._replace(spreads=(spread,) * 3, signs=signs)).rows
    bars = [bar for _, those in rows[0].bars for bar in those]
    assert [line.text for line in rows[0].edges] == ["◂ 2", "1 ▸"]
    for line in rows[0].edges:
        assert rows[0].plot.contains(line.room)
        assert not any(bar.intersects(line.room) for bar in bars)
    assert [row.beyond for row in rows] == [-1, 0, 1]


def test_marks_come_first_where_there_is_room_for_little(qapp):
    found = found_of()
    signs = found.signs[0]._replace(dead=2, vanishes=True, update=0.4)
    found = found._replace(signs=(signs, *found.signs[1:]))

    def lines(high):
        return [line.text for line in seen_of(found, high=high).rows[0].lines]

    middle = f"median |w| {found.spreads[0].middle:.2g}"
    marks = ["⚠ 2 of 6 neurons dead", "⚠ gradients vanish"]
    assert lines(240) == ["hidden 1 · 6 relu", *marks, middle]
    assert lines(105) == ["hidden 1 · 6 relu", "⚠ 2 of 6 neurons dead, gradients vanish"]
    assert lines(60) == ["⚠ hidden 1 · 6 relu"]
    unknown = found.signs[1]._replace(update=math.nan)
    found = found._replace(signs=(signs, unknown, found.signs[2]))
    row, other = seen_of(found, high=240).rows[:2]
    assert (row.dot_ink, row.moved) == (DARK.error, "4.0×10⁻¹")
    assert (other.dot, other.moved) == (None, "–")
    columns = Columns.of(700)
    assert columns.update_x(1e-3) == pytest.approx(sum(columns.updates) / 2)


# The panel


@pytest.fixture
def panel_of(qtbot):
    """A function: session -> its panel, seen, with what it shows."""

    panels = []

    def make(session, size=(700, 240)):
        theme.apply("dark")
        panel = HistogramPanel(session, Colouring(session))
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.show()
        qtbot.waitUntil(lambda: panel.page.model.shown is not None)
        panels.append(panel)
        return panel

    return make


def test_the_panel_shows_the_snapshot_that_all_views_show(panel_of, qtbot):
    session = Session(DEEP)
    page = panel_of(session).page
    model = page.model
    assert page.words == WEIGHTS
    assert model.is_current
    old = session.snapshot
    with qtbot.waitSignal(model.changed):
        session.set_snapshot(Snapshot(scaled(old.parameters, 1.1), updates=1, examples_seen=8))
    model.wait()
    assert model.job.snapshot is session.snapshot
    assert page.canvas.scene.rows[0].moved == "9.1×10⁻²"
    # What was changed by hand is no update: it is told of one more, at the rate that is set.
    session.change_parameters(old.parameters, "By hand")
    qtbot.waitUntil(lambda: model.is_current)
    assert not model.shown.made
    slow = model.shown.signs[0].update
    rates = replace(DEEP.hyperparameters, learning_rate=10 * DEEP.hyperparameters.learning_rate)
    session.set_hyperparameters(rates)
    model.wait()
    assert model.shown.signs[0].update == pytest.approx(10 * slow, rel=1e-3)
    # A schedule counts: after two updates the rate is a quarter of what is set.
    session.set_hyperparameters(replace(rates, schedule="step", schedule_updates=1))
    session.set_snapshot(Snapshot(old.parameters, updates=2, examples_seen=16))
    model.wait()
    assert model.job.asked.hyperparameters.learning_rate == rates.learning_rate / 4


def test_the_mouse_and_the_arrow_keys_read_a_bin(panel_of, qtbot):
    session = Session(DEEP)
    page = panel_of(session).page
    canvas, found = page.canvas, page.model.shown
    index = int(found.spreads[1].counts.argmax())
    place = bin_room(canvas.scene, 1, index).center()
    QTest.mouseMove(canvas, QPoint(round(place.x()), round(place.y())))
    low, high = found.scale.edge(index), found.scale.edge(index + 1)
    count = found.spreads[1].counts[index]
    share = f"{100 * count / 30:.1f} %"
    text = f"hidden 2: {low:.3g} to {high:.3g}: {count} of 30 ({share})".replace("-", "−")
    assert page.words == text
    row = canvas.scene.rows[1]  # where its lines are shortened, the tooltip has them whole
    assert canvas.tip_at(QPointF(9, row.room.center().y())).startswith("hidden 2 · 5 tanh\n")
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.pointed == (1, index + 1)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.pointed == (0, index + 1)
    assert page.words.startswith("hidden 1: ")
    x = canvas.scene.columns.updates[0] + 5
    QTest.mouseMove(canvas, QPoint(round(x), round(place.y())))
    value = page.canvas.scene.rows[1].moved
    assert page.words == (
        "hidden 2: one more update, with a batch of training examples, moves the weights by"
        f" {value} of their size. About 10⁻³ is healthy."
    )
    at = QPoint(round(x), round(place.y()))
    event = QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, event)  # the mouse has rested there
    assert QToolTip.text() == canvas.tip_at(QPointF(at)) == healthy()
    QToolTip.hideText()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert page.words == WEIGHTS


def test_a_choice_of_quantity_and_of_scale(panel_of, qtbot):
    session = Session(DEEP)
    panel = panel_of(session)
    page = panel.page
    choose(field(panel, "histogramQuantity"), "Gradients ∂C/∂w")
    page.model.wait()
    assert (page.model.quantity, page.model.log) == ("gradients", True)
    assert field(panel, "histogramLog").isChecked()
    assert page.words == (
        "How much the mean loss C of 50 of the 50 training examples changes with each weight."
    )
    exact = exactly(DEEP, session.snapshot.parameters)["gradients"]
    assert page.model.shown.spreads[0].largest == pytest.approx(np.abs(exact[0]).max(), rel=1e-4)
    QTest.keyClick(field(panel, "histogramLog"), Qt.Key.Key_Space)
    page.model.wait()
    assert page.model.shown.scale.log is False


def test_without_training_examples_it_says_so(panel_of):
    session = Session(replace(DEEP, source=None))
    panel = panel_of(session)
    choose(field(panel, "histogramQuantity"), "Activations a")
    model = panel.page.model
    model.wait()
    assert model.lacks_examples
    assert panel.page.canvas.scene is None
    choose(field(panel, "histogramQuantity"), "Biases b")
    model.wait()
    assert [line.text for line in panel.page.canvas.scene.rows[0].lines[1:]] == ["all are 0"]


def test_one_neuron_and_no_test_data(panel_of):
    examples = tuple(GivenExample((float(x),), values=(2.0 * x,)) for x in range(5))
    source = Given(Row(("x",)), Values(("y",)), examples)
    network = Network(1, (Layer(1, "relu"), Layer(1, "linear")), "mean squared error")
    panel = panel_of(Session(Experiment(network, source)))
    for name in QUANTITIES:
        panel.page.model.choose(quantity=name)
        panel.page.model.wait()
        assert len(panel.page.canvas.scene.rows) == 2
        panel.grab()


def test_it_is_hidden_until_asked_for_and_rests_while_nobody_looks(make_window, qtbot):
    window = make_window(Experiment(Network(2, (Layer(4), Layer(1, "sigmoid"))), Plane("spiral")))
    dock = window.findChild(QDockWidget, "histogramsDock")
    panel = window.findChild(HistogramPanel, "histograms")
    assert dock.isHidden()
    assert panel.page is None
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: panel.page is not None and panel.page.model.shown is not None)
    assert not dock.visibleRegion().isEmpty()
    # Behind another panel it works nothing out.
    window.findChild(QDockWidget, "lossPlotDock").raise_()
    qtbot.waitUntil(lambda: panel.page.canvas.visibleRegion().isEmpty())
    session, old = window.session, panel.page.model.job.snapshot
    session.set_snapshot(replace(session.snapshot, updates=5))
    panel.page.model.wait()
    assert panel.page.model.job.snapshot is old
    dock.raise_()
    qtbot.waitUntil(lambda: panel.page.model.is_current)
    # Asked for again it comes to the front again.
    other = window.findChild(QDockWidget, "activationViewDock")
    other.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: dock.visibleRegion().isEmpty())
    dock.toggleViewAction().trigger()
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: not dock.visibleRegion().isEmpty())
    assert other.visibleRegion().isEmpty()
    window.arrangement.reset()
    assert dock.isHidden()


def test_they_are_live_while_tensorflow_trains(make_real_window, qtbot):
    window = make_real_window(DEEP)
    window.findChild(QDockWidget, "histogramsDock").toggleViewAction().trigger()
    panel, session = window.findChild(HistogramPanel, "histograms"), window.session
    qtbot.waitUntil(lambda: panel.page is not None and panel.page.model.shown is not None)
    model = panel.page.model
    model.choose(quantity="activations")
    session.set_training(True)
    model.took.clear()
    qtbot.waitUntil(lambda: len(model.took) >= 5, timeout=30_000)
    session.settle()
    qtbot.waitUntil(lambda: model.is_current, timeout=30_000)
    assert session.snapshot.updates > 0
    exact = exactly(DEEP, session.snapshot.parameters)["activations"]
    for spread, a in zip(model.shown.spreads, exact, strict=True):
        assert spread.largest == pytest.approx(np.abs(a).max(), rel=1e-3)


def test_a_number_of_an_update_is_not_struck_out(qtbot):
    assert pieces(0, 100, [(60, 70), (20, 30)]) == [(0, 20), (30, 60), (70, 100)]
    assert pieces(0, 100, [(-5, 10), (95, 120)]) == [(10, 95)]
    metrics, row = QFontMetrics(theme.font("small")), _told_row("3.8×10⁻⁴")
    room = moved_room(row, (40, 60), metrics, 200)
    assert room.center().x() == 100
    assert room.bottom() <= row.dot.y()
    assert moved_room(row, (40, 60), metrics, 100).right() == 100
    low = row._replace(room=QRectF(0, 0, 200, metrics.height()))
    assert moved_room(low, (40, 60), metrics, 200).left() > 100
    still = moved_room(row._replace(dot=None), (40, 60), metrics, 200)
    assert still.center() == QPointF(50, 40)


def _told_row(moved):
    room = QRectF(0, 0, 200, 80)
    return HistogramRow(room, room, (), (), dot=QPointF(100, 70), dot_ink=DARK.text, moved=moved)
