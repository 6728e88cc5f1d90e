"""Make Netglow's environment and run in it; the standard library of Python 3.11 to 3.13 is enough.

    python3 packaging/dev.py run [ARGS...]     open the window, or run the command in ARGS
    python3 packaging/dev.py test [ARGS...]    run the tests: pytest ARGS
    python3 packaging/dev.py install [--gpu]   only make the environment; --gpu adds CUDA (Linux)
    python3 packaging/dev.py system-packages   name the Debian packages that are missing, if any

Without a display, `run` alone does the self-test instead of opening a window.
"""

import hashlib
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
STAMP = VENV / "netglow.json"
# What the pinned TensorFlow has wheels for.
OLDEST, NEWEST = (3, 11), (3, 13)
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"


def main(arguments):
    """Do what the arguments say; the exit code."""
    # This file is parsed by older Pythons as well, so that they get as far as this sentence.
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return stop(
            f"Netglow needs Python 3.11, 3.12 or 3.13; this is Python {HERE} ({sys.executable}): "
            "run packaging/dev.py with one of those."
        )
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "run":
        return run(rest)
    if command == "test":
        return test(rest)
    if command == "install" and rest in ([], ["--gpu"]):
        return install(gpu=bool(rest))
    if command == "system-packages" and not rest:
        print(" ".join(system_packages()))
        return 0
    print(__doc__.strip(), file=sys.stderr)
    return 0 if command in ("-h", "--help") else 2


def run(arguments):
    """Run `python -m gui`; offscreen and as a self-test where there is no display."""
    libraries = system_libraries()
    environment = dict(os.environ)
    platform = libraries.window_platform()
    if not platform and not arguments:
        say("There is no display here, so no window can open: running the self-test offscreen.")
        arguments = ["self-test"]
        environment["QT_QPA_PLATFORM"] = "offscreen"
    missing = libraries.missing_libraries(platform or "offscreen")
    if missing:
        say(libraries.missing_sentence(missing))
        # Commands such as train and doctor do without a window.
        if arguments in ([], ["self-test"]):
            return 1
    # In the caller's folder, where file names mean what they say; -P: import nothing from it.
    paths = [str(ROOT), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    return install() or become([PYTHON, "-P", "-m", "gui", *arguments], environment)


# A process for each core, each file of tests in one of them; four hold 4 GB of TensorFlow. In the
# order of tests/conftest.py, long files first: xdist would begin with those of many tests.
SHARED_OUT = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder"]
# Would let every process of every test compile the same modules again.
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"


def test(arguments):
    """Run pytest, which needs no display."""
    libraries = system_libraries()
    missing = libraries.missing_libraries("offscreen")
    if missing:
        return stop(libraries.missing_sentence(missing), code=1)
    command = [PYTHON, "-m", "pytest", *SHARED_OUT, *arguments]
    environment = {name: text for name, text in os.environ.items() if name != UNCOMPILED}
    return install() or become(command, environment, ROOT)


def install(gpu=False):
    """Bring the environment up to date if what it should hold has changed; the exit code."""
    if gpu and not sys.platform.startswith("linux"):
        return stop("TensorFlow trains on a GPU on Linux only (on Windows, inside WSL2).")
    if environment_version() != HERE:
        code = make_environment()
        if code:
            return code
    stamp = read_stamp()
    extras = ["dev", "gpu"] if gpu or "gpu" in stamp.get("extras", []) else ["dev"]
    requirements = read_requirements(extras)
    wanted = {"extras": extras, "installed": fingerprint(requirements)}
    if stamp == wanted:
        return 0
    size = "3.5 GB" if "gpu" in extras else "750 MB"
    say(f"Installing {len(requirements)} requirements: the first time, {size} and some minutes.")
    # Forget what was installed, so that an install cut short is done again.
    write_stamp({"extras": extras, "installed": None})
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-c", CONSTRAINTS]
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    # Standard output belongs to the command that runs next.
    if subprocess.call([*pip, *quiet, *requirements], stdout=sys.stderr):
        return stop("The requirements could not be installed; pip says why above.", code=1)
    write_stamp(wanted)
    return 0


def make_environment():
    """A fresh `.venv` of the Python that runs this; the exit code."""
    if find_spec("ensurepip") is None:
        return stop(
            "This Python cannot make environments: install the package that lets it, "
            f"on Debian and Ubuntu with: apt-get install python{HERE}-venv"
        )
    if Path(sys.prefix) == VENV:
        return stop("Leave the environment (`deactivate`) so that it can be made again.")
    say(f"Making the environment in {VENV} for Python {HERE}.")
    return subprocess.call([sys.executable, "-m", "venv", "--clear", VENV], stdout=sys.stderr)


def environment_version():
    """The Python version, as 3.11, that `.venv` was made for; None if it is not whole."""
    config = VENV / "pyvenv.cfg"
    # pip arrives last: without it the making was cut short.
    if not all(file.exists() for file in (config, PYTHON, PYTHON.with_stem("pip"))):
        return None
    lines = config.read_text(encoding="utf-8").splitlines()
    settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return ".".join(settings.get("version", "").split(".")[:2])


def read_requirements(extras):
    """The run-time requirements and those of the extras, from pyproject.toml."""
    import tomllib  # New in Python 3.11, so not at the top.

    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    return project["dependencies"] + [name for extra in extras for name in optional[extra]]


def fingerprint(requirements):
    """What the environment should hold, as one hash."""
    pins = CONSTRAINTS.read_text(encoding="utf-8")
    return hashlib.sha256("\n".join([HERE, *requirements, pins]).encode()).hexdigest()


def read_stamp():
    """What the last install left behind."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write_stamp(stamp):
    """Remember what is installed; whole or not at all."""
    temporary = STAMP.with_suffix(".tmp")
    temporary.write_text(json.dumps(stamp), encoding="utf-8")
    temporary.replace(STAMP)


def system_packages():
    """The Debian packages which tests need and this machine lacks."""
    missing = system_libraries().missing_libraries("offscreen")
    venv = [] if find_spec("ensurepip") else [f"python{HERE}-venv"]
    return sorted({library.apt for library in missing}) + venv


def system_libraries():
    """The module core.system_libraries of this tree, whatever folder this runs from."""
    sys.path.insert(0, str(ROOT))
    from core import system_libraries

    return system_libraries


def become(command, environment, folder="."):
    """Run the command in `folder`, in place of this process where that can be."""
    os.chdir(folder)
    command = [str(word) for word in command]
    if os.name == "nt":
        return subprocess.call(command, env=environment)
    return os.execve(command[0], command, environment)


def say(words):
    """A line of progress; standard output belongs to the command that runs."""
    print("dev.py: " + words, file=sys.stderr, flush=True)


def stop(sentence, code=2):
    """Say why there is no going on; the exit code."""
    say(sentence)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
