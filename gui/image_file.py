"""Picture files: read as arrays, written as PNG."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from core import files, svg
from core.picture_ends import is_cut_off
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError

LARGE = 2048  # px: larger pictures are read at a reduced size, at most this on the longer side

_MOST_BYTES = 1 << 28  # of a file
_DRAWINGS = b"svg", b"svgz"
_PROGRESSIVE = re.compile(rb"\xff[\xc2\xc6\xca\xce]")
_MOST = 300 << 20  # bytes that one picture may take while it is decoded
_AT_ONCE = 1 << 22  # pixels made grey at a time
_PALE = 0.25  # ink that darkens the paper by less of what it covers is as light as paper


def read_grey(path: Path) -> np.ndarray:
    """Return the picture at `path` (PNG, JPEG ...) as `grey_of` does.

    OSError: there is no such file. ValueError: it is not a picture, cut off, or far too large; the
    sentence says why.
    """
    files.opened(path, _MOST_BYTES).close()
    reader = QImageReader(str(path))
    # By its contents, not by its name; and upright, as the camera was held.
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    with _whole_and_quiet():
        if reader.canRead():
            data = path.read_bytes()
            if is_cut_off(data):
                text = QT_TRANSLATE_NOOP("Core", "{path} is cut off: the end of it is missing.")
                raise SentenceError(text, path=str(path))
            if _kind(reader) in _DRAWINGS:
                drawing = QBuffer()  # of what was looked at, and of nothing else
                drawing.setData(svg.checked(data, str(path)))
                reader = QImageReader(drawing, QByteArray(b"svg"))
            _limit(reader, data, path)
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
    height, width = (side // step for side in array.shape)  # no rows: a strip's poor rest
    rows = array[: height * step].reshape(height, step, array.shape[1])
    rows = rows.sum(axis=1, dtype=np.uint32)
    blocks = rows[:, : width * step].reshape(height, width, step).sum(axis=2)
    means: np.ndarray = (blocks / (step * step)).astype(np.float32)
    return means


def _limit(reader: QImageReader, data: bytes, path: Path) -> None:
    """Have a large picture decoded at a reduced size, or refuse what would take the memory."""
    size = reader.size()
    if not size.isValid():
        return  # Qt refuses by itself what it finds to be too large
    pixels, bits = size.width() * size.height(), _bits_held(reader, data)
    if pixels * bits > 8 * _MOST:
        text = QT_TRANSLATE_NOOP("Core", "{path} is too large: {width:,} × {height:,} pixels.")
        raise SentenceError(text, path=str(path), width=size.width(), height=size.height())
    if max(size.width(), size.height()) > LARGE and _shrinks(reader):
        reader.setScaledSize(size.scaled(LARGE, LARGE, Qt.AspectRatioMode.KeepAspectRatio))


def _bits_held(reader: QImageReader, data: bytes) -> int:
    """Return how much of every pixel the decoder has in memory; 0: it decodes row by row."""
    if _shrinks(reader):
        # A progressive JPEG becomes finer with each pass: three numbers a pixel are kept.
        return 48 if _kind(reader) == b"jpeg" and _PROGRESSIVE.search(data) else 0
    return QImage.toPixelFormat(reader.imageFormat()).bitsPerPixel() or 32


def _shrinks(reader: QImageReader) -> bool:
    """Whether the decoder shrinks as it goes; others decode all of a picture, and then shrink."""
    return _kind(reader) in (b"jpeg", *_DRAWINGS)


def _kind(reader: QImageReader) -> bytes:
    return bytes(reader.format().data())


@contextmanager
def _whole_and_quiet() -> Iterator[None]:
    """Let our limit hold in place of Qt's, and none of the decoders' remarks reach the terminal."""
    limit = QImageReader.allocationLimit()
    before = qInstallMessageHandler(lambda *_: None)
    QImageReader.setAllocationLimit(_MOST >> 20)
    try:
        yield
    finally:
        QImageReader.setAllocationLimit(limit)
        qInstallMessageHandler(before)
