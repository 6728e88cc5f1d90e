"""Saved networks of other versions, and documents that are wrong in one field."""

import json
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from core.data import Digits
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.parameters import initialise
from core.project_file import load, save
from core.sentences import plain
from core.snapshot import Metrics, no_slots
from tests.saved import members, refused, small_project, write_members

OLD = Path(__file__).parent / "files" / "made-by-0.1.0.netglow"


def changed_document(saved, change):
    contents = members(saved)
    document = json.loads(contents["netglow.json"])
    change(document)
    write_members(saved, {**contents, "netglow.json": json.dumps(document)})


def test_what_computed_the_weights_is_plain_text_that_an_older_file_lacks(saved):
    changed_document(saved, lambda document: document.pop("computed_on"))
    assert load(saved).computed_on == ""
    changed_document(
        saved, lambda document: document.update(computed_on="<b>CPU</b>\n" + 200 * "9")
    )
    said = load(saved).computed_on
    assert said == plain(said, 100)


def test_file_of_version_0_1_0_is_read():
    project = load(OLD)
    network = Network(256, (Layer(4, "prelu"), Layer(10, "softmax")))
    assert project.experiment == Experiment(
        network, Digits(), Hyperparameters(optimizer="adam", learning_rate=0.01), seed=7
    )
    assert (project.snapshot.updates, project.snapshot.test) == (120, Metrics(1.25, 0.625))
    assert (project.id, project.parent, project.name) == (project.id, "", "256-4-10")
    assert len(project.id) == 16
    assert not project.snapshot.complete  # format 1 has no slots
    assert len(project.history) == 1
    for layer, drawn in zip(project.snapshot.parameters, initialise(network, 7), strict=True):
        assert all(map(np.array_equal, layer, drawn))


def test_file_of_before_there_was_regularisation_is_read(saved):
    expected = load(saved)
    changed_document(saved, lambda document: document["experiment"]["hyperparameters"].pop("l2"))
    assert load(saved).experiment == expected.experiment


@pytest.mark.parametrize("number", [0, 3, -1, 10**30])
def test_unknown_format_is_refused_with_the_one_that_is_read(saved, number):
    changed_document(saved, lambda document: document.update(format=number))
    sentence = refused(saved)
    assert str(number) in sentence
    assert "reads formats 1 to 2" in sentence
    assert ("newer version" in sentence) == (number > 2)


def test_file_of_a_newer_version_is_told_as_one_whatever_it_holds(saved):
    changed_document(saved, lambda document: document.update(format=3, runs=[], experiment=None))
    assert refused(saved).endswith("reads formats 1 to 2. It was made by a newer version.")


@pytest.mark.parametrize(
    "fields",
    [
        {"colour": "blue"},
        {"format": "1"},
        {"format": None},
        {"updates": -1},
        {"updates": 1.5},
        {"updates": 10**30},
        {"step": 4},
        {"id": 7},
        {"slots_updates": "all"},
        {"given": None},
        {"examples_seen": -1},
        {"examples_seen": 2**60},
        {"examples": 0},
        {"examples": -5},
        {"tested_at": -1},
        {"history_stride": 0},
        {"history_stride": 2**63},
        {"test": [0.5, 0.5]},
        {"test": ["0.5", 0.5, None]},
        {"test": 0.5},
        {"experiment": None},
        {"experiment": {"seed": -1}},
        {"experiment": {"dataset": "digits"}},
        {"experiment": {"source": {"type": "faces"}}},
        {"experiment": {"network": {"inputs": 4}}},
        {"experiment": {"network": {"layers": []}}},
        {"experiment": {"hyperparameters": {"learning_rate": -1}}},
    ],
    ids=str,
)
def test_document_with_a_wrong_field_is_refused(saved, fields):
    changed_document(saved, lambda document: document.update(fields))
    assert "netglow.json is wrong" in refused(saved)


@pytest.mark.parametrize(
    "fields",
    [
        {"step": -1},
        {"step": 1.5},
        {"test_step": 2**60},
        {"updates": 4},
        {"test": [0.5, 0.5, 0.5]},
        {"experiment": {"dataset": "faces"}},
        {"experiment": {"source": {"type": "digits"}}},
        {"experiment": {"network": {"inputs": 4}}},
    ],
    ids=str,
)
def test_document_of_format_1_with_a_wrong_field_is_refused(tmp_path, fields):
    path = tmp_path / "old.netglow"
    path.write_bytes(OLD.read_bytes())
    changed_document(path, lambda document: document.update(fields))
    assert "netglow.json is wrong" in refused(path)


def test_slots_that_do_not_fit_are_refused(saved):
    run = small_project()
    slots = no_slots(run.snapshot.parameters, "adam")._replace(updates=40)
    save(saved, run.at(replace(run.snapshot, slots=slots)))
    assert load(saved).snapshot.slots.updates == 40
    changed_document(saved, lambda document: document.update(slots_updates=41))
    assert "Slots cannot be 41 updates old after 40" in refused(saved)
    changed_document(saved, lambda document: document.update(slots_updates=40))
    contents = members(saved)
    del contents["slots/1/0-weights.npy"]
    write_members(saved, contents)
    assert "slots/1/0-weights.npy" in refused(saved)


@pytest.mark.parametrize("field", ["format", "id", "experiment", "updates", "examples", "test"])
def test_document_without_a_field_is_refused(saved, field):
    changed_document(saved, lambda document: document.pop(field))
    assert field in refused(saved)


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"null", b"{", b'{"format": 1}', b'"\xff\xfe"', b"[" * 100_000, b"\0"]
)
def test_document_that_is_no_json_is_refused(saved, text):
    write_members(saved, {**members(saved), "netglow.json": text})
    assert "netglow.json is wrong" in refused(saved)


def test_experiment_of_another_network_is_refused(saved):
    def widen(document):
        document["experiment"]["network"]["layers"][0]["neurons"] = 4

    changed_document(saved, widen)
    assert "parameters/0-weights.npy is float32 (256, 3), not float32 (256, 4)" in refused(saved)
