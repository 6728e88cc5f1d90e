"""How a score is worded: by what the task is scored by, in one place."""

import math

import pytest

from core.data.tasks import ACCURACY, R_SQUARED, SCORES, Classes, Values
from gui.panels.set_words import test_words as words_of
from gui.score_words import score_words


def test_an_accuracy_is_told_in_percent(qapp):
    words = score_words(Classes(("a", "b")).scored_by)
    assert (words.title, words.training) == ("Accuracy", "Training accuracy")
    assert words.written(0.9713) == "97.1 %"
    assert words.said.format(value=words.written(0.5)) == "accuracy 50.0 %"
    assert [words.tick(words.scale * at) for at in (0, 0.5, 1, 1.1)] == ["0 %", "50 %", "100 %", ""]
    assert words.written(words.best / words.scale) == "100.0 %"
    assert (words.limits, words.ends) == ((-10, 110), (0, 100))


def test_an_r_squared_is_a_number(qapp):
    words = score_words(Values(("a",)).scored_by)
    assert (words.title, words.training) == ("R²", "Training R²")
    assert words.written(-0.5) == "−0.500"
    assert words.said.format(value=words.written(0.5)) == "R² 0.500"
    assert [words.tick(words.scale * at) for at in (0, 0.5, 1)] == ["0", "0.5", "1"]
    assert words.best is None
    assert (words.limits, words.ends) == ((None, 1.02), (-0.5, 1))


@pytest.mark.parametrize("scored_by", SCORES)
def test_every_score_has_words(scored_by, qapp):
    words = score_words(scored_by)
    assert words.written(math.nan) == "–"
    assert words.written(-math.inf) == "not finite"
    assert words.ends[0] < words.ends[1] == words.scale


def test_a_set_names_the_score_of_a_task(qapp):
    words = words_of(None)
    assert words.score(ACCURACY) == "Test accuracy"
    assert words.score(R_SQUARED) == "Test R²"
