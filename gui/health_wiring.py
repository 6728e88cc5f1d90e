"""How what is told of a training's health reaches its owner, and what stops a sick one."""

from gui import settings
from gui.backend_link import BackendLink
from gui.health import Health
from gui.main_window import MainWindow


def wire_health(window: MainWindow, health: Health, link: BackendLink) -> None:
    """Whether a sick training is stopped is a choice in the menu, and remembered."""
    action = window.actions_by_name["stopSickAction"]

    def set_stops(on: bool) -> None:
        link.stop_sick(on)
        settings.put("stopSick", "on" if on else "off")

    action.setCheckable(True)
    action.setChecked(settings.get("stopSick") == "on")
    link.stop_sick(action.isChecked())
    action.toggled.connect(set_stops)
    link.health_told.connect(health.take)
