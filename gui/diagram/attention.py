"""What users attend to: the selection, what the mouse is at, and what is pointed at elsewhere."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from gui.diagram import difference
from gui.diagram.card import edge_rooms, paint_card, value_room
from gui.diagram.edge_labels import Label, label_of, paint_edge_labels
from gui.diagram.edges import Picture
from gui.diagram.layout import Layout
from gui.diagram.legend_words import sentences
from gui.diagram.line_marks import LineMark, paint_line_marks
from gui.diagram.marks import EdgeMark, Light, Mark, network_room, paint_edge_mark, paint_mark
from gui.diagram.scene import Scene
from gui.selection import Target
from gui.theme import Theme


class Attention(NamedTuple):
    """The `marks` in the order they are painted, and the `lines` of the card at the mouse.

    The card keeps clear of the rooms `clear`; without lines there is none. `light` is on the edge
    that is pointed at; the `labels` of edges with a mark stand on it, so that it hides no number.
    `face` is the map of the neuron that the card is about, if neurons show maps.
    """

    marks: tuple[Mark | EdgeMark, ...]
    lines: tuple[str, ...] = ()
    clear: tuple[QRectF, ...] = ()
    light: Light | None = None
    labels: tuple[Label, ...] = ()
    face: np.ndarray | None = None

    @staticmethod
    def of(
        shown: Scene,
        picture: Picture | None,
        layout: Layout,
        selected: Target | None,
        pointed: Target | None,
        under_mouse: Target | None,
        mouse: QPointF | None,
        theme: Theme,
        font: QFont,
    ) -> "Attention":
        """Return what is marked and said; without a `mouse` nothing is under it."""
        under_mouse = under_mouse if mouse is not None else None
        lines: list[str] = []
        clear: list[QRectF] = []
        face = None
        if under_mouse and len(under_mouse) == 2:
            lines = difference.target_lines(shown, under_mouse)
            clear = [value_room(layout, *under_mouse)]
            if picture and picture.faces_on_neurons and not shown.shown:
                face = picture.faces_on_neurons.of(*under_mouse)
        elif under_mouse:
            coloured = coloured_by(picture, under_mouse)
            lines = difference.target_lines(shown, under_mouse, coloured)
            clear = edge_rooms(layout, under_mouse)
        elif picture and mouse and layout.legend.contains(mouse.x(), mouse.y()):
            lines = sentences(shown, picture)  # all of it, however small the window
        marks = [mark_of(shown, selected, picture, strong=True)] if selected else []
        marks += [mark_of(shown, one, picture) for one in (pointed, under_mouse) if one]
        labels = labels_of(layout, picture, marks, theme, font)
        clear += [label.room for label in labels]
        lit = [one for one in (pointed, under_mouse) if one and len(one) == 3]
        light = Light.on(lit[-1]) if lit else None
        return Attention(tuple(marks), tuple(lines), tuple(clear), light, labels, face)


def coloured_by(picture: Picture | None, edge: tuple[int, int, int]) -> tuple[str, float] | None:
    """Return the mode of the picture and the number it colours an edge by; None: there is none."""
    if picture is None:
        return None
    pair, source, target = edge
    return picture.mode, float(picture.numbers[pair][source, target])


def mark_of(
    shown: Scene, target: Target, picture: Picture | None, strong: bool = False
) -> Mark | EdgeMark:
    """Return the mark of a neuron, or of an edge in the colour that it has in the `picture`."""
    if len(target) == 2:
        return Mark(target, strong)
    pair, source, end = target
    coloured = coloured_by(picture, target)
    weight = float(shown.weights[pair][source, end])
    return EdgeMark(target, coloured[1] if coloured else weight)


def labels_of(
    layout: Layout,
    picture: Picture | None,
    marks: Sequence[Mark | EdgeMark],
    theme: Theme,
    font: QFont,
) -> tuple[Label, ...]:
    """Return the numbers of the edges among `marks`, each edge's once."""
    edges = dict.fromkeys(mark.edge for mark in marks if isinstance(mark, EdgeMark))
    return tuple(label_of(layout, picture, theme, font, edge) for edge in edges if picture)


def paint_marks(
    painter: QPainter,
    layout: Layout,
    marks: Sequence[Mark | EdgeMark],
    labels: Sequence[Label],
    theme: Theme,
) -> None:
    """Paint marks, one after the other, and the numbers of edges on them."""
    for mark in marks:
        if isinstance(mark, Mark):
            paint_mark(painter, layout, mark, theme)
        else:
            paint_edge_mark(painter, layout, mark, theme)
    painter.save()
    painter.setClipRect(network_room(layout))
    paint_edge_labels(painter, labels, theme)
    painter.restore()


def paint_attention(
    painter: QPainter,
    layout: Layout,
    said: Attention,
    mouse: QPointF | None,
    theme: Theme,
    lines: tuple[LineMark, ...] = (),
) -> QRectF:
    """Paint the marks, over them those of lines, and the card at the mouse; return its place."""
    paint_marks(painter, layout, said.marks, said.labels, theme)
    paint_line_marks(painter, layout, lines, theme)
    if said.lines and mouse is not None:
        place = mouse.x(), mouse.y()
        given = *place, list(said.lines), theme, said.clear, said.face
        return paint_card(painter, layout, *given)
    return QRectF()
