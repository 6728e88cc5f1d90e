"""Activation and depth: where gradients vanish."""

from collections.abc import Sequence

import numpy as np

from core.conclusions.comparing import NOTHING_YET, by, clearly, counted, depth, ends, layers, which
from core.conclusions.examples import examples_of
from core.propagation import backward, forward
from core.sweep import Row
from core.vitals import sampled, typical
from core.wording import QT_TRANSLATE_NOOP, Sentence, Value

VANISHES = 100.0  # times smaller than in the last layer

_VANISHES = QT_TRANSLATE_NOOP(
    "Core",
    "{activation}: the gradient vanishes on its way to the first layer. With {depth}, it is"
    " {first:.2g} there and {last:.2g} in the last layer, {times:,.0f} times more.",
)
_GONE = QT_TRANSLATE_NOOP(
    "Core",
    "{activation}: the gradient does not reach the first layer. With {depth}, it is 0 there and"
    " {last:.2g} in the last layer.",
)
_STAYS = QT_TRANSLATE_NOOP(
    "Core",
    "{activation}: the gradient does not vanish on its way to the first layer. With {depth}, it is"
    " {first:.2g} there and {last:.2g} in the last layer.",
)
_GRADIENT_OF_ONE = QT_TRANSLATE_NOOP(
    "Core",
    "{activation}: with {depth}, the gradient is {first:.2g} in the first layer and {last:.2g} in"
    " the last one. One seed does not tell whether that is chance.",
)
_WORSE = QT_TRANSLATE_NOOP(
    "Core",
    "{activation}: depth harms. The training loss is {shallow:.2g} with {few} and {deep:.2g} with"
    " {many}.",
)
_BETTER = QT_TRANSLATE_NOOP(
    "Core",
    "{activation}: depth helps. The training loss is {shallow:.2g} with {few} and {deep:.2g} with"
    " {many}.",
)
_SAME = QT_TRANSLATE_NOOP(
    "Core",
    "{activation}: depth makes no clear difference. The training loss is {shallow:.2g} with {few}"
    " and {deep:.2g} with {many}.",
)
_ONE_SEED = QT_TRANSLATE_NOOP(
    "Core",
    "{activation}: the training loss is {shallow:.2g} with {few} and {deep:.2g} with {many}. One"
    " seed does not tell whether that is chance.",
)


def gradients(row: Row) -> np.ndarray:
    """Return how large ∂C/∂w is in each layer as the run ended: the median |∂C/∂w| [layers].

    It is that of the mean loss of some training examples, in NumPy; empty: no weights are kept.
    """
    if row.outcome is None or not row.opens:
        return np.zeros(0)
    experiment, parameters = row.trial.experiment, row.outcome.run.snapshot.parameters
    network, examples = experiment.network, examples_of(row).train
    chosen = sampled(network, len(examples))
    targets = experiment.task.coded(examples.targets[chosen], network.layers[-1])
    passed = forward(network, parameters, examples.inputs[chosen])
    back = backward(network, parameters, passed, targets)
    return np.array([typical(layer.weights) for layer in back.gradients])


def _measurable(row: Row) -> bool:
    return row.opens and row.state != "diverged"


def activation(row: Row) -> str:
    """Return the activation of its hidden layers."""
    return row.trial.experiment.network.layers[0].activation


def medians(rows: Sequence[Row]) -> dict[tuple[str, int], np.ndarray]:
    """Return by activation and depth the median |∂C/∂w| of each layer, the median over seeds."""
    found: dict[tuple[str, int], np.ndarray] = {}
    for name, same in by(rows, lambda row: (activation(row), depth(row))).items():
        every = [gradients(row) for row in same if _measurable(row)]
        if every:
            found[name] = np.median(every, axis=0)
    return found


def activation_and_depth(rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """Say for each activation whether gradients vanish in a deep network, and if depth harms."""
    found: list[Sentence] = []
    every = medians(rows)
    for name in by(rows, activation):
        same = [row for row in rows if activation(row) == name]
        losses = ends(same, depth, "train_loss")
        deepest = max((deep for one, deep in every if one == name), default=0)
        if not losses:
            continue
        if deepest > 1:
            seeds = sum(_measurable(row) and depth(row) == deepest for row in same)
            found.append(_gradient(name, deepest, every[name, deepest], seeds))
        told: dict[str, Value] = {"activation": name, "few": layers(losses.fewest)}
        told |= {"many": layers(losses.most)}
        told |= {"shallow": losses.first.mean, "deep": losses.last.mean}
        way = clearly(losses.first, losses.last)
        found.append(counted(which(way, _WORSE, _BETTER, _SAME, _ONE_SEED, **told), same))
    return tuple(found) or (NOTHING_YET,)


def _gradient(name: str, deepest: int, sizes: np.ndarray, seeds: int) -> Sentence:
    first, last = float(sizes[0]), float(sizes[-1])
    told: dict[str, Value] = {"activation": name, "depth": layers(deepest)}
    told |= {"first": first, "last": last}
    if seeds < 2:
        return Sentence(_GRADIENT_OF_ONE, told)
    if not first:
        return Sentence(_GONE, told)
    if last / first < VANISHES:
        return Sentence(_STAYS, told)
    return Sentence(_VANISHES, {**told, "times": float(f"{last / first:.2g}")})  # 1,500,000
