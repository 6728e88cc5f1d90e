"""The command line goes back in time: a record that train saves, and pictures of its updates."""

import json

import numpy as np
import pytest

from core import project_file
from core.commands import steps, train
from core.record_file import load_record
from gui.__main__ import main
from tests.helpers import flat
from tests.saved import small_project


@pytest.fixture
def trained(monkeypatch, tmp_path, capsys):
    """A function: updates, and other arguments -> a file that train saved."""
    monkeypatch.setattr(train, "CHECKPOINT_S", 0.001)

    def make(updates, *more):
        file = tmp_path / f"{updates}.netglow"
        words = ["--dataset", "xor", "--updates", str(updates), "--save", str(file), *more]
        assert main(["train", *words]) == 0
        capsys.readouterr()
        return file

    return make


def test_a_recorded_training_is_drawn_as_it_was_at_any_update(trained, tmp_path, capsys, qapp):
    long, short = trained(90, "--record"), trained(37)
    record = load_record(long, project_file.load(long))
    assert record.end == 90
    assert len(record.checkpoints) > 2
    assert load_record(short, project_file.load(short)) is None
    _, found = steps.Steps(long).at(37)
    expected = project_file.load(short).snapshot
    assert flat(found.parameters).tobytes() == flat(expected.parameters).tobytes()
    pictures = [tmp_path / name for name in ("long.png", "short.png")]
    for file, picture, more in zip((long, short), pictures, (["--step", "37"], []), strict=True):
        words = [str(file), "-o", str(picture), "--size", "320x200", "--json"]
        assert main(["render", *words, *more]) == 0
    one, other = map(json.loads, capsys.readouterr().out.splitlines())
    assert (one["step"], "step" in other) == (37, False)
    assert pictures[0].read_bytes() == pictures[1].read_bytes()
    assert np.isfinite(found.test.loss)


def test_a_step_that_is_not_there_is_refused_in_a_sentence(tmp_path, capsys):
    project_file.save(file := tmp_path / "a.netglow", small_project())
    arguments = [str(file), "-o", str(tmp_path / "a.png"), "--step", "3"]
    assert main(["render", *arguments]) == 2
    assert "has no record of its training" in capsys.readouterr().err
    assert main(["train", "--record", "--updates", "1"]) == 2
    assert "--save names its file" in capsys.readouterr().err


def test_a_step_outside_the_record_is_refused(trained, capsys, tmp_path):
    file = trained(20, "--record")
    assert main(["render", str(file), "-o", str(tmp_path / "a.png"), "--step", "21"]) == 2
    assert "The record has updates 0 to 20, not 21." in capsys.readouterr().err
