"""What regularisation, dropout and schedules cost the training loop: called by inside.py."""

import time

from msgspec.structs import replace

from core import data
from core.backend.trainer import Trainer
from core.beginnings import beginning
from core.data import Gate, Plane
from core.experiment import Experiment
from core.parameters import initialise
from core.snapshot import Snapshot

_ROUNDS = 12
_FEATURES: dict[str, dict[str, float | str]] = {
    "plain": {},
    "l1": {"l1": 1e-4},
    "dropout": {"dropout": 0.2},
    "cosine": {"schedule": "cosine", "schedule_updates": 10**6},
}
_WORK = (
    ("gate", beginning(Gate("XOR")), 20_000),
    ("plane", beginning(Plane("spiral")), 3_000),
    ("digits", Experiment(), 300),
)


def measure() -> dict[str, float]:
    """Return updates a second of the processor's time, and the share of the plain loop's."""
    found: dict[str, float] = {}
    for name, experiment, updates in _WORK:
        rates = _best(experiment, updates)
        for feature, rate in rates.items():
            found[f"{name}_{feature}_updates_per_cpu_s"] = round(rate)
            if feature != "plain":
                found[f"{name}_{feature}_share_of_plain"] = round(rate / rates["plain"], 3)
    return found


def _best(experiment: Experiment, updates: int) -> dict[str, float]:
    """Return the best rate with each feature, by the processor's time; they take turns."""
    trainers = {}
    for feature, changes in _FEATURES.items():
        hyperparameters = replace(experiment.hyperparameters, **changes)
        one = replace(experiment, hyperparameters=hyperparameters)
        assert one.source is not None
        first = Snapshot(initialise(one.network, one.seed))
        trainers[feature] = Trainer(one, data.load(one.source), first)
        trainers[feature].run(updates // 4)  # compiled, and warm
    best = dict.fromkeys(trainers, 0.0)
    for _ in range(_ROUNDS):
        for feature, trainer in trainers.items():
            began = time.process_time()
            trainer.run(updates)
            best[feature] = max(best[feature], updates / (time.process_time() - began))
    return best
