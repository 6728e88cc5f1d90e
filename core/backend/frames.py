"""How messages lie in the pipe, one frame after the other.

A frame is the length of its body, four bytes little-endian, the version of the protocol, one byte,
and the body: one message as MessagePack. Whatever is not exactly such a frame raises MessageError.
"""

import functools
import struct
from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec

from core.backend.message_parts import MAX_BODY
from core.backend.messages import PROTOCOL, ToBackend, ToWindow
from core.wording import QT_TRANSLATE_NOOP, SentenceError, of_decoding

_HEAD = struct.Struct("<IB")  # length of the body, version

_encoder = msgspec.msgpack.Encoder()


class MessageError(SentenceError):
    """What came is not a message; the text is one sentence."""


def frame(message: ToBackend | ToWindow) -> bytes:
    """Return `message` as the bytes that go into the pipe."""
    return b"".join(pieces(message))


def pieces(message: ToBackend | ToWindow) -> tuple[bytes, bytes]:
    """Return `message` as what goes into the pipe one after the other: a long one is not copied."""
    body = _encoder.encode(message)
    return _HEAD.pack(len(body), PROTOCOL), body


_Kind = TypeVar("_Kind")


class FrameReader(Generic[_Kind]):
    """Bytes in, in pieces of any size; messages of the union `kind`, which is _Kind, out.

    `most` is how long the body of a message may be.
    """

    def __init__(self, kind: object, most: int = MAX_BODY) -> None:
        self._kind = kind
        self._buffer = bytearray()
        self.most = most

    @functools.cached_property
    def _decoder(self) -> msgspec.msgpack.Decoder[_Kind]:
        """Made for the first message: it takes 1.5 ms, and the window has not opened yet."""
        return msgspec.msgpack.Decoder(self._kind)

    @property
    def waiting(self) -> bool:
        """Whether a message has begun and not ended."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> Iterator[_Kind]:
        """Yield the messages that `data` completes. MessageError: these are not messages."""
        rest = memoryview(data)
        while rest:
            # No more than one message lies in the buffer: it is handed on as it is, not copied.
            taken = rest[: self._missing()]
            self._buffer += taken
            rest = rest[len(taken) :]
            if not self._missing():
                whole, self._buffer = self._buffer, bytearray()
                yield self._decode(memoryview(whole).toreadonly()[_HEAD.size :])

    def _missing(self) -> int:
        """Return how many bytes of the message, or of its head, are still to come."""
        if len(self._buffer) < _HEAD.size:
            return _HEAD.size - len(self._buffer)
        length, version = _HEAD.unpack_from(self._buffer)
        if length > self.most:
            raise MessageError(
                QT_TRANSLATE_NOOP("Core", "A message of {length} bytes is too long."),
                length=length,
            )
        if version != PROTOCOL:
            raise MessageError(
                QT_TRANSLATE_NOOP(
                    "Core",
                    "A message of protocol {version} came; this version of Netglow speaks"
                    " protocol {own}.",
                ),
                version=version,
                own=PROTOCOL,
            )
        return _HEAD.size + int(length) - len(self._buffer)

    def finish(self) -> None:
        """Say that no more bytes come. MessageError: the last message was cut off."""
        if self._buffer:
            raise MessageError(QT_TRANSLATE_NOOP("Core", "The last message was cut off."))

    def _decode(self, body: memoryview) -> _Kind:
        try:
            return self._decoder.decode(body)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise MessageError(
                QT_TRANSLATE_NOOP("Core", "This is not a message: {reason}."),
                reason=of_decoding(error),
            ) from error
