"""Where examples come from: a Source is a value, and `load` makes arrays of it, always the same.

One module a family. A source has an `input` (a kind of core.data.inputs) and a `task` (one of
core.data.tasks), both known before anything is loaded.
"""

from functools import lru_cache

from core.data import digits, given, worked
from core.data.data import Data
from core.data.digits import Digits
from core.data.given import Given
from core.data.worked import Worked

__all__ = ["READY_SOURCES", "Data", "Digits", "Given", "Source", "Worked", "load"]

Source = Digits | Worked | Given

# Those to choose from by name.
READY_SOURCES: dict[str, Source] = {"digits": Digits(), "worked example": Worked()}


@lru_cache(maxsize=4)
def load(source: Source) -> Data:
    """Return the examples of `source`; of equal sources the same object, while it is in use."""
    match source:
        case Digits():
            return digits.load(source)
        case Worked():
            return worked.load(source)
        case Given():
            return given.load(source)
