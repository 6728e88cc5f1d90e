"""The window as a user meets it; with a silent backend where it does not matter, else the real."""

import os
import signal

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QEnterEvent, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QFileDialog,
    QToolBar,
    QWidget,
)

from core import data
from core.backend.trainer import Trainer
from core.beginnings import beginning
from core.data import Given, Plane
from core.data.given import GivenExample
from core.data.inputs import Picture
from core.data.tasks import Classes
from core.experiment import Experiment
from core.network import Layer, Network
from core.run import Run
from core.snapshot import no_slots
from gui import app, settings, theme
from gui.backend_process import BackendProcess
from gui.commands import robot
from tests import forked
from tests.helpers import flat
from tests.panels import two_numbers

NAMES = (
    "diagram",
    "digitPad",
    "digitPreview",
    "predictions",
    "lossPlot",
    "networkPanel",
    "dataPanel",
    "trainingPanel",
    "walkthroughPanel",
    "inspector",
)


SMALLER = Experiment(network=Network(layers=(Layer(24), Layer(10, "softmax"))))


@pytest.fixture
def real_window(make_real_window):
    """A window with the real backend, ready to train a small network."""
    return make_real_window(SMALLER)


def _train(qtbot, window, until):
    button = window.findChild(QWidget, "trainingPanel").findChild(QAbstractButton, "trainButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(until, timeout=60_000)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    session = window.session
    qtbot.waitUntil(lambda: session.backend.phase == "ready", timeout=30_000)
    # The last one that comes is complete, and tested.
    qtbot.waitUntil(lambda: session.snapshot.complete, timeout=30_000)
    qtbot.waitUntil(lambda: session.snapshot.tested_at == session.snapshot.updates, timeout=30_000)


def _same(first, second):
    return all(
        np.array_equal(a, b)
        for layer, other in zip(first, second, strict=True)
        for a, b in zip(layer, other, strict=True)
    )


def test_everything_that_scripts_look_for_is_there(lent_window):
    window = lent_window
    assert [name for name in NAMES if window.findChild(QWidget, name) is None] == []
    for name in (
        "trainAction",
        "stepAction",
        "resetAction",
        "clearPadAction",
        "saveAction",
        "walkthroughAction",
    ):
        assert window.actions_by_name[name].objectName() == name


def test_every_control_has_a_name_for_scripts_and_one_for_screen_readers(lent_window):
    window = lent_window
    panels = [window.findChild(QWidget, name) for name in (*NAMES, "toolBar", "notice")]
    controls = [
        control
        for panel in panels
        for kind in (QAbstractButton, QAbstractSpinBox, QComboBox)
        for control in panel.findChildren(kind)
        # Parts of composed controls belong to Qt.
        if not control.objectName().startswith("qt_") and control.parent() is not None
    ]
    assert len(controls) > 20
    nameless = [c for c in controls if not (c.objectName() and (c.accessibleName() or c.text()))]
    assert nameless == []


def test_no_two_actions_share_a_shortcut(lent_window):
    # While a walk is shown these keys are its own, and time has them at other times.
    of_walk = {"walkNextPhaseAction", "walkBackPhaseAction"}
    actions = lent_window.actions_by_name.items()
    keys = [
        key.toString() for name, one in actions if name not in of_walk for key in one.shortcuts()
    ]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_nothing_is_clipped_at_first_opening(qtbot, make_window, size):
    window = make_window()
    window.resize(*size)
    window.arrangement.reset()
    for dock in window.findChildren(QDockWidget):
        if not dock.toggleViewAction().isVisible():
            continue  # it has nothing to show
        if dock.isHidden():  # until somebody asks for it
            dock.toggleViewAction().trigger()
        assert dock.isVisible()
        dock.raise_()  # it may share its place with another
        content = dock.widget()
        inner = content.widget() if hasattr(content, "widget") else content
        needed = inner.minimumSizeHint()
        qtbot.waitUntil(
            lambda content=content, needed=needed: (
                content.width() >= needed.width() and content.height() >= needed.height()
            ),
            timeout=2000,
        )
    diagram = window.findChild(QWidget, "diagram")
    assert diagram.width() >= window.width() / 2


def test_the_window_is_usable_while_tensorflow_loads(qtbot, lent_window):
    window = lent_window
    assert window.session.backend.phase == "loading"
    robot.draw(window.findChild(QWidget, "digitPad"), robot.THREE)
    assert window.session.example.origin == "pad"
    assert len(window.findChild(QWidget, "predictions").top()) == 10
    # Train is remembered until the backend can.
    window.actions_by_name["trainAction"].trigger()
    assert window.session.training
    assert window.actions_by_name["trainAction"].text() == "Pause"


def test_delete_clears_the_pad_and_backspace_takes_a_stroke_back(qtbot, lent_window):
    window = lent_window
    pad = window.findChild(QWidget, "digitPad")
    robot.draw(pad, [*robot.THREE, ((0.1, 0.1), (0.2, 0.2))])
    with_two = window.session.example.inputs
    pad.setFocus()
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert len(pad.strokes) == 1
    assert not np.array_equal(window.session.example.inputs, with_two)
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.strokes == ()
    assert window.session.example.origin == ""
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert len(pad.strokes) == 1
    assert window.session.example.origin == "pad"
    assert not np.array_equal(window.session.example.inputs, with_two)


def test_page_down_shows_the_next_example_and_lights_the_network(qtbot, lent_window):
    window = lent_window
    seen = []
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_PageDown)
        seen.append(window.session.example.index)
    assert seen[1] == seen[0] + 1
    assert window.session.example.label is not None
    assert window.session.forward.output.shape == (1, 10)


def test_a_layer_changed_in_the_panel_is_undone_with_the_weights(qtbot, lent_window):
    window = lent_window
    before = window.session.snapshot
    box = window.findChild(QWidget, "networkPanel").findChild(QAbstractSpinBox, "layer1Neurons")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "48")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.session.experiment.network.sizes == (256, 48, 32, 10)
    # The field still has the focus: Undo is the window's all the same.
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.experiment.network.sizes == (256, 64, 32, 10)
    assert window.session.snapshot is before


def test_save_and_open_keep_weights_and_say_what_is_not_saved(qtbot, lent_window, tmp_path):
    window = lent_window
    session, path = window.session, tmp_path / "mine.netglow"
    session.set_snapshot(replace(session.snapshot, updates=7))
    assert window.isWindowModified()
    window.document.save(path)
    assert "mine.netglow" in window.windowTitle()
    assert not window.isWindowModified()
    session.reset()
    window.document.open(path)
    assert session.snapshot.updates == 7


def test_undo_of_open_brings_back_the_file_too(lent_window, tmp_path):
    window = lent_window
    session, document = window.session, window.document
    document.save(tmp_path / "first")
    slots = no_slots(session.snapshot.parameters, "adam")
    session.set_snapshot(replace(session.snapshot, updates=7, slots=slots))
    document.save(tmp_path / "v1.2")
    document.open(tmp_path / "first.netglow")
    window.actions_by_name["undoAction"].trigger()
    assert document.path == tmp_path / "v1.2.netglow"
    session.reset()
    assert document.path is None  # saving what is new asks for a name


def test_an_input_that_is_switched_on_leaves_the_files_name(qtbot, make_window, tmp_path):
    window = make_window(beginning(Plane("circle")))
    window.document.save(tmp_path / "ring.netglow")
    assert window.windowTitle() == "ring.netglow[*] – Netglow"
    assert not window.isWindowModified()
    qtbot.mouseClick(window.findChild(QWidget, "x₁²Input"), Qt.MouseButton.LeftButton)
    assert window.session.experiment.network.inputs == 3
    assert window.windowTitle() == "ring.netglow[*] – Netglow"
    assert window.isWindowModified()
    window.actions_by_name["undoAction"].trigger()
    assert window.windowTitle() == "ring.netglow[*] – Netglow"
    assert not window.isWindowModified()


def test_files_are_chosen_in_a_dialog(qtbot, lent_window, tmp_path):
    window = lent_window
    window.session.set_snapshot(replace(window.session.snapshot, updates=5))
    for action, path in (
        ("saveAction", tmp_path / "net.netglow"),
        ("saveImageAction", tmp_path / "net.png"),
        ("openAction", tmp_path / "net.netglow"),
    ):
        window.actions_by_name[action].trigger()
        dialog = window.findChild(QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.close()
        qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
        window.document.wait()
        qtbot.waitUntil(lambda: not window.document.opening)
        qtbot.waitUntil(path.exists)  # a picture is written beside the window
    assert QImage(str(tmp_path / "net.png")).width() > 100
    assert window.session.snapshot.updates == 5


def test_a_file_that_cannot_be_opened_is_told_beside_the_window(qtbot, lent_window, tmp_path):
    window = lent_window
    (tmp_path / "broken.netglow").write_bytes(b"PK")
    window.actions_by_name["openAction"].trigger()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "broken.netglow"))
    dialog.close()
    qtbot.waitUntil(lambda: not window.document.opening)
    box = window.findChild(QWidget, "errorBox")
    assert "broken.netglow is not a saved network" in box.text()
    assert not box.isModal()
    box.close()


def test_closing_loses_nothing(qtbot, make_window):
    window = make_window()
    assert not window.actions_by_name["openLastAction"].isEnabled()
    window.session.set_snapshot(replace(window.session.snapshot, updates=9))
    window.close()
    again = make_window()
    again.file_menu.aboutToShow.emit()
    again.actions_by_name["openLastAction"].trigger()
    qtbot.mouseClick(again.findChild(QWidget, "keptRow0Open"), Qt.MouseButton.LeftButton)
    assert again.session.snapshot.updates == 9
    assert again.document.path is None
    assert again.isWindowModified()


def test_closing_while_tensorflow_loads_takes_no_time(qtbot, make_window, monkeypatch):
    monkeypatch.setattr(app, "BackendProcess", BackendProcess)
    window = make_window()
    process = window.findChild(BackendProcess)
    with qtbot.waitSignal(process.ended, timeout=1900) as ended:  # before it would be killed
        window.close()
    assert ended.args[0].expected


def test_a_broken_file_is_told_and_nothing_is_lost(qtbot, lent_window, tmp_path):
    window = lent_window
    path = tmp_path / "broken.netglow"
    path.write_bytes(b"PK\x03\x04 but no zip")
    before = window.session.run
    with pytest.raises(ValueError, match="broken"):
        window.document.open(path)
    assert window.session.run is before


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_the_theme_is_chosen_in_the_menu_and_remembered(qtbot, make_window, choice):
    window = make_window()
    window.findChild(object, f"{choice}Choice").trigger()
    assert theme.current().name == choice
    assert settings.get("theme") == choice
    window.grab()


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_titles_of_docks_and_the_toolbar_are_in_the_theme(qapp, make_window, choice):
    window = make_window()
    window.set_theme("light" if choice == "dark" else "dark")
    window.set_theme(choice)
    qapp.processEvents()
    now = theme.current()
    dock = window.findChild(QDockWidget, "dataPanelDock")
    title = dock.grab(QRect(0, 0, 60, dock.widget().y())).toImage()
    back, text = (QColor(one).lightness() for one in (now.window, now.muted))
    ink = [
        max(abs(title.pixelColor(x, y).lightness() - back) for y in range(title.height()))
        for x in range(title.width())
    ]
    assert max(ink[:8]) == 0  # in line with the panel
    assert max(ink[8:]) == pytest.approx(abs(text - back), abs=20)
    bar = window.findChild(QToolBar).grab().toImage()
    assert bar.pixelColor(bar.width() // 2, bar.height() - 1) == QColor(now.border)


def test_a_long_title_of_a_dock_leaves_its_buttons_free(make_window):
    dock = make_window().findChild(QDockWidget, "dataPanelDock")

    def end() -> QImage:
        # Its buttons are there while the mouse is over it.
        QApplication.sendEvent(dock, QEnterEvent(QPointF(), QPointF(), QPointF()))
        return dock.grab(QRect(dock.width() - 44, 0, 44, dock.widget().y())).toImage()

    before = end()
    dock.setWindowTitle("Data " * 40)
    assert end() == before


def test_the_buttons_of_a_dock_show_under_the_mouse(make_window):
    dock = make_window().findChild(QDockWidget, "dataPanelDock")
    whole = Qt.FindChildOption.FindDirectChildrenOnly
    buttons = dock.findChildren(QAbstractButton, options=whole)
    assert len(buttons) == 2

    def shown() -> set[bool]:
        return {button.isVisible() for button in buttons}

    assert shown() == {False}
    QApplication.sendEvent(dock, QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert shown() == {True}
    QApplication.sendEvent(dock, QEvent(QEvent.Type.Leave))
    assert shown() == {False}
    dock.setFloating(True)
    assert shown() == {True}
    dock.setFloating(False)
    assert shown() == {False}


def test_a_chosen_neuron_brings_up_the_inspector(qtbot, make_window):
    window = make_window()
    inspector = window.findChild(QWidget, "inspector")
    qtbot.waitUntil(lambda: inspector.visibleRegion().isEmpty())
    window.findChild(QWidget, "diagram").selection.select((1, 3))
    qtbot.waitUntil(lambda: not inspector.visibleRegion().isEmpty())
    assert "neuron 4" in inspector.accessibleDescription()


def test_colours_are_chosen_in_the_view_menu(make_window):
    window = make_window()
    colouring = window.findChild(QWidget, "diagram").colouring
    for choice in ("change", "fixed", "purple-green"):
        window.findChild(object, f"{choice}Choice").trigger()
    assert (colouring.mode, colouring.scale) == ("change", "fixed")
    assert colouring.palette == "purple-green"
    assert window.findChild(QWidget, "inspector").colouring is colouring


def test_moved_docks_and_window_size_are_remembered(qtbot, make_window):
    window = make_window()
    window.resize(900, 700)
    dock = window.findChild(QDockWidget, "dataPanelDock")
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.close()
    again = make_window()
    # The offscreen screen is 800 wide: the width cannot come back.
    assert again.height() == 700
    dock = again.findChild(QDockWidget, "dataPanelDock")
    assert again.dockWidgetArea(dock) == Qt.DockWidgetArea.RightDockWidgetArea
    again.actions_by_name["resetLayoutAction"].trigger()
    assert again.dockWidgetArea(dock) == Qt.DockWidgetArea.LeftDockWidgetArea


def _pad_dock(window):
    pad = window.findChild(QWidget, "digitPad")
    return next(dock for dock in window.findChildren(QDockWidget) if dock.isAncestorOf(pad))


PICTURE = Experiment()
POINT = two_numbers().experiment


@pytest.mark.parametrize("wanted", [True, False])
def test_a_dock_that_went_comes_back_as_it_was_left(make_window, wanted):
    window = make_window()
    dock, session = _pad_dock(window), window.session
    action = dock.toggleViewAction()
    assert action.isVisible()
    assert not dock.isHidden()
    dock.setVisible(wanted)
    for _ in range(2):
        session.set_run(Run.start(POINT))
        assert dock.isHidden()
        assert not action.isVisible()
        session.set_run(Run.start(replace(POINT, seed=5)))  # still nothing to show
        assert dock.isHidden()
        session.set_run(Run.start(PICTURE))
        assert dock.isHidden() != wanted
        assert action.isVisible()
    action.trigger()  # from now on the user has it otherwise
    session.set_run(Run.start(POINT))
    session.set_run(Run.start(PICTURE))
    assert dock.isHidden() == wanted


def test_a_picture_that_the_pad_cannot_draw_has_none(make_window):
    window = make_window()
    dock, session = _pad_dock(window), window.session
    kind, classes = Picture(2, 2), Classes(("0", "1"))
    source = Given(kind, classes, tuple(GivenExample((0.0, 0.5, 1.0, 1.0), at) for at in (0, 1)))
    session.set_run(Run.start(Experiment(Network(4, (Layer(2, "softmax"),)), source)))
    assert dock.isHidden()
    assert not dock.toggleViewAction().isVisible()
    session.set_run(Run.start(PICTURE))
    assert not dock.isHidden()


@pytest.mark.parametrize("wanted", [True, False])
def test_a_dock_that_was_not_there_at_the_end_comes_back_after_the_next_start(make_window, wanted):
    window = make_window()
    _pad_dock(window).setVisible(wanted)
    window.session.set_run(Run.start(POINT))
    window.close()
    picture = make_window()
    assert _pad_dock(picture).isHidden() != wanted
    assert _pad_dock(picture).toggleViewAction().isVisible()
    picture.close()
    point = make_window(POINT)
    dock = _pad_dock(point)
    assert dock.isHidden()
    assert not dock.toggleViewAction().isVisible()
    point.close()
    again = make_window(POINT)
    dock = _pad_dock(again)
    assert dock.isHidden()
    again.session.set_run(Run.start(PICTURE))
    assert dock.isHidden() != wanted
    assert dock.toggleViewAction().isVisible()


def test_a_layout_that_is_reset_has_the_dock_when_there_is_use_for_it(make_window):
    window = make_window()
    dock = _pad_dock(window)
    dock.hide()
    window.session.set_run(Run.start(POINT))
    window.actions_by_name["resetLayoutAction"].trigger()
    assert dock.isHidden()
    window.session.set_run(Run.start(PICTURE))
    assert not dock.isHidden()
    dock.hide()
    window.actions_by_name["resetLayoutAction"].trigger()
    assert not dock.isHidden()


def test_about_names_the_versions(qtbot, lent_window):
    window = lent_window
    window.actions_by_name["aboutAction"].trigger()
    box = window.findChild(QWidget, "aboutBox")
    assert "TensorFlow 2." in box.informativeText()
    assert "CC BY-SA" in box.informativeText()
    box.close()


def test_train_pause_step_reset_and_undo(qtbot, real_window):
    window, session = real_window, real_window.session
    initial = session.snapshot.parameters
    _train(qtbot, window, lambda: session.snapshot.updates > 200)
    trained = session.snapshot
    assert trained.test.score > 0.3
    assert not _same(trained.parameters, initial)

    window.actions_by_name["stepAction"].trigger()
    qtbot.waitUntil(lambda: session.snapshot.updates == trained.updates + 1, timeout=30_000)

    window.actions_by_name["resetAction"].trigger()
    assert session.snapshot.updates == 0
    assert _same(session.snapshot.parameters, initial)
    window.actions_by_name["undoAction"].trigger()
    assert session.snapshot.updates == trained.updates + 1
    # The backend goes on from what came back.
    window.actions_by_name["stepAction"].trigger()
    qtbot.waitUntil(lambda: session.snapshot.updates == trained.updates + 2, timeout=30_000)
    # ... bit for bit: Adam's memory came back, too.
    start = Run.start(session.experiment).snapshot
    straight = Trainer(session.experiment, data.load(session.experiment.source), start)
    straight.run(session.snapshot.updates)
    np.testing.assert_array_equal(flat(session.snapshot.parameters), flat(straight.parameters()))


def test_a_trained_network_reads_a_drawn_digit(qtbot, real_window):
    window, session = real_window, real_window.session
    _train(qtbot, window, lambda: session.snapshot.test.score > 0.93)
    pad = window.findChild(QWidget, "digitPad")
    # Mouse events as a window system sends them, one move after the other.
    (stroke,) = robot.THREE
    points = [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in stroke]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(pad, point)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
    assert window.findChild(QWidget, "predictions").top()[0][0] == "3"


def test_a_killed_backend_is_told_and_starts_again_with_the_newest_weights(
    qtbot, make_real_window, forked_backend
):
    window = make_real_window(SMALLER)
    session = window.session
    _train(qtbot, window, lambda: session.snapshot.updates > 50)
    before = session.snapshot
    process = window.findChild(BackendProcess)
    with qtbot.waitSignal(process.ended, timeout=10_000):
        os.kill(forked.itself(forked_backend, process.process_id), signal.SIGKILL)
    notice = window.findChild(QWidget, "notice")
    assert notice.isVisible()
    assert session.backend.phase == "ended"
    assert session.snapshot is before
    window.actions_by_name["restartAction"].trigger()
    qtbot.waitUntil(lambda: session.backend.phase == "ready", timeout=120_000)
    window.actions_by_name["stepAction"].trigger()
    qtbot.waitUntil(lambda: session.snapshot.updates == before.updates + 1, timeout=60_000)
