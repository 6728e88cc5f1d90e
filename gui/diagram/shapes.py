"""The diagram where it becomes no pixels, in SVG and PDF: few edges are lines, many a picture."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen

from gui.diagram import tone
from gui.diagram.edge_pairs import PairReport
from gui.diagram.edges import Picture
from gui.diagram.layout import Layout
from gui.pictures import image_of
from gui.theme import Theme, colour

MOST_LINES = 5000  # edges that are lines, in all pairs together; the smallest pairs come first
_FAINT = 1 / 255  # opacity that nobody sees


def has_pixels(painter: QPainter) -> bool:
    """Whether what is painted becomes pixels; else shapes and text are to stay what they are."""
    shapes = QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf
    return painter.paintEngine().type() not in shapes


class Lines(NamedTuple):
    """The edges of a pair that are seen, the strongest last: `ends` [edges, 4] are x and y of both.

    `colours` are [edges, 3] and `opacities` [edges], 0 to 1; `widths` [edges] are in px.
    """

    ends: np.ndarray
    colours: np.ndarray
    opacities: np.ndarray
    widths: np.ndarray

    @staticmethod
    def of(
        layout: Layout, pair: int, numbers: np.ndarray, report: PairReport, theme: Theme
    ) -> "Lines":
        """Return the edges of `numbers` [inputs, outputs] as `report` says that they are painted.

        As in pixels: what is not finite has no line, and a number between two widths one between.
        """
        left, right = layout.columns[pair : pair + 2]
        ends = np.empty((*numbers.shape, 4))
        ends[..., 0], ends[..., 2] = left.x, right.x
        ends[..., 1], ends[..., 3] = left.y[:, None], right.y[None, :]
        finite = np.where(np.isfinite(numbers), numbers, np.float32(0))
        hues, opacities = tone.colours(*tone.ink(finite, report.curve), theme)
        shares = np.minimum(np.abs(finite) / report.curve.scale, 1)
        widths = np.interp(shares, np.linspace(0, 1, len(report.widths)), report.widths)
        order = np.argsort(opacities, axis=None, kind="stable")
        order = order[opacities.ravel()[order] >= _FAINT]
        return Lines(
            ends.reshape(-1, 4)[order],
            hues.reshape(-1, 3)[order],
            opacities.ravel()[order],
            widths.ravel()[order],
        )


def pairs_as_lines(picture: Picture) -> set[int]:
    """Return the pairs whose edges are lines: as many as MOST_LINES allow, the smallest first."""
    sizes = [numbers.size for numbers in picture.numbers]
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    total = np.cumsum([sizes[pair] for pair in order])
    return {pair for pair, edges in zip(order, total, strict=True) if edges <= MOST_LINES}


def paint_edges(
    painter: QPainter, layout: Layout, painted: Layout, picture: Picture, theme: Theme
) -> None:
    """Paint the edges of a picture made for layout `painted`, and the window's colour around."""
    painter.fillRect(QRectF(0, 0, layout.width, layout.height), QColor(theme.window))
    lines = pairs_as_lines(picture)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pair, report in enumerate(picture.pairs):
        if report.failed:
            continue
        if pair in lines:
            _paint_lines(painter, Lines.of(layout, pair, picture.numbers[pair], report, theme))
        else:
            _paint_part(painter, layout, painted, pair, picture.pixels, QImage.Format.Format_RGB32)
    if picture.focus is not None:
        room = QRectF(0, layout.room.y, layout.width, layout.room.height)
        painter.fillRect(room, colour(theme.window, 0.78))
        for pair in range(len(picture.pairs)):
            premultiplied = QImage.Format.Format_ARGB32_Premultiplied
            _paint_part(painter, layout, painted, pair, picture.focus, premultiplied)
    painter.restore()


def _paint_lines(painter: QPainter, lines: Lines) -> None:
    for ends, hue, opacity, width in zip(*(part.tolist() for part in lines), strict=True):
        red, green, blue = np.clip(hue, 0, 1).tolist()
        pen = QPen(QColor.fromRgbF(red, green, blue, opacity), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(*ends))


def _paint_part(
    painter: QPainter,
    layout: Layout,
    painted: Layout,
    pair: int,
    pixels: np.ndarray,
    format_: QImage.Format,
) -> None:
    """Paint what `pixels` [rows, columns] have of one pair, between its layers."""
    rows, columns = pixels.shape
    across, down = columns / painted.width, rows / painted.height

    def place(of: Layout) -> tuple[float, float, float, float]:
        ends = of.columns[pair], of.columns[pair + 1]
        top, bottom = min(end.top for end in ends) - 4, max(end.bottom for end in ends) + 4
        top, bottom = max(top, of.room.y), min(bottom, of.room.y + of.room.height)
        left, right = max(ends[0].x, 0), min(ends[1].x, of.width)
        return left, top, right - left, bottom - top

    x, y, width, height = place(painted)
    cut = pixels[
        int(y * down) : int((y + height) * down), int(x * across) : int((x + width) * across)
    ]
    if cut.size:
        painter.drawImage(QRectF(*place(layout)), image_of(cut, format_))
