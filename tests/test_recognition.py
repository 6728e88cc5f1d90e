"""How well networks read unseen digits of MNIST, and pens of people whom they never met."""

from pathlib import Path

import numpy as np
import pytest

from core import data
from core.backend.trainer import Trainer
from core.data import Digits
from core.digit_or_not import looks_like_digit
from core.experiment import Experiment
from core.parameters import initialise
from core.ready_networks import shipped
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


def test_the_default_network_reads_unseen_digits_of_mnist(trained):
    assert trained.test.score >= 0.97


def test_the_shipped_network_reads_unseen_digits_of_mnist():
    assert shipped("digits").snapshot.test.score >= 0.975


@pytest.mark.skipif(not STROKES.exists(), reason="the pen strokes are not here")
def test_digits_that_strangers_draw_on_the_pad_are_read(qtbot, trained):
    ready = shipped("digits")
    sessions = {"default": Session(), "shipped": Session()}
    sessions["default"].set_snapshot(trained)
    sessions["shipped"].set_run(ready)
    pad = DigitPad(sessions["default"])
    qtbot.addWidget(pad)
    with np.load(STROKES, allow_pickle=False) as file:
        strokes = np.split(file["points"] / 1000, np.cumsum(file["stroke_len"])[:-1])
        ends, labels = np.cumsum(file["digit_strokes"]), file["label"]
    # Evenly from all writers.
    chosen = np.linspace(0, len(labels) - 1, PENS).astype(int)
    right, refused = dict.fromkeys(sessions, 0), 0
    for digit in chosen:
        pad.clear()
        robot.draw(pad, strokes[ends[digit - 1] if digit else 0 : ends[digit]])
        example = sessions["default"].example
        sessions["shipped"].set_example(example)
        for name, session in sessions.items():
            right[name] += session.forward.output.argmax() == labels[digit]
        refused += not looks_like_digit(example.inputs[None])[0]
    assert right["default"] / PENS >= 0.95
    assert right["shipped"] / PENS >= 0.96
    assert refused / PENS <= 0.01
