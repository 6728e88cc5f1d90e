"""What the session tells: one signal a noun."""

from PySide6.QtCore import QObject, Signal


class SessionSignals(QObject):
    """The signals of `gui.session.Session`, which alone emits them."""

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
