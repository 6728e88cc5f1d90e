"""A part of a source: some of its training examples are held back, to select networks by them.

What trains, what selects and what tests are apart. The test examples of the whole are not in it at
all, so that whoever trains on a part, in whatever process, cannot look at them.
"""

import numpy as np
from msgspec.structs import replace

from core.checks import require
from core.data.curves import Curve, DrawnCurve
from core.data.data import Data
from core.data.digits import REAL, Digits
from core.data.given import Given
from core.data.inputs import InputKind
from core.data.limited import Limited
from core.data.plane import Plane
from core.data.points import Points
from core.data.split import held_back
from core.data.tasks import Task
from core.wording import QT_TRANSLATE_NOOP

# Sources with examples enough; the few rows of a truth table leave nothing to select by.
Whole = Digits | Given | Plane | Points | Curve | DrawnCurve


class Part(Limited, frozen=True, forbid_unknown_fields=True, tag="part"):
    """The training examples of `of`, the share `validation` of them held back in place of its test.

    Which ones, `seed` decides. Of the digits it has the real ones alone: the others are variants of
    them, and what selects must not have been trained on in disguise. `examples` limits those to
    train on, and never changes which ones are held back.
    """

    of: Whole
    validation: float = 0.25
    seed: int = 0

    def __post_init__(self) -> None:
        require(
            0.05 <= self.validation <= 0.8,
            QT_TRANSLATE_NOOP(
                "Core", "The share of examples to select by must be 0.05 to 0.8, not {value:g}."
            ),
            value=self.validation,
        )
        require(
            0 <= self.seed < 2**32,
            QT_TRANSLATE_NOOP("Core", "The seed must be 0 to 4294967295, not {seed}."),
            seed=self.seed,
        )
        require(
            not self.of.examples,
            QT_TRANSLATE_NOOP("Core", "A part is of a whole source, without a limit of its own."),
        )

    @property
    def input(self) -> InputKind:
        """What an input of the whole is."""
        return self.of.input

    @property
    def task(self) -> Task:
        """The task of the whole."""
        return self.of.task


def part_of(source: object, examples: int = 0, validation: float = 0.25, seed: int = 0) -> Part:
    """Return the part of a source, which keeps its limit. ValueError: there can be none."""
    require(
        isinstance(source, Whole),
        QT_TRANSLATE_NOOP(
            "Core",
            "These data have too few examples: some must be held back, and others to test on.",
        ),
    )
    assert isinstance(source, Whole)
    whole = replace(source, examples=0)
    return Part(of=whole, examples=examples or source.examples, validation=validation, seed=seed)


def parted(whole: Data, source: Part) -> Data:
    """Return what `source` has of all examples of the whole.

    Of a few nothing can be held back: those to train on serve for that, too.
    """
    train = whole.train
    if isinstance(source.of, Digits):
        train = train.chosen(np.arange(REAL))
    labels = np.zeros(len(train), int) if train.labels is None else train.labels
    held = held_back(np.random.default_rng(source.seed), labels, source.validation)
    if not held.any():
        return Data(source, train, train)
    return Data(source, *(train.chosen(np.flatnonzero(one)) for one in (~held, held)))
