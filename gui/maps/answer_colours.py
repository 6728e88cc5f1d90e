"""What the network answers over the plane, as colours of cells: pure functions of maps.

Classes mix their colours by probability, the paler the less one is ahead of all others; values
have the colours of their sign.
"""

from typing import NamedTuple

import numpy as np

from core.data.tasks import Classes, Task
from core.maps import Maps
from core.network import Layer
from gui.diagram.tone import rgb
from gui.pictures import bytes_of
from gui.theme import Theme

# How a map may be looked at: see `pictures`.
MODES = ("shades", "decision", "unsure", "errors", "change")
_PALEST = 0.15  # of the mixture where two classes are level, the rest being surface
_TABLE = 4096  # shares of two classes whose mixtures are looked up
_DARKEST = 0.6  # of the ink where the network is quite unsure
_ERROR = 0.7  # of red where the answer is quite wrong


class MapPicture(NamedTuple):
    """Colours of the cells of a map, uint8 [rows, columns, 3]; `output` if it is of one alone."""

    colours: np.ndarray
    output: int | None = None


class Answers(NamedTuple):
    """What a network says over a grid: `values` [rows, columns, outputs].

    For classes these are shares, at least 0, that sum to 1 (NaN where there are none); for values
    the values, to be seen on a scale from −`scale` to `scale`.
    """

    values: np.ndarray
    classes: bool
    scale: float = 1.0

    @staticmethod
    def of(maps: Maps, task: Task, output: Layer, scale: float, step: int = 1) -> "Answers":
        """Return what `maps` say, the layer `output` being the network's last.

        Of the grid every `step`th cell is told, across and down.
        """
        cells = maps.passed.output.reshape(maps.grid.rows, maps.grid.columns, -1)[::step, ::step]
        outputs = cells.reshape(-1, cells.shape[-1])
        values = shares(task, outputs, output) if isinstance(task, Classes) else outputs
        shape = (*cells.shape[:2], values.shape[1])
        return Answers(values.reshape(shape), isinstance(task, Classes), scale)


def shares(task: Classes, outputs: np.ndarray, output: Layer) -> np.ndarray:
    """Return which part of the answer each class has: [examples, classes], each row's sum 1.

    Outputs that are no probabilities are taken by their size, those below 0 as nothing.
    """
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        found = np.clip(task.shares(outputs, output), 0, None)
        total = found.sum(axis=1, keepdims=True)
        even = np.full_like(found, 1 / found.shape[1])
        result: np.ndarray = np.where(total == 0, even, found / total)
    return result


def pictures(
    answers: Answers,
    mode: str,
    now: Theme,
    before: Answers | None = None,
    nearest: np.ndarray | None = None,
    each: bool = False,
) -> tuple[MapPicture, ...]:
    """Return how `answers` look in one of MODES, in the colours of `now`.

    "shades" show them as they are, pale where two classes are level, "decision" the likeliest
    class alone (values in ten steps), "unsure" how near the two likeliest are, "errors" where the
    answer is not that of the nearest example (`nearest`: its targets [rows, columns, outputs],
    NaN where there is none), "change" what is another than `before`.
    `each`: every class by itself. Values are always shown one by one.
    """
    values = answers.values
    if not answers.classes:
        count = values.shape[-1]
        return tuple(
            MapPicture(_value_colours(answers, mode, now, before, nearest, index), index)
            for index in range(count)
        )
    finite = np.isfinite(values).all(axis=-1)
    shown = np.where(finite[..., None], values, 0.0)
    count = len(now.class_grounds)
    grounds = np.stack([rgb(now.class_grounds[index % count]) for index in range(values.shape[-1])])
    paper = rgb(now.surface)
    if mode == "decision":
        colours = grounds[shown.argmax(axis=-1)]
    elif mode == "unsure":
        colours = _mixed(paper, rgb(now.text), _DARKEST * (1 - lead(shown)))
    elif mode == "errors" and nearest is not None:
        colours = _errors(shown, nearest, grounds, now)
    elif mode == "change":
        moved = shown - (shown if before is None else before.values)
        moved = np.where(np.isfinite(moved), moved, 0.0)
        colours = _mixed(paper, grounds[moved.argmax(axis=-1)], moved.max(axis=-1))
    elif each:
        return tuple(
            MapPicture(_told(_mixed(paper, ground, shown[..., index]), finite, now), index)
            for index, ground in enumerate(grounds)
        )
    else:
        colours = _shades(shown, grounds, paper)
    return (MapPicture(_told(colours, finite, now)),)


def _shades(shares: np.ndarray, grounds: np.ndarray, paper: np.ndarray) -> np.ndarray:
    """Return the `grounds` [classes, 3] mixed by `shares` [..., classes]: colours [..., 3].

    They are the nearer to `paper` [3], the less the likeliest is ahead of the next. Of two classes
    these are looked up: a fine map has some 300,000 cells.
    """
    if shares.shape[-1] == 2 and shares.size > 4 * _TABLE:
        second = np.linspace(0, 1, _TABLE + 1)
        table = _shades(np.stack([1 - second, second], axis=-1), grounds, paper)
        found: np.ndarray = table[np.rint(_TABLE * shares[..., 1]).astype(np.intp)]
        return found
    kept = shares.astype(np.float32)
    mixed = kept @ grounds.astype(np.float32)
    strength = _PALEST + (1 - _PALEST) * lead(kept)
    return _mixed(paper.astype(np.float32), mixed, strength)


def lead(shares: np.ndarray) -> np.ndarray:
    """Return how far the likeliest class is ahead of the next: 0 to 1, of shares [..., classes]."""
    if shares.shape[-1] == 1:
        return np.ones(shares.shape[:-1])
    if shares.shape[-1] == 2:
        level: np.ndarray = np.abs(shares[..., 1] - shares[..., 0])
        return level
    top = np.partition(shares, -2, axis=-1)
    ahead: np.ndarray = top[..., -1] - top[..., -2]
    return ahead


def value_ground(share: np.ndarray, now: Theme) -> np.ndarray:
    """Return the grounds of values, given as `share` [...] of the scale: floats [..., 3]."""
    share = np.clip(np.nan_to_num(share), -1, 1)
    ends = np.where((share > 0)[..., None], rgb(now.positive_ground), rgb(now.negative_ground))
    return _mixed(rgb(now.surface), ends, np.abs(share))


def _value_colours(
    answers: Answers,
    mode: str,
    now: Theme,
    before: Answers | None,
    nearest: np.ndarray | None,
    index: int,
) -> np.ndarray:
    values, scale = answers.values[..., index], answers.scale
    with np.errstate(invalid="ignore", over="ignore"):
        if mode == "decision":
            colours = value_ground(np.clip(np.round(5 * values / scale), -5, 5) / 5, now)
        elif mode == "errors" and nearest is not None:
            off = np.abs(values - nearest[..., index]) / scale
            share = np.clip(np.where(np.isfinite(off), off, 0.0), 0, 1)
            colours = _mixed(rgb(now.surface), rgb(now.error), _ERROR * share)
        elif mode == "change":
            old = values if before is None else before.values[..., index]
            colours = value_ground((values - old) / scale, now)
        else:
            colours = value_ground(values / scale, now)
    return _told(colours, np.isfinite(values), now)


def _errors(shown: np.ndarray, nearest: np.ndarray, grounds: np.ndarray, now: Theme) -> np.ndarray:
    """Return the decision, faint, and red where the nearest example is of another class."""
    said = shown.argmax(axis=-1)
    known = np.isfinite(nearest).all(axis=-1)
    wrong = known & (np.nan_to_num(nearest).argmax(axis=-1) != said)
    faint = _mixed(rgb(now.surface), grounds[said], np.full(said.shape, 0.35))
    red = _mixed(rgb(now.surface), rgb(now.error), np.full(said.shape, _ERROR))
    return np.where(wrong[..., None], red, faint)


def _mixed(one: np.ndarray, other: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Return the mixtures [..., 3] of two colours, `share` [...] being that of the other."""
    mixed: np.ndarray = one + share[..., None] * (other - one)
    return mixed


def _told(colours: np.ndarray, finite: np.ndarray, now: Theme) -> np.ndarray:
    """Return `colours` as bytes, in the grey of a border where there is no finite answer."""
    if not finite.all():
        colours = np.where(finite[..., None], colours, rgb(now.border))
    return bytes_of(colours)
