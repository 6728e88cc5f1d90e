"""What is said of the loss landscape: short sentences for who sees gradient descent first."""

import math

from core.slices import Chosen, Directions, Slice
from core.survey import Survey
from core.wording import form_of
from gui.by_hand import ByHand
from gui.numbers import loss_text, number, signed, telling
from gui.selection import Target
from gui.translation import translate

_FIGURES = 7  # what float32 has


def loss_words(loss: float, digits: int = 4) -> str:
    """Return a loss in so many figures, in words where there is none."""
    return number(loss, digits) if math.isfinite(loss) else loss_text(loss)


def told_apart(one: float, other: float, least: int = 4) -> tuple[str, str]:
    """Return two losses in as few figures as tell them apart; in `least` where seven do not."""
    if not (math.isfinite(one) and math.isfinite(other)):
        return loss_words(one), loss_words(other)
    for digits in range(least, _FIGURES + 1):
        texts = number(one, digits), number(other, digits)
        if texts[0] != texts[1]:
            return texts
    return number(one, least), number(other, least)


def axis_names(ways: Slice | None, by_hand: ByHand) -> tuple[str, str]:
    """Return what the axes are called: across, and up."""
    if isinstance(ways, Chosen):
        names = [by_hand.title(target) for target in ways.targets]
        return names[0], names[1] if len(names) == 2 else translate("Landscape", "loss")
    down = isinstance(ways, Directions) and ways.downhill
    across = (
        translate("Landscape", "against the gradient →")
        if down
        else translate("Landscape", "a random direction")
    )
    return across, translate("Landscape", "↑ a random direction")


def title_of(survey: Survey, index: int) -> str:
    """Return the name of a loss where there are two; else nothing."""
    if len(survey.surfaces) < 2:
        return ""
    name = survey.surfaces[index].loss
    return translate("Landscape", "squared error") if name == "mean squared error" else name


def nothing_to_see(survey: Survey | None, has_data: bool) -> str:
    """Return why there is nothing to be seen; nothing: there is something."""
    if not has_data:
        return translate(
            "Landscape",
            "Without training data there is no loss. Choose data in the Data panel.",
        )
    if survey is None:
        return translate("Landscape", "The loss is being computed …")
    if not survey.surfaces:
        return translate(
            "Landscape",
            "A weight or a bias is not a finite number, so there is no place to look from. Undo,"
            " or reset the training.",
        )
    return ""


def verdict_words(survey: Survey) -> str:
    """Say what the next step does on the curve, and where the numbers are."""
    surface = survey.surfaces[0]
    verdict = surface.verdict
    if verdict is None:
        return ""
    if survey.frozen:
        return frozen_words(survey)
    if surface.flat:
        return flat_words()
    match verdict.kind:
        case "flat":
            return translate(
                "Landscape", "The slope is about 0 here: gradient descent hardly moves."
            )
        case "small" if verdict.bottom is not None:
            count = form_of(verdict.steps)
            return translate(
                "Landscape",
                "The step is small: about {count} such step(s) lead to the lowest place.",
                "",
                count,
            ).format(count=about(verdict.steps))
        case "small":
            return translate(
                "Landscape", "The step is small. The loss falls further than it is drawn."
            )
        case "right" if verdict.bottom is not None:
            return translate(
                "Landscape", "The step is about right: it goes down, and not past the lowest place."
            )
        case "right":
            return translate("Landscape", "The step is about right: it goes well down.")
        case "past":
            return translate(
                "Landscape",
                "The step is large: it goes past the lowest place, but ends lower than here.",
            )
        case "worse":
            return translate(
                "Landscape",
                "Over the hill: the step is too large, and the loss is higher where it ends.",
            )
        case "other":
            return translate(
                "Landscape", "The step is so large that it jumps over a hill into another valley."
            )
    return translate(
        "Landscape", "The step is far too large: where it ends the loss is not finite."
    )


def frozen_words(survey: Survey) -> str:
    """Say that what it is looked at over is frozen."""
    if survey.on_map:
        return translate("Landscape", "Both are frozen: neither takes a step.")
    return translate("Landscape", "It is frozen: it takes no step.")


def about(count: float) -> str:
    """Return a count in two figures: "20", "14,000"; of millions as a power of ten."""
    if not count < 1e6:
        return number(count, 2)
    return f"{round(float(f'{count:.2g}')):,}"


def flat_words() -> str:
    """Say that nothing changes the loss."""
    return translate("Landscape", "Flat: the loss is the same everywhere here.")


def why_flat(survey: Survey) -> str:
    """Say why the loss is flat, or may be."""
    if _of_dead_inputs(survey):
        return translate(
            "Landscape",
            "The input that the weight comes from is 0 in all of these examples, so the weight does"
            " nothing.",
        )
    return translate(
        "Landscape",
        "Perhaps the neurons behind are dead (they answer 0 to every example) or saturated (at an"
        " end of their range).",
    )


def _of_dead_inputs(survey: Survey) -> bool:
    """Whether all that changes are weights of inputs that are always 0."""
    ways, objective = survey.ways, survey.objective
    if not isinstance(ways, Chosen) or objective is None:
        return False
    sources = [target[1] for target in ways.targets if len(target) == 3 and target[0] == 0]
    return len(sources) == len(ways.targets) and not objective.inputs[:, sources].any()


def step_words(survey: Survey, names: tuple[str, str]) -> str:
    """Tell the numbers of the step: place, slope, rate, where it leads."""
    surface, rate = survey.surfaces[0], survey.request.rates.learning_rate
    if survey.on_map and surface.flat:
        return flat_words()
    if survey.on_map and survey.frozen:
        return frozen_words(survey)
    loss, after = told_apart(surface.here, surface.after)
    if survey.frozen:
        return translate("Landscape", "{name} = {value}: loss {loss}, slope {slope}.").format(
            name=names[0],
            value=number(survey.place[0], 3),
            loss=loss,
            slope=signed(surface.slope[0], 3),
        )
    if survey.on_map:
        return translate(
            "Landscape",
            "Loss here: {loss}. After a step of gradient descent at rate {rate}: {after}.",
        ).format(loss=loss, rate=number(rate, 3), after=after)
    change = surface.step[0] - survey.place[0]
    return translate(
        "Landscape",
        "{name} = {value}: loss {loss}, slope {slope}. A step of gradient descent at rate {rate}:"
        " {change}, to a loss of {after}.",
    ).format(
        name=names[0],
        value=number(survey.place[0], 3),
        loss=loss,
        slope=signed(surface.slope[0], 3),
        rate=number(rate, 3),
        change=signed(change, 3),
        after=after,
    )


def surface_words(survey: Survey, anchored: int) -> str:
    """Say what there is to know of the picture: what directions are, and what is blank."""
    said = []
    if survey.surfaces[0].flat:
        said.append(why_flat(survey))
    if isinstance(survey.ways, Directions):
        if survey.ways.downhill:
            count = form_of(anchored)
            text = translate(
                "Landscape",
                "Across: straight down, against the gradient after {count} update(s). Up: a random"
                " direction, larger where weights are.",
                "",
                count,
            )
            said.append(text.format(count=f"{anchored:,}"))
        else:
            said.append(
                translate("Landscape", "The gradient is 0 here: both directions are random.")
            )
    if any(surface.holes for surface in survey.surfaces):
        said.append(translate("Landscape", "Hatched: the loss is not finite there."))
    return " ".join(said)


def examples_words(survey: Survey) -> str:
    """Say which examples the loss is of, and after how many updates."""
    objective = survey.objective
    if objective is None:
        return ""
    made, there = f"{survey.request.made:,}", objective.of
    if objective.whole:
        text = translate(
            "Landscape",
            "Mean over the {count} training example(s), at update {made}.",
            "",
            there,
        )
        return text.format(count=f"{there:,}", made=made)
    text = translate(
        "Landscape",
        "Mean over {count} of {all} training example(s), always the same ones, at update {made}.",
        "",
        there,
    )
    return text.format(count=f"{len(objective.inputs):,}", all=f"{there:,}", made=made)


def reading(
    survey: Survey, names: tuple[str, str], place: tuple[float, ...], losses: tuple[float, ...]
) -> str:
    """Tell what is at a place: both coordinates, and the losses."""
    view = survey.view
    spans = (view.right - view.left, view.top - view.bottom)
    where = ",  ".join(
        f"{name.strip('→↑ ')} = {telling(value, span / 500)}"
        for name, value, span in zip(names, place, spans, strict=False)
    )
    if len(losses) == 1:
        return translate("Landscape", "{where}:  loss {loss}").format(
            where=where, loss=loss_words(losses[0])
        )
    one = translate("Landscape", "{name} {loss}")
    each = ",  ".join(
        one.format(name=title_of(survey, index), loss=loss_words(loss))
        for index, loss in enumerate(losses)
    )
    return translate("Landscape", "{where}:  {losses}").format(where=where, losses=each)


def parts_of(target: Target) -> tuple[int, int, int]:
    """Return layer, source (0: it is a bias) and neuron of a target, each counted from 1."""
    match target:
        case (pair, source, end):
            return pair + 1, source + 1, end + 1
        case (layer, index):
            return layer, 0, index + 1
    raise AssertionError(target)


def target_of(layer: int, source: int, neuron: int) -> Target:
    """Return the target of such numbers, as `parts_of` gives them."""
    return (layer - 1, source - 1, neuron - 1) if source else (layer, neuron - 1)
