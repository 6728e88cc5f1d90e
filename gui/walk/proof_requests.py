"""What is asked of TensorFlow about the walk: one question at a time, the newest one last."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.walkthrough import Proof, Walkthrough
from gui.session import Session


class ProofRequests(QObject):
    """Asks for the proof of the walk that there is when it asks; `walk` returns that."""

    answered = Signal(object)  # the Proof of the walk that there is now

    def __init__(
        self,
        session: Session,
        walk: Callable[[], Walkthrough | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._walk = session, walk
        self._asked: np.ndarray | None = None  # the inputs of the one question that is out
        # When all that changes at once has changed.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        session.proof_received.connect(self._take)

    def ask_soon(self) -> None:
        """Ask about the walk that there is then."""
        self._soon.start()

    def forget(self) -> None:
        """Wait no more for an answer: who was asked has gone, or was asked of other parameters."""
        self._asked = None

    def _ask(self) -> None:
        # One question at a time: while a digit is drawn there is another walk at every stroke.
        walk, session = self._walk(), self._session
        ended = session.backend.phase == "ended" or session.past  # it knows the newest, and whole
        if walk and self._asked is None and not (ended or session.damaged):
            self._asked = walk.inputs
            session.request_proof(walk.inputs, walk.targets)

    def _take(self, inputs: np.ndarray, proof: Proof) -> None:
        walk, updates, self._asked = self._walk(), self._session.snapshot.updates, None
        # Another walk may have begun since this was asked.
        if walk is None or inputs is not walk.inputs or proof.updates != updates:
            self._soon.start()
        else:
            self.answered.emit(proof)
