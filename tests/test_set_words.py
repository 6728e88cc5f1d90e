"""What is not trained on is called what it is, wherever it is named: of a Part, validation."""

import pytest
from msgspec.structs import replace

from core.beginnings import beginning
from core.data import Curve, Gate, Part, Plane, load
from core.history import History
from core.run import Run
from core.snapshot import Metrics, no_slots
from core.timeline import Record
from gui.colouring import Colouring
from gui.examples import Examples
from gui.layer_view.page import LayerPage
from gui.layer_view.words import example_words
from gui.maps.curve_fit import CurveFitPanel
from gui.maps.decision_map import DecisionMap
from gui.panels.data_panel import DataPanel
from gui.panels.set_words import test_words as words_of
from gui.probe import Probe
from gui.selection import Selection
from gui.session import Session
from gui.time_bar.marks import Mark, marks_of
from tests.panels import field

PLANE = Plane("circle", 80, seed=3, test_share=0.25)
OF_CURVE = Curve()


def session_of(source):
    session = Session(beginning(getattr(source, "of", source)))
    experiment = session.experiment
    session.set_run(Run.start(type(experiment)(experiment.network, source)))
    return session


@pytest.mark.parametrize(
    ("source", "points", "title"),
    [(PLANE, "Test points ■", "Test"), (Part(PLANE), "Validation points ■", "Validation")],
    ids=["whole", "part"],
)
def test_points_of_a_plane(qtbot, source, points, title):
    session = session_of(source)
    examples = Examples(session, session)
    panel = DataPanel(session, examples)
    view = DecisionMap(
        session, examples, Selection(session), Colouring(), Probe(session, parent=session)
    )
    page = LayerPage(session, Colouring())
    for widget in (panel, view, page):
        qtbot.addWidget(widget)
        widget.show()
    assert field(view, "decisionMapTests").text() == points
    assert field(panel, "testSetButton").text() == title
    qtbot.waitUntil(lambda: page.model.frame is not None)
    assert field(page, "layerViewTests").text() == points
    frame = page.model.frame
    last = example_words(frame, frame.now, len(frame.sample) - 1)
    assert f"{title.lower()} example " in last


@pytest.mark.parametrize("source", [OF_CURVE, Part(OF_CURVE)], ids=["whole", "part"])
def test_the_legend_of_a_curve(qtbot, source):
    session = session_of(source)
    examples = Examples(session, session)
    panel = CurveFitPanel(session, Selection(session), examples)
    qtbot.addWidget(panel)
    assert len(load(source).test)
    words = [key.word for key in panel.view.legend.keys]
    assert words[:2] == ["training", words_of(source).short]
    assert (words[1] == "validation") == isinstance(source, Part)


def test_where_nothing_is_held_back_all_are_named():
    words = words_of(Gate("XOR"))
    assert (words.title, words.loss) == ("All", "Loss of all examples")
    assert words[-3:] == ("", "", "")  # nothing is to be told apart


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (PLANE, "Here the test loss is lowest"),
        (Part(PLANE), "Here the validation loss is lowest"),
        (Gate("XOR"), "Here the loss of all examples is lowest"),
    ],
)
def test_where_a_loss_is_lowest(qapp, source, said):
    run, history = session_of(source).run, History()
    slots = no_slots(run.snapshot.parameters, run.experiment.hyperparameters.optimizer)
    begun = replace(run.snapshot, examples=10, slots=slots)
    record = Record().gone_on(run.experiment, begun)
    for updates, loss in enumerate((0.5, 0.2, 0.4)):
        now, told = replace(begun, updates=updates, examples_seen=10 * updates), Metrics(loss, 0.5)
        history.add(replace(now, train=told, test=told, tested_at=updates))
        record = record.with_checkpoint(now)
    assert marks_of(record, history) == (Mark(1, "best", said),)
