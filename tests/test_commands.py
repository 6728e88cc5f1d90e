"""The command line: train and classify do their work, and what is wrong is one sentence."""

import argparse
import json
import os
import re
import signal
import subprocess
import sys

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core import data, project_file
from core.beginnings import beginning
from core.commands import train_options
from core.data import READY_SOURCES, Curve, Digits, Gate, Plane
from core.experiment import Experiment, Hyperparameters
from core.history import History
from core.network import Layer, Network
from core.parameters import equal, initialise
from core.ready_networks import shipped
from core.run import Run
from core.snapshot import Snapshot, no_slots
from core.version import VERSION
from gui import __main__ as program
from gui.__main__ import main
from gui.commands.render import proportion
from tests.helpers import tiny_experiment
from tests.processes import ROOT, run_python


def netglow(*arguments, timeout=120):
    """Run the program in a process of its own."""
    return run_python("-m", "gui", *arguments, timeout=timeout)


def refusal(capsys, *arguments):
    """The one sentence on standard error with which the program refuses `arguments`."""
    assert main(list(map(str, arguments))) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("netglow: ")
    assert printed.err.count("\n") == 1
    assert printed.err.endswith(".\n")
    return printed.err


@pytest.fixture(autouse=True)
def _no_tensorflow(request, monkeypatch):
    """Wrong arguments are refused before TensorFlow would be loaded, as that takes seconds."""
    if "train_here" not in request.fixturenames:
        monkeypatch.setitem(sys.modules, "core.backend.trainer", None)
        monkeypatch.setitem(sys.modules, "core.backend.devices", None)


# Help and version


@pytest.mark.parametrize("command", ["train", "classify", "doctor"])
def test_help_explains_every_option(capsys, command):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr()
    assert f"usage: netglow {command}" in printed.out
    assert "--json" in printed.out
    assert "%(" not in printed.out
    assert printed.err == ""


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert all(command in printed for command in program.COMMANDS)
    assert "startup" not in printed  # for benchmarks, not for people


def test_help_of_train_names_every_default(capsys):
    with pytest.raises(SystemExit):
        main(["train", "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    options = re.split(r" (?=--[a-z])", printed.partition("show this help message and exit")[2])
    assert len(options) == 25 + 1
    assert [option for option in options[1:] if "(default: " not in option] == []
    for default in ("256-64-32-10", "relu", "cross-entropy", "5", "32", "0.001", "adam"):
        assert f"(default: {default} for digits" in printed
    assert "(default: digits)" in printed
    assert all(f" {name}" in printed for name in READY_SOURCES)


def test_version_is_printed(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Netglow {VERSION}\n"


# Wrong arguments


@pytest.mark.parametrize(
    "arguments",
    [
        ["--colour"],
        ["a.netglow", "b.netglow"],
        ["train", "--activation", "magic"],
        ["train", "--optimizer", "magic"],
        ["train", "--loss", "magic"],
        ["train", "--dataset", "faces"],
        ["train", "--epochs", "many"],
        ["train", "--batch-size", "1.5"],
        ["train", "--seed", "x"],
        ["train", "extra"],
        ["train", "--save"],
        ["classify"],
        ["classify", "--model", "a.netglow"],
    ],
)
def test_arguments_that_are_no_arguments_are_refused(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage: netglow" in printed.err
    assert "Traceback" not in printed.err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--network", "256"], "is written like 256-64-32-10"),
        (["--network", ""], "is written like 256-64-32-10"),
        (["--network", "256-x-10"], "is written like 256-64-32-10"),
        (["--network", "256--10"], "is written like 256-64-32-10"),
        (["--network", "256-²-10"], "is written like 256-64-32-10"),
        (["--network", "256-64:-10"], "is written like 256-64-32-10 or 256-64:tanh-10"),
        (["--network", "256-64:a:b-10"], "is written like 256-64-32-10 or 256-64:tanh-10"),
        (["--network", "256:relu-10"], "The input of --network has no activation"),
        (["--network", "256-64:magic-10"], "There is no activation “magic”"),
        (
            ["--network", "256-10:sigmoid", "--output-activation", "softmax"],
            "The output layer has sigmoid in --network and softmax by --output-activation",
        ),
        (
            ["--output-activation", "tanh"],
            "an output layer with softmax or sigmoid, not tanh",
        ),
        (["--init", "/nowhere.netglow"], "No such file"),
        (["--network", "256-0-10"], "1 to 4096 neurons, not 0"),
        (["--network", "256-5000-10"], "1 to 4096 neurons, not 5000"),
        (["--network", "100-10"], "256 in the examples, 100 in the network"),
        (["--network", "256-11"], "output neurons, not 11"),
        (["--network", "-".join(["256"] + ["5"] * 10 + ["10"])], "1 to 10 layers"),
        (["--epochs", "0"], "--epochs is above 0"),
        (["--epochs", "-3"], "--epochs is above 0"),
        (["--epochs", "nan"], "--epochs is above 0"),
        (["--epochs", "inf"], "--epochs is above 0"),
        (["--batch-size", "0"], "1 to 65536 examples, not 0"),
        (["--batch-size", "-1"], "1 to 65536 examples, not -1"),
        (["--learning-rate", "0"], "learning rate must be above 0"),
        (["--learning-rate", "-1"], "learning rate must be above 0"),
        (["--learning-rate", "nan"], "learning rate must be above 0"),
        (["--l2", "-0.1"], "l2 must be at least 0 and at most 10, not -0.1"),
        (["--seed", "-1"], "seed"),
        (["--save", "/nowhere/at/all/a.netglow"], "There is no folder /nowhere/at/all"),
        (["--save", "."], "is a folder"),
    ],
)
def test_wrong_value_is_refused_before_training(capsys, arguments, reason):
    assert reason in refusal(capsys, "train", "--json", *arguments)


def test_folder_that_cannot_be_written_is_refused_before_training(capsys, tmp_path, monkeypatch):
    # Not by permissions: nothing stops root.
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (tmp_path, os.W_OK))
    sentence = refusal(capsys, "train", "--save", tmp_path / "a.netglow")
    assert f"No file can be written in the folder {tmp_path}" in sentence


def test_window_refuses_a_wrong_file_on_the_command_line(capsys, tmp_path):
    (tmp_path / "a.netglow").write_bytes(b"broken")
    assert "There is no file" in refusal(capsys, tmp_path / "nothing.netglow")
    assert "a.netglow is not a saved network" in refusal(capsys, tmp_path / "a.netglow")
    assert "Is a directory" in refusal(capsys, tmp_path)


@pytest.fixture
def model(tmp_path):
    """A saved network that has learned nothing."""
    return saved(tmp_path / "model.netglow", Experiment(Network(256, (Layer(10, "softmax"),))))


def saved(path, experiment, change=lambda parameters: None):
    parameters = initialise(experiment.network, 0)
    change(parameters)
    project_file.save(path, Run(experiment, Snapshot(parameters), History()))
    return path


@pytest.fixture
def picture(tmp_path):
    """A picture with a stroke."""
    image = QImage(20, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.setPixelColor(10, 10, QColor("black"))
    assert image.save(str(tmp_path / "picture.png"))
    return tmp_path / "picture.png"


def test_classify_refuses_models_that_are_missing_or_broken(capsys, tmp_path, picture):
    (tmp_path / "broken.netglow").write_bytes(b"PK broken")
    for name, reason in (("nothing", "No such file"), ("broken", "is not a saved network")):
        sentence = refusal(
            capsys, "classify", "--json", "--model", tmp_path / f"{name}.netglow", picture
        )
        assert reason in sentence
        assert name in sentence
    assert "Is a directory" in refusal(capsys, "classify", "--model", tmp_path, picture)


def test_each_picture_has_its_result_or_its_error(capsys, tmp_path, model, picture):
    (tmp_path / "broken.png").write_bytes(b"no picture")
    (tmp_path / "cut.png").write_bytes(picture.read_bytes()[:-20])
    (tmp_path / "folder").mkdir()
    blank = QImage(20, 30, QImage.Format.Format_RGB32)
    blank.fill(QColor("white"))
    assert blank.save(str(tmp_path / "blank.png"))
    reasons = {
        "nothing.png": "No such file",
        "broken.png": "is not a picture that can be read",
        "cut.png": "is cut off",
        "folder": "Is a directory",
        "model.netglow": "is not a picture that can be read",
        "blank.png": "is blank: there is no digit to read",
    }
    paths = [picture, *(tmp_path / name for name in reasons), picture]
    arguments = ["classify", "--model", str(model), *map(str, paths)]
    assert main([*arguments, "--json"]) == 2
    printed = capsys.readouterr()
    first, *failed, last = json.loads(printed.out)["results"]
    assert first == last
    assert set(first) == {"file", "label", "probabilities"}
    for result, (name, reason), line in zip(
        failed, reasons.items(), printed.err.splitlines(), strict=True
    ):
        assert set(result) == {"file", "error"}
        assert result["file"] == str(tmp_path / name)
        assert reason in result["error"]
        assert line == f"netglow: {result['error']}"
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert [line.partition(": ")[0] for line in told.out.splitlines()] == [str(picture)] * 2
    assert told.err == printed.err


def strokes(path, *lines, width=400, ruled=False):
    """A picture of thick straight strokes, on ruled paper or not."""
    image = QImage(width, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    if ruled:
        for row in range(10, 200, 30):
            painter.fillRect(0, row, width, 1, QColor("gray"))
    painter.setPen(QPen(QColor("black"), 14))
    for line in lines:
        painter.drawLine(*line)
    painter.end()
    assert image.save(str(path))
    return path


def test_several_digits_are_said_and_read_one_by_one(capsys, tmp_path, model):
    slash, bar = (60, 160, 110, 40), (300, 40, 300, 160)
    alone = [
        strokes(tmp_path / "slash.png", slash),
        strokes(tmp_path / "bar.png", bar),
    ]
    both = strokes(tmp_path / "both.png", slash, bar)
    arguments = ["classify", "--model", str(model), *map(str, [*alone, both])]
    assert main([*arguments, "--json"]) == 0
    *single, result = json.loads(capsys.readouterr().out)["results"]
    assert result["label"] == "".join(one["label"] for one in single)
    assert result["digits"] == [int(one["label"]) for one in single]
    for row, one in zip(result["probabilities"], single, strict=True):
        assert row == pytest.approx(one["probabilities"], abs=1e-3)
    assert any("several digits" in note for note in result["notes"])
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert f"{both}: several digits: {' '.join(one['label'] for one in single)}\n" in printed


def test_what_was_taken_away_is_said(capsys, tmp_path, model):
    path = strokes(tmp_path / "ruled.png", (60, 160, 110, 40), ruled=True)
    assert main(["classify", "--model", str(model), str(path), "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["notes"] == ["The paper's lines were taken away."]
    assert main(["classify", "--model", str(model), str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[1].strip() == result["notes"][0]


def test_classify_refuses_a_network_for_something_else(capsys, tmp_path, picture, monkeypatch):
    path = saved(tmp_path / "tiny.netglow", tiny_experiment())
    sentence = refusal(capsys, "classify", "--model", path, picture)
    assert "is a network for other inputs; pictures need one" in sentence


def test_classify_refuses_a_network_that_diverged(capsys, tmp_path, picture):
    def diverge(parameters):
        parameters[0].weights[:] = np.nan

    experiment = Experiment(Network(256, (Layer(10, "softmax"),)))
    path = saved(tmp_path / "diverged.netglow", experiment, diverge)
    assert "numbers that are not finite" in refusal(
        capsys, "classify", "--json", "--model", path, picture
    )


def test_wrong_arguments_end_a_real_process_with_code_2(tmp_path):
    ended = netglow("classify", "--model", tmp_path / "nothing.netglow", "a.png")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"netglow: {tmp_path / 'nothing.netglow'}: No such file or directory.\n"


# The real work


def test_train_prints_one_json_object(train_here):
    code, printed = train_here(
        "--json", "--epochs", "0.05", "--network", "256-16-10", "--optimizer", "sgd",
        "--device", "cpu", "--batch-size", 64, "--seed", 5, "--learning-rate", 0.1,
    )  # fmt: skip
    assert code == 0, printed.err
    assert printed.out.count("\n") == 1
    result = json.loads(printed.out)
    assert set(result) == {"epochs", "updates_per_s", "train", "test", "device"}
    assert result["epochs"] == pytest.approx(0.05, abs=0.002)
    assert result["updates_per_s"] > 0
    assert result["device"] == "CPU"
    for part in ("train", "test"):
        assert set(result[part]) == {"loss", "accuracy"}
        assert 0 <= result[part]["accuracy"] <= 1
        assert result[part]["loss"] > 0


def test_impossible_device_is_refused(monkeypatch, capsys):
    for name in ("core.backend.trainer", "core.backend.devices"):
        monkeypatch.delitem(sys.modules, name)
    assert main(["train", "--device", "GPU:7"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "netglow: There is no device GPU:7 here; TensorFlow sees " in printed.err


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A network trained for three epochs in a process of its own: the file, and that process."""
    path = tmp_path_factory.mktemp("trained") / "digits.netglow"
    ended = netglow(
        "train", "--epochs", 3, "--save", path, "--batch-size", 64, "--l2", 1e-5, "--device", "CPU"
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return path, ended


def test_tensorflow_loads_and_trains_without_a_word_of_its_own(trained):
    """Nor is there a bar where no terminal is."""
    assert trained[1].stderr == "TensorFlow is loading …\n"


def test_train_tells_people_in_words(trained):
    first, train, test = trained[1].stdout.splitlines()
    assert re.match("256-64-32-10 on CPU, [0-9]+ thread", first)
    assert "updates" in first
    assert train.startswith("training  loss ")
    assert test.startswith("test      loss ")


def test_train_saves_what_it_trained(trained):
    project = project_file.load(trained[0])
    assert project.computed_on.startswith("CPU, ")
    assert project.experiment == Experiment(hyperparameters=Hyperparameters(batch_size=64, l2=1e-5))
    assert project.snapshot.epoch == pytest.approx(3, abs=0.01)
    assert project.snapshot.test.score > 0.9
    assert len(project.history) > 1
    assert project.history.column("epoch")[-1] <= 3.01
    assert f"accuracy {project.snapshot.test.score:.1%}" in trained[1].stdout.splitlines()[-1]


SIZES = ((16, 16), (37, 91), (220, 131), (900, 700))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """Pictures of test digits, (path, label): two kinds of file, both ways of ink, any size."""
    folder, dataset = tmp_path_factory.mktemp("pictures"), data.load(Digits())
    made = []
    for index in range(32):
        suffix = ("png", "jpg")[index % 2]
        dark_on_light = index // 2 % 2
        size = SIZES[index // 4 % len(SIZES)]
        example = 29 * index  # of all classes
        digit = (dataset.test.inputs[example].reshape(16, 16) * 255).astype(np.uint8)
        source = QImage(digit.copy().data, 16, 16, 16, QImage.Format.Format_Grayscale8).copy()
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(QColor("black"))
        side = max(14, int(0.7 * min(size)))
        painter = QPainter(image)
        scaled = source.scaled(
            side,
            side,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage((size[0] - side) // 2, (size[1] - side) // 3, scaled)
        painter.end()
        if dark_on_light:
            image.invertPixels()
        path = folder / f"{index}.{suffix}"
        assert image.save(str(path), quality=90)
        made.append((path, Digits().task.names[dataset.test.labels[example]]))
    return made


def test_classify_reads_pictures_of_all_kinds(trained, pictures):
    ended = netglow("classify", "--json", "--model", trained[0], *[path for path, _ in pictures])
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("\n") == 1
    answer = json.loads(ended.stdout)
    assert set(answer) == {"network", "results"}
    assert answer["network"] == {"file": str(trained[0]), "title": "256-64-32-10"}
    assert [result["file"] for result in answer["results"]] == [str(path) for path, _ in pictures]
    right = {}
    for index, (result, (_, label)) in enumerate(zip(answer["results"], pictures, strict=True)):
        assert set(result) == {"file", "label", "probabilities"}
        assert len(result["probabilities"]) == 10
        assert sum(result["probabilities"]) == pytest.approx(1, abs=1e-5)
        best = int(np.argmax(result["probabilities"]))
        assert result["label"] == str(best)
        for kind in ("all", index % 2, ("dark", index // 2 % 2), SIZES[index // 4 % len(SIZES)]):
            right.setdefault(kind, []).append(result["label"] == label)
    shares = {kind: np.mean(found) for kind, found in right.items()}
    assert shares.pop("all") > 0.8, shares
    assert min(shares.values()) > 0.6, shares


def test_classify_tells_people_in_words(trained, pictures, capsys):
    path, _ = pictures[0]
    assert main(["classify", "--model", str(trained[0]), str(path)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{path}: ")
    assert line.count("%") == 10


def test_classify_reads_with_the_network_that_comes_along(pictures, capsys):
    paths = [str(path) for path, _ in pictures[8:]]  # not those of 16 pixels
    assert main(["classify", "--json", *paths]) == 0
    printed = capsys.readouterr()
    answer, title = json.loads(printed.out), shipped("digits").experiment.network.title
    assert answer["network"] == {"file": None, "title": title}
    assert printed.err.count("\n") == 1
    assert f"The network that comes with Netglow, {title}, reads the pictures" in printed.err
    found = [result["label"] for result in answer["results"]]
    assert np.mean([a == label for a, (_, label) in zip(found, pictures[8:], strict=True)]) > 0.9


def test_classify_says_where_there_is_no_digit(tmp_path, capsys, qapp):
    path = tmp_path / "star.png"
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QPen(QColor("black"), 8))
    for angle in range(0, 180, 30):
        painter.save()
        painter.translate(100, 100)
        painter.rotate(angle)
        painter.drawLine(-70, 0, 70, 0)
        painter.restore()
    painter.end()
    assert image.save(str(path))
    assert main(["classify", "--json", str(path)]) == 0
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["label"] is None
    assert sum(result["probabilities"]) == pytest.approx(1, abs=1e-5)
    assert main(["classify", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"{path}: no digit ")


# Drawing commands


def test_render_draws_the_network_at_the_size_asked_for(trained, tmp_path, capsys, qapp):
    picture = tmp_path / "network.png"
    arguments = ["-o", str(picture), "--size", "640x400", "--example", "3", "--json"]
    assert main(["render", str(trained[0]), *arguments]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(picture),
        "width": 640,
        "height": 400,
    }
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (640, 400)
    colours = {image.pixel(x, y) for x in range(0, 640, 7) for y in range(0, 400, 7)}
    assert len(colours) > 50


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-o", "net.bmp"], "--output ends in .png, .svg or .pdf, unlike net.bmp"),
        (["-o", "net"], "--output ends in .png, .svg or .pdf, unlike net"),
        (["-o", "/nowhere/at/all/net.svg"], "No such file or directory"),
        (["--size", "640"], "--size is written like 1600x1000"),
        (["--size", "99x400"], "100 to 16384"),
        (["--example", "1000"], "0 to 999"),
    ],
)
def test_render_refuses_what_cannot_be_drawn(trained, tmp_path, capsys, arguments, reason):
    picture = tmp_path / "network.png"
    assert main(["render", str(trained[0]), "-o", str(picture), *arguments]) == 2
    assert reason in capsys.readouterr().err
    assert not picture.exists()


def test_training_that_diverges_ends_with_a_sentence(train_here, tmp_path):
    saved = tmp_path / "lost.netglow"
    rates = ["--network", "256-64-64-64-10", "--optimizer", "sgd", "--learning-rate", 1000]
    code, printed = train_here(*rates, "--epochs", 1, "--save", saved)
    assert (code, printed.out) == (2, "")
    assert "the loss is no longer a finite number" in printed.err
    assert not saved.exists()


def test_the_self_test_holds(tmp_path):
    picture = tmp_path / "window.png"
    ended = netglow("self-test", "--json", "--screenshot", picture, timeout=400)
    result = json.loads(ended.stdout)
    assert result["ok"], result
    assert ended.returncode == 0
    assert QImage(str(picture)).width() == 1440
    assert {check["check"] for check in result["checks"]} >= {"training", "drawing", "saving"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has other ways to end a program")
def test_the_self_test_ends_on_ctrl_c(tmp_path):
    words = ["self-test", "--screenshot", str(tmp_path / "window.png")]
    begun = subprocess.Popen(
        [sys.executable, "-m", "gui", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert ": 256-64-32-10 on " in begun.stdout.readline()
        begun.send_signal(signal.SIGINT)
        out, said = begun.communicate(timeout=20)
    finally:
        begun.kill()
    assert (begun.returncode, out) == (130, "")
    assert said.endswith("netglow: the self-test was ended before it was done.\n")
    assert "Traceback" not in said


# Layers' own activations


def asked(*words):
    """The arguments of train as its options read them."""
    parser = argparse.ArgumentParser()
    train_options.add_arguments(parser)
    return parser.parse_args(list(map(str, words)))


def activations(*words):
    network = train_options.begin(asked(*words)).run.experiment.network
    return [layer.activation for layer in network.layers]


def test_without_options_it_is_the_windows_experiment():
    assert train_options.begin(asked()).run.experiment == Experiment()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--network", "256-8:tanh-4-10"], ["tanh", "relu", "softmax"]),
        (["--network", "256-8:leaky_relu-10:sigmoid"], ["leaky relu", "sigmoid"]),
        (["--network", "256-8:tanh-4-10", "--activation", "elu"], ["tanh", "elu", "softmax"]),
        (["--output-activation", "sigmoid"], ["relu", "relu", "sigmoid"]),
        (["--network", "256-10:linear", "--loss", "mean squared error"], ["linear"]),
    ],
)
def test_layers_have_the_activations_that_are_asked_for(words, found):
    assert activations(*words) == found


def test_the_outputs_activation_suits_the_loss():
    words = ["--dataset", "worked example", "--network", "2-1", "--loss", "binary cross-entropy"]
    assert activations(*words) == ["sigmoid"]


# Other data than digits


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("spiral", Plane("spiral")),
        ("AND", Gate("AND")),
        ("sine", Curve()),
        ("blobs", Plane("blobs")),
    ],
)
def test_data_begins_with_what_suits_it(name, source):
    assert train_options.begin(asked("--dataset", name)).run.experiment == beginning(source)


@pytest.mark.parametrize("name", READY_SOURCES)
def test_all_data_there_is_can_be_trained_on(name):
    experiment = train_options.begin(asked("--dataset", name)).run.experiment
    assert experiment == beginning(READY_SOURCES[name])


def test_what_is_asked_for_counts_and_the_rest_suits_the_data():
    words = ["--dataset", "spiral", "--learning-rate", 0.5, "--seed", 9]
    experiment = train_options.begin(asked(*words)).run.experiment
    began = beginning(Plane("spiral"))
    rates = replace(began.hyperparameters, learning_rate=0.5)
    assert experiment == replace(began, hyperparameters=rates, seed=9)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["spiral", "--network", "2-6-5-4-1"], ["tanh", "tanh", "tanh", "sigmoid"]),
        (["spiral", "--network", "2-6-2"], ["tanh", "softmax"]),
        (["spiral", "--network", "2-1"], ["sigmoid"]),
        (["AND"], ["sigmoid"]),
        (["AND", "--network", "2-3-1"], ["sigmoid", "sigmoid"]),
        (["XOR", "--activation", "relu"], ["relu", "sigmoid"]),
        (
            ["XOR", "--loss", "mean squared error", "--output-activation", "step"],
            ["sigmoid", "step"],
        ),
        (["blobs", "--network", "2-5:relu-3-4"], ["relu", "tanh", "softmax"]),
        (["sine", "--network", "1-9-1"], ["tanh", "linear"]),
        (["sine", "--loss", "mean absolute error"], ["tanh", "tanh", "linear"]),
    ],
)
def test_layers_suit_the_data_where_nothing_is_said_of_them(words, found):
    assert activations("--dataset", *words) == found


@pytest.mark.parametrize(
    ("words", "examples", "epochs"),
    [
        ([], 9000, 5),
        (["--dataset", "XOR"], 4, 3000),
        (["--dataset", "spiral"], 200, 240),
        (["--dataset", "spiral", "--batch-size", 32], 200, 480),
        (["--dataset", "spiral", "--epochs", 2], 200, 2),
    ],
)
def test_few_examples_are_gone_through_as_often_as_they_need(words, examples, epochs):
    arguments = asked(*words)
    experiment = train_options.begin(arguments).run.experiment
    assert train_options.epochs_asked(arguments, experiment, examples) == epochs


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["sine", "--network", "1-4-2"], "For 1 value there must be as many output neurons"),
        (["spiral", "--network", "3-4-1"], "2 in the examples, 3 in the network"),
        (["sine", "--loss", "cross-entropy"], "compares probabilities of classes"),
        (["spiral", "--network", "2-4-3"], "Two classes need two output neurons, or one, not 3"),
    ],
)
def test_a_network_that_does_not_suit_the_data_is_refused(capsys, words, reason):
    assert reason in refusal(capsys, "train", "--dataset", *words)


def test_gates_and_curves_are_learned_from_the_command_line(train_here):
    code, printed = train_here("--json", "--dataset", "XOR", "--device", "cpu")
    assert code == 0, printed.err
    result = json.loads(printed.out)
    assert (result["epochs"], result["test"]["accuracy"]) == (3000, 1)
    code, printed = train_here("--dataset", "sine", "--device", "cpu")
    assert code == 0, printed.err
    assert printed.out.startswith("1-16-16-1 on CPU, ")
    assert "3,000 updates" in printed.out
    assert "R²" in printed.out


# What regularises, schedules and stops


def test_options_say_what_regularises_schedules_and_stops():
    words = (
        "--dataset spiral --l1 0.01 --dropout 0.3 --schedule cosine --schedule-updates 500"
        " --schedule-factor 0.9 --schedule-floor 0.2 --stop-under 0.1 --patience 700"
    )
    found = train_options.begin(asked(*words.split())).run.experiment.hyperparameters
    began = beginning(Plane("spiral")).hyperparameters
    assert found == replace(
        began, l1=0.01, dropout=0.3, schedule="cosine", schedule_updates=500, schedule_factor=0.9,
        schedule_floor=0.2, stop_under=0.1, patience=700,
    )  # fmt: skip
    arguments = asked("--updates", 320)
    assert train_options.epochs_asked(arguments, Experiment(), 100) == 320 * 32 / 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--l1 -1", "l1 must be at least 0"),
        ("--dropout 1", "dropout must be at least 0 and below 1, not 1"),
        ("--schedule linear", "no schedule “linear”; there are constant, step, cosine"),
        ("--schedule-updates 0", "A schedule takes 1 to 1000000000 updates"),
        ("--patience -5", "patience must be at least 0"),
        ("--stop-under nan", "stop_under must be at least 0"),
        ("--updates 0", "--updates is 1 to 1000000000, not 0"),
        ("--updates 5 --epochs 2", "One of --updates and --epochs is enough"),
    ],
)
def test_wrong_options_are_refused_in_a_sentence(capsys, words, said):
    assert said in refusal(capsys, "train", *words.split())


def test_one_update_is_told_as_one(train_here, tmp_path):
    path = tmp_path / "one.netglow"
    words = ["--dataset", "XOR", "--updates", "1", "--device", "cpu"]
    code, printed = train_here(*words, "--save", path)
    assert code == 0, printed.err
    assert ": 1 update, " in printed.out
    code, printed = train_here("--init", path, "--updates", 1, "--device", "cpu")
    assert code == 0, printed.err
    assert " after 1 update; " in printed.err


def test_patience_ends_a_training_from_the_command_line(train_here, tmp_path):
    words = "--dataset spiral --patience 100 --learning-rate 5 --updates 3000 --json --device cpu"
    path = tmp_path / "stopped.netglow"
    code, printed = train_here(*words.split(), "--save", path)
    assert code == 0, printed.err
    assert "has not fallen for 100 updates. So training has stopped and gone back" in printed.err


# Going on from a file


@pytest.fixture
def went(tmp_path):
    """A run of 256-6-10 that has come to update 40, with its slots."""
    network = Network(256, (Layer(6, "prelu"), Layer(10, "softmax")))
    experiment = Experiment(network, Digits(), Hyperparameters(batch_size=16, l2=0.001), 7)
    run = Run.start(experiment)
    slots = no_slots(run.snapshot.parameters, "adam")._replace(updates=40)
    run = run.at(replace(run.snapshot, updates=40, examples_seen=640, slots=slots))
    project_file.save(tmp_path / "went.netglow", run)
    return tmp_path / "went.netglow", run


def test_init_goes_on_with_the_run_of_the_file(went, capsys):
    path, old = went
    run = train_options.begin(asked("--init", path)).run
    assert (run.id, run.experiment, run.snapshot.updates) == (old.id, old.experiment, 40)
    assert equal(run.snapshot.parameters, old.snapshot.parameters)
    assert run.snapshot.slots.updates == 40
    said = f"Going on with the run in {path} after 40 updates; adam goes on with its slots.\n"
    assert capsys.readouterr().err == said
    run = train_options.begin(asked("--init", path, "--learning-rate", 0.5, "--batch-size", 8)).run
    rates = run.experiment.hyperparameters
    assert (run.id, rates.learning_rate, rates.batch_size, rates.l2) == (old.id, 0.5, 8, 0.001)
    assert run.snapshot.slots.updates == 40


def test_init_says_that_another_optimizer_begins_with_empty_slots(went, capsys):
    path, old = went
    run = train_options.begin(asked("--init", path, "--optimizer", "momentum")).run
    assert (run.id, run.snapshot.updates, run.snapshot.slots.updates) == (old.id, 40, 0)
    assert "momentum begins with empty slots." in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--seed", 8],
        ["--activation", "tanh"],
        ["--output-activation", "sigmoid"],
        ["--loss", "mean squared error"],
        ["--network", "256-6:tanh-10"],
    ],
)
def test_init_begins_a_new_run_where_what_is_trained_differs(went, capsys, words):
    path, old = went
    run = train_options.begin(asked("--init", path, *words)).run
    assert run.parent == old.id != run.id
    assert run.snapshot.updates == 0
    assert run.snapshot.slots is None
    for ours, theirs in zip(run.snapshot.parameters, old.snapshot.parameters, strict=True):
        np.testing.assert_array_equal(ours.weights, theirs.weights)
        np.testing.assert_array_equal(ours.biases, theirs.biases)
    assert "A new run begins with the weights and biases of" in capsys.readouterr().err


def test_init_refuses_what_it_cannot_go_on_from(went, tmp_path, capsys):
    path, old = went
    assert "--network is 256-7-10, but the network in" in refusal(
        capsys, "train", "--init", path, "--network", "256-7-10"
    )
    assert "2 in the examples, 256 in the network" in refusal(
        capsys, "train", "--init", path, "--dataset", "worked example"
    )
    old.snapshot.parameters[0].weights[0, 0] = np.nan
    project_file.save(path, old)
    assert "diverged: its weights are not finite" in refusal(capsys, "train", "--init", path)
    other = tmp_path / "without.netglow"
    project_file.save(other, Run.start(Experiment(Network(2, (Layer(2, "sigmoid"),)), None)))
    assert "came without data; --dataset names some" in refusal(capsys, "train", "--init", other)


def test_training_goes_on_from_the_file(trained, train_here, tmp_path):
    path = tmp_path / "on.netglow"
    code, printed = train_here(
        "--init", trained[0], "--epochs", 0.1, "--save", path, "--json", "--device", "CPU"
    )
    assert code == 0, printed.err
    old, new = project_file.load(trained[0]), project_file.load(path)
    assert new.id == old.id
    assert json.loads(printed.out)["epochs"] == pytest.approx(3.1, abs=0.02)
    assert new.snapshot.updates > old.snapshot.updates
    assert new.snapshot.slots.updates == new.snapshot.updates
    assert len(new.history) > len(old.history)
    assert new.snapshot.test.score > 0.9


# Pictures that can be enlarged


@pytest.mark.parametrize("kind", ["svg", "PDF"])
def test_render_writes_the_kind_that_the_name_ends_in(model, tmp_path, capsys, qapp, kind):
    picture = tmp_path / f"network.{kind}"
    assert main(["render", str(model), "-o", str(picture), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(picture)
    begins = {"svg": b"<?xml", "PDF": b"%PDF-"}[kind]
    assert picture.read_bytes().startswith(begins)


def test_an_unknown_ending_is_refused_before_anything_is_read(capsys, tmp_path):
    sentence = refusal(capsys, "render", tmp_path / "nothing.netglow", "-o", "net.jpeg")
    assert "--output ends in .png, .svg or .pdf, unlike net.jpeg" in sentence


@pytest.mark.parametrize(
    ("size", "times"),
    [((1600, 1000), 1), ((640, 400), 1), ((3840, 2160), 2.16), ((16384, 1000), 1)],
)
def test_lettering_grows_with_the_picture(size, times):
    assert proportion(size) == pytest.approx(times)
