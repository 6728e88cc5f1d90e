"""What is remembered from one start to the next; each setting is named once, here."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_DEFAULTS = {
    "theme": "system",
    "folder": "",
    "geometry": QByteArray(),
    "docks": QByteArray(),
}


def get(name: str):
    """Return the setting `name`, or its default. KeyError: there is no such setting."""
    default = _DEFAULTS[name]
    return _store().value(name, default, type(default))


def put(name: str, value) -> None:
    """Remember `value` as the setting `name`. KeyError: there is no such setting."""
    if name not in _DEFAULTS:
        raise KeyError(name)
    _store().setValue(name, value)


def keep_in(folder: Path) -> None:
    """Remember in `folder` from now on, and leave what the user has alone."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def left_file() -> Path:
    """Where the network is kept as it was when the window was last closed."""
    return Path(_store().fileName()).parent / "left.netglow"


def _store() -> QSettings:
    # An INI file on every system: readable, and tests can put it elsewhere.
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Netglow", "Netglow")
