"""How quickly a network grows in mid-training, beside building another one in Keras.

`measure()` returns, for the digits 256-64-32-10 and for a plane 2-8-8-1: the work of growing by a
neuron (without compiling) in the window and in the backend; how long the window is kept when it is
asked and when the grown network takes over; how long it is until then, and how many updates the
old network makes meanwhile, at which share of its rate.
"""

import time
from typing import TYPE_CHECKING

import common

if TYPE_CHECKING:
    from core.experiment import Experiment
    from core.snapshot import Snapshot

_ROUNDS = 5


def measure() -> dict[str, float]:
    """Return the figures; ours and the baseline in one process, but for the backend's own."""
    return {
        f"{name}_{key}": value for name in ("digits", "plane") for key, value in _of(name).items()
    }


def _of(name: str) -> dict[str, float]:
    from core.beginnings import beginning
    from core.data import Digits, Plane

    experiment = beginning(Digits() if name == "digits" else Plane("spiral"))
    return {**_work(experiment), **_in_window(experiment)}


def _work(experiment: "Experiment") -> dict[str, float]:
    """Measure the work beside compiling: ours, and Keras's for a model with a neuron more."""
    import tensorflow as tf

    from core.backend.trainer import Trainer
    from core.data import load
    from core.growth import grown_run, grown_snapshot
    from core.run import Run
    from core.surgery import AddNeurons

    data, changes = load(experiment.source), [AddNeurons(1)]
    trainer = Trainer(experiment, data, Run.start(experiment).snapshot)
    trainer.run(100)
    before = trainer.snapshot(complete=True)
    run = Run.start(experiment).at(before)
    window, backend, keras = [], [], []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        grown_run(run, changes)
        window.append(1000 * (time.perf_counter() - start))
        start = time.perf_counter()
        grown, after = grown_snapshot(experiment, trainer.snapshot(complete=True), changes)
        Trainer(grown, data, after)
        backend.append(1000 * (time.perf_counter() - start))
        start = time.perf_counter()
        sizes, layers = grown.network.sizes, grown.network.layers
        model = tf.keras.Sequential(
            [
                tf.keras.layers.Input((sizes[0],)),
                *(tf.keras.layers.Dense(one.neurons, one.activation) for one in layers),
            ]
        )
        model.set_weights([array for layer in after.parameters for array in layer[:2]])
        keras.append(1000 * (time.perf_counter() - start))
    return {
        "work_in_window_ms": sorted(window)[_ROUNDS // 2],
        "work_in_backend_ms": sorted(backend)[_ROUNDS // 2],
        "keras_new_model_ms": sorted(keras)[_ROUNDS // 2],
    }


def _in_window(experiment: "Experiment") -> dict[str, float]:
    """Grow in a real window that trains."""
    from gui.backend_link import BackendLink
    from gui.commands import robot
    from gui.growth import Growth

    _, window = common.open_window(experiment)
    session, growth = window.session, window.session.findChild(Growth)
    link = window.session.findChild(BackendLink)
    session.set_training(True)
    robot.wait_until(lambda: session.backend.phase == "training", 300, "Compiling")
    taken, take = [], link.take_growth

    def timed(before: "Snapshot", after: "Snapshot") -> bool:
        start = time.perf_counter()
        wanted = bool(take(before, after))
        taken.append(1000 * (time.perf_counter() - start))
        return wanted

    link.take_growth = timed
    _live(2.0)
    start, first = time.perf_counter(), session.snapshot.updates
    _live(1.0)
    rate = (session.snapshot.updates - first) / (time.perf_counter() - start)
    asked, sizes = time.perf_counter(), session.experiment.network.sizes
    growth.add_neuron(1)
    kept, first = 1000 * (time.perf_counter() - asked), session.snapshot.updates
    robot.wait_until(lambda: session.experiment.network.sizes != sizes, 300, "Growing")
    waited = time.perf_counter() - asked
    updates = session.snapshot.updates - first
    window.close()
    return {
        "asked_ms": kept,
        "taken_ms": taken[0],
        "compiled_and_grown_s": waited,
        "updates_meanwhile": updates,
        "rate_meanwhile_share": updates / waited / rate,
    }


def _live(seconds: float) -> None:
    """Let the window live for so long."""
    from gui.commands import robot

    deadline = time.monotonic() + seconds
    robot.wait_until(lambda: time.monotonic() > deadline, seconds + 5, "Waiting")


if __name__ == "__main__":
    arguments = common.parser(__doc__.partition("\n")[0]).parse_args()
    common.report(measure(), arguments.json)
