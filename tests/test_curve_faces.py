"""Curves as the faces of neurons: what each says over x, in place and in the colours of signs."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF

from core.beginnings import beginning
from core.data import Curve
from core.data.inputs import Picture, Point, Row
from core.network import Layer
from core.parameters import initialise
from core.propagation import forward
from gui.colouring import Colouring
from gui.diagram.curve_faces import curve_levels, has_faces
from gui.diagram.edges import EdgePainter
from gui.diagram.face_close_up import LargeFace
from gui.diagram.face_paint import faces_of
from gui.diagram.faces import FaceMaker, Wish
from gui.diagram.fills import MAP_LEVELS, map_fills
from gui.diagram.layout import arrange
from gui.diagram.legend_words import sentences
from gui.diagram.paint import NetworkPainter
from gui.diagram.scene import Scene
from gui.diagram.wishes import shows_maps
from gui.session import Session
from gui.theme import DARK, LIGHT
from tests.painted import painted

SIDE = 40


def made(theme=DARK, activation="tanh"):
    """Network, parameters and faces of a network that draws a curve."""
    experiment = beginning(Curve())
    layers = Layer(5, activation), Layer(3, "relu"), Layer(1, "linear")
    network = replace(experiment.network, layers=layers)
    experiment = replace(experiment, network=network)
    parameters = tuple(
        layer._replace(biases=np.linspace(-0.4, 0.5, len(layer.biases), dtype=np.float32))
        for layer in initialise(network, 4)
    )
    layout = arrange(network.sizes, 900, 600, square=True)
    wish = Wish.of(experiment, parameters)
    return network, parameters, layout, FaceMaker().make(wish, layout, SIDE, theme)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_a_face_is_the_neurons_curve_over_x(activation):
    network, parameters, _, faces = made(activation=activation)
    x = (-1 + (np.arange(SIDE, dtype=np.float32) + 0.5) * 2 / SIDE)[:, None]
    passed = forward(network, parameters, x)
    for layer in range(4):
        for index in range(network.sizes[layer]):
            values = passed.activations[layer][:, index].astype(float)
            levels = faces.levels[layer][index].astype(int)
            assert levels.shape == (SIDE, SIDE)
            bounded = layer == 1 and activation != "relu"
            largest = 1.0 if bounded else np.abs(values).max()
            if not bounded and layer and faces.scales[layer][index] > largest:
                continue  # it says next to nothing beside its layer, and stays flat
            rows = SIDE / 2 * (1 - 0.9 * values / largest)
            for place in range(SIDE):
                at = min(int(rows[place]), SIDE - 1)
                sign = -1 if values[place] < 0 else 1
                assert levels[at, place] * sign > 0.5 * MAP_LEVELS, (layer, index, place)
                beyond = int(rows[place] - 6 * sign)
                steep = np.abs(np.diff(rows)).max() > 3
                if not steep and 0 <= beyond < SIDE:
                    assert levels[beyond, place] == 0


def test_levels_are_a_line_and_a_pale_area_to_zero():
    values = np.array([[[1.0] * 20], [[-0.5] * 20], [[0.0] * 20], [[0.1, np.nan] * 10]])
    up, down, flat, broken = curve_levels(values, np.array([1.0, 1, 0, 1]))
    assert up[:, 7].tolist() == [180, 180, *[84] * 8, *[0] * 10]  # half a row from the rim
    assert down[:, 7].tolist() == [*[0] * 10, *[-84] * 4, -240, -60, *[0] * 4]
    # A neuron that is silent has its line at zero.
    assert flat[:, 7].tolist() == [*[0] * 9, 180, 180, *[0] * 9]
    assert set(broken[:, 1]) == {MAP_LEVELS + 1}
    assert MAP_LEVELS + 1 not in broken[:, 0]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_faces_are_painted_in_the_neurons(theme, qapp):
    network, parameters, layout, faces = made(theme)
    scene = Scene(network, parameters)
    picture = EdgePainter(once=True).paint(layout, 1.0, scene.weights, theme)
    picture = replace(picture, faces=faces)
    found = painted(
        round(layout.width),
        round(layout.height),
        lambda painter: NetworkPainter().paint(painter, layout, scene, picture, theme),
    )
    (shown,) = [face for face in faces_of(layout, scene, faces) if face.neuron == (0, 0)]
    room: QRectF = shown.room
    # The input is x itself: below zero at the left, above it at the right.
    pale = round(0.35 * MAP_LEVELS)
    low = found[
        round(room.center().y() + 0.12 * room.height()), round(room.left() + 0.2 * room.width())
    ]
    high = found[
        round(room.center().y() - 0.12 * room.height()), round(room.right() - 0.2 * room.width())
    ]
    none = found[
        round(room.center().y() - 0.12 * room.height()), round(room.left() + 0.2 * room.width())
    ]
    colours = map_fills(theme)
    expected = (colours[MAP_LEVELS + level] & 0xFFFFFF for level in (-pale, pale, 0))
    assert [low, high, none] == list(expected)


def test_only_points_of_one_or_two_coordinates_have_faces(qapp):
    plane = Point(("x₁", "x₂"), ((-1, 1), (-1, 1)))
    three = Point(("x₁", "x₂", "x₃"), ((-1, 1),) * 3)
    kinds = [Point(("x",), ((-1, 1),)), plane, three, Row(("x",)), Picture(4, 4)]
    assert [has_faces(kind) for kind in kinds] == [True, True, False, False, False]
    session, colouring = Session(beginning(Curve())), Colouring()
    assert shows_maps(session, colouring)
    colouring.choose(neurons="numbers")
    assert not shows_maps(session, colouring)


def test_the_legend_says_what_is_in_a_neuron(qapp):
    network, parameters, layout, faces = made()
    scene = Scene(network, parameters)
    picture = EdgePainter(once=True).paint(layout, 1.0, scene.weights, DARK)
    said = sentences(scene, replace(picture, faces=faces))
    assert any("In a neuron: its activation over x, as a curve; ring: bias." in one for one in said)


def test_close_by_it_is_told_what_the_curve_is_of(qapp):
    *_, faces = made()
    large = LargeFace.of(faces, 1, 2)
    assert large.lines == ("a over x, 0 in the middle:", "x from −1 to 1")
    assert large.pixels.shape == (SIDE, SIDE)
