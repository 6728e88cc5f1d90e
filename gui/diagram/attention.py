"""What users attend to: the selection, what the mouse is at, and what is pointed at elsewhere."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from gui.diagram import scene
from gui.diagram.card import edge_rooms, paint_card, value_room
from gui.diagram.edges import Picture
from gui.diagram.layout import Layout
from gui.diagram.legend import sentences
from gui.diagram.marks import EdgeMark, Mark, paint_edge_mark, paint_mark
from gui.diagram.scene import Scene
from gui.theme import Theme

Target = tuple[int, int] | tuple[int, int, int]  # (layer, neuron) or an edge (pair, from, to)


class Attention(NamedTuple):
    """The `marks` in the order they are painted, and the `lines` of the card at the mouse.

    The card keeps clear of the rooms `clear`; without lines there is none.
    """

    marks: tuple[Mark | EdgeMark, ...]
    lines: tuple[str, ...] = ()
    clear: tuple[QRectF, ...] = ()

    @staticmethod
    def of(
        shown: Scene,
        picture: Picture | None,
        layout: Layout,
        selected: tuple[int, int] | None,
        pointed: Target | None,
        under_mouse: Target | None,
        mouse: QPointF | None,
    ) -> "Attention":
        """Return what is marked and said; without a `mouse` nothing is under it."""
        marks: list[Mark | EdgeMark] = [Mark(selected)] if selected else []
        if pointed:
            marks.append(mark_of(shown, pointed))
        if mouse is None:
            return Attention(tuple(marks))
        lines: list[str] = []
        clear: list[QRectF] = []
        if under_mouse:
            marks.append(mark_of(shown, under_mouse))
            if len(under_mouse) == 2:
                lines = scene.neuron_lines(shown, *under_mouse)
                clear = [value_room(layout, *under_mouse)]
            else:
                lines = scene.edge_lines(shown, *under_mouse)
                clear = edge_rooms(layout, under_mouse)
        elif picture and layout.legend.contains(mouse.x(), mouse.y()):
            lines = sentences(shown, picture)  # all of it, however small the window
        return Attention(tuple(marks), tuple(lines), tuple(clear))


def mark_of(shown: Scene, target: Target, strong: bool = False) -> Mark | EdgeMark:
    """Return the mark of a neuron or of an edge with its weight."""
    if len(target) == 2:
        return Mark(target, strong)
    pair, source, end = target
    return EdgeMark(target, float(shown.weights[pair][source, end]))


def paint_marks(
    painter: QPainter, layout: Layout, marks: tuple[Mark | EdgeMark, ...], theme: Theme
) -> None:
    """Paint marks, one after the other."""
    for mark in marks:
        if isinstance(mark, Mark):
            paint_mark(painter, layout, mark, theme)
        else:
            paint_edge_mark(painter, layout, mark, theme)


def paint_attention(
    painter: QPainter, layout: Layout, said: Attention, mouse: QPointF | None, theme: Theme
) -> None:
    """Paint the marks, and the card at the mouse."""
    paint_marks(painter, layout, said.marks, theme)
    if said.lines and mouse is not None:
        paint_card(painter, layout, mouse.x(), mouse.y(), list(said.lines), theme, said.clear)
