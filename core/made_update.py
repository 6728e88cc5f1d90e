"""An update that was made, as a walk: the batch that it learned from, and what it led to."""

from functools import cached_property

from core.data import Data
from core.dropout import masks
from core.experiment import Experiment
from core.order import example_order
from core.parameters import Parameters
from core.snapshot import Slots, Snapshot, no_slots
from core.walkthrough import Walkthrough


class MadeUpdate(Walkthrough, frozen=True, eq=False, dict=True, kw_only=True):
    """The walk of update `number`; it ends at the parameters that TensorFlow made, `after`.

    `places` are those of its batch among the `examples` of the training set, each from 0.
    """

    after: Parameters
    number: int
    places: tuple[int, ...]
    examples: int

    @cached_property
    def updated(self) -> tuple[Parameters, Slots]:
        """The parameters after the update, and slots one update older than they were."""
        return self.after, self.slots._replace(updates=self.slots.updates + 1)


def made_update(
    experiment: Experiment, before: Snapshot, after: Snapshot, data: Data
) -> MadeUpdate | None:
    """Return the one update between two snapshots of a training on `data`.

    None: it was none or several, or its batch is not known, as where the data has changed since.
    """
    train, batch = data.train, experiment.hyperparameters.batch_size
    share = experiment.hyperparameters.dropout
    if after.updates != before.updates + 1 or not len(train) or len(train) != after.examples:
        return None
    # With other data the epoch stays, and with it the place in the stream.
    same = before.examples == after.examples
    start = before.examples_seen if same else round(before.epoch * after.examples)
    if after.examples_seen != start + batch:
        return None
    places = example_order(experiment.seed, len(train), start, batch)
    return MadeUpdate(
        experiment.network,
        before.parameters,
        train.inputs[places],
        experiment.task.coded(train.targets[places], experiment.network.layers[-1]),
        experiment.hyperparameters.at(before.updates),
        before.slots or no_slots(before.parameters, experiment.hyperparameters.optimizer),
        masks(experiment.network, experiment.seed, before.updates, batch, share),
        after=after.parameters,
        number=after.updates,
        places=tuple(places.tolist()),
        examples=len(train),
    )
