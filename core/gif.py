"""Moving pictures as GIF: one palette for all of them, and of each what is new in it."""

import struct
from collections.abc import Callable, Iterable

import numpy as np

_BITS = 5  # of each of red, green and blue that colours are told apart by
_COLOURS = 255  # the one that is left says: as before
_SAME = 255
_MOST_CODES = 4096


class Palette:
    """The colours that are there most often, and the nearest of them for all others."""

    def __init__(self, pictures: Iterable[np.ndarray]) -> None:
        """`pictures` are uint8 [rows, columns, 3]."""
        counts = np.zeros(1 << 3 * _BITS, np.int64)
        sums = np.zeros((3, counts.size))
        for picture in pictures:
            coarse = _coarse(picture).ravel()
            counts += np.bincount(coarse, minlength=counts.size)
            for each, values in zip(sums, picture.reshape(-1, 3).T, strict=True):
                each += np.bincount(coarse, values, counts.size)
        often = np.argsort(-counts, kind="stable")[:_COLOURS]
        often = often[counts[often] > 0]
        known = np.flatnonzero(counts)
        means = np.zeros((counts.size, 3))
        means[known] = (sums[:, known] / counts[known]).T
        self.colours = means[often].round().astype(np.uint8)
        far = np.abs(means[known][:, None, :] - means[often][None]).sum(axis=2)
        self._nearest = np.zeros(counts.size, np.uint8)
        # Colours that were not looked at, of other pictures, are those of the nearest that were.
        self._nearest[:] = _spread(known, far.argmin(axis=1), counts.size)

    def indices(self, picture: np.ndarray) -> np.ndarray:
        """Return a picture by the numbers of its colours, uint8 [rows, columns]."""
        found: np.ndarray = self._nearest[_coarse(picture)]
        return found


def write_gif(
    write: Callable[[bytes], object],
    pictures: Iterable[np.ndarray],
    palette: Palette,
    size: tuple[int, int],
    hundredths: int,
) -> None:
    """Write pictures, uint8 [rows, columns, 3], each shown for so many hundredths of a second.

    `size` is (width, height). They go round and round.
    """
    table = np.zeros((256, 3), np.uint8)
    table[: len(palette.colours)] = palette.colours
    write(b"GIF89a" + struct.pack("<HHBBB", *size, 0xF7, 0, 0) + table.tobytes())
    write(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")
    before: np.ndarray | None = None
    for picture in pictures:
        now = palette.indices(picture)
        shown = now if before is None else np.where(now == before, _SAME, now).astype(np.uint8)
        before = now
        # Leave what was there, and let it be seen where nothing is new.
        write(b"\x21\xf9\x04" + struct.pack("<BHBB", 0x05, hundredths, _SAME, 0))
        write(b"\x2c" + struct.pack("<HHHHB", 0, 0, *size, 0) + b"\x08")
        packed = _packed(shown.tobytes())
        for start in range(0, len(packed), 255):
            piece = packed[start : start + 255]
            write(bytes([len(piece)]) + piece)
        write(b"\x00")
    write(b"\x3b")


def _coarse(picture: np.ndarray) -> np.ndarray:
    bits = (picture >> (8 - _BITS)).astype(np.int32)
    found: np.ndarray = (bits[..., 0] << 2 * _BITS) | (bits[..., 1] << _BITS) | bits[..., 2]
    return found


def _spread(known: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    """Return `values` at the places `known`, and at all others that of the nearest place."""
    after = np.searchsorted(known, np.arange(count)).clip(0, len(known) - 1)
    before = (after - 1).clip(0)
    places = np.arange(count)
    nearer = np.abs(known[before] - places) < np.abs(known[after] - places)
    found: np.ndarray = values[np.where(nearer, before, after)]
    return found


def _packed(data: bytes) -> bytes:
    """Return bytes as LZW codes, as GIF has them."""
    clear, end = 256, 257
    out, held, held_bits = bytearray(), 0, 0
    codes: dict[int, int] = {}
    following, width = end + 1, 9

    def put(code: int) -> None:
        nonlocal held, held_bits
        held |= code << held_bits
        held_bits += width
        while held_bits >= 8:
            out.append(held & 255)
            held >>= 8
            held_bits -= 8

    put(clear)
    current = data[0]
    for byte in data[1:]:
        key = current << 8 | byte
        if key in codes:
            current = codes[key]
            continue
        put(current)
        if following < _MOST_CODES:
            if following == 1 << width:
                width += 1
            codes[key] = following
            following += 1
        else:
            put(clear)
            codes.clear()
            following, width = end + 1, 9
        current = byte
    put(current)
    if following == 1 << width and width < 12:
        width += 1
    put(end)
    if held_bits:
        out.append(held & 255)
    return bytes(out)
