"""How well the default network reads: unseen digits of MNIST, and pens of people it never met."""

from pathlib import Path

import numpy as np
import pytest

from core import data
from core.backend.trainer import Trainer
from core.data import Digits
from core.experiment import Experiment
from core.parameters import initialise
from core.snapshot import Snapshot
from gui.commands import robot
from gui.panels.digit_pad import DigitPad
from gui.session import Session

# Strokes that are not ours to ship, where a developer has them.
STROKES = Path(__file__).parents[2] / "shared" / "pen_digits" / "strokes.npz"
UPDATES = 30_000
PENS = 300


@pytest.fixture(scope="module")
def trained():
    """The default experiment after some seconds of training."""
    experiment = Experiment()
    start = Snapshot(initialise(experiment.network, experiment.seed))
    trainer = Trainer(experiment, data.load(Digits()), start)
    trainer.run(UPDATES)
    trainer.measure_test()
    return trainer.snapshot()


def test_unseen_digits_of_mnist_are_read(trained):
    assert trained.test.score >= 0.96


@pytest.mark.skipif(not STROKES.exists(), reason="the pen strokes are not here")
def test_digits_that_strangers_draw_on_the_pad_are_read(qtbot, trained):
    session = Session()
    session.set_snapshot(trained)
    pad = DigitPad(session)
    qtbot.addWidget(pad)
    with np.load(STROKES, allow_pickle=False) as file:
        strokes = np.split(file["points"] / 1000, np.cumsum(file["stroke_len"])[:-1])
        ends, labels = np.cumsum(file["digit_strokes"]), file["label"]
    # Evenly from all writers.
    chosen = np.linspace(0, len(labels) - 1, PENS).astype(int)
    right = 0
    for digit in chosen:
        pad.clear()
        robot.draw(pad, strokes[ends[digit - 1] if digit else 0 : ends[digit]])
        right += session.forward.output.argmax() == labels[digit]
    assert right / PENS >= 0.92
