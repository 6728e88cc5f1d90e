"""The window in a made-up language: no English is left in it, and longer words have their room.

packaging/translations.py makes it: every text accented and a third longer.
"""

import itertools
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from core.activations import ACTIVATIONS
from core.beginnings import beginning
from core.commands.doctor import PACKAGES
from core.data import Curve, Gate, Plane, Points
from core.data.gates import GATES
from core.initialisers import INITIALISERS
from core.losses import LOSSES
from core.optimizers import OPTIMIZERS
from core.run import Run
from core.snapshot import Metrics
from core.walkthrough import GRAINS
from gui import app, dialogs, settings, translation
from gui.backend_process import BackendProcess
from gui.backend_state import BackendState
from gui.colouring import MODES
from gui.diagram.captions import cautions
from gui.diagram.legend import Legend
from gui.diagram.legend_words import sentences
from gui.diagram.scene import edge_lines, neuron_lines
from gui.examples import Examples
from gui.walk.matrix import text as matrix_text
from gui.walk.matrix.marks import operands
from gui.walk.player import Player
from tests.processes import ROOT, silent_backend
from tests.walk_matrices import walk_of

NAMES = {
    *(word for table in (ACTIVATIONS, INITIALISERS, LOSSES, OPTIMIZERS) for word in table),
    *("SGD", "Momentum", "RMSprop", "Adam"),  # as their papers have them
    *("Netglow", "English", "CPU", "MB", *(title.rstrip("6") for title in PACKAGES)),
    *("OK", "Cancel", "Close"),  # Qt's own words
    *("max", "ln", "sign", "ij", "sin"),  # as formulas have them everywhere
    *GATES,
}
_OF_QT = ("qt_", "Scroll")  # its own buttons, in docks and tabs
_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]{2,}(?![^\W\d_])")
_NO_WORDS = re.compile(r"<[^<>]*>|&nbsp;|\([^()]*\)$|\*\.\w+")  # tags, keys, kinds of files


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory):
    """A folder where the English catalogue is the made-up language's."""
    folder = tmp_path_factory.mktemp("translations")
    script, compiled = ROOT / "packaging" / "translations.py", folder / "netglow_en.qm"
    subprocess.run([sys.executable, str(script), "pseudo", str(compiled)], check=True)
    return folder


@pytest.fixture
def window(catalogues, monkeypatch, make_window):
    """A window in the made-up language, its charts and its walk's page made."""
    with monkeypatch.context() as patched:
        patched.setattr(translation, "CATALOGUES", catalogues)
        window = make_window()
        window.resize(1440, 900)
        yield window
    translation.speak("en")


@pytest.fixture(scope="module")
def shared(qapp, catalogues, tmp_path_factory):
    """A window in the made-up language for many tests: `unchanged` hands it out."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(translation, "CATALOGUES", catalogues)
        patched.setattr(app, "BackendProcess", silent_backend())
        settings.keep_in(tmp_path_factory.mktemp("settings"))
        window = app.create_window()
    window.resize(1440, 900)
    window.show()
    yield window
    window.findChild(BackendProcess).close()
    window.close()
    window.deleteLater()
    translation.speak("en")


@pytest.fixture
def unchanged(catalogues, monkeypatch, shared):
    """The window of the others that leave it as it was; what they have opened in it is closed."""
    with monkeypatch.context() as patched:
        patched.setattr(translation, "CATALOGUES", catalogues)
        translation.speak("en")
    yield shared
    for dialog in shared.findChildren(QDialog):
        dialog.close()
    if shared.findChild(Player).walk:
        shared.actions_by_name["walkthroughAction"].trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [one for one in shared.findChildren(QDialog) if one.isVisible()] == []
    translation.speak("en")


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for all that the widget says by itself, aloud or in a tooltip."""
    name = f"{type(widget).__name__} {widget.objectName()}"
    said = [widget.toolTip(), widget.accessibleName()]
    if widget.objectName() != "walkthroughPanel":  # which says the step
        said.append(widget.accessibleDescription())
    if widget.isWindow() or isinstance(widget, QDockWidget):
        said.append(widget.windowTitle())
    match widget:
        case QLabel() | QAbstractButton():
            said.append(widget.text())
        case QMenu():
            said.append(widget.title())
        case QComboBox():
            rows, tip = range(widget.count()), Qt.ItemDataRole.ToolTipRole
            said += [widget.itemText(row) for row in rows]
            said += [widget.itemData(row, tip) for row in rows]
            said.append(widget.placeholderText())
        case QTabBar():
            said += [widget.tabText(index) for index in range(widget.count())]
        case QLineEdit():
            said.append(widget.placeholderText())
        case QPlainTextEdit():
            said.append(widget.toPlainText())
    said += [text for action in widget.actions() for text in (action.text(), action.toolTip())]
    yield from ((name, text) for text in said if text)


def parts(widget: QWidget) -> list[QWidget]:
    """Return the widget and all in it, less what is Qt's own."""
    # Asked for all at once: a generator that goes down by itself hands each up through every level.
    return [
        part
        for part in (widget, *widget.findChildren(QWidget))
        if not (isinstance(part, QAbstractButton) and part.objectName().startswith(_OF_QT))
    ]


def english(text: str) -> list[str]:
    """Return the words of `text` that no translator had a chance to touch."""
    bare = _NO_WORDS.sub(" ", text).replace("&", "")
    if bare.strip().lower() in NAMES:
        return []
    return [word for word in _WORD.findall(bare) if word not in NAMES]


def untouched(widget: QWidget) -> list[tuple[str, str]]:
    """Return all English that is left in the widget, and where."""
    return [said for part in parts(widget) for said in texts(part) if english(said[1])]


def clipped(widget: QWidget) -> list[tuple[str, str, int, int]]:
    """Return what has less room than its words want: name, text, wanted and had in px."""
    return [
        (part.objectName(), text, wanted, had)
        for part in parts(widget)
        if part.isVisible() and isinstance(part, QLabel | QAbstractButton | QComboBox)
        for text, wanted, had in (_room(part),)
        if text and wanted > had
    ]


def nothing_is_clipped(qtbot, widget: QWidget) -> None:
    """Wait until the layouts have followed the newest texts. TimeoutError: there is no room."""

    def look() -> None:
        assert clipped(widget) == []

    qtbot.waitUntil(look)


def _room(part: QLabel | QAbstractButton | QComboBox) -> tuple[str, int, int]:
    """Return the text of the widget, the pixels it wants and those it has, across or down."""
    if isinstance(part, QComboBox):
        text = part.currentText() or part.placeholderText()
        option = QStyleOptionComboBox()
        part.initStyleOption(option)
        kind, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = part.style().subControlRect(kind, option, field, part)
        return text, part.fontMetrics().horizontalAdvance(text), room.width()
    if part.hasHeightForWidth():
        return part.text(), part.heightForWidth(part.width()), part.height()
    return part.text(), part.minimumSizeHint().width(), part.width()


def test_english_is_found():
    assert english("Train the network") == ["Train", "the", "network"]
    assert english("Ťřááííñ ťhéé <b>netz</b> (Ctrl+T)") == ["netz"]
    assert english("Ťřááííñ – 12.5 % (F5)") == english("leaky relu") == []


def test_what_is_clipped_is_found(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    label = QLabel("a long word", box)
    box.show()
    label.resize(20, 20)
    assert [name for _, name, _, _ in clipped(box)] == ["a long word"]
    label.resize(200, 20)
    assert clipped(box) == []


def test_the_window_has_no_english_left(qtbot, window):
    assert window.actions_by_name["resetAction"].text() == "Řééšééť"
    assert untouched(window) == []
    nothing_is_clipped(qtbot, window)


def test_menus_have_no_english_left(unchanged):
    menus = unchanged.findChildren(QMenu)
    said = [text for menu in menus for _, text in texts(menu)]
    assert len(said) > 80
    assert [text for text in said if english(text)] == []


def test_no_phase_of_the_backend_has_english(qtbot, window):
    session = window.session
    session.set_device("GPU:7")
    phases = ("loading", "compiling", "ready", "training", "ended")
    for phase, training in itertools.product(phases, (False, True)):
        session.open_run(Run.start(session.experiment))
        session.set_training(training)
        session.set_backend(BackendState(phase, "1.", "CPU", (("CPU", "CPU, 7 threads"),), "2."))
        # The charts have two points, the second of a training that diverged.
        for seen, loss in ((0, 1.0), (1000, math.inf)):
            metrics = Metrics(loss, 0.5)
            progress = {"updates": seen // 10, "examples_seen": seen}
            changes = {**progress, "train": metrics, "test": metrics}
            session.set_snapshot(replace(session.snapshot, **changes))
        window.arrangement.bring_up(window.findChild(QWidget, "lossPlot"))
        qtbot.waitUntil(lambda: window.findChild(QLabel, "lossWarning").isVisible())
        assert [said for said in untouched(window) if "GPU" not in said[1]] == [], phase
        nothing_is_clipped(qtbot, window)


def test_what_was_done_has_no_english(qtbot, window):
    panel = window.findChild(QWidget, "networkPanel")
    stack = window.session.undo_stack
    panel.findChild(QComboBox, "lossChoice").textActivated.emit("mean squared error")
    panel.findChild(QAbstractButton, "addLayerButton").click()
    panel.findChild(QAbstractButton, "newWeightsButton").click()
    panel.findChild(QComboBox, "layer1Activation").textActivated.emit("step")
    window.findChild(QComboBox, "optimizer").activated.emit(1)
    window.findChild(QWidget, "l2").setValue(0.5)
    window.findChild(QAction, "threeLayersExample").trigger()
    done = [stack.text(index) for index in range(stack.count())]
    assert len(done) == 7
    assert [text for text in done if english(text)] == []
    assert untouched(window) == []
    nothing_is_clipped(qtbot, window)


def test_sources_and_their_settings_have_no_english(window):
    choice = window.findChild(QComboBox, "datasetChoice")
    choice.showPopup()
    assert untouched(choice.gallery) == []
    for tile in choice.gallery.tiles:
        assert tile.fontMetrics().horizontalAdvance(tile.text()) < tile.width()
    choice.gallery.close()
    for source in (Plane("rings"), Points(), Gate("AND", 3), Curve(("sine", "absolute value"))):
        window.session.set_run(Run.start(beginning(source)))
        assert untouched(window) == []


def test_the_walk_has_no_english_around_its_words(qtbot, window):
    window.session.set_backend(BackendState("ready", device="CPU"))
    window.actions_by_name["walkthroughAction"].trigger()
    qtbot.waitUntil(window.findChild(QWidget, "walkGrain").isVisible)
    assert untouched(window) == []
    nothing_is_clipped(qtbot, window)


@pytest.mark.parametrize(
    "tell",
    [
        dialogs.tell_about,
        lambda window: dialogs.tell_log(window, lambda: ""),
        lambda window: window.actions_by_name["slopeAction"].trigger(),
        lambda window: dialogs.ask_where_to_keep(window, "", bool, bool),
        lambda window: dialogs.ask_replace(window, Path("2"), bool, bool),
    ],
    ids=["about", "log", "slope", "keep", "replace"],
)
def test_dialogs_have_no_english(qtbot, unchanged, tell):
    window = unchanged
    window.session.set_backend(BackendState("ready", device="CPU"))
    window.actions_by_name["walkthroughAction"].trigger()
    tell(window)
    (dialog,) = (one for one in window.findChildren(QDialog) if one.isVisible())
    assert untouched(dialog) == []
    nothing_is_clipped(qtbot, dialog)


@pytest.mark.parametrize("ask", ["openAction", "saveAsAction", "saveImageAction"])
def test_what_asks_for_a_file_has_no_english_title(unchanged, ask):
    unchanged.actions_by_name[ask].trigger()
    dialog = unchanged.findChild(QDialog, "fileDialog")
    assert english(dialog.windowTitle()) == []
    assert [kind for kind in dialog.nameFilters() if english(kind)] == []


def test_what_the_diagram_says_of_itself_has_no_english(unchanged):
    diagram = unchanged.findChild(QWidget, "diagram")
    diagram.wait_for_picture()
    shown, sizes = diagram.scene_now, diagram.scene_now.network.sizes
    layout, picture, look = diagram.layout_now, diagram.picture, diagram.colouring.theme
    said = [line for at in range(len(sizes)) for line in neuron_lines(shown, at, 0)]
    said += edge_lines(shown, 0, 0, 0)
    for mode in MODES:
        for fixed in (False, True):
            told = replace(picture, mode=mode, fixed=fixed)
            said += [re.sub("<[^<>]*>", "", one) for one in sentences(shown, told)]
            legend = Legend.of(shown, told, layout, look)
            said += [re.sub("<[^<>]*>", "", one) for one in legend.sentences]
    failed = replace(picture, pairs=tuple(replace(one, failed=True) for one in picture.pairs))
    said += [caution.text for caution in cautions(layout, shown, failed, look)]
    assert len(said) > 60
    assert [text for text in said if english(text)] == []


def test_what_matrices_say_has_no_english(unchanged):
    for loss in ("cross-entropy", "mean squared error"):
        walk = walk_of((4, 3, 2), loss=loss, examples=2)
        said = [matrix_text.spoken(walk.equation(stage)) for stage in walk.stages]
        said += [
            text
            for stage in walk.stages
            for part in operands(walk.equation(stage))
            for text in (
                *matrix_text.remarks((part,), stage),
                matrix_text.cell(part, stage, part.values.shape[0] - 1, 0),
                matrix_text.scale(part),
            )
        ]
        assert [text for text in said if english(text)] == []


@pytest.mark.parametrize("loss", ["cross-entropy", "mean squared error"])
def test_no_stage_of_a_walk_has_english(window, loss):
    window.findChild(QAction, "threeLayersExample").trigger()
    session = window.session
    network = replace(session.experiment.network, loss=loss)
    session.change_experiment(replace(session.experiment, network=network), "1.")
    window.findChild(Examples).show("train", 0)
    window.actions_by_name["walkthroughAction"].trigger()
    player, panel = window.findChild(Player), window.findChild(QWidget, "walkthroughPanel")
    names, left = {"cross", "entropy", "sigmoid", "ln", *loss.split()}, set()
    for grain in GRAINS:
        player.set_grain(grain)
        for index in range(player.count):
            player.go(index)
            panel.page.render_step()
            left |= {word for _, text in untouched(panel) for word in english(text)}
    assert left - names == set()
