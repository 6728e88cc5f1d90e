"""The digits in a picture of paper: what is ink of theirs, and what is taken away.

A sheet is looked for first, then the lines on it, then what hangs together of the rest.
"""

import numpy as np
from msgspec import Struct
from scipy import ndimage

from core.digit_image import as_ink, normalise, shrunk
from core.ink.lines import lines_in
from core.ink.parts import Part, sort_parts
from core.ink.sheet import sheet_in
from core.wording import QT_TRANSLATE_NOOP, Sentence

_INK = 0.15  # of the strongest ink, as in normalise: fainter pixels are a stroke's soft rim
_PALE = 0.08  # lines may be paler
_RIM = 2  # px around the ink that its soft rim may reach
_SHEETS = 3  # at most one in another: a frame, on a sheet, on a table
_LINED = 48  # px: in smaller pictures lines of the paper cannot be told from strokes
_WIDE = 1.6  # times as wide as tall: two digits that touch, or none
_MANY = 12  # digits; more are a page of text or a pattern

TABLE = QT_TRANSLATE_NOOP("Core", "What is around the sheet was taken away.")
FRAME = QT_TRANSLATE_NOOP("Core", "A frame was taken away.")
LINES = QT_TRANSLATE_NOOP("Core", "The paper's lines were taken away.")
SPECKS = QT_TRANSLATE_NOOP("Core", "Specks were taken away.")
SEVERAL = QT_TRANSLATE_NOOP(
    "Core", "The picture shows several digits: they are read one by one, from left to right."
)
DOUBTFUL = QT_TRANSLATE_NOOP(
    "Core", "More than a digit is in the picture: the answer may be wrong."
)


class Found(Struct, frozen=True, eq=False):
    """The digits of a picture, in reading order, each as ink [height, width] of all of it.

    `picture` is the picture itself, perhaps shrunk. `taken` are sentences: what of its ink is not
    in the digits. `doubtful`: there is more in it than digits, or something else.
    """

    picture: np.ndarray
    digits: list[np.ndarray]
    taken: list[str]
    doubtful: bool

    @property
    def inputs(self) -> list[np.ndarray]:
        """What the network is given for each digit, float32 [256]."""
        return [normalise(digit).ravel() for digit in self.digits]

    @property
    def notes(self) -> list[Sentence]:
        """What there is to say: what was taken away, and why the answer may be doubtful."""
        said = list(self.taken)
        if len(self.digits) > 1:
            said.append(SEVERAL)
        if self.doubtful:
            said.append(DOUBTFUL)
        return [Sentence(text) for text in said]


def find(picture: np.ndarray) -> Found:
    """Return the digits in a grey `picture`, [height, width], dark on light or light on dark.

    ValueError: not two-dimensional, or no pixels.
    """
    picture = shrunk(picture)
    place, ink, taken = _on_the_sheet(picture)
    inked = ink > _INK
    lines = lines_in(ink > _PALE) if min(ink.shape) >= _LINED else np.zeros_like(inked)
    found = sort_parts(inked & ~lines)
    digits = []
    for parts in found.digits:
        whole = np.zeros(picture.shape, np.float32)
        own = found.mask(parts)
        rim = ndimage.binary_dilation(own, iterations=_RIM) & ~lines & (own | ~inked)
        whole[place] = np.where(rim, ink, 0)
        digits.append(whole)
    for things, there in (
        (TABLE, bool(found.surroundings)),
        (FRAME, bool(found.frames)),
        (LINES, bool(lines.any())),
        (SPECKS, bool(found.specks)),
    ):
        if there and things not in taken:
            taken.append(things)
    doubtful = (
        bool(found.strays) or len(digits) > _MANY or any(_is_wide(parts) for parts in found.digits)
    )
    return Found(picture, digits, taken, doubtful)


def _on_the_sheet(picture: np.ndarray) -> tuple[tuple[slice, slice], np.ndarray, list[str]]:
    """Return where the sheet is, the ink on it, and what was taken away to see that."""
    top, left = 0, 0
    taken: list[str] = []
    ink = as_ink(picture)
    for _ in range(_SHEETS):
        sheet = sheet_in(ink)
        if sheet is None:
            break
        # Its edge is blurred, and casts a shadow.
        inside = ndimage.binary_erosion(sheet, iterations=max(2, min(sheet.shape) // 100))
        if not inside.any():
            break
        taken = [TABLE]
        picture = np.where(inside, picture, np.median(picture[inside]))
        rows, columns = ndimage.find_objects(inside.astype(int))[0]
        picture = picture[rows, columns]
        ink = as_ink(picture)
        top, left = top + rows.start, left + columns.start
    height, width = ink.shape
    return (slice(top, top + height), slice(left, left + width)), ink, taken


def _is_wide(parts: list[Part]) -> bool:
    height = max(part.bottom for part in parts) - min(part.top for part in parts)
    width = max(part.right for part in parts) - min(part.left for part in parts)
    return width > _WIDE * height
