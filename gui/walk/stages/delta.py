"""δ further back: through the weights, then through the activation function."""

import numpy as np

from core.notation.markup import Lines, Node, Script, Words, fill
from core.notation.symbols import LOSS, activation, by, error, letter, slope, total
from gui.translation import translate
from gui.walk.words import chain_rule, titles, trees
from gui.walk.words.numbers import added, products, row, running, sum_of
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step


def _title(step: Step) -> Node:
    if step.grain == "layer":
        template = translate("Walkthrough", "Layer {layer} of {layers}: {symbol}, further back")
        return titles.of_layer(step, template, "δ")
    if step.grain == "neuron":
        template = translate("Walkthrough", "{neuron}: {symbol}")
        return titles.of_neuron(step, template, titles.at("δ", step.unit))
    template = translate("Walkthrough", "{source} ← {target}: {symbol}, term {number} of {count}")
    product = (titles.at("δ", step.term), "·", titles.at("w", step.unit, step.term))
    return titles.of_edge(step, template, product)


def _formula(step: Step) -> Lines:
    layer, behind, unit = step.layer, step.layer + 1, step.unit
    softmax = step.walk.derivative(layer) is None
    if step.grain == "layer":
        back = (letter("δ", behind), "·", Script(("(", letter("W", behind), ")"), above="T"))
        if softmax:
            upstream = (by(activation(layer), LOSS), " = ", back)
            return (upstream, chain_rule.softmax_formula(step))
        return ((error(layer), " = (", back, ") ⊙ ", slope(layer)),)
    source = "j" if step.grain == "neuron" else step.term
    product = (letter("δ", behind, source), "·", letter("w", behind, unit, source))
    if step.grain == "edge":
        return (product,)
    if softmax:
        gathered = (by(activation(layer, unit), LOSS), " = ", total("j"), product)
        return (gathered, chain_rule.softmax_formula(step))
    line = (error(layer, unit), " = (", total("j"), product, ")·", slope(layer, unit))
    return (line, trees.slope_formula(step, layer, unit))


def _numbers(step: Step) -> Lines:
    layer, unit = step.layer, step.unit
    if step.grain == "layer":
        return ((letter("δ", layer), " = ", row(step.delta(layer), step.decimals)),)
    deltas, weights = step.delta(layer + 1), step.walk.parameters[layer].weights[unit]
    if step.grain == "neuron":
        terms = added(products(deltas, weights, step.decimals))
        result = step.number(sum_of(deltas, weights))
        line = (by(activation(layer, unit), LOSS), " = ", terms, " = ", result)
        return (line, *chain_rule.numbers(step))
    lines = running(deltas, weights, step.term, step.decimals)
    return (*lines, *chain_rule.numbers(step)) if _is_last(step) else lines


def _is_last(step: Step) -> bool:
    return step.term == step.stage.terms - 1


def _sentence(step: Step) -> Node:
    if step.grain != "edge":
        return chain_rule.sentence(step)
    layer = step.layer
    return fill(
        chain_rule.blocked(step) or _edge_template(step),
        f=Words(step.activation(layer)),
        z=letter("z", layer, step.unit),
        slope=slope(layer, step.unit),
        source=Words(step.name(layer + 1, step.term)),
        behind=Words(step.words(layer + 1)),
        delta=letter("δ", *_named(step)),
    )


def _named(step: Step) -> tuple[int, int]:
    """Return the layer and neuron of the δ that the sentence of an edge names."""
    if chain_rule.blocked(step):
        return step.layer, step.unit
    return step.layer + 1, step.term


def _edge_template(step: Step) -> str:
    layer, unit, source = step.layer, step.unit, step.term
    delta, weight = step.delta(layer + 1)[source], step.walk.parameters[layer].weights[unit, source]
    product = float(delta) * float(weight)
    if not _is_last(step):
        return _product_template(delta, product)
    if step.walk.derivative(layer) is None:
        return _last_before_softmax(delta, product)
    return _last_template(delta, product)


def _product_template(delta: float, product: float) -> str:
    if delta == 0:
        return translate("Walkthrough", "Nothing comes back from {source}: its {delta} is 0.")
    if product > 0:
        return translate(
            "Walkthrough",
            "The {delta} of {source} comes back along this weight. It asks this neuron for less.",
        )
    if product < 0:
        return translate(
            "Walkthrough",
            "The {delta} of {source} comes back along this weight. It asks this neuron for more.",
        )
    return translate(
        "Walkthrough", "The weight is 0, so nothing comes back from {source} along it."
    )


def _last_template(delta: float, product: float) -> str:
    if delta == 0:
        return translate(
            "Walkthrough",
            "Nothing comes back from {source}: its {delta} is 0. The sum is now complete, and"
            " {slope} scales it.",
        )
    if product > 0:
        return translate(
            "Walkthrough",
            "The {delta} of {source} comes back along this weight. It asks this neuron for"
            " less. The sum is now complete, and {slope} scales it.",
        )
    if product < 0:
        return translate(
            "Walkthrough",
            "The {delta} of {source} comes back along this weight. It asks this neuron for"
            " more. The sum is now complete, and {slope} scales it.",
        )
    return translate(
        "Walkthrough",
        "The weight is 0, so nothing comes back from {source} along it. The sum is now"
        " complete, and {slope} scales it.",
    )


def _last_before_softmax(delta: float, product: float) -> str:
    if delta == 0:
        return translate(
            "Walkthrough",
            "Nothing comes back from {source}: its {delta} is 0. The sum is now complete, and"
            " goes through softmax.",
        )
    if product > 0:
        return translate(
            "Walkthrough",
            "The {delta} of {source} comes back along this weight. It asks this neuron for"
            " less. The sum is now complete, and goes through softmax.",
        )
    if product < 0:
        return translate(
            "Walkthrough",
            "The {delta} of {source} comes back along this weight. It asks this neuron for"
            " more. The sum is now complete, and goes through softmax.",
        )
    return translate(
        "Walkthrough",
        "The weight is 0, so nothing comes back from {source} along it. The sum is now"
        " complete, and goes through softmax.",
    )


def _computed(step: Step) -> np.ndarray:
    layer = step.layer
    if step.grain == "edge":
        weight = step.walk.parameters[layer].weights[step.unit, step.term]
        product: np.ndarray = step.delta(layer + 1)[step.term] * weight
        return product
    return step.own(step.delta(layer))


WORDS = StageWords(_title, _formula, _numbers, _sentence, _computed)
