"""What was left unsaved, offered: the newest above the diagram, all of them in a dialog."""

import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.locks import Left
from gui import theme
from gui.dialogs import show_beside
from gui.glanced import Glanced
from gui.kept_row import KeptRow
from gui.translation import translate
from gui.widgets import Banner, labelled, spaced

_WIDE, _HEAD, _ROW, _ROWS = 140, 32, 21, 4  # units of the grid: the dialog, so many rows high

_Act = Callable[[Path], None]


class Offer(Banner):
    """Offers the newest of what was left, with a way to the others, until it is answered."""

    def __init__(
        self,
        left: list[Left],
        open_it: _Act,
        discard: _Act,
        show_all: Callable[[], None],
        not_now: Callable[[], None],
    ) -> None:
        super().__init__()
        labelled(self, "keptOffer", translate("Kept", "Unsaved network"))
        newest, count = left[0], len(left)
        everything = labelled(
            QPushButton(translate("Kept", "Show all {count} …").format(count=count)),
            "keptOfferAll",
            translate("Kept", "Show all unsaved networks"),
            translate("Kept", "Show all unsaved networks"),
        )
        everything.clicked.connect(show_all)
        later = labelled(
            QPushButton(translate("Kept", "Not now")),
            "keptOfferNotNow",
            translate("Kept", "Not now"),
            translate("Kept", "Keep it. The File menu and the next start offer it again."),
        )
        later.clicked.connect(not_now)
        row = KeptRow(
            Glanced.at(newest.path, newest.when),
            lambda: open_it(newest.path),
            lambda: discard(newest.path),
            "keptOfferRow",
            translate("Kept", "Your last network was not saved. Open it?"),
            (everything, later) if count > 1 else (later,),
        )
        spaced(QVBoxLayout(self), spacing=0).addWidget(row)


class KeptDialog(QDialog):
    """Lists all that was left; what is opened or discarded goes from the list."""

    def __init__(self, left: list[Left], open_it: _Act, discard: _Act, parent: QWidget) -> None:
        super().__init__(parent)
        labelled(self, "keptDialog", translate("Kept", "Unsaved networks"))
        self.setWindowTitle(translate("Kept", "Unsaved networks"))
        self._open, self._discard = open_it, discard
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = QLabel(
            translate("Kept", "Netglow kept these networks. No file of yours holds them."),
            wordWrap=True,
        )
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        button = close.button(QDialogButtonBox.StandardButton.Close)
        button.setObjectName("closeKept")
        close.rejected.connect(self.close)
        column = spaced(QVBoxLayout(self), (4, 4, 4, 4), spacing=3)
        column.addWidget(hint)
        column.addWidget(self._scroll, 1)
        column.addWidget(close)
        self.resize(theme.space(_WIDE), theme.space(_HEAD + _ROW * min(len(left), _ROWS)))
        self.show_left(left)

    def show_left(self, left: list[Left]) -> None:
        """List these."""
        inside = QWidget()
        rows = spaced(QVBoxLayout(inside), (0, 0, 0, 0), spacing=1)
        for number, one in enumerate(left):
            rows.addWidget(
                KeptRow(
                    Glanced.at(one.path, one.when),
                    functools.partial(self._open, one.path),
                    functools.partial(self._discard, one.path),
                    f"keptRow{number}",
                )
            )
        rows.addStretch(1)
        self._scroll.setWidget(inside)


def show_kept(left: list[Left], open_it: _Act, discard: _Act, parent: QWidget) -> KeptDialog:
    """Show the dialog beside the window."""
    dialog = KeptDialog(left, open_it, discard, parent)
    show_beside(dialog)
    return dialog
