"""What to begin with: a small network, and how to train it, for each family of sources."""

from core.data import Curve, Digits, DrawnCurve, Gate, Given, Plane, Points, Source, Worked
from core.experiment import Experiment, Hyperparameters, fitted
from core.network import Layer, Network

# Few examples and few neurons: large steps, small batches, so that something is seen at once.
_SMALL = Hyperparameters(optimizer="adam", learning_rate=0.01, batch_size=16)
_GATE = Hyperparameters(optimizer="sgd", learning_rate=0.5, batch_size=4)


def beginning(source: Source) -> Experiment:
    """Return an experiment that learns from `source` well enough to be watched."""
    match source:
        case Digits() | Given() | Worked():
            hidden, rates = Network().layers[:-1], Hyperparameters()
        case Plane() | Points():
            hidden, rates = (Layer(8, "tanh"), Layer(8, "tanh")), _SMALL
        case Gate():
            hidden, rates = (Layer(2, "sigmoid"),), _GATE
        case Curve() | DrawnCurve():
            hidden, rates = (Layer(16, "tanh"), Layer(16, "tanh")), _SMALL
    network = Network(source.input.count, (*hidden, Network().layers[-1]))
    return Experiment(fitted(network, source), source, rates)
