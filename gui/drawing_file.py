"""Drawings as files that can be enlarged: SVG and PDF, made of shapes and text."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from core import files
from core.identity import TITLE

KINDS = (".svg", ".pdf")
_PIXELS_PER_INCH = 96  # as browsers have it
_DOTS_PER_INCH = 1200  # to which PDF rounds places


def write_drawing(
    path: Path, size: tuple[int, int], paint: Callable[[QPainter], None], ratio: float = 1.0
) -> None:
    """Write what is `drawn` to `path`, as SVG or PDF by its ending, whole or not at all.

    OSError: it cannot be written.
    """
    files.write(path, drawn(path.suffix.lower(), size, paint, ratio))


def drawn(
    kind: str, size: tuple[int, int], paint: Callable[[QPainter], None], ratio: float = 1.0
) -> bytes:
    """Return what `paint` paints as a file of a kind, one of KINDS.

    It is `size` (width, height) in pixels; `ratio` of them are one of the painter's.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write = _write_svg if kind == ".svg" else _write_pdf
    write(buffer, size, paint, ratio)
    buffer.close()
    return bytes(data.data())


def _write_svg(
    buffer: QBuffer, size: tuple[int, int], paint: Callable[[QPainter], None], ratio: float
) -> None:
    from PySide6.QtSvg import QSvgGenerator  # opening the window does without

    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # it can clip
    generator.setOutputDevice(buffer)
    generator.setResolution(_PIXELS_PER_INCH)
    generator.setSize(QSize(*size))
    generator.setViewBox(QRectF(0, 0, *size))
    generator.setTitle(TITLE)
    with QPainter(generator) as painter:  # one that outlives what it paints on ends the program
        painter.scale(ratio, ratio)
        paint(painter)


def _write_pdf(
    buffer: QBuffer, size: tuple[int, int], paint: Callable[[QPainter], None], ratio: float
) -> None:
    writer = QPdfWriter(buffer)
    inches = QSizeF(*size) / _PIXELS_PER_INCH
    # Not turned into a size of paper that is nearly as large.
    writer.setPageSize(
        QPageSize(inches, QPageSize.Unit.Inch, "", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    writer.setPageMargins(QMarginsF())
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(TITLE)
    writer.setCreator(TITLE)
    scale = ratio * writer.width() / size[0]
    with QPainter(writer) as painter:
        painter.scale(scale, scale)
        paint(painter)
