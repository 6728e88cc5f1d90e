"""The truth table: every number of every row, what is right, and rows as a way to choose."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QToolTip

from core import data
from core.beginnings import beginning
from core.data import Curve, Digits, Gate, Given, Plane, Points, Worked
from core.data.given import GivenExample
from core.data.inputs import Point, Row
from core.data.tasks import Classes, Values
from core.example import Example
from core.experiment import Experiment, fitted
from core.network import Layer, Network
from core.parameters import LayerParameters
from core.run import Run
from core.snapshot import Snapshot
from gui import theme
from gui.colouring import Colouring
from gui.examples import Examples
from gui.panels.truth_paint import row_room, widths
from gui.panels.truth_rows import columns, has_truth_table, truth_table
from gui.panels.truth_sheet import Sheet
from gui.panels.truth_table import TruthTable
from gui.session import Session
from gui.theme import DARK
from tests.panels import field

# XNOR as the course builds it: of AND (−3; 2, 2) and OR (−1; 2, 2), then (1; 3, −3).
XNOR = (
    ([[2, 2], [2, 2]], [-3, -1]),
    ([[3], [-3]], [1]),
)
NOTHING = Example(np.zeros(2, np.float32))


def given(layers):
    return tuple(
        LayerParameters(
            np.array(weights, np.float32), np.array(biases, np.float32), np.zeros(0, np.float32)
        )
        for weights, biases in layers
    )


def xnor(activation="step", gate="XNOR"):
    network = Network(2, (Layer(2, activation), Layer(1, activation)), "mean squared error")
    return Experiment(network, Gate(gate))


def written(truth):
    """The table as rows of words."""
    return [
        [
            *(column.text(value) for column, value in zip(truth.columns, row, strict=True)),
            truth.answers[index],
            truth.targets[index],
            truth.verdicts[index],
        ]
        for index, row in enumerate(truth.numbers.tolist())
    ]


# The table as a value


def test_every_number_of_a_gate_by_hand():
    truth = truth_table(xnor(), given(XNOR), NOTHING)
    titles = [column.title for column in truth.columns]
    assert titles == ["x₁", "x₂", "z¹₁", "z¹₂", "a¹₁", "a¹₂", "z²₁", "a²₁"]
    assert written(truth) == [
        ["0", "0", "−3.00", "−1.00", "0", "0", "1.00", "1", "1", "1", "✓ right"],
        ["0", "1", "−1.00", "1.00", "0", "1", "−2.00", "0", "0", "0", "✓ right"],
        ["1", "0", "−1.00", "1.00", "0", "1", "−2.00", "0", "0", "0", "✓ right"],
        ["1", "1", "1.00", "3.00", "1", "1", "1.00", "1", "1", "1", "✓ right"],
    ]
    assert (truth.summary, truth.current) == ("Right: 4 of 4", None)


def test_wrong_rows_are_told_by_sign_and_word():
    truth = truth_table(xnor(gate="AND"), given(XNOR), NOTHING)
    assert truth.right == (False, True, True, True)
    assert truth.verdicts[:2] == ("✗ wrong", "✓ right")
    assert truth.summary == "Right: 3 of 4"
    assert truth.words(0) == "x₁ = 0, x₂ = 0: answer 1, target 0, ✗ wrong"


def test_smooth_gates_have_figures():
    truth = truth_table(xnor("sigmoid"), given(XNOR), NOTHING)
    # 1 / (1 + e³), 1 / (1 + e), and with these z²₁ = 1 + 3 · 0.0474 − 3 · 0.2689.
    assert written(truth)[0][2:8] == ["−3.00", "−1.00", "0.05", "0.27", "0.34", "0.58"]


def test_an_answer_on_the_middle_is_a_tie():
    nothing = given([([[0, 0], [0, 0]], [0, 0]), ([[0], [0]], [0])])
    truth = truth_table(xnor("sigmoid"), nothing, NOTHING)
    assert truth.right == (None,) * 4
    assert set(truth.answers) == {"–"}
    assert set(truth.verdicts) == {"– tie"}
    assert truth.summary == "Right: 0 of 4"


@pytest.mark.parametrize("activation", ["sigmoid", "step"])
def test_a_network_that_diverged_is_neither_right_nor_wrong(activation):
    broken = given([([[np.nan, 2], [2, 2]], [-3, -1]), ([[3], [-3]], [1])])
    truth = truth_table(xnor(activation), broken, NOTHING)
    assert set(truth.verdicts) == {"? diverged"}
    assert set(truth.answers) == {"–"}
    assert written(truth)[1][2] == "NaN"


def test_the_current_row_is_that_of_the_example():
    experiment, examples = xnor(), data.load(Gate("XNOR")).train
    for origin in ("train", "test"):  # both are the same rows
        shown = Example.of(examples, origin, 2)
        assert truth_table(experiment, given(XNOR), shown).current == 2
    hand = replace(Example.of(examples, "train", 2), origin="hand")
    assert truth_table(experiment, given(XNOR), hand).current is None


def test_an_example_of_another_set_is_no_row():
    rows = tuple(GivenExample(row) for row in [(0, 0), (1, 1)])
    kind, task = Point(("p", "q"), ((0.0, 1.0),) * 2), Classes(("no", "yes"))
    source = Given(kind, task, rows, rows)
    experiment, loaded = replace(xnor(), source=source), data.load(source)
    for name, row in (("train", 1), ("test", None)):
        shown = Example.of(loaded.examples(name), name, 1)
        assert truth_table(experiment, given(XNOR), shown).current == row


def test_two_outputs_answer_for_their_classes():
    network = Network(3, (Layer(2, "softmax"),))
    weights = given([([[-1, 1]] * 3, [0.5, -0.5])])
    truth = truth_table(Experiment(network, Gate("OR", 3)), weights, NOTHING)
    assert [column.title for column in truth.columns][3:] == ["z¹₁", "z¹₂", "a¹₁", "a¹₂"]
    assert "".join(truth.answers) == "01111111"
    assert truth.summary == "Right: 8 of 8"


def test_neurons_from_ten_on_have_names_too():
    found = columns(Network(1, (Layer(12), Layer(1, "sigmoid"))), ("x",))
    assert [column.title for column in found][-3:] == ["a¹₁₂", "z²₁", "a²₁"]


# What has one


def of_rows(rows, task=None):
    task = task or Classes(("no", "yes"))
    kind = Point(("p", "q"), ((0.0, 1.0),) * 2)
    values = (0.0,) if isinstance(task, Values) else ()
    return Given(kind, task, tuple(GivenExample(row, values=values) for row in rows))


@pytest.mark.parametrize(
    ("source", "there"),
    [
        (Gate("XOR"), True),
        (Gate("NOR", 3), True),
        (of_rows([(0, 1), (1, 1)]), True),
        (of_rows([(0, 1)] * 16), True),
        (of_rows([(0, 1)] * 17), False),
        (of_rows([(0, 0.5)]), False),
        (of_rows([(0, 1)], Values(("y",))), False),
        (Given(Row(("p",)), Classes(("no", "yes")), (GivenExample((1,)),)), False),
        (Points().put(np.array([[0, 1], [1, 0]]), np.array([0, 1])), True),
        (Points().put(np.array([[0, 1], [3, 0]]), np.array([0, 1])), False),
        (Points(), False),
        (Worked(), False),
        (Plane("circle"), False),
        (Curve(), False),
    ],
)
def test_few_rows_of_zeros_and_ones_have_a_table(source, there):
    experiment = Experiment(fitted(Network(), source), source)
    assert has_truth_table(experiment) is there


def test_of_other_data_nothing_is_loaded():
    data.load.cache_clear()
    assert not has_truth_table(Experiment())
    assert not has_truth_table(beginning(Plane("spiral", 100_000)))
    assert not has_truth_table(Experiment(Network(2, (Layer(1, "sigmoid"),)), None))
    assert data.load.cache_info().misses == 0
    assert isinstance(Experiment().source, Digits)


# Where columns stand


def test_the_middle_scrolls_between_what_stays():
    sheet = Sheet.of([20, 20, *[50] * 10, 30, 30, 40], 2, 3, 300)
    assert sheet.overhang == 640 - 300
    assert sheet.middle == (40, 200)
    assert [sheet.left(column, 75) for column in (0, 1, 2, 3, 12, 13, 14)] == [
        0, 20, -35, 15, 200, 230, 260,
    ]  # fmt: skip
    assert sheet.seen(0) == [0, 1, 2, 3, 4, 5, 12, 13, 14]
    assert sheet.seen(75) == [0, 1, 3, 4, 5, 6, 12, 13, 14]
    assert sheet.seen(340) == [0, 1, 8, 9, 10, 11, 12, 13, 14]


def test_where_there_is_room_nothing_scrolls_and_where_there_is_little_all_does():
    roomy = Sheet.of([20, 50, 50, 40], 1, 1, 300)
    assert (roomy.overhang, roomy.middle, roomy.seen(0)) == (0, (20, 120), [0, 1, 2, 3])
    narrow = Sheet.of([60, 50, 50, 60], 1, 1, 100)
    assert (narrow.first, narrow.last, narrow.overhang) == (0, 4, 120)
    assert [narrow.left(column, 70) for column in range(4)] == [-70, -10, 40, 90]
    assert narrow.seen(70) == [1, 2, 3]


# The panel


@pytest.fixture
def table(qapp, qtbot):
    """The table of XNOR by hand, shown."""
    theme.apply("dark")
    return table_of(qtbot, Run.start(xnor(), given(XNOR)))


def table_of(qtbot, run, width=700, height=260):
    session = Session()
    session.open_run(run)
    found = TruthTable(session, Examples(session, session), Colouring(session))
    session.setParent(found)
    qtbot.addWidget(found)
    found.resize(width, height)
    found.show()
    return found


def session_of(table):
    return table.findChild(Session)


def press(qtbot, table, point):
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())


def cell(table, text, row):
    """The text `text` in a row; −1: in the head."""
    wanted = row_room(row, 0, table.verticalScrollBar().value()).top()
    return next(
        one
        for one in table.seen.texts
        if one.text == text and (one.kind == "title" if row < 0 else one.room.top() == wanted)
    )


def test_it_says_what_it_is(table):
    assert (table.objectName(), table.accessibleName()) == ("truthTable", "Truth table")
    assert table.accessibleDescription() == (
        "x₁ = 0, x₂ = 0: answer 1, target 1, ✓ right. Right: 4 of 4"
    )


def test_a_click_on_a_row_shows_its_example(qtbot, table):
    session = session_of(table)
    for row in (2, 0):
        press(qtbot, table, QPointF(100, cell(table, "✓ right", row).room.center().y()))
        assert (session.example.origin, session.example.index) == ("train", row)
        assert table.truth.current == row
        assert table.seen.marked.contains(cell(table, "✓ right", row).room.center())
    assert table.accessibleDescription() == (
        "x₁ = 0, x₂ = 0: answer 1, target 1, ✓ right. Right: 4 of 4"
    )


def test_a_click_beside_the_rows_shows_nothing(qtbot, table):
    shown = session_of(table).example
    press(qtbot, table, QPointF(100, 5))
    press(qtbot, table, QPointF(100, 250))
    assert session_of(table).example is shown


def test_arrow_keys_go_from_row_to_row(qtbot, table):
    session, key = session_of(table), Qt.Key
    up, down, home, end = key.Key_Up, key.Key_Down, key.Key_Home, key.Key_End
    shown = []
    for pressed in (up, down, home, up, down, end, down):
        qtbot.keyClick(table, pressed)
        shown.append(session.example.index)
    assert shown == [0, 1, 0, 0, 1, 3, 3]
    assert {up, down, home, end, key.Key_Left, key.Key_Right} == table.own_keys


def test_it_follows_every_snapshot(table):
    session = session_of(table)
    turned = given([XNOR[0], ([[3], [-3]], [-4])])
    session.set_snapshot(Snapshot(turned, updates=1, examples_seen=4, examples=4))
    assert table.truth.answers == ("0",) * 4
    assert table.accessibleDescription() == (
        "x₁ = 0, x₂ = 0: answer 0, target 1, ✗ wrong. Right: 2 of 4"
    )
    assert cell(table, "✗ wrong", 0).ink == DARK.error
    assert cell(table, "✓ right", 1).ink == DARK.accent


def test_the_sign_of_z_is_a_colour_and_a_sign(table):
    inks = {one.text: one.ink for one in table.seen.texts}
    assert inks["−3.00"] == DARK.negative
    assert inks["3.00"] == DARK.positive
    assert inks["x₁"] == inks["input"] == DARK.muted


def test_no_text_is_wider_than_its_room(table):
    from PySide6.QtGui import QFontMetricsF

    for one in table.seen.texts:
        size = "small" if one.kind == "caption" else "text"
        metrics = QFontMetricsF(theme.font(size, one.kind in ("title", "verdict")))
        assert metrics.horizontalAdvance(one.text) <= one.room.width() + 0.5, one


def test_columns_stand_still_while_numbers_change(table):
    session = session_of(table)
    before = table.sheet
    tiny = given([([[-3e-5, 20], [100, -2]], [-3, -1]), ([[-300], [-3]], [1])])
    session.set_snapshot(Snapshot(tiny, updates=1, examples_seen=4, examples=4))
    assert table.sheet == before
    names = {0: "input", 1: "hidden 1", 2: "output"}
    assert widths(table.truth, names) == widths(truth_table(xnor(), given(XNOR), NOTHING), names)


def test_what_is_painted_is_where_it_is_said(table):
    from tests.diagrams import pixels

    session_of(table).set_example(Example.of(data.load(Gate("XNOR")).train, "train", 1))
    image = pixels(table.viewport().grab().toImage())
    ink = int(DARK.accent[1:], 16)
    for row in range(4):
        room = cell(table, "✓ right", row).room.toRect()
        part = image[room.top() : room.bottom(), room.left() : room.right()] & 0xFFFFFF
        assert (part == ink).any(), row
        left = image[room.top() + 2 : room.bottom() - 2, 0] & 0xFFFFFF
        assert (left == ink).all() == (row == 1)


def test_wide_networks_scroll_sideways_between_inputs_and_answers(qtbot, qapp):
    theme.apply("dark")
    network = Network(2, (Layer(40, "tanh"), Layer(30, "tanh"), Layer(1, "sigmoid")))
    table = table_of(qtbot, Run.start(Experiment(network, Gate("XOR"))), 600)
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 3000

    def seen():
        return [one.text for one in table.seen.texts if one.kind == "title"]

    assert seen()[:4] == ["x₁", "x₂", "z¹₁", "z¹₂"]
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert bar.value() > 0
    bar.setValue(bar.maximum())
    assert seen()[:2] == ["x₁", "x₂"]
    assert seen()[-5:] == ["z³₁", "a³₁", "answer", "target", ""]
    assert len(table.seen.texts) < 120  # what is not seen is not made
    shown = [one for one in table.seen.texts if one.scrolls]
    assert all(one.room.intersects(table.seen.middle) for one in shown)
    assert {one.text for one in shown if one.kind == "caption"} == {"hidden 2", "output"}


def test_many_rows_scroll_down_to_the_one_that_is_chosen(qtbot, qapp):
    table = table_of(qtbot, Run.start(beginning(Gate("XOR", 3))), 700, 120)
    assert table.verticalScrollBar().maximum() > 0
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.truth.current == 7
    head = 2 * cell(table, "x₁", -1).room.height()
    room = table.seen.marked
    assert head <= room.top()
    assert room.bottom() <= table.viewport().height()
    press(qtbot, table, QPointF(100, head / 2))  # the head hides rows: no row is there
    assert table.truth.current == 7
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.verticalScrollBar().value() == 0


def test_a_number_tells_of_which_neuron_it_is(table):
    place = cell(table, "−3.00", 0).room.center()
    assert table.tip_at(place) == "hidden 1, neuron 1: z = −3"
    assert table.tip_at(cell(table, "a¹₂", -1).room.center()) == "hidden 1, neuron 2"
    assert table.tip_at(cell(table, "✓ right", 0).room.center()) == ""
    event = QHelpEvent(QEvent.Type.ToolTip, place.toPoint(), QPoint(0, 0))
    QApplication.sendEvent(table.viewport(), event)
    assert QToolTip.text() == "hidden 1, neuron 1: z = −3"
    QToolTip.hideText()


# In the window


@pytest.fixture
def window(make_window):
    """A window whose backend says nothing."""
    window = make_window()
    window.resize(1280, 800)
    return window


def dock_of(window):
    return next(dock for dock in window.docks if dock.objectName() == "truthTableDock")


def test_it_is_there_where_it_has_something_to_show(qtbot, window):
    dock, table = dock_of(window), field(window, "truthTable")
    action = dock.toggleViewAction()
    assert (dock.isHidden(), action.isVisible(), action.text()) == (True, False, "Truth table")
    window.session.change_source(Gate("XOR"), "Change data")
    qtbot.waitUntil(lambda: not table.viewport().visibleRegion().isEmpty())
    assert action.isVisible()
    assert table.truth.rows == 4
    window.session.change_source(Plane("circle"), "Change data")
    assert (dock.isHidden(), action.isVisible()) == (True, False)
    qtbot.waitUntil(lambda: not field(window, "lossPlot").visibleRegion().isEmpty())
    window.session.change_source(Gate("AND", 3), "Change data")
    qtbot.waitUntil(lambda: not table.viewport().visibleRegion().isEmpty())


def test_a_table_that_was_closed_stays_so(window):
    dock = dock_of(window)
    window.session.change_source(Gate("XOR"), "Change data")
    dock.toggleViewAction().trigger()
    assert dock.isHidden()
    window.session.change_source(Plane("circle"), "Change data")
    window.session.change_source(Gate("AND"), "Change data")
    assert dock.isHidden()
    assert dock.toggleViewAction().isVisible()


def test_a_window_that_begins_with_a_gate_shows_its_table_first(qtbot, make_window):
    window = make_window(beginning(Gate("AND")))
    window.resize(1280, 800)
    table = field(window, "truthTable")
    qtbot.waitUntil(lambda: not table.viewport().visibleRegion().isEmpty())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    window.actions_by_name["resetLayoutAction"].trigger()
    qtbot.waitUntil(lambda: not table.viewport().visibleRegion().isEmpty())


def test_where_a_table_was_seen_curves_are_after_the_next_start(qtbot, make_window):
    table, curves = (Gate("AND"), "truthTable"), (Plane("circle"), "lossPlot")
    for source, seen in (table, curves, table):
        window = make_window(beginning(source))
        window.resize(1280, 800)
        part = window.findChild(QDockWidget, f"{seen}Dock")
        qtbot.waitUntil(lambda part=part: not part.visibleRegion().isEmpty())
        window.close()


def test_a_gate_with_a_hidden_layer_fits_a_small_window(qtbot, make_window):
    window = make_window(beginning(Gate("XOR")))
    window.resize(1016, 556)
    window.arrangement.reset()
    table = field(window, "truthTable")
    qtbot.waitUntil(lambda: window.width() == 1016 and table.viewport().width() < 520)
    bar = table.horizontalScrollBar()
    qtbot.waitUntil(lambda: table.viewport().width() > 400 and not bar.isVisible())
    verdict = [one for one in table.seen.texts if one.kind == "verdict"]
    assert len(verdict) >= 4
    assert all(one.room.right() <= table.viewport().width() for one in verdict)
