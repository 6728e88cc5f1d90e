"""The status bar's word that a file is being written or read, where that takes long."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gui.document import Document
from gui.translation import translate
from gui.widgets import labelled, spaced

_SAID_MS = 200  # what is done sooner is not worth a word


class FileStatus(QWidget):
    """Says what is done with a file; opening can be given up."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        labelled(self, "fileStatus", translate("Window", "Files"))
        self._document = document
        self._said = labelled(QLabel(), "savingStatus")
        self._cancel = labelled(
            QToolButton(autoRaise=True),
            "cancelOpening",
            translate("Window", "Cancel opening"),
            translate("Window", "Do not open the file"),
        )
        self._cancel.setText(translate("Window", "Cancel"))
        # A line of words high, whatever a button wants: the bar has room for it, seen or not.
        self._cancel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._cancel.clicked.connect(document.stop_opening)
        row = spaced(QHBoxLayout(self), spacing=1)
        row.addWidget(self._said)
        row.addWidget(self._cancel)
        self._soon = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._soon.timeout.connect(self._say)
        document.busy_changed.connect(self._follow)
        self.hide()

    def _follow(self) -> None:
        if self.isVisible() or not (self._document.saving or self._document.opening):
            self._say()
        elif not self._soon.isActive():
            self._soon.start()

    def _say(self) -> None:
        self._soon.stop()
        saving, opening = self._document.saving, self._document.opening
        said = [translate("Window", "Saving the network …")] * saving
        said += [translate("Window", "Opening the network …")] * opening
        self._said.setText(" ".join(said))
        self._cancel.setVisible(opening)
        self.setVisible(saving or opening)
