"""What is said of one kind of stage; each module of `gui.walk.stages` says it of one kind."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from core.notation.markup import Lines, Node
from gui.walk.words.step import Step


class StageWords(NamedTuple):
    """The words of a kind of stage, each made from a step.

    `title`: what the step is called. `formula`: what it computes, in symbols. `numbers`: the same
    with the numbers put in. `sentence`: what happens and why. `computed`: the numbers it computes.
    """

    title: Callable[[Step], Node]
    formula: Callable[[Step], Lines]
    numbers: Callable[[Step], Lines]
    sentence: Callable[[Step], Node]
    computed: Callable[[Step], np.ndarray]
