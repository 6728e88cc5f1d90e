"""How numbers are written on screen: the one place that knows, and it knows nothing else."""

import math

import numpy as np

from core import wording
from core.notation.markup import RAISED
from gui.translation import translate

_LONG = 1e6  # a number as large as that is written as 3×10⁸ where it has no right to be
_VANISHES = 0.005  # a number below it would be 0.00 with two decimals
_RAISED = str.maketrans(RAISED)


def number(value: float, digits: int = 4) -> str:
    """Return a number as people write it: true minus, 3×10⁻⁸, in words where it is not finite."""
    if np.isnan(value):
        return translate("Numbers", "not a number")
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    mantissa, _, exponent = f"{value + 0.0:.{digits}g}".partition("e")  # + 0.0: no minus zero
    mantissa, raised = mantissa.replace("-", "−"), exponent and f"{int(exponent)}".replace("-", "−")
    return f"{mantissa}×10{raised.translate(_RAISED)}" if raised else mantissa


def signed(value: float, digits: int = 4) -> str:
    """A number whose sign is written whichever it is."""
    return ("+" if value > 0 else "") + number(value, digits)


def fixed(value: float, decimals: int) -> str:
    """Return a number with so many decimals, in words where it is not finite."""
    if not np.isfinite(value):
        return number(value)
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")


def telling(value: float, step: float) -> str:
    """Return a number with as many decimals as tell a change of `step` > 0, but six at most."""
    return fixed(value, min(max(-math.floor(math.log10(step)), 2), 6))


def short(value: float) -> str:
    """A number of four characters or so."""
    if not np.isfinite(value):
        return number(value) if np.isinf(value) else "NaN"
    if abs(value) >= 1000:
        return f"{value:.0e}".replace("-", "−").replace("e+0", "e")
    if 0 < abs(value) < _VANISHES:  # 0.00 would be what it is not
        mantissa, exponent = f"{value:.0e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", "−")
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def shortest(value: float) -> str:
    """As `short`, but ≈0 where two decimals cannot tell a number from 0: without a power of ten."""
    return "≈0" if 0 < abs(value) < _VANISHES else short(value)


def percent(share: float) -> str:
    """A share, 0 to 1, in percent with one decimal."""
    if not np.isfinite(share):
        return number(share)
    return wording.percent(share)


def loss_text(loss: float) -> str:
    """Return a loss in figures, or in words where there are none."""
    return _measured(loss, _sized(loss, f"{loss:.4f}") if loss < 10 else number(loss))


def accuracy_text(percent: float) -> str:
    """Return an accuracy, given in percent."""
    return _measured(percent, f"{_sized(percent, f'{percent:.1f}')} %")


def percent_tick(percent: float) -> str:
    """Return what is written beside an axis of percent."""
    return f"{percent:g} %" if 0 <= percent <= 100 else ""


def epoch_text(epoch: float) -> str:
    """Return how many epochs were trained, with fewer decimals the more there are."""
    decimals = 2 if epoch < 1e4 else 1 if epoch < 1e5 else 0
    return f"{epoch:,.{decimals}f}" if abs(epoch) < 1e12 else number(epoch)


def r_squared_text(value: float) -> str:
    """Return an R², at most 1: below 0 where the mean of the values would be nearer to them."""
    return _measured(
        value, _sized(value, f"{value:.3f}".replace("-", "−")) if value > -10 else number(value)
    )


def error_text(value: float) -> str:
    """Return a root mean square error, in the unit of the values."""
    return _measured(value, number(value))


def _sized(value: float, figures: str) -> str:
    """Return the `figures` of a number, unless it is so large that nobody could read them."""
    return figures if abs(value) < _LONG else number(value)


def _measured(value: float, figures: str) -> str:
    """Return the `figures` of what was measured, or words where there can be none."""
    if np.isnan(value):
        return "–"
    return figures if np.isfinite(value) else translate("Numbers", "not finite")
