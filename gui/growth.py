"""Another structure of the network: asked for here, made at once or beside the training.

Who asks for a neuron more, or a layer less, is told in a sentence what it did, or why it cannot be.
What was learned stays (core.surgery). Before anything was learned, another network begins.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from core.growth import examples_of, grown_run, keeps
from core.network import Layer, Network
from core.parameters import check
from core.run import Run
from core.snapshot import Snapshot
from core.surgery import (
    AddLayer,
    AddNeurons,
    Change,
    RemoveLayer,
    RemoveNeurons,
    answer_difference,
    changed_network,
    changed_networks,
)
from gui.errors import sentence
from gui.numbers import number
from gui.session import Session
from gui.translation import translate
from gui.undo import GrowthCommand

_SAME = 1e-6  # a difference of answers that is but rounding
_NEW_NEURONS = 32  # of a first hidden layer where nothing was learned


class _Asked(NamedTuple):
    changes: tuple[Change, ...]
    text: str
    in_one_go: bool


class Growth(QObject):
    """What is to become of the network's structure, and what the last change did."""

    changed = Signal()  # what is told, or what is to come
    made = Signal(object)  # these changes, after the run that they made is shown
    refused = Signal()  # something that was asked for cannot be; `told` says why

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        # Asks the backend to make changes while it trains; False: it cannot.
        self.by_backend: Callable[[tuple[Change, ...], Network], bool] = lambda changes, network: (
            False
        )
        self.adopt: Callable[[Run], None] = lambda run: None  # tells it what it goes on as
        self._sent: _Asked | None = None  # to the backend, which compiles
        self._waiting: list[_Asked] = []  # till that has come
        self._told = ""
        self._run = session.live.id  # that is spoken of
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make_what_waits)
        session.live_changed.connect(self._follow)
        session.training_changed.connect(self._see_training)

    @property
    def told(self) -> str:
        """What the last change did to the answers, or why it cannot be; empty: nothing to say."""
        if self._sent is None:
            return self._told
        return translate(
            "Growth", "The network becomes {network} when TensorFlow has compiled it. It trains on."
        ).format(network=self.network.title)

    @property
    def network(self) -> Network:
        """The network that is shown, with all changes that are to come."""
        if self._session.past:
            return self._session.whole.experiment.network
        return changed_networks(self._session.live.experiment.network, self._to_come())

    @property
    def pending(self) -> bool:
        """Whether changes are to come."""
        return self._sent is not None

    # What users ask for. Layers are counted as neurons are: the input is layer 0.

    def add_neuron(self, layer: int) -> None:
        """Add a neuron to a hidden layer, behind those that it has."""
        text = translate("Growth", "Add a neuron to layer {layer}").format(layer=layer)
        self._ask(AddNeurons(layer), text)

    def remove_neuron(self, layer: int, index: int | None = None) -> None:
        """Remove a neuron of a hidden layer: the last one, or that with this index."""
        sizes = self.network.sizes
        last = sizes[layer] - 1 if layer < len(sizes) else 0
        text = translate("Growth", "Remove a neuron of layer {layer}").format(layer=layer)
        self._ask(RemoveNeurons(layer, (last if index is None else index,)), text)

    def set_neurons(self, layer: int, count: int) -> None:
        """Have so many neurons in a hidden layer: some more, or without the last ones."""
        text = translate("Growth", "Change neurons of layer {layer}").format(layer=layer)
        now = self.network.sizes[layer]
        if count > now:
            self._ask(AddNeurons(layer, count - now), text, in_one_go=True)
        elif count < now:
            self._ask(RemoveNeurons(layer, tuple(range(count, now))), text, in_one_go=True)

    def add_layer(self, layer: int | None = None) -> None:
        """Add a hidden layer that becomes layer `layer`, or the last one."""
        network = self.network
        *hidden, _ = network.layers
        layer = len(network.layers) if layer is None else layer
        like = hidden[max(layer - 2, 0)] if hidden else Layer(_NEW_NEURONS)
        self._ask(AddLayer(layer, like.activation), translate("Growth", "Add layer"))

    def remove_layer(self, layer: int) -> None:
        """Remove a hidden layer."""
        text = translate("Growth", "Remove layer {layer}").format(layer=layer)
        self._ask(RemoveLayer(layer), text)

    def why_not(self, change: Change) -> str:
        """Return why a change cannot be made now; empty: it can."""
        try:
            changed_network(self.network, change)
        except ValueError as error:
            return sentence(error)
        return ""

    # How it is done.

    def _to_come(self) -> list[Change]:
        asked = [self._sent] if self._sent else []
        return [change for one in (*asked, *self._waiting) for change in one.changes]

    def _ask(self, change: Change, text: str, in_one_go: bool = False) -> None:
        session, asked = self._session, _Asked((change,), text, in_one_go)
        session.branch_off()
        if why := self.why_not(change):
            self._told = why
            self.changed.emit()
            self.refused.emit()
        elif not keeps(session.live):
            self._begin_with(change, text)
        elif self._sent:
            self._waiting.append(asked)
            self.changed.emit()
        elif session.training and self._sends(asked):
            self.changed.emit()
        else:
            self._make(asked)

    def _sends(self, asked: _Asked) -> bool:
        """Have the backend make it while it trains; False: it cannot."""
        network = changed_networks(self._session.live.experiment.network, asked.changes)
        if self.by_backend(asked.changes, network):
            self._sent = asked
        return self._sent is not None

    def _begin_with(self, change: Change, text: str) -> None:
        """Begin another network: nothing was learned that could be kept."""
        experiment = self._session.live.experiment
        network = changed_network(experiment.network, change)
        if isinstance(change, AddLayer):
            *hidden, _ = experiment.network.layers
            layers = list(network.layers)
            layers[change.layer - 1] = (
                hidden[max(change.layer - 2, 0)] if hidden else Layer(_NEW_NEURONS)
            )
            network = replace(network, layers=tuple(layers))
        self._session.change_experiment(replace(experiment, network=network), text)

    def _make(self, asked: _Asked) -> None:
        """Make changes now; a training that was on goes on when the backend has compiled them."""
        session, training = self._session, self._session.training
        session.settle()
        before = session.live
        run = grown_run(before, asked.changes)
        session.undo_stack.push(GrowthCommand(session, asked.text, run, in_one_go=asked.in_one_go))
        self.made.emit(asked.changes)
        self._tell(before, run)
        session.set_training(training)

    def take(self, before: Snapshot, after: Snapshot) -> bool:
        """Go on with what the backend has made of `before`; False: that is not wanted any more.

        ValueError: it is none of that.
        """
        asked, session = self._sent, self._session
        if asked is None:
            return False
        check(after.parameters, changed_networks(session.live.experiment.network, asked.changes))
        self._sent = None
        session.set_snapshot(before)
        old = session.live
        run = grown_run(old, asked.changes, after)
        waiting, self._waiting = self._waiting, []
        self.adopt(run)
        session.go_on_as(run)
        session.undo_stack.push(GrowthCommand(session, asked.text, run, old, asked.in_one_go))
        self.made.emit(asked.changes)
        self._tell(old, run)
        if waiting:
            changes = tuple(change for one in waiting for change in one.changes)
            self._ask_all(_Asked(changes, waiting[-1].text, all(one.in_one_go for one in waiting)))
        return True

    def _ask_all(self, asked: _Asked) -> None:
        if self._sends(asked):
            self.changed.emit()
        else:
            self._make(asked)

    def _tell(self, before: Run, after: Run) -> None:
        """Say by how much the answers have changed."""
        self._run = after.id
        inputs = examples_of(before.experiment)
        networks = [(run.experiment.network, run.snapshot.parameters) for run in (before, after)]
        most = answer_difference(networks[0], networks[1], inputs)
        title = after.experiment.network.title
        if np.isnan(most):
            text = translate("Growth", "The network is {network} now. It keeps what it learned.")
        elif most <= _SAME:
            text = translate("Growth", "The network is {network} now. It answers as before.")
        else:
            text = translate(
                "Growth", "The network is {network} now. Its answers changed by {most} at most."
            )
        self._told = text.format(network=title, most=number(most, 2))
        self.changed.emit()

    def _follow(self) -> None:
        """What was said, or is to come, is of a run that is gone."""
        if self._session.live.id != self._run:
            self._run, self._told = self._session.live.id, ""
            self._sent, self._waiting = None, []
            self.changed.emit()

    def _see_training(self) -> None:
        if not self._session.training and self._sent:
            # When it is plain whether another run takes its place.
            self._waiting.insert(0, self._sent)
            self._sent = None
            self._soon.start()

    def _make_what_waits(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            changes = tuple(change for one in waiting for change in one.changes)
            self._make(_Asked(changes, waiting[-1].text, False))
