"""A training that goes wrong, with TensorFlow: stopped, led back, and well again."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.experiment import Experiment
from gui.health import Health
from tests.panels import field
from tests.processes import LONG_MS


def test_adam_at_rate_100_is_stopped_and_led_back(qtbot, make_real_window):
    window = make_real_window(Experiment())
    session, notice = window.session, field(window, "healthNotice")
    session.set_training(True)
    health = session.findChild(Health)
    qtbot.waitUntil(
        lambda: health.back is not None and health.back.test.score > 0.8, timeout=LONG_MS
    )
    assert not notice.isVisible()
    rates = session.experiment.hyperparameters
    session.change_experiment(
        replace(session.experiment, hyperparameters=replace(rates, learning_rate=100.0)), "Faster"
    )
    qtbot.waitUntil(notice.isVisible, timeout=LONG_MS)
    assert not session.training
    qtbot.waitUntil(lambda: session.test_metrics.score < 0.3)  # the last snapshot comes after it
    said = field(notice, "healthText").text()
    assert "Learning rate 100 is probably too high" in said
    assert field(notice, "healthGentle").text() == "Or at rate 0.001"

    QTest.mouseClick(field(notice, "healthBack"), Qt.MouseButton.LeftButton)
    assert session.experiment.hyperparameters.learning_rate == 33.0
    assert session.snapshot.test.score > 0.8
    # A third is still too high here, and the other way is right.
    qtbot.waitUntil(notice.isVisible, timeout=LONG_MS)
    assert not session.training
    QTest.mouseClick(field(notice, "healthGentle"), Qt.MouseButton.LeftButton)
    assert session.experiment.hyperparameters.learning_rate < 0.1
    back = session.snapshot.updates
    qtbot.waitUntil(lambda: session.snapshot.updates > back + 500, timeout=LONG_MS)
    qtbot.waitUntil(lambda: session.snapshot.tested_at > back + 200, timeout=LONG_MS)
    assert session.test_metrics.score > 0.8
    assert session.training
    assert not notice.isVisible()
