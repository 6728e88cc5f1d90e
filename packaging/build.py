"""Build Netglow as a bundle that needs no Python: one folder, and an archive of it, in dist/.

    python3 packaging/build.py           # computes on the CPU
    python3 packaging/build.py --gpu     # with TensorFlow's CUDA libraries (Linux)

The standard library of Python 3.11 to 3.13 is enough. It makes an environment of its own in
build/venv, lets PyInstaller follow packaging/netglow.spec, strips TensorFlow's libraries, runs the
bundle's self-test offscreen, and says what takes the room. Five minutes and 5 GB of disk.
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import dev

BUILD, DIST = dev.ROOT / "build", dev.ROOT / "dist"
VENV = BUILD / "venv"
BUNDLE = DIST / "netglow"
PINS = dev.CONSTRAINTS, dev.ROOT / "packaging" / "build-constraints.txt"
LARGEST = 12  # lines of the table


def main(arguments: list[str]) -> int:
    """Do what the arguments say; the exit code."""
    if arguments not in ([], ["--gpu"]):
        print(__doc__.strip(), file=sys.stderr)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    python = make_environment(gpu=bool(arguments))
    pyinstaller = [python, "-m", "PyInstaller", "--noconfirm"]
    folders = ["--distpath", DIST, "--workpath", BUILD / "pyinstaller"]
    run(*pyinstaller, *folders, dev.ROOT / "packaging" / "netglow.spec")
    strip_libraries()
    self_test()
    archive = make_archive()
    print(size_table(archive))
    return 0


def make_environment(gpu: bool) -> Path:
    """Make build/venv with what the bundle holds; returns its Python."""
    run(sys.executable, "-m", "venv", "--clear", VENV)
    python = VENV / dev.PYTHON.relative_to(dev.VENV)
    requirements = dev.read_requirements(["gpu"] if gpu else [])
    if not gpu and sys.platform != "darwin":  # there TensorFlow has no other
        requirements = [name.replace("tensorflow>", "tensorflow-cpu>") for name in requirements]
    pins = [word for file in PINS for word in ("-c", file)]
    run(python, "-m", "pip", "install", "--quiet", *pins, *requirements, "pyinstaller")
    return python


def strip_libraries() -> None:
    """Take the symbols out of TensorFlow's libraries: 250 MB. It would break others."""
    if sys.platform.startswith("linux") and shutil.which("strip"):
        libraries = (BUNDLE / "_internal" / "tensorflow").rglob("*.so*")
        run("strip", "--strip-unneeded", *(file for file in libraries if not file.is_symlink()))


def self_test() -> None:
    """Let the bundle do its main job once, without this Python and without a display."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONPATH", None)
    program = BUNDLE / ("netglow.exe" if os.name == "nt" else "netglow")
    picture = DIST / "self-test.png"
    run(program, "self-test", "--screenshot", picture, env=environment)


def make_archive() -> Path:
    """Pack the bundle; returns the archive."""
    system = f"{platform.system().lower()}-{platform.machine().lower()}"
    name = f"netglow-{version()}-{system}"
    if os.name == "nt":
        return Path(shutil.make_archive(str(DIST / name), "zip", DIST, BUNDLE.name))
    archive = DIST / f"{name}.tar.xz"
    temporary = archive.with_suffix(".part")
    if shutil.which("xz"):  # on all processors
        packed = {**os.environ, "XZ_OPT": "-6 -T0"}
        run("tar", "-C", DIST, "-cJf", temporary, BUNDLE.name, env=packed)
    else:
        with tarfile.open(temporary, "w:xz") as file:
            file.add(BUNDLE, BUNDLE.name)
    temporary.replace(archive)
    return archive


def version() -> str:
    """Netglow's version, from pyproject.toml."""
    sys.path.insert(0, str(dev.ROOT))
    from core.version import VERSION

    return VERSION


def size_table(archive: Path) -> str:
    """Say what takes the room: the largest parts of the bundle, all of it, and the archive."""
    parts = {}
    for file in BUNDLE.rglob("*"):
        if file.is_file() and not file.is_symlink():
            inner = file.relative_to(BUNDLE)
            part = inner.parts[1] if len(inner.parts) > 2 else inner.name
            parts[part] = parts.get(part, 0) + file.stat().st_size
    largest = sorted(parts.items(), key=lambda item: -item[1])
    rows = [
        *largest[:LARGEST],
        ("the rest", sum(size for _, size in largest[LARGEST:])),
        ("installed", sum(parts.values())),
        (archive.name, archive.stat().st_size),
    ]
    return "\n".join(f"{size / 1e6:8.1f} MB  {name}" for name, size in rows)


def run(*command, **options) -> None:
    """Run a command, its words made text; stop with its exit code if it fails."""
    subprocess.run([str(word) for word in command], check=True, cwd=dev.ROOT, **options)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"build.py: {error.cmd[0]} ended with exit code {error.returncode}.")
