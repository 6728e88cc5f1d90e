"""Where a network's answer changes: the lines at which two classes are level."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from core.contours import contour
from core.maps import Grid
from gui import theme
from gui.maps.answer_colours import Answers
from gui.maps.frame import Frame
from gui.theme import Theme

MODES = ("shades", "decision")  # of gui.maps.answer_colours, which show the boundary
_WIDE = 0.35  # units of the grid: the line
_CELLS = 160  # across at most, that it is looked for in: it is exact between them


def boundary_of(answers: Answers, grid: Grid) -> np.ndarray:
    """Return where two classes are level and all others behind: segments [n, 2, 2] of (x₁, x₂).

    Values have none, nor has what is not finite.
    """
    if not answers.classes or answers.values.shape[-1] < 2:
        return np.empty((0, 2, 2))
    step = -(-max(grid.columns, grid.rows) // _CELLS)
    # One cell more on every side, straight on: lines go as far as the rim.
    shares = np.pad(
        answers.values[::step, ::step],
        ((1, 1), (1, 1), (0, 0)),
        mode="reflect",
        reflect_type="odd",
    )
    if shares.shape[-1] == 2:
        fields = [shares[..., 0] - shares[..., 1]]
    else:
        ranked = np.partition(shares, -2, axis=-1)
        first, second = ranked[..., -1], ranked[..., -2]
        fields = []
        for index in np.unique(shares.argmax(axis=-1)).tolist():
            own = shares[..., index]
            fields.append(own - np.where(own >= first, second, first))
    cells = np.concatenate([contour(field) for field in fields])
    (left, right, bottom, top), columns, rows = grid
    x = left + ((cells[..., 0] - 1) * step + 0.5) * (right - left) / columns
    y = top - ((cells[..., 1] - 1) * step + 0.5) * (top - bottom) / rows
    return np.stack([x, y], axis=-1)


def paint_boundary(
    painter: QPainter, chains: tuple[np.ndarray, ...], frame: Frame, now: Theme
) -> None:
    """Paint a boundary, in chains of points [n, 2], as thin lines in the text's colour."""
    path = QPainterPath()
    for chain in chains:
        first, *others = frame.to_screen(chain).tolist()
        path.moveTo(*first)
        for place in others:
            path.lineTo(*place)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(now.text), theme.space(1) * _WIDE))
    painter.drawPath(path)
