"""What every room's widgets need: names, and colours that follow the theme."""

from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

_Widget = TypeVar("_Widget", bound=QWidget)


def labelled(widget: _Widget, name: str, title: str = "", tip: str = "") -> _Widget:
    """Return `widget`, which tests find by `name`, screen readers say as `title`, and `tip` tells.

    The properties could be words of the constructor's call, but mypy knows only a class's own.
    """
    widget.setObjectName(name)
    widget.setAccessibleName(title)
    if tip:
        widget.setToolTip(tip)
    return widget


class ThemedWidget(QWidget):
    """A widget that colours some of its parts itself, and again whenever the theme changes."""

    _follows = False  # Qt tells of the palette while the widget is being made, too

    def follow_theme(self) -> None:
        """Paint the parts, now and from now on; call it once, when all of them are there."""
        self._follows = True
        self.paint_theme()

    def paint_theme(self) -> None:
        """Give the parts the colours of `theme.current()`."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if self._follows and event.type() == QEvent.Type.PaletteChange:
            self.paint_theme()
        super().changeEvent(event)
