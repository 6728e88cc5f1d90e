"""`netglow film`: how a network learned, drawn from the record in its file.

Each frame is an update again, exactly. A folder gets a PNG for each, a name that ends in .gif or
.mp4 all of them; for MP4 there must be an `ffmpeg` on the system.
"""

import argparse
import functools
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core import files
from core.commands.input import HELP
from core.commands.output import path_text, print_json
from core.commands.updates import Updates
from gui.commands.render import passed_through, proportion, scene_of, size_of

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

FRAMES_A_SECOND = 20
_MOST_SECONDS = 600
_SAMPLES = 3  # frames that a palette is made of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("file", type=Path, metavar="FILE", help=f"a saved network (.netglow){HELP}")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILM",
        help="what to write: a name that ends in .gif or .mp4, or a folder for PNG pictures",
    )
    parser.add_argument("--from", dest="first", type=int, metavar="N", help="the first update")
    parser.add_argument("--to", dest="last", type=int, metavar="N", help="the last update")
    parser.add_argument(
        "--seconds", type=float, default=10.0, help="how long it takes (default: %(default)g)"
    )
    parser.add_argument(
        "--size", default="800x500", metavar="SIZE", help="in pixels (default: %(default)s)"
    )
    parser.add_argument(
        "--theme", choices=("dark", "light"), default="dark", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--example", type=int, metavar="N", help="light the network up with test example N"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Draw the film. ValueError or OSError: a sentence for the user."""
    size, output = size_of(arguments.size), arguments.output
    kind = output.suffix.lower()
    if not 0 < arguments.seconds <= _MOST_SECONDS:
        raise ValueError(
            f"--seconds is above 0 and at most {_MOST_SECONDS}, not {arguments.seconds:g}."
        )
    if kind not in (".gif", ".mp4", ""):
        raise ValueError(
            f"--output ends in .gif or .mp4, or is a folder, unlike {path_text(output)}."
        )
    program = shutil.which("ffmpeg") if kind == ".mp4" else None
    if kind == ".mp4" and program is None:
        raise ValueError(
            "A film in .mp4 needs ffmpeg, which is not on this system. Install it with your"
            " system's packages (`apt install ffmpeg`, `brew install ffmpeg`), or write a .gif."
        )
    if kind:
        files.check_writable(output)
    updates = Updates(arguments.file)
    wanted = updates_of(updates, arguments.first, arguments.last, arguments.seconds)
    draw = functools.partial(_drawn, updates, size, arguments.theme, arguments.example)
    if kind == ".gif":
        _write_gif(output, wanted, draw, size)
    elif program:
        _write_mp4(program, output, wanted, draw, size)
    else:
        _write_pictures(output, wanted, draw)
    if arguments.json:
        print_json(
            {
                "file": path_text(output),
                "frames": len(wanted),
                "first": wanted[0],
                "last": wanted[-1],
            }
        )
    return 0


def updates_of(updates: Updates, first: int | None, last: int | None, seconds: float) -> list[int]:
    """Return the update that each frame shows. ValueError: the record does not have them."""
    record = updates.record
    first = record.first if first is None else first
    last = record.end if last is None else last
    if not record.first <= first <= last <= record.end:
        raise ValueError(
            f"--from and --to are updates from {record.first} to {record.end}, in their order, not"
            f" {first} and {last}."
        )
    count = max(2, round(seconds * FRAMES_A_SECOND))
    wanted = [round(place) for place in np.linspace(first, last, count)]
    return [update for update in wanted if record.stretch(update) is None]


def _drawn(
    updates: Updates, size: tuple[int, int], theme_name: str, example: int | None, update: int
) -> "QImage":
    """Return the picture of an update, which is written on it."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

    from gui import theme
    from gui.diagram.faces import Wish
    from gui.diagram.render import image
    from gui.headless import application

    _application = application()
    experiment, snapshot = updates.at(update)
    now, ratio = theme.DARK if theme_name == "dark" else theme.LIGHT, proportion(size)
    scene = scene_of(experiment, snapshot, passed_through(experiment, snapshot, example))
    font = theme.font()
    line = 2 * QFontMetrics(font).height()
    network_size = size[0], size[1] - round(line * ratio)
    drawn = image(scene, network_size, now, ratio, Wish.of(experiment, snapshot.parameters))
    found = QImage(*size, drawn.format())
    found.setDevicePixelRatio(ratio)
    found.fill(QColor(now.window))
    painter = QPainter(found)
    painter.drawImage(0, 0, drawn)
    painter.setFont(font)
    painter.setPen(QColor(now.muted))
    room = QRectF(14, size[1] / ratio - line, size[0] / ratio - 28, line)
    words = f"update {update:,} · epoch {snapshot.epoch:,.2f}"
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    painter.end()
    if sys.stderr.isatty():
        print(f"\r{words} ", end="", file=sys.stderr)
    return found


def _pixels(picture: "QImage") -> np.ndarray:
    """Return a picture's pixels, uint8 [rows, columns, 3]."""
    from PySide6.QtGui import QImage

    whole = picture.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(whole.constBits(), np.uint8)
    rows = flat.reshape(whole.height(), whole.bytesPerLine() // 4, 4)[:, : whole.width()]
    return rows[..., 2::-1].copy()


_Draw = Callable[[int], "QImage"]


def _write_gif(path: Path, wanted: list[int], draw: _Draw, size: tuple[int, int]) -> None:
    from core.gif import Palette, write_gif

    samples = np.linspace(0, len(wanted) - 1, _SAMPLES).round().astype(int)
    palette = Palette(_pixels(draw(wanted[at])) for at in sorted(set(samples.tolist())))
    frames = (_pixels(draw(update)) for update in wanted)
    pieces: list[memoryview] = []
    write_gif(
        lambda piece: pieces.append(memoryview(piece)), frames, palette, size,
        100 // FRAMES_A_SECOND,
    )  # fmt: skip
    files.write(path, pieces)


def _write_pictures(folder: Path, wanted: list[int], draw: _Draw) -> None:
    from gui.image_file import write_png

    folder.mkdir(exist_ok=True)
    for number, update in enumerate(wanted, 1):
        write_png(folder / f"frame-{number:05}.png", draw(update))


def _write_mp4(
    program: str, path: Path, wanted: list[int], draw: _Draw, size: tuple[int, int]
) -> None:
    width, height = size
    command = [
        program, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24",
        "-s", f"{width}x{height}", "-r", str(FRAMES_A_SECOND), "-i", "-",
        "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p", str(path.absolute()),
    ]  # fmt: skip

    def frames() -> Iterator[bytes]:
        for update in wanted:
            yield _pixels(draw(update)).tobytes()

    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin
        assert running.stderr
        try:
            for frame in frames():
                running.stdin.write(frame)
            running.stdin.close()
        except BrokenPipeError:
            pass  # why, it says
        said = running.stderr.read().decode(errors="replace").strip()
    if running.returncode:
        last = said.splitlines()[-1] if said else f"it ended with {running.returncode}"
        raise ValueError(f"ffmpeg could not write {path_text(path)}: {last.rstrip('.')}.")
