"""What tests of paintings share: a network in a scene, its layout, pixels of what is painted."""

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from core.network import Layer, Network
from core.parameters import LayerParameters
from core.propagation import forward
from gui.diagram.edges import EdgePainter
from gui.diagram.layout import arrange
from gui.diagram.scene import Scene
from gui.theme import DARK
from tests.diagrams import pixels

NETWORK = Network(2, (Layer(3, "relu"), Layer(2, "softmax")))
NAMES = ("cat", "dog")
LAYOUT = arrange((2, 3, 2), 800, 500)
ORANGE, BLUE = DARK.positive, DARK.negative


def scene_of(inputs=(1.0, 0.5), **more):
    parameters = (
        LayerParameters(
            np.array([[1, -2, 0.5], [2, 1, -1]], np.float32),
            np.array([0.5, -1, 0], np.float32),
            np.zeros(0, np.float32),
        ),
        LayerParameters(
            np.array([[1, -1], [0.5, 2], [-3, 0.25]], np.float32),
            np.array([0, 1], np.float32),
            np.zeros(0, np.float32),
        ),
    )
    passed = inputs and forward(NETWORK, parameters, np.array([inputs], np.float32))
    return Scene(NETWORK, parameters, passed, NAMES, **more)


def channels(number):
    return [int(number) >> shift & 255 for shift in (16, 8, 0)]


def painted(width, height, paint):
    """[rows, columns] 0xRRGGBB of what `paint` does to an image of the window's colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(DARK.window))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return pixels(image)


def mixed(text, alpha, under=DARK.window):
    """The channels of a colour that lies with `alpha` over another."""
    over, below = (np.array(channels(int(one[1:], 16))) for one in (text, under))
    return (alpha * over + (1 - alpha) * below).tolist()


def picture_of(scene, layout=LAYOUT, mode="weights"):
    return EdgePainter(once=True).paint(layout, 1.0, scene.weights, DARK, mode=mode)
