"""Snapshots and proofs as they travel in messages and back again, and how long those can be."""

import numpy as np

from core.backend.message_parts import MAX_BODY, Array, LayersData, SlotsData, SnapshotData
from core.backend.messages import GradientsChecked
from core.network import Network
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, Parameters, count
from core.snapshot import Metrics, Slots, Snapshot
from core.walkthrough import Proof

_SMALL = 1 << 20  # bytes, for all of a message but its numbers
# Bytes of an array that is copied out of its frame: each view of one is two objects more that
# Python's garbage collector goes through, which a record of checkpoints has by ten thousands.
_COPIED = 1 << 20


def longest(parameters: Parameters) -> int:
    """Return how long a message about such parameters can be: with the slots of any optimizer."""
    size = sum(array.nbytes for layer in parameters for array in layer)
    slots = max(optimizer.slot_count for optimizer in OPTIMIZERS.values())
    return min((1 + slots) * size + _SMALL, MAX_BODY)


def longest_growth(parameters: Parameters, network: Network) -> int:
    """Return how long Grown can be from such parameters to `network`; it may be too long."""
    size = 4 * count(network)
    slots = max(optimizer.slot_count for optimizer in OPTIMIZERS.values())
    return longest(parameters) + (1 + slots) * size + _SMALL


def pack_snapshot(snapshot: Snapshot) -> SnapshotData:
    """Return `snapshot` in the form that travels; the arrays are not copied.

    Slots that would make it too long for a message are left out.
    """
    slots = snapshot.slots
    return SnapshotData(
        _pack_layers(snapshot.parameters),
        snapshot.updates,
        snapshot.examples_seen,
        snapshot.examples,
        snapshot.train,
        snapshot.test,
        snapshot.tested_at,
        _pack_slots(slots) if slots and _fit(slots, snapshot.parameters) else None,
    )


def unpack_snapshot(data: SnapshotData) -> Snapshot:
    """Return the snapshot that travelled; its arrays are read-only."""
    return Snapshot(
        _unpack_layers(data.parameters),
        data.updates,
        data.examples_seen,
        data.examples,
        Metrics(*data.train),
        Metrics(*data.test),
        data.tested_at,
        _unpack_slots(data.slots) if data.slots else None,
    )


def pack_proof(run: int, proof: Proof) -> GradientsChecked:
    """Return `proof` of run `run` as it travels; the arrays are not copied."""
    return GradientsChecked(
        run,
        proof.updates,
        proof.loss,
        _pack_layers(proof.gradients),
        _pack_slots(proof.slots),
    )


def unpack_proof(message: GradientsChecked) -> Proof:
    """Return the proof that travelled; its arrays are read-only."""
    return Proof(
        message.updates,
        message.loss,
        _unpack_layers(message.gradients),
        _unpack_slots(message.slots),
    )


def pack_array(array: np.ndarray) -> Array:
    """Return `array` as float32 in the form that travels; one that is so already is not copied."""
    flat = np.ascontiguousarray(array, "<f4")
    return Array(array.shape, flat.reshape(-1).view(np.uint8).data)


def unpack_array(array: Array) -> np.ndarray:
    """Return the float32 array that travelled, read-only; a large one is a view of the frame."""
    view = np.frombuffer(array.data, "<f4").reshape(array.shape)
    if view.nbytes > _COPIED:
        return view
    copied = view.copy()
    copied.flags.writeable = False
    return copied


def _pack_layers(layers: Parameters) -> LayersData:
    return tuple(
        (pack_array(weights), pack_array(biases), pack_array(slopes))
        for weights, biases, slopes in layers
    )


def _unpack_layers(layers: LayersData) -> Parameters:
    return tuple(LayerParameters(*map(unpack_array, layer)) for layer in layers)


def _pack_slots(slots: Slots) -> SlotsData:
    return SlotsData(tuple(map(_pack_layers, slots.arrays)), slots.updates)


def _unpack_slots(data: SlotsData) -> Slots:
    return Slots(tuple(map(_unpack_layers, data.arrays)), data.updates)


def _fit(slots: Slots, parameters: Parameters) -> bool:
    """Whether parameters are short enough for a message together with their slots."""
    size = sum(array.nbytes for layer in parameters for array in layer)
    return (1 + len(slots.arrays)) * size <= MAX_BODY - _SMALL
