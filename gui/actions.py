"""Every action of the window, declared once: name, text, icon, shortcuts, tooltip."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.icons import icon


class _Declared(NamedTuple):
    text: str
    icon: str
    shortcuts: tuple[str | QKeySequence.StandardKey, ...]
    tip: str


_KEY = QKeySequence.StandardKey

_ACTIONS: dict[str, _Declared] = {
    "openAction": _Declared("Open …", "open", (_KEY.Open,), "Open a saved network"),
    "saveAction": _Declared("Save", "save", (_KEY.Save,), "Save the network with its weights"),
    "saveAsAction": _Declared("Save as …", "", ("Ctrl+Shift+S",), "Save under another name"),
    "saveImageAction": _Declared("Save picture …", "", (), "Save the diagram as a PNG picture"),
    "openLastAction": _Declared(
        "Open last unsaved network", "", (), "Open what was not saved when Netglow was closed"
    ),
    "undoAction": _Declared("Undo", "undo", (_KEY.Undo,), "Undo the last change of the network"),
    "redoAction": _Declared("Redo", "redo", (_KEY.Redo,), "Do again what was undone"),
    "quitAction": _Declared("Quit", "", ("Ctrl+Q",), "Close Netglow"),
    "trainAction": _Declared(
        "Train", "train", ("Ctrl+T", "F5"), "Let TensorFlow train the network"
    ),
    "stepAction": _Declared("Step", "step", ("Ctrl+.", "F10"), "Make exactly one update"),
    "resetAction": _Declared(
        "Reset", "reset", ("Ctrl+Shift+R",), "Begin again with the same initial weights"
    ),
    "clearPadAction": _Declared("Clear", "clear", ("Del",), "Clear the digit pad"),
    "undoStrokeAction": _Declared(
        "Undo stroke", "undo", ("Backspace",), "Take the last stroke off the digit pad"
    ),
    "previousExampleAction": _Declared(
        "Previous example", "previous", ("PgUp",), "Show the network the previous example"
    ),
    "nextExampleAction": _Declared(
        "Next example", "next", ("PgDown",), "Show the network the next example"
    ),
    "randomExampleAction": _Declared(
        "Random example", "random", ("Ctrl+R",), "Show the network any example"
    ),
    "walkthroughAction": _Declared(
        "Walk", "walk", ("W",), "Walk the current example through the network, step by step"
    ),
    "walkPlayAction": _Declared("Play", "train", ("Space",), "Play the walk, or halt it"),
    "walkNextAction": _Declared("Next step", "next", ("Right",), "One step forward"),
    "walkBackAction": _Declared("Step back", "previous", ("Left",), "One step back"),
    "walkNextPhaseAction": _Declared(
        "Next phase", "phase-next", ("Shift+Right",), "On to the next phase of the walk"
    ),
    "walkBackPhaseAction": _Declared(
        "Phase back", "phase-back", ("Shift+Left",), "Back to the beginning of a phase"
    ),
    "walkStartAction": _Declared("Start", "first", ("Home",), "To the start of the walk"),
    "walkEndAction": _Declared("End", "last", ("End",), "To the end of the walk"),
    "applyAction": _Declared(
        "Apply this step",
        "",
        ("Ctrl+Return",),
        "Have TensorFlow make exactly this update",
    ),
    "slopeAction": _Declared(
        "Check slope …",
        "",
        ("Ctrl+Shift+F",),
        "Compare the gradient of the current weight with finite differences",
    ),
    "copyWalkTextAction": _Declared(
        "Copy as text", "", ("Ctrl+Shift+C",), "Copy this step of the walk as plain text"
    ),
    "copyWalkMarkdownAction": _Declared(
        "Copy as Markdown", "", (), "Copy this step of the walk as Markdown with formulas"
    ),
    "copyWalkLatexAction": _Declared(
        "Copy as LaTeX", "", (), "Copy this step of the walk as LaTeX"
    ),
    "fitAction": _Declared("Fit diagram", "fit", ("F",), "Show the whole network"),
    "restartAction": _Declared(
        "Start the backend again", "", (), "Start TensorFlow again with the newest weights"
    ),
    "resetLayoutAction": _Declared(
        "Reset layout", "", (), "Put all panels back where they were at first"
    ),
    "logAction": _Declared("Backend log …", "", (), "What TensorFlow has printed"),
    "aboutAction": _Declared("About Netglow", "info", (), "Versions and licence"),
}


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """Return all actions by name; shortcuts work in the whole window `parent`."""
    return {name: _make(name, declared, parent) for name, declared in _ACTIONS.items()}


def _make(name: str, declared: _Declared, parent: QWidget) -> QAction:
    action = QAction(QCoreApplication.translate("actions", declared.text), parent)
    action.setObjectName(name)
    if declared.icon:
        action.setIcon(icon(declared.icon))
        action.setProperty("iconName", declared.icon)
    action.setShortcuts([QKeySequence(keys) for keys in declared.shortcuts])
    tip = QCoreApplication.translate("actions", declared.tip)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip} ({keys})" if keys else tip)
    return action
