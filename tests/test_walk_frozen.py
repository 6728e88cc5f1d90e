"""What the walk says of what is frozen: it keeps its value, whatever the others do."""

import re

import numpy as np
import pytest
from msgspec.structs import replace

from core.frozen import Frozen
from core.made_update import MadeUpdate
from core.network import Layer, Network
from core.notation import markup
from core.optimizers import OPTIMIZERS
from core.walkthrough import GRAINS, Place
from gui.diagram.scene import Scene
from gui.slow_motion import Telling, said
from gui.walk.words.description import as_text, describe
from tests.arithmetic import equations
from tests.walks import NO_NAMES, by_hand, changed, every_step, formula, numbers, sentence, title
from tests.walks import walk_of as random_walk

FROZEN = {
    "a weight": ((0, 1, 2),),
    "weights of a neuron": ((0, 0, 2), (0, 1, 2), (1, 0, 0)),
    "neurons": ((1, 0), (2, 1)),
    "a layer": ((1,),),
    "neurons of a layer": ((1, 0), (1, 1), (1, 2)),
    "all": ((1,), (2,)),
}
# What is said of an update that is made.
MOVES = re.compile(r"η|∂C|gradient|too small|downhill|velocity|update of|goes|carr")


def frozen(walk, *targets):
    """The walk with these targets frozen, whatever its optimizer keeps of before."""
    return changed(walk, hyperparameters=replace(walk.hyperparameters, frozen=Frozen.of(targets)))


def walk_of(optimizer, *targets, **rates):
    network = Network(2, (Layer(3, "prelu"), Layer(2, "softmax")))
    walk = random_walk(network, optimizer=optimizer, updates=2, **rates)
    return frozen(walk, *targets)


def updates(walk, grain):
    """Every place of an update, those that a walk by edges passes over too."""
    for number, stage in enumerate(walk.stages):
        if stage.kind == "update":
            units = stage.units if grain != "layer" else 1
            for at in np.ndindex(units, stage.terms if grain == "edge" else 1):
                yield stage, Place(number, *at)


@pytest.mark.parametrize("rates", [{}, {"l2": 0.01, "l1": 0.1}], ids=["", "regularised"])
@pytest.mark.parametrize("targets", FROZEN.values(), ids=FROZEN)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_update_is_computed_as_it_is_written(optimizer, targets, rates):
    walk = walk_of(optimizer, *targets, **rates)
    for grain in GRAINS:
        for _, place in updates(walk, grain):
            equations(describe(NO_NAMES, walk, place, grain, 7))


@pytest.mark.parametrize("targets", FROZEN.values(), ids=FROZEN)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_keeps_its_value_is_said_to_and_nothing_else(optimizer, targets):
    walk = walk_of(optimizer, *targets)
    for grain in GRAINS:
        for stage, (number, unit, term) in updates(walk, grain):
            before, after = (
                np.vstack([one[stage.layer - 1].weights, one[stage.layer - 1].biases])
                for one in (walk.parameters, walk.updated[0])
            )
            part = {"layer": ..., "neuron": (..., unit), "edge": (term, unit)}[grain]
            kept = before[part] == after[part]
            described = describe(NO_NAMES, walk, Place(number, unit, term), grain, 4)
            text = as_text(described)
            words = markup.text(described.sentence).replace("Frozen among them", "")
            assert ("rozen" in words) == bool(np.any(kept))
            assert ("frozen" in markup.text(described.title)) == bool(np.all(kept))
            if np.all(kept):
                assert not MOVES.search(text), text
                assert all(re.fullmatch(r"(.+) ← \1", markup.text(at)) for at in described.formula)


def test_of_a_frozen_weight_the_others_are_told_as_ever():
    walk = frozen(by_hand(("linear", [[2.0], [3.0]], [0.5]), target=(5.0,),
                          loss="mean squared error"), (0, 1, 0))  # fmt: skip
    free = changed(walk, hyperparameters=replace(walk.hyperparameters, frozen=Frozen()))
    for place in ((0, 0), (0, 2)):
        ever = sentence(free, "update", "edge", *place)
        assert sentence(walk, "update", "edge", *place).startswith(ever)
        assert numbers(walk, "update", "edge", *place) == numbers(free, "update", "edge", *place)
    assert title(walk, "update", "edge", 0, 1).endswith(": w₂₁ is frozen")
    assert formula(walk, "update", "edge", 0, 1) == ["w¹₂₁ ← w¹₂₁"]
    assert numbers(walk, "update", "edge", 0, 1) == ["w¹₂₁: 3 → 3"]
    assert sentence(walk, "update", "edge", 0, 1) == "It is frozen: it keeps its value."
    assert numbers(walk, "update", "neuron")[1] == "w¹₂₁: 3 → 3"
    exception = "What is frozen is an exception: it keeps its value."
    for grain in ("layer", "neuron"):
        assert sentence(walk, "update", grain) == f"{sentence(free, 'update', grain)} {exception}"
        assert formula(walk, "update", grain) == [
            *formula(free, "update", grain),
            "what is frozen keeps its value",
        ]


def test_a_bias_learns_alone_where_each_weight_is_frozen():
    walk = frozen(by_hand(("linear", [[2.0]], [0.5]), inputs=(1.0,), target=(5.0,),
                          loss="mean squared error"), (0, 0, 0))  # fmt: skip
    assert formula(walk, "update", "neuron") == ["w¹ᵢ₁ ← w¹ᵢ₁", "b¹₁ ← b¹₁ − η·∂C/∂b¹₁"]
    assert sentence(walk, "update", "neuron") == "Its weights are frozen. Its bias moves by 0.5000."


def test_what_does_not_move_beside_what_is_frozen():
    right = by_hand(("linear", [[2.0], [3.0]], [0.5]), target=(-0.5,), loss="mean squared error")
    for grain in ("layer", "neuron"):
        said = sentence(frozen(right, (0, 1, 0)), "update", grain)
        assert said.startswith("Nothing moves here. What is not frozen has an update of 0")


@pytest.mark.usefixtures("qapp")
def test_a_walk_by_edges_counts_the_frozen_ones_that_it_passes_over():
    walk = walk_of("sgd", (0, 1, 2), (2, 0))
    first = {}
    for index in range(walk.count("edge")):
        place = walk.place("edge", index)
        if walk.stages[place.stage].kind == "update":
            words = markup.text(describe(NO_NAMES, walk, place, "edge", 4).sentence)
            first.setdefault((walk.stages[place.stage].layer, place.unit), words)
    assert {where: words[-21:] for where, words in first.items() if "Frozen among" in words} == {
        (1, 2): "Frozen among them: 1.",
        (2, 0): "Frozen among them: 3.",
    }


def test_where_all_is_frozen_the_loss_stays_and_it_is_said_why():
    words = sentence(walk_of("adam", (1,), (2,)), "again")
    assert words.startswith("The loss has not changed, as no weight and no bias has moved.")
    assert "fell" in sentence(walk_of("sgd", (1,)), "again")


@pytest.mark.parametrize("targets", FROZEN.values(), ids=FROZEN)
def test_a_frozen_walk_is_told_whole(targets):
    walk = walk_of("momentum", *targets)
    for described in every_step(walk):
        assert markup.text(described.title)
        assert described.formula
        assert described.numbers
        assert re.fullmatch(r"[A-Z].*[^.]\.", markup.text(described.sentence))


def made(*targets):
    """An update that was made, with these targets frozen."""
    walk = walk_of("momentum", *targets)
    given = (walk.network, walk.parameters, walk.inputs, walk.targets)
    more = {"after": walk.updated[0], "number": 1, "places": (0,), "examples": 1}
    return MadeUpdate(*given, walk.hyperparameters, walk.slots, **more)


ALL = "The optimizer changes the weights, to make the loss smaller."
REST = "The optimizer changes what is not frozen, to make the loss smaller."
NONE = "This layer is frozen: its weights and biases stay."


@pytest.mark.parametrize(
    ("targets", "notes", "words"),
    [
        ((), [ALL, ALL], "Update 1: weights change"),
        (((0, 1, 2),), [REST, ALL], "Update 1: weights change"),
        (((1,), (2, 0)), [NONE, REST], "Update 1: weights change"),
        (((1,), (2,)), [NONE, NONE], "Update 1: all is frozen"),
    ],
)
def test_slow_motion_says_what_an_update_does_to_a_layer(targets, notes, words):
    update = made(*targets)
    scene = Scene(update.network, update.parameters)
    assert notes == [
        Telling(update, Place(at), "layer", scene).scene_at(0).note
        for at, stage in enumerate(update.stages)
        if stage.kind == "update"
    ]
    assert said(update, "update") == words
