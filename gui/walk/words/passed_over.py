"""What a walk by edges passes over, said where it comes to a neuron: zeros, and small terms."""

import numpy as np

from core.notation.markup import Node, Words, fill
from gui.translation import translate
from gui.walk.words.step import Step


def said(step: Step) -> Node:
    """Return the sentences about terms of the step's neuron that the walk does not stop at."""
    if step.grain != "edge" or not step.is_first_stop:
        return ()
    zeros, small, together = step.passed_over()
    found: list[Node] = []
    if zeros:
        text = _one_zero(step) if zeros == 1 else _zeros(step, zeros)
        found += [Words(" "), fill(text, count=Words(f"{zeros:,}"))]
    if small:
        text = _one_small(step) if small == 1 else _small(step)
        found += [Words(" "), fill(text, count=Words(f"{small:,}"), sum=step.number(together))]
    return tuple(found)


def _one_zero(step: Step) -> str:
    match step.kind:
        case "pre-activation" if _from_inputs(step, 1):
            return translate("Walkthrough", "One input is 0 and adds nothing.")
        case "weight gradient":
            return translate("Walkthrough", "One gradient is 0: its weight learns nothing.")
        case "update":
            return translate("Walkthrough", "One weight does not move.")
    return translate("Walkthrough", "One term is 0 and adds nothing.")


def _from_inputs(step: Step, zeros: int) -> bool:
    """Whether so many terms are 0 because as many inputs are, and not for their weights."""
    return step.layer == 1 and np.count_nonzero(step.a(0) == 0) == zeros


def _zeros(step: Step, zeros: int) -> str:
    match step.kind:
        case "pre-activation" if _from_inputs(step, zeros):
            return translate("Walkthrough", "{count} inputs are 0 and add nothing.")
        case "weight gradient":
            return translate("Walkthrough", "{count} gradients are 0: their weights learn nothing.")
        case "update":
            return translate("Walkthrough", "{count} weights do not move.")
    return translate("Walkthrough", "{count} terms are 0 and add nothing.")


def _one_small(step: Step) -> str:
    match step.kind:
        case "weight gradient":
            return translate("Walkthrough", "The walk skips one smaller gradient.")
        case "update":
            return translate("Walkthrough", "The walk skips one smaller change.")
    return translate("Walkthrough", "The walk skips one smaller term, {sum}.")


def _small(step: Step) -> str:
    match step.kind:
        case "weight gradient":
            return translate("Walkthrough", "The walk skips {count} smaller gradients.")
        case "update":
            return translate("Walkthrough", "The walk skips {count} smaller changes.")
    return translate("Walkthrough", "The walk skips {count} smaller terms, {sum} together.")
