"""The real backend, stopped and killed while it trains: it goes on, bit for bit."""

import os
import signal
import tempfile

import numpy as np
import pytest

from core import data
from core.backend.trainer import Trainer
from core.run import Run
from gui.backend_link import BackendLink
from gui.backend_process import BackendProcess
from gui.recovery import Recovery
from gui.session import Session
from tests import forked
from tests.helpers import flat
from tests.processes import LONG_MS as ONE_START_MS
from tests.processes import is_alive

LONG_MS = 2 * ONE_START_MS  # two backends come up, one after the other
PATIENCE_MS = 2500  # half the program's (tests/test_backend_process.py): nobody waits for the rest


@pytest.fixture
def training(qtbot, tmp_path, monkeypatch, forked_backend):
    """Session, process and recovery of a training that has come to 200 updates.

    Its backends are forked: tests/test_real_backend.py kills one that is started as the program's.
    """
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    session = Session()
    process = BackendProcess(forked_backend, patience_ms=PATIENCE_MS)
    link = BackendLink(session, process)
    recovery = Recovery(session, process, link, parent=link)
    session.snapshot_changed.connect(link.coming.give_credit)
    session.set_training(True)
    link.start()
    qtbot.waitUntil(
        lambda: session.snapshot.updates >= 200 and session.run.exact.updates > 0, timeout=LONG_MS
    )
    yield session, process, recovery
    process.close()
    assert list(tmp_path.glob("netglow-backend-*")) == []  # its own folder is gone


def check_bits(qtbot, session):
    """What was trained is what a training that nothing happened to has come to."""
    session.set_training(False)
    qtbot.waitUntil(lambda: session.snapshot.complete, timeout=LONG_MS)
    start = Run.start(session.experiment).snapshot
    straight = Trainer(session.experiment, data.load(session.experiment.source), start)
    straight.run(session.snapshot.updates)
    np.testing.assert_array_equal(flat(session.snapshot.parameters), flat(straight.parameters()))
    session_slots = [flat(slot) for slot in session.snapshot.slots.arrays]
    straight_slots = [flat(slot) for slot in straight.slots().arrays]
    np.testing.assert_array_equal(session_slots, straight_slots)


def test_a_stopped_backend_is_told_of_and_training_goes_on_as_if_nothing_had_been(
    qtbot, training, forked_backend
):
    session, process, recovery = training
    first = forked.itself(forked_backend, process.process_id)
    os.kill(first, signal.SIGSTOP)
    qtbot.waitUntil(lambda: session.backend.silent_s > 0, timeout=LONG_MS)
    assert session.backend.silent_s <= 4  # two looks more, and a second that has begun
    assert session.training
    reached = session.snapshot.updates
    recovery.restart()
    qtbot.waitUntil(lambda: not is_alive(first))
    qtbot.waitUntil(lambda: session.snapshot.updates > reached + 100, timeout=LONG_MS)
    assert session.training
    check_bits(qtbot, session)


def test_a_killed_backend_starts_again_by_itself_and_trains_on(qtbot, training, forked_backend):
    session, process, recovery = training
    recovery.set_by_itself(True)
    reached, first = session.snapshot.updates, process.process_id
    os.kill(forked.itself(forked_backend, first), signal.SIGKILL)
    qtbot.waitUntil(lambda: session.snapshot.updates > reached + 100, timeout=LONG_MS)
    assert process.process_id not in (0, first)
    assert session.backend.restarted == (
        "The backend was killed by signal 9 (SIGKILL). Netglow has restarted it."
    )
    check_bits(qtbot, session)
