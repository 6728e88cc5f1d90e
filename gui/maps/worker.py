"""Maps computed in a thread of their own: the newest job wins, and the window never waits."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from core.data.inputs import Point
from core.maps import Grid, Maps, neuron_maps
from core.network import Network
from core.parameters import Parameters
from gui.threads import Post, end_with, submitted

_log = logging.getLogger(__name__)


class MapJob(NamedTuple):
    """The maps of `network` with `parameters` over `grid`; `snapshot` is where they come from."""

    network: Network
    parameters: Parameters
    kind: Point
    grid: Grid
    snapshot: object = None


class MapWorker(QObject):
    """Computes one job at a time; of those that come meanwhile only the newest is kept."""

    maps_ready = Signal(object, object)  # MapJob, Maps

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: MapJob | None = None
        self._running: MapJob | None = None
        self._future: Future[Maps | None] | None = None
        self._post = Post()
        self._post.done.connect(self._finish)
        self._executor = ThreadPoolExecutor(1, "maps")
        self._stop = end_with(self, self._executor)

    @property
    def idle(self) -> bool:
        """Whether nothing is being computed, nor waits to be."""
        return self._running is None and self._wanted is None

    def request(self, job: MapJob) -> None:
        """Compute `job` as soon as the one under way is done; forget older wishes."""
        self._wanted = job
        self._start()

    def forget(self) -> None:
        """Deliver nothing of what was asked for: there is something newer."""
        self._wanted = self._running = None

    def wait(self) -> None:
        """Compute everything asked for, now, and deliver it before returning."""
        while self._running is not None and self._future is not None:
            self._finish(self._running, self._future.result())

    def _start(self) -> None:
        if self._running is not None or self._wanted is None or self._stop.is_set():
            return
        tell = self._post.done.emit
        self._future = submitted(self._executor, _compute, self._wanted, self._stop, tell)
        if self._future is not None:
            self._running, self._wanted = self._wanted, None

    def _finish(self, job: MapJob, maps: Maps | None) -> None:
        if job is not self._running:  # wait() was quicker
            return
        self._running = None
        self._start()
        if maps is not None:
            self.maps_ready.emit(job, maps)


def _compute(
    job: MapJob, stop: threading.Event, tell: Callable[[MapJob, Maps | None], None]
) -> Maps | None:
    """In the thread: return the maps, and tell of them; None where that failed, which is logged."""
    maps = None
    try:
        maps = neuron_maps(job.network, job.parameters, job.kind, job.grid)
    except Exception:
        _log.exception("The maps could not be computed")
    if not stop.is_set():
        tell(job, maps)
    return maps
