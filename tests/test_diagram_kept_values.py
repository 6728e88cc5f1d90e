"""Steps of a walk, places and words of the diagram, as they were found right.

See `tests/kept.py`.
"""

import itertools

import numpy as np
import pytest

from core.data import Given
from core.data.given import GivenExample
from core.data.inputs import Picture
from core.data.tasks import Classes
from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.walkthrough import GRAINS
from gui.diagram import layout as diagram_layout
from gui.diagram import scene
from gui.diagram.act import ARRIVAL, Act
from gui.diagram.layout import Box
from gui.diagram.scene import Scene
from gui.session import Session
from gui.walk.matrix import layout as matrix_layout
from gui.walk.matrix import text as matrix_text
from gui.walk.matrix.layout import Part
from gui.walk.matrix.marks import operands
from tests.kept import assert_kept
from tests.test_walk_kept_words_of_stages import RELU, TWO, WITHIN


def rounded(value):
    """A value of numbers, arrays and texts as one line, to three decimals."""
    match value:
        case float() | np.floating():
            return f"{round(float(value), 3) + 0.0:g}"
        case np.ndarray():
            return str([rounded(one) for one in value.tolist()]).replace("'", "")
        case tuple() | list():
            return "(" + ", ".join(map(rounded, value)) + ")"
    return str(value)


@pytest.mark.parametrize(("name", "walk"), [("relu", RELU), ("two", TWO), ("within", WITHIN)])
def test_acts(name, walk, qapp):
    lines, said = [], {}
    classes = Classes(tuple(map(str, range(max(2, walk.network.sizes[-1])))))
    shown = Scene(walk.network, walk.parameters, walk.forward, task=classes)

    def tell(what, text):
        """Say it where it is not as it was said last."""
        if said.get(what) != text:
            said[what] = text
            lines.append(f"{what} {text}")

    for grain in GRAINS:
        lines.append(f"== by {grain}")
        for index in range(walk.count(grain)):
            place = walk.place(grain, index)
            act, kind = Act(walk, place, grain, shown), walk.stages[place.stage].kind
            lines.append(f"-- {rounded(place)} {kind}: {act.mode}")
            lines.append(f"{act.pair} {act.neuron} {act.edge} {act.focus} {rounded(act.light)}")
            tell("pulses", rounded(act.pulses))
            for progress in (0.0, ARRIVAL):
                after = act.scene_at(progress)
                for layer, (one, numbers) in enumerate(
                    zip(after.shown, (None, *act.numbers_at(progress)), strict=True)
                ):
                    tell(f"{layer}:", rounded(one))
                    tell(f"{layer} edges:", rounded(numbers))
            tell("note", f"{after.note} {act.pale} {rounded(act.steps)}")
    assert_kept(f"acts_{name}", lines)


def test_equations(qapp):
    lines = []
    for walk in (RELU, TWO, WITHIN):
        for stage in walk.stages:
            equation = walk.equation(stage)
            lines.append(f"== {stage.kind} {stage.layer}: {matrix_text.spoken(equation)}")
            lines += matrix_text.remarks(equation, stage)
            for operand in operands(equation):
                about = matrix_text.title, matrix_text.size, matrix_text.scale
                lines.append(" ".join(one(operand) for one in about) + rounded(operand.values))
                cells = np.ndindex(operand.values.shape)
                lines.append("; ".join(matrix_text.cell(operand, stage, *cell) for cell in cells))
    assert_kept("equations", lines)


def test_places_of_matrices():
    lines = []
    for room in ((700, 180, 1.0, 1.0), (420, 120, 2.0, 1.0), (900, 300, 1.5, 1.5)):
        for parts in (
            [Part(20, 1, 2), Part(9), Part(30, 2, 3), Part(9), Part(30, 1, 3)],
            [Part(40, 8, 256), Part(9), Part(40, 256, 32), Part(9), Part(20, 8, 32)],
            [Part(40, 64, 1), Part(9), Part(60, 1, 64)],
            [Part(300, 3, 3), Part(9), Part(300, 1, 1)],
        ):
            found = matrix_layout.arrange(parts, *room)
            lines.append(f"== {rounded(room)}: {rounded(parts)}")
            lines += [rounded(one) for one in (*found.slots, *found.grids, found[2:])]
    assert_kept("matrix_places", lines)


def test_words_of_neurons_and_edges(qapp):
    network = Network(16, (Layer(3, "relu"), Layer(10, "softmax")))
    source = Given(Picture(4, 4), Classes(tuple("0123456789")), (GivenExample((0.5,) * 16),))
    session = Session(Experiment(network, source))
    lines = []

    def tell(shown):
        for target in ((0, 6), (1, 2), (2, 4)):
            lines.extend(scene.neuron_lines(shown, *target))
            lines.append(scene.label(shown, *target))
        for mode in ("weights", "gradient", "update"):
            lines.extend(scene.edge_lines(shown, 0, 5, 1, (mode, 0.125)))
        lines.extend(scene.edge_facts(shown, (1, 2, 7), {"weights": -0.5, "change": 0.25}))
        lines.extend(f"{scene.layer_name(shown.network, at)}: {scene.layer_details(shown, at)}"
                     for at in range(3))  # fmt: skip
        lines.append("")

    tell(scene.of_session(session))
    session.set_example(Example(np.linspace(-1, 1, 16, dtype=np.float32), 3, "test", 0))
    tell(scene.of_session(session, backward=True))
    assert_kept("neurons_in_words", lines)


def test_places_of_networks():
    lines = []
    for sizes, width, height, more in (
        ((2, 2, 1), 800, 500, {}),
        ((256, 64, 10), 1000, 600, {"picture_shape": (16, 16)}),
        ((3, 8, 8, 3), 400, 300, {}),
        ((16, 300, 2), 1920, 1080, {"picture_shape": (4, 4)}),
    ):
        found = diagram_layout.arrange(sizes, width, height, **more)
        for name, one in (("", found), ("zoomed ", found.zoomed(2.5, -300, -200))):
            lines.append(f"== {name}{sizes} {width}×{height}")
            lines.append(rounded([one.room, one.picture, one.picture_shape, one.answers]))
            lines.append(rounded([one.legend, one.lettering]))
            for column in one.columns:
                ends = column.y[0], column.y[-1]
                sized = column.pitch, column.radius, column.half_width
                lines.append(rounded([column.x, *ends, *sized]))
    assert_kept("network_places", lines)


def test_what_is_under_every_point():
    lines = []
    random = np.random.default_rng(0)
    for sizes, width, height, more in (
        ((2, 3, 2), 480, 320, {}),
        ((16, 40, 3), 480, 320, {"picture_shape": (4, 4)}),
    ):
        found = diagram_layout.arrange(sizes, width, height, **more)
        weights = tuple(
            random.normal(size=pair).astype(np.float32) for pair in itertools.pairwise(sizes)
        )
        for y in range(0, height, 16):
            row = (diagram_layout.target_at(found, weights, x, y) for x in range(0, width, 12))
            lines.append(f"{y}: " + " ".join(
                ".".join(map(str, one)) if one else "-" for one in row))  # fmt: skip
        for start in (None, (0, 1), (1, 2), (2, 1)):
            ways = ((1, 0), (-1, 0), (0, 1), (0, -1))
            lines.append(str([diagram_layout.neighbour(found, start, *way) for way in ways]))
    grid = matrix_layout.Grid(Box(10.0, 20.0, 60.0, 40.0), 2, 3)
    lines.append(str([grid.at(x, y) for y in (19, 21, 41, 61) for x in (9, 11, 49, 51, 71)]))
    assert_kept("under_the_mouse", lines)
