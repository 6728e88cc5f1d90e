"""What is said of ways to compute the same answers: their names, their code, how quick they are."""

import math
from collections.abc import Mapping

from core.forward_ways import Timing, Way
from core.wording import QT_TRANSLATE_NOOP, Sentence

TITLES: Mapping[Way, str] = {
    "loops": QT_TRANSLATE_NOOP("Core", "Python loops"),
    "neurons": QT_TRANSLATE_NOOP("Core", "One dot product a neuron"),
    "layers": QT_TRANSLATE_NOOP("Core", "One matrix product a layer"),
    "batch": QT_TRANSLATE_NOOP("Core", "The whole batch at once"),
    "eager": QT_TRANSLATE_NOOP("Core", "Plain TensorFlow"),
    "compiled": QT_TRANSLATE_NOOP("Core", "Compiled TensorFlow"),
    "gpu": QT_TRANSLATE_NOOP("Core", "The GPU"),
}
EXPLAINED: Mapping[Way, str] = {
    "loops": QT_TRANSLATE_NOOP(
        "Core",
        "Every input is multiplied by its weight, one after the other, as on paper. Python looks"
        " at each number before it multiplies it, and that takes longer than the product.",
    ),
    "neurons": QT_TRANSLATE_NOOP(
        "Core",
        "The inputs of a neuron are a vector, and so are its weights. NumPy multiplies and adds"
        " all of them in one call. Python only goes from neuron to neuron.",
    ),
    "layers": QT_TRANSLATE_NOOP(
        "Core",
        "The weights of a layer are a matrix W. One product a·W gives the sums of all its neurons."
        " Python only goes from layer to layer, and from example to example.",
    ),
    "batch": QT_TRANSLATE_NOOP(
        "Core",
        "All examples are the rows of a matrix A. One product A·W a layer does the whole batch,"
        " and each weight that comes from memory serves many examples.",
    ),
    "eager": QT_TRANSLATE_NOOP(
        "Core",
        "The same products, by TensorFlow, which shares large ones among the processor’s cores. It"
        " is called for each step; where layers are small, the calls take most of the time.",
    ),
    "compiled": QT_TRANSLATE_NOOP(
        "Core",
        "TensorFlow makes one program of all layers, and then runs that. Netglow trains in this"
        " way.",
    ),
    "gpu": QT_TRANSLATE_NOOP(
        "Core",
        "The same program on a graphics card, which makes thousands of products at the same time."
        " Weights and batch are there already. That the answers come back is counted.",
    ),
}
CODE: Mapping[Way, str] = {
    "loops": "z = b\nfor x, w in zip(inputs, weights):\n    z += x * w",
    "neurons": "for j in range(neurons):\n    z[j] = a @ W[:, j] + b[j]",
    "layers": "for a in batch:\n    for W, b, f in layers:\n        a = f(a @ W + b)",
    "batch": "A = batch  # one row an example\nfor W, b, f in layers:\n    A = f(A @ W + b)",
    "eager": "A = tf.constant(batch)\nfor W, b, f in layers:\n    A = f(tf.matmul(A, W) + b)",
    "compiled": "@tf.function(jit_compile=True)\ndef answer(A): ...  # as above",
    "gpu": 'with tf.device("GPU:0"):\n    answer(A)',
}

# Quicker, slower, and as quick; then the same where one of both was stopped.
_LOOPS = (
    QT_TRANSLATE_NOOP("Core", "{way} is {times} times as quick as Python loops."),
    QT_TRANSLATE_NOOP("Core", "{way} takes {times} times as long as Python loops."),
    QT_TRANSLATE_NOOP("Core", "{way} takes about as long as Python loops."),
    QT_TRANSLATE_NOOP("Core", "{way} is about {times} times as quick as Python loops."),
    QT_TRANSLATE_NOOP("Core", "{way} takes about {times} times as long as Python loops."),
)
_ABOVE = (
    QT_TRANSLATE_NOOP("Core", "It is {times} times as quick as the way above."),
    QT_TRANSLATE_NOOP("Core", "It takes {times} times as long as the way above."),
    QT_TRANSLATE_NOOP("Core", "It takes about as long as the way above."),
    QT_TRANSLATE_NOOP("Core", "It is about {times} times as quick as the way above."),
    QT_TRANSLATE_NOOP("Core", "It takes about {times} times as long as the way above."),
)
_STOPPED = QT_TRANSLATE_NOOP(
    "Core",
    "Stopped after {spent}, {examples} of {count:,} example(s): about {seconds} for all of them.",
)
_PREPARED = QT_TRANSLATE_NOOP("Core", "Compiling it took {seconds}, which is not counted.")
NO_GPU = QT_TRANSLATE_NOOP("Core", "There is no GPU here that TensorFlow can use.")

_EVEN_UP_TO = 1.05


def title(way: Way) -> Sentence:
    """Return what a way is called."""
    return Sentence(TITLES[way])


def explanation(way: Way) -> Sentence:
    """Return what a way does, for people who see it for the first time."""
    return Sentence(EXPLAINED[way])


def against_loops(timing: Timing, loops: Timing) -> Sentence:
    """Return how quick a way is beside Python loops, both measured."""
    return _against(timing, loops, _LOOPS)


def against_before(timing: Timing, before: Timing) -> Sentence:
    """Return how quick a way is beside the one above it, both measured."""
    return _against(timing, before, _ABOVE)


def stopped(timing: Timing) -> Sentence:
    """Return how far a way came that was stopped, and what its time was made of."""
    return Sentence(
        _STOPPED,
        {
            "spent": duration(timing.spent),
            "examples": figures(timing.examples),
            "count": timing.batch,
            "seconds": duration(timing.seconds),
        },
    )


def prepared(timing: Timing) -> Sentence:
    """Return how long it took to compile what is then run."""
    return Sentence(_PREPARED, {"seconds": duration(timing.prepared)})


def duration(seconds: float) -> str:
    """Return a time with two or three figures: "4.1 µs", "132 µs", "13 ms", "1,400 s"."""
    for unit, size in (("µs", 1e-6), ("ms", 1e-3)):
        if seconds < 999.5 * size:
            return f"{_three(seconds / size)} {unit}"
    return f"{_three(seconds)} s"


def figures(value: float) -> str:
    """Return a positive number with two figures, and whole from 10 on: "0.41", "2.4", "3,400"."""
    rounded = _rounded(value, 2)
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:.2g}"


def _against(timing: Timing, other: Timing, texts: tuple[str, str, str, str, str]) -> Sentence:
    quicker, slower, even, about_quicker, about_slower = texts
    if timing.stopped or other.stopped:
        quicker, slower = about_quicker, about_slower
    times = other.seconds / timing.seconds
    text = quicker if times > _EVEN_UP_TO else slower if times < 1 / _EVEN_UP_TO else even
    return Sentence(text, {"way": title(timing.way), "times": figures(max(times, 1 / times))})


def _three(value: float) -> str:
    return f"{_rounded(value, 3):,.0f}" if value >= 99.95 else f"{value:.3g}"


def _rounded(value: float, digits: int) -> float:
    if not value:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(value)))
