"""Finds the digits in a picture of paper.

A sheet is looked for first, then the lines on it, then the connected pieces of the rest.
"""

import numpy as np

from core.digit_image import as_ink, shrunk
from core.ink.bare import is_bare
from core.ink.found import FRAME, LINES, SPECKS, TABLE, Found
from core.ink.lines import lines_in
from core.ink.masks import boxes, eaten, grown
from core.ink.parts import Part, sort_parts
from core.ink.sheet import sheet_in

_INK = 0.15  # of the strongest ink, as in normalise: fainter pixels are a stroke's soft rim
_PALE = 0.08  # lines may be paler
_RIM = 2  # px around the ink that its soft rim may reach
_SHEETS = 3  # at most one in another: a frame, on a sheet, on a table
_CLEAR = 48  # px: in smaller pictures lines of the paper, or grain, cannot be told from strokes
_WIDE = 1.4  # times as wide as tall: two digits that touch, or none
_MANY = 12  # digits; more are a page of text or a pattern


def find(picture: np.ndarray) -> Found:
    """Return the digits in a grey `picture`, [height, width], dark on light or light on dark.

    ValueError: not two-dimensional, or no pixels.
    """
    picture = shrunk(picture)
    place, ink, outside = _on_the_sheet(picture)
    inked = ink > _INK
    lines = lines_in(ink > _PALE) if min(ink.shape) >= _CLEAR else np.zeros_like(inked)
    found = sort_parts(inked & ~lines)
    digits = []
    left = inked.copy()
    for parts in found.digits:
        own = found.mask(parts)
        rim = grown(own, _RIM) & ~lines & (own | ~inked)
        digit = np.zeros(picture.shape, np.float32)
        digit[place] = np.where(rim, ink, 0)
        digits.append(digit)
        left &= ~own
    away = outside.copy()
    away[place] |= left
    taken = {
        TABLE: outside.any() or found.surroundings,
        FRAME: found.frames,
        LINES: lines.any(),
        SPECKS: found.specks or (found.scraps and not lines.any()),
    }
    doubtful = found.strays or len(digits) > _MANY or any(map(_is_wide, found.digits))
    return Found(digits, away, [text for text, there in taken.items() if there], bool(doubtful))


def _on_the_sheet(picture: np.ndarray) -> tuple[tuple[slice, slice], np.ndarray, np.ndarray]:
    """Return where the sheet is, the ink there, and a mask of what is around the sheet.

    Without a sheet that can be told from its surroundings, the whole picture is one. On bare paper
    there is no ink, whatever its grain and the light that falls on it.
    """
    rows, columns = (slice(0, side) for side in picture.shape)
    outside = np.zeros(picture.shape, bool)
    ink = as_ink(picture)
    for _ in range(_SHEETS):
        sheet = sheet_in(ink)
        if sheet is None:
            break
        # Its edge is blurred, and casts a shadow.
        inside = eaten(sheet, max(2, min(sheet.shape) // 100))
        if not inside.any():
            break
        whole = np.zeros_like(outside)
        whole[rows, columns] = inside
        outside = ~whole
        ((rows, columns),) = boxes(whole.astype(int))
        paper = np.median(picture[whole])
        picture = np.where(outside, paper, picture)
        ink = as_ink(picture[rows, columns])
    if min(ink.shape) >= _CLEAR and is_bare(picture[rows, columns], ~outside[rows, columns]):
        ink = np.zeros_like(ink)
    return (rows, columns), ink, outside


def _is_wide(parts: list[Part]) -> bool:
    height = max(part.bottom for part in parts) - min(part.top for part in parts)
    width = max(part.right for part in parts) - min(part.left for part in parts)
    return width > _WIDE * height
