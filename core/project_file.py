"""Saved networks: a `.netglow` file is a zip of JSON and .npy arrays, read as data alone.

netglow.json               format, experiment, step, examples and metrics
parameters/0-weights.npy   float32, and 0-biases, 0-slopes, 1-weights ...
history.npy                float64 [points, columns of core.history], `stride` in netglow.json
"""

import codecs
import io
import math
import re
import tempfile
import warnings
import zipfile
import zlib
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from core import files, parameters
from core.experiment import Experiment
from core.history import History
from core.identity import SUFFIX
from core.parameters import LayerParameters, Parameters
from core.sentences import MOST, plain
from core.snapshot import Metrics, Snapshot

FORMAT = 1
_MAX_JSON = 1 << 20
_MAX_COUNT = 1 << 53  # larger integers are not exact in everybody's JSON
_NPY_HEADER = 1 << 10
# What zipfile raises on bytes that are no zip, and on zips of kinds that are never written here.
# An OSError is the place it seeks when a zip says that it goes on before its beginning.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
)
_OTHER_NAME = re.compile("^File name in directory .* differ")


class Project(Struct, frozen=True, eq=False):
    """What a file holds: an experiment, what its network has become, and how it went."""

    experiment: Experiment
    snapshot: Snapshot
    history: History


class _Format(msgspec.Struct):
    format: int


class _Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    experiment: Experiment
    step: int
    examples_seen: int
    examples: int
    test: tuple[float | None, float | None]
    test_step: int
    history_stride: int


# The counts, and the least that each can be.
_LEAST = {"step": 0, "examples_seen": 0, "examples": 1, "test_step": 0, "history_stride": 1}


def save(path: Path, project: Project) -> None:
    """Write `project` to `path`. OSError: it cannot be written; what was there is untouched."""
    snapshot = project.snapshot
    document = _Document(
        FORMAT,
        project.experiment,
        snapshot.step,
        snapshot.examples_seen,
        snapshot.examples,
        snapshot.test,
        snapshot.test_step,
        project.history.stride,
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "netglow.json", msgspec.json.format(msgspec.json.encode(document)))
        for name, array in _named(snapshot.parameters):
            _add(archive, name, _npy(array))
        _add(archive, "history.npy", _npy(project.history.points))
    files.write(path, buffer.getvalue())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # Always of the same time: a zip knows none before 1980, which a wrong clock may say.
    member = zipfile.ZipInfo(name)
    member.external_attr = 0o644 << 16
    archive.writestr(member, data, zipfile.ZIP_DEFLATED)


def save_aside(project: Project) -> Path:
    """Write `project` into a new folder for temporary files; return where. OSError: it cannot be.

    For work that its own place does not take, when nobody can be asked.
    """
    path = Path(tempfile.mkdtemp(prefix="netglow-")) / f"kept{SUFFIX}"
    save(path, project)
    return path


def load(path: Path) -> Project:
    """Read the project at `path`.

    OSError: it cannot be read. ValueError: it is no saved network; a sentence says what is wrong.
    """
    with path.open("rb") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                return _read(archive)
        except KeyError as error:
            raise _refused(path, "is not a saved network", error.args[0]) from error
        except _DAMAGED as error:
            raise _refused(path, "is not a saved network, or is damaged", error) from error
        except ValueError as error:
            raise _refused(path, "cannot be opened", error) from error


def _refused(path: Path, what: str, reason: object) -> ValueError:
    """Return the error that says so in a sentence; the reason may quote what the file says."""
    name = plain(path.name, 100)
    reason = plain(str(reason), MOST - len(name) - len(what) - 4).rstrip(".")
    if _OTHER_NAME.search(reason):  # zipfile shows the bytes
        reason = "its table of contents names other parts than it has"
    return ValueError(f"{name} {what}: {reason}.")


def _read(archive: zipfile.ZipFile) -> Project:
    document = _decode(_bytes(archive, "netglow.json", _MAX_JSON))
    expected = parameters.shapes(document.experiment.network)
    read = tuple(
        LayerParameters(
            *(
                _array(archive, _name(index, field), shape, "<f4")
                for field, shape in zip(LayerParameters._fields, shapes, strict=True)
            )
        )
        for index, shapes in enumerate(expected)
    )
    snapshot = Snapshot(
        read,
        step=document.step,
        examples_seen=document.examples_seen,
        examples=document.examples,
        test=Metrics(*(np.nan if value is None else value for value in document.test)),
        test_step=document.test_step,
    )
    points = _array(archive, "history.npy", None, "<f8")
    return Project(document.experiment, snapshot, History.restore(points, document.history_stride))


def _decode(text: bytes) -> _Document:
    try:
        # As editors of Windows save it.
        if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = text.decode("utf-16").encode()
        text = text.removeprefix(codecs.BOM_UTF8)
        # First: what a newer version adds would only be "unknown fields".
        made_as = msgspec.json.decode(text, type=_Format).format
        if made_as != FORMAT:
            newer = " It was made by a newer version." if made_as > FORMAT else ""
            raise ValueError(
                f"its format is {made_as}; this version of Netglow reads format {FORMAT}.{newer}"
            )
        document = msgspec.json.decode(text, type=_Document)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        reason = str(error).rstrip(".")
        raise ValueError(f"its netglow.json is wrong: {reason}.") from error
    for name, least in _LEAST.items():
        count = getattr(document, name)
        if not least <= count <= _MAX_COUNT:
            raise ValueError(f"its netglow.json is wrong: {name} cannot be {count}.")
    return document


def _bytes(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Read a member that may take `limit` bytes: a small file cannot fill the memory."""
    member = archive.getinfo(name)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(f"its {name} is compressed in a way that is never used here.")
    if member.file_size > limit:
        raise ValueError(f"its {name} is larger than it can be.")
    with archive.open(member) as file:
        # Not all at once: what it says of its size may be a lie, and is believed too late.
        data = file.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise ValueError(f"its {name} has not the size that it says.")
    return data


def _array(archive, name: str, shape: tuple[int, ...] | None, dtype: str) -> np.ndarray:
    """Read the array `name` of this type, and of `shape` unless that is None."""
    limit = History.MAX_BYTES if shape is None else 4 * math.prod(shape)
    # So much is looked at as to say what is wrong with an array of another type.
    data = io.BytesIO(_bytes(archive, name, 2 * limit + _NPY_HEADER))
    wanted = np.dtype(dtype)
    found, in_columns, kind = _header(data, name)
    if (shape is not None and found != shape) or in_columns or kind != wanted:
        raise ValueError(
            f"its {name} is {kind} {found}{' in Fortran order' * in_columns},"
            f" not {wanted} {found if shape is None else shape}."
        )
    values = np.frombuffer(data.read(), np.uint8)
    if values.size != math.prod(found) * wanted.itemsize:
        raise ValueError(f"its {name} has not as many numbers as it says.")
    return values.view(dtype).reshape(found)


def _header(data: io.BytesIO, name: str) -> tuple[tuple[int, ...], bool, np.dtype]:
    """Read what an array in .npy is: shape, whether column by column, type."""
    try:
        if np.lib.format.read_magic(data) != (1, 0):
            raise ValueError("not version 1.0 of .npy")
        with warnings.catch_warnings():  # that Python 2 wrote it does not matter
            warnings.simplefilter("ignore")
            shape, in_columns, kind = np.lib.format.read_array_header_1_0(data)
    except Exception as error:
        # The header is a Python literal: NumPy's parser of them raises whatever it likes.
        raise ValueError(f"its {name} is no array.") from error
    if not all(type(size) is int and size >= 0 for size in shape):
        raise ValueError(f"its {name} has no shape: {shape}.")
    return shape, in_columns, kind


def _named(layers: Parameters):
    for index, layer in enumerate(layers):
        for field, array in layer._asdict().items():
            yield _name(index, field), array


def _name(index: int, field: str) -> str:
    return f"parameters/{index}-{field}.npy"


def _npy(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()
