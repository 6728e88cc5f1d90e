"""Small pictures that are painted again and again: kept while they are, in bounded memory."""

import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from gui.diagram.stamps import MOST, Stamps
from tests.memory import used_mb

SIDE = 100  # device-independent pixels
SCREENFUL = MOST // SIDE**2


class Maker:
    """Makes pictures, and knows how many."""

    def __init__(self, ratio=1):
        self.ratio, self.made = ratio, 0

    def __call__(self):
        picture = QPixmap(SIDE * self.ratio, SIDE * self.ratio)
        picture.setDevicePixelRatio(self.ratio)
        self.made += 1
        return picture


@pytest.fixture
def stamps(qapp):
    return Stamps()


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_screenful_is_made_once(stamps, ratio):
    make = Maker(ratio)
    rounds = [[stamps.of(key, make) for key in range(SCREENFUL)] for _ in range(3)]
    assert make.made == SCREENFUL
    assert all(one is other for one, other in zip(*rounds[1:], strict=True))


def test_two_looks_are_two_pictures(stamps):
    make = Maker()
    assert stamps.of("one", make) is not stamps.of("other", make)


def test_what_never_comes_again_goes(stamps):
    make = Maker()
    kept = [weakref.ref(stamps.of(key, make)) for key in range(10 * SCREENFUL)]
    assert SCREENFUL <= sum(ref() is not None for ref in kept) <= 2 * SCREENFUL


def test_what_is_painted_stays_whatever_comes_and_goes(stamps):
    make, others = Maker(), Maker()
    for key in range(10 * SCREENFUL):
        stamps.of("it", make)
        stamps.of(key, others)
    assert make.made == 1


@pytest.mark.skipif(not used_mb(), reason="the C library does not tell what is used")
def test_a_kept_picture_takes_little_more_than_its_pixels(stamps):
    def painted():
        picture = QPixmap(24, 24)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(2, 2, 20, 20)
        painter.end()
        return picture

    stamps.of("first", painted)
    before = used_mb()
    for key in range(1000):
        stamps.of(key, painted)
    assert 24 * 24 * 4 < 1000 * (used_mb() - before) < 24 * 24 * 4 + 2000
