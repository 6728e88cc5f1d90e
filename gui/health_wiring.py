"""How what is told of a training's health reaches its owner, and what stops a sick one."""

from gui.backend_link import BackendLink
from gui.health import Health
from gui.main_window import MainWindow
from gui.wiring import remember


def wire_health(window: MainWindow, health: Health, link: BackendLink) -> None:
    """Whether a sick training is stopped is a choice in the menu, and remembered."""
    remember(window.actions_by_name["stopSickAction"], "stopSick", link.stop_sick)
    link.health_told.connect(health.take)
    link.recorded.connect(health.take_recorded)
