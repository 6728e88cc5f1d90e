"""A run: one training, by a name of its own, and what has become of it."""

import secrets
from typing import NamedTuple

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from core.experiment import Experiment, Hyperparameters
from core.frozen import NOTHING
from core.history import History
from core.parameters import Parameters, equal, initialise, shapes
from core.snapshot import NOT_MEASURED, Metrics, Snapshot, no_slots


def new_id() -> str:
    """Return an id that no other run has."""
    return secrets.token_hex(8)


class State(NamedTuple):
    """What tells one state of a run from another."""

    run: str
    experiment: Experiment
    updates: int
    parameters: Parameters

    def is_like(self, other: "State") -> bool:
        """Whether both are the same, number by number."""
        one, two = self.parameters, other.parameters
        return self[:3] == other[:3] and (one is two or equal(one, two))


class Run(Struct, frozen=True, eq=False):
    """A training and what it has come to: experiment, newest snapshot and curve.

    `id` tells it from all others, `parent` is the id of the run that it was made from ("": none),
    and `name` is what people call it. `given` are the parameters it began with; None: those that
    the seed of the experiment draws. `checkpoint` is the newest complete snapshot. `computed_on` is
    the title of the device that made the newest update ("": none was made, or it is not known): on
    another, or with another number of threads, the last bits may differ. `trained` is what training
    had come to before parameters were changed by hand (None: they were not, or were trained since).
    `grown`: its structure was changed since it began, and so were the `given`; it begins again with
    what the seed draws.
    """

    experiment: Experiment
    snapshot: Snapshot
    history: History = field(default_factory=History)
    given: Parameters | None = None
    id: str = field(default_factory=new_id)
    parent: str = ""
    name: str = ""
    checkpoint: Snapshot | None = None
    computed_on: str = ""
    trained: Snapshot | None = None
    grown: bool = False

    @property
    def arrays(self) -> list[np.ndarray]:
        """All numbers that it holds; the same ones may be there twice."""
        held = (one for one in (self.snapshot, self.checkpoint, self.trained) if one is not None)
        given = [array for layer in self.given or () for array in layer]
        return [*given, *(array for one in held for array in one.arrays)]

    @property
    def light(self) -> "Run":
        """The same without weights, to save memory: its curve stays, and what it trained."""
        snapshot = replace(self.snapshot, parameters=(), slots=None)
        return replace(self, snapshot=snapshot, checkpoint=None, given=None, trained=None)

    @staticmethod
    def start(
        experiment: Experiment, given: Parameters | None = None, parent: "Run | None" = None
    ) -> "Run":
        """Return the run that `experiment` begins: initial parameters, no update made."""
        parameters = given or initialise(experiment.network, experiment.seed)
        snapshot = Snapshot(parameters)
        return Run(
            experiment,
            snapshot,
            given=given,
            parent=parent.id if parent else "",
            name=experiment.network.title,
            checkpoint=snapshot,
        )

    def start_again(self, experiment: Experiment) -> "Run":
        """Return the run that `experiment` begins: as this one did, unless it draws otherwise."""
        drawn_from = [
            (shapes(one.network), one.network.initialiser, one.seed)
            for one in (self.experiment, experiment)
        ]
        if experiment.network.sizes != self.experiment.network.sizes:  # others have these numbers
            rates = replace(experiment.hyperparameters, frozen=NOTHING)
            experiment = replace(experiment, hyperparameters=rates)
        as_before = drawn_from[0] == drawn_from[1] and not self.grown
        given = self.given if as_before else None
        return Run.start(experiment, given, parent=self)

    def initial_parameters(self) -> Parameters:
        """Return the parameters before the first update, drawn again if they were not given."""
        return self.given or initialise(self.experiment.network, self.experiment.seed)

    @property
    def state(self) -> State:
        """What it has come to, to be told from what it was or will be."""
        return State(self.id, self.experiment, self.snapshot.updates, self.snapshot.parameters)

    @property
    def exact(self) -> Snapshot:
        """The newest snapshot that training goes on from bit for bit; the newest if none is."""
        if self.snapshot.complete or self.checkpoint is None:
            return self.snapshot
        return self.checkpoint

    def at(self, snapshot: Snapshot) -> "Run":
        """Return the run at `snapshot`, its newest.

        One to draw, of where the checkpoint is, is completed. Equal parameters stay the same
        objects: what was computed from them holds.
        """
        checkpoint, now = self.checkpoint, self.snapshot
        if snapshot.updates == now.updates and equal(snapshot.parameters, now.parameters):
            snapshot = replace(snapshot, parameters=now.parameters)
        if snapshot.complete:
            checkpoint = snapshot
        elif checkpoint is not None and checkpoint.updates == snapshot.updates:
            snapshot = replace(snapshot, slots=checkpoint.slots)
            checkpoint = snapshot
        trained = self.trained if snapshot.updates == now.updates else None
        return replace(self, snapshot=snapshot, checkpoint=checkpoint, trained=trained)

    def by_hand(
        self, parameters: Parameters, train: Metrics = NOT_MEASURED, test: Metrics = NOT_MEASURED
    ) -> "Run":
        """Return the run with `parameters` in place of those it has come to.

        `train` and `test` say how good they are; before the first update, they are what it began
        with. The curve is one of its own.
        """
        exact, before = self.exact, self.trained or self.exact
        if equal(parameters, before.parameters):
            changed, trained = before, None
        else:
            changed = replace(exact, parameters=parameters, train=train, test=test)
            trained = before
        return replace(
            self,
            snapshot=changed,
            checkpoint=changed,
            given=self.given if exact.updates else parameters,
            grown=self.grown and exact.updates > 0,
            trained=trained,
            history=self.history.copy(),
        )

    def back_at(self, snapshot: Snapshot, learning_rate: float) -> "Run":
        """Return the run that goes on from an earlier complete `snapshot`, with another rate.

        Of an optimizer that was chosen since, the slots begin empty.
        """
        rates = replace(self.experiment.hyperparameters, learning_rate=learning_rate)
        try:
            snapshot.check_slots(rates.optimizer)
        except ValueError:
            snapshot = replace(snapshot, slots=no_slots(snapshot.parameters, rates.optimizer))
        history = self.history.copy()
        history.cut(snapshot.epoch)
        return replace(
            self,
            experiment=replace(self.experiment, hyperparameters=rates),
            snapshot=snapshot,
            checkpoint=snapshot,
            history=history,
            id=new_id(),
            parent=self.id,
            trained=None,
        )

    def branched(self, past: "Run") -> "Run":
        """Return the run that goes on from this one as it was: `past`, which is complete."""
        history = self.history.copy()
        history.cut(past.snapshot.epoch)
        return replace(
            past,
            history=history,
            id=new_id(),
            parent=self.id,
            name=self.name if past.id == self.id else past.experiment.network.title,
            checkpoint=past.snapshot,
            trained=None,
        )

    def changed(self, hyperparameters: Hyperparameters) -> "Run":
        """Return the run with other hyperparameters; another optimizer begins with empty slots."""
        experiment = replace(self.experiment, hyperparameters=hyperparameters)
        run = replace(self, experiment=experiment)
        if hyperparameters.optimizer == self.experiment.hyperparameters.optimizer:
            return run
        slots = no_slots(self.snapshot.parameters, hyperparameters.optimizer)
        return run.at(replace(self.snapshot, slots=slots))


def given_at_start(experiment: Experiment, snapshot: Snapshot) -> Parameters | None:
    """Return the parameters of an untrained `snapshot`, unless the experiment's seed draws them."""
    if snapshot.updates:
        return None
    drawn = initialise(experiment.network, experiment.seed)
    return None if equal(snapshot.parameters, drawn) else snapshot.parameters
