"""The loss over 65 × 65 places of the default networks, against one propagation a place, and Keras.

`inside` calls `measure`. Keras evaluates a few places; the rest takes as long.
"""

import statistics
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import common
import numpy as np

if TYPE_CHECKING:
    from core.experiment import Experiment
    from core.landscape import Objective, Target
    from core.parameters import Parameters

SIDE = 65
REPEATS = 9
PROPAGATED, KERAS = 200, 5  # places, of SIDE × SIDE, that the baselines are measured at
REACH = 5.0


def measure() -> dict[str, float]:
    """Return milliseconds of a map, ours and the baselines', for a gate and a plane."""
    from core.beginnings import beginning
    from core.data import Gate, Plane

    result: dict[str, float] = {}
    sources = (("landscape_gate", Gate("XNOR")), ("landscape_plane", Plane("circle")))
    for name, source in sources:
        result |= _of(name, beginning(source))
    return result


def _of(name: str, experiment: "Experiment") -> dict[str, float]:
    from core.by_hand import with_parameter
    from core.landscape import gradient_of, losses_along, losses_over, objective_of
    from core.losses import LOSSES
    from core.parameters import initialise
    from core.propagation import forward

    network, parameters = experiment.network, initialise(experiment.network, 0)
    objective = objective_of(experiment, 10**9)
    assert objective is not None
    values = (np.linspace(-REACH, REACH, SIDE),) * 2
    last = len(network.layers) - 1
    default: tuple[Target, Target] = ((0, 0, 0), (last, 0, 0))
    worst: tuple[Target, Target] = ((0, 0, 0), (0, 1, 0))
    way = gradient_of(objective, parameters).gradients

    def over(targets: "tuple[Target, ...]") -> Callable[[], np.ndarray]:
        return lambda: losses_over(objective, parameters, targets, values, np.float32)

    result = {
        f"{name}_ms": _median(over(default)),
        f"{name}_first_layer_ms": _median(over(worst)),
        f"{name}_along_ms": _median(
            lambda: losses_along(objective, parameters, (way, way), values, np.float32)
        ),
    }

    def there(number: int) -> "Parameters":
        changed = with_parameter(parameters, default[0], float(values[0][number % SIDE]))
        return with_parameter(changed, default[1], float(values[1][number // SIDE]))

    def propagate() -> None:
        for number in range(PROPAGATED):
            own = there(number)
            z = forward(network, own, objective.inputs).pre_activations[-1]
            output = network.layers[-1].activation
            LOSSES[network.loss].function(output, z, own[-1].slopes, objective.targets).mean()

    places = SIDE * SIDE
    result[f"{name}_propagation_ms"] = _median(propagate, 3) / PROPAGATED * places
    result[f"{name}_keras_ms"] = _keras(objective, there) * places
    for baseline in ("propagation", "keras"):
        result[f"{name}_times_{baseline}"] = result[f"{name}_{baseline}_ms"] / result[f"{name}_ms"]
    return result


def _keras(objective: "Objective", there: Callable[[int], "Parameters"]) -> float:
    """Return how long keras.evaluate takes for a place, in ms."""
    import keras

    network = objective.network

    model = keras.Sequential(
        [
            keras.Input((network.inputs,)),
            *(keras.layers.Dense(layer.neurons, layer.activation) for layer in network.layers),
        ]
    )
    model.compile(loss="binary_crossentropy")
    size = len(objective.inputs)

    def evaluate(number: int) -> None:
        model.set_weights([part for layer in there(number) for part in layer[:2]])
        model.evaluate(objective.inputs, objective.targets, batch_size=size, verbose=0)

    evaluate(0)  # it is traced
    start = time.perf_counter()
    for number in range(KERAS):
        evaluate(number)
    return 1000 * (time.perf_counter() - start) / KERAS


def _median(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return how long `work` takes, in ms."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    arguments = common.parser(__doc__.splitlines()[0]).parse_args()
    common.report(measure(), arguments.json)


if __name__ == "__main__":
    main()
