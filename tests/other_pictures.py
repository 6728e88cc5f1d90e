"""Pictures that show no digit: letters of the fonts here, scribbles, blank sheets, painted things.

Nothing of this taught the detector of digits: it learned from strokes of our own.
"""

from collections.abc import Callable, Iterator
from string import ascii_letters

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from gui.image_file import grey_of

LETTERS = ascii_letters
# What is a digit in some hand or font: nobody can tell these from 0, 1, 2, 5, 6, 8 and 9.
LIKE_DIGITS = "OoIlZzSsBbgqDGQ"
SIDE = 200
INK, PAPER = QColor(30, 30, 60), QColor("white")

Random = np.random.Generator


def pictures(kind: str, count: int, seed: int = 0) -> Iterator[np.ndarray]:
    """Yield so many pictures of a kind, one of KINDS, as grey arrays [200, 200]."""
    for index in range(count):
        random = np.random.default_rng([seed, index])
        image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
        image.fill(PAPER)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        KINDS[kind](painter, random)
        painter.end()
        grey = grey_of(image).astype(np.float32)
        grain = random.normal(0, random.uniform(0, 2.5), grey.shape)
        yield np.clip(grey + grain, 0, 255).astype(np.uint8)


def printed_digits(count: int) -> Iterator[tuple[int, np.ndarray]]:
    """Yield so many digits of the fonts here that have Latin letters, with their pictures."""
    latin, symbols = QFontDatabase.WritingSystem.Latin, QFontDatabase.WritingSystem.Symbol
    writing = {family: QFontDatabase.writingSystems(family) for family in QFontDatabase.families()}
    families = [one for one, has in writing.items() if latin in has and symbols not in has]
    for index in range(count):
        image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
        image.fill(PAPER)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _sign(painter, np.random.default_rng([2, index]), families, str(index % 10))
        painter.end()
        yield index % 10, grey_of(image)


def _letter(painter: QPainter, random: Random) -> None:
    _sign(painter, random, QFontDatabase.families(), LETTERS)


def _sign(painter: QPainter, random: Random, families: list[str], signs: str) -> None:
    font = QFont(families[random.integers(len(families))])
    font.setPixelSize(int(random.integers(60, 150)))
    font.setBold(bool(random.random() < 0.3))
    font.setItalic(bool(random.random() < 0.3))
    painter.setFont(font)
    painter.setPen(INK)
    painter.translate(SIDE / 2, SIDE / 2)
    painter.rotate(random.normal(0, 5))
    sign = signs[random.integers(len(signs))]
    painter.drawText(QRectF(-90, -90, 180, 180), Qt.AlignmentFlag.AlignCenter, sign)


def _scribble(painter: QPainter, random: Random) -> None:
    painter.setPen(QPen(INK, random.uniform(3, 12), c=Qt.PenCapStyle.RoundCap))
    place, heading = random.uniform(60, 140, 2), random.uniform(0, 2 * np.pi)
    path = QPainterPath(QPointF(*place))
    turning = random.normal(0, 0.1)
    for _ in range(int(random.integers(60, 400))):
        turning = 0.9 * turning + random.normal(0, 0.12)
        heading += turning
        step = place + 5 * np.array([np.cos(heading), np.sin(heading)])
        if step.min() < 20 or step.max() > SIDE - 20:
            heading += np.pi / 2
            continue
        place = step
        path.lineTo(QPointF(*place))
    painter.drawPath(path)


def _blank(painter: QPainter, random: Random) -> None:
    light = QLinearGradient(0, 0, *random.uniform(0, SIDE, 2))
    light.setColorAt(0, QColor.fromHsv(40, 20, int(random.integers(190, 255))))
    light.setColorAt(1, QColor.fromHsv(40, 20, int(random.integers(190, 255))))
    painter.fillRect(0, 0, SIDE, SIDE, light)


def _thing(painter: QPainter, random: Random) -> None:
    """Hills, clouds, houses, balls and faces of colours at random."""
    _blank(painter, random)
    for _ in range(int(random.integers(2, 9))):
        painter.setPen(Qt.PenStyle.NoPen if random.random() < 0.6 else QPen(INK, 4))
        painter.setBrush(QColor.fromHsv(int(random.integers(360)), 160, int(random.integers(256))))
        x, y, width, height = random.uniform(10, 130, 4)
        match random.integers(3):
            case 0:
                painter.drawEllipse(QRectF(x, y, width, height))
            case 1:
                painter.drawRect(QRectF(x, y, width, height))
            case _:
                corners = random.uniform(10, SIDE - 10, (int(random.integers(3, 7)), 2))
                painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


KINDS: dict[str, Callable[[QPainter, Random], None]] = {
    "letters": _letter,
    "scribbles": _scribble,
    "blank sheets": _blank,
    "pictures": _thing,
}
