"""What a ready example is."""

from collections.abc import Callable
from typing import NamedTuple

from core.run import Run
from core.wording import Sentence


class ReadyNetwork(NamedTuple):
    """A network to begin with: its title, what there is to see, and a function that makes its run.

    `shown` is the index of the training example to show at once; None: none. Those of one
    `subject` stand together.
    """

    title: Sentence
    tip: Sentence
    run: Callable[[], Run]
    shown: int | None = None
    subject: Sentence | None = None
