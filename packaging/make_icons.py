"""Draw the icons of the program and of its files in every size and container, into build/icons.

build.py runs it with the Python of build/venv, which has Qt to draw SVG and Pillow to write .ico
and .icns.
"""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from places import ICON_SIZES, ICONS, ROOT
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


def main() -> None:
    _qt = QGuiApplication([])
    ICONS.mkdir(parents=True, exist_ok=True)
    for name in ("netglow", "netglow-file"):
        pictures = {size: draw(name, size) for size in (*ICON_SIZES, 1024)}
        *smaller, largest = (Image.open(file) for file in pictures.values())
        # Windows and macOS would shrink the largest; each size is drawn on its own instead.
        windows = [image for image in smaller if image.width <= 256]
        windows[-1].save(
            ICONS / f"{name}.ico",
            sizes=[image.size for image in windows],
            append_images=windows,
        )
        largest.save(ICONS / f"{name}.icns", append_images=smaller)


def draw(name: str, size: int):
    """Draw the icon called `name` as PNG, `size` pixels wide and high; returns the file."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "resources" / "icons" / f"{name}.svg")).render(
        painter, QRectF(0, 0, size, size)
    )
    painter.end()
    file = ICONS / f"{name}-{size}.png"
    if not image.save(str(file)):
        raise OSError(f"{file} cannot be written.")
    return file


if __name__ == "__main__":
    main()
