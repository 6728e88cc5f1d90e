"""Displays: one that leads nowhere is told in a sentence, and what only draws goes on without."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from core import system_libraries
from core.experiment import Experiment
from core.history import History
from core.network import Layer, Network
from core.parameters import initialise
from core.project_file import save
from core.run import Run
from core.snapshot import Snapshot
from core.system_libraries import display_platform, no_display_sentence
from tests.processes import run_python

ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")
NOWHERE = [
    {"DISPLAY": ":4711"},
    {"DISPLAY": "nonsense"},
    {"DISPLAY": "localhost:4711"},
    {"DISPLAY": ":"},
    {"DISPLAY": "a..b:0"},
    {"DISPLAY": "localhost:99999999999999999999"},
    {"DISPLAY": ":0.\udcff"},
    {"WAYLAND_DISPLAY": "wayland-4711"},
    {"WAYLAND_DISPLAY": "/no/such/socket"},
    {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4711"},
    {"QT_QPA_PLATFORM": "xcb"},
    {"QT_QPA_PLATFORM": "wayland;xcb"},
    {"QT_QPA_PLATFORM": "no-such-platform"},
]
NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")


def environment(**display):
    """This environment with another display."""
    return {name: value for name, value in os.environ.items() if name not in NAMES} | display


@pytest.fixture
def saved(tmp_path):
    """A saved network of 256-10."""
    network = Network(256, (Layer(10, "softmax"),))
    path = tmp_path / "saved.netglow"
    save(path, Run(Experiment(network), Snapshot(initialise(network, 0)), History()))
    return path


@ON_LINUX
@pytest.mark.parametrize("display", NOWHERE, ids=lambda display: str(list(display.values())))
def test_a_display_that_leads_nowhere_is_none(display):
    given = environment(XDG_RUNTIME_DIR="/nowhere", **display)
    assert display_platform(given) is None
    sentence = no_display_sentence(given)
    name, value = next(iter(display.items()))
    assert f"{name} is {value}, which leads nowhere" in sentence


@ON_LINUX
@pytest.mark.parametrize("display", [NOWHERE[0], NOWHERE[4], NOWHERE[9]])
def test_the_window_says_so_and_ends(display):
    done = run_python("-m", "gui", env=environment(**display))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("netglow: There is no display to open a window on")
    assert done.stderr.count("\n") == 1


@ON_LINUX
@pytest.mark.parametrize("display", [NOWHERE[0], NOWHERE[9], {}])
def test_what_only_draws_goes_on_without(display, saved, tmp_path):
    given = environment(**display)
    picture = tmp_path / "network.png"
    done = run_python("-m", "gui", "render", saved, "-o", picture, "--size", "300x200", env=given)
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:enable_fonts", "vnc"])
def test_a_platform_without_a_display_is_taken_at_its_word(platform):
    assert display_platform({"QT_QPA_PLATFORM": platform}) == platform.partition(":")[0]


@ON_LINUX
def test_a_wayland_display_that_answers_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda name: ())
    given = {"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": ":4711"}
    assert display_platform(given) is None
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-1"))
        server.listen()
        assert display_platform(given) == "wayland"
        # By its whole path, too.
        whole = {"WAYLAND_DISPLAY": str(tmp_path / "wayland-1")}
        assert display_platform(whole) == "wayland"
    assert display_platform({"WAYLAND_SOCKET": "5", "WAYLAND_DISPLAY": "gone"}) == "wayland"


@ON_LINUX
def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(system_libraries, "PATIENCE_S", 0.2)
    with socket.socket() as server:
        for number in range(77, 177):  # any that is free
            try:
                server.bind(("localhost", 6000 + number))
                break
            except OSError:
                continue
        server.listen()
        assert display_platform({"DISPLAY": f"localhost:{number}"}) is None


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="there is no Xvfb here")
def test_an_x_display_that_answers_is_taken(monkeypatch):
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda name: ())
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        try:
            os.close(write)
            with os.fdopen(read) as number:
                display = f":{number.readline().strip()}"  # it says so when it is ready
            assert display_platform({"DISPLAY": display}) == "xcb"
            assert display_platform({"DISPLAY": f"{display}.0"}) == "xcb"
            gone = {"WAYLAND_DISPLAY": "gone", "XDG_RUNTIME_DIR": "/nowhere"}
            assert display_platform({"DISPLAY": display, **gone}) == "xcb"
        finally:
            server.terminate()
    assert display_platform({"DISPLAY": display}) is None


@ON_LINUX
def test_libraries_that_qt_lacks_are_a_sentence_too(monkeypatch):
    code = (
        "import sys; from core import system_libraries as it; from gui.__main__ import main;"
        "it.missing_libraries = lambda name: it.XCB[:1] * (name == 'xcb');"
        "it._answers = lambda *_: True; sys.exit(main([]))"
    )
    done = run_python("-c", code, env=environment(DISPLAY=":4711"))
    assert done.returncode == 2
    assert "Qt's system libraries are missing: libX11-xcb.so.1" in done.stderr
    assert done.stderr.count("\n") == 1
