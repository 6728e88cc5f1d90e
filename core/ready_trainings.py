"""Networks to train: each learns in seconds, and shows what one of its size can do, or cannot."""

from core.data import Curve, Gate, Plane, Source
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.ready_network import ReadyNetwork
from core.run import Run
from core.wording import QT_TRANSLATE_NOOP, Sentence

_SUBJECT = Sentence(QT_TRANSLATE_NOOP("Core", "To train in seconds"))


def untrained(
    source: Source, hidden: tuple[Layer, ...], rates: Hyperparameters, seed: int = 0
) -> Run:
    """Return the run, no update made, of `hidden` layers and the output that `source` begins with.

    Not all beginnings lead to the same end: `seed` draws the weights, and the order of examples.
    """
    task = source.task
    layers = (*hidden, Layer(*task.default_output))
    network = Network(source.input.count, layers, task.default_loss)
    return Run.start(Experiment(network, source, rates, seed))


def _xor(activation: str) -> Run:
    rates = Hyperparameters(optimizer="sgd", learning_rate=1.0, batch_size=4)
    return untrained(Gate("XOR"), (Layer(2, activation),), rates, seed=4)


def _plane(source: Plane, *hidden: int, seed: int = 0, batch_size: int = 16) -> Run:
    rates = Hyperparameters(learning_rate=0.01, batch_size=batch_size)
    return untrained(source, tuple(Layer(neurons, "tanh") for neurons in hidden), rates, seed)


def _spiral() -> Run:
    # A little L2 keeps the arms smooth between the points.
    rates = Hyperparameters(learning_rate=0.01, batch_size=16, l2=1e-4)
    return untrained(Plane("spiral", test_share=0.3), (Layer(12, "tanh"),) * 2, rates, seed=2)


def _sine() -> Run:
    # All points in each batch: the curve settles instead of trembling.
    rates = Hyperparameters(learning_rate=0.01, batch_size=70)
    return untrained(Curve(("sine",), 100), (Layer(8, "tanh"),), rates, seed=1)


READY_TRAININGS: dict[str, ReadyNetwork] = {
    "xor": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "XOR: two hidden neurons")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core", "Each hidden neuron draws a line. XOR is 1 between the two. Train it."
            )
        ),
        lambda: _xor("sigmoid"),
        shown=1,
        subject=_SUBJECT,
    ),
    "linearXor": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "XOR: without activation")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core", "The same network, linear: it is one line, and never gets all rows right."
            )
        ),
        lambda: _xor("linear"),
        shown=1,
        subject=_SUBJECT,
    ),
    "oneLine": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "No hidden layer: one line")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core", "One line parts two clouds. Choose the circle as data, and it cannot."
            )
        ),
        lambda: _plane(Plane("gaussians", noise=0.1, test_share=0.3)),
        subject=_SUBJECT,
    ),
    "convexRegion": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "One hidden layer of 8: a convex region")),
        Sentence(
            QT_TRANSLATE_NOOP("Core", "Eight lines fence in the class in the middle. Train it.")
        ),
        lambda: _plane(Plane("circle", test_share=0.3), 8),
        subject=_SUBJECT,
    ),
    "anyRegion": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "Two hidden layers: any region")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core",
                "The second layer combines the regions of the first, even to a checkerboard.",
            )
        ),
        lambda: _plane(Plane("checkerboard", 2000, test_share=0.3), 16, 16, seed=1, batch_size=32),
        subject=_SUBJECT,
    ),
    "spiral": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "The spiral")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core", "Two arms wound round each other. Watch the regions curl up with them."
            )
        ),
        _spiral,
        subject=_SUBJECT,
    ),
    "sine": ReadyNetwork(
        Sentence(QT_TRANSLATE_NOOP("Core", "A sine of eight steps")),
        Sentence(
            QT_TRANSLATE_NOOP(
                "Core", "Each hidden neuron is a smooth step. Eight of them add up to the curve."
            )
        ),
        _sine,
        subject=_SUBJECT,
    ),
}
