"""How the numbers of a network are spread, layer by layer, and what that says of its health.

Histograms of all layers share one scale. It comes from most of the numbers, not from all: one that
is far out is counted beside it. And it moves by steps alone: as long as it does, it stays.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.activations import ACTIVATIONS
from core.experiment import Hyperparameters
from core.health import vanishing
from core.network import Network
from core.parameters import Parameters
from core.propagation import Backward, Forward, backward, forward
from core.snapshot import Slots
from core.update_size import moved, one_update
from core.vitals import dead, saturated, some, typical

QUANTITIES = ("weights", "biases", "activations", "deltas", "gradients")
OF_EXAMPLES = frozenset(("activations", "deltas", "gradients"))  # which need some to be measured
BINS = 60
MOST = 1 << 18  # numbers of a layer that are counted

# Of the numbers of a layer, this share may be out of a range that is made for it; one at least.
_SPARED, _FEW = 0.005, 8
_ENOUGH = 4096  # of a layer's numbers, to choose a range by
_MANY = 0.02  # out of it, or below it where it counts powers of ten: it becomes wider
_SMALL = 0.05
_SHRINKS = 5  # times as much room as is needed, and it becomes narrower
_LEAST_POWERS, _MOST_POWERS, _POWERS_SHRINK = 2, 12, 3
_NICE = (1, 2, 5, 10)


class Scale(NamedTuple):
    """What all histograms are over: numbers from `low` to `high`, in BINS bins of one width.

    On a `log` scale they are powers of ten, and the numbers are without their signs.
    """

    low: float
    high: float
    log: bool = False

    @property
    def width(self) -> float:
        """How wide a bin is."""
        return (self.high - self.low) / BINS

    def edge(self, index: int) -> float:
        """Return where bin `index` begins, as a number."""
        place = self.low + index * self.width if self.log else (index + self._first) * self.width
        return float(10.0**place) if self.log else place

    def counted(self, values: np.ndarray) -> tuple[np.ndarray, int, int]:
        """Return how many of these finite numbers are in each bin, below the first, above the last.

        On a log scale, none of them may be 0.
        """
        if self.log:
            places = (np.log10(np.abs(values)) - self.low) / self.width
        else:
            places = values / self.width - self._first  # 0 begins a bin, exactly
        below, above = places < 0, places > BINS
        inside = places[~(below | above)]
        counts = np.bincount(np.minimum(inside.astype(int), BINS - 1), minlength=BINS)
        return counts, int(below.sum()), int(above.sum())

    @property
    def _first(self) -> int:
        """Which bin is the first, where one begins at 0."""
        return -BINS // 2 if self.low < 0 else 0


class Spread(NamedTuple):
    """How the numbers of one layer are spread: how many are in each bin, `counts` [BINS].

    `below` and `above` are outside, `zeros` are 0 (on a log scale in no bin), `broken` not finite;
    together with those in the bins that is the `total`. `middle` is the median size of those that
    are not 0, `largest` the largest size. Of a layer that has more than MOST, `of` so many, every
    second is counted, or third, and so on.
    """

    counts: np.ndarray
    below: int
    above: int
    zeros: int
    broken: int
    total: int
    middle: float
    largest: float
    of: int


class Signs(NamedTuple):
    """What a layer's numbers say of its health.

    So many of its neurons are `dead` or `saturated`; the output layer has none, for there an end is
    a clear answer. `vanishes`: its gradients do, `gradient` being how large they are. `update` is
    how far one update moves the weights, for their size. NaN: not known.
    """

    neurons: int
    dead: int = 0
    saturated: int = 0
    vanishes: bool = False
    gradient: float = math.nan
    update: float = math.nan


class Sample(NamedTuple):
    """The examples that are looked at, `of` so many: inputs, and targets as the network has them.

    Both are [examples, …].
    """

    inputs: np.ndarray
    targets: np.ndarray
    of: int


class Asked(NamedTuple):
    """What is to be looked at: a quantity, one of QUANTITIES, of a network with `parameters`.

    `scale` is the last one of this quantity, which stays where it can. `before` are the parameters
    `updates` before these; None: they are not known. `slots` are the optimizer's, if these are.
    Without a sample much is not known, either.
    """

    network: Network
    parameters: Parameters
    sample: Sample | None
    quantity: str
    log: bool = False
    scale: Scale | None = None
    before: Parameters | None = None
    updates: int = 0
    hyperparameters: Hyperparameters = Hyperparameters()
    slots: Slots | None = None


class Histograms(NamedTuple):
    """The spread of each layer, first to last, none where there is nothing to measure it with.

    So many `examples` were looked at, `of` all there are. `made`: the update that is told of is the
    last one, and not one that could be made now.
    """

    scale: Scale
    spreads: tuple[Spread, ...]
    signs: tuple[Signs, ...]
    examples: int = 0
    of: int = 0
    made: bool = False


@np.errstate(all="ignore")  # what diverged is counted
def histograms(asked: Asked) -> Histograms:
    """Return how a quantity of each layer is spread, and what is unhealthy."""
    network, parameters, sample = asked.network, asked.parameters, asked.sample
    passed = back = None
    if sample is not None:
        passed = forward(network, parameters, sample.inputs)
        back = backward(network, parameters, passed, sample.targets)
    every = [one.ravel() for one in _numbers(asked, passed, back)]
    values = [some(one, MOST) for one in every]
    finite = [one[np.isfinite(one)].astype(float) for one in values]
    scale = fitting(finite, asked.scale, _signed(asked), asked.log)
    spreads = tuple(
        spread_of(scale, numbers, len(counted))._replace(of=len(whole))
        for numbers, counted, whole in zip(finite, values, every, strict=True)
    )
    signs = _signs(network, parameters, passed, back)
    sizes = _updates(asked, passed, back)
    signs = tuple(one._replace(update=size) for one, size in zip(signs, sizes, strict=True))
    counts = (len(sample.inputs), sample.of) if sample else (0, 0)
    return Histograms(scale, spreads, signs, *counts, made=_is_made(asked))


def _is_made(asked: Asked) -> bool:
    """Whether the parameters before the last update are known."""
    return asked.before is not None and asked.updates == 1


def _updates(asked: Asked, passed: Forward | None, back: Backward | None) -> tuple[float, ...]:
    """Return how far an update moves the weights of each layer: the last one, or one made now.

    A layer that has stood still since the last snapshot is not moved at all.
    """
    known = moved(asked.before, asked.parameters) if asked.before is not None else ()
    if _is_made(asked):
        return known
    if passed is None or back is None:
        return (math.nan,) * len(asked.parameters)
    now = one_update(asked.parameters, passed, back, asked.hyperparameters, asked.slots)
    still = [way == 0 for way in known] or [False] * len(now)
    return tuple(0.0 if rests else one for rests, one in zip(still, now, strict=True))


def fitting(layers: Sequence[np.ndarray], before: Scale | None, signed: bool, log: bool) -> Scale:
    """Return the scale for the finite numbers of these layers: `before` while it will do."""
    few = [some(one, _ENOUGH) for one in layers]
    sizes = [np.abs(one[one != 0] if log else one) for one in few]
    sizes = [one for one in sizes if len(one)]
    if before and (before.log != log or (signed and before.low == 0 and not log)):
        before = None
    if log:
        return _powers(sizes, before)
    need = max(map(_most, sizes), default=0.0)
    high = before.high if before else 0.0
    if before and not need:
        return before
    many = any((one > high).sum() > _MANY * len(one) and _most(one) > high for one in sizes)
    if not before or many or need < high / _SHRINKS:
        high = _nice(need)
    return Scale(-high if signed else 0.0, high)


def _powers(sizes: Sequence[np.ndarray], before: Scale | None) -> Scale:
    """Return the scale over powers of ten for sizes above 0."""
    if not sizes:
        return before or Scale(-6, 0, log=True)
    high = math.ceil(math.log10(max(map(_most, sizes))))
    least = min(_ranked(one, int(_SMALL * len(one))) for one in sizes)
    low = math.floor(math.log10(least))
    low = min(max(low, high - _MOST_POWERS), high - _LEAST_POWERS)
    now = Scale(low, high, log=True)
    if before is None:
        return now
    above = any((one > 10.0**before.high).mean() > _MANY for one in sizes)
    below = any((one < 10.0**before.low).mean() > 2 * _SMALL for one in sizes)
    lower = below and low < before.low
    narrow = high <= before.high - 2 or low >= before.low + _POWERS_SHRINK
    return now if above or lower or narrow else before


def _most(sizes: np.ndarray) -> float:
    """Return how large nearly all of these sizes are at most."""
    spared = max(1, round(_SPARED * len(sizes))) if len(sizes) >= _FEW else 0
    return _ranked(sizes, len(sizes) - 1 - spared)


def _ranked(sizes: np.ndarray, rank: int) -> float:
    """Return the size that so many are smaller than."""
    return float(np.partition(sizes, rank)[rank])


def _nice(size: float) -> float:
    """Return 1, 2 or 5 times a power of ten, `size` or more; 1 for nothing at all."""
    if not size > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(size))
    return next(one * power for one in _NICE if one * power >= size * (1 - 1e-9))


def _signed(asked: Asked) -> bool:
    """Whether there may be numbers below 0."""
    ranges = {ACTIVATIONS[layer.activation].range for layer in asked.network.layers}
    return asked.quantity != "activations" or any(one[1] == "−" for one in ranges)


def _numbers(asked: Asked, passed: Forward | None, back: Backward | None) -> tuple[np.ndarray, ...]:
    match asked.quantity:
        case "weights":
            return tuple(layer.weights for layer in asked.parameters)
        case "biases":
            return tuple(layer.biases for layer in asked.parameters)
        case "activations" if passed:
            return passed.activations[1:]
        case "deltas" if back:
            return back.deltas
        case "gradients" if back:
            return tuple(layer.weights for layer in back.gradients)
    return ()


def spread_of(scale: Scale, values: np.ndarray, total: int) -> Spread:
    """Return how these finite numbers are spread; of `total`, all others are not finite."""
    zeros = int((values == 0).sum())
    counts, below, above = scale.counted(values[values != 0] if scale.log else values)
    largest = float(np.abs(values).max(initial=0))
    broken = total - len(values)
    return Spread(counts, below, above, zeros, broken, total, typical(values), largest, total)


def _signs(
    network: Network, parameters: Parameters, passed: Forward | None, back: Backward | None
) -> tuple[Signs, ...]:
    if passed is None or back is None:
        return tuple(Signs(layer.neurons) for layer in network.layers)
    gradients = [typical(layer.weights) for layer in back.gradients]
    gone = vanishing(gradients)
    found = []
    for index, layer in enumerate(network.layers):
        a, hidden = passed.activations[index + 1], index < len(network.layers) - 1
        found.append(
            Signs(
                layer.neurons,
                int(dead(layer.activation, a).sum()) if hidden else 0,
                int(saturated(layer.activation, a).sum()) if hidden else 0,
                gone[index],
                gradients[index],
            )
        )
    return tuple(found)
