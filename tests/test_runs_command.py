"""`netglow runs`: the runs of a file as a table, and as one JSON object."""

import json

import pytest
from msgspec.structs import replace

from core import project_file
from core.data import Plane
from core.runs_file import parts_of_others
from gui.__main__ import main
from tests.test_runs import family


@pytest.fixture
def path(tmp_path):
    runs = family()
    own = runs.kept[2].run
    other = replace(own.experiment, source=Plane("spiral"))
    five = replace(own.start_again(other), name="<b>five")
    runs = runs.take(five)
    project_file.save(path := tmp_path / "a.netglow", own, more=parts_of_others(runs, own.id))
    return path


def test_the_table_has_a_line_a_run(path, capsys):
    assert main(["runs", str(path)]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == [
        "run",
        "differs",
        "updates",
        "train",
        "test",
        "score",
        "best",
        "seconds",
        "device",
    ]
    assert [row[:12].rstrip() for row in rows] == [
        "  one",
        "    two",
        "*     three",
        "        ‹b>f",
        "    four",
    ]
    assert "learning rate 0.01 → 0.1" in rows[1]
    assert "learning rate 0.1 → 0.2" in rows[2]
    assert "data moons → spiral" in rows[3]
    assert "seed 0 → 7" in rows[4]
    assert rows[0].split()[1:7] == ["2-4-2", "10", "0.2500", "0.5000", "0.7500", "0.5000"]


def test_json_has_all_of_each_run(path, capsys):
    assert main(["runs", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == str(path)
    one, two, three, *_ = told["runs"]
    assert (two["parent"], two["depth"]) == (one["id"], 1)
    assert two["differences"] == [{"what": "learning_rate", "from": 0.01, "to": 0.1}]
    assert [run["shown"] for run in told["runs"]] == [False, False, True, False, False]
    assert (three["best_loss"], three["best_updates"], three["seconds"]) == (0.3, 10, None)


def test_a_file_with_one_run_is_a_table_of_one(saved, capsys):
    assert main(["runs", str(saved)]) == 0
    _, row = capsys.readouterr().out.splitlines()
    assert row.startswith("*")


def test_what_is_no_file_of_ours_is_one_sentence(tmp_path, capsys):
    (tmp_path / "a.netglow").write_bytes(b"no zip")
    assert main(["runs", str(tmp_path / "a.netglow")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
