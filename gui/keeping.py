"""What no file holds is kept for the next start: every few seconds, and when the window closes.

A window that is killed, or a computer that loses power, loses what came in the last seconds.
"""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core import kept
from core.locks import Left
from core.opened import read
from core.run import Run, State
from gui.document import Document
from gui.session import Session
from gui.writer import Writer, Written

EVERY_MS = 3500  # at most; a complete snapshot is half a second older, and is to be written, too
DEAREST = 0.01  # of a processor: what takes longer to write is written less often
_AGAIN_MS = 500  # while the one before is still being written

_log = logging.getLogger(__name__)


class Keeper(QObject):
    """Keeps the session's run in a file of this window's own while no file of the user's holds it.

    `folder` is shared by all windows (core.kept).
    """

    failed = Signal(Exception)  # it cannot be kept; once, until it can again

    def __init__(
        self, session: Session, document: Document, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._document, self._folder = session, document, folder
        self._place = kept.Place(folder)
        self._kept: State | None = None  # what the file holds, or will when it is written
        self._table = document.table  # as is this
        self._brought_back = ""  # the run that an earlier window had left
        self._forgotten = False  # while it was being written
        self._failing = False
        self._writer = Writer(self)
        self._interval = EVERY_MS
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._keep)
        document.changed.connect(self._wait)
        document.saved.connect(self._take_saved)

    @property
    def interval_ms(self) -> int:
        """How long it waits after a change, so that keeping costs little."""
        return self._interval

    @property
    def holds_what_was_left(self) -> bool:
        """Whether it still keeps what an earlier window left, and no file of the user's holds."""
        return bool(self._brought_back) and self._place.filled and self._of == self._brought_back

    @property
    def path(self) -> Path:
        """Where it keeps."""
        return self._place.path

    def keep_now(self) -> None:
        """Keep what no file holds before this returns. OSError: it cannot be kept."""
        self._timer.stop()
        self._writer.wait()
        if not self._document.modified or self._holds(self._session.live):
            return
        run, pack, table = self._document.run, self._document.picture(), self._document.table
        self._place.write(run, pack(), self._document.beside())
        self._kept, self._table = run.state, table

    def forget(self) -> None:
        """Keep nothing of what was: it is saved, or not wanted."""
        self._kept, self._brought_back, self._forgotten = None, "", True
        if not self._writer.busy:  # else when it is done
            self._place.clear()

    def end(self, keep: bool) -> None:
        """Leave what is kept for the next start, or, unless `keep`, nothing: the window closes."""
        self._timer.stop()
        self._writer.wait()
        if not keep:
            self.forget()
        self._place.leave()

    # What others have left.

    def left(self) -> list[Left]:
        """Return what other windows have left, the newest first."""
        return kept.left(self._folder)

    def bring_back(self, path: Path) -> None:
        """Show what was left at `path`, undoably; from then on this window keeps it.

        OSError, ValueError or HeldError: it cannot be.
        """
        found = read(path)
        self._document.check_beside(found.sweeps)
        self._writer.wait()
        self._place.take(path)
        self._document.recover(found.run, found.runs, found.sweeps)
        self._kept = None  # under its new name it is kept soon; until then, under the old one
        self._brought_back = self._session.live.id

    def discard(self, path: Path) -> None:
        """Remove what was left at `path`. OSError or HeldError: it cannot be."""
        kept.discard(path)

    @property
    def _of(self) -> str:
        """The run that is kept."""
        return self._kept.run if self._kept else self._brought_back

    def _holds(self, run: Run) -> bool:
        held = self._kept
        if held is None or not self._place.filled or self._table != self._document.table:
            return False
        return held.is_like(run.state)

    def _wait(self) -> None:
        if not self._timer.isActive():
            self._timer.start(self._interval)

    def _keep(self) -> None:
        if self._writer.busy:
            self._timer.start(_AGAIN_MS)
            return
        if not self._document.modified:
            return
        run = self._document.run_at_once
        if self._holds(run):
            return
        began = time.perf_counter()
        pack = self._document.picture()
        waited = time.perf_counter() - began
        self._kept, self._table, self._forgotten = run.state, self._document.table, False
        self._writer.write(self._work(run, pack), lambda written: self._finish(written, waited))

    def _work(self, run: Run, pack: Callable[[], bytes]) -> Callable[[], None]:
        place, beside = self._place, self._document.beside
        return lambda: place.write(run, pack(), beside())

    def _finish(self, written: Written, waited: float) -> None:
        self._interval = max(EVERY_MS, round(1000 * (written.cost + waited) / DEAREST))
        if written.error is not None:
            self._kept = None
            self._wait()  # there may be room again
            _log.warning("The network could not be kept: %s", written.error)
            if not self._failing:
                self.failed.emit(written.error)
        elif self._forgotten:
            self._place.clear()
        self._failing = written.error is not None

    def _take_saved(self, run: str) -> None:
        """Forget what was kept of a run that is saved now, unless it has come further meanwhile."""
        goes_on = run == self._session.live.id and self._document.modified
        if run == self._of and not goes_on:
            self.forget()
