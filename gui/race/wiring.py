"""How a race is asked for, and how a run of it comes into the main window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.backend_process import BackendProcess
from gui.colouring import Colouring
from gui.main_window import MainWindow
from gui.runs.owner import RunTree

if TYPE_CHECKING:
    from gui.race.window import RaceWindow


def wire_race(
    window: MainWindow,
    tree: RunTree,
    colouring: Colouring,
    make_process: Callable[[QObject], BackendProcess],
) -> None:
    """The Train menu opens the window of races; nothing is made of it before."""
    made: list[RaceWindow] = []

    def show() -> None:
        if not made:
            made.append(_make(window, tree, colouring, make_process))
        race = made[0]
        if race.isMinimized():
            race.showNormal()
        race.show()
        race.raise_()
        race.activateWindow()

    window.actions_by_name["raceAction"].triggered.connect(show)


def _make(
    window: MainWindow,
    tree: RunTree,
    colouring: Colouring,
    make_process: Callable[[QObject], BackendProcess],
) -> "RaceWindow":
    from gui.race.model import RaceModel
    from gui.race.window import RaceWindow, first_size

    session = window.session
    model = RaceModel(make_process, lambda: session.device, window, lambda: session.whole)

    def show_example() -> None:
        model.show_example(session.example, session.example_is_chosen)

    session.example_changed.connect(show_example)
    show_example()
    race = RaceWindow(model, colouring, window)
    available = window.screen().availableSize()
    wide, high = first_size()
    race.resize(min(wide, available.width() - 20), min(high, available.height() - 60))

    def open_lane(index: int) -> None:
        runs = model.runs()
        tree.add(runs)  # the others stand beside it
        tree.show(runs[index].run.id)
        window.activateWindow()

    race.opened.connect(open_lane)
    window.closed.connect(race.close)
    window.closed.connect(model.kill)
    return race
