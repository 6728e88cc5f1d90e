"""The tools for points by hand: what a press and a drag do to the session's source."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSlider

from core.beginnings import beginning
from core.data import Digits, Plane, Points
from core.data.points import MOST
from core.experiment import Experiment
from core.run import Run
from gui import theme
from gui.maps.point_tool import SPRAY_RATE, PointTool
from gui.maps.point_tools import PointTools
from gui.session import Session
from tests.panels import field

PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Clock:
    """A clock that stands still until it is set."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def session(qapp):
    return Session(beginning(Points()))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def tool(session, clock):
    return PointTool(session, session, clock)


@pytest.fixture
def bar(qtbot, session):
    theme.apply("dark")
    found = PointTools(session)
    qtbot.addWidget(found)
    found.resize(300, 100)
    with qtbot.waitExposed(found):
        found.show()
    return found


def drag(tool, *places, modifiers=PLAIN):
    tool.press(places[0], modifiers)
    for place in places[1:]:
        tool.move(place)
    tool.release(places[-1])


def click(bar, name):
    QTest.mouseClick(field(bar, name), Qt.MouseButton.LeftButton)


def places(session):
    return session.experiment.source.places().round(3).tolist()


def test_each_drag_is_undone_as_one(session, tool):
    drag(tool, (1, 1), (1.5, 1), (2, 1))
    tool.brush = tool.brush._replace(label=1)
    drag(tool, (-3, 0))
    assert places(session) == [[1, 1], [1.5, 1], [2, 1], [-3, 0]]
    assert list(session.experiment.source.labels) == [0, 0, 0, 1]
    session.undo_stack.undo()
    assert len(places(session)) == 3
    session.undo_stack.undo()
    assert places(session) == []
    session.undo_stack.redo()
    assert len(places(session)) == 3
    assert session.undo_stack.undoText() == "Draw points"


def test_a_spiral_becomes_points_and_training_goes_on(session, tool):
    spiral = Plane("spiral", count=60, features=("x₁", "x₂", "x₁x₂"))
    session.set_run(Run.start(beginning(spiral)))
    run = session.run
    session.set_training(True)
    drag(tool, (5, -5))
    drawn = session.experiment.source
    assert isinstance(drawn, Points)
    assert (len(drawn), drawn.features) == (61, spiral.features)
    assert places(session)[-1] == [5, -5]
    assert session.training
    assert session.run.id == run.id
    session.undo_stack.undo()
    assert session.experiment.source == spiral


def test_a_tool_that_meets_nothing_changes_nothing(session, tool):
    spiral = Plane("spiral", count=60)
    session.set_run(Run.start(beginning(spiral)))
    tool.brush = tool.brush._replace(tool="move", radius=0.1)
    drag(tool, (-5.9, 5.9), (0, 0))
    tool.brush = tool.brush._replace(tool="erase")
    drag(tool, (-5.9, 5.9), (-5.5, 5.9))
    assert session.experiment.source == spiral
    assert session.undo_stack.count() == 0


def test_shift_erases_with_any_tool(session, tool):
    drag(tool, (1, 1), (3, 1))
    drag(tool, (3.2, 1), modifiers=SHIFT)
    assert places(session) == [[1, 1]]
    assert tool.brush.tool == "pen"
    assert session.undo_stack.undoText() == "Erase points"


def test_a_point_is_moved_in_one_go(session, tool):
    drag(tool, (1, 1), (3, 1))
    tool.brush = tool.brush._replace(tool="move", radius=0.5)
    drag(tool, (3.1, 1.1), (2, 2), (-1, 4))
    assert places(session) == [[1, 1], [-1, 4]]
    session.undo_stack.undo()
    assert places(session) == [[1, 1], [3, 1]]


def test_the_spray_goes_on_while_the_button_is_held(qtbot, session, tool, clock):
    tool.brush = tool.brush._replace(tool="spray", label=1, radius=0.5)
    tool.press((-4, 4), PLAIN)
    assert len(places(session)) == 1
    clock.now = 0.1
    tool.move((-2, 4))
    expected = 1 + int(SPRAY_RATE * 0.1)
    qtbot.waitUntil(lambda: len(places(session)) == expected)
    tool.release((-2, 4))
    assert tool.stroke is None
    found = np.array(places(session))
    assert (found[:, 0] >= -4.5).all()
    assert (found[:, 0] <= -1.5).all()
    assert np.ptp(found[:, 0]) > 0.8  # along the way, not at its end alone
    assert (np.abs(found[:, 1] - 4) <= 0.5).all()
    clock.now = 1.0
    QApplication.processEvents()
    assert len(places(session)) == expected
    session.undo_stack.undo()
    assert places(session) == []


@pytest.mark.parametrize("name", ["pen", "spray"])
def test_a_full_canvas_is_told_and_nothing_is_lost(qtbot, session, bar, name):
    full = Points().put(np.zeros((MOST, 2)), np.zeros(MOST))
    session.set_run(Run.start(beginning(full)))
    bar.choose(name)
    with qtbot.waitSignal(bar.tool.refused):
        drag(bar.tool, (1, 1), (2, 2))
    assert session.experiment.source == full
    hint = field(bar, "pointsHint")
    assert isinstance(hint, QLabel)
    assert (
        hint.text()
        == bar.hint
        == ("There are 20,000 points, and no more fit. Erase some to draw others.")
    )
    assert hint.palette().windowText().color().name() == "#ff6b6b"
    drag(bar.tool, (0, 0), modifiers=SHIFT)
    assert len(session.experiment.source) == 0
    assert hint.palette().windowText().color().name() == "#9ba4b4"


def test_too_many_points_of_a_plane_are_told(qtbot, session, bar):
    many = Plane("circle", count=100_000)
    session.set_run(Run.start(Experiment(session.experiment.network, many)))
    with qtbot.waitSignal(bar.tool.refused):
        drag(bar.tool, (1, 1))
    assert bar.hint.startswith("There are 100,000 points, and at most 20,000 can be drawn on.")
    assert session.experiment.source == many


def test_what_changes_in_mid_stroke_is_not_drawn_over(session, tool):
    drag(tool, (1, 1))
    tool.press((2, 2), PLAIN)
    session.undo_stack.undo()
    tool.move((4, 4))
    tool.release((4, 4))
    assert places(session) == [[1, 1]]


# The bar.


def test_an_empty_canvas_has_the_pen_and_says_what_to_do(session, bar):
    assert bar.chosen is bar.tool
    assert bar.tool.brush.tool == "pen"
    assert field(bar, "pointsPen").isChecked()
    assert bar.hint == "Click to put points of class A, or drag. Shift erases."
    click(bar, "pointsClassB")
    assert bar.hint == "Click to put points of class B, or drag. Shift erases."
    drag(bar.tool, (1, 1))
    assert list(session.experiment.source.labels) == [1]
    click(bar, "pointsClear")
    assert session.experiment.source == Points()
    session.undo_stack.undo()
    assert len(session.experiment.source) == 1


def test_tools_are_chosen_by_click_and_by_key(qtbot, session, bar):
    with qtbot.waitSignal(bar.chosen_changed):
        click(bar, "pointsErase")
    assert bar.tool.brush.tool == "erase"
    assert bar.tool.cursor_radius == 0.8
    slider = field(bar, "pointsRadius")
    assert isinstance(slider, QSlider)
    slider.setValue(15)
    assert bar.tool.cursor_radius == 1.5
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    for key, name in (("S", "spray"), ("M", "move"), ("P", "pen")):
        with qtbot.waitSignal(bar.chosen_changed):
            QTest.keyClick(bar, key)
        assert bar.tool.brush.tool == name
    assert bar.tool.cursor_radius == 0
    with qtbot.waitSignal(bar.chosen_changed):
        QTest.keyClick(bar, "Q")
    assert bar.chosen is None
    assert not field(bar, "pointsRadius").isVisible()


def test_classes_are_those_of_the_source_and_more_can_be_had(session, bar):
    def shown():
        return [name for name in "ABCDEFGH" if field(bar, f"pointsClass{name}").isVisible()]

    assert shown() == ["A", "B"]
    drag(bar.tool, (1, 1))
    click(bar, "pointsAddClass")
    assert shown() == ["A", "B", "C"]
    assert session.experiment.network.layers[-1].neurons == 3
    assert places(session) == [[1, 1]]
    click(bar, "pointsClassC")
    session.undo_stack.undo()
    assert shown() == ["A", "B"]
    assert bar.tool.brush.label == 0
    for _ in range(6):
        click(bar, "pointsAddClass")
    assert session.experiment.source.classes == 8
    assert not field(bar, "pointsAddClass").isVisible()


def test_the_bar_is_there_where_points_can_be_drawn(session, bar):
    assert bar.isVisible()
    for source, there in ((Plane("rings"), True), (Plane("hills"), False), (Digits(), False)):
        session.set_run(Run.start(beginning(source)))
        assert bar.isVisible() == there
        assert bar.chosen is None or there


def test_discs_have_the_colours_of_the_classes(bar):
    for label, name in enumerate("AB"):
        picture = field(bar, f"pointsClass{name}").icon().pixmap(24, 24).toImage()
        middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
        assert middle.name() == theme.DARK.classes[label]
