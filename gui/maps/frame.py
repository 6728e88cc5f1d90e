"""How a rectangle of the plane lies on the screen: zoom, pan, small multiples."""

import math
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from core.maps import View
from gui import theme

_USUAL, _LARGEST = 84, 1.4  # units of the grid, and times the usual size of letters
_OFF, _TIMES = 0.05, 3  # px that a path may be off each time that points of it are left out
_SHORT = 16  # points: of a noisy boundary there are thousands, which are painted as quickly
_ZOOM = 1000.0  # the most that may be zoomed in or out, against what is usually seen


class Frame(NamedTuple):
    """A `view` of the plane that fills the rectangle `room`, in px."""

    view: View
    room: QRectF

    def to_screen(self, points: np.ndarray) -> np.ndarray:
        """Return where `points` [..., 2] of the plane are, in px."""
        left, right, bottom, top = self.view
        x = self.room.left() + (points[..., 0] - left) / (right - left) * self.room.width()
        y = self.room.top() + (top - points[..., 1]) / (top - bottom) * self.room.height()
        return np.stack([x, y], axis=-1)

    def to_plane(self, point: QPointF) -> tuple[float, float]:
        """Return the (x₁, x₂) that is at `point`."""
        left, right, bottom, top = self.view
        across = (point.x() - self.room.left()) / self.room.width()
        down = (point.y() - self.room.top()) / self.room.height()
        return left + across * (right - left), top - down * (top - bottom)

    def nearest(self, point: QPointF) -> QPointF:
        """Return the place in the room that is next to `point`."""
        room = self.room
        x = min(max(point.x(), room.left()), room.right())
        return QPointF(x, min(max(point.y(), room.top()), room.bottom()))

    def px(self, length: float) -> float:
        """Return how many px a length along x₁ has."""
        return length / (self.view.right - self.view.left) * self.room.width()


def path_of(chain: np.ndarray) -> QPainterPath:
    """Return the path along a chain of places on the screen, in px, [points, 2].

    Each chain is painted by itself: Qt takes several times as long for a path of many.
    """
    first, *others = thinned(chain).tolist()
    path = QPainterPath(QPointF(*first))
    for place in others:
        path.lineTo(*place)
    return path


def thinned(chain: np.ndarray) -> np.ndarray:
    """Return `chain` [n, 2], in px, without most points that lie straight between two others.

    A layer's contours have thousands, and are painted in half the time.
    """
    for _ in range(_TIMES if len(chain) > _SHORT else 0):  # every other point may go
        start, end = chain[:-2:2], chain[2::2]
        way, off = end - start, chain[1:-1:2] - start
        long, along = np.hypot(*way.T), (off * way).sum(axis=1)
        beside = np.abs(way[:, 0] * off[:, 1] - way[:, 1] * off[:, 0])
        between = (long > 0) & (along >= 0) & (along <= long**2)
        kept = np.ones(len(chain), bool)
        kept[1:-1:2] = ~(between & (beside <= _OFF * long))
        chain = chain[kept]
    return chain


def lettering(width: float) -> float:
    """Return how many times larger than usual letters are at maps that have a `width` of px."""
    return min(max(width / theme.space(_USUAL), 1.0), _LARGEST)


def zoomed(view: View, at: tuple[float, float], factor: float, home: View) -> View:
    """Return `view` with all of it `factor` times as large, `at` standing still."""
    width, usual = view.right - view.left, home.right - home.left
    factor = min(max(factor, width / usual / _ZOOM), width / usual * _ZOOM)
    x, y = at
    return View(
        x + (view.left - x) / factor,
        x + (view.right - x) / factor,
        y + (view.bottom - y) / factor,
        y + (view.top - y) / factor,
    )


def moved(view: View, across: float, up: float) -> View:
    """Return `view` further to the right and up, both in its own widths and heights."""
    dx, dy = across * (view.right - view.left), up * (view.top - view.bottom)
    return View(view.left + dx, view.right + dx, view.bottom + dy, view.top + dy)


def tiles(count: int, room: QRectF, gap: float, head: float) -> tuple[QRectF, ...]:
    """Return squares for so many maps, as large as they fit into `room`, in rows, in its middle.

    Over each of several is a `head` for its title.
    """
    best, columns = 0.0, 1
    head = head if count > 1 else 0.0
    for across in range(1, count + 1):
        down = math.ceil(count / across)
        side = min(
            (room.width() - (across - 1) * gap) / across,
            (room.height() - (down - 1) * gap) / down - head,
        )
        if side > best:
            best, columns = side, across
    rows = math.ceil(count / columns)
    left = room.left() + (room.width() - columns * best - (columns - 1) * gap) / 2
    top = room.top() + (room.height() - rows * (best + head) - (rows - 1) * gap) / 2
    return tuple(
        QRectF(
            left + index % columns * (best + gap),
            top + index // columns * (best + head + gap) + head,
            best,
            best,
        )
        for index in range(count)
    )
