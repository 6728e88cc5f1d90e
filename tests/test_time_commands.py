"""The command line goes back in time: a record that train saves, and pictures of its updates."""

import argparse
import json

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage, QImageReader

from core import project_file
from core.commands import train, updates
from core.commands.train_options import add_arguments, begin
from core.gif import Palette, write_gif
from core.record_file import load_record
from core.run import Run
from core.snapshot import no_slots
from core.timeline import Record
from gui.__main__ import main
from tests.helpers import first_snapshot, flat, tiny_experiment
from tests.saved import members, small_project, write_members


@pytest.fixture
def trained(monkeypatch, tmp_path, capsys):
    """A function: updates, and other arguments -> a file that train saved."""
    monkeypatch.setattr(train, "CHECKPOINT_S", 0.001)

    def make(updates, *more):
        file = tmp_path / f"{updates}.netglow"
        words = ["--dataset", "xor", "--updates", str(updates), "--save", str(file), *more]
        assert main(["train", *words]) == 0
        capsys.readouterr()
        return file

    return make


def test_a_recorded_training_is_drawn_as_it_was_at_any_update(trained, tmp_path, capsys, qapp):
    long, short = trained(90, "--record"), trained(37)
    record = load_record(long, project_file.load(long))
    assert record.end == 90
    assert len(record.checkpoints) > 2
    assert load_record(short, project_file.load(short)) is None
    _, found = updates.Updates(long).at(37)
    expected = project_file.load(short).snapshot
    assert flat(found.parameters).tobytes() == flat(expected.parameters).tobytes()
    pictures = [tmp_path / name for name in ("long.png", "short.png")]
    for file, picture, more in zip((long, short), pictures, (["--step", "37"], []), strict=True):
        words = [str(file), "-o", str(picture), "--size", "320x200", "--json"]
        assert main(["render", *words, *more]) == 0
    one, other = map(json.loads, capsys.readouterr().out.splitlines())
    assert (one["step"], "step" in other) == (37, False)
    assert pictures[0].read_bytes() == pictures[1].read_bytes()
    assert np.isfinite(found.test.loss)


@pytest.mark.parametrize("more", [(), ("--learning-rate", "0.02", "--optimizer", "momentum")])
def test_going_on_with_a_file_goes_on_with_its_record(trained, more):
    first = trained(40, "--record")
    whole = trained(25, "--record", "--init", str(first), *more)
    record = load_record(whole, project_file.load(whole))
    assert (record.first, record.end, record.lost) == (0, 65, ())
    at = updates.Updates(whole).at
    for update, file in ((23, first), (40, first), (65, whole)):
        found, run = at(update)[1], project_file.load(file)
        expected = updates.Updates(file).at(update)[1] if update < 40 else run.snapshot
        assert flat(found.parameters).tobytes() == flat(expected.parameters).tobytes()
    assert at(50)[0].hyperparameters.optimizer == ("momentum" if more else "adam")
    kinds = [change.kind for change in record.journal]
    assert kinds == (["begin", "rates"] if more else ["begin"])
    if not more:  # the bits of a training that was never left
        straight = project_file.load(trained(65)).snapshot
        assert flat(at(65)[1].parameters).tobytes() == flat(straight.parameters).tobytes()


def test_another_run_or_a_damaged_record_begins_one(recorded, capsys):
    def begun(*more):
        words = ["--init", str(recorded), "--record", *more]
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        return begin(parser.parse_args(words)).record

    assert begun().first == 0
    assert begun().end == 20
    assert begun("--seed", "4").end == 0  # its updates are its own
    assert "is damaged, and" not in capsys.readouterr().err
    write_members(recorded, members(recorded) | {"record.json": b"{"})
    assert begun().first == 20
    assert "is damaged, and another begins here" in capsys.readouterr().err


def test_an_update_that_is_not_there_is_refused_in_a_sentence(tmp_path, capsys):
    project_file.save(file := tmp_path / "a.netglow", small_project())
    arguments = [str(file), "-o", str(tmp_path / "a.png"), "--step", "3"]
    assert main(["render", *arguments]) == 2
    assert "has no record of its training" in capsys.readouterr().err
    assert main(["train", "--record", "--updates", "1"]) == 2
    assert "--save names its file" in capsys.readouterr().err


@pytest.fixture
def recorded(tmp_path):
    """A file with the record of a training, made without TensorFlow."""
    experiment = tiny_experiment(optimizer="sgd")
    first = first_snapshot(experiment)
    record = Record().gone_on(experiment, first)
    for update in (10, 20):
        parameters = tuple(
            layer._replace(weights=layer.weights * (1 + update)) for layer in first.parameters
        )
        slots = no_slots(parameters, "sgd")._replace(updates=update)
        last = replace(first, updates=update, parameters=parameters, slots=slots)
        record = record.with_checkpoint(last)
    project_file.save(file := tmp_path / "a.netglow", Run(experiment, last), record=record)
    return file


def film(file, output, *more):
    words = [str(file), "-o", str(output), "--size", "160x100", "--seconds", "0.15", *more]
    return main(["film", *words])


def test_a_film_is_a_picture_a_frame_or_a_gif(recorded, tmp_path, capsys, qapp):
    frames = tmp_path / "frames"
    moments = "--from", "0", "--to", "20"
    assert film(recorded, frames, *moments, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["frames"], told["first"], told["last"]) == (3, 0, 20)
    pictures = [QImage(str(one)) for one in sorted(frames.iterdir())]
    assert len({bytes(one.constBits()) for one in pictures}) == 3
    gif = tmp_path / "a.gif"
    assert film(recorded, gif, *moments) == 0
    reader = QImageReader(str(gif))
    assert (reader.imageCount(), reader.size().toTuple()) == (3, (160, 100))
    for picture in pictures:
        shown = reader.read().convertToFormat(QImage.Format.Format_RGB32)
        assert reader.nextImageDelay() == 50
        one, other = (
            np.frombuffer(image.constBits(), np.uint8).reshape(100, 160, 4)[..., :3].astype(int)
            for image in (shown, picture.convertToFormat(QImage.Format.Format_RGB32))
        )
        assert np.abs(one - other).mean() < 3


def test_the_update_is_written_below_the_picture(recorded, tmp_path, qapp):
    frames = tmp_path / "frames"
    words = ["--from", "0", "--to", "1", "--seconds", "0.1", "--size", "240x300"]
    assert main(["film", str(recorded), "-o", str(frames), *words]) == 0
    image = QImage(str(min(frames.iterdir()))).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(300, 240)
    inked = (rows != rows[-1, -1]).any(axis=1)
    words = inked.nonzero()[0][-5:]
    assert len(set(np.diff(words))) == 1  # in one line
    top = words[-1] - np.argmin(inked[words[-1] :: -1])
    assert not inked[top - 3 : top + 1].any()  # the legend is clear of it


def test_frames_reach_the_ffmpeg_of_the_system(recorded, tmp_path, capsys, monkeypatch, qapp):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert film(recorded, tmp_path / "a.mp4") == 2
    assert "needs ffmpeg, which is not on this system" in capsys.readouterr().err
    program = tmp_path / "ffmpeg"
    program.write_text('#!/bin/sh\nfor last; do :; done\n/bin/cat > "$last"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    made = tmp_path / "a.mp4"
    assert film(recorded, made, "--from", "0", "--to", "20") == 0
    assert made.stat().st_size == 3 * 160 * 100 * 3
    program.write_text("#!/bin/sh\necho no such codec. >&2\nexit 1\n")
    assert film(recorded, made, "--from", "0", "--to", "20") == 2
    said = capsys.readouterr().err
    assert "ffmpeg could not write" in said
    assert said.endswith("no such codec.\n")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (["--from", "3", "--to", "30"], "--from and --to are updates from 0 to 20"),
        (["--seconds", "0"], "--seconds is above 0"),
        (["-o", "a.bmp"], "--output ends in .gif or .mp4, or is a folder, unlike a.bmp."),
        (["--size", "5"], "--size is written like"),
    ],
)
def test_a_film_that_cannot_be_made_is_refused_in_a_sentence(recorded, capsys, more, reason):
    assert film(recorded, "a.gif", *more) == 2
    assert reason in capsys.readouterr().err


def test_pictures_of_any_kind_come_back_from_a_gif(tmp_path, qapp):
    random = np.random.default_rng(0)
    noise = random.integers(0, 256, (2, 90, 121, 3), np.uint8)
    noise[1, :40] = noise[0, :40]
    grey = np.full((90, 121, 3), 200, np.uint8)
    pictures = [noise[0] // 64 * 64, noise[1] // 64 * 64, grey]
    palette, pieces = Palette(pictures), []
    write_gif(pieces.append, pictures, palette, (121, 90), 5)
    (tmp_path / "a.gif").write_bytes(b"".join(pieces))
    reader = QImageReader(str(tmp_path / "a.gif"))
    for picture in pictures:
        image = reader.read().convertToFormat(QImage.Format.Format_RGB888)
        flat = np.frombuffer(image.constBits(), np.uint8).reshape(90, image.bytesPerLine())
        shown = flat[:, : 3 * 121].reshape(90, 121, 3).astype(int)
        assert np.abs(shown - picture).max() < 8


def test_an_update_outside_the_record_is_refused(trained, capsys, tmp_path):
    file = trained(20, "--record")
    assert main(["render", str(file), "-o", str(tmp_path / "a.png"), "--step", "21"]) == 2
    assert "The record has updates 0 to 20, not 21." in capsys.readouterr().err
