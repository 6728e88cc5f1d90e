"""Record many real trainings, healthy and sick, for tests of core.health: minutes on two cores.

    .venv/bin/python packaging/record_trainings.py --seed 1 --healthy 100 --sick 30 FILE

Each is trained as the backend does, for a second or so, and its vitals are taken when the backend
would. What is asked for is random; what it is called is told by its outcome: sick is what ends not
finite, at a huge loss, with weights of millions, at chance after it was better or, though asked to
go wrong, at chance. FILE is gzipped JSON.
"""

import argparse
import functools
import gzip
import json
import math
import time
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from core.backend.pace import Pace
from core.backend.trainer import Trainer
from core.data import (
    READY_SOURCES,
    Curve,
    Digits,
    DrawnCurve,
    Gate,
    Given,
    Plane,
    Points,
    Source,
    load,
)
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.tasks import Classes, Values
from core.experiment import Experiment, Hyperparameters, fitted
from core.initialisers import INITIALISERS
from core.network import Layer, Network
from core.parameters import LayerParameters, initialise
from core.snapshot import Snapshot
from core.vitals import Case, Sampled, Vitals

MEASURED_S = 0.2
# Rates that people begin with, for each optimizer.
SENSIBLE = {
    "sgd": (0.3, 0.1, 0.03, 0.01, 0.001),
    "momentum": (0.03, 0.01, 0.003, 0.001),
    "rmsprop": (0.01, 0.003, 0.001, 0.0003),
    "adam": (0.03, 0.01, 0.003, 0.001, 0.0001),
}
TOO_HIGH = {
    "sgd": (10.0, 100.0, 1000.0),
    "momentum": (1.0, 10.0, 100.0),
    "rmsprop": (1.0, 10.0, 1000.0),
    "adam": (1.0, 10.0, 100.0, 1000.0),
}
HIDDEN = ("relu", "relu", "tanh", "sigmoid", "leaky relu", "elu", "prelu", "linear")


def a_source(random: np.random.Generator) -> Source:
    """Return data of any family."""
    seed = int(random.integers(1000))
    match int(random.integers(12)):
        case 0 | 1 | 2:
            return Digits()
        case 3 | 4 | 5:
            shapes = [name for name, one in READY_SOURCES.items() if isinstance(one, Plane)]
            noise = float(random.choice([0, 0.1, 0.4, 0.5]))
            count = int(random.choice([10, 60, 400, 1000]))
            return Plane(str(random.choice(shapes)), count, noise, 0.5, seed)
        case 6:
            gates = [one for one in READY_SOURCES.values() if isinstance(one, Gate)]
            return gates[int(random.integers(len(gates)))]
        case 7 | 8:
            curves = [one for one in READY_SOURCES.values() if isinstance(one, Curve)]
            return replace(curves[int(random.integers(len(curves)))], noise=0.1, seed=seed)
        case 9:
            points = random.normal(0, 2, (int(random.integers(4, 40)), 2)).astype("<f4")
            labels = random.integers(0, 2, len(points)).astype(np.uint8)
            return Points(points.tobytes(), labels.tobytes())
        case 10:
            return DrawnCurve(tuple(np.sin(np.linspace(0, 6, 201)).tolist()))
        case _:
            return rows(random, scale=1.0)


def rows(random: np.random.Generator, scale: float, values: bool | None = None) -> Given:
    """Return rows of five numbers about as large as `scale`, with values or noisy classes."""
    weights, count = random.normal(0, 1, 5), int(random.choice([12, 80, 300]))
    inputs = random.normal(0, 1, (count, 5))
    known = inputs @ weights + random.normal(0, 0.5, count)
    names = Row(("a", "b", "c", "d", "e"))
    if values or (values is None and random.integers(2)):
        offset = float(random.choice([0, 5, 30]))
        made = [
            GivenExample(tuple(one), values=(float(y) + offset,))
            for one, y in zip((scale * inputs).tolist(), known, strict=True)
        ]
        return Given(names, Values(("y",)), tuple(made))
    if random.integers(3) == 0:  # nothing to be learned
        known = random.normal(0, 1, count)
    made = [
        GivenExample(tuple(one), int(y > 0))
        for one, y in zip((scale * inputs).tolist(), known, strict=True)
    ]
    return Given(names, Classes(("no", "yes")), tuple(made))


def a_network(random: np.random.Generator, source: Source) -> Network:
    """Return a network for it, of any depth, mostly of the usual kinds."""
    small = not isinstance(source, Digits)
    depth = int(random.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 5, 8]))
    sizes = (3, 4, 8, 16) if small else (16, 32, 64, 128)
    kind = str(random.choice(HIDDEN))
    hidden = tuple(Layer(int(random.choice(sizes)), kind) for _ in range(depth))
    network = fitted(Network(source.input.count, (*hidden, Layer(10, "softmax"))), source)
    weights = [name for name in INITIALISERS if name not in ("zeros", "ones")]
    network = replace(network, initialiser=str(random.choice(weights)))
    if random.integers(4) == 0:
        network = replace(network, loss="mean squared error")
    return network


def a_healthy(random: np.random.Generator) -> tuple[Experiment, dict[str, object]]:
    """Return a training as people begin it, good or bad, but none that goes wrong."""
    source = a_source(random)
    optimizer = str(random.choice(list(SENSIBLE)))
    rate = float(random.choice(SENSIBLE[optimizer]))
    if isinstance(source, Gate) and optimizer == "sgd":
        rate = 1.0
    batch = int(random.choice([1, 4, 16, 32, 128]))
    rates = Hyperparameters(optimizer, rate, batch, l2=float(random.choice([0, 0, 0.001])))
    return Experiment(a_network(random, source), source, rates, int(random.integers(1000))), {}


def a_sick(
    random: np.random.Generator, kinds: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
) -> tuple[Experiment, dict[str, object]]:
    """Return a training that should go wrong, and what is done to it."""
    experiment, _ = a_healthy(random)
    optimizer = str(random.choice(list(TOO_HIGH)))
    rate = float(random.choice(TOO_HIGH[optimizer]))
    rates = replace(experiment.hyperparameters, optimizer=optimizer, learning_rate=rate, l2=0.0)
    match int(random.choice(kinds)):
        case 0:  # the data
            source = rows(random, float(random.choice([1e3, 1e5])), values=True)
            network = fitted(experiment.network, source)
            rates = replace(rates, learning_rate=SENSIBLE[optimizer][0])
            return Experiment(network, source, rates, experiment.seed), {}
        case 1:  # the weights to begin with
            rates = replace(rates, learning_rate=SENSIBLE[optimizer][0])
            scale = float(random.choice([30, 300, 3000]))
            return replace(experiment, hyperparameters=rates), {"scale": scale}
        case 2 | 3:  # the rate, later
            mild = replace(rates, learning_rate=SENSIBLE[optimizer][1])
            after = float(random.choice([0.45, 0.85]))
            return replace(experiment, hyperparameters=mild), {"rate": rate, "after": after}
        case 4:  # the network that comes with the program
            network, source = Network(), Digits()
            if random.integers(2):
                network = replace(network, layers=(Layer(32), Layer(10, "sigmoid")))
            return Experiment(network, source, rates, experiment.seed), {}
        case _:
            return replace(experiment, hyperparameters=rates), {}


def several(
    random: np.random.Generator, experiment: Experiment, done: dict[str, object]
) -> list[tuple[Experiment, dict[str, object]]]:
    """Return it and three more that need no other compiled loop: other rates, other weights."""
    found = [(experiment, done)]
    optimizer = experiment.hyperparameters.optimizer
    weights = [name for name in INITIALISERS if name not in ("zeros", "ones")]
    for _ in range(3):
        rate = experiment.hyperparameters.learning_rate
        if rate in SENSIBLE[optimizer]:
            rate = float(random.choice(SENSIBLE[optimizer]))
        other = dict(done)
        if "rate" in done or rate in TOO_HIGH[optimizer]:
            high = float(random.choice(TOO_HIGH[optimizer]))
            rate, other = (rate, {**done, "rate": high}) if "rate" in done else (high, other)
        rates = replace(experiment.hyperparameters, learning_rate=rate)
        network = replace(experiment.network, initialiser=str(random.choice(weights)))
        seed = int(random.integers(1000))
        found.append((Experiment(network, experiment.source, rates, seed), other))
    return found


def trained(experiment: Experiment, seconds: float, done: dict[str, object]) -> list[Vitals]:
    """Return the vitals of the training, taken when the backend takes them."""
    data = load(experiment.source)
    parameters = initialise(experiment.network, experiment.seed)
    if scale := done.get("scale"):
        parameters = tuple(
            LayerParameters(np.float32(scale) * layer.weights, layer.biases, layer.slopes)
            for layer in parameters
        )
    trainer = Trainer(experiment, data, Snapshot(parameters))
    trainer.compile()
    sampled = Sampled(experiment.network, experiment.task, data)

    def taken() -> Vitals:
        rate = trainer.hyperparameters.learning_rate
        test = trainer.measure_test()
        return sampled.take(trainer.parameters(), trainer.updates, spent, rate, test)

    spent, due, pace = 0.0, 0.0, Pace()
    found = [taken()]
    while spent < seconds:
        if done.get("rate") and spent >= done["after"]:
            rates = replace(trainer.hyperparameters, learning_rate=done.pop("rate"))
            trainer.set_hyperparameters(rates)
        start = time.perf_counter()
        updates = pace.updates
        trainer.run(updates)
        took = time.perf_counter() - start
        pace.took(updates, took)
        spent += took
        if spent >= due or not trainer.loss_is_finite:
            found.append(taken())
            due = spent + MEASURED_S
        if not trainer.loss_is_finite:
            break
    return found


def short(value: float | bool | tuple[object, ...]) -> object:
    """Return numbers with as many figures as rules need; JSON has no infinity."""
    if isinstance(value, tuple):
        return [short(one) for one in value]
    if isinstance(value, float):
        return float(f"{value:.4g}") if math.isfinite(value) else str(value)
    return value


def is_sick(case: Case, vitals: list[Vitals], wished: bool) -> bool:
    """Whether it ended so: not finite, at a huge loss, or, where that was wished, at chance."""
    first, last = vitals[0], vitals[-1]
    if not last.finite or not math.isfinite(last.loss):
        return True
    if max(layer.largest for layer in last.layers) > 1e6:
        return True
    huge = last.loss > 10 * max(case.ignorant, 0.05)
    if huge and (wished or last.loss > 3 * first.loss):
        return True
    ended = max(one.score for one in vitals[-3:])
    if ended > case.chance + case.spread or last.fit < 0.5 * case.ignorant:
        return False
    best = max(one.score for one in vitals)
    return wished or best > case.chance + 0.2 * (1 - case.chance) + case.spread


def is_learnable(experiment: Experiment, case: Case) -> bool:
    """Whether it rises above chance with a sensible rate: what cannot learn is not sick."""
    rates = experiment.hyperparameters
    rates = replace(rates, learning_rate=SENSIBLE[rates.optimizer][1])
    vitals = trained(replace(experiment, hyperparameters=rates), 0.6, {})
    return max(one.score for one in vitals) > case.chance + 2 * case.spread


def main() -> None:
    """Record, and say how many of each there are."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--healthy", type=int, default=100)
    parser.add_argument("--sick", type=int, default=30)
    parser.add_argument("--kinds", type=int, nargs="+", default=(0, 1, 2, 3, 4, 5))
    asked = parser.parse_args()
    random = np.random.default_rng(asked.seed)
    sick = functools.partial(a_sick, kinds=tuple(asked.kinds))
    found: dict[str, list[object]] = {"healthy": [], "sick": []}
    made: list[tuple[Experiment, dict[str, object]]] = []
    for kind, count, make in (("healthy", asked.healthy, a_healthy), ("sick", asked.sick, sick)):
        made.clear()
        while len(found[kind]) < count:
            made = made or several(random, *make(random))
            experiment, done = made.pop()
            try:
                seconds = float(random.choice([1.2, 1.2, 1.2, 3.0])) if kind == "healthy" else 2.0
                what = {"network": experiment.network.title, **done}
                vitals = trained(experiment, seconds, done)
            except ValueError:
                continue  # a network that the task does not take
            sampled = Sampled(experiment.network, experiment.task, load(experiment.source))
            if is_sick(sampled.case, vitals, kind == "sick") != (kind == "sick"):
                continue
            if kind == "sick" and not is_learnable(experiment, sampled.case):
                continue  # what cannot learn is not sick
            rates, network = experiment.hyperparameters, experiment.network
            what |= {
                "source": str(experiment.source)[:60],
                "loss": network.loss,
                "initialiser": network.initialiser,
                "optimizer": f"{rates.optimizer} {rates.learning_rate:g} {rates.batch_size}",
            }
            case = {name: getattr(sampled.case, name) for name in sampled.case.__struct_fields__}
            found[kind].append({"what": what, "case": case, "vitals": short(tuple(vitals))})
            print(kind, len(found[kind]), what, flush=True)
            text = json.dumps(found, separators=(",", ":"))
            asked.file.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main()
