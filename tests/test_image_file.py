"""Picture files as arrays: every kind of file, paper and ink; and what is no picture."""

import struct
import zlib

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, qRgba

from gui.image_file import LARGE, grey_of, read_grey

# 5 wide, so that rows are padded to whole words.
PICTURE = np.array([[0, 60, 120, 180, 255], [255, 0, 255, 0, 255], [9, 9, 9, 9, 9]], np.uint8)


def image_of(picture, kind=QImage.Format.Format_RGB32):
    image = QImage(picture.shape[1], picture.shape[0], QImage.Format.Format_ARGB32)
    for (row, column), value in np.ndenumerate(picture):
        image.setPixelColor(column, row, QColor(*[int(value)] * 3))
    return image.convertToFormat(kind)


@pytest.mark.parametrize(
    "kind",
    [
        QImage.Format.Format_RGB32,
        QImage.Format.Format_ARGB32,
        QImage.Format.Format_RGB888,
        QImage.Format.Format_Grayscale8,
        QImage.Format.Format_Grayscale16,
        QImage.Format.Format_RGBA64,
    ],
)
@pytest.mark.parametrize("suffix", ["png", "bmp"])
def test_grey_values_are_read_exactly(tmp_path, kind, suffix):
    path = tmp_path / f"a.{suffix}"
    assert image_of(PICTURE, kind).save(str(path))
    read = read_grey(path)
    assert read.dtype == np.float32
    np.testing.assert_allclose(read.astype(int), PICTURE, atol=1)


def test_jpeg_is_read_nearly(tmp_path):
    large = np.kron(PICTURE, np.ones((16, 16), np.uint8))
    assert image_of(large).save(str(tmp_path / "a.jpg"), quality=95)
    difference = read_grey(tmp_path / "a.jpg") - large
    assert np.abs(difference).mean() < 3


def test_contents_say_what_it_is_and_not_the_name(tmp_path):
    assert image_of(PICTURE).save(str(tmp_path / "a.png"))
    for name in ("a.jpg", "a", "a.txt"):
        path = (tmp_path / "a.png").replace(tmp_path / name)
        assert read_grey(path).shape == PICTURE.shape
        path.replace(tmp_path / "a.png")


def test_transparent_pixels_are_white_paper(tmp_path):
    image = QImage(3, 1, QImage.Format.Format_ARGB32)
    for column, alpha in enumerate((0, 128, 255)):
        image.setPixel(column, 0, qRgba(0, 0, 0, alpha))
    assert image.save(str(tmp_path / "a.png"))
    np.testing.assert_allclose(read_grey(tmp_path / "a.png"), [[255, 127, 0]], atol=1)


@pytest.mark.parametrize(("width", "height", "averaged"), [(24_584, 173, 13), (40_000, 111, 20)])
def test_of_a_wide_picture_what_is_no_whole_square_is_left_out(width, height, averaged):
    rows = np.arange(height, dtype=np.uint8)
    picture = np.tile(rows[:, None], (1, width))
    image = QImage(picture.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
    grey = grey_of(image)
    assert grey.shape == (height // averaged, width // averaged)
    wanted = rows[: height // averaged * averaged].reshape(-1, averaged).mean(axis=1)
    np.testing.assert_allclose(grey, np.tile(wanted[:, None], (1, grey.shape[1])), atol=0.01)


def test_colours_become_grey_by_their_brightness(tmp_path):
    image = QImage(3, 1, QImage.Format.Format_RGB32)
    for column, colour in enumerate(("blue", "lime", "white")):
        image.setPixelColor(column, 0, QColor(colour))
    assert image.save(str(tmp_path / "a.png"))
    blue, green, white = read_grey(tmp_path / "a.png")[0]
    assert blue < green < white == 255


def test_photo_is_turned_as_the_camera_was_held(tmp_path):
    picture = np.kron(np.array([[0, 255]], np.uint8), np.ones((16, 16), np.uint8))
    assert image_of(picture).save(str(tmp_path / "a.jpg"), quality=95)
    data = (tmp_path / "a.jpg").read_bytes()
    # An Exif block with one entry: orientation (0x0112) 6, to be turned right by 90°.
    entry = bytes.fromhex("4d4d002a00000008 0001 0112 0003 00000001 00060000 00000000")
    block = b"Exif\0\0" + entry
    exif = b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block
    (tmp_path / "a.jpg").write_bytes(data[:2] + exif + data[2:])
    turned = read_grey(tmp_path / "a.jpg")
    assert turned.shape == (32, 16)
    assert turned[:16].mean() < 10
    assert turned[16:].mean() > 245


@pytest.mark.parametrize("levels", [2, 20, 100])
def test_sixteen_bits_of_a_small_range_stay_apart(tmp_path, levels):
    deep = np.tile(np.arange(levels, dtype=np.uint16), (4, 1))
    data = deep.tobytes()
    image = QImage(data, levels, 4, 2 * levels, QImage.Format.Format_Grayscale16)
    assert image.save(str(tmp_path / "a.png"))
    np.testing.assert_allclose(read_grey(tmp_path / "a.png") * 257, deep, atol=0.01)


def inked(ink: str, paper: str, levels=(0, 128, 255)) -> QImage:
    """A picture of `ink` on transparent `paper`: of each of `levels`, a column."""
    image = QImage(len(levels), 2, QImage.Format.Format_ARGB32)
    for column, alpha in enumerate(levels):
        colour = QColor(ink if alpha else paper)
        colour.setAlpha(alpha)
        image.setPixelColor(column, 0, colour)
        image.setPixelColor(column, 1, colour)
    return image


@pytest.mark.parametrize("paper", ["white", "black"])
@pytest.mark.parametrize("ink", ["white", "#ffffc0", "#f0f0f0", "#e0ffff"])
@pytest.mark.parametrize("deep", [False, True])
def test_ink_as_light_as_paper_is_what_is_opaque(ink, paper, deep):
    image = inked(ink, paper)
    if deep:
        image = image.convertToFormat(QImage.Format.Format_RGBA64)
    np.testing.assert_allclose(grey_of(image), [[255, 127, 0]] * 2, atol=1)


def test_dark_ink_on_nothing_is_as_dark_as_it_is():
    np.testing.assert_allclose(grey_of(inked("#400000", "white"))[0, 0], 255)
    assert grey_of(inked("#808080", "white"))[0, 2] == pytest.approx(128, abs=1)
    opaque = image_of(PICTURE, QImage.Format.Format_ARGB32)
    np.testing.assert_allclose(grey_of(opaque), PICTURE, atol=1)


@pytest.mark.parametrize(
    ("size", "read"),
    [((LARGE, 30), (LARGE, 30)), ((LARGE + 2, 30), (LARGE // 2 + 1, 15)), ((9000, 3), (3000, 1))],
)
def test_a_large_picture_is_averaged_to_less(size, read):
    width, height = size
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.fillRect(0, 0, width // 2, height, QColor("black"))
    painter.end()
    grey = grey_of(image)
    assert grey.shape == read[::-1]
    assert grey[:, : read[0] // 2 - 1].max() == 0
    assert grey[:, read[0] // 2 + 1 :].min() == 255


@pytest.mark.parametrize(
    ("kind", "suffix"), [("Mono", "png"), ("Grayscale8", "jpg"), ("RGB32", "png"), ("RGB32", "bmp")]
)
def test_a_picture_above_the_limit_of_qt_is_read_without_a_word(tmp_path, capfd, kind, suffix):
    image = QImage(9000, 8000, getattr(QImage.Format, f"Format_{kind}"))
    image.fill(1 if kind == "Mono" else QColor("white"))
    path = tmp_path / f"a.{suffix}"
    assert image.save(str(path), quality=85)  # of a PNG: to pack it takes a second less
    grey = read_grey(path)
    assert LARGE // 2 < max(grey.shape) <= LARGE
    assert grey.min() > 250
    assert QImageReader.allocationLimit() == 256
    assert capfd.readouterr() == ("", "")


def test_a_damaged_picture_makes_no_remarks(tmp_path, capfd):
    noise = np.random.default_rng(0).integers(0, 256, (64, 64)).astype(np.uint8)
    assert image_of(noise).save(str(tmp_path / "a.jpg"))
    data = bytearray((tmp_path / "a.jpg").read_bytes())
    data[-400:-300] = bytes(100)
    (tmp_path / "a.jpg").write_bytes(data)
    assert read_grey(tmp_path / "a.jpg").shape == (64, 64)
    assert capfd.readouterr() == ("", "")


def test_a_picture_of_more_than_memory_is_refused_by_its_size(tmp_path, capfd):
    image = QImage(1, 1, QImage.Format.Format_Grayscale8)
    image.fill(255)
    assert image.save(str(tmp_path / "a.png"))
    data = bytearray((tmp_path / "a.png").read_bytes())
    # The head says how large it is, and has a check sum.
    data[16:24] = struct.pack(">II", 60_000, 50_000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(ValueError, match=r"a\.png is too large: 60,000 × 50,000 pixels\.$"):
        read_grey(tmp_path / "a.png")
    assert capfd.readouterr() == ("", "")


def test_array_is_its_own(qapp):
    image = image_of(PICTURE)
    array = grey_of(image)
    image.fill(QColor("black"))
    np.testing.assert_array_equal(array, PICTURE)
    array[:] = 0


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", bytes(1000)])
def test_what_is_no_picture_is_told(tmp_path, data):
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with pytest.raises(
        ValueError, match=r"a\.png is (not a picture that can be read|cut off): .+\.$"
    ):
        read_grey(path)


def test_what_is_no_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_grey(tmp_path / "nothing.png")
    with pytest.raises(IsADirectoryError):
        read_grey(tmp_path)


@pytest.mark.parametrize(
    ("kind", "side", "read"),
    [
        ("Format_RGB32", 9200, False),
        ("Format_Grayscale8", 17_000, True),
        ("Format_Mono", 17_000, True),
    ],
)
def test_what_is_decoded_as_a_whole_fits_into_memory(tmp_path, kind, side, read):
    """By what its head says: of the pixels there are none."""
    image = QImage(1, 1, getattr(QImage.Format, kind))
    image.fill(1)
    assert image.save(str(tmp_path / "a.png"))
    data = bytearray((tmp_path / "a.png").read_bytes())
    data[16:24] = struct.pack(">II", side, side)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    (tmp_path / "a.png").write_bytes(data)
    wrong = "is not a picture that can be read" if read else "is too large: "
    with pytest.raises(ValueError, match=wrong):
        read_grey(tmp_path / "a.png")


def test_a_progressive_photo_is_refused_where_its_parts_would_not_fit(tmp_path):
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    assert image.save(str(tmp_path / "a.jpg"))
    data = bytearray((tmp_path / "a.jpg").read_bytes())
    head = data.index(b"\xff\xc0")
    data[head + 5 : head + 9] = struct.pack(">HH", 9000, 9000)
    (tmp_path / "a.jpg").write_bytes(data)
    read_grey(tmp_path / "a.jpg")  # row by row, at a reduced size
    data[head + 1] = 0xC2
    (tmp_path / "a.jpg").write_bytes(data)
    with pytest.raises(ValueError, match=r"a\.jpg is too large: 9,000 × 9,000 pixels\.$"):
        read_grey(tmp_path / "a.jpg")
