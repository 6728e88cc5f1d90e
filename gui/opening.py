"""A file that is read in a thread, to be shown then: the window goes on, and may give it up."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.threads import Post, end_with

_log = logging.getLogger(__name__)


class Opening(QObject):
    """Has one file read at a time: the newest that is asked for.

    Each has a thread of its own, which ends with the program: where a disk does not answer, only
    that file waits for it.
    """

    changed = Signal()  # whether one is being read

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Callable[[Any], None] | None = None  # who hears of it
        self._post = Post()
        self._post.done.connect(self._finish)
        self._end = end_with(self)

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._job is not None

    def begin(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        """Do `work`, which touches nothing of Qt, in a thread; `then` gets its result, or error."""
        self._job = job = lambda found: then(found)  # another one each time
        given = work, job, self._post, self._end
        threading.Thread(target=_do, args=given, name="opening", daemon=True).start()
        self.changed.emit()

    def stop(self) -> None:
        """Tell nobody what is being read."""
        if self.busy:
            self._job = None
            self.changed.emit()

    def _finish(self, job: Callable[[Any], None], found: object) -> None:
        if job is self._job:
            self._job = None
            self.changed.emit()
            job(found)


def _do(
    work: Callable[[], object], job: Callable[[Any], None], post: Post, end: threading.Event
) -> None:
    try:
        found = work()
    except Exception as error:  # whatever it is, somebody waits to hear of it
        if not isinstance(error, (OSError, ValueError)):
            _log.exception("A file could not be read")
        found = error
    if not end.is_set():
        post.done.emit(job, found)
