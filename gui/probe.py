"""The point of the plane that is looked at, under the mouse: the diagram shows its way forward."""

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.data.inputs import Point, plane_of
from core.propagation import Forward, forward
from gui.numbers import fixed
from gui.session import Session
from gui.translation import translate


class Probe(QObject):
    """A point for a moment; without one, the session's example is what all views show."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._at: tuple[float, float] | None = None
        self._passed: tuple[object, Forward] | None = None  # through which parameters
        session.run_changed.connect(lambda: self.look_at(None))

    @property
    def at(self) -> tuple[float, float] | None:
        """The coordinates (x₁, x₂) that are looked at."""
        return self._at

    @property
    def forward(self) -> Forward | None:
        """The point's way through the newest snapshot, as a batch of one; None: there is none."""
        plane = plane_of(self._session.experiment.input)
        parameters = self._session.snapshot.parameters
        if self._at is None or plane is None:
            return None
        if self._passed is None or self._passed[0] is not parameters:
            inputs = plane.inputs(np.array([self._at], np.float32))
            network = self._session.experiment.network
            self._passed = parameters, forward(network, parameters, inputs)
        return self._passed[1]

    @property
    def note(self) -> str:
        """Where it is, in words."""
        kind = self._session.experiment.input
        if self._at is None or not isinstance(kind, Point):
            return ""
        places = zip(kind.names, self._at, strict=False)
        where = ", ".join(f"{name} = {fixed(value, 2)}" for name, value in places)
        return translate("Probe", "Under the mouse: {where}.").format(where=where)

    def look_at(self, at: tuple[float, float] | None) -> None:
        """Look at the point (x₁, x₂); None: at none any more."""
        if at != self._at:
            self._at, self._passed = at, None
            self.changed.emit()
