"""What is seen of the newest maps: coarse ones at once, fine ones when a thread has coloured them.

The colours of a fine map take some 100 ms, a layer's contours 10 to 20.
"""

from PySide6.QtCore import QObject, Signal

from gui.maps.job import Shown
from gui.maps.keys import same_key
from gui.maps.look import Look, Looks, Seen
from gui.newest_worker import NewestWorker

COARSE = 40  # cells across, at most, while there is no time for more


class Sight(QObject):
    """Holds what is `seen`."""

    changed = Signal()  # a thread has made it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = Looks()
        self._asked: Look | None = None  # what is seen comes of it, or soon will
        self._seen: Seen | None = None
        self._worker = NewestWorker(Looks().seen, "map-colours", self)
        self._worker.ready.connect(self._take)

    @property
    def seen(self) -> Seen | None:
        """What comes of the newest look that there was time for; None: there are no maps."""
        return self._seen

    @property
    def shown(self) -> Shown | None:
        """The maps that are seen."""
        return self._seen.look.shown if self._seen else None

    @property
    def idle(self) -> bool:
        """Whether nothing is waited for."""
        return self._worker.idle

    def wait(self) -> None:
        """Have what was looked at last before this returns."""
        self._worker.wait()

    def forget(self) -> None:
        """See nothing: there are no maps."""
        self._worker.forget()
        self._asked = self._seen = None

    def look(self, look: Look) -> None:
        """See what comes of a look, at once or soon.

        Until then it is what was seen before; or, where that was in other colours or of other
        classes, a few cells of what will be.
        """
        if self._asked is not None and same_key(look, self._asked):
            return
        self._asked = look
        if look.grid.columns <= COARSE:
            self._worker.forget()
            self._seen = self._looks.seen(look)
            return
        if self._seen is None or _manner(self._seen.look) != _manner(look):
            rough = look._replace(step=look.grid.columns // COARSE)
            self._seen = self._looks.seen(rough)
        self._worker.request(look)

    def _take(self, look: Look, seen: Seen) -> None:
        if look is self._asked:  # else it is looked at otherwise by now
            self._seen = seen
            self.changed.emit()


def _manner(look: Look) -> tuple[object, ...]:
    return look.each, look.now
