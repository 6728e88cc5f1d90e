"""A diagram without a window: what `netglow render` writes into a file."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from core.network import Network
from core.parameters import Parameters
from core.propagation import Forward
from gui.diagram import shapes
from gui.diagram.edges import EdgePainter
from gui.diagram.faces import FINEST_SIDE, FaceMaker, Wish, wanted_side
from gui.diagram.fineness import STILL_PIXELS, affordable
from gui.diagram.layout import arrange
from gui.diagram.output_bars import output_bars_width
from gui.diagram.paint import NetworkPainter, edge_images, paint_edges
from gui.diagram.scene import Scene
from gui.theme import DARK, Theme

_FINER = 2.0  # pixels of edges in a pixel of what can be enlarged


def render(
    network: Network,
    parameters: Parameters,
    size: tuple[int, int],
    theme: Theme = DARK,
    *,
    forward: Forward | None = None,
    class_names: tuple[str, ...] = (),
    picture_shape: tuple[int, int] | None = None,
    ratio: float = 1.0,
) -> QImage:
    """Return the diagram as an image of `size` (width, height) in pixels.

    `forward` is an example's way through (a batch of one); `picture_shape` is (rows, columns) where
    the input is a picture. `ratio` magnifies lettering and lines. Needs a QGuiApplication.
    """
    scene = Scene(network, parameters, forward, class_names, picture_shape)
    return image(scene, size, theme, ratio)


def image(
    scene: Scene,
    size: tuple[int, int],
    theme: Theme = DARK,
    ratio: float = 1.0,
    wish: Wish | None = None,
) -> QImage:
    """Return the diagram of `scene` as an image of `size` in pixels, magnified by `ratio`.

    With a `wish` its neurons have faces.
    """
    found = QImage(*size, QImage.Format.Format_RGB32)
    found.setDevicePixelRatio(ratio)
    found.fill(QColor(theme.window))
    painter = QPainter(found)
    drawing(scene, (size[0] / ratio, size[1] / ratio), theme, ratio, wish)(painter)
    painter.end()
    return found


def drawing(
    scene: Scene,
    size: tuple[float, float],
    theme: Theme = DARK,
    ratio: float = 0.0,
    wish: Wish | None = None,
) -> Callable[[QPainter], None]:
    """Return what paints the diagram of `scene`, `size` (width, height) in the painter's pixels.

    Each is `ratio` pixels of edges; 0: as many as what can be enlarged, SVG and PDF, is worth. With
    a `wish` its neurons have faces.
    """
    answers = output_bars_width(scene.output_names, QGuiApplication.font())
    square = wish is not None
    layout = arrange(scene.network.sizes, *size, scene.picture_shape, answers, square=square)
    fine = ratio or affordable(layout, _FINER, STILL_PIXELS)
    picture = EdgePainter(once=True).paint(layout, fine, scene.weights, theme)
    if wish:
        side = wanted_side(wish, layout, fine, FINEST_SIDE)
        picture = replace(picture, faces=FaceMaker().make(wish, layout, side, theme))

    def paint(painter: QPainter) -> None:
        if shapes.has_pixels(painter):
            paint_edges(painter, layout, layout, edge_images(picture), theme)
        else:
            shapes.paint_edges(painter, layout, layout, picture, theme)
        NetworkPainter().paint(painter, layout, scene, picture, theme, pointable=False)

    return paint
