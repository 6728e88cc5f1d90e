"""Updates a second on a GPU, and on the CPU beside it: ours, a bare loop, keras.fit, JAX if there.

All train the same network with Adam on the same digits, in one run, taking turns. Without a GPU it
says so and ends; `--device CPU` tries it all the same, and then says nothing of a GPU.
`together` makes so many updates in a loop of known length (core.backend.loop).
"""

import functools
import time
from importlib import util
from statistics import median
from typing import Any

import common
import numpy as np

CASES = (
    ((256, 64, 32, 10), (1, 32, 1024)),
    ((256, 512, 512, 10), (32,)),
    ((256, 2048, 2048, 10), (32, 1024)),
)
ROUNDS = 3
SECONDS = 1.0  # of each measurement
TOGETHER = (8, 32)
NO_GPU = "There is no GPU here that TensorFlow sees: nothing is measured."
ADAM = (0.001, 0.9, 0.999, 1e-7)


def main() -> None:
    parser = common.parser(__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each measurement")
    parser.add_argument("--device", default="GPU:0", help="in place of the GPU; CPU to try it")
    parser.add_argument("--cases", type=int, default=len(CASES), help="so many networks alone")
    arguments = parser.parse_args()

    from core.backend import devices

    devices.set_up()
    found = {device.name: device for device in devices.list_devices()}
    if arguments.device not in found:
        common.say(NO_GPU)
        common.report({"skipped": NO_GPU}, arguments.json)
        return
    from core.backend.quickest import quickest

    on, rows = found[arguments.device], []
    for sizes, batches in CASES[: arguments.cases]:
        for batch in batches:
            row = _row(sizes, batch, on.tensorflow_name, arguments.seconds)
            chosen = quickest(list(found), _experiment(sizes, batch).network, batch)
            row |= {"chosen": chosen, "gpu_is_quicker": row["gpu_per_s"] > row["cpu_per_s"]}
            common.say(str(row))
            rows.append(row)
    common.report({"device": on.title, "cases": rows}, arguments.json)


def _row(sizes, batch: int, device: str, seconds: float) -> dict:
    makers: dict[str, Any] = {
        "cpu": lambda: _ours(sizes, batch, "/CPU:0"),
        "gpu": lambda: _ours(sizes, batch, device),
        **{
            f"gpu_together_{count}": functools.partial(_ours, sizes, batch, device, count)
            for count in TOGETHER
        },
        "bare": lambda: _bare(sizes, batch, device),
        "keras_fit": lambda: _keras_fit(sizes, batch, device),
    }
    if util.find_spec("jax"):
        makers["jax"] = lambda: _jax(sizes, batch)
    ways, compiled = {}, {}
    for name, make in makers.items():
        begin = time.perf_counter()
        ways[name] = make()
        ways[name](1)
        compiled[f"{name}_ready_s"] = time.perf_counter() - begin
    rates = {name: [] for name in ways}
    updates = {name: _enough(way, seconds) for name, way in ways.items()}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begin = time.perf_counter()
            way(updates[name])
            rates[name].append(updates[name] / (time.perf_counter() - begin))
    rate = {name: median(values) for name, values in rates.items()}
    row = {"layers": list(sizes), "batch": batch}
    row |= {f"{name}_per_s": value for name, value in rate.items()} | compiled
    row |= {
        "gpu_vs_keras": rate["gpu"] / rate["keras_fit"],
        "gpu_vs_cpu": rate["gpu"] / rate["cpu"],
    }
    row |= {"gpu_vs_bare": rate["gpu"] / rate["bare"]}
    return row | ({"gpu_vs_jax": rate["gpu"] / rate["jax"]} if "jax" in rate else {})


def _enough(way, seconds: float) -> int:
    """Return how many updates take so long."""
    updates = 10
    while True:
        begin = time.perf_counter()
        way(updates)
        took = time.perf_counter() - begin
        if took > seconds / 10:
            return max(1, round(updates * seconds / took))
        updates *= 4


def _experiment(sizes, batch: int):
    from core.experiment import Experiment, Hyperparameters
    from core.network import Layer, Network

    inputs, *hidden, outputs = sizes
    network = Network(inputs, (*map(Layer, hidden), Layer(outputs, "softmax")))
    return Experiment(network, hyperparameters=Hyperparameters(batch_size=batch))


def _ours(sizes, batch: int, device: str, together: int = 1):
    """The trainer, as the backend calls it; or with several updates in a loop of known length."""
    from core.backend import trainer as module
    from core.backend.loop import training_loop
    from core.data import load
    from core.parameters import initialise
    from core.snapshot import Snapshot

    experiment = _experiment(sizes, batch)
    start = Snapshot(initialise(experiment.network, 0))
    trainer = module.Trainer(experiment, load(experiment.source), start, device)
    loop = functools.partial(training_loop, together=together) if together > 1 else training_loop

    def make(updates: int) -> None:
        setattr(module, "training_loop", loop)  # noqa: B010 - the trainer asks there
        trainer.run(updates)

    return make


def _examples():
    from core.data import Digits, load

    train = load(Digits()).train
    return train.inputs, train.labels


def _order(batch: int) -> np.ndarray:
    """Batches to begin with again and again, int32 [batches, examples]."""
    count = len(_examples()[0]) // batch * batch
    order = np.random.default_rng(0).permutation(count).astype(np.int32)
    return order.reshape(-1, batch)


def _start(sizes) -> list[np.ndarray]:
    from core.parameters import initialise

    network = _experiment(sizes, 1).network
    return [array for layer in initialise(network, 0) for array in layer[:2]]


def _adam(parameters, means, squares, gradients, count, root):
    """One update of Adam, of lists of arrays of any library."""
    rate, beta_1, beta_2, epsilon = ADAM
    pairs = list(zip(means, squares, gradients, strict=True))
    means = [m + (g - m) * (1 - beta_1) for m, _, g in pairs]
    squares = [v + (g * g - v) * (1 - beta_2) for _, v, g in pairs]
    rate = rate * root(1 - beta_2**count) / (1 - beta_1**count)
    moved = zip(parameters, means, squares, strict=True)
    return [p - rate * m / (root(v) + epsilon) for p, m, v in moved], means, squares


def _bare(sizes, batch: int, device: str):
    """The least in TensorFlow that trains this network: no metrics, no seed, a stored order."""
    import tensorflow as tf

    with tf.device(device):
        inputs, labels = map(tf.constant, _examples())
        order = tf.constant(_order(batch))
        flat = list(map(tf.constant, _start(sizes)))
        zeros = [tf.zeros_like(array) for array in flat]

    @tf.function(jit_compile=True)
    def run(state, inputs, labels, order, steps):
        def update(done, count, parameters, means, squares):
            chosen = order[done % len(order)]
            with tf.GradientTape() as tape:
                tape.watch(parameters)
                a = tf.gather(inputs, chosen)
                for place in range(0, len(parameters) - 2, 2):
                    a = tf.nn.relu(a @ parameters[place] + parameters[place + 1])
                loss = tf.reduce_mean(
                    tf.nn.sparse_softmax_cross_entropy_with_logits(
                        tf.gather(labels, chosen), a @ parameters[-2] + parameters[-1]
                    )
                )
            gradients, count = tape.gradient(loss, parameters), count + 1
            return done + 1, count, *_adam(parameters, means, squares, gradients, count, tf.sqrt)

        return tf.while_loop(lambda done, *_: done < steps, update, (tf.constant(0), *state))[1:]

    held = [(tf.constant(0.0), flat, zeros, zeros)]

    def make(updates: int) -> None:
        with tf.device(device):
            held[0] = run(held[0], inputs, labels, order, tf.constant(updates))
        held[0][0].numpy()

    return make


def _jax(sizes, batch: int):
    """The same loop in JAX, on the device that JAX takes."""
    import jax
    import jax.numpy as jnp

    inputs, labels = map(jnp.asarray, _examples())
    order = jnp.asarray(_order(batch))
    flat = list(map(jnp.asarray, _start(sizes)))

    def loss(parameters, chosen):
        a = inputs[chosen]
        for place in range(0, len(parameters) - 2, 2):
            a = jax.nn.relu(a @ parameters[place] + parameters[place + 1])
        told = jax.nn.log_softmax(a @ parameters[-2] + parameters[-1])
        return -jnp.mean(told[jnp.arange(batch), labels[chosen]])

    def update(done, state):
        count, parameters, means, squares = state
        gradients = jax.grad(loss)(parameters, order[done % len(order)])
        return count + 1, *_adam(parameters, means, squares, gradients, count + 1, jnp.sqrt)

    @jax.jit
    def run(updates, state):
        return jax.lax.fori_loop(0, updates, update, state)

    zeros = [jnp.zeros_like(array) for array in flat]
    held = [(jnp.float32(0), flat, zeros, zeros)]

    def make(updates: int) -> None:
        with jax.default_matmul_precision("float32"):  # as ours multiplies
            held[0] = jax.block_until_ready(run(updates, held[0]))

    return make


def _keras_fit(sizes, batch: int, device: str):
    """What a learner writes first: Sequential, compile, fit."""
    import keras
    import tensorflow as tf

    inputs, labels = _examples()
    with tf.device(device):
        layers = [keras.layers.Dense(neurons, "relu") for neurons in sizes[1:-1]]
        output = keras.layers.Dense(sizes[-1], "softmax")
        model = keras.Sequential([keras.Input((sizes[0],)), *layers, output])
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

    def make(updates: int) -> None:
        most = len(inputs) // batch
        with tf.device(device):
            while updates:
                part = min(updates, most)
                model.fit(inputs[: part * batch], labels[: part * batch], batch, verbose=0)
                updates -= part

    return make


if __name__ == "__main__":
    main()
