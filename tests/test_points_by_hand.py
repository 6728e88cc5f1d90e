"""Points drawn on the decision map with the mouse, in the window."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from core.beginnings import beginning
from core.data import Plane, Points
from core.run import Run
from gui.maps.decision_map import DecisionMap
from tests.panels import field

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(make_window):
    return make_window(beginning(Points()), size=(1280, 800))


@pytest.fixture
def plane(window):
    """The decision map."""
    found = field(window, "decisionMap")
    assert isinstance(found, DecisionMap)
    return found


def at(plane, *place):
    """Where (x₁, x₂) is on the map, in px."""
    (frame,) = plane.view.frames
    left, right, bottom, top = frame.view
    x = frame.room.left() + (place[0] - left) / (right - left) * frame.room.width()
    y = frame.room.top() + (top - place[1]) / (top - bottom) * frame.room.height()
    return QPointF(x, y).toPoint()


def drag(plane, *places, modifiers=PLAIN):
    QTest.mousePress(plane.view, LEFT, modifiers, at(plane, *places[0]))
    for place in places[1:]:
        QTest.mouseMove(plane.view, at(plane, *place))
    QTest.mouseRelease(plane.view, LEFT, modifiers, at(plane, *places[-1]))


def close_to(points, places):
    assert len(points) == len(places)
    for found, expected in zip(points.places().tolist(), places, strict=True):
        assert found == pytest.approx(expected, abs=0.06)


def test_points_are_put_moved_and_erased_where_the_mouse_is(window, plane):
    session = window.session
    QTest.mouseClick(plane.view, LEFT, pos=at(plane, 2, -3))
    QTest.mouseClick(field(window, "pointsClassB"), LEFT)
    drag(plane, (-4, 4), (-3, 4))
    close_to(session.experiment.source, [(2, -3), (-4, 4), (-3, 4)])
    assert list(session.experiment.source.labels) == [0, 1, 1]
    QTest.mouseClick(field(window, "pointsMove"), LEFT)
    drag(plane, (2, -3), (3, 0), (5, 5))
    close_to(session.experiment.source, [(5, 5), (-4, 4), (-3, 4)])
    QTest.mouseClick(field(window, "pointsErase"), LEFT)
    drag(plane, (-5, 3.8), (-2, 3.8))
    close_to(session.experiment.source, [(5, 5)])
    for _ in range(4):
        window.actions_by_name["undoAction"].trigger()
    assert session.experiment.source == Points()
    assert not session.example.origin  # a tool chooses no example


def test_who_looks_draws_nothing(window, plane):
    QTest.mouseClick(field(window, "pointsLook"), LEFT)
    assert plane.tool is None
    QTest.mouseClick(plane.view, LEFT, pos=at(plane, 2, -3))
    assert window.session.experiment.source == Points()
    assert window.session.example.origin == "hand"


def test_tools_are_there_for_classes_alone(window):
    tools = field(window, "pointTools")
    assert tools.isVisible()
    window.session.set_run(Run.start(beginning(Plane("ripple"))))
    assert not tools.isVisible()
    assert field(window, "decisionMap").isVisible()
    window.session.set_run(Run.start(beginning(Plane("blobs"))))
    assert tools.isVisible()
