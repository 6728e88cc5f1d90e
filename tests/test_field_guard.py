"""The wheel scrolls panels; it changes a field only for whoever is in it."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from core.example import Example
from core.experiment import Experiment
from gui.backend_state import BackendState
from gui.panels.data_panel import DataPanel
from gui.panels.network_panel import NetworkPanel
from gui.panels.training_panel import TrainingPanel
from tests.panels import DATA, field


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


def test_scrolling_over_fields_changes_nothing(
    show_panel, examples, session, training_rate, actions
):
    session.set_backend(BackendState("ready", devices=(("CPU", "CPU"), ("GPU:0", "H100"))))
    session.set_example(Example(DATA.test.inputs[5], 5, "test", 5))
    before = session.example
    panels = [
        show_panel(NetworkPanel),
        show_panel(DataPanel, examples),
        show_panel(TrainingPanel, training_rate, actions),
    ]
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


def test_the_wheel_changes_the_field_one_is_in(qtbot, show_panel, session, training_rate, actions):
    panel = show_panel(TrainingPanel, training_rate, actions)
    panel.activateWindow()
    batch = field(panel, "batchSize")
    batch.setFocus()
    qtbot.waitUntil(batch.hasFocus)
    turn_wheel(batch)
    assert session.experiment.hyperparameters.batch_size == 16
