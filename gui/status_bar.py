"""The status bar: what the backend does, on which device, how fast and how far it has come."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from gui import theme
from gui.rate import TrainingRate
from gui.session import Session
from gui.widgets import labelled

_REFRESH_MS = 100


class StatusBar(QStatusBar):
    """Renders the session, at most ten times a second."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, sizeGripEnabled=False)
        labelled(self, "statusBar")
        self._session = session
        self._rate = TrainingRate(session, self)
        text = Qt.TextFormat.PlainText
        self._backend = labelled(QLabel(textFormat=text), "backendStatus")
        self._numbers = labelled(QLabel(textFormat=text), "trainingStatus")
        self._numbers.setFont(theme.tabular(self.font()))
        self.addWidget(self._backend)
        self.addPermanentWidget(self._numbers)
        self.setContentsMargins(8, 0, 8, 0)
        self._timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._timer.timeout.connect(self._render)
        session.snapshot_changed.connect(self._take_snapshot)
        session.backend_changed.connect(self._render)
        session.training_changed.connect(self._render)
        self._render()

    def _take_snapshot(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _render(self) -> None:
        session = self._session
        words = {
            "loading": self.tr("TensorFlow is loading; the window is ready to use"),
            "compiling": self.tr("Compiling the network"),
            "ready": self.tr("Ready"),
            "training": self.tr("Training"),
            "ended": self.tr("The backend has ended"),
        }
        waits = session.training and session.backend.phase in ("loading", "compiling")
        self._backend.setText(
            words[session.backend.phase] + (self.tr("; training begins then") if waits else "")
        )
        parts = [session.backend.device]
        if rate := self._rate.rate():
            parts.append(self.tr("{:,.0f} updates/s").format(rate))
        parts.append(self.tr("epoch {:,.1f}").format(session.snapshot.epoch))
        parts.append(self.tr("step {:,}").format(session.snapshot.updates))
        self._numbers.setText("   ·   ".join(filter(None, parts)))
