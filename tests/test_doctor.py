"""`netglow doctor`, the version, and the table of Qt's system libraries."""

import argparse
import json
import sys
import tomllib
import types
from pathlib import Path

import pytest

from core import system_libraries
from core.commands import doctor
from core.version import VERSION

ROOT = Path(__file__).parents[1]
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux libraries")


@pytest.fixture
def devices(monkeypatch):
    """A stand-in for the module that asks TensorFlow, which takes seconds."""
    module = types.SimpleNamespace(
        list_devices=lambda: (types.SimpleNamespace(name="CPU", title="this processor"),),
        built_with_cuda=lambda: False,
        gpu_problem=lambda: None,
    )
    monkeypatch.setitem(sys.modules, "core.backend.devices", module)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return module


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    doctor.add_arguments(parser)
    return doctor.run(parser.parse_args(words))


def test_json_is_one_object_and_all_there_is_on_stdout(devices, capsys):
    devices.gpu_problem = lambda: print("chatter")
    assert run("--json") == 0
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert report["netglow"] == VERSION
    assert all(report["packages"].values())
    assert report["devices"] == [{"name": "CPU", "title": "this processor"}]
    assert report["qt"]["platform"] == "offscreen"
    assert report["problems"] == []
    assert "chatter" in printed.err


def test_person_reads_what_there_is(devices, capsys):
    devices.gpu_problem = lambda: "The GPU has no driver."
    assert run() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Netglow", f"{VERSION},", "run", "from", "source"]
    assert lines[-2:] == ["The GPU has no driver.", "Nothing is missing."]


def test_missing_package_is_reported(devices, monkeypatch, capsys):
    monkeypatch.setitem(doctor.PACKAGES, "TensorFlow", ("no-such-package", "nor-this"))
    assert run("--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["packages"]["TensorFlow"] is None
    assert report["devices"] == []
    assert report["problems"][0].startswith("TensorFlow is missing. Install it with")


def test_broken_tensorflow_is_reported(devices, capsys):
    def broken():
        raise ImportError("wrong processor")

    devices.list_devices = broken
    assert run() == 1
    assert "TensorFlow does not work: ImportError: wrong processor" in capsys.readouterr().out


def test_missing_libraries_are_reported_with_their_packages(devices, monkeypatch, capsys):
    monkeypatch.setattr(
        system_libraries, "missing_libraries", lambda platform: system_libraries.XCB[1:3]
    )
    assert run("--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["qt"]["missing"] == ["libxcb-cursor.so.0", "libxcb-icccm.so.4"]
    assert "libxcb-icccm.so.4" in report["problems"][0]


@pytest.mark.parametrize(
    ("tool", "uid", "command"),
    [
        ("apt-get", 0, "with: apt-get install libxcb-cursor0 libxcb-icccm4"),
        ("apt-get", 1000, "with: sudo apt-get install libxcb-cursor0 libxcb-icccm4"),
        ("dnf", 1000, "with: sudo dnf install xcb-util-cursor xcb-util-wm"),
        ("zypper", 1000, "your system's packages"),
    ],
)
def test_one_line_brings_the_libraries(monkeypatch, tool, uid, command):
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: name == tool)
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: uid, raising=False)
    assert command in system_libraries.missing_sentence(system_libraries.XCB[1:3])


@pytest.mark.parametrize(
    ("environment", "lacking", "platform"),
    [
        ({}, [], None),
        ({"DISPLAY": ":0"}, [], "xcb"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, [], "wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["wayland"], "xcb"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:enable_fonts"}, [], "offscreen"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, ["wayland", "xcb"], "xcb"),
    ],
)
def test_platform_of_the_window(monkeypatch, environment, lacking, platform):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda name: name in lacking)
    assert system_libraries.window_platform(environment) == platform


@ON_LINUX
@pytest.mark.parametrize("platform", ["offscreen", "xcb", "wayland"])
def test_table_names_every_library_that_qt_lacks_here(platform):
    problems = list(doctor.load_problems(platform))
    assert not problems or system_libraries.missing_libraries(platform)


@ON_LINUX
def test_platform_that_does_not_exist_does_not_load():
    assert "libqfancy.so" in next(doctor.load_problems("fancy"))


def test_version_is_that_of_pyproject():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert declared["project"]["version"] == VERSION
