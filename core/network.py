"""A network is a value: its layers, its loss, and how its weights begin.

Every struct here is frozen and checked when it is made; what is wrong raises ValueError.
"""

import msgspec

from core import losses
from core.activations import ACTIVATIONS, is_probability
from core.checks import require, require_name
from core.initialisers import INITIALISERS
from core.wording import QT_TRANSLATE_NOOP, one_of

MAX_LAYERS = 10
MAX_NEURONS = 4096


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fully-connected layer: how many neurons, and the activation they share."""

    neurons: int
    activation: str = "relu"

    def __post_init__(self) -> None:
        require(
            1 <= self.neurons <= MAX_NEURONS,
            QT_TRANSLATE_NOOP("Core", "A layer must have 1 to {most} neurons, not {neurons}."),
            most=MAX_NEURONS,
            neurons=self.neurons,
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
            QT_TRANSLATE_NOOP("Core", "A network must have 1 to {most} inputs, not {inputs}."),
            most=MAX_NEURONS,
            inputs=self.inputs,
        )
        require(
            1 <= len(self.layers) <= MAX_LAYERS,
            QT_TRANSLATE_NOOP(
                "Core", "A network must have 1 to {most} layers after its input, not {layers}."
            ),
            most=MAX_LAYERS,
            layers=len(self.layers),
        )
        require_name("loss", self.loss, losses.LOSSES)
        require_name("initialiser", self.initialiser, INITIALISERS)
        output = self.layers[-1].activation
        loss = losses.LOSSES[self.loss]
        allowed, count = loss.output_activations, loss.outputs
        require(
            allowed is None or output in allowed,
            QT_TRANSLATE_NOOP(
                "Core", "The loss {loss} needs an output layer with {allowed}, not {output}."
            ),
            loss=self.loss,
            allowed=one_of(allowed or ()),
            output=output,
        )
        require(
            count in (None, self.layers[-1].neurons),
            QT_TRANSLATE_NOOP(
                "Core", "The loss {loss} needs an output layer of {count} neuron(s), not {neurons}."
            ),
            loss=self.loss,
            count=count or 0,
            neurons=self.layers[-1].neurons,
        )

    @property
    def sizes(self) -> tuple[int, ...]:
        """Neurons of every layer, the input first: (256, 64, 32, 10)."""
        return (self.inputs, *(layer.neurons for layer in self.layers))

    @property
    def title(self) -> str:
        """The sizes as people write them: "256-64-32-10"."""
        return "-".join(map(str, self.sizes))

    @property
    def compares_probabilities(self) -> bool:
        """Whether its loss is one of probabilities, such as cross-entropy."""
        allowed = losses.LOSSES[self.loss].output_activations
        return allowed is not None and all(map(is_probability, allowed))
