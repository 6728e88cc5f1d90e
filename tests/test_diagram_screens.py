"""Edges on every screen: windows from 300×200 to 5120×2880, at any pixel ratio."""

import itertools
import logging
import os

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gui.colouring import MODES
from gui.diagram import coverage, edges, fineness
from gui.diagram.captions import cautions
from gui.diagram.edges import EdgePainter
from gui.diagram.fineness import LIVE_PIXELS, affordable
from gui.diagram.layout import arrange
from gui.diagram.legend import Legend
from gui.diagram.legend_words import sentences
from gui.diagram.view import Diagram
from gui.theme import DARK, LIGHT
from tests import plain_painter
from tests.diagrams import pixels
from tests.plain_painter import KINDS, Difference, Scene, beyond, draw_lines, enlarged, weights_of

# Pictures to draw: 2,000 of them once in a while, a few every time.
PICTURES = int(os.environ.get("NETGLOW_PICTURES", "6"))
RATIOS = [1, 1.25, 1.5, 2, 3]
NAMED = [(256, 64, 32, 10), (2, 64, 32, 2), (128, 30), (60, 50, 8), (784, 10), (2, *[8] * 6, 1)]
# Windows in which there were no edges at all, and others as large.
SCREENS = [
    (1440, 900, 1), (1728, 1050, 2), (1920, 1040, 1.5), (1920, 1040, 2), (2560, 1400, 2),
    (2560, 1400, 1.5), (3440, 1400, 1), (2560, 1400, 1), (5120, 2880, 3), (3840, 2100, 1),
]  # fmt: skip

# Over 5 px and what is drawn as one: of single neurons, and of groups of them.
SINGLE = Difference(mean=0.035, most=0.4, total=0.03, patch=0.15, unlike=0.04)
GROUPED = Difference(mean=0.06, most=0.35, total=0.01, patch=0.35, unlike=0.07)
# A coarse picture stands in for half a second, for weights that are unlike their neighbours', too.
COARSE = Difference(mean=0.1, most=0.5, total=0.03, patch=0.5, unlike=0.35)
# So steep are edges in a window like a ribbon that they rise by many pixels within one column.
STEEPEST = 8


@st.composite
def pictures(draw):
    """What there is to paint, whether coarsely, and by which number and neuron."""
    some = st.lists(st.integers(1, 40), min_size=2, max_size=4).map(tuple)
    sizes = draw(st.one_of(some, some, st.sampled_from(NAMED)))
    layout = arrange(
        sizes,
        draw(st.one_of(st.integers(300, 5120), st.sampled_from([1200, 2560, 3840, 5120]))),
        draw(st.one_of(st.integers(200, 2880), st.sampled_from([800, 1400, 2100, 2880]))),
        (16, 16) if sizes[0] == 256 else None,
    )
    zoom, *at = draw(st.sampled_from([1, 1, 1.7, 6])), draw(st.floats(0, 1)), draw(st.floats(0, 1))
    layout = enlarged(layout, zoom, *at)
    weights = weights_of(
        sizes,
        draw(st.sampled_from(sorted(KINDS))),
        draw(st.sampled_from([0, 0, 0.3, 0.95, 1])),  # 1: as a change before there was any
        draw(st.integers(0, 2**31)),
    )
    # As fine as the window would have it.
    ratio = affordable(layout, draw(st.sampled_from(RATIOS)), LIVE_PIXELS)
    scene = Scene(layout, ratio, weights, draw(st.sampled_from([DARK, LIGHT])))
    layer = draw(st.integers(0, len(sizes) - 1))
    focus = draw(st.sampled_from([None, (layer, sizes[layer] - 1)]))
    return scene, draw(st.booleans()), draw(st.sampled_from(MODES)), focus


@given(pictures())
@settings(
    deadline=None, max_examples=PICTURES, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
def test_edges_look_like_their_lines_on_every_screen(given_):
    scene, coarse, mode, focus = given_
    painter = EdgePainter(coarse=coarse)
    picture, ink = plain_painter.paint(scene, painter, mode=mode, focus=focus)
    assert not any(report.failed for report in picture.pairs)
    assert (picture.focus is None) == (focus is None)
    assert picture.pixels.shape == scene.shape
    if sum(matrix.size for matrix in scene.weights) > 8000 and not coarse:
        return  # that many lines take minutes; test_diagram_picture.py looks at such networks
    true = draw_lines(scene, picture.pairs)
    plan = fineness.choose(scene.layout, scene.ratio, painter.budget, coarse)
    for index, report in enumerate(picture.pairs):
        grid = plan[index].grid
        if grid is None or grid.rows > STEEPEST * grid.columns * grid.step:
            continue
        assert report.groups == plan[index].groups
        ends = zip(scene.layout.columns[index : index + 2], report.groups, strict=True)
        group = max(end.pitch * size * (size > 1) for end, size in ends)
        step = grid.step / scene.ratio
        blur = 5 / min(scene.ratio, 1) + group + step
        found = plain_painter.difference(scene, picture, ink, true, index, blur, max(2, step))
        limits = COARSE if coarse else GROUPED if group else SINGLE
        assert not (found and beyond(limits, found)), (index, plan[index])


def left_without(picture, layout, ratio, theme=DARK):
    """The pairs that have weights and room in the diagram, and no ink there."""
    background = 0xFF000000 | int(theme.window[1:], 16)
    bare = []
    for index, (left, right) in enumerate(itertools.pairwise(layout.columns)):
        part = picture.pixels[:, round(left.x * ratio) + 3 : round(right.x * ratio) - 3]
        if np.mean(part != background) < 0.005:
            bare.append(index)
    return bare


# Fine on every second one: from the least to the largest, each shape and each pixel ratio.
@pytest.mark.parametrize(
    ("screen", "coarse"),
    [*((screen, True) for screen in SCREENS), *((screen, False) for screen in SCREENS[::2])],
    ids=lambda one: "{}x{}@{}".format(*one) if isinstance(one, tuple) else f"coarse={one}",
)
def test_every_pair_has_its_edges(screen, coarse):
    width, height, wanted = screen
    for sizes in NAMED[:2]:
        layout = arrange(sizes, width, height)
        ratio = affordable(layout, wanted, LIVE_PIXELS)
        weights = weights_of(sizes, "normal")
        picture = EdgePainter(coarse=coarse).paint(layout, ratio, weights, DARK)
        assert not any(report.failed for report in picture.pairs)
        assert not left_without(picture, layout, ratio)


SCREEN = st.tuples(
    st.integers(300, 5120), st.integers(200, 2880), st.sampled_from(RATIOS), st.booleans()
)


@given(st.lists(st.integers(1, 4096), min_size=2, max_size=6), SCREEN)
@settings(max_examples=200)
def test_what_is_planned_leaves_no_gap_and_hides_little(sizes, screen):
    width, height, ratio, coarse = screen
    layout = arrange(tuple(sizes), width, height)
    budget = fineness.COARSE_BUDGET if coarse else fineness.BUDGET
    plan = fineness.choose(layout, affordable(layout, ratio, LIVE_PIXELS), budget, coarse)
    ratio = affordable(layout, ratio, LIVE_PIXELS)
    groups = [plan[0].groups[0], *(fine.groups[1] for fine in plan)]
    assert groups == [*(fine.groups[0] for fine in plan), plan[-1].groups[1]]
    for index, fine in enumerate(plan):
        left, right = layout.columns[index : index + 2]
        assert fine.grid.left >= left.x * ratio - 1
        assert fine.grid.across.stop <= right.x * ratio
        # The last column reaches over the end, but not a whole one does.
        over = fine.grid.columns * fine.grid.step - (fine.grid.across.stop - fine.grid.left)
        assert 0 <= over < fine.grid.step
    # Few neurons stand apart: they are not drawn as one where broader columns would do.
    for column, size in zip(layout.columns, groups, strict=True):
        beside = [
            fine.grid.step / ratio
            for fine, ends in zip(plan, itertools.pairwise(layout.columns), strict=True)
            if any(column is end for end in ends)
        ]
        assert column.pitch * (size - 1) <= 4 * max(beside)


# The real widget.


@pytest.fixture
def dense(monkeypatch):
    """A function: how many pixels of the screen a device-independent pixel has from now on."""

    def make(ratio):
        monkeypatch.setattr(Diagram, "devicePixelRatioF", lambda _: ratio)

    return make


@pytest.mark.parametrize("mode", MODES)
def test_a_large_window_shows_all_edges_in_every_mode(mode, session_of, show, dense):
    dense(2.0)
    session = session_of(256, 64, 32, 10)
    diagram = show(session, 2560, 1400)
    diagram.colouring.choose(mode=mode)
    session.set_snapshot(session_of(256, 64, 32, 10, seed=1).snapshot)
    diagram.wait_for_picture()
    picture = diagram.picture
    assert picture.mode == mode
    assert not any(report.failed for report in picture.pairs)
    assert not left_without(picture, diagram.layout_now, len(picture.pixels) / 1400)


def test_what_stands_still_becomes_as_fine_as_the_screen(
    session_of, show, dense, qtbot, monkeypatch
):
    dense(2.0)
    monkeypatch.setattr("gui.diagram.view.LIVE_PIXELS", 100_000)
    session = session_of(2, 5, 3)
    diagram = show(session)
    assert diagram.is_current
    assert 90_000 < diagram.picture.pixels.size <= 100_000
    qtbot.waitUntil(lambda: diagram.picture.pixels.shape == (840, 1280))
    # What moves is painted quickly again, and while training nothing is refined.
    session.set_training(True)
    session.set_snapshot(session_of(2, 5, 3, seed=1).snapshot)
    diagram.wait_for_picture()
    assert diagram.picture.pixels.size <= 100_000
    assert not diagram.will_refine
    session.set_training(False)
    qtbot.waitUntil(lambda: diagram.picture.pixels.shape == (840, 1280))


def test_another_focus_leaves_fine_edges_fine(session_of, show, dense, qtbot, monkeypatch):
    dense(2.0)
    monkeypatch.setattr("gui.diagram.view.LIVE_PIXELS", 100_000)
    session = session_of(2, 5, 3)
    diagram = show(session)
    qtbot.waitUntil(lambda: diagram.picture.pixels.shape == (840, 1280))
    fine = diagram.picture.pixels
    for neuron in ((1, 2), (2, 0), None, (1, 1)):
        diagram.selection.select(neuron)
        diagram.wait_for_picture()
        assert diagram.picture.pixels is fine
        assert (diagram.picture.focus is None) == (neuron is None)
    assert diagram.picture.focus.size <= 100_000
    diagram.grab()
    qtbot.waitUntil(lambda: diagram.picture.focus.shape == (840, 1280))
    assert np.array_equal(diagram.picture.pixels, fine)
    # The same edges stand out as where all is painted at once.
    expected = EdgePainter().paint(
        diagram.layout_now, 2.0, diagram.picture.numbers, DARK, focus=(1, 1)
    )
    assert np.array_equal(diagram.picture.focus, expected.focus)
    # New weights are painted quickly again.
    session.set_snapshot(session_of(2, 5, 3, seed=1).snapshot)
    diagram.wait_for_picture()
    assert diagram.picture.pixels.size <= 100_000


def test_what_was_hidden_before_it_was_fine_becomes_so_when_shown(
    session_of, show, dense, qtbot, monkeypatch
):
    dense(2.0)
    monkeypatch.setattr("gui.diagram.view.LIVE_PIXELS", 100_000)
    monkeypatch.setattr("gui.diagram.live_edges.AT_REST", 0)
    diagram = show(session_of(2, 5, 3))
    diagram.hide()
    qtbot.waitUntil(lambda: not diagram.will_refine)
    diagram.show()
    qtbot.waitUntil(lambda: diagram.picture.pixels.shape == (840, 1280))


def test_the_pictures_of_both_sizes_are_of_the_same_colours(session_of, show, dense, monkeypatch):
    dense(1.0)
    session = session_of(40, 30, 4)
    diagram = show(session)
    fine = diagram.picture
    monkeypatch.setattr("gui.diagram.view.LIVE_PIXELS", 150_000)
    diagram.zoom_at(diagram.rect().center().toPointF(), 1.2)
    diagram.fit()
    diagram.wait_for_picture()
    small = diagram.picture
    assert small.pixels.size < fine.pixels.size
    for one, other in zip(fine.pairs, small.pairs, strict=True):
        assert one.curve == other.curve


# What cannot be painted.


@pytest.fixture
def failing(monkeypatch):
    """A function: from now on edges of so many (right) neurons cannot be painted."""
    real = coverage.build

    def make(size):
        def build(grid, x, y, *more, **options):
            if len(y[1]) == size:
                raise MemoryError("no room")
            return real(grid, x, y, *more, **options)

        monkeypatch.setattr(coverage, "build", build)

    return make


@pytest.fixture
def log(caplog):
    """What is logged of edges, as lines; it is asked for, and not a fault of the test."""
    caplog.set_level(logging.ERROR, logger="gui.diagram")
    return caplog


def test_a_pair_that_cannot_be_painted_takes_no_other_with_it(failing, log):
    failing(30)
    sizes = (20, 30, 4)
    layout, painter, weights = arrange(sizes, 640, 420), EdgePainter(), weights_of(sizes)
    for _ in range(3):
        picture = painter.paint(layout, 1.0, weights, DARK)
        assert [report.failed for report in picture.pairs] == [True, False]
        assert left_without(picture, layout, 1) == [0]
    assert len(log.records) == 1  # not for every frame
    # Another layout is another try.
    failing(-1)
    picture = painter.paint(arrange(sizes, 640, 421), 1.0, weights, DARK)
    assert not any(report.failed for report in picture.pairs)


def test_a_pair_that_fails_while_it_is_painted_is_told_too(monkeypatch, log):
    sizes = (20, 30, 4)
    layout, painter, weights = arrange(sizes, 640, 420), EdgePainter(), weights_of(sizes)
    weights = (weights[0][:, :7], weights[1])  # of the wrong shape
    picture = painter.paint(layout, 1.0, weights, DARK)
    assert [report.failed for report in picture.pairs] == [True, False]


def test_a_focus_that_cannot_be_painted_leaves_the_edges(failing, log, monkeypatch):
    sizes = (20, 30, 4)
    layout, weights = arrange(sizes, 640, 420), weights_of(sizes)

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(edges, "build_focus", fail)
    picture = EdgePainter().paint(layout, 1.0, weights, DARK, focus=(1, 2))
    assert picture.focus is None
    assert not left_without(picture, layout, 1)


def test_the_window_says_which_edges_are_missing(failing, log, session_of, show):
    failing(30)
    diagram = show(session_of(20, 30, 4))
    layout, picture = diagram.layout_now, diagram.picture
    (caution,) = cautions(layout, diagram.scene_now, picture, DARK)
    assert "could" in caution.text
    assert layout.columns[0].x < caution.x < layout.columns[1].x
    said = "The edges from input to hidden 1 could not be painted."
    assert said in sentences(diagram.scene_now, picture)
    legend = Legend.of(diagram.scene_now, picture, layout, DARK)
    assert said in legend.sentences
    assert len(legend.bars) == 1  # a scale of what is not there would be a lie
    # And it is seen: in the colour of what is wrong, where the edges would be.
    middle = pixels(diagram)[:, int(layout.columns[0].x) + 20 : int(layout.columns[1].x) - 20]
    assert np.any(middle == int(DARK.error[1:], 16))


def test_the_window_says_that_no_edges_could_be_painted(log, session_of, show, monkeypatch):
    def fail(*_):
        raise MemoryError("no room for pixels")

    monkeypatch.setattr(edges, "blank", fail)
    session = session_of(20, 30, 4)
    diagram = show(session)
    assert diagram.is_current  # not waiting for what will not come
    assert all(report.failed for report in diagram.picture.pairs)
    assert len(cautions(diagram.layout_now, diagram.scene_now, diagram.picture, DARK)) == 2
    legend = Legend.of(diagram.scene_now, diagram.picture, diagram.layout_now, DARK)
    assert not legend.bars
    assert "scale" not in " ".join(legend.sentences)
    assert any("could not" in record.getMessage() for record in log.records)
    # The next snapshot is another try.
    monkeypatch.undo()
    session.set_snapshot(session_of(20, 30, 4, seed=1).snapshot)
    diagram.wait_for_picture()
    assert not any(report.failed for report in diagram.picture.pairs)


def test_the_fine_picture_is_asked_for_even_where_the_coarse_one_fails(
    log, session_of, show, monkeypatch
):
    real = EdgePainter.paint

    def paint(self, *given_, **options):
        if self.budget == fineness.COARSE_BUDGET:
            raise ValueError("not coarsely")
        return real(self, *given_, **options)

    monkeypatch.setattr(EdgePainter, "paint", paint)
    diagram = show(session_of(20, 30, 4))
    assert diagram.is_current
    assert not any(report.failed for report in diagram.picture.pairs)
