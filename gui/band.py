"""A band above the diagram, there while what is shown is not what is trained, which it says."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui import theme
from gui.widgets import Banner, labelled, spaced


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
        row = spaced(QHBoxLayout(self), (4, 1, 1, 1), spacing=2)
        row.addWidget(self.title)
        for part, stretch in parts.items():
            row.addWidget(part, stretch)
        row.addWidget(button)

    @property
    def text(self) -> str:
        """All that it says."""
        raise NotImplementedError

    def appear(self, shown: bool) -> None:
        """Be there or not; who cannot see it hears of it."""
        if shown == self.isHidden():
            self.title.setFont(theme.font(strong=True))
            self.setVisible(shown)
            if shown:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))


def band_button(name: str, text: str, tip: str) -> QToolButton:
    """Return a button that says `text`."""
    button = labelled(QToolButton(), name, text, tip)
    button.setText(text)
    return button
