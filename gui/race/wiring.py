"""How a race is asked for, and how a run of it comes into the main window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.run import Run
from gui.backend_process import BackendProcess
from gui.main_window import MainWindow
from gui.translation import translate

if TYPE_CHECKING:
    from gui.race.window import RaceWindow


def wire_race(window: MainWindow, make_process: Callable[[QObject], BackendProcess]) -> None:
    """The Train menu opens the window of races; nothing is made of it before."""
    made: list[RaceWindow] = []

    def show() -> None:
        if not made:
            made.append(_make(window, make_process))
        race = made[0]
        if race.isMinimized():
            race.showNormal()
        race.show()
        race.raise_()
        race.activateWindow()

    window.actions_by_name["raceAction"].triggered.connect(show)


def _make(window: MainWindow, make_process: Callable[[QObject], BackendProcess]) -> "RaceWindow":
    from gui.race.model import RaceModel
    from gui.race.window import RaceWindow, first_size

    model = RaceModel(make_process, lambda: window.session.device, window)
    race = RaceWindow(model, window)
    available = window.screen().availableSize()
    wide, high = first_size()
    race.resize(min(wide, available.width() - 20), min(high, available.height() - 60))

    def open_run(run: Run) -> None:
        text = translate("Race", "Open {run}").format(run=run.name)
        window.document.open_run(run, text)
        window.activateWindow()

    race.opened.connect(open_run)
    window.closed.connect(race.close)
    window.closed.connect(model.kill)
    return race
