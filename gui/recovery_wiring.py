"""How a lost backend is started again: by the user, or by itself if that is wished."""

from gui.main_window import MainWindow
from gui.recovery import Recovery
from gui.wiring import remember


def wire_recovery(window: MainWindow, recovery: Recovery) -> None:
    """Restart, and whether that is done unasked."""
    actions = window.actions_by_name
    remember(actions["restartsItselfAction"], "restartsItself", recovery.set_by_itself)
    actions["restartAction"].triggered.connect(recovery.restart)
