"""What is said of an evolution: of the network that is looked at, and what all of it is."""

import math

from core import mutations
from core.evolution import Evolution, Individual
from core.evolution_words import conclusion, score
from core.ready_evolutions import READY_EVOLUTIONS
from gui.numbers import fixed, number
from gui.translation import translate, worded


def about() -> str:
    """Return what this is and what it is not, with sources."""
    return translate(
        "Evolution",
        "Can a network find its own structure? Here a population tries. Each child is a copy of"
        " its parent with one change, and is trained for a while. The fittest have children:"
        " fitness is the score on validation examples, which no training sees, less a price for"
        " each parameter. A new neuron begins with weights of 0, and a new layer passes on what"
        " comes in, so these two change no answer (as in Net2Net, Chen, Goodfellow and Shlens,"
        " 2015). Networks of each depth have their share of the children, so that a new depth has"
        " time to learn (after NEAT, Stanley and Miikkulainen 2002). A parent is the fittest of a"
        " few that are drawn by lot (as by Real and others, 2017, who found image classifiers so,"
        " with a great many computers).\n\n"
        "What it is not: a better way to learn. The weights are still learned by gradient"
        " descent; chance only proposes structures. In practice people mostly choose the"
        " structure themselves, by trial and error, and evolving networks is “not very"
        " widespread”, as Hung-yi Lee says in his lectures. It costs many trainings, and another"
        " seed may find another structure. A survey: Yao, Evolving artificial neural networks,"
        " Proceedings of the IEEE 87, 1999.",
    )


def lasts() -> str:
    """Return how long an evolution is kept, and what can be kept longer."""
    return translate(
        "Evolution",
        "An evolution is kept until the window closes. To keep a network, open it as a run, and"
        " save.",
    )


def hint(name: str, running: bool, stopped: bool) -> str:
    """Return what stands in place of a tree that there is not yet, of the problem `name`."""
    ready = READY_EVOLUTIONS.get(name)
    see = (
        worded(ready.see)
        if ready
        else translate("Evolution", "It begins with the network and the data of the window.")
    )
    if running:
        text = translate("Evolution", "{see}\n\nThe first networks are being trained.")
    elif stopped:
        text = translate("Evolution", "{see}\n\nIt was stopped before the first generation.")
    else:
        text = translate("Evolution", "{see}\n\nPress Start. It takes some minutes.")
    return text.format(see=see)


def told_of(evolution: Evolution, one: Individual) -> tuple[str, ...]:
    """Return what is said of a network: lines, what it is first."""
    network, rates = one.run.experiment.network, one.run.experiment.hyperparameters
    count = one.parameters
    text = translate("Evolution", "No. {number}: {network}, {count} parameter(s)", "", count)
    lines = [
        text.format(number=one.number, network=network.title, count=f"{count:,}"),
        _origin(one),
    ]
    fitness = evolution.fitness(one.number)
    if math.isfinite(fitness):
        text = translate("Evolution", "Validation {score}, fitness {fitness}.")
        said = worded(score(evolution, one.validation)), fixed(fitness, 4)
        lines.append(text.format(score=said[0], fitness=said[1]))
    else:
        lines.append(translate("Evolution", "Its training failed: it has no fitness."))
    if one.parent is not None:
        lines.append(_inherited(one))
    text = translate("Evolution", "Hidden layers: {activations}. Learning rate {rate}.")
    hidden = ", ".join(layer.activation for layer in network.layers[:-1])
    lines.append(
        text.format(
            activations=hidden or translate("Evolution", "none"),
            rate=number(rates.learning_rate, 3),
        )
    )
    if one.parent is not None:
        text = translate("Evolution", "Comes from: {line}")
        line = " → ".join(str(older.number) for older in evolution.line(one.number))
        lines.append(text.format(line=line))
    if not one.has_weights:
        lines.append(let_go())
    return tuple(lines)


def let_go() -> str:
    """Return what is said of a network whose weights are gone."""
    return translate("Evolution", "Its weights were not kept, to save memory: it cannot be opened.")


def _origin(one: Individual) -> str:
    if one.parent is None:
        return translate("Evolution", "One of the first.")
    text = translate("Evolution", "From no. {parent}: {change}.")
    return text.format(parent=one.parent, change=worded(mutations.words(one.mutation)))


def _inherited(one: Individual) -> str:
    if one.shift <= 1e-6:
        text = translate("Evolution", "Before training it gave the same answers as no. {parent}.")
        return text.format(parent=one.parent)
    text = translate(
        "Evolution",
        "Before it was trained its answers differed from those of no. {parent} by up to {shift}.",
    )
    return text.format(parent=one.parent, shift=number(one.shift, 2))


def ended(evolution: Evolution) -> str:
    """Return who has won, and what it came to on the test set; "": it is not over."""
    found = conclusion(evolution)
    return worded(found) if found else ""


def tip_of(evolution: Evolution, one: Individual) -> str:
    """Return what is told of a network under the mouse."""
    return "\n".join(told_of(evolution, one)[:3])
