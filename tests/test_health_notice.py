"""A sick training in the window: what is said of it, and the way back."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from core.backend.messages import Changed, SetWatch, Start
from core.backend.messages import Health as Told
from core.data import Digits
from core.experiment import Experiment, Hyperparameters
from core.health import Finding, Remark
from core.parameters import equal
from core.run import Run
from core.snapshot import Metrics, Snapshot, no_slots
from gui import settings, theme
from gui.backend_process import BackendProcess
from gui.health import Health
from gui.health_notice import HealthNotice, HealthRemark
from tests.panels import field

FOUND = Finding("chance", "rate", 2500, 2000, 2, 100.0, 0.001, 12.0, 2.3, 0.1, 0.1, 1400.0)


@pytest.fixture
def health(session):
    return Health(session, session)


@pytest.fixture
def notice(qtbot, session, health):
    notice = HealthNotice(session, health)
    qtbot.addWidget(notice)
    return notice


def told(healthy, finding=None, stopped=False, remarks=()):
    return Told(1, healthy, remarks, finding, stopped)


def complete(session, updates, score, scale=1.0):
    """A complete snapshot of the session's network, its weights those of the beginning, scaled."""
    first = session.run.initial_parameters()
    parameters = tuple(layer._replace(weights=np.float32(scale) * layer.weights) for layer in first)
    return Snapshot(
        parameters,
        updates,
        32 * updates,
        1000,
        test=Metrics(0.5, score),
        tested_at=updates,
        slots=no_slots(parameters, "adam"),
    )


def trained(session, health, *scores):
    """Train on: a complete snapshot every 1,000 updates, each judged healthy; return them."""
    made = []
    for number, score in enumerate(scores, 1):
        made.append(complete(session, 1000 * number, score, 1 + number / 10))
        session.set_snapshot(made[-1])
        health.take(told(1000 * number))
    return made


def seen(notice):
    """The texts of the buttons that are there, beside that which closes it."""
    there = [one for one in notice.findChildren(QToolButton) if not one.isHidden()]
    assert there[0].objectName() == "closeHealth"
    return [one.text() for one in there[1:]]


def click(notice, name):
    QTest.mouseClick(field(notice, name), Qt.MouseButton.LeftButton)


def set_rate(session, rate, **others):
    rates = replace(session.experiment.hyperparameters, learning_rate=rate, **others)
    session.set_hyperparameters(rates)


def test_it_says_what_is_wrong_and_why_and_what_helps(session, health, notice):
    assert not notice.isVisible()
    trained(session, health, 0.8, 0.9)
    set_rate(session, 100.0)
    health.take(told(2000, FOUND, stopped=True))
    assert notice.isVisible()
    assert field(notice, "healthText").text() == (
        "By update 2,500 the network only guesses: accuracy 10.0 %."
        " Learning rate 100 is probably too high: one update changed layer 2 by 1,400 times its"
        " weights. A lower rate alone does not heal the weights."
    )
    assert seen(notice) == [
        "Back to update 2,000 at rate 33",
        "Or at rate 0.001",
        "Go on",
    ]


@pytest.mark.parametrize("rate", [5.0, 0.5, 0.05, 2.0, 0.02, 0.2])
def test_one_rate_is_not_offered_twice(session, health, notice, rate):
    set_rate(session, rate, optimizer="sgd")
    health.take(told(-1, replace(FOUND, rate=rate, better=rate / 3), stopped=True))
    assert seen(notice) == [f"Start again at rate {rate / 3:.2g}", "Go on"]


def test_with_a_schedule_the_rates_that_are_offered_are_those_it_begins_with(session, health):
    set_rate(session, 1.0, schedule="cosine", schedule_updates=5000)
    now = session.experiment.hyperparameters.at(FOUND.updates).learning_rate
    assert 0.5 < now < 0.51
    for thirds, gentle in ((1, None), (2, 0.11)):
        health.take(told(2000, replace(FOUND, rate=now, better=now / 3**thirds)))
        assert (health.third, health.gentle) == (0.33, gentle)


def test_it_is_told_until_it_is_healthy_again_after_that(session, health):
    health.take(told(2000, FOUND))
    health.take(told(2400))
    assert health.finding is FOUND
    health.take(told(2500))
    assert health.finding is None


def test_what_a_lost_backend_had_come_to_is_not_gone_back_to(session, health):
    session.set_snapshot(complete(session, 2000, 0.9))
    again = complete(session, 1000, 0.8)
    session.set_snapshot(again)
    health.take(told(2500))
    assert health.back is again


@pytest.mark.parametrize("stopped", [True, False])
def test_the_way_back_is_taken_and_can_be_undone(session, health, notice, stopped):
    _, newest = trained(session, health, 0.8, 0.9)
    set_rate(session, 9.0)
    sick = complete(session, 2400, 0.1, 50.0)
    session.set_snapshot(sick)  # not judged, and never to be
    session.set_training(not stopped)
    before = session.run
    health.take(told(2000, FOUND, stopped))
    click(notice, "healthBack")
    assert session.experiment.hyperparameters.learning_rate == 3.0
    assert session.snapshot is newest
    assert session.snapshot.complete
    assert session.training
    assert session.run.parent == before.id != session.run.id
    assert not notice.isVisible()
    session.undo_stack.undo()
    assert session.run.id == before.id
    assert session.experiment.hyperparameters.learning_rate == 9.0
    assert equal(session.snapshot.parameters, sick.parameters)


def test_it_leads_to_the_best_where_the_newest_is_clearly_worse(session, health, notice):
    made = trained(session, health, 0.95, 0.9, 0.7)
    health.take(told(3000, FOUND, stopped=True))
    assert health.back is made[0]
    assert seen(notice)[0] == "Back to update 1,000 at rate 0.00033"
    made += trained(session, health, 0.95, 0.94)
    assert health.back is made[-1]


def test_a_score_on_other_data_is_no_reason_to_go_further_back(session, health):
    trained(session, health, 0.95)
    session.set_source(Digits(examples=100))
    for snapshot in (
        replace(complete(session, 2000, 0.95), tested_at=1000),  # it was not measured again
        complete(session, 3000, 0.7),
    ):
        session.set_snapshot(snapshot)
        health.take(told(snapshot.updates))
        assert health.back is snapshot
    session.set_snapshot(complete(session, 4000, 0.6))
    health.take(told(4000))
    assert health.back.updates == 3000  # these were scored alike


def test_other_data_count_from_when_the_backend_has_them(make_window):
    window = make_window()
    session, process = window.session, window.findChild(BackendProcess)
    health = session.findChild(Health)
    session.set_source(Digits(examples=100))
    session.set_snapshot(complete(session, 1500, 0.95))  # on those of before
    process.received.emit(told(1500))
    assert health.back.updates == 1500
    process.received.emit(Changed(1, 1600, source=session.experiment.source))
    session.set_snapshot(complete(session, 3000, 0.7))
    process.received.emit(told(3000))
    assert health.back.updates == 3000


def test_what_never_was_healthy_starts_again(session, health, notice):
    set_rate(session, 30.0, optimizer="sgd")
    session.set_snapshot(complete(session, 40, 0.1, 1e9))
    health.take(told(0, replace(FOUND, healthy=0, updates=40), stopped=True))
    assert seen(notice)[0] == "Start again at rate 10"
    click(notice, "healthBack")
    assert session.snapshot.updates == 0
    assert session.experiment.hyperparameters.learning_rate == 10.0
    assert equal(session.snapshot.parameters, session.run.initial_parameters())
    assert session.training


def test_weights_too_large_at_the_start_are_drawn_again(session, health, notice):
    session.open_run(
        Run.start(Experiment(), complete(session, 0, 0.1, 300.0).parameters), "Large weights"
    )
    health.take(told(-1, replace(FOUND, cause="start", healthy=-1), stopped=True))
    assert "The weights were probably too large at the start." in field(notice, "healthText").text()
    assert seen(notice)[0] == "Start with smaller weights"
    click(notice, "healthMild")
    assert max(np.abs(layer.weights).max() for layer in session.snapshot.parameters) < 1
    assert session.training
    session.undo_stack.undo()
    assert max(np.abs(layer.weights).max() for layer in session.snapshot.parameters) > 10


def test_one_can_go_on_and_is_told_nothing_until_it_was_healthy_again(session, health, notice):
    health.take(told(2000, FOUND, stopped=True))
    click(notice, "healthGoOn")
    assert session.training
    assert not notice.isVisible()
    health.take(told(2000, FOUND, stopped=True))
    assert notice.isVisible()
    health.take(told(2600))  # it has recovered by itself
    assert not notice.isVisible()


def test_with_numbers_that_are_not_finite_one_cannot_go_on(session, health, notice):
    health.take(told(2000, replace(FOUND, kind="not finite"), stopped=True))
    assert "Go on" not in seen(notice)
    health.take(told(2000, FOUND, stopped=True))
    assert seen(notice)[-1] == "Go on"


def test_after_a_single_update_it_says_which_loss_is_shown(session, health, notice):
    health.take(told(0, replace(FOUND, kind="loss", updates=1, loss=2e18)))
    said = field(notice, "healthText").text()
    assert said.startswith("By update 1 the loss exploded to 2×10¹⁸. Guessing would give 2.3.")
    assert "The training loss is still that before this update." in said
    click(notice, "closeHealth")
    assert not notice.isVisible()
    assert not session.training
    health.take(told(0, replace(FOUND, amount=0.0)))
    said = field(notice, "healthText").text()
    assert "Learning rate 100 is probably too high. Layer 2 suffers most." in said


def test_slots_of_another_optimizer_begin_empty(session, health, notice):
    trained(session, health, 0.9)
    health.take(told(1000, FOUND, stopped=True))
    set_rate(session, 3.0, optimizer="momentum")
    click(notice, "healthBack")
    assert session.snapshot.updates == 1000
    session.snapshot.check_slots("momentum")


def test_remarks_are_quiet_and_go_when_it_is_over(qtbot, session, health, notice):
    remark = HealthRemark(health)
    qtbot.addWidget(remark)
    text = field(remark, "healthRemarkText")
    health.take(told(10, remarks=(Remark("dead", 1, 12, 64), Remark("vanishing", 1))))
    assert text.text() == "Layer 1: 12 of 64 neurons dead, always 0"
    assert text.palette().windowText().color().name() == theme.current().muted
    assert remark.toolTip().endswith("Layer 1 hardly learns: its gradients vanish")
    assert not notice.isVisible()
    health.take(told(20, remarks=(Remark("saturated", 2, 30, 32),)))
    assert text.text() == "Layer 2: 30 of 32 neurons saturated, stuck near an end"
    health.take(told(30))
    assert (text.text(), remark.toolTip()) == ("", "")


def test_the_window_shows_it_and_asks_for_it_to_be_stopped_or_not(make_window, monkeypatch):
    sent = []
    monkeypatch.setattr(BackendProcess, "send", lambda process, message: sent.append(message))
    window = make_window(Experiment(hyperparameters=Hyperparameters(learning_rate=30.0)))
    action = window.actions_by_name["stopSickAction"]
    assert action.isChecked()
    action.trigger()
    assert sent[-1] == SetWatch(False)
    assert settings.get("stopSick") == "off"
    window.session.set_training(True)
    process = window.findChild(BackendProcess)
    process.received.emit(told(0, replace(FOUND, updates=40), stopped=True))
    assert not window.session.training
    notice = field(window, "healthNotice")
    assert notice.isVisible()
    click(notice, "healthBack")
    assert window.session.training
    assert window.session.experiment.hyperparameters.learning_rate == 10.0
    begun = [message for message in sent if isinstance(message, Start)]
    assert begun[-1].experiment == window.session.experiment
