"""The only place that asks or tells in a window of its own; nothing here blocks.

What tells stands beside the window, which goes on working; a choice of a file alone is modal.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6 import QtGui, QtWidgets  # by module: PySide makes a class at its first mention
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from core.version import VERSION
from gui import settings
from gui.icons import icon


def ask_open(parent: QWidget, then: Callable[[Path], None]) -> None:
    """Let the user choose a saved network and pass its path on."""
    _ask_file(parent, _tr("Open a network"), _NETWORKS, "", False, then)


def ask_save(parent: QWidget, proposed: str, then: Callable[[Path], None]) -> None:
    """Let the user name a file for the network and pass its path on."""
    _ask_file(parent, _tr("Save the network"), _NETWORKS, proposed, True, then)


def ask_save_picture(parent: QWidget, proposed: str, then: Callable[[Path], None]) -> None:
    """Let the user name a file for a picture and pass its path on."""
    _ask_file(parent, _tr("Save the picture"), _tr("PNG picture (*.png)"), proposed, True, then)


def tell_error(parent: QWidget, sentence: str) -> None:
    """Tell what could not be done."""
    box = QtWidgets.QMessageBox(
        QtWidgets.QMessageBox.Icon.Warning, "Netglow", sentence, parent=parent
    )
    box.setObjectName("errorBox")
    _show(box)


def tell_about(parent: QWidget) -> None:
    """Tell versions, origin of the digits and licence."""
    if _brought_back(parent, "aboutBox"):
        return
    from core.commands import doctor  # opening the window does without it

    versions = " · ".join(
        f"{title} {doctor.version(names) or '–'}" for title, names in doctor.PACKAGES.items()
    )
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName("aboutBox")
    box.setWindowTitle(_tr("About Netglow"))
    box.setIconPixmap(icon("netglow").pixmap(64, 64))
    box.setText(f"<h3>Netglow {VERSION}</h3>")
    box.setInformativeText(
        _tr(
            "A window onto a fully-connected neural network while TensorFlow trains it."
            "<p>{versions}</p>"
            "<p>Netglow is free software under the MIT licence. Its digits are from MNIST by"
            " Y. LeCun, C. Cortes and C. J. C. Burges, under CC BY-SA 3.0.</p>"
        ).format(versions=versions)
    )
    _show(box)


def tell_log(parent: QWidget, read: Callable[[], str]) -> None:
    """Show what the backend has printed; `read` returns it, now and at every Refresh."""
    if _brought_back(parent, "logDialog"):
        return
    dialog = QtWidgets.QDialog(parent, objectName="logDialog")
    dialog.setWindowTitle(_tr("Backend log"))
    view = QtWidgets.QPlainTextEdit(objectName="logText", readOnly=True)
    view.setAccessibleName(_tr("Backend log"))
    view.setFont(QtGui.QFontDatabase.systemFont(QtGui.QFontDatabase.SystemFont.FixedFont))

    def refresh() -> None:
        view.setPlainText(read() or _tr("The backend has printed nothing."))
        view.moveCursor(QtGui.QTextCursor.MoveOperation.End)  # the newest lines

    buttons = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Close)
    buttons.button(QtWidgets.QDialogButtonBox.StandardButton.Close).setObjectName("closeLog")
    again = buttons.addButton(_tr("Refresh"), QtWidgets.QDialogButtonBox.ButtonRole.ActionRole)
    again.setObjectName("refreshLog")
    again.setToolTip(_tr("Read what has been printed since"))
    again.clicked.connect(refresh)
    buttons.rejected.connect(dialog.close)
    column = QtWidgets.QVBoxLayout(dialog)
    column.addWidget(view)
    column.addWidget(buttons)
    dialog.resize(800, 480)
    refresh()
    _show(dialog)


def _tr(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)


_NETWORKS = "Netglow (*.netglow)"


def _ask_file(parent, title, kinds, proposed, saving, then) -> None:
    dialog = QtWidgets.QFileDialog(parent, title, settings.get("folder"), kinds)
    dialog.setObjectName("fileDialog")
    if saving:
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(proposed).suffix)
        dialog.selectFile(proposed)
    else:
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFile)

    def chosen(name: str) -> None:
        settings.put("folder", str(Path(name).parent))
        then(Path(name))

    dialog.fileSelected.connect(chosen)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _show(dialog: QWidget) -> None:
    """Show a dialog beside the window, which goes on working."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(False)
    dialog.show()


def _brought_back(parent: QWidget, name: str) -> bool:
    """Bring the dialog called `name` to the front if it is open; return whether it is."""
    dialog = parent.findChild(QtWidgets.QDialog, name)
    if dialog is None or not dialog.isVisible():
        return False
    dialog.raise_()
    dialog.activateWindow()
    return True
