"""Tables that stand beside those of ready experiments."""

from collections.abc import Sequence
from typing import NamedTuple

from core.conclusions.activation_and_depth import medians
from core.conclusions.comparing import by, depth
from core.conclusions.no_activation import difference
from core.sweep import Row
from core.wording import QT_TRANSLATE_NOOP, Sentence


class Beside(NamedTuple):
    """A table that stands beside that of the sweep: a title, a heading a column, and its rows."""

    title: Sentence
    heads: tuple[Sentence, ...]
    rows: tuple[tuple[str | float, ...], ...]


# Seide, Li, Yu: Conversational Speech Transcription Using Context-Dependent Deep Neural Networks,
# Interspeech 2011; as the course shows it.
PAPER = Beside(
    Sentence(
        QT_TRANSLATE_NOOP(
            "Core",
            "From a paper, not from this run: words that speech recognition gets wrong (Seide, Li"
            " and Yu, 2011)",
        )
    ),
    (
        Sentence(QT_TRANSLATE_NOOP("Core", "Hidden layers")),
        Sentence(QT_TRANSLATE_NOOP("Core", "Neurons in each")),
        Sentence(QT_TRANSLATE_NOOP("Core", "Wrong words in %")),
    ),
    (
        (1, 2000, 24.2),
        (2, 2000, 20.4),
        (3, 2000, 18.4),
        (4, 2000, 17.8),
        (5, 2000, 17.2),
        (7, 2000, 17.1),
        (1, 3772, 22.5),
        (1, 4634, 22.6),
        (1, 16000, 22.1),
    ),
)


def gradients_by_layer(rows: Sequence[Row]) -> tuple[Beside, ...]:
    """Return the median |∂C/∂w| of each layer, a row for each activation and depth."""
    found = medians(rows)
    if not found:
        return ()
    most = max(map(len, found.values()))
    numbered = (
        Sentence(QT_TRANSLATE_NOOP("Core", "Layer {number}"), {"number": number})
        for number in range(1, most + 1)
    )
    heads = (
        Sentence(QT_TRANSLATE_NOOP("Core", "Activation")),
        Sentence(QT_TRANSLATE_NOOP("Core", "Hidden layers")),
        *numbered,
    )
    lines = tuple(
        (name, depth, *sizes.tolist(), *[""] * (most - len(sizes)))
        for (name, depth), sizes in found.items()
    )
    title = QT_TRANSLATE_NOOP(
        "Core", "How large the gradient is in each layer at the end: the median |∂C/∂w|"
    )
    return (Beside(Sentence(title), heads, lines),)


def differences(rows: Sequence[Row]) -> tuple[Beside, ...]:
    """Return how far linear networks are from the product of their matrices, by depth."""
    same = by(rows, depth)
    lines = []
    for count in sorted(same):
        known = [one.largest for one in map(difference, same[count]) if one]
        if known:
            lines.append((count, len(known), max(known)))
    title = QT_TRANSLATE_NOOP(
        "Core",
        "Linear networks against the product of their matrices in float64: the largest difference"
        " of the outputs, before their activation",
    )
    heads = (
        Sentence(QT_TRANSLATE_NOOP("Core", "Hidden layers")),
        Sentence(QT_TRANSLATE_NOOP("Core", "Networks")),
        Sentence(QT_TRANSLATE_NOOP("Core", "Largest difference")),
    )
    return (Beside(Sentence(title), heads, tuple(lines)),) if lines else ()
