"""What one network has more than another of the same structure, as a scene: A − B."""

import numpy as np
from msgspec.structs import replace

from core.parameters import LayerParameters, Parameters
from gui.diagram import scene
from gui.diagram.scene import Scene, Shown, neuron_name, strongest_lines
from gui.numbers import number
from gui.selection import Target
from gui.translation import translate

_SYMBOL = "A − B"


def scene_of(one: Scene, other: Scene) -> Scene:
    """Return the scene of `one` less `other`: weights, biases and activations are differences."""
    shown = [Shown("", one.activations(0))]  # the input is that of both
    for layer in range(1, len(one.network.sizes)):
        a, b = one.activations(layer), other.activations(layer)
        with np.errstate(all="ignore"):  # what is not finite is shown as such
            shown.append(Shown(_SYMBOL, None if a is None or b is None else a - b))
    return replace(
        one,
        parameters=less(one.parameters, other.parameters),
        forward=None,
        backward=None,
        shown=tuple(shown),
        compared=(one, other),
    )


def less(one: Parameters, other: Parameters) -> Parameters:
    """Return the weights and biases of `one` minus those of `other`."""
    with np.errstate(all="ignore"):
        return tuple(
            LayerParameters(mine.weights - its.weights, mine.biases - its.biases, mine.slopes)
            for mine, its in zip(one, other, strict=True)
        )


def target_lines(
    shown: Scene, target: Target, coloured: tuple[str, float] | None = None
) -> list[str]:
    """Describe a neuron or an edge; of a difference what it is in A, in B, and A − B."""
    if shown.compared is None:
        return scene.target_lines(shown, target, coloured)
    told = _neuron_lines if len(target) == 2 else _edge_lines
    return told(shown, shown.compared, *target)


def _edge_lines(
    shown: Scene, compared: tuple[Scene, Scene], pair: int, source: int, target: int
) -> list[str]:
    ends = neuron_name(shown, pair, source), neuron_name(shown, pair + 1, target)
    values = [one.weights[pair][source, target] for one in (*compared, shown)]
    told = "A: w = {}", "B: w = {}", _SYMBOL + " = {}"
    return [
        " → ".join(ends),
        *(form.format(number(value)) for form, value in zip(told, values, strict=True)),
    ]


def _neuron_lines(shown: Scene, compared: tuple[Scene, Scene], layer: int, index: int) -> list[str]:
    lines, values = [neuron_name(shown, layer, index)], shown.fill(layer).values
    if layer == 0:
        return lines if values is None else [*lines, f"a = {number(values[index])}"]
    if values is not None:
        both = [one.activations(layer) for one in compared]
        lines.append(_in_line("a", *(one[index] for one in (*both, values) if one is not None)))
    biases = [one.parameters[layer - 1].biases[index] for one in (*compared, shown)]
    lines += [_in_line("b", *biases), translate("Diagram", "Weights in that differ most, A − B:")]
    one = translate("Diagram", "{weight} from {neuron}")
    return lines + strongest_lines(shown, layer - 1, shown.weights[layer - 1][:, index], one)


def _in_line(symbol: str, a: float, b: float, difference: float) -> str:
    return f"{symbol}: A {number(a)}, B {number(b)}, {_SYMBOL} {number(difference)}"
