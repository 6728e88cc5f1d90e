"""How a step's title names layers, neurons and edges.

Every function fills a `template` of the whole title, in which "{symbol}" and the names stand.
"""

from core.notation.markup import Node, Script, Words, fill
from core.notation.symbols import below
from gui.translation import translate
from gui.walk.words.step import Step


def of_layer(step: Step, template: str, symbol: Node) -> Node:
    """Fill a title with "{layer}" and "{layers}": "Layer 2 of 3: pre-activation z"."""
    layer, layers = Words(str(step.layer)), Words(str(step.last))
    return fill(template, layer=layer, layers=layers, symbol=symbol)


def of_neuron(step: Step, template: str, symbol: Node = "") -> Node:
    """Fill a title with "{neuron}": "hidden 2, neuron 6: pre-activation z₆"."""
    return fill(template, neuron=_name(step, step.layer, step.unit), symbol=symbol)


def of_edge(step: Step, template: str, symbol: Node) -> Node:
    """Fill a title with "{source}", "{target}", "{number}" and "{count}" of an edge's term."""
    assert step.edge is not None
    pair, source, target = step.edge
    return fill(
        template,
        source=_name(step, pair, source),
        target=_name(step, pair + 1, target),
        symbol=symbol,
        number=Words(str(step.term + 1)),
        count=Words(str(step.stage.terms)),
    )


def at(letter: str, *neurons: int | str) -> Node:
    """Return a letter with its neurons; the title's words name the layer."""
    return Script(letter, below=below(*neurons))


def _name(step: Step, layer: int, index: int) -> Words:
    """Name a neuron; one that is called by its class with its number too, as the formulas do."""
    name = step.name(layer, index)
    if layer == step.last and step.has_classes:
        template = (
            translate("Walkthrough", "{name}, output {number}")
            if step.names.are_digits
            else translate("Walkthrough", "{name}, number {number}")
        )
        return Words(template.format(name=name, number=index + 1))
    return Words(name)
