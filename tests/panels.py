"""What tests of the panels share: a small dataset, fields found by name, snapshots."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from core import datasets
from core.datasets.dataset import Dataset
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import Parameters
from core.snapshot import Metrics, Snapshot
from gui.panels import data_panel
from gui.session import Run, Session

_RANDOM = np.random.default_rng(0)
DATA = Dataset(
    datasets.SPECS["digits"],
    _RANDOM.random((30, 256), np.float32),
    np.arange(30, dtype=np.int32) % 10,
    _RANDOM.random((20, 256), np.float32),
    np.arange(20, dtype=np.int32) % 10,
)


def use_small_data(patch: pytest.MonkeyPatch) -> None:
    """Let every dataset be the small one."""
    patch.setattr(datasets, "load", lambda name: DATA)
    # A search for wrong answers goes on to its end, however slow the machine is.
    patch.setattr(data_panel, "_BREATH", 600)


def field(panel: QWidget, name: str) -> QWidget:
    """The widget of that name; it is there."""
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


def snapshot(
    session: Session,
    step: int,
    train: tuple[float, float] = (0.5, 0.8),
    test: tuple[float, float] = (0.6, 0.7),
    parameters: Parameters | None = None,
) -> Snapshot:
    """A snapshot at `step`, with losses and accuracies that were measured."""
    return Snapshot(
        parameters or session.snapshot.parameters,
        step,
        step * 32,
        9000,
        Metrics(*train),
        Metrics(*test),
        step,
    )
