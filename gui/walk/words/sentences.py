"""What happens in each step of a walk and why, in one sentence of plain words."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.walk.words import (
    activation_words,
    delta_words,
    forward_words,
    gradient_words,
    update_words,
)
from gui.walk.words.markup import Node, Words, fill
from gui.walk.words.step import Step


def sentence(step: Step) -> Node:
    """Say what happens in a step; where its numbers are not finite, that."""
    computed = _computed(step)
    if np.isfinite(computed).all():
        return _SENTENCES[step.kind](step)
    tr = QCoreApplication.translate
    broken = np.count_nonzero(~np.isfinite(computed))
    if computed.size > 1:
        template = tr(
            "Walkthrough",
            "{broken} of {all} numbers are infinite or not a number: training has diverged,"
            " usually because the learning rate is too large, and must start anew.",
        )
    elif np.isnan(computed).any():
        template = tr(
            "Walkthrough",
            "The result is not a number, as ∞ − ∞ and 0·∞ are none: training has diverged, usually"
            " because the learning rate is too large, and must start anew.",
        )
    else:
        template = tr(
            "Walkthrough",
            "The result is infinite, more than the largest number there is room for: training has"
            " diverged, usually because the learning rate is too large, and must start anew.",
        )
    return fill(template, broken=Words(f"{broken:,}"), all=Words(f"{computed.size:,}"))


def _computed(step: Step) -> np.ndarray:
    """Return the numbers that a step computes."""
    walk, layer, unit, term = step.walk, step.layer, step.unit, step.term
    match step.kind:
        case "input":
            values = step.a(0)
        case "pre-activation":
            values = step.z(layer)
            if step.grain == "edge" and not step.is_bias:
                values = step.a(layer - 1)[term] * walk.parameters[layer - 1].weights[term]
        case "activation":
            values = step.a(layer)
        case "loss":
            values = walk.backward.losses[:1]
        case "again":
            values = walk.again[1].losses[:1]
        case "output delta":
            values = step.delta(layer)
        case "delta":
            values = step.delta(layer)
            if step.grain == "edge":
                weights = walk.parameters[layer].weights[:, term]
                values = step.delta(layer + 1)[term] * weights
        case "bias gradient":
            values = walk.backward.gradients[layer - 1].biases
        case kind:
            parameters = walk.backward.gradients if kind == "weight gradient" else walk.updated[0]
            weights, biases, _ = parameters[layer - 1]
            if step.grain == "layer":
                values = np.append(weights, biases)
            elif step.grain == "neuron":
                return weights[:, unit]
            else:
                values = biases if step.is_bias else weights[term]
    return values if step.grain == "layer" else values[unit]


_SENTENCES = {
    "input": forward_words.input_words,
    "pre-activation": forward_words.pre_activation_words,
    "activation": activation_words.activation_words,
    "loss": forward_words.loss_words,
    "output delta": delta_words.output_delta_words,
    "weight gradient": gradient_words.weight_gradient_words,
    "bias gradient": gradient_words.bias_gradient_words,
    "delta": delta_words.delta_words,
    "update": update_words.update_words,
    "again": update_words.again_words,
}
