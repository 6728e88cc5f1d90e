"""What can be undone: changes of the experiment. Training itself is not; a lost run comes back."""

import time
from collections.abc import Callable
from typing import Any, Protocol, Self

import numpy as np
from PySide6.QtGui import QUndoCommand

from core.data import Source
from core.example import Example
from core.experiment import Hyperparameters
from core.run import Run
from core.snapshot import Snapshot
from gui.undo_stack import Command

_ONE_GO = 1.0  # s between two changes of a control that is dragged or held


class Changed(Protocol):
    """What commands need of the session."""

    @property
    def live(self) -> Run:
        """The run that is trained, and changed."""

    @property
    def example(self) -> Example:
        """The example that is shown."""

    @property
    def example_is_chosen(self) -> bool:
        """Whether somebody chose it."""

    @property
    def training(self) -> bool:
        """Whether training is on."""

    def set_training(self, training: bool) -> None:
        """Train from now on, or pause."""

    def set_run(self, run: Run) -> Run:
        """Show `run`; return the one before."""

    def set_example(self, example: Example) -> None:
        """Show `example`."""

    def set_source(self, source: Source) -> None:
        """Train on with the examples of `source`."""

    def set_by_hand(self, run: Run) -> Run:
        """Show `run`, the current one with other parameters; return it as it was."""

    def set_hyperparameters(self, hyperparameters: Hyperparameters) -> None:
        """Train on with these."""

    def bring_back(self, left: Snapshot) -> None:
        """Go on from `left`, which differs by its slots alone; nothing if more was trained."""


class RunCommand(Command):
    """Put another run in place of the current one; undo brings the old one back as it was left.

    The example comes back too, where the other run has other data.
    An arrow held is one command: the untrained runs that it passes over are not kept.
    """

    def __init__(
        self,
        session: Changed,
        text: str,
        run: Run,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(text)
        self._session = session
        self._other = run
        self._dropped: Example | None = None  # of the other run, when it was left
        self._layers = len(run.experiment.network.layers)
        self._time = clock()

    @property
    def arrays(self) -> list[np.ndarray]:
        """The numbers of the run that is not shown."""
        return self._other.arrays

    def do(self) -> None:
        """Exchange the runs."""
        session = self._session
        shown, chosen = session.example, session.example_is_chosen
        self._other = session.set_run(self._other)
        if session.example is not shown:
            if self._dropped:
                session.set_example(self._dropped)
            self._dropped = shown if chosen else None

    undo = do

    def takes_up(self, other: QUndoCommand) -> bool:
        """Become both changes, where they are of one go."""
        if not isinstance(other, RunCommand):
            return False
        between = other._other  # `other` is done: it holds the run that this command had put
        if (
            other.text() != self.text()
            or other._layers != self._layers  # layers added or removed: clicks, each counts
            or other._time - self._time > _ONE_GO
            or between.snapshot.updates
        ):
            return False
        self._time = other._time
        return True


class GrowthCommand(RunCommand):
    """Put a run of another structure in place of the current one; a training that is on goes on.

    Changes in one go (an arrow that is held) are one command, unless training went on in between.
    `old` is given where the run is shown already: training goes on as it.
    """

    def __init__(
        self,
        session: Changed,
        text: str,
        run: Run,
        old: Run | None = None,
        in_one_go: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(session, text, old or run, clock)
        self.is_done = old is not None
        self._in_one_go = in_one_go

    def do(self) -> None:
        """Exchange the runs, and train on."""
        training = self._session.training
        super().do()
        self._session.set_training(training)

    undo = do

    def takes_up(self, other: QUndoCommand) -> bool:
        """Become both changes, where they are of one go."""
        if not isinstance(other, GrowthCommand):
            return False
        if (
            not (self._in_one_go and other._in_one_go)
            or other.text() != self.text()
            or other._time - self._time > _ONE_GO
            or other._other.snapshot.updates != self._other.snapshot.updates
        ):
            return False
        self._time = other._time
        return True


class _Change(Command):
    """Have `put` put one value in the place of another; changes in one go are one command."""

    def __init__(
        self,
        text: str,
        put: Callable[[Any], None],
        old: object,
        new: object,
        clock: Callable[[], float],
    ) -> None:
        super().__init__(text)
        self._put = put
        self._old, self._new = old, new
        self._time = clock()

    def do(self) -> None:
        """Put the new value."""
        self._put(self._new)

    def undo(self) -> None:
        self._put(self._old)

    def takes_up(self, other: QUndoCommand) -> bool:
        """Become both changes, where they are of one go."""
        if not isinstance(other, type(self)) or other.text() != self.text():
            return False
        if not self._goes_on_in(other):
            return False
        self._new, self._time = other._new, other._time
        # Back where it began, there is nothing to undo.
        self.setObsolete(self._new == self._old)
        return True

    def _goes_on_in(self, other: Self) -> bool:
        """Whether the other is of the same go; it has the same text."""
        return other._time - self._time <= _ONE_GO


class HyperparametersCommand(_Change):
    """Change hyperparameters in mid-training; a drag of one control is one command.

    A change after more training is another: undo leads back to what was trained with. An optimizer
    that comes back before that has its slots again.
    """

    def __init__(
        self,
        session: Changed,
        text: str,
        old: Hyperparameters,
        new: Hyperparameters,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(text, session.set_hyperparameters, old, new, clock)
        self._session = session
        self._left = session.live.snapshot
        self._updates = self._left.updates

    @property
    def arrays(self) -> list[np.ndarray]:
        """The numbers that were there when it was made, with the slots of another optimizer."""
        return self._left.arrays

    def do(self) -> None:
        """Put the new value."""
        self._left = self._session.live.snapshot
        super().do()

    def undo(self) -> None:
        super().undo()
        self._session.bring_back(self._left)

    def _goes_on_in(self, other: Self) -> bool:
        return other._updates == self._updates or super()._goes_on_in(other)

    def takes_up(self, other: QUndoCommand) -> bool:
        """Become both changes, where they are of one go."""
        if not super().takes_up(other):
            return False
        assert isinstance(other, HyperparametersCommand)
        self._updates = other._updates
        return True


class DamageCommand(_Change):
    """Break something of the network, or mend it; a drag of one control is one command."""

    def __init__(
        self,
        put: Callable[[Any], None],
        text: str,
        old: object,
        new: object,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(text, put, old, new, clock)


class SourceCommand(_Change):
    """Learn from other examples of the same kind; a drag of one control is one command.

    So is a `stroke`: changes that are given the same object are one command however long they
    take, and those of two strokes are two.
    """

    def __init__(
        self,
        session: Changed,
        text: str,
        old: Source,
        new: Source,
        clock: Callable[[], float] = time.monotonic,
        stroke: object = None,
    ) -> None:
        super().__init__(text, session.set_source, old, new, clock)
        self._stroke = stroke

    def _goes_on_in(self, other: Self) -> bool:
        if other._stroke is not self._stroke:
            return False
        return self._stroke is not None or super()._goes_on_in(other)


class ParametersCommand(Command):
    """Change parameters by hand; undo brings the run back as it was left, and redo again.

    A drag of one of them is one command, unless training went on in between.
    """

    def __init__(
        self,
        session: Changed,
        text: str,
        run: Run,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(text)
        self._session = session
        self._other = run
        self._updates = run.snapshot.updates
        self._time = clock()

    @property
    def arrays(self) -> list[np.ndarray]:
        """The numbers of the run as it is not now."""
        return self._other.arrays

    def do(self) -> None:
        """Exchange the parameters."""
        self._other = self._session.set_by_hand(self._other)

    undo = do

    def takes_up(self, other: QUndoCommand) -> bool:
        """Become both changes, where they are of one go."""
        if not isinstance(other, ParametersCommand):
            return False
        if (
            other.text() != self.text()
            or other._updates != self._updates
            or other._time - self._time > _ONE_GO
        ):
            return False
        self._time = other._time
        return True


class ExampleCommand(_Change):
    """Show an example of the user's own; a drag of one of its numbers is one command.

    So is a `stroke`, as with SourceCommand.
    """

    def __init__(
        self,
        session: Changed,
        text: str,
        example: Example,
        clock: Callable[[], float] = time.monotonic,
        stroke: object = None,
    ) -> None:
        super().__init__(text, session.set_example, session.example, example, clock)
        self._stroke = stroke

    def _goes_on_in(self, other: Self) -> bool:
        if other._old is not self._new or other._stroke is not self._stroke:
            return False  # another example was shown in between
        return self._stroke is not None or super()._goes_on_in(other)
