"""What the walk says of an update where something is frozen: that keeps its value."""

from core.notation.markup import Node
from gui.translation import translate
from gui.walk.words import titles
from gui.walk.words.step import Step


def title(step: Step) -> Node:
    """Return the title of a step all of which is frozen."""
    if step.grain == "layer":
        template = translate("Walkthrough", "Layer {layer} of {layers}: {symbol} are frozen")
        return titles.of_layer(step, template, "W, b")
    if step.grain == "neuron":
        template = translate("Walkthrough", "{neuron}: its weights and its bias are frozen")
        return titles.of_neuron(step, template)
    if step.is_bias:
        template = translate("Walkthrough", "{neuron}: its bias {symbol} is frozen")
        return titles.of_neuron(step, template, titles.at("b", step.unit))
    template = translate("Walkthrough", "{source} → {target}: {symbol} is frozen")
    return titles.of_edge(step, template, titles.at("w", step.term, step.unit))


def kept(parameter: Node) -> Node:
    """Return "w²₃₆ ← w²₃₆"."""
    return (parameter, " ← ", parameter)


def sentence(step: Step) -> str:
    """Say that a step changes nothing, as all of it is frozen."""
    if step.grain == "layer":
        return translate(
            "Walkthrough",
            "All of this layer is frozen: its weights and its biases keep their values.",
        )
    if step.grain == "neuron":
        return translate(
            "Walkthrough",
            "All of this neuron is frozen: its weights and its bias keep their values.",
        )
    return translate("Walkthrough", "It is frozen: it keeps its value.")


def still() -> str:
    """Say that nothing moves where a part is frozen."""
    return translate(
        "Walkthrough",
        "Nothing moves here. What is not frozen has an update of 0, or one that is too small.",
    )


def remark() -> str:
    """Say below formulas that they are not those of what is frozen."""
    return translate("Walkthrough", "what is frozen keeps its value")


def exception() -> str:
    """Say of a rule for all parameters that it is not one for those that are frozen."""
    return translate("Walkthrough", "What is frozen is an exception: it keeps its value.")
