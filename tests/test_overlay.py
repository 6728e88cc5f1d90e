"""Lines of several runs in one plot: what is drawn of each, in which colour, where it is seen."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor

from gui import theme
from gui.panels.chart_axis import plot_view
from gui.runs.curves import Line
from gui.runs.overlay import Overlay, pen_of, shifts_of, stroke_of

NAN, INF = np.nan, np.inf


def line(y, x=None, colour=0, of_test=True):
    y = np.asarray(y, float)
    return Line("id", "Run", colour, of_test, np.arange(len(y)) if x is None else x, y)


@pytest.fixture
def overlay(qtbot):
    theme.apply("light")
    view = plot_view(str)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.setBackground("white")
    view.show()
    return view, Overlay(view.getPlotItem())


def strokes(overlay, lines, log=False):
    overlay.show_lines(lines, log, theme.current())
    return overlay.strokes


@pytest.mark.parametrize(
    ("values", "log", "drawn"),
    [
        ([1, 2, 3], False, [1, 2, 3]),
        ([1, INF, 3], False, [1, NAN, 3]),
        ([-1, 0, NAN], False, [-1, 0, NAN]),
        ([INF, NAN], False, []),
        ([1, 100, 0.1], True, [0, 2, -1]),
        ([1, 0, -1, 10], True, [0, NAN, NAN, 1]),
        ([0, -1], True, []),
        ([], False, []),
    ],
)
def test_a_line_breaks_where_it_cannot_be_drawn(values, log, drawn):
    stroke = stroke_of(line(values), log, theme.current())
    np.testing.assert_array_equal(stroke.y, drawn)
    assert len(stroke.x) == len(drawn)


def test_a_run_has_its_colour_and_training_is_dotted():
    now = theme.current()
    train, test = (stroke_of(line([1, 2], colour=3, of_test=one), False, now) for one in (0, 1))
    assert (train.colour, train.dotted) == (now.runs[3], True)
    assert (test.colour, test.dotted) == (now.runs[3], False)
    dots, plain = Qt.PenStyle.DotLine, Qt.PenStyle.SolidLine
    pens = [pen_of(stroke) for stroke in (train, test)]
    assert [pen.style() for pen in pens] == [dots, plain]
    assert [pen.widthF() for pen in pens] == [1, 1]  # Qt takes long for more
    assert {pen.color().name() for pen in pens} == {now.runs[3]}
    assert all(pen.isCosmetic() for pen in pens)
    shifts = [shifts_of(stroke, count) for count in (2, 12, 13) for stroke in (train, test)]
    wide, thin = (-0.3, 0.3), (0,)
    assert shifts == [thin, wide, thin, wide, thin, thin]  # many are thin


def test_the_plot_shows_all_that_is_drawn(overlay):
    view, item = overlay
    strokes(item, [line([1, 2, INF]), line([0.5, 7], x=np.array([4.0, 9.0]))])
    assert (item.dataBounds(0), item.dataBounds(1, frac=1.0)) == ((0, 9), (0.5, 7))
    view.getPlotItem().getViewBox().updateAutoRange()
    ((left, right), (low, high)) = view.getPlotItem().getViewBox().viewRange()
    assert left <= 0 < 9 <= right < 12
    assert low <= 0.5 < 7 <= high < 9
    strokes(item, [])
    assert item.dataBounds(0) is item.dataBounds(1) is None
    strokes(item, [line([INF])])
    assert item.dataBounds(0) is item.dataBounds(1) is None


def test_lines_on_another_scale_or_ground_are_drawn_anew(overlay):
    _, item = overlay
    given = [line([1, 100])]
    (plain,) = strokes(item, given)
    assert strokes(item, given)[0] is plain
    (powers,) = strokes(item, given, log=True)
    assert powers.y.tolist() == [0, 2]
    theme.apply("dark")
    assert strokes(item, given, log=True)[0].colour == theme.current().runs[0] != plain.colour


def seen(picture, place):
    """Return the most colourful pixel at a place or beside it."""
    found = [
        picture.pixelColor(place.x() + x, place.y() + y) for x in (-1, 0, 1) for y in (-1, 0, 1)
    ]
    return max(found, key=QColor.saturation)


def test_lines_and_single_points_are_seen_where_their_values_are(overlay):
    view, item = overlay
    item.show_lines(
        [line([1, 1, 3, 3], colour=1), line([2], x=np.array([2.5]), colour=2)],
        False,
        theme.current(),
    )
    box = view.getPlotItem().getViewBox()
    box.setRange(xRange=(0, 3), yRange=(0, 4), padding=0)
    picture, now = view.grab().toImage(), theme.current()

    def at(x, y):
        return view.mapFromScene(box.mapViewToScene(QPointF(x, y)))

    for x, y, colour in ((0.5, 1, 1), (1.5, 2, 1), (2.2, 3, 1), (2.5, 2, 2)):
        assert abs(seen(picture, at(x, y)).hue() - QColor(now.runs[colour]).hue()) < 8
        assert seen(picture, at(x, y + 0.3)).saturation() == 0
    for x, y in ((2.7, 2), (2.3, 2), (2.5, 2.1), (2.5, 1.9)):  # a point is small, and no line
        assert seen(picture, at(x, y)).saturation() == 0


@pytest.mark.parametrize(("lines", "wide"), [(2, 1.6), (13, 1.0)])
def test_a_line_of_the_test_set_is_wide_where_there_are_few(overlay, lines, wide):
    view, item = overlay
    box = view.getPlotItem().getViewBox()
    away = [line([9, 9], x=np.array([9.0, 9.1]))] * (lines - 1)
    item.show_lines([line([1, 1], x=np.array([0.0, 4.0])), *away], False, theme.current())
    box.setRange(xRange=(0, 4), yRange=(0, 4), padding=0)
    view.repaint()
    picture, place = view.grab().toImage(), view.mapFromScene(box.mapViewToScene(QPointF(1.5, 1)))
    across = [picture.pixelColor(place.x(), place.y() + off) for off in range(-4, 5)]
    ink = sum(colour.saturationF() for colour in across)
    assert ink == pytest.approx(wide * QColor(theme.current().runs[0]).saturationF(), abs=0.2)
