"""A sum that a walk by edges follows is one number in diagram, matrices and words."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from core.sums import so_far
from core.walkthrough import Place
from gui.colouring import Colouring
from gui.diagram.act import ARRIVAL, Act
from gui.diagram.layout import BASE
from gui.diagram.lettering import em
from gui.diagram.scene import Scene
from gui.walk.matrix.layout import Part, arrange
from gui.walk.matrix.marks import operands, with_sum
from gui.walk.matrix.view import MatrixView
from gui.walk.words import description
from gui.walk.words.numbers import number
from gui.walk.words.step import Names
from tests.test_diagram_act import walk_of

WALK = walk_of((5, 4, 3))


def places():
    """Every place of every sum of z, as (stage, place)."""
    for index, stage in enumerate(WALK.stages):
        if stage.kind == "pre-activation":
            for unit, term in np.ndindex(stage.units, stage.terms):
                yield stage, Place(index, unit, term)


@pytest.mark.parametrize("done", [False, True])
def test_diagram_and_matrix_show_the_same_sum(done):
    for stage, place in places():
        scene = Scene(WALK.network, WALK.parameters)
        progress = ARRIVAL if done else ARRIVAL - 0.01
        shown = Act(WALK, place, "edge", scene).scene_at(progress).shown[stage.layer]
        value = so_far(WALK, place, done)
        result = operands(with_sum(WALK.equation(stage), stage, place, value))[-1].values[0]
        assert result[place.unit] == shown.values[place.unit] == np.float32(value)
        others = np.arange(stage.units) != place.unit
        z = WALK.forward.pre_activations[stage.layer - 1][0]
        assert np.array_equal(result[others], z[others])


def test_the_words_tell_the_same_sum():
    told = 0
    for stage, place in places():
        if place.term < stage.terms - 1:
            said = description.describe(Names(), WALK, place, "edge", 6)
            sum_ = number(so_far(WALK, place, done=True), 6)
            assert sum_ in description.as_text(said)
            told += 1
    assert told == 4 * 5 + 3 * 4


def test_a_sum_begins_at_nothing_and_ends_as_z():
    stage, first = next(places())
    assert so_far(WALK, first, done=False) == 0
    last = first._replace(term=stage.terms - 1)
    assert so_far(WALK, last, done=True) == WALK.forward.pre_activations[0][0, 0]
    assert so_far(WALK, Place(0), done=True) is None


def test_only_the_cell_of_the_sum_is_painted_anew(qtbot):
    view = MatrixView(Colouring())
    qtbot.addWidget(view)
    view.resize(800, 260)
    stage, place = next(places())
    place = place._replace(unit=2, term=1)
    view.show_equation(WALK.equation(stage), place, "edge", stage)
    view.show()

    def seen():
        image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        array = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
        return array[:, : image.width()].copy()

    view.show_sum(None)
    before = seen()
    view.show_sum(-3.0)
    assert view.shown[-1].values[0, 2] == -3
    changed = np.argwhere(seen() != before)
    cell = view.drawn()[0].grids[-1].cell(0, 2)
    assert len(changed) > 50
    assert changed[:, 1].min() >= cell.x - 1
    assert changed[:, 1].max() <= cell.x + cell.width
    assert changed[:, 0].min() >= cell.y - 1
    assert changed[:, 0].max() <= cell.y + cell.height


def test_matrices_are_as_large_as_their_font(qtbot):
    parts = [Part(40, 1, 4), Part(8), Part(40, 4, 3), Part(8), Part(40, 1, 3)]
    one = arrange(parts, 640, 240)
    two = arrange([part._replace(least=2 * part.least) for part in parts], 1280, 480, 1, 2)
    for small, large in zip(one.grids, two.grids, strict=True):
        assert large.box == pytest.approx([2 * length for length in small.box], abs=4)
    assert two.note.height == 2 * one.note.height == 32
    view = MatrixView(Colouring())
    qtbot.addWidget(view)
    view.resize(1000, 400)
    stage, place = next(places())
    view.show_equation(WALK.equation(stage), place, "layer", stage)
    heights = []
    for size in (12, 20):
        font = view.font()
        font.setPixelSize(size)
        view.setFont(font)
        assert em(view.font()) == size
        layout = view.drawn()[0]
        assert layout.note.height == pytest.approx(16 * size / BASE)
        heights.append(layout.grids[1].box.y)
    assert heights[1] == pytest.approx(27 * 20 / BASE, abs=40)
