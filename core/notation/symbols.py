"""The letters of the formulas: the layer stands above, the neurons below, counted from 1.

A neuron is its index from 0, or a letter that it is summed by.
"""

from core.notation.markup import Function, Node, Over, Script

LOSS = Script("C", above="n")  # of the one example that is followed


def activation(layer: int, *neurons: int | str) -> Node:
    """Return a²₆; the input's x has no layer."""
    return letter("a", layer, *neurons) if layer else Script("x", below=below(*neurons))


def letter(name: str, layer: int, *neurons: int | str) -> Node:
    """Return `name` of a layer: W², z²₆, w²₃₆."""
    return Script(name, str(layer), below(*neurons))


def target(neuron: int | str = "") -> Node:
    """Return ŷ₆, or ŷ of all outputs."""
    return Script("ŷ", below=below(neuron))


def slope(layer: int, *neurons: int | str) -> Node:
    """Return f′(z²₆)."""
    return ("f′(", letter("z", layer, *neurons), ")")


def by(quantity: Node, loss: Node = "C") -> Node:
    """Return the derivative of the loss by `quantity`."""
    return Over(("∂", loss), ("∂", quantity))


def error(layer: int, *neurons: int | str) -> Node:
    """Return what δ²₆ is short for: "δ²₆ = ∂Cⁿ/∂z²₆"."""
    return (letter("δ", layer, *neurons), " = ", by(letter("z", layer, *neurons), LOSS))


def total(index: str) -> Node:
    """Return the sign of a sum over `index`."""
    return (Script("Σ", below=index), " ")


def square(base: Node) -> Node:
    """Return (base)²."""
    return Script(("(", base, ")"), above="2")


def exponential(exponent: Node) -> Node:
    """Return e with an exponent."""
    return Script("e", above=exponent)


def call(name: str, *arguments: Node) -> Node:
    """Return name(arguments)."""
    return (Function(name), "(", *arguments, ")")


def below(*neurons: int | str) -> str:
    """Return neurons as a subscript: "36", "i6"; from 10 on with a comma, "12,6"."""
    written = [neuron if isinstance(neuron, str) else str(neuron + 1) for neuron in neurons]
    long = all(map(str.isdigit, written)) and max(map(len, written), default=0) > 1
    return ("," if long else "").join(written)


def mean_of(count: int, whole: Node) -> Node:
    """Return a sum divided by `count`, as a factor before it."""
    return (Over("1", str(count)), "·", whole) if count > 1 else whole


def mixture(layer: int) -> Node:
    """Return Σₖ aₖ·∂Cⁿ/∂aₖ, which softmax takes from every ∂Cⁿ/∂a on the way back."""
    a = activation(layer, "k")
    return (total("k"), a, "·", by(a, LOSS))
