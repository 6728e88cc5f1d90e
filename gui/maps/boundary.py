"""Where a network's answer changes: the lines at which two classes are level."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.maps import Grid, coarse, level_lines
from gui import theme
from gui.maps.answer_colours import Answers
from gui.maps.frame import Frame, path_of
from gui.theme import Theme

MODES = ("shades", "decision")  # of gui.maps.answer_colours, which show the boundary
_WIDE = 0.35  # units of the grid: the line


def boundary_of(answers: Answers, grid: Grid) -> np.ndarray:
    """Return where two classes are level and all others behind: segments [n, 2, 2] of (x₁, x₂).

    Values have none, nor has what is not finite.
    """
    if not answers.classes or answers.values.shape[-1] < 2:
        return np.empty((0, 2, 2))
    shares = coarse(answers.values, grid)
    if shares.shape[-1] == 2:
        return level_lines(shares[..., 0] - shares[..., 1], grid)
    ranked = np.partition(shares, -2, axis=-1)
    first, second = ranked[..., -1], ranked[..., -2]
    found = []
    for index in np.unique(shares.argmax(axis=-1)).tolist():
        own = shares[..., index]
        found.append(level_lines(own - np.where(own >= first, second, first), grid))
    return np.concatenate(found)


def paint_boundary(
    painter: QPainter, chains: tuple[np.ndarray, ...], frame: Frame, now: Theme
) -> None:
    """Paint a boundary, in chains of points [n, 2], as thin lines in the text's colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(now.text), theme.space(1) * _WIDE))
    for chain in chains:
        painter.drawPath(path_of(frame.to_screen(chain)))
