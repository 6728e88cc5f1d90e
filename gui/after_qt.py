"""Qt is there, and it need not read the source of the modules of this program.

PySide6 reads each module that anybody imports after it, however often that was imported before, to
see whether PySide6 is used there: then a feature of its own, which is asked for nowhere here, could
be switched on. What it knows already it does not read, which saves the start 15 ms.
"""

import os
import sys

import PySide6.QtCore  # noqa: F401

import gui

# What it keeps of a module: no such feature is on, or it does not use PySide6 at all.
_USES, _DOES_NOT = 0, -1


def own_modules() -> list[str]:
    """Return the names of the window's modules, those in folders below it too."""
    root = os.path.dirname(gui.__file__)
    names = []
    for folder, _, files in os.walk(root):
        within = gui.__name__ + folder[len(root) :].replace(os.sep, ".")
        names += [f"{within}.{file[:-3]}" for file in files if file.endswith(".py")]
    return [name.removesuffix(".__init__") for name in names]


# In a version of it that has no such table, it reads them all.
_known = getattr(sys.modules.get("shibokensupport.feature"), "pyside_feature_dict", None)
if isinstance(_known, dict):
    _known |= dict.fromkeys(sys.modules, _DOES_NOT) | dict.fromkeys(own_modules(), _USES) | _known
