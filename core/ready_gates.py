"""Gates as the course builds them: perceptrons with weights by hand, that step or do so smoothly.

The first number of a neuron is its bias: AND is (−3; 2, 2), OR is (−1; 2, 2).
"""

import numpy as np

from core.data import Gate
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import LayerParameters
from core.ready_network import ReadyNetwork
from core.run import Run
from core.wording import QT_TRANSLATE_NOOP, Sentence

_AND, _OR = (-3, 2, 2), (-1, 2, 2)
# XNOR is 1 where OR without AND is not: an AND and an OR hidden, and what comes of the two.
_XNOR = ((_AND, _OR), ((1, 3, -3),))
_SUBJECT = Sentence(QT_TRANSLATE_NOOP("Core", "Gates by hand"))


def gate_by_hand(
    gate: str, layers: tuple[tuple[tuple[int, ...], ...], ...], activation: str
) -> Run:
    """Return the run of a `gate` with its neurons given, layer by layer, each (bias, weights)."""
    network = Network(
        2,
        tuple(Layer(len(neurons), activation) for neurons in layers),
        "mean squared error",
    )
    parameters = []
    for neurons in layers:
        numbers = np.array(neurons, np.float32)
        weights = np.ascontiguousarray(numbers[:, 1:].T)
        parameters.append(LayerParameters(weights, numbers[:, 0].copy(), np.zeros(0, np.float32)))
    rates = Hyperparameters(optimizer="sgd", learning_rate=0.5, batch_size=4)
    return Run.start(Experiment(network, Gate(gate), rates), given=tuple(parameters))


READY_GATES: dict[str, ReadyNetwork] = {
    "andByHand": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "AND by hand")),
        Sentence(QT_TRANSLATE_NOOP("Core", "One neuron that steps: b = −3, w = (2, 2)")),
        lambda: gate_by_hand("AND", ((_AND,),), "step"),
        shown=3,
        subject=_SUBJECT,
    ),
    "orByHand": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "OR by hand")),
        Sentence(QT_TRANSLATE_NOOP("Core", "One neuron that steps: b = −1, w = (2, 2)")),
        lambda: gate_by_hand("OR", ((_OR,),), "step"),
        shown=1,
        subject=_SUBJECT,
    ),
    "xnorByHand": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "XNOR by hand")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core", "AND and OR in a hidden layer. Turn a weight: the answer flips, or stays."
            )
        ),
        lambda: gate_by_hand("XNOR", _XNOR, "step"),
        shown=1,
        subject=_SUBJECT,
    ),
    "smoothXnorByHand": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "XNOR by hand, with sigmoid")),
        Sentence(
            QT_TRANSLATE_NOOP("Core", "The same weights. Turn one a little: all moves a little.")
        ),
        lambda: gate_by_hand("XNOR", _XNOR, "sigmoid"),
        shown=1,
        subject=_SUBJECT,
    ),
}
