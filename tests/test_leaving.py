"""Leaving: whatever ends the program, training that no file holds is there at the next start."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox

from core import files, kept, project_file
from core.commands import train
from core.runs_file import load_runs
from core.signals import exit_code, told_to_end
from gui import settings
from gui.keeping import Keeper
from gui.leaving import keep_somewhere
from tests import forked
from tests.processes import ROOT, run_python

SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"]
ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")

# A window that has learned something, with a backend that says nothing, told to end by `leave`.
WINDOW = """
import functools, os, signal, sys
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from core import kept
from core.snapshot import no_slots
from gui import app, settings
from gui.backend_process import BackendProcess
from tests.processes import SILENT
app.BackendProcess = functools.partial(BackendProcess, SILENT)

def watch(window):
    settings.put("unsaved", "keep")
    session, now = window.session, window.session.snapshot
    # Complete: a backend that starts before the window is told to end goes on from here.
    slots = no_slots(now.parameters, session.experiment.hyperparameters.optimizer)
    session.set_snapshot(replace(now, updates=9, slots=slots))
    QTimer.singleShot(0, lambda: leave(window))

def leave(window):
    {leave}

code = app.run(watch=watch)
print(*(one.path for one in kept.left(settings.kept_folder())))
sys.exit(code)
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """The command of a Python that has loaded what a window needs, for "-c"."""
    if not forked.possible():
        yield [sys.executable]
        return
    with forked.backends(tmp_path_factory.mktemp("window") / "socket", "window") as command:
        yield command


@pytest.fixture
def leave(python):
    """A function that ends a window in a way and returns the ended process.

    Its settings are in a folder of `folder`, if no other is given.
    """

    def make(how, folder, settings_folder=None):
        environment = os.environ | {
            "XDG_CONFIG_HOME": str(settings_folder or folder / "settings"),
            "TMPDIR": str(folder),
        }
        return run_python("-c", WINDOW.format(leave=how), env=environment, python=python)

    return make


@ON_UNIX
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_keeps_what_closing_keeps(leave, name, tmp_path):
    done = leave(f"os.kill(os.getpid(), signal.{name})", tmp_path)
    assert done.returncode == exit_code(getattr(signal, name)), done.stderr
    assert "Traceback" not in done.stderr
    assert project_file.load(Path(done.stdout.strip())).snapshot.updates == 9


@ON_UNIX
def test_a_signal_leaves_what_was_brought_back(leave, tmp_path):
    """It was opened, and undone: no file holds it, though it is not what the window shows."""
    leave("window.close()", tmp_path)
    own = str(tmp_path / "own")
    how = (
        f"from pathlib import Path; window.document.save(Path({own!r}));"
        " window.keeper.bring_back(kept.left(settings.kept_folder())[0].path);"
        " session = window.session; session.undo_stack.undo();"
        " assert not window.document.modified;"
        " os.kill(os.getpid(), signal.SIGTERM)"
    )
    done = leave(how, tmp_path)
    assert done.returncode == exit_code(signal.SIGTERM), done.stderr
    assert project_file.load(Path(done.stdout.strip())).snapshot.updates == 9


@ON_UNIX
def test_where_settings_cannot_be_kept_a_signal_leaves_training_elsewhere(leave, tmp_path):
    (tmp_path / "file").write_text("no folder")
    done = leave("os.kill(os.getpid(), signal.SIGTERM)", tmp_path, tmp_path / "file")
    assert done.returncode == exit_code(signal.SIGTERM)
    (kept,) = tmp_path.glob("netglow-*/kept.netglow")
    assert str(kept) in done.stderr
    assert project_file.load(kept).snapshot.updates == 9


@ON_UNIX
def test_where_nothing_can_be_kept_the_program_ends_all_the_same(leave, tmp_path):
    (tmp_path / "file").write_text("no folder")
    how = (
        "import tempfile; tempfile.tempdir = '/no/such/folder';os.kill(os.getpid(), signal.SIGTERM)"
    )
    done = leave(how, tmp_path, tmp_path / "file")
    assert done.returncode == exit_code(signal.SIGTERM)
    assert "your training is lost" in done.stderr
    assert "Traceback" not in done.stderr


@ON_UNIX
def test_two_signals_of_a_session_that_ends_count_as_one(leave, tmp_path):
    how = "os.kill(os.getpid(), signal.SIGTERM); os.kill(os.getpid(), signal.SIGHUP)"
    done = leave(how, tmp_path)
    assert done.returncode == exit_code(signal.SIGTERM), done.stderr
    assert project_file.load(Path(done.stdout.strip())).snapshot.updates == 9


@ON_UNIX
def test_the_good_bye_of_the_session_manager_is_heard(leave, tmp_path):
    # The signal's argument cannot be made here: that somebody listens has to do.
    heard = "QApplication.instance().receivers('2commitDataRequest(QSessionManager&)')"
    done = leave(f"print({heard}); window.close()", tmp_path)
    assert done.stdout.startswith("1\n"), done.stderr


def kept_updates():
    """What is offered at the next start, the newest first, by its updates."""
    left = kept.left(settings.kept_folder())
    return [project_file.load(one.path).snapshot.updates for one in left]


def learned(window, updates):
    """Have a window learn something; return its keeper."""
    window.session.set_snapshot(replace(window.session.snapshot, updates=updates))
    return window.findChild(Keeper)


def test_where_nobody_can_be_asked_training_is_kept_too(make_window):
    window = make_window()
    keep_somewhere(window.document, window.keeper)
    assert not window.keeper.path.exists()  # nothing was trained
    keep_somewhere(window.document, learned(window, 9))
    assert project_file.load(window.keeper.path).snapshot.updates == 9
    assert kept_updates() == []  # the window lives


def test_what_is_put_elsewhere_has_all_runs(make_window, monkeypatch, tmp_path, saved):
    (tmp_path / "full").write_text("no folder")
    monkeypatch.setattr(settings, "kept_folder", lambda: tmp_path / "full" / "kept")
    (tmp_path / "spare").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "spare"))
    window = make_window()
    learned(window, 9)
    window.document.open(saved)
    keep_somewhere(window.document, window.keeper)
    (path,) = tmp_path.glob("spare/netglow-*/kept.netglow")
    assert sorted(one.run.snapshot.updates for one in load_runs(path).kept) == [9, 40]


@ON_UNIX
def test_what_nohup_ignores_stays_ignored(python, tmp_path):
    how = "os.kill(os.getpid(), signal.SIGHUP); window.close()"
    code = "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path)}
    program = WINDOW.format(leave=how).replace("code = app.run", code + "code = app.run")
    assert run_python("-c", program, env=environment, python=python).returncode == 0


SECOND = """
import os, signal
from core.signals import told_to_end
with told_to_end(lambda number: print(number, flush=True)):
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGINT)
    print("still there")
"""


@ON_UNIX
@pytest.mark.parametrize("second", ["SIGINT", "SIGTERM"])
def test_ctrl_c_or_the_same_signal_again_ends_at_once(second):
    done = run_python("-c", SECOND.replace("SIGINT", second))
    assert done.stdout == f"{int(signal.SIGTERM)}\n"
    assert done.returncode == -getattr(signal, second)


@ON_UNIX
def test_afterwards_signals_are_as_they_were():
    before = {name: signal.getsignal(getattr(signal, name)) for name in SIGNALS}
    with told_to_end(lambda _: None):
        assert signal.getsignal(signal.SIGINT) is not before["SIGINT"]
    assert {name: signal.getsignal(getattr(signal, name)) for name in SIGNALS} == before


BACKEND = """
import os, signal, sys
from core.backend import pipes, process
def take():
    for one in (signal.SIGINT, signal.SIGHUP):
        os.kill(os.getpid(), one)
    print("still there", file=sys.stderr, flush=True)
    os._exit(0)
pipes.take_stdout = take
process.main()
"""


@ON_UNIX
def test_the_backend_leaves_the_terminals_signals_to_the_window():
    done = run_python("-c", BACKEND)
    assert (done.returncode, done.stderr) == (0, "still there\n")


# Closing, where what is left cannot be kept


@pytest.fixture
def unkept(make_window, monkeypatch, tmp_path):
    """A window that has learned something, closed while its settings have no room."""
    (tmp_path / "full").write_text("no folder")
    monkeypatch.setattr(settings, "kept_folder", lambda: tmp_path / "full" / "kept")
    window = make_window()
    window.session.set_snapshot(replace(window.session.snapshot, updates=9))
    window.close()
    assert window.isVisible()
    return window


def press(window, name):
    window.findChild(QAbstractButton, name).click()


def test_the_user_is_told_what_could_not_be_kept(unkept):
    box = unkept.findChild(QMessageBox, "keepBox")
    assert box.isVisible()
    assert "could not keep your training" in box.text()
    assert "full" in box.informativeText()
    assert not box.isModal()
    box.close()
    assert unkept.isVisible()
    assert unkept.session.snapshot.updates == 9


def test_asked_again_the_question_is_not_asked_twice(unkept):
    unkept.close()
    assert len(unkept.findChildren(QMessageBox, "keepBox")) == 1


def test_whatever_fails_the_window_asks(make_window, monkeypatch):
    def fail(*_):
        raise MemoryError("no room")

    window = make_window()
    window.session.set_snapshot(replace(window.session.snapshot, updates=9))
    with monkeypatch.context() as patch:
        patch.setattr(project_file, "save", fail)
        window.close()
        assert window.isVisible()
        assert window.findChild(QMessageBox, "keepBox").isVisible()


def test_what_another_window_has_left_stays(make_window, monkeypatch):
    assert kept.MOST == 10
    monkeypatch.setattr(kept, "MOST", 3)
    for step in range(1, 6):
        window = make_window()
        learned(window, step)
        window.close()
    assert kept_updates() == [5, 4, 3]


def test_what_is_kept_already_is_not_kept_twice(make_window, monkeypatch):
    window = make_window()
    learned(window, 9)
    keep_somewhere(window.document, window.keeper)  # the session's good-bye, and then the end
    before = window.keeper.path.stat()
    window.close()
    assert window.keeper.path.stat().st_mtime_ns == before.st_mtime_ns
    assert kept_updates() == [9]


def test_where_there_is_no_room_what_was_left_stays_on_offer(make_window, monkeypatch):
    window = make_window()
    learned(window, 3)
    window.close()

    def fail(path, data):
        raise OSError(28, "No space left on device", str(path))

    window = make_window()
    learned(window, 9)
    with monkeypatch.context() as patch:
        patch.setattr(files, "write", fail)
        window.close()
    assert window.isVisible()
    assert kept_updates() == [3]


def test_the_user_may_keep_it_elsewhere(unkept, qtbot, tmp_path):
    press(unkept, "keepElsewhere")
    dialog = unkept.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "kept"))
    dialog.close()
    unkept.document.wait()
    assert project_file.load(tmp_path / "kept.netglow").snapshot.updates == 9
    qtbot.waitUntil(lambda: not unkept.isVisible())


def test_where_that_fails_too_the_window_stays_and_offers_another_place(unkept, qtbot, tmp_path):
    press(unkept, "keepElsewhere")
    dialog = unkept.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "kept"))
    dialog.close()
    unkept.document.wait()
    qtbot.waitUntil(lambda: unkept.findChild(QFileDialog) is None)
    assert unkept.isVisible()
    assert "nowhere" in unkept.findChild(QMessageBox, "errorBox").text()
    press(unkept, "remedyButton")
    dialog = unkept.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "kept"))
    dialog.close()
    unkept.document.wait()
    assert (tmp_path / "kept.netglow").exists()
    qtbot.waitUntil(lambda: not unkept.isVisible())


def test_the_user_may_leave_without(unkept, qtbot):
    press(unkept, "leaveUnsaved")
    qtbot.waitUntil(lambda: not unkept.isVisible())


def test_a_save_that_fails_leaves_the_training_on_offer(make_window, tmp_path):
    window = make_window()
    window.session.set_snapshot(replace(window.session.snapshot, updates=9))
    path = tmp_path / "read-only.netglow"
    path.write_bytes(b"other work")
    path.chmod(0o444)
    window.actions_by_name["saveAsAction"].trigger()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    window.document.wait()
    assert "read-only" in window.findChild(QMessageBox, "errorBox").text()
    assert path.read_bytes() == b"other work"
    assert window.isWindowModified()
    assert window.document.path is None
    assert window.findChild(QAbstractButton, "remedyButton").text() == "Save as …"


# The command line


WORDS = ("--network", "256-10", "--device", "CPU", "--epochs", "0.01", "--json", "--save")


def test_ctrl_c_before_anything_was_trained_saves_nothing(tmp_path, monkeypatch, train_here):
    @contextlib.contextmanager
    def told_at_once(then):
        then(signal.SIGINT)
        yield

    monkeypatch.setattr(train, "told_to_end", told_at_once)
    path = tmp_path / "good.netglow"
    path.write_bytes(b"what was there before")
    code, said = train_here(*WORDS, path)
    assert code == exit_code(signal.SIGINT), said.err
    assert "nothing is saved" in said.err
    assert path.read_bytes() == b"what was there before"


def test_a_network_that_cannot_be_saved_is_kept_where_it_can(tmp_path, monkeypatch, train_here):
    real = files.write

    def write(path, data):
        if "full" in path.name:
            raise OSError(28, "No space left on device", str(path))
        real(path, data)

    monkeypatch.setattr(files, "write", write)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "spare"))
    (tmp_path / "spare").mkdir()
    path = tmp_path / ("full" + "x" * 180)
    code, said = train_here(*WORDS, path)
    assert code == 2
    (kept,) = tmp_path.glob("spare/netglow-*/kept.netglow")
    assert str(kept) in said.err
    assert "No space left" in said.err
    assert project_file.load(kept).snapshot.updates > 0
    assert '"epochs"' in said.out
    assert not path.exists()


@ON_UNIX
def test_ctrl_c_saves_what_was_trained(tmp_path):
    path = tmp_path / "kept.netglow"
    ours, terminal = os.openpty()
    with subprocess.Popen(
        [
            sys.executable, "-m", "gui", "train", "--network", "256-10", "--epochs", "100000",
            "--save", str(path), "--device", "CPU", "--json",
        ],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=terminal,
    ) as process:  # fmt: skip
        os.close(terminal)
        said = b""
        while b"epoch" not in said:  # the bar: training goes on
            said += os.read(ours, 1 << 16)
        process.send_signal(signal.SIGINT)
        result, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == exit_code(signal.SIGINT)
    assert project_file.load(path).snapshot.updates > 0
    assert b'"epochs"' in result


@pytest.mark.parametrize("loaded", [True, False])
def test_python_does_not_put_away_what_tensorflow_uses(loaded):
    """Its threads crash the process, now and then, that goes on to Python's own end."""
    code = f"""
import atexit, sys
from gui import __main__
sys.stdout = open(1, "w", closefd=False)  # which keeps back what is printed
sys.modules.update({"tensorflow=sys" if loaded else ""})
atexit.register(print, "Python's own end")
__main__.main = lambda: print("said") or 2
__main__.run_program()
"""
    result = run_python("-c", code)
    assert result.returncode == 2
    assert result.stdout.splitlines() == ["said"] + ["Python's own end"] * (not loaded)
