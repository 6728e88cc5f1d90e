"""Help: the keys there are, the guide, and what each part of the window is."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6 import QtGui, QtWidgets  # by module: PySide makes a class at its first mention
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from core.identity import PROGRAM
from gui import dialogs, theme
from gui.diagram.legend_words import hue_name
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import labelled

_README = Path(__file__).parents[1] / "README.md"


def explanations(look: Theme) -> dict[str, str]:
    """Return what each part of the window is, in such hues, by the objectName of its widget."""
    hues = {"positive": hue_name(look.positive), "negative": hue_name(look.negative)}
    return {
        "diagram": translate(
            "Help",
            "The network. A disc is a neuron; a line is a weight, {positive} where it is positive"
            " and {negative} where it is negative. The larger the weight, the stronger the line. A"
            " disc's fill shows the neuron's output for the example.",
        ).format(**hues),
        "networkPanel": translate(
            "Help",
            "What the network is made of: layers, activation functions and the loss. Neurons and"
            " layers come and go, and what was learned stays. Any other change begins a new"
            " training. Undo brings back what was learned.",
        ),
        "trainingPanel": translate(
            "Help",
            "How the network learns. An update moves every weight a little against its gradient."
            " A batch is the examples that one update looks at. An epoch is one pass through all"
            " training examples.",
        ),
        "dataPanel": translate(
            "Help",
            "What the network learns from, and which example is shown. Training examples teach"
            " it. Test examples only measure it.",
        ),
        "inputSwitches": translate(
            "Help",
            "What the network gets of each point: its coordinates, or what is made of them. The"
            " picture shows where that is positive, {positive}, and negative, {negative}.",
        ).format(**hues),
        "digit": translate("Help", "Draw a digit here. The network reads it while you draw."),
        "predictions": translate(
            "Help",
            "What the network answers for the example: one bar for each class or value.",
        ),
        "inspector": translate(
            "Help",
            "The selected neuron from close by. z is the sum that goes in, and a is what comes out."
            " The curve is its activation function. Type another weight or bias in a field, and all"
            " that follows from it changes at once.",
        ),
        "ownInput": translate(
            "Help",
            "The numbers that go into the network. Type your own, and it answers at once. The"
            " target says what the answer should be.",
        ),
        "curveFit": translate(
            "Help",
            "The curve that the network makes of x, and the examples that it learns from. Thin"
            " lines show what each neuron of the last hidden layer adds. Draw a curve of your own:"
            " the network follows.",
        ),
        "pointTools": translate(
            "Help",
            "Draw points of your own. The network learns them at once while it trains. Every drag"
            " can be undone.",
        ),
        "decisionMap": translate(
            "Help",
            "What the network answers everywhere on the plane. Discs are training points, squares"
            " test points; a broad ring means a wrong answer. Point anywhere: every neuron shows"
            " what it says there. Click a point to choose it, or anywhere else to make an example"
            " of your own.",
        ),
        "gallery": translate(
            "Help",
            "What each neuron of the first layer looks at: its weights, as a picture. Click one to"
            " select its neuron.",
        ),
        "layerView": translate(
            "Help",
            "The examples as a layer of the network sees them. Drag the slider: layer by layer the"
            " points move, and the grid of the plane bends with them. Points of one class come"
            " together where a layer has learned something. Click a point to show its example.",
        ),
        "coursePanel": translate(
            "Help",
            "The course of what you pinned, over the updates: a weight or a bias, its gradient, and"
            " its change in one update. Where the gradient is near 0, little changes.",
        ),
        "rivalPanel": translate(
            "Help",
            "A game against gradient descent. Turn weights and biases yourself and watch the loss."
            " Then see what as many updates would have made of it.",
        ),
        "runsPanel": translate(
            "Help",
            "Every training of this window, each below the one that it was made from. Reset, a new"
            " structure or other data begin a new run beside the old ones. A tick shows its curves"
            " in the charts. A double click shows the run itself: you can train it on.",
        ),
        "experimentsPanel": translate(
            "Help",
            "Many trainings that differ in what you vary, several at a time. Each is a line of the"
            " table, with its curve; the plot shows one column against another. A double click"
            " opens a line as a run of this window.",
        ),
        "breakItPanel": translate(
            "Help",
            "Damage the network and see how good it still is. Switch neurons off, prune or round"
            " weights, add noise. The pictures show the damaged network; training goes on with the"
            " whole one. The dot is where it is now, the dashed line is the whole network.",
        ),
        "waysPanel": translate(
            "Help",
            "The answers of the network, computed in seven ways: from Python loops, number by"
            " number, to one product of matrices for a whole batch, and on to TensorFlow. Each is"
            " timed here and now. A step to the right of the axis is ten times as long. Click a way"
            " to read what it does.",
        ),
        "evolutionPanel": translate(
            "Help",
            "A population of small networks that find their own structure. Each column is a"
            " generation, the fittest on top, with lines to the parents. A click says what a"
            " network changed. A double click shows it in the window: you can train it on.",
        ),
        "truthTable": translate(
            "Help",
            "Every row of the data on its way through the network. z is the sum that goes into a"
            " neuron, and a is what comes out. Click a row to show it everywhere.",
        ),
        "lossPlot": translate(
            "Help",
            "How training goes. Loss says how wrong the network is; 0 is perfect. Where training"
            " loss falls and test loss rises, the network learns by heart.",
        ),
        "walkthroughPanel": translate(
            "Help",
            "One example on its way through the network and back, step by step, with every"
            " number. It ends with one update.",
        ),
        "activationView": translate(
            "Help",
            "The activation function f of the selected neuron, and its slope f′. The dot is the"
            " example, the line through it is the tangent. The bars are the z of the training"
            " examples. Shaded is where f is about flat, so that hardly anything is learned. A"
            " click on another function looks at it; the network stays as it is.",
        ),
        "histograms": translate(
            "Help",
            "How the numbers of each layer are spread, all layers over one scale. A mark tells"
            " where neurons are dead or saturated, or where gradients vanish. Beside it stands how"
            " far an update moves the weights for their size.",
        ),
        "lossLandscape": translate(
            "Help",
            "The loss of the training set over numbers of the network: a curve over one weight or"
            " bias, a map over two, or over two directions in which all change. Gradient descent"
            " walks down it; its next step is the arrow. Select an edge or a neuron to look at its"
            " weight or bias.",
        ),
    }


def explain(window: QWidget, look: Theme) -> None:
    """Give each part of the window the words that *What am I looking at?* shows."""
    for name, text in explanations(look).items():
        part = window.findChild(QWidget, name)
        if part is not None:
            part.setWhatsThis(text)


Shortcut = tuple[str, str]  # what is done, and the keys or the move of the mouse


def shortcuts_of(bar: QMenuBar) -> list[tuple[str, list[Shortcut]]]:
    """Return the title of each menu with the actions that have keys."""
    return [
        (_plain(menu.title()), found)
        for menu in _menus(bar.actions())
        if (found := list(_keys(menu.actions())))
    ]


def shortcuts_elsewhere() -> list[tuple[str, list[Shortcut]]]:
    """Return what keys and mouse do in the diagram and the charts."""
    key = QKeySequence
    return [
        (
            translate("Help", "Diagram"),
            [
                (translate("Help", "Zoom"), translate("Help", "wheel, + and −")),
                (translate("Help", "Move"), translate("Help", "drag")),
                (translate("Help", "Select a neuron"), translate("Help", "click, arrow keys")),
                (
                    translate("Help", "Select nothing"),
                    key("Esc").toString(key.SequenceFormat.NativeText),
                ),
                (
                    translate("Help", "Change a weight, a bias or an input by 0.1"),
                    translate("Help", "Ctrl and wheel, or Ctrl and drag where it is selected"),
                ),
                (
                    translate("Help", "Change it by 1, or by 0.01"),
                    translate("Help", "Shift or Alt, too"),
                ),
                (
                    translate("Help", "Type a number"),
                    translate("Help", "Enter, double click on a number"),
                ),
                (translate("Help", "Show the whole network"), translate("Help", "double click")),
                (translate("Help", "What can be done here"), translate("Help", "right click")),
            ],
        ),
        (
            translate("Help", "Curve fit"),
            [
                (translate("Help", "Choose or make an example"), translate("Help", "click, drag")),
                (translate("Help", "Move the example"), translate("Help", "← and →")),
                (translate("Help", "Look"), "Q"),
                (translate("Help", "Draw the curve"), "D"),
                (translate("Help", "Erase"), translate("Help", "E, or the right button")),
            ],
        ),
        (
            translate("Help", "Points by hand"),
            [
                (translate("Help", "Look"), "Q"),
                (translate("Help", "Pen"), "P"),
                (translate("Help", "Spray"), "S"),
                (translate("Help", "Erase"), translate("Help", "E, or Shift with any tool")),
                (translate("Help", "Move a point"), "M"),
                (translate("Help", "Choose a class"), "1 – 8"),
            ],
        ),
        (
            translate("Help", "Charts"),
            [
                (translate("Help", "Zoom along the epochs"), translate("Help", "wheel")),
                (translate("Help", "Show everything"), "A"),
            ],
        ),
        (
            translate("Help", "Histograms and activation functions"),
            [
                (translate("Help", "Read a bar"), translate("Help", "mouse, arrow keys")),
                (
                    translate("Help", "Look at another function"),
                    translate("Help", "click, arrow keys"),
                ),
                (
                    translate("Help", "Back to the neuron’s own function"),
                    key("Esc").toString(key.SequenceFormat.NativeText),
                ),
            ],
        ),
    ]


def tell_shortcuts(parent: QtWidgets.QMainWindow) -> None:
    """Show all keys in a window beside the main one."""
    if dialogs.brought_back(parent, "shortcutsDialog"):
        return
    groups = [*shortcuts_of(parent.menuBar()), *shortcuts_elsewhere()]
    dialog, view = _reader(parent, "shortcutsDialog", translate("Help", "Keyboard shortcuts"))
    view.setHtml("".join(_table(title, lines) for title, lines in groups))
    dialog.resize(theme.space(115), theme.space(140))
    dialogs.show_beside(dialog)


def tell_guide(parent: QWidget) -> None:
    """Show the README's pages in a window beside the main one."""
    if dialogs.brought_back(parent, "guideDialog"):
        return
    from gui.guide_pictures import GuidePictures  # opening the window does without

    dialog, view = _reader(parent, "guideDialog", translate("Help", "Guide"))
    text = guide()
    view.setMarkdown(text)
    dialog.resize(theme.space(190), theme.space(150))
    bar = view.verticalScrollBar().sizeHint().width()
    GuidePictures(view, text, _README.parent, dialog.width() - bar - theme.space(12))
    dialogs.show_beside(dialog)


def guide() -> str:
    """Return the README, as Markdown: the file beside the program, or what pip keeps of it."""
    if _README.is_file():
        return _README.read_text(encoding="utf-8")
    from importlib.metadata import PackageNotFoundError, metadata  # opening the window does without

    try:
        return str(metadata(PROGRAM).get_payload())  # type: ignore[attr-defined]
    except PackageNotFoundError:
        return translate("Help", "The guide is not installed.")


def _menus(actions: Sequence[QAction]) -> list[QMenu]:
    return [menu for action in actions if isinstance(menu := action.menu(), QMenu)]


def _keys(actions: Sequence[QAction]) -> list[Shortcut]:
    """Return what has keys in a menu, and in the menus in it."""
    form, found = QKeySequence.SequenceFormat.NativeText, list[Shortcut]()
    for action in actions:
        if keys := action.shortcuts():
            text = ", ".join(key.toString(form) for key in keys)
            found.append((_plain(action.text()), text))
        for menu in _menus([action]):
            found += _keys(menu.actions())
    return found


def _plain(text: str) -> str:
    """Return a menu's or an action's text without the mark of its access key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _table(title: str, lines: Sequence[Shortcut]) -> str:
    rows = "".join(
        f"<tr><td width='60%'>{escape(text)}</td><td><b>{escape(keys)}</b></td></tr>"
        for text, keys in lines
    )
    return f"<h3>{escape(title)}</h3><table width='100%' cellpadding='2'>{rows}</table>"


def _reader(
    parent: QWidget, name: str, title: str
) -> tuple[QtWidgets.QDialog, QtWidgets.QTextBrowser]:
    """Return a dialog of a text to read, and the view of the text."""
    dialog = labelled(QtWidgets.QDialog(parent), name)
    dialog.setWindowTitle(title)
    view = labelled(QtWidgets.QTextBrowser(), f"{name}Text", title)
    view.setOpenExternalLinks(True)
    view.setFont(QtGui.QGuiApplication.font())
    buttons = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    column = QtWidgets.QVBoxLayout(dialog)
    column.addWidget(view)
    column.addWidget(buttons)
    return dialog, view
