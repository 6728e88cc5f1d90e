"""The list of what can be undone: what follows in one go is one, and memory is bounded."""

import itertools
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from core.parameters import bytes_of

BOUND = 256 * 2**20  # bytes of numbers that all commands hold together
_MOST = 100  # commands


class Command(QUndoCommand):
    """A change that UndoStack merges, not Qt: it has no id()."""

    is_done = False  # what Qt does when it takes the command was done already

    def redo(self) -> None:
        if not self.is_done:
            self.do()
        self.is_done = False

    def do(self) -> None:
        """Make the change, the first time or again."""
        raise NotImplementedError

    def takes_up(self, other: QUndoCommand) -> bool:
        """Become this change and `other`, which came after it; False: they are two."""
        return False

    @property
    def arrays(self) -> Sequence[np.ndarray]:
        """The numbers of networks that it holds; the same ones may be there twice."""
        return ()


class UndoStack(QUndoStack):
    """A QUndoStack that merges commands itself, and bounds how many bytes they hold together.

    Where Qt merges a command while it takes it, the command's object in Python stays for ever, and
    with it the network that it holds.
    """

    pushed = Signal()  # a command is there; older ones may have gone

    def __init__(self, parent: QObject | None = None, bound: int = BOUND) -> None:
        super().__init__(parent)
        self._bound = bound
        self.setUndoLimit(_MOST)

    @property
    def arrays(self) -> list[np.ndarray]:
        """The numbers of networks that all commands hold; the same ones may be there twice."""
        return list(itertools.chain(*self._arrays()))

    def push(self, command: QUndoCommand) -> None:
        """Do `command` and keep it, unless the newest one takes it up.

        After an undo the next change is one of its own. The oldest commands go where there are too
        many, or they hold too much.
        """
        newest = self.command(self.count() - 1) if self.index() == self.count() > 0 else None
        if isinstance(newest, Command) and isinstance(command, Command):
            command.redo()
            if newest.takes_up(command):
                if newest.isObsolete():
                    self.undo()  # which takes it off the stack, and does nothing else
                return
            command.is_done = True
        super().push(command)
        held = self._arrays()
        count = 0
        while count < len(held) - 1 and bytes_of(itertools.chain(*held[count:])) > self._bound:
            count += 1  # the newest stays, whatever it holds
        if count:
            self._delete_oldest(count)
        self.pushed.emit()

    def _arrays(self) -> list[Sequence[np.ndarray]]:
        """Return what each command holds."""
        commands = map(self.command, range(self.count()))
        return [one.arrays if isinstance(one, Command) else () for one in commands]

    def _delete_oldest(self, count: int) -> None:
        """Delete so many commands. Qt does that at its limit alone, to which others lead it."""
        with QSignalBlocker(self):
            others = [QUndoCommand() for _ in range(self.undoLimit() - self.count() + count)]
            for one in others:
                super().push(one)
                one.setObsolete(True)
            for _ in others:
                self.undo()  # which takes it off the stack
        self.indexChanged.emit(self.index())
