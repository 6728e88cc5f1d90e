"""The parameters move: how the optimizer changes a layer's weights and biases."""

import numpy as np

from core.notation.markup import Lines, Node, Words, fill
from core.notation.symbols import by, letter
from gui.translation import translate
from gui.walk.words import frozen, optimizers, titles
from gui.walk.words.changes import changes
from gui.walk.words.numbers import exact
from gui.walk.words.stage import StageWords
from gui.walk.words.step import Step


def _title(step: Step) -> Node:
    if step.is_frozen:
        return frozen.title(step)
    if step.grain == "layer":
        template = translate("Walkthrough", "Layer {layer} of {layers}: update of {symbol}")
        return titles.of_layer(step, template, "W, b")
    if step.grain == "neuron":
        template = translate("Walkthrough", "{neuron}: update of its weights and its bias")
        return titles.of_neuron(step, template)
    if step.is_bias:
        template = translate("Walkthrough", "{neuron}: update of its bias {symbol}")
        return titles.of_neuron(step, template, titles.at("b", step.unit))
    template = translate("Walkthrough", "{source} → {target}: update of {symbol}")
    return titles.of_edge(step, template, titles.at("w", step.term, step.unit))


def _formula(step: Step) -> Lines:
    layer, unit = step.layer, step.unit
    if step.grain == "edge":
        parameter = optimizers.parameter_of(step)
        if step.is_frozen:
            return (frozen.kept(parameter),)
        return optimizers.formula(step, parameter, regularised=not step.is_bias)
    indices = () if step.grain == "layer" else ("i", unit)
    weight = letter("w" if indices else "W", layer, *indices)
    bias = letter("b", layer, *indices[1:])
    if step.is_frozen:
        return (frozen.kept(weight), frozen.kept(bias))
    if step.frozen[0].all():  # weight by weight
        return (frozen.kept(weight), *optimizers.formula(step, bias, regularised=False))
    template = (
        translate("Walkthrough", "the same for {bias}, but with {g} = {gradient}")
        if any(optimizers.decays_of(step))
        else translate("Walkthrough", "the same for {bias}, with {gradient}")
    )
    likewise = fill(template, bias=bias, gradient=by(bias), g="g")
    lines = (*optimizers.formula(step, weight, regularised=True), likewise)
    return (*lines, Words(frozen.remark())) if step.is_partly_frozen else lines


def _numbers(step: Step) -> Lines:
    return optimizers.numbers(step) if step.grain == "edge" else changes(step)


def _sentence(step: Step) -> Node:
    if step.is_frozen:
        return Words(frozen.sentence(step))
    if step.grain == "edge":
        return _of_parameter(step)
    if step.is_partly_frozen and not step.own(_moved(step)).any():
        return Words(frozen.still())
    return _of_layer(step) if step.grain == "layer" else _of_neuron(step)


def _of_layer(step: Step) -> Node:
    rates, moves = step.walk.hyperparameters, _moved(step).any()
    if not moves and rates.l1:
        template = translate(
            "Walkthrough",
            "Nothing moves in this layer. All its gradients, with what L1 adds, are 0 or too"
            " small.",
        )
    elif not moves and rates.l2:
        template = translate(
            "Walkthrough",
            "Nothing moves in this layer. All its gradients, L2 included, are 0 or too small.",
        )
    elif not moves:
        template = translate(
            "Walkthrough", "Nothing moves in this layer. All its gradients are 0 or too small."
        )
    elif rates.l2:
        template = optimizers.layer_template_with_l2(rates.optimizer)
    else:
        template = optimizers.layer_template(rates.optimizer)
    letter_l2, letter_l1 = optimizers.decays_of(step).letters
    said = fill(
        template,
        optimizer=Words(rates.optimizer),
        rate=exact(rates.learning_rate),
        kept=exact(rates.momentum),
        decay=(optimizers.subscripted(letter_l2), " = ", exact(rates.l2)),
        v="v",
        m="m",
    )
    if moves and rates.l1:
        of_l1 = fill(
            optimizers.of_l1(), l1=(optimizers.subscripted(letter_l1), " = ", exact(rates.l1))
        )
        said = (said, " ", of_l1)
    if step.is_partly_frozen:
        said = (said, " ", Words(frozen.exception()))
    if rates.dropout:
        said = (said, " ", Words(_without_dropout()))
    return said


def _without_dropout() -> str:
    """Say what is left out of the walk."""
    return translate(
        "Walkthrough", "Training leaves neurons out by dropout; this walk goes through all of them."
    )


def _of_neuron(step: Step) -> Node:
    moved = _moved(step)[:, step.unit]
    farthest = int(np.abs(moved).argmax())
    is_bias = farthest == len(moved) - 1
    if not moved.any():
        template = translate(
            "Walkthrough",
            "Its weights and its bias do not move. Their gradients are 0 or too small.",
        )
    elif step.frozen[0].all():
        template = translate("Walkthrough", "Its weights are frozen. Its bias moves by {change}.")
    elif is_bias:
        template = translate(
            "Walkthrough", "Its weights and its bias move. The bias moves farthest, by {change}."
        )
    else:
        template = translate(
            "Walkthrough",
            "Its weights and its bias move. The weight from {source} moves farthest, by {change}.",
        )
    source = "" if is_bias else Words(step.name(step.layer - 1, farthest))
    said = fill(template, source=source, change=step.number(moved[farthest]))
    with_exception = step.is_partly_frozen and not step.frozen[0].all()
    return (said, " ", Words(frozen.exception())) if with_exception else said


def _of_parameter(step: Step) -> Node:
    found = optimizers.numbers_at(step)
    change = found.after - found.before
    parameter, optimizer = optimizers.parameter_of(step), step.walk.hyperparameters.optimizer
    return fill(
        _parameter_template(step, found, change),
        parameter=parameter,
        optimizer=Words(optimizer),
        change=step.number(change),
    )


def _parameter_template(step: Step, found: optimizers.Numbers, change: float) -> str:
    if change == 0:
        return _still_template(step.is_bias, bool(found.regularised))
    if change * found.gradient < 0:
        return _downhill_template(step.is_bias, change)
    if change * found.regularised < 0:
        if step.walk.hyperparameters.l1:
            return translate(
                "Walkthrough",
                "Here regularisation alone decides: it pulls the weight towards 0.",
            )
        return translate("Walkthrough", "Here L2 alone decides: it pulls the weight towards 0.")
    if not optimizers.optimizer_of(step).follows_earlier:
        return translate("Walkthrough", "With {optimizer}, {parameter} changes here by {change}.")
    if step.is_bias:
        return translate(
            "Walkthrough",
            "Earlier gradients still count for more than this one. They carry the bias along.",
        )
    return translate(
        "Walkthrough",
        "Earlier gradients still count for more than this one. They carry the weight along.",
    )


def _still_template(is_bias: bool, has_gradient: bool) -> str:
    if has_gradient and is_bias:
        return translate(
            "Walkthrough",
            "The update is too small to change the bias's last digit. The bias stays as it is.",
        )
    if has_gradient:
        return translate(
            "Walkthrough",
            "The update is too small to change the weight's last digit. The weight stays as it is.",
        )
    if is_bias:
        return translate("Walkthrough", "The gradient is 0, so the bias stays as it is.")
    return translate("Walkthrough", "The gradient is 0, so the weight stays as it is.")


def _downhill_template(is_bias: bool, change: float) -> str:
    if change < 0:
        if is_bias:
            return translate(
                "Walkthrough", "A larger bias would raise the loss, so the bias goes down."
            )
        return translate(
            "Walkthrough", "A larger weight would raise the loss, so the weight goes down."
        )
    if is_bias:
        return translate("Walkthrough", "A larger bias would lower the loss, so the bias goes up.")
    return translate("Walkthrough", "A larger weight would lower the loss, so the weight goes up.")


def _moved(step: Step) -> np.ndarray:
    """Return the changes [inputs + 1, outputs] of a layer's weights and, below them, biases."""
    old, new = step.walk.parameters[step.layer - 1], step.walk.updated[0][step.layer - 1]
    return np.vstack([new.weights - old.weights, new.biases - old.biases])


def _computed(step: Step) -> np.ndarray:
    weights, biases, _ = step.walk.updated[0][step.layer - 1]
    if step.grain == "layer":
        return np.append(weights, biases)
    if step.grain == "neuron":
        return weights[:, step.unit]
    computed: np.ndarray = (biases if step.is_bias else weights[step.term])[step.unit]
    return computed


WORDS = StageWords(_title, _formula, _numbers, _sentence, _computed)
