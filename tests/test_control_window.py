"""What "More" folds out in the training panel; what is said when training stops by itself."""

import re

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDockWidget,
    QLabel,
    QScrollArea,
    QWidget,
)

from core.beginnings import beginning
from core.data import Curve, Plane
from core.experiment import Hyperparameters
from core.snapshot import Snapshot
from gui.backend_state import BackendState
from gui.panels.training_more import begun, in_use
from gui.panels.training_panel import TrainingPanel
from gui.walk import subject
from tests.panels import choose, field, snapshot
from tests.processes import LONG_MS
from tests.test_room import SMALL

FIELDS = (
    "l1", "dropout", "schedule", "scheduleUpdates", "scheduleFactor", "scheduleFloor",
    "stopAfter", "stopUnit", "stopUnder", "patience",
)  # fmt: skip


@pytest.fixture
def panel(show_panel, training_rate, actions):
    """The training panel, folded out."""
    found = show_panel(TrainingPanel, training_rate, actions)
    found.resize(280, 700)
    QTest.mouseClick(field(found, "trainingMore"), Qt.MouseButton.LeftButton)
    return found


def retype(box, text):
    """Type over what is there, as a person does, and press Enter."""
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def seen(panel):
    """Which of the fields are seen."""
    return [name for name in FIELDS if panel.findChild(QWidget, name).isVisible()]


def test_more_is_folded_out_and_in(show_panel, session, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    button = field(panel, "trainingMore")
    assert not panel.findChild(QWidget, "l1")  # not even made
    button.click()
    assert seen(panel) == ["l1", "dropout", "schedule", "stopAfter", "stopUnit", "stopUnder",
                           "patience"]  # fmt: skip
    for name in FIELDS:
        assert field(panel, name).toolTip().endswith((".", "examples")), name
    button.click()
    assert seen(panel) == []
    assert button.text() == "More"
    rates = replace(session.experiment.hyperparameters, dropout=0.5, patience=100)
    session.change_experiment(replace(session.experiment, hyperparameters=rates), "Change")
    assert (button.text(), seen(panel)) == ("More (2)", [])
    button.click()
    assert (field(panel, "dropout").text(), field(panel, "patience").text()) == ("0.5", "100")


@pytest.mark.parametrize(
    ("name", "text", "value", "shown"),
    [
        ("l1", "0,001", 0.001, "0.001"),
        ("dropout", "0.25", 0.25, "0.25"),
        ("stopAfter", "500", 500, "500"),
        ("stopUnder", "1e-3", 0.001, "0.001"),
        ("patience", "2000", 2000, "2000"),
    ],
)
def test_a_number_is_typed_undone_and_redone(panel, session, name, text, value, shown):
    session.set_snapshot(snapshot(session, 100))
    names = {"stopAfter": "stop_after", "stopUnder": "stop_under"}
    of, box = names.get(name, name), field(panel, name)
    usual = box.text()
    retype(box, text)
    assert (getattr(session.experiment.hyperparameters, of), box.text()) == (value, shown)
    assert session.snapshot.updates == 100  # training goes on
    assert session.undo_stack.undoText().startswith("Change “")
    session.undo_stack.undo()
    assert (session.experiment.hyperparameters, box.text()) == (Hyperparameters(), usual)
    session.undo_stack.redo()
    assert getattr(session.experiment.hyperparameters, of) == value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("l1", "11", "from 0 to 10"),
        ("dropout", "1", "from 0 to below 1"),
        ("stopAfter", "2.5", "a whole number from 0 to"),
        ("stopUnder", "-1", "from 0 to"),
        ("patience", "long", "a whole number from 0 to"),
        ("scheduleUpdates", "0", "a whole number from 1 to"),
        ("scheduleFactor", "0", "above 0, up to 1"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_the_field(panel, session, name, text, said):
    choose(field(panel, "schedule"), "Step")
    before, box = session.experiment, field(panel, name)
    retype(box, text)
    assert session.experiment == before
    assert said in panel.window().findChild(QLabel, "refusal").text()


def test_off_is_a_word_that_can_be_typed_and_stepped_from(panel, session):
    box = field(panel, "patience")
    assert box.text() == "off"
    retype(box, "700")
    retype(box, "off")
    assert (box.text(), session.experiment.hyperparameters.patience) == ("off", 0)
    reached = []
    for _ in range(3):
        QTest.keyClick(box, Qt.Key.Key_Up)
        reached.append(session.experiment.hyperparameters.patience)
    assert reached == [100, 200, 500]
    for _ in range(3):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.text() == "off"


def test_the_rate_of_now_follows_the_schedule(panel, session):
    now, rate = field(panel, "learningRateNow"), field(panel, "learningRate")
    assert not now.isVisible()
    choose(field(panel, "schedule"), "Step")
    assert seen(panel)[2:5] == ["schedule", "scheduleUpdates", "scheduleFactor"]
    retype(rate, "0.8")
    retype(field(panel, "scheduleUpdates"), "50")
    session.set_snapshot(snapshot(session, 149))
    assert (now.text(), rate.text()) == ("now 0.2", "0.8")
    session.set_snapshot(snapshot(session, 150))
    assert now.text() == "now 0.1"
    choose(field(panel, "schedule"), "Cosine")
    assert seen(panel)[2:5] == ["schedule", "scheduleUpdates", "scheduleFloor"]
    retype(field(panel, "scheduleUpdates"), "300")
    retype(field(panel, "scheduleFloor"), "0,5")
    assert now.text() == "now 0.6"
    choose(field(panel, "schedule"), "Constant")
    assert not now.isVisible()


def test_a_walk_is_made_with_the_rate_of_now(session_of):
    session = session_of(3, 2)
    rates = replace(session.experiment.hyperparameters, learning_rate=0.8, schedule="step")
    session.change_experiment(replace(session.experiment, hyperparameters=rates), "Change")
    assert subject.walk(session, None, None, False).hyperparameters.learning_rate == 0.8
    session.set_snapshot(snapshot(session, 2500))
    assert subject.walk(session, None, None, False).hyperparameters.learning_rate == 0.2


def test_a_schedule_that_would_be_over_gets_longer():
    usual = Hyperparameters()
    assert begun(usual, "step", 2000) == {"schedule": "step", "schedule_updates": 1000}
    assert begun(usual, "step", 7000)["schedule_updates"] == 10_000
    assert begun(usual, "cosine", 0)["schedule_updates"] == 10_000
    assert begun(usual, "cosine", 30_000)["schedule_updates"] == 100_000
    assert begun(usual, "constant", 10**9)["schedule_updates"] == 1000
    assert in_use(replace(usual, l1=1.0, schedule="step", stop_under=0.1, stop_after=9.0)) == 4


def test_epochs_may_be_parts_and_updates_are_whole(panel, session):
    unit = field(panel, "stopUnit")
    choose(unit, "epochs")
    retype(field(panel, "stopAfter"), "2.5")
    assert session.experiment.hyperparameters.stop_after == 2.5
    choose(unit, "updates")
    assert session.experiment.hyperparameters.stop_after == 2
    session.undo_stack.undo()
    assert (unit.currentText(), field(panel, "stopAfter").text()) == ("epochs", "2.5")


@pytest.mark.parametrize("source", [Plane("spiral"), Curve()])
def test_nothing_scrolls_where_all_is_folded_out(qtbot, make_window, source):
    began = beginning(source)
    rates = replace(began.hyperparameters, schedule="cosine")
    window = make_window(replace(began, hyperparameters=rates))
    docks = [dock for dock in window.docks if isinstance(dock.widget(), QScrollArea)]
    dock = window.findChild(QDockWidget, "trainingPanelDock")
    button = field(window, "trainingMore")

    def look():
        assert field(window, "patience").visibleRegion().boundingRect().height() > 10
        for one in docks:
            if not one.visibleRegion().isEmpty():
                assert not one.widget().verticalScrollBar().isVisible(), one.objectName()
                assert not one.widget().horizontalScrollBar().isVisible(), one.objectName()

    def arranged(size):
        return window.size().toTuple() == size and not dock.visibleRegion().isEmpty()

    for size in (SMALL, (1272, 756), (1900, 1040)):
        window.resize(*size)
        window.arrangement.reset()
        dock.raise_()
        qtbot.waitUntil(lambda size=size: arranged(size))
        QApplication.processEvents()
        patience = window.findChild(QWidget, "patience")
        assert patience is None or not patience.isVisible()  # folded in
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(look)
        boxes = [box for box in dock.findChildren(QAbstractSpinBox) if box.isVisible()]
        assert len(boxes) >= 10
        # The two numbers of a schedule stand beside each other, whole.
        first, second = field(window, "scheduleUpdates"), field(window, "scheduleFloor")
        assert first.y() == second.y()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_why_training_stopped_is_said_until_it_goes_on(make_window):
    window = make_window()
    window.session.set_backend(BackendState("ready", device="CPU"))
    notice, text = field(window, "stopNotice"), field(window, "stopText")
    assert not notice.isVisible()
    words = "Training has made its 20 updates and stopped."
    notice.tell(words)
    assert (notice.isVisible(), text.text()) == (True, words)
    window.session.set_training(True)
    assert not notice.isVisible()
    notice.tell(words)
    QTest.mouseClick(field(notice, "closeStop"), Qt.MouseButton.LeftButton)
    assert not notice.isVisible()


def test_the_curve_ends_where_training_went_back_to(session):
    parameters = session.snapshot.parameters
    for updates in (100, 200, 300):
        session.set_snapshot(snapshot(session, updates))
    back = Snapshot(parameters, 150, 150 * 32, 9000, tested_at=150)
    session.set_snapshot(back)
    epochs = session.history.column("epoch")
    assert epochs.max() == pytest.approx(back.epoch)
    assert (epochs[:1] == 100 * 32 / 9000).all()


def test_training_stops_by_itself_and_goes_on_when_it_is_asked_to(qtbot, make_real_window):
    window = make_real_window(beginning(Plane("circle")))
    session, notice = window.session, field(window, "stopNotice")
    rates = replace(session.experiment.hyperparameters, stop_after=300.0, dropout=0.2)
    session.change_experiment(replace(session.experiment, hyperparameters=rates), "Stop")
    for updates in (300, 600):
        QTest.mouseClick(field(window, "trainButton"), Qt.MouseButton.LeftButton)
        assert session.training
        qtbot.waitUntil(lambda: not session.training, timeout=LONG_MS)
        # The snapshot comes after the sentence.
        qtbot.waitUntil(
            lambda updates=updates: session.snapshot.updates == updates, timeout=LONG_MS
        )
        assert notice.isVisible()
        said = field(notice, "stopText").text()
        assert said == "Training has made its 300 updates and stopped."
    # Early stopping: at such a rate nothing gets better.
    bits = session.snapshot.parameters
    wild = replace(rates, stop_after=0.0, dropout=0.0, patience=200, learning_rate=0.9)
    session.change_experiment(replace(session.experiment, hyperparameters=wild), "Patience")
    session.set_training(True)
    qtbot.waitUntil(lambda: not session.training, timeout=LONG_MS)
    said = field(notice, "stopText").text()
    back = int(re.search(r"update ([\d,]+),", said)[1].replace(",", ""))
    qtbot.waitUntil(
        lambda: session.snapshot.complete and session.snapshot.updates == back, timeout=LONG_MS
    )
    assert "The test loss has not fallen for 200 updates." in said
    assert "gone back to update" in said
    assert bits is not session.snapshot.parameters
    assert session.history.column("epoch").max() <= session.snapshot.epoch + 1e-9
    assert f"{session.snapshot.test.loss:.4g}" in said
