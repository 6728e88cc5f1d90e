"""What tests of the panels share: a small dataset, fields found by name, snapshots."""

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from core.data import Digits, Given, Worked
from core.data.data import Data, ExampleSet
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.tasks import Values
from core.experiment import Experiment
from core.network import Layer, Network
from core.parameters import Parameters
from core.run import Run
from core.snapshot import Metrics, Snapshot
from gui.session import Session

_RANDOM = np.random.default_rng(0)


def _some(count: int) -> ExampleSet:
    inputs = _RANDOM.random((count, 256), np.float32)
    return ExampleSet.of_classes(Digits().task, inputs, np.arange(count) % 10)


DATA = Data(Digits(), _some(30), _some(20))


def field(panel: QWidget, name: str) -> QWidget:
    """The widget of that name; it is there."""
    found = panel.findChild(QWidget, name)
    assert found is not None, name
    return found


def at_rest(owner: QObject) -> bool:
    """Whether no timer of `owner` goes: nothing is put off, nothing moves."""
    return not going(owner)


def going(owner: QObject) -> list[QTimer]:
    """The timers of `owner` that go."""
    return [timer for timer in owner.findChildren(QTimer) if timer.isActive()]


def choose(combo: QComboBox, text: str) -> None:
    """Choose an entry as a user does, by keyboard."""
    combo.setFocus()
    row = combo.findText(text)
    step = Qt.Key.Key_Down if row > combo.currentIndex() else Qt.Key.Key_Up
    for _ in range(abs(row - combo.currentIndex())):
        QTest.keyClick(combo, step)
    assert combo.currentText() == text


def choose_source(panel: QWidget, title: str) -> None:
    """Choose a source of data as a user does: open the gallery and click on a picture."""
    choice = field(panel, "datasetChoice")
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    tile = field(choice.gallery, f"{title}Tile")
    assert tile.isVisible()
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert not choice.gallery.isVisible()


def two_numbers() -> Run:
    """A run whose input is no picture."""
    return Run.start(Experiment(Network(2, (Layer(2, "sigmoid"),)), Worked()))


def of_values() -> Run:
    """A run whose network is to give a value."""
    example = GivenExample((1.0,), values=(3.0,))
    source = Given(Row(("x",)), Values(("y",)), (example,))
    network = Network(1, (Layer(1, "linear"),), "mean squared error")
    return Run.start(Experiment(network, source))


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
