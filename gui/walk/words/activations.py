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
                "Nothing changes: linear has no bend. Several such layers can do no more than one.",
            )
        case "sign":
            return translate(
                "Walkthrough",
                "Only the sign of each {z} passes: −1, 0 or 1.",
            )
        case "step":
            return translate(
                "Walkthrough",
                "With step, a neuron fires (1) only if its {z} is positive.",
            )
        case "sigmoid":
            return translate(
                "Walkthrough",
                "The sigmoid squeezes every {z} smoothly into the range from 0 to 1. Very"
                " negative numbers come close to 0, very positive ones close to 1.",
            )
        case "tanh":
            return translate(
                "Walkthrough",
                "The tanh squeezes every {z} smoothly into the range from −1 to 1. It keeps"
                " the sign.",
            )
        case "relu":
            return translate(
                "Walkthrough",
                "Positive numbers pass relu unchanged. All others become 0. Silent neurons for this"
                " example: {silent} of {all}.",
            )
        case "leaky relu":
            return translate(
                "Walkthrough",
                "Positive numbers pass leaky relu unchanged. All others are multiplied by"
                " {leak}, so no neuron falls silent.",
            )
        case "prelu":
            return translate(
                "Walkthrough",
                "Positive numbers pass prelu unchanged. All others are multiplied by {slope},"
                " which each neuron learns.",
            )
        case "elu":
            return translate(
                "Walkthrough",
                "Positive numbers pass elu unchanged. All others are bent smoothly towards −1.",
            )
        case "softmax":
            return translate(
                "Walkthrough",
                "Softmax turns all {z} into positive shares that add up to 1. The largest,"
                " {share}, goes to {best}.",
            )
    return translate(
        "Walkthrough", "Every neuron passes on {a}: what {f} makes of the {z} of this layer."
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
        return translate("Walkthrough", "As {z} is positive, {f} passes it on unchanged.")
    match name:
        case "linear":
            return translate("Walkthrough", "Nothing changes: with linear, {a} equals {z}.")
        case "softmax":
            return translate(
                "Walkthrough",
                "In the sum over the whole layer, {power} is the part of {neuron}. Its share"
                " is {share}.",
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
    return translate("Walkthrough", "The neuron passes on {a}: what {f} makes of {z}.")
