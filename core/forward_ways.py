"""Ways to compute the same answers, from Python loops to a whole batch at once, each timed.

Those of NumPy and of Python alone are here, those of TensorFlow in core.backend.ways. All have the
network's own parameters and the same batch, and are held against answers in float64.
"""

import math
import time
from array import array
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

import msgspec
import numpy as np

from core.activations import ACTIVATIONS, LEAKY_SLOPE
from core.network import Network
from core.parameters import LayerParameters, Parameters
from core.propagation import forward
from core.wording import Sentence

# From the slowest to the quickest, as a rule: Python alone; NumPy by neurons, by layers and for the
# batch; TensorFlow step by step, compiled, and on a GPU.
Way = Literal["loops", "neurons", "layers", "batch", "eager", "compiled", "gpu"]
WAYS: tuple[Way, ...] = get_args(Way)

LIMIT_S = 2.0  # of each way: then it is stopped
ENOUGH_S, LEAST, MOST = 0.4, 3, 200  # repeats: so many at least and at most, for so long
COMPARED = 64  # examples of the batch that are held against the reference
MOST_LISTED = 4_000_000  # weights that stand in lists, 32 bytes each
_WIDE = 64  # inputs from which on a neuron takes so long that looking at the clock is nothing

Over: TypeAlias = Callable[[], bool]  # whether the time is up
_Layer: TypeAlias = "tuple[str, list[Sequence[float]], list[float], list[float]]"


class Answered(NamedTuple):
    """The answers to the first examples of a batch, and how many came through, parts counted."""

    answers: np.ndarray
    examples: float


# Returns the answers to all examples that there is time for.
Compute: TypeAlias = Callable[[Over], Answered]


class Timing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a way took: `seconds` for `batch` examples, the median of `repeats`.

    Only `examples` of them came through in `spent` seconds where it was stopped; `seconds` is then
    what the batch would take at that pace. `difference` is the largest from the reference (NaN:
    no example came through; infinite: one of two is not finite). `prepared` are the seconds that it
    took before it could begin. `lacks` is why there is nothing of all this, in a sentence.
    """

    way: Way
    batch: int
    seconds: float = math.nan
    repeats: int = 0
    examples: float = 0.0
    spent: float = 0.0
    difference: float = math.nan
    prepared: float = 0.0
    lacks: Sentence | None = None

    def __post_init__(self) -> None:
        fit = self.lacks is not None or (
            0 < self.seconds < math.inf
            and 0 < self.examples <= self.batch
            and 0 <= self.prepared < math.inf
            and 0 <= self.spent < math.inf
        )
        if not fit or self.batch < 1 or self.repeats < 0:
            raise ValueError("A way takes a time above 0")

    @property
    def stopped(self) -> bool:
        """Whether it had no time for the whole batch."""
        return self.lacks is None and self.examples < self.batch


def reference(network: Network, parameters: Parameters, inputs: np.ndarray) -> np.ndarray:
    """Return the answers to the first examples, computed with twice as many digits."""
    exact = tuple(
        LayerParameters(*(part.astype(np.float64) for part in layer)) for layer in parameters
    )
    return forward(network, exact, inputs[:COMPARED]).output


def timed(
    way: Way,
    compute: Compute,
    batch: int,
    exact: np.ndarray,
    ended: Over = lambda: False,
    prepared: float = 0.0,
    clock: Callable[[], float] = time.perf_counter,
) -> Timing:
    """Time `compute`, warm, until it is known well enough, the time is up, or somebody `ended` it.

    The first time, which has everything fetched, is compared with `exact` and not counted, unless
    it was the only one.
    """
    begin = clock()

    def over() -> bool:
        return clock() - begin >= LIMIT_S or ended()

    found = compute(over)
    spent = clock() - begin
    told = found.examples, spent, difference(found.answers, exact), prepared
    if found.examples < batch:
        return Timing(way, batch, spent * batch / found.examples, 0, *told)
    took: list[float] = []
    while len(took) < MOST and not over():
        if len(took) >= LEAST and clock() - begin >= ENOUGH_S:
            break
        start = clock()
        if compute(over).examples < batch:
            break
        took.append(clock() - start)
    # A clock may be too coarse for what is over at once.
    seconds = max(float(np.median(took or [spent])), 1e-9)
    return Timing(way, batch, seconds, max(len(took), 1), *told)


@np.errstate(all="ignore")  # what diverged is said as such
def difference(answers: np.ndarray, exact: np.ndarray) -> float:
    """Return the largest difference; infinite where only one of two is finite; NaN: there is none.

    Where neither is a number, or both are infinite alike, they agree.
    """
    both = min(len(answers), len(exact))
    if not both:
        return math.nan
    ours, theirs = answers[:both].astype(np.float64), exact[:both]
    alike = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    apart = np.where(alike, 0.0, np.abs(ours - theirs))
    return float(np.where(np.isnan(apart), np.inf, apart).max(initial=0.0))


# The ways.


def by_loops(network: Network, parameters: Parameters, inputs: np.ndarray) -> Compute:
    """Return the way with nothing but Python: number by number, neuron by neuron."""
    layers = listed(network, parameters)
    products = sum(layer.weights.size for layer in parameters)

    def compute(over: Over) -> Answered:
        answers: list[list[float]] = []

        def stopped(made: int) -> Answered:
            return Answered(_rows(answers, network), len(answers) + made / products)

        for example in inputs:
            if answers and over():
                return stopped(0)
            a, made = example.tolist(), 0
            for activation, columns, biases, slopes in layers:
                z: list[float] = []
                wide = len(a) >= _WIDE
                for weights, bias in zip(columns, biases, strict=True):
                    if wide and z and over():
                        return stopped(made + len(z) * len(a))
                    total = 0.0
                    for value, weight in zip(a, weights, strict=True):
                        total += value * weight
                    z.append(total + bias)
                made += len(z) * len(a)
                a = activated(activation, z, slopes)
            answers.append(a)
        return Answered(_rows(answers, network), len(answers))

    return compute


def by_neurons(network: Network, parameters: Parameters, inputs: np.ndarray) -> Compute:
    """Return the way with a product of two vectors for each neuron of each example."""
    columns = [list(np.ascontiguousarray(layer.weights.T)) for layer in parameters]

    def one(a: np.ndarray) -> np.ndarray:
        for layer, those, own in zip(network.layers, columns, parameters, strict=True):
            z = np.empty(len(those), a.dtype)
            for neuron, weights in enumerate(those):
                z[neuron] = a @ weights + own.biases[neuron]
            a = ACTIVATIONS[layer.activation].function(z, own.slopes)
        return a

    return _one_after_the_other(one, network, inputs)


def by_layers(network: Network, parameters: Parameters, inputs: np.ndarray) -> Compute:
    """Return the way with a product of vector and matrix for each layer of each example."""

    def one(a: np.ndarray) -> np.ndarray:
        for layer, (weights, biases, slopes) in zip(network.layers, parameters, strict=True):
            a = ACTIVATIONS[layer.activation].function(a @ weights + biases, slopes)
        return a

    return _one_after_the_other(one, network, inputs)


def by_batch(network: Network, parameters: Parameters, inputs: np.ndarray) -> Compute:
    """Return the way with a product of two matrices for each layer: all examples at once."""

    def compute(_: Over) -> Answered:
        return Answered(forward(network, parameters, inputs).output, len(inputs))

    return compute


PLAIN: dict[Way, Callable[[Network, Parameters, np.ndarray], Compute]] = {
    "loops": by_loops,
    "neurons": by_neurons,
    "layers": by_layers,
    "batch": by_batch,
}


def activated(name: str, z: list[float], slopes: list[float]) -> list[float]:
    """Return f(z) of a layer, number by number; by NumPy where there is no such function here."""
    match name:
        case "linear":
            return z
        case "relu":
            return [0.0 if value <= 0 else value for value in z]
        case "leaky relu":
            return [LEAKY_SLOPE * value if value <= 0 else value for value in z]
        case "prelu":
            pairs = zip(z, slopes, strict=True)
            return [slope * value if value <= 0 else value for value, slope in pairs]
        case "elu":
            return [math.expm1(value) if value <= 0 else value for value in z]
        case "sigmoid":  # 1 / (1 + e⁻ᶻ), which would overflow
            return [0.5 + 0.5 * math.tanh(0.5 * value) for value in z]
        case "tanh":
            return list(map(math.tanh, z))
        case "softmax":
            most = max(z)
            powers = [math.exp(value - most) for value in z]
            total = sum(powers)
            return [power / total for power in powers]
    found: list[float] = ACTIVATIONS[name].function(np.array(z), np.array(slopes)).tolist()
    return found


def _one_after_the_other(
    one: Callable[[np.ndarray], np.ndarray], network: Network, inputs: np.ndarray
) -> Compute:
    def compute(over: Over) -> Answered:
        answers: list[np.ndarray] = []
        with np.errstate(all="ignore"):
            for example in inputs:
                if answers and over():
                    break
                answers.append(one(example))
        return Answered(_rows(answers, network), len(answers))

    return compute


def _rows(answers: "list[list[float]] | list[np.ndarray]", network: Network) -> np.ndarray:
    return np.array(answers).reshape(len(answers), network.sizes[-1])


def listed(network: Network, parameters: Parameters) -> "list[_Layer]":
    """Return the numbers of each layer, the weights neuron by neuron.

    What is too much for lists stands in arrays, which take a tenth longer to go through.
    """
    found: list[_Layer] = []
    left = MOST_LISTED
    for layer, (weights, biases, slopes) in zip(network.layers, parameters, strict=True):
        left -= weights.size
        columns = (
            weights.T.tolist()
            if left >= 0
            else [array("d", column.astype(np.float64).tobytes()) for column in weights.T]
        )
        found.append((layer.activation, columns, biases.tolist(), slopes.tolist()))
    return found
