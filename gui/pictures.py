"""Arrays of colours as images that Qt paints: the one place that knows how Qt lays out pixels."""

import numpy as np
from PySide6.QtGui import QImage


def bytes_of(colours: np.ndarray) -> np.ndarray:
    """Return `colours` [..., 3], 0 to 1, as uint8 [..., 3]; what is beyond is cut off."""
    found: np.ndarray = 255 * colours
    np.rint(found, out=found)  # in place: a map has a million numbers
    return np.clip(found, 0, 255, out=found).astype(np.uint8)


def pixels_of(colours: np.ndarray) -> np.ndarray:
    """Return `colours` [..., 3], 0 to 1, as pixels 0xFFRRGGBB: uint32 [...]."""
    red, green, blue = np.moveaxis(bytes_of(colours).astype(np.uint32), -1, 0)
    found: np.ndarray = 0xFF000000 | red << 16 | green << 8 | blue
    return found


def image_of(pixels: np.ndarray) -> QImage:
    """Return `pixels` uint32 [rows, columns], 0xFFRRGGBB, as an image of its own."""
    rows, columns = pixels.shape
    data = np.ascontiguousarray(pixels).data
    image = QImage(data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
    return image.copy()  # the array is gone when Qt paints


def image_of_bytes(colours: np.ndarray) -> QImage:
    """Return `colours` uint8 [rows, columns, 3], red first, as an image of its own."""
    rows, columns, _ = colours.shape
    data = np.ascontiguousarray(colours).data
    return QImage(data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()
