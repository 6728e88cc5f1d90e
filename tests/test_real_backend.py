"""The real backend, with TensorFlow: trained, killed and gone on with; it says messages alone."""

import os
import signal
import subprocess
import sys

import numpy as np
import pytest
from msgspec.structs import replace

from core import data
from core.backend import program
from core.backend.frames import FrameReader
from core.backend.messages import Ready, ToWindow
from core.backend.trainer import Trainer
from core.data.tasks import one_hot
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.run import Run
from core.walkthrough import Walkthrough
from gui import backend_link
from gui.__main__ import main
from gui.backend_link import BackendLink
from gui.backend_process import BackendProcess, Outcome
from gui.session import Session
from tests.forked import itself
from tests.helpers import flat
from tests.processes import LONG_MS, ROOT, is_alive

INPUTS = np.random.default_rng(5).random((2, 256), np.float32)
TARGETS = one_hot(np.array([3, 9]), 10)


@pytest.fixture
def forked(qapp, forked_backend):
    """The backend's process, which ends with the test; TensorFlow is loaded."""
    process = BackendProcess(forked_backend)
    yield process
    process.close()


def test_network_is_trained_killed_started_again_and_stopped(qtbot, forked, forked_backend):
    session, process = Session(), forked
    link = BackendLink(session, process)
    outcomes = []
    process.ended.connect(outcomes.append)
    session.set_training(True)
    link.start()
    qtbot.waitUntil(lambda: session.snapshot.updates >= 50, timeout=LONG_MS)
    assert session.backend.phase == "training"
    assert session.backend.devices[-1][0] == "CPU"
    assert np.isfinite(flat(session.snapshot.parameters)).all()

    with qtbot.waitSignal(process.ended, timeout=LONG_MS):
        os.kill(itself(forked_backend, process.process_id), signal.SIGKILL)
    assert [one.text for one in outcomes] == ["The backend was killed by signal 9 (SIGKILL)."]
    assert session.backend.phase == "ended"
    assert not session.training
    reached = session.snapshot
    assert len(session.history)

    # It goes on from the last complete snapshot, bit for bit: as if nothing had happened.
    exact = session.run.exact
    assert exact.complete
    assert exact.updates <= reached.updates
    link.start()
    assert session.snapshot is exact
    qtbot.waitUntil(lambda: session.backend.phase == "ready", timeout=LONG_MS)
    session.request_update()
    qtbot.waitUntil(lambda: session.snapshot.updates == exact.updates + 1, timeout=LONG_MS)
    session.set_training(True)
    qtbot.waitUntil(lambda: session.snapshot.updates > reached.updates + 10, timeout=LONG_MS)
    session.set_training(False)
    qtbot.waitUntil(lambda: session.snapshot.complete, timeout=LONG_MS)
    start = Run.start(session.experiment).snapshot
    straight = Trainer(session.experiment, data.load(session.experiment.source), start)
    straight.run(session.snapshot.updates)
    np.testing.assert_array_equal(flat(session.snapshot.parameters), flat(straight.parameters()))
    child = process.process_id
    with qtbot.waitSignal(process.ended, timeout=5000):
        process.stop()
    assert outcomes[1:] == [Outcome(True, "The backend has ended.")]
    assert not is_alive(child)


def test_another_backend_takes_over_bit_for_bit_when_one_holds_enough_loops(
    qtbot, forked, monkeypatch
):
    monkeypatch.setattr(backend_link, "MOST_LOOPS", 1)
    session, process = Session(), forked
    link = BackendLink(session, process)
    phases = []
    session.backend_changed.connect(lambda: phases.append(session.backend.phase))
    session.set_training(True)
    link.start()
    qtbot.waitUntil(lambda: session.snapshot.updates >= 50, timeout=LONG_MS)
    first = process.process_id
    phases.clear()
    began = session.experiment
    session.set_hyperparameters(replace(began.hyperparameters, batch_size=7))
    taken_over = session.snapshot.updates
    assert taken_over >= 50
    qtbot.waitUntil(lambda: not is_alive(first))
    qtbot.waitUntil(lambda: session.snapshot.updates > taken_over + 50, timeout=LONG_MS)
    session.set_training(False)
    qtbot.waitUntil(lambda: session.snapshot.complete, timeout=LONG_MS)
    assert process.process_id not in (0, first)
    assert phases[0] == "compiling"
    assert set(phases) <= {"compiling", "training", "ready"}
    straight = Trainer(began, data.load(began.source), Run.start(began).snapshot)
    straight.run(taken_over)
    straight.set_hyperparameters(session.experiment.hyperparameters)
    straight.run(session.snapshot.updates - taken_over)
    np.testing.assert_array_equal(flat(session.snapshot.parameters), flat(straight.parameters()))


def largest_difference(ours, theirs):
    return float(np.abs(flat(ours) - flat(theirs)).max())


def test_walk_agrees_with_tensorflow_and_apply_makes_its_update(qtbot, forked):
    rates = Hyperparameters(optimizer="adam", l2=0.01)
    network = Network(256, (Layer(20, "tanh"), Layer(12, "prelu"), Layer(10, "softmax")))
    session = Session(Experiment(network, hyperparameters=rates))
    link = BackendLink(session, forked)
    proofs = []
    session.proof_received.connect(lambda _, proof: proofs.append(proof))

    def walk(slots):
        return Walkthrough(network, session.snapshot.parameters, INPUTS, TARGETS, rates, slots)

    # Asked before TensorFlow is there, and answered when it is.
    link.start()
    session.request_proof(INPUTS, TARGETS)
    qtbot.waitUntil(lambda: len(proofs) == 1, timeout=LONG_MS)
    assert (proofs[0].updates, proofs[0].slots.updates) == (0, 0)
    assert walk(proofs[0].slots).difference(proofs[0]) < 1e-5

    # While it trains: the answer comes with the snapshot of its step.
    session.set_training(True)
    qtbot.waitUntil(lambda: session.snapshot.updates >= 50, timeout=LONG_MS)
    with qtbot.waitSignal(session.proof_received, timeout=LONG_MS):
        session.request_proof(INPUTS, TARGETS)
        session.set_training(False)
    proof = proofs[1]
    assert proof.updates == proof.slots.updates == session.snapshot.updates
    trained = walk(proof.slots)
    assert trained.difference(proof) < 1e-5

    seen = session.snapshot.examples_seen
    session.request_apply(INPUTS, TARGETS)
    qtbot.waitUntil(lambda: session.snapshot.updates == proof.updates + 1, timeout=LONG_MS)
    assert session.snapshot.examples_seen == seen
    assert session.snapshot.tested_at == session.snapshot.updates
    assert largest_difference(session.snapshot.parameters, trained.parameters) > 1e-4
    assert largest_difference(session.snapshot.parameters, trained.updated[0]) < 1e-6


# Noise comes from Python and from below it, as from TensorFlow's C++ code.
NOISY = """
import os, sys
from core.backend import devices, process
find = devices.list_devices

def noisy():
    print("noise from Python", flush=True)
    os.write(1, b"noise from below\\n")
    return find()

devices.list_devices = noisy
sys.exit(process.main())
"""


@pytest.fixture(scope="module")
def children():
    """Two real backends' (exit code, stdout, stderr): one read nothing, one read garbage."""
    started = [
        subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # what is read here must not swallow what communicate() reads
        )
        for arguments in (["-c", NOISY], ["-m", "core.backend.process"])
    ]
    said = b"", b"This is not a message at all."
    results = []
    for child, words in zip(started, said, strict=True):
        # Ready: a child whose input ends, or is nonsense, while TensorFlow loads says nothing.
        first = child.stdout.read(5)
        output, errors = child.communicate(words, timeout=LONG_MS / 1000)
        results.append((child.returncode, first + output, errors.decode()))
    return results


def test_backend_ends_with_its_standard_input(children):
    code, *_ = children[0]
    assert code == 0


def test_nothing_but_messages_is_on_the_standard_output(children):
    _, output, errors = children[0]
    reader = FrameReader(ToWindow)
    (ready,) = reader.feed(output)
    reader.finish()
    assert isinstance(ready, Ready)
    assert ready.devices[-1][0] == "CPU"
    assert "noise from Python" in errors
    assert "noise from below" in errors


def test_backend_that_reads_garbage_ends_with_code_2_and_says_why(children):
    code, _, errors = children[1]
    assert code == 2
    assert "bytes is too long" in errors
    assert "Traceback" not in errors


def test_an_installed_program_is_its_own_backend(monkeypatch):
    assert program.program()[1:] == ["-P", "-m", "core.backend.process"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program.program() == [sys.executable, "--backend"]
    monkeypatch.setattr("core.backend.process.main", lambda: 7)
    assert main(["--backend"]) == 7
