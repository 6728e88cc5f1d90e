"""How a score is worded, drawn and written: the accuracy of classes, the R² of values.

Whoever shows a score asks here, by what a task is scored by; nobody else knows which there are.
"""

from collections.abc import Callable
from typing import NamedTuple

from core.data.tasks import Score
from gui.numbers import accuracy_text, number, percent_tick, r_squared_text
from gui.translation import translate


class ScoreWords(NamedTuple):
    """What a score is called: in a heading, read out of the training set, in a line `said` of it.

    Times `scale` it is what `text` writes, `tick` writes beside an axis, and a chart shows:
    `limits` are the least and the most of its axis, `ends` those of an axis that stands still, and
    `best` is a line in it; None: there is none.
    """

    title: str
    training: str
    said: str
    scale: float
    text: Callable[[float], str]
    tick: Callable[[float], str]
    limits: tuple[float | None, float]
    ends: tuple[float, float]
    best: float | None

    def written(self, score: float) -> str:
        """Return a score in figures, or in words where there are none."""
        return self.text(self.scale * score)


def score_words(scored_by: Score) -> ScoreWords:
    """Return the words of the score of tasks that are `scored_by` this."""
    match scored_by:
        case "accuracy":
            return ScoreWords(
                translate("Score", "Accuracy"),
                translate("Score", "Training accuracy"),
                translate("Score", "accuracy {value}"),
                100,
                accuracy_text,
                percent_tick,
                (-10, 110),
                (0, 100),
                100,
            )
        case "R²":
            return ScoreWords(
                translate("Score", "R²"),
                translate("Score", "Training R²"),
                translate("Score", "R² {value}"),
                1,
                r_squared_text,
                number,
                (None, 1.02),
                (-0.5, 1),
                None,
            )
