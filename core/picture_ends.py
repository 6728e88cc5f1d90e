"""Whether a picture file has been cut off: its own marks say where it should end.

Decoders fill what is missing with grey or white, and a half digit is read as if it were whole.
"""

import re
from collections.abc import Callable
from typing import Literal

# In a JPEG's packed data a byte FF is followed by 00, or by the number of a restart; any other
# byte after it begins a segment.
_JPEG_SEGMENT = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
_JPEG_END, _JPEG_DATA = 0xD9, 0xDA


def is_cut_off(data: bytes) -> bool:
    """Return whether the picture in `data` stops before its end; False for unknown formats."""
    return any(data.startswith(magic) and cut_off(data) for magic, cut_off in _FORMATS.items())


def _jpeg(data: bytes) -> bool:
    place = 2
    while found := _JPEG_SEGMENT.search(data, place):
        place, kind = found.end(), found[1][0]
        if kind == _JPEG_END:
            return False
        if kind != 0x01:
            place += _number(data, place, 2, "big")
    return True


def _png(data: bytes) -> bool:
    place = 8
    while place + 12 <= len(data):
        length = _number(data, place, 4, "big")
        if data[place + 4 : place + 8] == b"IEND":
            return False
        place += 12 + length
    return True


def _riff(data: bytes) -> bool:
    return len(data) < 8 + _number(data, 4, 4, "little")


def _gif(data: bytes) -> bool:
    place = 13 + _gif_colours(data, 10)
    while place < len(data):
        kind = data[place]
        if kind == 0x3B:
            return False
        # An extension, or an image: its own colours, and how wide its codes are.
        place += 2 if kind == 0x21 else 11 + _gif_colours(data, place + 9)
        while place < len(data) and data[place]:
            place += 1 + data[place]
        place += 1
    return True


def _gif_colours(data: bytes, place: int) -> int:
    flags = _number(data, place, 1, "little")
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _bmp(data: bytes) -> bool:
    start, head = _number(data, 10, 4, "little"), _number(data, 14, 4, "little")
    if head < 40 or _number(data, 30, 4, "little") not in (0, 3):
        # Of the old kind, or packed: only its own word counts.
        return len(data) < _number(data, 2, 4, "little")
    width, bits = _number(data, 18, 4, "little"), _number(data, 28, 2, "little")
    # Rows from the top down count below 0.
    height = abs(int.from_bytes(data[22:26], "little", signed=True))
    return len(data) < start + height * ((width * bits + 31) // 32 * 4)


def _xbm(data: bytes) -> bool:
    return not data.rstrip().endswith(b"};")


def _number(data: bytes, place: int, size: int, order: Literal["big", "little"]) -> int:
    return int.from_bytes(data[place : place + size], order)


_FORMATS: dict[bytes, Callable[[bytes], bool]] = {
    b"\xff\xd8\xff": _jpeg,
    b"\x89PNG\r\n\x1a\n": _png,
    b"RIFF": _riff,
    b"GIF8": _gif,
    b"BM": _bmp,
    b"#define": _xbm,
}
