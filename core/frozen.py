"""What is frozen: weights, neurons and layers that keep their bits while the rest learns.

Of a frozen neuron the weights into it, its bias and its slope are kept, of a frozen layer those of
all its neurons. A target is a layer (layer,), a neuron (layer, index) or an edge (pair, from, to),
the input being layer 0; what the network has not is passed over.
"""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

from core.network import Network
from core.parameters import LayerParameters, shapes
from core.surgery import Change, moved

Target = tuple[int, ...]


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Frozen `layers`, `neurons` (layer, index) and `weights` (pair, from, to), in order."""

    layers: tuple[int, ...] = ()
    neurons: tuple[tuple[int, int], ...] = ()
    weights: tuple[tuple[int, int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.layers or self.neurons or self.weights)

    @property
    def targets(self) -> tuple[Target, ...]:
        """All that was frozen by itself."""
        return (*((layer,) for layer in self.layers), *self.neurons, *self.weights)

    @staticmethod
    def of(targets: "Sequence[Target]") -> "Frozen":
        """Return what freezes these; what a layer or a neuron among them holds is left out."""
        kinds: tuple[list[Any], ...] = ([], [], [])
        for target in sorted(set(targets)):
            kinds[len(target) - 1].append(target)
        layers, neurons, weights = kinds
        most = Frozen(tuple(layer for (layer,) in layers), tuple(neurons))
        neurons = [one for one in neurons if (one[0],) not in layers]
        weights = [one for one in weights if most.holder(one) is None]
        return Frozen(most.layers, tuple(neurons), tuple(weights))

    def holder(self, target: Target) -> Target | None:
        """Return what keeps a target: itself, its neuron or its layer; None: it learns."""
        layer = target[0] + (len(target) == 3)
        if layer in self.layers:
            return (layer,)
        if len(target) > 1 and (layer, target[-1]) in self.neurons:
            return layer, target[-1]
        return target if target in self.weights else None

    def toggled(self, target: Target) -> "Frozen":
        """Return it with `target` frozen, or, where it is kept, without what keeps it."""
        holder = self.holder(target)
        if holder is None:
            return Frozen.of((*self.targets, target))
        return Frozen.of([one for one in self.targets if one != holder])

    def moved(self, change: Change) -> "Frozen":
        """Return it as it is after a change of the structure: what is gone is not frozen."""
        found = []
        for target in self.targets:
            to = moved(target if len(target) > 1 else (*target, -1), change)
            if to is not None:
                found.append(to[:1] if len(target) == 1 else to)
        return Frozen.of(found)


NOTHING = Frozen()


def masks(frozen: Frozen, network: Network) -> tuple[LayerParameters, ...]:
    """Return which parameters are frozen, bool in the shapes of the network's."""
    found = tuple(
        LayerParameters(*(np.zeros(shape, bool) for shape in layer)) for layer in shapes(network)
    )
    sizes = network.sizes
    for layer in frozen.layers:
        if 0 < layer < len(sizes):
            for mask in found[layer - 1]:
                mask[...] = True
    for layer, index in frozen.neurons:
        if 0 < layer < len(sizes) and 0 <= index < sizes[layer]:
            for mask in found[layer - 1]:
                mask[..., index : index + 1] = True
    for pair, source, end in frozen.weights:
        there = 0 <= pair < len(sizes) - 1
        if there and 0 <= source < sizes[pair] and 0 <= end < sizes[pair + 1]:
            found[pair].weights[source, end] = True
    return found


def held(
    masks: Sequence[Any], before: Sequence[Any], after: Sequence[Any], where: Callable[..., Any]
) -> list[Any]:
    """Return arrays `after` an update, what is masked as it was `before`; NumPy's or TensorFlow's.

    `before` and `after` may be several times as many: parameters, then the slots.
    """
    count = len(masks)
    return [
        where(masks[number % count], old, new)
        for number, (old, new) in enumerate(zip(before, after, strict=True))
    ]
