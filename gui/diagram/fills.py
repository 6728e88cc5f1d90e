"""Fills: from what neurons say to levels, and from levels to colours."""

import numpy as np

from gui.diagram import tone
from gui.diagram.marks import WASH
from gui.pictures import pixels_of
from gui.theme import Theme

LEVELS = 48  # shades of a fill to either side of zero
MAP_LEVELS = 240  # of a map's colours: of fewer one sees the steps
RINGS = 8  # shades of a ring to either side of zero
BROKEN = LEVELS + 1  # the fill of what is not finite


def shades(values: np.ndarray, scale: float | np.ndarray, levels: int = LEVELS) -> np.ndarray:
    """Return the fills of `values` (intp), `levels` at `scale` and beyond, one more if broken."""
    finite = np.isfinite(values)
    whole = bool(finite.all())
    shares = (values if whole else np.where(finite, values, 0)) / scale
    np.minimum(np.maximum(shares, -1, out=shares), 1, out=shares)
    shares *= levels
    found: np.ndarray = np.rint(shares, out=shares).astype(np.intp)
    if not whole:
        found[~finite] = levels + 1
    return found


def fills(theme: Theme, neutral: bool = False, dim: bool = False) -> np.ndarray:
    """Return the fills from −1 to 1 and for BROKEN, [2 · LEVELS + 2] uint32 0xFFRRGGBB.

    `neutral` is the scale of pictures: ink where the input is 1. `dim` is that of what does not
    stand out.
    """
    key = (theme, neutral, dim)
    if key not in _FILLS:
        share = np.arange(-LEVELS, LEVELS + 1)[:, None] / LEVELS
        empty = tone.rgb(theme.raised if theme.name == "dark" else theme.surface)
        if neutral:
            full = np.where(share >= 0, tone.rgb(theme.text), tone.rgb(theme.negative))
        else:
            full = np.where(share >= 0, tone.rgb(theme.positive), tone.rgb(theme.negative))
            if theme.name == "dark":  # the strongest glow towards white
                full = full + 0.35 * np.abs(share) ** 2 * (1 - full)
        mixed = empty + np.abs(share) ** 0.8 * (full - empty)
        mixed = np.vstack([mixed, tone.rgb(theme.error)])
        if dim:
            mixed += WASH * (tone.rgb(theme.window) - mixed)
        _FILLS[key] = pixels_of(mixed)
    return _FILLS[key]


def map_fills(theme: Theme) -> np.ndarray:
    """Return the colours of a map from −1 to 1 and of what is broken, [2 · MAP_LEVELS + 2] uint32.

    They are large and hold no text: of the grounds of signs, which are brighter than signs.
    """
    if theme not in _MAP_FILLS:
        share = np.arange(-MAP_LEVELS, MAP_LEVELS + 1)[:, None] / MAP_LEVELS
        empty = tone.rgb(theme.raised if theme.name == "dark" else theme.surface)
        ends = tone.rgb(theme.positive_ground), tone.rgb(theme.negative_ground)
        mixed = empty + np.abs(share) ** 0.8 * (np.where(share >= 0, *ends) - empty)
        _MAP_FILLS[theme] = pixels_of(np.vstack([mixed, tone.rgb(theme.error)]))
    return _MAP_FILLS[theme]


_MAP_FILLS: dict[Theme, np.ndarray] = {}
_FILLS: dict[tuple[Theme, bool, bool], np.ndarray] = {}
