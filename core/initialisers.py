"""How weights begin, by name: each draws a matrix of random numbers."""

from collections.abc import Callable

import numpy as np

# Called with a stream of random numbers, and how many inputs and outputs there are; returns
# float64 [inputs, outputs].
Initialiser = Callable[[np.random.Generator, int, int], np.ndarray]


def _uniform(limit: Callable[[int, int], float]) -> Initialiser:
    return lambda random, inputs, outputs: random.uniform(
        -limit(inputs, outputs), limit(inputs, outputs), (inputs, outputs)
    )


def _truncated_normal(deviation: Callable[[int, int], float]) -> Initialiser:
    """Normal numbers, those beyond two deviations drawn again, as Keras's truncated_normal."""

    def initialise(random: np.random.Generator, inputs: int, outputs: int) -> np.ndarray:
        values = random.standard_normal((inputs, outputs))
        while (beyond := np.abs(values) > 2).any():
            values[beyond] = random.standard_normal(np.count_nonzero(beyond))
        return values * deviation(inputs, outputs)

    return initialise


# Keras divides by the deviation of a normal distribution cut at two deviations, so that what is
# left has the variance asked for (keras.initializers.VarianceScaling).
_CUT = 0.87962566103423978

# Names and formulas: https://keras.io/api/layers/initializers/
INITIALISERS: dict[str, Initialiser] = {
    "glorot uniform": _uniform(lambda inputs, outputs: np.sqrt(6 / (inputs + outputs))),
    "glorot normal": _truncated_normal(
        lambda inputs, outputs: np.sqrt(2 / (inputs + outputs)) / _CUT
    ),
    "he uniform": _uniform(lambda inputs, _: np.sqrt(6 / inputs)),
    "he normal": _truncated_normal(lambda inputs, _: np.sqrt(2 / inputs) / _CUT),
    "lecun uniform": _uniform(lambda inputs, _: np.sqrt(3 / inputs)),
    "lecun normal": _truncated_normal(lambda inputs, _: np.sqrt(1 / inputs) / _CUT),
    "random uniform": _uniform(lambda *_: 0.05),
    "random normal": lambda random, inputs, outputs: random.normal(0, 0.05, (inputs, outputs)),
    "zeros": lambda _, inputs, outputs: np.zeros((inputs, outputs)),
    "ones": lambda _, inputs, outputs: np.ones((inputs, outputs)),
}
