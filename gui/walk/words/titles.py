"""What each step of a walk is called."""

from PySide6.QtCore import QCoreApplication

from gui.walk.words.markup import Node, Script, Words, fill
from gui.walk.words.step import Step
from gui.walk.words.symbols import LOSS, below, by


def title(step: Step) -> Node:
    """Return "Layer 2 of 3: pre-activation z", "hidden 2, neuron 6: pre-activation z₆" ..."""
    return _TITLES[step.grain](step)


def _of_layer(step: Step) -> Node:
    tr, kind = QCoreApplication.translate, step.kind
    if kind == "input":
        return fill(tr("Walkthrough", "Input: the example {x}"), x="x")
    if kind == "loss":
        return fill(tr("Walkthrough", "Loss {loss} of the example"), loss=LOSS)
    if kind == "again":
        return Words(tr("Walkthrough", "The same example again, after the update"))
    template, symbol = {
        "pre-activation": (tr("Walkthrough", "pre-activation {symbol}"), "z"),
        "activation": (tr("Walkthrough", "activation {symbol}"), "a"),
        "output delta": (tr("Walkthrough", "{symbol}, where the way back begins"), "δ"),
        "weight gradient": (tr("Walkthrough", "gradients {symbol} of the weights"), by("W")),
        "bias gradient": (tr("Walkthrough", "gradients {symbol} of the biases"), by("b")),
        "delta": (tr("Walkthrough", "{symbol}, further back"), "δ"),
        "update": (tr("Walkthrough", "update of {symbol}"), "W, b"),
    }[kind]
    layer = tr("Walkthrough", "Layer {} of {}").format(step.layer, step.last)
    return (Words(f"{layer}: "), fill(template, symbol=symbol))


def _of_neuron(step: Step) -> Node:
    tr, unit = QCoreApplication.translate, step.unit
    of_weights = by(Script("w", below=below("i", unit)))
    template, symbol = {
        "pre-activation": (tr("Walkthrough", "pre-activation {symbol}"), _at("z", unit)),
        "activation": (tr("Walkthrough", "activation {symbol}"), _at("a", unit)),
        "output delta": ("{symbol}", _at("δ", unit)),
        "weight gradient": (tr("Walkthrough", "gradients {symbol} of its weights"), of_weights),
        "bias gradient": (tr("Walkthrough", "gradient {symbol} of its bias"), by(_at("b", unit))),
        "delta": ("{symbol}", _at("δ", unit)),
        "update": (tr("Walkthrough", "update of its weights and its bias"), ""),
    }[step.kind]
    return (Words(f"{_name(step, step.layer, unit)}: "), fill(template, symbol=symbol))


def _of_edge(step: Step) -> Node:
    tr, kind, unit, term = QCoreApplication.translate, step.kind, step.unit, step.term
    if step.is_bias:
        template = {
            "pre-activation": tr("Walkthrough", "bias {symbol}, the last term"),
            "update": tr("Walkthrough", "update of its bias {symbol}"),
        }[kind]
        named = Words(f"{_name(step, step.layer, unit)}: ")
        return (named, fill(template, symbol=_at("b", unit)))
    pair, source, target = step.edge
    arrow = "←" if kind == "delta" else "→"
    named = Words(f"{_name(step, pair, source)} {arrow} {_name(step, pair + 1, target)}: ")
    weight = _at("w", source, target)
    count = {"number": Words(str(term + 1)), "count": Words(str(step.stage.terms))}
    template, symbol = {
        "pre-activation": (
            tr("Walkthrough", "{symbol}, term {number} of {count}"),
            (_at("a" if pair else "x", source), "·", weight),
        ),
        "weight gradient": (tr("Walkthrough", "gradient {symbol}"), by(weight)),
        "delta": (
            tr("Walkthrough", "{symbol}, term {number} of {count}"),
            (_at("δ", target), "·", weight),
        ),
        "update": (tr("Walkthrough", "update of {symbol}"), weight),
    }[kind]
    return (named, fill(template, symbol=symbol, **count))


def _at(letter: str, *neurons: int) -> Node:
    """Return a letter with its neurons; the title's words name the layer."""
    return Script(letter, below=below(*neurons))


def _name(step: Step, layer: int, index: int) -> str:
    """Name a neuron; one that is called by its class with its number too, as the formulas do."""
    name = step.name(layer, index)
    if layer == step.last and step.has_classes:
        number = QCoreApplication.translate("Walkthrough", "neuron {}").format(index + 1)
        return f"{name}, {number}"
    return name


_TITLES = {"layer": _of_layer, "neuron": _of_neuron, "edge": _of_edge}
