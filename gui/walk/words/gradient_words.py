"""What the gradients of weights and biases say, in one sentence a step."""

from PySide6.QtCore import QCoreApplication

from gui.walk.words.markup import Node, Words, fill
from gui.walk.words.step import Step
from gui.walk.words.symbols import letter


def weight_gradient_words(step: Step) -> Node:
    tr, layer, unit, term = QCoreApplication.translate, step.layer, step.unit, step.term
    gradients = step.walk.backward.gradients[layer - 1].weights
    a, delta = step.walk.forward.activations[layer - 1], step.walk.backward.deltas[layer - 1]
    nodes = {
        "delta": letter("δ", layer, *((unit,) if step.grain != "layer" else ())),
        "layer": Words(step.words(layer)),
        "before": Words(step.words(layer - 1)),
        "examples": _examples(step),
        "mean": _averaged(step),
    }
    if step.grain == "layer":
        if not delta.any():
            template = tr(
                "Walkthrough", "All {delta} are 0, so {layer} learns nothing from {examples}."
            )
        elif not a.any():
            template = tr(
                "Walkthrough",
                "Everything that comes from {before} is 0, so no weight between them changes the"
                " loss and none learns.",
            )
        else:
            template = tr(
                "Walkthrough",
                "A weight matters as much as what comes in through it times the {delta} that"
                " comes back{mean}.",
            )
        return fill(template, **nodes)
    if not delta[:, unit].any():
        template = tr(
            "Walkthrough",
            "As {delta} is 0, the weights into this neuron learn nothing from {examples}.",
        )
        return fill(template, **nodes)
    if step.grain == "neuron":
        template = tr(
            "Walkthrough",
            "All weights into the neuron share its {delta}: the more came in through one, the"
            " more it matters{mean}.",
        )
        return fill(template, **nodes)
    gradient = gradients[term, unit]
    if not a[:, term].any():
        template = tr(
            "Walkthrough",
            "What came from {source} was 0 for {examples}, so the weight did not matter and learns"
            " nothing.",
        )
    elif gradient > 0:
        template = tr(
            "Walkthrough", "The gradient is positive: a larger weight would raise the loss{mean}."
        )
    elif gradient < 0:
        template = tr(
            "Walkthrough", "The gradient is negative: a larger weight would lower the loss{mean}."
        )
    else:
        template = tr(
            "Walkthrough", "The gradient is 0: changing the weight a little changes no loss{mean}."
        )
    return fill(template, **nodes, source=Words(step.name(layer - 1, term)))


def bias_gradient_words(step: Step) -> Node:
    tr, layer, unit = QCoreApplication.translate, step.layer, step.unit
    delta = step.walk.backward.deltas[layer - 1]
    gradient = step.walk.backward.gradients[layer - 1].biases[unit]
    if step.grain == "neuron":
        delta = delta[:, unit]
    if not delta.any():
        template = tr("Walkthrough", "As {delta} is 0, no bias learns here from {examples}.")
    elif step.grain == "layer":
        template = tr(
            "Walkthrough",
            "A bias is like a weight through which 1 always comes in, so its gradient is {delta}"
            " itself{mean}.",
        )
    elif gradient > 0:
        template = tr(
            "Walkthrough", "The gradient is positive: a larger bias would raise the loss{mean}."
        )
    elif gradient < 0:
        template = tr(
            "Walkthrough", "The gradient is negative: a larger bias would lower the loss{mean}."
        )
    else:
        template = tr(
            "Walkthrough", "The gradient is 0: changing the bias a little changes no loss{mean}."
        )
    at = () if step.grain == "layer" else (unit,)
    return fill(
        template,
        delta=letter("δ", layer, *at),
        examples=_examples(step),
        mean=_averaged(step),
    )


def _examples(step: Step) -> Node:
    tr = QCoreApplication.translate
    return Words(
        tr("Walkthrough", "this batch") if step.batch > 1 else tr("Walkthrough", "this example")
    )


def _averaged(step: Step) -> Node:
    """Return words at a sentence's end that say what a batch does to a gradient."""
    if step.batch == 1:
        return ""
    words = QCoreApplication.translate("Walkthrough", ", on average over the {} examples")
    return Words(words.format(step.batch))
