"""Many lines on a map: a thread paints the same that is painted at once, and until then the old."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from core.maps import View
from gui.maps.frame import Frame
from gui.maps.late_strokes import AT_ONCE, LateStrokes, StrokesJob
from gui.maps.line_paint import paint_strokes, strokes_of
from gui.maps.lines import Line
from gui.theme import DARK

VIEW = View(-1, 1, -1, 1)
ROOMS = QRectF(10.5, 7.25, 180.3, 180.3), QRectF(205.75, 7.25, 180.3, 180.3)


def wave(neuron, points=400, turned=False):
    """A line that goes up and down, as a contour does."""
    along = np.linspace(-0.95, 0.95, points)
    chain = np.stack([along, 0.2 * np.sin(9 * along + neuron) + neuron / 20 - 0.3], axis=1)
    return Line(neuron, (chain[:, ::-1] if turned else chain,), 0.2 + neuron / 20)


def job_of(lines, rooms=ROOMS, ratio=1.0):
    frames = tuple(Frame(VIEW, room) for room in rooms)
    drawn = tuple(tuple(strokes_of(lines, frame, DARK, 3)) for frame in frames)
    return StrokesJob(drawn, frames, ratio, DARK)


def painted(job, paint):
    """The colours after `paint(painter, index)` for each frame: int [rows, columns, 4]."""
    image = QImage(round(400 * job.ratio), round(200 * job.ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(job.ratio)
    image.fill(Qt.GlobalColor.darkGray)
    painter = QPainter(image)
    for index, frame in enumerate(job.frames):
        painter.setClipRect(frame.room)
        paint(painter, index)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).astype(int)
    return pixels.reshape(image.height(), image.width(), 4)


def at_once(job):
    return painted(job, lambda painter, index: paint_strokes(painter, job.strokes[index], DARK))


def late(strokes, job):
    return painted(job, lambda painter, index: strokes.paint(painter, job, index))


def nothing(job):
    return painted(job, lambda painter, index: None)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_thread_paints_what_would_be_painted_at_once(ratio, qtbot):
    job, strokes = job_of([wave(neuron) for neuron in range(12)], ratio=ratio), LateStrokes()
    assert job.points > AT_ONCE
    assert (late(strokes, job) == nothing(job)).all()
    assert not strokes.idle
    with qtbot.waitSignal(strokes.changed):
        pass
    wanted, got = at_once(job), late(strokes, job)
    assert (wanted != nothing(job)).any(axis=-1).mean() > 0.05
    assert np.abs(got - wanted).max() <= 3  # of 255: what is half there is blended twice
    assert strokes.idle  # it is not painted again


def test_until_new_lines_have_come_the_old_ones_stay_where_they_are_right(qapp):
    strokes, old = LateStrokes(), job_of([wave(neuron) for neuron in range(12)])
    new = job_of([wave(neuron, turned=True) for neuron in range(12)])
    elsewhere = job_of([wave(neuron) for neuron in range(12)], ROOMS[::-1])
    late(strokes, old)
    strokes.wait()
    before = late(strokes, old)
    assert (late(strokes, new) == before).all()
    strokes.wait()
    assert np.abs(late(strokes, new) - at_once(new)).max() <= 3
    assert (late(strokes, elsewhere) == nothing(elsewhere)).all()


def test_few_lines_are_painted_at_once_and_nothing_else_after_them(qtbot):
    strokes, few = LateStrokes(), job_of([wave(neuron, 40) for neuron in range(4)])
    many = job_of([wave(neuron, turned=True) for neuron in range(12)])
    assert few.points <= AT_ONCE
    late(strokes, many)
    assert (late(strokes, few) == at_once(few)).all()
    assert strokes.idle
    assert (late(strokes, many) == nothing(many)).all()
    strokes.wait()
    assert np.abs(late(strokes, many) - at_once(many)).max() <= 3
