"""SECURITY.md, kept: what comes from outside is data alone, and the program reaches no net."""

import ast
import re

import pytest

from tests.processes import ROOT, run_python

MODULES = [path for room in ("core", "gui") for path in sorted((ROOT / room).rglob("*.py"))]
NET = {
    *("socket", "ssl", "urllib", "http", "ftplib", "smtplib", "xmlrpc", "asyncio", "webbrowser"),
    *("requests", "urllib3", "httpx", "aiohttp", "QtNetwork", "QtWebSockets", "QtDBus"),
}
# What may be done once, in one place, and why that is no way in.
ALLOWED = {
    ("core/system_libraries.py", "socket"): "asks whether the display's own socket answers",
    ("gui/leaving.py", "socket"): "a pair of sockets within the process, for signals of the system",
}
PROCESSES = {
    "core/commands/doctor.py",
    "core/crew.py",  # backends of our own
    "gui/backend_process.py",
    "gui/commands/film.py",  # ffmpeg, found on the system, with arguments of our own
    "gui/commands/robot.py",
}


def deeds(source: str) -> set[str]:
    """What the module could do that reading data needs not: by the names of what it uses."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found |= {one.name.partition(".")[0] for one in names}
            case ast.ImportFrom(module=str(module), names=names):
                found |= {module.partition(".")[0], *(one.name for one in names)}
            case ast.Attribute(ast.Name(id=owner), name):
                found |= {name, f"{owner}.{name}"}
            case ast.Attribute(attr=name):
                found.add(name)
            case ast.keyword(arg="shell"):
                found.add("shell")
            case ast.Name(id=name):
                found.add(name)
            case ast.Call(func=ast.Name(id="eval" | "exec" | "compile" | "__import__" as name)):
                found.add(f"{name}()")
    return found


def offences(source: str, path: str) -> set[str]:
    """What SECURITY.md says that no module does."""
    used = deeds(source)
    run = {
        "eval()",
        "exec()",
        "compile()",
        "__import__()",
        "shell",
        "os.system",
        "os.popen",
        "ast.literal_eval",
        "runpy",
    } & used
    nets = {one for one in NET & used if (path, one) not in ALLOWED}
    nets |= {one for one in used if one.startswith(("QNetwork", "QTcp", "QUdp", "QSsl"))}
    started = {"subprocess", "QProcess", "Popen", "startDetached", "execv"} & used
    return run | nets | (started if path not in PROCESSES else set())


def test_no_module_runs_what_it_reads_or_reaches_the_net():
    found = {
        place: offences(path.read_text(encoding="utf-8"), place)
        for path in MODULES
        for place in [path.relative_to(ROOT).as_posix()]
    }
    assert len(found) > 400
    assert {place: names for place, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import numpy\nre.compile('a')", set()),
        ("from PySide6.QtNetwork import QNetworkAccessManager", {"QNetworkAccessManager"}),
        ("import urllib.request", {"urllib"}),
        ("def f():\n    import socket", {"socket"}),
        ("subprocess.run('ls', shell=True)", {"subprocess", "shell"}),
        ("os.system('ls')", {"os.system"}),
        ("compile('1', '', 'eval')", {"compile()"}),
        ("ast.literal_eval(text)", {"ast.literal_eval"}),
    ],
)
def test_the_rule_finds_its_offenders(source, found):
    assert offences(source, "core/a.py") >= found
    assert bool(offences(source, "core/a.py")) is bool(found)


def test_exceptions_are_still_needed():
    for path, name in ALLOWED:
        assert name in deeds((ROOT / path).read_text(encoding="utf-8"))


def test_links_that_are_opened_are_written_in_the_program():
    """A file names no address that the program opens."""
    opened = [path for path in MODULES if "openUrl" in path.read_text(encoding="utf-8")]
    links = [path for path in MODULES if "setOpenExternalLinks" in path.read_text(encoding="utf-8")]
    assert {path.name for path in (*opened, *links)} <= {"help.py", "dialogs.py"}


READING = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from gui.headless import application
kept = application()
from tests.parsers import PARSERS
folder, places = Path(sys.argv[1]), {{}}
def read(look):
    for name, parser in PARSERS.items():
        for number, content in enumerate(parser.made_seeds()):
            if not look:
                places[name, number] = parser.place_in(folder / name / str(number), content)
            parser.check(content, places[name, number])
read(False)
events = set()
def hook(event, arguments):
    events.add(event)
sys.addaudithook(hook)
read(True)
print(sorted(one for one in events if one.split(".")[0] in
    ("socket", "subprocess", "urllib", "http", "exec", "pickle", "marshal", "ctypes", "import")
    or one in ("os.system", "os.exec", "os.posix_spawn", "os.fork")))
"""


def test_every_kind_of_file_is_read_without_net_processes_and_code(tmp_path):
    ended = run_python("-c", READING, tmp_path, timeout=120)
    assert ended.stdout.splitlines()[-1:] == ["[]"], ended.stderr


def test_the_page_names_what_is_there():
    """Modules and tests that SECURITY.md speaks of exist."""
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:core|gui|tests|packaging|\.github)/[\w./-]+)`", page)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []
