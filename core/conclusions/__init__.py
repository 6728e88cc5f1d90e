"""What ready experiments come to, in sentences that follow from the rows of this run.

A function an experiment. Each text is for one outcome: where the numbers say the opposite the
sentence says it, and where they say nothing (core.conclusions.comparing) it says that.
"""

from core.conclusions.activation_and_depth import activation_and_depth
from core.conclusions.deep_or_fat import deep_or_fat
from core.conclusions.how_much import how_much
from core.conclusions.learning_rate import learning_rate
from core.conclusions.no_activation import no_activation
from core.conclusions.universality import universality

__all__ = [
    "activation_and_depth",
    "deep_or_fat",
    "how_much",
    "learning_rate",
    "no_activation",
    "universality",
]
