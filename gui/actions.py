"""Every action of the window, declared once: name, text, icon, shortcuts, tooltip.

Those of the walk are in gui/walk/actions.py.
"""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.declared import Declared, made
from gui.translation import translate
from gui.walk.actions import walk_actions

_KEY = QKeySequence.StandardKey


def _declared() -> dict[str, Declared]:
    """Return every action; not a constant, for its words are the language's."""
    return {
        "openAction": Declared(
            translate("Actions", "Open …"),
            "open",
            (_KEY.Open,),
            translate("Actions", "Open a saved network"),
        ),
        "saveAction": Declared(
            translate("Actions", "Save"),
            "save",
            (_KEY.Save,),
            translate("Actions", "Save the network with its weights"),
        ),
        "saveAsAction": Declared(
            translate("Actions", "Save as …"),
            "",
            ("Ctrl+Shift+S",),
            translate("Actions", "Save under another name"),
        ),
        "saveImageAction": Declared(
            translate("Actions", "Save picture …"),
            "",
            (),
            translate("Actions", "Save the diagram as a PNG picture"),
        ),
        "openLastAction": Declared(
            translate("Actions", "Unsaved networks …"),
            "",
            (),
            translate("Actions", "Open or discard what was not saved when Netglow closed"),
        ),
        "undoAction": Declared(
            translate("Actions", "Undo"),
            "undo",
            (_KEY.Undo,),
            translate("Actions", "Undo the last change of the network"),
        ),
        "redoAction": Declared(
            translate("Actions", "Redo"),
            "redo",
            (_KEY.Redo,),
            translate("Actions", "Redo what was undone"),
        ),
        "addNeuronAction": Declared(
            translate("Actions", "Add a neuron"),
            "",
            ("N",),
            translate("Actions", "Add a neuron to the selected layer, and keep what was learned"),
        ),
        "removeNeuronAction": Declared(
            translate("Actions", "Remove the neuron"),
            "",
            ("Shift+N",),
            translate("Actions", "Remove the selected neuron, or the last one of the last layer"),
        ),
        "addLayerAction": Declared(
            translate("Actions", "Add a layer"),
            "",
            ("L",),
            translate("Actions", "Add a layer behind the selected one, and keep what was learned"),
        ),
        "removeLayerAction": Declared(
            translate("Actions", "Remove the layer"),
            "",
            ("Shift+L",),
            translate("Actions", "Remove the selected layer, and keep what the others learned"),
        ),
        "freezeAction": Declared(
            translate("Actions", "Freeze"),
            "",
            ("Shift+F",),
            translate("Actions", "Keep the selected weight or neuron while the rest learns"),
        ),
        "pinAction": Declared(
            translate("Actions", "Pin"),
            "",
            ("T",),
            translate("Actions", "Show the course of the selected weight or neuron"),
        ),
        "rivalAction": Declared(
            translate("Actions", "Be the optimizer"),
            "",
            (),
            translate("Actions", "Turn weights yourself, against gradient descent"),
        ),
        "raceAction": Declared(
            translate("Actions", "Race …"),
            "",
            (),
            translate("Actions", "Let trainings race that differ in one thing"),
        ),
        "quitAction": Declared(
            translate("Actions", "Quit"), "", ("Ctrl+Q",), translate("Actions", "Close Netglow")
        ),
        "trainAction": Declared(
            translate("Actions", "Train"),
            "train",
            ("Ctrl+T", "F5"),
            translate("Actions", "Train the network with TensorFlow"),
        ),
        "stepAction": Declared(
            translate("Actions", "One update"),
            "step",
            ("Ctrl+.", "F10"),
            translate("Actions", "Make exactly one update"),
        ),
        "resetAction": Declared(
            translate("Actions", "Reset"),
            "reset",
            ("Ctrl+Shift+R",),
            translate("Actions", "Start again from the same initial weights"),
        ),
        "slowerAction": Declared(
            translate("Actions", "Slower"),
            "",
            ("[",),
            translate("Actions", "Make fewer updates a second"),
        ),
        "fasterAction": Declared(
            translate("Actions", "Faster"),
            "",
            ("]",),
            translate("Actions", "Make more updates a second"),
        ),
        "pastBackAction": Declared(
            translate("Actions", "One update back in time"),
            "",
            ("Shift+Left",),
            translate("Actions", "Show the network as it was one update before"),
        ),
        "pastForwardAction": Declared(
            translate("Actions", "One update forward in time"),
            "",
            ("Shift+Right",),
            translate("Actions", "Show the network as it was one update later"),
        ),
        "pastCheckpointBackAction": Declared(
            translate("Actions", "One checkpoint back in time"),
            "",
            ("Ctrl+Shift+Left",),
            translate("Actions", "Show the checkpoint before: a moment that is kept whole"),
        ),
        "pastCheckpointForwardAction": Declared(
            translate("Actions", "One checkpoint forward in time"),
            "",
            ("Ctrl+Shift+Right",),
            translate("Actions", "Show the next checkpoint: a moment that is kept whole"),
        ),
        "nowAction": Declared(
            translate("Actions", "Back to now"),
            "",
            ("Shift+End",),
            translate("Actions", "Show the newest update again"),
        ),
        "restoreTrainedAction": Declared(
            translate("Actions", "Back to what was trained"),
            "",
            ("Ctrl+Shift+B",),
            translate("Actions", "Put back the parameters that were there before your changes"),
        ),
        "stopSickAction": Declared(
            translate("Actions", "Stop when training goes wrong"),
            "",
            (),
            translate("Actions", "Pause when the loss explodes or the network only guesses"),
        ),
        "clearPadAction": Declared(
            translate("Actions", "Clear"),
            "clear",
            ("Del",),
            translate("Actions", "Clear the digit pad"),
        ),
        "undoStrokeAction": Declared(
            translate("Actions", "Undo stroke"),
            "undo",
            ("Backspace",),
            translate("Actions", "Take back the last stroke, or the clearing of the digit pad"),
        ),
        "pastePictureAction": Declared(
            translate("Actions", "Paste picture"),
            "",
            (_KEY.Paste,),
            translate("Actions", "Read the digit in the copied picture"),
        ),
        "previousExampleAction": Declared(
            translate("Actions", "Previous example"),
            "previous",
            ("PgUp",),
            translate("Actions", "Show the network the previous example"),
        ),
        "nextExampleAction": Declared(
            translate("Actions", "Next example"),
            "next",
            ("PgDown",),
            translate("Actions", "Show the network the next example"),
        ),
        "randomExampleAction": Declared(
            translate("Actions", "Random example"),
            "random",
            ("Ctrl+R",),
            translate("Actions", "Show the network a random example"),
        ),
        **walk_actions(),
        "fitAction": Declared(
            translate("Actions", "Fit diagram"),
            "fit",
            ("F",),
            translate("Actions", "Show the whole network"),
        ),
        "restartAction": Declared(
            translate("Actions", "Restart the backend"),
            "",
            (),
            translate("Actions", "Restart TensorFlow with the newest weights"),
        ),
        "restartsItselfAction": Declared(
            translate("Actions", "Restart a lost backend by itself"),
            "",
            (),
            translate(
                "Actions", "Restart TensorFlow when it has ended or does not answer, and train on"
            ),
        ),
        "largerTextAction": Declared(
            translate("Actions", "Larger text"),
            "",
            ("Ctrl++", "Ctrl+="),
            translate("Actions", "Show all text larger"),
        ),
        "smallerTextAction": Declared(
            translate("Actions", "Smaller text"),
            "",
            ("Ctrl+-",),
            translate("Actions", "Show all text smaller"),
        ),
        "normalTextAction": Declared(
            translate("Actions", "Text as the desktop has it"),
            "",
            ("Ctrl+0",),
            translate("Actions", "Show all text in the size that the desktop asks for"),
        ),
        "resetLayoutAction": Declared(
            translate("Actions", "Reset layout"),
            "",
            (),
            translate("Actions", "Put all panels back in their first places"),
        ),
        "logAction": Declared(
            translate("Actions", "Backend log …"),
            "",
            (),
            translate("Actions", "See what TensorFlow has printed"),
        ),
        "shortcutsAction": Declared(
            translate("Actions", "Keyboard shortcuts"),
            "",
            ("Ctrl+/", "F1"),
            translate("Actions", "All keys, and what they do"),
        ),
        "whatsThisAction": Declared(
            translate("Actions", "What am I looking at?"),
            "",
            ("Shift+F1",),
            translate("Actions", "Click a part of the window to read what it is"),
        ),
        "guideAction": Declared(
            translate("Actions", "Guide"),
            "",
            (),
            translate("Actions", "What you can do with Netglow"),
        ),
        "freshPadAction": Declared(
            translate("Actions", "Start each digit on an empty pad"),
            "",
            (),
            translate("Actions", "Clear the pad when you draw again after a pause"),
        ),
        "aboutAction": Declared(
            translate("Actions", "About Netglow"),
            "info",
            (),
            translate("Actions", "See versions and licence"),
        ),
    }


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """Return all actions by name; shortcuts work in the whole window `parent`."""
    return {name: made(name, declared, parent) for name, declared in _declared().items()}
