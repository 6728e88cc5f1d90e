"""The curves of several runs as lines of a chart: values over epochs, updates or seconds."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.runs import Kept, updates_at

AXES = ("epoch", "updates", "seconds")
_MOST = 600  # points of a line: more are not seen, and dashes take long
_SMOOTH = 0.03  # of a line's points, that are averaged with each


class Line(NamedTuple):
    """A curve of a run: `x` and `y` [points], of training or of the test set."""

    run: str
    name: str
    colour: int
    of_test: bool
    x: np.ndarray
    y: np.ndarray


def lines(
    runs: Sequence[Kept], quantity: str, scale: float = 1, axis: str = "epoch", smooth: bool = False
) -> tuple[Line, ...]:
    """Return two lines a run, of "loss" or "score" times `scale`; what is not known is left out.

    Where nobody measured the time, a run has no line over seconds.
    """
    found = []
    for kept in runs:
        for of_test in (False, True):
            x, y = points(kept, f"{'test' if of_test else 'train'}_{quantity}", axis)
            if smooth:
                y = smoothed(y)
            x, y = reduced(x, scale * y)
            given = kept.run.id, kept.run.name, kept.colour, of_test
            found.append(Line(*given, x, y))
    return tuple(found)


def points(kept: Kept, column: str, axis: str) -> tuple[np.ndarray, np.ndarray]:
    """Return where along `axis` a column of the curve was measured, and what; both [points]."""
    history = kept.run.history
    epochs, values = np.array(history.column("epoch")), np.array(history.column(column))
    places = along(kept, epochs, axis)
    known = ~np.isnan(values) & np.isfinite(places)
    return places[known], values[known]


def along(kept: Kept, epochs: np.ndarray, axis: str) -> np.ndarray:
    """Return where these epochs [points] of a run are along `axis`; NaN: that is not known."""
    if axis == "updates":
        return updates_at(kept, epochs)
    return kept.watch.at(epochs, "seconds") if axis == "seconds" else epochs


def smoothed(values: np.ndarray) -> np.ndarray:
    """Return `values` [points], each the mean of its neighbours; infinite ones stay alone."""
    half = round(_SMOOTH * len(values) / 2)
    finite = np.isfinite(values)
    if half < 1 or not finite.any():
        return values
    sums, counts = (
        np.concatenate([[0.0], np.cumsum(one)]) for one in (np.where(finite, values, 0), finite)
    )
    at = np.arange(len(values))
    low, high = np.maximum(at - half, 0), np.minimum(at + half + 1, len(values))
    means = (sums[high] - sums[low]) / np.maximum(counts[high] - counts[low], 1)
    return np.where(finite, means, values)


def reduced(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a line with few points that looks as one with many: of each stretch the extremes."""
    if len(x) <= _MOST:
        return x, y
    stretches = np.array_split(np.arange(len(x)), _MOST // 2)
    with np.errstate(invalid="ignore"):
        kept = [
            sorted({stretch[y[stretch].argmin()], stretch[y[stretch].argmax()]})
            for stretch in stretches
        ]
    chosen = np.array([0, *(at for one in kept for at in one), len(x) - 1])
    return x[chosen], y[chosen]


class Reading(NamedTuple):
    """What a run had come to at a place of the axis: NaN where that is not known."""

    name: str
    colour: int
    train: float
    test: float


def readings(shown: Sequence[Line], place: float) -> tuple[Reading, ...]:
    """Return the values of all runs at `place`, each measured there or before."""
    found: dict[str, Reading] = {}
    for line in shown:
        at = int(np.searchsorted(line.x, place, side="right")) - 1
        value = float(line.y[at]) if at >= 0 else np.nan
        known = found.get(line.run, Reading(line.name, line.colour, np.nan, np.nan))
        found[line.run] = (
            known._replace(test=value) if line.of_test else known._replace(train=value)
        )
    return tuple(found.values())
