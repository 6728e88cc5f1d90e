"""What the session tells, one signal a noun; and what is wished of the backend."""

import math

from PySide6.QtCore import QObject, Signal


class SessionSignals(QObject):
    """The signals of `gui.session.Session`, which alone emits them; device and pace."""

    live_changed = Signal()  # another run is the live one; before `run_changed`
    newest_changed = Signal()  # the live run has another snapshot, shown or not
    run_changed = Signal()  # another run began or came back: everything below may differ
    experiment_changed = Signal()
    snapshot_changed = Signal()
    example_changed = Signal()
    forward_changed = Signal()  # after snapshot_changed or example_changed
    training_changed = Signal()
    backend_changed = Signal()
    device_changed = Signal()
    pace_changed = Signal()
    parameters_changed = Signal()  # by hand; before snapshot_changed
    update_requested = Signal()
    checkpoint_requested = Signal()
    # For a batch: inputs float32 [examples, inputs], targets float32 [examples, outputs].
    proof_requested = Signal(object, object)
    apply_requested = Signal(object, object)
    proof_received = Signal(object, object)  # the very inputs asked about, core.walkthrough.Proof

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._device = ""
        self._pace = math.inf

    @property
    def device(self) -> str:
        """The device asked for by name; empty: whichever is best."""
        return self._device

    @property
    def pace(self) -> float:
        """Updates a second, at most, while training; infinite: as many as can be made."""
        return self._pace

    def set_device(self, device: str) -> None:
        """Ask for the device of that name; empty: whichever is best."""
        if device != self._device:
            self._device = device
            self.device_changed.emit()

    def set_pace(self, updates_per_second: float) -> None:
        """Make so many updates a second at most; infinite: as many as can be made."""
        if updates_per_second != self._pace:
            self._pace = updates_per_second
            self.pace_changed.emit()
