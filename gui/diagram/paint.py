"""Paint one diagram with all its parts; the window and `netglow render` share this."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.diagram.edge_labels import edge_labels, paint_edge_labels
from gui.diagram.edges import Picture
from gui.diagram.face_paint import Face, FacePainter, faces_of
from gui.diagram.frozen_marks import frozen_marks, paint_frozen
from gui.diagram.layout import Layout
from gui.diagram.margins import Margins
from gui.diagram.marks import Light, network_room, paint_dimmed
from gui.diagram.neurons import NeuronPainter
from gui.diagram.scene import Scene
from gui.pictures import is_scaled, wrapped
from gui.selection import Target
from gui.theme import Theme, colour


def edge_images(picture: Picture) -> tuple[QImage, QImage | None]:
    """Wrap a picture's pixels as images; they share the memory, so keep `picture` alive."""
    return (
        wrapped(picture.pixels),
        None
        if picture.focus is None
        else wrapped(picture.focus, QImage.Format.Format_ARGB32_Premultiplied),
    )


def paint_edges(
    painter: QPainter,
    layout: Layout,
    painted: Layout,
    images: tuple[QImage, QImage | None],
    theme: Theme,
) -> None:
    """Paint the images of edges made for layout `painted`, stretched to `layout` if it is new.

    The rest of the diagram has the colour of the window; all of it where nothing corresponds.
    """
    image, focus = images
    whole, room = QRectF(0, 0, layout.width, layout.height), network_room(layout)
    target = whole if painted is layout else stretched(layout, painted)
    shown = target.intersected(room) if not image.isNull() and target.isValid() else QRectF()
    # Filling millions of pixels takes time: not under the image, but for its rim.
    inner = shown.adjusted(2, 2, -2, -2).toAlignedRect()
    for rect in _rim(whole.toAlignedRect(), inner):
        painter.fillRect(rect, QColor(theme.window))
    if shown.isEmpty():
        return
    painter.save()
    painter.setClipRect(room)
    _draw_whole(painter, target, image)
    if focus is not None:
        painter.fillRect(target, colour(theme.window, 0.78))
        _draw_whole(painter, target, focus)
    painter.restore()


def _rim(outer: QRect, inner: QRect) -> list[QRect]:
    """Return what `outer` has around `inner`, which lies in it: above, below, left and right."""
    if inner.isEmpty():
        return [outer]
    across, down = outer.right() + 1, outer.bottom() + 1
    right, below = inner.right() + 1, inner.bottom() + 1
    return [
        QRect(outer.left(), outer.top(), outer.width(), inner.top() - outer.top()),
        QRect(outer.left(), below, outer.width(), down - below),
        QRect(outer.left(), inner.top(), inner.left() - outer.left(), inner.height()),
        QRect(right, inner.top(), across - right, inner.height()),
    ]


def _draw_whole(painter: QPainter, target: QRectF, image: QImage) -> None:
    scaled = is_scaled(image.width(), target.width(), painter.device().devicePixelRatioF())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scaled)
    painter.drawImage(target, image, QRectF(0, 0, image.width(), image.height()))


class NetworkPainter:
    """Paints everything but the edges, keeping what is seldom new."""

    def __init__(self) -> None:
        self._neurons, self._faces, self._margins = NeuronPainter(), FacePainter(), Margins()

    def paint(
        self,
        painter: QPainter,
        layout: Layout,
        scene: Scene,
        picture: Picture | None,
        theme: Theme,
        selected: Target | None = None,
        light: Light | None = None,
        pointable: bool = True,
    ) -> None:
        """Paint neurons, captions and the legend of the edges in `picture`, which are painted.

        What is not in the `light` is dimmed, what is frozen has a border. In a file nothing is
        `pointable`.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(network_room(layout))
        if light:
            paint_dimmed(painter, layout, light, theme)
        paint_frozen(painter, layout, frozen_marks(layout, scene.frozen), theme)  # under numbers
        if picture:
            labels = edge_labels(layout, picture, theme, painter.font(), light)
            paint_edge_labels(painter, labels, theme)
        faces: tuple[Face, ...] = ()
        # In a step of a walk neurons show their numbers there.
        if picture and picture.faces_on_neurons and not scene.shown:
            faces = faces_of(layout, scene, picture.faces_on_neurons, light)
        self._neurons.paint(painter, layout, scene, theme, light, {one.neuron[0] for one in faces})
        self._faces.paint(painter, layout, faces, theme)
        painter.restore()
        self._margins.paint(painter, layout, scene, picture, theme, selected, pointable)


def stretched(layout: Layout, painted: Layout) -> QRectF:
    """Where an image made for `painted` belongs in `layout`; invalid where nothing corresponds."""
    if len(layout.columns) != len(painted.columns):
        return QRectF()
    new, old = (
        (
            (item.columns[0].x, item.columns[-1].x),
            # The longest column: its ends mark the same places in both.
            max(((c.y[0], c.y[-1]) for c in item.columns), key=lambda ends: ends[1] - ends[0]),
        )
        for item in (layout, painted)
    )
    scales = [
        (n[1] - n[0]) / (o[1] - o[0]) if o[1] > o[0] else 1.0 for n, o in zip(new, old, strict=True)
    ]
    return QRectF(
        float(new[0][0] - old[0][0] * scales[0]),
        float(new[1][0] - old[1][0] * scales[1]),
        float(painted.width * scales[0]),
        float(painted.height * scales[1]),
    )
