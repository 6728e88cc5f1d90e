"""Many numbers an example as two that can be drawn: neurons as they are, or principal components.

Principal components are the directions, at right angles, along which the examples differ most
(Pearson, 1901). All is computed in float64; examples that are not finite have no part in it.
"""

from typing import NamedTuple

import numpy as np

_NOTHING = 1e-14  # of the variance along the first direction: there is none along the second


class Projection(NamedTuple):
    """Where examples are drawn: `of(values)` = (values − `centre`) · `axes`ᵀ.

    `centre` is [neurons], `axes` [2, neurons]: of length 1, at right angles (the second is zeros
    where there is one neuron). `shares` are the parts of the variance along each; both are 0 where
    all examples are alike. `principal` says that the axes are principal components.
    """

    centre: np.ndarray
    axes: np.ndarray
    shares: tuple[float, float]
    principal: bool

    def of(self, values: np.ndarray) -> np.ndarray:
        """Return where `values` [examples, neurons] are: float64 [examples, 2]."""
        with np.errstate(invalid="ignore", over="ignore"):
            found: np.ndarray = (values.astype(np.float64) - self.centre) @ self.axes.T
        return found


def projection_of(values: np.ndarray, last: Projection | None = None) -> Projection:
    """Return how a layer's `values` [examples, neurons] are drawn.

    One neuron lies along a line and two as they are; of more, the two principal components are
    taken, in the order and with the signs that they have in `last`, the projection before.
    """
    neurons = values.shape[1]
    if neurons > 2:
        return principal_components(values, last)
    return Projection(np.zeros(neurons), np.eye(2)[:, :neurons], _shares(values), principal=False)


def principal_components(values: np.ndarray, last: Projection | None = None) -> Projection:
    """Return the first two principal components of `values` [examples, neurons ≥ 2].

    Their largest coordinates are positive, unless `last` has them otherwise.
    """
    known = _finite(values)
    neurons = values.shape[1]
    alike = last if last is not None and last.axes.shape[1] == neurons else None
    if not len(known) or (known == known[0]).all():
        centre = known[0] if len(known) else np.zeros(neurons)
        axes = alike.axes if alike else np.eye(2, neurons)
        return Projection(centre, axes, (0.0, 0.0), principal=True)
    centre = known.mean(axis=0)
    apart = known - centre
    apart /= np.abs(apart).max()  # squares neither overflow nor vanish
    variances, axes = _directions(apart)
    if variances[1] <= _NOTHING * variances[0]:
        axes[1] = _across(axes[0], alike.axes[1] if alike else None)
        variances[1] = 0.0
    shares = variances / (apart**2).sum()
    axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])[:, None]
    if alike:
        axes, shares = _steadied(axes, shares, alike.axes)
    return Projection(centre, axes, (float(shares[0]), float(shares[1])), principal=True)


def _finite(values: np.ndarray) -> np.ndarray:
    """The examples that are finite, in float64."""
    found: np.ndarray = values[np.isfinite(values).all(axis=1)].astype(np.float64)
    return found


def _shares(values: np.ndarray) -> tuple[float, float]:
    """The parts of the variance that each of one or two neurons has."""
    known = _finite(values)
    if not len(known) or (known == known[0]).all():
        return 0.0, 0.0
    apart = known - known.mean(axis=0)
    apart /= np.abs(apart).max()
    variances = (apart**2).sum(axis=0)
    first = float(variances[0] / variances.sum())
    return first, 1 - first if len(variances) > 1 else 0.0


def _directions(apart: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the two largest squared singular values of `apart`, and its directions [2, neurons].

    By the smaller of the matrices of products, of neurons or of examples.
    """
    examples, neurons = apart.shape
    if neurons <= examples:
        squares, vectors = np.linalg.eigh(apart.T @ apart)
        axes = vectors[:, :-3:-1].T.copy()
    else:
        squares, vectors = np.linalg.eigh(apart @ apart.T)
        axes = vectors[:, :-3:-1].T @ apart
        axes /= np.maximum(np.linalg.norm(axes, axis=1, keepdims=True), 1e-300)
    return np.maximum(squares[:-3:-1], 0.0), axes


def _across(axis: np.ndarray, wanted: np.ndarray | None) -> np.ndarray:
    """Return a direction at right angles to `axis`: near to the one that is `wanted`, if any."""
    least = np.eye(1, len(axis), int(np.abs(axis).argmin()))[0]
    found: np.ndarray = least
    for start in (least if wanted is None else wanted, least):
        found = start - (start @ axis) * axis
        if np.linalg.norm(found) > 1e-3:
            break
    found /= np.linalg.norm(found)
    return found


def _steadied(
    axes: np.ndarray, shares: np.ndarray, before: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return axes and shares in the order, and with the signs, that are nearest to `before`."""
    likeness = axes @ before.T
    apart = np.abs(likeness)
    if apart[0, 1] + apart[1, 0] > apart[0, 0] + apart[1, 1]:
        axes, shares, likeness = axes[::-1], shares[::-1], likeness[::-1]
    signs = np.where(np.diag(likeness) < 0, -1.0, 1.0)
    return axes * signs[:, None], shares
