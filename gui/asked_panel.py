"""A panel of which nothing is made until somebody asks for it: the window opens sooner."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import theme

_LEAST_SHARE = 0.36  # of the screen's height, at most, is what it has at least: as a walk


class AskedPanel(QWidget):
    """Makes its `page` when it is seen first; `liked` and `least` are its sizes, in theme.space."""

    asked = Signal()  # for the first time: it has its place, and may need more room

    def __init__(self, liked: QSize, least: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._liked, self._least = liked, least
        self.page: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def make_page(self) -> QWidget:
        """Return what the panel shows; what that needs is imported here."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is None:
            QTimer.singleShot(0, self, self.asked.emit)
            self.page = self.make_page()
            self._column.addWidget(self.page)
            # At once, and not only when Qt comes to it.
            self.page.setGeometry(self.contentsRect())
            self.page.show()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(self._liked.width()), theme.space(self._liked.height()))

    def minimumSizeHint(self) -> QSize:
        wide, high = theme.space(self._least.width()), theme.space(self._least.height())
        # Large text must not make the window higher than a small screen: it scrolls instead.
        return QSize(wide, min(high, round(_LEAST_SHARE * self.screen().availableSize().height())))
