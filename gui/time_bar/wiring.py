"""How the past works together with the rest of the window."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.timeline import Record
from gui import settings
from gui.backend_link import BackendLink
from gui.backend_process import BackendProcess
from gui.diagram.view import Diagram
from gui.main_window import MainWindow
from gui.panels.loss_panel import LossPanel
from gui.session import Session
from gui.time_bar.records import Records
from gui.time_bar.replays import Replays
from gui.time_bar.time import Time
from gui.translation import translate
from gui.walk.player import Player


def make_time(session: Session, link: BackendLink, process: BackendProcess) -> tuple[Time, Records]:
    """Return the owner of the update that is looked at, and the records, fed by the backend."""
    records = Records(session, parent=session)
    link.begun.connect(records.begin)
    link.recorded.connect(records.take)
    replays = Replays(process.send, process.expect, parent=session)
    process.received.connect(replays.take)
    return Time(session, records, replays, parent=session), records


def wire_time(
    window: MainWindow,
    time: Time,
    records: Records,
    diagram: Diagram,
    plot: LossPanel,
    player: Player,
) -> None:
    """The bar under the charts, and keys."""
    session, actions = window.session, window.actions_by_name
    time.prepare = diagram.prepare
    diagram.prepared.connect(time.show_prepared)
    time.awaited_changed.connect(diagram.edges.hurry)

    def row() -> QWidget:
        from gui.time_bar.row import TimeRow  # charts are made once the window stands

        return TimeRow(session, time, records)

    plot.hold(row)
    for name, slot in (
        ("pastBackAction", lambda: time.move(-1)),
        ("pastForwardAction", lambda: time.move(1)),
        ("pastCheckpointBackAction", lambda: time.move_checkpoint(-1)),
        ("pastCheckpointForwardAction", lambda: time.move_checkpoint(1)),
        ("nowAction", time.go_to_now),
    ):
        actions[name].triggered.connect(slot)

    def show_able() -> None:
        able = time.there and player.walk is None  # a walk has these keys for itself
        for name in ("pastBackAction", "pastCheckpointBackAction"):
            actions[name].setEnabled(able)
        for name in ("pastForwardAction", "pastCheckpointForwardAction", "nowAction"):
            actions[name].setEnabled(able and time.is_past)

    time.changed.connect(show_able)
    player.walk_changed.connect(show_able)
    show_able()


def wire_record(window: MainWindow, records: Records, link: BackendLink) -> None:
    """How much is recorded, and how much of it goes into a file."""

    def choose_bound(choice: str) -> None:
        settings.put("record", choice)
        bound = int(choice) * 1_000_000
        records.set_bound(bound)
        link.is_recorded = bound > 0

    def saved_with(run: str) -> Callable[[], Record | None]:
        most, record = int(settings.get("recordInFile")) * 1_000_000, records.of(run)
        return lambda: record.bounded(most) if most else None

    window.document.record_of, window.document.take_record = saved_with, records.put
    sizes = {
        "0": translate("TimeBar", "Nothing"),
        **{
            size: translate("TimeBar", "Up to {size} MB").format(size=size)
            for size in settings.RECORD_SIZES[1:]
        },
    }
    title = translate("TimeBar", "Record of the training")
    window.add_choice(title, sizes, settings.get("record"), choose_bound, "Record")
    choose_bound(settings.get("record"))
    in_file = {
        size: translate("TimeBar", "Nothing of it")
        if size == "0"
        else translate("TimeBar", "Up to {size} MB").format(size=size)
        for size in settings.FILE_RECORD_SIZES
    }
    title = translate("TimeBar", "Record in saved files")
    chosen = settings.get("recordInFile")
    window.add_choice(
        title, in_file, chosen, lambda size: settings.put("recordInFile", size), "InFile"
    )
