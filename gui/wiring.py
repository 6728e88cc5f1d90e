"""How the parts of the window work together: what is asked of whom, and who shows what.

Dialogs, help and the writing of pictures are imported when they are asked for: they are not needed
for the window to stand.
"""

import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWhatsThis, QWidget

from core import files
from core.data import Plane, Points
from core.data.inputs import InputKind, Picture, line_of, plane_of
from core.experiment import Experiment
from core.ready_networks import READY_NETWORKS
from gui import declared, settings
from gui.asked_panel import AskedPanel
from gui.colouring import Colouring
from gui.diagram.view import Diagram
from gui.document import Document
from gui.examples import Examples
from gui.exports import exported
from gui.icons import icon
from gui.late_panel import LatePanel
from gui.main_window import MainWindow
from gui.panels.digit_pad import DigitPad
from gui.panels.own_input import OwnInput
from gui.panels.truth_table import TruthTable
from gui.probe import Probe
from gui.session import Session
from gui.translation import translate, worded
from gui.widgets import for_file

_ASKED_HIGH = 0.4  # of the window's height


def wire_training(window: MainWindow, session: Session) -> None:
    """Train, Step and Reset, and how they show what the session does."""
    actions = window.actions_by_name
    actions["trainAction"].triggered.connect(session.toggle_training)
    actions["stepAction"].triggered.connect(session.request_update)
    actions["resetAction"].triggered.connect(session.reset)

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
        actions["restartAction"].setEnabled(session.backend.may_be_replaced)
        actions["stepAction"].setEnabled(data and not ended)
        actions["trainAction"].setEnabled(data)

    session.training_changed.connect(show_training)
    session.backend_changed.connect(show_backend)
    session.experiment_changed.connect(show_backend)
    show_backend()


def wire_colouring(window: MainWindow, colouring: Colouring) -> None:
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
        (
            "neurons",
            translate("Window", "Neurons show (a plane or a curve)"),
            {
                "maps": translate("Window", "Maps or curves"),
                "numbers": translate("Window", "Numbers"),
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


def remember(action: QAction, setting: str, use: Callable[[bool], None]) -> None:
    """Make `action` a tick, `use` it now and whenever it changes, and remember it as `setting`."""

    def take(on: bool) -> None:
        use(on)
        settings.put(setting, "on" if on else "off")

    action.setCheckable(True)
    action.setChecked(settings.get(setting) == "on")
    use(action.isChecked())
    action.toggled.connect(take)


def wire_pad(window: MainWindow, pad: DigitPad, box: QWidget, diagram: Diagram) -> None:
    """Only what can be taken back or cleared can be asked for; only pictures have a pad.

    While the pen is down its answers come first, and the edges later.
    """
    session, actions = window.session, window.actions_by_name

    def set_fresh(on: bool) -> None:
        pad.starts_fresh = on

    remember(actions["freshPadAction"], "freshPad", set_fresh)

    def show_pad() -> None:
        window.arrangement.offer(box, pad.isEnabled())
        shown = pad.isEnabled() and bool(pad.strokes or session.example.origin)
        actions["pastePictureAction"].setEnabled(pad.isEnabled())
        actions["undoStrokeAction"].setEnabled(pad.may_undo)
        actions["clearPadAction"].setEnabled(shown)

    pad.pen_changed.connect(diagram.edges.give_way)
    pad.strokes_changed.connect(show_pad)
    session.example_changed.connect(show_pad)
    session.experiment_changed.connect(show_pad)
    show_pad()


def wire_gallery(window: MainWindow, gallery: QWidget) -> None:
    """Only weights into a picture make pictures."""
    session = window.session

    def show_gallery() -> None:
        window.arrangement.offer(gallery, isinstance(session.experiment.input, Picture))

    session.experiment_changed.connect(show_gallery)
    show_gallery()


def wire_map(window: MainWindow, decision_map: LatePanel, diagram: Diagram, probe: Probe) -> None:
    """Only a plane has a map; the diagram shows what is looked at on it."""
    diagram.probe = probe
    probe.changed.connect(diagram.update)
    _wire_dock(window, decision_map, plane_of)


def wire_curve_fit(window: MainWindow, curve_fit: LatePanel) -> None:
    """Only where an input is one number is there a curve."""
    _wire_dock(window, curve_fit, line_of)


def wire_switches(window: MainWindow, switches: LatePanel) -> None:
    """Only of points of the plane can a network get one input or another."""
    _wire_late(
        window.session,
        switches,
        lambda experiment: isinstance(experiment.source, Plane | Points),
        switches.setVisible,
    )


def _wire_dock(window: MainWindow, panel: LatePanel, shows: Callable[[InputKind], object]) -> None:
    """A panel has a dock, with room, for the kinds of input that it `shows`."""
    window.arrangement.give_room(panel)
    _wire_late(
        window.session,
        panel,
        lambda experiment: bool(shows(experiment.input)),
        lambda there: window.arrangement.offer(panel, there),
    )


def _wire_late(
    session: Session,
    panel: LatePanel,
    wanted: Callable[[Experiment], bool],
    offer: Callable[[bool], object],
) -> None:
    """Offer a panel, or not, as the experiment has it `wanted`; it is made for the first one."""

    def show() -> None:
        there = wanted(session.experiment)
        if there:
            panel.make()
        offer(there)

    session.experiment_changed.connect(show)
    show()


def wire_truth_table(window: MainWindow, table: TruthTable) -> None:
    """Only a few rows of zeros and ones make a table; it comes up with them."""

    def show_table() -> None:
        window.arrangement.offer(table, table.there, first=True)

    window.session.experiment_changed.connect(show_table)
    show_table()


def wire_asked(window: MainWindow, panel: AskedPanel) -> None:
    """A panel is high enough when it is asked for first."""

    def make_room() -> None:
        wanted = round(_ASKED_HIGH * window.height())
        if panel.height() < wanted:
            window.arrangement.set_height(panel, wanted)

    panel.asked.connect(make_room)


def wire_help(window: MainWindow, colouring: Colouring, log: Callable[[], str]) -> None:
    """The Help menu; its texts are made when they are asked for. `log()` is the backend's."""
    actions = window.actions_by_name

    def explain() -> None:
        from gui import help as help_texts

        help_texts.explain(window, colouring.theme)
        QWhatsThis.enterWhatsThisMode()

    def tell_shortcuts() -> None:
        from gui import help as help_texts

        help_texts.tell_shortcuts(window)

    def tell_guide() -> None:
        from gui import help as help_texts

        help_texts.tell_guide(window)

    def tell_log() -> None:
        from gui import dialogs

        dialogs.tell_log(window, log)

    def tell_about() -> None:
        from gui import dialogs

        dialogs.tell_about(window)

    actions["logAction"].triggered.connect(tell_log)
    actions["aboutAction"].triggered.connect(tell_about)
    actions["whatsThisAction"].triggered.connect(explain)
    actions["shortcutsAction"].triggered.connect(tell_shortcuts)
    actions["guideAction"].triggered.connect(tell_guide)


def save_picture_of(window: MainWindow) -> Callable[[QWidget, str], None]:
    """Return what asks for a name, one being proposed, and saves a widget's picture."""

    def save(of: QWidget, name: str) -> None:
        from gui import dialogs, drawing_file
        from gui.image_file import write_png

        def make(path: Path) -> Callable[[], object]:
            with for_file(of):
                kind = path.suffix.lower()
                if kind not in drawing_file.KINDS:
                    image = of.grab().toImage()
                    return lambda: write_png(path, image)
                size = of.width(), of.height()
                drawn = drawing_file.drawn(kind, size, lambda to: of.render(to, QPoint()))
                return lambda: files.write(path, drawn)

        dialogs.ask_save_picture(window, name, exported(window, make))

    return save


def wire_undo(window: MainWindow, session: Session) -> None:
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
        named.connect(functools.partial(_name_change, action, words))


def _name_change(action: QAction, words: str, change: str) -> None:
    """Let the menu, and the tooltip in the toolbar, say what it would undo or redo."""
    said = words.format(change=change).strip()
    action.setText(said)
    declared.tell(action, said)


def wire_by_hand(window: MainWindow, own_input: OwnInput) -> None:
    """What was trained comes back, where something was changed; an input that can be typed."""
    session, action = window.session, window.actions_by_name["restoreTrainedAction"]
    action.triggered.connect(session.restore_trained)

    def show_changed() -> None:
        action.setEnabled(session.run.trained is not None)

    def show_input() -> None:
        window.arrangement.offer(own_input, own_input.has_fields)

    session.snapshot_changed.connect(show_changed)
    session.experiment_changed.connect(show_input)
    show_changed()
    show_input()


def wire_ready_networks(window: MainWindow, document: Document, examples: Examples) -> None:
    """The ready networks: each opens like a file, its own training example shown at once."""

    def open_ready(name: str) -> None:
        ready = READY_NETWORKS[name]
        text = translate("Window", "Open {title}").format(title=worded(ready.title))
        document.open_run(ready.run(), text)
        if ready.shown is not None:
            examples.show("train", ready.shown)

    words = {
        name: (
            worded(ready.title),
            worded(ready.tip),
            worded(ready.subject) if ready.subject else "",
        )
        for name, ready in READY_NETWORKS.items()
    }
    window.add_examples(words, open_ready)
