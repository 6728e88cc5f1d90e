"""packaging/debian.py and packaging/desktop: what the Debian package holds and says of itself."""

import configparser
import gzip
import hashlib
import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core import identity, project_file
from core.experiment import Experiment
from core.history import History
from core.network import Layer, Network
from core.parameters import initialise
from core.run import Run
from core.snapshot import Snapshot
from gui import __main__ as program

ROOT = Path(__file__).parents[1]
DESKTOP = ROOT / "packaging" / "desktop"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="packs for Linux")


def tool(name):
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"no {name}")


@pytest.fixture
def debian(tmp_path, monkeypatch):
    """The module, with a bundle of three files, icons of a byte, and folders of its own."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")  # 2025-10-09
    module = importlib.import_module("debian")
    for name in ("BUILD", "DIST", "ICONS", "BUNDLE"):
        monkeypatch.setattr(module, name, tmp_path / name.lower())
        (tmp_path / name.lower()).mkdir()
    (module.BUNDLE / "_internal").mkdir()
    (module.BUNDLE / "_internal" / "data.txt").write_text("data")
    (module.BUNDLE / "_internal" / "link.txt").symlink_to("data.txt")
    (module.BUNDLE / identity.PROGRAM).write_text("#!/bin/sh\necho it runs\n")
    for name in ("netglow", "netglow-file"):
        for size in module.ICON_SIZES:
            (module.ICONS / f"{name}-{size}.png").write_text(name)
    return module


def filled(debian, name):
    return debian.fill(DESKTOP / name, DATE="2026-01-02")


# What desktops read


@pytest.mark.parametrize("file", sorted(DESKTOP.iterdir()), ids=lambda file: file.name)
def test_every_name_is_filled_in(debian, file):
    text = filled(debian, file.name)
    assert text
    assert not re.search(r"@\w+@", text)
    # What has one place is not spelled out in another.
    raw = file.read_text(encoding="utf-8")
    for name in (identity.APP_ID, identity.MIME_TYPE, identity.VERSION, identity.SUMMARY):
        assert name not in raw


def test_a_name_that_does_not_exist_is_an_error(debian, tmp_path):
    (tmp_path / "template").write_text("@NO_SUCH_NAME@")
    with pytest.raises(AttributeError, match="NO_SUCH_NAME"):
        debian.fill(tmp_path / "template")


def test_the_desktop_starts_what_the_program_understands(debian, monkeypatch):
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read_string(filled(debian, "netglow.desktop"))
    entry = entry["Desktop Entry"]
    name, *words = entry["Exec"].split()
    assert name == entry["TryExec"] == entry["Icon"] == identity.PROGRAM
    assert entry["MimeType"] == f"{identity.MIME_TYPE};"
    arguments = program.window_parser().parse_args([w.replace("%f", "a.netglow") for w in words])
    assert (arguments.desktop, arguments.file) == (True, Path("a.netglow"))
    languages = {key.partition("[")[2] for key in entry if key.startswith("GenericName[")}
    assert len(languages) >= 5
    assert languages == {key.partition("[")[2] for key in entry if key.startswith("Comment[")}


def test_saved_networks_are_known_by_name_and_by_content(debian, tmp_path):
    (kind,) = ElementTree.fromstring(filled(debian, "netglow.xml"))
    assert kind.get("type") == identity.MIME_TYPE
    assert kind.find(f"{MIME}glob").get("pattern") == f"*{identity.SUFFIX}"
    network = Network(256, (Layer(10, "softmax"),))
    project = Run(Experiment(network), Snapshot(initialise(network, 0)), History())
    project_file.save(tmp_path / "a.netglow", project)
    data = (tmp_path / "a.netglow").read_bytes()
    for match in kind.iter(f"{MIME}match"):
        value = match.get("value").encode().decode("unicode_escape").encode("latin-1")
        assert data[int(match.get("offset")) :].startswith(value)


def test_the_man_page_names_every_command_and_option(debian):
    page = filled(debian, "netglow.1").replace("\\-", "-")
    for command in program.COMMANDS:
        assert re.search(rf"^\.(B|BI) \"?{command}\b", page, re.MULTILINE), command
    for option in re.findall(r"(?<!\w)--?[a-z][\w-]*", program.window_parser().format_help()):
        assert option in page, option


@tool("man")
def test_man_reads_the_page(debian, tmp_path):
    (tmp_path / "netglow.1").write_text(filled(debian, "netglow.1"))
    words = ["man", "--warnings", "-E", "UTF-8", "-l", str(tmp_path / "netglow.1")]
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "watch a neural network learn" in done.stdout


@tool("desktop-file-validate")
def test_the_menu_entry_is_valid(debian, tmp_path):
    file = tmp_path / f"{identity.APP_ID}.desktop"
    file.write_text(filled(debian, "netglow.desktop"))
    done = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


@tool("appstreamcli")
def test_software_centres_understand_the_description(debian, tmp_path):
    file = tmp_path / f"{identity.APP_ID}.metainfo.xml"
    file.write_text(filled(debian, "netglow.metainfo.xml"))
    words = ["appstreamcli", "validate", "--no-net", str(file)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


# The package


@tool("dpkg-deb")
def test_the_package_holds_program_desktop_files_and_their_checksums(debian, tmp_path, monkeypatch):
    monkeypatch.setattr(debian, "dependencies", lambda bundle: ["libc6 (>= 2.34)", "libx11-6"])
    package = debian.make_package(level=0)
    assert (
        package.name == f"netglow_{identity.VERSION}_{debian.ARCHITECTURES[debian.machine()]}.deb"
    )
    assert list(debian.DIST.iterdir()) == [package]
    root = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "--raw-extract", package, root], check=True)
    fields = (root / "DEBIAN" / "control").read_text()
    assert "Package: netglow\n" in fields
    assert f"Version: {identity.VERSION}\n" in fields
    assert "Depends: libc6 (>= 2.34), libx11-6\n" in fields
    started = subprocess.check_output([root / "usr" / "bin" / "netglow"], text=True)
    assert started == "it runs\n"
    share = root / "usr" / "share"
    for path in (
        f"applications/{identity.APP_ID}.desktop",
        f"metainfo/{identity.APP_ID}.metainfo.xml",
        "mime/packages/netglow.xml",
        "icons/hicolor/16x16/apps/netglow.png",
        "icons/hicolor/512x512/mimetypes/application-x-netglow.png",
        "icons/hicolor/scalable/apps/netglow.svg",
        "doc/netglow/copyright",
    ):
        assert (share / path).is_file(), path
    for name in ("man/man1/netglow.1.gz", "doc/netglow/changelog.gz"):
        assert gzip.decompress((share / name).read_bytes())
    sums = dict(
        line.split("  ")[::-1] for line in (root / "DEBIAN" / "md5sums").read_text().splitlines()
    )
    files = [
        file
        for file in root.rglob("*")
        if file.is_file() and not file.is_symlink() and "DEBIAN" not in file.parts
    ]
    assert sums == {
        str(file.relative_to(root)): hashlib.md5(file.read_bytes()).hexdigest() for file in files
    }
    modes = {file.name: file.stat().st_mode & 0o777 for file in files}
    assert modes["netglow"] == 0o755
    assert modes["data.txt"] == 0o644


@tool("dpkg-deb")
def test_the_same_source_gives_the_same_package(debian, monkeypatch):
    monkeypatch.setattr(debian, "dependencies", lambda bundle: ["libc6"])
    first = debian.make_package(level=0).read_bytes()
    assert debian.make_package(level=0).read_bytes() == first


def test_the_gpu_variant_stands_in_for_the_other(debian, monkeypatch, tmp_path):
    monkeypatch.setattr(debian, "dependencies", lambda bundle: ["libc6"])
    fields = debian.control_file(tmp_path, "-gpu", "amd64")
    for line in ("Package: netglow-gpu", "Conflicts: netglow", "Provides: netglow"):
        assert f"{line}\n" in fields


OBJDUMP = """
Dynamic Section:
  NEEDED               libc.so.6
  NEEDED               libX11.so.6
  NEEDED               {library}
Version References:
  required from libc.so.6:
    0x09691a75 0x00 03 GLIBC_2.2.5
    0x06969194 0x00 02 GLIBC_2.34
    0x0297f861 0x00 04 GLIBCXX_3.4.29
"""


@pytest.fixture
def needs(debian, monkeypatch):
    """Lets the one library of the bundle need another."""
    (debian.BUNDLE / "_internal" / "libours.so").write_bytes(b"\x7fELF")

    def need(library):
        said = OBJDUMP.format(library=library)
        monkeypatch.setattr(debian.subprocess, "check_output", lambda words, text: said)

    return need


@pytest.mark.parametrize("library", ["libours.so", "libxcb-cursor.so.0", "libm.so.6"])
def test_the_package_depends_on_what_its_libraries_need(debian, needs, library):
    needs(library)
    found = debian.dependencies(debian.BUNDLE)
    assert found[:3] == ["libc6 (>= 2.34)", "libgcc-s1", "libstdc++6 (>= 11)"]
    assert "libx11-6" in found
    assert "libxcb-cursor0" in found


def test_a_library_that_nobody_declares_is_refused(debian, needs):
    needs("libmystery.so.3")
    with pytest.raises(ValueError, match=r"needs: libmystery\.so\.3\."):
        debian.dependencies(debian.BUNDLE)
