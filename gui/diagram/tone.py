"""From weights to ink and from ink to colour: scales, curve, exposure and palette.

Ink adds up: where edges cross, their densities are summed, positive and negative apart. A density
d hides the background by 1 − exp(−d), as ink on paper or light on film does.

Pure NumPy: no Qt here.
"""

import math
from functools import cache
from typing import NamedTuple

import numpy as np

from gui.diagram.coverage import bands
from gui.theme import Theme

_EVEN_DENSITY, _MOST_DENSITY = 0.35, 1.0  # of a pixel on average where many edges cross
FULL = 3.0  # density of the strongest edge where few edges cross: it hides 95 %
LEVELS = 224  # steps of density per sign in the palette
MOST = 7.0  # densities above this look alike
_SAMPLE = 8000
_LARGEST = float(np.finfo(np.float32).max)  # beyond it a scale would be infinite
_NOTHING = 1e-30  # smaller weights are as good as zero
READABLE = 4.5  # the least contrast of words with their ground (WCAG 2, AA)
PALE = 0.12  # of their ink have numbers that count for nothing
_STEPS = (1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.3, 8.0, 10.0)


class Curve(NamedTuple):
    """Ink of a weight: density = `full` · min(|w| / `scale`, 1) ** `power`."""

    scale: float
    power: float
    full: float


def power(crossing: float) -> float:
    """Return the power of |w| where `crossing` edges cross a pixel on average.

    The more edges cross, the steeper the curve, so that strong weights stand out of the mass.
    """
    return float(np.clip(2.0 + 1.4 * math.log10(max(crossing, 1e-3)), 1.0, 8.0))


def exposure(crossing: float, power: float, mean: float) -> float:
    """Return the density of the strongest edge, where ink is `mean` of it on average.

    Thinner the more ink there is in a pixel. Weights drawn evenly from a range, as untrained ones
    are, are all alike and stay calm; the fewer stand out the brighter they may be.
    """
    evenness = mean * (power + 1)  # 1 for evenly drawn weights
    density = min(_EVEN_DENSITY / max(evenness, 1e-9), _MOST_DENSITY)
    return min(FULL, density / max(crossing * mean, 1e-9))


def ink(weights: np.ndarray, curve: Curve) -> tuple[np.ndarray, np.ndarray]:
    """Return the ink of positive and of negative weights, float32, shaped as `weights`."""
    size = np.minimum(np.abs(weights), np.float32(curve.scale))
    size *= np.float32(1 / curve.scale)
    np.maximum(size, np.float32(1e-30), out=size)
    # exp and log are vectorised, power is not: a tenth of the time.
    np.log(size, out=size)
    size *= np.float32(curve.power)
    np.exp(size, out=size)
    size *= np.float32(curve.full)
    positive = size * (weights > 0)
    size -= positive
    return positive, size


def sample(weights: np.ndarray) -> np.ndarray:
    """Return |w| of 8,000 of the weights, always the same ones: enough to judge all by."""
    flat = weights.ravel()
    sizes: np.ndarray = np.abs(flat if flat.size <= _SAMPLE else flat[_picked(flat.size)])
    return sizes


@cache
def _picked(size: int) -> np.ndarray:
    # At random: picked at even steps they might all belong to a few neurons.
    return np.random.default_rng(0).integers(0, size, _SAMPLE)


def strength(sizes: np.ndarray) -> float:
    """Return the size that only one in 200 of `sizes` above zero exceeds; 0: there are none."""
    sizes = sizes[sizes > _NOTHING]
    if not sizes.size:
        return 0.0
    rank = max(sizes.size - 1 - sizes.size // 200, 0)
    return float(np.partition(sizes, rank)[rank])


def nice(value: float) -> float:
    """Return the smallest round number at or above `value` > 0: 1, 1.25, 1.6, 2, 2.5 ... 10."""
    decade = 10.0 ** math.floor(math.log10(value))
    step = next(step for step in _STEPS if value <= decade * step * (1 + 1e-9))
    return float(f"{decade * step:.3g}")


class Steady:
    """A number > 0 that follows others in round steps, and seldom.

    It grows at once when outgrown and comes down only when they have shrunk far below, so that
    nothing flickers while training.
    """

    def __init__(self) -> None:
        self.value = 0.0

    def follow(self, number: float) -> float:
        """Return the round number for `number`; 1 until one above zero came."""
        if number > _NOTHING and not 0.6 * self.value <= number <= self.value:
            self.value = min(nice(number), _LARGEST)
        return self.value or 1.0


def colours(
    positive: np.ndarray, negative: np.ndarray, theme: Theme
) -> tuple[np.ndarray, np.ndarray]:
    """Return colour [..., 3] (0 to 1) and opacity [...] of two densities that overlap.

    One sign alone has its hue. Where both overlap what they share is grey, and greyer the more
    they balance: orange over blue is neither.
    """
    both = positive + negative
    balance = (positive - negative) / np.maximum(both, 1e-9)
    purity = np.abs(balance)[..., None] ** 0.75
    hue = np.where((balance >= 0)[..., None], rgb(theme.positive), rgb(theme.negative))
    dark = theme.name == "dark"
    grey = np.array([0.47, 0.50, 0.56] if dark else [0.50, 0.53, 0.58])
    # Dense ink of one sign glows on dark and deepens on light.
    dense = (1 - np.exp(-0.35 * np.abs(positive - negative)))[..., None]
    glow = hue + (0.3 * dense * (1 - hue) if dark else -0.35 * dense * hue)
    opacity = (1 - np.exp(-both)) * (0.4 + 0.6 * purity[..., 0])
    return grey + purity * (glow - grey), opacity


@cache
def palette(theme: Theme, background: str | None) -> np.ndarray:
    """Return the pixels of all pairs of densities, [LEVELS, LEVELS] uint32 0xAARRGGBB.

    Opaque over `background` (#rrggbb), or premultiplied by opacity where it is None. All painters
    share it.
    """
    density = MOST * (np.arange(LEVELS) / (LEVELS - 1)) ** 2
    colour, opacity = colours(density[:, None], density[None, :], theme)
    pixels = colour * opacity[..., None]
    if background:
        pixels += rgb(background) * (1 - opacity[..., None])
        opacity = np.ones_like(opacity)
    bytes_ = np.rint(255 * np.concatenate([opacity[..., None], pixels], axis=-1)).astype(np.uint32)
    mixed: np.ndarray = (bytes_ << np.array([24, 16, 8, 0], np.uint32)).sum(-1, dtype=np.uint32)
    mixed.setflags(write=False)
    return mixed


def develop(positive: np.ndarray, negative: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """Return the pixels [rows, columns] uint32 of two densities; these are used up on the way."""
    pixels = np.empty(positive.shape, np.uint32)
    for band in bands(*positive.shape):
        level, other = _levels(positive[band]), _levels(negative[band])
        level *= LEVELS
        level += other
        palette.ravel().take(level, mode="clip", out=pixels[band])
    return pixels


def _levels(density: np.ndarray) -> np.ndarray:
    """Return the levels (int32) of a density, which is used up."""
    # The square root spends the levels where the eye tells densities apart.
    np.multiply(density, np.float32((LEVELS - 1) ** 2 / MOST), out=density)
    np.sqrt(density, out=density)
    density += np.float32(0.5)
    np.minimum(density, np.float32(LEVELS - 0.5), out=density)
    return density.astype(np.int32)


def widen(pixels: np.ndarray, step: int) -> np.ndarray:
    """Return `pixels` [rows, columns] uint32 `step` times as wide, columns flowing over softly."""
    if step == 1:
        return pixels
    wide = np.repeat(pixels, step, axis=1)
    left, right = pixels[:, :-1], pixels[:, 1:]
    middle = _mean(left, right)
    wide[:, step - 1 : -1 : step] = _mean(left, middle)
    wide[:, step::step] = _mean(middle, right)
    return wide


def _mean(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the mean of pixels, all four bytes at once."""
    mean: np.ndarray = (one & other) + (((one ^ other) & np.uint32(0xFEFEFEFE)) >> np.uint32(1))
    return mean


def rgb(text: str) -> np.ndarray:
    """Return `#rrggbb` as three numbers, 0 to 1."""
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours #rrggbb, 1 to 21, as WCAG 2 has it."""
    dark, bright = sorted(float(luminance(rgb(text))) for text in (one, other))
    return (bright + 0.05) / (dark + 0.05)


def luminance(parts: np.ndarray) -> np.ndarray:
    """Return the relative luminance [...] of colours [..., 3], 0 to 1."""
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    found: np.ndarray = linear @ np.array([0.2126, 0.7152, 0.0722])
    return found


def ink_on(ground: str, wanted: str) -> str:
    """Return the colour of words on `ground`: `wanted`, or black or white if that is not read."""
    if contrast(wanted, ground) >= READABLE:
        return wanted
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, ground))


@cache
def readable(hue: str, theme: Theme) -> str:
    """Return `hue` for words on the window's ground: mixed with the text's as far as needed."""
    colour, text = rgb(hue), rgb(theme.text)
    for share in np.linspace(0, 1, 41):
        mixed = hex_of(colour + share * (text - colour))
        if contrast(mixed, theme.window) >= READABLE:
            return mixed
    return theme.text


def hex_of(parts: np.ndarray) -> str:
    """Return three numbers, 0 to 1, as `#rrggbb`."""
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts.tolist())
