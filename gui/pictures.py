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


def wrapped(pixels: np.ndarray, layout: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    """Return `pixels` uint32 [rows, columns] as an image of the same memory: keep them alive.

    They must lie one after the other. BufferError: they do not.
    """
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, layout)


def image_of(pixels: np.ndarray, layout: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    """Return `pixels` uint32 [rows, columns], 0xFFRRGGBB, as an image of its own."""
    return wrapped(np.ascontiguousarray(pixels), layout).copy()  # the array is gone when Qt paints


def image_of_bytes(colours: np.ndarray) -> QImage:
    """Return `colours` uint8 [rows, columns, 3], red first, as an image of its own."""
    rows, columns, _ = colours.shape
    data = np.ascontiguousarray(colours).data
    return QImage(data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


def is_scaled(pixels: int, width: float, ratio: float) -> bool:
    """Whether so many pixels do not fill `width`, of `ratio` pixels each, one by one.

    The last may be half of one.
    """
    return abs(pixels - width * ratio) > 1
