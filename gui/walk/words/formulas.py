"""What each step of a walk computes, in symbols."""

from gui.walk.words import functions, losses, updates
from gui.walk.words.markup import Lines, Node, Over, Script, join
from gui.walk.words.step import Step
from gui.walk.words.symbols import (
    LOSS,
    activation,
    by,
    call,
    letter,
    mean_of,
    mixture,
    slope,
    target,
    total,
)


def formula(step: Step) -> Lines:
    """Return the lines of the formula of a step."""
    return _FORMULAS[step.kind](step)


def _input(step: Step) -> Lines:
    count = step.size(0)
    if count <= 3:
        listed = [activation(0, index) for index in range(count)]
    else:
        listed = [activation(0, 0), activation(0, 1), "…", activation(0, count - 1)]
    inside = join(", ", listed)
    return (("x = ", ("(", inside, ")") if count > 1 else inside),)


def _pre_activation(step: Step) -> Lines:
    layer, unit, term = step.layer, step.unit, step.term
    match step.grain:
        case "layer":
            weights, biases = letter("W", layer), letter("b", layer)
            return (
                (letter("z", layer), " = ", activation(layer - 1), "·", weights, " + ", biases),
            )
        case "neuron":
            a, w = activation(layer - 1, "i"), letter("w", layer, "i", unit)
            products = (total("i"), a, "·", w)
            bias = letter("b", layer, unit)
            return ((letter("z", layer, unit), " = ", products, " + ", bias),)
    if step.is_bias:
        return (letter("b", layer, unit),)
    return ((activation(layer - 1, term), "·", letter("w", layer, term, unit)),)


def _activation(step: Step) -> Lines:
    layer = step.layer
    if step.grain == "neuron":
        return (functions.formula(step, step.unit),)
    return ((activation(layer), " = ", call(step.activation(layer), letter("z", layer))),)


def _output_delta(step: Step) -> Lines:
    layer = step.layer
    unit = (step.unit,) if step.grain == "neuron" else ()
    delta, a = letter("δ", layer, *unit), activation(layer, *unit)
    difference = (a, " − ", target(*unit))
    if step.has_delta_rule:
        return ((delta, " = ", difference),)
    outputs = step.size(layer)
    rate = Over("2", str(outputs)) if outputs > 1 else "2"
    upstream = (by(a, LOSS), " = ", rate, "·(", difference, ")")
    if step.walk.derivative(layer) is None:
        return (upstream, _softmax_delta(step, delta))
    times = "·" if unit else " ⊙ "
    lines = (upstream, (delta, " = ", by(a, LOSS), times, slope(layer, *unit)))
    return (*lines, functions.slope_formula(step, layer, step.unit)) if unit else lines


def _softmax_delta(step: Step, delta: Node) -> Node:
    if step.grain == "neuron":
        a, times = activation(step.layer, step.unit), "·"
    else:
        a, times = activation(step.layer), " ⊙ "
    return (delta, " = ", a, times, "(", by(a, LOSS), " − ", mixture(step.layer), ")")


def _weight_gradient(step: Step) -> Lines:
    layer, unit, term = step.layer, step.unit, step.term
    if step.grain == "layer":
        before = activation(layer - 1)
        transposed = Script(("(", before, ")") if layer > 1 else before, above="T")
        product = (transposed, "·", letter("δ", layer))
        return ((by(letter("W", layer)), " = ", mean_of(step.batch, product)),)
    source = "i" if step.grain == "neuron" else term
    product = (activation(layer - 1, source), "·", letter("δ", layer, unit))
    return ((by(letter("w", layer, source, unit)), " = ", _over_examples(step, product)),)


def _bias_gradient(step: Step) -> Lines:
    unit = (step.unit,) if step.grain == "neuron" else ()
    delta = letter("δ", step.layer, *unit)
    return ((by(letter("b", step.layer, *unit)), " = ", _over_examples(step, delta)),)


def _over_examples(step: Step, of_one: Node) -> Node:
    """Return the mean over the batch's examples n of what each of them has."""
    return mean_of(step.batch, (total("n"), of_one)) if step.batch > 1 else of_one


def _delta(step: Step) -> Lines:
    layer, behind, unit = step.layer, step.layer + 1, step.unit
    softmax = step.walk.derivative(layer) is None
    if step.grain == "layer":
        back = (letter("δ", behind), "·", Script(("(", letter("W", behind), ")"), above="T"))
        delta = letter("δ", layer)
        if softmax:
            upstream = (by(activation(layer), LOSS), " = ", back)
            return (upstream, _softmax_delta(step, delta))
        return ((delta, " = (", back, ") ⊙ ", slope(layer)),)
    source = "j" if step.grain == "neuron" else step.term
    product = (letter("δ", behind, source), "·", letter("w", behind, unit, source))
    if step.grain == "edge":
        return (product,)
    delta = letter("δ", layer, unit)
    if softmax:
        upstream = (by(activation(layer, unit), LOSS), " = ", total("j"), product)
        return (upstream, _softmax_delta(step, delta))
    line = (delta, " = (", total("j"), product, ")·", slope(layer, unit))
    return (line, functions.slope_formula(step, layer, unit))


_FORMULAS = {
    "input": _input,
    "pre-activation": _pre_activation,
    "activation": _activation,
    "loss": losses.formula,
    "output delta": _output_delta,
    "weight gradient": _weight_gradient,
    "bias gradient": _bias_gradient,
    "delta": _delta,
    "update": updates.formula,
    "again": losses.formula_again,
}
