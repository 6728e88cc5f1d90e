"""A colour for each neuron of a layer.

On a map, among the colours of classes and signs, there are a few that stay apart from these; the
curves of many neurons are all equally light, so that no line weighs more.
"""

import math
from functools import lru_cache

import numpy as np

from gui import theme
from gui.diagram.tone import hex_of

_LIGHTNESS, _CHROMA = {"dark": 0.74, "light": 0.5}, 0.12
_FIRST, _TURN = 310.0, 330.0  # degrees: not the whole circle, so that the last is not the first

# Ottosson (2020): from OKLab to the cube roots of cone responses, and from these to linear RGB.
_CONES = np.array(
    [(1, 0.3963377774, 0.2158037573), (1, -0.1055613458, -0.0638541728),
     (1, -0.0894841775, -1.291485548)]
)  # fmt: skip
_RGB = np.array(
    [(4.0767416621, -3.3077115913, 0.2309699292), (-1.2684380046, 2.6097574011, -0.3413193965),
     (-0.0041960863, -0.7034186147, 1.707614701)]
)  # fmt: skip


def line_hue(neuron: int, now: theme.Theme) -> str:
    """Return the colour, #rrggbb, of a neuron's line on a map, and of its mark elsewhere."""
    return now.neurons[neuron % len(now.neurons)]


def line_hues(count: int, now: theme.Theme) -> tuple[str, ...]:
    """Return the colours of so many neurons' lines."""
    return tuple(line_hue(neuron, now) for neuron in range(count))


@lru_cache(maxsize=8)
def neuron_hues(count: int, now: theme.Theme) -> tuple[str, ...]:
    """Return so many colours, #rrggbb, as far apart as can be, on the ground of `now`."""
    return tuple(
        _colour(_LIGHTNESS[now.name], _FIRST - _TURN * index / max(count, 2))
        for index in range(count)
    )


def _colour(lightness: float, degrees: float) -> str:
    """Return the colour of that hue, as strong as a screen can show it but at most _CHROMA."""
    way = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    for share in np.linspace(1, 0, 21):
        lab = np.array((lightness, *(share * _CHROMA * part for part in way)))
        linear = _RGB @ (_CONES @ lab) ** 3
        if (linear >= 0).all() and (linear <= 1).all():
            break
    curved = np.where(
        linear <= 0.0031308, 12.92 * linear, 1.055 * np.abs(linear) ** (1 / 2.4) - 0.055
    )
    return hex_of(np.clip(curved, 0, 1))
