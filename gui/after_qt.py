"""Qt is there, and it need not read the source of the modules of this program.

PySide6 reads each module that anybody imports after it, however often that was imported before, to
see whether PySide6 is used there: then a feature of its own, which is asked for nowhere here, could
be switched on. What it knows already it does not read, and that is a tenth of the start.
"""

import os
import sys
from pathlib import Path

import PySide6.QtCore  # noqa: F401

import core
import gui

# What it keeps of a module: no such feature is on, or it does not use PySide6 at all.
_USES, _DOES_NOT = 0, -1


def own_modules(package: str) -> list[str]:
    """Return the names of a package's modules, those in folders below it too."""
    root = Path(package).parent
    names = [
        ".".join([*Path(folder).relative_to(root.parent).parts, file.removesuffix(".py")])
        for folder, _, files in os.walk(root)
        for file in files
        if file.endswith(".py")
    ]
    return [name.removesuffix(".__init__") for name in names]


# In a version of it that has no such table, it reads them all.
_known = getattr(sys.modules.get("shibokensupport.feature"), "pyside_feature_dict", None)
if isinstance(_known, dict):
    for _names, _kept in (
        (own_modules(gui.__file__), _USES),
        ([*own_modules(core.__file__), *sys.modules], _DOES_NOT),
    ):
        for _name in _names:
            _known.setdefault(_name, _kept)
