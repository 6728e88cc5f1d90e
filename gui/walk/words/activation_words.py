"""What an activation function does to z, and why, in one sentence a step."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.activations import LEAKY_SLOPE
from gui.numbers import percent
from gui.walk.words.functions import SATURATED
from gui.walk.words.markup import Node, Words, fill
from gui.walk.words.numbers import exact
from gui.walk.words.step import Step
from gui.walk.words.symbols import activation, exponential, letter


def activation_words(step: Step) -> Node:
    name, layer = step.activation(step.layer), step.layer
    if step.grain == "neuron":
        return _neuron_words(step, name)
    tr, a = QCoreApplication.translate, step.a(layer)
    silent = np.count_nonzero(step.z(layer) <= 0)
    template = {
        "linear": tr(
            "Walkthrough",
            "Nothing changes, as linear has no bend; such layers together do no more than one.",
        ),
        "sign": tr(
            "Walkthrough",
            "Of each {z} only whether it is negative (−1), 0 or positive (1) gets through sign.",
        ),
        "step": tr(
            "Walkthrough", "With step a neuron fires (1) where its {z} is positive, and only there."
        ),
        "sigmoid": tr(
            "Walkthrough",
            "Every {z} is squeezed smoothly into the range from 0 to 1 by sigmoid: the more"
            " negative, the nearer to 0, the more positive, the nearer to 1.",
        ),
        "tanh": tr(
            "Walkthrough",
            "Every {z} is squeezed smoothly into the range from −1 to 1"
            " by tanh, and keeps its sign.",
        ),
        "relu": tr(
            "Walkthrough",
            "What is positive passes relu unchanged and the rest becomes 0, with {silent} of {all}"
            " neurons silent for this example.",
        ),
        "leaky relu": tr(
            "Walkthrough",
            "What is positive passes leaky relu unchanged, and {leak} of the rest does, so that no"
            " neuron falls wholly silent.",
        ),
        "prelu": tr(
            "Walkthrough",
            "What is positive passes prelu unchanged, and of the rest a part {slope} that each"
            " neuron learns.",
        ),
        "elu": tr(
            "Walkthrough",
            "What is positive passes elu unchanged, and the rest is bent smoothly towards −1.",
        ),
        "softmax": tr(
            "Walkthrough",
            "All {z} become positive shares that add up to 1, which is what softmax is for; the"
            " largest, {share}, is that of {best}.",
        ),
    }[name]
    best = int(a.argmax())
    return fill(
        template,
        z=letter("z", layer),
        silent=Words(str(silent)),
        all=Words(str(len(a))),
        leak=exact(LEAKY_SLOPE),
        slope="α",
        share=Words(percent(a[best])),
        best=Words(step.name(layer, best)),
    )


def _neuron_words(step: Step, name: str) -> Node:
    tr, layer, unit = QCoreApplication.translate, step.layer, step.unit
    z, a = float(step.z(layer)[unit]), float(step.a(layer)[unit])
    if abs(z) > SATURATED.get(name, np.inf):
        template = tr(
            "Walkthrough",
            "The neuron is saturated: {z} is so far from 0 that {f} is nearly flat there.",
        )
    elif name == "linear":
        template = tr("Walkthrough", "Nothing changes: behind linear {a} is {z}.")
    elif name == "softmax":
        template = tr(
            "Walkthrough",
            "Of the sum over all neurons of the layer {power} is a part: {neuron} gets {share}.",
        )
    elif name in _SQUEEZED:
        low, high = _SQUEEZED[name]
        template = tr(
            "Walkthrough",
            "The function {f} squeezes {z} smoothly into the range from {low} to {high}.",
        )
        return fill(template, f=Words(name), z=letter("z", layer, unit), low=low, high=high)
    elif z > 0:
        template = {
            "sign": tr("Walkthrough", "As {z} is positive, sign gives 1, however large it is."),
            "step": tr("Walkthrough", "As {z} is positive, the neuron fires."),
        }.get(name, tr("Walkthrough", "As {z} is positive, {f} hands it on unchanged."))
    else:
        template = {
            "sign": tr("Walkthrough", "As {z} is not positive, sign gives {value}."),
            "step": tr("Walkthrough", "As {z} is not positive, the neuron does not fire."),
            "relu": tr(
                "Walkthrough",
                "As {z} is not positive, relu gives 0: the neuron is silent for this example.",
            ),
            "elu": tr(
                "Walkthrough", "As {z} is not positive, elu bends it towards −1, never beyond."
            ),
        }.get(name, tr("Walkthrough", "As {z} is not positive, {f} keeps only a part of it."))
    return fill(
        template,
        a=activation(layer, unit),
        z=letter("z", layer, unit),
        f=Words(name),
        value=step.number(a),
        power=exponential(letter("z", layer, unit)),
        neuron=Words(step.name(layer, unit)),
        share=Words(percent(a)),
    )


_SQUEEZED = {"sigmoid": ("0", "1"), "tanh": ("−1", "1")}
