"""`netglow sweep`: what it refuses, what it prints, and that killing it loses nothing."""

import csv
import errno
import json
import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from core import project_file
from core.commands.sweep_work import exit_code_of, worked
from core.data import Digits, Plane
from core.jobs import Done
from core.run import Run
from core.sweep import Row, trials
from core.sweep_file import load_sweep
from core.sweep_journal import Journal
from gui.__main__ import main, parsed
from tests.processes import ROOT
from tests.sweeps import CIRCLE, RATES, made_up

# 40 runs, of two structures.
WORDS = ["sweep", "--dataset", "circle", "--vary", "learning_rate=log:0.001:1:10"]
WORDS += ["--vary", "hidden=3,4-2", "--seeds", "2", "--updates", "300", "--workers", "1"]


@pytest.fixture
def started(forked_backend, tmp_path):
    """A function: words -> the program in a process of its own; it is gone when the test ends."""
    code = f"import core.crew; core.crew.program = lambda: {forked_backend!r}"
    code += "; import sys; from gui.__main__ import main; sys.exit(main(sys.argv[1:]))"
    processes = []

    def start(*words):
        process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, words)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "TF_NUM_INTRAOP_THREADS": "1"},
            text=True,
            start_new_session=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def until_some_have_ended(process):
    """Read what it says until a tenth of the runs have ended."""
    assert any("of 40 runs" in line for line in process.stderr)


def table_of(path):
    """The table at `path`, but for the seconds."""
    return [{**row, "seconds": ""} for row in csv.DictReader(path.read_text().splitlines())]


def test_killed_in_the_middle_it_goes_on_to_the_same_table(started, tmp_path):
    journal, resumed, whole = (tmp_path / name for name in ("a.journal", "a.csv", "b.csv"))
    first = started(*WORDS, "--journal", journal)
    until_some_have_ended(first)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    saved = tmp_path / "best.netglow"
    words = ("--journal", journal, "--csv", resumed, "--save", saved, "--json")
    second, third = started(*WORDS, *words), started(*WORDS, "--csv", whole)
    out, said = second.communicate(timeout=120)
    assert second.returncode == 0, said
    there = int(said.split("The journal has ")[1].split()[0])
    assert 4 <= there < 40
    words, _ = third.communicate(timeout=120)
    assert len(table_of(whole)) == 40
    assert table_of(resumed) == table_of(whole)
    assert words.count("\n") == 1 + 20
    told = json.loads(out)
    assert [row["state"] for row in told["rows"]] == ["done"] * 40
    held = load_sweep(saved)
    losses = [row.test.loss for row in held.rows]
    assert losses == [row["test_loss"] for row in told["rows"]]
    assert project_file.load(saved).snapshot.test.loss == min(losses)
    # What has all its runs needs no process.
    assert main([*WORDS, "--journal", str(journal), "--csv", str(resumed)]) == 0
    assert table_of(resumed) == table_of(whole)


def test_ctrl_c_leaves_no_process_and_what_was_done_is_kept(started, tmp_path):
    journal = tmp_path / "a.journal"
    process = started(*WORDS, "--updates", "3000", "--journal", journal, "--json")
    until_some_have_ended(process)
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    with pytest.raises(ProcessLookupError):  # nobody is left in its session
        os.killpg(process.pid, 0)
    states = [row["state"] for row in json.loads(out)["rows"]]
    assert 4 <= states.count("done") < 40
    assert set(states) == {"done", ""}
    assert [one.name for one in tmp_path.iterdir()] == ["a.journal"]


def refusal(capsys, *words):
    """The one sentence with which it refuses `words`."""
    assert main(["sweep", *map(str, words)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("netglow: ")
    assert printed.err.count("\n") == 1
    return printed.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--vary", "depth=3"], "“depth” cannot be varied; these can: hidden,"),
        (["--vary", "noise=0.1"], "The data “digits” has no noise to vary."),
        (["--vary", "learning_rate=0"], "The learning rate must be above 0 and at most 1000"),
        (
            ["--dataset", "xor", "--vary", "examples=500"],
            "The data has 200 examples to train on, not",
        ),
        (["--seeds", "0"], "A sweep has 1 to 1,000 seeds, not 0."),
        (["--workers", "0"], "--workers is 1 to 1000, not 0."),
        (["--csv", "/nowhere/a.csv"], "/nowhere/a.csv: No such file or directory"),
        (["a.netglow", "--dataset", "xor"], "One of FILE and --dataset is enough."),
        (["nothing.netglow"], "nothing.netglow: No such file or directory"),
    ],
)
def test_what_cannot_be_is_one_sentence(capsys, words, said):
    assert said in refusal(capsys, *words)


def test_a_file_says_what_is_varied(tmp_path):
    from core.commands.sweep import asked

    path = tmp_path / "a.netglow"
    project_file.save(path, Run.start(CIRCLE))
    _, arguments = parsed(["sweep", str(path), "--vary", "batch=1,2"])
    assert asked(arguments).base == CIRCLE
    _, arguments = parsed(["sweep", "--seed", "9"])
    sweep = asked(arguments)
    assert isinstance(sweep.base.source, Digits)
    assert (sweep.base.seed, sweep.seed, sweep.runs, sweep.updates) == (9, 9, 1, 2000)
    _, arguments = parsed(["sweep", "--dataset", "moons"])
    assert asked(arguments).base.source == Plane("moons")


def test_a_journal_of_another_sweep_is_refused(capsys, tmp_path):
    path = tmp_path / "a.journal"
    path.write_bytes(b"Dear diary")
    assert "a.journal is not the journal of a sweep." in refusal(capsys, "--journal", path)
    assert path.read_bytes() == b"Dear diary"


def full(path, kept):
    """Writes as files.write does, but that the disk of `path` is full."""

    def write(where, data):
        if where == path:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        kept.append((where, data))

    return write


def test_where_the_disk_is_full_at_the_end_the_table_is_said_and_kept(
    monkeypatch, tmp_path, capsys
):
    path, kept = tmp_path / "a.csv", []
    monkeypatch.setattr("core.files.write", full(path, kept))
    monkeypatch.setattr("core.commands.sweep.working", lambda _: nullcontext((None, [])))
    monkeypatch.setattr("core.commands.sweep.worked", lambda *_: {})
    assert main([*WORDS, "--csv", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out.startswith("learning_rate")
    ((spare, content),) = kept
    assert content.count(b"\n") == 41
    assert printed.err.endswith(
        f"The table is in {spare}, for {path} could not be written: No space left on device.\n"
    )


def test_a_journal_that_cannot_be_written_on_ends_no_sweep(monkeypatch, tmp_path, capsys):
    tried = trials(RATES)
    done = [Done(one.number, made_up(RATES, one)) for one in tried]
    crew = SimpleNamespace(process_ids=(1,), work=lambda jobs: done)
    with Journal(tmp_path / "a.journal", RATES) as journal:
        monkeypatch.setattr(journal, "add", full(tried[0].number, []))
        assert worked(RATES, tried, crew, journal, []) == {one.number: one.outcome for one in done}
    said = capsys.readouterr().err
    assert said.count("The journal ends here, the sweep goes on: No space left on device.") == 1
    assert "8 of 8 runs" in said


@pytest.mark.parametrize(
    ("runs", "said"), [(1, "1 of 1 run failed: "), (2, "2 of 2 runs failed: ")]
)
def test_runs_that_failed_are_counted(runs, said):
    rows = [Row(one, made_up(RATES, one, "failed")) for one in trials(RATES)[:runs]]
    with pytest.raises(ValueError, match=f"{said}Trial 0 went wrong."):
        exit_code_of(rows, [])
