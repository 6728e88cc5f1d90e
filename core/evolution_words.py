"""What an evolution has come to: how fit its generations are, in numbers, and in sentences."""

import math
from typing import Any, NamedTuple

import msgspec
import numpy as np

from core.data.tasks import ACCURACY, R_SQUARED
from core.evolution import Evolution, Individual
from core.experiment import written
from core.mutations import words
from core.snapshot import Metrics
from core.wording import QT_TRANSLATE_NOOP, Sentence

_SCORES = {ACCURACY: "{score:.1%}", R_SQUARED: QT_TRANSLATE_NOOP("Core", "R² {score:.3f}")}


class Quartiles(NamedTuple):
    """How fit a generation is: the best, the median, and what a quarter is below and above."""

    best: float
    median: float
    low: float
    high: float


def quartiles(evolution: Evolution) -> tuple[Quartiles, ...]:
    """Return how fit each generation is, at the price of now; NaN: nobody has a fitness."""
    found = []
    for members in evolution.generations:
        every = np.array([evolution.fitness(number) for number in members])
        known = every[np.isfinite(every)]
        if not len(known):
            found.append(Quartiles(*[math.nan] * 4))
            continue
        low, median, high = np.quantile(known, (0.25, 0.5, 0.75)).tolist()
        found.append(Quartiles(float(known.max()), median, low, high))
    return tuple(found)


def score(evolution: Evolution, metrics: Metrics) -> Sentence:
    """Return a score as the task has it: a share of right answers, or R²."""
    text = _SCORES[evolution.problem.experiment.task.scored_by]
    return Sentence(text, {"score": metrics.score})


def origin(one: Individual) -> Sentence:
    """Return from whom an individual is, and by what mutation."""
    if one.parent is None:
        return words(None)
    text = QT_TRANSLATE_NOOP("Core", "from no. {parent}: {change}")
    return Sentence(text, {"parent": one.parent, "change": words(one.mutation)})


def conclusion(evolution: Evolution) -> Sentence | None:
    """Return who won and what it came to on the test examples; None: it is not over yet."""
    best = evolution.best
    if best is None or math.isnan(evolution.test.marked.loss):
        return None
    first = QT_TRANSLATE_NOOP(
        "Core",
        "No. {number}, a network {network} with {count:,} parameter(s), has won: {validation} on"
        " the validation examples, which selected it. On the test examples it comes to {test}."
        " Neither training nor selection had seen them, and in this evolution it was the first"
        " look.",
    )
    again = QT_TRANSLATE_NOOP(
        "Core",
        "No. {number}, a network {network} with {count:,} parameter(s), has won: {validation} on"
        " the validation examples, which selected it. On the test examples it comes to {test}."
        " Neither training nor selection had seen them; but with those it branched from this was"
        " look {looks}, and who chooses after a look has used them.",
    )
    return Sentence(
        again if evolution.looks > 1 else first,
        {
            "number": best.number,
            "network": best.run.experiment.network.title,
            "count": best.parameters,
            "validation": score(evolution, best.validation),
            "test": score(evolution, evolution.test),
            "looks": evolution.looks,
        },
    )


def told(evolution: Evolution) -> dict[str, Any]:
    """Return it as plain values; null: not measured, or not finite."""
    problem, best = evolution.problem, evolution.best
    return {
        "problem": {
            "experiment": written(problem.experiment),
            "validation": problem.validation,
            "split": problem.split,
        },
        "settings": msgspec.to_builtins(evolution.settings),
        "generations": [
            {"members": members, **{name: _plain(one) for name, one in fit._asdict().items()}}
            for members, fit in zip(evolution.generations, quartiles(evolution), strict=True)
        ],
        "individuals": [_individual(evolution, one) for one in evolution.individuals],
        "winner": best.number if best and evolution.over else None,
        "test": {"loss": _plain(evolution.test.loss), "score": _plain(evolution.test.score)},
        "looks": evolution.looks,
    }


def _individual(evolution: Evolution, one: Individual) -> dict[str, Any]:
    network = one.run.experiment.network
    return {
        "number": one.number,
        "generation": one.generation,
        "parent": one.parent,
        "change": str(words(one.mutation)),
        "network": network.title,
        "activations": [layer.activation for layer in network.layers],
        "learning_rate": one.run.experiment.hyperparameters.learning_rate,
        "parameters": one.parameters,
        "validation_loss": _plain(one.validation.loss),
        "validation_score": _plain(one.validation.score),
        "fitness": _plain(evolution.fitness(one.number)),
        "shift": _plain(one.shift),
        "state": one.state,
    }


def _plain(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
