"""What no file holds is kept for the next start: every few seconds, and when the window closes.

A window that is killed, or a computer that loses power, loses what came in the last seconds.
"""

import contextlib
import logging
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core import kept, project_file
from core.locks import Left
from core.opened import read
from gui.document import Document
from gui.session import Session
from gui.unsaved import Mark, Unsaved
from gui.writer import Writer, Written

EVERY_MS = 3500  # at most; a complete snapshot is half a second older, and is to be written, too
DEAREST = 0.01  # of a processor: what takes longer to write is written less often
_AGAIN_MS = 500  # while the one before is still being written

_log = logging.getLogger(__name__)


class Keeper(QObject):
    """Keeps all that no file of the user's holds in a file of this window's own.

    `folder` is shared by all windows (core.kept).
    """

    failed = Signal(Exception)  # it cannot be kept; once, until it can again

    def __init__(
        self, session: Session, document: Document, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._document, self._folder = session, document, folder
        self._place = kept.Place(folder)
        self._before: list[kept.Place] = []  # where it was kept until something was brought back
        self._kept: Mark | None = None  # what the file holds, or will when it is written
        self._pictures: dict[str, bytes] = {}  # of runs that it holds, by their ids
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
    def path(self) -> Path:
        """Where it keeps."""
        return self._place.path

    def keep_now(self, shown: bool = True) -> None:
        """Keep what no file holds, and nothing else, before this returns.

        Not `shown`: nothing of the run on screen and what belongs to it. OSError: it cannot be.
        """
        self._timer.stop()
        self._writer.wait()
        document = self._document
        shown = shown and document.modified
        unsaved = document.unsaved(self._session.live) if shown else document.unsaved_elsewhere
        if unsaved is None:
            with contextlib.suppress(OSError):  # what cannot be removed is offered again
                self.forget()
        elif not self._holds(unsaved.mark):
            if shown:
                unsaved = unsaved._replace(run=document.run)  # complete, if that can be had at once
            self._work(unsaved)()
            self._kept = unsaved.mark
            self._clear_before()

    def keep_aside(self) -> Path:
        """Write what no file holds into a new folder for temporary files; return where.

        OSError: it cannot be.
        """
        unsaved = self._document.unsaved(self._document.run)
        return project_file.save_aside(unsaved.run, self._document.beside(unsaved)())

    def forget(self) -> None:
        """Keep nothing of what was: it is saved, or not wanted."""
        self._kept, self._forgotten = None, True
        self._clear_before()
        if not self._writer.busy:  # else when it is done
            self._place.clear()

    def end(self) -> None:
        """Leave what is kept for the next start: the window closes."""
        self._timer.stop()
        self._writer.wait()
        for place in (self._place, *self._before):
            place.leave()

    # What others have left.

    def left(self) -> list[Left]:
        """Return what other windows have left, the newest first."""
        return kept.left(self._folder)

    def bring_back(self, path: Path) -> None:
        """Show what was left at `path`, undoably; from then on this window keeps it.

        What this window has kept stays where it is until both are in one file; for good, to be
        offered, where each has a table. OSError, ValueError or HeldError: it cannot be.
        """
        found, picture = read(path), project_file.glance(path).picture
        self._document.check_beside(found.sweeps)
        two_tables = bool(found.sweeps.sweeps) and self._document.table_unsaved
        if two_tables:
            self.keep_now()
        self._writer.wait()
        place = kept.Place(self._folder)
        try:
            place.take(path)
        except OSError:
            place.leave()
            raise
        if two_tables:
            self._place.leave()
        else:
            self._before.append(self._place)
        self._place, self._kept = place, None
        self._document.recover(found.run, found.runs, found.sweeps)
        self._pictures[self._session.live.id] = picture

    def discard(self, path: Path) -> None:
        """Remove what was left at `path`. OSError or HeldError: it cannot be."""
        kept.discard(path)

    def _clear_before(self) -> None:
        """Remove what is kept in one place now, or is not wanted."""
        before, self._before = self._before, []
        for place in before:
            with contextlib.suppress(OSError):  # it is offered again
                place.clear()
            place.leave()

    def _holds(self, mark: Mark) -> bool:
        return self._kept is not None and self._place.filled and self._kept.is_like(mark)

    def _wait(self) -> None:
        if not self._timer.isActive():
            self._timer.start(self._interval)

    def _keep(self) -> None:
        if self._writer.busy:
            self._timer.start(_AGAIN_MS)
            return
        document = self._document
        modified = document.modified
        unsaved = document.unsaved(document.run_at_once) if modified else document.unsaved_elsewhere
        if unsaved is None or self._holds(mark := unsaved.mark):
            return
        began = time.perf_counter()
        work = self._work(unsaved)
        waited = time.perf_counter() - began
        self._kept, self._forgotten = mark, False
        self._writer.write(work, lambda written: self._finish(written, waited))

    def _work(self, unsaved: Unsaved) -> Callable[[], None]:
        """Return what writes it, in any thread."""
        place, run, beside = self._place, unsaved.run, self._document.beside(unsaved)
        held = {kept.run.id for kept in unsaved.runs.kept}
        pictures = {one: picture for one, picture in self._pictures.items() if one in held}
        pack = self._document.picture() if run.id == self._session.live.id else None

        def write() -> None:
            if pack:
                pictures[run.id] = pack()
            place.write(run, pictures.get(run.id, b""), beside())
            self._pictures = pictures

        return write

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
        else:
            self._clear_before()
        self._failing = written.error is not None

    def _take_saved(self) -> None:
        """Forget what was kept where files hold all of it now."""
        if not self._document.modified and self._document.unsaved_elsewhere is None:
            self.forget()
