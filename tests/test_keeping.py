"""Autosave: what no file holds is kept every few seconds, and the next start offers it."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from core import files, kept, project_file
from core.experiment import Experiment
from core.run import Run
from core.runs import Kept
from core.runs_file import load_runs
from core.snapshot import Metrics, no_slots
from core.sweep import trials
from core.sweep_file import load_sweeps
from core.sweep_journal import rows
from core.sweeps import Sweeps, together
from gui import keeping, settings
from gui.experiments.panel import ExperimentsPanel
from gui.runs.owner import RunTree
from tests.panels import field
from tests.processes import ROOT
from tests.saved import small_project
from tests.sweeps import RATES, made_up


@pytest.fixture
def quick(monkeypatch):
    """What is to be kept is kept at once, not after seconds."""
    monkeypatch.setattr(keeping, "EVERY_MS", 20)
    monkeypatch.setattr(keeping, "DEAREST", 1.0)


def learned(window, updates, complete=False):
    """Have a window learn something; return its keeper."""
    session = window.session
    slots = no_slots(session.snapshot.parameters, "adam") if complete else None
    session.set_snapshot(
        replace(session.snapshot, updates=updates, slots=slots, test=Metrics(0.2, 0.941))
    )
    return window.keeper


def kept_at(keeper):
    """After how many updates the network is that a window keeps; None: it keeps none."""
    return project_file.glance(keeper.path).updates if keeper.path.exists() else None


def left(window):
    """Have a window leave what it has learned; its file."""
    keeper = learned(window, 12_345)
    window.close()
    return keeper.path


def left_before():
    """What a window leaves that has learned as much, without the time that one takes; its file."""
    run = Run.start(Experiment())
    place = kept.Place(settings.kept_folder())
    place.write(run.at(replace(run.snapshot, updates=12_345, test=Metrics(0.2, 0.941))))
    place.leave()
    return place.path


def click(qtbot, window, name):
    """Click a button that is seen."""
    (button,) = (one for one in window.findChildren(QPushButton, name) if one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def offered(qtbot, window):
    """Wait until the window offers what was left."""

    def seen():
        offers = window.findChildren(QWidget, "keptOffer")
        return [one for one in offers if one.isVisible()]

    qtbot.waitUntil(lambda: bool(seen()))
    return seen()[0]


def test_no_more_than_five_seconds_are_lost():
    newest_complete = 500  # ms between complete snapshots (gui.backend_link)
    assert keeping.EVERY_MS + newest_complete <= 4000  # and a second to write it


def test_what_no_file_holds_is_kept_while_it_changes(qtbot, make_window, quick, tmp_path):
    window = make_window()
    keeper = learned(window, 9)
    qtbot.waitUntil(lambda: kept_at(keeper) == 9)
    learned(window, 10)
    qtbot.waitUntil(lambda: kept_at(keeper) == 10)
    assert project_file.glance(keeper.path).picture.startswith(b"\x89PNG")
    assert kept.left(settings.kept_folder()) == []  # the window lives
    window.document.save(tmp_path / "a")
    qtbot.waitUntil(lambda: kept_at(keeper) is None)
    learned(window, 11)
    qtbot.waitUntil(lambda: kept_at(keeper) == 11)


def test_while_it_trains_what_is_kept_goes_on_bit_for_bit(qtbot, make_window, quick):
    window = make_window()
    window.session.set_training(True)
    learned(window, 9, complete=True)
    keeper = learned(window, 10)
    qtbot.waitUntil(lambda: kept_at(keeper) == 9)
    assert project_file.load(keeper.path).snapshot.complete
    window.session.set_training(False)
    learned(window, 11)
    qtbot.waitUntil(lambda: kept_at(keeper) == 11)


def test_what_an_experiment_comes_to_is_kept_though_the_network_rests(qtbot, make_window, quick):
    window = make_window()
    keeper, owner = window.keeper, window.findChild(ExperimentsPanel).owner

    def come_to(count):
        made = {at: made_up(RATES, one) for at, one in enumerate(trials(RATES)[:count])}
        owner.exchange(Sweeps((RATES,), rows(RATES, made)))

    def ended():
        return together(load_sweeps(keeper.path)).ended if keeper.path.exists() else 0

    come_to(1)
    qtbot.waitUntil(lambda: ended() == 1)
    come_to(3)
    qtbot.waitUntil(lambda: ended() == 3)
    come_to(8)
    keeper.keep_now()  # as at a crash
    assert ended() == 8


def test_what_came_while_a_file_was_written_stays_kept(
    qtbot, make_window, quick, monkeypatch, tmp_path
):
    held, real = threading.Event(), project_file.save

    def save(path, *given, **named):
        if path.parent == tmp_path:
            held.wait(20)
        real(path, *given, **named)

    monkeypatch.setattr(project_file, "save", save)
    window = make_window()
    keeper = learned(window, 9)
    window.document.save_beside(tmp_path / "a", lambda error: None)
    learned(window, 10)
    qtbot.waitUntil(lambda: kept_at(keeper) == 10)
    with qtbot.waitSignal(window.document.saved):
        held.set()
    assert kept_at(keeper) == 10


def test_reset_throws_nothing_away_before_the_window_closes(qtbot, make_window, quick):
    window = make_window()
    keeper = learned(window, 9)
    qtbot.waitUntil(lambda: kept_at(keeper) == 9)
    window.session.reset()
    with qtbot.waitSignal(window.closed):
        assert kept_at(keeper) == 9
        window.close()
    # It begins again; what was trained before is kept beside it.
    assert kept_at(keeper) == 0
    kept_runs = load_runs(keeper.path).kept
    assert sorted(one.run.snapshot.updates for one in kept_runs) == [0, 9]


def test_where_there_is_no_room_that_is_said_once_and_tried_again(
    qtbot, make_window, quick, monkeypatch
):
    window, full = make_window(), []
    real, failed = files.write, []
    window.keeper.failed.connect(failed.append)

    def write(path, data):
        if full:
            full.append(True)
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        real(path, data)

    monkeypatch.setattr(files, "write", write)
    keeper = learned(window, 5)
    qtbot.waitUntil(lambda: kept_at(keeper) == 5)
    full.append(True)
    learned(window, 9)
    qtbot.waitUntil(lambda: len(full) > 3)
    assert kept_at(keeper) == 5
    assert len(failed) == 1
    assert "cannot keep unsaved work" in window.statusBar().currentMessage()
    full.clear()
    qtbot.waitUntil(lambda: kept_at(keeper) == 9)


def test_what_takes_long_is_kept_less_often(qtbot, make_window, monkeypatch):
    monkeypatch.setattr(keeping, "EVERY_MS", 20)
    real = project_file.save

    def save(*given, **named):
        begun = time.thread_time()
        while time.thread_time() < begun + 0.1:
            pass
        real(*given, **named)

    monkeypatch.setattr(project_file, "save", save)
    window = make_window()
    learned(window, 9)
    # A hundred times as long: a hundredth of the time.
    qtbot.waitUntil(lambda: window.keeper.interval_ms >= 10_000)


def kept_together(path):
    """After how many updates the runs are that a kept file holds, its own first."""
    found, runs = project_file.load(path), load_runs(path)
    others = [one.run for one in runs.kept if one.run.id != found.id] if runs else []
    return [run.snapshot.updates for run in (found, *others)]


def test_what_is_put_aside_by_another_file_is_kept_and_offered(
    qtbot, make_window, quick, saved, tmp_path
):
    window = make_window()
    keeper = learned(window, 9)
    qtbot.waitUntil(lambda: kept_at(keeper) == 9)
    picture = project_file.glance(keeper.path).picture
    window.document.open(saved)
    assert not window.document.modified
    learned(window, 50)
    qtbot.waitUntil(lambda: kept_at(keeper) == 50)
    keeper.keep_now()  # nothing is being written any more
    assert kept_together(keeper.path) == [50, 9]
    window.document.save(saved)
    assert kept_together(keeper.path) == [50, 9]  # never in no place
    qtbot.waitUntil(lambda: kept_at(keeper) == 9)
    window.close()
    (one,) = kept.left(settings.kept_folder())
    assert kept_together(one.path) == [9]
    assert project_file.glance(one.path).picture == picture


def test_what_is_brought_back_takes_nobodys_place(qtbot, make_window):
    left_before()
    window = make_window()
    keeper = learned(window, 9)
    keeper.keep_now()
    own = keeper.path
    offered(qtbot, window)
    click(qtbot, window, "keptOfferRowOpen")
    assert (kept_together(own), kept_together(keeper.path)) == ([9], [12_345])
    keeper.keep_now()
    assert not own.exists()
    assert kept_together(keeper.path) == [12_345, 9]
    window.actions_by_name["undoAction"].trigger()
    learned(window, 10)
    keeper.keep_now()
    assert kept_together(keeper.path) == [10, 12_345]
    window.close()
    assert [one.path for one in kept.left(settings.kept_folder())] == [keeper.path]
    assert sorted(os.listdir(settings.kept_folder())) == [keeper.path.name]


def test_a_table_that_makes_room_for_one_that_is_brought_back_stays_kept(qtbot, make_window):
    def come_to(window, count):
        made = {at: made_up(RATES, one) for at, one in enumerate(trials(RATES)[:count])}
        owner = window.findChild(ExperimentsPanel).owner
        owner.exchange(Sweeps((RATES,), rows(RATES, made)))
        return owner

    window = make_window()
    come_to(window, 3)
    window.close()
    window = make_window()
    owner = come_to(window, 8)
    offered(qtbot, window)
    click(qtbot, window, "keptOfferRowOpen")
    assert owner.ended == 3
    window.close()
    ended = [together(load_sweeps(one.path)).ended for one in kept.left(settings.kept_folder())]
    assert sorted(ended) == [3, 8]


def test_of_a_window_all_that_no_file_holds_comes_back(qtbot, make_window, saved):
    window = make_window()
    learned(window, 9)
    window.document.open(saved)
    learned(window, 50)
    window.close()
    window = make_window()
    offered(qtbot, window)
    click(qtbot, window, "keptOfferRowOpen")
    assert window.session.snapshot.updates == 50
    window.document.save(saved.with_name("50.netglow"))
    window.close()  # the other one is still in no file
    (one,) = kept.left(settings.kept_folder())
    assert kept_together(one.path) == [9]


def test_what_comes_beside_the_network_is_kept_too(make_window):
    window = make_window()
    keeper = learned(window, 9)
    keeper.keep_now()
    window.findChild(RunTree).add((Kept(small_project()),))
    keeper.keep_now()
    assert kept_together(keeper.path) == [9, 40]


def test_windows_keep_theirs_apart(qtbot, make_window, quick):
    first, second = make_window(), make_window()
    one, two = learned(first, 1), learned(second, 2)
    qtbot.waitUntil(lambda: (kept_at(one), kept_at(two)) == (1, 2))
    second.close()
    assert [one.path for one in kept.left(settings.kept_folder())] == [two.path]
    assert (kept_at(one), kept_at(two)) == (1, 2)


def test_not_now_keeps_it_and_the_file_menu_has_it(qtbot, make_window):
    path = left(make_window())
    window = make_window()
    offer = offered(qtbot, window)
    line = field(offer, "keptOfferRowLine").text()
    assert line.startswith("256-64-32-10 · update 12,345 · accuracy 94.1 % · today, ")
    click(qtbot, window, "keptOfferNotNow")
    assert not offer.isVisible()
    assert path.exists()
    window.file_menu.aboutToShow.emit()
    window.actions_by_name["openLastAction"].trigger()
    click(qtbot, window, "keptRow0Open")
    assert window.session.snapshot.updates == 12_345
    window.actions_by_name["undoAction"].trigger()
    assert window.session.snapshot.updates == 0


@pytest.mark.parametrize("again", [False, True], ids=["as it was left", "kept again"])
def test_what_was_left_is_offered_until_it_is_saved_or_refused(
    qtbot, make_window, request, again, tmp_path
):
    """Opened and undone it is not what the window shows, and still what no file holds."""
    if again:
        request.getfixturevalue("quick")
    left(make_window())
    window = make_window()
    offered(qtbot, window)
    click(qtbot, window, "keptOfferRowOpen")
    if again:
        qtbot.waitUntil(lambda: project_file.load(window.keeper.path).id == window.session.run.id)
    window.actions_by_name["undoAction"].trigger()
    window.close()
    window = make_window()
    offered(qtbot, window)
    click(qtbot, window, "keptOfferRowOpen")
    window.document.save(tmp_path / "a")
    qtbot.waitUntil(lambda: kept_at(window.keeper) is None)
    window.close()
    assert kept.left(settings.kept_folder()) == []


def test_large_letters_make_no_window_wider(qtbot, make_window):
    left_before()
    left_before()
    window = make_window()
    offer = offered(qtbot, window)
    names = ("keptOfferRowOpen", "keptOfferRowDiscard", "keptOfferAll", "keptOfferNotNow")
    assert len({field(offer, name).y() for name in names}) == 1
    window.change_text_size(4)
    qtbot.waitUntil(lambda: len({field(offer, name).y() for name in names}) == 2)


def test_each_of_several_is_offered_and_discarded(qtbot, make_window):
    first = left_before()
    second = left_before()
    window = make_window()
    offered(qtbot, window)
    click(qtbot, window, "keptOfferAll")
    dialog = window.findChild(QWidget, "keptDialog")
    assert dialog.findChild(QWidget, "keptRow1Open") is not None
    click(qtbot, window, "keptRow0Discard")
    assert (first.exists(), second.exists()) == (True, False)
    assert offered(qtbot, window).findChild(QWidget, "keptOfferAll") is None
    click(qtbot, window, "keptOfferRowDiscard")
    assert not first.exists()
    assert not dialog.isVisible()
    window.file_menu.aboutToShow.emit()
    assert not window.actions_by_name["openLastAction"].isEnabled()


def test_what_another_window_opens_first_is_said(qtbot, make_window):
    left_before()
    one, two = make_window(), make_window()
    for window in (one, two):
        offered(qtbot, window)
    click(qtbot, one, "keptOfferRowOpen")
    click(qtbot, two, "keptOfferRowOpen")
    assert one.session.snapshot.updates == 12_345
    assert two.session.snapshot.updates == 0
    assert two.findChild(QMessageBox, "errorBox").isVisible()


def test_what_is_damaged_can_only_be_discarded(qtbot, make_window):
    path = left_before()
    path.write_bytes(b"PK")
    window = make_window()
    offer = offered(qtbot, window)
    assert "is not a saved network" in offer.findChild(QLabel, "keptOfferRowLine").text()
    assert not field(offer, "keptOfferRowOpen").isEnabled()
    click(qtbot, window, "keptOfferRowDiscard")
    assert not path.exists()


# The program, killed while it trains.
KILLED = """
import functools, os, signal, sys, time
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from core.snapshot import no_slots
from gui import app
from gui.backend_process import BackendProcess
from tests.processes import SILENT
app.BackendProcess = functools.partial(BackendProcess, SILENT)

def watch(window):
    session, begun = window.session, time.monotonic()
    slots = no_slots(session.snapshot.parameters, "adam")
    timer = QTimer(window, interval=100)

    def train():
        ms = round(1000 * (time.monotonic() - begun))
        if ms > 7000:
            print(ms, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        session.set_snapshot(replace(session.snapshot, updates=ms, slots=slots))

    session.set_training(True)
    timer.timeout.connect(train)
    timer.start()

app.run(watch=watch)
"""


@pytest.fixture(scope="module", autouse=True)
def killed(tmp_path_factory):
    """The program and its folder of settings; it trains for its seconds beside the tests above."""
    folder = tmp_path_factory.mktemp("killed")
    if os.name == "nt":  # other signals
        yield None, folder
        return
    with subprocess.Popen(
        [sys.executable, "-c", KILLED],
        cwd=ROOT,
        env=os.environ | {"XDG_CONFIG_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        yield program, folder
        program.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_a_killed_window_loses_five_seconds_at_most(qtbot, make_window, tmp_path, killed):
    program, folder = killed
    out, said = program.communicate(timeout=60)
    assert program.returncode == -signal.SIGKILL, said
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    window = make_window()
    offer = offered(qtbot, window)
    assert field(offer, "keptOfferRowTitle").text() == "Your last network was not saved. Open it?"
    assert not field(offer, "keptOfferRowPicture").pixmap().isNull()
    click(qtbot, window, "keptOfferRowOpen")
    assert int(out) - 5000 <= window.session.snapshot.updates
    assert window.session.snapshot.complete
    assert not offer.isVisible()
    assert window.isWindowModified()  # no file holds it yet
    assert kept.left(settings.kept_folder()) == []
    assert kept_at(window.keeper) == window.session.snapshot.updates  # never in no place
