"""Ready experiments: sweeps that answer a question of the course, and what they come to.

Each takes about a minute on two cores. What is concluded is computed from the rows of the run.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from core import conclusions
from core.conclusions.beside import PAPER, Beside, differences, gradients_by_layer
from core.data import Curve, Digits, DrawnCurve, Plane, Source
from core.data.curves import places
from core.equal_parameters import equal_widths
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.sweep import Axis, Row, Sweep
from core.varied import ALL, spaced
from core.wording import QT_TRANSLATE_NOOP, Sentence


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


DEPTHS = range(1, 8)
HIDDEN = (1, 2, 3, 5, 7, 9)  # with the output, 10 layers are the most that there may be
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


def _activation_and_depth() -> tuple[Sweep, ...]:
    rates = Hyperparameters("sgd", 0.1, 16)
    base = _base(Plane("circle", 400), (Layer(10, "tanh"),), rates)
    hidden = tuple(_written((10,) * depth) for depth in HIDDEN)
    return (
        Sweep(base, (Axis("activation", ("sigmoid", "tanh", "relu")), Axis("hidden", hidden)), 3),
    )


def _no_activation() -> tuple[Sweep, ...]:
    source, rates = Plane("moons", 400, noise=0.1), Hyperparameters("adam", 0.01, 16)
    bent, linear = (_base(source, (Layer(8, one),), rates) for one in ("tanh", "linear"))
    hidden = ("none", *(_written((8,) * depth) for depth in (1, 2, 4, 6, 9)))
    return (
        Sweep(linear, (Axis("hidden", hidden), Axis("activation", ("linear",))), 5),
        Sweep(bent, (Axis("hidden", ("8-8",)), Axis("activation", ("tanh",))), 5),
    )


# Drawn by hand, more or less: its corners, as (x, height).
_CORNERS = (
    *((-1.0, -0.4), (-0.75, 0.6), (-0.55, 0.1), (-0.3, 0.9)),
    *((0.0, -0.7), (0.2, -0.2), (0.45, -0.9), (0.7, 0.8), (1.0, 0.2)),
)


def _universality() -> tuple[Sweep, ...]:
    x, y = zip(*_CORNERS, strict=True)
    heights = np.interp(places(), np.array(x), np.array(y)).round(3)
    rates = Hyperparameters("adam", 0.03, len(heights))
    base = _base(DrawnCurve(tuple(heights.tolist())), (Layer(8, "tanh"),), rates)
    hidden = tuple(str(2**power) for power in range(7))
    return (Sweep(base, (Axis("hidden", hidden),), 3, 10_000),)


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
    "activation-and-depth": ReadySweep(
        Sentence(QT_TRANSLATE_NOOP("Core", "Activation and depth")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "Deeper and deeper networks of the same width: look how the loss goes with the"
                " depth, and beside it how small the gradient is in the first layers.",
            )
        ),
        _activation_and_depth,
        "hidden_layers",
        "train_loss",
        conclusions.activation_and_depth,
        gradients_by_layer,
    ),
    "no-activation": ReadySweep(
        Sentence(QT_TRANSLATE_NOOP("Core", "No activation, no depth")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "Linear layers, more and more of them: see whether they get more right than no"
                " hidden layer, and whether one matrix gives the same outputs.",
            )
        ),
        _no_activation,
        "hidden_layers",
        "test_score",
        conclusions.no_activation,
        differences,
    ),
    "universality": ReadySweep(
        Sentence(QT_TRANSLATE_NOOP("Core", "Universality")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "One hidden layer of 1 to 64 neurons learns a drawn curve: look how the error goes"
                " with their number.",
            )
        ),
        _universality,
        "hidden_neurons",
        "train_loss",
        conclusions.universality,
    ),
}
