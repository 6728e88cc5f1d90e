"""What was found in a picture of paper: digits, and what is not of them."""

import numpy as np
from msgspec import Struct

from core.digit_image import normalise
from core.wording import QT_TRANSLATE_NOOP, Sentence

TABLE = QT_TRANSLATE_NOOP("Core", "What is around the sheet was taken away.")
FRAME = QT_TRANSLATE_NOOP("Core", "A frame was taken away.")
LINES = QT_TRANSLATE_NOOP("Core", "The paper's lines were taken away.")
SPECKS = QT_TRANSLATE_NOOP("Core", "Specks were taken away.")
SEVERAL = QT_TRANSLATE_NOOP(
    "Core", "The picture shows several digits: they are read one by one, from left to right."
)
BLANK = QT_TRANSLATE_NOOP("Core", "The picture is blank: no digit is in it.")
DOUBTFUL = QT_TRANSLATE_NOOP(
    "Core", "More than a digit is in the picture: the answer may be wrong."
)


class Found(Struct, frozen=True, eq=False):
    """The digits of a picture, in reading order, each as ink [height, width] of all of it.

    `away` is a mask of the ink that is in none of them, and `taken` are sentences that say what
    that was. `doubtful`: there is more in the picture than digits, or something else.
    """

    digits: list[np.ndarray]
    away: np.ndarray
    taken: list[str]
    doubtful: bool

    @property
    def inputs(self) -> list[np.ndarray]:
        """What the network is given for each digit, float32 [256]."""
        return [normalise(digit).ravel() for digit in self.digits]

    @property
    def notes(self) -> list[Sentence]:
        """What there is to say: what was taken away, and why the answer may be doubtful."""
        said = list(self.taken)
        if len(self.digits) > 1:
            said.append(SEVERAL)
        if self.doubtful:
            said.append(DOUBTFUL)
        return [Sentence(text) for text in said]
