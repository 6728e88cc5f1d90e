"""What holds for every test: no display, no settings of the person at the keyboard, no chatter."""

import atexit
import contextlib
import functools
import gc
import importlib
import itertools
import os
import shutil
import signal
import sys
import tempfile
from importlib import metadata

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

import gui.before_qt  # noqa: F401 - as in the program, before NumPy and Qt

# Before Qt and TensorFlow are imported, and for the child processes of tests.
HOME = tempfile.mkdtemp(prefix="netglow-tests-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = HOME
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# A shell has what it starts in the background ignore Ctrl+C, and so would the child processes.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A shared machine makes any deadline a lie; CI repeats the same examples.
settings.register_profile("netglow", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("netglow")

FLAGS = "XLA_FLAGS"
# Without its newest emitters, and one module as a whole: the same bits, computed more slowly.
COMPILING_QUICKLY = "--xla_cpu_use_fusion_emitters=false --xla_cpu_parallel_codegen_split_count=1"

# Those that take longest, to begin with: no long one is left when all others are done.
LONG_FILES = (
    "test_real_backend.py",
    "test_commands.py",
    "test_diagram_picture.py",
    "test_diagram_screens.py",
    "test_recognition.py",
    "test_window.py",
    "test_trainer.py",
    "test_link_by_hand.py",
    "test_lost_backend.py",
    "test_undo_window.py",
    "test_keeping.py",
    "test_real_health.py",
    "test_worker_end.py",
    "test_control_window.py",
    "test_frozen.py",
    "test_freezing.py",
    "test_diagram_growing.py",
    "test_dialogs.py",
    "test_leaving.py",
    "test_one_frame.py",
    "test_walk_window.py",
    "test_devices.py",
    "test_starting.py",
    "test_pseudo_language.py",
    "test_text_size.py",
    "test_slow_motion.py",
    "test_faces.py",
    "test_output.py",
    "test_worker.py",
    "test_activations.py",
    "test_room.py",
    "test_ready_training.py",
    "test_trainer_batch.py",
    "test_own_entries.py",
    "test_walk_words.py",
    "test_walk_formats.py",
    "test_settings.py",
    "test_crew.py",
    "test_backend_process.py",
    "test_trainer_bits.py",
    "test_sweep_command.py",
    "test_diagram_view.py",
    "test_trim_symbols.py",
    "test_made_update.py",
    "test_control.py",
    "test_race_window.py",
    "test_trainer_drawn.py",
    "test_jobs.py",
    "test_keys.py",
    "test_trainer_tasks.py",
    "test_saving.py",
    "test_image_file.py",
    "test_typed_numbers.py",
    "test_propagation.py",
    "test_walkthrough.py",
    "test_fuzz.py",
    "test_decision_map.py",
    "test_loss_panel.py",
    "test_own_input.py",
    "test_ink.py",
    "test_optimizers.py",
)


def pytest_collection(session):
    """There is no garbage while tests are collected, and in what was, none is looked for later."""
    gc.disable()
    _share_out_rewriting(session.config)


def _share_out_rewriting(config):
    """Have processes that collect the same files rewrite the asserts of different ones.

    Each keeps what it has rewritten beside the tests, for the others and for the next time. In a
    new clone that takes longer than all else of collecting, and all would do all of it, in step.
    """
    worker, folder = getattr(config, "workerinput", None), config.rootpath / "tests"
    if not worker or sys.dont_write_bytecode or config.args not in (["tests"], [str(folder)]):
        return
    files = sorted(folder.glob("test_*.py"))
    count, own = worker["workercount"], int(worker["workerid"].removeprefix("gw"))
    for path in files[own * len(files) // count :]:
        # What is wrong with one is told where it is collected.
        with contextlib.suppress(Exception, pytest.skip.Exception):
            importlib.import_module(f"tests.{path.stem}")


def pytest_collection_modifyitems(items):
    """The long files come first; within each, and after them, all stays as it is."""
    place = {name: number for number, name in enumerate(LONG_FILES)}
    items.sort(key=lambda item: place.get(item.path.name, len(place)))


def pytest_collection_finish():
    """Garbage is looked for again."""
    _compile_quickly()
    gc.freeze()
    gc.enable()


def _compile_quickly():
    """Have XLA compile in this process, and in no child of it, in little more than half the time.

    Hardly a test trains for long. Backends, forked ones too, compile as the program does, and what
    they have come to is compared bit for bit with trainers of this process (test_real_backend.py,
    say); those of windows, which are tested for the windows' sake, compile quickly as well.
    Who sets XLA_FLAGS, if only to nothing, has the tests do that everywhere.
    """
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is None or not _knows_flags():
        return
    os.environ[FLAGS] = COMPILING_QUICKLY
    # It reads them once, when it compiles first.
    tensorflow.function(lambda: tensorflow.constant(0.0), jit_compile=True)()
    del os.environ[FLAGS]


def _knows_flags():
    """Whether XLA may be given COMPILING_QUICKLY: a flag that it does not know ends the process."""
    return FLAGS not in os.environ and metadata.version("tensorflow").startswith("2.21.")


@pytest.fixture(scope="session")
def qapp_cls():
    """The program's own application, which also collects the garbage of the tests."""
    from gui.qt_application import Application

    return Application


class _Bot(QtBot):
    """Looks soon whether what is waited for has come, and every 10 ms where it takes longer."""

    _pauses = iter(())  # ms, in place of those

    def waitUntil(self, callback, *, timeout=5000):  # noqa: N802 - as pytest-qt calls it
        self._pauses = itertools.chain([1] * 5, [2] * 5, [5] * 5)
        try:
            super().waitUntil(callback, timeout=timeout)
        finally:
            self._pauses = iter(())

    def wait(self, ms):
        super().wait(next(self._pauses, ms))


@pytest.fixture
def qtbot(qapp, request):
    """pytest-qt's, but for how often it looks: most of what is waited for is a turn away."""
    return _Bot(request)


@pytest.fixture(autouse=True)
def _fresh_settings(request):
    """Every test of the window starts without settings, and with the mouse beside it."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        return
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QCursor

    from gui import settings, theme

    request.getfixturevalue("_in_english")
    # Whatever the test before has left.
    theme.set_text_size(100)
    QCursor.setPos(5000, 5000)  # a panel under the mouse stays in front
    folder = request.getfixturevalue("tmp_path")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    settings.keep_in(folder)


@pytest.fixture(scope="session")
def _in_english(qapp):
    """Texts with a count in them have their forms, in tests of single widgets too."""
    from gui.translation import speak

    speak("en")


@pytest.fixture
def marked(qapp):
    """All that a translator is asked for stands in quotes: «Train»."""
    from PySide6.QtCore import QTranslator

    class Marking(QTranslator):
        def isEmpty(self):  # noqa: N802 - Qt calls it
            return False

        def translate(self, context, text, disambiguation=None, n=-1):
            return f"«{text}»"

    marking = Marking()
    qapp.installTranslator(marking)
    yield
    qapp.removeTranslator(marking)


@pytest.fixture
def session_of(qapp):
    """A function: layer sizes -> a session of such a network, an example chosen."""
    from gui import theme
    from tests import diagrams

    theme.apply("dark")
    sessions = []

    def make(*sizes, seed=0):
        sessions.append(diagrams.session_of(*sizes, seed=seed))
        return sessions[-1]

    return make


@pytest.fixture
def show(qtbot):
    """A function: session -> its diagram, shown with its edges painted."""
    from tests.diagrams import diagram_of

    def make(session, width=640, height=420):
        diagram = diagram_of(session)
        qtbot.addWidget(diagram)
        diagram.resize(width, height)
        diagram.show()
        diagram.wait_for_picture()
        return diagram

    return make


@pytest.fixture
def session(qapp):
    """A session of the first network."""
    from gui.session import Session

    return Session()


@pytest.fixture
def actions(qapp):
    """The actions that panels have buttons for."""
    from PySide6.QtGui import QAction

    return {name: QAction(name) for name in ("trainAction", "stepAction", "resetAction")}


@pytest.fixture
def training_rate(session):
    """The rate of the session's training."""
    from gui.rate import TrainingRate

    return TrainingRate(session, session)


@pytest.fixture
def examples(session):
    """The owner of the session's examples, which are the few of `tests.panels`."""
    from core import data
    from gui.examples import Examples
    from tests.panels import DATA

    def load(source):
        return DATA if source == DATA.source else data.load(source)

    return Examples(session, session, load=load)


@pytest.fixture
def show_panel(qtbot, session):
    """A function: a panel's class -> such a panel of the session, shown."""

    def make(panel_class, *arguments):
        panel = panel_class(session, *arguments)
        qtbot.addWidget(panel)
        panel.show()
        return panel

    return make


@pytest.fixture
def make_window(qtbot, monkeypatch):
    """A function: experiment (the first one, if none) -> its window; the backend says nothing.

    It is in front, and (width, height) large if there is a `size`.
    """
    from gui import app
    from tests.processes import silent_backend

    monkeypatch.setattr(app, "BackendProcess", silent_backend())

    def make(*experiment, size=None):
        window = _shown(qtbot, app.create_window(*experiment), size)
        # Shortcuts work in the active window alone.
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


@pytest.fixture(scope="module")
def _standing_window(qapp):
    from gui import app
    from gui.backend_process import BackendProcess
    from tests.processes import silent_backend

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(app, "BackendProcess", silent_backend())
        window = app.create_window()
    window.show()
    yield window
    window.findChild(BackendProcess).close()
    window.close()
    window.deleteLater()


@pytest.fixture
def lent_window(qtbot, _standing_window):
    """A window that tests of a file share, for it takes its time to open; the backend says nothing.

    Each has it with a new run of the first experiment. It may change the run, its file and the
    example, and leave dialogs open; all else it leaves as it was.
    """
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

    from core.experiment import Experiment
    from core.run import Run

    window, session = _standing_window, _standing_window.session
    backend = session.backend
    window.document.open_run(Run.start(Experiment()))
    window.actions_by_name["clearPadAction"].trigger()
    session.undo_stack.clear()
    assert (window.document.path, window.findChildren(QFileDialog)) == (None, [])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.close()
    session.set_training(False)
    session.set_backend(backend)
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [one for one in window.findChildren(QDialog) if one.isVisible()] == []


@pytest.fixture
def train_here(monkeypatch, capsys):
    """A function: arguments of train -> its exit code and what it printed.

    In this process, which has TensorFlow: another would take its seconds to load it.
    """
    from gui.__main__ import main

    monkeypatch.setenv("TF_NUM_INTRAOP_THREADS", "1")

    def train(*words):
        code = main(["train", *map(str, words)])
        return code, capsys.readouterr()

    return train


@pytest.fixture(scope="session")
def forked_backend(tmp_path_factory):
    """The command of a real backend that is forked from one that has loaded TensorFlow."""
    from core.backend.program import program
    from tests import forked

    if not forked.possible():
        yield program()
        return
    with forked.backends(tmp_path_factory.mktemp("forked") / "socket") as command:
        yield command


@pytest.fixture(scope="session")
def loaded_python(forked_backend):
    """The command of a Python that has loaded TensorFlow, and has computed nothing, for "-c"."""
    from tests import forked

    return forked_backend if forked.possible() else [sys.executable]


@pytest.fixture
def make_real_window(qtbot, monkeypatch, forked_backend):
    """A function: experiment -> its window, with the real backend, ready to train.

    It is forked, in a tenth of the time, and compiles quickly; `netglow self-test` is tested with
    one that is started and compiles as the program does.
    """
    from gui import app
    from gui.backend_process import BackendProcess

    forked = functools.partial(BackendProcess, forked_backend)
    monkeypatch.setattr(app, "BackendProcess", forked)
    if _knows_flags():
        monkeypatch.setenv(FLAGS, COMPILING_QUICKLY)

    def make(experiment, size=(1280, 800)):
        window = _shown(qtbot, app.create_window(experiment), size)
        qtbot.waitUntil(lambda: window.session.snapshot.test.loss > 0, timeout=120_000)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


def _shown(qtbot, window, size):
    from gui.backend_process import BackendProcess

    qtbot.addWidget(window, before_close_func=lambda ended: ended.findChild(BackendProcess).close())
    if size:
        window.resize(*size)
    window.show()
    return window


@pytest.fixture
def saved(tmp_path):
    """A file with a small network."""
    from core.project_file import save
    from tests.saved import small_project

    save(path := tmp_path / "saved.netglow", small_project())
    return path


@pytest.fixture
def told(qapp, qtbot, monkeypatch):
    """A function that tells what a widget paints, in lines after its name; text is 12 px large.

    Its `lines` are those of all paintings so far, for `tests.kept`.
    """
    from PySide6.QtWidgets import QApplication

    from gui import theme
    from tests.recorder import painted_by, twelve

    before = QApplication.font()
    QApplication.setFont(twelve())
    theme.apply("dark")
    lines = []

    def tell(name, widget, *modules, size=None):
        qtbot.addWidget(widget)
        if size:
            widget.resize(*size)
        drawn = painted_by(widget, *modules, monkeypatch=monkeypatch)
        lines.extend([f"== {name}", *drawn, ""])

    tell.lines = lines
    yield tell
    QApplication.setFont(before)
