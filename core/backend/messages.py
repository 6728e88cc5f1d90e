"""What the window and its backend process say to each other, and how it lies in the pipe.

A frame is the length of its body, four bytes little-endian, and the body: one message as
MessagePack. Arrays travel as raw bytes with dtype and shape. Whatever is not exactly such a frame
raises MessageError; nothing that arrives is ever executed.
"""

import math
import struct
from collections.abc import Iterator

import msgspec
import numpy as np

from core.experiment import Experiment, Hyperparameters
from core.parameters import LayerParameters, Parameters
from core.snapshot import Metrics, Snapshot
from core.walkthrough import Proof, Slots

# Ten layers of 4,096 neurons are 671 MB.
MAX_BODY = 1 << 30
_MAX_DIMENSIONS = 8
_LENGTH = struct.Struct("<I")


class MessageError(ValueError):
    """Bytes that are no message; the text is one sentence."""


class Array(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A float32 array, C order, little-endian."""

    shape: tuple[int, ...]
    data: memoryview

    def __post_init__(self) -> None:
        fits = (
            len(self.shape) <= _MAX_DIMENSIONS
            # Each by itself too: a dimension of 0 would hide one that is out of all bounds.
            and all(0 <= size <= MAX_BODY for size in self.shape)
            and len(self.data) == 4 * math.prod(self.shape)
        )
        if not fits:
            raise ValueError(f"{len(self.data)} bytes are no float32 array of {self.shape}")


LayersData = tuple[tuple[Array, Array, Array], ...]  # Parameters as they travel


class SnapshotData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A Snapshot as it travels."""

    parameters: LayersData
    step: int
    examples_seen: int
    examples: int
    train: tuple[float, float]
    test: tuple[float, float]
    test_step: int


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    pass


# From the window to the backend.


class Start(_Message):
    """Begin run number `run` from `snapshot` on the device named `device` ("": the best)."""

    run: int
    experiment: Experiment
    device: str
    snapshot: SnapshotData


class Train(_Message):
    """Train from now on, or pause."""

    on: bool


class Step(_Message):
    """Make exactly one update."""


class CheckGradients(_Message):
    """Compute the mean loss and the gradients of this batch, and tell the optimizer's slots.

    Inputs are [examples, inputs], with a label for each.
    """

    run: int
    inputs: Array
    labels: tuple[int, ...]


class Apply(_Message):
    """Make exactly one update, with the mean gradient of this batch: as CheckGradients has it."""

    run: int
    inputs: Array
    labels: tuple[int, ...]


class SetHyperparameters(_Message):
    """Go on with these."""

    hyperparameters: Hyperparameters


class Drawn(_Message):
    """The last snapshot was drawn: credit for one more."""


class Quit(_Message):
    """End politely."""


# From the backend to the window.


class Ready(_Message):
    """TensorFlow is loaded; these (name, title) are its devices, and what is wrong with a GPU."""

    tensorflow: str
    devices: tuple[tuple[str, str], ...]
    gpu_problem: str | None


class Phase(_Message):
    """What run `run` does now: "compiling", "ready" or "training", on which device."""

    run: int
    phase: str
    device: str


class NewSnapshot(_Message):
    """Run `run` has come this far. The next one is sent after `Drawn`."""

    run: int
    snapshot: SnapshotData


class GradientsChecked(_Message):
    """The answer to CheckGradients: a Proof. The snapshot of its step was sent before it."""

    run: int
    step: int
    loss: float
    gradients: LayersData
    slots: tuple[LayersData, ...]
    updates: int


class Stopped(_Message):
    """Run `run` cannot go on, and why, in a sentence. `lost`: the backend needs a new Start."""

    run: int
    reason: str
    lost: bool


ToBackend = Start | Train | Step | CheckGradients | Apply | SetHyperparameters | Drawn | Quit
ToWindow = Ready | Phase | NewSnapshot | GradientsChecked | Stopped

_encoder = msgspec.msgpack.Encoder()


def frame(message: ToBackend | ToWindow) -> bytes:
    """Return `message` as the bytes that go into the pipe."""
    body = _encoder.encode(message)
    return _LENGTH.pack(len(body)) + body


class FrameReader:
    """Bytes in, in pieces of any size; messages of the union `kind` out."""

    def __init__(self, kind) -> None:
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[ToBackend | ToWindow]:
        """Yield the messages that `data` completes. MessageError: these are no messages."""
        self._buffer += data
        while len(self._buffer) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._buffer)
            if length > MAX_BODY:
                raise MessageError(f"A message of {length} bytes is too long.")
            end = _LENGTH.size + length
            if len(self._buffer) < end:
                return
            body = bytes(memoryview(self._buffer)[_LENGTH.size : end])
            del self._buffer[:end]
            yield self._decode(body)

    def finish(self) -> None:
        """Say that no more bytes come. MessageError: the last message was cut off."""
        if self._buffer:
            raise MessageError("The last message was cut off.")

    def _decode(self, body: bytes):
        try:
            return self._decoder.decode(body)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise MessageError(f"This is no message: {str(error).rstrip('.')}.") from error


def pack_snapshot(snapshot: Snapshot) -> SnapshotData:
    """Return `snapshot` in the form that travels; the arrays are not copied."""
    return SnapshotData(
        _pack_layers(snapshot.parameters),
        snapshot.step,
        snapshot.examples_seen,
        snapshot.examples,
        snapshot.train,
        snapshot.test,
        snapshot.test_step,
    )


def unpack_snapshot(data: SnapshotData) -> Snapshot:
    """Return the snapshot that travelled; its arrays are read-only views of the frame."""
    return Snapshot(
        _unpack_layers(data.parameters),
        data.step,
        data.examples_seen,
        data.examples,
        Metrics(*data.train),
        Metrics(*data.test),
        data.test_step,
    )


def pack_proof(run: int, proof: Proof) -> GradientsChecked:
    """Return `proof` of run `run` as it travels; the arrays are not copied."""
    return GradientsChecked(
        run,
        proof.step,
        proof.loss,
        _pack_layers(proof.gradients),
        tuple(map(_pack_layers, proof.slots.arrays)),
        proof.slots.updates,
    )


def unpack_proof(message: GradientsChecked) -> Proof:
    """Return the proof that travelled; its arrays are read-only views of the frame."""
    slots = Slots(tuple(map(_unpack_layers, message.slots)), message.updates)
    return Proof(message.step, message.loss, _unpack_layers(message.gradients), slots)


def pack_array(array: np.ndarray) -> Array:
    """Return `array` as float32 in the form that travels; one that is so already is not copied."""
    flat = np.ascontiguousarray(array, "<f4")
    return Array(array.shape, memoryview(flat.reshape(-1).view(np.uint8)))


def unpack_array(array: Array) -> np.ndarray:
    """Return the float32 array that travelled, a read-only view of the frame."""
    return np.frombuffer(array.data, "<f4").reshape(array.shape)


def _pack_layers(layers: Parameters) -> LayersData:
    return tuple(tuple(map(pack_array, layer)) for layer in layers)


def _unpack_layers(layers: LayersData) -> Parameters:
    return tuple(LayerParameters(*map(unpack_array, layer)) for layer in layers)
