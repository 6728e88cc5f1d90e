"""`netglow doctor`: what this installation consists of, what it lacks and how to get that."""

import argparse
import contextlib
import ctypes
import json
import platform
import sys
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

from core import system_libraries
from core.version import VERSION

PACKAGES = {
    "PySide6": "PySide6-Essentials",
    "pyqtgraph": "pyqtgraph",
    "NumPy": "numpy",
    "SciPy": "scipy",
    "msgspec": "msgspec",
    "TensorFlow": "tensorflow",
}
INSTALL = "Install it with: python3 packaging/dev.py install"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `netglow doctor`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print the report; 0 if nothing is missing, otherwise 1."""
    # Libraries that chatter while they load must not spoil the one JSON object.
    with contextlib.redirect_stdout(sys.stderr):
        report = examine()
    print(json.dumps(report) if arguments.json else "\n".join(lines(report)))
    return 1 if report["problems"] else 0


def examine() -> dict:
    """Everything that the report says, as plain values."""
    packages = {title: version(package) for title, package in PACKAGES.items()}
    problems = [f"{title} is missing. {INSTALL}" for title in packages if not packages[title]]
    qt = examine_qt(problems)
    devices, gpu_problem = examine_devices(problems) if packages["TensorFlow"] else ([], None)
    return {
        "netglow": VERSION,
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": packages,
        "qt": qt,
        "devices": devices,
        "gpu_problem": gpu_problem,
        "problems": problems,
    }


def version(package: str) -> str | None:
    """The version of an installed package, without importing it; None if it is not there."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def examine_qt(problems: list[str]) -> dict:
    """The platform a window would use and the system libraries it lacks."""
    display = system_libraries.window_platform()
    # Without a display Netglow still draws.
    platform_name = display or "offscreen"
    missing = system_libraries.missing_libraries(platform_name)
    if missing:
        problems.append(system_libraries.missing_sentence(missing))
    else:
        problems.extend(load_problems(platform_name))
    return {
        "platform": platform_name,
        "display": display is not None,
        "missing": [library.file for library in missing],
    }


def load_problems(platform_name: str) -> Iterator[str]:
    """Why Qt's own files would not load: on Linux, where they lean on the system's."""
    package = util.find_spec("PySide6")
    if package is None or not sys.platform.startswith("linux"):
        return
    folder = Path(package.submodule_search_locations[0])
    plugin = folder / "Qt" / "plugins" / "platforms" / f"libq{platform_name}.so"
    for file in (folder / "QtWidgets.abi3.so", plugin):
        try:
            ctypes.CDLL(str(file))
        except OSError as error:
            yield f"Qt cannot load {file.name}: {error}"


def examine_devices(problems: list[str]) -> tuple[list[dict[str, str]], str | None]:
    """The devices TensorFlow sees, and why it does not see a GPU that is there."""
    print("Asking TensorFlow for its devices …", file=sys.stderr, flush=True)
    try:
        from core.backend.devices import gpu_problem, list_devices

        devices = [{"name": device.name, "title": device.title} for device in list_devices()]
        return devices, gpu_problem()
    # Whatever a broken installation raises is what the person came to read.
    except Exception as error:
        problems.append(f"TensorFlow does not work: {type(error).__name__}: {error}")
        return [], None


def lines(report: dict) -> Iterator[str]:
    """The report for a person."""
    qt = report["qt"]
    rows = {
        "Netglow": report["netglow"],
        "Python": report["python"],
        **{title: found or "missing" for title, found in report["packages"].items()},
        "System": report["system"],
        "Qt platform": qt["platform"] + ("" if qt["display"] else " (there is no display)"),
        **{device["name"]: device["title"] for device in report["devices"]},
    }
    width = max(map(len, rows))
    yield from (f"{title:{width}}  {value}" for title, value in rows.items())
    yield ""
    # Not a problem: everything works on the CPU.
    if report["gpu_problem"]:
        yield report["gpu_problem"]
    yield from report["problems"] or ["Nothing is missing."]
