"""What each activation function does to z, and why.

Of one that has no words here is said what is true of all.
"""

import numpy as np

from core.activations import LEAKY_SLOPE
from core.notation.markup import Node, Words, fill
from core.notation.symbols import activation, exponential, letter
from gui.numbers import percent
from gui.translation import translate
from gui.walk.words.numbers import exact
from gui.walk.words.step import Step

SATURATED = {"sigmoid": 4.0, "tanh": 2.0}  # beyond this |z| they are nearly flat: f′ < 0.07
_SQUEEZED = {"sigmoid": ("0", "1"), "tanh": ("−1", "1")}
_UNCHANGED = ("relu", "leaky relu", "prelu", "elu")  # where z is positive


def sentence(step: Step) -> Node:
    """Say what the activation function of a step's layer or neuron does."""
    return _of_neuron(step) if step.grain == "neuron" else _of_layer(step)


def _of_layer(step: Step) -> Node:
    name, layer = step.activation(step.layer), step.layer
    a, z = step.a(layer), step.z(layer)
    best = int(a.argmax())
    return fill(
        _layer_template(name),
        f=Words(name),
        a=letter("a", layer),
        z=letter("z", layer),
        silent=Words(str(np.count_nonzero(z <= 0))),
        all=Words(str(len(a))),
        leak=exact(LEAKY_SLOPE),
        slope="α",
        share=Words(percent(a[best])),
        best=Words(step.name(layer, best)),
    )


def _layer_template(name: str) -> str:
    match name:
        case "linear":
            return translate(
                "Walkthrough",
                "Nothing changes, as linear has no bend; such layers together do no more than one.",
            )
        case "sign":
            return translate(
                "Walkthrough",
                "Of each {z} only whether it is negative (−1), 0 or positive (1) gets through"
                " sign.",
            )
        case "step":
            return translate(
                "Walkthrough",
                "With step a neuron fires (1) where its {z} is positive, and only there.",
            )
        case "sigmoid":
            return translate(
                "Walkthrough",
                "Every {z} is squeezed smoothly into the range from 0 to 1 by sigmoid: the more"
                " negative, the nearer to 0, the more positive, the nearer to 1.",
            )
        case "tanh":
            return translate(
                "Walkthrough",
                "Every {z} is squeezed smoothly into the range from −1 to 1"
                " by tanh, and keeps its sign.",
            )
        case "relu":
            return translate(
                "Walkthrough",
                "What is positive passes relu unchanged and the rest becomes 0, with {silent} of"
                " {all} neurons silent for this example.",
            )
        case "leaky relu":
            return translate(
                "Walkthrough",
                "What is positive passes leaky relu unchanged, and {leak} of the rest does, so that"
                " no neuron falls wholly silent.",
            )
        case "prelu":
            return translate(
                "Walkthrough",
                "What is positive passes prelu unchanged, and of the rest a part {slope} that each"
                " neuron learns.",
            )
        case "elu":
            return translate(
                "Walkthrough",
                "What is positive passes elu unchanged, and the rest is bent smoothly towards −1.",
            )
        case "softmax":
            return translate(
                "Walkthrough",
                "All {z} become positive shares that add up to 1, which is what softmax is for; the"
                " largest, {share}, is that of {best}.",
            )
    return translate(
        "Walkthrough", "Every neuron hands on {a}: what {f} makes of the {z} of this layer."
    )


def _of_neuron(step: Step) -> Node:
    layer, unit, name = step.layer, step.unit, step.activation(step.layer)
    z, a = float(step.z(layer)[unit]), float(step.a(layer)[unit])
    low, high = _SQUEEZED.get(name, ("", ""))
    return fill(
        _neuron_template(name, z),
        a=activation(layer, unit),
        z=letter("z", layer, unit),
        f=Words(name),
        low=low,
        high=high,
        value=step.number(a),
        slope=letter("α", layer, unit),
        power=exponential(letter("z", layer, unit)),
        neuron=Words(step.name(layer, unit)),
        share=Words(percent(a)),
    )


def _neuron_template(name: str, z: float) -> str:
    if abs(z) > SATURATED.get(name, np.inf):
        return translate(
            "Walkthrough",
            "The neuron is saturated: {z} is so far from 0 that {f} is nearly flat there.",
        )
    if name in _SQUEEZED:
        return translate(
            "Walkthrough",
            "The function {f} squeezes {z} smoothly into the range from {low} to {high}.",
        )
    if name in _UNCHANGED and z > 0:
        return translate("Walkthrough", "As {z} is positive, {f} hands it on unchanged.")
    match name:
        case "linear":
            return translate("Walkthrough", "Nothing changes: behind linear {a} is {z}.")
        case "softmax":
            return translate(
                "Walkthrough",
                "Of the sum over all neurons of the layer {power} is a part: {neuron} gets"
                " {share}.",
            )
        case "sign" if z > 0:
            return translate(
                "Walkthrough", "As {z} is positive, sign gives 1, however large it is."
            )
        case "sign":
            return translate("Walkthrough", "As {z} is not positive, sign gives {value}.")
        case "step" if z > 0:
            return translate("Walkthrough", "As {z} is positive, the neuron fires.")
        case "step":
            return translate("Walkthrough", "As {z} is not positive, the neuron does not fire.")
        case "relu":
            return translate(
                "Walkthrough",
                "As {z} is not positive, relu gives 0: the neuron is silent for this example.",
            )
        case "leaky relu":
            return translate("Walkthrough", "As {z} is not positive, {f} keeps only a part of it.")
        case "prelu":
            return translate(
                "Walkthrough",
                "As {z} is not positive, prelu multiplies it by {slope}, which the neuron learns.",
            )
        case "elu":
            return translate(
                "Walkthrough", "As {z} is not positive, elu bends it towards −1, never beyond."
            )
    return translate("Walkthrough", "What the neuron hands on, {a}, is what {f} makes of {z}.")
