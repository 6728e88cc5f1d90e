"""The panel of the training: hyperparameters, devices, live numbers, buttons."""

import math

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from core.experiment import Hyperparameters
from core.snapshot import NOT_MEASURED, Metrics, Snapshot
from gui.backend_state import BackendState
from gui.panels.number_box import next_125
from gui.panels.training_panel import TrainingPanel
from tests.panels import choose, field, of_values, snapshot


def test_hyperparameters_change_in_mid_training(qtbot, show_panel, session, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    session.set_snapshot(snapshot(session, 100))
    rate = field(panel, "learningRate")
    rate.setFocus()
    rate.selectAll()
    qtbot.keyClicks(rate, "1e-2")
    qtbot.keyClick(rate, Qt.Key.Key_Return)
    assert session.experiment.hyperparameters.learning_rate == 0.01
    qtbot.keyClick(rate, Qt.Key.Key_Up)
    assert session.experiment.hyperparameters.learning_rate == 0.02
    assert rate.text() == "0.02"
    batch = field(panel, "batchSize")
    qtbot.keyClick(batch, Qt.Key.Key_Up)
    assert session.experiment.hyperparameters.batch_size == 64
    assert session.snapshot.updates == 100  # training goes on
    session.undo_stack.undo()
    assert batch.value() == 32
    session.undo_stack.undo()
    assert rate.value() == 0.001


def test_nonsense_is_no_learning_rate(qtbot, show_panel, session, training_rate, actions):
    rate = field(show_panel(TrainingPanel, training_rate, actions), "learningRate")
    for text in ("fast", "-1", "0", "1e9", "1e", ""):
        rate.setFocus()
        rate.selectAll()
        qtbot.keyClick(rate, Qt.Key.Key_Delete)
        qtbot.keyClicks(rate, text)
        qtbot.keyClick(rate, Qt.Key.Key_Return)
        assert session.experiment.hyperparameters.learning_rate == rate.value()
        assert 0 < rate.value() <= 1000


def test_batch_sizes_step_by_powers_of_two(show_panel, session, training_rate, actions):
    batch = field(show_panel(TrainingPanel, training_rate, actions), "batchSize")
    batch.setValue(100)
    batch.stepUp()
    assert batch.value() == 128
    batch.setValue(100)
    batch.stepDown()
    assert batch.value() == 64
    batch.stepBy(-10)
    assert batch.value() == 1
    batch.stepBy(20)
    assert batch.value() == 65536


def test_regularisation_changes_in_mid_training(qtbot, show_panel, session, training_rate, actions):
    l2 = field(show_panel(TrainingPanel, training_rate, actions), "l2")
    session.set_snapshot(snapshot(session, 100))
    assert l2.text() == "0"
    l2.setFocus()
    l2.selectAll()
    qtbot.keyClicks(l2, "1e-4")
    qtbot.keyClick(l2, Qt.Key.Key_Return)
    assert session.experiment.hyperparameters.l2 == 1e-4
    assert session.snapshot.updates == 100  # training goes on
    assert session.undo_stack.undoText() == "Change L2 λ"
    session.undo_stack.undo()
    assert (session.experiment.hyperparameters.l2, l2.value()) == (0, 0)
    session.undo_stack.redo()
    assert l2.text() == "0.0001"


def test_arrow_keys_lead_regularisation_to_zero_and_away_from_it(
    show_panel, session, training_rate, actions
):
    l2 = field(show_panel(TrainingPanel, training_rate, actions), "l2")
    reached = []
    for _ in range(4):
        l2.stepUp()
        reached.append(l2.value())
    assert reached == pytest.approx([1e-6, 2e-6, 5e-6, 1e-5])
    l2.stepBy(100)
    assert session.experiment.hyperparameters.l2 == l2.value() == 10
    l2.setValue(2e-7)  # typed
    l2.stepUp()
    assert l2.value() == 1e-6
    l2.stepBy(-100)
    assert session.experiment.hyperparameters.l2 == l2.value() == 0


@pytest.mark.parametrize(
    ("value", "up", "after"),
    [
        (0.001, True, 0.002),
        (0.001, False, 0.0005),
        (0.002, True, 0.005),
        (0.003, True, 0.005),
        (0.005, True, 0.01),
        (0.01, False, 0.005),
        (5, True, 10),
        (7, False, 5),
    ],
)
def test_learning_rates_step_1_2_5(value, up, after):
    assert next_125(value, up) == pytest.approx(after)


def test_only_the_optimizers_own_numbers_show(show_panel, session, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    own = ("momentum", "decay", "beta1", "beta2")

    def shown():
        return [name for name in own if field(panel, name).isVisible()]

    assert shown() == ["beta1", "beta2"]
    choose(field(panel, "optimizer"), "RMSprop")
    assert session.experiment.hyperparameters.optimizer == "rmsprop"
    assert shown() == ["decay"]
    choose(field(panel, "optimizer"), "Momentum")
    assert shown() == ["momentum"]
    field(panel, "momentum").setValue(0.5)
    assert session.experiment.hyperparameters.momentum == 0.5
    choose(field(panel, "optimizer"), "SGD")
    assert shown() == []


def test_devices_appear_when_the_backend_knows_them(show_panel, session, training_rate, actions):
    device = field(show_panel(TrainingPanel, training_rate, actions), "device")
    assert not device.isEnabled()
    assert device.currentText() == "…"
    session.set_backend(BackendState("ready", "", "cpu", (("cpu", "CPU"), ("gpu0", "H100"))))
    assert [device.itemText(row) for row in range(device.count())] == [
        "Best available",
        "CPU",
        "H100",
    ]
    choose(device, "H100")
    assert session.device == "gpu0"
    session.set_device("cpu")
    assert device.currentText() == "CPU"


def test_live_numbers(show_panel, session, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    session.set_snapshot(snapshot(session, 2250, train=(0.12345, 0.981), test=(math.nan, 0.9)))
    panel.refresh()
    texts = {name: field(panel, f"{name}Value").text() for name in ("epoch", "updates", "rate")}
    assert texts == {"epoch": "8.00", "updates": "2,250", "rate": "–"}
    assert field(panel, "trainLossValue").text() == "0.1235"
    assert field(panel, "trainAccuracyValue").text() == "98.1 %"
    assert field(panel, "testLossValue").text() == "not finite"


def test_millions_of_updates_leave_the_panel_as_wide(show_panel, session, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    before = panel.minimumSizeHint().width()
    session.set_snapshot(snapshot(session, 10**21))
    assert len(field(panel, "updatesValue").text()) == 29
    assert panel.minimumSizeHint().width() == before


def test_live_numbers_of_values(show_panel, session, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    assert field(panel, "trainRmseValue").isHidden()
    session.set_run(of_values())
    session.set_snapshot(
        replace(snapshot(session, 10), train=Metrics(0.25, 0.875, 0.5), test=Metrics(4.0, -3.0, 2))
    )
    panel.refresh()
    shown = {
        name: (field(panel, f"{name}Value").text(), field(panel, f"{name}Value").accessibleName())
        for name in ("trainAccuracy", "testAccuracy", "trainRmse", "testRmse")
    }
    assert shown == {
        "trainAccuracy": ("0.875", "Training R²"),
        "testAccuracy": ("−3.000", "R² of all examples"),
        "trainRmse": ("0.5", "Training RMSE"),
        "testRmse": ("2", "RMSE of all examples"),
    }
    assert field(panel, "testRmseValue").isVisible()


def test_live_numbers_follow_the_training_by_themselves(
    qtbot, show_panel, session, training_rate, actions
):
    panel = show_panel(TrainingPanel, training_rate, actions)
    session.set_training(True)
    session.set_snapshot(snapshot(session, 10))
    session.set_snapshot(snapshot(session, 20))
    qtbot.waitUntil(lambda: field(panel, "updatesValue").text() == "20")
    assert field(panel, "rateValue").text() != "–"
    session.set_training(False)
    assert field(panel, "rateValue").text() == "–"


@pytest.mark.parametrize("measured", [NOT_MEASURED, Metrics(math.nan, math.nan)])
def test_what_was_not_measured_is_not_called_infinite(
    show_panel, session, training_rate, actions, measured
):
    panel = show_panel(TrainingPanel, training_rate, actions)
    parameters = session.snapshot.parameters
    session.set_snapshot(Snapshot(parameters, 10, 320, 9000, measured, measured, 10))
    panel.refresh()
    for name in ("trainLoss", "trainAccuracy", "testLoss", "testAccuracy"):
        assert field(panel, f"{name}Value").text() == "–", name


def test_after_a_pause_the_last_measured_stays(show_panel, session, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    session.set_snapshot(snapshot(session, 10, train=(0.25, 0.9)))
    parameters = session.snapshot.parameters
    session.set_snapshot(Snapshot(parameters, 10, 320, 9000, test=Metrics(0.3, 0.8), tested_at=10))
    panel.refresh()
    assert field(panel, "trainLossValue").text() == "0.2500"
    assert field(panel, "trainAccuracyValue").text() == "90.0 %"
    session.reset()
    panel.refresh()
    assert field(panel, "trainLossValue").text() == "–"


@pytest.mark.parametrize("loss", [math.nan, math.inf])
def test_a_measured_loss_that_is_not_finite_is_said_to_be_so(
    show_panel, session, training_rate, actions, loss
):
    panel = show_panel(TrainingPanel, training_rate, actions)
    session.set_snapshot(snapshot(session, 10, train=(loss, 0.1)))
    panel.refresh()
    assert field(panel, "trainLossValue").text() == "not finite"
    assert field(panel, "trainAccuracyValue").text() == "10.0 %"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("learning_rate", 1e-12, "1e-12"),
        ("learning_rate", 1e-300, "1e-300"),
        ("learning_rate", 0.1 + 0.2, "0.30000000000000004"),
        ("learning_rate", 0.0001, "0.0001"),
        ("learning_rate", 1000.0, "1000"),
        ("batch_size", 65536, "65536"),
        ("beta_1", 0.0, "0"),
        ("beta_2", 0.99999, "0.99999"),
        ("beta_2", math.nextafter(1, 0), "0.9999999999999999"),
    ],
)
def test_fields_show_the_very_value(
    qtbot, show_panel, session, training_rate, actions, name, value, text
):
    panel = show_panel(TrainingPanel, training_rate, actions)
    box = field(panel, name.replace("_r", "R").replace("_s", "S").replace("_", ""))
    rates = replace(Hyperparameters(), **{name: value})
    session.set_hyperparameters(rates)
    assert (box.value(), box.text()) == (value, text)
    # Going through the field does not change it.
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.experiment.hyperparameters == rates
    other = field(panel, "batchSize" if name != "batch_size" else "learningRate")
    other.stepUp()
    assert getattr(session.experiment.hyperparameters, name) == value
    box.setValue(0.5)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert getattr(session.experiment.hyperparameters, name) == value


def test_shares_step_by_hundredths_and_never_to_1(show_panel, session, training_rate, actions):
    box = field(show_panel(TrainingPanel, training_rate, actions), "beta1")
    box.setValue(0.56)
    box.stepBy(1)
    box.stepBy(1)
    assert box.text() == "0.58"
    box.stepBy(1000)
    assert box.text() == "0.9999"
    box.stepBy(-1000)
    assert box.text() == "0"


@pytest.mark.parametrize("asked", ["gpu", "GPU", "GPU:0", "gpu:0"])
def test_a_device_is_known_however_it_is_spelt(show_panel, session, training_rate, actions, asked):
    session.set_device(asked)
    session.set_backend(BackendState("ready", devices=(("GPU:0", "H100"), ("CPU", "2 cores"))))
    device = field(show_panel(TrainingPanel, training_rate, actions), "device")
    assert device.currentText() == "H100"
    session.set_device("cpu")
    assert device.currentText() == "2 cores"
    session.set_device("")
    assert device.currentText() == "Best available"


def test_a_device_that_is_not_here_is_said_to_be_so(show_panel, session, training_rate, actions):
    session.set_device("GPU:3")
    session.set_backend(BackendState("ready", devices=(("GPU:0", "H100"), ("CPU", "2 cores"))))
    device = field(show_panel(TrainingPanel, training_rate, actions), "device")
    assert device.currentText() == "GPU:3 (not here)"
    choose(device, "2 cores")
    assert session.device == "CPU"
    assert device.findText("GPU:3 (not here)") == -1


def test_buttons_are_the_actions(qtbot, show_panel, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    for name in ("train", "step", "reset"):
        with qtbot.waitSignal(actions[f"{name}Action"].triggered):
            qtbot.mouseClick(field(panel, f"{name}Button"), Qt.MouseButton.LeftButton)
    actions["trainAction"].setText("Pause")
    assert field(panel, "trainButton").accessibleName() == "Pause"
