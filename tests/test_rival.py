"""Be the optimizer: changes by hand are counted, and compared with as many updates."""

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from core.backend.trainer import Trainer
from core.data import load
from core.frozen import Frozen
from core.optimizers import OPTIMIZERS
from core.rival import descended, loss_of, losses
from core.run import Run
from gui import theme
from gui.by_hand import ByHand
from gui.diagram.view import Diagram
from gui.numbers import loss_text
from gui.rival import panel as rival_panel
from gui.rival.game import Game
from gui.rival.panel import RivalPanel, lines
from gui.session import Session
from gui.theme import DARK
from tests.helpers import HIDDEN, TINY, flat, tiny_experiment
from tests.panels import field
from tests.ready import session_with
from tests.recorder import painted_by
from tests.test_diagram_by_hand import on_edge, wheel

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(
    ("optimizer", "more"),
    [
        *((name, {}) for name in OPTIMIZERS),
        ("sgd", {"schedule": "step", "schedule_updates": 10}),
        ("adam", {"dropout": 0.4, "frozen": Frozen(neurons=((1, 0),))}),
    ],
)
def test_it_does_what_the_backend_would_have_done(optimizer, more):
    rates = {"optimizer": optimizer, **more}
    experiment = tiny_experiment(hidden=HIDDEN, **rates)
    trainer = Trainer(experiment, load(TINY), Run.start(experiment).snapshot)
    trainer.run(9)
    start = trainer.snapshot(complete=True)
    trainer.run(12)
    last = next(itertools.islice(descended(experiment, start), 12, None))
    assert last.updates == 21
    np.testing.assert_allclose(flat(last.parameters), flat(trainer.parameters()), atol=2e-5)
    found = losses(experiment, start, 12)
    assert len(found) == 13
    assert found[-1] == pytest.approx(trainer.measure_train().loss, abs=1e-4)


@pytest.fixture
def game(qapp):
    """A game with the XNOR network, and what changes it by hand."""
    session = session_with("xnorByHand")
    found = Game(session, session)
    found.begin()
    found.wait()
    return session, found, ByHand(session)


def test_changes_by_hand_are_counted_and_compared_with_as_many_updates(game):
    session, found, hand = game
    start = session.run.exact
    assert found.mine == (loss_of(session.experiment, start.parameters),)
    for target, value in (((0, 0, 0), 5.0), ((1, 1), 2.0), ((0, 1, 1), -1.0)):
        hand.change(target, value)
        found.wait()
    assert found.changes == 3
    assert len(found.mine) == 4
    assert found.mine[-1] == loss_of(session.experiment, session.snapshot.parameters)
    assert found.theirs == ()
    found.reveal()
    assert found.waiting
    found.wait()
    assert found.theirs == losses(session.experiment, start, 3)
    # The names of both lines are apart, whatever their ends are, and have their losses.
    for high in (400, 40):
        mine, theirs = lines(found, QRectF(0, 0, 400, high), DARK)
        assert mine.name == f"you: {loss_text(found.mine[-1])}"
        assert theirs.name == f"gradient: {loss_text(found.theirs[-1])}"
        # What was done is plain and has the window's ink; what would have been is neither.
        assert (mine.hue, mine.dashed, mine.dots) == (DARK.text, False, True)
        assert (theirs.hue, theirs.dashed, theirs.dots) == (DARK.accent, True, True)
        assert abs(mine.middle - theirs.middle) >= QFontMetricsF(theme.font("small")).height()
    session.undo_stack.undo()
    found.wait()
    assert (found.changes, len(found.mine), found.theirs) == (2, 3, ())
    found.back()
    found.wait()
    assert (found.changes, found.on) == (0, True)
    assert flat(session.snapshot.parameters).tobytes() == flat(start.parameters).tobytes()


def test_lines_are_painted_as_they_are_told(game, qtbot, monkeypatch):
    _, found, hand = game
    theme.apply("dark")
    hand.change((0, 0, 0), 5.0)
    found.reveal()
    found.wait()
    shown = RivalPanel(found)
    qtbot.addWidget(shown)
    chart = field(shown, "rivalChart")
    chart.resize(400, 200)
    drawn = painted_by(chart, rival_panel, monkeypatch=monkeypatch)
    told = lines(found, QRectF(chart.rect()), DARK)
    for line in told:
        (polyline,) = (one for one in drawn if "drawPolyline" in one and line.hue in one)
        assert polyline.endswith("dashed") == line.dashed
        dots = [one for one in drawn if "drawEllipse" in one and line.hue in one]
        assert len(dots) == len(line.points) == 2
        assert any(line.name in one and line.hue in one for one in drawn if "drawText" in one)
    assert len(told) == 2
    (line, *_) = lines(Long(), QRectF(0, 0, 400, 200), DARK)
    assert (len(line.points), line.dots) == (61, False)


class Long:
    """Stands in for a game of many changes."""

    mine, theirs = tuple(range(61)), ()


def test_what_trains_or_another_network_ends_it(game):
    session, found, hand = game
    hand.change((0, 0, 0), 5.0)
    session.open_run(Run.start(session.experiment))
    assert not found.on
    assert found.changes == 0


def test_the_panel_leads_through_the_game(make_window, qtbot):
    window = make_window(size=(1100, 750))
    session, panel = window.session, window.findChild(RivalPanel)
    session.set_run(session_with("xnorByHand").run)
    assert not panel.isVisible()
    window.actions_by_name["rivalAction"].trigger()
    qtbot.waitUntil(panel.isVisible)
    said = field(panel, "rivalSaid")
    assert said.text().startswith("Can you make the loss smaller")
    QTest.mouseClick(field(panel, "rivalBegin"), LEFT)
    panel.game.wait()
    assert not field(panel, "rivalReveal").isEnabled()
    diagram = window.findChild(Diagram, "diagram")
    wheel(diagram, on_edge(diagram, 0, 0, 1), 3)
    panel.game.wait()
    mine = panel.game.mine
    words = f"Your changes: 1. Loss {mine[0]:.4f} at the start, {mine[1]:.4f} now."
    assert said.text() == words
    QTest.mouseClick(field(panel, "rivalReveal"), LEFT)
    panel.game.wait()
    loss = panel.game.theirs[-1]
    assert said.text().startswith(f"{words}\nWith as many updates SGD comes to {loss:.4f}")
    QTest.mouseClick(field(panel, "rivalBack"), LEFT)
    panel.game.wait()
    assert said.text().startswith("The loss is ")


def test_without_examples_there_is_no_game(qapp, show_panel):
    from core.experiment import Experiment
    from core.network import Layer, Network

    session = Session(Experiment(Network(2, (Layer(2, "softmax"),)), None))
    panel = RivalPanel(Game(session, session))
    assert not field(panel, "rivalBegin").isEnabled()
    assert field(panel, "rivalSaid").text() == "Without examples there is no loss to make small."
