"""How good a damaged network is, beside the whole one: worked out in a thread."""

import time
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from core import data
from core.breaking import NOTHING, Damage, share_lost
from core.broken import MeasuredOn, Quantity, at_place, curve, how_good
from core.data.data import ExampleSet
from core.data.inputs import InputKind, Picture
from core.experiment import Experiment
from core.parameters import Parameters
from core.snapshot import Metrics


class Job(NamedTuple):
    """What is to be measured: the whole network and what is broken of it.

    `of` asks for the curve of a quantity; "": for the damage as it is.
    """

    experiment: Experiment
    parameters: Parameters
    damage: Damage
    of: Quantity | None = None


class Verdict(NamedTuple):
    """What came of a job: `before`, of the whole network, and `after` of the damaged one.

    Or, of a curve, at each of its places. `took` says how long it took, in seconds. `lost` is the
    share of the weights that become 0 with two bits, where a curve says that these are worse than
    one; else 0.
    """

    before: Metrics
    after: tuple[Metrics, ...]
    took: float
    lost: float = 0.0


class Judge:
    """Does jobs, and keeps how good the last whole network was: one thread has it."""

    def __init__(self) -> None:
        self._on: MeasuredOn | None = None
        self._source: object = None
        self._whole: tuple[object, object] = (None, None)
        self._before = Metrics()

    def __call__(self, job: Job) -> Verdict:
        """Return how good it is; there are examples."""
        began = time.perf_counter()
        on = self._measured_on(job.experiment)
        given = job.experiment, job.parameters
        if self._whole[0] is not job.experiment or self._whole[1] is not job.parameters:
            self._before, self._whole = how_good(*given, NOTHING, on), given
        lost = 0.0
        if job.of is None:
            after: tuple[Metrics, ...] = (how_good(*given, job.damage, on),)
        else:
            after = curve(*given, job.damage, on, job.of)
            if job.of == "bits" and after[1].score < after[0].score:
                network, damage = job.experiment.network, at_place(job.damage, "bits", 2)
                lost = share_lost(network, job.parameters, damage)
        return Verdict(self._before, after, time.perf_counter() - began, lost)

    def _measured_on(self, experiment: Experiment) -> MeasuredOn:
        source = experiment.source
        assert source is not None  # nobody asks without examples
        if self._on is None or self._source is not source:
            loaded = data.load(source)
            deviations = deviations_of(source.input, loaded.train)
            self._on, self._source = MeasuredOn(source.task, loaded.test, deviations), source
            self._whole = (None, None)
        return self._on


def deviations_of(kind: InputKind, examples: ExampleSet) -> np.ndarray:
    """Return the deviations [inputs] that noise on inputs is measured in.

    Those of each input among `examples`; the pixels of a picture have one together.
    """
    inputs = examples.inputs
    if not len(inputs):
        return np.ones(inputs.shape[1])
    if isinstance(kind, Picture):
        return np.full(inputs.shape[1], inputs.std(dtype=np.float64))
    deviations: np.ndarray = inputs.std(axis=0, dtype=np.float64)
    return deviations


def base_of(damage: Damage, of: Quantity) -> Damage:
    """Return what a curve of a quantity is the same for: all of the damage but that."""
    return replace(damage, pruned=0.0) if of == "pruned" else replace(damage, bits=0)
