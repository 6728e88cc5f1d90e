"""What the comparison of a walk with TensorFlow came to, in a sentence."""

from typing import NamedTuple

import numpy as np

from core.optimizers import OPTIMIZERS
from core.walkthrough import Walkthrough
from gui.numbers import number
from gui.translation import translate
from gui.walk.player import Player

# float32 rounds to 6·10⁻⁸ of a number, and sums of hundreds of terms ten or a hundred times that.
_TOLERANCE = 1e-4  # of the largest gradient, or of 1 where all are smaller


class Said(NamedTuple):
    """Whole sentences, a space between them; `alarm` where something disagrees."""

    text: str
    alarm: bool = False


def sentence(player: Player, phase: str) -> Said:
    """Say what TensorFlow says of the walk, or why it does not. Without a walk: nothing.

    `phase` is the backend's, or "past" or "damaged" where a walk of such a network is shown.
    """
    walk = player.walk
    if walk is None:
        return Said("")
    sentences, alarm = _compared(player, walk, phase)
    count = len(walk.inputs)
    if count > 1:
        mean = translate("Walkthrough", "Gradients are the mean of %n example(s).", "", count)
        sentences.append(mean)
    return Said(" ".join(sentences), alarm)


def _compared(player: Player, walk: Walkthrough, phase: str) -> tuple[list[str], bool]:
    """Return the sentences of the comparison, and whether something disagrees."""
    found = player.proof
    if found is None:
        return _waiting(player, walk, phase), False
    if not np.isfinite([walk.backward.losses.mean(), found.loss]).any():
        said = translate("Walkthrough", "The loss is not finite, neither here nor in TensorFlow.")
        return [said], False
    difference = walk.difference(found)
    gradients = [array for layer in found.gradients for array in layer if array.size]
    tolerance = _TOLERANCE * max(1.0, *(float(np.abs(array).max()) for array in gradients))
    written = number(difference, 1)
    if not difference <= tolerance:
        said = translate(
            "Walkthrough", "DISAGREES with TensorFlow: the largest difference is {difference}!"
        )
        return [said.format(difference=written)], True
    said = translate("Walkthrough", "Agrees with TensorFlow to within {difference}.")
    agrees = said.format(difference=written)
    if difference == 0:
        agrees = translate("Walkthrough", "Agrees with TensorFlow exactly.")
    applied = player.applied
    if applied is None:
        return [agrees], False
    said = translate(
        "Walkthrough",
        "Applied. Predicted loss {predicted}, real loss {loss}. The weights differ by"
        " {difference}.",
    ).format(
        predicted=number(applied.predicted, 5),
        loss=number(applied.loss, 5),
        difference=number(applied.difference, 1),
    )
    return [said, agrees], not applied.difference <= tolerance


def _waiting(player: Player, walk: Walkthrough, phase: str) -> list[str]:
    match phase:
        case "loading":
            said = translate("Walkthrough", "TensorFlow is loading. It will check these numbers.")
        case "past":
            said = translate("Walkthrough", "This is the past. TensorFlow checks the newest alone.")
        case "damaged":
            said = translate(
                "Walkthrough",
                "The network is damaged here. TensorFlow has it whole, and cannot check this.",
            )
        case "ended":
            said = translate(
                "Walkthrough", "TensorFlow is not running, so it cannot check these numbers."
            )
        case _:
            said = translate("Walkthrough", "TensorFlow is checking these numbers …")
    if player.state_known or not OPTIMIZERS[walk.hyperparameters.optimizer].slot_count:
        return [said]
    zero = translate("Walkthrough", "The update assumes that the optimizer starts from zero.")
    return [said, zero]
