"""How a training is, measured at one moment: what core.health judges by, in NumPy.

A few examples, always the same, go through the network and back. Nothing here knows what is
healthy.
"""

import math
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from core.data import Data
from core.data.tasks import Task
from core.network import Network
from core.parameters import Parameters, finite
from core.propagation import Backward, Forward, backward, forward
from core.same_answer import least_loss
from core.snapshot import Metrics

MOST_EXAMPLES = 128  # that go through the network
_PRODUCTS = 20_000_000  # a·w of all of them together: some milliseconds
# For an example a neuron is saturated from here on: 2 % of the way between its two ends.
ENDS = {"sigmoid": (0.02, 0.98), "tanh": (-0.96, 0.96)}
_ENOUGH = 4096  # numbers for a median
_NEARLY_ALL = 0.95  # of the examples find a saturated neuron at an end


class LayerVitals(NamedTuple):
    """One layer: its weights, their change since the measurement before, and its neurons.

    `norm` and `change` are of the weights, all together. `gradient` is how large ∂C/∂w is
    (`typical`), `z` the root mean square of the pre-activations. `dead` counts the neurons that no
    example wakes, `saturated` those that nearly all find at an end.
    """

    largest: float
    norm: float
    change: float
    gradient: float
    z: float
    dead: int
    saturated: int


class Vitals(NamedTuple):
    """A training after so many `updates`, and `seconds` of training.

    `loss` and `score` are of the test set, `fit` is the loss of a few training examples; `finite`
    says whether all parameters are.
    """

    updates: int
    seconds: float
    rate: float
    loss: float
    score: float
    fit: float
    finite: bool
    layers: tuple[LayerVitals, ...]


class Case(Struct, frozen=True):
    """What a training is judged against.

    `ignorant` is the loss of the best answer that is the same for all examples, `chance` its score,
    and `spread` how far a score may stray from that by luck. `activations` and `sizes` are of the
    network's layers, `sizes` with the input; `largest` is the largest |input|.
    """

    ignorant: float
    chance: float
    spread: float
    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    largest: float


@np.errstate(all="ignore")
def case_of(network: Network, task: Task, data: Data) -> Case:
    """Return what a training of `network` on `data` is judged against."""
    targets = task.coded(data.train.targets, network.layers[-1])
    chance = task.chance(data.test.targets)
    spread = max(0.02, 2 * math.sqrt(chance * (1 - chance) / max(len(data.test), 1)))
    return Case(
        least_loss(network, targets),
        chance,
        spread,
        network.sizes,
        tuple(layer.activation for layer in network.layers),
        float(np.abs(data.train.inputs).max()),
    )


def sampled(network: Network, examples: int) -> np.ndarray:
    """Return which of so many training examples go through `network`: always the same ones."""
    weights = sum(a * b for a, b in zip(network.sizes, network.sizes[1:], strict=False))
    count = min(MOST_EXAMPLES, examples, max(4, _PRODUCTS // weights))
    # Evenly from all: they may be sorted by class.
    return np.linspace(0, examples - 1, count).round().astype(int)


def typical(gradients: np.ndarray) -> float:
    """Return how large the gradients of a layer's weights are: the median |∂C/∂w|.

    Those that are 0 are left out: an input that is always 0 has them, and a dead neuron, however
    well the layer learns. 0: all of them are. Of many, `some` are enough.
    """
    few = some(gradients, _ENOUGH)
    sizes = np.abs(few[few != 0])
    return float(np.median(sizes)) if sizes.size else 0.0


def some(values: np.ndarray, most: int) -> np.ndarray:
    """Return `values` in one row or, of more than `most`, some of them: evenly from all."""
    step = max(math.ceil(values.size / most), 1)
    # An even step would meet a few of the columns alone, where these are a power of two.
    return values.ravel()[:: step + (step > 1 and step % 2 == 0)]


def dead(activation: str, a: np.ndarray) -> np.ndarray:
    """Return which neurons no example wakes, bool [neurons]; `a` [examples, neurons] is theirs."""
    if activation != "relu":
        return np.zeros(a.shape[1], bool)
    asleep: np.ndarray = np.logical_not((a > 0).any(axis=0))
    return asleep


def at_an_end(activation: str, a: np.ndarray) -> np.ndarray:
    """Return for which a = f(z) f is about flat, bool in the shape of `a`; only of two ends."""
    if activation not in ENDS:
        return np.zeros(a.shape, bool)
    low, high = ENDS[activation]
    return (a < low) | (a > high)


def saturated(activation: str, a: np.ndarray) -> np.ndarray:
    """Return which neurons nearly all examples find at an end, bool [neurons]."""
    shares: np.ndarray = at_an_end(activation, a).mean(axis=0)
    return shares > _NEARLY_ALL


class Sampled:
    """Takes the vitals of a network again and again, with the same examples of `data`."""

    def __init__(
        self, network: Network, task: Task, data: Data, parameters: Parameters | None = None
    ) -> None:
        self._network = network
        self.case = case_of(network, task, data)
        chosen = sampled(network, len(data.train))
        self._inputs = data.train.inputs[chosen]
        self._targets = task.coded(data.train.targets[chosen], network.layers[-1])
        self._before = parameters  # at the last measurement; at first those it begins with

    @np.errstate(all="ignore")
    def take(
        self, parameters: Parameters, updates: int, seconds: float, rate: float, test: Metrics
    ) -> Vitals:
        """Return the vitals of a network with these parameters; the change is since the last.

        Where the test set was not measured, the loss is that of the few examples.
        """
        passed = forward(self._network, parameters, self._inputs)
        back = backward(self._network, parameters, passed, self._targets)
        before, self._before = self._before or parameters, parameters
        layers = tuple(
            _layer(self._network, index, parameters, before, passed, back)
            for index in range(len(parameters))
        )
        loss, score = test.marked[:2]
        fit = float(back.losses.mean(dtype=float))
        fit = math.inf if math.isnan(fit) else fit
        loss = fit if math.isnan(loss) else loss
        return Vitals(updates, seconds, rate, loss, score, fit, finite(parameters), layers)


def _layer(
    network: Network,
    index: int,
    parameters: Parameters,
    before: Parameters,
    passed: Forward,
    back: Backward,
) -> LayerVitals:
    weights = parameters[index].weights
    a, last = passed.activations[index + 1], index == len(parameters) - 1
    name = network.layers[index].activation
    return LayerVitals(
        float(np.abs(weights).max()),
        _norm(weights),
        _norm(weights - before[index].weights),
        typical(back.gradients[index].weights),
        _norm(passed.pre_activations[index]) / math.sqrt(a.size),
        0 if last else int(dead(name, a).sum()),
        0 if last else int(saturated(name, a).sum()),
    )


def _norm(values: np.ndarray) -> float:
    """Return the root of the sum of squares, however large they are."""
    largest = float(np.abs(values).max(initial=0))
    if not largest or not math.isfinite(largest):
        return largest
    scaled = (values / largest).ravel()
    return largest * math.sqrt(float(np.dot(scaled, scaled)))
