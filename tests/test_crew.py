"""A crew of real backends: the bits of training alone, and no process is left, whatever happens."""

import os
import signal
import sys
import threading

import pytest

from core.backend.frames import frame
from core.backend.messages import Alive
from core.backend.trainer import Trainer
from core.crew import TRIES, Crew
from core.data import Digits, load
from core.experiment import Experiment
from core.jobs import Job, begun
from core.network import Layer, Network
from core.parameters import equal
from core.sweep import job, trials
from tests.processes import is_alive
from tests.sweeps import CIRCLE, RATES

LONG = Job(CIRCLE, 10**9, measured=10**6)  # it would take hours


@pytest.fixture
def crew(forked_backend, monkeypatch):
    """A crew of two; what it was is gone when the test ends."""
    monkeypatch.setenv("TF_NUM_INTRAOP_THREADS", "1")
    with Crew(2, command=forked_backend) as made:
        yield made
    assert made.process_ids == ()


def test_each_job_comes_to_the_bits_of_training_alone(crew):
    jobs = [job(one, RATES) for one in trials(RATES)]
    ended = list(crew.work(jobs))
    assert sorted(done.number for done in ended) == list(range(8))
    assert len(crew.process_ids) == 2
    for number, outcome in ended:
        alone = Trainer(jobs[number].experiment, load(CIRCLE.source), begun(jobs[number]).exact)
        alone.run(jobs[number].updates)
        assert outcome.state == "done"
        assert outcome.run.experiment == jobs[number].experiment
        assert equal(outcome.run.snapshot.parameters, alone.parameters())
    before = crew.process_ids
    (again,) = crew.work(jobs[:1])  # they stay for the next ones
    assert crew.process_ids == before
    assert equal(again.outcome.run.snapshot.parameters, ended_as(ended, 0))
    crew.close()
    assert not any(map(is_alive, before))


def ended_as(ended, number):
    """The parameters that a job came to."""
    return next(one.outcome.run.snapshot.parameters for one in ended if one.number == number)


def test_a_child_that_dies_is_replaced_once_and_its_job_done_again(forked_backend):
    killed = []

    def kill(progress):
        if progress.number:  # on a busy machine the other job takes long enough to tell of itself
            return
        for victim in set(crew.process_ids) - set(killed):  # what it said before may still come
            killed.append(victim)
            os.kill(victim, signal.SIGKILL)

    with Crew(1, command=forked_backend) as crew:
        ended = dict(crew.work([LONG, Job(CIRCLE, 20)], kill))
    assert len(killed) == TRIES
    assert ended[0].state == "failed"
    assert str(ended[0].reason).startswith("The process that trained it ended.")
    assert ended[0].run.snapshot.updates == 0
    assert ended[1].state == "done"
    assert not any(map(is_alive, killed))


def test_children_that_say_nothing_are_given_up(monkeypatch):
    monkeypatch.setattr("core.crew.LOOK_S", 0.02)
    monkeypatch.setattr("core.crew.PATIENCE", 5)
    silent = [sys.executable, "-S", "-c", "import time; time.sleep(1000)"]
    with Crew(1, command=silent) as crew:
        ended = list(crew.work([Job(CIRCLE, 5)] * 2))
        assert crew.process_ids == ()
    said = "The process that trained it did not answer any more."
    assert [str(done.outcome.reason) for done in ended] == [said, said]


def test_one_that_speaks_now_and_then_is_not_given_up(monkeypatch):
    monkeypatch.setattr("core.crew.LOOK_S", 0.02)
    monkeypatch.setattr("core.crew.PATIENCE", 60)
    code = "import sys, time\nfor _ in range(14):\n    time.sleep(0.1)\n"
    code += f"    sys.stdout.buffer.write({frame(Alive('waiting', 0))!r}); sys.stdout.flush()\n"
    code += "sys.exit('it has ended by itself')"
    with Crew(1, command=[sys.executable, "-S", "-c", code]) as crew:
        (ended,) = crew.work([Job(CIRCLE, 5)])
    assert str(ended.outcome.reason).endswith("it has ended by itself")


def test_who_cancels_waits_for_no_child_that_does_not_read(tmp_path):
    begun = tmp_path / "begun"
    code = f"import time; open({str(begun)!r}, 'w').close(); time.sleep(1000)"
    large = Experiment(Network(256, (Layer(512, "relu"), Layer(10, "softmax"))), Digits())
    crew = Crew(1, command=[sys.executable, "-S", "-c", code])
    worker = threading.Thread(target=lambda: list(crew.work([Job(large, 5)])), daemon=True)
    worker.start()
    while not begun.exists():
        assert worker.is_alive()
    who = threading.Thread(target=lambda: (crew.pause(True), crew.cancel()), daemon=True)
    who.start()
    for thread in (who, worker):
        thread.join(20)
        assert not thread.is_alive()


def test_cancel_ends_the_work_and_leaves_no_process(crew):
    under_way, seen = threading.Event(), []

    def look(progress):
        seen.append(progress.updates)
        under_way.set()

    ended = []
    worker = threading.Thread(target=lambda: ended.extend(crew.work([LONG, LONG], look)))
    worker.start()
    assert under_way.wait(60)
    before = crew.process_ids
    assert len(before) == 2
    crew.cancel()
    assert not any(map(is_alive, before))
    worker.join(60)
    assert not worker.is_alive()
    assert (ended, crew.process_ids) == ([], ())
    assert seen == sorted(seen)


def test_who_stops_asking_leaves_no_process_at_work(crew):
    work = crew.work([Job(CIRCLE, 20), LONG])
    assert next(work).number == 0
    before = crew.process_ids
    work.close()
    assert [is_alive(one) for one in before].count(True) <= 1


def test_a_pause_that_ends_leaves_nothing_undone(crew):
    crew.pause(True)
    ended = []
    worker = threading.Thread(target=lambda: ended.extend(crew.work([Job(CIRCLE, 20)])))
    worker.start()
    crew.pause(False)
    worker.join(60)
    assert [done.outcome.state for done in ended] == ["done"]


def test_where_no_child_lives_every_job_has_failed_and_says_why(tmp_path):
    log = tmp_path / "log"
    code = f"import sys; open({str(log)!r}, 'a').write('.'); sys.exit('nothing works here')"
    dead = [sys.executable, "-S", "-c", code]
    with Crew(1, command=dead) as crew:
        ended = list(crew.work([Job(CIRCLE, 5)] * 30))
    assert sorted(done.number for done in ended) == list(range(30))
    assert {done.outcome.state for done in ended} == {"failed"}
    assert {str(done.outcome.reason) for done in ended} == {
        "The process that trained it ended. nothing works here"
    }
    assert log.read_text() == "..."  # nobody tries it for every job
