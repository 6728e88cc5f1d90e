"""How the loss changes with each bias: ∂C/∂b = δ, averaged over the batch."""

from core.notation.markup import Lines, Node, fill
from core.notation.symbols import by, letter, mean_of, total
from gui.translation import translate
from gui.walk.words import titles
from gui.walk.words.numbers import added, mean_line, row, shortened, term
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step


def _title(step: Step) -> Node:
    if step.grain == "layer":
        template = translate(
            "Walkthrough", "Layer {layer} of {layers}: gradients {symbol} of the biases"
        )
        return titles.of_layer(step, template, by("b"))
    template = translate("Walkthrough", "{neuron}: gradient {symbol} of its bias")
    return titles.of_neuron(step, template, by(titles.at("b", step.unit)))


def _formula(step: Step) -> Lines:
    unit = (step.unit,) if step.grain == "neuron" else ()
    delta = letter("δ", step.layer, *unit)
    mean = mean_of(step.batch, (total("n"), delta)) if step.batch > 1 else delta
    return ((by(letter("b", step.layer, *unit)), " = ", mean),)


def _numbers(step: Step) -> Lines:
    layer, unit = step.layer, step.unit
    biases = step.walk.backward.gradients[layer - 1].biases
    if step.grain == "layer":
        return ((by(letter("b", layer)), " = ", row(biases, step.decimals)),)
    symbol, result = by(letter("b", layer, unit)), step.number(biases[unit])
    if step.batch == 1:
        return ((symbol, " = ", letter("δ", layer, unit), " = ", result),)
    deltas = step.walk.backward.deltas[layer - 1][:, unit]
    terms = shortened(deltas, lambda index: term(deltas[index], step.decimals), step.decimals)
    return (mean_line(symbol, added(terms), step.batch, result),)


def _sentence(step: Step) -> Node:
    at = () if step.grain == "layer" else (step.unit,)
    return fill(_template(step), delta=letter("δ", step.layer, *at))


def _template(step: Step) -> str:
    delta, batch = step.own(step.walk.backward.deltas[step.layer - 1]), step.batch
    gradient = step.walk.backward.gradients[step.layer - 1].biases[step.unit]
    if not delta.any():
        if batch > 1:
            return translate("Walkthrough", "Here {delta} is 0, so no bias learns from this batch.")
        return translate("Walkthrough", "Here {delta} is 0, so no bias learns from this example.")
    if step.grain == "layer":
        if batch > 1:
            return translate(
                "Walkthrough",
                "A bias is like a weight whose input is always 1. Its gradient is {delta}"
                " itself, averaged over the %n examples.",
                "",
                batch,
            )
        return translate(
            "Walkthrough",
            "A bias is like a weight whose input is always 1. So its gradient is {delta} itself.",
        )
    if gradient > 0:
        if batch > 1:
            return translate(
                "Walkthrough",
                "The gradient is positive: a larger bias would raise the loss, on average over"
                " the %n examples.",
                "",
                batch,
            )
        return translate(
            "Walkthrough", "The gradient is positive: a larger bias would raise the loss."
        )
    if gradient < 0:
        if batch > 1:
            return translate(
                "Walkthrough",
                "The gradient is negative: a larger bias would lower the loss, on average over"
                " the %n examples.",
                "",
                batch,
            )
        return translate(
            "Walkthrough", "The gradient is negative: a larger bias would lower the loss."
        )
    if batch > 1:
        return translate(
            "Walkthrough",
            "The gradient is 0: a small change of the bias does not change the loss, on"
            " average over the %n examples.",
            "",
            batch,
        )
    return translate(
        "Walkthrough", "The gradient is 0: a small change of the bias does not change the loss."
    )


WORDS = StageWords(
    _title,
    _formula,
    _numbers,
    _sentence,
    lambda step: step.own(step.walk.backward.gradients[step.layer - 1].biases),
)
