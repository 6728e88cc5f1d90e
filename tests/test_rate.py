"""How many updates a second: of the training alone, over the last second."""

import pytest
from msgspec.structs import replace

from gui.backend_state import BackendState
from gui.rate import RateMeter, TrainingRate
from gui.status_bar import StatusBar
from tests.panels import field, snapshot


def test_the_rate_is_that_of_the_last_second():
    now = [0.0]
    meter = RateMeter(window=1.0, clock=lambda: now[0])
    assert meter.rate() == 0
    for tick in range(31):
        now[0] = tick / 10
        meter.add(100 * tick if tick <= 20 else 2000 + 300 * (tick - 20))
    assert meter.rate() == pytest.approx(3000)
    now[0] = 5
    assert meter.rate() == 0  # nothing came
    meter.add(0)  # another run
    assert meter.rate() == 0
    now[0] = 5.5
    meter.add(50)
    assert meter.rate() == pytest.approx(100)


@pytest.fixture
def rate(session):
    """The rate of the session's training, by a clock that the test sets as `rate.now`."""
    rate = TrainingRate(session, clock=lambda: rate.now)
    rate.now = 0.0
    return rate


def train_at(session, rate, start, seconds, a_second):
    for tick in range(10 * seconds + 1):
        rate.now += 0.1
        session.set_snapshot(snapshot(session, start + tick * a_second // 10))


def test_the_rate_after_a_pause_is_that_of_the_training_alone(session, rate):
    session.set_training(True)
    train_at(session, rate, 0, 2, 1000)
    assert rate.rate() == pytest.approx(1000)
    session.set_training(False)
    assert rate.rate() == 0
    rate.now += 30
    session.set_training(True)
    session.set_snapshot(snapshot(session, 2000))
    assert rate.rate() == 0
    rate.now += 0.1
    session.set_snapshot(snapshot(session, 2100))
    assert rate.rate() == pytest.approx(1000)


def test_the_rate_of_another_run_starts_afresh(session, rate):
    train_at(session, rate, 50_000, 2, 1000)
    session.reset()
    train_at(session, rate, 0, 2, 1000)
    session.undo_stack.undo()  # back at 52,000 updates
    session.set_training(True)
    rate.now += 0.1
    session.set_snapshot(snapshot(session, 52_100))
    rate.now += 0.1
    session.set_snapshot(snapshot(session, 52_200))
    assert rate.rate() == pytest.approx(1000)


def test_the_status_bar_tells_the_rate_of_the_training_alone(qtbot, session, training_rate):
    bar = StatusBar(session, training_rate)
    qtbot.addWidget(bar)
    session.set_training(True)
    for update in (10, 20, 30):
        session.set_snapshot(snapshot(session, update))
    qtbot.waitUntil(lambda: "updates/s" in field(bar, "trainingStatus").text())
    session.set_training(False)
    session.set_training(True)
    session.set_snapshot(snapshot(session, 40))
    qtbot.waitUntil(lambda: "update 40" in field(bar, "trainingStatus").text())
    assert "updates/s" not in field(bar, "trainingStatus").text()


def test_the_status_bar_says_what_computes_and_what_computed_before(qtbot, session, training_rate):
    bar = StatusBar(session, training_rate)
    qtbot.addWidget(bar)
    told = field(bar, "trainingStatus").toolTip
    assert told() == ""
    session.set_backend(BackendState("ready", device="CPU", devices=(("CPU", "CPU, 7 threads"),)))
    session.set_snapshot(replace(session.snapshot, tested_at=0))
    assert session.run.computed_on == ""  # no update was made
    assert told().startswith("Computed on: CPU, 7 threads.")
    session.set_snapshot(snapshot(session, 1))
    assert session.run.computed_on == "CPU, 7 threads"
    assert told().startswith("Computed on: CPU, 7 threads.")
    session.set_backend(BackendState("ready", device="CPU", devices=(("CPU", "CPU, 3 threads"),)))
    assert "so far on: CPU, 7 threads. From now on: CPU, 3 threads." in told()
    session.reset()
    assert session.run.computed_on == ""
