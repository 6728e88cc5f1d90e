"""What faces of neurons are painted of, and how fine, as found right: see `tests/kept.py`."""

import numpy as np
from PySide6.QtCore import QRectF

from core.beginnings import beginning
from core.data import Curve, Digits, Plane
from core.experiment import Experiment, fitted
from core.maps import Grid, View
from core.network import Layer, Network
from core.parameters import initialise
from core.propagation import forward
from core.run import Run
from gui.colouring import Colouring
from gui.diagram import face_close_up, face_paint
from gui.diagram.face_close_up import LargeFace, paint_large_face
from gui.diagram.face_paint import FacePainter, faces_of
from gui.diagram.faces import (
    LIVE_SIDE,
    FaceMaker,
    Wish,
    affordable_side,
    finest_side,
    wanted_side,
)
from gui.diagram.fills import BROKEN, LEVELS, fills, shades
from gui.diagram.layout import arrange
from gui.diagram.marks import Light
from gui.diagram.scene import Scene
from gui.diagram.wishes import shows_maps, wish_of
from gui.selection import Selection
from gui.session import Session
from gui.theme import DARK, LIGHT
from tests.kept import assert_kept
from tests.recorder import Recorder, plain, recorded


def test_faces_of_neurons(told, monkeypatch):
    plain(monkeypatch, face_paint, face_close_up)
    monkeypatch.setattr(face_paint, "QPainter", Recorder)

    def draw(name, paint):
        told.lines.extend([f"== {name}", *recorded(paint), ""])

    source = Plane("circle")
    layers = (Layer(2, "tanh"), Layer(3, "relu"), Network().layers[-1])
    network = fitted(Network(2, layers), source)
    experiment, parameters = Experiment(network, source), initialise(network, 3)
    parameters = tuple(
        one._replace(biases=np.linspace(-0.5, 1, len(one.biases), dtype=np.float32))
        for one in parameters
    )
    passed = forward(network, parameters, np.array([[1.5, -2]], np.float32))
    dark, lit = Scene(network, parameters), Scene(network, parameters, forward=passed)
    roomy = arrange(network.sizes, 500, 400, square=True)
    crowded = arrange(network.sizes, 200, 120, square=True)
    wish, maker = Wish.of(experiment, parameters), FaceMaker()
    for name, scene, layout, light, now in (
        ("biases", dark, roomy, None, DARK),
        ("activations, the end dimmed", lit, roomy, Light(0, 1), DARK),
        ("light", lit, roomy, None, LIGHT),
        ("little room", lit, crowded, None, DARK),
    ):
        faces = maker.make(wish, layout, 24, now)
        seen = faces_of(layout, scene, faces, light)
        draw(name, lambda p, at=layout, what=seen, how=now:
                  FacePainter().paint(p, at, what, how))  # fmt: skip
        told.lines.append(str([np.round(one, 4).tolist() for one in faces.scales]))
    monkeypatch.setattr(face_paint, "has_pixels", lambda painter: False)
    draw("in a file", lambda p: FacePainter().paint(p, crowded, seen, DARK))
    for layer in (0, 2):
        large = LargeFace.of(faces, layer, 1)
        room = QRectF(20, 30, 260, 90)
        draw(f"close by, {layer}",
                  lambda p, what=large, at=room: paint_large_face(p, at, what, DARK))  # fmt: skip
    for layout in (roomy, crowded):
        close = wish._replace(close=True)
        sides = [wanted_side(one, layout, 2.0, 144) for one in (wish, close)]
        told.lines.append(f"{sides} {finest_side(faces, layout, 1.0)}")
    assert_kept("faces", told.lines)


def test_faces_are_as_fine_as_there_is_time_for():
    small, large = (2, 3, 1), (2, 500, 500, 1)
    found = [
        [affordable_side(network_of(sizes), side) for side in (4, 32, LIVE_SIDE, 49, 144)]
        for sizes in (small, large)
    ]
    assert LIVE_SIDE == 48
    assert found == [[8, 32, 48, 49, 144], [8, 8, 8, 27, 27]]


def network_of(sizes):
    source = Plane("circle", 10)
    layers = (*(Layer(size, "tanh") for size in sizes[1:-1]), Network().layers[-1])
    return fitted(Network(2, layers), source)


def test_shades_of_signs_of_ink_and_of_what_is_dim():
    values = np.array([-2, -1, -0.5, 0, 0.01, 0.011, 1, 9, np.nan, np.inf])
    levels = shades(values, 1.0)
    assert levels.tolist() == [-48, -48, -24, 0, 0, 1, 48, 48, BROKEN, BROKEN]
    assert shades(np.array([1.0, 1.0]), np.array([2.0, 4.0])).tolist() == [24, 12]
    seen = [
        [f"{int(one) & 0xFFFFFF:06x}" for one in fills(now, neutral, dim)[::16]]
        for now in (DARK, LIGHT)
        for neutral, dim in ((False, False), (True, False), (False, True))
    ]
    assert seen == [
        ["8bc5ff", "568ec7", "3a6089", "272b35", "815d3e", "c38a54", "ffc185"],
        ["4da6ff", "4284c7", "375e89", "272b35", "777a82", "b3b5bb", "e8eaee"],
        ["4a6582", "324c68", "25374c", "1d1f27", "45362b", "634a35", "7e634b"],
        ["1668c7", "5792d7", "9ec0e8", "ffffff", "deb495", "c67d47", "b04b00"],
        ["1668c7", "5792d7", "9ec0e8", "ffffff", "a1a2a6", "5b5e64", "1c2028"],
        ["8fb5e1", "acc8e8", "ccddf0", "f8f9fb", "e9d7cb", "debea8", "d4a888"],
    ]
    assert all(len(fills(now)) == 2 * LEVELS + 2 for now in (DARK, LIGHT))
    assert [f"{int(fills(now)[-1]) & 0xFFFFFF:06x}" for now in (DARK, LIGHT)] == [
        *(now.error[1:] for now in (DARK, LIGHT))
    ]


def test_the_diagram_wishes_for_faces_of_what_it_shows(qapp):
    session = Session(beginning(Plane("circle", 40)))
    selection, colouring = Selection(session, session), Colouring(session)
    snapshot = session.snapshot
    for neurons, target, shown, close in (
        ("numbers", None, False, False),
        ("numbers", (1, 2), False, True),
        ("maps", None, True, False),
        ("maps", (1, 2), True, True),
        ("maps", (0, 1, 2), True, False),
    ):
        colouring.choose(neurons=neurons)
        selection.select(target)
        wish = wish_of(session, snapshot, colouring, selection)
        assert shows_maps(session, colouring) is shown
        if not (shown or close):
            assert wish is None
            continue
        assert (wish.shown, wish.close) == (shown, close)
        assert wish.parameters is snapshot.parameters
        assert (wish.network, wish.kind) == (session.experiment.network, session.experiment.input)
    plane = Grid(View.of(session.experiment.input), 12, 12)
    assert wish_of(session, snapshot, colouring, selection, plane=plane).plane is plane
    # The map tells of the plane that it showed until it has heard of the curve.
    session.set_run(Run.start(beginning(Curve())))
    wish = wish_of(session, session.snapshot, colouring, selection, plane=plane)
    assert (wish.shown, wish.plane) == (True, None)
    session.set_run(Run.start(beginning(Digits())))
    assert not shows_maps(session, colouring)
    assert wish_of(session, session.snapshot, colouring, selection) is None
