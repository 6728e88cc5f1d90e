"""What was typed as a number: taken whole, or refused in a sentence; never taken in part."""

import math
import re
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from gui.numbers import number
from gui.translation import translate

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")  # "1,000": a thousand here, one there
# Words of a list whose commas may part numbers, or stand in one: fractions, or thousands.
_FRACTION = re.compile(r"(^|,)[+-]?\d+,\d+(e[+-]?\d+)?(,|$)", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")
_PLAIN = 1e15  # whole numbers below it are written out
_LONGEST = 24  # letters of what was typed that a sentence repeats


class Limits(Struct, frozen=True):
    """Which numbers a field takes. `above` and `below`: the ends are none of them."""

    least: float
    most: float
    whole: bool = False
    above: bool = False
    below: bool = False

    @property
    def words(self) -> str:
        """A sentence that asks for a number within them."""
        ends = {"least": _end(self.least), "most": _end(self.most)}
        if self.whole:
            text = translate("TypedText", "Type a whole number from {least} to {most}.")
        elif self.above:
            text = translate("TypedText", "Type a number above {least}, up to {most}.")
        elif self.below:
            text = translate("TypedText", "Type a number from {least} to below {most}.")
        else:
            text = translate("TypedText", "Type a number from {least} to {most}.")
        return text.format(**ends)


class Refused(Exception):  # noqa: N818 - nothing is wrong with the program
    """What was typed cannot be taken; str() is a sentence that says why."""


def taken(text: str, limits: Limits) -> float:
    """Return the number that `text` is; a comma may stand for the point. Refused: there is none."""
    plain = text.strip().replace("−", "-")
    if not plain:
        raise Refused(limits.words)
    if _GROUPED.fullmatch(plain):
        told = translate("TypedText", "“{text}” may be {one} or {other}. Type it without a comma.")
        with_point, without = plain.replace(",", "."), plain.replace(",", "")
        raise Refused(told.format(text=_repeated(plain), one=without, other=with_point))
    if not _NUMBER.fullmatch(plain):
        told = translate("TypedText", "“{text}” is not a number. {asked}")
        raise Refused(told.format(text=_repeated(text.strip()), asked=limits.words))
    exact = plain.replace(",", ".")
    value = float(exact)
    if value == 0 and re.search("[1-9]", re.split("e", exact, flags=re.IGNORECASE)[0]):
        told = translate("TypedText", "“{text}” is too near 0 to be told from it.")
        raise Refused(told.format(text=_repeated(text.strip())))
    outside = not limits.least <= value <= limits.most
    at_end = (limits.above and value == limits.least) or (limits.below and value == limits.most)
    if outside or at_end or (limits.whole and not _is_whole(exact)):
        raise Refused(limits.words)
    return value + 0.0  # no minus zero


def parted(text: str) -> list[str]:
    """Return what stands between the commas of a list or, where it has some, its semicolons."""
    parts = [part.strip() for part in text.split(";" if ";" in text else ",")]
    return [part for part in parts if part]


def require_clear(text: str, whole: bool = False) -> None:
    """Refuse a list, parted by commas, in which one of them may belong to a number.

    Where numbers are `whole`, that can be one of thousands alone.
    """
    for word in text.replace("−", "-").split():
        tight = word.strip(",")
        if _THOUSANDS.fullmatch(tight) or (not whole and _FRACTION.search(tight)):
            told = translate(
                "TypedText",
                "“{text}” may be one number or several. Type one without a comma, and several with"
                " spaces between them.",
            )
            raise Refused(told.format(text=_repeated(tight)))


def _is_whole(text: str) -> bool:
    """Whether a number in the range of floats is whole, to its last digit."""
    try:
        value = Decimal(text)
        return value == value.to_integral_value()
    except InvalidOperation:  # more digits than anybody types
        return False


def _end(value: float) -> str:
    plain = abs(value) < _PLAIN and value == math.floor(value)
    return f"{value:.0f}".replace("-", "−") if plain else number(value)


def _repeated(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
