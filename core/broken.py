"""What is shown of a damaged network, how good it is, and what it is once the damage is kept."""

from typing import Literal, NamedTuple

import numpy as np
from msgspec.structs import replace

from core.breaking import MOST_BITS, Damage, damaged, noisy, slopes_of
from core.data.data import ExampleSet
from core.data.tasks import Task
from core.experiment import Experiment
from core.measure import measure
from core.network import Network
from core.parameters import Parameters
from core.run import Run, new_id
from core.snapshot import NOT_MEASURED, Metrics, no_slots

Quantity = Literal["pruned", "bits"]
# What a curve is measured at.
PLACES: dict[Quantity, tuple[float, ...]] = {
    "pruned": tuple(at / 20 for at in range(21)),
    "bits": tuple(range(1, MOST_BITS + 1)),
}


def damaged_run(run: Run, damage: Damage) -> Run:
    """Return `run` as it is shown with the damage, not measured; without any, itself."""
    network, parameters = damaged(run.experiment.network, run.snapshot.parameters, damage)
    if parameters is run.snapshot.parameters:
        return run
    now, same = run.snapshot, network == run.experiment.network
    slots = now.slots if same else None  # those of other activations have other shapes
    shown = replace(now, parameters=parameters, train=NOT_MEASURED, test=NOT_MEASURED, slots=slots)
    experiment = run.experiment if same else replace(run.experiment, network=network)
    return replace(run, experiment=experiment, snapshot=shown, checkpoint=shown)


def rebuilt_run(
    run: Run, network: Network, parameters: Parameters, train: Metrics, test: Metrics
) -> Run:
    """Return the run that goes on from `run` with other activations, and `parameters` of theirs.

    Its curve is its own, and `train` and `test` say how good it is. Where the parameters have
    other shapes, the optimizer's slots begin empty; a run that begins again begins as the seed
    draws.
    """
    experiment = replace(run.experiment, network=network)
    before = run.exact
    began = run.initial_parameters()
    slopes = slopes_of(network, began)
    given = tuple(one._replace(slopes=a) for one, a in zip(began, slopes, strict=True))
    alike = all(one.slopes.size == a.size for one, a in zip(began, slopes, strict=True))
    slots = before.slots
    if slots is not None and not alike:
        slots = no_slots(parameters, experiment.hyperparameters.optimizer)
    snapshot = replace(before, parameters=parameters, train=train, test=test, slots=slots)
    return replace(
        run,
        experiment=experiment,
        snapshot=snapshot,
        checkpoint=snapshot if snapshot.complete else None,
        given=given if before.updates else parameters,
        history=run.history.copy(),
        id=new_id(),
        parent=run.id,
        trained=None,
        grown=True,
    )


class MeasuredOn(NamedTuple):
    """What damage is measured on: `deviations` [inputs] are the unit of noise on inputs."""

    task: Task
    examples: ExampleSet
    deviations: np.ndarray


def how_good(
    experiment: Experiment, parameters: Parameters, damage: Damage, on: MeasuredOn
) -> Metrics:
    """Return loss and score of the damaged network, as the task has them."""
    network, broken = damaged(experiment.network, parameters, damage)
    examples = on.examples
    if damage.input_noise and len(examples):
        examples = replace(examples, inputs=noisy(examples.inputs, damage, on.deviations))
    return measure(network, broken, on.task, examples)


def curve(
    experiment: Experiment, parameters: Parameters, damage: Damage, on: MeasuredOn, of: Quantity
) -> tuple[Metrics, ...]:
    """Return how good it is at each of PLACES, all other damage as it is."""
    return tuple(
        how_good(experiment, parameters, at_place(damage, of, place), on) for place in PLACES[of]
    )


def at_place(damage: Damage, of: Quantity, place: float) -> Damage:
    """Return the damage with another share pruned, or other bits kept."""
    if of == "pruned":
        return replace(damage, pruned=place)
    return replace(damage, bits=int(place))
