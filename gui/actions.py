"""Every action of the window, declared once: name, text, icon, shortcuts, tooltip."""

from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.icons import icon
from gui.translation import translate


class _Declared(NamedTuple):
    text: str
    icon: str
    shortcuts: tuple[str | QKeySequence.StandardKey, ...]
    tip: str


_KEY = QKeySequence.StandardKey


def _declared() -> dict[str, _Declared]:
    """Return every action; not a constant, for its words are the language's."""
    return {
        "openAction": _Declared(
            translate("Actions", "Open …"),
            "open",
            (_KEY.Open,),
            translate("Actions", "Open a saved network"),
        ),
        "saveAction": _Declared(
            translate("Actions", "Save"),
            "save",
            (_KEY.Save,),
            translate("Actions", "Save the network with its weights"),
        ),
        "saveAsAction": _Declared(
            translate("Actions", "Save as …"),
            "",
            ("Ctrl+Shift+S",),
            translate("Actions", "Save under another name"),
        ),
        "saveImageAction": _Declared(
            translate("Actions", "Save picture …"),
            "",
            (),
            translate("Actions", "Save the diagram as a PNG picture"),
        ),
        "openLastAction": _Declared(
            translate("Actions", "Unsaved networks …"),
            "",
            (),
            translate("Actions", "Open or discard what was not saved when Netglow closed"),
        ),
        "undoAction": _Declared(
            translate("Actions", "Undo"),
            "undo",
            (_KEY.Undo,),
            translate("Actions", "Undo the last change of the network"),
        ),
        "redoAction": _Declared(
            translate("Actions", "Redo"),
            "redo",
            (_KEY.Redo,),
            translate("Actions", "Redo what was undone"),
        ),
        "addNeuronAction": _Declared(
            translate("Actions", "Add a neuron"),
            "",
            ("N",),
            translate("Actions", "Add a neuron to the selected layer, and keep what was learned"),
        ),
        "removeNeuronAction": _Declared(
            translate("Actions", "Remove the neuron"),
            "",
            ("Shift+N",),
            translate("Actions", "Remove the selected neuron, or the last one of the last layer"),
        ),
        "addLayerAction": _Declared(
            translate("Actions", "Add a layer"),
            "",
            ("L",),
            translate("Actions", "Add a layer behind the selected one, and keep what was learned"),
        ),
        "removeLayerAction": _Declared(
            translate("Actions", "Remove the layer"),
            "",
            ("Shift+L",),
            translate("Actions", "Remove the selected layer, and keep what the others learned"),
        ),
        "freezeAction": _Declared(
            translate("Actions", "Freeze"),
            "",
            ("Shift+F",),
            translate("Actions", "Keep the selected weight or neuron while the rest learns"),
        ),
        "pinAction": _Declared(
            translate("Actions", "Pin"),
            "",
            ("T",),
            translate("Actions", "Show the course of the selected weight or neuron"),
        ),
        "rivalAction": _Declared(
            translate("Actions", "Be the optimizer"),
            "",
            (),
            translate("Actions", "Turn weights yourself, against gradient descent"),
        ),
        "raceAction": _Declared(
            translate("Actions", "Race …"),
            "",
            (),
            translate("Actions", "Let trainings race that differ in one thing"),
        ),
        "quitAction": _Declared(
            translate("Actions", "Quit"), "", ("Ctrl+Q",), translate("Actions", "Close Netglow")
        ),
        "trainAction": _Declared(
            translate("Actions", "Train"),
            "train",
            ("Ctrl+T", "F5"),
            translate("Actions", "Train the network with TensorFlow"),
        ),
        "stepAction": _Declared(
            translate("Actions", "One update"),
            "step",
            ("Ctrl+.", "F10"),
            translate("Actions", "Make exactly one update"),
        ),
        "resetAction": _Declared(
            translate("Actions", "Reset"),
            "reset",
            ("Ctrl+Shift+R",),
            translate("Actions", "Start again from the same initial weights"),
        ),
        "slowerAction": _Declared(
            translate("Actions", "Slower"),
            "",
            ("[",),
            translate("Actions", "Make fewer updates a second"),
        ),
        "fasterAction": _Declared(
            translate("Actions", "Faster"),
            "",
            ("]",),
            translate("Actions", "Make more updates a second"),
        ),
        "pastBackAction": _Declared(
            translate("Actions", "One update back in time"),
            "",
            ("Shift+Left",),
            translate("Actions", "Show the network as it was one update before"),
        ),
        "pastForwardAction": _Declared(
            translate("Actions", "One update forward in time"),
            "",
            ("Shift+Right",),
            translate("Actions", "Show the network as it was one update later"),
        ),
        "pastCheckpointBackAction": _Declared(
            translate("Actions", "One checkpoint back in time"),
            "",
            ("Ctrl+Shift+Left",),
            translate("Actions", "Show the checkpoint before: a moment that is kept whole"),
        ),
        "pastCheckpointForwardAction": _Declared(
            translate("Actions", "One checkpoint forward in time"),
            "",
            ("Ctrl+Shift+Right",),
            translate("Actions", "Show the next checkpoint: a moment that is kept whole"),
        ),
        "nowAction": _Declared(
            translate("Actions", "Back to now"),
            "",
            ("Shift+End",),
            translate("Actions", "Show the newest update again"),
        ),
        "restoreTrainedAction": _Declared(
            translate("Actions", "Back to what was trained"),
            "",
            ("Ctrl+Shift+B",),
            translate("Actions", "Put back the parameters that were there before your changes"),
        ),
        "stopSickAction": _Declared(
            translate("Actions", "Stop when training goes wrong"),
            "",
            (),
            translate("Actions", "Pause when the loss explodes or the network only guesses"),
        ),
        "clearPadAction": _Declared(
            translate("Actions", "Clear"),
            "clear",
            ("Del",),
            translate("Actions", "Clear the digit pad"),
        ),
        "undoStrokeAction": _Declared(
            translate("Actions", "Undo stroke"),
            "undo",
            ("Backspace",),
            translate("Actions", "Remove the last stroke from the digit pad"),
        ),
        "pastePictureAction": _Declared(
            translate("Actions", "Paste picture"),
            "",
            (_KEY.Paste,),
            translate("Actions", "Read the digit in the copied picture"),
        ),
        "previousExampleAction": _Declared(
            translate("Actions", "Previous example"),
            "previous",
            ("PgUp",),
            translate("Actions", "Show the network the previous example"),
        ),
        "nextExampleAction": _Declared(
            translate("Actions", "Next example"),
            "next",
            ("PgDown",),
            translate("Actions", "Show the network the next example"),
        ),
        "randomExampleAction": _Declared(
            translate("Actions", "Random example"),
            "random",
            ("Ctrl+R",),
            translate("Actions", "Show the network a random example"),
        ),
        "walkthroughAction": _Declared(
            translate("Actions", "Walk"),
            "walk",
            ("W",),
            translate("Actions", "Walk the current example through the network, step by step"),
        ),
        "walkPlayAction": _Declared(
            translate("Actions", "Play"),
            "train",
            ("Space",),
            translate("Actions", "Play or pause the walk"),
        ),
        "walkNextAction": _Declared(
            translate("Actions", "Next step"),
            "next",
            ("Right",),
            translate("Actions", "Go one step forward"),
        ),
        "walkBackAction": _Declared(
            translate("Actions", "Previous step"),
            "previous",
            ("Left",),
            translate("Actions", "Go one step back"),
        ),
        "walkNextPhaseAction": _Declared(
            translate("Actions", "Next phase"),
            "phase-next",
            ("Shift+Right",),
            translate("Actions", "Go to the next phase of the walk"),
        ),
        "walkBackPhaseAction": _Declared(
            translate("Actions", "Previous phase"),
            "phase-back",
            ("Shift+Left",),
            translate("Actions", "Go back to the start of a phase"),
        ),
        "walkStartAction": _Declared(
            translate("Actions", "Start"),
            "first",
            ("Home",),
            translate("Actions", "Go to the start of the walk"),
        ),
        "walkEndAction": _Declared(
            translate("Actions", "End"),
            "last",
            ("End",),
            translate("Actions", "Go to the end of the walk"),
        ),
        "applyAction": _Declared(
            translate("Actions", "Apply this update"),
            "",
            ("Ctrl+Return",),
            translate("Actions", "Make exactly this update with TensorFlow"),
        ),
        "slopeAction": _Declared(
            translate("Actions", "Check slope …"),
            "",
            ("Ctrl+Shift+F",),
            translate(
                "Actions", "Compare the gradient of the current weight with finite differences"
            ),
        ),
        "copyWalkTextAction": _Declared(
            translate("Actions", "Copy as text"),
            "",
            ("Ctrl+Shift+C",),
            translate("Actions", "Copy this step of the walk as plain text"),
        ),
        "copyWalkMarkdownAction": _Declared(
            translate("Actions", "Copy as Markdown"),
            "",
            (),
            translate("Actions", "Copy this step of the walk as Markdown with formulas"),
        ),
        "copyWalkLatexAction": _Declared(
            translate("Actions", "Copy as LaTeX"),
            "",
            (),
            translate("Actions", "Copy this step of the walk as LaTeX"),
        ),
        "fitAction": _Declared(
            translate("Actions", "Fit diagram"),
            "fit",
            ("F",),
            translate("Actions", "Show the whole network"),
        ),
        "restartAction": _Declared(
            translate("Actions", "Restart the backend"),
            "",
            (),
            translate("Actions", "Restart TensorFlow with the newest weights"),
        ),
        "restartsItselfAction": _Declared(
            translate("Actions", "Restart a lost backend by itself"),
            "",
            (),
            translate(
                "Actions", "Restart TensorFlow when it has ended or does not answer, and train on"
            ),
        ),
        "largerTextAction": _Declared(
            translate("Actions", "Larger text"),
            "",
            ("Ctrl++", "Ctrl+="),
            translate("Actions", "Show all text larger"),
        ),
        "smallerTextAction": _Declared(
            translate("Actions", "Smaller text"),
            "",
            ("Ctrl+-",),
            translate("Actions", "Show all text smaller"),
        ),
        "normalTextAction": _Declared(
            translate("Actions", "Text as the desktop has it"),
            "",
            ("Ctrl+0",),
            translate("Actions", "Show all text in the size that the desktop asks for"),
        ),
        "resetLayoutAction": _Declared(
            translate("Actions", "Reset layout"),
            "",
            (),
            translate("Actions", "Put all panels back in their first places"),
        ),
        "logAction": _Declared(
            translate("Actions", "Backend log …"),
            "",
            (),
            translate("Actions", "See what TensorFlow has printed"),
        ),
        "shortcutsAction": _Declared(
            translate("Actions", "Keyboard shortcuts"),
            "",
            ("Ctrl+/", "F1"),
            translate("Actions", "All keys, and what they do"),
        ),
        "whatsThisAction": _Declared(
            translate("Actions", "What am I looking at?"),
            "",
            ("Shift+F1",),
            translate("Actions", "Click a part of the window to read what it is"),
        ),
        "guideAction": _Declared(
            translate("Actions", "Guide"),
            "",
            (),
            translate("Actions", "What you can do with Netglow"),
        ),
        "freshPadAction": _Declared(
            translate("Actions", "Start each digit on an empty pad"),
            "",
            (),
            translate("Actions", "Clear the pad when you draw again after a pause"),
        ),
        "aboutAction": _Declared(
            translate("Actions", "About Netglow"),
            "info",
            (),
            translate("Actions", "See versions and licence"),
        ),
    }


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """Return all actions by name; shortcuts work in the whole window `parent`."""
    return {name: _make(name, declared, parent) for name, declared in _declared().items()}


def _make(name: str, declared: _Declared, parent: QWidget) -> QAction:
    action = QAction(declared.text, parent)
    action.setObjectName(name)
    if declared.icon:
        action.setIcon(icon(declared.icon))
        action.setProperty("iconName", declared.icon)
    action.setShortcuts([QKeySequence(keys) for keys in declared.shortcuts])
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{declared.tip} ({keys})" if keys else declared.tip)
    return action
