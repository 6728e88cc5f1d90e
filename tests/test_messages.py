"""Messages: what is sent arrives, in whatever pieces; what is none is refused, never raised on."""

import gc
import itertools
import math
import struct
from typing import get_args

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.backend import message_parts, messages, packing
from core.backend.frames import FrameReader, MessageError, frame
from core.backend.job_messages import TimeWays, WayTimed
from core.backend.message_parts import Array, SlotsData, SnapshotData
from core.backend.messages import (
    Alive,
    Apply,
    AskCheckpoint,
    Changed,
    CheckGradients,
    Checkpoint,
    Drawn,
    GradientsChecked,
    Grow,
    Grown,
    Health,
    NewSnapshot,
    Phase,
    Quit,
    Ready,
    Replay,
    ReplayChecked,
    Replayed,
    SetDevice,
    SetHyperparameters,
    SetWatch,
    Start,
    Stopped,
    ToBackend,
    ToWindow,
    Train,
    UpdateOnce,
)
from core.backend.packing import (
    pack_array,
    pack_proof,
    pack_snapshot,
    unpack_array,
    unpack_proof,
    unpack_snapshot,
)
from core.data import Points
from core.experiment import Experiment, Hyperparameters
from core.forward_ways import WAYS, Timing
from core.health import Cause, Condition, Finding, Kind, Remark
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters
from core.snapshot import Metrics, Slots, Snapshot
from core.surgery import AddLayer, AddNeurons, RemoveLayer, RemoveNeurons
from core.walkthrough import Proof
from core.wording import Sentence

EVERY = ToBackend | ToWindow
HEAD = 5  # bytes before the body of a frame
counts = st.integers(0, 2**53)
texts = st.text(max_size=20)
numbers = st.floats(width=32)
metrics = st.builds(Metrics, st.floats(), st.floats(), st.floats())


@st.composite
def layers(draw):
    inputs, neurons = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    slopes = draw(st.sampled_from([0, neurons]))
    return LayerParameters(
        *(
            draw(arrays.arrays(np.float32, shape, elements=numbers))
            for shape in ((inputs, neurons), (neurons,), (slopes,))
        )
    )


parameters = st.lists(layers(), max_size=3).map(tuple)
slots = st.builds(Slots, st.lists(parameters, max_size=2).map(tuple), counts)
snapshots = st.builds(
    Snapshot,
    parameters,
    updates=counts,
    examples_seen=counts,
    examples=st.integers(1, 2**53),
    train=metrics,
    test=metrics,
    tested_at=counts,
    slots=st.none() | slots,
)
hyperparameters = st.builds(
    Hyperparameters,
    optimizer=st.sampled_from(sorted(OPTIMIZERS)),
    learning_rate=st.floats(0, 1000, exclude_min=True),
    batch_size=st.integers(1, 65536),
    l2=st.floats(0, 10),
)
experiments = st.builds(Experiment, hyperparameters=hyperparameters, seed=st.integers(0, 2**32 - 1))
packed = snapshots.map(pack_snapshot)
proofs = st.builds(
    Proof,
    counts,
    st.floats(),
    parameters,
    slots,
)
batches = st.tuples(st.integers(0, 3), st.integers(0, 4)).map(
    lambda shape: pack_array(np.ones(shape, np.float32))
)
phases = st.sampled_from(["compiling", "ready", "training"])
sentences = st.recursive(
    st.builds(Sentence, texts),
    lambda inner: st.builds(
        Sentence, texts, st.dictionaries(texts, texts | counts | inner, max_size=2)
    ),
    max_leaves=3,
)
findings = st.builds(
    Finding,
    *map(st.sampled_from, (get_args(Kind), get_args(Cause))),
    counts,
    *[st.integers(-1, 2**40)] * 2,
    *[st.floats()] * 7,
)
conditions = st.sampled_from(get_args(Condition))
remarks = st.lists(st.builds(Remark, conditions, counts, counts, counts), max_size=3).map(tuple)
changes = st.one_of(
    st.builds(AddNeurons, counts, counts),
    st.builds(RemoveNeurons, counts, st.lists(counts, max_size=3).map(tuple)),
    st.builds(AddLayer, counts, texts),
    st.builds(RemoveLayer, counts),
)
positive = st.floats(1e-9, 1e9)
timings = st.builds(
    Timing,
    st.sampled_from(WAYS),
    st.just(8),
    positive,
    counts,
    st.floats(0.1, 8),
    positive,
    st.floats(),
    positive,
) | st.builds(Timing, st.just("gpu"), st.just(8), lacks=sentences)
from_window = st.one_of(
    st.builds(Start, counts, experiments, texts, packed),
    st.builds(Train, st.booleans()),
    st.just(UpdateOnce()),
    st.builds(AskCheckpoint, counts, st.floats(0, 10), counts),
    st.builds(SetDevice, texts),
    st.builds(CheckGradients, counts, batches, batches),
    st.builds(Apply, counts, batches, batches),
    st.builds(SetHyperparameters, hyperparameters),
    st.builds(SetWatch, st.booleans()),
    st.builds(Grow, counts, st.lists(changes, max_size=3).map(tuple)),
    st.builds(
        Replay,
        counts,
        experiments,
        packed,
        st.lists(st.tuples(counts, hyperparameters, st.just(Points()) | st.none())).map(tuple),
        counts,
        counts,
    ),
    st.builds(TimeWays, counts, experiments, st.none() | packed, st.integers(1, 2**20)),
    st.just(Drawn()),
    st.just(Quit()),
)
from_backend = st.one_of(
    st.builds(Checkpoint, counts, texts, packed),
    st.builds(Ready, texts, st.lists(st.tuples(texts, texts)).map(tuple), st.none() | sentences),
    st.builds(Alive, st.sampled_from(["loading", "waiting", "updating"]), counts),
    st.builds(Phase, counts, phases, texts, counts),
    st.builds(NewSnapshot, counts, packed),
    st.builds(Grown, counts, texts, packed, packed),
    st.builds(pack_proof, counts, proofs),
    st.builds(Health, counts, counts, remarks, st.none() | findings, st.booleans()),
    st.builds(Changed, counts, counts, st.none() | hyperparameters, st.just(Points()) | st.none()),
    st.builds(Replayed, counts, st.none() | packed, st.none() | sentences),
    st.builds(ReplayChecked, counts, counts, texts),
    st.builds(WayTimed, counts, timings),
    st.builds(Stopped, counts, sentences, st.booleans()),
)
every_message = from_window | from_backend


def cut(data, places):
    """`data` in pieces, cut at `places`."""
    edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(edges)]


def read(data, kind=EVERY):
    """All messages in `data`, which must be whole."""
    reader = FrameReader(kind)
    found = list(reader.feed(data))
    reader.finish()
    return found


def framed(body):
    return struct.pack("<IB", len(body), messages.PROTOCOL) + body


def framed_fields(**fields):
    return framed(msgspec.msgpack.encode(fields))


def nested(text, levels):
    """A sentence in a sentence, and so on."""
    sentence = {"text": "end"}
    for _ in range(levels):
        sentence = {"text": text, "data": {"a": sentence}}
    return sentence


# What is sent arrives


@given(st.lists(every_message, max_size=4), st.lists(st.integers(0, 2**20), max_size=6))
def test_messages_arrive_in_whatever_pieces(sent, places):
    reader, arrived = FrameReader(EVERY), []
    for piece in cut(b"".join(map(frame, sent)), places):
        arrived += reader.feed(piece)
    reader.finish()
    # As bytes: NaN is not equal to itself, and an array not to its view.
    assert list(map(type, arrived)) == list(map(type, sent))
    assert list(map(frame, arrived)) == list(map(frame, sent))


def test_messages_arrive_byte_by_byte():
    sent = [
        Train(True),
        UpdateOnce(),
        Phase(1, "training", "CPU"),
        Stopped(
            3, Sentence("Why – {why}", {"why": Sentence("{n:,} times", {"n": 1000})}), lost=True
        ),
    ]
    reader = FrameReader(EVERY)
    arrived = [
        message for byte in b"".join(map(frame, sent)) for message in reader.feed(bytes([byte]))
    ]
    assert arrived == sent


@given(snapshots)
def test_snapshots_arrive_bit_for_bit(snapshot):
    (message,) = read(frame(NewSnapshot(1, pack_snapshot(snapshot))))
    arrived = unpack_snapshot(message.snapshot)
    assert len(arrived.parameters) == len(snapshot.parameters)
    for layer, other in zip(arrived.parameters, snapshot.parameters, strict=True):
        for array, sent in zip(layer, other, strict=True):
            assert (array.dtype, array.shape) == (np.float32, sent.shape)
            assert array.tobytes() == sent.tobytes()
    for name in ("updates", "examples_seen", "examples", "tested_at"):
        assert getattr(arrived, name) == getattr(snapshot, name)
    assert isinstance(arrived.train, Metrics)
    np.testing.assert_equal(arrived.train, snapshot.train)
    np.testing.assert_equal(arrived.test, snapshot.test)


@given(snapshots)
def test_slots_arrive_bit_for_bit(snapshot):
    arrived = unpack_snapshot(read(frame(NewSnapshot(1, pack_snapshot(snapshot))))[0].snapshot)
    assert (arrived.slots is None) == (snapshot.slots is None)
    if snapshot.slots:
        assert arrived.slots.updates == snapshot.slots.updates
        for found, sent in zip(arrived.slots.arrays, snapshot.slots.arrays, strict=True):
            assert flat_bytes(found) == flat_bytes(sent)


def flat_bytes(layers):
    return [array.tobytes() for layer in layers for array in layer]


def test_slots_that_are_too_long_for_a_message_stay(monkeypatch):
    layer = LayerParameters(*(np.ones(shape, np.float32) for shape in ((200, 300), (300,), (0,))))
    snapshot = Snapshot((layer,), updates=3, slots=Slots(((layer,), (layer,)), 3))
    assert pack_snapshot(snapshot).slots is not None
    monkeypatch.setattr(packing, "MAX_BODY", 3 * 4 * 60_300 + (1 << 20) - 1)
    assert pack_snapshot(snapshot).slots is None


def test_message_of_another_protocol_is_told_as_one():
    data = bytearray(frame(Train(True)))
    data[4] += 1
    number = messages.PROTOCOL
    assert refused(bytes(data)) == (
        f"A message of protocol {number + 1} came; this version of Netglow speaks protocol"
        f" {number}."
    )


@given(proofs)
def test_proofs_arrive_bit_for_bit(proof):
    (message,) = read(frame(pack_proof(7, proof)))
    arrived = unpack_proof(message)
    assert message.run == 7
    assert (arrived.updates, arrived.slots.updates) == (proof.updates, proof.slots.updates)
    np.testing.assert_equal(arrived.loss, proof.loss)
    assert len(arrived.slots.arrays) == len(proof.slots.arrays)
    pairs = [(arrived.gradients, proof.gradients)]
    pairs += zip(arrived.slots.arrays, proof.slots.arrays, strict=True)
    for found, sent in pairs:
        for layer, other in zip(found, sent, strict=True):
            assert isinstance(layer, LayerParameters)
            for array, expected in zip(layer, other, strict=True):
                assert (array.dtype, array.shape) == (np.float32, expected.shape)
                assert array.tobytes() == expected.tobytes()


def test_batch_arrives_as_float32():
    inputs = np.arange(6, dtype=float).reshape(2, 3)
    targets = np.eye(2)
    (message,) = read(frame(CheckGradients(1, pack_array(inputs), pack_array(targets))))
    np.testing.assert_array_equal(unpack_array(message.targets), targets)
    assert unpack_array(message.inputs).dtype == np.float32
    np.testing.assert_array_equal(unpack_array(message.inputs), inputs)


def test_array_that_is_not_contiguous_travels_in_its_order():
    weights = np.arange(12, dtype=np.float32).reshape(3, 4).T
    layer = LayerParameters(weights, np.zeros(3, np.float32), np.zeros(0, np.float32))
    arrived = unpack_snapshot(pack_snapshot(Snapshot((layer,))))
    np.testing.assert_array_equal(arrived.parameters[0].weights, weights)


def test_arrived_arrays_cannot_be_changed():
    layer = LayerParameters(*(np.ones(shape, np.float32) for shape in ((2, 3), (3,), (0,))))
    (message,) = read(frame(NewSnapshot(1, pack_snapshot(Snapshot((layer,))))))
    weights = unpack_snapshot(message.snapshot).parameters[0].weights
    with pytest.raises(ValueError, match="read-only"):
        weights[0, 0] = 2


def test_arrays_that_are_kept_by_thousands_are_nothing_to_the_garbage_collector():
    before = len(gc.get_objects())
    kept = [unpack_array(pack_array(np.ones((8, 4), np.float32))) for _ in range(200)]
    assert len(gc.get_objects()) - before < 20
    large = np.ones((600, 600), np.float32)
    found = unpack_array(pack_array(large))
    assert np.shares_memory(found, large)  # it is not copied
    assert not any(array.flags.writeable for array in kept)


# What is none is refused


def refused(data, kind=EVERY):
    """The sentence with which `data` is refused."""
    with pytest.raises(MessageError) as caught:
        read(data, kind)
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        framed_fields(type="Explode"),
        framed_fields(type=7),
        framed_fields(type=None),
        framed_fields(),
        framed_fields(type="Train"),
        framed_fields(type="Train", on=1),
        framed_fields(type="Train", on="yes"),
        framed_fields(type="Train", on=True, more=1),
        framed_fields(type="UpdateOnce", more=1),
        framed_fields(type="Phase", run=1.5, phase="", device=""),
        framed_fields(type="Phase", run=None, phase="", device=""),
        framed_fields(type="Phase", run=1, phase="dancing", device=""),
        framed_fields(type="Phase", run=1, phase="loading", device=""),
        framed_fields(type="Phase", run=1, phase="ready", device="", loops=-1),
        framed_fields(type="Ready", tensorflow="2", devices=[["CPU"]], gpu_problem=None),
        framed_fields(type="Ready", tensorflow="2", devices=[["a", "b", "c"]], gpu_problem=None),
        framed_fields(type="Ready", tensorflow="2", devices=[], gpu_problem="no sentence"),
        framed_fields(type="Stopped", run=1, reason="no sentence", lost=True),
        framed_fields(type="Stopped", run=1, reason={"text": "a", "more": 1}, lost=True),
        framed_fields(type="Stopped", run=1, reason={"text": "{a}", "data": {"a": []}}, lost=True),
        framed_fields(type="Stopped", run=1, reason={"text": "long " * 2500}, lost=True),
        framed_fields(type="Stopped", run=1, reason=nested("{a}", 150), lost=True),
        framed_fields(type="Ready", tensorflow="2", devices=[], gpu_problem=nested("{a}{a}", 40)),
        framed_fields(
            type="WayTimed",
            number=1,
            timing={"way": "gpu", "batch": 1, "lacks": nested("{a}{a}", 40)},
        ),
        framed(b""),
        framed(b"\xc1"),
        framed(b"\xc0"),
        framed(b"\x80\x80"),
        framed(frame(UpdateOnce())[HEAD:] + b"\x00"),
        framed(b"\x81\xa4type\xa4St"),
        framed(b"\x91" * 100_000),
        framed(b"\x81\xa4type" * 100_000),
        framed(b"\x84\xa4type\xa5Phase\xa3run\x01\xa5phase\xa2\xff\xfe\xa6device\xa0"),
        framed(msgspec.msgpack.encode(msgspec.msgpack.Ext(5, b"code"))),
        framed_fields(type="Train", on=msgspec.msgpack.Ext(1, b"\x01")),
        framed_fields(type=msgspec.msgpack.Ext(1, b"UpdateOnce")),
    ],
)
def test_what_is_not_a_message_is_refused(data):
    sentence = refused(data)
    assert sentence.startswith("This is not a message: ")
    assert sentence.endswith(".")
    assert not sentence.endswith("..")


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (UpdateOnce(), ToWindow),
        (Quit(), ToWindow),
        (Apply(1, *[pack_array(np.zeros((1, 1)))] * 2), ToWindow),
        (AskCheckpoint(1), ToWindow),
        (Stopped(1, Sentence("a"), False), ToBackend),
        (GradientsChecked(1, 0, 0.5, (), SlotsData((), 0)), ToBackend),
    ],
)
def test_messages_of_the_other_direction_are_refused(message, kind):
    assert type(message).__name__ in refused(frame(message), kind)


GOOD = {
    "type": "NewSnapshot",
    "run": 1,
    "snapshot": {
        "parameters": [[[[2, 1], b"12345678"], [[1], b"1234"], [[0], b""]]],
        "updates": 1,
        "examples_seen": 2,
        "examples": 3,
        "train": [0.5, 0.5, math.nan],
        "test": [math.nan] * 3,
        "tested_at": 0,
    },
}


def with_weights(*array):
    layer = [list(array), [[1], b"1234"], [[0], b""]]
    return {**GOOD, "snapshot": {**GOOD["snapshot"], "parameters": [layer]}}


def test_the_pattern_of_the_next_tests_is_a_message():
    (message,) = read(framed_fields(**GOOD))
    assert unpack_snapshot(message.snapshot).parameters[0].weights.shape == (2, 1)
    read(framed_fields(**with_weights([1, 2], b"12345678")))


@pytest.mark.parametrize(
    "array",
    [
        ([2, 1], b"1234567"),
        ([2, 1], b""),
        ([2, 2], b"12345678"),
        ([], b"12345678"),
        ([-2, -1], b"12345678"),
        ([-2, 1], b""),
        ([2**62, 4], b""),
        ([2**63, 2], b""),
        ([2**63, 2**63, 0], b""),
        ([2**40, 0], b""),
        ([1] * 70, b"1234"),
        ([1.5], b"1234"),
        (2, b"12345678"),
        ("21", b"12345678"),
        ([2, 1], "12345678"),
        ([2, 1], [1, 2]),
        ([2, 1],),
        ([2, 1], b"12345678", 1),
    ],
)
def test_array_whose_bytes_do_not_fit_its_shape_is_refused(array):
    assert "not a message" in refused(framed_fields(**with_weights(*array)))


@pytest.mark.parametrize("field", sorted(GOOD["snapshot"]))
@pytest.mark.parametrize("value", [None, "text", -1.5, [1, 2, 3, 4], {"a": 1}, 2**64 - 1])
def test_snapshot_with_a_wrong_field_is_refused(field, value):
    refused(framed_fields(**{**GOOD, "snapshot": {**GOOD["snapshot"], field: value}}))
    rest = {name: other for name, other in GOOD["snapshot"].items() if name != field}
    refused(framed_fields(**{**GOOD, "snapshot": rest}))


@pytest.mark.parametrize(
    ("field", "least"), [("examples", 1), ("updates", 0), ("examples_seen", 0), ("tested_at", 0)]
)
def test_counts_beyond_their_bounds_are_refused(field, least):
    for value, right in (
        (least, True),
        (least - 1, False),
        (-(2**62), False),
        (2**53, True),
        (2**53 + 1, False),
    ):
        data = framed_fields(**{**GOOD, "snapshot": {**GOOD["snapshot"], field: value}})
        if right:
            read(data)
        else:
            assert "not a message" in refused(data)


@pytest.mark.parametrize("updates", [-1, 2**53 + 1])
def test_a_finding_of_no_update_is_refused(updates):
    finding = Finding("loss", "rate", updates)
    assert "not a message" in refused(frame(Health(1, 0, (), finding, False)))


@given(parameters)
def test_no_message_about_a_network_is_longer_than_the_longest(layers):
    slots = max(optimizer.slot_count for optimizer in OPTIMIZERS.values())
    full = Snapshot(layers, updates=1, slots=Slots((layers,) * slots, 1))
    proof = Proof(1, 0.5, layers, full.slots)
    for message in (NewSnapshot(1, pack_snapshot(full)), pack_proof(1, proof)):
        assert len(frame(message)) - HEAD <= packing.longest(layers) <= message_parts.MAX_BODY


def test_longer_messages_than_expected_are_refused_before_they_arrive():
    reader = FrameReader(EVERY, most=1000)
    with pytest.raises(MessageError, match="1001 bytes is too long"):
        list(reader.feed(struct.pack("<IB", 1001, messages.PROTOCOL)))
    reader = FrameReader(EVERY, most=1000)
    assert not reader.waiting
    assert list(reader.feed(struct.pack("<IB", 1000, messages.PROTOCOL))) == []
    assert reader.waiting


BATCH = {"type": "Apply", "run": 1, "inputs": [[1, 2], b"12345678"], "targets": [[1, 1], b"1234"]}
PROOF = {
    "type": "GradientsChecked",
    "run": 1,
    "updates": 5,
    "loss": 0.5,
    "gradients": GOOD["snapshot"]["parameters"],
    "slots": {"arrays": [GOOD["snapshot"]["parameters"]], "updates": 5},
}


@pytest.mark.parametrize(
    ("pattern", "field"), [(pattern, field) for pattern in (BATCH, PROOF) for field in pattern]
)
@pytest.mark.parametrize("value", [None, "text", [1.5], [[[[2, 1], b"1234567"]]], {"a": 1}])
def test_batch_or_proof_with_a_wrong_field_is_refused(pattern, field, value):
    read(framed_fields(**pattern))
    refused(framed_fields(**{**pattern, field: value}))
    refused(framed_fields(**{name: other for name, other in pattern.items() if name != field}))


def test_invalid_experiment_is_refused_with_its_reason():
    good = msgspec.to_builtins(Start(1, Experiment(), "", pack_snapshot(Snapshot(()))))
    read(framed_fields(**good))
    good["experiment"]["network"]["layers"][0]["neurons"] = 0
    assert "A layer must have 1 to 4096 neurons, not 0" in refused(framed_fields(**good))


def test_nan_learning_rate_is_refused():
    fields = msgspec.to_builtins(Hyperparameters())
    fields["learning_rate"] = math.nan
    assert "learning rate" in refused(
        framed_fields(type="SetHyperparameters", hyperparameters=fields)
    )


@pytest.mark.parametrize("length", [message_parts.MAX_BODY + 1, 2**32 - 1])
def test_oversized_message_is_refused_before_it_arrives(length):
    reader = FrameReader(EVERY)
    with pytest.raises(MessageError, match=f"{length} bytes is too long"):
        list(reader.feed(struct.pack("<IB", length, messages.PROTOCOL)))


def test_longest_message_is_waited_for():
    reader = FrameReader(EVERY)
    assert (
        list(reader.feed(struct.pack("<IB", message_parts.MAX_BODY, messages.PROTOCOL) + b"\x81"))
        == []
    )
    with pytest.raises(MessageError, match="cut off"):
        reader.finish()


def test_widest_network_fits_into_a_message():
    network = Network(4096, (Layer(4096, "prelu"),) * 10, "mean squared error")
    numbers = sum(a * b + 2 * b for a, b in zip(network.sizes, network.sizes[1:], strict=False))
    assert 4 * numbers + 10_000 < message_parts.MAX_BODY


@given(every_message, st.integers(1, 2**20))
def test_message_that_was_cut_off_is_noticed(message, place):
    data = frame(message)
    reader = FrameReader(EVERY)
    assert list(reader.feed(data[: 1 + place % (len(data) - 1)])) == []
    with pytest.raises(MessageError, match="The last message was cut off"):
        reader.finish()


def refuse_or_read(data):
    """Only a MessageError may come out."""
    reader = FrameReader(EVERY)
    try:
        for message in reader.feed(data):
            if isinstance(message, NewSnapshot | Start):
                unpack_snapshot(message.snapshot)
            elif isinstance(message, GradientsChecked):
                unpack_proof(message)
            elif isinstance(message, CheckGradients | Apply):
                unpack_array(message.inputs)
        reader.finish()
    except MessageError:
        pass


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_garbage_raises_nothing_else(data):
    refuse_or_read(data)
    refuse_or_read(framed(data))


@settings(max_examples=300)
@given(every_message, st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1))
def test_damaged_message_raises_nothing_else(message, damage):
    body = bytearray(frame(message)[HEAD:])
    for place, byte in damage:
        body[place % len(body)] = byte
    refuse_or_read(framed(bytes(body)))


objects = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | texts
    | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
tags = st.sampled_from(
    [
        "Start",
        "Train",
        "UpdateOnce",
        "Checkpoint",
        "Apply",
        "Ready",
        "Phase",
        "NewSnapshot",
        "GradientsChecked",
    ]
)
fields = st.sampled_from(["run", "on", "experiment", "device", "snapshot", "inputs", "gradients"])


@given(tags, st.dictionaries(fields, objects))
def test_any_fields_raise_nothing_else(tag, values):
    refuse_or_read(framed_fields(type=tag, **values))


@given(st.lists(st.integers(-(2**63), 2**64 - 1), max_size=4), st.binary(max_size=16))
def test_array_that_is_accepted_can_be_unpacked(shape, data):
    try:
        array = Array(tuple(shape), memoryview(data))
    except ValueError:
        return
    layer = (array,) * 3
    snapshot = SnapshotData((layer,), 0, 0, 1, (0.0,) * 3, (0.0,) * 3, 0)
    assert unpack_snapshot(snapshot).parameters[0].weights.shape == tuple(shape)
