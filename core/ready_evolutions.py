"""Evolutions to begin with: each is over in a minute or a few, and ends with a network that fits.

They begin with networks that are far too small.
"""

from collections.abc import Callable
from typing import NamedTuple

from core.data import Digits, Plane, Source
from core.evolution import Problem, Settings
from core.experiment import Experiment, Hyperparameters, fitted
from core.network import Layer, Network
from core.wording import QT_TRANSLATE_NOOP, Sentence


class ReadyEvolution(NamedTuple):
    """Its title, what there is to see, what is to be learned and how."""

    title: Sentence
    see: Sentence
    problem: Callable[[], Problem]
    settings: Settings


def _problem(source: Source, neurons: int, rate: float, batch: int) -> Problem:
    rates = Hyperparameters(learning_rate=rate, batch_size=batch)
    layers = (Layer(neurons, "tanh"), Network().layers[-1])
    network = fitted(Network(source.input.count, layers), source)
    return Problem(Experiment(network, source, rates))


READY_EVOLUTIONS: dict[str, ReadyEvolution] = {
    "xor": ReadyEvolution(
        Sentence(QT_TRANSLATE_NOOP("Core", "XOR pattern")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "It begins with one neuron, which draws one line. How many are enough?",
            )
        ),
        lambda: _problem(Plane("xor", 400, noise=0.1, test_share=0.3), 1, 0.02, 16),
        Settings(population=8, generations=10, updates=300, price=0.002, most_neurons=8),
    ),
    "spiral": ReadyEvolution(
        Sentence(QT_TRANSLATE_NOOP("Core", "Spiral")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "Lines are not enough. Does it find a second layer, or a wide first one?",
            )
        ),
        lambda: _problem(Plane("spiral", 600, noise=0.1, test_share=0.3), 3, 0.02, 16),
        Settings(population=12, generations=14, updates=2000, price=0.0005),
    ),
    "digits": ReadyEvolution(
        Sentence(QT_TRANSLATE_NOOP("Core", "Digits, small")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "2,000 handwritten digits. Each neuron more costs 267 parameters: when is it"
                " worth its price?",
            )
        ),
        lambda: _problem(Digits(examples=2000), 3, 0.005, 32),
        Settings(population=10, generations=10, updates=300, price=0.00001, most_neurons=32),
    ),
}
