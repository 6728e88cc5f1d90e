"""`netglow doctor`: what this installation consists of, what it lacks and how to get that."""

import argparse
import contextlib
import ctypes
import platform
import sys
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path
from typing import Any

from core import system_libraries
from core.commands.output import print_json
from core.heavy_imports import quiet_loading
from core.identity import installed
from core.version import VERSION

# Each with the names it goes by in an installation; one will do.
PACKAGES = {
    "PySide6": ("PySide6-Essentials",),
    "pyqtgraph": ("pyqtgraph",),
    "NumPy": ("numpy",),
    "SciPy": ("scipy",),
    "msgspec": ("msgspec",),
    "TensorFlow": ("tensorflow", "tensorflow-cpu"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `netglow doctor`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print the report; 0 if nothing is missing, otherwise 1."""
    # Libraries that chatter while they load must not spoil the one JSON object.
    with contextlib.redirect_stdout(sys.stderr):
        report = examine()
    if arguments.json:
        print_json(report)
    else:
        print("\n".join(lines(report)))
    return 1 if report["problems"] else 0


def examine() -> dict[str, Any]:
    """Everything that the report says, as plain values."""
    packages = {title: version(names) for title, names in PACKAGES.items()}
    remedy = (
        "Install Netglow again."
        if installed()
        else "Install it with: python3 packaging/dev.py install"
    )
    problems = [f"{title} is missing. {remedy}" for title in packages if not packages[title]]
    qt = examine_qt(problems)
    tensorflow = examine_tensorflow(problems) if packages["TensorFlow"] else _NO_TENSORFLOW
    return {
        "netglow": VERSION,
        "installed": installed(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": packages,
        "qt": qt,
        **tensorflow,
        "problems": problems,
    }


def version(names: tuple[str, ...]) -> str | None:
    """The version of the package that has one of the names; None if there is none."""
    for name in names:
        with contextlib.suppress(metadata.PackageNotFoundError):
            return metadata.version(name)
    return None


def examine_qt(problems: list[str]) -> dict[str, Any]:
    """The platform a window would use and the system libraries it lacks."""
    display = system_libraries.display_platform()
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
    places = package.submodule_search_locations if package else None
    if not places or not sys.platform.startswith("linux"):
        return
    folder = Path(places[0])
    plugin = folder / "Qt" / "plugins" / "platforms" / f"libq{platform_name}.so"
    for file in (folder / "QtWidgets.abi3.so", plugin):
        try:
            ctypes.CDLL(str(file))
        except OSError as error:
            yield f"Qt cannot load {file.name}: {error}"


_NO_TENSORFLOW: dict[str, Any] = {"devices": [], "gpu_build": None, "gpu_problem": None}


def examine_tensorflow(problems: list[str]) -> dict[str, Any]:
    """The devices TensorFlow sees, what it was built for, and why it does not see a GPU."""
    print("Asking TensorFlow for its devices …", file=sys.stderr, flush=True)
    try:
        with quiet_loading():
            from core.backend.devices import built_with_cuda, gpu_problem, list_devices

            found = list_devices()
        problem = gpu_problem()
        return {
            "devices": [{"name": device.name, "title": device.title} for device in found],
            "gpu_build": built_with_cuda(),
            "gpu_problem": problem and str(problem),
        }
    # Whatever a broken installation raises is what the person came to read.
    except Exception as error:
        problems.append(f"TensorFlow does not work: {type(error).__name__}: {error}")
        return _NO_TENSORFLOW


_BUILDS = {
    (True, False): "installed; this build computes on the CPU only",
    (True, True): "installed; this build computes on NVIDIA GPUs and the CPU",
    (True, None): "installed",
    **{(False, gpu): "run from source" for gpu in (False, True, None)},
}


def lines(report: dict[str, Any]) -> Iterator[str]:
    """The report for a person."""
    qt = report["qt"]
    rows = {
        "Netglow": f"{report['netglow']}, {_BUILDS[report['installed'], report['gpu_build']]}",
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
