"""Paints what stands out in a step of a walk, and what moves."""

from PySide6.QtGui import QPainter

from gui.diagram.act import Act
from gui.diagram.attention import mark_of, paint_marks
from gui.diagram.layout import Layout
from gui.diagram.marks import paint_spotlight
from gui.diagram.pulses import Moment, paint_pulses
from gui.diagram.scene import Scene
from gui.theme import Theme


def paint_act(
    painter: QPainter, layout: Layout, act: Act, progress: float, shown: Scene, theme: Theme
) -> None:
    """Paint a step that has come so far, 0 to 1, over the network that is `shown`."""
    first, last = act.span
    paint_spotlight(painter, layout, first, last, theme)
    target = act.edge or act.neuron
    marks = (mark_of(shown, target, strong=True),) if target else ()
    paint_marks(painter, layout, marks, theme)
    moment = Moment.of(layout, act.pulses, progress, theme) if act.pulses else None
    if moment:
        paint_pulses(painter, layout, moment, theme)
