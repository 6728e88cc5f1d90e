"""The diagram's widget: it paints any network, follows the session, and leaves nothing behind."""

import gc
import threading
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import initialise
from core.propagation import forward
from core.snapshot import Snapshot
from gui import theme
from gui.diagram import edges, live_edges, marks, scene, tone
from gui.diagram import layout as layouts
from gui.diagram.attention import Attention
from gui.diagram.coverage import Coverage, Filled
from gui.diagram.edge_labels import edge_labels
from gui.diagram.legend_words import sentences
from gui.diagram.lettering import sized
from gui.diagram.neurons import NeuronPainter
from gui.diagram.output_bars import Answers, paint_output_bars
from gui.diagram.render import render
from tests.diagrams import between, diagram_of, ink, network_of, pixels, with_weights

SHAPES = [
    (1, 1), (2, 4, 2, 1), (2, 8, 8, 8, 8, 8, 8, 2), (256, 64, 32, 10), (256, 10), (100, 70, 30),
    (2, *[6] * 9, 3), (2, 300, 3), (784, 100, 10), (4096, 64, 2),
]  # fmt: skip


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


def test_a_picture_that_comes_is_painted_with_all_that_is_posted_and_not_before(session_of, show):
    session = session_of(4, 6, 2)
    diagram, painted = show(session), []
    diagram.wait_for_picture()
    QApplication.processEvents()
    diagram.painted.connect(lambda: painted.append(diagram.job.snapshot.updates))
    session.set_snapshot(Snapshot(session.snapshot.parameters, updates=7))
    diagram.wait_for_picture()  # whoever asked for it may have more to do in this turn
    assert painted == []
    QApplication.sendPostedEvents()  # and no timer is waited for
    assert painted == [7]


def test_another_example_is_painted_at_once(session_of, show, qtbot):
    session = session_of(16, 24, 10)
    diagram = show(session)
    qtbot.waitUntil(lambda: not diagram.will_refine and not diagram.is_painting)
    QApplication.processEvents()  # nothing is left to be painted
    with qtbot.waitSignal(diagram.painted, timeout=2000):
        session.set_example(Example(np.ones(16, np.float32), 1, "test", 1))


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
    job, there, whole = diagram.job, between(diagram), pixels(diagram)
    session.set_example(Example(np.ones(256, np.float32), 1, "pad", 1))
    assert diagram.is_current
    assert not np.array_equal(whole, pixels(diagram))
    assert np.array_equal(there, between(diagram))
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


def matrices():
    """Those of all diagrams that there are, of other tests too."""
    return [one.matrix for one in gc.get_objects() if isinstance(one, Coverage | Filled)]


def change_weights(session, diagram):
    """Have a picture painted of other weights, and all that is done before."""
    with_weights(session, lambda parameters: parameters[0].weights.__imul__(-1))
    diagram.wait_for_picture()


def test_out_of_sight_it_gives_its_matrices_back(session_of, show, qtbot, monkeypatch):
    monkeypatch.setattr(live_edges, "ASIDE", 0)
    others, session = set(map(id, matrices())), session_of(30, 20, 10)
    diagram = show(session)
    there, held = pixels(diagram), [weakref.ref(one) for one in matrices() if id(one) not in others]
    assert held
    diagram.hide()
    qtbot.waitUntil(lambda: not any(one() is not None for one in held))
    diagram.show()
    assert np.array_equal(pixels(diagram), there)
    change_weights(session, diagram)
    change_weights(session, diagram)
    assert np.array_equal(pixels(diagram), there)


def test_out_of_sight_for_a_moment_it_keeps_them(session_of, show, qtbot, monkeypatch):
    monkeypatch.setattr(live_edges, "ASIDE", 1)
    session = session_of(30, 20, 10)
    diagram, later = show(session), QTimer(interval=5)
    diagram.hide()
    diagram.show()
    monkeypatch.setattr(edges, "build_pair", None)  # no matrix is made
    with qtbot.waitSignal(later.timeout):
        later.start()
    change_weights(session, diagram)
    assert not any(pair.failed for pair in diagram.picture.pairs)


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
    qtbot.waitUntil(lambda: jobs[-1:] == [False], timeout=20_000)
    assert jobs[0]
    assert diagram.is_current
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
    before = threading.enumerate()
    diagram = diagram_of(session)
    diagram.resize(640, 420)
    diagram.show()
    diagram.wait_for_picture()
    threads = [thread for thread in threading.enumerate() if thread not in before]
    assert any(thread.name.startswith("diagram-edges") for thread in threads)
    gone = weakref.ref(diagram)
    diagram.resize(700, 500)  # a picture is being made while the widget goes
    diagram.close()
    diagram.deleteLater()
    del diagram
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for thread in threads:
        thread.join(20)
    assert set(threading.enumerate()) <= set(before)
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


def test_a_long_number_beside_an_output_is_whole(qapp):
    network = Network(2, (Layer(1, "linear"),), "mean squared error")
    parameters = initialise(network, 0)
    parameters[0].weights[:], parameters[0].biases[:] = 0, -0.001251
    passed = forward(network, parameters, np.ones((1, 2), np.float32))
    shown = scene.Scene(network, parameters, passed, ("y",))
    layout = layouts.arrange((2, 1), 700, 500)
    found = Answers.of(layout, shown, theme.DARK, QFont())
    (row,) = found.rows
    assert row.figures == "−0.001251"
    letters = QFontMetricsF(sized(QFont(), found.size, bold=True))
    assert found.figures >= letters.horizontalAdvance(row.figures)


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
