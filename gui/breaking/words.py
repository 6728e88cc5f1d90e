"""What is said of a damaged network."""

from core.breaking import Damage
from core.experiment import Experiment
from core.snapshot import Metrics
from gui.diagram.scene import neuron_name, of_session
from gui.numbers import error_text
from gui.panels.set_words import test_words
from gui.score_words import score_words
from gui.session import Session
from gui.translation import translate

_NAMED = 2  # neurons, at most, that are named; more are counted
BETWEEN = " · "


def described(damage: Damage, session: Session) -> str:
    """Return what is broken, one thing after the other."""
    said = [*_off(damage, session)]
    if damage.biases:
        said.append(translate("Breaking", "all biases 0"))
    if damage.pruned:
        said.append(pruned_words(damage.pruned))
    if damage.bits:
        said.append(bits_words(damage.bits))
    if damage.weight_noise:
        text = translate("Breaking", "noise on weights {share}")
        said.append(text.format(share=share_text(damage.weight_noise)))
    if damage.input_noise:
        text = translate("Breaking", "noise on inputs {share}")
        said.append(text.format(share=share_text(damage.input_noise)))
    if damage.activation:
        text = translate("Breaking", "hidden layers {activation}")
        said.append(text.format(activation=damage.activation))
    return BETWEEN.join(said)


def _off(damage: Damage, session: Session) -> list[str]:
    sizes = session.experiment.network.sizes
    neurons = sorted(
        one for one in damage.neurons if one[0] < len(sizes) and one[1] < sizes[one[0]]
    )
    said = [
        translate("Breaking", "layer {number} off").format(number=layer)
        for layer in sorted(damage.layers)
    ]
    if len(neurons) > _NAMED:
        said.append(translate("Breaking", "neurons off: {count}").format(count=len(neurons)))
    else:
        text = translate("Breaking", "{neuron} off")
        said += [text.format(neuron=named(one, session)) for one in neurons]
    return said


def named(neuron: tuple[int, int], session: Session) -> str:
    """Return what a neuron is called: "hidden 1, neuron 3"."""
    return neuron_name(of_session(session), *neuron)


def share_text(share: float) -> str:
    """Return a share in whole percent."""
    return f"{100 * share:.0f} %"


def bits_text(bits: int) -> str:
    """Return how many bits are kept of a weight; 0: all."""
    return str(bits) if bits else translate("Breaking", "all 32")


def bits_words(bits: int) -> str:
    """Return what weights are that keep so many bits."""
    return translate("Breaking", "{bits}-bit weights").format(bits=bits)


def two_bits_text(share: float) -> str:
    """Say, in lines, why two bits may be worse than one: such a share of the weights is gone."""
    text = translate(
        "Breaking",
        "Why 2 bits can be worse than 1:\nWith 2, a weight becomes −, 0 or + the largest of its"
        " layer.\nSo {share} of the weights that are not 0 become 0.\n1 bit keeps all their signs.",
    )
    return text.format(share=share_text(share))


def pruned_words(share: float) -> str:
    """Return which weights are pruned."""
    text = translate("Breaking", "{share} of the weights pruned")
    return text.format(share=share_text(share))


def score_text(experiment: Experiment, metrics: Metrics) -> str:
    """Return the score in figures, as the task has it."""
    return score_words(experiment.task.scored_by).written(metrics.score)


def score_name(experiment: Experiment) -> str:
    """Return what the score is called, and what it is measured on."""
    return test_words(experiment.source).score(experiment.task.scored_by)


def change_text(experiment: Experiment, before: Metrics, after: Metrics | None) -> str:
    """Return "Test accuracy 97.1 % → 83.0 %"; None: what comes of the damage is not known yet."""
    one = score_text(experiment, before)
    other = "…" if after is None else score_text(experiment, after)
    text = translate("Breaking", "{score} {before} → {after}")
    return text.format(score=score_name(experiment), before=one, after=other)


def whole_text(experiment: Experiment, before: Metrics) -> str:
    """Return "Test accuracy 97.1 %", of a network of which nothing is broken."""
    text = translate("Breaking", "{score} {before}")
    return text.format(score=score_name(experiment), before=score_text(experiment, before))


def more_text(experiment: Experiment, before: Metrics, after: Metrics) -> str:
    """Return the root mean square errors; empty: the task has none."""
    if not experiment.task.has_rmse:
        return ""
    text = translate("Breaking", "RMSE {before} → {after}")
    return text.format(before=error_text(before.rmse), after=error_text(after.rmse))
