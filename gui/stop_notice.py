"""A line above the diagram that says why training has stopped by itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui.announcing import announce
from gui.session import Session
from gui.translation import translate
from gui.widgets import Banner, labelled, spaced


class StopNotice(Banner):
    """Shows the sentence until it is closed, training goes on, or another run is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "stopNotice", translate("StopNotice", "Why training has stopped"))
        self._text = labelled(QLabel(wordWrap=True), "stopText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        title = translate("StopNotice", "Close this")
        close = labelled(QToolButton(autoRaise=True), "closeStop", title, title)
        close.setText("✕")
        close.clicked.connect(self.forget)
        row = spaced(QHBoxLayout(self), (4, 1, 1, 1))
        row.addWidget(self._text, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        session.training_changed.connect(self.forget)
        session.update_requested.connect(self.forget)
        session.live_changed.connect(self.forget)
        self.forget()

    def tell(self, words: str) -> None:
        """Show a sentence."""
        self._text.setText(words)
        self.show()
        announce(self, words)

    def forget(self) -> None:
        """Show nothing."""
        self.hide()
        self._text.clear()
