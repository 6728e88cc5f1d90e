"""Ready experiments: sweeps that answer a question of the course, and what they come to.

Each takes about a minute on two cores. What is concluded is computed from the rows of the run.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from core import conclusions
from core.data import Curve, Digits, Plane, Source
from core.equal_parameters import equal_widths
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.sweep import Axis, Row, Sweep
from core.varied import ALL, spaced
from core.wording import QT_TRANSLATE_NOOP, Sentence


class Beside(NamedTuple):
    """A table that stands beside that of the sweep: a title, a heading a column, and its rows."""

    title: Sentence
    heads: tuple[Sentence, ...]
    rows: tuple[tuple[str | float, ...], ...]


class ReadySweep(NamedTuple):
    """A ready experiment: its `title`, what there is to `see`, and what makes its sweeps.

    `x` and `y` are the columns (core.sweep.COLUMNS, or what is varied) that show it best against
    each other. `conclude` says what rows of its sweeps, all together, come to; `beside` makes the
    tables that stand beside.
    """

    title: Sentence
    see: Sentence
    make: Callable[[], tuple[Sweep, ...]]
    x: str
    y: str
    conclude: Callable[[Sequence[Row]], tuple[Sentence, ...]]
    beside: Callable[[Sequence[Row]], tuple[Beside, ...]] = lambda rows: ()


# Seide, Li, Yu: Conversational Speech Transcription Using Context-Dependent Deep Neural Networks,
# Interspeech 2011; as the course shows it.
PAPER = Beside(
    Sentence(
        QT_TRANSLATE_NOOP(
            "Core",
            "From a paper, not from this run: words that speech recognition gets wrong (Seide, Li"
            " and Yu, 2011)",
        )
    ),
    (
        Sentence(QT_TRANSLATE_NOOP("Core", "Hidden layers")),
        Sentence(QT_TRANSLATE_NOOP("Core", "Neurons in each")),
        Sentence(QT_TRANSLATE_NOOP("Core", "Wrong words in %")),
    ),
    (
        (1, 2000, 24.2),
        (2, 2000, 20.4),
        (3, 2000, 18.4),
        (4, 2000, 17.8),
        (5, 2000, 17.2),
        (7, 2000, 17.1),
        (1, 3772, 22.5),
        (1, 4634, 22.6),
        (1, 16000, 22.1),
    ),
)

DEPTHS = range(1, 8)
PARAMETERS = (373, 8287)  # of the networks for the spiral and for the digits: all depths come near


def _base(source: Source, hidden: tuple[Layer, ...], rates: Hyperparameters) -> Experiment:
    layers = (*hidden, Layer(*source.task.default_output))
    network = Network(source.input.count, layers, source.task.default_loss)
    return Experiment(network, source, rates)


def _written(widths: Sequence[int]) -> str:
    return "-".join(map(str, widths))


def _deep_or_fat() -> tuple[Sweep, ...]:
    found = []
    for source, activation, rates, parameters, updates in (
        (
            Plane("spiral", 400, noise=0.1),
            *("tanh", Hyperparameters(learning_rate=0.01, batch_size=16), PARAMETERS[0], 2000),
        ),
        (
            Digits(examples=1000),
            *("relu", Hyperparameters(learning_rate=0.002), PARAMETERS[1], 1000),
        ),
    ):
        inputs, outputs = source.input.count, source.task.default_output[0]
        widths = [equal_widths(inputs, outputs, depth, parameters) for depth in DEPTHS]
        base = _base(source, (Layer(8, activation),), rates)
        found.append(Sweep(base, (Axis("hidden", tuple(map(_written, widths))),), 5, updates))
    return tuple(found)


def _how_much() -> tuple[Sweep, ...]:
    source = Plane("moons", 400, noise=0.3)
    rates = Hyperparameters(learning_rate=0.01, batch_size=16)
    base = _base(source, (Layer(64, "tanh"),), rates)
    few = _base(Plane("moons", 400, noise=0.3, examples=60), (Layer(64, "tanh"),), rates)
    return (
        Sweep(
            base,
            (Axis("hidden", ("1", "4", "16", "64", "256")), Axis("examples", (20, 60, ALL))),
            3,
        ),
        Sweep(few, (Axis("noise", (0.0, 0.1, 0.3, 0.5)),), 5),
        Sweep(few, (Axis("l2", (0.0, 0.001, 0.01, 0.1)),), 5),
        Sweep(few, (Axis("dropout", (0.0, 0.2, 0.5)),), 5),
        Sweep(few, (Axis("patience", (0, 300)),), 5),
    )


def _learning_rate() -> tuple[Sweep, ...]:
    rates = Hyperparameters("sgd", batch_size=10)
    base = _base(Curve(("sine",), 100), (Layer(16, "tanh"),), rates)
    return (Sweep(base, (Axis("learning_rate", spaced(1e-5, 10, 19, logarithmic=True)),), 3),)


READY: dict[str, ReadySweep] = {
    "deep-or-fat": ReadySweep(
        Sentence(QT_TRANSLATE_NOOP("Core", "Deep or fat")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "The same number of parameters, in one wide layer or in up to seven narrow ones:"
                " look which gets more test examples right.",
            )
        ),
        _deep_or_fat,
        "hidden_layers",
        "test_score",
        conclusions.deep_or_fat,
        lambda rows: (PAPER,),
    ),
    "how-much": ReadySweep(
        Sentence(QT_TRANSLATE_NOOP("Core", "How much is too much")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "More and more neurons, few and many examples: look at the gap between the loss on"
                " test and on training examples. Then see what noise does to it, and what helps.",
            )
        ),
        _how_much,
        "hidden_neurons",
        "gap",
        conclusions.how_much,
    ),
    "learning-rate": ReadySweep(
        Sentence(QT_TRANSLATE_NOOP("Core", "Learning rate")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "From 0.00001 to 10, everything else the same: look where the loss has hardly"
                " fallen, where it is lowest, and where it is no longer a number.",
            )
        ),
        _learning_rate,
        "learning_rate",
        "train_loss",
        conclusions.learning_rate,
    ),
}
