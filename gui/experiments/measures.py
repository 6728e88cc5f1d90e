"""What was measured of runs, in words: headings, what they mean, how values look."""

import math
from collections.abc import Callable
from typing import NamedTuple

from core.data.tasks import Score
from core.sweep import COLUMNS
from gui.numbers import loss_text, number
from gui.runs.words import seconds_words
from gui.score_words import score_words
from gui.translation import translate


class Measure(NamedTuple):
    """A column of what was measured: its heading, what it means, how it is written."""

    title: str
    tip: str
    text: Callable[[float], str]
    scale: float = 1.0


def _count_text(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:,.0f}" if value == int(value) else number(value)


def _gap_text(value: float) -> str:
    return loss_text(value).replace("-", "−")  # alone among losses it may be below zero


def _seconds_text(value: float) -> str:
    return "–" if math.isnan(value) else seconds_words(value)


def measures(scored_by: Score) -> dict[str, Measure]:
    """Return the columns that are measured, by name, of tasks that are `scored_by` this."""
    match scored_by:
        case "R²":
            titles = (
                translate("Experiments", "Test R²"),
                translate("Experiments", "Train R²"),
                translate("Experiments", "Best test R²"),
                translate("Experiments", "Best train R²"),
            )
            tips = (
                translate("Experiments", "R² on the test examples in the end: 1 is perfect"),
                translate("Experiments", "R² on the training examples in the end: 1 is perfect"),
            )
        case "accuracy":
            titles = (
                translate("Experiments", "Test accuracy"),
                translate("Experiments", "Train accuracy"),
                translate("Experiments", "Best test accuracy"),
                translate("Experiments", "Best train accuracy"),
            )
            tips = (
                translate("Experiments", "Share of the test examples that are right in the end"),
                translate(
                    "Experiments", "Share of the training examples that are right in the end"
                ),
            )
    words = score_words(scored_by)
    score, scale = words.text, words.scale
    best = translate("Experiments", "The best that was measured on the way")
    found = {
        "test_loss": Measure(
            translate("Experiments", "Test loss"),
            translate("Experiments", "Loss on the test examples in the end: lower is better"),
            loss_text,
        ),
        "test_score": Measure(titles[0], tips[0], score, scale),
        "train_loss": Measure(
            translate("Experiments", "Train loss"),
            translate("Experiments", "Loss on the training examples in the end"),
            loss_text,
        ),
        "train_score": Measure(titles[1], tips[1], score, scale),
        "gap": Measure(
            translate("Experiments", "Gap"),
            translate(
                "Experiments",
                "Test loss less training loss: the larger, the more was learned by heart",
            ),
            _gap_text,
        ),
        "best_test_loss": Measure(translate("Experiments", "Best test loss"), best, loss_text),
        "best_at": Measure(
            translate("Experiments", "Best at"),
            translate("Experiments", "After how many updates the test loss was lowest"),
            _count_text,
        ),
        "best_test_score": Measure(titles[2], best, score, scale),
        "best_train_loss": Measure(translate("Experiments", "Best train loss"), best, loss_text),
        "best_train_score": Measure(titles[3], best, score, scale),
        "parameters": Measure(
            translate("Experiments", "Parameters"),
            translate("Experiments", "How many weights and biases the network has"),
            _count_text,
        ),
        "hidden_layers": Measure(
            translate("Experiments", "Depth"),
            translate("Experiments", "How many hidden layers the network has"),
            _count_text,
        ),
        "hidden_neurons": Measure(
            translate("Experiments", "Hidden neurons"),
            translate("Experiments", "How many neurons its hidden layers have together"),
            _count_text,
        ),
        "updates": Measure(
            translate("Experiments", "Updates"),
            translate("Experiments", "How many updates it has made"),
            _count_text,
        ),
        "seconds": Measure(
            translate("Experiments", "Seconds"),
            translate("Experiments", "How long its updates took"),
            _seconds_text,
        ),
    }
    return {name: one for name, one in found.items() if name in COLUMNS}
