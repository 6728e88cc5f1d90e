"""Windows: the bundle as a setup program, which NSIS makes by packaging/netglow.nsi.

What it makes has been run under Wine, not yet on Windows.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path, PureWindowsPath

from places import BUNDLE, DIST, ICONS, ROOT, machine, run

from core import identity
from core.identity import PROGRAM, VERSION, WINDOW_PROGRAM

SCRIPT = ROOT / "packaging" / "netglow.nsi"
COMPILER = "makensis"
NAMES = (
    *("TITLE", "SUMMARY", "PUBLISHER", "PROGRAM", "WINDOW_PROGRAM", "APP_ID", "HOMEPAGE"),
    *("SUFFIX", "FILE_TITLE", "MIME_TYPE"),
)


def make_setup(
    bundle: Path = BUNDLE, output: Path | None = None, icons: Path = ICONS, version: str = VERSION
) -> Path:
    """Make the setup program of the bundle; returns dist/netglow-VERSION-windows-*-setup.exe.

    FileNotFoundError: NSIS, a program of the bundle or an icon is missing.
    subprocess.CalledProcessError: NSIS found something wrong; it says what.
    """
    bundle, output, icons = (
        path.resolve() for path in (bundle, output or setup_file(version), icons)
    )
    program = find_compiler()
    for file in (bundle / f"{name}.exe" for name in (PROGRAM, WINDOW_PROGRAM)):
        if not file.is_file():
            raise FileNotFoundError(f"The bundle has no {file.name}; there is nothing to set up.")
    temporary = output.with_suffix(".part")
    with tempfile.TemporaryDirectory() as folder:
        removal = Path(folder) / "removal.nsh"
        removal.write_text(removal_script(bundle), encoding="utf-8")
        values = defines(bundle, temporary, icons, version) | {"REMOVAL": str(removal)}
        words = [f"-D{name}={value}" for name, value in values.items()]
        # -WX: a warning is an error.
        run(program, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, SCRIPT)
    temporary.replace(output)
    return output


def setup_file(version: str = VERSION) -> Path:
    """Return where the setup program goes."""
    return DIST / f"{PROGRAM}-{version}-windows-{machine()}-setup.exe"


def find_compiler() -> Path:
    """Return NSIS's compiler.

    FileNotFoundError: there is none.
    """
    homes = [os.environ.get(name) for name in ("ProgramFiles(x86)", "ProgramFiles")]
    folders = os.pathsep.join(str(Path(home, "NSIS")) for home in homes if home)
    # NSIS's own setup does not put it on the PATH.
    found = shutil.which(COMPILER) or shutil.which(COMPILER, path=folders)
    if not found:
        raise FileNotFoundError(
            "The setup program is made by NSIS, which is not installed here;"
            " on Windows, `choco install nsis` brings it, on Debian `apt-get install nsis`."
        )
    return Path(found)


def defines(bundle: Path, output: Path, icons: Path, version: str) -> dict[str, str]:
    """Return what the script has by name instead of spelling it out."""
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file())
    return {name: getattr(identity, name) for name in NAMES} | {
        "VERSION": version,
        "FOUR_NUMBERS": four_numbers(version),
        "SIZE": str(size // 1024),
        "BUNDLE": str(bundle),
        "ICON": str(icons / "netglow.ico"),
        "FILE_ICON": str(icons / "netglow-file.ico"),
        "LICENSE": str(ROOT / "LICENSE"),
        "OUTPUT": str(output),
    }


def four_numbers(version: str) -> str:
    """Return the version as Windows counts: 0.1.0 is 0.1.0.0, 1.2rc3 is 1.2.0.0."""
    numbers = re.match(r"\d+(\.\d+)*", version)[0].split(".")
    return ".".join([*numbers, "0", "0", "0"][:4])


def removal_script(bundle: Path) -> str:
    """Return the lines of NSIS that remove each file of the bundle, then its folders if empty."""
    paths = sorted(bundle.rglob("*"), reverse=True)  # what is in a folder before the folder
    files = [path for path in paths if not path.is_dir()]
    folders = [path for path in paths if path.is_dir()]
    lines = [
        f'{command} "$INSTDIR\\{installed(path.relative_to(bundle))}"'
        for command, group in (("Delete", files), ("RMDir", folders))
        for path in group
    ]
    return "".join(f"{line}\n" for line in lines)


def installed(path: Path) -> str:
    """Return a path as it stands in a script: $ begins a variable there."""
    return str(PureWindowsPath(path)).replace("$", "$$")
