"""One network that was left, in a row: picture, words, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from gui import portrait, theme
from gui.glanced import Glanced
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, spaced

_PICTURE = 24.0, 15.0  # units of the grid: room for the picture
_BESIDE, _NARROW = 130, 560  # units that all buttons in one row take, and the px they may take


class KeptRow(ThemedWidget):
    """Shows what `seen` says, below a question if there is one; `buttons` come after its own two.

    `open_it` and `discard` are called when they are asked for. Names of parts begin with `name`.
    """

    def __init__(
        self,
        seen: Glanced,
        open_it: Callable[[], None],
        discard: Callable[[], None],
        name: str,
        question: str = "",
        buttons: tuple[QWidget, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, name, question or seen.title)
        self._pixmap = portrait.shown(seen.picture)
        self._picture = labelled(QLabel(), f"{name}Picture", translate("Kept", "Picture"))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._head = _text(question or seen.title, f"{name}Title")
        said = f"{seen.title} · {seen.line}" if question else seen.line
        self._line = _text(said, f"{name}Line")
        self._open = labelled(
            QPushButton(translate("Kept", "Open")),
            f"{name}Open",
            translate("Kept", "Open {network}").format(network=seen.title),
            translate("Kept", "Show this network. Undo brings back the one before."),
        )
        self._open.setEnabled(seen.whole)
        self._open.clicked.connect(open_it)
        self._discard = labelled(
            QPushButton(translate("Kept", "Discard")),
            f"{name}Discard",
            translate("Kept", "Discard {network}").format(network=seen.title),
            translate("Kept", "Throw this network away for good"),
        )
        self._discard.clicked.connect(discard)
        self._buttons = (self._open, self._discard, *buttons)
        self._row = row = spaced(QGridLayout(), spacing=2)
        row.setColumnStretch(len(self._buttons), 1)
        grid = spaced(QGridLayout(self), (3, 2, 3, 2), spacing=1, across=4)
        grid.addWidget(self._picture, 0, 0, 3, 1)
        grid.addWidget(self._head, 0, 1)
        grid.addWidget(self._line, 1, 1)
        grid.addLayout(row, 2, 1)
        grid.setColumnStretch(1, 1)
        self.follow_theme()

    def paint_theme(self) -> None:
        """As ThemedWidget has it."""
        now = theme.current()
        self._head.setFont(theme.font(strong=True))
        self._line.setFont(theme.font("small"))
        inked(self._line, now.muted)
        # Where letters are large, the buttons are in two rows: the window is not to grow for them.
        columns = len(self._buttons) if theme.space(_BESIDE) <= _NARROW else 2
        for place, button in enumerate(self._buttons):
            self._row.addWidget(button, *divmod(place, columns))
        self._picture.setVisible(not self._pixmap.isNull())
        if not self._pixmap.isNull():
            room = QSize(*map(theme.space, _PICTURE))
            ratio = self.devicePixelRatioF()
            smooth = Qt.TransformationMode.SmoothTransformation
            aspect = Qt.AspectRatioMode.KeepAspectRatio
            pixmap = self._pixmap.scaled(room * ratio, aspect, smooth)
            pixmap.setDevicePixelRatio(ratio)
            self._picture.setPixmap(pixmap)
            self._picture.setFixedSize(room)


def _text(text: str, name: str) -> QLabel:
    label = labelled(QLabel(text, wordWrap=True), name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
