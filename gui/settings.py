"""What is remembered from one start to the next; each setting is named once, here.

What the file holds may come from anywhere: a setting that makes no sense is passed over.
"""

import functools
import logging
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QSettings

from gui import theme, translation
from gui.settings_file import make_safe
from gui.threads import thread_pool

THEMES = theme.CHOICES
RECORD_SIZES = ("0", "64", "256", "1024")  # MB that the record of the training may take
FILE_RECORD_SIZES = ("0", "32", "256")  # MB of it that go into a saved file
TEXT_SIZES = tuple(map(str, theme.TEXT_SIZES))  # percent of the desktop's

_SEAL = 4  # bytes

_log = logging.getLogger(__name__)


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
    "freshPad": _Setting("on", ("on", "off").__contains__),
    "restartsItself": _Setting("off", ("on", "off").__contains__),
    "stopSick": _Setting("on", ("on", "off").__contains__),
    "record": _Setting("256", RECORD_SIZES.__contains__),
    "recordInFile": _Setting("32", FILE_RECORD_SIZES.__contains__),
    "geometry": _Setting(QByteArray()),
    "docks": _Setting(QByteArray()),
}
NAMES = tuple(_SETTINGS)

_writer = thread_pool(1, "settings")
_lock = threading.Lock()
_waiting: dict[str, Any] = {}  # what is not written yet, the newest of each
_writing: list[Future[None]] = []  # the last that was begun
_known: dict[str, Any] = {}  # what was put or got last, of each


def get(name: str) -> Any:
    """Return the setting `name`, or its default. KeyError: there is no such setting.

    It is what the file has; or, while that is being written, what is known of it already.
    """
    if name not in _known or all(last.done() for last in _writing):
        settle()
        _known[name] = _read(name)
    return _known[name]


def _read(name: str) -> Any:
    setting, store = _SETTINGS[name], _store()
    if not store.contains(name):
        return setting.default
    value = store.value(name)
    if isinstance(value, type(setting.default)) and setting.makes_sense(value):
        if not isinstance(value, QByteArray):
            return value
        data = QByteArray(value.data()[:-_SEAL])
        if _sealed(data) == value:
            return data
    _log.warning("%s: the setting %s makes no sense and is passed over", store.fileName(), name)
    return setting.default


def put(name: str, value: Any) -> None:
    """Remember `value` as the setting `name`. KeyError: there is no such setting."""
    setting = _SETTINGS[name]
    _known[name] = value
    if isinstance(setting.default, QByteArray):
        value = _sealed(value)
    # Elsewhere: the system may take a third of a second to write a file so that it lasts.
    with _lock:
        if not _waiting:
            _writing[:] = [_writer.submit(_write)]
        _waiting[name] = value


def settle() -> None:
    """Return when all that was put is in the file."""
    for last in _writing:
        if error := last.exception():
            _log.warning("The settings were not written: %s", error)
    _writing.clear()


def _write() -> None:
    with _lock:
        wanted = dict(_waiting)
        _waiting.clear()
    store = _store()
    for name, value in wanted.items():
        store.setValue(name, value)  # they are in the file when the store goes


def keep_in(folder: Path) -> None:
    """Remember in `folder` from now on, and leave what the user has alone."""
    settle()
    _known.clear()
    _file.cache_clear()
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def file() -> Path:
    """Where all this is remembered."""
    settle()
    return _file()


def kept_folder() -> Path:
    """Where networks are kept that no file of the user's holds."""
    return _file().parent / "kept"


def experiments_folder() -> Path:
    """Where experiments are written down while they are worked at."""
    return _file().parent / "experiments"


def recent_folder() -> Path:
    """Where it is noted which files were opened or saved."""
    return _file().parent / "recent"


@functools.cache
def _file() -> Path:
    """Return the file's place: while it is written, Qt would say it only afterwards."""
    return Path(_store().fileName())


def _sealed(data: QByteArray) -> QByteArray:
    """Return `data` with a check sum: one wrong byte of a layout takes Qt down."""
    held = bytes(data.data())
    return QByteArray(held + zlib.crc32(held).to_bytes(_SEAL))


def _store() -> QSettings:
    # Where Qt keeps settings it only says when it has read some: here, those of nobody.
    nobody = _ini("netglow-nobody", "nobody")
    make_safe(Path(nobody.fileName()).parents[1] / "Netglow" / "Netglow.ini")
    return _ini("Netglow", "Netglow")


def _ini(organisation: str, name: str) -> QSettings:
    # An INI file on every system: readable, and tests can put it elsewhere.
    kind, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    return QSettings(kind, scope, organisation, name)
