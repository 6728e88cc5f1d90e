"""The composition root: builds every part of the window and wires them, in one readable page."""

import functools
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

# First: PySide6 reads the source of each module that comes after it, and NumPy has a hundred.
from core.ready_networks import READY_NETWORKS  # isort: skip

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core import system_libraries
from core.data.inputs import Picture
from core.experiment import Experiment
from core.identity import APP_ID, SUFFIX, TITLE
from core.run import Run
from core.sentences import plain
from core.signals import exit_code
from core.version import VERSION
from gui import dialogs, settings, theme
from gui.backend_link import BackendLink
from gui.backend_process import BackendProcess
from gui.colouring import Colouring
from gui.diagram.view import Diagram
from gui.document import Document
from gui.errors import sentence
from gui.examples import Examples
from gui.icons import icon
from gui.image_file import write_png
from gui.leaving import closed_by_signals, keep_somewhere, wire_leaving
from gui.main_window import MainWindow
from gui.notice import Notice
from gui.panels.data_panel import DataPanel
from gui.panels.digit_pad import DigitPad
from gui.panels.digit_preview import DigitPreview
from gui.panels.inspector import Inspector
from gui.panels.loss_panel import LossPanel
from gui.panels.network_panel import NetworkPanel
from gui.panels.predictions import Predictions
from gui.panels.training_panel import TrainingPanel
from gui.qt_application import Application, adopt
from gui.selection import Selection
from gui.session import Session
from gui.status_bar import StatusBar
from gui.translation import speak, translate, worded
from gui.walk.panel import WalkthroughPanel
from gui.walk.player import Player
from gui.walk.wiring import wire_walk
from gui.widgets import labelled

# ms after the window's first painting: its edges come first. Minimised, it is never painted.
_BACKEND_WAITS, _BACKEND_WAITS_AT_MOST = 50, 1000


def run(
    opened: Run | None = None,
    path: Path | None = None,
    device: str = "",
    trouble: Exception | None = None,
    watch: Callable[[MainWindow], None] | None = None,
) -> int:
    """Show the window, with the run `opened` from `path` if given, until it is closed.

    `trouble` is told in the window; `watch` is called with the window before it is
    shown. Returns the exit code. ValueError: there is no display.
    """
    platform = system_libraries.display_platform()
    if platform is None:
        raise ValueError(
            f"{system_libraries.no_display_sentence()} `netglow self-test` does without one."
        )
    # Qt would end the process.
    if missing := system_libraries.missing_libraries(platform):
        raise ValueError(system_libraries.missing_sentence(missing))
    application = Application(sys.argv)
    application.setApplicationName(TITLE)
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName(APP_ID)  # by it docks find the icon
    window = create_window(device=device, backend_waits=True)
    document = window.document
    if opened and path:
        document.begin_with(opened, path)
    application.file_asked.connect(_guarded(window, document.open))
    # The session ends, or the computer is switched off: nobody is there to be asked.
    application.commitDataRequest.connect(lambda: keep_somewhere(document))
    if watch:
        watch(window)
    with closed_by_signals(window, document) as came:
        window.show()
        if trouble:
            dialogs.tell_error(window, sentence(trouble))
        code = application.exec()
    return exit_code(came[0]) if came else code


def create_window(
    experiment: Experiment | None = None, device: str = "", backend_waits: bool = False
) -> MainWindow:
    """Return the window, not shown yet, its backend starting: now, or once it has been painted.

    Needs a QApplication, any.
    """
    adopt(QApplication.instance())
    speak(settings.get("language"))  # before any text is made
    theme.apply(settings.get("theme"))
    session = Session(experiment)
    session.set_device(device)
    process = BackendProcess(parent=session)
    link = BackendLink(session, process, parent=session)
    document = Document(session, parent=session)

    window = MainWindow(session, document)
    actions = window.actions_by_name

    selection = Selection(session, parent=session)
    colouring = Colouring(parent=session)
    diagram = Diagram(session, selection, colouring)
    pad = DigitPad(session)
    pad_box = _pad_box(pad, DigitPreview(session), actions)
    examples = Examples(session, parent=session)
    inspector = Inspector(session, selection, colouring)
    plot = LossPanel(session)
    player = Player(session, parent=session)
    walkthrough = WalkthroughPanel(session, player, colouring, actions)
    window.setStatusBar(StatusBar(session))
    window.arrange(
        centre=[Notice(session, actions), diagram],
        left=[
            (translate("Window", "Network"), NetworkPanel(session)),
            (translate("Window", "Training"), TrainingPanel(session, actions)),
            (translate("Window", "Data"), DataPanel(session, examples)),
        ],
        right=[
            (translate("Window", "Digit pad"), pad_box),
            (translate("Window", "Predictions"), Predictions(session)),
            (translate("Window", "Inspector"), inspector),
        ],
        bottom=[
            (translate("Window", "Loss and accuracy"), plot),
            (translate("Window", "Walkthrough"), walkthrough),
        ],
    )
    diagram.snapshot_painted.connect(link.give_credit)
    selection.changed.connect(lambda: window.bring_up(inspector) if selection.neuron else None)
    _wire_colouring(window, colouring)
    wire_walk(window, player, walkthrough, diagram, examples, plot)
    _wire_training(window, session, link)
    _wire_pad(window, pad, pad_box)
    _wire_undo(window, session)
    _wire_files(window, document, diagram)
    _wire_ready_networks(window, document, examples)
    for name, slot in (
        ("clearPadAction", pad.clear),
        ("undoStrokeAction", pad.undo_stroke),
        ("previousExampleAction", examples.previous),
        ("nextExampleAction", examples.next),
        ("randomExampleAction", examples.random),
        ("fitAction", diagram.fit),
        ("resetLayoutAction", window.reset_layout),
        ("quitAction", window.close),
        ("logAction", lambda: dialogs.tell_log(window, lambda: process.log)),
        ("aboutAction", lambda: dialogs.tell_about(window)),
    ):
        actions[name].triggered.connect(slot)

    window.closed.connect(process.close)
    if backend_waits:
        _start_when_painted(window, diagram, link)
    else:
        link.start()
    return window


def _start_when_painted(window: MainWindow, diagram: Diagram, link: BackendLink) -> None:
    """Start the backend later: a new process takes the processor from the first painting."""
    soon = QTimer(window, singleShot=True, interval=_BACKEND_WAITS_AT_MOST)
    soon.timeout.connect(link.start)
    window.closed.connect(soon.stop)
    diagram.painted.connect(
        lambda: soon.isActive() and soon.start(_BACKEND_WAITS),
        Qt.ConnectionType.SingleShotConnection,
    )
    soon.start()


def _pad_box(pad: DigitPad, preview: DigitPreview, actions: Mapping[str, QAction]) -> QWidget:
    """The pad, and under it what the network sees of it beside the pad's buttons."""
    box = labelled(QWidget(), "digit")
    column = QVBoxLayout(box)
    column.setContentsMargins(8, 4, 8, 8)
    column.setSpacing(8)
    column.addWidget(pad, alignment=Qt.AlignmentFlag.AlignHCenter)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(preview)
    buttons = QVBoxLayout()
    for name in ("undoStrokeAction", "clearPadAction"):
        button = labelled(QToolButton(), f"{name}Button", actions[name].text())
        button.setDefaultAction(actions[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons.addWidget(button)
    buttons.addStretch(1)
    row.addLayout(buttons, 1)
    column.addLayout(row)
    column.addStretch(1)
    return box


def _wire_training(window: MainWindow, session: Session, link: BackendLink) -> None:
    """Train, Step, Reset and Restart, and how they show what the session does."""
    actions = window.actions_by_name
    actions["trainAction"].triggered.connect(lambda: session.set_training(not session.training))
    actions["stepAction"].triggered.connect(session.request_update)
    actions["resetAction"].triggered.connect(session.reset)
    actions["restartAction"].triggered.connect(link.start)

    def show_training() -> None:
        action = actions["trainAction"]
        name = "pause" if session.training else "train"
        action.setProperty("iconName", name)
        action.setIcon(icon(name))
        action.setText(
            translate("Window", "Pause") if session.training else translate("Window", "Train")
        )

    def show_backend() -> None:
        ended = session.backend.phase == "ended"
        data = session.experiment.source is not None
        actions["restartAction"].setEnabled(ended)
        actions["stepAction"].setEnabled(data and not ended)
        actions["trainAction"].setEnabled(data)

    session.training_changed.connect(show_training)
    session.backend_changed.connect(show_backend)
    session.experiment_changed.connect(show_backend)
    show_backend()


def _wire_colouring(window: MainWindow, colouring: Colouring) -> None:
    """What colours mean, in the View menu."""
    for name, title, words in (
        (
            "mode",
            translate("Window", "Colour of edges"),
            {
                "weights": translate("Window", "Weights"),
                "change": translate("Window", "Change since the start"),
                "update": translate("Window", "Change in the last snapshot"),
                "gradient": translate("Window", "Gradient of the current example"),
            },
        ),
        (
            "scale",
            translate("Window", "Colour scale"),
            {
                "automatic": translate("Window", "Automatic"),
                "fixed": translate("Window", "Fixed as it is now"),
            },
        ),
        (
            "palette",
            translate("Window", "Palette"),
            {
                "orange-blue": translate("Window", "Orange and blue"),
                "purple-green": translate("Window", "Purple and green"),
            },
        ),
    ):
        window.add_choice(
            title,
            words,
            getattr(colouring, name),
            functools.partial(_choose, colouring, name),
        )


def _choose(colouring: Colouring, name: str, choice: str) -> None:
    colouring.choose(**{name: choice})


def _wire_pad(window: MainWindow, pad: DigitPad, box: QWidget) -> None:
    """Only what can be taken back or cleared can be asked for; only pictures have a pad."""
    session, actions = window.session, window.actions_by_name

    def show_pad() -> None:
        window.offer(box, isinstance(session.experiment.input, Picture))
        shown = pad.isEnabled() and bool(pad.strokes or session.example.origin)
        actions["undoStrokeAction"].setEnabled(bool(pad.strokes))
        actions["clearPadAction"].setEnabled(shown)

    pad.strokes_changed.connect(show_pad)
    session.example_changed.connect(show_pad)
    session.experiment_changed.connect(show_pad)
    show_pad()


def _wire_undo(window: MainWindow, session: Session) -> None:
    """Undo and Redo, and what they would do."""
    stack, actions = session.undo_stack, window.actions_by_name
    undo, redo = translate("Window", "Undo {change}"), translate("Window", "Redo {change}")
    for name, slot, able, named, words in (
        ("undoAction", stack.undo, stack.canUndoChanged, stack.undoTextChanged, undo),
        ("redoAction", stack.redo, stack.canRedoChanged, stack.redoTextChanged, redo),
    ):
        action = actions[name]
        action.setEnabled(False)
        action.triggered.connect(slot)
        able.connect(action.setEnabled)
        named.connect(
            lambda change, action=action, words=words: action.setText(
                words.format(change=change).strip()
            )
        )


def _wire_ready_networks(window: MainWindow, document: Document, examples: Examples) -> None:
    """The ready networks: each opens like a file, its own training example shown at once."""

    def open_ready(name: str) -> None:
        ready = READY_NETWORKS[name]
        text = translate("Window", "Open {title}").format(title=worded(ready.title))
        document.open_run(ready.run(), text)
        if ready.shown is not None:
            examples.show("train", ready.shown)

    words = {
        name: (worded(ready.title), worded(ready.tip)) for name, ready in READY_NETWORKS.items()
    }
    window.add_examples(words, open_ready)


def _guarded(window: MainWindow, work: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return `work`, what fails in it told in a sentence."""

    def attempt(path: Path) -> None:
        try:
            work(path)
        except (OSError, ValueError) as error:
            dialogs.tell_error(window, sentence(error))

    return attempt


def _wire_files(window: MainWindow, document: Document, diagram: Diagram) -> None:
    """Save and open; what fails is told in a sentence and changes nothing."""
    actions = window.actions_by_name
    guarded = functools.partial(_guarded, window)

    def save_as(then: Callable[[], object] = lambda: None) -> None:
        proposed = document.path or Path(f"{window.session.experiment.network.title}{SUFFIX}")
        dialogs.ask_save(window, str(proposed), lambda path: save_to(path, then))

    def save_to(path: Path, then: Callable[[], object] = lambda: None) -> None:
        try:
            document.save(path)
        except OSError as error:
            # What was trained is still here: another place may take it.
            dialogs.tell_error(
                window, sentence(error), translate("Window", "Save as …"), lambda: save_as(then)
            )
        else:
            then()

    def save() -> None:
        if document.path:
            save_to(document.path)
        else:
            save_as()

    def save_picture(path: Path) -> None:
        write_png(path, diagram.grab().toImage())

    def show_title() -> None:
        name = document.path.name if document.path else window.session.experiment.network.title
        # Qt puts the mark of unsaved changes in the place of "[*]", but not of two.
        window.setWindowTitle(f"{plain(name).replace('[*]', '[*][*]')}[*] – Netglow")
        window.setWindowModified(document.modified)

    actions["openAction"].triggered.connect(
        lambda: dialogs.ask_open(window, guarded(document.open))
    )
    actions["openLastAction"].triggered.connect(
        lambda: guarded(document.recover)(settings.left_file())
    )
    actions["openLastAction"].setEnabled(settings.left_file().exists())
    actions["saveAction"].triggered.connect(save)
    actions["saveAsAction"].triggered.connect(lambda: save_as())
    wire_leaving(window, document, save_as)
    actions["saveImageAction"].triggered.connect(
        lambda: dialogs.ask_save_picture(window, "network.png", guarded(save_picture))
    )
    document.changed.connect(show_title)
    show_title()
