"""packaging/dev.py: what it installs, when, and what it runs then."""

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from core import system_libraries
from tests.conftest import LONG_FILES, pytest_collection_modifyitems

ROOT = Path(__file__).parents[1]
DEV = ROOT / "packaging" / "dev.py"
PYPROJECT = """
[project]
dependencies = ["numpy"]
[project.optional-dependencies]
dev = ["pytest"]
gpu = ["tensorflow[and-cuda]"]
"""


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """The module on an empty project; what it would run is noted in `dev.ran` and succeeds."""
    spec = importlib.util.spec_from_file_location("dev", DEV)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT, module.VENV = tmp_path, tmp_path / ".venv"
    module.PYTHON = module.VENV / "bin" / "python"
    module.STAMP = module.VENV / "netglow.json"
    module.CONSTRAINTS = tmp_path / "constraints.txt"
    module.CONSTRAINTS.write_text("numpy==1\n")
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    module.ran, module.pip_exit_code = [], 0

    def call(command, stdout=None):
        assert stdout is sys.stderr
        words = [str(word) for word in command]
        if words[1:3] == ["-m", "venv"]:
            module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            module.PYTHON.touch()
            module.PYTHON.with_name("pip").touch()
            (module.VENV / "pyvenv.cfg").write_text(f"home = /\nversion = {module.HERE}.1\n")
            module.ran.append("venv")
            return 0
        module.ran.append(" ".join(words[words.index(str(module.CONSTRAINTS)) + 1 :]))
        return module.pip_exit_code

    def become(command, environment, folder=None):
        module.ran.append(" ".join(map(str, command[1:])))
        module.platform = environment.get("QT_QPA_PLATFORM")
        module.compiled = "PYTHONDONTWRITEBYTECODE" not in environment
        return 7

    monkeypatch.setattr(module.subprocess, "call", call)
    monkeypatch.setattr(module, "become", become)
    monkeypatch.setattr(module, "system_libraries", lambda: system_libraries)
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda platform: ())
    return module


@pytest.fixture
def no_display(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_first_run_makes_the_environment_and_later_ones_leave_it(dev):
    assert dev.main(["test", "-k", "loss", "--json"]) == 7
    shared_out = " ".join(dev.SHARED_OUT)
    assert dev.ran == ["venv", "--quiet numpy pytest", f"-m pytest {shared_out} -k loss --json"]
    dev.ran.clear()
    assert dev.main(["run", "train", "--help"]) == 7
    assert dev.ran == ["-P -m gui train --help"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("constraints.txt", "1", "2"), ("pyproject.toml", "numpy", "scipy")],
)
def test_changed_requirements_are_installed(dev, file, old, new):
    dev.main(["install"])
    dev.ran.clear()
    path = dev.ROOT / file
    path.write_text(path.read_text().replace(old, new))
    assert dev.main(["install"]) == 0
    assert len(dev.ran) == 1
    assert dev.main(["install"]) == 0
    assert len(dev.ran) == 1


def test_failed_install_stops_and_is_tried_again(dev, capsys):
    dev.pip_exit_code = 1
    assert dev.main(["run", "train"]) == 1
    assert "could not be installed" in capsys.readouterr().err
    dev.pip_exit_code = 0
    assert dev.main(["run", "train"]) == 7
    quiet = "--quiet numpy pytest"
    assert dev.ran == ["venv", quiet, quiet, "-P -m gui train"]


def test_gpu_stays_asked_for(dev, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    dev.main(["install", "--gpu"])
    dev.CONSTRAINTS.write_text("numpy==2\n")
    dev.main(["install"])
    assert dev.ran[1:] == ["--quiet numpy pytest tensorflow[and-cuda]"] * 2


def test_gpu_is_refused_where_tensorflow_has_none(dev, monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "win32")
    assert dev.main(["install", "--gpu"]) == 2
    assert "Linux only" in capsys.readouterr().err
    assert dev.ran == []


def test_environment_of_another_python_is_made_anew(dev):
    dev.main(["install"])
    (dev.VENV / "pyvenv.cfg").write_text("version = 3.9.2\n")
    dev.ran.clear()
    dev.main(["install"])
    assert dev.ran == ["venv"]


@pytest.mark.parametrize("file", ["bin/python", "bin/pip", "pyvenv.cfg"])
def test_environment_cut_short_is_made_anew(dev, file):
    dev.main(["install"])
    (dev.VENV / file).unlink()
    dev.ran.clear()
    dev.main(["install"])
    assert dev.ran[0] == "venv"


def test_processes_of_tests_share_what_one_has_compiled(dev, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    dev.main(["run", "train"])
    assert not dev.compiled  # as it was asked for
    dev.main(["test"])
    assert dev.compiled


def test_the_long_files_of_tests_are_there_and_come_first(dev):
    assert "--no-loadscope-reorder" in dev.SHARED_OUT
    files = [path.name for path in Path(__file__).parent.glob("test_*.py")]
    assert set(LONG_FILES) <= set(files)
    items = [SimpleNamespace(path=Path(name)) for name in sorted(files)]
    pytest_collection_modifyitems(items)
    names = [item.path.name for item in items]
    assert names == [*LONG_FILES, *sorted(set(files) - set(LONG_FILES))]


def test_without_a_display_run_is_the_self_test(dev, no_display, capsys):
    assert dev.main(["run"]) == 7
    assert dev.ran[-1] == "-P -m gui self-test"
    assert dev.platform == "offscreen"
    assert "no display" in capsys.readouterr().err


def test_with_a_display_run_opens_the_window(dev, no_display, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    assert dev.main(["run"]) == 7
    assert dev.ran[-1] == "-P -m gui"
    assert dev.platform is None


def test_missing_libraries_stop_the_window_and_not_commands(dev, no_display, monkeypatch, capsys):
    monkeypatch.setattr(
        system_libraries, "missing_libraries", lambda platform: system_libraries.XCB[:1]
    )
    assert dev.main(["run"]) == 1
    assert dev.main(["test"]) == 1
    assert "libX11-xcb.so.1" in capsys.readouterr().err
    assert dev.ran == []
    assert dev.main(["run", "doctor"]) == 7


def test_system_packages_are_named(dev, monkeypatch, capsys):
    assert dev.main(["system-packages"]) == 0
    assert capsys.readouterr().out == "\n"
    monkeypatch.setattr(
        system_libraries, "missing_libraries", lambda platform: system_libraries.XCB[:2]
    )
    monkeypatch.setattr(dev, "find_spec", lambda name: None)
    assert dev.main(["system-packages"]) == 0
    assert capsys.readouterr().out == f"libx11-xcb1 libxcb-cursor0 python{dev.HERE}-venv\n"


def test_python_without_ensurepip_is_told_what_to_install(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev, "find_spec", lambda name: None)
    assert dev.main(["install"]) == 2
    assert f"apt-get install python{dev.HERE}-venv" in capsys.readouterr().err


@pytest.mark.parametrize("version", [(3, 6), (3, 10), (3, 14)])
def test_other_pythons_get_one_sentence(dev, monkeypatch, capsys, version):
    monkeypatch.setattr(dev.sys, "version_info", version)
    assert dev.main(["test"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert dev.ran == []


def test_old_pythons_can_parse_the_file():
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("arguments", [[], ["fly"], ["install", "--all"], ["system-packages", "x"]])
def test_bad_arguments_get_the_usage(dev, capsys, arguments):
    assert dev.main(arguments) == 2
    assert "dev.py run [ARGS...]" in capsys.readouterr().err


@pytest.mark.parametrize("folder", [".", str(ROOT)])
def test_exit_code_and_folder_of_what_is_run(tmp_path, folder):
    inner = "import os, sys; print(os.getcwd()); sys.exit(7)"
    outer = (
        f"import os, sys; sys.path.insert(0, {str(DEV.parent)!r}); import dev; "
        f"sys.exit(dev.become([sys.executable, '-c', {inner!r}], dict(os.environ), {folder!r}))"
    )
    ended = subprocess.run(
        [sys.executable, "-B", "-c", outer], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    assert (ended.returncode, Path(ended.stdout.strip())) == (7, tmp_path / folder)


def test_every_requirement_is_pinned(dev):
    dev.ROOT = ROOT
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    # Names and versions only: nothing that says where a package came from.
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9-]+==[0-9.]+", line)] == []
    assert pins == sorted(pins)
    names = {line.partition("==")[0] for line in pins}
    for requirement in dev.read_requirements(["dev", "gpu"]):
        name = re.match(r"[\w-]+", requirement).group().lower().replace("_", "-")
        assert name in names
        if "==" in requirement:
            assert requirement.lower() in pins
