"""Qt is there; before anything of this program uses it, two habits of PySide6 are mended.

It puts an `import` of its own in the place of Python's, which reads the source of each module that
anybody imports from then on, however often that was imported before, to see whether PySide6 is used
there: then a feature of its own, which is asked for nowhere here, could be switched on. Nor does
anybody here import all that a module of Qt has, by a star. So Python's is put back where it was.

And an error in a method that Qt calls would end the program (a segmentation fault) where another
method of Python is under way that Qt called, or a slot: any `repaint()` in one. Python 3.11 hands
on an error that C raised as its class and its text until somebody catches it; PySide6 6.11 takes
the text for the error. So each such method catches its errors and raises them again.

Its painters are ended then: what is painted on stays taken while one is active, and Qt would warn
at every picture that follows, or crash.
"""

import builtins
import functools
from collections.abc import Callable
from types import FunctionType, TracebackType
from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter

import gui.before_qt

builtins.__import__ = gui.before_qt.PYTHONS_IMPORT

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
