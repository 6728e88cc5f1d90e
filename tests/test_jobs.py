"""Jobs in the backend: each comes to the bits of training alone, and is told when it ends."""

import queue
from collections import deque

import numpy as np
import pytest
from msgspec.structs import replace

from core import project_file
from core.backend.devices import Device
from core.backend.job_messages import Work, Worked, Working
from core.backend.jobs import through_others
from core.backend.loop import training_loop
from core.backend.messages import Quit, Train
from core.backend.packing import pack_snapshot
from core.backend.pulse import Doing
from core.backend.trainer import Trainer
from core.beginnings import beginning
from core.crew import outcome
from core.data import Plane, load
from core.jobs import Job, begun
from core.network import Layer
from core.parameters import equal
from core.snapshot import DIVERGED
from gui.__main__ import main
from tests.sweeps import CIRCLE

CPU = (Device("CPU", "CPU, 1 thread"),)


class Script:
    """An inbox: messages, and where there is a number, so many times nothing; then Quit.

    `waited` has how often somebody waited for what was not there yet.
    """

    def __init__(self, *script):
        self.script, self.waited = deque(script), 0

    def get(self, block=True, timeout=None):
        if self.script and not isinstance(self.script[0], int):
            return self.script.popleft()
        if not self.script:
            return Quit()
        self.waited += block
        self.script[0] -= 1
        if not self.script[0]:
            self.script.popleft()
        raise queue.Empty


def asked(number, job, device=""):
    return Work(
        number, job.experiment, pack_snapshot(begun(job).exact), job.updates, job.measured, device
    )


def done(*jobs, script=(100_000,)):
    """What is told of jobs, and their outcomes."""
    works, told = [asked(*one) for one in enumerate(jobs)], []
    last = through_others(works[0], Script(*works[1:], *script), told.append, CPU, Doing())
    assert last == Quit()
    ended = {one.number: one for one in told if isinstance(one, Worked)}
    return told, [outcome(job, ended[number]) for number, job in enumerate(jobs) if number in ended]


def with_rates(**rates):
    return replace(CIRCLE, hyperparameters=replace(CIRCLE.hyperparameters, **rates))


@pytest.mark.parametrize(
    "rates",
    [
        {"optimizer": "sgd"},
        {"optimizer": "momentum", "schedule": "cosine", "schedule_updates": 50},
        {"optimizer": "rmsprop", "l1": 0.001},
        {"optimizer": "adam", "dropout": 0.4, "l2": 0.01},
    ],
    ids=str,
)
def test_a_job_comes_to_the_bits_of_training_alone(rates):
    experiment = with_rates(**rates)
    _, (came,) = done(Job(experiment, 90, measured=7))
    alone = Trainer(experiment, load(experiment.source), begun(Job(experiment, 1)).exact)
    for portion in (1, 50, 39):
        alone.run(portion)
    last = came.run.snapshot
    assert (came.state, came.reason, last.updates) == ("done", None, 90)
    assert equal(last.parameters, alone.parameters())
    slots = alone.slots()
    assert all(equal(*both) for both in zip(last.slots.arrays, slots.arrays, strict=True))
    assert (last.train, last.test) == (alone.measure_train(), alone.measure_test())


def test_a_job_is_what_netglow_train_makes(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TF_NUM_INTRAOP_THREADS", "1")
    path = tmp_path / "a.netglow"
    words = ["--dataset", "circle", "--updates", "60", "--seed", "4", "--save", str(path)]
    assert main(["train", *words]) == 0
    _, (came,) = done(Job(replace(beginning(Plane("circle")), seed=4), 60))
    saved = project_file.load(path)
    assert saved.experiment == came.run.experiment
    assert equal(saved.snapshot.parameters, came.run.snapshot.parameters)
    assert saved.snapshot.test == came.run.snapshot.test


def test_jobs_of_one_structure_share_a_loop():
    before = training_loop.cache_info().misses
    layers = (Layer(6, "tanh"), CIRCLE.network.layers[-1])
    first = replace(CIRCLE, network=replace(CIRCLE.network, layers=layers))
    others = [
        replace(first, seed=9),
        replace(first, network=replace(first.network, initialiser="he normal")),
        replace(first, hyperparameters=replace(first.hyperparameters, learning_rate=0.5)),
        replace(first, source=replace(first.source, noise=0.3)),
    ]
    told, came = done(*(Job(one, 10) for one in (first, *others)))
    assert training_loop.cache_info().misses == before + 1
    assert [one.loops for one in told if isinstance(one, Worked)][-1] == before + 1
    found = [one.run.snapshot.parameters for one in came]
    assert not any(equal(found[0], other) for other in found[1:])


def test_the_curve_has_so_many_points_and_ends_where_the_run_does():
    _, (came,) = done(Job(CIRCLE, 90, measured=7))
    run = came.run
    assert len(run.history) == 8
    updates = np.round(run.history.column("epoch") * 30 / 10)
    assert updates.tolist() == [-(-90 * number // 7) for number in range(8)]
    assert run.history.column("test_loss")[-1] == pytest.approx(run.snapshot.test.loss, abs=1e-6)
    assert np.isnan(run.history.column("train_loss")[0])
    assert np.isfinite(run.history.points[1:]).all()
    assert run.computed_on == "CPU, 1 thread"
    _, (again,) = done(Job(CIRCLE, 90, measured=7))
    assert again.run.history.points.tobytes() == run.history.points.tobytes()


@pytest.mark.parametrize("measured", [1, 5, 50])
def test_fewer_updates_than_points_are_measured_each(measured):
    _, (came,) = done(Job(CIRCLE, 5, measured=measured))
    assert len(came.run.history) == 1 + min(measured, 5)


def test_a_job_goes_on_from_where_it_is_given():
    _, (half,) = done(Job(CIRCLE, 40))
    _, (rest, whole) = done(Job(CIRCLE, 50, start=half.run.snapshot), Job(CIRCLE, 90))
    assert rest.run.snapshot.updates == 90
    assert equal(rest.run.snapshot.parameters, whole.run.snapshot.parameters)


def test_what_diverges_is_told_as_such_and_the_others_go_on():
    wild = with_rates(optimizer="sgd", learning_rate=1000.0, l2=10.0)
    _, (one, other) = done(Job(wild, 200), Job(CIRCLE, 20))
    assert one.state == "diverged"
    assert one.run.snapshot.updates < 200
    assert one.run.snapshot.train == one.run.snapshot.test == DIVERGED
    assert str(one.reason) == (
        f"After {one.run.snapshot.updates} updates, the loss was no longer a finite number."
    )
    assert not np.isnan(one.run.history.column("test_loss")).any()
    assert other.state == "done"


def test_hyperparameters_stop_it_as_elsewhere():
    _, (came,) = done(Job(with_rates(learning_rate=0.5, patience=100), 5000))
    assert came.state == "stopped"
    assert "gone back to update" in str(came.reason)
    assert came.run.snapshot.updates < 5000
    epochs = came.run.history.column("epoch")
    assert (np.diff(epochs) > 0).all()
    assert epochs[-1] == came.run.snapshot.epoch


def test_while_it_is_paused_nothing_is_trained():
    work, told = asked(0, Job(CIRCLE, 10)), []
    script = Script(Train(False), 5)
    through_others(work, script, told.append, CPU, Doing())
    assert script.waited == 5
    assert not told
    script = Script(Train(False), 5, Train(True), 1000)
    through_others(work, script, told.append, CPU, Doing())
    assert [one.state for one in told if isinstance(one, Worked)] == ["done"]


def test_another_message_ends_it():
    told = []
    script = Script(3, Train(True), Quit(), 1000)
    assert through_others(asked(0, Job(CIRCLE, 10**6)), script, told.append, CPU, Doing()) == Quit()
    assert script.script == deque([1000])
    assert not any(isinstance(one, Worked) for one in told)


def test_what_fails_is_told_and_the_next_begins():
    works = asked(0, Job(CIRCLE, 5), "GPU:7"), asked(1, Job(replace(CIRCLE, source=None), 5))
    told = []
    script = Script(works[1], asked(2, Job(CIRCLE, 5)), 1000)
    through_others(works[0], script, told.append, CPU, Doing())
    ended = [one for one in told if isinstance(one, Worked)]
    assert [one.state for one in ended] == ["failed", "failed", "done"]
    assert "GPU:7" in str(ended[0].reason)
    assert "without data" in str(ended[1].reason)
    job = Job(CIRCLE, 5)
    came = outcome(job, ended[0])
    assert came.run.snapshot.updates == 0
    assert equal(came.run.snapshot.parameters, begun(job).snapshot.parameters)


def test_on_the_way_it_is_told_how_far_it_is(monkeypatch):
    monkeypatch.setattr("core.backend.jobs.TOLD_EVERY_S", 0.0)
    told, (came,) = done(Job(CIRCLE, 30, measured=3))
    on_the_way = [one for one in told if isinstance(one, Working)]
    assert [one.updates for one in on_the_way] == [10, 20, 30]
    points = [point for one in on_the_way for point in one.points]
    assert np.array_equal(points, came.run.history.points, equal_nan=True)
