"""The recipes for Windows and macOS, and the workflows: as far as Linux can tell."""

import fnmatch
import importlib
import plistlib
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from core import identity

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"
SCRIPT = (PACKAGING / "netglow.nsi").read_text(encoding="utf-8")
WORKFLOWS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in (ROOT / ".github" / "workflows").glob("*.yml")
}
WORKFLOW = WORKFLOWS["release"]
NAMES = {
    name: value
    for name, value in vars(identity).items()
    if name.isupper() and isinstance(value, str)
}
# The desktop entry's languages, as NSIS calls them.
LANGUAGES = {
    "": "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "ja": "Japanese",
    "pt_BR": "PortugueseBR",
    "zh_CN": "SimpChinese",
    "zh_TW": "TradChinese",
}
needs_nsis = pytest.mark.skipif(not shutil.which("makensis"), reason="no makensis")


@pytest.fixture
def recipe(monkeypatch):
    """Imports a module of packaging/, which is no package."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    before = set(sys.modules)
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if str(PACKAGING) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def windows(recipe):
    """The module packaging/windows.py."""
    return recipe("windows")


@pytest.fixture
def macos(recipe):
    """The module packaging/macos.py."""
    return recipe("macos")


@pytest.fixture
def bundle(tmp_path):
    """A bundle like PyInstaller's for Windows, but tiny."""
    folder = tmp_path / "bundle"
    inner = folder / "_internal" / "a folder"
    inner.mkdir(parents=True)
    for file in (
        folder / f"{identity.PROGRAM}.exe",
        folder / f"{identity.WINDOW_PROGRAM}.exe",
        folder / "_internal" / "python.dll",
        inner / "LICENSE",
        inner / "of $INSTDIR.txt",
    ):
        file.write_bytes(b"." * 1024)
    return folder


@pytest.fixture
def icons(tmp_path):
    """A folder with the icons, one pixel each."""
    folder = tmp_path / "icons"
    folder.mkdir()
    picture = struct.pack("<IiiHHIIiiII", 40, 1, 2, 1, 32, 8, 0, 0, 0, 0, 0) + bytes(8)
    head = struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 1, 1, 0, 0, 1, 32, 48, 22)
    for name in ("netglow.ico", "netglow-file.ico"):
        (folder / name).write_bytes(head + picture)
    return folder


@needs_nsis
def test_nsis_makes_the_setup_program_without_a_warning(windows, bundle, icons, tmp_path, capfd):
    output = tmp_path / "dist" / "setup.exe"
    output.parent.mkdir()
    assert windows.make_setup(bundle, output, icons, "1.2.3") == output
    assert capfd.readouterr() == ("", "")
    made = output.read_bytes()
    assert made[:2] == b"MZ"
    for words in (identity.TITLE, identity.PUBLISHER, "1.2.3"):
        assert words.encode("utf-16-le") in made
    assert list(output.parent.iterdir()) == [output]


@needs_nsis
def test_an_attempt_that_fails_leaves_the_earlier_setup_program(windows, bundle, icons, tmp_path):
    output = tmp_path / "setup.exe"
    output.write_text("earlier")
    (icons / "netglow-file.ico").unlink()
    with pytest.raises(subprocess.CalledProcessError):
        windows.make_setup(bundle, output, icons)
    assert output.read_text() == "earlier"
    assert not output.with_suffix(".part").exists()


@needs_nsis
def test_a_warning_of_nsis_is_an_error(windows, bundle, icons, tmp_path, monkeypatch):
    script = tmp_path / "with_warning.nsi"
    script.write_text(f"{SCRIPT}\nVar never_used\n", encoding="utf-8")
    monkeypatch.setattr(windows, "SCRIPT", script)
    with pytest.raises(subprocess.CalledProcessError):
        windows.make_setup(bundle, tmp_path / "setup.exe", icons)


@pytest.mark.parametrize("missing", [identity.PROGRAM, identity.WINDOW_PROGRAM])
def test_a_bundle_without_a_program_is_refused(windows, bundle, icons, missing, monkeypatch):
    monkeypatch.setattr(windows, "find_compiler", lambda: Path("makensis"))
    (bundle / f"{missing}.exe").unlink()
    with pytest.raises(FileNotFoundError, match=f"The bundle has no {missing}.exe"):
        windows.make_setup(bundle, bundle / "setup.exe", icons)


def test_nsis_is_found_where_its_own_setup_puts_it(windows, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="choco install nsis"):
        windows.find_compiler()
    compiler = tmp_path / "NSIS" / "makensis"
    compiler.parent.mkdir()
    compiler.write_text("#!/bin/sh\n")
    compiler.chmod(0o755)
    assert windows.find_compiler() == compiler


def test_the_script_uses_every_name_that_it_is_given_and_no_other(windows, bundle, icons):
    given = set(windows.defines(bundle, Path("setup.exe"), icons, "1.0")) | {"REMOVAL"}
    own = set(re.findall(r"^!define (\w+)", SCRIPT, re.MULTILINE))
    assert not given & own
    of_nsis = {"HWND_BROADCAST", "WM_SETTINGCHANGE"}
    of_nsis |= {f"LANG_{language.upper()}" for language in LANGUAGES.values()}
    assert set(re.findall(r"\$\{([A-Z_]+)\}", SCRIPT)) - own - of_nsis == given


def test_the_script_spells_out_no_name():
    code = re.sub(r"^\s*#.*$", "", SCRIPT, flags=re.MULTILINE).lower()
    assert len(NAMES) > 10
    assert [name for name, value in NAMES.items() if value.lower() in code] == []


def test_the_script_speaks_the_languages_of_the_desktop_entry():
    entry = (PACKAGING / "desktop" / "netglow.desktop").read_text(encoding="utf-8")
    assert {""} | set(re.findall(r"^Comment\[(\w+)\]", entry, re.MULTILINE)) == set(LANGUAGES)
    spoken = re.findall(r'^!insertmacro MUI_LANGUAGE "(\w+)"', SCRIPT, re.MULTILINE)
    assert spoken[0] == "English"  # for whoever has none of them
    assert sorted(spoken) == sorted(LANGUAGES.values())
    said = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", SCRIPT, re.MULTILINE)
    phrases = {phrase for phrase, _ in said}
    assert sorted(said) == sorted((a, b.upper()) for a in phrases for b in spoken)


def test_what_is_removed_is_the_bundle_and_nothing_else(windows, bundle):
    lines = windows.removal_script(bundle).splitlines()
    left = {str(PureWindowsPath(path.relative_to(bundle))) for path in bundle.rglob("*")}
    assert len(left) == 7
    for line in lines:
        command, target = re.fullmatch(r'(Delete|RMDir) "\$INSTDIR\\(.+)"', line).groups()
        name = re.sub(r"\$\$", "$", target)
        assert target.count("$") == 2 * name.count("$")  # none begins a variable
        assert (command == "RMDir") == (bundle / PureWindowsPath(name)).is_dir()
        assert not any(other.startswith(f"{name}\\") for other in left)  # a folder is empty by then
        left.remove(name)
    assert left == set()
    # What others put into our folder stays.
    assert "RMDir /r" not in SCRIPT


@pytest.mark.parametrize(
    ("version", "expected"),
    [("0.1.0", "0.1.0.0"), ("1.2rc3", "1.2.0.0"), ("1.2.3.4.5", "1.2.3.4"), ("7", "7.0.0.0")],
)
def test_windows_counts_in_four_numbers(windows, version, expected):
    assert windows.four_numbers(version) == expected


def test_what_the_application_says_of_itself_is_a_property_list_that_agrees(macos):
    told = macos.bundle_info()
    assert plistlib.loads(plistlib.dumps(told)) == told
    assert (told["CFBundleName"], told["LSBackgroundOnly"]) == (identity.TITLE, False)
    assert re.fullmatch(r"\d+(\.\d+){0,2}", told["CFBundleVersion"])
    assert identity.VERSION.startswith(told["CFBundleShortVersionString"])
    assert identity.PUBLISHER in told["NSHumanReadableCopyright"]
    (document,), (kind,) = told["CFBundleDocumentTypes"], told["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert kind["UTTypeIdentifier"].startswith(f"{identity.DEVELOPER_ID}.")
    assert document["CFBundleTypeName"] == kind["UTTypeDescription"] == identity.FILE_TITLE
    assert kind["UTTypeTagSpecification"] == {
        "public.filename-extension": [identity.SUFFIX[1:]],
        "public.mime-type": [identity.MIME_TYPE],
    }
    assert "public.data" in kind["UTTypeConformsTo"]
    assert document["CFBundleTypeIconFile"] == kind["UTTypeIconFile"] == macos.FILE_ICON
    drawn = (PACKAGING / "make_icons.py").read_text(encoding="utf-8")
    assert f'"{Path(macos.FILE_ICON).stem}"' in drawn
    assert '.icns"' in drawn


@pytest.mark.parametrize(
    ("wheel", "expected"),
    [
        ("Tag: cp311-cp311-macosx_14_0_arm64\n", (14, 0)),
        ("Tag: cp311-abi3-macosx_10_9_universal2\n", (10, 9)),
        ("Tag: py3-none-macosx_10_13_x86_64\nTag: py3-none-macosx_11_0_arm64\n", (10, 13)),
        ("Wheel-Version: 1.0\nTag: py3-none-any\n", (0, 0)),
    ],
)
def test_a_wheel_says_which_macos_it_needs(macos, wheel, expected):
    assert macos.oldest_of_wheel(wheel) == expected


def test_the_application_needs_what_its_neediest_wheel_needs(macos, monkeypatch):
    class Found:
        def __init__(self, tag):
            self.tag = tag

        def read_text(self, name):
            return f"Tag: py3-none-{self.tag}\n" if name == "WHEEL" and self.tag else None

    def installed(*tags):
        monkeypatch.setattr(macos.metadata, "distributions", lambda: map(Found, tags))
        return macos.bundle_info()["LSMinimumSystemVersion"]

    monkeypatch.setattr(macos.sysconfig, "get_config_var", lambda _: None)
    assert installed("any", None) == "13.0"
    assert installed("any", "macosx_14_0_arm64", "macosx_13_0_universal2") == "14.0"
    monkeypatch.setattr(macos.sysconfig, "get_config_var", lambda _: "15")
    assert installed("macosx_14_0_arm64") == "15.0"


@pytest.fixture
def mac(macos, tmp_path, monkeypatch):
    """An application, and macOS' tools, of which `mac.failures` calls of hdiutil fail."""
    app = tmp_path / f"{identity.TITLE}.app"
    (app / "Contents" / "MacOS").mkdir(parents=True)
    (app / "Contents" / "MacOS" / identity.PROGRAM).write_text("program")
    (app / "Contents" / "link").symlink_to("MacOS")
    macos.app, macos.failures, macos.ran = app, 0, []

    def run(*words):
        macos.ran.append(words[0])
        if words[0] == "codesign":
            assert words[-1] == app
            return
        *_, source, content, target = words
        assert source == "-srcfolder"
        assert {path.name for path in content.iterdir()} == {app.name, "Applications"}
        assert (content / "Applications").readlink() == Path("/Applications")
        copy = content / app.name / "Contents"
        assert (copy / "MacOS" / identity.PROGRAM).read_text() == "program"
        assert (copy / "link").readlink() == Path("MacOS")
        if macos.failures:
            macos.failures -= 1
            raise subprocess.CalledProcessError(1, words)
        target.write_text("image")

    monkeypatch.setattr(macos, "run", run)
    monkeypatch.setattr(macos, "BUILD", tmp_path / "build")
    return macos


@pytest.mark.parametrize("failures", [0, 2])
def test_the_image_holds_the_application_and_where_it_goes(mac, tmp_path, failures):
    mac.failures = failures
    output = tmp_path / "dist" / "netglow.dmg"
    output.parent.mkdir()
    assert mac.make_image(mac.app, output) == output
    assert mac.ran == ["codesign"] + (failures + 1) * ["hdiutil"]
    assert output.read_text() == "image"
    assert list(output.parent.iterdir()) == [output]
    assert not any((tmp_path / "build").iterdir())


def test_an_image_that_fails_leaves_the_earlier_one(mac, tmp_path):
    mac.failures, output = 3, tmp_path / "netglow.dmg"
    output.write_text("earlier")
    with pytest.raises(subprocess.CalledProcessError):
        mac.make_image(mac.app, output)
    assert output.read_text() == "earlier"
    with pytest.raises(FileNotFoundError, match=r"other\.app"):
        mac.make_image(tmp_path / "other.app", output)


def test_the_workflow_attaches_what_the_recipes_make(windows, macos, recipe):
    paths = re.search(r"path: \|\n((?: +dist/\S+\n)+)", WORKFLOW)[1].split()
    debian = (PACKAGING / "debian.py").read_text(encoding="utf-8")
    linux = re.findall(r'f"(\{PROGRAM\}[^"]*\.(?:tar\.xz|deb))"', debian)
    assert len(linux) == 2
    names = [windows.setup_file().name, macos.image_file().name, recipe("sbom").file_of().name]
    names += [re.sub(r"\{\w+(\(\))?\}", "x", name) for name in linux]
    folder = windows.DIST.relative_to(ROOT)
    matched = [
        [path for path in paths if fnmatch.fnmatchcase(f"{folder}/{name}", path)] for name in names
    ]
    assert sorted(matched) == sorted([path] for path in paths)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_name_what_there_is_and_may_do_little(recipe, name):
    dev, build, workflow = recipe("dev"), recipe("build"), WORKFLOWS[name]
    assert workflow.count(f"name: {name}\n") == 1
    versions = re.findall(r'"(3)\.(\d+)"', workflow)
    assert versions
    for version in versions:
        assert dev.OLDEST <= tuple(map(int, version)) <= dev.NEWEST
    scripts = re.findall(r"packaging/\w+\.py", workflow)
    assert scripts or name == "audit"
    assert all((ROOT / script).is_file() for script in scripts)
    if name != "audit":  # it starts nothing
        assert "python packaging/dev.py system-packages" in workflow
    pattern = re.search(r"packaging/\S*constraints\.txt", workflow)[0]
    assert set(build.PINS) == set(ROOT.glob(pattern))
    assert re.findall(r"^permissions:\n  (.+)$", workflow, re.MULTILINE) == ["contents: read"]
    used = re.findall(r"uses: (\S+)", workflow)
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in used)


def test_the_tests_run_on_every_push_on_every_system(recipe):
    dev, workflow = recipe("dev"), WORKFLOWS["tests"]
    assert set(WORKFLOWS) == {"tests", "release", "audit"}
    assert '\n  push:\n    branches: ["**"]\n  pull_request:\n' in workflow
    systems = re.search(r"runner: \[(.+)\]", workflow)[1].split(", ")
    assert systems == [f"{system}-latest" for system in ("ubuntu", "windows", "macos")]
    python = re.search(r'python: \["(.+)"\]', workflow)[1].split('", "')
    assert python == [f"{major}.{minor}" for major, minor in (dev.OLDEST, dev.NEWEST)]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = "packaging/dev.py test"
    assert re.findall(r"- run: python (.+)$", workflow, re.MULTILINE) == [command]
    assert f"python3 {command}" in readme
    assert "permissions" not in workflow.split("\njobs:\n")[1]


def test_the_audit_looks_every_pin_up_weekly_and_when_it_changes():
    workflow = WORKFLOWS["audit"]
    assert re.search(r'cron: "\d+ \d+ \* \* [0-6]"', workflow)
    assert "pyproject.toml" in workflow
    assert workflow.count("packaging/*constraints.txt") == 2
    # Otherwise a package that it cannot look up is passed over.
    assert 'pip-audit" --strict --no-deps --disable-pip -r' in workflow


def test_the_release_names_what_the_recipes_make():
    assert "python packaging/build.py" in WORKFLOW
    assert f'\\Programs\\{identity.TITLE}"' in WORKFLOW
    assert '"$LOCALAPPDATA\\Programs\\${TITLE}"' in SCRIPT
    assert f"\\uninstall-{identity.PROGRAM}.exe" in WORKFLOW
    assert '"uninstall-${PROGRAM}.exe"' in SCRIPT


def test_the_workflow_runs_on_the_tag_of_a_version_and_may_do_little():
    (pattern,) = re.findall(r'tags: \["(.+)"\]', WORKFLOW)
    assert fnmatch.fnmatchcase(f"v{identity.VERSION}", pattern)
    assert '"v$version"' in WORKFLOW
    build, release = WORKFLOW.split("\n  release:\n")
    assert "write" not in build.split("\njobs:\n")[1]
    assert "    if: github.ref_type == 'tag'\n    needs: build\n" in release
    assert re.search(r"permissions:\n +(.+)\n +steps:", release)[1] == "contents: write"
    assert re.findall(r"- system: (\w+)\n +runner: (\w+)-", build) == [
        ("linux", "ubuntu"),
        ("windows", "windows"),
        ("macos", "macos"),
    ]
