"""How the program starts: from a desktop, as a command, and what the window leaves for later."""

import contextlib
import gc
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from core import identity, project_file
from core.experiment import Experiment
from core.heavy_imports import heavy_imports
from core.history import History
from core.network import Layer, Network
from core.parameters import initialise
from core.run import Run
from core.snapshot import Snapshot
from gui import __main__ as program
from gui import app
from gui.backend_link import BackendLink
from gui.backend_state import BackendState
from gui.icons import icon
from gui.panels.loss_panel import LossPanel
from gui.session import Session
from gui.walk.panel import WalkthroughPanel
from tests.processes import run_python


@pytest.fixture
def saved(tmp_path):
    """A saved network of 256-10."""
    network = Network(256, (Layer(10, "softmax"),))
    path = tmp_path / "saved.netglow"
    project_file.save(path, Run(Experiment(network), Snapshot(initialise(network, 0)), History()))
    return path


# From a desktop, where nobody reads what a terminal would say


@pytest.fixture
def opened(monkeypatch):
    """What the window would be opened with."""
    calls = []
    monkeypatch.setattr(app, "run", lambda *arguments: calls.append(arguments) or 0)
    return calls


def test_a_file_is_opened_from_the_desktop(opened, saved):
    assert program.main(["--desktop", str(saved)]) == 0
    ((project, path, device, trouble),) = opened
    assert (path, device, trouble) == (saved, "", None)
    assert project.run.experiment.network.inputs == 256


@pytest.mark.parametrize("content", [None, b"broken"])
def test_what_is_wrong_with_a_file_is_told_in_the_window(opened, tmp_path, capsys, content):
    path = tmp_path / "wrong.netglow"
    if content:
        path.write_bytes(content)
    assert program.main(["--desktop", str(path)]) == 0
    ((project, shown, _, trouble),) = opened
    assert (project, shown) == (None, None)
    assert "wrong.netglow" in str(trouble)
    assert capsys.readouterr() == ("", "")
    # Where there is a terminal, it is told there, and no window opens.
    assert program.main([str(path)]) == 2
    assert "wrong.netglow" in capsys.readouterr().err
    assert len(opened) == 1


def test_what_is_wrong_with_the_runs_beside_is_told_in_the_window_too(opened, saved):
    with zipfile.ZipFile(saved, "a") as archive:
        archive.writestr("runs.json", b"{")
    assert program.main(["--desktop", str(saved)]) == 0
    ((project, _, _, trouble),) = opened
    assert project is None
    assert "its runs.json is wrong" in str(trouble)


def test_a_windowed_program_of_windows_tells_it_in_the_window_too(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert program.main([str(tmp_path / "nothing.netglow")]) == 0
    assert "nothing.netglow" in str(opened[0][3])


# In a process of its own: there is one application in a process.
OPEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from gui import app

def watch(window):
    def go_on():
        application = QApplication.instance()
        print(window.isVisible(), window.findChild(QMessageBox, "errorBox").text())
        application.sendEvent(application, QFileOpenEvent(sys.argv[1]))
        finish()

    def finish():
        if window.document.opening:  # in a thread
            QTimer.singleShot(1, finish)
            return
        print(window.document.path.name, window.session.experiment.network.title)
        window.close()

    QTimer.singleShot(0, go_on)

print(app.run(trouble=ValueError("The file is broken."), watch=watch))
"""


def test_the_window_tells_trouble_and_opens_what_the_desktop_asks_for(saved):
    done = run_python("-c", OPEN, saved)
    said = ["True The file is broken.", "saved.netglow 256-10", "0"]
    assert done.stdout.splitlines() == said, done.stderr


# The installed program


def test_windows_has_a_second_program_for_the_backend(monkeypatch, tmp_path):
    windowed = tmp_path / f"{identity.WINDOW_PROGRAM}.exe"
    monkeypatch.setattr(sys, "executable", str(windowed))
    assert identity.console_program() == windowed
    monkeypatch.setattr(sys, "platform", "win32")
    assert identity.console_program() == tmp_path / f"{identity.PROGRAM}.exe"


# What waits until the window is open


def test_charts_and_the_pages_of_a_walk_are_made_when_tensorflow_is_there(qtbot):
    window = app.create_window()
    qtbot.addWidget(window)
    window.show()
    plot, panel = window.findChild(LossPanel), window.findChild(WalkthroughPanel)
    assert window.session.backend.phase == "loading"
    assert (plot.charts, panel.page) == (None, None)
    assert window.findChild(QWidget, "walkHint") is not None
    window.session.set_backend(BackendState("ready"))
    assert plot.charts is not None
    assert panel.page is not None
    window.close()


def test_charts_are_made_for_a_curve_without_tensorflow(qtbot):
    session = Session()
    plot = LossPanel(session)
    qtbot.addWidget(plot)
    assert plot.charts is None
    session.set_snapshot(Snapshot(session.snapshot.parameters, updates=1))
    assert plot.charts is not None


def test_opening_the_window_loads_neither_charts_nor_maps_nor_tensorflow():
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; qt = QApplication([]);"
        "from gui.app import create_window; window = create_window(); window.show();"
        "print([name for name in ('pyqtgraph', 'scipy', 'tensorflow', 'tomllib', 'gui.walk.page',"
        " 'gui.maps.model', 'gui.maps.curve_view', 'gui.time_bar.row')"
        " if name in sys.modules]); window.close()"
    )
    done = run_python("-c", code)
    assert done.stdout == "[]\n", done.stderr


# Somebody's script, with an application of its own.
SCRIPT = """
import gc
import subprocess
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.app import create_window

application = QApplication([])
windows = [create_window(), create_window()]
print(application.style().name(), gc.isenabled(), len(application.findChildren(QTimer)))
"""


def test_any_application_gets_the_style_and_sees_to_memory_once(monkeypatch):
    monkeypatch.setenv("QT_STYLE_OVERRIDE", "windows")
    done = run_python("-c", SCRIPT)
    assert done.stdout.split() == ["fusion", "False", "2"], done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--empty"], ["painted"]),
        (["--until", "painted"], ["painted"]),
        (["--until", "edges"], ["painted", "edges"]),
        ([], ["painted", "edges", "ready"]),
    ],
)
def test_startup_says_what_has_come_and_closes(words, said):
    done = run_python("-m", "gui", "startup", *words, timeout=200)
    assert (done.returncode, done.stdout.split()) == (0, said), done.stderr
    assert "Traceback" not in done.stderr  # closed at any moment, nothing goes on painting


# PySide6 reads the source of every module that is imported after it, unless it is kept from it.
LATE = """
import builtins, enum, linecache, sys
pythons_import = builtins.__import__
from gui import app
from PySide6.QtWidgets import QApplication

qt = QApplication([])
window = app.create_window()
window.show()
qt.processEvents()
print(len([name for name in sys.modules if name.startswith("numpy.")]) > 50)
print(len([name for name in sys.modules if name.startswith("gui.")]) > 50)
rooms = ("numpy", "gui", "typing.py")
read = [name.replace("\\\\", "/") for name in linecache.cache if not name.endswith("__init__.py")]
print([name for name in read if set(rooms) & set(name.split("/"))])
known, ahead = set(), [enum.Enum]
while ahead:
    known.update(one.__qualname__ for one in ahead)
    ahead = [below for one in ahead for below in one.__subclasses__()]
print("QFrame.Shape" in known, "QLCDNumber.SegmentStyle" in known, "QAccessible.Role" in known)
print(builtins.__import__ is pythons_import)
try:
    window.resize("large")
except TypeError as error:  # PySide6 says it as it always does
    print("Supported signatures" in str(error))
window.close()
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="it counts a process's threads")
def test_numpy_computes_in_one_thread():
    code = "import os, gui.app, numpy; numpy.ones((512, 512)) @ numpy.ones((512, 512));"
    code += "print(len(os.listdir('/proc/self/task')))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "1"


def test_no_source_is_read_while_the_window_opens_and_no_other_kind_of_widget_prepared():
    done = run_python("-c", LATE)
    assert done.stdout.split() == [
        *("True", "True", "[]"),
        *("True", "False", "False"),
        *("True", "True"),
    ], done.stderr


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("enabled", [False, True])
def test_garbage_is_not_searched_for_while_modules_load(monkeypatch, fails, enabled):
    switched = []
    monkeypatch.setattr(gc, "isenabled", lambda: enabled)
    for name in ("enable", "disable", "freeze"):
        monkeypatch.setattr(gc, name, lambda name=name: switched.append(name))
    with contextlib.suppress(ImportError), heavy_imports():
        assert switched == ["disable"]
        if fails:
            raise ImportError
    assert switched == ["disable", "freeze"] + ["enable"] * enabled


def test_the_backend_of_a_window_that_is_never_painted_starts_all_the_same(qtbot, monkeypatch):
    started = []
    monkeypatch.setattr(BackendLink, "start", lambda link: started.append(link))
    assert app.BACKEND_WAITS_AT_MOST <= 1000
    monkeypatch.setattr(app, "BACKEND_WAITS_AT_MOST", 50)
    window = app.create_window(backend_waits=True)
    qtbot.addWidget(window)
    assert not started
    qtbot.waitUntil(lambda: len(started) == 1)


def test_the_backend_starts_once_after_the_first_painting(qapp, qtbot, monkeypatch):
    started = []
    monkeypatch.setattr(BackendLink, "start", lambda link: started.append(link))
    monkeypatch.setattr(app, "BACKEND_WAITS", 0)
    monkeypatch.setattr(app, "BACKEND_WAITS_AT_MOST", 1_000_000)
    window = app.create_window(backend_waits=True)
    qtbot.addWidget(window)
    diagram = window.findChild(app.Diagram)
    with qtbot.waitSignal(diagram.painted):
        window.show()
    qtbot.waitUntil(lambda: len(started) == 1)
    with qtbot.waitSignal(diagram.painted):
        diagram.update()
    qapp.processEvents()
    assert len(started) == 1


# Icons are drawn when they are seen


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_an_icon_is_drawn_at_the_size_that_is_asked_for(qapp, ratio):
    drawn = icon("train", "#ff0000").pixmap(QSize(20, 20), ratio)
    assert drawn.size() == QSize(20, 20) * ratio
    image = drawn.toImage()
    colours = {image.pixelColor(x, y).name() for x in range(20) for y in range(20)}
    assert "#ff0000" in colours
    assert image.pixelColor(0, 0).alpha() == 0


def test_a_disabled_icon_is_faint_and_a_copy_is_alike(qapp):
    one = icon("train", "#ff0000")
    copy = QIcon(one)

    def ink(which, mode):
        image = which.pixmap(QSize(24, 24), 1.0, mode).toImage()
        return sum(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))

    strong, faint = ink(one, QIcon.Mode.Normal), ink(one, QIcon.Mode.Disabled)
    assert 0.3 < faint / strong < 0.5  # where strokes lie on each other they add up
    assert ink(copy, QIcon.Mode.Normal) == strong
