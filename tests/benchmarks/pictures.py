"""How well pictures of paper are read: strangers' strokes, drawn on each kind of ground.

Ours finds the digits first; the baseline takes all ink for one digit. `--strokes FILE` is an .npz
as `pad.py` reads it, `--model FILE` a saved network. For each ground: how many are right; how many
wrong ones are told of as doubtful or as several digits; and how many are wrong without a word.
"""

import time
from collections.abc import Callable
from pathlib import Path

import common
import numpy as np
from pad import read_strokes
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core import project_file
from core.digit_image import as_ink, normalise
from core.ink.find import find
from core.propagation import forward
from gui.image_file import grey_of

SIDE = 320  # px of a picture
DIGIT = 0.6  # of it: the box that the digit is written into


def main() -> None:
    parser = common.parser(__doc__)
    parser.add_argument("--strokes", type=Path, required=True, help="digits to draw")
    parser.add_argument("--model", type=Path, required=True, help="a saved network")
    parser.add_argument("--count", type=int, default=200, help="digits a ground (%(default)s)")
    parser.add_argument("--only", nargs="*", default=list(GROUNDS), help="these grounds")
    parser.add_argument("--save", type=Path, help="leave the pictures that are read wrong here")
    arguments = parser.parse_args()

    run = project_file.load(arguments.model)
    digits = read_strokes(arguments.strokes)
    digits = digits[:: max(len(digits) // arguments.count, 1)][: arguments.count]

    def read(inputs: np.ndarray) -> int:
        passed = forward(run.experiment.network, run.snapshot.parameters, inputs.reshape(1, -1))
        return int(np.argmax(passed.output))

    grounds = {}
    for name in arguments.only:
        right = told = silent = before = 0
        seconds = []
        for index, (label, strokes) in enumerate(digits):
            chance = np.random.default_rng(index)
            picture, wanted = GROUNDS[name](label, strokes, chance, digits)
            start = time.perf_counter()
            found = find(picture)
            seconds.append(time.perf_counter() - start)
            answers = [read(inputs) for inputs in found.inputs]
            before += [read(normalise(as_ink(picture)))] == wanted
            if answers == wanted:
                right += 1
                continue
            warned = found.doubtful or len(answers) != 1
            told += warned
            silent += not warned
            if arguments.save:
                _save(picture, arguments.save / f"{name}-{label}-{index}-{answers}.png")
        count = len(digits)
        grounds[name] = {
            "right": right / count,
            "told": told / count,
            "silent": silent / count,
            "baseline": before / count,
            "ms": 1000 * common.percentile(seconds, 0.5),
        }
        common.say(f"{name}: {grounds[name]}")
    common.report({"digits": len(digits), "grounds": grounds}, arguments.json)


class Sheet:
    """A picture that is being made: white, `pen` wide strokes, any ground before and after."""

    def __init__(self, chance: np.random.Generator, width: int = SIDE, height: int = SIDE) -> None:
        self.chance = chance
        self.image = QImage(width, height, QImage.Format.Format_RGB32)
        self.image.fill(QColor("white"))

    def paint(self, draw: Callable[[QPainter], None]) -> None:
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()

    def digit(self, strokes: list, pen: float = 16, place: QRectF | None = None) -> None:
        area = place or QRectF(0.2 * SIDE, 0.2 * SIDE, DIGIT * SIDE, DIGIT * SIDE)
        kind = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)

        def draw(painter: QPainter) -> None:
            painter.setPen(QPen(QColor("black"), pen, *kind))
            for stroke in strokes:
                points = [
                    QPointF(area.x() + x * area.width(), area.y() + y * area.height())
                    for x, y in stroke
                ]
                if len(points) == 1:
                    points.append(points[0] + QPointF(0.01, 0))
                painter.drawPolyline(points)

        self.paint(draw)

    def lines(self, colour: str, gap: int, width: float, across: bool, turned: float = 0) -> None:
        offset = int(self.chance.integers(gap))

        def draw(painter: QPainter) -> None:
            painter.setPen(QPen(QColor(colour), width))
            painter.translate(self.image.width() / 2, self.image.height() / 2)
            painter.rotate(turned)
            for place in range(offset - 2 * SIDE, 2 * SIDE, gap):
                painter.drawLine(-2 * SIDE, place, 2 * SIDE, place)
                if across:
                    painter.drawLine(place, -2 * SIDE, place, 2 * SIDE)

        self.paint(draw)

    def box(self, inset: float, width: float, turned: float = 0) -> None:
        def draw(painter: QPainter) -> None:
            painter.setPen(QPen(QColor("black"), width, j=Qt.PenJoinStyle.MiterJoin))
            painter.translate(self.image.width() / 2, self.image.height() / 2)
            painter.rotate(turned)
            half_width, half_height = self.image.width() / 2, self.image.height() / 2
            inner = QRectF(-half_width, -half_height, 2 * half_width, 2 * half_height)
            edge = inset + width / 2
            painter.drawRect(inner.adjusted(edge, edge, -edge, -edge))

        self.paint(draw)

    def specks(self, count: int, size: float) -> None:
        def draw(painter: QPainter) -> None:
            painter.setBrush(QColor("black"))
            painter.setPen(Qt.PenStyle.NoPen)
            for x, y in self.chance.uniform(0.02, 0.98, (count, 2)) * SIDE:
                painter.drawEllipse(QPointF(x, y), size / 2, size / 2)

        self.paint(draw)

    def on_table(self, turned: float = 0, shade: int = 60) -> None:
        large = QImage(self.image.width() + 140, self.image.height() + 140, self.image.format())
        large.fill(QColor(shade, shade, shade))
        small, self.image = self.image, large

        def draw(painter: QPainter) -> None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(large.width() / 2, large.height() / 2)
            painter.rotate(turned)
            painter.drawImage(QPointF(-small.width() / 2, -small.height() / 2), small)

        self.paint(draw)

    def grey(self, grain: float = 0, quality: int = 0) -> np.ndarray:
        image = self.image
        if quality:
            data = QByteArray()
            buffer = QBuffer(data)
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            image.save(buffer, "JPG", quality)
            image = QImage.fromData(data)
        grey = grey_of(image)
        if grain:
            grey = np.clip(grey + self.chance.normal(0, grain, grey.shape), 0, 255)
        return grey


Made = tuple[np.ndarray, list[int]]


def _clean(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    return sheet.grey(), [label]


def _thin_pen(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes, 5)
    return sheet.grey(), [label]


def _small(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    smooth = Qt.TransformationMode.SmoothTransformation
    sheet.image = sheet.image.scaled(28, 28, mode=smooth)
    return sheet.grey(), [label]


def _tight(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    grey = sheet.grey()
    rows, columns = np.flatnonzero((grey < 250).any(1)), np.flatnonzero((grey < 250).any(0))
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], [label]


def _tight_thin_pen(label, strokes, chance, digits) -> Made:
    grey, wanted = _thin_pen(label, strokes, chance, digits)
    rows, columns = np.flatnonzero((grey < 250).any(1)), np.flatnonzero((grey < 250).any(0))
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], wanted


def _specks(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    sheet.specks(int(chance.integers(1, 9)), float(chance.uniform(2, 6)))
    return sheet.grey(), [label]


def _many_specks(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes, 10)
    sheet.specks(60, float(chance.uniform(1, 5)))
    return sheet.grey(5, 80), [label]


def _ruled(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.lines("#aaaaaa", 60, 1, False)
    sheet.digit(strokes)
    return sheet.grey(), [label]


def _ruled_askew(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    colour = str(chance.choice(["#969696", "#000000", "#b0c8f0"]))
    turned = float(chance.uniform(-6, 6))
    sheet.lines(colour, int(chance.integers(28, 100)), chance.uniform(1, 3), False, turned)
    sheet.digit(strokes, float(chance.uniform(6, 16)))
    return sheet.grey(3, 85), [label]


def _squared(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    sheet.lines("#96beeb", 33, 1, True)
    return sheet.grey(), [label]


def _squared_askew(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    colour = str(chance.choice(["#969696", "#000000", "#b0c8f0"]))
    turned = float(chance.uniform(-6, 6))
    sheet.lines(colour, int(chance.integers(20, 60)), chance.uniform(1, 2), True, turned)
    sheet.digit(strokes, float(chance.uniform(8, 16)))
    return sheet.grey(3, 85), [label]


def _thin_frame(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    sheet.box(0, float(chance.integers(1, 5)))
    return sheet.grey(), [label]


def _thick_frame(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    sheet.box(0, float(chance.integers(6, 40)))
    return sheet.grey(), [label]


def _box_inside(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    sheet.box(float(chance.integers(5, 40)), float(chance.integers(1, 7)))
    return sheet.grey(), [label]


def _box_askew(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes, float(chance.uniform(6, 16)))
    turned = float(chance.uniform(-8, 8))
    sheet.box(float(chance.integers(24, 50)), float(chance.integers(1, 7)), turned)
    return sheet.grey(3, 85), [label]


def _touching_box(label, strokes, chance, digits) -> Made:
    """Make the digit reach across one side of its box."""
    sheet = Sheet(chance)
    side = DIGIT * SIDE
    x, y = chance.choice([0.05, 0.2, 0.35], 2) * SIDE
    sheet.digit(strokes, 12, QRectF(x, y, side, side))
    sheet.box(30, float(chance.integers(1, 5)))
    return sheet.grey(), [label]


def _table(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    sheet.on_table()
    return sheet.grey(), [label]


def _table_askew(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    if chance.random() < 0.5:
        sheet.lines("#b0c8f0", 40, 1.5, False)
    sheet.digit(strokes, float(chance.uniform(8, 16)))
    sheet.on_table(float(chance.uniform(-15, 15)), int(chance.integers(20, 120)))
    return sheet.grey(4, 85), [label]


def _table_at_a_side(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance)
    sheet.digit(strokes)
    sheet.on_table(float(chance.uniform(-4, 4)))
    left, top = chance.choice([0, 70, 110], 2)
    grey = sheet.grey(3, 85)
    return grey[top : top + 350, left : left + 350], [label]


def _two(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance, 2 * SIDE - 60, SIDE)
    other, more = digits[int(chance.integers(len(digits)))]
    sheet.digit(strokes)
    side = DIGIT * SIDE
    sheet.digit(more, 16, QRectF(SIDE + 4, 0.2 * SIDE, side, side))
    return sheet.grey(), [label, other]


def _three_on_squares(label, strokes, chance, digits) -> Made:
    sheet = Sheet(chance, 3 * SIDE, SIDE)
    wanted, side = [label], DIGIT * SIDE
    sheet.lines("#96beeb", 33, 1, True)
    sheet.digit(strokes)
    for place in (1, 2):
        other, more = digits[int(chance.integers(len(digits)))]
        sheet.digit(more, 16, QRectF((place + 0.1) * SIDE, 0.25 * SIDE, side, side))
        wanted.append(other)
    return sheet.grey(), wanted


GROUNDS = {
    "clean": _clean,
    "thin pen": _thin_pen,
    "28 px": _small,
    "tight": _tight,
    "tight, thin pen": _tight_thin_pen,
    "specks": _specks,
    "many specks": _many_specks,
    "ruled": _ruled,
    "ruled, askew": _ruled_askew,
    "squared": _squared,
    "squared, askew": _squared_askew,
    "thin frame": _thin_frame,
    "thick frame": _thick_frame,
    "box": _box_inside,
    "box, askew": _box_askew,
    "box touched": _touching_box,
    "on a table": _table,
    "on a table, askew": _table_askew,
    "table at a side": _table_at_a_side,
    "two digits": _two,
    "three on squares": _three_on_squares,
}


def _save(picture: np.ndarray, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.ascontiguousarray(np.clip(picture, 0, 255).astype(np.uint8))
    height, width = pixels.shape
    QImage(pixels.data, width, height, width, QImage.Format.Format_Grayscale8).save(str(path))


if __name__ == "__main__":
    main()
