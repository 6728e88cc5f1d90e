"""packaging/sbom.py: the list of what is in the bundle is whole, and of the shape of CycloneDX."""

import hashlib
import importlib
import json
import re
import sys
from importlib import metadata
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QLibraryInfo

from core import identity
from tests.processes import ROOT

PURL = re.compile(r"pkg:(pypi|generic)/[a-z0-9._+-]+@[\w.+:~!-]+")
KINDS = {"application", "library"}


@pytest.fixture
def sbom(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("sbom")


@pytest.fixture
def tables(tmp_path):
    """Tables as PyInstaller leaves them, of a bundle of a few files; the bundle beside them."""
    numpy, spec = Path(np.__file__), Path(msgspec.__file__)
    paths = QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath)
    files = [
        ("numpy/core.py", numpy, "DATA"),
        ("msgspec/_core.so", next(spec.parent.glob("_core*")), "EXTENSION"),
        ("licenses/pytest/LICENSE", Path(pytest.__file__), "DATA"),
        ("PySide6/Qt/lib/libQt6Core.so.6", Path(paths) / "libQt6Core.so.6", "BINARY"),
        ("libpython3.11.so.1.0", Path(sys.base_prefix) / "lib" / "libpython3.11.so.1.0", "BINARY"),
        ("libbz2.so.1.0", Path("/nowhere/libbz2.so.1.0"), "BINARY"),
    ]
    toc = [(place, str(source), kind) for place, source, kind in files]
    (tmp_path / "COLLECT-00.toc").write_text(repr((toc,)), encoding="utf-8")
    modules = [("json", json.__file__, "PYMODULE"), ("numpy", str(numpy), "PYMODULE")]
    (tmp_path / "PYZ-00.toc").write_text(repr(("a.pyz", modules)), encoding="utf-8")
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "libbz2.so.1.0").write_bytes(b"library")
    return tmp_path


def parts_of(sbom, tables):
    found = sbom.components(sbom.packed_in(tables), tables / "bundle")
    return {part["name"]: part for part in found}


def check_shape(bill):
    """What CycloneDX 1.6 asks for."""
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    program, parts = bill["metadata"]["component"], bill["components"]
    references = [part["bom-ref"] for part in (program, *parts)]
    assert len(set(references)) == len(references)
    for part in (program, *parts):
        assert part["type"] in KINDS
        assert part["name"]
        assert "purl" not in part or PURL.fullmatch(part["purl"]), part["purl"]
        assert "purl" not in part or part["purl"].endswith("@" + part["version"])
        for one in part.get("licenses", ()):
            assert list(one) == ["expression"] or list(one["license"]) == ["name"]
        for one in part.get("hashes", ()):
            assert re.fullmatch("[0-9a-f]{64}", one["content"])
    first, *others = bill["dependencies"]
    assert first["ref"] == program["bom-ref"]
    assert sorted(first["dependsOn"]) == sorted(one["ref"] for one in others) == references[1:]


def test_the_list_has_what_is_packed_and_nothing_else(sbom, tables):
    parts = parts_of(sbom, tables)
    assert parts.keys() - {"pyinstaller"} == {
        *("numpy", "msgspec", "pyside6-essentials", "python", "qt"),
        *("Qt6Core", "python3.11", "bz2"),
    }
    for name in ("numpy", "msgspec"):
        assert parts[name]["purl"] == f"pkg:pypi/{name}@{metadata.version(name)}"
        assert parts[name]["licenses"]
    assert (
        parts["qt"]["version"] == parts["Qt6Core"]["version"] == QLibraryInfo.version().toString()
    )
    assert parts["python"]["version"] == parts["python3.11"]["version"] == sys.version.split()[0]
    assert parts["bz2"]["version"].startswith("1.0")
    digest = hashlib.sha256(b"library").hexdigest()
    assert parts["bz2"]["hashes"] == [{"alg": "SHA-256", "content": digest}]


def test_the_list_is_of_the_shape_of_cyclonedx_and_always_the_same(sbom, tables):
    bill = sbom.bill(list(parts_of(sbom, tables).values()))
    check_shape(bill)
    assert bill["metadata"]["component"]["version"] == identity.VERSION
    assert bill == sbom.bill(list(parts_of(sbom, tables).values()))


def test_what_is_packed_is_pinned(sbom, tables):
    pins = "".join(
        path.read_text("utf-8") for path in (ROOT / "packaging").glob("*constraints.txt")
    )
    for part in parts_of(sbom, tables).values():
        if part["bom-ref"].startswith("pkg:pypi/"):
            assert f"\n{part['name']}=={part['version']}\n" in pins


def test_a_list_in_dist_has_everything_that_is_required(sbom):
    """Where a bundle has been built."""
    file = sbom.file_of()
    if not file.exists():
        pytest.skip("no bundle has been built here")
    bill = json.loads(file.read_text("utf-8"))
    check_shape(bill)
    names = {part["name"] for part in bill["components"]}
    needed = {"msgspec", "numpy", "pyqtgraph", "pyside6-essentials", "scipy", "python", "qt"}
    assert needed <= names
    assert names & {"tensorflow", "tensorflow-cpu"}
    assert all(
        "hashes" in part for part in bill["components"] if part["bom-ref"].startswith("file:")
    )


def test_it_stands_beside_the_installers(sbom):
    build = (ROOT / "packaging" / "build.py").read_text("utf-8")
    release = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert sbom.file_of().match("dist/*.cdx.json")
    assert "sbom.file_of(" in build
    assert "dist/*.cdx.json\n" in release
