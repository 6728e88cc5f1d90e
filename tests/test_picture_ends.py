"""Picture files that are cut off, told by their own marks; whole ones of every kind pass."""

import struct

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from core.picture_ends import is_cut_off
from gui.image_file import read_grey


def written(kind: str, progressive: bool = False) -> bytes:
    """A picture of noise and paper as a file of that kind."""
    pixels = np.full((60, 70), 255, np.uint8)
    pixels[10:50, 20:40] = np.random.default_rng(0).integers(0, 256, (40, 20))
    image = QImage(pixels.tobytes(), 70, 60, 70, QImage.Format.Format_Grayscale8)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, kind.encode())
    writer.setProgressiveScanWrite(progressive)
    assert writer.write(image)
    return bytes(data.data())


def gif() -> bytes:
    """One grey pixel, with colours of its own and a comment."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
    comment = b"\x21\xfe\x03one\x00"
    image = (
        b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0x80) + b"\x77" * 6 + b"\x02\x02\x44\x01\x00"
    )
    return head + comment + image + b"\x3b"


def with_thumbnail() -> bytes:
    """A JPEG with a whole small JPEG in its head, as cameras write them."""
    data = written("jpg")
    small = b"Exif\0\0" + b"\xff\xd8\xff\xd9" * 4
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(small) + 2) + small + data[2:]


WHOLE = {
    "jpg": written("jpg"),
    "progressive jpg": written("jpg", progressive=True),
    "jpg with a thumbnail": with_thumbnail(),
    "png": written("png"),
    "webp": written("webp"),
    "bmp": written("bmp"),
    "xbm": written("xbm"),
    "gif": gif(),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_is_whole(kind):
    assert not is_cut_off(WHOLE[kind])


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_is_cut_off_wherever_it_is_cut(kind):
    data = WHOLE[kind]
    # What is left of xbm's text after its last bracket is a line's end.
    for end in range(12, len(data.rstrip()), max(len(data) // 200, 1)):
        assert is_cut_off(data[:end])


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_what_follows_the_end_does_not_matter(kind):
    assert not is_cut_off(WHOLE[kind] + b"a film, or anything else \xff\xda")


@pytest.mark.parametrize("data", [b"", b"\xff", b"text", b"II*\0"])
def test_what_has_no_such_marks_is_left_to_its_decoder(data):
    assert not is_cut_off(data)


@pytest.mark.parametrize("kind", [*WHOLE, "tiff", "pgm", "xpm", "ico"])
def test_no_half_picture_is_read(kind, tmp_path):
    data = WHOLE.get(kind) or written(kind)
    path = tmp_path / "picture"
    path.write_bytes(data)
    if kind != "jpg with a thumbnail":  # its head says nothing of a camera
        assert read_grey(path).shape in ((60, 70), (1, 1), (256, 256))
    path.write_bytes(data[: len(data) * 55 // 100])
    with pytest.raises(ValueError, match=r"is cut off: |is not a picture that can be read: "):
        read_grey(path)
