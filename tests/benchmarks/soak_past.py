"""What a person may do in the window with time and runs: the time bar, the runs panel, a race."""

from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QTreeWidget, QWidget
from soak_hands import RIGHT, Hands, MissedError, SkippedError

from gui.main_window import MainWindow
from gui.time_bar.time import Time

if TYPE_CHECKING:
    from soak_actions import Actions

EXACT_S = 60.0  # for an update of the past, on a machine that does much else
_ROWS = ("showRun", "hideRun", "pinRun", "copyDifference", "deleteRun", "besideRuns")


def drag_time(actions: "Actions", random: Random) -> None:
    """Drag the time bar, look at what it shows, and do something there."""
    start, end, then = random.random(), random.random(), random.random()
    steps, ms = random.randint(2, 25), random.randrange(600)
    window, hands = actions.window, actions.hands
    session, bar = window.session, hands.field("timeBar")
    time = session.findChild(Time)
    if bar is None or time is None or not time.there:
        raise SkippedError
    wide, middle = bar.width() - 1, bar.height() // 2
    hands.drag(
        bar,
        [
            QPoint(int(wide * (start + (end - start) * at / steps)), middle)
            for at in range(steps + 1)
        ],
    )
    wanted, run = time.update, session.live.id
    if time.is_past and random.random() < 0.5 and not session.training:

        def come() -> bool:
            gone = not time.is_past or time.update != wanted or session.live.id != run
            return gone or session.snapshot.updates == wanted or bool(time.told)

        if not hands.wait(come, EXACT_S) and actions.answers:
            raise MissedError(f"update {wanted} did not come; shown is {session.snapshot.updates}")
    hands.live(ms)
    if then < 0.25:
        _keys(window, hands, random)
    elif then < 0.4:
        _film(hands, random)
    elif then < 0.5 and time.is_past:
        actions.trigger("trainAction")  # a run branches off here
        hands.live(ms)
    if random.random() < 0.7:
        actions.trigger("nowAction")


def _keys(window: MainWindow, hands: Hands, random: Random) -> None:
    window.activateWindow()
    for _ in range(random.randint(1, 12)):
        keys = Qt.KeyboardModifier.ShiftModifier
        if random.random() < 0.4:
            keys |= Qt.KeyboardModifier.ControlModifier
        hands.key(random.choice((Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right)), keys)
        hands.live(random.randrange(60))


def _film(hands: Hands, random: Random) -> None:
    speed, at, ms = hands.field("filmSpeed"), random.random(), random.randrange(2000)
    if isinstance(speed, QComboBox):
        speed.setCurrentIndex(int(at * speed.count()))
    if button := hands.field(random.choice(("playBack", "playForward"))):
        hands.click(button)
        hands.live(ms)
        hands.click(button)


def use_runs(actions: "Actions", random: Random) -> None:
    """Choose a run in the panel and do something with it."""
    at, what, ms = random.random(), random.random(), random.randrange(400)
    window, hands = actions.window, actions.hands
    (dock,) = (one for one in window.docks if one.objectName() == "runsPanelDock")
    if not dock.isVisible():
        dock.toggleViewAction().trigger()
    dock.raise_()
    hands.live(200)
    table = window.findChild(QTreeWidget, "runsTable")
    if table is None or not table.isVisible():
        raise SkippedError
    rows = []
    item = table.topLevelItem(0)
    while item is not None:
        rows.append(item)
        item = table.itemBelow(item)
    if not rows:
        raise SkippedError
    row = rows[int(at * len(rows))]
    table.scrollToItem(row)
    place = table.visualItemRect(row).center()
    view = table.viewport()
    if what < 0.15:
        hands.click(view, place, RIGHT)
        hands.live(80)
        hands.tidy()
        return
    hands.click(view, place)
    if what < 0.9:
        name = random.choice(_ROWS)
        if button := hands.field(f"{name}Button"):
            hands.click(button)
    elif button := hands.field("renameRunButton"):
        hands.click(button)
        hands.live(50)
        hands.key(Qt.Key.Key_Q)
        hands.key(random.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))
    hands.live(ms)
    _close(window, "besideWindow", random)


def race(actions: "Actions", random: Random) -> None:
    """Open the race, start one, pause it, take a lane into the window."""
    which, ms, lane = random.random(), random.randrange(3000), random.random()
    window, hands = actions.window, actions.hands
    if not actions.trigger("raceAction"):
        raise SkippedError
    hands.live(300)
    choice = window.findChild(QComboBox, "raceChoice")
    if choice is None or not choice.isVisible():
        raise SkippedError
    if which < 0.6:
        row = int(which / 0.6 * choice.count())
        choice.setCurrentIndex(row)
        choice.activated.emit(row)
        hands.live(100)
    for name in random.choice((("raceStart",), ("raceStart", "raceReset"), ("raceStart",) * 2)):
        if button := hands.field(name):
            hands.click(button)
            hands.live(ms)
    if lane < 0.3 and (button := hands.field(f"raceOpen{int(lane * 10)}")):
        hands.click(button)
    _close(window, "raceWindow", random)


def _close(window: MainWindow, name: str, random: Random) -> None:
    """Close another window more often than not: it lies over this one."""
    found = window.findChild(QWidget, name)
    if found is not None and found.isVisible() and random.random() < 0.8:
        found.close()
    window.activateWindow()
