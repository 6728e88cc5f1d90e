"""Deep and fat networks with the same number of parameters: how wide their hidden layers are."""

from itertools import pairwise

APART = 3  # neurons that the last hidden layer may have more, or less, than those before it


def equal_widths(inputs: int, outputs: int, layers: int, parameters: int) -> tuple[int, ...]:
    """Return the widths of so many hidden `layers` that come nearest to `parameters`.

    All are as wide as the first; only the last may differ, by APART at most, for the number of
    parameters grows in large steps. Weights and biases count; there are no slopes.
    """
    found: list[tuple[int, int, tuple[int, ...]]] = []
    width = 1
    while not found or _count(inputs, outputs, (width - APART,) * layers) <= parameters:
        lasts = [width] if layers == 1 else range(max(1, width - APART), width + APART + 1)
        for last in lasts:
            widths = (*(width,) * (layers - 1), last)
            off = abs(_count(inputs, outputs, widths) - parameters)
            found.append((off, abs(last - width), widths))
        width += 1
    return min(found)[2]


def _count(inputs: int, outputs: int, widths: tuple[int, ...]) -> int:
    return sum((one + 1) * next_ for one, next_ in pairwise((inputs, *widths, outputs)))
