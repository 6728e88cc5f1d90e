"""A neuron's activation function: f and f′, the example on it, and where all others find it."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QWidget

from core.activations import ACTIVATIONS
from core.example import Example
from core.histograms import BINS, Scale
from core.network import Layer
from core.neuron_curve import curve_of
from core.neuron_use import REACH, flat_at, use_of, z_of
from core.parameters import LayerParameters
from core.propagation import forward
from core.run import Run
from core.snapshot import Snapshot
from gui import theme
from gui.activation_view.gallery import NAMES, tiles_of
from gui.activation_view.panel import ActivationPanel
from gui.activation_view.scene import Shown, bin_room, scene_of
from gui.colouring import Colouring
from gui.selection import Selection
from gui.session import Session
from gui.theme import DARK
from tests.helpers import tiny_data, tiny_experiment

DEEP = tiny_experiment((Layer(6, "relu"), Layer(5, "tanh")))
Z = np.array([-3.0, -0.7, 0.4, 2.5])


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name != "softmax"])
def test_the_slope_is_that_of_the_curve(name):
    near = 1e-6
    curve = curve_of(name, Z, alpha=0.1)
    rise = curve_of(name, Z + near, 0.1).a - curve_of(name, Z - near, 0.1).a
    assert curve.slopes == pytest.approx(rise / (2 * near), abs=1e-6)
    assert curve.a == pytest.approx(ACTIVATIONS[name].function(Z, np.array(0.1)))


def test_softmax_is_over_one_z_while_the_others_stay():
    others = np.array([0.3, -1.0, 2.0])
    curve = curve_of("softmax", Z, others=others)
    assert curve.a == pytest.approx(np.exp(Z) / (np.exp(Z) + np.exp(others).sum()))
    rise = (
        curve_of("softmax", Z + 1e-6, others=others).a
        - curve_of("softmax", Z - 1e-6, others=others).a
    )
    assert curve.slopes == pytest.approx(rise / 2e-6, abs=1e-6)
    alone = curve_of("softmax", Z, others=np.zeros(0))  # one output is always sure
    assert alone.a.tolist() == [1.0] * 4


@pytest.mark.parametrize(("layer", "index"), [(1, 4), (2, 1), (3, 2)])
def test_z_of_all_examples_is_that_of_float64(layer, index):
    session, inputs = Session(DEEP), tiny_data().train.inputs
    parameters = session.snapshot.parameters
    wide = tuple(LayerParameters(*(one.astype(float) for one in each)) for each in parameters)
    exact = forward(DEEP.network, wide, inputs.astype(float)).pre_activations[layer - 1][:, index]
    found = z_of(DEEP.network, parameters, inputs, layer, index)
    assert found == pytest.approx(exact, rel=1e-5, abs=1e-6)


def test_what_is_flat_is_counted():
    z = np.array([-9.0, -4.5, -1.0, 0.5, 4.5, np.nan, np.inf])
    use = use_of("sigmoid", z, of=900)
    assert (use.flat, use.dead, use.saturated) == (3, False, False)
    assert (use.examples, use.of, use.spread.broken) == (7, 900, 2)
    assert use.scale == Scale(-10, 10)
    assert use.spread.counts.sum() == 5
    assert use_of("sigmoid", np.full(40, 5.0), 40).saturated
    assert use_of("relu", z, 7).flat == 3
    assert use_of("relu", -np.abs(z[:5]), 5).dead
    assert not use_of("leaky relu", -np.abs(z[:5]), 5).dead
    assert use_of("elu", z, 7).flat == 2
    assert use_of("elu", np.array([-3.8, -4.0]), 2).flat == 1
    assert use_of("softmax", z, 7).flat == 0
    assert use_of("step", z, 7).flat == 5
    assert use_of("tanh", np.array([0.01]), 1).scale == Scale(-REACH, REACH)
    assert use_of("tanh", np.full(3, np.nan), 3)[4:] == (0, False, False)
    assert use_of("prelu", Z, 4, alpha=0.0).flat == 2


# What is seen


def seen(activation="sigmoid", z=1.0, use=None, others=(0.0,), alpha=None):
    return scene_of(Shown(activation, alpha, np.array(others), use, z), 400, 200, DARK)


def test_the_dot_lies_on_the_curve_and_the_tangent_touches_it(qapp):
    scene = seen(z=1.0)
    plot = scene.plot
    a = 1 / (1 + np.exp(-1))
    assert (scene.dot.x(), scene.dot.y()) == pytest.approx((plot.x(1), plot.y(a)))
    (first, last), slope = scene.tangent, a * (1 - a)
    assert (plot.y(0) - plot.y(1)) * slope / (plot.x(1) - plot.x(0)) == pytest.approx(
        (first.y() - last.y()) / (last.x() - first.x())
    )
    assert (first.x() + last.x()) / 2 == pytest.approx(scene.dot.x())
    (curve,) = scene.curve
    near = min(curve, key=lambda point: abs(point.x() - scene.dot.x()))
    assert abs(near.y() - scene.dot.y()) < 1
    # The shades are where sigmoid is within 2 % of an end.
    left, right = scene.flat
    assert left.right() == pytest.approx(plot.x(-np.log(49)), abs=1)
    assert right.left() == pytest.approx(plot.x(np.log(49)), abs=1)


def test_an_example_far_out_is_in_sight(qapp):
    scene = seen(z=80.0)
    assert scene.plot.room.left() < scene.dot.x() < scene.plot.room.right()


def test_jumps_are_gaps_and_a_slope_that_would_be_lost_is_enlarged(qapp):
    assert [len(seen(name).curve) for name in ("step", "sign", "relu", "tanh")] == [2, 2, 1, 1]
    assert [len(seen(name).slope) for name in ("step", "relu", "elu")] == [1, 2, 1]
    use = use_of("relu", np.linspace(-90, 90, 50), 50)
    scene = seen("relu", use=use)
    assert scene.times == 50
    assert scene.slope[1][-1].y() == pytest.approx(scene.plot.y(50))
    assert seen("sigmoid").times == 1


def test_bars_are_over_their_z_in_the_colour_of_its_sign(qapp):
    z = np.concatenate([np.full(6, -2.01), np.full(3, 1.01)])
    use = use_of("tanh", z, 9)
    scene = seen("tanh", use=use)
    bars = dict(scene.bars)
    (negative,), (positive,) = bars[DARK.negative], bars[DARK.positive]
    assert negative.left() <= scene.plot.x(-2.01) <= negative.right() + 1
    assert positive.left() <= scene.plot.x(1.01) <= positive.right() + 1
    assert negative.height() == pytest.approx(scene.plot.strip.height())
    assert positive.height() == pytest.approx(negative.height() / 2)
    assert bin_room(scene, use, BINS // 2).left() == pytest.approx(scene.plot.x(0))


def test_every_function_has_a_tile_and_the_neurons_own_is_marked(qapp):
    for wide, high in ((280, 110), (210, 100), (500, 300)):
        tiles = tiles_of("relu", "tanh", wide, high)
        assert [tile.name for tile in tiles] == list(NAMES)
        assert [tile.name for tile in tiles if tile.own] == ["relu"]
        assert [tile.name for tile in tiles if tile.looked] == ["tanh"]
        assert all(tile.room.right() <= wide + 1 for tile in tiles)
        assert all(tile.room.bottom() <= high + 1 for tile in tiles)
        assert not any(
            one.room.intersects(other.room) for one in tiles for other in tiles if one is not other
        )


# The panel


@pytest.fixture
def page_of(qtbot):
    """A function: session -> the page of its panel, seen, and the selection."""
    panels = []

    def make(session, size=(760, 260)):
        theme.apply("dark")
        selection = Selection(session, session)
        panel = ActivationPanel(session, selection, Colouring(session))
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.show()
        qtbot.waitUntil(lambda: panel.page.words != "")
        panels.append(panel)
        return panel.page, selection

    return make


def test_the_selected_neuron_is_looked_at_with_its_numbers(page_of):
    session = Session(DEEP)
    session.set_example(Example.of(tiny_data().train, "train", 7))
    page, selection = page_of(session)
    assert page.title == "hidden 1, neuron 1: relu"
    selection.select((2, 3))
    page.model.wait()
    z = session.forward.pre_activations[1][0, 3]
    a, slope = np.tanh(z), 1 - np.tanh(z) ** 2
    assert page.title == "hidden 2, neuron 4: tanh"
    assert page.reading == (
        f"Example: z = {z:.3g}, a = f(z) = {a:.3g}. Slope\xa0f′\xa0=\xa0{slope:.3g}"
    ).replace("-", "−")
    assert page.model.z == z
    assert page.plot.caption == "z of the 50 examples"
    selection.select((1, 2, 0))  # an edge: where it leads
    assert page.model.neuron == (2, 0)
    selection.select((0, 2))
    page.model.wait()
    assert page.title == "hidden 1, neuron 1: relu"
    assert page.words.startswith("An input has no activation function. For ")


def test_dead_and_saturated_neurons_are_told_with_a_number(page_of):
    session = Session(DEEP)
    parameters = session.snapshot.parameters
    parameters[0].biases[0] = -100
    parameters[1].biases[2] = 30
    session.set_snapshot(Snapshot(parameters, updates=1))
    page, selection = page_of(session)
    page.model.wait()
    assert page.words.startswith("Dead: z is at most 0 for the 50 training examples looked at.")
    selection.select((2, 2))
    page.model.wait()
    assert page.words.startswith("Saturated: for 100.0 % of 50 training examples")
    selection.select((3, 1))
    page.model.wait()
    assert page.words.startswith("Softmax depends on all 3 z of its layer.")
    parameters[1].weights[:] = np.nan
    session.set_snapshot(Snapshot(parameters, updates=2))
    page.model.wait()
    assert page.words == "z is not a finite number for 50 of 50 examples."


def test_a_click_in_the_gallery_looks_and_changes_nothing(page_of, qtbot):
    session = Session(DEEP)
    page, selection = page_of(session)
    before = session.experiment, session.snapshot
    tile = next(tile for tile in page.gallery.tiles if tile.name == "sigmoid")
    center = tile.room.center().toPoint()
    QTest.mouseClick(page.gallery, Qt.MouseButton.LeftButton, pos=center)
    page.model.wait()
    assert page.title == "hidden 1, neuron 1: sigmoid"
    assert page.words == (
        "In place of relu, with the same z: f′ is almost 0 for 0.0 % of 50 training examples."
    )
    assert (session.experiment, session.snapshot) == before
    page.gallery.setFocus()
    QTest.keyClick(page.gallery, Qt.Key.Key_Right)
    assert page.model.looked == "tanh"
    QTest.keyClick(page.gallery, Qt.Key.Key_Escape)
    assert page.model.looked == "relu"
    page.model.look_at("elu")
    selection.select((1, 1))  # another neuron: its own function
    assert page.model.looked == "relu"


def test_the_mouse_and_the_arrow_keys_read_a_bin(page_of):
    page, _ = page_of(Session(DEEP))
    use, plot = page.model.use, page.plot
    index = int(use.spread.counts.argmax())
    place = bin_room(plot.scene, use, index).center()
    QTest.mouseMove(plot, QPoint(round(place.x()), round(place.y())))
    low, high = use.scale.edge(index), use.scale.edge(index + 1)
    count = use.spread.counts[index]
    assert page.reading.startswith(
        f"z from {low:.3g} to {high:.3g}: {count} of 50 examples".replace("-", "−")
    )
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.pointed == index - 1
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert page.reading == "Choose an example under Data: a dot and a tangent show its z."


def test_without_examples_there_is_a_curve_and_a_sentence(page_of, qtbot):
    session = Session(replace(DEEP, source=None))
    theme.apply("dark")
    panel = ActivationPanel(session, Selection(session, session), Colouring(session))
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.page.model.lacks_examples)
    assert panel.page.plot.caption == (
        "There are no training examples, so there is no histogram of z."
    )
    assert panel.page.plot.scene.bars == ()
    panel.grab()


def test_words_of_other_data_go_at_once(page_of):
    session = Session(DEEP)
    page, _ = page_of(session)
    page.model.wait()
    assert "50 training examples" in page.words
    session.set_run(Run.start(DEEP))
    assert page.words == ""  # not those of the run before
    page.model.wait()
    assert "50 training examples" in page.words


def test_it_is_hidden_until_asked_for(make_window, qtbot):
    window = make_window(DEEP)
    dock = window.findChild(QDockWidget, "activationViewDock")
    panel = window.findChild(ActivationPanel, "activationView")
    assert dock.isHidden()
    assert panel.page is None
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: panel.page is not None and panel.page.model.use is not None)
    assert not dock.visibleRegion().isEmpty()
    # Behind another panel it rests, and is up to date when it comes back.
    window.findChild(QDockWidget, "lossPlotDock").raise_()
    page, told = panel.page, []
    qtbot.waitUntil(lambda: page.plot.visibleRegion().isEmpty())
    page.model.changed.connect(lambda: told.append(page.model.neuron))
    window.findChild(QWidget, "diagram").selection.select((2, 3))
    assert told == []
    dock.raise_()
    qtbot.waitUntil(lambda: page.title == "hidden 2, neuron 4: tanh")


def test_flat_at_has_one_definition_with_health():
    z = np.linspace(-6, 6, 101)
    a = 1 / (1 + np.exp(-z))
    assert (flat_at("sigmoid", z) == ((a < 0.02) | (a > 0.98))).all()
