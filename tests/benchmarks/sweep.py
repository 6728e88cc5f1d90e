"""A sweep: 64 networks of 2-8-8-1, 2,000 updates at batch 32, against keras.fit one after another.

Ours: the same by `Crew.work`, as the window and `netglow sweep` have it, losses measured 50 times
on the way, with the compilation of its loop; TensorFlow is loaded before, on both sides.
keras.fit trains so many of them as --keras says, and the rest is taken to last as long: as one
writes it, in epochs of 200 examples, and at its best, all updates as one epoch of repeated examples
(`best`). Also in this process, one network after the other: a loop that is compiled for each, and
one for all.
"""

import time

import common
import numpy as np

NETWORKS = 64
UPDATES = 2000
BATCH = 32


def main() -> None:
    parser = common.parser(__doc__)
    parser.add_argument("--keras", type=int, default=3, help="networks that keras.fit trains")
    parser.add_argument("--workers", type=int, help="processes (default: as many as usual)")
    arguments = parser.parse_args()

    from core.backend import devices
    from core.crew import most_workers

    devices.set_up()
    workers = arguments.workers or most_workers()
    experiments = _experiments()
    common.say("keras.fit …")
    keras = _keras(experiments[: arguments.keras], one_epoch=False)
    best = _keras(experiments[: arguments.keras], one_epoch=True)
    common.say("a crew …")
    crew = _crew(experiments, workers)
    common.say("one after the other …")
    shared, alone = _singly(experiments, shared=True), _singly(experiments[:4], shared=False)
    result = {
        "networks": NETWORKS,
        "updates": UPDATES,
        "batch": BATCH,
        "workers": workers,
        "keras_networks_measured": arguments.keras,
        "keras_s": keras * NETWORKS,
        "keras_best_s": best * NETWORKS,
        "crew_first_s": crew[0],
        "crew_again_s": crew[1],
        "one_loop_for_all_s": shared * NETWORKS,
        "a_loop_each_s": alone * NETWORKS,
        "vs_keras": keras * NETWORKS / crew[0],
        "vs_keras_compiled": keras * NETWORKS / crew[1],
        "vs_keras_best": best * NETWORKS / crew[0],
        "one_loop_vs_a_loop_each": alone / shared,
    }
    common.report(result, arguments.json)


def _experiments():
    from msgspec.structs import replace

    from core.beginnings import beginning
    from core.data import Plane
    from core.sweep import Axis, Sweep, trials
    from core.varied import spaced

    base = beginning(Plane("spiral"))
    base = replace(base, hyperparameters=replace(base.hyperparameters, batch_size=BATCH))
    rates = Axis("learning_rate", spaced(1e-4, 1e-1, 16, logarithmic=True))
    return [trial.experiment for trial in trials(Sweep(base, (rates,), NETWORKS // 16, UPDATES))]


def _crew(experiments, workers: int) -> tuple[float, float]:
    """Seconds of the whole sweep, the first time and with compiled loops."""
    from core.beginnings import beginning
    from core.crew import Crew
    from core.data import Plane
    from core.jobs import Job

    with Crew(workers) as crew:
        # Another structure: the children have loaded TensorFlow, and compiled nothing of the sweep.
        list(crew.work([Job(beginning(Plane("circle")), 1)] * workers))
        took = []
        for _ in range(2):
            start = time.perf_counter()
            ended = list(crew.work([Job(one, UPDATES) for one in experiments]))
            took.append(time.perf_counter() - start)
            assert all(one.outcome.state == "done" for one in ended)
    return took[0], took[1]


def _singly(experiments, shared: bool) -> float:
    """Seconds of each network, trained in this process one after the other, nothing measured."""
    from core.backend.loop import training_loop
    from core.backend.trainer import Trainer
    from core.data import load
    from core.parameters import initialise
    from core.snapshot import Snapshot

    training_loop.cache_clear()
    start = time.perf_counter()
    for one in experiments:
        if not shared:
            training_loop.cache_clear()
        first = Snapshot(initialise(one.network, one.seed))
        trainer = Trainer(one, load(one.source), first)
        trainer.run(UPDATES)
        trainer.snapshot()
    return (time.perf_counter() - start) / len(experiments)


def _keras(experiments, one_epoch: bool) -> float:
    """Seconds of each network with keras.fit, building and compiling it among them."""
    import keras

    from core.data import load

    data = load(experiments[0].source).train
    inputs, targets = data.inputs, data.labels.astype("float32")[:, None]
    epochs = -(-UPDATES // -(-len(inputs) // BATCH))
    if one_epoch:
        epochs, size = 1, UPDATES * BATCH
        inputs, targets = np.resize(inputs, (size, 2)), np.resize(targets, (size, 1))

    def fit(one, epochs: int) -> None:
        keras.utils.set_random_seed(one.seed)
        layers = one.network.layers
        model = keras.Sequential([keras.Input((one.network.inputs,))])
        for layer in layers:
            model.add(keras.layers.Dense(layer.neurons, layer.activation))
        rate = one.hyperparameters.learning_rate
        model.compile(keras.optimizers.Adam(rate), "binary_crossentropy", metrics=["accuracy"])
        model.fit(inputs, targets, BATCH, epochs, verbose=0)

    fit(experiments[0], 1)  # what Keras sets up once
    start = time.perf_counter()
    for one in experiments:
        fit(one, epochs)
    return (time.perf_counter() - start) / len(experiments)


if __name__ == "__main__":
    main()
