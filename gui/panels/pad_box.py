"""The digit pad, and under it what the network sees of it beside the pad's buttons."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui import theme
from gui.panels.digit_pad import DigitPad
from gui.panels.digit_preview import DigitPreview
from gui.widgets import ThemedWidget, labelled, spaced


class PadBox(ThemedWidget):
    """Gives the pad the largest square there is room for; its buttons are those of `actions`.

    `actions` has undoStrokeAction and clearPadAction.
    """

    def __init__(
        self,
        pad: DigitPad,
        preview: DigitPreview,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "digit")
        column = spaced(QVBoxLayout(self), (2, 1, 2, 2), 2)
        column.addWidget(_Square(pad), 3)
        row = spaced(QHBoxLayout(), spacing=2)
        row.addWidget(preview)
        buttons = spaced(QVBoxLayout())
        self._buttons = []
        for name in ("undoStrokeAction", "clearPadAction"):
            button = labelled(QToolButton(), f"{name}Button", actions[name].text())
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
            self._buttons.append(button)
        buttons.addStretch(1)
        row.addLayout(buttons, 1)
        column.addLayout(row, 1)
        self.follow_theme()

    def paint_theme(self) -> None:
        for button in self._buttons:
            button.setIconSize(theme.icon_size())


class _Square(QWidget):
    """Keeps what it holds square: a height that followed the width would make scroll bars come."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self._held = held
        held.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return self._held.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._held.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = min(self.width(), self.height())
        self._held.setGeometry(0, 0, side, side)
        super().resizeEvent(event)
