"""Small pictures that are painted again and again: kept while they are, in bounded memory."""

import weakref

import pytest
from PySide6.QtGui import QPixmap

from gui.diagram.stamps import MOST, Stamps

SIDE = 100  # device-independent pixels
SCREENFUL = MOST // SIDE**2


class Maker:
    """Makes pictures, and knows how many of them there are still."""

    def __init__(self, ratio=1):
        self.ratio, self.made, self.refs = ratio, 0, []

    def __call__(self):
        picture = QPixmap(SIDE * self.ratio, SIDE * self.ratio)
        picture.setDevicePixelRatio(self.ratio)
        self.made += 1
        self.refs.append(weakref.ref(picture))
        return picture

    @property
    def alive(self):
        return sum(ref() is not None for ref in self.refs)


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
    for key in range(10 * SCREENFUL):
        stamps.of(key, make)
    assert SCREENFUL <= make.alive <= 2 * SCREENFUL


def test_what_is_painted_stays_whatever_comes_and_goes(stamps):
    make, others = Maker(), Maker()
    for key in range(10 * SCREENFUL):
        stamps.of("it", make)
        stamps.of(key, others)
    assert make.made == 1
