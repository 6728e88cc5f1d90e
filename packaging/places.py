"""Where building puts things, and how recipes get Netglow's names filled in."""

import platform
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from core import identity  # noqa: E402

BUILD, DIST = ROOT / "build", ROOT / "dist"
VENV = BUILD / "venv"
ICONS = BUILD / "icons"
BUNDLE = DIST / identity.PROGRAM  # the folder that PyInstaller makes
APP = DIST / f"{identity.TITLE}.app"  # on macOS
# px; the sizes desktops ask for in panels, menus, docks and stores
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def machine() -> str:
    """Return the processor's name: x86_64, arm64, amd64 ..."""
    return platform.machine().lower()


def run(*command, **options) -> None:
    """Run a command in the project's folder, its words made text.

    subprocess.CalledProcessError: it failed.
    """
    subprocess.run([str(word) for word in command], check=True, cwd=ROOT, **options)


def fill(template: Path, **more: str) -> str:
    """Return the text of `template`, every @NAME@ replaced by that NAME of `more` or core.identity.

    AttributeError: there is no such name.
    """
    text = template.read_text(encoding="utf-8")
    return re.sub(
        r"@([A-Z_]+)@", lambda found: more.get(found[1]) or getattr(identity, found[1]), text
    )
