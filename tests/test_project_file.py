"""Saved networks: what is saved comes back; what is broken is told in a sentence, never run."""

import codecs
import contextlib
import io
import json
import math
import os
import stat
import struct
import time
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from msgspec.structs import replace

from core import files
from core.activations import ACTIVATIONS
from core.data import Digits
from core.experiment import Experiment, Hyperparameters
from core.history import COLUMNS, History
from core.initialisers import INITIALISERS
from core.losses import LOSSES, taking
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, initialise, shapes
from core.project_file import load, save
from core.run import Run
from core.sentences import plain
from core.snapshot import Metrics, Slots, Snapshot, no_slots
from gui.document import Document
from gui.session import Session
from tests.helpers import flat

OLD = Path(__file__).parent / "files" / "made-by-0.1.0.netglow"

counts = st.integers(0, 2**53)
metric = st.sampled_from([math.nan, math.inf, -math.inf]) | st.floats(0, 1e30)


@st.composite
def networks(draw):
    names = st.sampled_from(sorted(ACTIVATIONS))
    loss = draw(st.sampled_from(sorted(taking(10))))
    last = draw(st.sampled_from(LOSSES[loss].output_activations or sorted(ACTIVATIONS)))
    hidden = draw(st.lists(st.builds(Layer, st.integers(1, 5), names), max_size=3))
    initialiser = draw(st.sampled_from(sorted(INITIALISERS)))
    return Network(256, (*hidden, Layer(10, last)), loss, initialiser)


@st.composite
def projects(draw):
    network = draw(networks())
    hyperparameters = draw(
        st.builds(
            Hyperparameters,
            optimizer=st.sampled_from(sorted(OPTIMIZERS)),
            learning_rate=st.floats(0, 1000, exclude_min=True),
            batch_size=st.integers(1, 65536),
            momentum=st.floats(0, 1, exclude_max=True),
            epsilon=st.floats(0, 1, exclude_min=True),
            l2=st.floats(0, 10),
        )
    )
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    parameters = tuple(
        LayerParameters(*(random.normal(0, 10, shape).astype(np.float32) for shape in layer))
        for layer in shapes(network)
    )
    updates = draw(counts)
    count = OPTIMIZERS[hyperparameters.optimizer].slot_count
    slots = Slots((parameters,) * count, draw(st.integers(0, updates)))
    snapshot = Snapshot(
        parameters,
        updates=updates,
        slots=slots if draw(st.booleans()) and updates else None,
        examples_seen=draw(counts),
        examples=draw(st.integers(1, 2**53)),
        test=draw(st.builds(Metrics, metric, metric, metric)),
        tested_at=draw(counts),
    )
    points = draw(arrays.arrays(float, st.tuples(st.integers(0, 9), st.just(5)), elements=metric))
    history = History.restore(points, draw(st.integers(1, 1024)))
    seed = draw(st.integers(0, 2**32 - 1))
    given = draw(st.sampled_from([None, parameters]))
    names = {name: draw(st.text(max_size=9)) for name in ("id", "parent", "name")}
    experiment = Experiment(network, Digits(), hyperparameters, seed)
    return Run(experiment, snapshot, history, given, **names)


def small_project():
    experiment = Experiment(Network(256, (Layer(3, "prelu"), Layer(10, "softmax"))))
    history = History()
    snapshot = Snapshot(initialise(experiment.network, 0), 40, 1280, 42_000, tested_at=40)
    history.add(snapshot)
    return Run(experiment, snapshot, history)


@pytest.fixture
def saved(tmp_path):
    """A file with a small network."""
    save(path := tmp_path / "saved.netglow", small_project())
    return path


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_members(path, contents):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)


def npy(array, **how):
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, allow_pickle=False, **how)
    return buffer.getvalue()


def refused(path):
    """The sentence with which the file at `path` is refused."""
    with pytest.raises(ValueError, match=r"\.$") as caught:
        load(path)
    sentence = str(caught.value)
    assert sentence.startswith(path.name)
    assert "\n" not in sentence
    return sentence


# What is saved comes back


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(projects())
def test_what_is_saved_comes_back(tmp_path, project):
    path = tmp_path / "a.netglow"
    save(path, project)
    loaded = load(path)
    assert loaded.experiment == project.experiment
    for name in ("updates", "examples_seen", "examples", "tested_at"):
        assert getattr(loaded.snapshot, name) == getattr(project.snapshot, name)
    np.testing.assert_equal(tuple(loaded.snapshot.test), tuple(project.snapshot.test))
    assert isinstance(loaded.snapshot.test, Metrics)
    pairs = zip(loaded.snapshot.parameters, project.snapshot.parameters, strict=True)
    for layer, other in pairs:
        for array, expected in zip(layer, other, strict=True):
            assert (array.dtype, array.shape) == (np.float32, expected.shape)
            assert array.tobytes() == expected.tobytes()
    parameters = project.snapshot.parameters
    for layers, others in (
        # Before the first update, the parameters say what was given.
        ((loaded.given,), (project.given or (None if project.snapshot.updates else parameters),)),
        (loaded.snapshot.slots.arrays, project.snapshot.slots.arrays)
        if project.snapshot.slots
        else ((), ()),
    ):
        assert [one and flat(one).tobytes() for one in layers] == [
            one and flat(one).tobytes() for one in others
        ]
    assert (loaded.snapshot.slots is None) == (project.snapshot.slots is None)
    for name in ("id", "parent", "name"):
        assert getattr(loaded, name) == getattr(project, name)
    np.testing.assert_array_equal(loaded.history.points, project.history.points)
    assert loaded.history.stride == project.history.stride


def test_file_is_json_and_npy_that_other_programs_read(saved):
    contents = members(saved)
    document = json.loads(contents["netglow.json"])
    assert document["format"] == 2
    assert document["experiment"]["network"]["layers"][0] == {"neurons": 3, "activation": "prelu"}
    assert document["test"] == [None, None, None]
    weights = np.load(io.BytesIO(contents["parameters/0-weights.npy"]), allow_pickle=False)
    np.testing.assert_array_equal(weights, small_project().snapshot.parameters[0].weights)
    history = np.load(io.BytesIO(contents["history.npy"]), allow_pickle=False)
    assert history.shape == (1, len(COLUMNS))


def test_weights_that_are_not_finite_come_back_as_they_are(tmp_path):
    """A network that diverged can be saved and looked at: what it is is shown, not hidden."""
    project = small_project()
    project.snapshot.parameters[0].weights[:3, 0] = np.nan, np.inf, -np.inf
    save(tmp_path / "a.netglow", project)
    weights = load(tmp_path / "a.netglow").snapshot.parameters[0].weights
    np.testing.assert_array_equal(weights, project.snapshot.parameters[0].weights)


def test_loaded_history_can_grow(saved):
    project = load(saved)
    project.history.add(project.snapshot)
    assert len(project.history) == 2


# What is broken is told


def test_missing_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing.netglow")
    with pytest.raises(IsADirectoryError):
        load(tmp_path)


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 5000, b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_is_refused(tmp_path, data):
    path = tmp_path / "a.netglow"
    path.write_bytes(data)
    assert "is not a saved network" in refused(path)


def test_file_that_was_cut_off_is_refused_wherever_it_was(saved):
    data = saved.read_bytes()
    for length in [*range(0, len(data), max(1, len(data) // 150)), len(data) - 1]:
        saved.write_bytes(data[:length])
        refused(saved)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random=st.randoms(use_true_random=False))
def test_damaged_file_raises_nothing_but_value_errors(saved, random):
    whole = saved.read_bytes()
    for _ in range(50):
        data = bytearray(whole)
        for _ in range(random.randint(1, 4)):
            data[random.randrange(len(data))] = random.randrange(256)
        saved.write_bytes(data)
        with contextlib.suppress(ValueError):
            load(saved)
    saved.write_bytes(whole)


MEMBERS = (
    "netglow.json",
    "history.npy",
    *(f"parameters/{layer}-{field}.npy" for layer in (0, 1) for field in LayerParameters._fields),
)


@pytest.mark.parametrize("name", MEMBERS)
def test_missing_or_empty_member_is_refused(saved, name):
    contents = members(saved)
    assert set(contents) == set(MEMBERS)
    data = contents.pop(name)
    write_members(saved, contents)
    assert name in refused(saved)
    for broken in (b"", b"garbage", data[: len(data) // 2], data[:-1], data + b"\0"):
        write_members(saved, {**contents, name: broken})
        assert name in refused(saved)


WEIGHTS = "parameters/0-weights.npy"


def object_array():
    """A .npy file whose data are a pickle."""
    buffer = io.BytesIO()
    header = {"descr": "|O", "fortran_order": False, "shape": (256, 3)}
    np.lib.format.write_array_header_1_0(buffer, header)
    # The pickle of `print("unpickled")`, in protocol 0.
    return buffer.getvalue() + b"cbuiltins\nprint\n(S'unpickled'\ntR."


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("parameters/0-biases.npy", npy(np.zeros(3)), "float64"),
        (WEIGHTS, npy(np.zeros((256, 3), ">f4")), ">f4"),
        (WEIGHTS, npy(np.zeros((256, 3), np.int32)), "int32"),
        (WEIGHTS, npy(np.zeros((3, 256), np.float32)), "(3, 256)"),
        (WEIGHTS, npy(np.zeros(768, np.float32)), "(768,)"),
        (WEIGHTS, npy(np.zeros((256, 3), np.float32, order="F")), "Fortran order"),
        (WEIGHTS, npy(np.zeros((256, 3), np.float32), version=(2, 0)), "not an array"),
        (WEIGHTS, npy(np.zeros((256, 3), [("a", "<f4")])), "'a'"),
        (WEIGHTS, object_array(), "object"),
        (WEIGHTS, npy(np.zeros((256, 3), np.float32))[:-4], "does not have as many numbers"),
        ("history.npy", npy(np.zeros((1, 5), np.float32)), "float32"),
        ("history.npy", npy(np.zeros((1, 4))), "A history is"),
        ("history.npy", npy(np.zeros(5)), "A history is"),
        ("history.npy", npy(np.zeros((2, 5), order="F")), "Fortran order"),
    ],
)
def test_array_of_another_kind_is_refused(saved, capsys, name, data, reason):
    write_members(saved, {**members(saved), name: data})
    sentence = refused(saved)
    assert name in sentence or "history" in sentence
    assert reason in sentence
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("shape", ["(10**12, 5)", "(1000000000000, 5)", "(-1, 5)", "(2**70,)"])
def test_history_that_claims_to_be_huge_takes_no_memory(saved, shape):
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    data = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header
    write_members(saved, {**members(saved), "history.npy": data})
    refused(saved)


@pytest.mark.parametrize("name", ["netglow.json", WEIGHTS, "history.npy"])
def test_member_that_unpacks_to_more_than_it_can_be_is_refused(saved, name):
    write_members(saved, {**members(saved), name: bytes(50_000_000)})
    assert saved.stat().st_size < 100_000
    assert f"its {name} is larger than it can be" in refused(saved)


def test_member_that_lies_about_its_size_takes_no_memory(saved):
    name, size = "parameters/0-biases.npy", 200_000_000
    write_members(saved, {**members(saved), name: bytes(size)})
    data = bytearray(saved.read_bytes())
    # Where its size stands, before the member and in the table of contents.
    true = struct.pack("<I", size)
    assert data.count(true) == 2
    saved.write_bytes(data.replace(true, struct.pack("<I", 140)))
    tracemalloc.start()
    try:
        refused(saved)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("shape", ["(True, 5)", "(1, True)", "(False, 5)"])
def test_history_of_a_shape_that_is_none_is_refused(saved, shape):
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    data = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + bytes(40)
    write_members(saved, {**members(saved), "history.npy": data})
    assert "its history.npy has an impossible shape" in refused(saved)


def test_array_that_python_2_wrote_is_read_without_chatter(saved):
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (1L, 5L), }\n"
    data = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + bytes(40)
    write_members(saved, {**members(saved), "history.npy": data})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(load(saved).history) == 1


@pytest.mark.parametrize(
    "encode",
    [lambda text: codecs.BOM_UTF8 + text, lambda text: text.decode().encode("utf-16")],
    ids=["with a mark", "UTF-16"],
)
def test_document_as_an_editor_saves_it_is_read(saved, encode):
    found = members(saved)
    write_members(saved, {**found, "netglow.json": encode(found["netglow.json"])})
    assert load(saved).experiment == small_project().experiment


def test_array_of_doubles_is_refused_for_what_it_is(saved):
    found = members(saved)
    weights = np.load(io.BytesIO(found[WEIGHTS]))
    write_members(saved, {**found, WEIGHTS: npy(weights.astype(np.float64))})
    assert "is float64" in refused(saved)
    assert "not float32" in refused(saved)


NASTY = st.text(max_size=2000) | st.sampled_from(
    ["line\n" * 90, "\x1b]0;owned\x07\x1b[2J<h1>big</h1>", "a\u202eb", "x" * 10**6]
)


@given(NASTY, st.sampled_from(["optimizer", "loss", "name", "field"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_says_the_sentence_is_short_and_plain(saved, text, place):
    if place == "name":
        data = {**members(saved), f"x{text}"[:200]: b"", "history.npy": b""}
        if "\0" in text:
            return
    else:
        document = json.loads(members(saved)["netglow.json"])
        experiment = document["experiment"]
        if place == "optimizer":
            experiment["hyperparameters"]["optimizer"] = text
        elif place == "loss":
            experiment["network"]["loss"] = text
        else:
            experiment[f"no {text}"] = text
        data = {**members(saved), "netglow.json": json.dumps(document).encode()}
    broken = saved.with_name("broken.netglow")
    write_members(broken, data)
    with pytest.raises(ValueError, match="broken") as caught:
        load(broken)
    assert str(caught.value) == plain(str(caught.value))
    assert len(str(caught.value)) <= 300


def test_a_clock_before_1980_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(0))
    path = tmp_path / "a.netglow"
    save(path, small_project())
    assert load(path).experiment == small_project().experiment


def test_equal_runs_are_equal_files(tmp_path, monkeypatch):
    run = small_project()
    save(tmp_path / "a", run)
    later = time.time() + 86400
    monkeypatch.setattr(time, "time", lambda: later)
    save(tmp_path / "b", run)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


CASES = Path(__file__).parents[2] / "shared" / "cases"


@pytest.mark.parametrize(
    "path",
    sorted([*CASES.glob("hostile-files/*"), *CASES.glob("repacked/*")]),
    ids=lambda path: path.name,
)
def test_files_that_made_trouble_open_or_are_refused_in_a_sentence(path):
    said = []
    tracemalloc.start()
    try:
        load(path)
    except ValueError as error:
        said.append(str(error))
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert said == [plain(sentence) for sentence in said]
    assert peak < 20_000_000


def test_encrypted_and_exotic_members_are_refused(saved):
    original = saved.read_bytes()
    # The flag of encryption; methods of compression: bzip2, LZMA and one that is none.
    for offset, value in ((6, 1), (8, 12), (8, 14), (8, 99)):
        data = bytearray(original)
        for signature, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
            data[data.index(signature) + offset + shift] = value
        saved.write_bytes(data)
        refused(saved)


def test_directory_that_points_before_the_file_is_refused(saved):
    data = bytearray(saved.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = b"\xff\xff\xff\x7f"  # where the first member lies
    end = data.index(b"PK\x05\x06")
    data[end + 16 : end + 20] = b"\xff\xff\xff\x7f"  # where the directory lies
    saved.write_bytes(data)
    refused(saved)


def changed_document(saved, change):
    contents = members(saved)
    document = json.loads(contents["netglow.json"])
    change(document)
    write_members(saved, {**contents, "netglow.json": json.dumps(document)})


def test_file_of_version_0_1_0_is_read():
    project = load(OLD)
    network = Network(256, (Layer(4, "prelu"), Layer(10, "softmax")))
    assert project.experiment == Experiment(
        network, Digits(), Hyperparameters(optimizer="adam", learning_rate=0.01), seed=7
    )
    assert (project.snapshot.updates, project.snapshot.test) == (120, Metrics(1.25, 0.625))
    assert (project.id, project.parent, project.name) == (project.id, "", "256-4-10")
    assert len(project.id) == 16
    assert not project.snapshot.complete  # format 1 has no slots
    assert len(project.history) == 1
    for layer, drawn in zip(project.snapshot.parameters, initialise(network, 7), strict=True):
        assert all(map(np.array_equal, layer, drawn))


def test_file_of_before_there_was_regularisation_is_read(saved):
    expected = load(saved)
    changed_document(saved, lambda document: document["experiment"]["hyperparameters"].pop("l2"))
    assert load(saved).experiment == expected.experiment


@pytest.mark.parametrize("number", [0, 3, -1, 10**30])
def test_unknown_format_is_refused_with_the_one_that_is_read(saved, number):
    changed_document(saved, lambda document: document.update(format=number))
    sentence = refused(saved)
    assert str(number) in sentence
    assert "reads formats 1 to 2" in sentence
    assert ("newer version" in sentence) == (number > 2)


def test_file_of_a_newer_version_is_told_as_one_whatever_it_holds(saved):
    changed_document(saved, lambda document: document.update(format=3, runs=[], experiment=None))
    assert refused(saved).endswith("reads formats 1 to 2. It was made by a newer version.")


@pytest.mark.parametrize(
    "fields",
    [
        {"colour": "blue"},
        {"format": "1"},
        {"format": None},
        {"updates": -1},
        {"updates": 1.5},
        {"updates": 10**30},
        {"step": 4},
        {"id": 7},
        {"slots_updates": "all"},
        {"given": None},
        {"examples_seen": -1},
        {"examples_seen": 2**60},
        {"examples": 0},
        {"examples": -5},
        {"tested_at": -1},
        {"history_stride": 0},
        {"history_stride": 2**63},
        {"test": [0.5, 0.5]},
        {"test": ["0.5", 0.5, None]},
        {"test": 0.5},
        {"experiment": None},
        {"experiment": {"seed": -1}},
        {"experiment": {"dataset": "digits"}},
        {"experiment": {"source": {"type": "faces"}}},
        {"experiment": {"network": {"inputs": 4}}},
        {"experiment": {"network": {"layers": []}}},
        {"experiment": {"hyperparameters": {"learning_rate": -1}}},
    ],
    ids=str,
)
def test_document_with_a_wrong_field_is_refused(saved, fields):
    changed_document(saved, lambda document: document.update(fields))
    assert "netglow.json is wrong" in refused(saved)


@pytest.mark.parametrize(
    "fields",
    [
        {"step": -1},
        {"step": 1.5},
        {"test_step": 2**60},
        {"updates": 4},
        {"test": [0.5, 0.5, 0.5]},
        {"experiment": {"dataset": "faces"}},
        {"experiment": {"source": {"type": "digits"}}},
        {"experiment": {"network": {"inputs": 4}}},
    ],
    ids=str,
)
def test_document_of_format_1_with_a_wrong_field_is_refused(tmp_path, fields):
    path = tmp_path / "old.netglow"
    path.write_bytes(OLD.read_bytes())
    changed_document(path, lambda document: document.update(fields))
    assert "netglow.json is wrong" in refused(path)


def test_slots_that_do_not_fit_are_refused(saved):
    run = small_project()
    slots = no_slots(run.snapshot.parameters, "adam")._replace(updates=40)
    save(saved, run.at(replace(run.snapshot, slots=slots)))
    assert load(saved).snapshot.slots.updates == 40
    changed_document(saved, lambda document: document.update(slots_updates=41))
    assert "Slots cannot be 41 updates old after 40" in refused(saved)
    changed_document(saved, lambda document: document.update(slots_updates=40))
    contents = members(saved)
    del contents["slots/1/0-weights.npy"]
    write_members(saved, contents)
    assert "slots/1/0-weights.npy" in refused(saved)


@pytest.mark.parametrize("field", ["format", "id", "experiment", "updates", "examples", "test"])
def test_document_without_a_field_is_refused(saved, field):
    changed_document(saved, lambda document: document.pop(field))
    assert field in refused(saved)


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"null", b"{", b'{"format": 1}', b'"\xff\xfe"', b"[" * 100_000, b"\0"]
)
def test_document_that_is_no_json_is_refused(saved, text):
    write_members(saved, {**members(saved), "netglow.json": text})
    assert "netglow.json is wrong" in refused(saved)


def test_experiment_of_another_network_is_refused(saved):
    def widen(document):
        document["experiment"]["network"]["layers"][0]["neurons"] = 4

    changed_document(saved, widen)
    assert "parameters/0-weights.npy is float32 (256, 3), not float32 (256, 4)" in refused(saved)


# Writing


def only_file(folder):
    (path,) = folder.iterdir()
    return path


@pytest.mark.parametrize("function", ["replace", "fsync", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_interrupted_write_leaves_the_old_file(saved, monkeypatch, function, error):
    before = saved.read_bytes()

    def fail(*_):
        raise error

    monkeypatch.setattr(os, function, fail)
    with pytest.raises(type(error)) as caught:
        save(saved, small_project())
    if isinstance(error, OSError):
        assert (caught.value.filename, caught.value.strerror) == (str(saved), error.strerror)
    assert only_file(saved.parent).read_bytes() == before


def test_first_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(5, "I/O error")))
    with pytest.raises(OSError, match="I/O error"):
        files.write(tmp_path / "a", b"data")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_missing_is_told_by_the_files_own_name(tmp_path):
    path = tmp_path / "nowhere" / "a.netglow"
    with pytest.raises(FileNotFoundError) as caught:
        save(path, small_project())
    assert caught.value.filename == str(path)


def test_folder_in_the_files_place_is_left_alone(tmp_path):
    folder = tmp_path / "a.netglow"
    folder.mkdir()
    with pytest.raises(OSError, match="directory") as caught:
        save(folder, small_project())
    assert caught.value.filename == str(folder)
    assert only_file(tmp_path) == folder


def test_written_file_replaces_the_old_one_and_can_be_read_by_others(tmp_path):
    path = tmp_path / "a"
    files.write(path, b"old and long")
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    other = tmp_path / "b"
    other.write_bytes(b"")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


# The window's document


@pytest.fixture
def document(qapp):
    return Document(Session(small_project().experiment))


def test_document_knows_what_no_file_holds(document, tmp_path):
    session = document._session
    assert not document.modified
    session.set_snapshot(small_project().snapshot)
    assert document.modified
    document.save(tmp_path / "a")
    assert document.path == tmp_path / "a.netglow"
    assert not document.modified
    session.reset()
    # A run that starts afresh has no file yet, and nothing to lose.
    assert (document.path, document.modified) == (None, False)
    session.undo_stack.undo()
    assert (document.path, document.modified) == (tmp_path / "a.netglow", False)


def test_opened_document_is_the_sessions_run(document, saved):
    document.open(saved)
    assert document._session.snapshot.updates == 40
    assert (document.path, document.modified) == (saved, False)
    document._session.undo_stack.undo()
    assert document._session.snapshot.updates == 0
    assert (document.path, document.modified) == (None, False)


def test_document_that_cannot_be_opened_changes_nothing(document, saved):
    saved.write_bytes(b"broken")
    run = document._session.run
    with pytest.raises(ValueError, match="is not a saved network"):
        document.open(saved)
    assert document._session.run is run
    assert document.path is None
    assert document._session.undo_stack.count() == 0
