"""The lines that a layer draws on the plane: where each of its neurons has z = 0.

A single perceptron has an arrow besides, its weights, and each point that it takes for another
class one of what it adds to them.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from core.data.inputs import Point
from core.experiment import Experiment
from core.maps import Maps, View, coarse, level_lines
from core.network import Network
from core.parameters import Parameters
from core.propagation import backward, forward
from gui.maps.points import PointSet, answered_wrongly

MOST_LINES = 48
MOST_MISTAKES = 200  # arrows
_SHORTEST, _LONGEST, _LONGEST_MISTAKE = 0.12, 0.4, 0.12  # of the view's width: of arrows


class Line(NamedTuple):
    """Where z of a neuron is 0: chains of points (x₁, x₂), each float64 [points, 2].

    `heard` says how much the next layer listens, 0 to 1, against the one that it listens to most.
    """

    neuron: int
    chains: tuple[np.ndarray, ...]
    heard: float


class Arrow(NamedTuple):
    """An arrow from `tail` to `tip`, both (x₁, x₂), `factor` times as long as it is."""

    tail: tuple[float, float]
    tip: tuple[float, float]
    factor: float


def straight_lines(parameters: Parameters, view: View) -> tuple[Line, ...]:
    """Return the lines of a first layer whose inputs are the coordinates, as far as in `view`."""
    weights, biases, _ = parameters[0]
    return _lines(
        parameters,
        1,
        lambda neuron: straight(weights[:, neuron].astype(float), float(biases[neuron]), view),
    )


def contours(parameters: Parameters, layer: int, maps: Maps, step: int = 1) -> tuple[Line, ...]:
    """Return the lines of any layer, from 1 on, along each `step`th cell of its `maps`."""
    grid = maps.grid.every(step)
    fields = maps.pre_activations(layer)[:, ::step, ::step]
    return _lines(
        parameters, layer, lambda neuron: joined(level_lines(coarse(fields[neuron], grid), grid))
    )


def _lines(
    parameters: Parameters, layer: int, chains: Callable[[int], tuple[np.ndarray, ...]]
) -> tuple[Line, ...]:
    """Return the line of each neuron of a layer.

    Of more than MOST_LINES neurons only those have one that the next layer listens to most: nobody
    could tell more of them apart.
    """
    heard = listened_to(parameters, layer)
    chosen = np.sort(np.argsort(-heard, kind="stable")[:MOST_LINES]).tolist()
    return tuple(Line(neuron, chains(neuron), float(heard[neuron])) for neuron in chosen)


def listened_to(parameters: Parameters, layer: int) -> np.ndarray:
    """Return how much the next layer makes of each neuron, the most being 1."""
    if layer >= len(parameters):
        return np.ones(len(parameters[layer - 1].biases))
    outgoing = np.abs(parameters[layer].weights.astype(float)).sum(axis=1)
    most = outgoing.max()
    return outgoing / most if most > 0 and math.isfinite(most) else np.zeros_like(outgoing)


def straight(weights: np.ndarray, bias: float, view: View) -> tuple[np.ndarray, ...]:
    """Return the piece of the line w·x + b = 0 that is in `view`: one chain, or none."""
    if not (np.isfinite(weights).all() and math.isfinite(bias) and weights.any()):
        return ()
    long = float(np.hypot(*weights))
    normal, off = weights / long, bias / long
    middle = np.array([(view.left + view.right) / 2, (view.bottom + view.top) / 2])
    start = middle - (normal @ middle + off) * normal
    way = np.array([-normal[1], normal[0]])
    low, high = -math.inf, math.inf
    bounds = ((view.left, view.right), (view.bottom, view.top))
    for place, step, (least, most) in zip(start, way, bounds, strict=True):
        if abs(step) < 1e-12:
            if not least <= place <= most:
                return ()
            continue
        one, other = sorted(((least - place) / step, (most - place) / step))
        low, high = max(low, one), min(high, other)
    if low >= high:
        return ()
    return (np.stack([start + low * way, start + high * way]),)


def joined(segments: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the chains that segments [n, 2, 2] make where they meet."""
    places = np.round(segments, 9).reshape(-1, 2)
    mates, used = _mates(places), [False] * len(segments)
    chains = []

    def follow(end: int) -> list[int]:
        """Return the far ends of the segments that go on from an end, one after the other."""
        passed = []
        while (mate := mates[end]) is not None and not used[mate // 2]:
            used[mate // 2] = True
            end = mate ^ 1
            passed.append(end)
        return passed

    for first in range(len(segments)):
        if not used[first]:
            used[first] = True
            back, there = follow(2 * first), follow(2 * first + 1)
            chains.append(places[[*reversed(back), 2 * first, 2 * first + 1, *there]])
    return tuple(chains)


def _mates(places: np.ndarray) -> list[int | None]:
    """Return for each of the ends [n, 2] of segments another one that is at the same place."""
    order = np.lexsort(places.T)
    same = (places[order[1:]] == places[order[:-1]]).all(axis=1).tolist()
    mates: list[int | None] = [None] * len(places)
    free = True  # the last one is no other's mate
    for one, other, alike in zip(order[:-1].tolist(), order[1:].tolist(), same, strict=True):
        free = not (free and alike)
        if not free:
            mates[one], mates[other] = other, one
    return mates


def is_perceptron(network: Network, kind: Point) -> bool:
    """Whether a network is one neuron that gets the coordinates of the plane."""
    return network.sizes == (2, 1) and not kind.features


def weight_arrow(parameters: Parameters, kind: Point, view: View) -> Arrow | None:
    """Return the weights of a perceptron as an arrow from its line, to the side where z > 0.

    It is as long as they are, unless that would be seen badly (`factor`). It begins where the line
    is nearest to the middle of what is usually seen; None: no line.
    """
    weights, bias = parameters[0].weights[:, 0].astype(float), float(parameters[0].biases[0])
    length = float(np.hypot(*weights))
    if not (0 < length < math.inf and math.isfinite(bias)):
        return None
    middle = np.array([sum(reach) / 2 for reach in kind.ranges])
    tail = middle - (weights @ middle + bias) / length**2 * weights
    wide = view.right - view.left
    factor = min(max(1.0, _SHORTEST * wide / length), _LONGEST * wide / length)
    tip = tail + factor * weights
    return Arrow((float(tail[0]), float(tail[1])), (float(tip[0]), float(tip[1])), factor)


def mistakes(
    experiment: Experiment, parameters: Parameters, points: PointSet, view: View
) -> tuple[Arrow, ...]:
    """Return, for each training point that a perceptron answers wrongly, what it adds to w.

    That is −η·∂C/∂w of this point alone. All are as many times as long, so that the longest is
    seen well; MOST_MISTAKES at most, the largest.
    """
    inputs, targets = points.inputs[: points.trained], points.targets[: points.trained]
    wrong = answered_wrongly(experiment, parameters, points)
    if wrong is None:
        return ()
    here = np.flatnonzero(wrong[: points.trained])
    if not len(here):
        return ()
    network = experiment.network
    wanted = experiment.task.coded(targets[here], network.layers[-1])
    passed = forward(network, parameters, inputs[here])
    deltas = backward(network, parameters, passed, wanted).deltas[0].astype(float)
    added = -experiment.hyperparameters.learning_rate * deltas * inputs[here]
    long = np.hypot(added[:, 0], added[:, 1])
    chosen = np.argsort(-long, kind="stable")[:MOST_MISTAKES]
    chosen = chosen[np.isfinite(long[chosen]) & (long[chosen] > 0)]
    if not len(chosen):
        return ()
    factor = _LONGEST_MISTAKE * (view.right - view.left) / float(long[chosen].max())
    tails = points.places[here][chosen].astype(float)
    tips = tails + factor * added[chosen]
    return tuple(
        Arrow((tail[0], tail[1]), (tip[0], tip[1]), factor)
        for tail, tip in zip(tails.tolist(), tips.tolist(), strict=True)
    )
