"""The status bar: what the backend does, on which device, how fast and how far it has come."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from core.backend.quickest import EVEN, gains_by_gpu, multiplications, quickest
from core.wording import form_of
from gui import theme
from gui.backend_state import BackendState
from gui.device_words import device_words
from gui.rate import TrainingRate, rate_text
from gui.session import Session
from gui.slow_motion import SlowMotion
from gui.translation import translate
from gui.widgets import Readout, labelled


class StatusBar(QStatusBar):
    """Renders the session, and what is told in slow `motion`."""

    def __init__(
        self,
        session: Session,
        rate: TrainingRate,
        motion: SlowMotion | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, sizeGripEnabled=False)
        labelled(self, "statusBar")
        self._session, self._rate, self._motion = session, rate, motion
        text = Qt.TextFormat.PlainText
        self._backend = labelled(QLabel(textFormat=text), "backendStatus")
        self._numbers = labelled(
            Readout(), "trainingStatus", translate("StatusBar", "Progress of the training")
        )
        self._numbers.setFont(theme.font())
        self._numbers.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self._backend)
        self.addPermanentWidget(self._numbers)
        self.setContentsMargins(theme.space(2), 0, theme.space(2), 0)
        session.snapshot_changed.connect(self._render)
        session.newest_changed.connect(self._render_beside_past)
        session.backend_changed.connect(self._render)
        session.device_changed.connect(self._render)
        session.experiment_changed.connect(self._render)
        session.training_changed.connect(self._render)
        rate.ran_out.connect(self._render)
        if motion:
            motion.words_changed.connect(self._render)
        self._render()

    def _render_beside_past(self) -> None:
        if self._session.past is not None:  # else what is newest is what is shown
            self._render()

    def _render(self) -> None:
        session = self._session
        told = self._motion.words if self._motion else ""
        self._backend.setText(told or _words(session.backend, session.training))
        device, why = _device(session)
        parts = [device]
        if rate := self._rate.rate():
            count = max(form_of(round(rate)), 2)  # one has a decimal: 1.0 updates
            text = translate("StatusBar", "{rate} update(s)/s", "", count)
            parts.append(text.format(rate=rate_text(rate)))
        parts.append(
            translate("StatusBar", "epoch {epoch}").format(epoch=f"{session.snapshot.epoch:,.1f}")
        )
        parts.append(
            translate("StatusBar", "update {number}").format(number=f"{session.snapshot.updates:,}")
        )
        snapshot = session.snapshot
        newest = map(session.history.newest, ("train", "test"), (snapshot.train, snapshot.test))
        if not all(measured.finite for measured in newest):
            parts.append(translate("StatusBar", "the loss is not finite"))
        self._numbers.setText("   ·   ".join(filter(None, parts)))
        titles = session.run.computed_on, session.backend.device_title
        told = _computed_on(*map(device_words, titles))
        self._numbers.setToolTip("\n".join(filter(None, [told, why])))


def _device(session: Session) -> tuple[str, str]:
    """Say what computes; and where it was chosen as the quickest of several, why, else nothing."""
    backend, now = session.backend, session.live.experiment
    names = [name for name, _ in backend.devices]
    work = now.network, now.hyperparameters.batch_size
    if session.device or len(names) < 2 or backend.device != quickest(names, *work):
        return backend.device, ""
    text = (
        translate("StatusBar", "{device} (large network or batch)")
        if gains_by_gpu(*work)
        else translate("StatusBar", "{device} (small network and batch)")
    )
    why = translate(
        "StatusBar",
        "Best available: an update multiplies {count} times, forward. A GPU is quicker from about"
        " {even} on, the CPU below. Under Training another device can be chosen.",
    )
    count = f"{multiplications(*work):,}"
    return text.format(device=backend.device), why.format(count=count, even=f"{EVEN:,}")


def _computed_on(before: str, now: str) -> str:
    """Say what computes the weights, and what did before: the same weights bit by bit, or not."""
    if not now:
        return ""
    if before in ("", now):
        return translate(
            "StatusBar",
            "Computed on: {device}. Another device, or another number of threads, may give other"
            " last digits.",
        ).format(device=now)
    return translate(
        "StatusBar",
        "Computed so far on: {before}. From now on: {device}. The last digits may differ from what"
        " {before} would give.",
    ).format(before=before, device=now)


def _words(backend: BackendState, training: bool) -> str:
    """Say what the backend does, and what it will do where `training` is asked for."""
    if backend.silent_s:
        return translate("StatusBar", "The backend does not answer")
    match backend.phase, training:
        case "loading", False:
            return translate("StatusBar", "TensorFlow is loading. You can already use the window.")
        case "loading", True:
            return translate(
                "StatusBar",
                "TensorFlow is loading. Training begins when it is ready.",
            )
        case "compiling", False:
            return translate("StatusBar", "Compiling the network")
        case "compiling", True:
            return translate(
                "StatusBar", "Compiling the network. Training begins when it is ready."
            )
        case "ready", _:
            return translate("StatusBar", "Ready")
        case "training", _:
            return translate("StatusBar", "Training")
    return translate("StatusBar", "The backend has ended")
