"""What the histograms say in words."""

import math

from core.histograms import Histograms, Scale, Signs, Spread
from core.notation.markup import RAISED
from gui.numbers import number, percent
from gui.translation import translate

SYMBOLS = {
    "weights": "w",
    "biases": "b",
    "activations": "a",
    "deltas": "δ",
    "gradients": "∂C/∂w",
}

_RAISED = str.maketrans({**RAISED, "-": RAISED["−"]})


def quantities() -> dict[str, str]:
    """Return what can be looked at, by name."""
    return {
        "weights": translate("Histograms", "Weights w"),
        "biases": translate("Histograms", "Biases b"),
        "activations": translate("Histograms", "Activations a"),
        "deltas": translate("Histograms", "δ = ∂C/∂z"),
        "gradients": translate("Histograms", "Gradients ∂C/∂w"),
    }


def sentence(quantity: str, examples: int = 0, of: int = 0) -> str:
    """Return what is shown, in a sentence; measured with so many examples `of` all."""
    match quantity:
        case "weights":
            text = translate(
                "Histograms",
                "How large the weights of each layer are. A high bar: many of them.",
            )
        case "biases":
            text = translate(
                "Histograms",
                "How large the biases of each layer are. A high bar: many of them.",
            )
        case "activations":
            text = translate(
                "Histograms",
                "What the neurons of each layer put out, for {examples} of the {of} training"
                " example(s).",
                "",
                of,
            )
        case "deltas":
            text = translate(
                "Histograms",
                "How much the loss C changes with each neuron’s sum z, for {examples} of the {of}"
                " training example(s).",
                "",
                of,
            )
        case _:
            text = translate(
                "Histograms",
                "How much the mean loss C of {examples} of the {of} training example(s) changes"
                " with each weight.",
                "",
                of,
            )
    return text.format(examples=f"{examples:,}", of=f"{of:,}")


def no_examples() -> str:
    """Return why there is nothing to be seen."""
    return translate(
        "Histograms", "There are no training examples to measure this with. Choose some under Data."
    )


def warnings(signs: Signs) -> tuple[str, ...]:
    """Return what is unhealthy in a layer, few words each."""
    found, of = [], signs.neurons
    if signs.dead:
        text = translate("Histograms", "{count} of {of} neuron(s) dead", "", of)
        found.append(text.format(count=signs.dead, of=of))
    if signs.saturated:
        text = translate("Histograms", "{count} of {of} saturated")
        found.append(text.format(count=signs.saturated, of=of))
    if signs.vanishes:
        found.append(translate("Histograms", "gradients vanish"))
    return tuple(found)


def explained(signs: Signs) -> tuple[str, ...]:
    """Return the same in full sentences."""
    found, of = [], signs.neurons
    if signs.dead:
        text = translate(
            "Histograms",
            "Dead: {count} of {of} neuron(s), always 0 for the examples that were looked at. So"
            " nothing is learned there.",
            "",
            of,
        )
        found.append(text.format(count=signs.dead, of=of))
    if signs.saturated:
        text = translate(
            "Histograms",
            "Saturated: {count} of {of} neuron(s), near an end of the range for nearly all"
            " examples. So hardly anything is learned there.",
            "",
            of,
        )
        found.append(text.format(count=signs.saturated, of=of))
    if signs.vanishes:
        found.append(
            translate(
                "Histograms",
                "Gradients vanish: their median size is {size}, less than 10⁻⁴ of the largest"
                " layer’s.",
            ).format(size=number(signs.gradient, 2))
        )
    return tuple(found)


def middle_text(quantity: str, spread: Spread) -> str:
    """Return the median size of a layer's numbers."""
    if spread.total == spread.broken:
        return translate("Histograms", "no number is finite")
    if spread.zeros == spread.total - spread.broken:
        return translate("Histograms", "all are 0")
    return translate("Histograms", "median |{symbol}| {value}").format(
        symbol=SYMBOLS[quantity], value=number(spread.middle, 2)
    )


def bin_text(layer: str, scale: Scale, spread: Spread, index: int) -> str:
    """Return the range of a bin, and how many numbers are in it."""
    count = int(spread.counts[index])
    return translate("Histograms", "{layer}: {low} to {high}: {count} of {total} ({share})").format(
        layer=layer,
        low=number(scale.edge(index), 3),
        high=number(scale.edge(index + 1), 3),
        count=f"{count:,}",
        total=f"{spread.total:,}",
        share=percent(count / spread.total),
    )


def layer_text(layer: str, quantity: str, spread: Spread) -> str:
    """Return what is told of all numbers of a layer together."""
    if spread.total < spread.of:
        text = translate(
            "Histograms",
            "{layer}: {middle}, largest {largest}, {zeros} of {total} are 0. These were counted, of"
            " {of} in all.",
        )
    else:
        text = translate(
            "Histograms", "{layer}: {middle}, largest {largest}, {zeros} of {total} are 0"
        )
    return text.format(
        layer=layer,
        middle=middle_text(quantity, spread),
        largest=number(spread.largest, 2),
        zeros=f"{spread.zeros:,}",
        total=f"{spread.total:,}",
        of=f"{spread.of:,}",
    )


def update_text(signs: Signs) -> str:
    """Return how far an update moves the weights of a layer for their size."""
    return "–" if math.isnan(signs.update) else by_power(signs.update)


def update_words(layer: str, signs: Signs, made: bool) -> str:
    """Return the same in a sentence: of the last update, `made` just now, or of one more."""
    if math.isnan(signs.update):
        return translate("Histograms", "It is not known: there are no training examples.")
    if made:
        text = translate(
            "Histograms",
            "{layer}: the last update moved the weights by {value} of their size. About 10⁻³ is"
            " healthy.",
        )
    else:
        text = translate(
            "Histograms",
            "{layer}: one more update, with a batch of training examples, moves the weights by"
            " {value} of their size. About 10⁻³ is healthy.",
        )
    return text.format(layer=layer, value=by_power(signs.update))


def healthy() -> str:
    """Return what the shade among the updates means."""
    return translate(
        "Histograms",
        "How far one update moves the weights of a layer, for their size. In the shade, around"
        " 10⁻³, a layer learns well. More makes training unsteady, less makes it slow.",
    )


def power_text(power: float) -> str:
    """Return a power of ten, 10⁻³; a simple number where that is shorter."""
    whole = round(power)
    return number(10.0**whole) if -1 <= whole <= 2 else f"10{str(whole).translate(_RAISED)}"


def by_power(value: float) -> str:
    """Return a size with two figures and the power of ten: 1.2×10⁻⁴."""
    if not (value > 0 and math.isfinite(value)):
        return number(value)
    mantissa, _, power = f"{value:.1e}".partition("e")
    return f"{mantissa}×10{str(int(power)).translate(_RAISED)}"


def described(names: tuple[str, ...], found: Histograms) -> str:
    """Return what is unhealthy in any layer, for those who do not see it."""
    lines = [
        f"{name}: {text}"
        for name, signs in zip(names, found.signs, strict=True)
        for text in explained(signs)
    ]
    return "\n".join(lines)
