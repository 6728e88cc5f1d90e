"""The parts of a zip that saved networks are made of: written little by little, read with care."""

import io
import math
import warnings
import zipfile
from typing import Any

import numpy as np

from core.history import History
from core.wording import QT_TRANSLATE_NOOP, SentenceError

Pieces = list[memoryview]  # of one part, one after the other

_NPY_HEADER = 1 << 10
_PIECE = 1 << 20  # bytes
_LARGE = 1 << 22  # bytes


def npy(array: np.ndarray) -> Pieces:
    """Return `array` as a .npy file."""
    array, header = np.ascontiguousarray(array), io.BytesIO()
    np.lib.format.write_array_header_1_0(header, np.lib.format.header_data_from_array_1_0(array))
    # Not copied: while that is done, nothing else in this process is.
    return [memoryview(header.getvalue()), memoryview(array.reshape(-1).view(np.uint8).data)]


def zipped(parts: dict[str, Pieces], packed: bool = True, bare: str = "/") -> Pieces:
    """Return a zip of `parts`, in pieces. Large parts are in it themselves, not copied.

    Nor are they `packed`: that would take twenty times as long, and win a tenth of the room. Nor
    is what has a name that begins with `bare`.
    """
    whole = _Whole()
    with zipfile.ZipFile(whole, "w") as archive:  # type: ignore[call-overload]
        for name, pieces in parts.items():
            # Always of the same time: a zip knows none before 1980, which a wrong clock may say.
            member = zipfile.ZipInfo(name)
            member.external_attr = 0o644 << 16
            member.file_size = sum(piece.nbytes for piece in pieces)
            small = packed and member.file_size < _LARGE and not name.startswith(bare)
            member.compress_type = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
            with archive.open(member, "w") as file:
                for piece in pieces:
                    for start in range(0, piece.nbytes, _PIECE):
                        file.write(piece[start : start + _PIECE])
    return whole.pieces


class _Whole:
    """A file for ZipFile that holds what it is given, and copies nothing.

    What is written again, as heads of parts are, is as long as before.
    """

    def __init__(self) -> None:
        self._written: dict[int, memoryview] = {}
        self._at = 0

    @property
    def pieces(self) -> Pieces:
        return list(self._written.values())

    def write(self, piece: bytes | memoryview) -> int:
        size = memoryview(piece).nbytes
        if size:
            self._written[self._at] = memoryview(piece)
        self._at += size
        return size

    def tell(self) -> int:
        return self._at

    def seek(self, place: int, whence: int = 0) -> int:
        self._at = place
        return place

    def flush(self) -> None:
        pass


def read_bytes(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Read a member that may take `limit` bytes: a small file cannot fill the memory."""
    member = archive.getinfo(name)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "its {part} is compressed in a way that is never used here."),
            part=name,
        )
    if member.file_size > limit:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "its {part} is larger than it can be."), part=name
        )
    with archive.open(member) as file:
        # Not all at once: what it says of its size may be a lie, and is believed too late.
        data = file.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "its {part} does not have the size that it says."), part=name
        )
    return data


def read_array(
    archive: zipfile.ZipFile, name: str, shape: tuple[int, ...] | None, dtype: str
) -> np.ndarray:
    """Read the array `name` of this type, and of `shape` unless that is None."""
    limit = History.MAX_BYTES if shape is None else 4 * math.prod(shape)
    # So much is looked at as to say what is wrong with an array of another type.
    data = io.BytesIO(read_bytes(archive, name, 2 * limit + _NPY_HEADER))
    wanted = np.dtype(dtype)
    found, in_columns, kind = _header(data, name)
    if (shape is not None and found != shape) or in_columns or kind != wanted:
        raise SentenceError(
            QT_TRANSLATE_NOOP(
                "Core", "its {part} is {kind} {found} in Fortran order, not {wanted} {shape}."
            )
            if in_columns
            else QT_TRANSLATE_NOOP("Core", "its {part} is {kind} {found}, not {wanted} {shape}."),
            part=name,
            kind=str(kind),
            found=str(found),
            wanted=str(wanted),
            shape=str(found if shape is None else shape),
        )
    values = np.frombuffer(data.read(), np.uint8)
    if values.size != math.prod(found) * wanted.itemsize:
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "its {part} does not have as many numbers as it says."),
            part=name,
        )
    return values.view(dtype).reshape(found)


def _header(data: io.BytesIO, name: str) -> tuple[tuple[int, ...], bool, "np.dtype[Any]"]:
    """Read what an array in .npy is: shape, whether column by column, type."""
    try:
        if np.lib.format.read_magic(data) != (1, 0):
            raise ValueError("not version 1.0 of .npy")
        with warnings.catch_warnings():  # that Python 2 wrote it does not matter
            warnings.simplefilter("ignore")
            shape, in_columns, kind = np.lib.format.read_array_header_1_0(data)
    except Exception as error:
        # The header is a Python literal: NumPy's parser of them raises whatever it likes.
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "its {part} is not an array."), part=name
        ) from error
    if not all(type(size) is int and size >= 0 for size in shape):
        raise SentenceError(
            QT_TRANSLATE_NOOP("Core", "its {part} has an impossible shape: {shape}."),
            part=name,
            shape=str(shape),
        )
    return shape, in_columns, kind
