"""What commands print and read: any encoding, any file name, "-", and TensorFlow's chatter."""

import io
import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from core import project_file
from core.commands import input as files
from core.commands.output import path_text, prepared, print_json
from core.experiment import Experiment
from core.heavy_imports import quiet_loading
from core.network import Layer, Network
from core.run import Run
from gui.__main__ import main
from tests.processes import run_python

NOT_UTF8 = os.fsdecode(b"n\xffn")
SIGNS = "█·…−×→²“”λ é 中 😀 " + NOT_UTF8


def run_in(encoding, *words, **more):
    """Run the program with all its streams in that encoding; return the ended process."""
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return run_python("-m", "gui", *words, env=env, **more)


@pytest.fixture
def printed(monkeypatch):
    """A function: an encoding, and what prints -> the bytes that come to standard output."""

    def run(encoding, work):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", io.TextIOWrapper(raw := io.BytesIO(), encoding=encoding))
            with prepared():
                work()
            return raw.getvalue()

    return run


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
def test_every_sign_can_be_printed(printed, encoding):
    def work():
        print(SIGNS)
        print_json({"name": SIGNS.replace(NOT_UTF8, ""), "none": float("nan")})

    shown, as_json = printed(encoding, work).splitlines()
    assert shown.endswith(b"n\\xffn")
    as_json.decode("ascii")
    assert json.loads(as_json) == {"name": SIGNS.replace(NOT_UTF8, ""), "none": None}


def test_what_is_missing_has_a_stand_in(printed):
    shown = printed("ascii", lambda: print("██··… 3×4 → “R²” −1 é"))
    assert shown == b'##..... 3x4 -> "R^2" -1 \\xe9\n'


def test_a_name_that_is_not_utf8_is_text():
    assert path_text(Path("a") / NOT_UTF8) == "a/n\\xffn"
    assert path_text(Path("é.png")) == "é.png"


def test_who_reads_no_more_ends_it_without_a_word(monkeypatch, capsys):
    reading, writing = os.pipe()
    os.close(reading)
    monkeypatch.setattr(sys, "stdout", os.fdopen(writing, "w", encoding="utf-8"))
    assert main(["doctor", "--help"]) == 141
    assert capsys.readouterr().err == ""
    sys.stdout.close()  # nothing is left to be written


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "words", [["--help"], ["train", "--help"], ["classify", "--help"], ["render", "--help"]]
)
def test_help_in_any_encoding(monkeypatch, capsys, encoding, words):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw := io.BytesIO(), encoding=encoding))
    with pytest.raises(SystemExit) as ended:
        main(words)
    sys.stdout.flush()
    assert (ended.value.code, capsys.readouterr().err) == (0, "")
    assert raw.getvalue().startswith(b"usage: netglow")


# In processes of their own


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A saved network that has learned nothing."""
    path = tmp_path_factory.mktemp("model") / "model.netglow"
    project_file.save(path, Run.start(Experiment(Network(256, (Layer(10, "softmax"),)))))
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_files_of_any_name_are_read_and_written(model, tmp_path):
    """A name that is not UTF-8, which Qt cannot say, on a terminal that has no other signs."""
    from PySide6.QtGui import QColor, QImage

    copy, picture, drawn = (tmp_path / f"{NOT_UTF8}.{end}" for end in ("netglow", "png", "svg"))
    copy.write_bytes(model.read_bytes())
    image = QImage(20, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.setPixelColor(10, 10, QColor("black"))
    assert image.save(str(tmp_path / "plain.png"))
    (tmp_path / "plain.png").rename(picture)
    ended = run_in("ascii", "classify", "--json", "--model", copy, picture)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["results"][0]["file"] == path_text(picture)
    ended = run_in("ascii", "classify", "--model", copy, picture)
    assert ended.stdout.startswith(f"{path_text(picture)}: ")
    ended = run_in("ascii", "render", "--json", copy, "-o", drawn)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["file"] == path_text(drawn)
    assert drawn.read_bytes().startswith(b"<?xml")
    copy.write_text("nonsense")
    for words in (["classify", "--model", copy, picture], ["render", copy, "-o", drawn], [copy]):
        ended = run_in("cp1252", *words)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.startswith("netglow: ")
        assert ended.stderr.count("\n") == 1


# Standard input


@pytest.fixture
def standard_input(monkeypatch):
    """A function: bytes -> they come on standard input."""

    def come(data):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return come


def test_a_dash_reads_standard_input(standard_input, model):
    standard_input(model.read_bytes())
    with files.readable(Path("-")) as path:
        assert project_file.load(path).experiment.network.title == "256-10"
    assert not path.exists()
    with files.readable(model) as path:
        assert path == model


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "Standard input is empty"), (b"nonsense", "standard input is not a saved network")],
)
def test_what_is_wrong_with_standard_input_is_told(standard_input, tmp_path, capsys, data, said):
    standard_input(data)
    assert main(["render", "-", "-o", str(tmp_path / "a.png")]) == 2
    assert f"netglow: {said}" in capsys.readouterr().err
    standard_input(data)
    assert main(["classify", "--model", "-", "a.png"]) == 2
    assert f"netglow: {said}" in capsys.readouterr().err


def test_a_picture_from_standard_input_is_called_so(standard_input, model, capsys):
    standard_input(b"no picture")
    assert main(["classify", "--model", str(model), "-"]) == 2
    assert "netglow: standard input is not a picture" in capsys.readouterr().err


def test_without_a_standard_input_it_is_told(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["train", "--init", "-"]) == 2
    assert "There is no standard input" in capsys.readouterr().err


# What TensorFlow says while it loads

CHATTER = """
import os
from core.heavy_imports import quiet_loading
with quiet_loading():
    os.write(2, b"chatter of a library\\n")
    print("and of Python", file=__import__("sys").stderr)
    assert {holds}, "it fails"
os.write(2, b"a word\\n")
"""


def test_chatter_is_kept_back():
    ended = run_python("-c", CHATTER.format(holds=True))
    assert ended.stderr == "a word\n"


def test_chatter_is_shown_where_loading_fails():
    ended = run_python("-c", CHATTER.format(holds=False))
    assert ended.stderr.startswith("chatter of a library\nand of Python\nTraceback")
    assert "it fails" in ended.stderr


def test_who_asks_for_chatter_reads_it():
    env = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "0"}
    ended = run_python("-c", CHATTER.format(holds=True), env=env)
    assert ended.stderr == "chatter of a library\nand of Python\na word\n"


def test_without_standard_error_it_loads_all_the_same(monkeypatch):
    def none(*_):
        raise OSError

    monkeypatch.setattr(os, "dup", none)
    with quiet_loading():
        assert np.isfinite(1)


def test_tensorflow_loads_for_doctor_without_a_word():
    """Of its own; that of train is looked at in tests/test_commands.py."""
    ended = run_python("-m", "gui", "doctor", timeout=300)
    assert set(ended.stderr.splitlines()) <= {"Asking TensorFlow for its devices …"}
