"""The icons: drawn by us, in the theme's colours, at the size and sharpness that is asked for.

`resources/icons/` holds 24×24 strokes in `currentColor`; the program's own icon, `netglow`, has
its colours already. An icon does not follow a change of theme: ask for it again.
"""

import functools
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from gui import theme

_FOLDER = files("resources") / "icons"
_DISABLED = 0.35  # opacity


def icon(name: str, colour: str = "") -> QIcon:
    """Return the icon called `name` in `colour` (#rrggbb; empty: the theme's text colour).

    FileNotFoundError: there is none.
    """
    svg = _strokes(name).replace("currentColor", colour or theme.current().text)
    return QIcon(_SvgEngine(svg))


@functools.cache
def _strokes(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text("utf-8")


class DrawnIcon(QIconEngine):
    """Draws when it is asked to, as sharp as the screen is: most icons are not seen at first.

    Heirs have `clone` and `paint`.
    """

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return it painted on nothing, `size` px large."""
        pixmap = QPixmap(size)
        if pixmap.isNull():
            return pixmap  # a button that has no room yet
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap


class _SvgEngine(DrawnIcon):
    def __init__(self, svg: str) -> None:
        super().__init__()
        self._svg = svg

    def clone(self) -> QIconEngine:
        return _SvgEngine(self._svg)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return it painted on nothing, `size` px large: kept, for a button asks whenever it is."""
        faded = mode == QIcon.Mode.Disabled
        key = f"{size.width()} {size.height()} {faded} {self._svg}"
        if not QPixmapCache.find(key, kept := QPixmap()):
            QPixmapCache.insert(key, kept := super().pixmap(size, mode, state))
        return kept

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.setOpacity(_DISABLED if mode == QIcon.Mode.Disabled else 1.0)
        QSvgRenderer(QByteArray(self._svg.encode())).render(painter, QRectF(rect))
