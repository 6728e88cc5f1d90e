"""The answers beside the output neurons: their names, and how sure the network is of each."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.diagram.layout import BASE, Layout
from gui.diagram.lettering import sized
from gui.diagram.scene import Scene
from gui.numbers import number, percent, short
from gui.theme import Theme, colour

_ROW_HEIGHT = 13 / 12  # of the lettering, the least distance of answers that are written out


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

    They are written `size` px large. `bar` is 0 where there is no room for bars, or the outputs are
    no shares.
    """

    rows: tuple[Answer, ...]
    left: float
    names: float
    bar: float
    figures: float
    size: float

    @staticmethod
    def of(
        layout: Layout,
        scene: Scene,
        theme: Theme,
        font: QFont,
        dim: Sequence[bool] | np.ndarray = (),
    ) -> "Answers":
        """Return what stands beside the outputs; the largest one stands out, if it is not `dim`.

        Where outputs are too close to be written out, the largest alone is. Figures stand right of
        a bar, or at once behind the name.
        """
        column = layout.columns[-1]
        values = scene.activations(len(layout.columns) - 1)
        top = -1
        if scene.asked.one_is_answered and values is not None and np.isfinite(values).all():
            top = int(values.argmax())
        # Names and bars grow less than the network while it is zoomed.
        gap, reach = 8 * layout.unit, column.reach
        left = column.x + reach + gap
        width = layout.answers - (reach / layout.zoom + gap) * layout.grown
        size = min(layout.lettering.figures, column.pitch / _ROW_HEIGHT)
        size = max(size, layout.lettering.text)
        unit = size / BASE
        shares = scene.asked.are_shares(scene.network.layers[-1])
        metrics = QFontMetricsF(sized(font, size, bold=True))
        all_fit = column.pitch >= _ROW_HEIGHT * size
        shown = range(len(column.y)) if all_fit else [top] if top >= 0 else []
        names = [scene.output_names[index] for index in shown]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        widest = min(widest, width * 0.5)
        figures = metrics.horizontalAdvance("100.0 %")
        bar = width - widest - figures - 14 * unit
        bar = bar if shares and bar >= 10 * unit else 0.0
        rows = []
        for index, name in zip(shown, names, strict=True):
            y = float(column.y[index])
            best = index == top and not (len(dim) and dim[index])
            if not layout.room.y - gap < y < layout.room.y + layout.room.height + gap:
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
        if not bar:  # "−0.001234" is longer than a share, and there is room
            written = [metrics.horizontalAdvance(row.figures) for row in rows]
            if max(written, default=0) > layout.width - left - widest - 7 * unit:
                rows = [row._replace(figures=_brief(row.figures)) for row in rows]
            figures = max([figures, *written])
        return Answers(tuple(rows), left, widest, bar, figures, size)


def paint_output_bars(painter: QPainter, answers: Answers, theme: Theme) -> None:
    """Write names and probabilities beside the outputs."""
    size, unit = answers.size, answers.size / BASE
    fonts = [sized(painter.font(), size, bold) for bold in (False, True)]
    flags = Qt.AlignmentFlag.AlignVCenter
    aligned = flags | (Qt.AlignmentFlag.AlignRight if answers.bar else flags)
    for row in answers.rows:
        painter.setFont(fonts[row.best])
        painter.setPen(QColor(row.ink))
        high, at = 1.5 * size, answers.left + answers.names + 7 * unit
        top = row.y - high / 2
        painter.drawText(QRectF(answers.left, top, answers.names + 2, high), flags, row.name)
        if not row.figures:
            continue
        if answers.bar:
            track = QRectF(at, row.y - 3 * unit, answers.bar, 6 * unit)
            painter.fillRect(track, colour(theme.muted, 0.18))
            if row.fill is not None:
                track.setWidth(max(answers.bar * row.fill, 0.5))
                painter.fillRect(track, QColor(row.hue))
            at += answers.bar + 7 * unit
        painter.drawText(QRectF(at, top, answers.figures, high), aligned, row.figures)


def _brief(figures: str) -> str:
    """Return a share in whole percent; other figures stay."""
    return f"{float(figures[:-2]):.0f} %" if figures.endswith(" %") else figures


def _figures(value: float, shares: bool) -> str:
    if not np.isfinite(value):
        return short(value)
    return percent(value) if shares else number(value)


def output_bars_width(names: Sequence[str], font: QFont) -> float:
    """Return the width that `names`, bars and figures beside the outputs ask for.

    It is the one for a lettering of BASE px, with which it grows.
    """
    metrics = QFontMetricsF(sized(font, BASE, bold=True))
    widest = max(metrics.horizontalAdvance(name) for name in names)
    return 34 + widest + 7 + 60 + 7 + metrics.horizontalAdvance("100.0 %")
