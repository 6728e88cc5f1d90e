"""What figures are called that are not of the training: of the test set, or of all examples."""

from typing import NamedTuple

from core.data import Part, Source, holds_back
from core.data.tasks import ACCURACY, R_SQUARED, Score
from gui.translation import translate


class SetWords(NamedTuple):
    """The name of a set, `short` and as a `title`, and of each figure, as it is read out.

    Short ones are all that large letters have room for. `lowest` says of a moment that its loss is.
    `points` are its examples on a plane, with their mark, `example` is one of them; of all examples
    these are "": nothing is to be told apart.
    """

    title: str
    short: str
    name: str
    loss: str
    accuracy: str
    r_squared: str
    rmse: str
    tip: str
    lowest: str
    examples: str = ""
    points: str = ""
    example: str = ""

    def score(self, scored_by: Score) -> str:
        """Return the name of the score of tasks that are `scored_by` this."""
        return {ACCURACY: self.accuracy, R_SQUARED: self.r_squared}[scored_by]


def test_words(source: Source | None) -> SetWords:
    """Return what is said of the test set or, where nothing is held back for it, of all examples.

    Without a source nothing is measured, and nothing is known.
    """
    if isinstance(source, Part):
        return SetWords(
            translate("SetWords", "Validation"),
            translate("SetWords", "validation"),
            translate("SetWords", "validation"),
            translate("SetWords", "Validation loss"),
            translate("SetWords", "Validation accuracy"),
            translate("SetWords", "Validation R²"),
            translate("SetWords", "Validation RMSE"),
            translate(
                "SetWords",
                "The loss of the validation examples after the update, without what L1 and L2 add",
            ),
            translate("SetWords", "Here the validation loss is lowest"),
            translate("SetWords", "Validation examples"),
            translate("SetWords", "Validation points ■"),
            translate("SetWords", "validation example {number}"),
        )
    if source is None or holds_back(source):
        return SetWords(
            translate("SetWords", "Test"),
            translate("SetWords", "test"),
            translate("SetWords", "test"),
            translate("SetWords", "Test loss"),
            translate("SetWords", "Test accuracy"),
            translate("SetWords", "Test R²"),
            translate("SetWords", "Test RMSE"),
            translate(
                "SetWords", "The loss of the test set after the update, without what L1 and L2 add"
            ),
            translate("SetWords", "Here the test loss is lowest"),
            translate("SetWords", "Test examples"),
            translate("SetWords", "Test points ■"),
            translate("SetWords", "test example {number}"),
        )
    return SetWords(
        translate("SetWords", "All"),
        translate("SetWords", "all"),
        translate("SetWords", "all examples"),
        translate("SetWords", "Loss of all examples"),
        translate("SetWords", "Accuracy of all examples"),
        translate("SetWords", "R² of all examples"),
        translate("SetWords", "RMSE of all examples"),
        translate(
            "SetWords",
            "The loss of all examples after the update, without what L1 and L2 add. None are held"
            " back for a test.",
        ),
        translate("SetWords", "Here the loss of all examples is lowest"),
    )
