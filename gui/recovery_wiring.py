"""How a lost backend is started again: by the user, or by itself if that is wished."""

from gui import settings
from gui.main_window import MainWindow
from gui.recovery import Recovery


def wire_recovery(window: MainWindow, recovery: Recovery) -> None:
    """Restart, and whether that is done unasked."""
    actions = window.actions_by_name
    by_itself = actions["restartsItselfAction"]

    def set_by_itself(on: bool) -> None:
        recovery.set_by_itself(on)
        settings.put("restartsItself", "on" if on else "off")

    recovery.set_by_itself(settings.get("restartsItself") == "on")
    by_itself.setCheckable(True)
    by_itself.setChecked(recovery.by_itself)
    by_itself.toggled.connect(set_by_itself)
    actions["restartAction"].triggered.connect(recovery.restart)
