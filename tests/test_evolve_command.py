"""`netglow evolve`: what it refuses and prints, and that Ctrl+C leaves no process."""

import errno
import json
import os
import signal
import subprocess
import sys
from contextlib import nullcontext

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from core import crew, project_file
from core.commands.evolve import asked, lines
from core.data import Plane
from core.data.tasks import Values
from core.evolution import Evolution, Problem, Settings, branched
from core.evolution_words import Quartiles, conclusion, origin, quartiles, score, told
from core.evolving import evolve
from core.experiment import Experiment
from core.network import Layer, Network
from core.ready_evolutions import READY_EVOLUTIONS
from core.run import Run
from core.wording import percent
from gui.__main__ import main, parsed
from tests.evolutions import PROBLEM, SETTINGS, work
from tests.processes import ROOT

WORDS = ["evolve", "xor", "--population", "2", "--generations", "2", "--updates", "20"]
WORDS += ["--elites", "1", "--workers", "1"]


def options(words):
    _, found = parsed(words)
    return found


def last(settings=SETTINGS, so_far=None):
    *_, found = evolve(PROBLEM, settings, work, so_far)
    return found


@pytest.fixture(scope="module")
def made():
    """An evolution of PROBLEM that is over."""
    return last()


# Words and numbers.


def test_quartiles_are_of_what_has_a_fitness(made):
    values = np.array([made.fitness(number) for number in made.generations[1]])
    low, median, high = np.quantile(values, (0.25, 0.5, 0.75))
    assert quartiles(made)[1] == Quartiles(values.max(), median, low, high)
    gone = tuple(replace(one, state="failed") for one in made.individuals)
    none = Evolution(made.problem, made.settings, gone, made.generations)
    assert np.isnan(quartiles(none)).all()


def test_the_conclusion_says_what_the_test_came_to_and_how_often_it_was_looked_at(made):
    best = made.best
    said = str(conclusion(made))
    assert said.startswith(f"No. {best.number}, a network {best.run.experiment.network.title} with")
    assert f"{percent(best.validation.score)} on the validation examples" in said
    assert f"it comes to {percent(made.test.score)}." in said
    assert said.endswith("in this evolution it was the first look.")
    again = last(so_far=branched(made, SETTINGS, 1))
    assert "but with those it branched from this was look 2" in str(conclusion(again))
    *_, before, _ = evolve(PROBLEM, SETTINGS, work)
    assert conclusion(before) is None
    assert conclusion(Evolution(PROBLEM, SETTINGS)) is None


def test_values_are_scored_by_r_squared(made):
    experiment = READY_EVOLUTIONS["xor"].problem().experiment
    hills = Plane("hills", 400)
    assert isinstance(hills.task, Values)
    values = Problem(Experiment(replace(experiment.network, loss="mean squared error",
        layers=(experiment.network.layers[0], replace(experiment.network.layers[-1],
        activation="linear"))), hills))  # fmt: skip
    metrics = made.best.validation._replace(score=0.5)
    assert str(score(Evolution(values, SETTINGS), metrics)) == "R² 0.500"
    assert str(score(made, metrics)) == "50.0 %"


def test_lines_tell_where_the_fittest_comes_from(made):
    *line, gap, end = lines(made)
    assert len(line) == len(made.line(made.best.number))
    assert line[0].split(", ")[2].startswith("one of the first. Validation:")
    assert str(origin(made.best)) in line[-1]
    assert (gap, end) == ("", str(conclusion(made)))
    assert lines(Evolution(PROBLEM, SETTINGS)) == ["No generation was made."]
    stopped = branched(made, SETTINGS, 1)
    assert lines(stopped)[-1] == "It was stopped: the test examples have not been looked at."


def test_it_is_told_as_plain_values(made):
    found = json.loads(msgspec.json.encode(told(made)))
    assert found["winner"] == made.best.number
    assert found["settings"]["price"] == SETTINGS.price
    assert found["looks"] == 1
    assert found["test"]["score"] == made.test.score
    assert [len(one["members"]) for one in found["generations"]] == [6] * 4
    assert found["generations"][-1]["best"] == made.fitness(made.best.number)
    one = found["individuals"][made.best.number]
    assert one["fitness"] == made.fitness(made.best.number)
    assert one["parameters"] == made.best.parameters
    assert found["individuals"][0]["shift"] is None


# What can be asked.


def test_ready_ones_are_asked_for_by_name_and_settings_by_option():
    for name, ready in READY_EVOLUTIONS.items():
        assert asked(options(["evolve", name])) == (ready.problem(), ready.settings)
    _, settings = asked(options(["evolve", "spiral", "--price", "0", "--most-layers", "2"]))
    assert settings == replace(READY_EVOLUTIONS["spiral"].settings, price=0.0, most_layers=2)


def test_a_saved_network_is_the_first_one(tmp_path):
    path = tmp_path / "a.netglow"
    project_file.save(path, Run.start(PROBLEM.experiment))
    assert asked(options(["evolve", str(path)])) == (Problem(PROBLEM.experiment), Settings())


def test_what_would_take_too_much_memory_is_refused(tmp_path):
    path, layers = tmp_path / "a.netglow", PROBLEM.experiment.network.layers
    network = Network(2, (Layer(300), Layer(300), layers[-1]))
    project_file.save(path, Run.start(replace(PROBLEM.experiment, network=network)))
    assert asked(options(["evolve", str(path)]))
    with pytest.raises(ValueError, match="200 networks of 91,501 parameters take 280 MB"):
        asked(options(["evolve", str(path), "--population", "200"]))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--population", "1"], "A population has 2 to 200 networks, not 1."),
        (["--elites", "20"], "can live on unchanged, not 20."),
        (["--price", "-1"], "The price of a parameter is 0 to 1, not -1."),
        (["--workers", "0"], "--workers is 1 to 1000, not 0."),
        (["--save", "/nowhere/a.netglow"], "No such file or directory"),
        (["nothing.netglow"], "No such file or directory"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(words, said, capsys):
    assert main(["evolve", *words]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)


# The command itself.


def test_it_prints_one_object_and_saves_the_winner(forked_backend, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(crew, "program", lambda: forked_backend)
    path = tmp_path / "best.netglow"
    assert main([*WORDS, "--save", str(path), "--json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert [len(one["members"]) for one in found["generations"]] == [2, 2]
    assert "Generation 2 of 2: fitness" in printed.err
    saved = project_file.load(path)
    best = found["individuals"][found["winner"]]
    assert saved.experiment.network.title == best["network"]
    assert saved.snapshot.test.score == best["validation_score"]
    assert saved.experiment.source == READY_EVOLUTIONS["xor"].problem().part


def test_where_the_disk_is_full_at_the_end_the_winner_is_kept(made, monkeypatch, tmp_path, capsys):
    path, kept = tmp_path / "best.netglow", []

    def save(where, run):
        if where == path:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        kept.append(where)

    monkeypatch.setattr(project_file, "save", save)
    monkeypatch.setattr("core.commands.evolve.working", lambda _: nullcontext((None, [])))
    monkeypatch.setattr("core.commands.evolve.evolve", lambda *_: [made])
    assert main([*WORDS, "--save", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out.startswith("No. ")
    assert printed.err.endswith(
        f"The winner is in {kept[0]}, for {path} could not be written: No space left on device.\n"
    )


def test_ctrl_c_leaves_no_process_and_says_what_there_is(forked_backend, tmp_path):
    code = f"import core.crew; core.crew.program = lambda: {forked_backend!r}"
    code += "; import sys; from gui.__main__ import main; sys.exit(main(sys.argv[1:]))"
    path = tmp_path / "best.netglow"
    words = [*WORDS, "--generations", "500", "--save", str(path), "--json"]
    with subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert any("Generation 1 of 500" in line for line in process.stderr)
            process.send_signal(signal.SIGINT)
            out, said = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "Traceback" not in said
    with pytest.raises(ProcessLookupError):  # nobody is left in its session
        os.killpg(process.pid, 0)
    found = json.loads(out)
    assert 1 <= len(found["generations"]) < 500
    assert (found["winner"], found["looks"], found["test"]["score"]) == (None, 0, None)
    assert project_file.load(path).snapshot.updates == 20
