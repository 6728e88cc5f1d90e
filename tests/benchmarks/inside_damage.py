"""Breaking a network of digits: how soon its score on the test set is known, beside Keras.

`damage_answer_ms` is from the key that moves the slider to the accuracy on the panel, all views
told; `damage_score_ms` what NumPy takes for the score alone; `damage_curve_ms` a curve of 21
shares. Keras predicts the same examples with the same damaged weights. `damage_large_ms` is what
the damage itself takes of a network of 784-512-256-10, which the window waits for.
"""

import statistics
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import common

if TYPE_CHECKING:
    from core.breaking import Damage
    from core.broken import MeasuredOn
    from core.experiment import Experiment
    from core.parameters import Parameters
    from core.run import Run


def main() -> None:
    arguments = common.parser(__doc__.splitlines()[0]).parse_args()
    common.report(measure(), arguments.json)


def measure() -> dict[str, object]:
    """Return the figures."""
    from core import data
    from core.breaking import Damage, damaged
    from core.broken import MeasuredOn, curve, how_good
    from core.network import Layer, Network
    from core.parameters import initialise
    from core.ready_networks import READY_NETWORKS
    from gui.breaking.judge import deviations_of

    run = READY_NETWORKS["trainedDigits"].run()
    experiment, parameters = run.experiment, run.snapshot.parameters
    source = experiment.source
    assert source is not None
    loaded = data.load(source)
    on = MeasuredOn(source.task, loaded.test, deviations_of(source.input, loaded.train))
    damage = Damage(pruned=0.5, bits=4, weight_noise=0.1, input_noise=0.1)
    score = _median(lambda: how_good(experiment, parameters, damage, on))
    common.say("Keras …")
    keras, agrees = _keras(experiment, parameters, damage, on)
    large = Network(784, (Layer(512), Layer(256), Layer(10, "softmax")))
    many = initialise(large, 0)
    common.say("the window …")
    return {
        "damage_test_examples": len(on.examples),
        "damage_network": experiment.network.title,
        "damage_answer_ms": _answer(run),
        "damage_score_ms": score,
        "damage_curve_ms": _median(
            lambda: curve(experiment, parameters, damage, on, "pruned"), times=5
        ),
        "damage_keras_ms": keras,
        "damage_keras_agrees": agrees,
        "damage_vs_keras": keras / score,
        "damage_large_ms": _median(lambda: damaged(large, many, damage), times=5),
    }


def _median(work: Callable[[], object], times: int = 20) -> float:
    """Return how long `work` takes, in ms, the first time not counted."""
    work()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


def _keras(
    experiment: "Experiment", parameters: "Parameters", damage: "Damage", on: "MeasuredOn"
) -> tuple[float, bool]:
    """Return the ms that Keras takes, and whether it comes to the same accuracy."""
    import keras

    from core.breaking import damaged, noisy
    from core.broken import how_good

    network, broken = damaged(experiment.network, parameters, damage)
    model = keras.Sequential([keras.Input((network.inputs,))])
    for layer in network.layers:
        model.add(keras.layers.Dense(layer.neurons, layer.activation))
    model.set_weights([part for one in broken for part in (one.weights, one.biases)])
    inputs = noisy(on.examples.inputs, damage, on.deviations)
    took = _median(lambda: model.predict(inputs, batch_size=len(inputs), verbose=0))
    right = model.predict(inputs, verbose=0).argmax(axis=1) == on.examples.labels
    ours = how_good(experiment, parameters, damage, on).score
    return took, bool(abs(right.mean() - ours) < 1.5 / len(inputs))


def _answer(run: "Run") -> float:
    """Return the ms from a key on the slider to the accuracy on the panel."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDockWidget, QSlider

    from gui.backend_process import BackendProcess
    from gui.breaking.scores import Scores

    application, window = common.open_window(size=(1280, 800))
    window.session.open_run(run)
    dock = window.findChild(QDockWidget, "breakItPanelDock")
    assert dock is not None
    dock.toggleViewAction().trigger()
    while window.findChild(QSlider, "prunedSlider") is None:
        application.processEvents()
    slider, scores = window.findChild(QSlider, "prunedSlider"), window.findChild(Scores)
    process = window.findChild(BackendProcess)
    assert slider is not None
    assert scores is not None
    assert process is not None
    took = []
    for number in range(21):
        QTest.qWait(100)
        scores.wait()
        began = time.perf_counter()
        QTest.keyClick(slider, Qt.Key.Key_Right)
        while not scores.knows_score:
            application.processEvents()
        if number:
            took.append(1000 * (time.perf_counter() - began))
    window.hide()
    process.close()
    return statistics.median(took)


if __name__ == "__main__":
    main()
