"""How wrong the network is about the example: Cⁿ."""

from core.notation.markup import Node, fill
from core.notation.symbols import LOSS
from gui.translation import translate
from gui.walk.words import losses
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step


def _title(step: Step) -> Node:
    return fill(translate("Walkthrough", "Loss {loss} of the example"), loss=LOSS)


WORDS = StageWords(
    _title,
    losses.formula,
    losses.numbers,
    losses.sentence,
    lambda step: step.walk.backward.losses[:1],
)
