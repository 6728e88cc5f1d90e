"""What the walk says of an example whose right answer nobody knows: never that it is right."""

import re

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox

from core import vanishing
from core.beginnings import beginning
from core.data import Curve, Digits, Plane
from core.data.tasks import Classes, one_hot
from core.example import Example
from core.network import Layer
from core.notation import markup
from core.walkthrough import GRAINS
from gui.diagram.act import Act
from gui.diagram.scene import of_session
from gui.session import Session
from gui.walk.nothing import NothingLabel
from gui.walk.player import Player
from gui.walk.words.description import describe
from gui.walk.words.step import names_of
from tests.arithmetic import equations
from tests.test_vanishing import walk_of as sure_walk
from tests.walks import by_hand, changed, each_walk, every_step, sentence

# What can only be said of a target that is known.
KNOWN = re.compile(
    r"exactly right|right answer,|learned already|already sure|[Oo]nly the label|does better"
    r"|output is too (small|large)|right output|wrong"
)
UNKNOWN = "The right answer is not known"


def small(source):
    """An experiment on a source with three hidden neurons."""
    found = beginning(source)
    layers = (Layer(3, "tanh"), found.network.layers[-1])
    return replace(found, network=replace(found.network, layers=layers))


def curve():
    """A curve's x that was typed."""
    source = Curve(count=10)
    return small(source), Example.own(source.input, np.array([0.3]))


def plane():
    """A place of the plane without a point."""
    source = Plane(count=10)
    return small(source), Example.own(source.input, np.array([0.2, -0.7]))


def drawing():
    """A digit that was drawn."""
    ink = np.random.default_rng(0).uniform(0, 1, 256) > 0.7
    return small(Digits()), Example(ink.astype(np.float32), None, "pad")


def walked(experiment, example):
    """A player that walks the example."""
    session = Session(experiment)
    session.set_example(example)
    player = Player(session, parent=session)
    player.begin()
    return session, player


def everything_said(session, player, grains=GRAINS):
    """Every title and sentence of a walk, and every note of its diagram."""
    walk, names = player.walk, names_of(session.experiment)
    for grain in grains:
        for index in range(walk.count(grain)):
            place = walk.place(grain, index)
            described = describe(names, walk, place, grain, 5)
            equations(described)
            yield markup.text(described.title)
            yield markup.text(described.sentence)
            if grain == "layer":
                yield Act(walk, place, grain, of_session(session)).scene_at(1).note


@pytest.mark.parametrize("given", [curve, plane, drawing])
def test_nothing_is_said_to_be_right_where_nobody_knows_it(qapp, given):
    session, player = walked(*given())
    assert player.walk.assumed
    said = list(everything_said(session, player))
    assert [text for text in said if KNOWN.search(text)] == []
    kinds = {stage.kind for stage in player.walk.stages}
    told = {kind for kind in kinds if UNKNOWN in sentence(player.walk, kind)}
    assert told == {"input", "loss", *(["output delta"] if given is curve else [])}


def test_an_answer_that_is_its_own_target_teaches_nothing_and_it_is_said_why(qapp):
    session, player = walked(*curve())
    words = "So δ² is 0, and this example teaches nothing."
    assert sentence(player.walk, "output delta").endswith(words)
    told = everything_said(session, player, ["layer"])
    notes = [text for text in told if text.startswith("All about 0")]
    known = "All about 0. The right answer is not known: the target is the network's own answer."
    assert set(notes) == {known}


@pytest.mark.parametrize("given", [plane, drawing])
def test_what_a_person_chooses_is_known_even_if_it_is_the_networks_answer(qapp, given):
    session, player = walked(*given())
    before = player.walk
    player.set_target(player.target)
    assert not player.walk.assumed
    np.testing.assert_array_equal(player.walk.targets, before.targets)
    told = everything_said(session, player, ["layer", "neuron"])
    assert not any(UNKNOWN in text for text in told)
    player.set_target((player.target + 1) % 2)
    assert not player.walk.assumed
    session.set_example(given()[1])
    # More ink is the same drawing; another place is another question.
    assert player.walk.assumed == (given is plane)


def test_a_label_is_chosen_again_to_no_avail(qapp):
    experiment, example = plane()
    _session, player = walked(experiment, replace(example, label=1))
    before = player.walk
    assert not before.assumed
    player.set_target(1)
    assert player.walk is before


def test_the_target_is_confirmed_in_its_box(qtbot, make_window):
    window = make_window(plane()[0])
    window.session.set_example(plane()[1])
    window.actions_by_name["walkthroughAction"].trigger()
    player, box = window.session.findChild(Player), window.findChild(QComboBox, "walkTarget")
    qtbot.waitUntil(lambda: box.currentIndex() == player.target)
    assert player.walk.assumed
    assert "right answer that" not in box.toolTip()
    box.activated.emit(box.currentIndex())
    assert not player.walk.assumed


def own_answers(walk):
    """The walk with what the network answers as its targets: values, and classes."""
    answers, outputs = walk.forward.output, walk.network.sizes[-1]
    yield changed(walk, targets=answers.copy(), assumed=True)
    if outputs > 1:
        classes = one_hot(answers.argmax(axis=1), outputs, walk.targets.dtype)
        yield changed(walk, targets=classes, assumed=True)


@each_walk
def test_whatever_the_loss_nothing_is_said_to_be_right(walk):
    for one in own_answers(walk):
        for grain in GRAINS:
            found = [markup.text(described.sentence) for described in every_step(one, [grain])]
            assert [text for text in found if KNOWN.search(text)] == []
        assert UNKNOWN in sentence(one, "input")
        assert UNKNOWN in sentence(one, "loss")


def test_a_loss_that_fell_is_nearer_to_the_answer_alone():
    walk = by_hand(("softmax", ((1, 0), (0, 1)), (0, 0)), inputs=(2.0, 1.0))
    assert "does better" in sentence(walk, "again")
    words = sentence(changed(walk, assumed=True), "again")
    assert words.endswith("Whether that is right is not known.")


def test_a_network_that_diverged_has_no_answer_to_take():
    walk = changed(by_hand(("softmax", ((np.nan, 0), (0, 1)), (0, 0))), assumed=True)
    assert sentence(walk, "input").endswith(f"{UNKNOWN}.")


def test_a_sure_answer_is_not_a_learned_one(qtbot):
    label, walk = NothingLabel(), replace(sure_walk(26), assumed=True)
    qtbot.addWidget(label)
    stage = next(stage for stage in walk.stages if stage.kind == "output delta")
    assert vanishing.is_nothing(stage, vanishing.of_walk(walk))
    label.show_stage(walk, stage, Classes(tuple("AB")))
    assert label.text().startswith(f"All about 0. {UNKNOWN}")
    assert "href" not in label.text()
