"""The loss as a landscape: over one or two parameters of a network, or along directions of all.

Where one or two parameters change, all before them is computed once, and in their layers only the
neurons that they reach; candidates go through the layers behind as one batch.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from msgspec.structs import replace

from core.activations import ACTIVATIONS
from core.data import load
from core.experiment import Experiment
from core.losses import LOSSES
from core.network import Network
from core.parameters import LayerParameters, Parameters
from core.propagation import Backward, backward, forward

# An edge (pair, from, to), whose weight is meant, or a neuron (layer, index), whose bias is.
Target: TypeAlias = tuple[int, int] | tuple[int, int, int]

_SEED = 2  # of random numbers: which examples are taken; weights and order have others
# Numbers of one layer, all candidates together, that are computed at once: the caches hold them.
_AT_ONCE = 1 << 17
_quietly = np.errstate(all="ignore")  # what is not finite is told as such


class Objective(NamedTuple):
    """What the loss is of: a network and training examples, `of` so many all together.

    `inputs` are [examples, inputs], `targets` [examples, outputs] what the outputs are to give;
    `losses` are the names of those that are asked for, the network's own first.
    """

    network: Network
    inputs: np.ndarray
    targets: np.ndarray
    of: int
    losses: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether all training examples are among them."""
        return len(self.inputs) == self.of

    def with_loss(self, name: str) -> Network:
        """Return the network as it is with that loss."""
        return replace(self.network, loss=name)


def objective_of(experiment: Experiment, most: int, beside: bool = False) -> Objective | None:
    """Return the objective of an experiment with so many training examples at most; None: no data.

    Of more a sample is taken, always the same; `beside` asks for `other_loss`, too.
    """
    if experiment.source is None:
        return None
    train, network = load(experiment.source).train, experiment.network
    if not len(train):
        return None
    inputs, targets, of = train.inputs, train.targets, len(train)
    if of > most:
        random = np.random.default_rng([experiment.seed, _SEED])
        taken = np.sort(random.choice(of, most, replace=False))
        inputs, targets = inputs[taken], targets[taken]
    other = other_loss(experiment) if beside else None
    losses = (network.loss,) if other is None else (network.loss, other)
    coded = experiment.task.coded(targets, network.layers[-1])
    return Objective(network, inputs, coded, of, losses)


def other_loss(experiment: Experiment) -> str | None:
    """Return cross-entropy's counterpart, or squared error's; None: the output allows only one."""
    network = experiment.network
    name = "mean squared error" if network.compares_probabilities else "cross-entropy"
    try:
        experiment.task.check(replace(network, loss=name))
    except ValueError:
        return None
    return name


def gradient_of(objective: Objective, parameters: Parameters, loss: str = "") -> Backward:
    """Return the way back of a loss (its own, if none is named), in the parameters' dtype."""
    network = objective.with_loss(loss) if loss else objective.network
    passed = forward(network, parameters, objective.inputs)
    return backward(network, parameters, passed, objective.targets)


def in_dtype(parameters: Parameters, dtype: type[np.floating]) -> Parameters:
    """Return the parameters in that dtype."""
    return tuple(
        LayerParameters(*(part.astype(dtype, copy=False) for part in layer)) for layer in parameters
    )


def layer_of(target: Target) -> int:
    """Return the place, from 0 on, of the layer that an edge's weight or a neuron's bias is of."""
    return target[0] if len(target) == 3 else target[0] - 1


def losses_over(
    objective: Objective,
    parameters: Parameters,
    targets: tuple[Target, ...],
    values: tuple[np.ndarray, ...],
    dtype: type[np.floating] = np.float64,
) -> np.ndarray:
    """Return the mean losses over one parameter or two: float64 [losses, second, first].

    `targets` are edges (pair, from, to), whose weights, or neurons (layer, index), whose biases
    change; `values` are what they become, the first's along the last axis.
    """
    if len(targets) == 1:
        found = losses_over(objective, parameters, targets * 2, (values[0][:1], values[0]), dtype)
        return found.transpose(0, 2, 1)
    return _over_two(objective, in_dtype(parameters, dtype), targets, values, dtype)


@_quietly
def losses_along(
    objective: Objective,
    parameters: Parameters,
    ways: tuple[Parameters, ...],
    distances: tuple[np.ndarray, ...],
    dtype: type[np.floating] = np.float64,
) -> np.ndarray:
    """Return the mean losses so far from `parameters` along two ways: [losses, second, first]."""
    three = [in_dtype(one, dtype) for one in (parameters, *ways)]
    layers = [
        LayerParameters(*map(np.stack, zip(*own, strict=True))) for own in zip(*three, strict=True)
    ]
    inputs = objective.inputs.astype(dtype, copy=False).T
    # All have the same inputs: z of the first layer is mixed, and not its weights.
    first = layers[0].weights.transpose(0, 2, 1) @ inputs + layers[0].biases[:, :, None]
    up, across = np.meshgrid(distances[1], distances[0], indexing="ij")
    shares = np.stack([np.ones(up.size), across.ravel(), up.ravel()], axis=1).astype(dtype)
    most = max(
        max(objective.network.sizes[1:]) * len(objective.inputs),
        max(layer.weights[0].size for layer in layers),
    )
    found = np.empty((len(objective.losses), len(shares)))
    for part in _parts(len(shares), max(1, _AT_ONCE // most)):
        found[:, part] = _along(objective, layers, first, shares[part])
    return found.reshape(len(objective.losses), *up.shape)


def _along(
    objective: Objective, layers: list[LayerParameters], first: np.ndarray, shares: np.ndarray
) -> np.ndarray:
    """Return the losses [losses, places], with `shares` [places, 3] of what there are three of.

    These are the `layers` where it starts and along two ways, and z of the first of them.
    """

    def mixed(three: np.ndarray) -> np.ndarray:
        together: np.ndarray = shares @ three.reshape(3, -1)
        return together.reshape(-1, *three.shape[1:])

    z = a = mixed(first)
    for index, (layer, own) in enumerate(zip(objective.network.layers, layers, strict=True)):
        if index:
            z = mixed(own.weights).transpose(0, 2, 1) @ a
            z += mixed(own.biases)[:, :, None]
        slopes = mixed(own.slopes)[:, None] if own.slopes.size else own.slopes[0]
        if index < len(layers) - 1:
            function = ACTIVATIONS[layer.activation].function
            a = function(z.transpose(0, 2, 1), slopes).transpose(0, 2, 1)
    return _means(objective, z.transpose(0, 2, 1), slopes)


class _Batch(NamedTuple):
    """What goes through the network for all candidates: activations of one layer.

    `base` is [neurons, rows, columns, examples], rows and columns 1 where all candidates have the
    same; `changed` are the neurons that differ more, [rows, columns, examples] each.
    """

    base: np.ndarray
    changed: dict[int, np.ndarray]


@_quietly
def _over_two(
    objective: Objective,
    parameters: Parameters,
    targets: tuple[Target, ...],
    values: tuple[np.ndarray, ...],
    dtype: type[np.floating],
) -> np.ndarray:
    layers = [layer_of(target) for target in targets]
    if layers[1] > layers[0]:  # rows are of the earlier layer: what is before columns is done once
        turned = _over_two(objective, parameters, targets[::-1], values[::-1], dtype)
        return turned.transpose(0, 2, 1)
    # From here on: targets[1] is of the earlier layer, or both are of one.
    begin, examples = layers[1], len(objective.inputs)
    passed = forward(objective.network, parameters, objective.inputs)
    start = np.ascontiguousarray(passed.activations[begin].T)[:, None, None]
    columns, rows = (one.astype(dtype) for one in values)
    wide = examples * max(objective.network.sizes[begin + 1 :])
    across = max(1, min(len(columns), 16 * _AT_ONCE // wide))
    down = max(1, _AT_ONCE // (wide * across))
    found = np.empty((len(objective.losses), len(rows), len(columns)))
    for down_part in _parts(len(rows), down):
        for part in _parts(len(columns), across):
            chosen = {  # of one parameter, the rows
                targets[0]: columns[part][None, :, None],
                targets[1]: rows[down_part][:, None, None],
            }
            losses = _behind(objective, parameters, begin, start, chosen)
            found[:, down_part, part] = losses
    return found


def _behind(
    objective: Objective,
    parameters: Parameters,
    begin: int,
    start: np.ndarray,
    chosen: dict[Target, np.ndarray],
) -> np.ndarray:
    """Return the losses [losses, rows, columns] from layer `begin` on, whose input is `start`."""
    batch, last = _Batch(start, {}), len(parameters) - 1
    z = start
    for index in range(begin, last + 1):
        weights, biases, slopes = parameters[index]
        activation = ACTIVATIONS[objective.network.layers[index].activation]
        z = _pre_activations(batch, weights, biases)
        changed = _changed(batch, z, parameters[index], index, chosen)
        if index == last or activation.derivative is None:  # each needs all neurons' z
            z, changed = _joined(z, changed), {}
        if index < last:
            base = np.moveaxis(activation.function(np.moveaxis(z, 0, -1), slopes), -1, 0)
            own = {
                neuron: activation.function(
                    values[..., None], slopes[neuron : neuron + 1] if slopes.size else slopes
                )[..., 0]
                for neuron, values in changed.items()
            }
            batch = _Batch(base, own)
    return _means(objective, np.moveaxis(z, 0, -1), parameters[-1].slopes)


def _pre_activations(batch: _Batch, weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """Return z [neurons, rows, columns, examples] of the next layer."""
    base = batch.base
    z: np.ndarray = (weights.T @ base.reshape(len(base), -1)).reshape(-1, *base.shape[1:])
    z += biases[:, None, None, None]
    for neuron, values in batch.changed.items():
        # What differs in one neuron differs by one product behind it.
        more = weights[neuron][:, None, None, None] * (values - base[neuron])
        whole = np.broadcast_shapes(z.shape, more.shape) == more.shape
        z = np.add(z, more, out=more if whole else None)
    return z


def _changed(
    batch: _Batch,
    z: np.ndarray,
    own: LayerParameters,
    index: int,
    chosen: dict[Target, np.ndarray],
) -> dict[int, np.ndarray]:
    """Return z of the neurons that get one of the `chosen` parameters, which are of this layer."""
    found: dict[int, np.ndarray] = {}
    for target, values in chosen.items():
        if layer_of(target) != index:
            continue
        if len(target) == 3:
            _, source, neuron = target
            a = batch.changed.get(source, batch.base[source])
            by = (values - own.weights[source, neuron]) * a
        else:
            neuron = target[1]
            by = values - own.biases[neuron]
        found[neuron] = found.get(neuron, z[neuron]) + by
    return found


def _joined(z: np.ndarray, changed: dict[int, np.ndarray]) -> np.ndarray:
    """Return z with the neurons that differ in place, for all candidates."""
    shape = np.broadcast_shapes(z.shape[1:], *(values.shape for values in changed.values()))
    whole = np.empty((len(z), *shape), z.dtype)
    whole[:] = z
    for neuron, values in changed.items():
        whole[neuron] = values
    return whole


def _means(objective: Objective, z: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    """Return the mean of every loss, float64 [losses, ...], of z [..., examples, outputs]."""
    output = objective.network.layers[-1].activation
    targets = objective.targets.astype(z.dtype, copy=False)
    return np.stack(
        [
            LOSSES[name].function(output, z, slopes, targets).mean(axis=-1, dtype=np.float64)
            for name in objective.losses
        ]
    )


def _parts(count: int, size: int) -> Iterator[slice]:
    return (slice(at, min(at + size, count)) for at in range(0, count, size))
