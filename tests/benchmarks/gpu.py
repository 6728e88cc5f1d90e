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
from ways import adam, bare, batches, digits, enough, keras_fit, weights

CASES = (
    ((256, 64, 32, 10), (1, 32, 1024)),
    ((256, 512, 512, 10), (32,)),
    ((256, 2048, 2048, 10), (32, 1024)),
)
ROUNDS = 3
SECONDS = 1.0  # of each measurement
TOGETHER = (8, 32)
NO_GPU = "There is no GPU here that TensorFlow sees: nothing is measured."


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
    for sizes, batch_sizes in CASES[: arguments.cases]:
        for batch in batch_sizes:
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
        "bare": lambda: bare(sizes, batch, device),
        "keras_fit": lambda: keras_fit(sizes, batch, device),
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
    updates = {name: enough(way, seconds) for name, way in ways.items()}
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


def _jax(sizes, batch: int):
    """The same loop in JAX, on the device that JAX takes."""
    import jax
    import jax.numpy as jnp

    inputs, labels = map(jnp.asarray, digits())
    order = jnp.asarray(batches(batch))
    flat = list(map(jnp.asarray, weights(sizes)))

    def loss(parameters, chosen):
        a = inputs[chosen]
        for place in range(0, len(parameters) - 2, 2):
            a = jax.nn.relu(a @ parameters[place] + parameters[place + 1])
        told = jax.nn.log_softmax(a @ parameters[-2] + parameters[-1])
        return -jnp.mean(told[jnp.arange(batch), labels[chosen]])

    def update(done, state):
        count, parameters, means, squares = state
        gradients = jax.grad(loss)(parameters, order[done % len(order)])
        return count + 1, *adam(parameters, means, squares, gradients, count + 1, jnp.sqrt)

    @jax.jit
    def run(updates, state):
        return jax.lax.fori_loop(0, updates, update, state)

    zeros = [jnp.zeros_like(array) for array in flat]
    held = [(jnp.float32(0), flat, zeros, zeros)]

    def make(updates: int) -> None:
        with jax.default_matmul_precision("float32"):  # as ours multiplies
            held[0] = jax.block_until_ready(run(updates, held[0]))

    return make


if __name__ == "__main__":
    main()
