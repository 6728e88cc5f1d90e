"""What an update does, and what came of it, in one sentence a step."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.walk.words.markup import Node, Words, fill
from gui.walk.words.numbers import exact
from gui.walk.words.step import Step
from gui.walk.words.symbols import LOSS
from gui.walk.words.updates import numbers_at


def update_words(step: Step) -> Node:
    return {"layer": _of_layer, "neuron": _of_neuron, "edge": _of_parameter}[step.grain](step)


def again_words(step: Step) -> Node:
    tr = QCoreApplication.translate
    before, after = step.walk.backward.losses, step.walk.again[1].losses
    gradients = step.walk.backward.gradients
    rates = step.walk.hyperparameters
    if after[0] < before[0]:
        template = tr(
            "Walkthrough",
            "The loss fell: the network does better at this example, and training is nothing but"
            " such updates, again and again.",
        )
    elif after[0] == before[0]:
        still = not any(array.any() for layer in gradients for array in layer)
        template = (
            tr("Walkthrough", "The loss is as it was: every gradient is 0, so nothing is learned.")
            if still
            else tr(
                "Walkthrough",
                "The loss is as it was: the update was too small to show, or changed nothing that"
                " this example feels.",
            )
        )
    elif step.batch > 1 and after.mean() < before.mean():
        template = tr(
            "Walkthrough",
            "This example's loss rose although the batch's mean fell: an update serves the mean"
            " over all {count} examples, not every single one.",
        )
    elif step.walk.slots.updates and step.walk.slots.arrays:
        template = tr(
            "Walkthrough",
            "The loss rose: the step went too far, because the learning rate {rate} is too large"
            " or because {optimizer} still follows earlier gradients.",
        )
    elif rates.l2:
        template = tr(
            "Walkthrough",
            "The loss rose: the step went too far, because the learning rate {rate} is too large"
            " or because L2 regularisation pulls the weights elsewhere.",
        )
    else:
        template = tr(
            "Walkthrough",
            "The loss rose: the learning rate {rate} is too large, so the step went beyond the"
            " bottom of the valley and up the other side.",
        )
    return fill(
        template,
        count=Words(str(step.batch)),
        rate=exact(rates.learning_rate),
        optimizer=Words(rates.optimizer),
        loss=LOSS,
    )


def _of_layer(step: Step) -> Node:
    tr, rates = QCoreApplication.translate, step.walk.hyperparameters
    template = {
        "sgd": tr(
            "Walkthrough",
            "Every weight and bias takes a step downhill: against its gradient, {rate} times as"
            " far{decay}.",
        ),
        "momentum": tr(
            "Walkthrough",
            "Every weight and bias has a velocity {v}, which keeps {kept} of itself and gains a"
            " step against the gradient, so that steps in one direction add up{decay}.",
        ),
        "rmsprop": tr(
            "Walkthrough",
            "Every step is divided by the root of {v}, the running mean of the squared gradient,"
            " so that weights with small gradients move as far as those with large ones{decay}.",
        ),
        "adam": tr(
            "Walkthrough",
            "Every weight and bias goes against {m}, the running mean of its gradient, divided by"
            " the root of {v}, that of its square: a step is about as long as the learning rate"
            " {rate}, whatever the gradient's size{decay}.",
        ),
    }[rates.optimizer]
    if not _moved(step).any():
        template = tr(
            "Walkthrough", "Nothing moves in this layer: all its gradients are 0, or too small."
        )
    decay: Node = ""
    if rates.l2:
        words = tr("Walkthrough", "; L2 also draws every weight towards 0, with {decay}")
        decay = fill(words, decay=("λ = ", exact(rates.l2)))
    return fill(
        template,
        rate=exact(rates.learning_rate),
        kept=exact(rates.momentum),
        v="v",
        m="m",
        decay=decay,
    )


def _of_neuron(step: Step) -> Node:
    tr, unit, layer = QCoreApplication.translate, step.unit, step.layer
    moved = _moved(step)[:, unit]
    farthest = int(np.abs(moved).argmax())
    if not moved.any():
        template = tr(
            "Walkthrough",
            "Neither its weights nor its bias move: their gradients are 0, or too small.",
        )
    elif farthest == len(moved) - 1:
        template = tr(
            "Walkthrough", "Its weights and its bias move, and the bias farthest, by {change}."
        )
    else:
        template = tr(
            "Walkthrough",
            "Its weights and its bias move; the weight from {source} moves farthest, by {change}.",
        )
    source = "" if farthest == len(moved) - 1 else Words(step.name(layer - 1, farthest))
    return fill(template, source=source, change=step.number(moved[farthest]))


def _of_parameter(step: Step) -> Node:
    tr, found = QCoreApplication.translate, numbers_at(step)
    change, gradient = found.after - found.before, found.regularised
    if change == 0:
        template = (
            tr(
                "Walkthrough",
                "The step is too small to change the {parameter}'s last figure: it stays as it is.",
            )
            if gradient
            else tr("Walkthrough", "The gradient is 0, so the {parameter} stays as it is.")
        )
    elif change * found.gradient < 0:
        template = (
            tr(
                "Walkthrough",
                "The loss would rise with the {parameter}, so the {parameter} is lowered.",
            )
            if change < 0
            else tr(
                "Walkthrough",
                "The loss would fall if the {parameter} grew, so the {parameter} is raised.",
            )
        )
    elif change * gradient < 0:
        template = tr("Walkthrough", "L2 alone decides: it draws the weight towards 0.")
    else:
        template = tr(
            "Walkthrough",
            "Earlier gradients still count for more than this one, and carry the {parameter}"
            " on their way.",
        )
    noun = tr("Walkthrough", "bias") if step.is_bias else tr("Walkthrough", "weight")
    return fill(template, parameter=Words(noun))


def _moved(step: Step) -> np.ndarray:
    """Return the changes [inputs + 1, outputs] of a layer's weights and, below them, biases."""
    old, new = step.walk.parameters[step.layer - 1], step.walk.updated[0][step.layer - 1]
    return np.vstack([new.weights - old.weights, new.biases - old.biases])
