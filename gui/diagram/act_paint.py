"""Paints what stands out in a step of a walk, and what moves."""

from PySide6.QtGui import QPainter

from gui.diagram.act import Act
from gui.diagram.attention import labels_of, mark_of, paint_marks
from gui.diagram.edges import Picture
from gui.diagram.layout import Layout
from gui.diagram.pulses import Moment, paint_pulses
from gui.diagram.scene import Scene
from gui.theme import Theme


def paint_act(
    painter: QPainter,
    layout: Layout,
    act: Act,
    progress: float,
    shown: Scene,
    picture: Picture | None,
    theme: Theme,
) -> None:
    """Paint a step that has come so far, 0 to 1, over the network `shown` and its `picture`."""
    target = act.edge or act.neuron
    marks = (mark_of(shown, target, picture, strong=True),) if target else ()
    labels = labels_of(layout, picture, marks, theme, painter.font())
    paint_marks(painter, layout, marks, labels, theme)
    moment = Moment.of(layout, act.pulses, progress, theme) if act.pulses else None
    if moment:
        paint_pulses(painter, layout, moment, theme)
