"""Snapshots that have come from the backend: shown at once, or kept back until prepared."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from core.snapshot import Snapshot
from gui.session import Session

# Where nothing draws (the window is minimised, the diagram hidden, the past is shown) snapshots
# still come.
_UNSEEN_MS = 250
_PREPARED_MS = 2000  # at most, for the edges of a snapshot


class Coming(QObject):
    """Has the session show what comes; `credit` asks the backend for one snapshot more.

    The next one comes while this one is drawn, and waits for that; there is never a third.
    """

    def __init__(
        self, session: Session, credit: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        # Asked of every snapshot that comes: True keeps it back until `show`, so that what takes
        # long to draw changes in one frame with all the rest.
        self.prepare: Callable[[Snapshot], bool] = lambda snapshot: False
        self._session, self._credit = session, credit
        self._kept: list[Snapshot] = []  # the newest last
        # It runs from a snapshot's arrival until its credit is given.
        self._unseen = QTimer(self, singleShot=True)
        self._unseen.timeout.connect(self._show_unseen)

    def expect_drawing(self) -> None:
        """One that takes credit has come: it is drawn soon, or nobody draws."""
        self._unseen.start(_UNSEEN_MS)

    def add(self, snapshot: Snapshot, at_once: bool) -> None:
        """Show what has come when it is prepared, or `at_once`, for somebody waits for it."""
        self._kept.append(snapshot)
        if at_once or self._session.past or not self.prepare(snapshot):
            self.show()
        elif self._unseen.isActive():
            self._unseen.start(_PREPARED_MS)

    def show(self, newest: Snapshot | None = None) -> None:
        """Have the session show the snapshots that were kept back: all, or those up to `newest`."""
        count = len(self._kept)
        if newest is not None:
            # It is none of them any more where another run began meanwhile.
            count = self._kept.index(newest) + 1 if newest in self._kept else 0
        shown, self._kept = self._kept[:count], self._kept[count:]
        if shown:
            if self._unseen.isActive():
                self._unseen.start(_UNSEEN_MS)
            self._session.set_snapshot(*shown)

    def prepare_again(self) -> None:
        """Show the snapshots that are still kept back, unless the newest is to be prepared."""
        if self._kept and not self.prepare(self._kept[-1]):
            self.show()

    def give_credit(self) -> None:
        """Say that the newest snapshot is being drawn: the backend may send one more.

        In the past it is another that is drawn, and a hand that moves through it needs the time.
        """
        if self._unseen.isActive() and self._session.past is None:
            self._unseen.stop()
            self._credit()

    def drop_slots(self) -> None:
        """What is kept back serves to draw alone: another optimizer has slots of its own."""
        self._kept = [replace(one, slots=None) for one in self._kept]

    def forget(self) -> None:
        """What is kept back is of another run, or of parameters that are gone."""
        self._kept.clear()

    def stop(self) -> None:
        """Nobody is to be given credit: the backend has gone, and with it what it would send."""
        self._unseen.stop()

    def _show_unseen(self) -> None:
        self.show()
        self._credit()
