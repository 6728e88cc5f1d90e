"""A panel for data of one kind: nothing of it is made until there is such data."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets import Shrinking


class LatePanel(Shrinking):
    """Stands for a panel called `name`, which `make` returns; what that needs is imported there."""

    def __init__(
        self, name: str, make: Callable[[], QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._make = make
        self._made = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def make(self) -> None:
        """Make the panel, once: there is something to show in it."""
        if not self._made:
            self._made = True
            self.setObjectName("")  # who looks for the name finds the panel
            self._column.addWidget(self._make())
