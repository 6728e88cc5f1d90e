"""Evolution in the window: the tree, what is said of a network, and that nothing stays behind."""

import functools

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QWidget,
)

from core.crew import Crew as RealCrew
from core.data import Gate, Part, Plane
from core.evolution import Evolution, Settings, branched
from core.evolution_memory import bounded
from core.evolution_words import quartiles
from core.evolving import evolve
from core.experiment import Experiment, fitted
from core.network import Layer, Network
from core.parameters import bytes_of, equal
from core.ready_evolutions import READY_EVOLUTIONS
from core.run import Run
from core.wording import percent
from gui import settings, theme
from gui.evolution.model import OWN, EvolutionModel, title
from gui.evolution.page import EvolutionPage
from gui.evolution.paint import paint_chart, paint_tree
from gui.evolution.panel import EvolutionPanel
from gui.evolution.scene import chart_of, glyph_of, least_size, tree_of
from gui.evolution.tree_legend import TreeLegend, keys_of
from gui.evolution.words import about, ended, hint, told_of
from gui.runs.owner import RunTree
from tests.evolutions import EXPERIMENT, PROBLEM, SETTINGS, Crew, work
from tests.painted_texts import faults
from tests.processes import LONG_MS, is_alive
from tests.recorder import recorded


@pytest.fixture(scope="module")
def made():
    """An evolution that is over."""
    *_, found = evolve(PROBLEM, SETTINGS, work)
    return found


@pytest.fixture
def model(session, qtbot):
    """A model of evolutions of the session's network, which is to learn EXPERIMENT."""
    session.set_run(Run.start(EXPERIMENT))
    crews = []

    def make(device):
        crews.append(Crew())
        return crews[-1]

    found = EvolutionModel(session, RunTree(session, parent=session), make, session)
    found.crews = crews
    found.prepare(OWN)
    found.set_settings(SETTINGS)
    yield found
    found.end()


def over(qtbot, model):
    """Wait until it does not go on any more."""
    qtbot.waitUntil(lambda: not model.running, timeout=LONG_MS)


def begin(qtbot, model):
    model.begin()
    over(qtbot, model)
    return model.evolution


# What is seen.


def test_a_column_is_a_generation_the_fittest_on_top(made, qapp):
    tree = tree_of(made, made.best.number, 3, *map(float, least_size(made)))
    assert [heading.text for heading in tree.headings] == ["1", "2", "3", "4"]
    for generation in range(4):
        column = [cell for cell in tree.cells if cell.generation == generation]
        assert [cell.number for cell in column] == [one.number for one in made.ranks(generation)]
        tops = [cell.room.top() for cell in column]
        assert tops == sorted(tops)
        assert [cell.best for cell in column] == [True, *[False] * 5]
    for one in tree.cells:
        assert not any(one.room.intersects(other.room) for other in tree.cells if other != one)
        assert tree.at(one.room.center()) is one


def test_lines_lead_to_the_parents_in_the_column_before(made, qapp):
    tree = tree_of(made, made.best.number, 3, *map(float, least_size(made)))
    ends = {(tie.start.toTuple(), tie.end.toTuple(), tie.lives_on) for tie in tree.ties}
    wanted = set()
    for cell in tree.cells:
        one = made.individuals[cell.number]
        lives_on = one.generation < cell.generation
        assert cell.lives_on == lives_on
        origin = one.number if lives_on else one.parent
        for other in tree.cells:
            if other.number == origin and other.generation == cell.generation - 1:
                start, end = other.room, cell.room
                wanted.add((
                    (start.right(), start.center().y()), (end.left(), end.center().y()), lives_on
                ))  # fmt: skip
    assert ends == wanted
    assert len(ends) == 3 * SETTINGS.population
    line = {one.number for one in made.line(made.best.number)}
    assert tree.ancestors == line
    by_end = {(cell.room.left(), cell.room.center().y()): cell.number for cell in tree.cells}
    by_start = {(cell.room.right(), cell.room.center().y()): cell.number for cell in tree.cells}
    for tie in tree.ties:
        both = {by_start[tie.start.toTuple()], by_end[tie.end.toTuple()]}
        assert tie.own == (both <= line)


def test_arrows_lead_to_neighbours_and_no_further(made, qapp):
    tree = tree_of(made, None, 3, *map(float, least_size(made)))
    first, last = tree.cells[0], tree.cells[-1]
    assert tree.ancestors == frozenset()
    assert tree.beside(first, 0, 1) is tree.cells[1]
    assert tree.beside(first, 1, 0) is tree.cells[6]
    assert tree.beside(first, -1, -1) is first
    assert tree.beside(last, 1, 1) is last


def test_a_small_picture_has_a_dot_a_neuron_and_a_bar_where_there_is_no_room(qapp):
    room = QRectF(0, 0, 60, 30)
    few = glyph_of((2, 3, 1), room)
    assert (len(few.dots), len(few.bars), len(few.edges)) == (6, 0, 9)
    many = glyph_of((256, 40, 3), room)
    assert (len(many.dots), len(many.bars)) == (3, 2)
    assert len(many.edges) == 2 + 6
    for glyph in (few, many, glyph_of((1,), room), glyph_of((5,) * 8, room)):
        places = [(dot.x(), dot.y()) for dot in glyph.dots]
        assert all(room.contains(x, y) for x, y in places)
        assert all(room.contains(bar) for bar in glyph.bars)
        assert len(set(places)) == len(places)


def test_the_chart_is_of_best_median_and_quartiles(made, qapp):
    room = QRectF(0, 0, 300, 200)
    chart = chart_of(made, room, ("a", "b", "c"), "generation", lambda text: 6.0 * len(text), 12)
    found = quartiles(made)
    low = min(min(one) for one in found)
    high = max(max(one) for one in found)

    def place(at, value):
        share = (value - low) / (high - low)
        x = chart.plot.left() + chart.plot.width() * at / 3
        return x, chart.plot.bottom() - chart.plot.height() * share

    def same(points, values):
        wanted = [place(at, value) for at, value in values]
        np.testing.assert_allclose([point.toTuple() for point in points], wanted, atol=1e-6)

    same(chart.best, list(enumerate(one.best for one in found)))
    same(chart.median, list(enumerate(one.median for one in found)))
    band = [*enumerate(one.high for one in found), *list(enumerate(one.low for one in found))[::-1]]
    same(chart.band, band)
    assert chart.last == "4"
    assert room.contains(chart.plot)
    for tick in chart.ticks:
        assert place(0, float(tick.text.replace("−", "-")))[1] == pytest.approx(tick.at)
    gone = tuple(replace(one, state="failed") for one in made.individuals)
    none = Evolution(PROBLEM, SETTINGS, gone, made.generations)
    assert chart_of(none, room, ("a",), "", len, 12).best == ()


@pytest.mark.parametrize("now", [theme.LIGHT, theme.DARK], ids=lambda now: now.name)
def test_the_line_of_the_chosen_one_is_painted_in_the_accent(made, now, qapp):
    size = least_size(made)
    tree = tree_of(made, made.individuals[-1].number, 3, *map(float, size))
    assert len(tree.ancestors) > 1

    def painted(seen):
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(QColor(now.window))
        painter = QPainter(image)
        paint_tree(painter, seen, now, QRectF(image.rect()))
        painter.end()
        return image

    whole = painted(tree)
    alone = painted(tree._replace(ancestors=frozenset((tree.chosen,))))
    for cell in tree.cells:
        at = cell.room.toRect()
        edge = whole.pixelColor(round(cell.room.left()), at.center().y()).name()
        assert (edge == now.accent) == (cell.number == tree.chosen), cell.number
        room = at.adjusted(2, -1, -2, 1)  # without the ends of lines
        marked = cell.number in tree.ancestors - {tree.chosen}
        assert (whole.copy(room) != alone.copy(room)) == marked, cell.number


@pytest.mark.parametrize("now", [theme.LIGHT, theme.DARK], ids=lambda now: now.name)
def test_lines_to_parents_are_in_the_accent_where_they_lead_to_the_chosen_one(made, now, qapp):
    size = least_size(made)
    tree = tree_of(made, made.individuals[-1].number, 3, *map(float, size))
    room = QRectF(0, 0, *size)
    lines = recorded(lambda painter: paint_tree(painter, tree, now, room))
    ties = [line.partition("| pen ")[2] for line in lines if line.startswith("drawPath")]
    assert len(ties) == len(tree.ties)
    inks = [
        f"{now.accent} 2" if tie.own else f"{now.edge} 1"
        for tie in sorted(tree.ties, key=lambda tie: tie.own)  # the chosen one's above the others
    ]
    assert [" ".join(tie.split()[:2]) for tie in ties] == inks
    assert len(set(inks)) == 2
    plain, dotted = (key.dash for key in keys_of(now)[:2])
    assert (plain, bool(dotted)) == ((), True)
    assert [key.colour for key in keys_of(now)] == [now.edge, now.edge, now.accent]


def test_the_lines_of_the_tree_have_a_legend_as_soon_as_there_are_any(qtbot, model):
    page = EvolutionPage(model)
    qtbot.addWidget(page)
    page.resize(900, 300)
    page.show()
    legend = page.findChild(TreeLegend)
    assert not legend.isVisible()
    begin(qtbot, model)
    assert legend.isVisible()
    qtbot.waitUntil(lambda: legend.height() == round(legend.legend.height))
    tree = page.findChild(QWidget, "evolutionTreeScroll")
    assert legend.y() >= tree.geometry().bottom()
    assert faults(legend) == []


def test_a_legend_of_a_tree_that_is_there_is_no_window(qtbot, model):
    begin(qtbot, model)
    legend = TreeLegend(model)
    qtbot.addWidget(legend)
    assert not legend.isVisible()
    page = EvolutionPage(model)
    qtbot.addWidget(page)
    page.show()
    assert page.findChild(TreeLegend).isVisible()


@pytest.mark.parametrize("now", [theme.LIGHT, theme.DARK], ids=lambda now: now.name)
def test_the_chart_is_painted_in_its_colours(made, now, qapp):
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(now.window))
    room = QRectF(image.rect())
    chart = chart_of(made, room, ("a",) * 3, "b", lambda text: 6.0 * len(text), 12)
    painter = QPainter(image)
    paint_chart(painter, chart, now)
    painter.end()
    for point in chart.best:
        assert image.pixelColor(point.toPoint()).name() == now.accent


def test_what_is_said_of_a_network(made, qapp):
    child = next(one for one in made.individuals if one.parent is not None and one.shift > 1e-6)
    network = child.run.experiment.network
    first, source, score, before, layers, line = told_of(made, child)
    assert first == f"No. {child.number}: {network.title}, {child.parameters} parameters"
    assert source.startswith(f"From no. {child.parent}: ")
    assert score.startswith(f"Validation {percent(child.validation.score)}, fitness ")
    assert f"differed from those of no. {child.parent} by up to 0." in before
    assert layers.startswith(f"Hidden layers: {network.layers[0].activation}")
    assert line.endswith(f"{child.parent} → {child.number}")
    same = next(one for one in made.individuals if one.shift <= 1e-6)
    said = told_of(made, same)
    assert said[3] == f"Before training it gave the same answers as no. {same.parent}."
    founder = told_of(made, made.individuals[0])
    assert founder[1] == "One of the first."
    assert len(founder) == 4
    failed = replace(child, state="failed")
    gone = (*made.individuals[: child.number], failed, *made.individuals[child.number + 1 :])
    assert "no fitness" in told_of(replace(made, individuals=gone), failed)[2]
    assert ended(made).startswith(f"No. {made.best.number}, a network")
    assert ended(branched(made, SETTINGS, 1)) == ""
    for name in ("Lee", "Stanley", "Net2Net", "Yao", "What it is not"):
        assert name in about()


def test_where_a_network_comes_from_is_a_whole_sentence_of_the_window(made, marked):
    child = next(one for one in made.individuals if one.parent is not None)
    said = [told_of(made, one)[1] for one in (made.individuals[0], child)]
    assert said[0] == "«One of the first.»"
    assert said[1].startswith(f"«From no. {child.parent}: «")
    assert said[1].endswith("».»")


# The owner.


def test_it_evolves_and_the_best_is_shown_in_the_window(model, session, qtbot):
    before = session.live
    model.follow(True)
    found = begin(qtbot, model)
    assert found.over
    assert model.told == "Finished after 4 generations"
    assert session.live.id == found.best.run.id
    assert session.live.name.startswith(f"No. {found.best.number}: ")
    assert isinstance(session.experiment.source, Part)
    assert equal(session.snapshot.parameters, found.best.run.snapshot.parameters)
    qtbot.waitUntil(lambda: model.crews[0].ended)  # in its thread, soon after it has told
    session.undo_stack.undo()
    assert session.live.id != found.best.run.id
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.live.experiment == before.experiment


def test_the_network_of_the_window_stays_where_the_best_is_not_to_be_shown(model, session, qtbot):
    before = session.live.id
    found = begin(qtbot, model)
    assert session.live.id == before
    model.open(3)
    assert session.live.id == found.individuals[3].run.id
    model.follow(True)
    assert session.live.id == found.best.run.id


def test_who_goes_to_another_run_is_not_carried_off(model, session, qtbot):
    model.follow(True)
    others = []

    def look_elsewhere():
        if len(model.evolution.generations) == 1 and not others:
            others.append(Run.start(EXPERIMENT))
            session.set_run(others[0])

    model.changed.connect(look_elsewhere)
    found = begin(qtbot, model)
    assert len({found.ranks(generation)[0].number for generation in range(4)}) > 1
    assert session.live.id == others[0].id
    assert not model.follows


def test_of_a_part_of_data_all_of_them_are_learned(model, session, qtbot):
    found = begin(qtbot, model)
    model.open(found.best.number)
    assert isinstance(session.live.experiment.source, Part)
    again = begin(qtbot, model)
    assert model.trouble == ""
    assert again.problem.experiment.source == EXPERIMENT.source


def test_a_stopped_one_goes_on_after_a_look_at_another_problem(model, qtbot):
    crew = Crew(8)
    model.make_crew = lambda device: crew
    model.begin()
    qtbot.waitUntil(lambda: not crew.left, timeout=LONG_MS)
    model.stop()
    assert model.can_go_on
    model.prepare("spiral")
    assert not model.can_go_on
    assert model.evolution is None  # what is seen is what is named
    model.prepare(OWN)
    assert model.can_go_on
    assert model.settings == SETTINGS
    model.set_settings(replace(SETTINGS, price=0.1))
    assert not model.can_go_on  # with other numbers a new one begins


def test_what_was_let_go_of_is_said_and_has_no_way_on(model, session, qtbot, monkeypatch):
    page = EvolutionPage(model)
    qtbot.addWidget(page)
    button = page.findChild(QPushButton, "evolutionOpen")
    first = begin(qtbot, model)
    model.choose(0)
    assert button.isEnabled()
    assert "were not kept" not in page.words
    size = sum(bytes_of(one.run.arrays) for one in first.individuals)
    monkeypatch.setattr("gui.evolution.model.bounded", lambda all_: bounded(all_, size))
    second = begin(qtbot, model)
    assert all(one.has_weights for one in second.individuals)
    assert not any(one.has_weights for one in model.all[0].evolution.individuals)
    model.see(0)
    model.choose(0, 0)
    before = session.live.id
    model.open(0)
    assert session.live.id == before
    assert not button.isEnabled()
    assert "Its weights were not kept, to save memory: it cannot be opened." in page.words
    assert "not all of its weights were kept" in model.why_not_branch()
    model.branch()
    assert len(model.all) == 2


def test_what_would_take_too_much_memory_is_not_begun(model, session):
    layers = (Layer(300), Layer(300), *EXPERIMENT.network.layers[-1:])
    session.set_run(Run.start(replace(EXPERIMENT, network=Network(2, layers))))
    model.set_settings(replace(SETTINGS, population=200))
    model.make_crew = None  # nobody is asked
    model.begin()
    assert model.trouble.startswith("200 networks of 91,501 parameters take 280 MB of memory")
    assert model.all == ()


def test_what_is_trained_in_the_window_is_not_taken_away(model, session, qtbot):
    session.set_training(True)
    before = session.live.id
    begin(qtbot, model)
    assert session.live.id == before


@pytest.mark.parametrize("jobs", [0, 8])
def test_stopped_it_goes_on_to_the_same(model, made, qtbot, jobs):
    make = model.make_crew
    crew = Crew(jobs)
    model.make_crew = lambda device: crew
    model.begin()
    qtbot.waitUntil(lambda: not crew.left, timeout=LONG_MS)
    assert not model.can_go_on
    model.stop()
    assert crew.ended
    assert not model.running
    assert model.can_go_on
    count = len(model.evolution.generations)
    assert model.told == f"Stopped after {count} of 4"
    assert ("stopped before the first" in hint(OWN, False, model.can_go_on)) == model.can_go_on
    model.make_crew = make
    model.go_on()
    over(qtbot, model)
    assert model.evolution.generations == made.generations
    assert all(
        equal(one.run.snapshot.parameters, other.run.snapshot.parameters)
        for one, other in zip(model.evolution.individuals, made.individuals, strict=True)
    )


def test_branches_stand_beside_what_they_are_from(model, qtbot):
    first = begin(qtbot, model)
    assert model.column == 3
    model.choose(first.generations[1][0], 1)  # it lives on: not where it was born
    assert model.chosen.generation == 0
    assert model.why_not_branch() == ""
    model.set_settings(replace(SETTINGS, generations=2))
    assert model.why_not_branch() == "Ask for more generations first."
    model.set_settings(replace(SETTINGS, generations=3, price=0.1))
    model.branch()
    over(qtbot, model)
    assert len(model.all) == 2
    assert model.all[0].evolution is first
    assert model.evolution.generations[:2] == first.generations[:2]
    assert len(model.evolution.generations) == 3
    assert model.evolution.looks == 2
    assert [title(one, at) for at, one in enumerate(model.all)] == [
        "1: My network",
        "2: My network, branch of 1 at generation 2",
    ]
    model.see(0)
    assert model.evolution is first
    model.prepare("spiral")
    assert model.settings == READY_EVOLUTIONS["spiral"].settings
    assert not model.can_go_on


def test_what_cannot_be_learned_so_is_said(model, session, qtbot):
    for source, said in (
        (Gate("XOR"), "too few examples"),
        (Plane("circle", test_share=0.0), "hold no examples back"),
    ):
        session.set_run(Run.start(Experiment(fitted(EXPERIMENT.network, source), source)))
        model.begin()
        assert said in model.trouble
        assert not model.running
        assert model.evolution is None


def test_a_failure_in_the_thread_is_said(model, qtbot):
    def fail(jobs):
        raise OSError(28, "No space left on device")

    crew = Crew()
    crew.work = fail
    model.make_crew = lambda device: crew
    model.begin()
    over(qtbot, model)
    assert "No space left on device" in model.trouble
    qtbot.waitUntil(lambda: crew.ended)  # in the thread, once it is said


# The page.


@pytest.fixture
def page(model, qtbot):
    found = EvolutionPage(model)
    qtbot.addWidget(found)
    found.resize(theme.space(150), theme.space(60))
    found.show()
    return found


def test_one_button_starts_stops_and_goes_on(page, model, qtbot):
    start = page.findChild(QPushButton, "evolutionStart")
    assert start.text() == "Start"
    assert not page.findChild(QPushButton, "evolutionBranch").isEnabled()
    assert "Press Start" in page.tree.accessibleDescription()
    crew = Crew(8)
    model.make_crew = lambda device: crew
    start.click()
    assert "are being trained" in page.tree.accessibleDescription()
    qtbot.waitUntil(lambda: not crew.left, timeout=LONG_MS)
    qtbot.waitUntil(lambda: model.told == "Generation 2 of 4, 50 %")
    assert start.text() == "Stop"
    assert not page.findChild(QComboBox, "evolutionChoice").isEnabled()
    start.click()
    assert start.text() == "Go on"
    model.make_crew = lambda device: Crew()
    start.click()
    over(qtbot, model)
    assert start.text() == "Start"
    assert len(model.all) == 1
    assert ended(model.evolution) in page.words
    assert "4 generations" in page.tree.accessibleDescription()


def test_fields_are_the_settings(page, model):
    for name, value in (
        ("population", 8),
        ("generations", 5),
        ("updates", 50),
        ("price", 0.01),
        ("seed", 7),
    ):
        page.findChild(QAbstractSpinBox, f"evolution{name.title()}").setValue(value)
        assert getattr(model.settings, name) == value
    choice = page.findChild(QComboBox, "evolutionChoice")
    choice.setCurrentIndex(choice.findData("digits"))
    choice.activated.emit(choice.currentIndex())
    assert model.settings == READY_EVOLUTIONS["digits"].settings
    assert page.findChild(QAbstractSpinBox, "evolutionPrice").value() == 0.00001


def test_a_click_chooses_a_double_click_opens_and_arrows_go_on(page, model, session, qtbot):
    found = begin(qtbot, model)
    qtbot.waitUntil(lambda: page.tree.width() >= least_size(found)[0])
    cell = next(one for one in page.tree.tree.cells if one.number == 3 and not one.lives_on)
    at = cell.room.center().toPoint()
    qtbot.mouseClick(page.tree, Qt.MouseButton.LeftButton, pos=at)
    assert model.chosen is found.individuals[3]
    assert told_of(found, model.chosen)[0] in page.words
    assert page.tree.tree.chosen == 3
    again = next(one for one in page.tree.tree.cells if one.lives_on)
    spot = again.room.center().toPoint()
    qtbot.mouseClick(page.tree, Qt.MouseButton.LeftButton, pos=spot)
    assert page.tree.tree.column == model.column == again.generation
    model.set_settings(replace(SETTINGS, generations=9))
    tip = page.findChild(QPushButton, "evolutionBranch").toolTip()
    assert f"from generation {again.generation + 1}," in tip
    model.set_settings(SETTINGS)
    qtbot.mouseClick(page.tree, Qt.MouseButton.LeftButton, pos=at)
    assert told_of(found, model.chosen)[0] in page.tree.tip_at(cell.room.center())
    assert page.tree.tip_at(QRectF(0, 0, 1, 1).center()) == ""
    qtbot.mouseDClick(page.tree, Qt.MouseButton.LeftButton, pos=at)
    assert session.live.id == found.individuals[3].run.id
    beside = page.tree.tree.beside(cell, 1, 0)
    qtbot.keyClick(page.tree, Qt.Key.Key_Right)
    assert model.chosen is found.individuals[beside.number]
    qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    assert session.live.id == found.individuals[beside.number].run.id
    qtbot.keyClick(page.tree, Qt.Key.Key_Escape)
    assert model.chosen is found.best
    page.findChild(QPushButton, "evolutionOpen").click()
    assert session.live.id == found.best.run.id


def reaches(one, other):
    """Whether there is but a gap from a widget to the one at its right."""
    return 0 < other.x() - one.geometry().right() <= theme.space(3)


def test_the_chart_stands_beside_the_tree_or_in_a_tab(page, model, qtbot):
    begin(qtbot, model)
    tabs = page.findChild(QTabWidget, "evolutionTabs")
    tree = page.findChild(QWidget, "evolutionTreeScroll")
    for units, within in ((120, True), (200, False), (120, True)):
        page.resize(theme.space(units), theme.space(60))
        qtbot.waitUntil(lambda within=within: (tabs.indexOf(page.chart) >= 0) == within)
        assert tabs.count() == 2 + within
        tabs.setCurrentIndex(0)
        assert page.chart.isVisible() != within
        if within:
            tabs.setCurrentWidget(page.chart)
        assert page.chart.isVisible()
        # Qt arranges it in a turn of its own: then the tree reaches what is beside it.
        qtbot.waitUntil(functools.partial(reaches, tree, tabs if within else page.chart))
        assert faults(page) == []


# In the window.


def test_closing_the_window_leaves_no_process(make_window, forked_backend, qtbot):
    window = make_window(EXPERIMENT)
    (dock,) = (one for one in window.docks if one.objectName() == "evolutionPanelDock")
    panel = window.findChild(EvolutionPanel)
    crews = []

    def make(device):
        crews.append(RealCrew(1, command=forked_backend))
        return crews[-1]

    panel.make_crew = make
    dock.toggleViewAction().trigger()
    model = panel.page.model
    model.set_settings(Settings(population=3, generations=50, updates=20))
    model.begin()
    qtbot.waitUntil(lambda: bool(crews[0].process_ids), timeout=LONG_MS)
    (child,) = crews[0].process_ids
    lasts = panel.page.findChild(QLabel, "evolutionLasts")
    assert lasts.isVisibleTo(panel)
    window.asks_to_save = True
    for press in ("Cancel", "Close"):
        window.close()
        box = window.findChild(QMessageBox, "loseEvolutionsBox")
        assert box.text() == "Close, and lose the evolution?"
        assert window.isVisible()
        assert model.running
        (button,) = (one for one in box.buttons() if one.text().replace("&", "") == press)
        box.findChild(QCheckBox, "dontAskAgain").setChecked(press == "Close")
        button.click()
        qtbot.waitUntil(lambda: window.findChild(QMessageBox, "loseEvolutionsBox") is None)
    assert not window.isVisible()
    assert settings.get("unsaved") == "keep"
    qtbot.waitUntil(lambda: not is_alive(child), timeout=LONG_MS)
    assert crews[0].process_ids == ()


def test_evolved_networks_have_validation_examples_and_no_test(make_window, made):
    window = make_window(EXPERIMENT)
    points = next(one for one in window.findChildren(QLabel) if one.text() == "Test")
    window.session.set_run(made.best.run)
    assert points.text() == "Validation"
    texts = [box.text() for box in window.findChildren(type(window.findChild(QPushButton)))]
    assert "Test" not in texts
    assert window.session.test_metrics == made.best.validation
