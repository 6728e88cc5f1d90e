"""A band above the diagram, there while what is shown is not what is trained, which it says."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui import theme
from gui.announcing import announce
from gui.widgets import Banner, ThemedWidget, labelled, spaced

_ABOVE_AND_BELOW = 0.5  # units, between a band's rim and its words
_SMALL = 16  # bands: a diagram that is less high has no room to spare for one that may come


class Band(Banner):
    """A title, `parts` that say more, and a `button` that ends it; hidden until it `appears`."""

    def __init__(
        self, titles: tuple[str, str], button: QToolButton, parts: dict[QWidget, int]
    ) -> None:
        """`titles`: of the band, for screen readers, and within it; `parts`: with their stretch."""
        super().__init__()
        self.hide()
        self.setAccessibleName(titles[0])
        self.title = QLabel(titles[1])
        self._button = button
        row = spaced(QHBoxLayout(self), (4, _ABOVE_AND_BELOW, 1, _ABOVE_AND_BELOW), spacing=2)
        row.addWidget(self.title)
        for part, stretch in parts.items():
            row.addWidget(part, stretch)
        row.addWidget(button)

    @property
    def text(self) -> str:
        """All that it says."""
        raise NotImplementedError

    @property
    def line(self) -> int:
        """How high (px) it is with one line of words."""
        inside = max(self.title.sizeHint().height(), self._button.sizeHint().height())
        return inside + 2 * theme.space(_ABOVE_AND_BELOW)

    def appear(self, shown: bool) -> None:
        """Be there or not; who cannot see it hears of it."""
        if shown == self.isHidden():
            self.title.setFont(theme.font(strong=True))
            self.setVisible(shown)
            if shown:
                announce(self, self.text)


class Banded(ThemedWidget):
    """A diagram below its bands, which has kept a strip free for one: it stays as it is below it.

    Where it is small it has none to spare, and makes room when a band comes; so it does for two.
    """

    def __init__(self, bands: Sequence[Band], diagram: QWidget) -> None:
        super().__init__()
        self._bands = tuple(bands)
        self._grid = spaced(QGridLayout(self), spacing=0)
        column = spaced(QVBoxLayout(), spacing=0)
        for band in bands:
            column.addWidget(band)
        self._grid.addLayout(column, 0, 0)
        self._grid.addWidget(diagram, 1, 0)
        self._grid.setRowStretch(1, 1)
        self.follow_theme()

    def _keep_free(self) -> None:
        strip = max(band.line for band in self._bands)
        kept = strip if self.height() >= _SMALL * strip else 0
        if kept != self._grid.rowMinimumHeight(0):
            self._grid.setRowMinimumHeight(0, kept)
            self._grid.activate()  # now: else edges would be laid for a size that passes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_free()

    def paint_theme(self) -> None:
        self._keep_free()


def band_button(name: str, text: str, tip: str) -> QToolButton:
    """Return a button that says `text`."""
    button = labelled(QToolButton(), name, text, tip)
    button.setText(text)
    return button
