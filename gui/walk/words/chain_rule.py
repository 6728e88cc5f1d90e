"""From ∂Cⁿ/∂a to δ = ∂Cⁿ/∂z, through an activation function: what both stages of δ share."""

import numpy as np

from core.activations import ACTIVATIONS
from core.notation.markup import Lines, Node, Words, fill
from core.notation.symbols import LOSS, activation, by, error, letter, mixture, slope
from gui.translation import translate
from gui.walk.words import trees
from gui.walk.words.activations import SATURATED
from gui.walk.words.numbers import added, product, products, sum_of
from gui.walk.words.step import Step

_FLAT_FAR_OUT = ("sigmoid", "tanh", "elu")  # f′ comes to 0 far from z = 0, and nowhere else
_KINKED = ("prelu",)  # f′(0) counts as 0


def softmax_formula(step: Step) -> Node:
    """Return δ = ∂Cⁿ/∂z = a·(∂Cⁿ/∂a − Σₖ aₖ·∂Cⁿ/∂aₖ) of the step's layer or neuron."""
    unit = (step.unit,) if step.grain == "neuron" else ()
    a, times = activation(step.layer, *unit), "·" if unit else " ⊙ "
    inside = (by(a, LOSS), " − ", mixture(step.layer))
    return (error(step.layer, *unit), " = ", a, times, "(", inside, ")")


def numbers(step: Step) -> Lines:
    """Return the lines from the number ∂Cⁿ/∂a of a neuron to its δ."""
    layer, unit = step.layer, step.unit
    upstream, derivative = step.upstream(layer), step.walk.derivative(layer)
    symbol, delta = letter("δ", layer, unit), step.number(step.delta(layer)[unit])
    if derivative is not None:
        factors = product(upstream[unit], derivative[unit], step.decimals)
        line = (symbol, " = ", added([factors]), " = ", delta)
        return (trees.slope_numbers(step, layer, unit), line)
    a = step.a(layer)
    mean = sum_of(a, upstream)
    terms = added(products(a, upstream, step.decimals))
    inside = (step.number(upstream[unit]), " − ", step.factor(mean))
    return (
        (mixture(layer), " = ", terms, " = ", step.number(mean)),
        (symbol, " = ", step.number(a[unit]), "·(", inside, ") = ", delta),
    )


def sentence(step: Step) -> Node:
    """Say how δ of a layer or neuron comes through the activation function, or why it does not."""
    layer = step.layer
    at = () if step.grain == "layer" else (step.unit,)
    derivative = step.walk.derivative(layer)
    flat = 0 if derivative is None else np.count_nonzero(derivative == 0)
    return fill(
        blocked(step) or _through(step),
        f=Words(step.activation(layer)),
        a=letter("a", layer, *at),
        z=letter("z", layer, *at),
        slope=slope(layer, *at),
        delta=letter("δ", layer, *at),
        definition=error(layer, *at),
        upstream=by(letter("a", layer, *at), LOSS),
        behind=Words(step.words(layer + 1)) if layer < step.last else "",
        flat=Words(str(flat)),
        all=Words(str(step.size(layer))),
    )


def blocked(step: Step) -> str | None:
    """Return why no δ passes; None: some does."""
    layer, name = step.layer, step.activation(step.layer)
    derivative = step.walk.derivative(layer)
    if not ACTIVATIONS[name].differentiable:
        return translate(
            "Walkthrough",
            "The derivative of {f} is 0 wherever it exists, so no {delta} passes."
            " Backpropagation stops here: this layer and all layers before it learn nothing."
            " That is why networks use smooth neurons such as sigmoid.",
        )
    if not step.upstream(layer).any():
        return _nothing_arrives(step)
    if derivative is None or step.own(derivative).any():
        return None
    return _flat_layer(name) if step.grain == "layer" else _flat_neuron(step, name)


def _nothing_arrives(step: Step) -> str:
    layer = step.layer
    if layer < step.last:
        return translate(
            "Walkthrough",
            "Nothing comes back from {behind}, so {delta} is 0. This layer and all layers"
            " before it learn nothing from this example.",
        )
    if step.walk.assumed:
        return nothing_from_assumed()
    if np.array_equal(step.a(layer), step.targets):
        return translate(
            "Walkthrough",
            "The outputs are exactly right. All {delta} are 0, so this example teaches nothing.",
        )
    return translate(
        "Walkthrough",
        "Here the loss does not change with the outputs. All {delta} are 0, so this example"
        " teaches nothing.",
    )


def nothing_from_assumed() -> str:
    """Return why all δ of the output are 0 where the target is the network's own answer."""
    return translate(
        "Walkthrough",
        "The right answer is not known: the target is the network's own answer. So {delta} is 0,"
        " and this example teaches nothing.",
    )


def _flat_layer(name: str) -> str:
    if name == "relu":
        return translate(
            "Walkthrough",
            "No {z} is positive, so relu is flat everywhere: {slope} = 0 lets no {delta} pass."
            " This layer and all layers before it learn nothing from this example.",
        )
    if name in _FLAT_FAR_OUT:
        return translate(
            "Walkthrough",
            "So far from 0, {f} is quite flat: {slope} = 0 lets no {delta} pass.",
        )
    return translate(
        "Walkthrough",
        "For every neuron here, {f} has the derivative {slope} = 0. That lets no {delta} pass.",
    )


def _flat_neuron(step: Step, name: str) -> str:
    if name == "relu":
        return translate(
            "Walkthrough",
            "As {z} is not positive, relu is flat there: {slope} = 0 lets no {delta} pass. The"
            " weights into this neuron learn nothing from this example.",
        )
    if name in _KINKED and step.z(step.layer)[step.unit] == 0:
        return translate(
            "Walkthrough",
            "Here {z} = 0, exactly at the kink of {f}. There {slope} counts as 0, so no"
            " {delta} passes.",
        )
    if name in _FLAT_FAR_OUT:
        return translate(
            "Walkthrough",
            "So far from 0, {f} is quite flat: {slope} = 0 lets no {delta} pass.",
        )
    return translate(
        "Walkthrough", "At this {z} the derivative of {f} is 0: {slope} = 0 lets no {delta} pass."
    )


def _through(step: Step) -> str:
    derivative = step.walk.derivative(step.layer)
    if derivative is None:
        return _through_softmax(step)
    return _layer_through(step, derivative) if step.grain == "layer" else _neuron_through(step)


def _through_softmax(step: Step) -> str:
    if step.grain == "layer":
        return translate(
            "Walkthrough",
            "In softmax, every share depends on every {z}. So {delta} is {a} times how far"
            " each {upstream} is from their mean, weighted by {a}.",
        )
    return translate(
        "Walkthrough",
        "What a larger {z} adds to this neuron's share, softmax takes from the others. So only"
        " the difference between {upstream} and the mean of all neurons counts.",
    )


def _layer_through(step: Step, derivative: np.ndarray) -> str:
    if not derivative.all():
        count = step.size(step.layer)
        return translate(
            "Walkthrough",
            "The chain rule: what comes back to each neuron is multiplied by {slope}. That is"
            " 0 for {flat} of %n neurons, so no {delta} passes through those.",
            "",
            count,
        )
    if step.layer == step.last:
        return translate(
            "Walkthrough",
            "The way back begins with {definition}: how fast the loss changes with {z}. By the"
            " chain rule it is {upstream} times {slope}.",
        )
    return translate(
        "Walkthrough",
        "The way back leads through the same weights. Each neuron gathers what all neurons of"
        " {behind} ask of it. Then {slope} says how much of that passes.",
    )


def _neuron_through(step: Step) -> str:
    z, delta = float(step.z(step.layer)[step.unit]), step.delta(step.layer)[step.unit]
    if abs(z) > SATURATED.get(step.activation(step.layer), np.inf):
        return translate(
            "Walkthrough",
            "The neuron is saturated: {slope} is small and lets little of {upstream} pass."
            " This is how gradients vanish from layer to layer.",
        )
    if delta > 0:
        return translate(
            "Walkthrough",
            "What comes back to the neuron is {upstream}, and {slope} scales it. A larger {z}"
            " would raise the loss.",
        )
    if delta < 0:
        return translate(
            "Walkthrough",
            "What comes back to the neuron is {upstream}, and {slope} scales it. A larger {z}"
            " would lower the loss.",
        )
    return translate(
        "Walkthrough", "What comes back to the neuron, {upstream}, is 0. So {delta} is 0, too."
    )
