"""What happens on the way forward and in the loss, and why, in one sentence a step."""

from PySide6.QtCore import QCoreApplication

from gui.numbers import percent
from gui.walk.words.markup import Node, Words, fill
from gui.walk.words.numbers import largest
from gui.walk.words.step import Step
from gui.walk.words.symbols import LOSS, letter


def input_words(step: Step) -> Node:
    tr, shape = QCoreApplication.translate, step.names.picture_shape
    if shape:
        template = tr(
            "Walkthrough",
            "The example enters: its picture of {size} pixels, read row by row, is the vector {x}"
            "{label}.",
        )
        size = Words(f"{shape[0]}×{shape[1]}")
    else:
        template = tr(
            "Walkthrough", "The example enters: its numbers are what the input hands on{label}."
        )
        size = ""
    label: Node = ""
    if step.has_label and step.size(step.last) > 1:
        words = tr("Walkthrough", "; what it should be, {name}, is not looked at before the loss")
        label = fill(words, name=Words(step.name(step.last, step.label)))
    return fill(template, x="x", size=size, label=label)


def pre_activation_words(step: Step) -> Node:
    tr, layer, unit, term = QCoreApplication.translate, step.layer, step.unit, step.term
    before = Words(step.words(layer - 1))
    a, w = step.a(layer - 1), step.walk.parameters[layer - 1].weights
    if step.grain == "layer":
        template = tr(
            "Walkthrough",
            "Every neuron of {layer} weighs what comes from {before}, adds it up and adds its"
            " bias: one product of a vector and a matrix does it for all of them at once.",
        )
        return fill(template, layer=Words(step.words(layer)), before=before)
    if step.grain == "neuron":
        products = a * w[:, unit]
        if not products.any():
            template = tr(
                "Walkthrough", "Nothing comes in from {before}: the bias alone makes {z}."
            )
            return fill(template, before=before, z=letter("z", layer, unit))
        strongest = largest(products, 1)[0]
        if len(products) == 1:
            template = tr("Walkthrough", "The neuron weighs what comes in and adds its bias.")
        elif products[strongest] > 0:
            template = tr(
                "Walkthrough",
                "The neuron weighs what comes from {before}, adds it up and adds its bias;"
                " {strongest} drives it up most.",
            )
        else:
            template = tr(
                "Walkthrough",
                "The neuron weighs what comes from {before}, adds it up and adds its bias;"
                " {strongest} holds it down most.",
            )
        return fill(template, before=before, strongest=Words(step.name(layer - 1, strongest)))
    if step.is_bias:
        return _bias_words(step)
    source, product = Words(step.name(layer - 1, term)), float(a[term]) * float(w[term, unit])
    if a[term] == 0:
        template = tr(
            "Walkthrough",
            "What comes from {source} is 0, so it adds nothing, whatever the weight.",
        )
    elif product == 0:
        template = tr("Walkthrough", "The weight is 0, so {source} has no say in this neuron.")
    elif product > 0:
        template = tr(
            "Walkthrough",
            "What comes from {source} drives the neuron up, as it has the sign of its weight.",
        )
    else:
        template = tr(
            "Walkthrough",
            "What comes from {source} holds the neuron down, as its weight has the other sign.",
        )
    return fill(template, source=source)


def _bias_words(step: Step) -> Node:
    bias = step.walk.parameters[step.layer - 1].biases[step.unit]
    tr = QCoreApplication.translate
    if bias > 0:
        template = tr(
            "Walkthrough",
            "The bias comes last: whatever the example is, it drives the neuron up, and the sum"
            " is {z}.",
        )
    elif bias < 0:
        template = tr(
            "Walkthrough",
            "The bias comes last: whatever the example is, it holds the neuron down, and the sum"
            " is {z}.",
        )
    else:
        template = tr("Walkthrough", "The bias comes last; it is 0, so the sum so far is {z}.")
    return fill(template, z=letter("z", step.layer, step.unit))


_SURE = 0.999  # a probability above which a loss is next to 0


def loss_words(step: Step) -> Node:
    tr, outputs = QCoreApplication.translate, step.a(step.last)
    best = int(outputs.argmax())
    if not step.has_delta_rule:
        template = tr(
            "Walkthrough",
            "The loss is the mean square of how far the outputs are from what they should be: 0"
            " only if all are right.",
        )
    elif step.activation(step.last) == "sigmoid" or not step.has_label:
        template = tr(
            "Walkthrough",
            "Every output is judged by itself: it costs nothing where it is what it should be, and"
            " the more the surer it is of the opposite.",
        )
    elif outputs[step.label] > _SURE:
        template = tr(
            "Walkthrough",
            "The network is sure of {label} already ({right}): {loss} is next to 0, and there is"
            " hardly anything to learn from this example.",
        )
    elif best == step.label:
        template = tr(
            "Walkthrough",
            "Only the label counts: the network gives {label} the highest probability, {right},"
            " and the nearer that comes to 100 %, the nearer {loss} comes to 0.",
        )
    else:
        template = tr(
            "Walkthrough",
            "Only the label counts: the network prefers {best} ({wrong}) and gives {label} just"
            " {right}, and the less that is, the larger {loss} is.",
        )
    return fill(
        template,
        loss=LOSS,
        label=Words(step.name(step.last, step.label)),
        right=Words(percent(outputs[step.label])),
        best=Words(step.name(step.last, best)),
        wrong=Words(percent(outputs[best])),
    )
