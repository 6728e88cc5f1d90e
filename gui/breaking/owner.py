"""What is broken of the network that is shown."""

from collections.abc import Callable

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, SignalInstance

from core import data
from core.breaking import NOTHING, Damage, noisy
from core.broken import damaged_run, rebuilt_run
from core.data import Source
from core.example import Example
from core.measure import measured_at_once
from core.parameters import Parameters
from core.run import Run
from gui.breaking.judge import deviations_of
from gui.diagram.scene import neuron_name, of_session
from gui.session import Session
from gui.translation import translate
from gui.undo import DamageCommand, ParametersCommand, RunCommand


class Breaking(QObject):
    """Breaks what the session shows of a run; the run itself, and its training, stay whole.

    Each run has a damage of its own. One that begins with another's structure, where that is reset
    or branches off, begins with its damage, too.
    """

    changed = Signal()  # the damage of what is shown

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        # By the run's id; with the sizes of its network, whose neurons are meant.
        self._damages: dict[str, tuple[tuple[int, ...], Damage]] = {}
        self._shown: tuple[Run, Damage, Run] | None = None
        self._deviations: tuple[Source, np.ndarray] | None = None  # of inputs; taking it takes long
        self._taken: tuple[Example, Damage, Example] | None = None
        session.shown_as, session.taken_as = self._as_damaged, self._as_taken
        session.keep_damage = self._keep_as
        session.run_changed.connect(self.changed)

    @property
    def session(self) -> Session:
        """Whose network is broken."""
        return self._session

    @property
    def damage(self) -> Damage:
        """What is broken of the network that is shown."""
        return self._of_run(self._session.whole)

    # What users ask for.

    def change(self, text: str, **parts: object) -> None:
        """Break or mend some parts of the network, undoably; `text` names that."""
        self.set_damage(replace(self.damage, **parts), text)

    def set_damage(self, damage: Damage, text: str) -> None:
        """Have this damage and no other, undoably."""
        run, before = self._session.whole, self.damage
        if damage != before:
            sizes = run.experiment.network.sizes

            def put(one: Damage) -> None:
                self._put(run.id, sizes, one)

            self._session.undo_stack.push(DamageCommand(put, text, before, damage))

    def toggle(self, neuron: tuple[int, int]) -> None:
        """Switch a neuron off, or on again, undoably."""
        self.change(self.toggle_words(neuron), neurons=self.damage.neurons ^ {neuron})

    def toggle_words(self, neuron: tuple[int, int]) -> str:
        """Return what `toggle` would do, in words."""
        name = neuron_name(of_session(self._session), *neuron)
        if neuron in self.damage.neurons:
            return translate("Breaking", "Switch on {neuron}").format(neuron=name)
        return translate("Breaking", "Switch off {neuron}").format(neuron=name)

    def mend(self) -> None:
        """Have the whole network again, undoably."""
        self.set_damage(NOTHING, translate("Breaking", "Mend the network"))

    def keep(self) -> None:
        """Make what is broken part of the network, undoably; training pauses."""
        if self._session.damaged:
            text = translate("Breaking", "Keep the damage")
            self._session.settle()  # what is kept is what training leaves
            self._session.change_parameters(self._session.snapshot.parameters, text)

    # How it is done.

    def _keep_as(self, parameters: Parameters, text: str) -> None:
        """Put `parameters`, made of the damaged ones, into the network, whose own they are then."""
        session, live, shown = self._session, self._session.live, self._session.experiment
        left, sizes = self.damage.of_inputs, shown.network.sizes
        measured = measured_at_once(shown, parameters)
        if shown.network == live.experiment.network:
            changed = live.by_hand(parameters, *measured)
            exchange = self._exchanging(live.id, sizes, left)
            session.undo_stack.push(KeepCommand(session, text, changed, exchange, self.changed))
        else:
            run = rebuilt_run(live, shown.network, parameters, *measured)
            self._damages[run.id] = sizes, left
            session.undo_stack.push(RunCommand(session, text, run))

    def _exchanging(self, run: str, sizes: tuple[int, ...], damage: Damage) -> Callable[[], None]:
        """Return what gives a run another damage, and the one that it had, in turn."""
        other = sizes, damage

        def exchange() -> None:
            nonlocal other
            self._damages[run], other = other, self._damages.get(run, (sizes, NOTHING))

        return exchange

    def _put(self, run: str, sizes: tuple[int, ...], damage: Damage) -> None:
        before = self._session.run
        self._damages[run] = sizes, damage
        self._session.tell_shown(before)
        if before is self._session.run:  # noise on inputs changes the way through alone
            self._session.forward_changed.emit()
        self.changed.emit()

    def _of_run(self, run: Run) -> Damage:
        if run.id not in self._damages:
            sizes = run.experiment.network.sizes
            before, damage = self._damages.get(run.parent, (sizes, NOTHING))
            self._damages[run.id] = sizes, damage if before == sizes else NOTHING
        return self._damages[run.id][1]

    def _as_damaged(self, run: Run) -> Run:
        damage = self._of_run(run)
        if damage is NOTHING:  # nearly always, and asked at every turn
            return run
        if self._shown is None or self._shown[0] is not run or self._shown[1] is not damage:
            self._shown = run, damage, damaged_run(run, damage)
        return self._shown[2]

    def _as_taken(self, example: Example) -> Example:
        damage, source = self.damage, self._session.experiment.source
        if not damage.input_noise or source is None:
            return example
        if self._taken is None or self._taken[0] is not example or self._taken[1] is not damage:
            if self._deviations is None or self._deviations[0] != source:
                self._deviations = source, deviations_of(source.input, data.load(source).train)
            inputs = noisy(example.inputs[None], damage, self._deviations[1])[0]
            self._taken = example, damage, replace(example, inputs=inputs)
        return self._taken[2]


class KeepCommand(ParametersCommand):
    """Change parameters of a damaged network: the damage stays with them, and is none any more.

    `exchange` puts the damage that is left in the place of what there was, and back, in turn.
    """

    def __init__(
        self,
        session: Session,
        text: str,
        run: Run,
        exchange: Callable[[], None],
        tell: SignalInstance,
    ) -> None:
        super().__init__(session, text, run)
        self._exchange, self._tell, self._settle = exchange, tell, session.settle

    def do(self) -> None:
        """Exchange parameters and damage."""
        self._settle()  # what comes meanwhile is shown as before
        self._exchange()
        super().do()
        self._tell.emit()

    undo = do
