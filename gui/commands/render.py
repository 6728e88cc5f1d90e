"""`netglow render`: the picture of a saved network, as a PNG, SVG or PDF file.

In SVG and PDF text is text, and edges are lines as long as they are some thousands; more are a
picture in it.
"""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core import data, files, project_file
from core.commands.input import HELP, readable
from core.commands.output import path_text, print_json
from core.commands.updates import Updates
from core.data import Source
from core.experiment import Experiment
from core.propagation import Forward, forward
from core.snapshot import Snapshot

if TYPE_CHECKING:
    from gui.diagram.scene import Scene

_MAX_SIDE = 16384
_USUAL = 1600, 1000  # px, the size in which lettering and lines are as in a window
_KINDS = (".png", ".svg", ".pdf")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("file", type=Path, metavar="FILE", help=f"a saved network (.netglow){HELP}")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="PICTURE",
        help="the file to write; it ends in .png, .svg or .pdf",
    )
    parser.add_argument(
        "--size",
        default="1600x1000",
        metavar="SIZE",
        help="in pixels; lettering and lines grow with it (default: %(default)s)",
    )
    parser.add_argument(
        "--theme", choices=("dark", "light"), default="dark", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--example", type=int, metavar="N", help="light the network up with test example N"
    )
    parser.add_argument(
        "--step",
        type=int,
        metavar="N",
        help="as it was after N updates, from the record in the file (default: the newest)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Draw the picture. ValueError or OSError: a sentence for the user."""
    size, output = size_of(arguments.size), arguments.output
    kind = _kind(output)
    files.check_writable(output)
    experiment, snapshot = _opened(arguments.file, arguments.step)
    passed = passed_through(experiment, snapshot, arguments.example)
    # Qt is loaded when everything else is known to be right.
    from gui import theme
    from gui.diagram.faces import Wish
    from gui.diagram.render import drawing, image
    from gui.drawing_file import write_drawing
    from gui.headless import application
    from gui.image_file import write_png

    _application = application()
    now, ratio = theme.DARK if arguments.theme == "dark" else theme.LIGHT, proportion(size)
    scene, wish = scene_of(experiment, snapshot, passed), Wish.of(experiment, snapshot.parameters)
    if kind == ".png":
        write_png(output, image(scene, size, now, ratio, wish))
    else:
        paint = drawing(scene, (size[0] / ratio, size[1] / ratio), now, wish=wish)
        write_drawing(output, size, paint, ratio)
    if arguments.json:
        where = {} if arguments.step is None else {"step": snapshot.updates}
        print_json({"file": path_text(output), "width": size[0], "height": size[1], **where})
    return 0


def _opened(path: Path, update: int | None) -> tuple[Experiment, Snapshot]:
    """Return what a file holds: its newest snapshot, or that of an update."""
    if update is not None:
        return Updates(path).at(update)
    with readable(path) as file:
        opened = project_file.load(file)
    return opened.experiment, opened.snapshot


def passed_through(
    experiment: Experiment, snapshot: Snapshot, example: int | None
) -> Forward | None:
    """Return a test example's way through the network; None: none is asked for."""
    if example is None:
        return None
    inputs = example_inputs(experiment.source, example)
    return forward(experiment.network, snapshot.parameters, inputs)


def scene_of(experiment: Experiment, snapshot: Snapshot, passed: Forward | None) -> "Scene":
    """Return what a picture of the network shows."""
    from gui.diagram.scene import Scene, input_names, picture_shape

    return Scene(
        experiment.network,
        snapshot.parameters,
        passed,
        experiment.task.output_names(experiment.network.sizes[-1]),
        picture_shape(experiment.input),
        task=experiment.task,
        input_names=input_names(experiment.input),
        frozen=experiment.hyperparameters.frozen,
    )


def proportion(size: tuple[int, int]) -> float:
    """Return how many times as large as usual lettering and lines are in so large a picture."""
    return max(1.0, min(side / usual for side, usual in zip(size, _USUAL, strict=True)))


def _kind(path: Path) -> str:
    """Return the kind of picture by the ending of `path`; a device, as /dev/stdout, has none."""
    ending = path.suffix.lower()
    if ending in _KINDS:
        return ending
    if not ending and path.exists() and not path.is_file() and not path.is_dir():
        return ".png"
    raise ValueError(f"--output ends in .png, .svg or .pdf, unlike {path_text(path)}.")


def size_of(text: str) -> tuple[int, int]:
    """Return (width, height) as they are written. ValueError: they make no picture."""
    match = re.fullmatch(r"(\d{1,5})x(\d{1,5})", text, re.ASCII)
    width, height = map(int, match.groups()) if match else (0, 0)
    if not all(100 <= side <= _MAX_SIDE for side in (width, height)):
        raise ValueError(
            f"--size is written like 1600x1000, each side 100 to {_MAX_SIDE}, not {text!r}."
        )
    return width, height


def example_inputs(source: Source | None, index: int) -> np.ndarray:
    """Return a test example as a batch of one, [1, inputs]. ValueError: there is none."""
    if source is None:
        raise ValueError("This network came without data; there is no --example to choose.")
    inputs = data.load(source).test.inputs
    if not 0 <= index < len(inputs):
        raise ValueError(f"--example is a number from 0 to {len(inputs) - 1}, not {index}.")
    return inputs[index : index + 1]
