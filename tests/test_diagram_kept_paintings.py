"""What painters draw, item by item, as it was looked at and found right: see `tests/kept.py`.

The values that painters compute have tests of their own; here stand the strokes themselves, on a
layout whose places are given, with plainly measured letters.
"""

from types import SimpleNamespace

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF

from core.walkthrough import Place
from gui.diagram import (
    act_paint,
    attention,
    captions,
    card,
    close_up,
    edge_labels,
    legend,
    legend_words,
    marks,
    output_bars,
    pulses,
)
from gui.diagram.act import Pulses
from gui.diagram.layout import Box, Column, Layout, Lettering
from gui.diagram.scene import Shown, of_session
from gui.selection import neurons_of
from gui.theme import DARK, LIGHT
from gui.walk.matrix import paint as matrix
from gui.walk.matrix import text as matrix_text
from gui.walk.matrix.layout import arrange
from gui.walk.matrix.marks import operands, pointed_marks, step_marks
from tests.kept import assert_kept
from tests.painted import picture_of, scene_of
from tests.recorder import plain, recorded, twelve
from tests.walk_matrices import BATCH, SMALL, stage_of

LAYOUT = Layout(
    800.0,
    500.0,
    Box(10.0, 50.0, 780.0, 370.0),
    (
        Column(60.0, np.array([150.0, 300.0]), 150.0, 20.0, 0.0),
        Column(340.0, np.array([110.0, 230.0, 350.0]), 120.0, 24.0, 0.0),
        Column(620.0, np.array([170.0, 290.0]), 120.0, 30.0, 0.0),
    ),
    None,
    None,
    130.0,
    Box(12.0, 440.0, 776.0, 60.0),
    1.0,
    Lettering(15.0, 18.0, 21.0),
)
# Neurons as cells of strips, on the right, beside an input of two by two pixels.
STRIPS = replace(
    LAYOUT,
    columns=(
        Column(200.0, np.array([100.0, 104.0, 108.0, 112.0]), 4.0, 0.0, 9.0),
        Column(500.0, np.array([80.0, 83.0, 86.0]), 3.0, 0.0, 7.0),
        Column(680.0, np.array([170.0, 186.0]), 16.0, 7.0, 0.0),
    ),
    picture=Box(30.0, 90.0, 60.0, 40.0),
    picture_shape=(2, 2),
    lettering=Lettering(),
)


@pytest.fixture
def told(qapp, monkeypatch):
    """Lines of several paintings, each after its name."""
    plain(monkeypatch, captions, card, close_up, edge_labels, legend, output_bars, pulses, matrix)
    lines = []

    def tell(name, paint):
        lines.extend([f"== {name}", *recorded(paint), ""])
        return lines

    tell.lines = lines
    return tell


def test_captions_and_cautions(told):
    scene = scene_of(shown=(Shown("x"), Shown("z", np.zeros(3)), Shown("")))
    narrow = replace(LAYOUT, columns=tuple(replace(c, x=c.x / 4) for c in LAYOUT.columns))
    rim = replace(
        LAYOUT,
        columns=tuple(
            replace(column, x=x) for column, x in zip(LAYOUT.columns, (3, 400, 797), strict=True)
        ),
    )
    beyond = replace(
        LAYOUT,
        columns=tuple(
            replace(column, x=x) for column, x in zip(LAYOUT.columns, (-5, 400, 805), strict=True)
        ),
    )
    for name, layout in (("wide", LAYOUT), ("narrow", narrow), ("rim", rim), ("beyond", beyond)):
        told(name, lambda p, at=layout: captions.paint_captions(p, at, scene, DARK))
    scene.parameters[0].weights[0, 1] = np.nan
    picture = picture_of(scene)
    pairs = (picture.pairs[0], replace(picture.pairs[1], pale=True))
    for name, found in (
        ("not finite, and pale", replace(picture, pairs=pairs)),
        ("failed", replace(picture, pairs=(replace(pairs[0], failed=True), picture.pairs[1]))),
    ):
        said = captions.cautions(LAYOUT, scene, found, DARK)
        told(name, lambda p, said=said: captions.paint_cautions(p, LAYOUT, said, DARK))
    assert_kept("captions", told.lines)


def test_cards(told):
    lines = ["hidden 1, neuron 2", "z = 0.25", "a long line " * 12]
    kept = card.edge_rooms(LAYOUT, (0, 1, 2))
    for name, x, y, clear in (
        ("below, right", 100, 60, ()),
        ("above, left", 790, 480, ()),
        ("clear of an edge", 200, 300, kept),
    ):
        told(name, lambda p, at=(x, y), clear=clear: card.paint_card(
            p, LAYOUT, *at, lines, LIGHT, clear))  # fmt: skip
    small = replace(LAYOUT, width=300.0)
    told("narrow", lambda p: card.paint_card(p, small, 20, 20, lines, DARK, ()))
    rooms = [card.value_room(LAYOUT, 1, 2), card.value_room(STRIPS, 0, 1), *kept]
    told.lines.extend(str(tuple(round(side, 2) for side in room.getRect())) for room in rooms)
    assert_kept("cards", told.lines)


def test_legends(told, monkeypatch):
    scene = scene_of()
    picture = picture_of(scene)
    curve = picture.pairs[0].curve
    told("none", lambda p: legend.paint_legend(p, LAYOUT, None, DARK))
    for name, mode, layout, selected in (
        ("below every pair", "weights", LAYOUT, None),
        ("changes", "update", LAYOUT, None),
        ("gradients", "gradient", LAYOUT, None),
        ("one for all", "change", replace(LAYOUT, width=100.0), (2, 1)),
        ("of an edge", "weights", replace(LAYOUT, width=100.0), (0, 1, 2)),
    ):
        found = legend.Legend.of(scene, replace(picture, mode=mode), layout, LIGHT, selected)
        told(name, lambda p, at=layout, found=found: legend.paint_legend(p, at, found, LIGHT))
        told.lines.extend(found.sentences)
        told.lines.extend(legend_words.sentences(scene, replace(picture, mode=mode)))
    bar = legend.Bar(curve, 3.0, 20.0, 30.0, "")
    told("too narrow for three figures", lambda p: legend.paint_legend(
        p, LAYOUT, legend.Legend((bar,), ()), DARK))  # fmt: skip
    crossing = replace(
        picture,
        pairs=(
            replace(picture.pairs[0], crossing=2.6, groups=(1, 2), broken=3),
            replace(picture.pairs[1], groups=(2, 1), failed=True),
        ),
        fixed=True,
        focus=picture.pixels,
    )
    told("crossing, in groups, broken, failed", lambda p: None)
    noted = scene_of(note="A note.", shown=(Shown("x"),) * 3)
    told.lines.extend(legend_words.sentences(noted, crossing))
    assert_kept("legends", told.lines)


def test_marks(told):
    for name, layout in (("discs", LAYOUT), ("strips", STRIPS)):
        for mark in (marks.Mark((0, 1)), marks.Mark((2, 0), strong=False)):
            told(f"{name} {mark}", lambda p, at=layout, mark=mark: marks.paint_mark(
                p, at, mark, DARK))  # fmt: skip
        for number in (0.5, -0.5):
            mark = marks.EdgeMark((0, 1, 2), number)
            told(f"{name} {mark}", lambda p, at=layout, mark=mark: marks.paint_edge_mark(
                p, at, mark, LIGHT))  # fmt: skip
        for light in (marks.Light(1, 2), marks.Light(0, 1, neurons_of((0, 1, 0)))):
            told(f"{name} {light}", lambda p, at=layout, light=light: marks.paint_dimmed(
                p, at, light, DARK))  # fmt: skip
            told.lines.extend(str(light.dims(layer, 3)) for layer in range(3))
    assert_kept("marks", told.lines)


def test_answers(told):
    font = twelve()
    close = replace(LAYOUT.columns[2], y=np.array([170.0, 180.0]), pitch=10.0)
    for name, layout, scene, dim in (
        ("room", replace(LAYOUT, answers=330.0), scene_of(), ()),
        ("dim", replace(LAYOUT, answers=330.0), scene_of(), (True, True)),
        ("no room for bars", LAYOUT, scene_of(), ()),
        ("too close", replace(LAYOUT, columns=(*LAYOUT.columns[:2], close)), scene_of(), ()),
        ("no example", replace(LAYOUT, answers=330.0), scene_of(None), ()),
        ("zoomed", replace(LAYOUT, answers=330.0, zoom=2.0), scene_of(), ()),
    ):
        found = output_bars.Answers.of(layout, scene, DARK, font, dim)
        told(name, lambda p, found=found: output_bars.paint_output_bars(p, found, DARK))
    told.lines.append(str(output_bars.output_bars_width(("cat", "a long name"), font)))
    assert_kept("answers", told.lines)


def test_edge_labels(told):
    scene, font = scene_of(), twelve()
    for name, layout, light in (
        ("room", LAYOUT, None),
        ("light on the second pair", LAYOUT, marks.Light(1, 2)),
        ("near", replace(LAYOUT, columns=tuple(
            replace(c, x=c.x / 1.6) for c in LAYOUT.columns)), None),
    ):  # fmt: skip
        picture = picture_of(scene, layout)
        found = edge_labels.edge_labels(layout, picture, DARK, font, light)
        told(name, lambda p, found=found: edge_labels.paint_edge_labels(p, found, DARK))
    assert_kept("edge_labels", told.lines)


def test_pulses(told):
    two = Pulses(0, np.array([(0, 1), (1, 2)]), np.array([2.0, -1.0]), False, 3, -0.5)
    one = Pulses(1, np.array([(1, 0)]), np.array([-0.25]), True, 0, 0.0)
    for name, given, progress in (("two", two, 0.3), ("one", one, 0.5)):
        moment = pulses.Moment.of(LAYOUT, given, progress, DARK)
        told(name, lambda p, moment=moment: pulses.paint_pulses(p, LAYOUT, moment, DARK))
    assert_kept("pulses", told.lines)


def test_steps_of_a_walk(told, session_of):
    scene = of_session(session_of(2, 3, 2))
    one = Pulses(1, np.array([(1, 0)]), np.array([-0.25]), True, 0, 0.0)
    for name, edge, neuron, moving in (
        ("an edge and its pulse", (1, 1, 0), (2, 0), one),
        ("a neuron", None, (1, 2), None),
        ("nothing", None, None, None),
    ):
        act = SimpleNamespace(edge=edge, neuron=neuron, pulses=moving)
        told(name, lambda p, act=act: act_paint.paint_act(
            p, LAYOUT, act, 0.5, scene, picture_of(scene, LAYOUT), DARK))  # fmt: skip
    assert_kept("steps_of_a_walk", told.lines)


def test_close_ups(told, session_of):
    scene, room = of_session(session_of(16, 3, 2)), QRectF(10, 20, 200, 120)
    weights = scene.weights[0][:, 1]
    for layer in (1, 2):
        curve = close_up.activation_curve(scene, layer, 1)
        told(f"function of layer {layer}", lambda p, curve=curve: close_up.paint_curve(
            p, room, curve, DARK))  # fmt: skip
    told("weights as a picture", lambda p: close_up.paint_weight_picture(
        p, room, weights, (4, 4), LIGHT))  # fmt: skip

    def bars(painter):
        metrics = close_up.QFontMetricsF(painter.font())
        found = close_up.WeightBars.of(room, scene, 0, weights, DARK, metrics)
        close_up.paint_weight_bars(painter, found, DARK)

    told("weights as bars", bars)
    assert_kept("close_ups", told.lines)


@pytest.mark.parametrize("nothing", [False, True], ids=["counts", "nothing"])
def test_matrices(told, nothing):
    for name, walk, kind, layer, place in (
        ("z", SMALL, "pre-activation", 1, Place(0, 1, 1)),
        ("gradient", SMALL, "weight gradient", 2, Place(0, 0, 2)),
        ("δ of a batch", BATCH, "delta", 1, Place(0, 3, 1)),
    ):
        stage = stage_of(walk, kind, layer)
        equation = walk.equation(stage)
        look = matrix.Look(DARK, twelve(), 2, 1.0, nothing)
        parts, shown = matrix_text.written(equation), operands(equation)
        laid = arrange(matrix.measure(parts, look.font), 700, 180, look.ratio, look.unit)
        told(name, lambda p, o=(laid, parts, look): matrix.paint_equation(p, *o))
        at = step_marks(equation, stage, place, "edge")
        told("marks", lambda p, o=(laid, at, look): matrix.paint_marks(p, *o))
        at = pointed_marks(equation, stage, (0, 1))
        told("pointed", lambda p, o=(laid, at, look): matrix.paint_pointed(p, *o))
        told("sum", lambda p, o=(laid, shown, 0, look): matrix.paint_sum(p, *o))
        told.lines.extend([matrix_text.spoken(equation), *matrix_text.remarks(equation, stage)])
        for number, operand in enumerate(shown):
            rows, columns = operand.values.shape
            told.lines.append(f"{number}: " + "; ".join(
                matrix_text.cell(operand, stage, row, column)
                for row in range(min(rows, 2)) for column in range(min(columns, 3))
            ))  # fmt: skip
    assert_kept(f"matrices{'_of_nothing' if nothing else ''}", told.lines)


def test_what_users_attend_to(told):
    scene, font = scene_of(), twelve()
    picture = picture_of(scene)
    for name, selected, pointed, under, mouse in (
        ("nothing", None, None, None, None),
        ("a neuron selected, one pointed at", (1, 1), (2, 0), None, None),
        ("an edge under the mouse", (0, 0), None, (0, 1, 2), (200, 320)),
        ("a neuron under the mouse", (1, 0, 1), None, (1, 2), (340, 350)),
        ("the legend under the mouse", None, None, None, (400, 470)),
    ):
        at = QPointF(*mouse) if mouse else None
        found = attention.Attention.of(
            scene, picture, LAYOUT, selected, pointed, under, at, DARK, font
        )
        told(name, lambda p, o=(LAYOUT, found, at, DARK): attention.paint_attention(p, *o))
        told.lines.append(str((found.light, found.lines)))
    assert_kept("attention", told.lines)
