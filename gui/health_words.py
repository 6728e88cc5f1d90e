"""What is said of a training that is sick, and of what is only worth a remark."""

from core.data.tasks import R_SQUARED, Task
from core.health import Finding, Remark
from core.wording import form_of
from gui.numbers import number, percent
from gui.score_words import score_words
from gui.translation import translate


def finding_words(found: Finding, task: Task, single: bool = False) -> str:
    """Return what was found and why, in a few short sentences; `single`: after one update."""
    said = [_what(found, task)]
    if single and found.kind in ("loss", "weights"):
        said.append(translate("Health", "The training loss is still that before this update."))
    said.append(_why(found))
    if found.cause == "rate":
        said.append(translate("Health", "A lower rate alone does not heal the weights."))
    return " ".join(said)


def _what(found: Finding, task: Task) -> str:
    match found.kind:
        case "not finite" if found.layer:
            text = translate(
                "Health", "After update {updates:,}, numbers in layer {layer} are no longer finite."
            )
        case "not finite":
            text = translate("Health", "After update {updates:,} the loss is no longer finite.")
        case "loss":
            text = translate(
                "Health",
                "By update {updates:,} the loss exploded to {loss}. Guessing would give {usual}.",
            )
        case "weights":
            text = translate(
                "Health", "By update {updates:,} the weights of layer {layer} have exploded."
            )
        case "chance" if task.scored_by == R_SQUARED:
            text = translate(
                "Health",
                "By update {updates:,} the network answers no better than the mean of all values.",
            )
        case _:
            text = translate(
                "Health", "By update {updates:,} the network only guesses: accuracy {score}."
            )
    return text.format(
        updates=found.updates,
        layer=found.layer,
        loss=number(found.loss, 3),
        usual=number(found.usual, 3),
        score=score_words(task.scored_by).written(found.score),
    )


def _why(found: Finding) -> str:
    match found.cause:
        case "data":
            text = translate(
                "Health",
                "The inputs are probably too large: up to {amount}. Numbers near 1 are best.",
            )
        case "start":
            text = translate("Health", "The weights were probably too large at the start.")
        case _ if found.amount >= 1:
            text = translate(
                "Health",
                "Learning rate {rate} is probably too high: one update changed layer {layer}"
                " by {amount} times its weights.",
            )
        case _ if found.amount > 0:
            text = translate(
                "Health",
                "Learning rate {rate} is probably too high: one update changed layer {layer}"
                " by {share} of its weights.",
            )
        case _ if found.layer and found.kind in ("loss", "chance"):
            text = translate(
                "Health",
                "Learning rate {rate} is probably too high. Layer {layer} suffers most.",
            )
        case _:
            text = translate("Health", "Learning rate {rate} is probably too high.")
    return text.format(
        rate=number(found.rate),
        layer=found.layer,
        amount=_about(found.amount),
        share=percent(found.amount),
    )


def remark_words(remark: Remark) -> str:
    """Return what is remarked on, in one sentence."""
    of, form = remark.of, form_of(remark.of)
    match remark.condition:
        case "dead":
            text = translate(
                "Health", "Layer {layer}: {count} of {of} neuron(s) dead, always 0", "", form
            )
        case "saturated":
            text = translate(
                "Health",
                "Layer {layer}: {count} of {of} neuron(s) saturated, stuck near an end",
                "",
                form,
            )
        case _:
            text = translate("Health", "Layer {layer} hardly learns: its gradients vanish")
    return text.format(layer=remark.layer, count=remark.count, of=of)


def _about(amount: float) -> str:
    """Return a number with two figures, as people say it."""
    rounded = float(f"{amount:.2g}")
    return f"{rounded:,.0f}" if 10 <= rounded < 1e6 else number(amount, 2)
