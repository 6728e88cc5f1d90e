"""The icons: drawn by us, in the theme's colours.

`resources/icons/` holds 24×24 strokes in `currentColor`; the program's own icon, `netglow`, has
its colours already. An icon does not follow a change of theme: ask for it again.
"""

from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui import theme

_SIZES = (16, 20, 24, 32, 48)
_PROGRAM_SIZES = (*_SIZES, 64, 128, 256)
_DISABLED = 0.35  # opacity


def icon(name: str, colour: str = "") -> QIcon:
    """Return the icon called `name` in `colour` (#rrggbb; empty: the theme's text colour).

    FileNotFoundError: there is none.
    """
    svg = (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")
    svg = svg.replace("currentColor", colour or theme.current().text)
    renderer, result = QSvgRenderer(QByteArray(svg.encode())), QIcon()
    for size in _PROGRAM_SIZES if name == "netglow" else _SIZES:
        result.addPixmap(_pixmap(renderer, size, 1.0))
        if name != "netglow":
            result.addPixmap(_pixmap(renderer, size, _DISABLED), QIcon.Mode.Disabled)
    return result


def _pixmap(renderer: QSvgRenderer, size: int, opacity: float) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
