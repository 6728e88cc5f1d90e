"""Saved networks: what is saved comes back; what is broken is told in a sentence, never run."""

import codecs
import contextlib
import io
import json
import os
import stat
import struct
import time
import tracemalloc
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import files
from core.history import COLUMNS
from core.parameters import LayerParameters
from core.project_file import load, save
from core.sentences import plain
from core.snapshot import Metrics
from tests.helpers import flat
from tests.saved import members, npy, projects, refused, small_project, write_members

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
    for name in ("id", "parent", "name", "computed_on"):
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
