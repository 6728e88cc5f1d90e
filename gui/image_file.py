"""Picture files: read as arrays, written as PNG."""

import errno
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from core import files
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError


def read_grey(path: Path) -> np.ndarray:
    """Return the picture at `path` (PNG, JPEG ...) as uint8 [height, width], 0 black to 255 white.

    What is transparent shows as white paper. OSError: there is no such file. ValueError: it is
    not a picture; the sentence says why.
    """
    path.open("rb").close()
    reader = QImageReader(str(path))
    # By its contents, not by its name; and upright, as the camera was held.
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "{path} is not a picture that can be read: {reason}."),
            path=str(path),
            reason=reader.errorString(),
        )
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return grey_array(paper)


def write_png(path: Path, image: QImage) -> None:
    """Write `image` to `path` as PNG, whole or not at all. OSError: it cannot be written."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"PNG")).write(image):
        reason = QT_TRANSLATE_NOOP("Core", "The picture for {path} cannot be made")
        raise OSError(errno.EIO, Sentence(reason, {"path": str(path)}))
    files.write(path, bytes(data.data()))


def grey_array(image: QImage) -> np.ndarray:
    """Return `image` as uint8 [height, width], an array of its own."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()
