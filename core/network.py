"""A network is a value: its layers, its loss, and how its weights begin.

Every struct here is frozen and checked when it is made; what is wrong raises ValueError.
"""

import msgspec

from core import losses
from core.activations import ACTIVATIONS
from core.checks import require, require_name
from core.initialisers import INITIALISERS

MAX_LAYERS = 10
MAX_NEURONS = 4096


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fully-connected layer: how many neurons, and the activation they share."""

    neurons: int
    activation: str = "relu"

    def __post_init__(self) -> None:
        require(
            1 <= self.neurons <= MAX_NEURONS,
            f"A layer has 1 to {MAX_NEURONS} neurons, not {self.neurons}.",
        )
        require_name("activation", self.activation, ACTIVATIONS)


class Network(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fully-connected feed-forward network; the last of `layers` is the output layer."""

    inputs: int = 256
    layers: tuple[Layer, ...] = (Layer(64), Layer(32), Layer(10, "softmax"))
    loss: str = "cross-entropy"
    initialiser: str = "glorot uniform"

    def __post_init__(self) -> None:
        require(
            1 <= self.inputs <= MAX_NEURONS,
            f"A network has 1 to {MAX_NEURONS} inputs, not {self.inputs}.",
        )
        require(
            1 <= len(self.layers) <= MAX_LAYERS,
            f"A network has 1 to {MAX_LAYERS} layers after its input, not {len(self.layers)}.",
        )
        require_name("loss", self.loss, losses.LOSSES)
        require_name("initialiser", self.initialiser, INITIALISERS)
        output = self.layers[-1].activation
        loss = losses.LOSSES[self.loss]
        allowed, count = loss.output_activations, loss.outputs
        require(
            allowed is None or output in allowed,
            f"The loss {self.loss} needs an output layer with {' or '.join(allowed or ())},"
            f" not {output}.",
        )
        require(
            count in (None, self.layers[-1].neurons),
            f"The loss {self.loss} needs an output layer of {count}"
            f" neuron{'' if count == 1 else 's'}, not {self.layers[-1].neurons}.",
        )

    @property
    def sizes(self) -> tuple[int, ...]:
        """Neurons of every layer, the input first: (256, 64, 32, 10)."""
        return (self.inputs, *(layer.neurons for layer in self.layers))

    @property
    def title(self) -> str:
        """The sizes as people write them: "256-64-32-10"."""
        return "-".join(map(str, self.sizes))
