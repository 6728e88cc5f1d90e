"""How near, how large, how many: the numbers that decide what is seen of a plane and a curve."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from core import curve_drawing
from core.beginnings import beginning
from core.curve_fit import CurveFit
from core.data import Curve, DrawnCurve, Given, Plane, Points
from core.data.curves import PLACES
from core.data.given import GivenExample
from core.data.inputs import Point as PointInput
from core.data.tasks import Values
from core.example import Example
from core.experiment import Experiment, fitted
from core.network import Layer, Network
from core.run import Run
from gui import theme
from gui.colouring import Colouring
from gui.diagram.layout import arrange
from gui.diagram.paint import stretched
from gui.examples import Examples
from gui.maps.curve_fit import CurveFitPanel
from gui.maps.curve_scene import CurveData, Dots, largest_of, reach_for
from gui.maps.model import MapModel
from gui.maps.sight import COARSE
from gui.selection import Selection
from gui.session import Session
from tests.recorder import twelve
from tests.test_decision_map import Shown, click

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


# The decision map.


@pytest.fixture
def one_point(qtbot):
    """A map with one point, in the middle."""
    return Shown(beginning(Points().put(np.zeros((1, 2)), np.zeros(1, int))), qtbot)


def test_a_point_is_hit_from_so_near(one_point):
    shown, middle = one_point, one_point.at(0, 0)
    assert 7.4 < shown.view.radius < 7.7
    for off, hit in ((10, True), (13, False)):  # 1.5 times as far
        QTest.mouseClick(shown.view, LEFT, NONE, middle + QPoint(off, 0))
        assert (shown.session.example.origin == "train") == hit
        assert shown.session.example.label == (0 if hit else None)


def test_ones_own_example_is_taken_up_from_so_near(one_point):
    shown = one_point
    click(shown, 4, 4)
    place = shown.session.example.coordinates
    at = shown.at(4, 4)
    for off, taken in ((15, True), (17, False)):  # 1.4 times the reach of a point, both ways added
        QTest.mouseClick(shown.view, LEFT, NONE, at + QPoint(off - 8, 8))
        assert (shown.session.example.coordinates == place).all() == taken


def test_a_press_becomes_a_drag_when_it_goes_more_than_three_px(one_point):
    shown, middle = one_point, one_point.at(0, 0)
    for off, dragged in ((3, False), (4, True)):
        click(shown, 0, 0)
        shown.drag(middle, middle + QPoint(off, 0))
        assert (shown.session.example.origin == "hand") == dragged


def test_the_cursor_says_what_the_mouse_does(one_point):
    shown, shape = one_point, Qt.CursorShape
    press, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    middle = Qt.MouseButton.MiddleButton
    assert shown.view.cursor().shape() == shape.CrossCursor
    QTest.keyPress(shown.view, Qt.Key.Key_Space)
    assert shown.view.cursor().shape() == shape.OpenHandCursor
    QTest.keyRelease(shown.view, Qt.Key.Key_Space)
    assert shown.view.cursor().shape() == shape.CrossCursor
    shown.mouse(press, QPoint(150, 150), middle, middle)
    assert shown.view.cursor().shape() == shape.ClosedHandCursor
    shown.mouse(release, QPoint(150, 150), middle, Qt.MouseButton.NoButton)
    assert shown.view.cursor().shape() == shape.CrossCursor


def test_many_neurons_have_coarse_maps(qapp):
    source = Plane("circle", 10)
    layers = (Layer(1000, "linear"), Network().layers[-1])
    session = Session(Experiment(fitted(Network(2, layers), source), source))
    model = MapModel(session, Colouring(session), session)
    model.set_cells(200)
    model.set_visible(True)
    model.wait()
    assert COARSE == 40
    assert model.job.grid.columns == model.job.grid.rows == 109  # ² · 1,003 ≤ 12,000,000
    model.choose(layer=2)
    session.set_run(Run.start(beginning(source)))
    model.set_cells(500)
    model.wait()
    assert model.job.grid.columns == 500
    assert model.layer == 2


# Curves.


def fit_of(outputs, contributions=((0.0,),), bias=0.0):
    """A fit over x from −1.2 to 1.2, of which −1 to 1 is where data can be."""
    x = np.linspace(-1.2, 1.2, 241)
    whole = [np.broadcast_to(np.array(rows, float), (len(rows), 241)) for rows in (outputs,)]
    parts = np.broadcast_to(np.array(contributions, float), (len(contributions), 241))
    return CurveFit(x, whole[0], parts, bias)


def data_of(*targets):
    train = Dots(np.linspace(-1, 1, len(targets)), np.array(targets, float).reshape(-1, 1))
    return CurveData(train, Dots(np.zeros(0), np.zeros((0, 1))))


@pytest.mark.parametrize(
    ("answers", "parts", "kind", "targets", "least", "largest"),
    [
        (0.5, 0, "none", (1.0, -2.0), 0.0, 2.0),  # the targets
        (3.0, 0, "none", (1.0, -2.0), 0.0, 3.0),  # the network, where it is near
        (9.0, 0, "none", (1.0, -2.0), 0.0, 4.0),  # or twice the targets
        (9.0, 0, "none", (), 0.0, 9.0),
        (0.5, 0, "none", (1.0,), 1.5, 1.5),
        (0.5, 7.0, "contributions", (1.0,), 0.0, 7.0),
        (0.5, 70.0, "contributions", (1.0,), 0.0, 20.0),
        (0.5, 70.0, "none", (1.0,), 0.0, 1.0),
        (0.5, -7.0, "sums", (1.0,), 0.0, 6.75),  # with a bias of a quarter
        (0.5, 700.0, "sums", (), 0.0, 20.0),
        (np.nan, 1.0, "none", (np.nan, 3.0), 0.0, 0.0),
    ],
)
def test_how_far_from_0_is_to_be_seen(answers, parts, kind, targets, least, largest):
    fit = fit_of(((answers,),), ((parts,),), bias=0.25)
    assert largest_of(fit, data_of(*targets), kind, least) == largest


def test_beyond_the_data_nothing_counts():
    fit = fit_of(((0.0,),))
    outside = np.where(np.abs(fit.x) > 1.001, 5.0, 0.5)[None]
    assert largest_of(fit._replace(outputs=outside), data_of(), "none") == 0.5


def test_the_axis_has_room_above_and_stands_while_there_is_some():
    assert [reach_for(largest) for largest in (0.0, 1.22, 1.23, 2.05, 3.1, 5.0, 8.2, 8.3)] == [
        *(1.25, 1.25, 2.1, 2.1, 3.2, 5.2, 8.4, 12.5)
    ]
    assert reach_for(1.0, 2.1) == 2.1  # 1.3 would just not do
    assert reach_for(0.9, 2.1) == 1.25
    assert reach_for(np.nan, 3.2) == 3.2
    assert reach_for(np.inf) == 1.25


def test_a_target_is_read_from_the_nearest_example():
    data = CurveData(
        Dots(np.array([0.0, 1.0]), np.array([[5.0], [6.0]])),
        Dots(np.array([0.4]), np.array([[7.0]])),
    )
    assert data.target_at(0.1, 0.1) == 5.0
    assert data.target_at(0.35, 0.1) == 7.0
    assert data.target_at(0.9, 0.1) == 6.0
    assert data.target_at(0.7, 0.1) is None
    assert data_of().target_at(0.0, 9.0) is None


@pytest.mark.parametrize(("tool", "first", "last"), [("erase", 98, 122), ("draw", 100, 120)])
def test_a_stroke_reaches_so_far_to_its_sides(tool, first, last):
    curve = DrawnCurve((0.5,) * PLACES)
    # Places are 0.01 apart, from −1 to 1: it goes from about that at 120 to about that at 100.
    stroke = curve_drawing.begin(tool, curve, (0.197, -0.25))
    stroke = curve_drawing.go_on(stroke, (0.003, -0.25))
    changed = [at for at, height in enumerate(stroke.curve.heights) if height != 0.5]
    assert (changed[0], changed[-1]) == (first, last)
    assert len(changed) == last - first + 1
    assert stroke.curve.heights[110] == (None if tool == "erase" else -0.25)


# Edges.


def test_edges_are_stretched_from_where_columns_were():
    painted, layout = arrange((3, 4, 2), 400, 300), arrange((3, 4, 2), 800, 500)
    found = stretched(layout, painted)

    def moved(x, y):
        return (
            found.x() + x * found.width() / painted.width,
            found.y() + y * found.height() / painted.height,
        )

    for at in (0, -1):
        old, new = painted.columns[at], layout.columns[at]
        assert moved(old.x, 0)[0] == pytest.approx(new.x)
    for at in (0, -1):  # of the longest column
        old, new = painted.columns[1].y[at], layout.columns[1].y[at]
        assert moved(0, old)[1] == pytest.approx(new)
    assert not stretched(layout, arrange((3, 2), 400, 300)).isValid()
    flat = stretched(arrange((1, 1, 1), 800, 500), arrange((1, 1, 1), 400, 300))
    assert flat.height() == 300  # a column of one has no length to be stretched


# The view of a curve.


@pytest.fixture
def curve(qtbot):
    """A curve fit with one hidden neuron, shown; text is 12 px large."""
    before = QApplication.font()
    QApplication.setFont(twelve())
    theme.apply("dark")
    source = Curve(("sine",), count=6)
    network = fitted(Network(1, (Layer(1, "tanh"), Network().layers[-1])), source)
    session = Session(Experiment(network, source))
    selection = Selection(session, session)
    found = CurveFitPanel(session, selection, Examples(session, session))
    qtbot.addWidget(found)
    session.setParent(found)
    found.show()
    yield found
    QApplication.setFont(before)


def test_axes_of_a_curve_have_as_many_numbers_as_there_is_room_for(curve):
    view, across, up = curve.view, [], []
    for side in range(140, 500, 20):
        view.setFixedSize(side, side)
        scene = view.scene
        across.append(len(scene.across))
        up.append(len(scene.up))
    assert across == [3] * 4 + [5] * 14
    assert up == [3] * 2 + [5] * 16


def test_a_thin_line_and_a_dot_are_hit_from_so_near(curve, qtbot):
    view = curve.view
    view.setFixedSize(400, 300)
    view.set_parts("contributions")
    scene = view.scene
    x, y = scene.line("part 0").places[120]
    assert [view.part_at(QPointF(x, y + off)) for off in (0, 3.9, -3.9, 4.6, -4.6)] == [
        *(0, 0, 0, None, None)
    ]
    dot = QPointF(*max(scene.marks[0].places, key=lambda place: place[0]))  # on the right
    session = curve.findChild(Session)
    for off, hit in ((8, True), (11, False)):
        at = (dot + QPointF(0, off)).toPoint()
        session.set_example(Example.own(session.experiment.input, np.zeros(1)))
        QTest.mouseClick(view, LEFT, NONE, at)
        assert (session.example.origin == "train") == hit


def test_there_is_room_for_all_that_is_read(curve):
    session, reading = curve.findChild(Session), curve.findChild(QLabel, "curveReading")
    caption, line = curve.findChild(QLabel, "curveCaption"), reading.fontMetrics().lineSpacing()
    found = []
    for shapes in (("sine",), ("sine", "saw"), ("sine", "saw", "bump")):
        session.set_run(Run.start(beginning(Curve(shapes, count=6))))
        for parts in ("none", "sums"):
            curve.view.set_parts(parts)
            found.append(reading.height() / line)
            assert caption.isVisible() == (parts == "sums")
    assert found == [1, 2, 2, 2, 3, 3]
    assert caption.height() == 3 * line


def test_the_output_whose_parts_are_shown_is_one_of_them(curve):
    session, view = curve.findChild(Session), curve.view
    session.set_run(Run.start(beginning(Curve(("sine", "saw", "bump"), count=6))))
    found = []
    for wanted in (-1, 0, 1, 2, 3, 9):
        view.set_output(wanted)
        found.append(view.output)
    assert found == [0, 0, 1, 2, 2, 2]


def test_arrow_keys_begin_at_the_example_that_is_shown(curve):
    session, view = curve.findChild(Session), curve.view
    began = float(session.example.inputs[0])
    for key, by in ((Qt.Key.Key_Right, 0.01), (Qt.Key.Key_Left, 0.0), (Qt.Key.Key_Left, -0.01)):
        QTest.keyClick(view, key)
        assert session.example.inputs == pytest.approx([began + by], abs=1e-6)


def test_nobody_draws_on_a_curve_that_is_given(curve):
    session, view = curve.findChild(Session), curve.view
    kind = PointInput(("x",), ((-1.0, 1.0),))
    given = Given(kind, Values(("y",)), (GivenExample((0.5,), values=(1.0,)),))
    view.tool.choose("draw")
    assert view.tool.kind == "draw"
    session.set_run(Run.start(Experiment(fitted(Network(), given), given)))
    assert (view.tool.kind, view.is_curve, view.tool.is_drawable) == ("look", True, False)
    for tool in ("draw", "erase"):
        view.tool.choose(tool)
        assert view.tool.kind == "look"
    assert not curve.findChild(QToolButton, "curveDraw").isEnabled()
