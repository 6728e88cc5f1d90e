"""Settings: what makes no sense is passed over, and the window opens all the same."""

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from gui import settings, settings_file
from tests.processes import ROOT

NAMES = {"theme": str, "folder": str, "geometry": QByteArray, "docks": QByteArray}


def file():
    return settings.file()


def write(text):
    file().parent.mkdir(parents=True, exist_ok=True)
    file().write_bytes(text if isinstance(text, bytes) else text.encode())


def all_of_their_types():
    for name, kind in NAMES.items():
        assert type(settings.get(name)) is kind
    assert settings.get("theme") in settings.THEMES


@pytest.fixture
def warned(caplog):
    caplog.set_level(logging.WARNING, logger="gui.settings")
    return caplog


def test_what_is_put_comes_back(qapp, warned):
    all_of_their_types()
    for name, value in (("theme", "light"), ("folder", "/ü"), ("geometry", QByteArray(b"\0\xff"))):
        settings.put(name, value)
        settings.settle()
        assert settings.get(name) == value
    assert not warned.records
    with pytest.raises(KeyError):
        settings.get("nothing")
    with pytest.raises(KeyError):
        settings.put("nothing", 1)


OTHERS = """
import sys
from pathlib import Path
from gui import settings
settings.keep_in(Path(sys.argv[1]))
for number in range(30):
    settings.put("folder", f"/{number}")
    settings.put("textSize", "125")
"""


def test_two_windows_lose_nothing_of_each_others(qapp, tmp_path):
    with subprocess.Popen([sys.executable, "-c", OTHERS, str(tmp_path)], cwd=ROOT) as other:
        while other.poll() is None:
            settings.put("theme", "dark")
            settings.put("unsaved", "keep")
    text = file().read_text()
    assert all(
        line in text for line in ("theme=dark", "unsaved=keep", "folder=/29", "textSize=125")
    )


def test_what_was_put_at_last_is_on_the_disk_when_the_window_has_closed(make_window):
    window, path = make_window(), file()
    window.change_text_size(1)
    window.close()
    assert b"textSize=110" in path.read_bytes()
    assert b"docks=" in path.read_bytes()


def test_a_slow_disk_keeps_nobody_waiting_who_puts_or_gets(qapp, monkeypatch):
    folder = settings.recent_folder()
    layout = QByteArray(b"a layout")
    assert settings.get("unsaved") == "ask"
    may_write, make_safe = threading.Event(), settings.make_safe

    def make_safe_late(path):
        assert may_write.wait(60)
        make_safe(path)

    monkeypatch.setattr(settings, "make_safe", make_safe_late)
    settings.put("theme", "dark")
    settings.put("theme", "light")
    settings.put("docks", layout)
    asked = [settings.get(name) for name in ("theme", "docks", "unsaved")]
    assert asked == ["light", layout, "ask"]
    assert settings.recent_folder() == folder
    may_write.set()
    settings.settle()
    assert [settings.get(name) for name in ("theme", "docks", "unsaved")] == asked


def test_what_another_window_has_put_is_got(qapp):
    assert settings.get("unsaved") == "ask"
    settings.put("theme", "dark")
    settings.settle()
    file().write_text("[General]\nunsaved=keep\n")
    assert settings.get("unsaved") == "keep"
    assert settings.get("theme") == "system"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("geometry=17", "geometry"),
        ("docks=@Invalid()", "docks"),
        ("docks=@Rect(1 2 3 4)", "docks"),
        ("theme=solarized", "theme"),
        ("theme=@ByteArray(dark)", "theme"),
        ("theme=dark, light", "theme"),
        ("folder=@Variant(\\0\\0\\0\\x3)", "folder"),
        ("folder=a, b", "folder"),
    ],
)
def test_a_value_that_makes_no_sense_is_passed_over_with_a_line(qapp, warned, line, name):
    write(f"[General]\n{line}\n")
    all_of_their_types()
    (said,) = {record.getMessage() for record in warned.records}
    assert f"the setting {name} makes no sense" in said
    assert "\n" not in said


CASES = sorted((Path(__file__).parents[2] / "shared" / "cases" / "settings").glob("*.ini"))
CONTENTS = {
    "geometry": "[General]\ngeometry=17\n",
    "docks": "[General]\ndocks=17\n",
    "another layout": "[General]\ngeometry=@ByteArray(nonsense)\ndocks=@ByteArray(\\0\\xff)\n",
    "another program": "[Desktop Entry]\nName=Files\nExec=files %U\n",
    "no text": bytes(range(256)) * 20,
    **{path.name: path.read_bytes() for path in CASES},
}


@pytest.mark.parametrize("name", CONTENTS)
def test_the_window_opens_whatever_the_file_holds(make_window, name, warned):
    write(CONTENTS[name])
    window = make_window()
    assert window.isVisible()
    assert window.findChild(QWidget, "diagram").isVisible()


def test_the_window_opens_where_the_file_is_a_folder(make_window, warned):
    file().mkdir(parents=True)
    assert make_window().isVisible()


@given(st.data())
def test_a_layout_with_one_wrong_byte_is_none(qapp, tmp_path_factory, data):
    settings.keep_in(tmp_path_factory.mktemp("settings"))
    layout = data.draw(st.binary(min_size=1, max_size=80))
    settings.put("docks", QByteArray(layout))
    assert settings.get("docks") == layout
    stored = QSettings(str(file()), QSettings.Format.IniFormat)
    sealed = bytearray(stored.value("docks").data())
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    stored.setValue("docks", QByteArray(bytes(sealed)))
    assert settings.get("docks").isEmpty()


WHOLE = (
    "[General]\ndocks=" + r"@ByteArray(\0\x1\0\x1\xff\0\0\0\xfd)" + "\nfolder=/home/somebody\n"
    "geometry=" + r"@ByteArray(\x1\xd9\xd0\xcb\0\x3\0\0\0\0\x1\xe)" + "\ntheme=dark\n"
).encode()
SHARE = st.floats(0, 1, exclude_max=True)


@given(SHARE | st.just(None), st.lists(st.tuples(SHARE, st.integers(0, 255)), max_size=3))
@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_gives_values_of_the_right_types(qapp, tmp_path_factory, cut, changes):
    settings.keep_in(tmp_path_factory.mktemp("settings"))  # QSettings remembers what it has read
    damaged = bytearray(WHOLE)
    for place, value in changes:
        damaged[int(place * len(damaged))] = value
    write(bytes(damaged[: None if cut is None else int(cut * len(damaged))]))
    all_of_their_types()


@pytest.mark.parametrize(
    "value",
    [
        b"@Variant(\\0\\0\\0\\t\\x1c\\x30\\0\\0)",  # a list of 470 million values
        b'"@Variant(\\0\\0\\0\\x42)"',
        b"\\x40Variant(\\0\\0\\0\\x42)",
        b"\\100Varian\\x74(\\0\\0\\0\\x42)",
        b"dark, @DateTime(\\0\\0\\0\\x10)",
        b"@Vari\\\nant(\\0\\0\\0\\x42)",
    ],
)
def test_objects_in_the_file_are_never_made(qapp, warned, value):
    """Qt would make a value of whatever kind; some take the memory, some end the program."""
    kept = b"" if b"\n" in value else b"[General]\ntheme=light\n"
    write(b"[General]\ntheme=light\nfolder=" + value + b"\n")
    assert settings.get("folder") == ""
    assert settings.get("theme") == ("light" if kept else "system")
    assert file().read_bytes() == kept
    assert not kept or "the setting folder makes no sense" in warned.records[0].getMessage()
    settings.put("folder", "@Variant(\\0) \\x40Variant(")  # a folder may be called so
    assert settings.get("folder") == "@Variant(\\0) \\x40Variant("


def test_settings_of_any_other_kind_are_left_alone(qapp):
    text = b"[General]\nfolder=@@home\ngeometry=@ByteArray(\\0\\xff)\ntheme=dark\n"
    write(text)
    assert settings.get("folder") == "@home"
    assert file().read_bytes() == text


@pytest.mark.parametrize("text", [b'a=@"Variant("x)', b'a="@"Variant(x)', b"a=@V\\x61riant(x)"])
def test_quotes_and_escapes_hide_no_object(text):
    assert settings_file.holds_objects(text)
    assert not settings_file.holds_objects(text.replace(b"@", b"@@"))
