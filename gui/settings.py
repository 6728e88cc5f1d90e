"""What is remembered from one start to the next; each setting is named once, here.

What the file holds may come from anywhere: a setting that makes no sense is passed over. It is
written in a thread: a disk may take half a second, and a file that is on its way to it is locked.
"""

import logging
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QSettings

from gui import theme, translation
from gui.settings_file import make_safe
from gui.threads import submitted

THEMES = theme.CHOICES
TEXT_SIZES = tuple(map(str, theme.TEXT_SIZES))  # percent of the desktop's

_SEAL = 4  # bytes

_log = logging.getLogger(__name__)

# What was put and is not written yet: by file and name. It is what counts.
_unwritten: dict[tuple[Path, str], Any] = {}
_at_unwritten = threading.Lock()


class _Setting(NamedTuple):
    """A setting's value before anything is chosen, and what other values make sense."""

    default: Any
    makes_sense: Callable[[Any], bool] = lambda value: True


_SETTINGS = {
    "theme": _Setting("system", THEMES.__contains__),
    "language": _Setting("system", lambda name: name == "system" or name in translation.LANGUAGES),
    "textSize": _Setting("100", TEXT_SIZES.__contains__),
    "folder": _Setting(""),
    "unsaved": _Setting("ask", ("ask", "keep").__contains__),  # when the window closes
    "fresh_pad": _Setting("on", ("on", "off").__contains__),
    "restarts_itself": _Setting("off", ("on", "off").__contains__),
    "stopSick": _Setting("on", ("on", "off").__contains__),
    "geometry": _Setting(QByteArray()),
    "docks": _Setting(QByteArray()),
}
NAMES = tuple(_SETTINGS)


def get(name: str) -> Any:
    """Return the setting `name`, or its default. KeyError: there is no such setting."""
    setting, path = _SETTINGS[name], file()
    value = _unwritten.get((path, name))
    if value is None:
        store = _ini("Netglow", "Netglow")
        if not store.contains(name):
            return setting.default
        value = store.value(name)
    if isinstance(value, type(setting.default)) and setting.makes_sense(value):
        if not isinstance(value, QByteArray):
            return value
        data = QByteArray(value.data()[:-_SEAL])
        if _sealed(data) == value:
            return data
    _log.warning("%s: the setting %s makes no sense and is passed over", path, name)
    return setting.default


def put(name: str, value: Any) -> None:
    """Remember `value` as the setting `name`. KeyError: there is no such setting.

    It is so from now on, and soon on the disk; `flush` waits for that.
    """
    if isinstance(_SETTINGS[name].default, QByteArray):
        value = _sealed(value)
    path = file()
    with _at_unwritten:
        _unwritten[path, name] = value
    if submitted(_writer(), _write, path) is None:  # the program ends
        _write(path)


def flush() -> None:
    """Wait until all that was put is written, as far as the disk takes it."""
    if _unwritten and (last := submitted(_writer(), lambda: None)):
        last.result()


def keep_in(folder: Path) -> None:
    """Remember in `folder` from now on, and leave what the user has alone."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def file() -> Path:
    """Where all this is remembered; Qt may read it."""
    # Where Qt keeps settings it only says when it has read some: here, those of nobody.
    nobody = Path(_ini("netglow-nobody", "nobody").fileName())
    path = nobody.parents[1] / "Netglow" / "Netglow.ini"
    make_safe(path)
    return path


def kept_folder() -> Path:
    """Where networks are kept that no file of the user's holds."""
    return file().parent / "kept"


def recent_folder() -> Path:
    """Where it is noted which files were opened or saved."""
    return file().parent / "recent"


def _sealed(data: QByteArray) -> QByteArray:
    """Return `data` with a check sum: one wrong byte of a layout takes Qt down."""
    held = bytes(data.data())
    return QByteArray(held + zlib.crc32(held).to_bytes(_SEAL))


@cache
def _writer() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "settings")


def _write(path: Path) -> None:
    """Write what was put into `path`; Qt sees to it that what other windows put there stays."""
    with _at_unwritten:
        put = {name: value for (where, name), value in _unwritten.items() if where == path}
    if not put:
        return  # it was written with what came before
    store = QSettings(str(path), QSettings.Format.IniFormat)
    for name, value in put.items():
        store.setValue(name, value)
    store.sync()
    with _at_unwritten:
        for name, value in put.items():
            if _unwritten[path, name] is value:  # else it was put again
                del _unwritten[path, name]


def _ini(organisation: str, name: str) -> QSettings:
    # An INI file on every system: readable, and tests can put it elsewhere.
    kind, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    return QSettings(kind, scope, organisation, name)
