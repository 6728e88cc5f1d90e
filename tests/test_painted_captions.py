"""Captions of layers, numbers of edges and cautions, as values: texts and places."""

import itertools

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QFont

from core.network import Layer, Network
from gui.diagram.captions import captions, cautions
from gui.diagram.edge_labels import edge_labels
from gui.diagram.layout import arrange
from gui.diagram.scene import Scene, Shown, output_names
from gui.theme import DARK
from tests.painted import BLUE, LAYOUT, ORANGE, picture_of, scene_of


def test_every_layer_has_its_own_caption(qapp):
    size, found = captions(LAYOUT, scene_of(), QFont())
    assert size == LAYOUT.lettering.title
    assert [caption[:2] for caption in found] == [
        ("input", "2"),
        ("hidden 1", "3 relu"),
        ("output", "2 softmax"),
    ]
    for caption, column in zip(found, LAYOUT.columns, strict=True):
        assert caption.left + caption.width / 2 == pytest.approx(column.x, abs=20)
    middle = found[1]
    assert middle.left + middle.width / 2 == pytest.approx(LAYOUT.columns[1].x)
    shown = (Shown("x"), Shown("z", np.zeros(3)), Shown(""))
    walking = captions(LAYOUT, scene_of(shown=shown), QFont())[1]
    assert [caption.details for caption in walking] == ["2: x", "3 relu: z", "2 softmax"]


def test_captions_grow_smaller_and_shorter_and_stay_in_the_window(qapp):
    network = Network(4, (*[Layer(4, "leaky relu")] * 9, Layer(2, "softmax")))
    scene = Scene(network, ())
    layout = arrange(network.sizes, 400, 300)
    size, found = captions(layout, scene, QFont())
    assert size == 10
    assert [caption.name for caption in found[1:4]] == ["h1", "h2", "h3"]  # never "hid…"
    assert [caption.details for caption in found[1:-1]] == ["4"] * 9  # never "4 le…"
    assert found[-1].details == "2 softmax"
    assert all(one.left + one.width <= two.left for one, two in itertools.pairwise(found))
    walk = (Shown("x"), *[Shown("z", np.zeros(4))] * 9, Shown("z", np.zeros(2)))
    walking = captions(layout, Scene(network, (), shown=walk), QFont())[1]
    assert [caption.details for caption in walking[1:-1]] == ["4: z"] * 9
    lefts = [caption.left for caption in found]
    assert lefts == sorted(set(lefts))
    assert all(caption.left >= 2 and caption.left + caption.width <= 398 for caption in found)
    far = layout.zoomed(6, -2000, 0)
    assert len(captions(far, scene, QFont())[1]) < len(found)


def test_every_edge_has_its_number_on_it(qapp):
    scene = scene_of()
    layout = arrange((2, 3, 2), 1100, 500)
    labels = edge_labels(layout, picture_of(scene, layout), DARK, QFont())
    assert len(labels) == 12
    said = {label.edge: (label.text, label.ink) for label in labels}
    assert said[0, 0, 1] == ("−2", BLUE)
    assert said[0, 1, 0] == ("2", ORANGE)
    assert said[1, 2, 1] == ("0.25", ORANGE)
    for (pair, source, target), _, room, *_ in labels:
        left, right = layout.columns[pair], layout.columns[pair + 1]
        share = (room.center().x() - left.x) / (right.x - left.x)
        assert 0.1 < share < 0.9
        y = left.y[source] + share * (right.y[target] - left.y[source])
        assert room.center().y() == pytest.approx(y)
        assert not any(room.intersects(other.room) for other in labels if other.room != room)


def test_labels_stand_at_the_first_place_that_is_free(qapp):
    layout = arrange((2, 3, 2), 1100, 500)
    close = replace(layout.columns[1], y=layout.columns[1].y[1] + np.array([-9.0, 0.0, 9.0]))
    layout = replace(layout, columns=(layout.columns[0], close, layout.columns[2]))
    found = edge_labels(layout, picture_of(scene_of(), layout), DARK, QFont())
    shares = []
    for (pair, *_), _, room, *_ in found:
        left, right = layout.columns[pair], layout.columns[pair + 1]
        shares.append(round((room.center().x() - left.x) / (right.x - left.x), 2))
    assert shares[:3] == [0.28, 0.5, 0.72]


def test_zero_is_labelled_as_a_weight_alone(qapp):
    scene = scene_of()
    scene.parameters[0].weights[0, 0] = 0
    layout = arrange((2, 3, 2), 1100, 500)
    for mode, count in (("weights", 12), ("change", 11)):
        picture = picture_of(scene, layout, mode)
        assert len(edge_labels(layout, picture, DARK, QFont())) == count


def test_weights_that_are_not_finite_are_told_over_their_edges(qapp):
    scene = scene_of()
    scene.parameters[1].weights[0] = np.nan
    (said,) = cautions(LAYOUT, scene, picture_of(scene), DARK)
    assert said.text == "2 of 6 weights\nnot finite"
    assert said.x == (LAYOUT.columns[1].x + LAYOUT.columns[2].x) / 2
    assert said.y == LAYOUT.room.y + LAYOUT.room.height / 2


def test_outputs_without_fitting_classes_are_numbered_from_1():
    network = Network(2, (Layer(3, "relu"), Layer(2, "softmax")))
    assert output_names(network, ("no", "yes")) == ("no", "yes")
    assert output_names(network, ("no", "yes", "maybe")) == ("1", "2")
