"""How the pace is connected with the window: its slider and keys, and updates in slow motion."""

from core.snapshot import Snapshot
from gui.backend_link import BackendLink
from gui.diagram.view import Diagram
from gui.main_window import MainWindow
from gui.pace_slider import PACES, PaceSlider, stepped
from gui.slow_motion import SlowMotion
from gui.walk.player import Player


def wire_pace(window: MainWindow) -> None:
    """The slider beside Train, and its keys."""
    session, actions = window.session, window.actions_by_name

    def change(steps: int) -> None:
        session.set_pace(stepped(session.pace, steps))

    def show() -> None:
        actions["slowerAction"].setEnabled(session.pace > PACES[0])
        actions["fasterAction"].setEnabled(session.pace < PACES[-1])

    window.add_to_toolbar(PaceSlider(session), after="trainAction")
    actions["slowerAction"].triggered.connect(lambda: change(-1))
    actions["fasterAction"].triggered.connect(lambda: change(1))
    session.pace_changed.connect(show)
    show()


def wire_slow_motion(
    window: MainWindow, motion: SlowMotion, link: BackendLink, diagram: Diagram, player: Player
) -> None:
    """The diagram performs the update that is told, and its snapshot is shown after that."""

    def keep(snapshot: Snapshot) -> bool:
        seen = diagram.isVisible() and player.walk is None
        return (seen and motion.keeps(snapshot)) or diagram.prepare(snapshot)

    def go_on(newest: Snapshot | None) -> None:
        link.coming.show(newest)
        if newest:
            link.coming.prepare_again()

    link.coming.prepare = keep
    motion.ended.connect(go_on)
    motion.moved.connect(lambda: diagram.perform(motion.act, motion.progress))
    player.walk_changed.connect(motion.stop)
    window.closed.connect(motion.stop)
