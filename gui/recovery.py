"""What is done about a backend that is lost, silent or long busy: it is told, and started again.

By itself only if that is wished, and not again and again.
"""

import time
from collections import deque
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from core.backend.messages import Alive, Ready, ToWindow
from gui.backend_link import BackendLink
from gui.backend_process import BackendProcess, Outcome
from gui.session import Session
from gui.translation import translate

BUSY_S = 15  # with one thing, and it is told
HEALTHY_MS = 10_000  # a backend that is well for so long is not one that is lost at once
MOST_LOSSES = 3  # in a row; then it is left to the user
MOST_OFTEN, OFTEN_S = 6, 600.0  # or so many in so long, however well it was in between


class Recovery(QObject):
    """Tells the session how the backend is, and starts it again by itself if that is wished."""

    def __init__(
        self,
        session: Session,
        process: BackendProcess,
        link: BackendLink,
        parent: QObject | None = None,
        healthy_ms: int = HEALTHY_MS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._session, self._process, self._link = session, process, link
        self._by_itself = False
        self._losses = 0  # in a row
        self._lost_at: deque[float] = deque(maxlen=MOST_OFTEN)  # by the clock
        self._healthy = QTimer(self, singleShot=True, interval=healthy_ms)
        self._healthy.timeout.connect(self._forget_losses)
        # Not from within what the process is just telling.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._start_by_itself)
        process.received.connect(self._take)
        process.silent.connect(self._take_silence)
        process.ended.connect(self._take_end)

    @property
    def by_itself(self) -> bool:
        """Whether a lost backend is started again unasked."""
        return self._by_itself

    def set_by_itself(self, on: bool) -> None:
        """Start a lost backend again unasked, or wait for the user; also one that is lost now."""
        if on == self._by_itself:
            return
        self._by_itself = on
        self._begin_again()
        backend = self._session.backend
        if on and backend.phase == "ended":
            self._soon.start()
        elif on and backend.silent_s:
            self._process.give_up(silence(backend.silent_s))

    def restart(self) -> None:
        """Start a new backend from the newest complete snapshot; the user asked for it."""
        self._begin_again()
        if self._session.backend.may_be_replaced:  # it may speak again this moment
            self._link.start()

    def _take(self, message: ToWindow) -> None:
        if isinstance(message, Ready):
            self._healthy.start()
        elif isinstance(message, Alive):
            long = message.seconds >= BUSY_S and message.doing not in ("loading", "waiting")
            doing, seconds = (message.doing, message.seconds) if long else ("", 0)
            self._session.set_backend(
                replace(self._session.backend, doing=doing, busy_s=seconds),
            )

    def _take_silence(self, quiet_ms: int) -> None:
        if quiet_ms:
            self._healthy.stop()
        else:
            self._healthy.start()
        state = replace(
            self._session.backend,
            silent_s=-(-quiet_ms // 1000),
            busy_s=0,
            log=self._process.last_words if quiet_ms else "",
        )
        self._session.set_backend(state)
        if quiet_ms and self._by_itself:
            self._process.give_up(silence(state.silent_s))

    def _take_end(self, outcome: Outcome) -> None:
        """After the link, which has told the session."""
        self._healthy.stop()
        if outcome.expected:
            return
        self._losses += 1
        self._lost_at.append(self._clock())
        if not self._by_itself:
            return
        if self._losses >= MOST_LOSSES:
            text = translate(
                "Recovery",
                "{what} That was {n} times in a row, so Netglow does not restart it by itself.",
            )
            self._leave_it(text, self._losses)
        elif len(self._lost_at) == MOST_OFTEN and self._lost_at[-1] - self._lost_at[0] < OFTEN_S:
            text = translate(
                "Recovery",
                "{what} That was {n} times in ten minutes, so Netglow does not restart it by"
                " itself.",
            )
            self._leave_it(text, MOST_OFTEN)
        else:
            self._soon.start()

    def _leave_it(self, text: str, losses: int) -> None:
        """Leave it to the user to start it again, and say why."""
        backend = self._session.backend
        self._session.set_backend(replace(backend, text=text.format(what=backend.text, n=losses)))

    def _begin_again(self) -> None:
        self._losses = 0
        self._lost_at.clear()

    def _start_by_itself(self) -> None:
        lost = self._session.backend
        if lost.phase != "ended":
            return  # the user was quicker
        self._link.start()
        text = translate("Recovery", "{what} Netglow has restarted it.").format(what=lost.text)
        self._session.set_backend(replace(self._session.backend, restarted=text, log=lost.log))

    def _forget_losses(self) -> None:
        self._losses = 0


def silence(seconds: int) -> str:
    """Say that a backend which runs has not said anything for so long."""
    text = translate("Recovery", "The backend has not answered for {n} s.")
    return _with(text, seconds)


def give_up_silent(process: BackendProcess) -> None:
    """From now on have `process` give up a backend that is silent: nobody is asked about it."""

    def take(quiet_ms: int) -> None:
        if quiet_ms:
            process.give_up(silence(-(-quiet_ms // 1000)))

    process.silent.connect(take)


def business(doing: str, seconds: int) -> str:
    """Say that the backend has been `doing` one thing for so long, and that this may be right."""
    match doing:
        case "updating":
            text = translate(
                "Recovery",
                "The backend has been busy with one update for {n} s. Large networks and batches"
                " take long: wait, or restart it.",
            )
        case "compiling":
            text = translate(
                "Recovery",
                "The backend has been compiling the network for {n} s. Large networks take long:"
                " wait, or restart it.",
            )
        case _:
            text = translate(
                "Recovery",
                "The backend has been busy with one thing for {n} s. Wait, or restart it.",
            )
    return _with(text, seconds)


def _with(text: str, seconds: int) -> str:
    """Return `text` with so many seconds, which no line parts from their unit."""
    return text.replace("{n} ", "{n}\u00a0").format(n=seconds)
