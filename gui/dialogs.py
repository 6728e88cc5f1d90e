"""The only place that asks or tells in a window of its own (help aside); nothing here blocks.

What tells stands beside the window, which goes on working; a choice of a file alone is modal.
"""

from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import Any

from PySide6 import QtGui, QtWidgets  # by module: PySide makes a class at its first mention
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.files import named
from core.identity import SUFFIX
from core.sentences import plain
from core.version import VERSION
from gui import settings
from gui.icons import icon
from gui.translation import translate
from gui.widgets import labelled


def ask_open(parent: QWidget, then: Callable[[Path], None]) -> None:
    """Let the user choose a saved network and pass its path on."""
    dialog = _file_dialog(parent, translate("Dialogs", "Open a network"), _NETWORKS)
    dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFile)
    _take_choice(dialog, then)


def ask_save(parent: QWidget, proposed: str, then: Callable[[Path], None]) -> None:
    """Let the user name a file for the network and pass its path on."""
    title, kinds = translate("Dialogs", "Save the network"), {SUFFIX: _NETWORKS}
    _ask_save(parent, title, kinds, proposed, then)


def ask_save_picture(parent: QWidget, proposed: str, then: Callable[[Path], None]) -> None:
    """Let the user name a file for a picture, PNG, SVG or PDF, and pass its path on."""
    kinds = {
        ".png": translate("Dialogs", "PNG picture (*.png)"),
        ".svg": translate("Dialogs", "SVG drawing (*.svg)"),
        ".pdf": translate("Dialogs", "PDF document (*.pdf)"),
    }
    _ask_save(parent, translate("Dialogs", "Save the picture"), kinds, proposed, then)


def ask_save_values(parent: QWidget, proposed: str, then: Callable[[Path], None]) -> None:
    """Let the user name a file for a table of values, CSV, and pass its path on."""
    kinds = {".csv": translate("Dialogs", "Table of values (*.csv)")}
    _ask_save(parent, translate("Dialogs", "Save the values"), kinds, proposed, then)


def ask_save_table(parent: QWidget, proposed: str, then: Callable[[Path], None]) -> None:
    """Let the user name a file for a table, CSV or JSON as `proposed`, and pass its path on."""
    csv = translate("Dialogs", "Table of values (*.csv)")
    json = translate("Dialogs", "JSON text (*.json)")
    kinds = {".json": json, ".csv": csv} if proposed.endswith(".json") else {
        ".csv": csv, ".json": json
    }  # fmt: skip
    _ask_save(parent, translate("Dialogs", "Save the table"), kinds, proposed, then)


def ask_where_to_keep(
    parent: QWidget, reason: str, save: Callable[[], None], leave: Callable[[], None]
) -> None:
    """Tell that training could not be kept at closing; let the user save it, or leave it."""
    if brought_back(parent, "keepBox"):
        return
    box = _box(parent, "keepBox", QtWidgets.QMessageBox.Icon.Warning)
    box.setText(translate("Dialogs", "Netglow could not keep your training for the next start."))
    box.setInformativeText(reason)
    role = QtWidgets.QMessageBox.ButtonRole
    for text, kind, name, work in (
        (translate("Dialogs", "Save as …"), role.AcceptRole, "keepElsewhere", save),
        (translate("Dialogs", "Close without saving"), role.DestructiveRole, "leaveUnsaved", leave),
    ):
        button = box.addButton(text, kind)
        button.setObjectName(name)
        button.clicked.connect(work)
    box.setEscapeButton(box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel))
    show_beside(box)


def ask_save_changes(
    parent: QWidget,
    name: str,
    save: Callable[[bool], None],
    leave: Callable[[], None],
    keep: Callable[[], None],
) -> None:
    """Ask whether the network called `name` is saved before the window closes.

    `save` hears whether to ask again. Where the user wants no more of it, closing is to `keep` what
    is not saved, now and from now on; else to `leave` without. Cancel does nothing.
    """
    if brought_back(parent, "saveChangesBox"):
        return
    box = _box(parent, "saveChangesBox", QtWidgets.QMessageBox.Icon.Question)
    box.setText(translate("Dialogs", "Save changes to {name}?").format(name=plain(name)))
    role = QtWidgets.QMessageBox.ButtonRole
    saved = box.addButton(translate("Dialogs", "Save"), role.AcceptRole)
    saved.setObjectName("saveChanges")
    closed = box.addButton("", role.DestructiveRole)
    closed.setObjectName("closeUnsaved")
    cancel = box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(saved)
    box.setEscapeButton(cancel)
    never = _never()
    box.setCheckBox(never)

    def show_choice() -> None:
        if never.isChecked():
            closed.setText(translate("Dialogs", "Close and keep"))
            box.setInformativeText(
                translate(
                    "Dialogs",
                    "Netglow keeps what you do not save. The next start offers it to you.",
                )
            )
        else:
            closed.setText(translate("Dialogs", "Don't save"))
            box.setInformativeText(translate("Dialogs", "What you do not save is lost."))

    never.toggled.connect(show_choice)
    show_choice()
    saved.clicked.connect(lambda: save(not never.isChecked()))
    closed.clicked.connect(lambda: keep() if never.isChecked() else leave())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def ask_lose_evolutions(parent: QWidget, count: int, leave: Callable[[bool], None]) -> None:
    """Ask whether the window closes though `count` evolutions are lost.

    `leave` hears whether to ask again. Cancel does nothing.
    """
    if brought_back(parent, "loseEvolutionsBox"):
        return
    box = _box(parent, "loseEvolutionsBox", QtWidgets.QMessageBox.Icon.Question)
    one = translate("Dialogs", "Close, and lose the evolution?")
    many = translate("Dialogs", "Close, and lose %n evolutions?", "", count)
    box.setText(one if count == 1 else many)
    box.setInformativeText(
        translate(
            "Dialogs",
            "No file holds an evolution. To keep a network of it, open it as a run, and save.",
        )
    )
    role = QtWidgets.QMessageBox.ButtonRole
    closed = box.addButton(translate("Dialogs", "Close"), role.DestructiveRole)
    closed.setObjectName("closeEvolutions")
    cancel = box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    never = _never()
    box.setCheckBox(never)
    closed.clicked.connect(lambda: leave(not never.isChecked()))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _never() -> QtWidgets.QCheckBox:
    return labelled(
        QtWidgets.QCheckBox(translate("Dialogs", "Don't ask again")),
        "dontAskAgain",
        translate("Dialogs", "Don't ask again"),
        translate("Dialogs", "The View menu has it ask again."),
    )


def tell_error(
    parent: QWidget,
    sentence: str,
    remedy: str = "",
    then: Callable[[], None] | None = None,
    again: Callable[[], None] | None = None,
) -> None:
    """Tell what could not be done; a button called `remedy` offers what can be done instead.

    Where it may succeed `again`, another button tries.
    """
    box = _box(parent, "errorBox", QtWidgets.QMessageBox.Icon.Warning)
    box.setText(sentence)
    box.addButton(QtWidgets.QMessageBox.StandardButton.Ok)
    for text, work, name in (
        (remedy, then, "remedyButton"),
        (translate("Dialogs", "Try again"), again, "againButton"),
    ):
        if work:
            button = box.addButton(text, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
            button.setObjectName(name)
            button.clicked.connect(work)
    show_beside(box)


def tell_about(parent: QWidget) -> None:
    """Tell versions, origin of the digits and licence."""
    if brought_back(parent, "aboutBox"):
        return
    from core.commands import doctor  # opening the window does without it

    versions = " · ".join(
        f"{title} {doctor.version(names) or '–'}" for title, names in doctor.PACKAGES.items()
    )
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName("aboutBox")
    box.setWindowTitle(translate("Dialogs", "About Netglow"))
    box.setIconPixmap(icon("netglow").pixmap(64, 64))
    box.setText(f"<h3>Netglow {VERSION}</h3>")
    box.setInformativeText(
        translate(
            "Dialogs",
            "A window onto a fully-connected neural network while TensorFlow trains it."
            "<p>{versions}</p>"
            "<p>Netglow is free software under the MIT licence. Its digits are from MNIST by"
            " Y. LeCun, C. Cortes and C. J. C. Burges, under CC BY-SA 3.0.</p>",
        ).format(versions=versions)
    )
    show_beside(box)


def tell_log(parent: QWidget, read: Callable[[], str]) -> None:
    """Show what the backend has printed; `read` returns it, now and at every Refresh."""
    if brought_back(parent, "logDialog"):
        return
    dialog = labelled(QtWidgets.QDialog(parent), "logDialog")
    dialog.setWindowTitle(translate("Dialogs", "Backend log"))
    view = labelled(QtWidgets.QPlainTextEdit(readOnly=True), "logText")
    view.setAccessibleName(translate("Dialogs", "Backend log"))
    view.setFont(QtGui.QFontDatabase.systemFont(QtGui.QFontDatabase.SystemFont.FixedFont))

    def refresh() -> None:
        view.setPlainText(read() or translate("Dialogs", "The backend has not printed anything."))
        view.moveCursor(QtGui.QTextCursor.MoveOperation.End)  # the newest lines

    buttons = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Close)
    buttons.button(QtWidgets.QDialogButtonBox.StandardButton.Close).setObjectName("closeLog")
    again = buttons.addButton(
        translate("Dialogs", "Refresh"), QtWidgets.QDialogButtonBox.ButtonRole.ActionRole
    )
    again.setObjectName("refreshLog")
    again.setToolTip(translate("Dialogs", "Show what has been printed since then"))
    again.clicked.connect(refresh)
    buttons.rejected.connect(dialog.close)
    column = QtWidgets.QVBoxLayout(dialog)
    column.addWidget(view)
    column.addWidget(buttons)
    dialog.resize(800, 480)
    refresh()
    show_beside(dialog)


_NETWORKS = "Netglow (*.netglow)"


def _ask_save(
    parent: QWidget,
    title: str,
    kinds: dict[str, str],
    proposed: str,
    then: Callable[[Path], None],
) -> None:
    """Ask for a name; it ends in one of `kinds`, and what stands there is not lost unasked.

    `kinds` are filters by their suffix; the one that is chosen is added to a name without any.
    """
    chosen = [next(iter(kinds))]

    def take(path: Path) -> None:
        whole = _completed(path, kinds, chosen[0])
        # A dialog of the desktop has asked about the name as it was typed, ours about the whole.
        if whole == path or not whole.exists():
            then(whole)
        else:
            ask_replace(parent, whole, lambda: then(whole), again=lambda: ask(str(whole)))

    def ask(name: str) -> None:
        def choose(kind: str) -> None:
            chosen[0] = next(suffix for suffix, words in kinds.items() if words == kind)
            now = Path(dialog.selectedFiles()[0])
            if now.suffix.lower() in kinds:
                dialog.selectFile(now.with_suffix(chosen[0]).name)

        def complete(path: Path) -> Path:
            return _completed(path, kinds, chosen[0])

        dialog = _file_dialog(parent, title, ";;".join(kinds.values()), complete)
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
        dialog.selectNameFilter(kinds[chosen[0]])
        dialog.selectFile(name)
        dialog.filterSelected.connect(choose)
        _take_choice(dialog, take)

    ask(proposed)


def _completed(path: Path, kinds: Collection[str], chosen: str) -> Path:
    """Return `path`, with the suffix `chosen` added unless it ends in one of `kinds` already."""
    return path if path.suffix.lower() in kinds else named(path, chosen)


def ask_replace(
    parent: QWidget, path: Path, then: Callable[[], None], again: Callable[[], None]
) -> None:
    """Ask whether the file at `path` may go: `then` if so, else `again`."""
    box = _box(parent, "replaceBox", QtWidgets.QMessageBox.Icon.Question)
    box.setText(
        translate("Dialogs", "A file called {name} already exists.").format(name=plain(path.name))
    )
    box.setInformativeText(translate("Dialogs", "Replace it?"))
    role = QtWidgets.QMessageBox.ButtonRole
    replace = box.addButton(translate("Dialogs", "Replace"), role.DestructiveRole)
    replace.setObjectName("replaceButton")
    replace.clicked.connect(then)
    cancel = box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
    cancel.clicked.connect(again)
    box.setDefaultButton(cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _file_dialog(
    parent: QWidget, title: str, kinds: str, complete: Callable[[Path], Path] = lambda path: path
) -> QtWidgets.QFileDialog:
    dialog: QtWidgets.QFileDialog = _file_dialog_type()(
        complete, parent, title, settings.get("folder"), kinds
    )
    dialog.setObjectName("fileDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


@cache
def _file_dialog_type() -> type[Any]:
    class FileDialog(QtWidgets.QFileDialog):
        """Qt's, but a name is completed before the dialog looks whether there is such a file.

        The desktop's own dialog, which may stand in its place, has no field of ours.
        """

        def __init__(self, complete: Callable[[Path], Path], *arguments: Any) -> None:
            super().__init__(*arguments)
            self._complete = complete

        def accept(self) -> None:
            field = self.findChild(QtWidgets.QLineEdit, "fileNameEdit")
            chosen = [Path(name) for name in self.selectedFiles()]
            if field and len(chosen) == 1 and not chosen[0].is_dir():
                whole = self._complete(chosen[0])
                if whole != chosen[0]:
                    field.setText(str(whole))
            super().accept()

    return FileDialog


def _take_choice(dialog: QtWidgets.QFileDialog, then: Callable[[Path], None]) -> None:
    def chosen(name: str) -> None:
        settings.put("folder", str(Path(name).parent))
        then(Path(name))

    dialog.fileSelected.connect(chosen)
    dialog.open()


def _box(parent: QWidget, name: str, icon: QtWidgets.QMessageBox.Icon) -> QtWidgets.QMessageBox:
    """Return a box without buttons; what it says is plain text, whatever a file has put into it."""
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName(name)
    box.setWindowTitle("Netglow")
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def show_beside(dialog: QtWidgets.QDialog) -> None:
    """Show a dialog beside the window, which goes on working."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(False)
    dialog.show()


def brought_back(parent: QWidget, name: str) -> bool:
    """Bring the dialog called `name` to the front if it is open; return whether it is."""
    dialog = parent.findChild(QtWidgets.QDialog, name)
    if dialog is None or not dialog.isVisible():
        return False
    dialog.raise_()
    dialog.activateWindow()
    return True
