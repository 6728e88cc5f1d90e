"""Recent files: the newest first, ten at most, shared by windows; and the menu that lists them."""

import os

import pytest
from PySide6.QtWidgets import QMenu

from core import project_file, recent
from gui import portrait, settings
from gui.recent_menu import entries
from tests.saved import small_project


def test_the_newest_ten_stand_in_their_order(tmp_path):
    paths = [tmp_path / f"{number}.netglow" for number in range(12)]
    for path in paths:
        recent.note(tmp_path / "list", path)
    assert recent.listed(tmp_path / "list") == paths[:1:-1]
    recent.note(tmp_path / "list", paths[5])
    assert recent.listed(tmp_path / "list")[:2] == [paths[5], paths[11]]
    recent.clear(tmp_path / "list")
    assert recent.listed(tmp_path / "list") == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_any_name_comes_back(tmp_path):
    for name in ("ü 数\n", os.fsdecode(b"\xff\xfe"), "a" * 200):
        recent.note(tmp_path / "list", tmp_path / name)
        assert recent.listed(tmp_path / "list")[0] == tmp_path / name


def test_what_is_no_entry_is_passed_over(tmp_path):
    recent.note(tmp_path, tmp_path / "a.netglow")
    (tmp_path / ("0" * 32 + ".path")).write_bytes(b"/etc/passwd")  # another's name
    (tmp_path / ("1" * 32 + ".path")).write_bytes(b"x" * 100_000)
    (tmp_path / ("2" * 32 + ".path")).write_bytes(b"")
    (tmp_path / ("3" * 32 + ".path")).mkdir()
    assert recent.listed(tmp_path) == [tmp_path / "a.netglow"]


def test_equal_names_are_told_by_their_folders_and_what_is_gone_says_so(qapp, tmp_path):
    paths = [tmp_path / "one" / "net.netglow", tmp_path / "two" / "net.netglow"]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(b"")
    gone = tmp_path / "gone.netglow"
    assert [(one.text, one.there) for one in entries([*paths, gone])] == [
        (f"net.netglow – {tmp_path / 'one'}", True),
        (f"net.netglow – {tmp_path / 'two'}", True),
        ("gone.netglow (not there any more)", False),
    ]


def test_a_file_that_cannot_be_looked_at_is_one_that_is_gone(qapp, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "net.netglow").write_bytes(b"")
    folder.chmod(0)  # to root it means nothing
    looked = entries([tmp_path / ("a" * 300), folder / "net.netglow"])
    folder.chmod(0o700)
    assert [one.there for one in looked] == [False, os.name == "nt" or os.getuid() == 0]


@pytest.fixture
def opened(make_window):
    """A function: window -> the actions of its menu of recent files, opened."""

    def look(window):
        menu = window.findChild(QMenu, "recentMenu")
        menu.aboutToShow.emit()
        return [one for one in menu.actions() if not one.isSeparator()]

    return look


def test_saved_and_opened_files_stand_in_the_menu_of_every_window(
    qtbot, make_window, opened, tmp_path
):
    first, second = make_window(), make_window()
    assert [one.text() for one in opened(first)] == ["No files yet"]
    first.document.save(tmp_path / "a")
    project_file.save(tmp_path / "b & c.netglow", small_project())
    second.document.open(tmp_path / "b & c.netglow")
    for window in (first, second):
        actions = opened(window)
        assert [one.text() for one in actions] == [
            "b && c.netglow", "a.netglow", "Clear this list",
        ]  # fmt: skip
        assert actions[1].toolTip() == str(tmp_path / "a.netglow")
        # The window's own picture of it, and the program's where a file has none.
        size = actions[1].icon().availableSizes()[0]
        assert 100 < size.width() <= 320
        assert not actions[0].icon().isNull()
    opened(first)[0].trigger()
    qtbot.waitUntil(lambda: not first.document.opening)
    assert first.session.snapshot.updates == 40
    first.actions_by_name["undoAction"].trigger()
    assert first.session.snapshot.updates == 0
    (tmp_path / "a.netglow").unlink()
    gone = next(one for one in opened(first) if "a.netglow" in one.text())
    assert (gone.isEnabled(), gone.icon().isNull()) == (False, True)
    opened(second)[-1].trigger()
    assert recent.listed(settings.recent_folder()) == []


def test_a_file_without_a_picture_is_nothing_to_complain_of(qapp, capfd):
    assert portrait.shown(b"").isNull()
    assert capfd.readouterr().err == ""
