"""A line above the diagram for what the user should know now, with what can be done about it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.session import BackendState, Session
from gui.translation import translate
from gui.widgets import labelled


class Notice(QFrame):
    """Shows the backend's sentence, if it has one, until the next one or until it is closed.

    Where there is none, it shows what is wrong with the GPU; closed once, not again.
    `actions` has restartAction, offered when the backend has ended, and resetAction, offered
    where training stopped by itself and there is something to take back.
    """

    def __init__(
        self, session: Session, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "notice", translate("Notice", "Notice"))
        self._session = session
        self._closed: BackendState | None = None  # whose sentence was closed
        self._closed_problem = ""
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._text = labelled(QLabel(wordWrap=True), "noticeText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._restart = _button(actions["restartAction"], "noticeRestartButton")
        self._reset = _button(actions["resetAction"], "noticeResetButton")
        close = labelled(
            QToolButton(autoRaise=True),
            "closeNotice",
            translate("Notice", "Close the notice"),
            translate("Notice", "Close the notice"),
        )
        close.setText("✕")
        close.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.addWidget(self._text, 1)
        for button in (self._restart, self._reset, close):
            row.addWidget(button)
        session.backend_changed.connect(self._render)
        session.snapshot_changed.connect(self._offer)
        self._render()

    def _render(self) -> None:
        sentence = self._sentence() or self._problem()
        self._text.setText(sentence)
        self._offer()
        self.setVisible(bool(sentence))

    def _offer(self) -> None:
        """Offer what can be done about the sentence, if anything."""
        ended = self._session.backend.phase == "ended"
        told = bool(self._sentence())
        self._restart.setVisible(told and ended)
        self._reset.setVisible(told and not ended and self._session.snapshot.updates > 0)

    def _sentence(self) -> str:
        backend = self._session.backend
        final = backend.phase in ("ended", "ready") and backend is not self._closed
        return backend.text if final else ""

    def _problem(self) -> str:
        backend = self._session.backend
        if backend.phase == "ended" or backend.gpu_problem == self._closed_problem:
            return ""
        return backend.gpu_problem

    def _close(self) -> None:
        if self._sentence():
            self._closed = self._session.backend
        else:
            self._closed_problem = self._problem()
        self._render()


def _button(action: QAction, name: str) -> QToolButton:
    button = labelled(QToolButton(), name, action.text())
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return button
