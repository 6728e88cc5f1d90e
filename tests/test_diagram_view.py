"""The diagram's widget: it paints any network, follows the session, and leaves nothing behind."""

import gc
import threading
import weakref

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from core.example import Example
from core.experiment import Experiment
from core.parameters import initialise
from core.propagation import forward
from core.snapshot import Snapshot
from gui import theme
from gui.diagram import card, marks, scene, tone
from gui.diagram import layout as layouts
from gui.diagram.attention import Attention
from gui.diagram.edge_labels import edge_labels
from gui.diagram.legend import sentences
from gui.diagram.neurons import NeuronPainter
from gui.diagram.output_bars import Answers, paint_output_bars
from gui.diagram.paint import NetworkPainter
from gui.diagram.render import render
from tests.diagrams import between, diagram_of, network_of, pixels

SHAPES = [
    (1, 1), (2, 4, 2, 1), (2, 8, 8, 8, 8, 8, 8, 2), (256, 64, 32, 10), (256, 10), (100, 70, 30),
    (2, *[6] * 9, 3), (2, 300, 3), (784, 100, 10), (4096, 64, 2),
]  # fmt: skip


def with_weights(session, change):
    """Set a snapshot whose parameters are changed in place by `change(parameters)`."""
    old = session.snapshot
    parameters = tuple(
        layer._replace(weights=layer.weights.copy(), biases=layer.biases.copy())
        for layer in old.parameters
    )
    change(parameters)
    session.set_snapshot(Snapshot(parameters, updates=old.updates + 1))


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("sizes", SHAPES, ids=lambda sizes: "-".join(map(str, sizes)))
def test_any_network_is_painted(sizes, name, session_of, show):
    session = session_of(*sizes)
    theme.apply(name)
    diagram = show(session)
    assert diagram.is_current
    background = int(theme.current().window[1:], 16)
    assert np.count_nonzero(between(diagram) != background) > 50
    theme.apply("dark")


def test_names_that_stay(session_of, show):
    diagram = show(session_of(2, 3, 2))
    assert diagram.objectName() == "diagram"
    assert diagram.accessibleName()


def test_new_weights_are_new_pixels(session_of, show, qtbot):
    session = session_of(256, 64, 10)
    diagram = show(session)
    before = between(diagram)

    def flip(parameters):
        for layer in parameters:
            layer.weights[:] *= -1

    with qtbot.waitSignal(diagram.snapshot_painted, timeout=20_000):
        with_weights(session, flip)
    assert diagram.is_current
    assert not np.array_equal(before, between(diagram))


def test_only_the_newest_of_many_snapshots_is_asked_for(session_of, show, qtbot):
    session = session_of(16, 24, 10)
    diagram = show(session)
    for _ in range(50):
        with_weights(session, lambda parameters: parameters[0].weights.__imul__(0.9))
    diagram.wait_for_picture()
    assert diagram.job.weights[0] is session.snapshot.parameters[0].weights
    assert diagram.is_current


def test_another_example_leaves_the_edges_alone(session_of, show):
    session = session_of(256, 64, 10)
    diagram = show(session)
    job, edges, whole = diagram.job, between(diagram), pixels(diagram)
    session.set_example(Example(np.ones(256, np.float32), 1, "pad", 1))
    assert diagram.is_current
    assert not np.array_equal(whole, pixels(diagram))
    assert np.array_equal(edges, between(diagram))
    assert diagram.job is job


def test_every_paint_is_told(session_of, show, qtbot):
    session = session_of(2, 3, 2)
    diagram = show(session)
    with qtbot.waitSignal(diagram.painted):
        session.set_example(Example(np.ones(2, np.float32), 1, "pad", 1))


def test_a_hidden_diagram_does_nothing(session_of, show):
    session = session_of(16, 24, 10)
    diagram = show(session)
    diagram.hide()
    job = diagram.job
    with_weights(session, lambda parameters: parameters[0].weights.fill(0))
    assert not diagram.is_painting
    assert not diagram.is_current
    diagram.show()
    diagram.wait_for_picture()
    assert diagram.is_current
    assert diagram.job is not job


def test_resizing_refits(session_of, show, qtbot):
    session = session_of(256, 64, 10)
    diagram = show(session)
    for size in ((600, 350), (333, 777), (320, 240), (1000, 500)):
        diagram.resize(*size)
        diagram.grab()  # the old edges, stretched
        diagram.wait_for_picture()
        assert (diagram.layout_now.width, diagram.layout_now.height) == size
        assert diagram.picture.pixels.shape == (size[1], size[0])
        assert np.unique(between(diagram)).size > 10


def test_another_network_takes_its_place(session_of, show):
    first = session_of(2, 4, 2)
    diagram = show(first)
    network = network_of((2, 9, 9, 9, 2))
    first.change_experiment(Experiment(network, first.experiment.source), "more layers")
    diagram.grab()
    diagram.wait_for_picture()
    diagram.grab()
    assert [len(column.y) for column in diagram.layout_now.columns] == [2, 9, 9, 9, 2]
    first.undo_stack.undo()
    diagram.wait_for_picture()
    diagram.grab()
    assert len(diagram.layout_now.columns) == 3


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("sizes", [(2, 4, 2), (256, 64, 10)])
def test_numbers_that_are_not_finite_are_told(value, sizes, session_of, show):
    session = session_of(*sizes)
    diagram = show(session)

    def spoil(parameters):
        parameters[0].weights[:] = value
        parameters[1].biases[0] = value

    with np.errstate(all="ignore"):
        with_weights(session, spoil)
        diagram.wait_for_picture()
        diagram.grab()
    broken = diagram.picture.pairs[0].broken
    assert broken == sizes[0] * sizes[1]
    shown = scene.Scene(session.experiment.network, session.snapshot.parameters)
    said = sentences(shown, diagram.picture)[0]
    assert f"{broken:,}" in said
    assert "hidden 1" in said


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("sizes", [(2, 40, 2), (2, 400, 2), (2, 4, 2)])
def test_neurons_that_are_not_finite_do_not_look_like_zero(sizes, name, session_of, show):
    session = session_of(*sizes)
    theme.apply(name)
    diagram = show(session)
    error = int(theme.current().error[1:], 16)
    assert not np.any(pixels(diagram) == error)

    def spoil(parameters):
        parameters[0].biases[1] = np.nan

    with_weights(session, spoil)
    diagram.wait_for_picture()
    column = diagram.layout_now.columns[1]
    rows = np.nonzero(pixels(diagram) == error)[0]
    on_it = np.abs(rows - column.y[1]) <= max(column.radius, 1.5)
    assert on_it.any()
    theme.apply("dark")


def ink(diagram, pair=0):
    """How many pixels between two layers are not the background."""
    background = int(theme.current().window[1:], 16)
    return np.count_nonzero(between(diagram, pair) != background)


def test_edges_of_another_run_are_never_drawn(session_of, show):
    session = session_of(16, 24, 10)
    diagram = show(session)
    assert ink(diagram) > 1000
    wider = Experiment(network_of((16, 80, 10)), session.experiment.source)
    session.change_experiment(wider, "wider")
    assert diagram.job.run is not session.history
    assert ink(diagram) == 0
    diagram.wait_for_picture()
    assert ink(diagram) > 1000


def test_a_coarse_picture_comes_before_the_fine_one(session_of, qtbot):
    diagram = diagram_of(session_of(64, 60, 10))
    qtbot.addWidget(diagram)
    jobs = []
    diagram.painted.connect(lambda: diagram.job and jobs.append(diagram.job.coarse))
    diagram.show()
    qtbot.waitUntil(lambda: diagram.is_current, timeout=20_000)
    assert jobs[0]
    assert not jobs[-1]
    assert jobs == sorted(jobs, reverse=True)
    diagram.painted.disconnect()  # what it holds of the diagram goes now


def test_one_that_was_never_shown_can_be_waited_for(session_of, qtbot):
    diagram = diagram_of(session_of(64, 60, 10))
    qtbot.addWidget(diagram)
    diagram.resize(640, 420)
    diagram.wait_for_picture()
    assert diagram.is_current
    assert not diagram.job.coarse


def test_another_run_of_the_same_network_keeps_the_places_of_edges(session_of, show):
    session = session_of(16, 24, 10)
    diagram = show(session)
    before, places = pixels(diagram), diagram.layout_now
    with_weights(session, lambda parameters: parameters[0].weights.__imul__(-1))
    session.reset()
    diagram.wait_for_picture()
    assert not diagram.job.coarse
    assert diagram.layout_now is places
    assert np.array_equal(pixels(diagram), before)


def centre_of(diagram, layer, index):
    column = diagram.layout_now.columns[layer]
    return QPoint(round(column.x), round(float(column.y[index])))


def test_hovering_a_neuron_brings_its_edges_forward(session_of, show, qtbot):
    session = session_of(5, 6, 3)
    diagram = show(session)
    before = between(diagram, 1)
    qtbot.mouseMove(diagram, centre_of(diagram, 1, 2))
    diagram.wait_for_picture()
    assert diagram.job.focus == (1, 2)
    assert not np.array_equal(before, between(diagram, 1))
    qtbot.mouseMove(diagram, QPoint(3, 3))
    diagram.wait_for_picture()
    assert diagram.job.focus is None
    assert np.array_equal(before, between(diagram, 1))


def test_hovering_an_edge_names_it(session_of, show, qtbot):
    session = session_of(2, 3, 2)

    def one(parameters):
        parameters[0].weights.fill(0)
        parameters[0].weights[1, 2] = 0.75

    with_weights(session, one)
    diagram = show(session)
    columns = diagram.layout_now.columns
    x = (columns[0].x + columns[1].x) / 2
    y = (columns[0].y[1] + columns[1].y[2]) / 2
    qtbot.mouseMove(diagram, QPoint(round(x), round(y)))
    assert diagram.under_mouse == (0, 1, 2)
    diagram.grab()
    lines = scene.edge_lines(scene.of_session(session), 0, 1, 2)
    carried = float(session.forward.activations[0][0, 1]) * 0.75
    assert lines == [
        "input, neuron 2 → hidden 1, neuron 3",
        "w = 0.75",
        f"carries a·w = {scene.number(carried / 0.75)} · 0.75 = {scene.number(carried)}",
    ]


def test_neurons_are_named_in_words(session_of):
    shown = scene.of_session(session_of(256, 64, 10))
    weights = shown.weights
    strongest = int(np.abs(weights[0][:, 5]).argmax())
    row, column = divmod(strongest, 16)
    lines = scene.neuron_lines(shown, 1, 5)
    assert lines[0] == "hidden 1, neuron 6"
    z = shown.forward.pre_activations[0][0, 5]
    assert lines[1] == f"z = Σ a·w + b = {scene.number(z)}"
    assert lines[2] == f"a = tanh(z) = {scene.number(np.tanh(z))}"
    assert lines[4] == "Strongest of 256 weights in:"
    weight = scene.signed(weights[0][strongest, 5], 3)
    assert lines[5].strip() == f"{weight} from row {row + 1}, column {column + 1}"
    assert lines[8] == "Strongest of 10 weights out:"
    assert lines[9].strip().endswith(f"to “class {np.abs(weights[1][5]).argmax()}”")
    assert scene.neuron_name(shown, 0, 23) == "input, row 2, column 8"
    assert scene.neuron_name(shown, 2, 4) == "output “class 4”"
    assert scene.edge_lines(shown, 0, 23, 5)[0] == "input, row 2, column 8 → hidden 1, neuron 6"


def test_where_all_weights_are_listed_none_is_called_the_strongest(session_of):
    lines = scene.neuron_lines(scene.of_session(session_of(2, 3, 2)), 1, 0)
    assert "Weights in:" in lines
    assert "Weights out:" in lines
    assert not any("Strongest" in line for line in lines)


def test_zero_has_no_sign():
    assert scene.number(-0.0) == scene.signed(-0.0) == "0"
    assert scene.signed(0.5) == "+0.5"
    assert scene.signed(-0.5) == "−0.5"


def test_a_click_selects_and_arrows_walk(session_of, show, qtbot):
    diagram = show(session_of(5, 6, 3))
    with qtbot.waitSignal(diagram.selection.changed):
        qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=centre_of(diagram, 1, 2))
    assert diagram.selection.neuron == (1, 2)
    assert "hidden 1, neuron 3" in diagram.accessibleDescription()
    for key, selected in (
        (Qt.Key.Key_Down, (1, 3)),
        (Qt.Key.Key_Up, (1, 2)),
        (Qt.Key.Key_Left, (0, 2)),
        (Qt.Key.Key_Left, (0, 2)),
        (Qt.Key.Key_Right, (1, 2)),
        (Qt.Key.Key_Escape, None),
        (Qt.Key.Key_Right, (2, 0)),
    ):
        qtbot.keyClick(diagram, key)
        assert diagram.selection.neuron == selected
    assert "class 0" in diagram.accessibleDescription()


def test_the_wheel_zooms_at_the_mouse_and_double_click_fits(session_of, show, qtbot):
    diagram = show(session_of(5, 6, 3))
    fitted = diagram.layout_now
    point = QPointF(centre_of(diagram, 1, 2))
    at = fitted.columns[1].x, float(fitted.columns[1].y[2])
    wheel = QWheelEvent(
        point, diagram.mapToGlobal(point), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(diagram, wheel)
    diagram.wait_for_picture()
    diagram.grab()
    zoomed = diagram.layout_now
    assert zoomed.zoom == pytest.approx(1.44)
    assert zoomed.columns[1].x == pytest.approx(at[0], abs=0.5)
    assert zoomed.columns[1].y[2] == pytest.approx(at[1], abs=0.5)

    start = QPoint(300, 12)
    qtbot.mousePress(diagram, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(diagram, start + QPoint(40, 30))
    qtbot.mouseRelease(diagram, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 30))
    assert diagram.layout_now.columns[1].x == pytest.approx(zoomed.columns[1].x + 40)
    assert diagram.selection.neuron is None

    qtbot.mouseDClick(diagram, Qt.MouseButton.LeftButton, pos=start)
    assert diagram.layout_now.columns[1].x == fitted.columns[1].x
    diagram.zoom_at(point, 30)
    diagram.fit()
    assert diagram.layout_now.zoom == 1


def test_plus_and_minus_zoom_at_the_middle(session_of, show, qtbot):
    diagram = show(session_of(5, 6, 3))
    middle = QPointF(diagram.rect().center())
    fitted = diagram.layout_now.columns[2]

    def seen_from_the_middle(column):
        return column.x - middle.x(), column.y[1] - middle.y()

    start = seen_from_the_middle(fitted)
    for key, zoom in (
        (Qt.Key.Key_Plus, 1.25),
        (Qt.Key.Key_Plus, 1.5625),
        (Qt.Key.Key_Minus, 1.25),
    ):
        qtbot.keyClick(diagram, key)
        assert diagram.layout_now.zoom == pytest.approx(zoom)
        found = seen_from_the_middle(diagram.layout_now.columns[2])
        assert found == pytest.approx([zoom * one for one in start])
    qtbot.keyClick(diagram, Qt.Key.Key_Minus)
    qtbot.keyClick(diagram, Qt.Key.Key_Minus)
    assert diagram.layout_now.columns[2].x == fitted.x
    assert diagram.selection.neuron is None


def test_a_drag_of_a_few_pixels_is_a_click(session_of, show, qtbot):
    diagram = show(session_of(5, 6, 3))
    before, left = diagram.layout_now.columns[1].x, Qt.MouseButton.LeftButton
    at = centre_of(diagram, 1, 2)
    for away, selected in ((QPoint(3, 3), (1, 2)), (QPoint(4, 3), None)):
        diagram.selection.select(None)
        qtbot.mousePress(diagram, left, pos=at)
        qtbot.mouseMove(diagram, at + away)
        qtbot.mouseRelease(diagram, left, pos=at + away)
        assert diagram.selection.neuron == selected
        assert (diagram.layout_now.columns[1].x != before) == (selected is None)


def test_marks_stay_on_the_stage(session_of, show):
    diagram = show(session_of(5, 6, 3))
    diagram.zoom_at(QPointF(centre_of(diagram, 1, 2)), 12)
    diagram.wait_for_picture()
    column, stage = diagram.layout_now.columns[1], diagram.layout_now.stage
    assert column.y[2] - column.radius < 0  # the ring reaches over the captions
    before = pixels(diagram).copy()
    diagram.selection.select((1, 2))
    diagram.wait_for_picture()
    changed = np.nonzero((pixels(diagram) != before).any(axis=1))[0]
    assert changed.size
    assert changed.min() >= stage.y - 4
    assert changed.max() <= stage.y + stage.height + 4


def test_an_edge_under_the_mouse_stands_out_with_its_two_neurons(session_of, show):
    diagram = show(session_of(5, 6, 3))
    layout, now = diagram.layout_now, theme.current()
    image = diagram.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    before = pixels(image).copy()
    painter = QPainter(image)
    light = marks.Light.on((0, 1, 2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shown = diagram.scene_now
    NetworkPainter().paint(painter, layout, shown, diagram.picture, now, None, light)
    marks.paint_edge_mark(painter, layout, marks.EdgeMark((0, 1, 2), 0.5), now)
    painter.end()
    after = pixels(image)

    def part(layer, index, reach):
        x, y = round(layout.columns[layer].x), round(float(layout.columns[layer].y[index]))
        return slice(y - reach, y + reach), slice(x - reach, x + reach)

    for end in ((0, 1), (1, 2)):
        inside, around = part(*end, 3), part(*end, round(layout.columns[1].radius) + 4)
        assert np.array_equal(before[inside], after[inside])
        assert np.any(after[around] == int(now.text[1:], 16))
    for other in ((0, 0), (1, 0), (2, 1)):
        assert not np.array_equal(before[part(*other, 3)], after[part(*other, 3)])
    middle = (layout.columns[0].x + layout.columns[1].x) / 2
    y = (layout.columns[0].y[1] + layout.columns[1].y[2]) / 2
    assert after[round(y), round(middle)] == int(now.positive[1:], 16)


@pytest.mark.parametrize("window", [(710, 522), (1350, 800)])
def test_a_card_hides_neither_the_edge_nor_its_neurons(window, qapp):
    layout = layouts.arrange((256, 64, 32, 10), *window, (16, 16))
    random, touched = np.random.default_rng(0), 0
    for _ in range(300):
        pair = int(random.integers(3))
        source, target = (int(random.integers(len(layout.columns[pair + i].y))) for i in (0, 1))
        rooms = card.edge_rooms(layout, (pair, source, target))
        x, y = rooms[int(random.integers(2, 10))].center().toTuple()
        place = card.card_place(layout, x, y, 280, 62, rooms)
        assert QRectF(0, 0, *window).contains(place)
        assert not place.contains(x, y)
        assert not any(place.contains(room.center()) for room in rooms[-2:])
        touched += any(place.intersects(room) for room in rooms)
    assert touched <= 3  # at the rims there may be too little room


def test_zoomed_a_card_keeps_clear_of_what_is_seen_of_the_edge(qapp):
    edge = (0, 1, 2)
    fitted = layouts.arrange((5, 6, 3), 710, 522)
    middle = marks.edge_line(fitted, edge).center()
    layout = fitted.zoomed(20, 355 - 20 * middle.x(), 260 - 20 * middle.y())
    seen = [room for room in card.edge_rooms(layout, edge) if 0 < room.center().x() < 710]
    assert len(seen) > 8
    for room in seen[1:-1]:
        x, y = room.center().toTuple()
        assert 40 < y < 480
        place = card.card_place(layout, x, y, 250, 62, card.edge_rooms(layout, edge))
        assert not any(place.intersects(other) for other in seen)


def test_a_card_larger_than_the_window_shows_its_beginning(qapp):
    layout = layouts.arrange((5, 6, 3), 320, 240)
    place = card.card_place(layout, 100, 200, 300, 400, ())
    assert 4 <= place.x() <= 16
    assert place.y() == 4


def test_a_card_stays_clear_of_the_numbers_of_its_neuron(qapp):
    layout = layouts.arrange((5, 6, 3), 900, 600).zoomed(8, -2500, -2000)
    for layer, index in ((1, 2), (1, 3)):
        room = card.value_room(layout, layer, index)
        assert room.width() < 2 * layout.columns[1].radius
        x, y = room.center().toTuple()
        assert not card.card_place(layout, x, y, 200, 200, [room]).intersects(room)


def test_long_lines_are_wrapped_into_the_window(qapp):
    layout = layouts.arrange((5, 6, 3), 320, 400)
    image = QImage(320, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.DARK.window))
    painter = QPainter(image)
    card.paint_card(painter, layout, 100, 100, ["Title", "word " * 60], theme.DARK)
    painter.end()
    painted = pixels(image)
    covered = painted != int(theme.DARK.window[1:], 16)
    assert covered[:, 4:-4].any()
    assert not covered[:, :3].any()
    assert not covered[:, -3:].any()
    lines = (painted == int(theme.DARK.text[1:], 16)).any(axis=1)
    assert np.count_nonzero(np.diff(lines.astype(int)) == 1) > 4


def values_of(layout, bias):
    """The pixels within a neuron of bias `bias`, no example chosen."""
    network = network_of((2, 3, 2))
    parameters = initialise(network, 0)
    parameters[0].biases[1] = bias
    image = QImage(700, 500, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.DARK.window))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    NeuronPainter().paint(painter, layout, scene.Scene(network, parameters), theme.DARK)
    painter.end()
    x, y = round(layout.columns[1].x), round(float(layout.columns[1].y[1]))
    reach = round(0.6 * layout.columns[1].radius)
    return pixels(image)[y - reach : y + reach, x - reach : x + reach].copy()


def test_large_neurons_hold_their_numbers(qapp):
    fitted = layouts.arrange((2, 3, 2), 700, 500)
    near = fitted.zoomed(3, -2 * fitted.columns[1].x, -2 * fitted.columns[1].y[1])
    assert fitted.columns[1].radius < 40 < near.columns[1].radius
    for layout, same in ((fitted, True), (near, False)):
        assert np.array_equal(values_of(layout, 0.002), values_of(layout, 0.007)) is same


def test_answers_grow_with_the_zoom_but_less(qapp):
    network = network_of((5, 6, 3))
    parameters = initialise(network, 0)
    passed = forward(network, parameters, np.ones((1, 5), np.float32))
    shown = scene.Scene(network, parameters, passed, ("one", "two", "three"))
    top = int(passed.activations[-1][0].argmax())
    fitted = layouts.arrange((5, 6, 3), 700, 500)
    last = fitted.columns[-1]
    widths = []
    for zoom in (1, 4):
        layout = fitted.zoomed(zoom, 300 - zoom * last.x, 250 - zoom * float(last.y[top]))
        image = QImage(700, 500, QImage.Format.Format_RGB32)
        image.fill(QColor(theme.DARK.window))
        painter = QPainter(image)
        paint_output_bars(
            painter, Answers.of(layout, shown, theme.DARK, painter.font()), theme.DARK
        )
        painter.end()
        widths.append(np.count_nonzero(pixels(image)[250] == int(theme.DARK.positive[1:], 16)))
    assert widths[0] > 5
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)


@pytest.mark.parametrize("zoom", [3, 40])
def test_deep_zoom_is_painted(zoom, session_of, show):
    diagram = show(session_of(256, 64, 10))
    diagram.zoom_at(QPointF(300, 200), zoom)
    diagram.wait_for_picture()
    diagram.grab()
    assert diagram.is_current


def test_the_theme_recolours(session_of, show, qapp):
    diagram = show(session_of(16, 24, 10))
    theme.apply("light")
    qapp.processEvents()  # widgets hear of it later
    diagram.wait_for_picture()
    assert pixels(diagram)[0, 0] == int(theme.LIGHT.window[1:], 16)
    assert diagram.job.theme is theme.LIGHT
    theme.apply("dark")
    qapp.processEvents()
    diagram.wait_for_picture()
    assert diagram.job.theme is theme.DARK


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_rendering_needs_no_window(ratio, qapp):
    network = network_of((256, 20, 10))
    parameters = initialise(network, 0)
    inputs = np.random.default_rng(0).random((1, 256)).astype(np.float32)
    image = render(
        network, parameters, (800, 600), theme.LIGHT, forward=forward(network, parameters, inputs),
        class_names=tuple("0123456789"), picture_shape=(16, 16), ratio=ratio,
    )  # fmt: skip
    assert (image.width(), image.height()) == (800, 600)
    assert np.unique(pixels(image)).size > 100


def test_nothing_is_left_behind(session_of, qtbot):
    session = session_of(256, 64, 10)
    names = [thread.name for thread in threading.enumerate()]
    diagram = diagram_of(session)
    diagram.resize(640, 420)
    diagram.show()
    diagram.wait_for_picture()
    assert any(thread.name.startswith("diagram-edges") for thread in threading.enumerate())
    threads = [t for t in threading.enumerate() if t.name.startswith("diagram-edges")]
    gone = weakref.ref(diagram)
    diagram.resize(700, 500)  # a picture is being made while the widget goes
    diagram.close()
    diagram.deleteLater()
    del diagram
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for thread in threads:
        thread.join(20)
    assert [thread.name for thread in threading.enumerate()] == names
    gc.collect()
    assert gone() is None
    with_weights(session, lambda parameters: parameters[0].weights.fill(0))


def test_the_description_tells_the_numbers_of_the_example(session_of, show):
    session = session_of(5, 6, 3)
    diagram = show(session)
    diagram.selection.select((1, 2))
    before = diagram.accessibleDescription()
    session.set_example(Example(np.full(5, 2, np.float32), 1, "test", 1))
    z = session.forward.pre_activations[0][0, 2]
    assert scene.number(z) in diagram.accessibleDescription()
    assert diagram.accessibleDescription() != before


def test_modes_colour_the_weights_or_their_changes(session_of, show):
    session = session_of(16, 24, 10)
    diagram = show(session)
    at_first = between(diagram)
    diagram.colouring.choose(mode="change")
    diagram.wait_for_picture()
    assert ink(diagram) == 0  # nothing has changed yet

    def first(parameters):
        parameters[0].weights[3, 5] += 0.5

    def second(parameters):
        parameters[1].weights[3, 5] += 0.5

    with_weights(session, first)
    diagram.wait_for_picture()
    assert ink(diagram, 0) > 50
    assert ink(diagram, 1) == 0
    with_weights(session, second)
    diagram.colouring.choose(mode="update")
    diagram.wait_for_picture()
    assert ink(diagram, 0) == 0
    assert ink(diagram, 1) > 50
    diagram.colouring.choose(mode="weights")
    session.reset()
    diagram.wait_for_picture()
    assert np.array_equal(between(diagram), at_first)
    diagram.colouring.choose(mode="change")
    diagram.wait_for_picture()
    assert ink(diagram) == 0


def test_a_fixed_scale_does_not_follow_the_weights(session_of, show):
    session = session_of(16, 24, 10)
    diagram = show(session)
    scales = [pair.curve for pair in diagram.picture.pairs]

    def grow(parameters):
        for layer in parameters:
            layer.weights[:] *= 7

    diagram.colouring.choose(scale="fixed")
    with_weights(session, grow)
    diagram.wait_for_picture()
    assert [pair.curve for pair in diagram.picture.pairs] == scales
    session.reset()  # another run, too
    diagram.wait_for_picture()
    assert [pair.curve for pair in diagram.picture.pairs] == scales
    diagram.colouring.choose(scale="automatic")
    with_weights(session, grow)
    diagram.wait_for_picture()
    assert all(
        new.curve.scale > old.scale for new, old in zip(diagram.picture.pairs, scales, strict=True)
    )


@pytest.mark.parametrize("name", ["dark", "light"])
def test_the_palette_changes_the_hues_alone(name, session_of, show, qtbot):
    session = session_of(2, 3, 2)
    theme.apply(name)
    diagram = show(session)
    before = pixels(diagram)
    with qtbot.waitSignal(diagram.colouring.changed):
        diagram.colouring.choose(palette="purple-green")
    with qtbot.assertNotEmitted(diagram.colouring.changed):
        diagram.colouring.choose(palette="purple-green")
    diagram.wait_for_picture()
    after = pixels(diagram)
    assert not np.array_equal(before, after)
    background = int(theme.current().window[1:], 16)
    stage = diagram.layout_now.stage
    rows = slice(int(stage.y), int(stage.y + stage.height))
    assert np.array_equal(before[rows] == background, after[rows] == background)
    theme.apply("dark")


def test_an_unknown_choice_is_refused(session_of, show):
    diagram = show(session_of(2, 3, 2))
    for name in ("mode", "scale", "palette"):
        with pytest.raises(ValueError, match="is one of"):
            diagram.colouring.choose(**{name: "other"})


def test_while_training_the_newest_weights_still_come(session_of, show, qtbot):
    session = session_of(16, 24, 10)
    diagram = show(session)
    session.set_training(True)
    for _ in range(20):
        with_weights(session, lambda parameters: parameters[0].weights.__imul__(0.9))
    qtbot.waitUntil(lambda: diagram.is_current, timeout=20_000)
    assert diagram.job.weights[0] is session.snapshot.parameters[0].weights
    with_weights(session, lambda parameters: parameters[0].weights.fill(0))
    diagram.wait_for_picture()
    assert diagram.job.weights[0] is session.snapshot.parameters[0].weights


def test_a_selection_does_not_outlive_its_network(session_of, show, qtbot, caplog):
    session = session_of(2, 4, 4, 2)
    diagram = show(session)
    diagram.selection.select((2, 3))
    smaller = Experiment(network_of((2, 3, 2)), session.experiment.source)
    with qtbot.waitSignal(diagram.selection.changed):
        session.change_experiment(smaller, "fewer layers")
    diagram.wait_for_picture()
    diagram.grab()
    assert diagram.selection.neuron is None
    assert not caplog.records


# The gradient of the current example.


def test_edges_take_the_colour_of_the_gradient(session_of, show, qtbot):
    session = session_of(4, 3, 2)
    diagram = show(session)
    diagram.colouring.choose(mode="gradient")
    diagram.wait_for_picture()
    shown = diagram.job.weights
    for matrix, layer in zip(shown, session.backward.gradients, strict=True):
        assert matrix is layer.weights
    largest = [pair.largest for pair in diagram.picture.pairs]
    assert largest == pytest.approx([float(np.abs(matrix).max()) for matrix in shown])
    with qtbot.waitSignal(diagram.snapshot_painted):  # which lets the backend send the next one
        with_weights(session, lambda parameters: np.negative(*[parameters[0].weights] * 2))
    assert diagram.job.weights[0] is session.backward.gradients[0].weights


def test_an_example_without_label_has_no_gradient(session_of, show):
    session = session_of(4, 3, 2)
    diagram = show(session)
    diagram.colouring.choose(mode="gradient")
    session.set_example(Example(np.ones(4, np.float32), None, "pad"))
    diagram.wait_for_picture()
    assert not any(matrix.any() for matrix in diagram.job.weights)
    said = " ".join(sentences(scene.of_session(session, backward=True), diagram.picture))
    assert "the current example has no label" in said
    walking = replace(scene.of_session(session), shown=(scene.Shown("x"),) * 3)
    assert "no label" not in " ".join(sentences(walking, diagram.picture))


def middle_of(diagram, pair, source, target, share=0.5):
    left, right = diagram.layout_now.columns[pair : pair + 2]
    x = left.x + share * (right.x - left.x)
    y = left.y[source] + share * (right.y[target] - left.y[source])
    return QPoint(round(x), round(float(y)))


def test_a_click_on_an_edge_selects_it_and_escape_lets_go(session_of, show, qtbot):
    session = session_of(2, 3, 2)

    def one(parameters):
        parameters[0].weights.fill(0)
        parameters[0].weights[1, 2] = 0.75

    with_weights(session, one)
    diagram = show(session)
    at, left = middle_of(diagram, 0, 1, 2), Qt.MouseButton.LeftButton
    with qtbot.waitSignal(diagram.selection.changed):
        qtbot.mouseClick(diagram, left, pos=at)
    assert diagram.selection.target == (0, 1, 2)
    assert "w = 0.75" in diagram.accessibleDescription()
    qtbot.mouseMove(diagram, QPoint(3, 3))
    assert diagram.selection.target == (0, 1, 2)  # kept
    with_weights(session, one)
    assert diagram.selection.target == (0, 1, 2)
    qtbot.keyClick(diagram, Qt.Key.Key_Escape)
    assert diagram.selection.target is None
    for selected in ((0, 1, 2), None):  # a second click lets go, too
        qtbot.mouseClick(diagram, left, pos=at)
        assert diagram.selection.target == selected
    diagram.selection.select((0, 1, 2))
    qtbot.keyClick(diagram, Qt.Key.Key_Down)  # from where it ends
    assert diagram.selection.target == (1, 2)


@pytest.mark.parametrize("mode", ["weights", "gradient"])
def test_a_selected_edge_shows_its_number_in_its_colour(mode, session_of, show):
    session = session_of(2, 3, 2)
    diagram = show(session, 1100, 500)
    diagram.colouring.choose(mode=mode)
    diagram.wait_for_picture()
    numbers = diagram.picture.numbers[0]
    weights = session.snapshot.parameters[0].weights
    # In the gradient's mode, one whose weight has the other sign.
    unlike = np.argwhere(weights * numbers < 0) if mode == "gradient" else np.argwhere(weights)
    edge = (0, *unlike[0].tolist())
    number = float(numbers[edge[1:]])
    now, font = theme.current(), diagram.font()
    given = diagram.scene_now, diagram.picture, diagram.layout_now, edge, None, None, None
    said = Attention.of(*given, now, font)
    assert said.marks == (marks.EdgeMark(edge, number),)
    hue = now.positive if number >= 0 else now.negative
    assert marks.mark_hue(said.marks[0], now) == hue
    (label,) = said.labels
    assert label.text == scene.number(number, 2)
    assert label.ink == tone.readable(hue, now)
    # It is painted above the line: the ink of its figures is there, with the edge selected.
    diagram.selection.select(edge)
    room = label.room.toAlignedRect()
    part = pixels(diagram)[room.top() : room.bottom(), room.left() : room.right()]
    assert np.any(part == int(label.ink[1:], 16))
    corner = pixels(diagram)[room.top() + 3, room.center().x() - round(label.room.width() / 2) + 3]
    assert corner == int(now.window[1:], 16)


def test_a_card_in_the_gradients_mode_tells_the_gradient(session_of):
    shown = scene.of_session(session_of(2, 3, 2))
    assert "∂C/∂w = 0.5" in scene.edge_lines(shown, 0, 1, 2, ("gradient", 0.5))
    assert "Δw = −0.25" in scene.edge_lines(shown, 0, 1, 2, ("change", -0.25))
    assert scene.edge_lines(shown, 0, 1, 2, ("weights", 0.5)) == scene.edge_lines(shown, 0, 1, 2)


def test_numbers_have_as_many_digits_as_tell_the_last_change(session_of, show):
    session = session_of(2, 2, 2)
    diagram = show(session, 1100, 500)

    def told():
        diagram.wait_for_picture()
        labels = edge_labels(diagram.layout_now, diagram.picture, theme.current(), diagram.font())
        return [label.text for label in labels if label.edge[0] == 0]

    def move(by):
        def change(parameters):
            parameters[0].weights[:] += np.float32(by)

        with_weights(session, change)

    with_weights(session, lambda parameters: parameters[0].weights.fill(-1))
    for by, texts in ((0.0021, "−0.998"), (0.00034, "−0.9976")):
        before = told()
        move(by)
        after = told()
        assert after == [texts] * 4
        assert before != after
    # A complete snapshot of the same moment takes nothing of that away.
    same = session.snapshot
    session.set_snapshot(Snapshot(same.parameters, same.updates))
    assert told() == ["−0.9976"] * 4


def test_lettering_follows_the_widgets_font(session_of, show):
    diagram = show(session_of(2, 3, 2))
    font = diagram.font()
    for size in (12, 18):
        font.setPixelSize(size)
        diagram.setFont(font)
        diagram.wait_for_picture()
        assert diagram.layout_now.lettering.text == size
