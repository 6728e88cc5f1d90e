"""Ways to spoil bytes that a parser reads: blindly, and by the structure of what they are."""

import io
import json
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable

import msgspec

Mutator = Callable[[random.Random, bytes], bytes]

_LONG = 3000  # bytes that are repeated or inserted, at most
_SIZES = (1, 2, 4, 8)  # bytes of numbers
_WORDS = (
    *("0", "-1", "1e999", "-0.0", "NaN", "99999999999999999999", "4294967296", "65536", "1e-400"),
    *(
        "null",
        "true",
        '""',
        "[]",
        "{}",
        "\0",
        "\x1b[2J",
        "\u202e",
        "﻿",
        "%s",
        "{0}",
        "\\",
        "[" * 5000,
        '{"a":' * 2000,
    ),
)
_VALUES = (
    *(None, True, False, 0, -1, 1, 2, 255, 4096, 4097, 65_537, 2**31, 2**53, 2**53 + 1, 2**63),
    *(2**64 - 1, -(2**63), 0.5, -0.0, 1e-320, 1e308, "", "relu", "x" * 400, "\x1b[2J", "\u202e<b>"),
    *("ï" * 50, "{a}{b}", b"", [], {}, [[]], [None] * 40, {"type": "digits"}),
)


_PACKED = zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA


def mutated(random: random.Random, data: bytes, others: tuple[bytes, ...] = ()) -> bytes:
    """Return `data` with one to four things in it changed; parts of `others` may come in."""
    result = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4))):
        _change(random, result, others)
    return bytes(result)


def _change(random: random.Random, data: bytearray, others: tuple[bytes, ...]) -> None:
    place = random.randrange(len(data) + 1)
    end = min(len(data), place + random.choice((1, 2, 4, 16, 64, _LONG)))
    match random.randrange(10):
        case 0 if data:
            data[place % len(data)] ^= 1 << random.randrange(8)
        case 1 if data:
            data[place % len(data)] = random.choice((0, 1, 0x20, 0x7F, 0x80, 0xFE, 0xFF))
        case 2:
            del data[place:]
        case 3:
            del data[place:end]
        case 4:
            data[place:place] = data[place:end] * random.choice((1, 2, 30))
        case 5 if others:
            other = random.choice(others)
            start = random.randrange(len(other) + 1)
            data[place:] = other[start:]
        case 6:
            size = random.choice(_SIZES)
            value = random.choice(
                (0, 1, (1 << 8 * size) - 1, 1 << 8 * size - 1, random.getrandbits(8 * size))
            )
            data[place : place + size] = value.to_bytes(size, random.choice(("little", "big")))
        case 7:
            data[place:place] = random.choice(_WORDS).encode()
        case 8:
            data[place:end] = random.choice(_WORDS).encode()
        case _:
            data[place:end] = random.randbytes(end - place)


def tree_mutated(random: random.Random, value: object) -> object:
    """Return nested lists and dicts with one value in them changed, gone, or there twice."""
    paths = list(_paths(value, ()))
    *path, last = random.choice(paths) or (None,)
    if last is None:
        return random.choice(_VALUES)
    root = value = _copied(value)
    for step in path:
        value = value[step]  # type: ignore[index]
    assert isinstance(value, list | dict)
    match random.randrange(6):
        case 0:
            del value[last]
        case 1 if isinstance(value, list):
            value.extend([value[last]] * random.choice((1, 3, 500)))
        case 1:
            value[random.choice(("", "extra", "type", f"{last}2"))] = value[last]
        case 2 if isinstance(value[last], str | bytes):
            value[last] = value[last] * random.choice((0, 2, 200))
        case 3 if isinstance(value[last], int | float):
            value[last] = value[last] * random.choice((-1, 0.5, 2, 1000)) + random.choice(
                (-1, 0, 1)
            )
        case 4:
            inner: object = value[last]
            for _ in range(random.choice((1, 5, 1200))):
                inner = [inner]
            value[last] = inner
        case _:
            value[last] = random.choice(_VALUES)
    return root


def _paths(value: object, path: tuple) -> Iterable[tuple]:
    yield path
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, one in inner:
        yield from _paths(one, (*path, step))


def _copied(value: object) -> object:
    if isinstance(value, dict):
        return {name: _copied(one) for name, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


def json_mutated(random: random.Random, data: bytes) -> bytes:
    """Return JSON with one of its values changed; blindly where it is none."""
    try:
        value = tree_mutated(random, json.loads(data))
        return json.dumps(value, default=len, ensure_ascii=random.random() < 0.5).encode(
            errors="replace"
        )
    except (ValueError, RecursionError):
        return mutated(random, data)


def zip_mutated(random: random.Random, data: bytes) -> bytes:
    """Return a zip with one of its members changed, gone, called otherwise or there twice."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(random.choice((1, 1, 2))):
        place = random.randrange(len(members))
        name, content = members[place]
        match random.randrange(8):
            case 0:
                del members[place]
                members = members or [("netglow.json", b"")]
            case 1:
                members[place] = (
                    random.choice((f"../{name}", name.upper(), "", "/etc/passwd", members[0][0])),
                    content,
                )
            case 2:
                members.append((name, mutated(random, content)))
            case 3:
                members[place] = name, _npy_mutated(random, content)
            case _ if name.endswith(".json"):
                members[place] = name, json_mutated(random, content)
            case _:
                spoil = random.choice((mutated, _npy_mutated, _numbers_mutated))
                members[place] = name, spoil(random, content)
    odd = random.choice(members)[0] if random.random() < 0.1 else None
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore")  # that a name is there twice
        for name, content in members:
            how = random.choice(_PACKED) if name == odd else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, how)
    result = packed.getvalue()
    return result if random.random() < 0.7 else _end_mutated(random, result)


def _end_mutated(random: random.Random, data: bytes) -> bytes:
    """Change the table of contents, which a zip has at its end."""
    start = max(data.rfind(b"PK\1\2") if random.random() < 0.5 else data.find(b"PK\1\2"), 0)
    return data[:start] + mutated(random, data[start:])


def _numbers_mutated(random: random.Random, data: bytes) -> bytes:
    """Return an array of other numbers: what is read of it may be anything, and often is fine."""
    if not data.startswith(b"\x93NUMPY") or len(data) < 10:
        return mutated(random, data)
    spoiled, first = bytearray(data), 10 + int.from_bytes(data[8:10], "little")
    for _ in range(random.choice((1, 4, 20)) if first < len(data) else 0):
        spoiled[random.randrange(first, len(data))] = random.randrange(256)
    return bytes(spoiled)


def _npy_mutated(random: random.Random, data: bytes) -> bytes:
    """Return an array that says another type or shape of itself."""
    if not data.startswith(b"\x93NUMPY") or len(data) < 10:
        return mutated(random, data)
    end = 10 + int.from_bytes(data[8:10], "little")
    kind = random.choice(
        ("<f4", "<f8", ">f4", "|O", "<i4", "|V8", "<U999999999", "|b1", "<c8", "<M8[s]")
    )
    shape = random.choice(
        (
            "(3,)",
            "()",
            "(-1, 4)",
            "(4294967296, 4294967296)",
            "(True,)",
            "3",
            "(2**9**9,)",
            "(3, 4)",
            "(1.5,)",
            "(0, 99999999999)",
        )
    )
    column = random.choice(("False", "True", "None", "__import__('os')"))
    text = f"{{'descr': '{kind}', 'fortran_order': {column}, 'shape': {shape}, }}".encode()
    if random.random() < 0.2:
        text = b"(" * random.choice((10, 90, 5000)) + text
    if random.random() < 0.3:
        text = mutated(random, text)
    text = text[:65_000]
    text += b" " * (-(len(text) + 11) % 64) + b"\n"
    return data[:8] + len(text).to_bytes(2, "little") + text + data[end:]


def frame_mutated(random: random.Random, data: bytes) -> bytes:
    """Return a frame of MessagePack whose body has one value changed, its head as it should be."""
    body = data[5:]
    try:
        body = msgspec.msgpack.encode(tree_mutated(random, msgspec.msgpack.decode(body)))
    except RecursionError:  # as deep as that, it is written by hand
        place = random.randrange(len(body))
        body = body[:place] + b"\x91" * 5000 + body[place:]
    if random.random() < 0.2:
        body = mutated(random, body)
    length = (
        len(body) if random.random() < 0.9 else random.choice((0, 2**31, 2**32 - 1, len(body) - 1))
    )
    return struct.pack("<I", max(length, 0)) + data[4:5] + body


def png_mutated(random: random.Random, data: bytes) -> bytes:
    """Return a PNG with a chunk changed, gone or there twice; its check sums are right."""
    chunks, place = [], 8
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        chunks.append((data[place + 4 : place + 8], data[place + 8 : place + 8 + length]))
        place += 12 + length
    if not chunks:
        return mutated(random, data)
    index = random.randrange(len(chunks))
    kind, content = chunks[index]
    match random.randrange(6):
        case 0:
            del chunks[index]
        case 1:
            chunks.insert(random.randrange(len(chunks)), chunks[index])
        case 2:
            more = random.choice(
                (b"PLTE", b"tRNS", b"gAMA", b"iCCP", b"zTXt", b"eXIf", b"acTL", b"sPLT")
            )
            chunks.insert(1, (more, random.randbytes(random.choice((0, 3, 30, 768)))))
        case 3 if kind == b"IDAT":
            pixels = zlib.decompressobj().decompress(content, 1 << 20)
            chunks[index] = kind, zlib.compress(mutated(random, pixels) * random.choice((1, 1, 9)))
        case 4:
            head = bytearray(chunks[0][1].ljust(13, b"\0")[:13])
            sides = [random.choice((0, 1, 16, 300, 5000, 70_000, 2**31 - 1)) for _ in range(2)]
            head[:8] = struct.pack(">II", *sides)
            head[8:] = bytes(
                (random.choice((1, 2, 4, 8, 16, 3)), random.randrange(8), 0, 0, random.randrange(3))
            )
            chunks[0] = b"IHDR", bytes(head)
        case _:
            chunks[index] = kind, mutated(random, content)
    return data[:8] + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
