"""Where the way back begins: δ = ∂Cⁿ/∂z of the output layer."""

from core.notation.markup import Lines, Node, Words, fill
from core.notation.symbols import LOSS, activation, by, error, letter, slope
from gui.translation import translate
from gui.walk.words import chain_rule, titles, trees
from gui.walk.words.numbers import row
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step


def _title(step: Step) -> Node:
    if step.grain == "layer":
        template = translate(
            "Walkthrough", "Layer {layer} of {layers}: {symbol}, where the way back begins"
        )
        return titles.of_layer(step, template, "δ")
    template = translate("Walkthrough", "{neuron}: {symbol}")
    return titles.of_neuron(step, template, titles.at("δ", step.unit))


def _formula(step: Step) -> Lines:
    layer = step.layer
    unit = (step.unit,) if step.grain == "neuron" else ()
    line = trees.loss_slope_formula(step)
    if step.loss.delta:
        return (line,)
    if step.walk.derivative(layer) is None:
        return (line, chain_rule.softmax_formula(step))
    upstream = by(activation(layer, *unit), LOSS)
    times = "·" if unit else " ⊙ "
    lines = (line, (error(layer, *unit), " = ", upstream, times, slope(layer, *unit)))
    return (*lines, trees.slope_formula(step, layer, step.unit)) if unit else lines


def _numbers(step: Step) -> Lines:
    layer = step.layer
    if step.grain == "layer":
        whole = (letter("δ", layer), " = ", row(step.delta(layer), step.decimals))
        label = _numbers(step.at(step.label)) if step.size(layer) > 1 else ()
        return (whole, *label)
    line = trees.loss_slope_numbers(step)
    return (line,) if step.loss.delta else (line, *chain_rule.numbers(step))


def _sentence(step: Step) -> Node:
    if not step.loss.delta:
        return chain_rule.sentence(step)
    layer = step.layer
    at = () if step.grain == "layer" else (step.unit,)
    return fill(
        _template(step),
        delta=letter("δ", layer, *at),
        definition=error(layer, *at),
        z=letter("z", layer, *at),
        f=Words(step.activation(layer)),
        loss=Words(step.walk.network.loss),
    )


def _template(step: Step) -> str:
    assumed = step.walk.assumed
    if assumed and not step.delta(step.layer).any():
        return chain_rule.nothing_from_assumed()
    # Whether an output is too large, nobody knows where the target is assumed.
    if step.loss.delta_is_difference and not (assumed and step.grain == "neuron"):
        return _difference_template(step)
    return _any_template(step)


def _difference_template(step: Step) -> str:
    delta = step.delta(step.layer)
    if not delta.any():
        return translate(
            "Walkthrough",
            "Every output is exactly right. All {delta} are 0, so this example teaches nothing.",
        )
    if step.grain == "layer":
        return translate(
            "Walkthrough",
            "The way back begins with {definition}: how fast the loss changes with {z}. For"
            " {loss} and {f} it is simply the output minus its target.",
        )
    if delta[step.unit] < 0:
        return translate(
            "Walkthrough",
            "The output is too small. Its {delta} is negative, so a larger {z} would lower the"
            " loss.",
        )
    if delta[step.unit] > 0:
        return translate(
            "Walkthrough",
            "The output is too large. Its {delta} is positive, so a smaller {z} would lower"
            " the loss.",
        )
    return translate(
        "Walkthrough", "The output is exactly right. Its {delta} is 0 and asks for no change."
    )


def _any_template(step: Step) -> str:
    delta = step.delta(step.layer)
    if not delta.any():
        return translate(
            "Walkthrough",
            "Here the loss does not change with {z}. As {delta} is 0, this example teaches"
            " nothing.",
        )
    if step.grain == "layer":
        return translate(
            "Walkthrough",
            "The way back begins with {definition}: how fast the loss changes with {z}. From"
            " here the chain rule leads back through the network.",
        )
    if delta[step.unit] < 0:
        return translate(
            "Walkthrough", "As {delta} is negative, a larger {z} would lower the loss."
        )
    if delta[step.unit] > 0:
        return translate(
            "Walkthrough", "As {delta} is positive, a smaller {z} would lower the loss."
        )
    return translate("Walkthrough", "As {delta} is 0, this output asks for no change of {z}.")


WORDS = StageWords(
    _title, _formula, _numbers, _sentence, lambda step: step.own(step.delta(step.layer))
)
