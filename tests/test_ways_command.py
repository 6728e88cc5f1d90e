"""`netglow ways`: a table of how long each way takes, or one JSON object."""

import json
import os

import pytest

from core import forward_ways
from core.backend.devices import Device
from core.backend.ways import timings
from core.beginnings import beginning
from core.commands.ways import lines
from core.data import Plane
from core.forward_ways import WAYS, Timing
from core.way_words import NO_GPU
from core.wording import Sentence
from gui.__main__ import main
from tests.processes import run_python


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A few repeats are enough."""
    monkeypatch.setattr(forward_ways, "ENOUGH_S", 0.0)


def test_json_has_all_of_each_way(saved, capsys):
    assert main(["ways", str(saved), "--batch", "3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["batch"] == 3
    assert told["device"].startswith("CPU, ")
    assert [one["way"] for one in told["ways"]] == list(WAYS)
    loops, *_, compiled, gpu = told["ways"]
    assert (loops["times_as_quick"], loops["stopped"], loops["examples"]) == (1, False, 3)
    assert loops["difference"] < 1e-12
    assert compiled["compile_seconds"] > 0
    assert compiled["times_as_quick"] == pytest.approx(loops["seconds"] / compiled["seconds"])
    assert gpu["seconds"] is None or not gpu["reason"]


def test_the_table_has_a_line_a_way_of_another_size(capsys):
    assert main(["ways", "--width", "4", "--depth", "3", "--batch", "1"]) == 0
    head, columns, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith("256-4-4-4-10, 1 example, CPU")
    assert columns.split() == ["a", "batch", "times", "as", "quick", "difference"]
    assert rows[0].startswith("Python loops ")
    assert rows[0].split()[-2] == "1"
    assert len(rows) > len(WAYS)


def test_what_was_stopped_or_is_not_there_is_said_below():
    stopped = Timing("loops", 256, 14.0, 0, 37.0, 2.0, 1e-17)
    quick = Timing("batch", 256, 0.001, 9, 256.0, 0.1, 3e-8)
    compiled = Timing("compiled", 256, 0.002, 9, 256.0, 0.1, 3e-8, 0.31)
    *_, one, two, three, four = lines(
        (stopped, quick, compiled, Timing("gpu", 256, lacks=Sentence(NO_GPU)))
    )
    assert one == (
        "Python loops: Stopped after 2 s, 37 of 256 examples: about 14 s for all of them."
    )
    assert two == "Compiled TensorFlow: Compiling it took 310 ms, which is not counted."
    assert three == f"The GPU: {NO_GPU}"
    assert four == "The whole batch at once is about 14,000 times as quick as Python loops."


@pytest.mark.parametrize(
    "words", [["--width", "0"], ["--depth", "10"], ["--batch", "5000"], ["--width", "4097"]]
)
def test_what_cannot_be_is_said_in_a_sentence(words, capsys):
    assert main(["ways", *words]) == 2
    assert f"netglow: {words[0]} is " in capsys.readouterr().err


def test_what_is_too_much_is_said_in_a_sentence(capsys):
    assert main(["ways", "--width", "4096", "--depth", "9"]) == 2
    assert "135,307,264 weights" in capsys.readouterr().err


def test_where_there_is_a_gpu_the_compiled_program_runs_there_too():
    """TensorFlow takes the CPU for a device that is not there."""
    found = Device("GPU:7", "a GPU"), Device("CPU", "CPU, 1 thread")
    *others, gpu = timings(beginning(Plane("spiral")), None, 2, found)
    assert (gpu.way, gpu.lacks) == ("gpu", None)
    assert gpu.prepared > 0
    assert gpu.difference < 1e-5
    assert [one.lacks for one in others] == [None] * (len(WAYS) - 1)


def test_numpy_has_one_core_as_in_the_window():
    ended = run_python(
        "-c",
        "import sys, gui.__main__; assert 'numpy' not in sys.modules\n"
        "import core.commands.ways, os; print(os.environ['OPENBLAS_NUM_THREADS'])",
        env={name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"},
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "1")
