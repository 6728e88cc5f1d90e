"""What is seen of maps: at once where they are coarse, else when a thread has coloured them."""

import numpy as np
import pytest

from core.data.inputs import plane_of
from core.data.plane import Plane
from core.data.tasks import Classes
from core.maps import Grid, View, neuron_maps
from core.network import Layer, Network
from core.parameters import initialise
from gui.maps.answer_colours import Answers, pictures
from gui.maps.job import MapJob, Shown
from gui.maps.lines import contours
from gui.maps.look import Look, Looks
from gui.maps.sight import COARSE, Sight
from gui.theme import DARK, LIGHT

NETWORK = Network(2, (Layer(3, "tanh"), Layer(4, "softmax")))
TASK = Classes(("a", "b", "c", "d"))
FINE = 3 * COARSE


def maps(columns, rows=None, seed=0):
    grid = Grid(View(-1, 1, -1, 1), columns, rows or columns)
    kind = plane_of(Plane().input)
    parameters = initialise(NETWORK, seed)
    job = MapJob(NETWORK, parameters, kind, grid)
    return Shown(job, neuron_maps(NETWORK, parameters, kind, grid))


def look(columns=FINE, seed=0, mode="shades", each=False, now=DARK):
    return Look(maps(columns, seed=seed), TASK, mode, each, now)


def colours(of):
    """The pictures of a look, made directly."""
    answers = Answers.of(of.shown.maps, of.task, NETWORK.layers[-1], of.scale)
    return [one.colours.tolist() for one in pictures(answers, of.mode, of.now, each=of.each)]


def seen_colours(sight):
    return [one.colours.tolist() for one in sight.seen.pictures]


@pytest.fixture
def sight(qapp):
    return Sight()


def test_a_coarse_map_is_seen_at_once(sight):
    coarse = look(COARSE)
    sight.look(coarse)
    assert sight.idle
    assert sight.shown is coarse.shown
    assert seen_colours(sight) == colours(coarse)


def test_until_a_fine_one_is_coloured_the_one_before_is_seen(sight, qtbot):
    coarse, fine = look(COARSE), look(seed=1, mode="decision")
    sight.look(coarse)
    sight.look(fine)
    assert sight.shown is coarse.shown
    assert not sight.idle
    qtbot.waitUntil(lambda: sight.idle)  # the event loop brings it
    assert sight.shown is fine.shown
    assert seen_colours(sight) == colours(fine)


def test_who_follows_is_told_once_it_is_coloured(sight, qtbot):
    with qtbot.waitSignal(sight.changed):
        sight.look(look())
    assert sight.seen.look.step == 1


@pytest.mark.parametrize("other", [{"each": True}, {"now": LIGHT}])
def test_in_other_colours_a_few_cells_are_seen_until_then(sight, other):
    sight.look(look())
    sight.wait()
    wanted = look(**other)
    sight.look(wanted)
    assert sight.seen.look == wanted._replace(step=FINE // COARSE)
    found = [
        np.array(one)[:: FINE // COARSE, :: FINE // COARSE].tolist() for one in colours(wanted)
    ]
    assert seen_colours(sight) == found
    sight.wait()
    assert seen_colours(sight) == colours(wanted)


def test_what_is_looked_at_otherwise_by_then_is_not_seen(sight):
    sight.look(look(seed=1))
    newer = look(COARSE)
    sight.look(newer)
    assert sight.idle
    sight.wait()
    assert sight.seen.look is newer
    late, last = look(seed=2), look(seed=3)
    shown = []
    sight.changed.connect(lambda: shown.append(sight.seen.look))
    sight.look(late)
    sight.look(last)
    sight.wait()
    assert shown == [last]


def test_the_same_look_is_not_coloured_again(sight):
    fine = look()
    sight.look(fine)
    sight.wait()
    seen = sight.seen
    sight.look(fine._replace(task=Classes(TASK.names)))
    assert sight.idle
    assert sight.seen is seen


def test_without_maps_nothing_is_seen_nor_comes(sight):
    fine = look()
    sight.look(fine)
    sight.forget()
    sight.wait()
    assert sight.seen is sight.shown is None
    sight.look(fine)
    sight.wait()
    assert sight.shown is fine.shown


@pytest.mark.parametrize(("columns", "rows", "step"), [(12, 9, 3), (13, 8, 3), (7, 7, 1)])
def test_a_step_leaves_every_so_manyth_cell(columns, rows, step):
    whole = Look(maps(columns, rows), TASK, "shades", False, DARK)
    few = whole._replace(step=step)
    answers = Looks().seen(few).answers.values
    assert np.array_equal(answers, Looks().seen(whole).answers.values[::step, ::step])
    assert (few.grid.rows, few.grid.columns) == answers.shape[:2]
    assert few.grid.view == whole.grid.view


@pytest.mark.parametrize("columns", [COARSE, FINE])
def test_contours_come_with_the_colours(sight, columns):
    wanted = look(columns)._replace(layer=2)
    sight.look(wanted)
    sight.wait()
    job, found = wanted.shown
    given = contours(job.parameters, 2, found)
    assert any(line.chains for line in given)
    assert [line.neuron for line in sight.seen.lines] == [line.neuron for line in given]
    for ours, theirs in zip(sight.seen.lines, given, strict=True):
        for one, other in zip(ours.chains, theirs.chains, strict=True):
            np.testing.assert_array_equal(one, other)
    sight.look(wanted._replace(layer=0))
    sight.wait()
    assert sight.seen.lines == ()
