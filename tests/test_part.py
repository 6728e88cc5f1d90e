"""A part of a source: what trains, what selects and what tests are apart, whatever is asked for."""

import json

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from core.beginnings import beginning, same_family
from core.data import (
    READY_SOURCES,
    Curve,
    Digits,
    Given,
    Part,
    Plane,
    Points,
    Source,
    holds_back,
    load,
    part_of,
)
from core.data.digits import REAL
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.part import Whole
from core.data.tasks import Classes
from core.experiment import from_json, to_json
from gui import theme
from gui.panels.set_words import test_words as words_of
from gui.panels.source_pictures import source_picture
from gui.panels.source_words import title

SPIRAL = Plane("spiral", 200, noise=0.1)
GIVEN = Given(
    Row(("x",)),
    Classes(("no", "yes")),
    tuple(GivenExample((float(i),), i % 2) for i in range(20)),
    (GivenExample((99.0,), 1),),
)


def rows(examples):
    return {row.tobytes() for row in examples.inputs}


@pytest.mark.parametrize("of", [SPIRAL, Plane("hills"), Curve(("sine",), 60), GIVEN, Digits()])
@pytest.mark.parametrize("seed", [0, 7])
def test_nothing_leaks_between_what_trains_what_selects_and_what_tests(of, seed):
    whole, part = load(of), load(part_of(of, seed=seed))
    train, validation, test = map(rows, (part.train, part.test, whole.test))
    assert train | validation <= rows(whole.train)
    assert not train & validation
    assert not test & (train | validation)
    count = REAL if of == Digits() else len(whole.train)
    assert len(part.train) + len(part.test) == count
    assert len(part.test) == pytest.approx(0.25 * count, abs=2)


def test_of_digits_nothing_is_a_variant_of_what_selects():
    """Those behind the real ones are the same digits, turned or stretched."""
    assert rows(load(part_of(Digits())).train) <= rows(load(Digits()).train.chosen(np.arange(REAL)))


def test_each_class_has_its_share():
    part = load(part_of(Digits(), validation=0.2))
    ours, whole = np.bincount(part.test.labels), np.bincount(load(Digits()).train.labels[:REAL])
    np.testing.assert_allclose(ours, 0.2 * whole, atol=0.5)


def test_targets_and_coordinates_go_with_their_inputs():
    whole, part = load(SPIRAL), load(part_of(SPIRAL))
    at = {row.tobytes(): place for place, row in enumerate(whole.train.inputs)}
    for examples in (part.train, part.test):
        places = [at[row.tobytes()] for row in examples.inputs]
        for name in ("targets", "labels", "coordinates"):
            np.testing.assert_array_equal(
                getattr(examples, name), getattr(whole.train, name)[places]
            )


def test_the_seed_decides_which_are_held_back():
    one, again, other = (rows(load(part_of(SPIRAL, seed=seed)).test) for seed in (1, 1, 2))
    assert one == again != other


def test_a_limit_leaves_what_selects_as_it_is():
    few, all_ = load(part_of(SPIRAL, 20)), load(part_of(SPIRAL))
    assert len(few.train) == 20
    assert np.bincount(few.train.labels).tolist() == [10, 10]
    assert rows(few.train) < rows(all_.train)
    np.testing.assert_array_equal(few.test.inputs, all_.test.inputs)
    assert part_of(replace(SPIRAL, examples=20)) == part_of(SPIRAL, 20)


def test_it_is_frozen_and_goes_through_json():
    part = part_of(SPIRAL, 20, 0.5, 3)
    with pytest.raises(AttributeError):
        part.seed = 4
    assert hash(part) == hash(part_of(SPIRAL, 20, 0.5, 3))
    assert msgspec.json.decode(msgspec.json.encode(part), type=Source) == part
    experiment = beginning(part)
    text = to_json(experiment)
    assert from_json(text) == experiment
    assert json.loads(text)["source"]["of"]["shape"] == "spiral"
    assert load(part) is load(from_json(text).source)


def test_it_is_learned_as_the_whole_is():
    part = part_of(SPIRAL)
    assert (part.input, part.task) == (SPIRAL.input, SPIRAL.task)
    assert replace(beginning(part), source=SPIRAL) == beginning(SPIRAL)
    assert same_family(part, Points())
    assert same_family(Points(), part)
    assert not same_family(part, Digits())
    assert holds_back(part)


@pytest.mark.parametrize("source", READY_SOURCES.values(), ids=repr)
def test_what_has_too_few_examples_is_refused(source):
    if isinstance(source, Whole):
        assert part_of(source).of == source
        return
    with pytest.raises(ValueError, match="too few examples: some must be held back"):
        part_of(source)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: part_of(SPIRAL, validation=0.01), "must be 0.05 to 0.8, not 0.01"),
        (lambda: part_of(SPIRAL, validation=0.9), "must be 0.05 to 0.8, not 0.9"),
        (lambda: part_of(SPIRAL, seed=-1), "seed must be 0 to"),
        (lambda: Part(of=replace(SPIRAL, examples=5)), "without a limit of its own"),
    ],
)
def test_what_cannot_be_is_said(ask, words):
    with pytest.raises(ValueError, match=words):
        ask()


@pytest.mark.parametrize(
    "of", [Plane("circle", 4), Points(), replace(GIVEN, train=GIVEN.train[:2])]
)
def test_of_a_few_nothing_is_held_back(of):
    """A file may ask for it; whoever selects refuses (core.evolution.Problem)."""
    found = load(part_of(of))
    assert found.test is found.train
    assert len(found.train) == len(load(of).train)
    assert not holds_back(part_of(of))


def test_a_part_of_a_part_is_none():
    text = msgspec.json.encode(part_of(SPIRAL)).replace(b'"type":"plane"', b'"type":"part"')
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Source)


def test_in_the_window_it_looks_like_the_whole_and_is_called_a_part(qapp):
    part = part_of(SPIRAL)
    assert title(part) == "Part of: Spiral"
    assert source_picture(part, theme.LIGHT) == source_picture(SPIRAL, theme.LIGHT)
    assert words_of(part).title == "Validation"
    assert words_of(SPIRAL).title == "Test"
