"""What is said of a neuron and its activation function."""

from core.activations import ACTIVATIONS
from core.neuron_use import Use
from gui.numbers import number, percent
from gui.translation import translate

ENDS = ("sigmoid", "tanh")


def title(neuron: str, looked: str) -> str:
    """Return whose function is looked at, or which one is put in its place."""
    return translate("ActivationView", "{neuron}: {function}").format(
        neuron=neuron, function=looked
    )


def no_function() -> str:
    """Return what is said while an input is selected."""
    return translate("ActivationView", "An input has no activation function.")


def no_examples() -> str:
    """Return why there is no histogram."""
    return translate(
        "ActivationView", "There are no training examples, so there is no histogram of z."
    )


def sentence(
    activation: str, use: Use, neurons: int, example: bool = True, own: str | None = None
) -> str:
    """Return what is flat, saturated or dead, with a number.

    There are so many `neurons` in the layer; `example`: one is shown. `own` is the function of the
    neuron, where another one is put in its place.
    """
    counted = {
        "examples": f"{use.examples:,}",
        "of": f"{use.of:,}",
        "share": percent(use.flat / max(use.examples - use.spread.broken, 1)),
        "count": f"{use.flat:,}",
        "broken": f"{use.spread.broken:,}",
        "neurons": f"{neurons:,}",
        "own": own,
    }
    count = use.examples
    if own and not use.spread.broken and ACTIVATIONS[activation].derivative:
        text = translate(
            "ActivationView",
            "In place of {own}, with the same z: f′ is almost 0 for {share} of {examples} training"
            " example(s).",
            "",
            count,
        )
    else:
        text = _text(activation, use, count, example)
    return text.format(**counted)


def _text(activation: str, use: Use, count: int, example: bool) -> str:
    """Return the sentence with its places, in the form for so many examples."""
    found = ACTIVATIONS[activation]
    if use.spread.broken:
        return translate(
            "ActivationView",
            "z is not a finite number for {broken} of {examples} example(s).",
            "",
            count,
        )
    if found.derivative is None and example:
        return translate(
            "ActivationView",
            "Softmax depends on all {neurons} z of its layer. The curve shows a over this z alone,"
            " the others as they are for the example.",
        )
    if found.derivative is None:
        return translate(
            "ActivationView",
            "Softmax depends on all {neurons} z of its layer. The curve shows a over this z alone,"
            " the others as they are for an input of zeros.",
        )
    if not found.differentiable:
        return translate(
            "ActivationView",
            "f′ is 0 wherever it exists, for {examples} example(s) as for any other: gradient"
            " descent learns nothing through this function.",
            "",
            count,
        )
    if use.dead:
        return translate(
            "ActivationView",
            "Dead: z is at most 0 for the {examples} training example(s) looked at. a and f′ are"
            " 0, so this neuron learns nothing.",
            "",
            count,
        )
    if use.saturated:
        return translate(
            "ActivationView",
            "Saturated: for {share} of {examples} training example(s) a is near an end. f′ is"
            " almost 0 there, so this neuron hardly learns.",
            "",
            count,
        )
    if not use.flat:
        return translate(
            "ActivationView",
            "f′ is not near 0 for any of {examples} training example(s): this neuron can learn"
            " from each.",
            "",
            count,
        )
    if activation in ENDS:
        return translate(
            "ActivationView",
            "For {share} of {examples} training example(s) a is near an end, where f′ is almost"
            " 0: this neuron hardly learns there.",
            "",
            count,
        )
    if activation == "relu":
        return translate(
            "ActivationView",
            "For {share} of {examples} training example(s) z is at most 0. a and f′ are 0 there:"
            " this neuron learns nothing.",
            "",
            count,
        )
    return translate(
        "ActivationView",
        "For {share} of {examples} training example(s) f′ is almost 0: hardly anything is learned"
        " there.",
        "",
        count,
    )


def example_text(z: float, a: float, slope: float) -> str:
    """Return where the example that is shown finds the neuron."""
    return translate(
        "ActivationView", "Example: z = {z}, a = f(z) = {a}. Slope{n}f′{n}={n}{slope}"
    ).format(z=number(z, 3), a=number(a, 3), slope=number(slope, 3), n="\N{NO-BREAK SPACE}")


def no_example_text() -> str:
    """Return what is said while no example is shown."""
    return translate(
        "ActivationView", "Choose an example under Data: a dot and a tangent show its z."
    )


def bin_text(low: float, high: float, use: Use, index: int, a: float, slope: float) -> str:
    """Return the range of a bin and how many z are in it, and what f is in its middle."""
    found, total = int(use.spread.counts[index]), use.spread.total
    text = translate(
        "ActivationView",
        "z from {low} to {high}: {count} of {total} example(s) ({share}). In the middle f = {a},"
        " f′ = {slope}",
        "",
        total,
    )
    return text.format(
        low=number(low, 3),
        high=number(high, 3),
        count=f"{found:,}",
        total=f"{total:,}",
        share=percent(found / total),
        a=number(a, 3),
        slope=number(slope, 3),
    )


def sampled_text(use: Use) -> str:
    """Return of which examples the histogram is."""
    there = use.of
    if use.examples == there:
        text = translate("ActivationView", "z of the {of} example(s)", "", there)
    else:
        text = translate("ActivationView", "z of {examples} of {of} example(s)", "", there)
    return text.format(examples=f"{use.examples:,}", of=f"{there:,}")
