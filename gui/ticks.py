"""Where an axis has numbers: few round ones, evenly apart, and two at least."""

import math
from collections.abc import Callable, Sequence

_LARGEST_POWER = 300  # of ten, that is a number


def tick_spacing(low: float, high: float, most: int) -> float:
    """Return 1, 2 or 5 times a power of ten, such that two ticks or more lie from `low` to `high`.

    There are at most `most`, where that leaves two. 0 where no two numbers are between.
    """
    reach = high - low
    if not (math.isfinite(reach) and reach > 0):
        return 0.0
    power = 10.0 ** math.floor(math.log10(reach / max(most, 2)))
    found = 0.0
    for step in (1, 2, 5, 10, 20, 50):
        spacing = step * power
        first, last = _ends(low, high, spacing)
        if last - first < 1:
            break
        found = spacing
        if last - first < most:
            break
    return found


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return the numbers from `low` to `high` that are `tick_spacing` apart, 0 among them."""
    spacing = tick_spacing(low, high, most)
    if not spacing:
        return ()
    first, last = _ends(low, high, spacing)
    return tuple(number * spacing for number in range(first, last + 1))


def log_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return where an axis of powers of ten has numbers, as powers: `most` of them, two at least.

    Those that tell most come first, 1, 10 …, then 2 and 5, then the others; where even these are
    too few, numbers that are evenly apart.
    """
    reach = high - low
    if not (math.isfinite(reach) and reach > 0):
        return ()
    apart, found = reach / max(most, 2), list[float]()
    decades = range(math.floor(low), math.ceil(high) + 1)
    for numbers in ((1,), (2, 5), (3, 4, 6, 7, 8, 9)):
        for place in (decade + math.log10(one) for decade in decades for one in numbers):
            if low <= place <= high and all(abs(place - one) >= apart for one in found):
                found.append(place)
    if len(found) < 2 and high < _LARGEST_POWER:
        found = [math.log10(one) for one in ticks(10.0**low, 10.0**high, most) if one > 0]
    return tuple(sorted(found))


def ticks_in(
    low: float,
    high: float,
    room: float,
    gap: float,
    wide: Callable[[str], float],
    texts: Callable[[tuple[float, ...]], Sequence[str]],
) -> tuple[float, ...]:
    """Return as many ticks as there is `room` for, in px: their texts, so `wide`, stay apart."""
    found: tuple[float, ...] = ()
    for most in range(max(int(room / (wide("0") + gap)), 2), 1, -1):
        places = ticks(low, high, most)
        if places == found or len(places) < 2:
            continue
        found = places
        between = room * (found[1] - found[0]) / (high - low)
        if max(map(wide, texts(found))) + gap <= between:
            break
    return found or ticks(low, high, 2)


def decimals(places: tuple[float, ...]) -> int:
    """Return how many decimals tell ticks apart."""
    if len(places) < 2:
        return 2 * any(place % 1 for place in places)
    return max(0, -math.floor(math.log10(places[1] - places[0]) + 1e-9))


def _ends(low: float, high: float, spacing: float) -> tuple[int, int]:
    """Return the first and the last multiple of `spacing` in a range."""
    return math.ceil(low / spacing), math.floor(high / spacing)
