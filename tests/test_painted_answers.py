"""The bars beside the outputs, as values."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QFont, QFontMetricsF

from core.data.tasks import Classes, Values
from core.example import Example
from core.network import Layer, Network
from gui.diagram.layout import arrange
from gui.diagram.output_bars import Answers, output_bars_width
from gui.diagram.scene import Scene, of_session
from gui.session import Session
from gui.theme import DARK
from tests.helpers import tiny_experiment
from tests.painted import LAYOUT, NAMES, ORANGE, scene_of


def answers_of(scene, layout=LAYOUT, theme=DARK):
    return Answers.of(layout, scene, theme, QFont())


def test_every_answer_stands_beside_its_own_output(qapp):
    scene = scene_of()
    shares, last = scene.forward.activations[2][0], LAYOUT.columns[-1]
    assert shares[0] > 0.5 > shares[1]
    found = answers_of(scene)
    assert [row.name for row in found.rows] == ["cat", "dog"]
    assert [row.y for row in found.rows] == last.y.tolist()
    assert [row.figures for row in found.rows] == [f"{100 * share:.1f} %" for share in shares]
    assert [row.fill for row in found.rows] == pytest.approx(shares.tolist())
    assert [row.best for row in found.rows] == [True, False]
    assert [row.ink for row in found.rows] == [DARK.text, DARK.muted]
    assert [row.hue for row in found.rows] == [ORANGE, DARK.muted]
    assert found.left == last.x + last.radius + 8 * LAYOUT.unit
    assert found.bar >= 10
    gap = 7 * found.size / 12
    used = found.left + found.names + gap + found.bar + gap + found.figures
    assert used == pytest.approx(last.x + LAYOUT.answers)


def test_without_an_example_names_stand_alone(qapp):
    found = answers_of(scene_of(None))
    assert [(row.name, row.figures, row.fill) for row in found.rows] == [
        ("cat", "", None),
        ("dog", "", None),
    ]
    assert {row.ink for row in found.rows} == {DARK.text}


def test_of_values_none_is_the_answer(qapp):
    rows = answers_of(scene_of(task=Values(NAMES))).rows
    assert [row.best for row in rows] == [False, False]
    assert sum(row.best for row in answers_of(scene_of()).rows) == 1


def test_outputs_that_are_no_shares_are_told_in_figures(qapp):
    scene = scene_of()
    network = Network(2, (Layer(3, "relu"), Layer(2, "tanh")), "mean squared error")
    values = (*scene.forward.activations[:2], np.array([[-0.25, np.nan]], np.float32))
    passed = scene.forward._replace(activations=values)
    found = answers_of(Scene(network, scene.parameters, passed, NAMES, task=Classes(NAMES)))
    assert [row.figures for row in found.rows] == ["−0.25", "NaN"]
    assert not found.bar
    assert not any(row.best for row in found.rows)


@pytest.mark.parametrize(("output", "figures"), [(0, "0.0 %"), (1, "100.0 %")])
def test_a_class_that_one_neuron_steps_for_has_all_or_nothing(qapp, output, figures):
    scene = scene_of()
    network = Network(2, (Layer(3, "relu"), Layer(1, "step")), "mean squared error")
    values = (*scene.forward.activations[:2], np.array([[output]], np.float32))
    passed = scene.forward._replace(activations=values)
    layout = arrange((2, 3, 1), 800, 500)
    of_classes = Scene(network, scene.parameters, passed, ("1",), task=Classes(("0", "1")))
    found = answers_of(of_classes, layout)
    assert [(row.name, row.figures, row.fill) for row in found.rows] == [("1", figures, output)]
    of_values = Scene(network, scene.parameters, passed, ("y",), task=Values(("y",)))
    assert [row.figures for row in answers_of(of_values, layout).rows] == [str(output)]


def test_a_value_behind_sigmoid_is_no_share(qapp):
    scene = scene_of()
    network = Network(2, (Layer(3, "relu"), Layer(1, "sigmoid")), "mean squared error")
    values = (*scene.forward.activations[:2], np.array([[0.731]], np.float32))
    passed = scene.forward._replace(activations=values)
    layout = arrange((2, 3, 1), 800, 500)
    of_values = Scene(network, scene.parameters, passed, ("y",), task=Values(("y",)))
    for found in (answers_of(of_values, layout), answers_of(replace(of_values, task=None), layout)):
        assert [(row.figures, row.fill) for row in found.rows] == [("0.731", None)]
        assert not found.bar


def test_where_outputs_are_close_only_the_best_is_written(qapp):
    network = Network(2, (Layer(60, "softmax"),))
    shares = np.full((1, 60), 0.01, np.float32)
    shares[0, 17] = 0.41
    scene = scene_of()
    passed = scene.forward._replace(activations=(scene.forward.activations[0], shares))
    layout = arrange((2, 60), 800, 500)
    (row,) = answers_of(Scene(network, scene.parameters[:1], passed), layout).rows
    assert (row.output, row.name, row.figures, row.y) == (
        17,
        "18",
        "41.0 %",
        layout.columns[1].y[17],
    )
    assert not answers_of(Scene(network, scene.parameters[:1]), layout).rows


def test_answers_outside_the_room_are_left_out(qapp):
    layout = LAYOUT.zoomed(4, -4 * 700, -4 * float(LAYOUT.columns[-1].y[0]) + 250)
    assert [row.name for row in answers_of(scene_of(), layout).rows] == ["cat"]


def test_answers_ask_for_the_room_of_the_longest_name(qapp):
    font = QFont()
    short, long = output_bars_width(["a"], font), output_bars_width(["a", "a long name"], font)
    assert 100 < short < long
    wide = arrange((2, 3, 2), 800, 500, None, output_bars_width(NAMES, font))
    found = answers_of(scene_of(), wide)
    bold = QFont(font)
    bold.setPixelSize(round(found.size))
    bold.setBold(True)
    assert found.names == pytest.approx(QFontMetricsF(bold).horizontalAdvance("dog"), abs=6)


def test_in_a_narrow_diagram_a_share_loses_its_decimals_and_no_letter(qapp):
    session = Session(tiny_experiment(hidden=(Layer(3, "relu"),)))
    session.set_example(Example(np.full(4, 0.5, np.float32), origin="own"))
    shown = of_session(session)
    wide, narrow = (
        answers_of(shown, arrange(shown.network.sizes, width, 150)) for width in (900, 200)
    )
    assert wide.rows[0].figures.count(".") == 1
    assert narrow.bar == 0
    assert all("." not in row.figures and row.figures.endswith(" %") for row in narrow.rows)
