"""A diagram without a window: what `netglow render` writes into a file."""

from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from core.network import Network
from core.parameters import Parameters
from core.propagation import Forward
from gui.diagram.edges import EdgePainter
from gui.diagram.layout import arrange
from gui.diagram.output_bars import output_bars_width
from gui.diagram.paint import NetworkPainter, edge_images, paint_edges
from gui.diagram.scene import Scene
from gui.theme import DARK, Theme


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
    answers = output_bars_width(scene.output_names, QGuiApplication.font())
    layout = arrange(network.sizes, size[0] / ratio, size[1] / ratio, picture_shape, answers)
    picture = EdgePainter(once=True).paint(layout, ratio, scene.weights, theme)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.window))
    painter = QPainter(image)
    paint_edges(painter, layout, layout, edge_images(picture), theme)
    NetworkPainter().paint(painter, layout, scene, picture, theme)
    painter.end()
    return image
