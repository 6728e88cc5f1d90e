"""Picture files: read as arrays, written as PNG."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from core import files
from core.picture_ends import is_cut_off
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError

LARGE = 2048  # px: larger pictures are read at a reduced size, at most this on the longer side

_MOST = 1 << 30  # bytes that one picture may take, in its file and while it is decoded
_AT_ONCE = 1 << 22  # pixels made grey at a time
_PALE = 0.25  # ink that darkens the paper by less of what it covers is as light as paper


def read_grey(path: Path) -> np.ndarray:
    """Return the picture at `path` (PNG, JPEG ...) as `grey_of` does.

    OSError: there is no such file. ValueError: it is not a picture, cut off, or far too large; the
    sentence says why.
    """
    files.opened(path, _MOST).close()
    reader = QImageReader(str(path))
    # By its contents, not by its name; and upright, as the camera was held.
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    with _whole_and_quiet():
        if reader.canRead() and is_cut_off(path.read_bytes()):
            text = QT_TRANSLATE_NOOP("Core", "{path} is cut off: the end of it is missing.")
            raise SentenceError(text, path=str(path))
        _limit(reader, path)
        image = reader.read()
    if image.isNull():
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "{path} is not a picture that can be read: {reason}."),
            path=str(path),
            reason=reader.errorString(),
        )
    return grey_of(image)


def write_png(path: Path, image: QImage) -> None:
    """Write `image` to `path` as PNG, whole or not at all. OSError: it cannot be written."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"PNG")).write(image):
        reason = QT_TRANSLATE_NOOP("Core", "The picture for {path} cannot be made")
        raise OSError(errno.EIO, Sentence(reason, {"path": str(path)}))
    files.write(path, bytes(data.data()))


def grey_of(image: QImage) -> np.ndarray:
    """Return `image` as float32 [height, width], 0 black to 255 white, 16 bits as finely as it is.

    Each side has 2,048 pixels at most; a larger picture is averaged over squares. What is
    transparent shows as white paper; where all ink is as light as that, the ink is what is opaque.
    """
    width, height = image.width(), image.height()
    step = max(min(-(-max(width, height) // LARGE), width, height), 1)
    rows = max(_AT_ONCE // max(width, 1) // step, 1) * step
    strips = [
        _grey_and_cover(image.copy(0, top, width, min(rows, height - top)), step)
        for top in range(0, height, rows)
    ]
    grey, cover = (np.concatenate(parts) for parts in zip(*strips, strict=True))
    if np.ptp(grey) < _PALE * np.ptp(cover):
        return 255 - cover
    return grey


def _grey_and_cover(image: QImage, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Return how bright `image` is on white paper, and how opaque, both from 0 to 255."""
    cover = np.full((image.height(), image.width()), 255, np.uint8)
    fine = image.depth() > 32 or image.format() == QImage.Format.Format_Grayscale16
    if image.hasAlphaChannel():
        cover = _array(image.convertToFormat(QImage.Format.Format_Alpha8), np.uint8)
        kind = QImage.Format.Format_RGBX64 if fine else QImage.Format.Format_RGB32
        paper = QImage(image.size(), kind)
        paper.fill(QColor("white"))
        painter = QPainter(paper)
        painter.drawImage(0, 0, image)
        painter.end()
        image = paper
    if fine:
        deep = _array(image.convertToFormat(QImage.Format.Format_Grayscale16), np.uint16)
        grey = _averaged(deep, step) / 257
    else:
        flat = _array(image.convertToFormat(QImage.Format.Format_Grayscale8), np.uint8)
        grey = _averaged(flat, step)
    return grey, _averaged(cover, step)


def _array(image: QImage, kind: type) -> np.ndarray:
    """Return the one channel of `image`, [height, width], an array of its own."""
    rows: np.ndarray = np.frombuffer(image.constBits(), kind).reshape(image.height(), -1)
    return rows[:, : image.width()].copy()


def _averaged(array: np.ndarray, step: int) -> np.ndarray:
    height, width = (side // step for side in array.shape)
    rows = array[: height * step].reshape(height, step, -1).sum(axis=1, dtype=np.uint32)
    blocks = rows[:, : width * step].reshape(height, width, step).sum(axis=2)
    means: np.ndarray = (blocks / (step * step)).astype(np.float32)
    return means


def _limit(reader: QImageReader, path: Path) -> None:
    """Have a large picture decoded at a reduced size, or refuse what would take the memory."""
    size = reader.size()
    if not size.isValid():
        return
    if max(size.width(), size.height()) > LARGE and _decodes_in_parts(reader, path):
        reader.setScaledSize(size.scaled(LARGE, LARGE, Qt.AspectRatioMode.KeepAspectRatio))
        return
    bits = QImage.toPixelFormat(reader.imageFormat()).bitsPerPixel() or 32
    if size.width() * size.height() * bits > 8 * _MOST:
        text = QT_TRANSLATE_NOOP("Core", "{path} is too large: {width:,} × {height:,} pixels.")
        raise SentenceError(text, path=str(path), width=size.width(), height=size.height())


def _decodes_in_parts(reader: QImageReader, path: Path) -> bool:
    """Whether the decoder shrinks row by row; others would decode, and then shrink, all of it."""
    kind = bytes(reader.format().data())
    if kind != b"png":
        return kind in (b"jpeg", b"webp", b"svg")
    with path.open("rb") as file:
        head = file.read(29)
    colours, interlaced = head[25], head[28]
    return colours in (2, 6) and head[24] == 8 and not interlaced


@contextmanager
def _whole_and_quiet() -> Iterator[None]:
    """Let no limit but ours hold, and none of the decoders' remarks reach the terminal."""
    limit = QImageReader.allocationLimit()
    before = qInstallMessageHandler(lambda *_: None)
    QImageReader.setAllocationLimit(0)
    try:
        yield
    finally:
        QImageReader.setAllocationLimit(limit)
        qInstallMessageHandler(before)
