"""What pictures of sources, truth tables and charts draw, as it was found right.

See `tests/kept.py`.
"""

from functools import partial

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFontInfo, QIcon
from PySide6.QtWidgets import QLabel

from core.data import Curve, Digits, DrawnCurve, Gate, Given, Plane, Points, Worked
from core.data.features import FEATURES
from core.data.given import GivenExample
from core.data.inputs import Picture, Row
from core.data.tasks import Classes, Values
from core.experiment import Experiment, fitted
from core.ink.found import Found
from core.network import Network
from core.snapshot import Metrics, Snapshot
from gui.colouring import Colouring
from gui.examples import Examples
from gui.panels import dropped_picture, source_pictures, truth_paint
from gui.panels.dropped_picture import DroppedPicture, inked_digits
from gui.panels.loss_charts import LossCharts
from gui.panels.source_pictures import input_icon, paint_source, source_picture
from gui.panels.truth_paint import paint_seen
from gui.panels.truth_table import TruthTable
from gui.session import Session
from gui.theme import DARK, LIGHT
from tests.kept import assert_kept
from tests.ready import session_with
from tests.recorder import PlainMetrics, Recorder, colour, places, plain, recorded, twelve


@pytest.fixture
def told(told, monkeypatch):
    """As the other, and `draw(name, paint)` tells what `paint(painter)` draws."""
    plain(monkeypatch, truth_paint)
    for module in (source_pictures, dropped_picture):
        monkeypatch.setattr(module, "QPainter", Recorder)

    def draw(name, paint):
        told.lines.extend([f"== {name}", *recorded(paint), ""])

    told.draw = draw
    return told


# Sources.

ROW = Given(Row(("a", "b")), Values(("y",)), (GivenExample((1, 2), values=(3.25,)),))
PIXELS = Given(Picture(2, 2), Classes(("dark", "light")), (GivenExample((0, 0.5, 1, 0.25)),))
SOURCES = {
    "none": None,
    "digits": Digits(),
    "pictures": PIXELS,
    "numbers": ROW,
    "worked": Worked(),
    "classes": Plane("blobs", 12),
    "values": Plane("hills", 12),
    "own points": Points(),
    "own points drawn": Points().put(np.array([[1.0, 2.0], [-3.0, -6.0]]), np.array([1, 0])),
    "a gate": Gate("XOR", 2),
    "a large gate": Gate("AND", 3),
    "curves": Curve(("sine", "bump"), count=12),
    "own curve": DrawnCurve(),
    "own curve drawn": DrawnCurve((0.5, None) * 100 + (-1.0,), 0.25),
}


def paint_input(name, state, painter):
    icon = input_icon(name, Colouring())
    icon.paint(painter, QRect(0, 0, 24, 24), state=state)


def test_pictures_of_sources(told):
    for name, source in SOURCES.items():
        for side in (60, 24):
            picture, room = source_picture(source, DARK), QRectF(10, 20, side, side)
            told.draw(f"{name}, {side} px",
                      lambda p, what=picture, at=room: paint_source(p, at, what, DARK))  # fmt: skip
    many = source_picture(Plane("circle", 900), LIGHT)
    for side in (60, 30):
        lines = recorded(lambda p, at=side: paint_source(p, QRectF(0, 0, at, at), many, LIGHT))
        told.lines.extend([f"== many, {side} px: {len(lines)}", *lines[:8]])
    for name in FEATURES:
        for state in (QIcon.State.On, QIcon.State.Off):
            told.draw(f"{name} {state.name}", partial(paint_input, name, state))
    assert_kept("source_pictures", told.lines)


# Pictures that are dropped.


def dropped(digits):
    """A picture of so many digits, 16 px wide and 12 high, with ink beside them taken away."""
    ink = [np.zeros((12, 16)) for _ in range(digits)]
    for index, one in enumerate(ink):
        one[2:8, 2 + 6 * index : 5 + 6 * index] = 0.5 + 0.5 * index
    away = np.zeros((12, 16), bool)
    away[9:11, 1:15] = True
    return DroppedPicture(Found(ink, away, [], False))


def test_a_dropped_picture(told):
    for digits in (1, 2):
        shown = dropped(digits)
        for wide, high in ((200, 100), (60, 160)):
            room = QRectF(5, 7, wide, high)
            told.draw(f"{digits} digits, {wide} × {high}", partial(shown.paint, room=room))
        image = inked_digits(shown, DARK)
        for y in range(12):
            row = [image.pixelColor(x, y) for x in range(16)]
            told.lines.append(" ".join(f"{one.name()[1:3]}{one.alpha():02x}" for one in row))
    assert_kept("dropped_picture", told.lines)


@pytest.mark.parametrize("thin", [False, True])
def test_a_digit_is_hit_at_all_of_its_pixels(thin):
    shown = dropped(2)
    if thin:  # one pixel wide
        shown.found.digits[0][2:8, 3:5] = 0
    room, metrics = QRectF(5, 7, 200, 260), PlainMetrics(twelve())
    whole = 184 / 16  # px for each of the picture's, which is as wide as the room
    foot = metrics.boundingRect(room.adjusted(8, 8, -8, -8), 0, shown.notes).height()
    top = 7 + 8 + (260 - 16 - foot - 4 - 12 * whole) / 2  # in the middle above the words
    hits = [
        [shown.digit_at(QPointF(13 + (x + off) * whole, top + (y + off) * whole), room, metrics)
         for x in range(16)]
        for y in range(12)
        for off in (0.02, 0.98)
    ]  # fmt: skip
    left, right = range(2, 3 if thin else 5), range(8, 11)
    for row, found in enumerate(hits):
        here = 2 <= row // 2 < 8
        wanted = [0 if x in left else 1 if x in right else None for x in range(16)]
        assert found == (wanted if here else [None] * 16)


# Truth tables.


def test_a_truth_table(told, qtbot):
    session = session_with("xnorByHand")
    table = TruthTable(session, Examples(session, session), Colouring(session))
    qtbot.addWidget(table)
    for wide, across, broken in ((700, 0, False), (380, 60, False), (120, 40, False),
                                 (700, 0, True)):  # fmt: skip
        table.resize(wide, 220)
        table.show()
        if broken:
            last = session.snapshot.parameters[-1]
            last = last._replace(biases=np.full(1, np.nan, np.float32))
            parameters = (*session.snapshot.parameters[:-1], last)
            session.set_snapshot(replace(session.snapshot, parameters=parameters, updates=1))
        table.horizontalScrollBar().setValue(across)
        told.lines.append(f"== {wide} px wide{', not finite' * broken}")
        told.lines.extend(
            f"{one.text} {places(*one.room.getRect())} {one.ink} {one.kind} {one.scrolls}"
            for one in table.seen.texts
        )
        told.lines.append(places(*table.seen.lines, *table.seen.middle.getRect()))

        def paint(painter, table=table, wide=wide):
            painter.setViewport(0, 0, wide, 220)
            paint_seen(painter, table.seen, DARK, focused=wide == 380)

        told.draw("painted", paint)
        bar = table.horizontalScrollBar()
        told.lines.append(str((bar.maximum(), bar.singleStep())))
        told.lines.append(table.tip_at(QPointF(60, 60)))
    table.resize(300, 220)
    for across in range(0, table.horizontalScrollBar().maximum() + 1, 4):
        table.horizontalScrollBar().setValue(across)
        captions = [one for one in table.seen.texts if one.kind == "caption"]
        told.lines.append(" | ".join(f"{one.text} {places(one.room.width())}" for one in captions))
    table.resize(900, 300)
    table.resize(700, 60)
    down = table.verticalScrollBar()  # of 110 px that the table is high, 60 are seen
    assert (down.maximum(), down.pageStep(), down.singleStep()) == (50, 60, 19)
    down.setValue(45)
    told.lines.extend(f"{one.text} {places(*one.room.getRect())}" for one in table.seen.texts)
    found = [table.row_at(QPointF(9, y)) for y in range(0, 60, 2)]
    told.lines.append(" ".join("·" if row is None else str(row) for row in found))
    told.lines.append(str((table.sizeHint().toTuple(), table.minimumSizeHint().toTuple())))
    assert_kept("truth_table", told.lines)


# Charts.


def chart_lines(chart):
    """What a chart shows, and how."""
    yield f"{chart.text} | {chart.findChild(QLabel).text()}"
    for side in ("left", "bottom"):
        axis = chart.plot.getAxis(side)
        size = axis.width() if side == "left" else axis.height()
        font = QFontInfo(axis.style["tickFont"]).pixelSize()
        ink = colour(axis.textPen().color())
        yield f"{side} {places(size)} {colour(axis.pen().color())} {ink} {font} px {axis.grid}"
    for name, curve in chart.curves.items():
        epochs, values = curve.getOriginalDataset()
        points = "none" if epochs is None else f"{epochs.tolist()} {np.round(values, 4).tolist()}"
        kept = {key: curve.opts[key] for key in ("symbol", "symbolSize", "connect", "antialias")}
        yield f"{name} {points} {kept} {curve.opts['pen'].widthF():g} {curve.opts['logMode']}"
    box = chart.plot.getViewBox()
    yield f"{box.state['limits']} {box.state['mouseEnabled']} {box.state['autoRange']}"
    axis = chart.plot.getAxis("left")
    yield str([axis.tickStrings([0.0, 0.25, 99.5, 101.0, -3.0], 1, 1)])
    yield str([axis.tickSpacing(0, most, 110) for most in (0.3, 7, 1e4)])


def history_of(session, *measured):
    """Give the session a curve: training and test metrics, an epoch each."""
    for epoch, (train, test) in enumerate(measured, 1):
        parameters = session.snapshot.parameters
        session.set_snapshot(Snapshot(parameters, epoch, epoch * 10, 10, train, test, epoch))


def test_charts_of_loss_and_score(told, qtbot, session_of):
    good, better = Metrics(0.5, 0.75), Metrics(0.25, 0.875)
    sessions = {
        "classes": session_of(2, 3, 2),
        "values": Session(Experiment(fitted(Network(2, (Network().layers[-1],)), ROW), ROW)),
    }
    for name, session in sessions.items():
        charts = LossCharts(session)
        qtbot.addWidget(charts)
        charts.resize(1600, 300)  # all headings in one line
        charts.show()
        told.lines.append(f"== {name}, nothing measured")
        charts.redraw()
        told.lines.extend([charts.text, *chart_lines(charts.loss), *chart_lines(charts.score)])
        history_of(session, (good, better), (better, Metrics(np.inf, 0.5)), (better, better))
        charts.redraw()
        told.lines.append(f"== {name}")
        told.lines.extend([charts.text, *chart_lines(charts.loss), *chart_lines(charts.score)])
        warning = charts.findChild(QLabel, "lossWarning")
        told.lines.append(f"{warning.text()} {warning.isHidden()}")
        charts.loss.set_log(True)
        charts.score.read(1.6)
        charts.loss.read(0.2)
        charts.loss.set_lines(2, 10)
        told.lines.extend([*chart_lines(charts.loss), *chart_lines(charts.score)])
        roomy = [charts.score.lines_needed(room) for room in (1, 10_000)]
        assert roomy == [3, 1]
    assert_kept("loss_charts", told.lines)
