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
        found += [Words(" "), Words(_zeros(step, zeros))]
    if zeros and step.kind == "update" and (frozen := _frozen(step)):
        words = translate("Walkthrough", "Frozen among them: %n.", "", frozen)
        found += [Words(" "), Words(words)]
    if small:
        found += [Words(" "), fill(_small(step, small), sum=step.number(together))]
    return tuple(found)


def _from_inputs(step: Step, zeros: int) -> bool:
    """Whether so many terms are 0 because as many inputs are, and not for their weights."""
    return step.layer == 1 and np.count_nonzero(step.a(0) == 0) == zeros


def _frozen(step: Step) -> int:
    """How many weights into the neuron do not move because they are frozen."""
    weights = step.walk.parameters[step.layer - 1].weights[:, step.unit]
    # The walk stops at what is not finite.
    return int(np.count_nonzero(step.frozen[0] & np.isfinite(weights)))


def _zeros(step: Step, count: int) -> str:
    match step.kind:
        case "pre-activation" if _from_inputs(step, count):
            return translate("Walkthrough", "%n input(s) are 0 and add nothing.", "", count)
        case "weight gradient":
            return translate(
                "Walkthrough", "%n gradient(s) are 0: their weights learn nothing.", "", count
            )
        case "update":
            return translate("Walkthrough", "%n weight(s) do not move.", "", count)
    return translate("Walkthrough", "%n term(s) are 0 and add nothing.", "", count)


def _small(step: Step, count: int) -> str:
    match step.kind:
        case "weight gradient":
            return translate("Walkthrough", "The walk skips %n smaller gradient(s).", "", count)
        case "update":
            return translate("Walkthrough", "The walk skips %n smaller change(s).", "", count)
    return translate("Walkthrough", "The walk skips %n smaller term(s), {sum} together.", "", count)
