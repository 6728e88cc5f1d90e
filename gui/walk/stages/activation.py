"""A neuron's activation function: a = f(z)."""

import numpy as np

from core.notation.markup import Lines, Node, Over, fill
from core.notation.symbols import activation, call, exponential, letter, total
from gui.translation import translate
from gui.walk.words import activations, titles, trees
from gui.walk.words.numbers import Term, added, row, shortened
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step

_FAR = 100  # where the largest z is beyond this, e to the power of it would soon overflow


def _title(step: Step) -> Node:
    if step.grain == "layer":
        template = translate("Walkthrough", "Layer {layer} of {layers}: activation {symbol}")
        return titles.of_layer(step, template, "a")
    template = translate("Walkthrough", "{neuron}: activation {symbol}")
    return titles.of_neuron(step, template, titles.at("a", step.unit))


def _formula(step: Step) -> Lines:
    layer = step.layer
    if step.grain == "neuron":
        return (trees.value_formula(step, step.unit),)
    return ((activation(layer), " = ", call(step.activation(layer), letter("z", layer))),)


def _numbers(step: Step) -> Lines:
    layer = step.layer
    if step.grain == "layer":
        return ((activation(layer), " = ", row(step.a(layer), step.decimals)),)
    if step.walk.derivative(layer) is None:
        return _softmax(step)
    return (trees.value_numbers(step, step.unit),)


def _softmax(step: Step) -> Lines:
    layer, unit = step.layer, step.unit
    z = step.z(layer).astype(np.float64)
    peak = z.max()
    lines: list[Node] = []
    if abs(peak) > _FAR:
        words = translate(
            "Walkthrough", "first subtract the largest z, {peak}, from each; no share changes:"
        )
        lines.append(fill(words, peak=step.number(peak)))
        z = z - peak
    powers = np.exp(z)
    terms = shortened(
        powers, lambda index: Term(False, exponential(step.number(z[index]))), step.decimals
    )
    whole = step.number(powers.sum())
    sum_symbol = (total("j"), exponential(letter("z", layer, "j")))
    share = Over(step.number(powers[unit]), whole)
    power_over = Over(exponential(step.number(z[unit])), whole)
    result = step.number(step.a(layer)[unit])
    return (
        *lines,
        (sum_symbol, " = ", added(terms), " = ", whole),
        (activation(layer, unit), " = ", power_over, " = ", share, " = ", result),
    )


WORDS = StageWords(
    _title, _formula, _numbers, activations.sentence, lambda step: step.own(step.a(step.layer))
)
