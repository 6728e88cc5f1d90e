"""Ready races: trainings that differ in one thing, from the same start, for all to see."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from core.data import Plane, Source
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.run import Run
from core.wording import QT_TRANSLATE_NOOP, Sentence

_RATES = (0.003, 0.3, 30.0)
_SIZES = (1, 32, 140)  # the last is all that there are


class ReadyRace(NamedTuple):
    """A race: its `title`, what there is to `see`, how many `updates`, and what makes its runs.

    `names` are those of the runs, in order. `pace` is how many updates a second show it well.
    """

    title: Sentence
    see: Sentence
    updates: int
    pace: float
    names: tuple[Sentence, ...]
    make: Callable[[], tuple[Run, ...]]

    def runs(self) -> tuple[Run, ...]:
        """Return the runs at their start, called by their names in English."""
        made = zip(self.make(), self.names, strict=True)
        return tuple(replace(run, name=str(name)) for run, name in made)


def _experiment(
    source: Source, hidden: tuple[int, ...], activation: str, rates: Hyperparameters, seed: int = 0
) -> Experiment:
    task = source.task
    layers = (*(Layer(neurons, activation) for neurons in hidden), Layer(*task.default_output))
    return Experiment(Network(source.input.count, layers, task.default_loss), source, rates, seed)


def _rates() -> tuple[Run, ...]:
    base = _experiment(
        Plane("moons", test_share=0.3), (8,), "tanh", Hyperparameters("sgd", 0.3, 16), seed=1
    )
    return tuple(
        Run.start(replace(base, hyperparameters=Hyperparameters("sgd", rate, 16)))
        for rate in _RATES
    )


def _optimizers() -> tuple[Run, ...]:
    base = _experiment(Plane("circle", test_share=0.3), (8,), "tanh", Hyperparameters(), seed=1)
    return tuple(
        Run.start(replace(base, hyperparameters=Hyperparameters(optimizer, 0.01, 16)))
        for optimizer in ("sgd", "momentum", "adam")
    )


def _deep() -> tuple[Run, ...]:
    rates = Hyperparameters("sgd", 0.05, 16)
    source = Plane("circle", test_share=0.3)
    return tuple(
        Run.start(_experiment(source, (8,) * 6, activation, rates, seed=1))
        for activation in ("sigmoid", "relu")
    )


def _starts() -> tuple[Run, ...]:
    rates = Hyperparameters("sgd", 0.1, 16)
    glorot = _experiment(Plane("circle", test_share=0.3), (12, 12), "tanh", rates, seed=1)
    zeros = replace(glorot, network=replace(glorot.network, initialiser="zeros"))
    drawn = initialise(glorot.network, glorot.seed)
    large = tuple(LayerParameters(10 * weights, *rest) for weights, *rest in drawn)
    return Run.start(zeros), Run.start(glorot, large), Run.start(glorot)


def _batches() -> tuple[Run, ...]:
    source = Plane("moons", 200, test_share=0.3)
    base = _experiment(source, (8,), "tanh", Hyperparameters("sgd", 0.1, 1), seed=1)
    return tuple(
        Run.start(replace(base, hyperparameters=Hyperparameters("sgd", 0.1, size)))
        for size in _SIZES
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
        tuple(Sentence(f"η = {rate:g}") for rate in _RATES),
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
        (Sentence("SGD"), Sentence(QT_TRANSLATE_NOOP("Core", "momentum")), Sentence("Adam")),
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
        (Sentence("sigmoid"), Sentence("ReLU")),
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
        (
            Sentence(QT_TRANSLATE_NOOP("Core", "zeros")),
            Sentence(QT_TRANSLATE_NOOP("Core", "10 times Glorot")),
            Sentence("Glorot"),
        ),
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
        (
            Sentence(QT_TRANSLATE_NOOP("Core", "1 example")),
            Sentence(QT_TRANSLATE_NOOP("Core", "32 examples")),
            Sentence(QT_TRANSLATE_NOOP("Core", "all 140 examples")),
        ),
        _batches,
    ),
}
