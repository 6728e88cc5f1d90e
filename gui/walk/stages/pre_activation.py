"""A neuron weighs what comes in, adds it up and adds its bias: z = a·W + b."""

import numpy as np

from core.notation.markup import Lines, Node, Words, fill
from core.notation.symbols import activation, letter, total
from gui.translation import translate
from gui.walk.words import titles
from gui.walk.words.numbers import added, largest, products, row, running, sum_of, term
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step


def _title(step: Step) -> Node:
    unit, source = step.unit, step.term
    if step.grain == "layer":
        template = translate("Walkthrough", "Layer {layer} of {layers}: pre-activation {symbol}")
        return titles.of_layer(step, template, "z")
    if step.grain == "neuron":
        template = translate("Walkthrough", "{neuron}: pre-activation {symbol}")
        return titles.of_neuron(step, template, titles.at("z", unit))
    if step.is_bias:
        template = translate("Walkthrough", "{neuron}: bias {symbol}, the last term")
        return titles.of_neuron(step, template, titles.at("b", unit))
    template = translate("Walkthrough", "{source} → {target}: {symbol}, term {number} of {count}")
    before = titles.at("a", source) if step.layer > 1 else step.output_of(0, source)
    return titles.of_edge(step, template, (before, "·", titles.at("w", source, unit)))


def _formula(step: Step) -> Lines:
    layer, unit, source = step.layer, step.unit, step.term
    if step.grain == "layer":
        product = (activation(layer - 1), "·", letter("W", layer))
        return ((letter("z", layer), " = ", *product, " + ", letter("b", layer)),)
    if step.grain == "neuron":
        products = (total("i"), activation(layer - 1, "i"), "·", letter("w", layer, "i", unit))
        return ((letter("z", layer, unit), " = ", products, " + ", letter("b", layer, unit)),)
    if step.is_bias:
        return (letter("b", layer, unit),)
    return ((step.output_of(layer - 1, source), "·", letter("w", layer, source, unit)),)


def _numbers(step: Step) -> Lines:
    layer, unit = step.layer, step.unit
    a, (weights, biases, _) = step.a(layer - 1), step.walk.parameters[layer - 1]
    if step.grain == "layer":
        return ((letter("z", layer), " = ", row(step.z(layer), step.decimals)),)
    bias, result = biases[unit], (" = ", step.number(step.z(layer)[unit]))
    z = (letter("z", layer, unit), " = ")
    if step.grain == "neuron":
        terms = [*products(a, weights[:, unit], step.decimals), term(bias, step.decimals)]
        return ((z, added(terms), result),)
    if step.is_bias:
        so_far = sum_of(a, weights[:, unit])
        whole = added([term(so_far, step.decimals), term(bias, step.decimals)])
        return ((letter("b", layer, unit), " = ", step.number(bias)), (z, whole, result))
    return running(a, weights[:, unit], step.term, step.decimals)


def _sentence(step: Step) -> Node:
    if step.grain == "layer":
        template = translate(
            "Walkthrough",
            "Every neuron of {layer} multiplies what comes from {before} by its weights, adds"
            " it up and adds its bias. One vector times one matrix does this for all neurons at"
            " once.",
        )
        layer, before = Words(step.words(step.layer)), Words(step.words(step.layer - 1))
        return fill(template, layer=layer, before=before)
    if step.grain == "neuron":
        return _of_neuron(step)
    return _of_bias(step) if step.is_bias else _of_edge(step)


def _of_neuron(step: Step) -> Node:
    layer, unit = step.layer, step.unit
    before = Words(step.words(layer - 1))
    products = step.a(layer - 1) * step.walk.parameters[layer - 1].weights[:, unit]
    strongest = largest(products, 1)[0]
    if not products.any():
        template = translate(
            "Walkthrough", "Nothing comes in from {before}: the bias alone makes {z}."
        )
    elif len(products) == 1:
        template = translate(
            "Walkthrough", "The neuron multiplies what comes in by its weight and adds its bias."
        )
    elif products[strongest] > 0:
        template = translate(
            "Walkthrough",
            "The neuron multiplies what comes from {before} by its weights, adds it up and"
            " adds its bias. The strongest push up is that of {strongest}.",
        )
    else:
        template = translate(
            "Walkthrough",
            "The neuron multiplies what comes from {before} by its weights, adds it up and"
            " adds its bias. The strongest push down is that of {strongest}.",
        )
    return fill(
        template,
        before=before,
        strongest=Words(step.name(layer - 1, strongest)),
        z=letter("z", layer, unit),
    )


def _of_edge(step: Step) -> Node:
    layer, unit, source = step.layer, step.unit, step.term
    a, weight = step.a(layer - 1)[source], step.walk.parameters[layer - 1].weights[source, unit]
    product = float(a) * float(weight)
    if a == 0:
        template = translate(
            "Walkthrough",
            "What comes from {source} is 0, so it adds nothing, whatever the weight.",
        )
    elif product == 0:
        template = translate(
            "Walkthrough", "The weight is 0, so {source} has no effect on this neuron."
        )
    elif product > 0:
        template = translate(
            "Walkthrough",
            "The weight and what comes in have the same sign. So {source} pushes the neuron up.",
        )
    else:
        template = translate(
            "Walkthrough",
            "The weight and what comes in have opposite signs. So {source} pushes the neuron down.",
        )
    return fill(template, source=Words(step.name(layer - 1, source)))


def _of_bias(step: Step) -> Node:
    bias = step.walk.parameters[step.layer - 1].biases[step.unit]
    if bias > 0:
        template = translate(
            "Walkthrough",
            "The bias comes last. It pushes the neuron up, whatever the example is. The sum is"
            " {z}.",
        )
    elif bias < 0:
        template = translate(
            "Walkthrough",
            "The bias comes last. It pushes the neuron down, whatever the example is. The sum"
            " is {z}.",
        )
    else:
        template = translate(
            "Walkthrough", "The bias comes last. It is 0, so the sum so far is {z}."
        )
    return fill(template, z=letter("z", step.layer, step.unit))


def _computed(step: Step) -> np.ndarray:
    layer = step.layer
    if step.grain == "edge" and not step.is_bias:
        weight = step.walk.parameters[layer - 1].weights[step.term, step.unit]
        product: np.ndarray = step.a(layer - 1)[step.term] * weight
        return product
    return step.own(step.z(layer))


WORDS = StageWords(_title, _formula, _numbers, _sentence, _computed)
