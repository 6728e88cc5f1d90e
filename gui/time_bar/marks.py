"""What is worth a mark on the time bar: changes, jumps of the loss, the best on the test set."""

from typing import Literal, NamedTuple

import numpy as np

from core.experiment import Experiment
from core.history import History
from core.timeline import Change, Record
from gui.panels.set_words import test_words
from gui.translation import translate

_JUMP = 1.5  # times the loss that was usual just before
_USUAL = 5  # points that say what is usual
_MOST_JUMPS = 8

MarkKind = Literal["change", "jump", "best"]


class Mark(NamedTuple):
    """An update that is worth a look, and why, in a sentence."""

    update: int
    kind: MarkKind
    words: str


def marks_of(record: Record, history: History) -> tuple[Mark, ...]:
    """Return all marks, the changes first; those at one update each for itself."""
    return (*_changes(record), *_jumps(record, history), *_best(record, history))


def jumps(losses: np.ndarray) -> list[int]:
    """Return the indices at which a loss jumps up, the highest few, in their order."""
    if len(losses) <= _USUAL:
        return []
    usual = np.median(np.lib.stride_tricks.sliding_window_view(losses[:-1], _USUAL), axis=1)
    with np.errstate(all="ignore"):
        times = losses[_USUAL:] / usual  # NaN where one of them was not measured
    found: list[int] = []
    for index in np.flatnonzero(times > _JUMP):
        if not found or index >= found[-1] + _USUAL:
            found.append(int(index))
    highest = sorted(found, key=lambda index: -times[index])[:_MOST_JUMPS]
    return sorted(index + _USUAL for index in highest)


def _changes(record: Record) -> list[Mark]:
    pairs = zip(record.journal, record.journal[1:], strict=False)
    return [Mark(new.update, "change", _words(old.experiment, new)) for old, new in pairs]


def _jumps(record: Record, history: History) -> list[Mark]:
    at = np.array(jumps(history.column("train_loss")), int)
    updates = record.updates_at(history.column("epoch")[at])
    words = translate("TimeBar", "The loss jumps")
    return [Mark(round(update), "jump", words) for update in updates]


def _best(record: Record, history: History) -> list[Mark]:
    best = history.lowest("test_loss")
    if best is None or np.isfinite(history.column("test_loss")).sum() < 2:
        return []
    (update,) = record.updates_at(history.column("epoch")[best : best + 1])
    trained = record.at(round(update))
    words = test_words(trained.source if trained else None).lowest
    return [Mark(round(update), "best", words)]


def _words(old: Experiment, change: Change) -> str:
    now = change.experiment
    match change.kind:
        case "hand":
            return translate("TimeBar", "Weights were changed by hand")
        case "branch":
            return translate("TimeBar", "This run branches off here")
        case "structure":
            return translate("TimeBar", "The network became {network}").format(
                network=now.network.title
            )
        case "data":
            return translate("TimeBar", "The data was changed")
    before, rates = old.hyperparameters, change.experiment.hyperparameters
    if before.optimizer != rates.optimizer:
        return translate("TimeBar", "Optimizer: {name}").format(name=rates.optimizer)
    if before.learning_rate != rates.learning_rate:
        return translate("TimeBar", "Learning rate: {before} → {now}").format(
            before=f"{before.learning_rate:g}", now=f"{rates.learning_rate:g}"
        )
    if before.batch_size != rates.batch_size:
        return translate("TimeBar", "Batch: {before} → {now}").format(
            before=before.batch_size, now=rates.batch_size
        )
    return translate("TimeBar", "Settings of the training were changed")
