"""Files that were opened or saved, in the File menu, with their pictures."""

import functools
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QApplication, QMenu, QProxyStyle, QStyle, QStyleOption, QWidget

from core import project_file, recent
from core.sentences import plain
from gui import portrait, settings, theme
from gui.icons import icon
from gui.main_window import MainWindow
from gui.translation import translate
from gui.widgets import labelled

_SIDE = 13  # units of the grid: the room of a picture


class Entry(NamedTuple):
    """A file of the list: what it is called there, and whether it is still there."""

    path: Path
    text: str
    there: bool


def entries(paths: list[Path]) -> list[Entry]:
    """Return what the list says: names, and folders where names alone would not tell."""
    counts = Counter(path.name for path in paths)
    found = []
    for path in paths:
        name, there = plain(path.name), os.path.isfile(path)
        if counts[path.name] > 1:
            name = f"{name} – {plain(str(path.parent))}"
        if not there:
            name = translate("Recent", "{name} (not there any more)").format(name=name)
        found.append(Entry(path, name, there))
    return found


def wire_recent(window: MainWindow, open_it: Callable[[Path], None]) -> None:
    """Add the list to the File menu. It is read, and the files are looked at, when it opens."""
    menu = labelled(QMenu(translate("Recent", "Recent"), window), "recentMenu")
    menu.setToolTipsVisible(True)
    window.file_menu.insertMenu(window.actions_by_name["openLastAction"], menu)
    folder = settings.recent_folder()

    def fill() -> None:
        menu.clear()
        menu.setStyle(_large_icons())
        listed = entries(recent.listed(folder))
        for number, entry in enumerate(listed):
            menu.addAction(_action(menu, number, entry, open_it))
        if not listed:
            none = menu.addAction(translate("Recent", "No files yet"))
            none.setEnabled(False)
            return
        menu.addSeparator()
        clear = menu.addAction(translate("Recent", "Clear this list"))
        clear.setObjectName("clearRecentAction")
        clear.triggered.connect(lambda: recent.clear(folder))

    menu.aboutToShow.connect(fill)


@functools.cache
def _large_icons() -> QProxyStyle:
    """Return the style of a menu with room for pictures; made when the first one opens."""

    class LargeIcons(QProxyStyle):
        def pixelMetric(  # noqa: N802 - as QStyle has it
            self,
            metric: QStyle.PixelMetric,
            option: QStyleOption | None = None,
            widget: QWidget | None = None,
        ) -> int:
            if metric == QStyle.PixelMetric.PM_SmallIconSize:
                return theme.space(_SIDE)
            return super().pixelMetric(metric, option, widget)

    style = LargeIcons("fusion")
    style.setParent(QApplication.instance())
    return style


def _action(menu: QMenu, number: int, entry: Entry, open_it: Callable[[Path], None]) -> QAction:
    action = QAction(_icon(entry), entry.text.replace("&", "&&"), menu)
    action.setObjectName(f"recent{number}Action")
    action.setToolTip(plain(os.fspath(entry.path)))
    action.setEnabled(entry.there)
    action.triggered.connect(lambda: open_it(entry.path))
    return action


def _icon(entry: Entry) -> QIcon:
    try:
        picture = portrait.shown(project_file.glance(entry.path).picture)
    except (OSError, ValueError):
        return QIcon()
    return icon("netglow") if picture.isNull() else QIcon(picture)
