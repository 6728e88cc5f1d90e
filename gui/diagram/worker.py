"""Edges painted in a thread of their own: the newest job wins, and the window never waits."""

import logging
import operator
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import NamedTuple, TypeVar

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gui.diagram.coverage import CancelledError
from gui.diagram.edge_numbers import Coloured
from gui.diagram.edge_pairs import Focus
from gui.diagram.edges import EdgePainter, Picture, no_picture
from gui.diagram.faces import (
    FINEST_SIDE,
    LIVE_SIDE,
    FaceMaker,
    Wish,
    wanted_side,
)
from gui.diagram.layout import Layout
from gui.theme import Theme
from gui.threads import Post, end_with, submitted, thread_pool

_FRAME = 1 / 60  # s; more than the screen shows is painted in vain
# s of rest for a second of a processor, while paced. A network of few edges trains on one
# processor, so another is free for its pictures. One of some edges keeps no two of them busy: it
# has some twenty pictures a second, as long as they leave the painter most of its time.
_REST, _LEAST_REST, _REST_OF_FEW = 4.0, 1.25, 0.25
_FEW, _SOME = 2500, 25_000  # edges
_OFTEN, _LONGEST_REST = 0.045, 0.07  # s
REST_ASIDE = 0.25  # s, while a hand draws elsewhere: what it waits for comes first

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class Job(NamedTuple):
    """One picture to paint; `run` tells trainings apart, whose scales begin again unless `fixed`.

    `mode` names what is painted: `weights` less those of `base`, if there is one. `snapshot` is
    where they come from. `coarse` asks for the picture that stands in until a fine one is there,
    `still` for one that is painted once, while nothing else is wanted. `kept` is a picture of which
    all stays but the neuron in focus. Pairs that are `pale` count for nothing; `steps` are as those
    of a Picture. Where there is a `wish` for faces, neurons have some. Scales suit the weights of
    networks `beside` this one, too, which others show.
    """

    layout: Layout
    ratio: float
    weights: tuple[np.ndarray, ...]
    theme: Theme
    focus: Focus | None
    run: str
    mode: str = "weights"
    base: tuple[np.ndarray, ...] | None = None
    fixed: bool = False
    coarse: bool = False
    still: bool = False
    kept: Picture | None = None
    snapshot: object = None
    pale: tuple[bool, ...] = ()
    steps: tuple[float, ...] = ()
    wish: Wish | None = None
    beside: tuple[tuple[np.ndarray, ...], ...] = ()

    @staticmethod
    def of(
        numbers: Coloured,
        layout: Layout,
        ratio: float,
        theme: Theme,
        focus: Focus | None,
        run: str,
        *,
        fixed: bool,
        coarse: bool,
        snapshot: object,
        wish: Wish | None = None,
    ) -> "Job":
        """Return the picture of edges that are coloured by `numbers`."""
        mode, weights, base, pale, steps = numbers
        given = layout, ratio, weights, theme, focus, run, mode, base, fixed, coarse
        return Job(*given, snapshot=snapshot, pale=pale, steps=steps, wish=wish)

    def is_like(self, other: "Job") -> bool:
        """Whether both make the same picture."""
        one, two = (
            job._replace(weights=(), base=(), wish=None, beside=()) for job in (self, other)
        )
        numbers = [sum(job.beside, job.weights + (job.base or ())) for job in (self, other)]
        if len(numbers[0]) != len(numbers[1]):
            return False
        faces = self.wish.is_like(other.wish) if self.wish else other.wish is None
        return faces and one == two and all(map(operator.is_, *numbers))

    def is_refocused(self, shown: "Job") -> bool:
        """Whether the picture of `shown`, as fine as it is, needs but another focus for this."""
        if not (shown.still or shown.kept):
            return False
        alike = shown._replace(ratio=self.ratio, focus=self.focus, still=False, kept=None)
        return self.is_like(alike)


def rest_after(spent: float, edges: int) -> float:
    """Return the seconds of rest that a picture of so many edges is followed by, while paced.

    `spent` are the seconds of a processor that it took.
    """
    if edges <= _FEW:
        return min(_REST_OF_FEW * spent, _LONGEST_REST)
    most = min(_REST * spent, _LONGEST_REST)
    return min(most, max(_LEAST_REST * spent, _OFTEN - spent)) if edges <= _SOME else most


class EdgeWorker(QObject):
    """Paints one job at a time; of those that come meanwhile only the newest is kept.

    While `paced` it paints at most 60 pictures a second, with one thread, and rests between them,
    so that training beside it keeps its processors; in a hurry it does not rest, and where it gives
    way it rests long. Else two threads share the work.
    """

    begun = Signal(object)  # the Job that is painted from now on
    picture_ready = Signal(object, object)  # Job, Picture

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._painter, self._faces = EdgePainter(), FaceMaker()
        self._run = ""
        self._wanted: Job | None = None
        self._running: Job | None = None
        self._future: Future[Picture | None] | None = None
        self._post = Post()
        self._post.done.connect(self._finish)
        self.paced, self._hurries, self._gives_way = False, False, False
        self._arranged: Layout | None = None  # of the newest picture
        self._due = self._not_before = self._spent = self._ended = 0.0
        self._pause = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._start)
        self._executor = thread_pool(1, "diagram-edges")
        self._helpers = thread_pool(2, "diagram-edges-of-pairs")
        self._stop = end_with(self, self._executor, self._helpers)

    @property
    def idle(self) -> bool:
        """Whether nothing is being painted, nor waits to be."""
        return self._running is None and self._wanted is None

    def request(self, job: Job) -> None:
        """Paint `job` as soon as the one under way is done; forget older wishes.

        Where it has another layout, or is of another run, there is more to do in this turn, and the
        thread would hold it up: it begins in the next.
        """
        running = self._running
        self._wanted = None if running and job.is_like(running) else job
        alike = job.run == self._run and job.layout is self._arranged
        if alike or self._hurries:
            self._start()
        elif running is None:
            self._pause.start(0)

    def hurry(self, on: bool) -> None:
        """Rest no more, for a hand moves what is painted; or again."""
        self._hurries = on
        if on:
            self._rest_no_more()

    def give_way(self, on: bool) -> None:
        """Rest long, for a hand draws elsewhere; or again as before."""
        self._gives_way = on
        if not on:
            self._rest_no_more()

    def _rest_no_more(self) -> None:
        self._not_before = min(self._not_before, self._due)
        self._start()

    def forget_matrices(self) -> None:
        """Forget them once what was begun is painted: they come again with the next picture."""
        submitted(self._executor, self._painter.forget_matrices)

    def wait(self) -> None:
        """Paint everything asked for, now, and deliver it before returning."""
        self._not_before = 0.0
        self._start()
        while self._running is not None and self._future is not None:
            job, picture = self._running, self._future.result()
            self._finish(job, picture)
            self._not_before = 0.0
            self._start()

    def _start(self) -> None:
        if self._running is not None or self._wanted is None or self._stop.is_set():
            return
        early = self._not_before - time.monotonic()
        if self.paced and early > 0:
            self._pause.start(round(1000 * early))
            return
        self._running, self._wanted = self._wanted, None
        self._future = submitted(self._executor, self._paint, self._running)
        if self._future is None:
            self._running = None
            return
        # On the average a picture a frame: what came late is made up for, up to a frame.
        self._due = max(self._due + _FRAME, time.monotonic() - _FRAME)
        self.begun.emit(self._running)

    def _paint(self, job: Job) -> Picture | None:
        """In the thread: return the picture; None where it was cancelled.

        Where it failed it is one without edges, which says so.
        """

        def cancelled() -> bool:
            wanted = self._wanted
            late = wanted is not None and (job.still or wanted.layout is not job.layout)
            return late or self._stop.is_set()

        picture, began = None, time.thread_time()
        try:
            picture = self._picture(job, cancelled)
        except CancelledError:
            pass
        except Exception:
            if not self._stop.is_set():  # at the end the helpers take no more work
                _log.exception("The edges could not be painted")
                picture = no_picture(job.weights, job.theme, job.mode, job.fixed)
        self._spent, self._ended = time.thread_time() - began, time.monotonic()
        if not self._stop.is_set():
            self._post.done.emit(job, picture)
        return picture

    def _picture(self, job: Job, cancelled: Callable[[], bool]) -> Picture:
        if job.run != self._run:
            if not job.fixed:
                self._painter.restart_scales()
                self._faces.restart_scales()
            self._run = job.run
        picture = self._edges(job, cancelled)
        if job.wish is None:
            return picture
        most = self._most(job)
        side = wanted_side(job.wish, job.layout, job.ratio, most, live=most == LIVE_SIDE)
        faces = self._faces.make(job.wish, job.layout, side, job.theme, job.fixed)
        return replace(picture, faces=faces)

    def _most(self, job: Job) -> int:
        """Return how many points a face has at most, to a side."""
        if (job.still or job.kept is not None) and not self.paced:
            return FINEST_SIDE
        return LIVE_SIDE

    def _edges(self, job: Job, cancelled: Callable[[], bool]) -> Picture:
        painter = self._painter
        if job.kept is not None:
            return painter.refocus(job.kept, job.layout, job.ratio, job.theme, job.focus)
        if job.coarse or job.still:
            painter = EdgePainter(coarse=job.coarse, once=True)
            painter.follow_scales(self._painter)
        # A hand that waits for a new arrangement gets both threads, whatever a training is left.
        alone = self.paced and not (self._hurries and job.layout is not self._arranged)
        painter.mapper, self._arranged = map if alone else self._share, job.layout
        weights = job.weights
        if job.base is not None:
            with np.errstate(all="ignore"):  # what is not finite is counted and told
                weights = tuple(map(np.subtract, weights, job.base))
        what = job.layout, job.ratio, weights, job.theme, job.focus
        given = job.mode, job.fixed, job.pale, job.beside
        picture = painter.paint(*what, cancelled, *given)
        return replace(picture, steps=job.steps)

    def _share(self, work: Callable[[int], _T], items: Iterable[int]) -> Iterator[_T]:
        try:
            return self._helpers.map(work, items)
        except RuntimeError:  # Python ends, and the helpers take no more work
            return map(work, items)

    def _finish(self, job: Job, picture: Picture | None) -> None:
        if job is not self._running:  # wait() was quicker
            return
        self._running = None
        self._not_before = max(self._due, self._ended + self._rest(job))
        self._start()
        if picture is not None:
            self.picture_ready.emit(job, picture)

    def _rest(self, job: Job) -> float:
        """Return the seconds to rest after a picture, while paced."""
        if self._hurries:
            return 0.0
        if self._gives_way:
            return REST_ASIDE
        return rest_after(self._spent, sum(numbers.size for numbers in job.weights))
