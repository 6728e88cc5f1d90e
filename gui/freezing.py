"""What is frozen: asked for here, undoably, in mid-training too; and what it is called."""

from msgspec.structs import replace

from core.frozen import Frozen
from gui.by_hand import ByHand
from gui.session import Session
from gui.translation import translate

Held = tuple[int, ...]  # a layer (layer,), a neuron (layer, index) or an edge (pair, from, to)


class Freezing:
    """Freezes weights, neurons and layers of the session's network, and thaws them."""

    def __init__(self, session: Session) -> None:
        self._session, self._by_hand = session, ByHand(session)

    @property
    def frozen(self) -> Frozen:
        """What is frozen now."""
        return self._session.experiment.hyperparameters.frozen

    def may_freeze(self, target: Held) -> bool:
        """Whether there is something to learn at a target: into an input nothing leads."""
        return len(target) == 3 or target[0] > 0

    def holder(self, target: Held) -> Held | None:
        """Return what keeps a target; None: it learns."""
        return self.frozen.holder(target)

    def toggle(self, target: Held) -> None:
        """Freeze a target, or let learn what keeps it."""
        if not self.may_freeze(target):
            return
        rates = self._session.experiment.hyperparameters
        experiment = replace(
            self._session.experiment,
            hyperparameters=replace(rates, frozen=self.frozen.toggled(target)),
        )
        self._session.change_experiment(experiment, self.words(target))

    def words(self, target: Held) -> str:
        """Return what `toggle` would do, in words."""
        holder = self.holder(target)
        if holder is None:
            return translate("Freezing", "Freeze {what}").format(what=self.title(target))
        return translate("Freezing", "Let {what} learn").format(what=self.title(holder))

    def title(self, target: Held) -> str:
        """Return what a target is called: "layer 1", "neuron 2 of layer 1", "w₁₂ of layer 1"."""
        match target:
            case (layer,):
                return translate("Freezing", "layer {layer}").format(layer=layer)
            case (layer, index):
                text = translate("Freezing", "neuron {number} of layer {layer}")
                return text.format(number=index + 1, layer=layer)
            case (pair, source, end):
                return self._by_hand.title((pair, source, end))
        raise ValueError(f"{target} is nothing that could be frozen")

    def told(self, target: Held) -> str:
        """Return a sentence about a target that is kept; empty: it learns."""
        holder = self.holder(target)
        if holder is None:
            return ""
        if len(holder) == 3:
            return translate("Freezing", "Frozen: this weight stays.")
        if len(holder) == 2:
            return translate("Freezing", "Frozen: the weights into this neuron and its bias stay.")
        return translate("Freezing", "Frozen: the weights and biases of this layer stay.")
