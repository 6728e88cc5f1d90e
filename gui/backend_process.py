"""The backend as a child process: started, spoken to, and ended; its end is one Outcome."""

import codecs
import contextlib
import os
from collections import deque
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QDeadlineTimer, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from core.backend.frames import FrameReader, MessageError, frame
from core.backend.message_parts import MAX_BODY
from core.backend.messages import Quit, Ready, ToBackend, ToWindow
from core.backend.program import environment
from core.backend.program import program as own_program
from core.own_folder import OwnFolder
from gui.ends import End, killed_for_memory, said
from gui.errors import sentence
from gui.pulse import LOADING_MS, PATIENCE_MS, Pulse
from gui.translation import translate

POLITE_MS = 2000
# Where both want a processor the window comes first: somebody waits for it.
GIVES_WAY = 8
STALLED_MS = 10_000  # between two pieces of a message
_LOG_LINES = 1000
_LAST_LINES = 40
_BEGUN = "--- the backend begins ---\n"


class Outcome(Struct, frozen=True):
    """How a backend ended. `expected`: it was asked to; `text` says it in a sentence.

    `log` has the last lines that it printed.
    """

    expected: bool
    text: str
    log: str = ""


class BackendProcess(QObject):
    """One child process at a time, and the messages to and from it."""

    received = Signal(object)  # a ToWindow message
    ended = Signal(Outcome)
    silent = Signal(int)  # ms in which nothing came from a child that runs; 0: it speaks again

    def __init__(
        self,
        command: list[str] | None = None,
        parent: QObject | None = None,
        patience_ms: int = PATIENCE_MS,
        loading_ms: int = LOADING_MS,
    ) -> None:
        """`command` is the program and its arguments; by default Netglow's own backend.

        It is called silent after `patience_ms` without a word, and `loading_ms` before the first.
        """
        super().__init__(parent)
        self._command = command or own_program()
        self._log: deque[str] = deque(maxlen=_LOG_LINES)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._most = 0  # as long as any message was expected to be; 0: none was
        self._reader = FrameReader[ToWindow](ToWindow)
        self._refused = self._given_up = ""
        self._stopping = False
        self._killed_before: int | None = None  # for want of memory, by the system
        self._patience_ms, self._loading_ms = patience_ms, loading_ms
        self._pulse = Pulse(self._look, self)
        self._pulse.silent.connect(self._tell_silence)
        self._process = self._made()
        self._folder: OwnFolder | None = None
        # Stopped when the child has ended: it must not kill the next one.
        self._patience = QTimer(self, singleShot=True, interval=POLITE_MS)
        self._patience.timeout.connect(lambda: self._process.kill())
        self._stalled = QTimer(self, singleShot=True, interval=STALLED_MS)
        self._stalled.timeout.connect(self._refuse_stalled)

    def _made(self) -> QProcess:
        made = QProcess(self)
        for told, who in self._who_hears(made):
            told.connect(who)
        return made

    def _who_hears(self, process: QProcess) -> tuple[tuple[Any, Callable[..., None]], ...]:
        return (
            (process.started, self._give_way),
            (process.readyReadStandardOutput, self._read),
            (process.readyReadStandardError, self._read_log),
            (process.finished, self._finish),
            (process.errorOccurred, self._fail),
        )

    @property
    def log(self) -> str:
        """The newest lines of the child's standard error."""
        return "".join(self._log)

    @property
    def last_words(self) -> str:
        """The last lines of the standard error of the child that runs, or ran last."""
        lines = "".join(self._log).rpartition(_BEGUN)[2].splitlines(keepends=True)
        return "".join(lines[-_LAST_LINES:])

    @property
    def process_id(self) -> int:
        """The child's process id; 0 when there is none."""
        return self._process.processId()

    def start(self) -> None:
        """Start the child; nothing happens if it runs."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            return
        self._reader = FrameReader[ToWindow](ToWindow, self._most or MAX_BODY)
        self._refused, self._given_up, self._stopping = "", "", False
        self._decoder.reset()
        self._log.append(_BEGUN)
        with contextlib.suppress(OSError):  # without one it has the system's
            self._folder = OwnFolder()
        self._killed_before = killed_for_memory()
        self._process.setProcessEnvironment(_environment(self._folder))
        self._pulse.begin(self._loading_ms)
        self._process.start(self._command[0], self._command[1:])

    def _give_way(self) -> None:
        if hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):  # it has ended already
                own = os.getpriority(os.PRIO_PROCESS, 0)
                os.setpriority(os.PRIO_PROCESS, self.process_id, own + GIVES_WAY)

    def expect(self, most: int) -> None:
        """Believe in no message that is longer, unless longer ones were expected before.

        What a child still says of a run before may come after this.
        """
        self._most = self._reader.most = max(self._most, most)

    def send(self, message: ToBackend) -> None:
        """Send `message`; it is dropped when no child runs, or when it was asked to end."""
        if self._process.state() != QProcess.ProcessState.NotRunning and not self._stopping:
            self._process.write(frame(message))

    def replace(self) -> None:
        """Start a child in place of this one, which ends at once; that was asked for."""
        left = self._process
        if left.state() != QProcess.ProcessState.NotRunning:
            # Nobody waits until it is gone: to give back its memory takes the system a while.
            for told, who in self._who_hears(left):
                told.disconnect(who)
            left.finished.connect(left.deleteLater)
            left.kill()
            self._process = self._made()
            self._rest()
            self.ended.emit(_asked_for())
        self.start()

    def stop(self) -> None:
        """Ask the child to end, and kill it if it has not within two seconds."""
        if self._process.state() == QProcess.ProcessState.NotRunning or self._stopping:
            return
        self.send(Quit())
        self._stopping = True
        self._pulse.end()
        self._process.closeWriteChannel()
        self._patience.start()

    def wait_until(self, come: Callable[[], bool], patience_ms: int) -> None:
        """Take messages until `come` says that what was waited for has come, or patience ends."""
        deadline = QDeadlineTimer(patience_ms)
        while not come() and not deadline.hasExpired():
            if not self._process.waitForReadyRead(max(1, deadline.remainingTime())):
                return

    def refuse(self, reason: str) -> None:
        """End the child, which sent nonsense: `reason` is a sentence that says what."""
        self._refused = reason
        self._pulse.end()
        self._process.kill()

    def give_up(self, reason: str) -> None:
        """End the child, which is of no use any more: `reason` is a sentence that says why."""
        self._given_up = reason
        self._pulse.end()
        self._process.kill()

    def close(self) -> None:
        """Stop the child and wait until it is gone; for the end of the program."""
        self.stop()
        if not self._process.waitForFinished(POLITE_MS):
            self._process.kill()
            self._process.waitForFinished()

    def _read(self) -> None:
        data = bytes(self._process.readAllStandardOutput().data())
        if self._refused or self._given_up:
            return
        if data:
            self._pulse.heard()
        try:
            for message in self._reader.feed(data):
                if isinstance(message, Ready):
                    self._pulse.begin(self._patience_ms)
                self.received.emit(message)
                if self._refused:
                    return
        except MessageError as error:
            self.refuse(sentence(error))
        if self._reader.waiting and not self._refused:
            self._stalled.start()
        else:
            self._stalled.stop()

    def _look(self) -> bool:
        """Read what waits in the pipe; return whether anything did."""
        return self._process.waitForReadyRead(0)

    def _tell_silence(self, quiet_ms: int) -> None:
        # Whether its message goes on is then no question of its own.
        self._stalled.stop()
        self.silent.emit(quiet_ms)

    def _refuse_stalled(self) -> None:
        """Give up on a message that does not go on, unless it was the window that did not."""
        if self._process.waitForReadyRead(0) or not self._reader.waiting:
            return
        self.refuse(translate("Backend", "It began a message and did not go on with it."))

    def _read_log(self) -> None:
        text = self._decoder.decode(self._process.readAllStandardError().data())
        if self._log and not self._log[-1].endswith("\n"):
            text = self._log.pop() + text
        self._log.extend(text.splitlines(keepends=True))

    def _rest(self) -> None:
        self._patience.stop()
        self._stalled.stop()
        self._pulse.end()
        self._leave_folder()

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._rest()
        self._read_log()
        if status == QProcess.ExitStatus.NormalExit:
            self._check_end()
        if self._stopping:
            outcome = _asked_for()
        elif self._given_up:
            outcome = Outcome(False, self._given_up, self.last_words)
        elif self._refused:
            text = translate("Backend", "The backend sent nonsense, so Netglow ended it. {reason}")
            outcome = Outcome(False, text.format(reason=self._refused), self.last_words)
        else:
            # The sentence before it ended is this child's, not that of one before.
            last = "" if self._log[-1] == _BEGUN else self._log[-1].strip()
            crashed = status == QProcess.ExitStatus.CrashExit
            end = End(code, crashed, last, self._starved())
            outcome = Outcome(False, said(end), self.last_words)
        self.ended.emit(outcome)

    def _starved(self) -> bool | None:
        """Whether the system has killed something for want of memory since the child began."""
        before, now = self._killed_before, killed_for_memory()
        return None if before is None or now is None else now > before

    def _leave_folder(self) -> None:
        if self._folder:
            self._folder.remove()
        self._folder = None

    def _check_end(self) -> None:
        """Refuse a message that was cut off by an end in good order."""
        try:
            self._reader.finish()
        except MessageError as error:
            self._refused = self._refused or sentence(error)

    def _fail(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error == QProcess.ProcessError.FailedToStart:
            self._pulse.end()
            self._leave_folder()
            text = translate("Backend", "The backend could not start: {reason}").format(
                reason=self._process.errorString()
            )
            self.ended.emit(Outcome(False, text))


def _environment(folder: OwnFolder | None) -> QProcessEnvironment:
    """The environment of a child."""
    found = QProcessEnvironment.systemEnvironment()
    for name, value in environment(folder.path if folder else None).items():
        found.insert(name, value)
    return found


def _asked_for() -> Outcome:
    return Outcome(True, translate("Backend", "The backend has ended."))
