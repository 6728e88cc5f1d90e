"""macOS: what the application says of itself, and the disk image that it comes in.

Not yet run on macOS.
"""

import re
import shutil
import subprocess
import sysconfig
from importlib import metadata
from pathlib import Path

from places import APP, BUILD, DIST, ROOT, machine, run

from core.identity import (
    DEVELOPER_ID,
    FILE_TITLE,
    HOMEPAGE,
    MIME_TYPE,
    PROGRAM,
    SUFFIX,
    TITLE,
    VERSION,
)

FILE_TYPE = f"{DEVELOPER_ID}.network"
# packaging/netglow.spec puts it into Contents/Resources before PyInstaller signs the application:
# whatever is added afterwards breaks the signature.
FILE_ICON = "netglow-file.icns"
OLDEST = (13, 0)  # of macOS, for the pinned Qt
TRIES = 3


def bundle_info() -> dict:
    """Return what Info.plist says besides what PyInstaller writes there itself."""
    return {
        "CFBundleName": TITLE,
        "CFBundleDisplayName": TITLE,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleShortVersionString": numbers(VERSION),
        "CFBundleVersion": numbers(VERSION),
        "NSHumanReadableCopyright": copyright_line(),
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": ".".join(map(str, oldest_system())),
        # PyInstaller takes a program with standard input and output for one without windows.
        "LSBackgroundOnly": False,
        "NSHighResolutionCapable": True,
        "NSPrincipalClass": "NSApplication",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": FILE_TITLE,
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": FILE_ICON,
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [FILE_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": FILE_TYPE,
                "UTTypeDescription": FILE_TITLE,
                "UTTypeReferenceURL": HOMEPAGE,
                "UTTypeIconFile": FILE_ICON,
                # Not to com.pkware.zip-archive, although it is a zip: Finder would offer to unpack
                # it. Other documents that are zips, .docx and .epub, do not conform to it either.
                "UTTypeConformsTo": ["public.data", "public.content"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [SUFFIX.removeprefix(".")],
                    "public.mime-type": [MIME_TYPE],
                },
            }
        ],
    }


def make_image(app: Path = APP, output: Path | None = None) -> Path:
    """Make the disk image of the application; returns dist/netglow-VERSION-macos-*.dmg.

    FileNotFoundError: there is no application. subprocess.CalledProcessError: its signature is
    broken, or the image cannot be made.
    """
    output = output or image_file()
    if not app.is_dir():
        raise FileNotFoundError(f"There is no {app}; there is nothing to make an image of.")
    # PyInstaller signs it ad hoc, and only warns when it cannot.
    run("codesign", "--verify", "--deep", "--strict", app)
    content = BUILD / "image"
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(app, content / app.name, symlinks=True)
    (content / "Applications").symlink_to("/Applications")
    temporary = output.with_suffix(".part.dmg")  # hdiutil appends .dmg to other names
    # ULMO is LZMA, smaller than UDZO's zlib; macOS reads it from 10.15 on.
    create = ["hdiutil", "create", "-volname", TITLE, "-fs", "HFS+", "-format", "ULMO", "-ov"]
    for left in reversed(range(TRIES)):
        try:
            run(*create, "-srcfolder", content, temporary)
            break
        except subprocess.CalledProcessError:
            if not left:  # it fails at times, as something else looks at the new volume
                raise
    temporary.replace(output)
    shutil.rmtree(content)
    return output


def image_file(version: str = VERSION) -> Path:
    """Return where the disk image goes."""
    return DIST / f"{PROGRAM}-{version}-macos-{machine()}.dmg"


def numbers(version: str) -> str:
    """Return the version as Apple counts, in up to three numbers: 1.2rc3 is 1.2."""
    return re.match(r"\d+(\.\d+){0,2}", version)[0]


def copyright_line() -> str:
    """Return the line of LICENSE that says whose Netglow is."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return re.search(r"^Copyright .+$", text, re.MULTILINE)[0]


def oldest_system() -> tuple[int, int]:
    """Return the oldest macOS on which this Python and all that is installed in it run."""
    texts = [found.read_text("WHEEL") or "" for found in metadata.distributions()]
    target = sysconfig.get_config_var("MACOSX_DEPLOYMENT_TARGET") or ""
    python = tuple(map(int, f"{target}.0".split(".")[:2])) if target else OLDEST
    return max(OLDEST, python, *(oldest_of_wheel(text) for text in texts))


def oldest_of_wheel(text: str) -> tuple[int, int]:
    """Return the oldest macOS that a wheel's file WHEEL names; 0.0 if it names none."""
    tags = re.findall(r"^Tag: .*-macosx_(\d+)_(\d+)_", text, re.MULTILINE)
    return min(((int(major), int(minor)) for major, minor in tags), default=(0, 0))
