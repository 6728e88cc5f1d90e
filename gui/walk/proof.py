"""What the comparison of a walk with TensorFlow came to, in a sentence."""

from typing import NamedTuple

import numpy as np

from core.optimizers import OPTIMIZERS
from gui.numbers import number
from gui.translation import translate
from gui.walk.player import Player

# float32 rounds to 6·10⁻⁸ of a number, and sums of hundreds of terms ten or a hundred times that.
_TOLERANCE = 1e-4  # of the largest gradient, or of 1 where all are smaller


class Said(NamedTuple):
    """A sentence; `alarm` where something disagrees."""

    text: str
    alarm: bool = False


def sentence(player: Player, phase: str) -> Said:
    """Say what TensorFlow says of the walk; `phase` is the backend's."""
    walk, found = player.walk, player.proof
    if found is None:
        waiting = {
            "loading": translate(
                "Walkthrough", "TensorFlow is loading; it will check these numbers."
            ),
            "ended": translate(
                "Walkthrough", "TensorFlow is not running: nobody checks these numbers."
            ),
        }
        said = waiting.get(
            phase, translate("Walkthrough", "TensorFlow is checking these numbers …")
        )
        if not player.state_known and OPTIMIZERS[walk.hyperparameters.optimizer].slot_count:
            zero = translate(
                "Walkthrough", "The update is shown as if the optimizer's state were zero."
            )
            said = f"{said} {zero}"
        return Said(said)
    if not np.isfinite([walk.backward.losses.mean(), found.loss]).any():
        return Said(
            translate("Walkthrough", "The loss is not finite, neither here nor in TensorFlow.")
        )
    difference = walk.difference(found)
    gradients = [array for layer in found.gradients for array in layer if array.size]
    tolerance = _TOLERANCE * max(1.0, *(float(np.abs(array).max()) for array in gradients))
    if not difference <= tolerance:
        return Said(
            translate("Walkthrough", "DISAGREES with TensorFlow: largest difference {}!").format(
                number(difference, 1)
            ),
            True,
        )
    text = translate("Walkthrough", "Agrees with TensorFlow: largest difference {}.").format(
        number(difference, 1)
    )
    applied = player.applied
    if applied is None:
        return Said(text)
    said = translate(
        "Walkthrough",
        "Applied. Predicted loss {predicted}, now {loss}; weights differ by {difference}.",
    ).format(
        predicted=number(applied.predicted, 5),
        loss=number(applied.loss, 5),
        difference=number(applied.difference, 1),
    )
    return Said(f"{said} {text}", alarm=not applied.difference <= tolerance)
