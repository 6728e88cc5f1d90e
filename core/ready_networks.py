"""The ready examples: networks to begin with, some trained, some with parameters by hand."""

from functools import cache
from importlib.resources import as_file, files

import numpy as np

from core import project_file
from core.data import Worked
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import LayerParameters
from core.ready_gates import READY_GATES
from core.ready_network import ReadyNetwork
from core.ready_trainings import READY_TRAININGS
from core.run import Run
from core.wording import QT_TRANSLATE_NOOP, Sentence


@cache
def shipped(name: str) -> Run:
    """Return the trained network `name` of those in resources/networks, as a saved file has it."""
    with as_file(files("resources") / "networks" / f"{name}.netglow") as path:
        return project_file.load(path)


# Hung-yi Lee, "Fully Connect Feedforward Network": (weights [inputs, outputs], biases) by layer.
_BY_HAND = (
    (((1, -1), (-2, 1)), (1, 0)),
    (((2, -2), (-1, -1)), (0, 0)),
    (((3, -1), (-1, 4)), (-2, 2)),
)


def _by_hand(layers: int) -> Run:
    """Return the course's network cut off after so many layers, untrained."""
    network = Network(2, (Layer(2, "sigmoid"),) * layers, "cross-entropy")
    # One update is w ← w − η ∂C/∂w of the one example: it can be followed on paper too.
    rates = Hyperparameters(optimizer="sgd", learning_rate=0.1, batch_size=1)
    parameters = tuple(
        LayerParameters(
            np.array(weights, np.float32), np.array(biases, np.float32), np.zeros(0, np.float32)
        )
        for weights, biases in _BY_HAND[:layers]
    )
    return Run.start(Experiment(network, Worked(), rates), given=parameters)


READY_NETWORKS: dict[str, ReadyNetwork] = {
    "digits": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "Handwritten digits")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core", "The network that Netglow starts with, untrained: 256-64-32-10"
            )
        ),
        lambda: Run.start(Experiment()),
    ),
    "trainedDigits": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "Handwritten digits, trained")),
        Sentence(
            QT_TRANSLATE_NOOP("Core", "A network that has learned to read: draw a digit on the pad")
        ),
        lambda: shipped("digits"),
    ),
    "oneLayer": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "One layer by hand")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core", "x = (1, −1) gives z = (4, −2) and, through the sigmoid, a = (0.98, 0.12)"
            )
        ),
        lambda: _by_hand(1),
        shown=0,
    ),
    "threeLayers": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "Three layers by hand")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core", "x = (1, −1) gives (0.98, 0.12), then (0.86, 0.11), then (0.62, 0.83)"
            )
        ),
        lambda: _by_hand(3),
        shown=0,
    ),
    **READY_GATES,
    **READY_TRAININGS,
}
