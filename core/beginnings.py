"""What to begin with: a small network, and how to train it, for each family of sources."""

from msgspec.structs import replace

from core.data import (
    Curve,
    Digits,
    DrawnCurve,
    Gate,
    Given,
    Part,
    Plane,
    Points,
    Source,
    Worked,
    whole,
)
from core.data.gates import LINEAR
from core.experiment import Experiment, Hyperparameters, fitted
from core.network import Layer, Network

# Few examples and few neurons: large steps, small batches, so that something is seen at once.
_SMALL = Hyperparameters(optimizer="adam", learning_rate=0.01, batch_size=16)
# All points of a short curve at once: it settles instead of trembling.
_CURVE = Hyperparameters(optimizer="adam", learning_rate=0.01, batch_size=64)
# A gate's batch is its whole table, so that every update counts all rows.
_GATE = Hyperparameters(optimizer="sgd", learning_rate=1.0)

# Sources of one family begin alike: what has learned one of them is a start for the others, too.
_FAMILIES: tuple[tuple[type, ...], ...] = ((Plane, Points), (Gate,), (Curve, DrawnCurve))


def beginning(source: Source) -> Experiment:
    """Return an experiment that learns from `source` well enough to be watched."""
    match source:
        case Part():
            return replace(beginning(source.of), source=source)
        case Digits() | Given() | Worked():
            hidden, rates = Network().layers[:-1], Hyperparameters()
        case Plane() | Points():
            hidden, rates = (Layer(8, "tanh"), Layer(8, "tanh")), _SMALL
        case Gate():
            # A perceptron is a gate; but XOR needs as many hidden neurons as it has inputs.
            hidden = () if source.gate in LINEAR else (Layer(source.inputs, "sigmoid"),)
            rates = replace(_GATE, batch_size=2**source.inputs)
        case Curve() | DrawnCurve():
            hidden, rates = (Layer(16, "tanh"), Layer(16, "tanh")), _CURVE
    network = Network(source.input.count, (*hidden, Network().layers[-1]))
    return Experiment(fitted(network, source), source, rates)


def same_family(one: Source | None, other: Source) -> bool:
    """Whether a network for `one` is a sensible one for `other`, too."""
    kind = type(whole(other))
    together = next((found for found in _FAMILIES if kind in found), (kind,))
    return type(whole(one)) in together


def same_choice(one: Source, other: Source) -> bool:
    """Whether two sources are the same one to choose, however they are shaped."""
    match one, other:
        case (Plane(shape=kind), Plane(shape=chosen)) | (Gate(gate=kind), Gate(gate=chosen)):
            return bool(kind == chosen)
        case Curve(shapes=kinds), Curve(shapes=chosen):
            return bool(kinds == chosen)
    return type(one) is type(other)
