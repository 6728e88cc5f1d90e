"""Evolutions for tests: small ones, and a training that takes no time."""

import threading

import numpy as np
from msgspec.structs import replace

from core.data import Plane, load
from core.evolution import Problem, Settings
from core.experiment import Experiment, Hyperparameters
from core.jobs import Done, Outcome, came_to
from core.measure import measure
from core.network import Layer, Network
from core.parameters import LayerParameters
from core.snapshot import no_slots

EXPERIMENT = Experiment(
    Network(2, (Layer(2, "tanh"), Layer(1, "sigmoid"))),
    Plane("circle", 80, seed=3, test_share=0.25),
    Hyperparameters(learning_rate=0.02, batch_size=10),
    seed=5,
)
PROBLEM = Problem(EXPERIMENT)
SETTINGS = Settings(population=6, generations=4, updates=20, elites=2, tournament=2, seed=1)


def trained(job):
    """What a job comes to: numbers beside those it began with, which its seed draws."""
    experiment, random = job.experiment, np.random.default_rng(job.experiment.seed)

    def moved(array):
        step = random.normal(0, 0.3, array.shape)
        return (array + step * experiment.hyperparameters.learning_rate * 50).astype(array.dtype)

    parameters = tuple(LayerParameters(*map(moved, layer)) for layer in job.start.parameters)
    data = load(experiment.source)
    train, test = (
        measure(experiment.network, parameters, experiment.task, one)
        for one in (data.train, data.test)
    )
    snapshot = replace(
        job.start,
        parameters=parameters,
        updates=job.updates,
        examples_seen=10 * job.updates,
        examples=len(data.train),
        train=train,
        test=test,
        tested_at=job.updates,
        slots=no_slots(parameters, experiment.hyperparameters.optimizer),
    )
    points = np.array([[snapshot.epoch, train.loss, train.score, test.loss, test.score]])
    return Outcome(came_to(job, snapshot, points, "CPU, 1 thread"), 0.5)


def work(jobs):
    """Do jobs as `trained` does, the last one first: they end in any order."""
    for number in reversed(range(len(jobs))):
        yield Done(number, trained(jobs[number]))


class Crew:
    """Does jobs as `work` does, in no time; after so many it waits until it is cancelled."""

    def __init__(self, most=10**9):
        self.left, self.gate, self.ended = most, threading.Event(), False

    def work(self, jobs):
        """Do them."""
        for done in work(jobs):
            if not self.left:
                self.gate.wait()
                return
            self.left -= 1
            yield done

    def cancel(self):
        """End them."""
        self.ended = True
        self.gate.set()

    close = cancel
