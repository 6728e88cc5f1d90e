"""The diagram under mouse and keys: what is pointed at, selected, zoomed and told on a card."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.diagram import card, marks, scene
from gui.diagram import layout as layouts
from gui.diagram.paint import NetworkPainter
from tests.diagrams import between, pixels, with_weights


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
        "input 1 → hidden 1, neuron 3",
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


def test_marks_stay_in_the_room(session_of, show):
    diagram = show(session_of(5, 6, 3))
    diagram.zoom_at(QPointF(centre_of(diagram, 1, 2)), 12)
    diagram.wait_for_picture()
    column, room = diagram.layout_now.columns[1], diagram.layout_now.room
    assert column.y[2] - column.radius < 0  # the ring reaches over the captions
    before = pixels(diagram).copy()
    diagram.selection.select((1, 2))
    diagram.wait_for_picture()
    changed = np.nonzero((pixels(diagram) != before).any(axis=1))[0]
    assert changed.size
    assert changed.min() >= room.y - 4
    assert changed.max() <= room.y + room.height + 4


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
