"""How the loss changes with each weight: ∂C/∂W = aᵀ·δ, averaged over the batch."""

import numpy as np

from core.notation.markup import Lines, Node, Script, Words, fill
from core.notation.symbols import LOSS, activation, by, letter, mean_of, total
from gui.translation import translate
from gui.walk.words import titles
from gui.walk.words.numbers import (
    SHOWN,
    added,
    largest,
    matrix,
    mean_line,
    product,
    products,
    sizes,
    summary,
)
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step

_LISTED = 4  # gradients of single weights


def _title(step: Step) -> Node:
    unit, source = step.unit, step.term
    if step.grain == "layer":
        template = translate(
            "Walkthrough", "Layer {layer} of {layers}: gradients {symbol} of the weights"
        )
        return titles.of_layer(step, template, by("W"))
    if step.grain == "neuron":
        template = translate("Walkthrough", "{neuron}: gradients {symbol} of its weights")
        return titles.of_neuron(step, template, by(titles.at("w", "i", unit)))
    template = translate("Walkthrough", "{source} → {target}: gradient {symbol}")
    return titles.of_edge(step, template, by(titles.at("w", source, unit)))


def _formula(step: Step) -> Lines:
    layer, unit = step.layer, step.unit
    if step.grain == "layer":
        before = activation(layer - 1)
        transposed = Script(("(", before, ")") if layer > 1 else before, above="T")
        whole = mean_of(step.batch, (transposed, "·", letter("δ", layer)))
        return (_chain_rule(step, "i", "j"), (by(letter("W", layer)), " = ", whole))
    return (_chain_rule(step, "i" if step.grain == "neuron" else step.term, unit),)


def _chain_rule(step: Step, source: int | str, unit: int | str) -> Node:
    """Return ∂C/∂w²₃₆ = ∂z²₆/∂w²₃₆ · ∂C/∂z²₆ = a¹₃·δ²₆, or the mean of that."""
    layer, loss = step.layer, LOSS if step.batch > 1 else "C"
    weight, z = letter("w", layer, source, unit), letter("z", layer, unit)
    links: Node = (by(weight, z), " · ", by(z, loss))
    product: Node = (step.output_of(layer - 1, source), "·", letter("δ", layer, unit))
    if step.batch > 1:
        links, product = (mean_of(step.batch, (total("n"), one)) for one in (links, product))
    return (by(weight), " = ", links, " = ", product)


def _numbers(step: Step) -> Lines:
    layer, unit, source = step.layer, step.unit, step.term
    weights = step.walk.backward.gradients[layer - 1].weights
    if step.grain == "layer":
        return _of_matrix(step, weights)
    if step.grain == "neuron":
        return _of_neuron(step, weights[:, unit])
    a = step.walk.forward.activations[layer - 1][:, source]
    delta = step.walk.backward.deltas[layer - 1][:, unit]
    symbol = by(letter("w", layer, source, unit))
    terms = added(products(a, delta, step.decimals))
    line = mean_line(symbol, terms, step.batch, step.number(weights[source, unit]))
    return (*_origins(step, a[0], delta[0]), line) if step.batch == 1 else (line,)


def _origins(step: Step, a: float, delta: float) -> Lines:
    """Say where the two numbers come from whose product the gradient is."""
    layer, unit, source = step.layer, step.unit, step.term
    forward = translate("Walkthrough", "{value}, from the forward pass")
    backward = translate("Walkthrough", "{value}, from the backward pass")
    return (
        fill(forward, value=(step.output_of(layer - 1, source), " = ", step.number(a))),
        fill(backward, value=(letter("δ", layer, unit), " = ", step.number(delta))),
    )


def _of_matrix(step: Step, gradients: np.ndarray) -> Lines:
    layer = step.layer
    whole = (by(letter("W", layer)), " = ", matrix(gradients, step.decimals))
    if gradients.size == 1:
        return (whole,)
    place = np.unravel_index(sizes(gradients).argmax(), gradients.shape)
    symbol = by(letter("w", layer, *map(int, place)))
    words = translate("Walkthrough", "the largest: {gradient}")
    middle: Node = ()
    if step.batch == 1:
        source, unit = place
        factors = product(step.a(layer - 1)[source], step.delta(layer)[unit], step.decimals)
        middle = (added([factors]), " = ")
    return (whole, fill(words, gradient=(symbol, " = ", middle, step.number(gradients[place]))))


def _of_neuron(step: Step, gradients: np.ndarray) -> Lines:
    """Return the gradients of all weights into a neuron, or the largest."""
    layer, unit = step.layer, step.unit
    few = len(gradients) <= SHOWN
    chosen = list(range(len(gradients))) if few else largest(gradients, _LISTED)
    a, delta = step.a(layer - 1), step.delta(layer)[unit]
    lines: list[Node] = []
    for source in chosen:
        symbol, value = by(letter("w", layer, source, unit)), step.number(gradients[source])
        middle: Node = ()
        if step.batch == 1:
            middle = (added([product(a[source], delta, step.decimals)]), " = ")
        lines.append((symbol, " = ", middle, value))
    if not few:
        rest = np.delete(gradients, chosen)
        words = translate("Walkthrough", "… and {rest}")
        lines.append(fill(words, rest=summary(rest, f"{len(rest):,}", step.decimals)))
    return tuple(lines)


def _sentence(step: Step) -> Node:
    layer = step.layer
    at = () if step.grain == "layer" else (step.unit,)
    return fill(
        _template(step),
        delta=letter("δ", layer, *at),
        layer=Words(step.words(layer)),
        before=Words(step.words(layer - 1)),
        source=Words(step.name(layer - 1, step.term)),
    )


def _template(step: Step) -> str:
    layer, batch = step.layer, step.batch
    a, delta = step.walk.forward.activations[layer - 1], step.walk.backward.deltas[layer - 1]
    if step.grain == "layer":
        if not delta.any():
            if batch > 1:
                return translate(
                    "Walkthrough", "All {delta} are 0, so {layer} learns nothing from this batch."
                )
            return translate(
                "Walkthrough", "All {delta} are 0, so {layer} learns nothing from this example."
            )
        if not a.any():
            return translate(
                "Walkthrough",
                "Everything that comes from {before} is 0. So these weights do not change the"
                " loss, and none of them learns.",
            )
        if batch > 1:
            return translate(
                "Walkthrough",
                "A weight's gradient is what came in through it on the way forward, times the"
                " {delta} on the way back. It is averaged over the %n examples.",
                "",
                batch,
            )
        return translate(
            "Walkthrough",
            "A weight's gradient is what came in through it on the way forward, times the"
            " {delta} on the way back.",
        )
    if not delta[:, step.unit].any():
        if batch > 1:
            return translate(
                "Walkthrough",
                "Its {delta} is 0, so the weights into this neuron learn nothing from this batch.",
            )
        return translate(
            "Walkthrough",
            "Its {delta} is 0, so the weights into this neuron learn nothing from this example.",
        )
    if step.grain == "neuron":
        if batch > 1:
            return translate(
                "Walkthrough",
                "All weights into this neuron share its {delta}. The more came in through a"
                " weight, the larger its gradient, on average over the %n examples.",
                "",
                batch,
            )
        return translate(
            "Walkthrough",
            "All weights into this neuron share its {delta}. The more came in through a"
            " weight, the larger its gradient.",
        )
    return _edge_template(step, a[:, step.term])


def _edge_template(step: Step, a: np.ndarray) -> str:
    batch = step.batch
    gradient = step.walk.backward.gradients[step.layer - 1].weights[step.term, step.unit]
    if not a.any():
        if batch > 1:
            return translate(
                "Walkthrough",
                "Only 0 came from {source}, so this weight did not matter. It learns nothing"
                " from this batch.",
            )
        return translate(
            "Walkthrough",
            "Only 0 came from {source}, so this weight did not matter. It learns nothing from"
            " this example.",
        )
    if gradient > 0:
        if batch > 1:
            return translate(
                "Walkthrough",
                "The gradient is positive: a larger weight would raise the loss, on average over"
                " the %n examples.",
                "",
                batch,
            )
        return translate(
            "Walkthrough", "The gradient is positive: a larger weight would raise the loss."
        )
    if gradient < 0:
        if batch > 1:
            return translate(
                "Walkthrough",
                "The gradient is negative: a larger weight would lower the loss, on average over"
                " the %n examples.",
                "",
                batch,
            )
        return translate(
            "Walkthrough", "The gradient is negative: a larger weight would lower the loss."
        )
    if batch > 1:
        return translate(
            "Walkthrough",
            "The gradient is 0: a small change of the weight does not change the loss, on"
            " average over the %n examples.",
            "",
            batch,
        )
    return translate(
        "Walkthrough", "The gradient is 0: a small change of the weight does not change the loss."
    )


def _computed(step: Step) -> np.ndarray:
    weights, biases, _ = step.walk.backward.gradients[step.layer - 1]
    if step.grain == "layer":
        return np.append(weights, biases)
    return weights[:, step.unit] if step.grain == "neuron" else weights[step.term, step.unit]


WORDS = StageWords(_title, _formula, _numbers, _sentence, _computed)
