"""List what is in the bundle, with versions and licences, as CycloneDX 1.6 in JSON.

    build/venv/bin/python packaging/sbom.py FOLDER FILE

FOLDER is where PyInstaller left its tables of what it has put in (build/pyinstaller/netglow). The
Python that runs this is the one whose packages were collected. The standard library is enough.

In the list are the Python packages, Python itself, PyInstaller (whose starter is the program), Qt,
and every shared library, with its check sum and what it came with. The same bundle gives the same
list.
"""

import argparse
import ast
import csv
import hashlib
import json
import platform
import re
import subprocess
import sys
import uuid
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from places import BUNDLE, DIST, machine

from core import identity

Component = dict[str, Any]

_LIBRARY = re.compile(r"(?:lib)?(?P<name>.+?)(?:-[0-9a-f]{8}(?:-[0-9a-f]{8})?)?\.(?:so|dll|dylib)")
_VERSION = re.compile(r"\.so\.([0-9][0-9.]*)$|\.([0-9][0-9.]*)\.dylib$")
_QT = re.compile(r"(?:lib)?Qt6?[A-Z]\w*")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, identity.HOMEPAGE)


class Packed(NamedTuple):
    """A file of the bundle: its place there, where it came from, and its kind."""

    place: str
    source: Path
    kind: str


def file_of(variant: str = "") -> Path:
    """Return where the list of this system's bundle stands."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    name = f"{identity.PROGRAM}{variant}-{identity.VERSION}-{system}-{machine()}.cdx.json"
    return DIST / name


def packed_in(folder: Path) -> list[Packed]:
    """Return what PyInstaller's tables in `folder` say is in the bundle: files, and modules."""
    found = []
    for name in ("COLLECT-00.toc", "PYZ-00.toc"):
        tables = ast.literal_eval((folder / name).read_text(encoding="utf-8"))
        for table in tables if isinstance(tables, tuple) else (tables,):
            if isinstance(table, list):
                found += [Packed(place, Path(source), kind) for place, source, kind in table]
    return found


def components(packed: Iterable[Packed], bundle: Path = BUNDLE) -> list[Component]:
    """Return the components of a bundle of these files, in order, each once."""
    # Licences come along of packages that do not; what is known of a version is no part.
    packed = [one for one in packed if not re.match(r"licenses/|[^/]+\.dist-info/", one.place)]
    owners = _owners({one.source.as_posix() for one in packed})
    used = set(owners.values())
    # The program that starts is PyInstaller's.
    used |= {one for one in metadata.distributions() if one.name.lower() == "pyinstaller"}
    found = [_of_distribution(one) for one in used]
    found.append(_of_python())
    qt = next((one.version for one in used if one.name.lower().startswith("pyside6")), None)
    if qt:
        found.append(_component("qt", qt, f"pkg:generic/qt@{qt}", ("LGPL-3.0-only",)))
    for one in packed:
        if one.kind == "BINARY" and _LIBRARY.match(one.source.name):
            owner = owners.get(one.source.as_posix())
            found.append(_of_library(one, owner.name if owner else None, qt, bundle))
    by_reference = {one["bom-ref"]: one for one in found}
    return [by_reference[name] for name in sorted(by_reference)]


def bill(parts: list[Component]) -> dict[str, Any]:
    """Return the list of the program with these parts."""
    purl = f"pkg:generic/{identity.PROGRAM}@{identity.VERSION}"
    program = {
        **_component(identity.PROGRAM, identity.VERSION, purl, ("MIT",), "application"),
        "description": identity.SUMMARY,
        "externalReferences": [{"type": "website", "url": identity.HOMEPAGE}],
    }
    names = [one["bom-ref"] for one in parts]
    content = json.dumps(parts, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, content)}",
        "version": 1,
        "metadata": {
            "component": program,
            "properties": [
                {"name": "netglow:system", "value": f"{platform.system()} {machine()}"},
            ],
        },
        "components": parts,
        "dependencies": [
            {"ref": purl, "dependsOn": names},
            *({"ref": name} for name in names),
        ],
    }


def make(folder: Path, file: Path) -> None:
    """Write the list of the bundle whose tables are in `folder` into `file`."""
    text = json.dumps(bill(components(packed_in(folder))), indent=2, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


def _owners(sources: set[str]) -> dict[str, metadata.Distribution]:
    """Return which package each of the files `sources` belongs to, where it is of one."""
    found = {}
    for distribution in metadata.distributions():
        base = Path(str(distribution.locate_file(""))).as_posix()
        # As they are written: to make a path of each of 50,000 takes its time.
        for row in csv.reader((distribution.read_text("RECORD") or "").splitlines()):
            if (path := f"{base}/{row[0]}") in sources:
                found[path] = distribution
    return found


def _of_distribution(distribution: metadata.Distribution) -> Component:
    name = re.sub(r"[-_.]+", "-", distribution.name).lower()
    purl = f"pkg:pypi/{name}@{distribution.version}"
    return _component(name, distribution.version, purl, _licences(distribution))


def _licences(distribution: metadata.Distribution) -> tuple[str, ...]:
    """Return what a package says of its licence: an expression, its name, or the kinds it is of."""
    said = distribution.metadata
    text = said.get("License-Expression") or said.get("License") or ""
    if text and len(text) < 200 and "\n" not in text:  # others have all of it there
        return (text,)
    kinds = said.get_all("Classifier") or []
    return tuple(one.rpartition(" :: ")[2] for one in kinds if one.startswith("License :: "))


def _of_python() -> Component:
    version = platform.python_version()
    return _component("python", version, f"pkg:generic/python@{version}", ("Python-2.0",))


def _of_library(packed: Packed, owner: str | None, qt: str | None, bundle: Path) -> Component:
    """Return a shared library: its version where its name, Qt or the system's packages say it."""
    file = packed.source.name
    name = _LIBRARY.match(file)["name"]
    found = _VERSION.search(file)
    version = (found[1] or found[2]) if found else None
    origin = owner or "python"
    if qt and (_QT.fullmatch(name) or "/plugins/" in packed.place):
        version = qt
    elif not owner and (system := _of_system(packed.source)):
        origin, version = system
    if file.startswith("libpython"):
        version = platform.python_version()
    reference = f"file:{packed.place}"
    part = {"type": "library", "bom-ref": reference, "name": name}
    if version:
        part |= {"version": version, "purl": f"pkg:generic/{name.lower()}@{version}"}
    at = next(
        (one for one in (bundle / "_internal", bundle) if (one / packed.place).is_file()), None
    )
    if at:
        digest = hashlib.sha256((at / packed.place).read_bytes()).hexdigest()
        part["hashes"] = [{"alg": "SHA-256", "content": digest}]
    return part | {"properties": [{"name": "netglow:came-with", "value": origin}]}


def _of_system(source: Path) -> tuple[str, str] | None:
    """Return the package of Debian's that a library is of, and its version; None: nobody says."""
    for path in dict.fromkeys((source, source.resolve(), Path("/usr", *source.parts[1:]))):
        try:
            asked = ("dpkg-query", "-S", str(path))
            said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
            package = said.partition(": ")[0]
            asked = ("dpkg-query", "-W", "-f", "${Version}", package)
            version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
            return package.partition(":")[0], version
        except (OSError, subprocess.CalledProcessError):
            continue
    return None


def _component(
    name: str, version: str, purl: str, licences: tuple[str, ...], kind: str = "library"
) -> Component:
    part: Component = {
        "type": kind, "bom-ref": purl, "name": name, "version": version, "purl": purl,
    }  # fmt: skip
    if licences:
        part["licenses"] = [{"license": {"name": one}} for one in licences]
        if re.search(" (AND|OR|WITH) ", licences[0]):
            part["licenses"] = [{"expression": licences[0]}]
    return part


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    make(options.folder, options.file)
