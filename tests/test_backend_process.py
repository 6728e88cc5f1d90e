"""The child process: its messages, its end as one Outcome, and how the window goes on after it."""

import functools
import inspect
import os
import signal
import sys
import tempfile

import pytest

from core.backend.message_parts import MAX_BODY
from core.backend.messages import Phase, Ready, Train, UpdateOnce
from core.own_folder import OwnFolder
from gui import backend_process
from gui.backend_process import BackendProcess, Outcome
from gui.pulse import LOADING_MS, PATIENCE_MS
from tests.panels import going
from tests.processes import LONG_MS, is_alive, run_python


@pytest.fixture
def make_process(qapp):
    """Make a BackendProcess whose child runs a Python program; it is ended with the test."""
    made = []

    def make(program, **patience):
        made.append(BackendProcess([sys.executable, "-c", PREAMBLE + program], **patience))
        return made[-1]

    yield make
    for process in made:
        if process.process_id:  # nobody waits until one that does not listen has had its time
            os.kill(process.process_id, signal.SIGKILL)
        process.close()


PREAMBLE = """
import os, struct, sys, time
sys.path.insert(0, os.environ["PYTHONPATH"].split(os.pathsep)[0])
from core.backend.frames import *
from core.backend.messages import *

def write(data):
    os.write(1, data)

READY = frame(Ready("2.0", (("CPU", "a processor"),), None))
"""
WAIT = "\nsys.stdin.read()\n"


def outcome_of(qtbot, process):
    """Start `process`, wait for its end, and return the Outcome."""
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        process.start()
    return ended.args[0]


def test_messages_of_the_child_are_received(qtbot, make_process):
    process = make_process("for byte in READY: write(bytes([byte]))" + WAIT)
    with qtbot.waitSignal(process.received, timeout=LONG_MS) as received:
        process.start()
    assert received.args == [Ready("2.0", (("CPU", "a processor"),), None)]


def test_messages_to_the_child_arrive(qtbot, make_process):
    process = make_process(
        """
reader = FrameReader(ToBackend)
while data := os.read(0, 7):
    for message in reader.feed(data):
        said = type(message).__name__ + str(getattr(message, "on", ""))
        write(frame(Phase(1, "ready", said)))
"""
    )
    found = []
    process.received.connect(found.append)
    process.start()
    process.send(Train(True))
    process.send(UpdateOnce())
    qtbot.waitUntil(lambda: len(found) == 2, timeout=LONG_MS)
    assert found == [Phase(1, "ready", "TrainTrue"), Phase(1, "ready", "UpdateOnce")]
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        process.stop()
    assert found[2:] == [Phase(1, "ready", "Quit")]
    assert ended.args == [Outcome(True, "The backend has ended.")]


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("write(b'Hello, window! This is no frame.')" + WAIT, "is too long"),
        ("write(struct.pack('<IB', 5, PROTOCOL) + b'Hello')" + WAIT, "This is not a message"),
        ("write(struct.pack('<IB', (1 << 30) + 1, 3))" + WAIT, "1073741825 bytes is too long"),
        ("write(frame(Train(True)))" + WAIT, "This is not a message"),
        ("write(struct.pack('<IB', 5, 1) + b'Hello')" + WAIT, "A message of protocol 1 came"),
        ("write(READY[:-3])", "The last message was cut off"),
        ("write(READY + b'\\x05')", "The last message was cut off"),
    ],
)
def test_child_that_sends_nonsense_is_ended_and_says_so(qtbot, make_process, program, reason):
    outcome = outcome_of(qtbot, process := make_process(program))
    assert not outcome.expected
    assert "sent nonsense" in outcome.text
    assert reason in outcome.text
    assert process.process_id == 0


def test_a_message_that_is_longer_than_any_expected_is_not_waited_for(qtbot, make_process):
    process = make_process("write(READY + struct.pack('<IB', 3_000_000, PROTOCOL))" + WAIT)
    process.expect(2_000_000)
    process.expect(1000)  # the child may still speak of what was before
    assert "A message of 3000000 bytes is too long." in outcome_of(qtbot, process).text


def test_a_long_message_of_a_run_before_is_read(qtbot, make_process):
    process = make_process("write(frame(Ready('2' * 5000, (), None)))" + WAIT)
    process.expect(MAX_BODY)
    process.expect(1000)
    with qtbot.waitSignal(process.received, timeout=LONG_MS) as received:
        process.start()
    assert len(received.args[0].tensorflow) == 5000


def test_a_message_that_does_not_go_on_is_not_waited_for(qtbot, make_process, monkeypatch):
    monkeypatch.setattr(backend_process, "STALLED_MS", 200)
    process = make_process("write(READY + struct.pack('<IB', 3_000_000, PROTOCOL))" + WAIT)
    text = outcome_of(qtbot, process).text
    assert text.endswith("It began a message and did not go on with it.")


def test_messages_before_nonsense_are_received_and_none_after_it(qtbot, make_process):
    process = make_process(
        "write(READY + struct.pack('<I', 1) + b'x' + READY)\nwrite(READY)" + WAIT
    )
    found = []
    process.received.connect(found.append)
    outcome_of(qtbot, process)
    assert len(found) == 1


def test_child_whose_message_is_refused_is_ended_and_says_so(qtbot, make_process):
    process = make_process("write(READY * 3)" + WAIT)
    found = []
    process.received.connect(found.append)
    process.received.connect(lambda _: process.refuse("It is not ready."))
    outcome = outcome_of(qtbot, process)
    assert outcome == Outcome(
        False, "The backend sent nonsense, so Netglow ended it. It is not ready."
    )
    assert len(found) == 1


def test_last_line_of_the_child_is_told_with_its_exit_code(qtbot, make_process):
    process = make_process(
        "for word in ('first\\n', 'Some', 'thing bröke.\\n'):\n"
        "    os.write(2, word.encode())\n"
        "sys.exit(3)"
    )
    outcome = outcome_of(qtbot, process)
    assert outcome == Outcome(
        False,
        "The backend ended with exit code 3. Something bröke.",
        "first\nSomething bröke.\n",
    )
    assert process.log.endswith("---\nfirst\nSomething bröke.\n")


def test_a_child_is_not_blamed_for_the_words_of_the_one_before(qtbot, make_process, tmp_path):
    process = make_process(
        f"import pathlib; mark = pathlib.Path({str(tmp_path / 'mark')!r})\n"
        "if mark.exists(): sys.exit(4)\n"
        "mark.touch(); os.write(2, b'boom\\n'); sys.exit(1)"
    )
    assert outcome_of(qtbot, process).text.endswith("exit code 1. boom")
    assert outcome_of(qtbot, process).text.endswith("exit code 4.")


def test_end_without_a_word_is_unexpected_too(qtbot, make_process):
    outcome = outcome_of(qtbot, make_process("write(READY)"))
    assert outcome == Outcome(False, "The backend ended with exit code 0.")


def test_log_keeps_the_newest_lines(qtbot, make_process):
    process = make_process("print(*range(5000), sep='\\n', file=sys.stderr)")
    outcome_of(qtbot, process)
    assert process.log.split() == [str(number) for number in range(4000, 5000)]


def test_missing_program_is_an_outcome(qtbot, qapp):
    process = BackendProcess(["/nowhere/no-such-program"])
    outcome = outcome_of(qtbot, process)
    assert not outcome.expected
    assert outcome.text.startswith("The backend could not start: ")
    process.send(UpdateOnce())
    process.stop()
    process.close()


def test_child_finds_netglow_wherever_the_window_was_started(qtbot, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    process = BackendProcess([sys.executable, "-c", "import core.backend.messages"])
    assert outcome_of(qtbot, process).text == "The backend ended with exit code 0."


def test_second_start_is_no_second_child(qtbot, make_process):
    process = make_process("write(READY)" + WAIT)
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    first = process.process_id
    process.start()
    assert process.process_id == first


def test_child_that_does_not_listen_is_killed_and_its_end_expected(
    qtbot, make_process, monkeypatch
):
    monkeypatch.setattr(backend_process, "POLITE_MS", 200)
    process = make_process("write(READY)\nwhile True: time.sleep(1)")
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    child = process.process_id
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        process.stop()
        process.stop()
        process.send(UpdateOnce())
    assert ended.args[0].expected
    assert not is_alive(child)


def test_close_waits_until_the_child_is_gone(qtbot, make_process, monkeypatch):
    monkeypatch.setattr(backend_process, "POLITE_MS", 200)
    process = make_process("write(READY)\nwhile True: time.sleep(1)")
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    child, outcomes = process.process_id, []
    process.ended.connect(outcomes.append)
    process.close()
    assert not is_alive(child)
    process.close()
    assert [outcome.expected for outcome in outcomes] == [True]


def test_child_started_right_after_a_stop_is_left_alone(qtbot, make_process):
    process = make_process("write(READY)" + WAIT)
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    with qtbot.waitSignal(process.ended, timeout=LONG_MS):
        process.stop()
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    # What would kill the child that was asked to end waits no longer: one only listens.
    assert [timer.isSingleShot() for timer in going(process)] == [False]


def test_new_child_does_not_inherit_half_a_message(qtbot, make_process, tmp_path):
    process = make_process(
        f"""
import pathlib
first = not pathlib.Path({str(tmp_path / "mark")!r}).exists()
pathlib.Path({str(tmp_path / "mark")!r}).touch()
write(READY[:9] if first else READY)
if first: os.kill(os.getpid(), 9)
"""
        + WAIT
    )
    assert outcome_of(qtbot, process) == Outcome(
        False, "The backend was killed by signal 9 (SIGKILL)."
    )
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()


def test_replaced_child_is_gone_its_end_expected_and_another_is_there(qtbot, make_process):
    process = make_process("write(READY)\nwhile True: time.sleep(1)")
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    first, outcomes = process.process_id, []
    process.ended.connect(outcomes.append)
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.replace()
    assert process.process_id != first
    assert [outcome.expected for outcome in outcomes] == [True]
    qtbot.waitUntil(lambda: not is_alive(first))
    assert [outcome.expected for outcome in outcomes] == [True]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing can be stopped")
def test_a_stopped_child_that_is_replaced_is_gone(qtbot, make_process):
    process = make_process("write(READY)\nwhile True: time.sleep(1)")
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    first = process.process_id
    os.kill(first, signal.SIGSTOP)
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.replace()
    qtbot.waitUntil(lambda: not is_alive(first))


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no such priorities")
def test_the_window_comes_first(qtbot, make_process):
    process = make_process("write(READY)\nwhile True: time.sleep(1)")
    for begin in (process.start, process.replace):
        with qtbot.waitSignal(process.received, timeout=LONG_MS):
            begin()
        mine, childs = (os.getpriority(os.PRIO_PROCESS, one) for one in (0, process.process_id))
        assert childs == min(mine + 8, 19)


# Silence

BEATS = """
import ctypes, threading
def beat():
    while True:
        write(frame(Alive("waiting", 0)))
        time.sleep(0.05)
write(READY)  # before a beat: until then it is given more time
threading.Thread(target=beat, daemon=True).start()
"""


@pytest.fixture
def make_listened(make_process):
    """Make a BackendProcess that calls its child silent after half a second."""
    return functools.partial(make_process, patience_ms=500)


def test_the_programs_own_backend_has_its_patience():
    """How soon that is told: tests/test_pulse.py."""
    given = inspect.signature(BackendProcess).parameters
    assert (given["patience_ms"].default, given["loading_ms"].default) == (PATIENCE_MS, LOADING_MS)


def test_a_stopped_child_is_silent_and_speaks_again(qtbot, make_listened):
    process = make_listened(BEATS + WAIT)
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    os.kill(process.process_id, signal.SIGSTOP)
    with qtbot.waitSignal(process.silent, timeout=LONG_MS) as silent:
        pass
    assert 500 <= silent.args[0] <= 1000
    with qtbot.waitSignal(process.silent, timeout=LONG_MS, check_params_cb=lambda ms: ms == 0):
        os.kill(process.process_id, signal.SIGCONT)


def test_a_child_that_blocks_with_the_lock_held_is_silent_and_can_be_replaced(
    qtbot, make_listened, tmp_path
):
    mark = tmp_path / "mark"
    process = make_listened(
        BEATS
        + f"import pathlib; mark = pathlib.Path({str(mark)!r}); first = not mark.exists()\n"
        + "mark.touch()\nif first: ctypes.PyDLL(None).sleep(60)\n"
        + WAIT
    )
    with qtbot.waitSignal(process.silent, timeout=LONG_MS):
        process.start()
    first = process.process_id
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.replace()
    assert not is_alive(first)
    assert process.process_id != first


def test_a_silent_child_that_is_given_up_says_why_and_what_it_printed(qtbot, make_listened):
    process = make_listened(BEATS + "os.write(2, b'the last line\\n')" + WAIT)
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    qtbot.waitUntil(lambda: process.last_words == "the last line\n", timeout=LONG_MS)
    os.kill(process.process_id, signal.SIGSTOP)
    with qtbot.waitSignal(process.silent, timeout=LONG_MS):
        pass
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        process.give_up("It does not answer.")
    assert ended.args == [Outcome(False, "It does not answer.", "the last line\n")]
    assert process.process_id == 0


def test_a_child_that_loads_is_given_more_time(qtbot, make_process):
    process = make_process("time.sleep(60)", patience_ms=1, loading_ms=300)
    with qtbot.waitSignal(process.silent, timeout=LONG_MS) as silent:
        process.start()
    assert silent.args[0] >= 300


# Its temporary files

LITTERS = """
import tempfile
for _ in range(13):
    tempfile.mkstemp()
write(READY)
"""


def test_what_a_killed_child_leaves_in_its_folder_goes(qtbot, make_process, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    process = make_process(LITTERS + WAIT)
    with qtbot.waitSignal(process.received, timeout=LONG_MS):
        process.start()
    (folder,) = tmp_path.iterdir()
    assert len(list(folder.iterdir())) == 14  # with a lock
    with qtbot.waitSignal(process.ended, timeout=LONG_MS):
        os.kill(process.process_id, signal.SIGKILL)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_window_has_left_goes_with_the_next_start(tmp_path):
    killed = (
        "import os, pathlib, signal; from core.own_folder import OwnFolder;"
        f" folder = OwnFolder(pathlib.Path({str(tmp_path)!r}));"
        " os.kill(os.getpid(), signal.SIGKILL)"
    )
    run_python("-c", killed)
    (left,) = tmp_path.iterdir()
    (left / "more").write_bytes(b"1")
    mine = OwnFolder(tmp_path)
    (tmp_path / "netglow-backend-begun").mkdir()  # by another, which has not locked it yet
    other = OwnFolder(tmp_path)
    assert mine.path != other.path
    assert {path.name for path in tmp_path.iterdir()} == {
        mine.path.name,
        other.path.name,
        "netglow-backend-begun",
    }
    mine.remove()
    other.remove()
    assert len(list(tmp_path.iterdir())) == 1
