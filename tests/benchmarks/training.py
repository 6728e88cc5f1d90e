"""Updates a second: Netglow with its window, without, a bare compiled loop, and keras.fit.

All four train 256-64-32-10 with Adam on the same digits, in the same run, taking turns.
"""

import time
from statistics import median

import common
import numpy as np

BATCHES = (1, 32, 256)
ROUNDS = 3
SECONDS = 2.0  # of each measurement


def main() -> None:
    parser = common.parser(__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each measurement")
    arguments = parser.parse_args()
    seconds = arguments.seconds

    from core.backend import devices
    from gui.commands import robot

    devices.set_up()
    _, window = common.open_window()
    cases = []
    for batch in BATCHES:
        _set_batch(window.session, batch)
        ways = {
            "shown": lambda: _shown(robot, window.session, seconds),
            "headless": _headless(batch, seconds),
            "bare": _bare(batch, seconds),
            "keras_fit": _keras_fit(batch, seconds),
        }
        rates = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, measure in ways.items():
                rates[name].append(measure())
        rate = {name: median(values) for name, values in rates.items()}
        case = {"layers": [256, 64, 32, 10], "batch": batch}
        case |= {f"{name}_per_s": value for name, value in rate.items()}
        case |= {
            "shown_vs_keras": rate["shown"] / rate["keras_fit"],
            "headless_vs_bare": rate["headless"] / rate["bare"],
        }
        common.say(str(case))
        cases.append(case)
    window.close()
    common.report({"cases": cases}, arguments.json)


def _set_batch(session, batch: int) -> None:
    from msgspec.structs import replace

    experiment = session.experiment
    hyperparameters = replace(experiment.hyperparameters, batch_size=batch)
    session.change_experiment(replace(experiment, hyperparameters=hyperparameters), "Batch size")


def _shown(robot, session, seconds: float) -> float:
    """Train in the window, which draws every snapshot meanwhile."""
    first = session.snapshot.updates
    session.set_training(True)
    # Compiling, and finding the pace, is not part of the rate.
    robot.wait_until(lambda: session.snapshot.updates > first + 100, 120, "Starting to train")
    start, first = time.perf_counter(), session.snapshot.updates
    robot.wait_until(lambda: time.perf_counter() - start > seconds, 60, "Training")
    rate = (session.snapshot.updates - first) / (time.perf_counter() - start)
    session.set_training(False)
    robot.wait_until(lambda: session.snapshot.tested_at == session.snapshot.updates, 60, "Pausing")
    return rate


def _headless(batch: int, seconds: float):
    """The trainer in this process, in calls as long as those of `netglow train`."""
    from core import data
    from core.backend.pace import Pace
    from core.backend.trainer import Trainer
    from core.data import Digits
    from core.experiment import Experiment, Hyperparameters
    from core.parameters import initialise
    from core.snapshot import Snapshot

    experiment = Experiment(hyperparameters=Hyperparameters(batch_size=batch))
    start = Snapshot(initialise(experiment.network, 0))
    trainer = Trainer(experiment, data.load(Digits()), start)
    trainer.compile()
    pace = Pace(target_s=0.1)

    def measure() -> float:
        begin, first = time.perf_counter(), trainer.updates
        while (now := time.perf_counter()) - begin < seconds:
            trainer.run(pace.updates)
            pace.took(pace.updates, time.perf_counter() - now)
        return (trainer.updates - first) / (time.perf_counter() - begin)

    return measure


def _bare(batch: int, seconds: float):
    """The least that trains this network: no metrics, no seed, no order but the stored one."""
    import tensorflow as tf

    from core import data
    from core.data import Digits
    from core.network import Network
    from core.parameters import initialise

    digits = data.load(Digits())
    inputs, labels = tf.constant(digits.train.inputs), tf.constant(digits.train.labels)
    flat = [tf.constant(a) for layer in initialise(Network(), 0) for a in layer[:2]]
    zeros = [tf.zeros_like(a) for a in flat]
    batches = len(digits.train.inputs) // batch
    order = np.random.default_rng(0).permutation(batches * batch).astype(np.int32)
    order = tf.constant(order.reshape(batches, batch))

    @tf.function(jit_compile=True)
    def run(state, inputs, labels, order, steps):
        def update(done, count, parameters, means, squares):
            chosen = order[done % batches]
            w1, b1, w2, b2, w3, b3 = parameters
            with tf.GradientTape() as tape:
                tape.watch(parameters)
                a = tf.nn.relu(tf.gather(inputs, chosen) @ w1 + b1)
                z = tf.nn.relu(a @ w2 + b2) @ w3 + b3
                loss = tf.reduce_mean(
                    tf.nn.sparse_softmax_cross_entropy_with_logits(tf.gather(labels, chosen), z)
                )
            gradients = tape.gradient(loss, parameters)
            means = [m + (g - m) * 0.1 for m, g in zip(means, gradients, strict=True)]
            squares = [v + (g * g - v) * 0.001 for v, g in zip(squares, gradients, strict=True)]
            count += 1
            rate = 0.001 * tf.sqrt(1 - 0.999**count) / (1 - 0.9**count)
            parameters = [
                p - rate * m / (tf.sqrt(v) + 1e-7)
                for p, m, v in zip(parameters, means, squares, strict=True)
            ]
            return done + 1, count, parameters, means, squares

        return tf.while_loop(lambda done, *_: done < steps, update, (tf.constant(0), *state))[1:]

    state = (tf.constant(0.0), flat, zeros, zeros)
    state = run(state, inputs, labels, order, tf.constant(1))
    begin = time.perf_counter()
    state = run(state, inputs, labels, order, tf.constant(1000))
    state[0].numpy()
    # One call is as long as the measurement: nothing is added by calling.
    steps = max(1, int(1000 * seconds / (time.perf_counter() - begin)))

    def measure() -> float:
        nonlocal state
        begin = time.perf_counter()
        state = run(state, inputs, labels, order, tf.constant(steps))
        state[0].numpy()
        return steps / (time.perf_counter() - begin)

    return measure


def _keras_fit(batch: int, seconds: float):
    """What a learner writes first: Sequential, compile, fit."""
    import keras

    from core import data
    from core.data import Digits

    digits = data.load(Digits())
    model = keras.Sequential(
        [
            keras.Input((256,)),
            keras.layers.Dense(64, "relu"),
            keras.layers.Dense(32, "relu"),
            keras.layers.Dense(10, "softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

    def fit(updates: int) -> float:
        count = min(updates * batch, len(digits.train.inputs))
        begin = time.perf_counter()
        model.fit(digits.train.inputs[:count], digits.train.labels[:count], batch, verbose=0)
        return -(-count // batch) / (time.perf_counter() - begin)

    fit(10)
    updates = max(10, int(fit(100) * seconds))
    return lambda: fit(updates)


if __name__ == "__main__":
    main()
