"""Where examples come from: a Source is a value, and `load` makes arrays of it, always the same.

One module a family. A source has an `input` (a kind of core.data.inputs) and a `task` (one of
core.data.tasks), both known before anything is loaded.
"""

from functools import lru_cache

from msgspec.structs import replace

from core.data import curves, digits, gates, given, plane, points, worked
from core.data.curves import CURVES, Curve, DrawnCurve
from core.data.data import Data
from core.data.digits import Digits
from core.data.gates import GATES, Gate
from core.data.given import Given
from core.data.limited import Limited, limited
from core.data.part import Part, part_of, parted
from core.data.plane import SHAPES, Plane
from core.data.points import Points
from core.data.worked import Worked

__all__ = [
    "READY_SOURCES",
    "Curve",
    "Data",
    "Digits",
    "DrawnCurve",
    "Gate",
    "Given",
    "Limited",
    "Part",
    "Plane",
    "Points",
    "Source",
    "Worked",
    "holds_back",
    "is_of_digits",
    "load",
    "made",
    "part_of",
    "whole",
]

Source = Digits | Worked | Given | Plane | Points | Gate | Curve | DrawnCurve | Part

# Those to choose from by name.
READY_SOURCES: dict[str, Source] = {
    "digits": Digits(),
    "worked example": Worked(),
    **{shape: Plane(shape) for shape in SHAPES},
    **{gate: Gate(gate) for gate in GATES},
    **{shape: Curve((shape,)) for shape in CURVES},
}


@lru_cache(maxsize=4)
def load(source: Source) -> Data:
    """Return the examples of `source`; of equal sources the same object, while it is in use."""
    return made(source)


def whole(source: Source | None) -> Source | None:
    """Return the source itself, or that of which it is a part."""
    return source.of if isinstance(source, Part) else source


def is_of_digits(source: Source | None) -> bool:
    """Whether its examples are the handwritten digits, or a part of them."""
    return isinstance(whole(source), Digits)


def holds_back(source: Source | None) -> bool:
    """Whether examples are held back to test on; else those to train on serve for that, too."""
    match source:
        case None | Gate() | Worked():
            return False
        case Digits() | Part(of=Digits()):  # known before they are loaded, which takes time
            return True
        case Given():
            return bool(source.test)
        case _:
            examples = load(source)
            return examples.test is not examples.train


def made(source: Source) -> Data:
    """Return the same, but remember nothing: for a look at many sources, one after the other."""
    if isinstance(source, Limited) and source.examples:
        return limited(_all(replace(source, examples=0)), source)
    return _all(source)


def _all(source: Source) -> Data:
    match source:
        case Digits():
            return digits.load(source)
        case Worked():
            return worked.load(source)
        case Given():
            return given.load(source)
        case Plane():
            return plane.load(source)
        case Points():
            return points.load(source)
        case Gate():
            return gates.load(source)
        case Curve():
            return curves.load(source)
        case DrawnCurve():
            return curves.load_drawn(source)
        case Part():
            return parted(made(source.of), source)
