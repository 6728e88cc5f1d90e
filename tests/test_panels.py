"""What holds for every panel: names, and the colours of the theme."""

from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox

from gui import theme
from gui.colouring import Colouring
from gui.panels.data_panel import DataPanel
from gui.panels.digit_pad import DigitPad
from gui.panels.digit_preview import DigitPreview
from gui.panels.loss_panel import LossPanel
from gui.panels.network_panel import NetworkPanel
from gui.panels.predictions import Predictions
from gui.panels.training_panel import TrainingPanel


def test_every_control_has_a_name_and_says_what_it_is(show_panel, examples, training_rate, actions):
    panels = [show_panel(one) for one in (NetworkPanel, LossPanel)]
    panels.append(show_panel(DataPanel, examples))
    panels += [show_panel(one) for one in (DigitPad, DigitPreview)]
    panels.append(show_panel(Predictions, Colouring()))
    panels.append(show_panel(TrainingPanel, training_rate, actions))
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


def test_panels_repaint_in_the_other_theme(show_panel, examples, training_rate, actions, qapp):
    palette = qapp.palette()
    panels = [show_panel(one) for one in (NetworkPanel, LossPanel, DigitPad)]
    panels.append(show_panel(Predictions, Colouring()))
    panels.append(show_panel(TrainingPanel, training_rate, actions))
    panels.append(show_panel(DataPanel, examples))
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
