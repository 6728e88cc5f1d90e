"""Fields with titles before them, which come and go with what there are numbers of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui import theme
from gui.panels.field_guard import guard_fields
from gui.panels.parameter_box import ParameterBox
from gui.widgets import inked

PAIRS = 2  # of a title and its field, in a row


class FieldGrid(QGridLayout):
    """Pairs of a title and a field, PAIRS in a row; a ParameterBox is guarded and in figures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._titles: list[QLabel] = []
        self._fields: list[QWidget] = []
        for pair in range(PAIRS):
            self.setColumnStretch(2 * pair + 1, 1)

    def add(self, title: str, field: QWidget, row: int, pair: int = 0, wide: bool = False) -> None:
        """Put a field behind its title, first or second in its row; `wide`: all that is left."""
        label = QLabel(title)
        label.setBuddy(field)
        span = 2 * (PAIRS - pair) - 1 if wide else 1
        self.addWidget(label, row, 2 * pair, Qt.AlignmentFlag.AlignLeft)
        self.addWidget(field, row, 2 * pair + 1, 1, span)
        # At once: hidden widgets take no room, and the fields get theirs now.
        label.show()
        field.show()
        self._titles.append(label)
        self._fields.append(field)
        if isinstance(field, ParameterBox):
            guard_fields(field)

    def clear(self, kept: QWidget | None = None) -> None:
        """Take all away; what is `kept` can be added again."""
        for widget in (*self._fields, *self._titles):
            self.removeWidget(widget)
            widget.hide()
            if widget is not kept:
                widget.deleteLater()
        self._titles, self._fields = [], []

    def paint_theme(self) -> None:
        """Take over the colours and the figures of now."""
        for label in self._titles:
            inked(label, theme.current().muted)
        for field in self._fields:
            if isinstance(field, ParameterBox):
                field.setFont(theme.font())
