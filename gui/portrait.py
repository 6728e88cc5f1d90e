"""A small picture of a network, which its file holds for lists: made, packed and looked at."""

import functools
import time
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import QWidget

SIZE = QSize(320, 200)  # px, at most
_MOST = 2048  # px of a side that is looked at: a file may say anything
_PNG = b"png"
_LASTS = 1000  # times as long as it took to make


def taken(widget: QWidget) -> QImage:
    """Return what `widget` shows, as large as it is: this alone must be done while it waits."""
    return widget.grab().toImage()


def packed(image: QImage) -> bytes:
    """Return `image` as a small PNG, in any thread; b"" where there is none."""
    if image.isNull():
        return b""
    image.setDevicePixelRatio(1)
    smooth = Qt.TransformationMode.SmoothTransformation
    # Halved by the quick way first: the slow one takes its time with a large screen.
    for mode, size in ((Qt.TransformationMode.FastTransformation, SIZE * 4), (smooth, SIZE)):
        if image.width() > size.width() or image.height() > size.height():
            image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return bytes(data.data()) if QImageWriter(buffer, QByteArray(_PNG)).write(image) else b""


def shown(data: bytes) -> QPixmap:
    """Return the picture that is `data`; a null one where it is none, or far too large."""
    if not data:
        return QPixmap()  # libpng would complain on standard error
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_PNG))
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _MOST:
        return QPixmap()
    return QPixmap.fromImage(reader.read())


class Portraits:
    """Makes pictures of `widget` for the files of the run called `run()`.

    One that took its time, as those of large networks do, is handed out again for a while.
    """

    def __init__(self, widget: QWidget, run: Callable[[], str]) -> None:
        self._widget, self._run = widget, run
        self._image, self._of, self._until = QImage(), "", 0.0

    def __call__(self) -> Callable[[], bytes]:
        """Return what packs a picture, in any thread."""
        began, run = time.monotonic(), self._run()
        if run != self._of or began > self._until:
            self._image, self._of = taken(self._widget), run
            now = time.monotonic()
            self._until = now + _LASTS * (now - began)
        return functools.partial(packed, QImage(self._image))
