"""The panels around the diagram: what they show of the session and what they ask of it."""

import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QPlainTextEdit,
    QWidget,
)

from core import datasets
from core.activations import ACTIVATIONS, is_probability
from core.datasets.dataset import Dataset
from core.experiment import Experiment, Hyperparameters
from core.history import CAPACITY
from core.network import MAX_LAYERS, Layer, Network
from core.parameters import initialise
from core.propagation import forward
from core.snapshot import NOT_MEASURED, Metrics, Snapshot
from gui import dialogs, theme
from gui.icons import icon
from gui.notice import Notice
from gui.panels import data_panel as data_panel_module
from gui.panels import example_search
from gui.panels.data_panel import DataPanel
from gui.panels.digit_pad import DigitPad
from gui.panels.digit_preview import DigitPreview
from gui.panels.loss_panel import LossPanel
from gui.panels.network_panel import NetworkPanel
from gui.panels.number_box import next_125
from gui.panels.predictions import Predictions, spans
from gui.panels.training_panel import TrainingPanel
from gui.rate import RateMeter, TrainingRate
from gui.session import BackendState, Example, Run, Session
from gui.status_bar import StatusBar

_RANDOM = np.random.default_rng(0)
DATA = Dataset(
    datasets.SPECS["digits"],
    _RANDOM.random((30, 256), np.float32),
    np.arange(30, dtype=np.int32) % 10,
    _RANDOM.random((20, 256), np.float32),
    np.arange(20, dtype=np.int32) % 10,
)


@pytest.fixture
def session(qapp, monkeypatch):
    monkeypatch.setattr(datasets, "load", lambda name: DATA)
    # A search for wrong answers goes on to its end, however slow the machine is.
    monkeypatch.setattr(data_panel_module, "_BREATH", 600)
    return Session()


@pytest.fixture
def actions(qapp):
    return {name: QAction(name) for name in ("trainAction", "stepAction", "resetAction")}


@pytest.fixture
def show(qtbot, session):
    """Return a function that makes a panel of the session and shows it."""

    def make(panel_class, *arguments):
        panel = panel_class(session, *arguments)
        qtbot.addWidget(panel)
        panel.show()
        return panel

    return make


def field(panel: QWidget, name: str):
    found = panel.findChild(QWidget, name)
    assert found is not None, name
    return found


def choose(combo: QComboBox, text: str) -> None:
    """Choose an entry as a user does, by keyboard."""
    combo.setFocus()
    row = combo.findText(text)
    step = Qt.Key.Key_Down if row > combo.currentIndex() else Qt.Key.Key_Up
    for _ in range(abs(row - combo.currentIndex())):
        QTest.keyClick(combo, step)
    assert combo.currentText() == text


def two_numbers() -> Run:
    """A run whose input is no picture."""
    return Run.start(Experiment(Network(2, (Layer(2, "sigmoid"),)), "worked example"))


def snapshot(session: Session, step: int, train=(0.5, 0.8), test=(0.6, 0.7), parameters=None):
    return Snapshot(
        parameters or session.snapshot.parameters,
        step,
        step * 32,
        9000,
        Metrics(*train),
        Metrics(*test),
        step,
    )


# All of them.


def test_every_control_has_a_name_and_says_what_it_is(show, actions):
    panels = [show(one) for one in (NetworkPanel, DataPanel, LossPanel)]
    panels += [show(one) for one in (DigitPad, DigitPreview, Predictions)]
    panels.append(show(TrainingPanel, actions))
    names = set()
    for panel in panels:
        controls = [
            control
            for kind in (QAbstractButton, QAbstractSpinBox, QComboBox)
            for control in panel.findChildren(kind)
            if not control.objectName().startswith("qt_")
        ]
        for control in (panel, *controls):
            name = control.objectName()
            assert name not in names
            names.add(name)
            assert control.accessibleName(), name
            if control is not panel:
                assert control.toolTip(), name
    assert {
        "digitPad",
        "digitPreview",
        "predictions",
        "lossPlot",
        "networkPanel",
        "trainingPanel",
        "dataPanel",
    } <= names


def test_panels_repaint_in_the_other_theme(show, actions, qapp):
    palette = qapp.palette()
    panels = [show(one) for one in (NetworkPanel, DataPanel, LossPanel, Predictions, DigitPad)]
    panels.append(show(TrainingPanel, actions))
    try:
        theme.apply("dark")
        qapp.processEvents()
        dark = [panel.grab().toImage() for panel in panels]
        theme.apply("light")
        qapp.processEvents()
        light = [panel.grab().toImage() for panel in panels]
    finally:
        qapp.setPalette(palette)
    assert all(one != other for one, other in zip(dark, light, strict=True))


def test_icons_take_the_colour_asked_for_and_fade_when_disabled(qapp):
    red = icon("train", "#ff0000").pixmap(24, 24).toImage().pixelColor(11, 12)
    assert (red.red(), red.green(), red.alpha()) == (255, 0, 255)
    faint = icon("train").pixmap(24, 24, mode=icon("train").Mode.Disabled).toImage()
    assert 0 < faint.pixelColor(11, 12).alpha() < 128
    with pytest.raises(FileNotFoundError):
        icon("no such icon")


# Network.


def test_typing_neurons_changes_the_layer_once_and_undo_brings_it_back(qtbot, show, session):
    panel = show(NetworkPanel)
    before = session.run
    neurons = field(panel, "layer1Neurons")
    neurons.setFocus()
    neurons.selectAll()
    qtbot.keyClicks(neurons, "128")
    assert session.experiment.network.sizes == (256, 64, 32, 10)  # not while typing
    qtbot.keyClick(neurons, Qt.Key.Key_Return)
    assert session.experiment.network.sizes == (256, 128, 32, 10)
    assert session.undo_stack.undoText() == "Change neurons of layer 1"
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.run is before
    assert neurons.value() == 64


def test_activations_loss_and_initialiser_by_keyboard(show, session):
    panel = show(NetworkPanel)
    choose(field(panel, "layer2Activation"), "tanh")
    assert session.experiment.network.layers[1] == Layer(32, "tanh")
    choose(field(panel, "initialiserChoice"), "he normal")
    assert session.experiment.network.initialiser == "he normal"
    choose(field(panel, "lossChoice"), "mean squared error")
    assert session.experiment.network.loss == "mean squared error"
    output = field(panel, "outputActivation")
    assert output.count() == len(ACTIVATIONS)
    choose(output, "linear")
    assert session.experiment.network.layers[-1].activation == "linear"
    choose(field(panel, "lossChoice"), "cross-entropy")
    assert session.experiment.network.layers[-1].activation == "softmax"
    assert [output.itemText(row) for row in range(output.count())] == ["softmax", "sigmoid"]


def test_layers_are_added_up_to_the_limit_and_removed_where_asked(qtbot, show, session):
    panel = show(NetworkPanel)
    add = field(panel, "addLayerButton")
    for _ in range(MAX_LAYERS + 2):
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert len(session.experiment.network.layers) == MAX_LAYERS
    assert not add.isEnabled()
    assert str(MAX_LAYERS) in add.toolTip()
    for _ in range(MAX_LAYERS - 3):
        qtbot.mouseClick(field(panel, "layer3Remove"), Qt.MouseButton.LeftButton)
    assert session.experiment.network.sizes == (256, 64, 32, 10)
    assert add.isEnabled()
    qtbot.mouseClick(field(panel, "layer1Remove"), Qt.MouseButton.LeftButton)
    assert session.experiment.network.sizes == (256, 32, 10)
    qtbot.mouseClick(field(panel, "layer1Remove"), Qt.MouseButton.LeftButton)
    assert session.experiment.network.sizes == (256, 10)
    assert not field(panel, "layer1Neurons").isVisible()
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert session.experiment.network.sizes == (256, 32, 10)


def test_presets(show, session):
    panel = show(NetworkPanel)
    preset = field(panel, "presetChoice")
    assert preset.currentText() == "64-32-10"
    choose(preset, "512-512-10")
    assert session.experiment.network.sizes == (256, 512, 512, 10)
    choose(preset, "10 (no hidden layer)")
    assert session.experiment.network.sizes == (256, 10)
    field(panel, "addLayerButton").click()
    assert preset.currentText() == "32-10"
    field(panel, "layer1Neurons").setValue(33)
    assert preset.currentIndex() == -1


def test_the_ends_of_the_network_are_those_of_the_dataset(show, session):
    panel = show(NetworkPanel)
    assert field(panel, "inputLayer").text() == "256 inputs, 16 × 16"
    session.set_run(two_numbers())
    assert field(panel, "inputLayer").text() == "2 inputs"
    assert field(panel, "outputNeurons").text() == "2"
    preset = field(panel, "presetChoice")
    assert preset.currentText() == "2 (no hidden layer)"
    choose(preset, "32-2")
    assert session.experiment.network.sizes == (2, 32, 2)


def test_weights_that_were_given_are_not_said_to_be_drawn(show, session):
    network = session.experiment.network
    given = initialise(network, 7)
    session.set_run(Run.start(session.experiment, given))
    initialiser = field(show(NetworkPanel), "initialiserChoice")
    assert initialiser.currentText() == ""
    assert initialiser.placeholderText() == "given, not drawn"
    choose(initialiser, network.initialiser)
    assert session.experiment.network == network
    drawn = initialise(network, session.experiment.seed)
    np.testing.assert_array_equal(session.snapshot.parameters[0].weights, drawn[0].weights)
    assert session.undo_stack.undoText() == "Change initialiser"
    session.undo_stack.undo()
    assert session.snapshot.parameters is given
    assert initialiser.currentText() == ""


def test_new_weights_are_another_seed(qtbot, show, session):
    panel = show(NetworkPanel)
    weights = session.snapshot.parameters[0].weights
    qtbot.mouseClick(field(panel, "newWeightsButton"), Qt.MouseButton.LeftButton)
    assert session.experiment.seed != 0
    assert field(panel, "seed").value() == session.experiment.seed
    assert (session.snapshot.parameters[0].weights != weights).any()
    field(panel, "seed").setValue(0)
    np.testing.assert_array_equal(session.snapshot.parameters[0].weights, weights)


@pytest.mark.parametrize("seed", [0, 2**31, 4_000_000_000, 2**32 - 1])
def test_every_seed_is_shown_and_kept(qtbot, show, session, seed):
    panel = show(NetworkPanel)
    box = field(panel, "seed")
    session.set_run(Run.start(Experiment(seed=seed)))
    assert box.text() == str(seed)
    assert box.fontMetrics().horizontalAdvance(box.text()) < box.width() - 24  # the arrows
    field(panel, "layer1Neurons").setValue(65)
    assert session.experiment.seed == seed
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "4294967294")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.experiment.seed == 2**32 - 2
    assert isinstance(session.experiment.seed, int)


@pytest.mark.parametrize(
    ("activations", "where"),
    [
        (("relu", "relu", "softmax"), None),
        (("step", "relu", "softmax"), "step is flat, its slope is 0: … in layer 1"),
        (("relu", "sign", "softmax"), "sign is flat, its slope is 0: … in layers 1 to 2"),
        (("step", "sign", "softmax"), "sign is flat, its slope is 0: … in layers 1 to 2"),
        (("relu", "relu", "step"), "step is flat, its slope is 0: … at all"),
    ],
)
def test_the_network_says_what_gradient_descent_cannot_learn(show, session, activations, where):
    note = field(show(NetworkPanel), "gradientNote")
    layers = tuple(Layer(10, name) for name in activations)
    network = Network(256, layers, loss="mean squared error")
    session.set_run(Run.start(Experiment(network)))
    assert note.isVisible() == (where is not None)
    assert note.text() == (where or "").replace("…", "gradient descent learns nothing")


def test_parameters_are_counted(show, session):
    count = field(show(NetworkPanel), "parameterCount")
    assert count.text() == "18,752 weights + 106 biases"
    network = replace(session.experiment.network, layers=(Layer(4, "prelu"), Layer(10, "softmax")))
    session.set_run(Run.start(Experiment(network)))
    assert count.text() == "1,064 weights + 14 biases + 4 slopes"


def turn_wheel(control: QWidget) -> None:
    centre = QPointF(control.rect().center())
    wheel = QWheelEvent(
        centre,
        control.mapToGlobal(centre),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(control, wheel)


def test_scrolling_over_fields_changes_nothing(show, session, actions):
    session.set_backend(BackendState("ready", devices=(("CPU", "CPU"), ("GPU:0", "H100"))))
    session.set_example(Example(DATA.test_inputs[5], 5, "test", 5))
    before = session.example
    panels = [show(NetworkPanel), show(DataPanel), show(TrainingPanel, actions)]
    for _ in range(2):  # also over the fields of layers added later
        for panel in panels:
            panel.setFocus()
            for kind in (QAbstractSpinBox, QComboBox):
                for control in panel.findChildren(kind):
                    shown = control.currentText() if kind is QComboBox else control.text()
                    turn_wheel(control)
                    assert shown == (
                        control.currentText() if kind is QComboBox else control.text()
                    ), control.objectName()
                    # Else Qt gives it the focus before it gives it the wheel.
                    assert control.focusPolicy() == Qt.FocusPolicy.StrongFocus
        assert session.experiment.hyperparameters == Experiment().hyperparameters
        assert session.device == ""
        assert session.example is before
        field(panels[0], "addLayerButton").click()


def test_the_wheel_changes_the_field_one_is_in(qtbot, show, session, actions):
    panel = show(TrainingPanel, actions)
    panel.activateWindow()
    batch = field(panel, "batchSize")
    batch.setFocus()
    qtbot.waitUntil(batch.hasFocus)
    turn_wheel(batch)
    assert session.experiment.hyperparameters.batch_size == 16


# Training.


def test_hyperparameters_change_in_mid_training(qtbot, show, session, actions):
    panel = show(TrainingPanel, actions)
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
    assert session.snapshot.step == 100  # training goes on
    session.undo_stack.undo()
    assert batch.value() == 32
    session.undo_stack.undo()
    assert rate.value() == 0.001


def test_nonsense_is_no_learning_rate(qtbot, show, session, actions):
    rate = field(show(TrainingPanel, actions), "learningRate")
    for text in ("fast", "-1", "0", "1e9", "1e", ""):
        rate.setFocus()
        rate.selectAll()
        qtbot.keyClick(rate, Qt.Key.Key_Delete)
        qtbot.keyClicks(rate, text)
        qtbot.keyClick(rate, Qt.Key.Key_Return)
        assert session.experiment.hyperparameters.learning_rate == rate.value()
        assert 0 < rate.value() <= 1000


def test_batch_sizes_step_by_powers_of_two(show, session, actions):
    batch = field(show(TrainingPanel, actions), "batchSize")
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


def test_regularisation_changes_in_mid_training(qtbot, show, session, actions):
    l2 = field(show(TrainingPanel, actions), "l2")
    session.set_snapshot(snapshot(session, 100))
    assert l2.text() == "0"
    l2.setFocus()
    l2.selectAll()
    qtbot.keyClicks(l2, "1e-4")
    qtbot.keyClick(l2, Qt.Key.Key_Return)
    assert session.experiment.hyperparameters.l2 == 1e-4
    assert session.snapshot.step == 100  # training goes on
    assert session.undo_stack.undoText() == "Change L2 λ"
    session.undo_stack.undo()
    assert (session.experiment.hyperparameters.l2, l2.value()) == (0, 0)
    session.undo_stack.redo()
    assert l2.text() == "0.0001"


def test_arrow_keys_lead_regularisation_to_zero_and_away_from_it(show, session, actions):
    l2 = field(show(TrainingPanel, actions), "l2")
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


def test_only_the_optimizers_own_numbers_show(show, session, actions):
    panel = show(TrainingPanel, actions)
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


def test_devices_appear_when_the_backend_knows_them(show, session, actions):
    device = field(show(TrainingPanel, actions), "device")
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


def test_live_numbers(show, session, actions):
    panel = show(TrainingPanel, actions)
    session.set_snapshot(snapshot(session, 2250, train=(0.12345, 0.981), test=(math.nan, 0.9)))
    panel.refresh()
    texts = {name: field(panel, f"{name}Value").text() for name in ("epoch", "step", "rate")}
    assert texts == {"epoch": "8.00", "step": "2,250", "rate": "–"}
    assert field(panel, "trainLossValue").text() == "0.1235"
    assert field(panel, "trainAccuracyValue").text() == "98.1 %"
    assert field(panel, "testLossValue").text() == "not finite"


def test_live_numbers_follow_the_training_by_themselves(qtbot, show, session, actions):
    panel = show(TrainingPanel, actions)
    session.set_training(True)
    session.set_snapshot(snapshot(session, 10))
    session.set_snapshot(snapshot(session, 20))
    qtbot.waitUntil(lambda: field(panel, "stepValue").text() == "20")
    assert field(panel, "rateValue").text() != "–"
    session.set_training(False)
    assert field(panel, "rateValue").text() == "–"


@pytest.mark.parametrize("measured", [NOT_MEASURED, Metrics(math.nan, math.nan)])
def test_what_was_not_measured_is_not_called_infinite(show, session, actions, measured):
    panel = show(TrainingPanel, actions)
    parameters = session.snapshot.parameters
    session.set_snapshot(Snapshot(parameters, 10, 320, 9000, measured, measured, 10))
    panel.refresh()
    for name in ("trainLoss", "trainAccuracy", "testLoss", "testAccuracy"):
        assert field(panel, f"{name}Value").text() == "–", name


def test_after_a_pause_the_last_measured_stays(show, session, actions):
    panel = show(TrainingPanel, actions)
    session.set_snapshot(snapshot(session, 10, train=(0.25, 0.9)))
    parameters = session.snapshot.parameters
    session.set_snapshot(Snapshot(parameters, 10, 320, 9000, test=Metrics(0.3, 0.8), test_step=10))
    panel.refresh()
    assert field(panel, "trainLossValue").text() == "0.2500"
    assert field(panel, "trainAccuracyValue").text() == "90.0 %"
    session.reset()
    panel.refresh()
    assert field(panel, "trainLossValue").text() == "–"


@pytest.mark.parametrize("loss", [math.nan, math.inf])
def test_a_measured_loss_that_is_not_finite_is_said_to_be_so(show, session, actions, loss):
    panel = show(TrainingPanel, actions)
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
def test_fields_show_the_very_value(qtbot, show, session, actions, name, value, text):
    panel = show(TrainingPanel, actions)
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


def test_shares_step_by_hundredths_and_never_to_1(show, session, actions):
    box = field(show(TrainingPanel, actions), "beta1")
    box.setValue(0.56)
    box.stepBy(1)
    box.stepBy(1)
    assert box.text() == "0.58"
    box.stepBy(1000)
    assert box.text() == "0.9999"
    box.stepBy(-1000)
    assert box.text() == "0"


@pytest.mark.parametrize("asked", ["gpu", "GPU", "GPU:0", "gpu:0"])
def test_a_device_is_known_however_it_is_spelt(show, session, actions, asked):
    session.set_device(asked)
    session.set_backend(BackendState("ready", devices=(("GPU:0", "H100"), ("CPU", "2 cores"))))
    device = field(show(TrainingPanel, actions), "device")
    assert device.currentText() == "H100"
    session.set_device("cpu")
    assert device.currentText() == "2 cores"
    session.set_device("")
    assert device.currentText() == "Best available"


def test_a_device_that_is_not_here_is_said_to_be_so(show, session, actions):
    session.set_device("GPU:3")
    session.set_backend(BackendState("ready", devices=(("GPU:0", "H100"), ("CPU", "2 cores"))))
    device = field(show(TrainingPanel, actions), "device")
    assert device.currentText() == "GPU:3 (not here)"
    choose(device, "2 cores")
    assert session.device == "CPU"
    assert device.findText("GPU:3 (not here)") == -1


def test_buttons_are_the_actions(qtbot, show, actions):
    panel = show(TrainingPanel, actions)
    for name in ("train", "step", "reset"):
        with qtbot.waitSignal(actions[f"{name}Action"].triggered):
            qtbot.mouseClick(field(panel, f"{name}Button"), Qt.MouseButton.LeftButton)
    actions["trainAction"].setText("Pause")
    assert field(panel, "trainButton").accessibleName() == "Pause"


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


def test_the_rate_of_another_run_begins_anew(session, rate):
    train_at(session, rate, 50_000, 2, 1000)
    session.reset()
    train_at(session, rate, 0, 2, 1000)
    session.undo_stack.undo()  # back at 52,000 steps
    session.set_training(True)
    rate.now += 0.1
    session.set_snapshot(snapshot(session, 52_100))
    rate.now += 0.1
    session.set_snapshot(snapshot(session, 52_200))
    assert rate.rate() == pytest.approx(1000)


def test_the_status_bar_tells_the_rate_of_the_training_alone(qtbot, session):
    bar = StatusBar(session)
    qtbot.addWidget(bar)
    session.set_training(True)
    for step in (10, 20, 30):
        session.set_snapshot(snapshot(session, step))
    bar._render()
    assert "updates/s" in field(bar, "trainingStatus").text()
    session.set_training(False)
    session.set_training(True)
    session.set_snapshot(snapshot(session, 40))
    bar._render()
    assert "updates/s" not in field(bar, "trainingStatus").text()


# Data.


def test_walking_through_the_examples(qtbot, show, session):
    panel = show(DataPanel)
    panel.next_example()
    assert (session.example.source, session.example.index) == ("test", 0)
    panel.next_example()
    assert session.example.index == 1
    np.testing.assert_array_equal(session.example.inputs, DATA.test_inputs[1])
    assert field(panel, "exampleLabel").text() == "label 1"
    qtbot.mouseClick(field(panel, "previousExampleButton"), Qt.MouseButton.LeftButton)
    panel.previous_example()
    assert session.example.index == 19  # from the first on the last
    qtbot.mouseClick(field(panel, "trainSetButton"), Qt.MouseButton.LeftButton)
    assert (session.example.source, session.example.index) == ("train", 19)
    index = field(panel, "exampleIndex")
    index.setFocus()
    index.selectAll()
    qtbot.keyClicks(index, "25")
    qtbot.keyClick(index, Qt.Key.Key_Return)
    assert session.example.index == 25
    assert session.example.label == 5
    assert index.text() == "25 of 30"


def test_a_set_chosen_after_a_larger_one_takes_its_last_example(show, session):
    panel = show(DataPanel)
    session.set_example(Example(DATA.train_inputs[29], 9, "train", 29))
    field(panel, "testSetButton").click()
    assert (session.example.source, session.example.index) == ("test", 19)


def test_a_random_example(show, session):
    panel = show(DataPanel)
    seen = set()
    for _ in range(60):
        panel.random_example()
        seen.add(session.example.index)
    assert len(seen) > 5


def test_only_wrong_passes_over_the_right_ones(show, session):
    panel = show(DataPanel)
    network, parameters = session.experiment.network, session.snapshot.parameters
    answers = forward(network, parameters, DATA.test_inputs).output.argmax(axis=1)
    wrong = np.flatnonzero(answers != DATA.test_labels).tolist()
    field(panel, "misclassifiedOnly").click()
    seen = []
    for _ in wrong:
        panel.next_example()
        seen.append(session.example.index)
    assert seen == wrong
    panel.next_example()
    assert session.example.index == wrong[0]


def test_examples_of_one_class_alone(show, session):
    panel = show(DataPanel)
    choice = field(panel, "classChoice")
    choice.setCurrentIndex(1 + 7)
    choice.activated.emit(1 + 7)
    sevens = np.flatnonzero(DATA.test_labels == 7).tolist()
    seen = [session.example.index]
    for _ in sevens[1:]:
        panel.next_example()
        seen.append(session.example.index)
    assert seen == sevens
    panel.random_example()
    assert session.example.label == 7
    network, parameters = session.experiment.network, session.snapshot.parameters
    answers = forward(network, parameters, DATA.test_inputs).output.argmax(axis=1)
    field(panel, "misclassifiedOnly").click()
    panel.next_example()
    assert session.example.label == 7
    assert answers[session.example.index] != 7
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    field(panel, "misclassifiedOnly").click()
    panel.show_example("test", 3)
    panel.next_example()
    assert session.example.index == 4


def test_nothing_wrong_is_said(show, session, monkeypatch):
    answers = forward(
        session.experiment.network, session.snapshot.parameters, DATA.test_inputs
    ).output.argmax(axis=1)
    right = Dataset(
        DATA.spec, DATA.train_inputs, DATA.train_labels, DATA.test_inputs, answers.astype(np.int32)
    )
    monkeypatch.setattr(datasets, "load", lambda name: right)
    panel = show(DataPanel)
    field(panel, "misclassifiedOnly").click()
    panel.next_example()
    panel.random_example()
    assert field(panel, "exampleLabel").text() == "none left"
    assert session.example.source == ""


class Wrong:
    """A large set that a network answers wrongly at some places only, and how much is computed."""

    def __init__(self, monkeypatch, session, count=10_500, wrong=()):
        inputs = np.zeros((count, 256), np.float32)
        answer = int(forward(*self._network(session), inputs[:1]).output.argmax())
        labels = np.full(count, answer, np.int32)
        labels[list(wrong)] = (answer + 1) % 10
        data = Dataset(DATA.spec, inputs, labels, inputs[:20], labels[:20])
        monkeypatch.setattr(datasets, "load", lambda name: data)
        self.computed = []
        monkeypatch.setattr(example_search, "forward", self._forward)

    @staticmethod
    def _network(session):
        return session.experiment.network, session.snapshot.parameters

    def _forward(self, network, parameters, inputs):
        self.computed.append(len(inputs))
        return forward(network, parameters, inputs)


def data_panel(show):
    """A panel that walks through the wrong ones of the training examples."""
    panel = show(DataPanel)
    field(panel, "trainSetButton").setChecked(True)
    field(panel, "misclassifiedOnly").click()
    return panel


def test_only_wrong_computes_a_chunk_at_a_time_and_each_once(show, session, monkeypatch):
    wrong = Wrong(monkeypatch, session, wrong=[3, 900, 5200])
    panel = data_panel(show)
    for place in (3, 900):
        panel.next_example()
        assert session.example.index == place
    assert wrong.computed == [example_search.CHUNK]
    panel.next_example()
    assert session.example.index == 5200
    computed = len(wrong.computed)
    panel.previous_example()
    assert session.example.index == 900
    panel.previous_example()
    assert session.example.index == 3
    assert len(wrong.computed) == computed  # all of that was known
    panel.previous_example()
    assert session.example.index == 5200
    assert sum(wrong.computed) <= 10_500
    session.set_snapshot(snapshot(session, 1))
    panel.previous_example()
    assert session.example.index == 900  # by the same weights
    other = session.snapshot.parameters[-1]._replace(biases=np.full(10, 0.5, np.float32))
    session.set_snapshot(
        snapshot(session, 2, parameters=(*session.snapshot.parameters[:-1], other))
    )
    before = len(wrong.computed)
    panel.next_example()
    assert len(wrong.computed) > before


def test_the_only_wrong_example_is_found_from_everywhere(show, session, monkeypatch):
    Wrong(monkeypatch, session, wrong=[4321])
    panel = data_panel(show)
    for step in (panel.next_example, panel.next_example, panel.previous_example):
        step()
        assert (session.example.source, session.example.index) == ("train", 4321)
    panel.random_example()
    assert session.example.index == 4321


def test_a_long_search_lets_the_window_live_and_ends_with_another_choice(
    qtbot, show, session, monkeypatch
):
    wrong = Wrong(monkeypatch, session, wrong=[10_400])
    monkeypatch.setattr(data_panel_module, "_BREATH", -1)  # one chunk a turn
    panel = data_panel(show)
    panel.next_example()
    assert len(wrong.computed) == 1
    assert field(panel, "exampleLabel").text() == "wait …"
    qtbot.waitUntil(lambda: session.example.index == 10_400)
    field(panel, "exampleIndex").setValue(17)
    panel.next_example()
    assert field(panel, "exampleLabel").text() == "wait …"
    chosen = Example(DATA.test_inputs[5], 5, "test", 5)
    session.set_example(chosen)
    QApplication.processEvents()
    assert not panel._go_on.isActive()
    assert session.example is chosen
    assert field(panel, "exampleLabel").text() == "label 5"


def test_none_left_is_said_until_something_else_is_asked(show, session, monkeypatch):
    Wrong(monkeypatch, session, count=1500)
    panel = data_panel(show)
    for search in (panel.next_example, panel.previous_example, panel.random_example):
        search()
        assert field(panel, "exampleLabel").text() == "none left"
    field(panel, "misclassifiedOnly").click()
    assert field(panel, "exampleLabel").text() == ""
    panel.next_example()
    assert field(panel, "exampleLabel").text().startswith("label")


def test_another_dataset_changes_the_ends_of_the_network(show, session):
    panel = show(DataPanel)
    panel.show_example("test", 7)
    shown, index = session.example, field(panel, "exampleIndex")
    assert index.text() == "7 of 20"
    choose(field(panel, "datasetChoice"), "One worked example")
    assert session.experiment.dataset == "worked example"
    assert session.experiment.network.sizes == (2, 64, 32, 2)
    assert session.undo_stack.undoText() == "Choose One worked example"
    assert session.example.source == ""
    assert index.text() == "0"  # nothing is loaded before it is asked for
    session.undo_stack.undo()
    assert field(panel, "datasetChoice").currentText() == "Handwritten digits"
    assert session.example is shown
    assert index.text() == "7 of 20"


def test_a_dataset_of_a_single_example(show, session, monkeypatch):
    monkeypatch.undo()
    session.set_run(two_numbers())
    panel = show(DataPanel)
    for ask in (panel.next_example, panel.next_example, panel.previous_example):
        ask()
        assert (session.example.source, session.example.index) == ("test", 0)
    panel.random_example()
    assert session.example.inputs.tolist() == [1, -1]
    assert field(panel, "exampleIndex").text() == "0 of 1"
    assert field(panel, "exampleLabel").text() == "label y₁"
    field(panel, "misclassifiedOnly").click()
    right = session.forward.output[0].argmax() == 0
    panel.next_example()
    assert field(panel, "exampleLabel").text() == ("none left" if right else "label y₁")


# Predictions.


def test_predictions_of_two_classes(show, session):
    session.set_run(two_numbers())
    predictions = show(Predictions)
    assert predictions.accessibleDescription() == "Choose an example"
    predictions.grab()
    session.set_example(Example(np.array([1, -1], np.float32), 0, "train", 0))
    assert [name for name, _ in predictions.top()] in (["y₁", "y₂"], ["y₂", "y₁"])
    predictions.grab()


def test_predictions_are_the_output_sorted(qtbot, show, session):
    predictions = show(Predictions)
    assert predictions.top() == []
    assert predictions.accessibleDescription() == "Draw a digit, or choose an example"
    with qtbot.waitSignal(predictions.painted):
        session.set_example(Example(DATA.test_inputs[0], None, "pad"))
    output = session.forward.output[0]
    top = predictions.top()
    assert [name for name, _ in top] == [str(index) for index in np.argsort(-output)]
    assert [value for _, value in top] == sorted(output.tolist(), reverse=True)
    (best, share), (second, less) = top[:2]
    assert predictions.accessibleDescription().startswith(
        f"{best} {100 * share:.1f} % then {second}, {100 * less:.1f} %"
    )


def test_predictions_move_with_the_training(qtbot, show, session):
    predictions = show(Predictions)
    session.set_example(Example(DATA.test_inputs[0], None, "pad"))
    *hidden, last = session.snapshot.parameters
    biases = np.full(10, -50, np.float32)
    biases[7] = 50
    with qtbot.waitSignal(predictions.painted):
        session.set_snapshot(
            snapshot(session, 1, parameters=(*hidden, last._replace(biases=biases)))
        )
    assert predictions.top()[0] == ("7", pytest.approx(1))


def test_predictions_say_right_or_wrong(show, session):
    predictions = show(Predictions)
    best = int(session.forward.output[0].argmax())
    other = (best + 1) % 10
    for label, verdict in ((best, " right"), (other, f" wrong: it is {other}")):
        session.set_example(Example(np.zeros(256, np.float32), label, "test", 0))
        said = predictions.accessibleDescription()
        assert said.endswith(verdict)
        predictions.grab()


def test_predictions_that_are_no_numbers(show, session):
    predictions = show(Predictions)
    session.set_example(Example(DATA.test_inputs[0], 3, "test", 0))
    broken = tuple(
        layer._replace(weights=np.full_like(layer.weights, np.nan))
        for layer in session.snapshot.parameters
    )
    session.set_snapshot(snapshot(session, 1, parameters=broken))
    assert "not a number" in predictions.accessibleDescription()
    predictions.grab()


def test_outputs_that_are_no_shares_are_plain_numbers(show, session):
    network = replace(
        session.experiment.network,
        layers=(Layer(10, "linear"),),
        loss="mean squared error",
    )
    session.set_run(Run.start(Experiment(network)))
    predictions = show(Predictions)
    session.set_example(Example(DATA.test_inputs[0], None, "pad"))
    assert "%" not in predictions.accessibleDescription()
    predictions.grab()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_bars_stay_in_the_room_and_tell_the_sign(name):
    z = np.array([[-2.0, -0.5, 0.0, 0.25, 3.0]], np.float32)
    output = ACTIVATIONS[name].function(z, np.full(5, 0.25, np.float32))[0]
    bars, zero = spans(output, is_probability(name))
    assert bars.shape == (5, 2)
    assert (bars >= 0).all()
    assert (bars <= 1).all()
    lengths = (bars[:, 1] - bars[:, 0]) * np.where(bars[:, 0] < zero, -1, 1)
    if is_probability(name):
        np.testing.assert_allclose(lengths, output, atol=1e-6)
    else:  # true to scale, and not clipped to 0 … 1
        reach = max(output.max(), 0) - min(output.min(), 0)
        np.testing.assert_allclose(lengths, output / reach, atol=1e-6)


def test_bars_of_extreme_outputs():
    for output in ([0, 0], [3e38, -3e38], [np.nan, 1], [np.inf, -1]):
        bars, zero = spans(np.array(output, np.float32), False)
        assert np.isfinite(bars).all()
        assert 0 <= zero <= 1


def test_shares_are_those_of_sigmoid_and_softmax_alone():
    assert [name for name in ACTIVATIONS if is_probability(name)] == ["sigmoid", "softmax"]


def test_outputs_below_0_and_above_1_are_painted(show, session):
    network = Network(256, (Layer(10, "linear"),), loss="mean squared error")
    session.set_run(Run.start(Experiment(network)))
    predictions = show(Predictions)
    session.set_example(Example(np.zeros(256, np.float32), None, "pad"))

    def painted(first, second):
        biases = np.zeros(10, np.float32)
        biases[:2] = first, second
        (layer,) = session.snapshot.parameters
        session.set_snapshot(snapshot(session, 1, parameters=(layer._replace(biases=biases),)))
        # The bars alone, without names and figures.
        return predictions.grab(QRect(40, 60, 60, 120)).toImage()

    assert painted(1, -0.9) != painted(1, -0.2)
    assert painted(2, 8) != painted(4, 8)
    assert "12,345" not in predictions.accessibleDescription()
    painted(1.5e20, 0)
    assert "1.5e+20" in predictions.accessibleDescription()


# Notice.


@pytest.fixture
def notice(qtbot, session, actions):
    actions["restartAction"] = QAction("Start the backend again")
    notice = Notice(session, actions)
    qtbot.addWidget(notice)
    return notice


def offered(notice):
    buttons = notice.findChildren(QAbstractButton)
    return {button.objectName() for button in buttons if button.isVisible()}


def test_reset_is_offered_where_there_is_something_to_take_back(session, notice):
    session.set_backend(BackendState("ready", "The loss is not finite."))
    assert notice.isVisible()
    assert offered(notice) == {"closeNotice"}
    session.set_snapshot(snapshot(session, 10))
    assert offered(notice) == {"noticeResetButton", "closeNotice"}
    session.reset()
    assert offered(notice) == {"closeNotice"}
    session.set_backend(BackendState("ended", "The backend was killed or crashed."))
    assert offered(notice) == {"noticeRestartButton", "closeNotice"}


def test_a_closed_notice_stays_closed_until_the_next(session, notice):
    session.set_snapshot(snapshot(session, 10))
    session.set_backend(BackendState("ready", "The loss is not finite."))
    field(notice, "closeNotice").click()
    session.set_snapshot(snapshot(session, 10))
    assert not notice.isVisible()
    session.set_backend(BackendState("training"))
    assert not notice.isVisible()
    session.set_backend(BackendState("ready", "The loss is not finite."))
    assert notice.isVisible()


def test_a_gpu_that_cannot_be_used_is_told_until_closed(session, notice):
    text = field(notice, "noticeText")
    session.set_snapshot(snapshot(session, 10))
    session.set_backend(BackendState("ready", gpu_problem="No CUDA."))
    assert (notice.isVisible(), text.text()) == (True, "No CUDA.")
    assert offered(notice) == {"closeNotice"}
    session.set_backend(BackendState("ready", "The loss is not finite.", gpu_problem="No CUDA."))
    assert text.text() == "The loss is not finite."
    field(notice, "closeNotice").click()
    assert (notice.isVisible(), text.text()) == (True, "No CUDA.")
    session.set_backend(BackendState("ended", "Crashed.", gpu_problem="No CUDA."))
    assert text.text() == "Crashed."
    session.set_backend(BackendState("training", gpu_problem="No CUDA."))
    field(notice, "closeNotice").click()
    assert not notice.isVisible()
    session.set_backend(BackendState("ready", gpu_problem="No CUDA."))
    assert not notice.isVisible()
    session.set_backend(BackendState("ready", gpu_problem="No driver."))
    assert (notice.isVisible(), text.text()) == (True, "No driver.")


# Dialogs.


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize(
    ("tell", "name"),
    [
        (lambda window: dialogs.tell_error(window, "It cannot be read."), "errorBox"),
        (dialogs.tell_about, "aboutBox"),
        (lambda window: dialogs.tell_log(window, lambda: "said"), "logDialog"),
    ],
)
def test_what_tells_is_not_modal(window, tell, name):
    tell(window)
    dialog = window.findChild(QDialog, name)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert dialog.windowModality() == Qt.WindowModality.NonModal
    dialog.close()


def test_the_log_is_read_again_at_every_refresh(qtbot, window):
    said = []
    dialogs.tell_log(window, lambda: "".join(said))
    dialog = window.findChild(QDialog, "logDialog")
    text = dialog.findChild(QPlainTextEdit, "logText")
    assert text.toPlainText() == "The backend has printed nothing."
    said.append("TensorFlow is here.")
    qtbot.mouseClick(field(dialog, "refreshLog"), Qt.MouseButton.LeftButton)
    assert text.toPlainText() == "TensorFlow is here."
    dialogs.tell_log(window, lambda: "")  # once is enough
    assert window.findChildren(QDialog, "logDialog") == [dialog]
    qtbot.mouseClick(field(dialog, "closeLog"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


# Loss and accuracy.


def test_the_plot_holds_ten_thousand_snapshots(qtbot, show, session):
    plot = show(LossPanel)
    assert plot.accessibleDescription() == "Press Train to see loss and accuracy"
    for step in range(1, 10_001):
        session.set_snapshot(snapshot(session, step, (2 / step, 1 - 1 / step), (3 / step, 0.9)))
    qtbot.waitUntil(lambda: "train 0.000" in plot.accessibleDescription())
    assert len(session.history) <= CAPACITY
    epochs, losses = plot.charts.loss.curves["train"].getOriginalDataset()
    np.testing.assert_array_equal(epochs, session.history.column("epoch"))
    np.testing.assert_array_equal(losses, session.history.column("train_loss"))
    plot.grab()
    qtbot.waitUntil(lambda: "test 90.0 %" in plot.accessibleDescription())


def test_the_plot_is_redrawn_once_for_many_snapshots(qtbot, show, session, monkeypatch):
    plot = show(LossPanel)
    session.set_backend(BackendState("ready"))
    drawn = []
    monkeypatch.setattr(plot.charts.loss, "set_curves", lambda *columns: drawn.append(columns))
    for step in range(1, 500):
        session.set_snapshot(snapshot(session, step))
    assert not drawn
    qtbot.waitUntil(lambda: bool(drawn))
    assert len(drawn) == 1


def test_the_plot_reads_out_the_nearest_point(show, session):
    plot = show(LossPanel)
    for step in (1000, 2000, 3000):
        session.set_snapshot(snapshot(session, step, (1 / step, 0.5), (2 / step, 0.4)))
    plot.charts.redraw()
    plot.charts.loss.read(2000 * 32 / 9000 + 0.1)
    assert plot.charts.loss.text == "Loss: train 0.0005, test 0.0010"
    session.set_snapshot(snapshot(session, 4000))
    plot.charts.redraw()
    assert plot.charts.loss.text == "Loss: train 0.0005, test 0.0010"  # the mouse is still there
    plot.charts.loss.read(None)
    assert plot.charts.loss.text == "Loss: train 0.5000, test 0.6000"


def test_seldom_measured_test_losses_are_one_curve(show, session):
    plot = show(LossPanel)
    for step in range(1000, 7000, 1000):
        measured = step % 2000 == 0
        session.set_snapshot(
            snapshot(session, step, (0.5, 0.8), (1 / step, 0.7) if measured else (math.nan,) * 2)
        )
    plot.charts.redraw()
    np.testing.assert_allclose(
        plot.charts.loss.curves["test"].getOriginalDataset()[1], [1 / 2000, 1 / 4000, 1 / 6000]
    )
    assert plot.charts.loss.text == "Loss: train 0.5000, test 0.0002"


def test_gaps_and_losses_that_are_not_finite(show, session):
    plot = show(LossPanel)
    nan = math.nan
    session.set_snapshot(snapshot(session, 1000, (0.5, 0.8), (nan, nan)))
    warning = field(plot, "lossWarning")
    plot.charts.redraw()
    assert not warning.isVisible()
    assert plot.charts.loss.text == "Loss: train 0.5000, test –"
    session.set_snapshot(snapshot(session, 2000, (nan, 0.1), (math.inf, 0.1)))
    session.set_snapshot(snapshot(session, 3000, (nan, 0.1), (nan, 0.1)))
    plot.charts.redraw()
    assert warning.isVisible()
    assert warning.text() == "The training loss is not finite since epoch 7.11"
    assert plot.charts.loss.text == "Loss: train not finite, test not finite"
    plot.grab()


def test_log_scale(qtbot, show, session):
    plot = show(LossPanel)
    for step in range(1, 100):
        session.set_snapshot(snapshot(session, step, (10.0**-step, 0.5)))
    session.set_snapshot(snapshot(session, 100, (0.0, 1.0)))  # a zero has no logarithm
    plot.charts.redraw()
    toggle = plot.findChild(QCheckBox, "logScale")
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert plot.charts.loss.plot.ctrl.logYCheck.isChecked()
    plot.grab()


@pytest.mark.parametrize("loss", [0.0, 1e-38, 3e38, -1.0, math.inf, math.nan])
@pytest.mark.parametrize("count", [1, 5, 60])
def test_extreme_losses_are_drawn_on_both_scales(show, session, loss, count):
    plot = show(LossPanel)
    for step in range(1, count + 1):
        session.set_snapshot(snapshot(session, step, (loss, 0.1), (loss, 0.1)))
    plot.charts.redraw()
    for _ in range(3):
        plot.grab()
        field(plot, "logScale").toggle()
    session.reset()
    plot.grab()


def test_a_reset_empties_the_plot_and_undo_fills_it(show, session):
    plot = show(LossPanel)
    session.set_snapshot(snapshot(session, 1000))
    plot.charts.redraw()
    session.reset()
    assert plot.accessibleDescription() == "Press Train to see loss and accuracy"
    session.undo_stack.undo()
    assert "train 0.5000" in plot.accessibleDescription()
