"""What is said of the fold: names of stops and of axes, and sentences about what is seen."""

import math

import numpy as np

from core.data.inputs import Picture as PictureInput
from core.data.inputs import Point
from core.data.tasks import Classes
from core.fold import PLANE, Fold, Picture
from core.notation.markup import RAISED
from core.parting import parting_of
from gui.diagram.scene import are_digits, input_names, layer_name, picture_shape
from gui.layer_view.work import FoldFrame
from gui.numbers import number, percent
from gui.panels.set_words import test_words
from gui.translation import translate

FEW = 12  # points on a line that need not be kept apart


def stop_names(frame: FoldFrame) -> tuple[str, ...]:
    """Return a short name for each picture: x, a¹, a² ... and the output."""
    pictures = frame.now.pictures
    made = pictures[0].layer == PLANE
    names = []
    for picture in pictures[:-1]:
        raised = "".join(RAISED[figure] for figure in str(max(picture.layer, 0)))
        names.append("x" if picture.layer == -int(made) else f"a{raised}")
    return (*names, translate("LayerView", "output"))


def title_of(frame: FoldFrame, position: float) -> str:
    """Say where the fold stands: at a layer, or on the way between two."""
    before = math.floor(position)
    share = position - before
    pictures = frame.now.pictures
    if share:
        return translate("LayerView", "{one} → {other}: {share}").format(
            one=_name(frame, pictures[before]),
            other=_name(frame, pictures[before + 1]),
            share=f"{100 * share:.0f} %",
        )
    return translate("LayerView", "{layer}: {details}").format(
        layer=_name(frame, pictures[before]), details=_details(frame, pictures[before])
    )


def axis_names(frame: FoldFrame, picture: Picture, shortly: int = 0) -> tuple[str, str]:
    """Return what the first and the second axis of a picture are; the second may be nothing.

    Where there is little room it is said more `shortly`, up to 2.
    """
    if picture.projection.principal:
        words = translate("LayerView", "component {number}: {share}")
        words = (words, "{number}: {share}", "{share}")[shortly]
        shares = picture.projection.shares
        # Axes stay where they were while training; the first component is the one of most variance.
        places = (1, 2) if shares[0] >= shares[1] else (2, 1)
        first, second = (
            words.format(number=place, share=percent(share))
            for place, share in zip(places, shares, strict=True)
        )
        return first, second
    kind = frame.job.run.experiment.input
    names: tuple[str, ...] = ("a₁", "a₂")
    if picture.layer == PLANE and isinstance(kind, Point):
        names = kind.names
    elif picture.layer == 0:
        names = input_names(kind) or names
    return names[0], names[1] if picture.neurons > 1 else ""


def told_of(frame: FoldFrame, position: float) -> str:
    """Say what is seen, and what is not, in a sentence or a few."""
    before = math.floor(position)
    picture = frame.now.pictures[before]
    if position > before:
        beyond = frame.now.pictures[before + 1]
        return _joined(
            translate(
                "LayerView",
                "Every point moves straight from its place in one layer to its place in the next.",
            ),
            _left_out(max(picture.lost, beyond.lost), max(picture.outside, beyond.outside)),
        )
    lost = picture.lost if picture.state != "not finite" else 0
    return _joined(
        _state(frame, picture) or _lie(frame, picture),
        _turned(picture),
        _left_out(lost, picture.outside),
    )


def sample_words(frame: FoldFrame) -> str:
    """Say how many of the examples are shown; nothing where all are."""
    sample = frame.sample
    if not len(sample):
        return translate("LayerView", "There are no examples yet.")
    total = sample.total
    if total == len(sample):
        return ""
    text = translate("LayerView", "A sample of {count} of {total} example(s).", "", total)
    return text.format(count=f"{len(sample):,}", total=f"{total:,}")


def example_words(frame: FoldFrame, fold: Fold, index: int) -> str:
    """Say which example of the sample it is, its right answer and the network's in a fold."""
    sample, experiment = frame.sample, frame.job.run.experiment
    task, output = experiment.task, experiment.network.layers[-1]
    name, place = sample.example(index)
    which = (
        translate("LayerView", "training example {number}")
        if name == "train"
        else test_words(experiment.source).example
    ).format(number=f"{place + 1:,}")
    outputs = fold.outputs[index]
    if isinstance(task, Classes) and sample.labels is not None:
        found = int(task.answers(outputs[None], output)[0])
        right = task.names[int(sample.labels[index])]
        said = task.names[found] if found >= 0 else translate("LayerView", "nothing finite")
    else:
        right = ", ".join(number(float(value), 3) for value in sample.targets[index])
        said = ", ".join(number(float(value), 3) for value in outputs)
    return translate("LayerView", "{right}, answered {said}: {which}").format(
        which=which, right=right, said=said
    )


def before_and_now(frame: FoldFrame, short: bool = False) -> tuple[str, str]:
    """Return the titles of the two pictures beside each other."""
    if short:
        return translate("LayerView", "Before"), translate("LayerView", "Now")
    updates = frame.job.run.snapshot.updates
    return (
        translate("LayerView", "Before training"),
        translate("LayerView", "Now: update {updates}").format(updates=f"{updates:,}"),
    )


def nothing_words(has_data: bool) -> str:
    """Say why there is nothing to see."""
    if not has_data:
        return translate(
            "LayerView", "This network came without data. Choose data, and see it fold."
        )
    return translate("LayerView", "The examples are on their way through the network.")


def writes_digits(frame: FoldFrame) -> bool:
    """Whether examples are written as their classes: there are more than colours tell apart."""
    experiment = frame.job.run.experiment
    task = experiment.task
    names = task.names if isinstance(task, Classes) else ()
    return are_digits(names, picture_shape(experiment.input)) if names else False


def _name(frame: FoldFrame, picture: Picture) -> str:
    if picture.layer == PLANE:
        return translate("LayerView", "the plane")
    return layer_name(frame.job.run.experiment.network, picture.layer)


def _details(frame: FoldFrame, picture: Picture) -> str:
    """What stands behind a layer's name: "16×16", "x₁, x₂", or "8 tanh"."""
    experiment = frame.job.run.experiment
    if picture.layer > 0:
        return f"{picture.neurons} {experiment.network.layers[picture.layer - 1].activation}"
    kind = experiment.input
    if isinstance(kind, PictureInput):
        return f"{kind.rows}×{kind.columns}"
    names = kind.names if picture.layer == PLANE else kind.input_names
    return ", ".join(names) if len(names) <= 3 else str(len(names))


def _lie(frame: FoldFrame, picture: Picture) -> str:
    """Say how the points of a picture lie."""
    if picture.neurons == 1 and len(frame.sample) <= FEW:
        return translate("LayerView", "One number: the points lie along a line.")
    if picture.neurons == 1:
        return translate(
            "LayerView", "One number: the points lie along a line. Height only keeps them apart."
        )
    if not picture.projection.principal:
        run = frame.job.run
        parting = parting_of(run.experiment.network, run.snapshot.parameters)
        classes = isinstance(run.experiment.task, Classes)
        if parting and picture.layer == parting.layer and classes:
            return translate(
                "LayerView",
                "Two numbers: each point lies at its values. The output parts them by one straight"
                " line, the dashed one.",
            )
        return translate("LayerView", "Two numbers: each point lies at its values, as they are.")
    if len(frame.sample) == 1:
        return translate("LayerView", "There is one example alone: it lies in the middle.")
    return translate(
        "LayerView",
        "Principal components are the directions in which the points differ most. These two hold"
        " {share} of their variance.",
    ).format(share=_unparted(percent(float(np.sum(picture.projection.shares)))))


def _unparted(text: str) -> str:
    """Return a number and its unit, that no line may part."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _turned(picture: Picture) -> str:
    """Say that numbers fall to the right or upwards, if they do."""
    if picture.projection.principal or picture.state or np.array_equal(picture.turn, np.eye(2)):
        return ""
    if picture.neurons == 1:
        return translate(
            "LayerView", "The axis is turned, so that nothing changes sides on the way here."
        )
    return translate("LayerView", "The axes are turned, so that nothing spins on the way here.")


def _state(frame: FoldFrame, picture: Picture) -> str:
    """Say why there is nothing to see in a picture, if that is so."""
    layer = _name(frame, picture)
    words = {
        "not finite": translate(
            "LayerView",
            "The values of {layer} are not finite: nothing can be drawn. Reset, and train with a"
            " smaller learning rate.",
        ),
        "dead": translate(
            "LayerView",
            "All neurons of {layer} are dead: they give 0 for every example, and all points fall"
            " on one place.",
        ),
        "alike": translate(
            "LayerView", "To {layer} all examples are alike: all points fall on one place."
        ),
    }
    return words[picture.state].format(layer=layer) if picture.state else ""


def _left_out(lost: int, outside: int) -> str:
    """Say how many examples are not seen, and why."""
    return _joined(
        translate("LayerView", "Left out, not finite: {count}.").format(count=f"{lost:,}")
        if lost
        else "",
        translate("LayerView", "Outside the picture: {count}.").format(count=f"{outside:,}")
        if outside
        else "",
    )


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
