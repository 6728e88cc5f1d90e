"""How δ comes back from layer to layer, and where it does not, in one sentence a step."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.activations import ACTIVATIONS
from gui.walk.words.functions import SATURATED
from gui.walk.words.markup import Node, Words, fill
from gui.walk.words.step import Step
from gui.walk.words.symbols import LOSS, by, letter, slope


def output_delta_words(step: Step) -> Node:
    tr, layer, unit = QCoreApplication.translate, step.layer, step.unit
    if not step.has_delta_rule:
        return _nothing_passes(step) or _through(step)
    delta = step.delta(layer)
    if not delta.any():
        template = tr(
            "Walkthrough",
            "Every output is exactly what it should be: all {delta} are 0, and this example"
            " teaches nothing.",
        )
    elif step.grain == "layer":
        template = tr(
            "Walkthrough",
            "How fast the loss changes with {z} is {delta}; cross-entropy behind {f} makes it"
            " simply what the network gives minus what it should give.",
        )
    elif delta[unit] < 0:
        template = tr(
            "Walkthrough",
            "The output is too small: {delta} is negative, so the loss falls where {z} grows.",
        )
    elif delta[unit] > 0:
        template = tr(
            "Walkthrough",
            "The output is too large: {delta} is positive, so the loss falls where {z} shrinks.",
        )
    else:
        template = tr(
            "Walkthrough", "The output is exactly right: {delta} is 0 and asks for no change."
        )
    at = () if step.grain == "layer" else (unit,)
    return fill(
        template,
        delta=letter("δ", layer, *at),
        z=letter("z", layer, *at),
        f=Words(step.activation(layer)),
    )


def delta_words(step: Step) -> Node:
    return _nothing_passes(step) or (_one_product(step) if step.grain == "edge" else _through(step))


def _nothing_passes(step: Step) -> Node | None:
    """Say why no δ passes; None: some does."""
    tr, layer, unit = QCoreApplication.translate, step.layer, step.unit
    name, derivative, z = step.activation(layer), step.walk.derivative(layer), step.z(layer)
    at = () if step.grain == "layer" else (unit,)
    if not ACTIVATIONS[name].differentiable:
        template = tr(
            "Walkthrough",
            "The derivative of {f} is 0 wherever it exists, so no {delta} passes: back propagation"
            " stops here, and neither this layer nor any before it learns, which is why networks"
            " use smooth neurons such as sigmoid.",
        )
    elif not step.upstream(layer).any():
        template = (
            tr(
                "Walkthrough",
                "The outputs are exactly what they should be: all {delta} are 0, and this example"
                " teaches nothing.",
            )
            if layer == step.last
            else tr(
                "Walkthrough",
                "Nothing comes back from {behind}, so {delta} is 0: neither this layer nor any"
                " before it learns from this example.",
            )
        )
    elif derivative is None or (derivative[unit] if at else derivative.any()):
        return None
    elif name == "relu":
        template = (
            tr(
                "Walkthrough",
                "As {z} is not positive, relu is flat there: {slope} = 0 lets no {delta} pass, and"
                " what leads into this neuron learns nothing from this example.",
            )
            if at
            else tr(
                "Walkthrough",
                "No {z} is positive, so relu is flat everywhere: {slope} = 0 lets no {delta} pass,"
                " and neither this layer nor any before it learns from this example.",
            )
        )
    elif at and z[unit] == 0:
        template = tr(
            "Walkthrough",
            "Exactly at the kink of {f}, at {z} = 0, {slope} counts as 0: no {delta} passes.",
        )
    else:
        template = tr(
            "Walkthrough",
            "So far from 0 as {z} is, {f} is quite flat: {slope} = 0 lets no {delta} pass.",
        )
    return fill(
        template,
        f=Words(name),
        z=letter("z", layer, *at),
        slope=slope(layer, *at),
        delta=letter("δ", layer, *at),
        behind=Words(step.words(layer + 1)) if layer < step.last else "",
    )


def _through(step: Step) -> Node:
    """Say how δ comes through the activation function, at the grain of layers and neurons."""
    tr, layer, unit = QCoreApplication.translate, step.layer, step.unit
    name, derivative = step.activation(layer), step.walk.derivative(layer)
    if derivative is None:
        if step.grain == "layer":
            template = tr(
                "Walkthrough",
                "All shares of softmax hang on every {z}: {delta} is {a} times how far each"
                " {upstream} is from their mean, in which each counts by its {a}.",
            )
        else:
            template = tr(
                "Walkthrough",
                "What a larger {z} adds to this neuron's share, softmax takes from the others':"
                " so {own} counts as far as it differs from the mean over all neurons.",
            )
        return fill(
            template,
            a=letter("a", layer),
            z=letter("z", layer, *(() if step.grain == "layer" else (unit,))),
            delta=letter("δ", layer),
            upstream=by(letter("a", layer), LOSS),
            own=by(letter("a", layer, unit), LOSS),
        )
    if step.grain == "layer":
        return _layer_through(step, derivative)
    z, delta = float(step.z(layer)[unit]), step.delta(layer)[unit]
    if abs(z) > SATURATED.get(name, np.inf):
        template = tr(
            "Walkthrough",
            "The neuron is saturated: {slope} is small and lets little of {upstream} pass, which"
            " is how gradients vanish from layer to layer.",
        )
    elif delta > 0:
        template = tr(
            "Walkthrough",
            "What comes back to the neuron, {upstream}, passes as far as {slope} lets it: a"
            " larger {z} would raise the loss.",
        )
    elif delta < 0:
        template = tr(
            "Walkthrough",
            "What comes back to the neuron, {upstream}, passes as far as {slope} lets it: a"
            " larger {z} would lower the loss.",
        )
    else:
        template = tr(
            "Walkthrough", "What comes back to the neuron, {upstream}, is 0, and so is {delta}."
        )
    return fill(
        template,
        z=letter("z", layer, unit),
        slope=slope(layer, unit),
        delta=letter("δ", layer, unit),
        upstream=by(letter("a", layer, unit), LOSS),
    )


def _layer_through(step: Step, derivative: np.ndarray) -> Node:
    tr, layer = QCoreApplication.translate, step.layer
    flat = np.count_nonzero(derivative == 0)
    if flat:
        template = tr(
            "Walkthrough",
            "The chain rule: what comes back to each neuron, times {slope}; that is 0 for {flat} of"
            " {all} neurons, and no {delta} passes through those.",
        )
    elif layer == step.last:
        template = tr(
            "Walkthrough",
            "The chain rule: {delta} is how fast the loss changes with {a}, times how fast {a}"
            " changes with {z}, {slope}.",
        )
    else:
        template = tr(
            "Walkthrough",
            "The way back leads through the same weights: each neuron gathers what all neurons of"
            " {behind} ask of it, and {slope} says how much of that passes.",
        )
    return fill(
        template,
        a=letter("a", layer),
        z=letter("z", layer),
        slope=slope(layer),
        delta=letter("δ", layer),
        flat=Words(str(flat)),
        all=Words(str(len(derivative))),
        behind=Words(step.words(layer + 1)) if layer < step.last else "",
    )


def _end(step: Step) -> Node:
    """Return words at the end of a sentence on the last term of a sum."""
    if step.term < step.stage.terms - 1:
        return ""
    tr, derivative = QCoreApplication.translate, step.walk.derivative(step.layer)
    if derivative is None:
        return Words(tr("Walkthrough", "; with that the sum is whole, and goes through softmax"))
    words = tr("Walkthrough", "; with that the sum is whole, and {slope} lets its part pass")
    return fill(words, slope=slope(step.layer, step.unit))


def _one_product(step: Step) -> Node:
    tr, layer, unit, term = QCoreApplication.translate, step.layer, step.unit, step.term
    delta, weight = step.delta(layer + 1)[term], step.walk.parameters[layer].weights[unit, term]
    product = float(delta) * float(weight)
    if delta == 0:
        template = tr("Walkthrough", "No change is asked for by {source}, whose {delta} is 0{end}.")
    elif product > 0:
        template = tr(
            "Walkthrough",
            "Along this weight {delta} of {source} comes back and asks the neuron for less{end}.",
        )
    elif product < 0:
        template = tr(
            "Walkthrough",
            "Along this weight {delta} of {source} comes back and asks the neuron for more{end}.",
        )
    else:
        template = tr(
            "Walkthrough", "The weight is 0, so nothing comes back from {source} along it{end}."
        )
    return fill(
        template,
        source=Words(step.name(layer + 1, term)),
        delta=letter("δ", layer + 1, term),
        end=_end(step),
    )
