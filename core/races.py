"""Ready races: trainings that differ in one thing, from the same start, for all to see."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from core.data import Plane, Source
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import LayerParameters, Parameters, initialise
from core.run import Run
from core.wording import QT_TRANSLATE_NOOP, Sentence


class ReadyRace(NamedTuple):
    """A race: its `title`, what there is to `see`, how many `updates`, and what makes its runs.

    The runs have their lane's name. `pace` is how many updates a second show it well.
    """

    title: Sentence
    see: Sentence
    updates: int
    pace: float
    runs: Callable[[], tuple[Run, ...]]


def _experiment(
    source: Source, hidden: tuple[int, ...], activation: str, rates: Hyperparameters, seed: int = 0
) -> Experiment:
    task = source.task
    layers = (*(Layer(neurons, activation) for neurons in hidden), Layer(*task.default_output))
    return Experiment(Network(source.input.count, layers, task.default_loss), source, rates, seed)


def _run(name: str, experiment: Experiment, given: Parameters | None = None) -> Run:
    return replace(Run.start(experiment, given), name=name)


def _rates() -> tuple[Run, ...]:
    base = _experiment(
        Plane("moons", test_share=0.3), (8,), "tanh", Hyperparameters("sgd", 0.3, 16), seed=1
    )
    return tuple(
        _run(f"η = {rate:g}", replace(base, hyperparameters=Hyperparameters("sgd", rate, 16)))
        for rate in (0.003, 0.3, 30)
    )


def _optimizers() -> tuple[Run, ...]:
    base = _experiment(Plane("circle", test_share=0.3), (8,), "tanh", Hyperparameters(), seed=1)
    return tuple(
        _run(name, replace(base, hyperparameters=Hyperparameters(optimizer, 0.01, 16)))
        for name, optimizer in (("SGD", "sgd"), ("momentum", "momentum"), ("Adam", "adam"))
    )


def _deep() -> tuple[Run, ...]:
    rates = Hyperparameters("sgd", 0.05, 16)
    source = Plane("circle", test_share=0.3)
    return tuple(
        _run(activation, _experiment(source, (8,) * 6, activation, rates, seed=1))
        for activation in ("sigmoid", "relu")
    )


def _starts() -> tuple[Run, ...]:
    rates = Hyperparameters("sgd", 0.1, 16)
    glorot = _experiment(Plane("circle", test_share=0.3), (12, 12), "tanh", rates, seed=1)
    zeros = replace(glorot, network=replace(glorot.network, initialiser="zeros"))
    drawn = initialise(glorot.network, glorot.seed)
    large = tuple(LayerParameters(10 * weights, *rest) for weights, *rest in drawn)
    return (
        _run("0", zeros),
        _run("10 × Glorot", glorot, large),
        _run("Glorot", glorot),
    )


def _batches() -> tuple[Run, ...]:
    source = Plane("moons", 200, test_share=0.3)
    base = _experiment(source, (8,), "tanh", Hyperparameters("sgd", 0.1, 1), seed=1)
    return tuple(
        _run(f"{size}", replace(base, hyperparameters=Hyperparameters("sgd", 0.1, size)))
        for size in (1, 32, 140)
    )


READY_RACES: dict[str, ReadyRace] = {
    "rates": ReadyRace(
        Sentence(QT_TRANSLATE_NOOP("Core", "Learning rate: too small, right, too large")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "Same start, same examples. Small steps hardly get anywhere; too large ones jump"
                " over the valley.",
            )
        ),
        2000,
        100,
        _rates,
    ),
    "optimizers": ReadyRace(
        Sentence(QT_TRANSLATE_NOOP("Core", "SGD, momentum, Adam")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "All have the same learning rate. Momentum gathers speed; Adam gives each weight a"
                " step of its own.",
            )
        ),
        2000,
        100,
        _optimizers,
    ),
    "deep": ReadyRace(
        Sentence(QT_TRANSLATE_NOOP("Core", "Sigmoid or ReLU in a deep network")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "Six hidden layers. Each sigmoid makes the gradient smaller: the first layers learn"
                " nothing.",
            )
        ),
        3000,
        100,
        _deep,
    ),
    "starts": ReadyRace(
        Sentence(QT_TRANSLATE_NOOP("Core", "Initial weights: zeros, too large, Glorot")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "From zeros all neurons stay the same. Too large, they are saturated. Glorot's"
                " are just right.",
            )
        ),
        2000,
        100,
        _starts,
    ),
    "batches": ReadyRace(
        Sentence(QT_TRANSLATE_NOOP("Core", "Batch: 1, 32, all")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "One example points somewhere, all of them straight down. The more of them, the"
                " calmer the curve, and the dearer the update.",
            )
        ),
        2000,
        100,
        _batches,
    ),
}
