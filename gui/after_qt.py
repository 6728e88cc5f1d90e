"""Qt is there; before anything of this program uses it, two habits of PySide6 are mended.

It reads the source of each module that anybody imports after it, however often that was imported
before, to see whether PySide6 is used there: then a feature of its own, which is asked for nowhere
here, could be switched on. What it knows already it does not read, which saves the start 15 ms.

And an error in a method that Qt calls would end the program (a segmentation fault) where another
method of Python is under way that Qt called, or a slot: any `repaint()` in one. Python 3.11 hands
on an error that C raised as its class and its text until somebody catches it; PySide6 6.11 takes
the text for the error. So each such method catches its errors and raises them again.

Its painters are ended then: what is painted on stays taken while one is active, and Qt would warn
at every picture that follows, or crash.
"""

import functools
import os
import sys
from collections.abc import Callable
from types import FunctionType, TracebackType
from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter

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


# What Qt calls, beside all that are called `…Event` and `…Hint`.
_CALLED = {
    *("event", "eventFilter", "viewportEvent", "focusNextPrevChild", "nextCheckState", "showPopup"),
    *("boundingRect", "shape", "paint", "itemChange"),
    *("pixmap", "clone"),
    *("validate", "fixup", "textFromValue", "valueFromText", "stepBy"),
    *("hasHeightForWidth", "heightForWidth"),
    *("redo", "undo"),
}


def _caught(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return `method`, whose errors have been caught once."""

    @functools.wraps(method)
    def called(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except BaseException as error:
            _end_painters(error.__traceback__)
            raise

    return called


def _end_painters(trace: TracebackType | None) -> None:
    """End the painters that methods which failed have made; those that Qt lent them go on."""
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            own = isinstance(value, QPainter) and shiboken6.ownedByPython(value)
            if own and value.isActive():
                value.end()
        trace = trace.tb_next


def _catch_errors(heir: type, /) -> None:
    """Have all methods of a class that Qt calls catch their errors."""
    for name, method in list(vars(heir).items()):
        called = name in _CALLED or name.endswith(("Event", "Hint"))
        if called and isinstance(method, FunctionType):
            setattr(heir, name, _caught(method))


# Everything that PySide6 wraps is an heir of this one.
_wrapped: Any = QObject.__mro__[-2]
_wrapped.__init_subclass__ = classmethod(_catch_errors)
