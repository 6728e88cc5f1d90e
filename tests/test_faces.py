"""Neurons show what they say over the plane: values, places, colours, and when they do not."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from core import project_file
from core.activations import ACTIVATIONS
from core.data import Plane
from core.experiment import Experiment, fitted
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.propagation import forward
from core.run import Run
from core.snapshot import Snapshot
from gui.__main__ import main
from gui.diagram.attention import Attention
from gui.diagram.edges import EdgePainter
from gui.diagram.face_close_up import LargeFace
from gui.diagram.face_paint import FacePainter, faces_of
from gui.diagram.faces import FINEST_SIDE, LIVE_SIDE, FaceMaker, Wish, wanted_side
from gui.diagram.fills import LEVELS, MAP_LEVELS, RINGS, fills, map_fills
from gui.diagram.layout import arrange, has_room_beneath
from gui.diagram.marks import Light, face_width
from gui.diagram.paint import NetworkPainter
from gui.diagram.scene import Scene, Shown
from gui.numbers import short
from gui.session import Session
from gui.theme import DARK, LIGHT, colour
from tests.diagrams import diagram_of, pixels, with_weights
from tests.painted import ORANGE, channels, painted
from tests.panels import field

pytestmark = pytest.mark.usefixtures("qapp")

FULL = {"dark": (0xFFE88B2E, 0xFF3A8DE0), "light": (0xFFF28A1E, 0xFF2F80DC)}  # +1 and −1
NOTHING = {"dark": 0xFF272B35, "light": 0xFFFFFFFF}


def experiment_of(*hidden, activation="tanh", features=("x₁", "x₂"), shape="circle"):
    source = Plane(shape, features=features)
    layers = tuple(Layer(size, activation) for size in hidden)
    network = Network(len(features), (*layers, Network().layers[-1]))
    return Experiment(fitted(network, source), source)


def layer_of(weights, biases):
    found = np.array(weights, np.float32), np.array(biases, np.float32)
    return LayerParameters(*found, np.zeros(0, np.float32))


def made(experiment, parameters, side=20, theme=DARK, maker=None, **more):
    layout = arrange(experiment.network.sizes, 900, 600, square=True)
    wish = Wish.of(experiment, parameters)
    return (maker or FaceMaker()).make(wish, layout, side, theme, **more)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "linear", "step"])
def test_a_face_is_the_activation_at_the_middle_of_every_cell(activation):
    experiment = experiment_of(5, 3, activation=activation, features=("x₁", "x₂", "x₁x₂"))
    parameters = initialise(experiment.network, 7)
    faces = made(experiment, parameters, side=12)
    steps = -6 + (np.arange(12) + 0.5)
    x, y = np.meshgrid(steps, steps[::-1])  # x₂ grows upwards
    a = np.stack([x, y, x * y], axis=-1).astype(np.float64)
    layers = [a]
    for layer, own in zip(experiment.network.layers, parameters, strict=True):
        a = ACTIVATIONS[layer.activation].function(
            a @ own.weights.astype(float) + own.biases, own.slopes
        )
        layers.append(a)
    for levels, scales, values in zip(faces.levels, faces.scales, layers, strict=True):
        shares = np.clip(np.moveaxis(values, -1, 0) / scales[:, None, None], -1, 1)
        assert np.abs(levels - MAP_LEVELS * shares).max() <= 0.51
        assert levels.shape == (values.shape[-1], 12, 12)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_colours_are_those_of_signs(theme):
    experiment = experiment_of(2)
    parameters = layer_of([[9, 0], [0, 0]], [0, 0]), layer_of([[0], [0]], [-50])
    faces = made(experiment, parameters, theme=theme)
    (plus, minus), nothing = FULL[theme.name], NOTHING[theme.name]
    right, left = faces.of(1, 0)[:, 12:], faces.of(1, 0)[:, :8]
    assert set(right.ravel().tolist()) == {plus}
    assert set(left.ravel().tolist()) == {minus}
    assert set(faces.of(1, 1).ravel().tolist()) == {nothing}
    assert set(faces.of(2, 0).ravel().tolist()) == {nothing}  # sigmoid of −50
    # The inputs: x₁ grows to the right, x₂ upwards.
    assert (faces.levels[0][0] == faces.levels[0][0][0]).all()
    assert (np.diff(faces.levels[0][0][0]) > 0).all()
    assert (np.diff(faces.levels[0][1][:, 0]) < 0).all()


def test_scales_of_unbounded_activations_are_their_own_but_who_says_nothing_stays_pale():
    experiment = experiment_of(3, activation="relu", features=("x₁", "sin x₁", "x₁²"))
    weights = np.zeros((3, 3))
    weights[0] = 1, 0.5, 0.01
    faces = made(experiment, (layer_of(weights, [0] * 3), layer_of([[1]] * 3, [0])), side=60)
    largest = [layer.max(axis=(1, 2)).tolist() for layer in faces.levels]
    assert largest[0] == [MAP_LEVELS] * 3
    strong, half, faint = largest[1]
    assert (strong, half) == (MAP_LEVELS, MAP_LEVELS)
    assert 0 < faint <= MAP_LEVELS / 6
    assert faces.scales[1][1] < faces.scales[1][0] < 6


def test_a_scale_stands_still_when_it_is_fixed_and_begins_again_with_another_training():
    experiment, maker = experiment_of(1, activation="linear"), FaceMaker()

    def scale(weight, **more):
        parameters = layer_of([[weight], [0]], [0]), layer_of([[1]], [0])
        return float(made(experiment, parameters, maker=maker, **more).scales[1][0])

    first = scale(1)
    assert scale(100, fixed=True) == first
    assert scale(100) > 50 * first
    assert scale(90) == scale(100)  # nothing flickers
    maker.restart_scales()
    assert scale(1) == first


def test_what_is_not_finite_has_the_colour_of_errors():
    experiment = experiment_of(2)
    parameters = layer_of([[np.nan, 1], [0, 0]], [0, 0]), layer_of([[0], [1]], [0])
    faces = made(experiment, parameters)
    assert (faces.levels[1][0] == MAP_LEVELS + 1).all()
    assert faces.of(1, 0)[0, 0] == 0xFF000000 | int(DARK.error[1:], 16)
    assert (np.abs(faces.levels[1][1]) <= MAP_LEVELS).all()


def test_large_networks_have_coarse_faces_and_tiny_neurons_none():
    small, large = experiment_of(8, 8), experiment_of(300, 300)
    assert made(small, initialise(small.network, 0), side=32).side == 32
    faces = made(large, initialise(large.network, 0), side=32)
    assert faces.side == 8
    assert [len(layer) for layer in faces.pixels] == [2, 0, 0, 1]
    assert faces.of(1, 0) is None


# On neurons.


def scene_and_picture(hidden=(4, 2), size=(900, 600), square=True, light=None, **more):
    experiment = experiment_of(*hidden)
    parameters = initialise(experiment.network, 3)
    parameters = tuple(one._replace(biases=one.biases + 1) for one in parameters)
    scene = Scene(experiment.network, parameters, **more)
    layout = arrange(experiment.network.sizes, *size, square=square)
    picture = EdgePainter(once=True).paint(layout, 1.0, scene.weights, DARK)
    faces = FaceMaker().make(Wish.of(experiment, parameters), layout, 40, DARK)
    return scene, layout, replace(picture, faces=faces)


def pixels_of(scene, layout, picture, light=None):
    size = round(layout.width), round(layout.height)
    return painted(
        *size,
        lambda painter: NetworkPainter().paint(painter, layout, scene, picture, DARK, light=light),
    )


def test_faces_are_painted_where_neurons_are_in_rims_of_their_biases():
    scene, layout, picture = scene_and_picture()
    found = pixels_of(scene, layout, picture)
    faces = faces_of(layout, scene, picture.faces)
    assert [face.neuron for face in faces] == [
        (layer, index) for layer, size in enumerate((2, 4, 2, 1)) for index in range(size)
    ]
    column = layout.columns[0]
    x, y, far = round(column.x), round(column.y[0]), round(0.75 * column.radius)
    left, right = channels(found[y, x - far]), channels(found[y, x + far])
    assert left[2] > left[0] + 60  # x₁ is negative at the left: blue
    assert right[0] > right[2] + 60  # and orange at the right
    column = layout.columns[1]
    rim = round(column.x - column.radius + 1), round(column.y[0])
    assert channels(found[rim[1], rim[0]]) == channels(int(ORANGE[1:], 16))
    assert faces[2].ring == RINGS


def test_in_a_step_of_a_walk_neurons_show_its_numbers():
    scene, layout, picture = scene_and_picture()
    walking = replace(scene, shown=(Shown("a", np.zeros(2)),) + (Shown(),) * 3)
    found, column = pixels_of(walking, layout, picture), layout.columns[0]
    x, y, far = round(column.x), round(column.y[0]), round(0.75 * column.radius)
    calm = int(fills(DARK)[LEVELS]) & 0xFFFFFF
    assert (found[y, x - far], found[y, x + far]) == (calm, calm)


def test_at_a_point_that_is_looked_at_faces_stay_and_have_its_numbers():
    scene, layout, picture = scene_and_picture()
    passed = forward(scene.network, scene.parameters, np.array([[0.9, -1.0]], np.float32))
    looking = replace(scene, forward=passed, probed=True)
    found, before = (pixels_of(one, layout, picture) for one in (looking, scene))
    seen = faces_of(layout, looking, picture.faces)
    assert len(seen) == sum(scene.network.sizes)
    for face in seen:
        layer, index = face.neuron
        assert face.over + face.under == short(float(passed.activations[layer][0][index]))
        x, top = round(face.room.center().x()), round(face.room.top() + 0.3 * face.room.height())
        assert found[top, x] == before[top, x]  # the map is as it was
    # A little smaller, and numbers stand over the feet of faces, on plates.
    close = arrange(scene.network.sizes, 500, 300, square=True)
    plated = [face for face in faces_of(close, looking, picture.faces) if face.over]
    assert plated
    assert not any(face.under for face in plated)
    fresh = EdgePainter(once=True).paint(close, 1.0, scene.weights, DARK)
    small = pixels_of(looking, close, replace(fresh, faces=picture.faces))
    for face in plated:
        foot, left = face.room.bottom() - 2, face.room.center().x() - 8
        ground = int(colour(DARK.window).rgb()) & 0xFFFFFF
        near = np.abs(np.subtract(channels(small[round(foot), round(left)]), channels(ground)))
        assert near.max() < 60
    # Where faces are smaller than a number, fills tell it.
    tiny = arrange(scene.network.sizes, 260, 180, square=True)
    assert {face.neuron[0] for face in faces_of(tiny, looking, picture.faces)} < {0, 1, 2, 3}


def test_what_does_not_stand_out_is_dimmed():
    scene, layout, picture = scene_and_picture()
    dim = [
        face.dim
        for face in faces_of(layout, scene, picture.faces, Light(0, 1))
        if face.neuron[1] == 0
    ]
    assert dim == [False, False, True, True]


def test_numbers_stand_beneath_where_there_is_room():
    experiment = experiment_of(2, 2)
    parameters = initialise(experiment.network, 3)
    scene = Scene(experiment.network, parameters)
    layout = arrange(experiment.network.sizes, 900, 600, square=True)
    faces = FaceMaker().make(Wish.of(experiment, parameters), layout, 20, DARK)
    assert [face.under for face in faces_of(layout, scene, faces)][:3] == ["", "", "b 0.00"]
    passed = forward(experiment.network, parameters, np.array([[1.5, -2]], np.float32))
    lit = replace(scene, forward=passed)
    assert [face.under for face in faces_of(layout, lit, faces)][:2] == ["1.50", "−2.00"]
    crowded = arrange(experiment.network.sizes, 400, 200, square=True)
    assert {face.under for face in faces_of(crowded, lit, faces)} == {""}


def test_squares_are_as_large_as_there_is_room_and_never_touch():
    for sizes in ((2, 4, 2, 1), (2, 8, 8, 8, 8, 8, 8, 1), (7, 6, 4, 1), (2, 30, 1), (2, 1)):
        for size in ((700, 487), (1244, 742), (400, 300), (2500, 1300)):
            discs, squares = (arrange(sizes, *size, square=square) for square in (False, True))
            for disc, square in zip(discs.columns, squares.columns, strict=True):
                assert square.radius >= 0.9 * disc.radius
                assert 2 * square.radius <= 0.9 * square.pitch or len(square.y) == 1
            for one, other in zip(squares.columns, squares.columns[1:], strict=False):
                assert other.x - one.x > one.radius + other.radius + 8
            for column in squares.columns:
                assert column.top >= squares.room.y - 1
                figures = squares.lettering.figures
                beneath = figures if has_room_beneath(column, figures) else 0
                assert column.bottom + 1.3 * beneath <= squares.room.y + squares.room.height + 4
            last = squares.columns[-1]
            assert last.x + last.radius < squares.width - squares.room.x


def test_numbers_beneath_squares_are_there_only_where_neighbours_leave_them_room():
    deep, shallow = (2, *[8] * 6, 1), (2, 4, 4, 1)
    narrow, wide = (arrange(sizes, 560, 480, square=True) for sizes in (deep, shallow))
    figures = narrow.lettering.figures
    assert not any(has_room_beneath(column, figures) for column in narrow.columns)
    assert 2 * narrow.columns[3].radius >= 0.55 * narrow.columns[3].between  # and are large
    assert all(has_room_beneath(column, wide.lettering.figures) for column in wide.columns)


def test_a_large_face_is_made_for_every_pixel_of_a_dense_screen():
    experiment = experiment_of(2)
    layout = arrange((2, 2, 1), 1300, 900, square=True)
    wish = Wish.of(experiment, initialise(experiment.network, 0))
    assert wanted_side(wish, layout, 2.0, FINEST_SIDE) == round(
        2 * face_width(layout.columns[1].radius, layout.unit)
    )
    assert len(np.unique(map_fills(LIGHT))) > 400  # and no steps are seen in it


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_maps_that_come_fast_are_drawn_pixel_by_pixel(ratio):
    scene, layout, picture = scene_and_picture((8, 8, 8, 8), (620, 460))
    wish = picture.faces.wish
    side = wanted_side(wish, layout, ratio, 4 * LIVE_SIDE, live=True)
    radius = layout.columns[2].radius
    assert side == round(ratio * face_width(radius, layout.unit))
    faces = FaceMaker().make(wish, layout, side, DARK)
    face = next(one for one in faces_of(layout, scene, faces) if one.neuron == (2, 3))
    image = QImage(round(620 * ratio), round(460 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    FacePainter().paint(painter, layout, (face,), DARK)
    painter.end()
    found, rim = pixels(image), round(4 * ratio)
    middle = (face.room.center() * ratio).toPoint()
    within = face.pixels[rim : side - rim, rim : side - rim] & 0xFFFFFF
    places = [
        (down, right)
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
        for top in [middle.y() - side // 2 + rim + down]
        for left in [middle.x() - side // 2 + rim + right]
        if np.array_equal(found[top : top + len(within), left : left + len(within)], within)
    ]
    assert len(places) == 1


# In the diagram.


@pytest.fixture
def show(qtbot):
    def show(experiment):
        session = Session(experiment)
        diagram = diagram_of(session)
        qtbot.addWidget(diagram)
        diagram.resize(900, 600)
        diagram.show()
        diagram.wait_for_picture()
        diagram.wait_for_picture()  # after the coarse one
        return session, diagram

    return show


def test_faces_follow_the_snapshot_and_are_finest_at_rest(qtbot, show):
    session, diagram = show(experiment_of(4, 2))
    qtbot.waitUntil(lambda: not diagram.will_refine and not diagram.is_painting)
    layout = diagram.layout_now
    widest = max(face_width(column.radius, layout.unit) for column in layout.columns)
    assert diagram.picture.faces.side == round(widest)
    before = diagram.picture.faces
    session.set_training(True)
    with qtbot.waitSignal(diagram.snapshot_painted):
        with_weights(
            session, lambda parameters: np.negative(parameters[0].weights, parameters[0].weights)
        )
    faces = diagram.picture.faces
    assert faces.wish.parameters is session.snapshot.parameters
    assert faces.side == LIVE_SIDE
    assert not np.array_equal(faces.levels[1][0][::8, ::8], before.levels[1][0][::8, ::8])
    session.set_training(False)
    qtbot.waitUntil(lambda: diagram.picture.faces.side == before.side)


def test_only_points_of_a_plane_have_faces_and_only_while_maps_are_chosen(show):
    _, diagram = show(Experiment())
    assert diagram.picture.faces is None
    assert not diagram.layout_now.square
    _, diagram = show(experiment_of(4, 2))
    assert diagram.picture.faces_on_neurons
    assert diagram.layout_now.square
    diagram.colouring.choose(neurons="numbers")
    diagram.wait_for_picture()
    assert diagram.picture.faces is None
    assert not diagram.layout_now.square
    diagram.selection.select((1, 0))  # from close by it is seen all the same
    diagram.wait_for_picture()
    assert diagram.picture.faces
    assert diagram.picture.faces_on_neurons is None


def test_a_corner_of_a_square_is_the_neuron_and_its_card_has_the_map(show):
    _, diagram = show(experiment_of(4, 2))
    column = diagram.layout_now.columns[1]
    corner = QPointF(column.x - 0.9 * column.radius, float(column.y[2]) + 0.9 * column.radius)
    none = Qt.MouseButton.NoButton
    place = diagram.mapToGlobal(corner)
    move = QMouseEvent(
        QEvent.Type.MouseMove, corner, place, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(diagram, move)
    assert diagram.under_mouse == (1, 2)
    given = diagram.layout_now, None, None, diagram.under_mouse, corner, DARK, diagram.font()
    said = Attention.of(diagram.scene_now, diagram.picture, *given)
    assert np.array_equal(said.face, diagram.picture.faces.of(1, 2))


def test_close_by_it_is_told_what_the_map_is_of():
    experiment = experiment_of(2, activation="relu")
    faces = made(experiment, initialise(experiment.network, 0))
    large = LargeFace.of(faces, 1, 0)
    assert large.lines[:3] == ("a at every point:", "x₁ from −6 to 6", "x₂ from −6 to 6")
    assert large.lines[3].startswith("full colour: ±")
    assert np.array_equal(large.pixels, faces.of(1, 0))
    assert LargeFace.of(None, 1, 0) is None


# In the window, and in files.


@pytest.fixture
def window(make_real_window):
    return make_real_window(experiment_of(8, 8, shape="spiral"))


def test_every_frame_of_a_training_has_faces_and_edges_of_one_snapshot(qtbot, window):
    session, diagram, inspector = window.session, field(window, "diagram"), []
    frames = []
    diagram.selection.select((1, 2))
    diagram.faces_shown.connect(inspector.append)

    def note():
        faces, shown = diagram.picture.faces, session.snapshot
        frames.append(shown.updates)
        assert diagram.job.snapshot is shown
        assert faces.wish.parameters is shown.parameters
        assert inspector[-1] is faces

    session.set_training(True)
    qtbot.waitUntil(lambda: len(session.history) > 3, timeout=60_000)
    with qtbot.captureExceptions() as failed:
        diagram.snapshot_painted.connect(note)
        qtbot.waitUntil(lambda: len(set(frames)) > 30 or bool(failed), timeout=60_000)
        diagram.snapshot_painted.disconnect(note)
    assert not failed
    session.set_training(False)
    qtbot.waitUntil(lambda: session.snapshot.complete, timeout=60_000)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_in_a_file_has_faces(tmp_path, kind, qapp):
    experiment = experiment_of(3)
    parameters = layer_of([[9, 0, 0], [0, 0, 0]], [0, 0, 0]), layer_of([[0]] * 3, [-50])
    run = replace(Run.start(experiment), snapshot=Snapshot(parameters))
    saved, picture = tmp_path / "a.netglow", tmp_path / f"a.{kind}"
    project_file.save(saved, run)
    assert main(["render", str(saved), "-o", str(picture)]) == 0
    if kind == "svg":
        assert picture.read_text().count("<image") == 2 + 2 + 3 + 1  # and bars of the legend
        return
    found, layout = pixels(QImage(str(picture))), arrange((2, 3, 1), 1600, 1000, square=True)
    column = layout.columns[1]
    x, y, far = round(column.x), round(column.y[0]), round(0.5 * column.radius)
    plus, minus = (colour & 0xFFFFFF for colour in FULL["dark"])
    assert (found[y, x + far], found[y, x - far]) == (plus, minus)
