"""The line where a network's answer changes: against the network itself, and where it is seen."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from core.beginnings import beginning
from core.data import Plane
from core.data.inputs import Point
from core.data.tasks import Classes, Values
from core.maps import Grid, View, neuron_maps
from core.network import Layer, Network
from core.parameters import initialise
from core.propagation import forward
from gui.colouring import Colouring
from gui.examples import Examples
from gui.maps.answer_colours import Answers
from gui.maps.boundary import boundary_of, paint_boundary
from gui.maps.decision_map import DecisionMap
from gui.maps.frame import Frame
from gui.maps.lines import joined
from gui.maps.map_foot import MapFoot
from gui.probe import Probe
from gui.selection import Selection
from gui.session import Session
from gui.theme import LIGHT
from tests.diagrams import pixels
from tests.recorder import recorded

KIND = Point(("x₁", "x₂"), ((-6.0, 6.0), (-6.0, 6.0)))
VIEW = View(-6, 6, -6, 6)


def level_places(outputs, last, task, side, seed=3):
    """The network, its parameters, and the boundary found in a grid of so many cells across."""
    network = Network(
        2,
        (Layer(5, "tanh"), Layer(outputs, last)),
        loss="mean squared error" if last == "linear" else "cross-entropy",
    )
    parameters = initialise(network, seed)
    grid = Grid(VIEW, side, side)
    maps = neuron_maps(network, parameters, KIND, grid)
    return network, parameters, boundary_of(Answers.of(maps, task, network.layers[-1], 1), grid)


@pytest.mark.parametrize("side", [40, 157, 570])
@pytest.mark.parametrize(("outputs", "last"), [(1, "sigmoid"), (4, "softmax")])
def test_two_classes_are_level_on_the_boundary_and_it_reaches_the_rim(outputs, last, side):
    names = "AB" if outputs == 1 else "ABCD"
    network, parameters, found = level_places(outputs, last, Classes(tuple(names)), side)
    assert len(found) > 20
    inside = found[(np.abs(found) < 6).all(axis=(1, 2))].mean(axis=1)
    said = forward(network, parameters, KIND.inputs(inside)).output
    if outputs == 1:
        said = np.hstack([1 - said, said])
    ahead = np.diff(np.sort(said, axis=1)[:, -2:], axis=1)
    assert np.quantile(ahead, 0.95) < 0.02
    assert np.abs(found).max() >= 6  # its ends are not short of the frame


def test_values_have_no_boundary():
    _, _, found = level_places(1, "linear", Values(("y",)), 40)
    assert found.shape == (0, 2, 2)


def test_it_is_on_the_map_where_no_other_lines_are_and_the_legend_says_so(qtbot):
    session = Session(beginning(Plane("blobs")))
    examples, selection, colouring = Examples(session), Selection(session), Colouring()
    panel = DecisionMap(session, examples, selection, colouring, Probe(session))
    qtbot.addWidget(panel)
    panel.resize(420, 560)
    panel.show()
    model, foot = panel.model, panel.findChild(MapFoot)
    qtbot.waitUntil(lambda: model.is_current)
    assert sum(map(len, model.boundary)) > 20
    assert foot.foot.words == "Stronger: more certain. Line: the answer changes."
    x, y = panel.view.frames[0].to_screen(max(model.boundary, key=len)[7]).tolist()
    ink = pixels(panel.view.grab(QRect(round(x) - 2, round(y) - 2, 5, 5)).toImage())
    near = [QColor(int(one)).lightness() for one in ink.ravel()]
    assert max(near) > 190  # the dark theme's text
    for choice in ({"layer": 1}, {"layer": 0, "each": True}):
        model.choose(**choice)
        assert not len(model.boundary)
        assert foot.foot.words == "Stronger colour: more certain."
    model.choose(each=False, mode="unsure")
    assert not len(model.boundary)


def test_the_line_is_as_dark_where_its_pieces_meet_as_between():
    frame = Frame(VIEW, QRectF(0, 0, 300, 300))
    x = np.linspace(-5, 5, 120)
    places = np.stack([x, 0.37 * x], axis=-1)
    (pieces,) = joined(np.stack([places[:-1], places[1:]], axis=1))
    whole = places[[0, -1]]

    def drawn(chain):
        image = QImage(300, 300, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.surface))
        painter = QPainter(image)
        paint_boundary(painter, (chain,), frame, LIGHT)
        painter.end()
        return pixels(image) & 0xFF

    assert np.abs(drawn(pieces).astype(int) - drawn(whole)).max() <= 24


def test_each_chain_is_painted_by_itself():
    # Qt takes 700 ms for a boundary of 1,200 chains in one path, and 150 for all of them.
    x = np.linspace(-5, 5, 40)
    chains = tuple(np.stack([x, 0.1 * x + step], axis=-1) for step in range(4))
    told = recorded(
        lambda painter: paint_boundary(painter, chains, Frame(VIEW, QRectF(0, 0, 300, 300)), LIGHT)
    )
    assert sum("drawPath" in line for line in told) == 4
