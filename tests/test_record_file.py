"""The record in a saved network: any update again; what is damaged loses only itself."""

import zipfile

import numpy as np
import pytest

from core import record_file
from core.checkpoint import checksum
from core.project_file import load, save
from core.record_file import load_record, parts_of_record
from core.run import Run
from core.timeline import Stretch
from tests.helpers import TINY, tiny_experiment
from tests.saved import members, write_members
from tests.test_timeline import OTHER_DATA, Training, again


@pytest.fixture(scope="module")
def trained():
    training = Training(tiny_experiment(optimizer="momentum"))
    for _ in range(4):
        training.train(10)
        training.check()
    training.rates(learning_rate=0.1)
    training.train(5)
    training.hand()
    training.train(5)
    training.check()
    return training


@pytest.fixture
def file(trained, tmp_path):
    last = trained.trainer.snapshot(complete=True)
    run = Run(trained.experiment, last)
    save(path := tmp_path / "a.netglow", run, record=trained.record)
    return path


def write_stored(path, contents):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)


def test_any_update_is_there_again_from_a_file(file, trained):
    record = load_record(file, load(file))
    assert [one.kind for one in record.journal] == ["begin", "rates", "hand"]
    assert record.updates.tolist() == [0, 10, 20, 30, 40, 45, 50]
    for update in (0, 7, 20, 43, 45, 49, 50):
        assert checksum(again(record, update)) == trained.seen[update]


def test_a_file_without_a_record_opens_as_ever(trained, tmp_path):
    run = Run(trained.experiment, trained.trainer.snapshot(complete=True))
    save(path := tmp_path / "a.netglow", run)
    assert not any(name.startswith("record") for name in members(path))
    assert load_record(path, load(path)) is None
    save(path, run, record=Training(trained.experiment).record)  # there is no past in it
    assert load_record(path, load(path)) is None


def test_of_a_journal_too_long_to_be_read_again_the_newer_part_is_saved(tmp_path, monkeypatch):
    training = Training(tiny_experiment(optimizer="momentum"))
    for source in (OTHER_DATA, TINY) * 4:
        training.train(2)
        training.data(source)
        training.check()
    length = len(parts_of_record(training.record)["record.json"][0])
    monkeypatch.setattr(record_file, "MOST_JSON", length - 1)
    run = Run(training.experiment, training.trainer.snapshot(complete=True))
    save(path := tmp_path / "a.netglow", run, record=training.record)
    record = load_record(path, load(path))
    assert record.updates.tolist() == [8, 10, 12, 14, 16]
    for update in range(8, 17):
        assert checksum(again(record, update)) == training.seen[update]


def test_a_damaged_checkpoint_loses_only_what_it_alone_led_to(file, trained):
    whole = bytearray(file.read_bytes())
    for number in (2, 5):  # of update 20, and of what was given by hand at 45
        with zipfile.ZipFile(file) as archive:
            member = archive.getinfo(f"record/{number:06}.npy")
        whole[member.header_offset + 300] ^= 1
    file.write_bytes(whole)
    record = load_record(file, load(file))
    assert record.updates.tolist() == [0, 10, 30, 40, 50]
    assert record.lost == (Stretch(45, 49),)
    assert checksum(again(record, 25)) == trained.seen[25]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda parts: parts.update({"record.json": b"{"}),
        lambda parts: parts.update({"record.json": b"[" * 100_000}),
        lambda parts: parts.update(
            {"record.json": parts["record.json"].replace(b'"place":1', b'"place":9', 1)}
        ),
        lambda parts: parts.update(
            {"record.json": parts["record.json"].replace(b'"step":10', b'"step":50', 1)}
        ),
        lambda parts: parts.update(
            {"record.json": parts["record.json"].replace(b'"version":1', b'"version":2')}
        ),
    ],
)
def test_a_record_that_makes_no_sense_is_empty_and_the_network_opens(file, spoil):
    parts = members(file)
    spoil(parts)
    write_stored(file, parts)
    run = load(file)
    assert run.snapshot.updates == 50
    assert load_record(file, run).checkpoints == ()


def test_checkpoints_that_are_not_what_they_say_are_lost(file):
    parts = members(file)
    parts["record/000001.npy"] = parts["record/000002.npy"]
    parts["record/000003.npy"] = b"\x00" * 400
    del parts["record/000004.npy"]
    write_stored(file, parts)
    assert load_record(file, load(file)).updates.tolist() == [0, 20, 45, 50]
    # Compressed, a small file could fill the memory.
    write_members(file, parts)
    assert load_record(file, load(file)).checkpoints == ()


def test_a_record_of_other_data_is_empty(file):
    run = load(file)
    other = Run.start(type(run.experiment)())
    assert load_record(file, other).journal == ()
    assert np.isfinite(run.snapshot.parameters[0].weights).all()
