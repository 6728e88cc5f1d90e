"""The answers beside the output neurons: their names, and how sure the network is of each."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.diagram.layout import Layout
from gui.diagram.scene import Scene, is_probability
from gui.numbers import number, percent, short
from gui.theme import Theme, colour, tabular

_ROW_HEIGHT = 13.0  # the least distance of answers that are written out


class Answer(NamedTuple):
    """One output: its number from 0, `name`, `figures` ("" without an example), and its middle, y.

    `fill` is the share of its bar that is full, None where it has none; `best` the largest output.
    """

    output: int
    name: str
    figures: str
    y: float
    fill: float | None
    best: bool
    ink: str
    hue: str


class Answers(NamedTuple):
    """The answers that are written out, from `left` on: names, then bars, then figures (px).

    `bar` is 0 where there is no room for bars, or the outputs are no shares.
    """

    rows: tuple[Answer, ...]
    left: float
    names: float
    bar: float
    figures: float

    @staticmethod
    def of(layout: Layout, scene: Scene, theme: Theme, font: QFont) -> "Answers":
        """Return what stands beside the outputs; the largest one stands out.

        Where outputs are too close to be written out, the largest alone is. Figures stand right of
        a bar, or at once behind the name.
        """
        column = layout.columns[-1]
        values = scene.activations(len(layout.columns) - 1)
        top = -1
        if scene.one_is_answered and values is not None and np.isfinite(values).all():
            top = int(values.argmax())
        # Names and bars keep their size while the network is zoomed.
        reach = column.radius or column.half_width
        left, width = column.x + reach + 8, layout.answers - reach / layout.zoom - 8
        shares = is_probability(scene.network, len(layout.columns) - 1)
        metrics = QFontMetricsF(_sized(font, bold=True))
        shown = range(len(column.y)) if column.pitch >= _ROW_HEIGHT else [top] if top >= 0 else []
        names = [scene.output_names[index] for index in shown]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        widest = min(widest, width * 0.5)
        figures = metrics.horizontalAdvance("100.0 %")
        bar = width - widest - figures - 14
        bar = bar if shares and bar >= 10 else 0.0
        rows = []
        for index, name in zip(shown, names, strict=True):
            y, best = float(column.y[index]), index == top
            if not layout.stage.y - 8 < y < layout.stage.y + layout.stage.height + 8:
                continue
            value = None if values is None else float(values[index])
            fill = None
            if bar and value is not None and np.isfinite(value):
                fill = min(max(value, 0.0), 1.0)
            rows.append(
                Answer(
                    index,
                    metrics.elidedText(name, Qt.TextElideMode.ElideRight, widest + 1),
                    "" if value is None else _figures(value, shares),
                    y,
                    fill,
                    best,
                    theme.text if best or value is None else theme.muted,
                    theme.positive if best else theme.muted,
                )
            )
        return Answers(tuple(rows), left, widest, bar, figures)


def paint_output_bars(painter: QPainter, answers: Answers, theme: Theme) -> None:
    """Write names and probabilities beside the outputs."""
    fonts = [_sized(painter.font(), bold) for bold in (False, True)]
    flags = Qt.AlignmentFlag.AlignVCenter
    aligned = flags | (Qt.AlignmentFlag.AlignRight if answers.bar else flags)
    for row in answers.rows:
        painter.setFont(fonts[row.best])
        painter.setPen(QColor(row.ink))
        y, at = row.y, answers.left + answers.names + 7
        painter.drawText(QRectF(answers.left, y - 9, answers.names + 2, 18), flags, row.name)
        if not row.figures:
            continue
        if answers.bar:
            track = QRectF(at, y - 3, answers.bar, 6)
            painter.fillRect(track, colour(theme.muted, 0.18))
            if row.fill is not None:
                track.setWidth(max(answers.bar * row.fill, 0.5))
                painter.fillRect(track, QColor(row.hue))
            at += answers.bar + 7
        painter.drawText(QRectF(at, y - 9, answers.figures, 18), aligned, row.figures)


def _figures(value: float, shares: bool) -> str:
    if not np.isfinite(value):
        return short(value)
    return percent(value) if shares else number(value)


def _sized(font: QFont, bold: bool) -> QFont:
    sized = tabular(font)
    sized.setPixelSize(12)
    sized.setBold(bold)
    return sized


def output_bars_width(names: Sequence[str], font: QFont) -> float:
    """Return the width that `names`, bars and figures beside the outputs ask for."""
    metrics = QFontMetricsF(_sized(font, bold=True))
    widest = max(metrics.horizontalAdvance(name) for name in names)
    return 34 + widest + 7 + 60 + 7 + metrics.horizontalAdvance("100.0 %")
