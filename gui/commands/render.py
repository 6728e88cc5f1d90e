"""`netglow render`: the picture of a saved network, as a PNG file."""

import argparse
import re
from pathlib import Path

import msgspec
import numpy as np

from core import data, project_file
from core.data import Source
from core.propagation import forward

_MAX_SIDE = 16384


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a saved network (.netglow)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="PNG")
    parser.add_argument("--size", default="1600x1000", help="in pixels (default: %(default)s)")
    parser.add_argument("--theme", choices=("dark", "light"), default="dark")
    parser.add_argument(
        "--example", type=int, metavar="N", help="light the network up with test example N"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Draw the picture. ValueError or OSError: a sentence for the user."""
    size = _size(arguments.size)
    opened = project_file.load(arguments.file)
    experiment, parameters = opened.experiment, opened.snapshot.parameters
    network = experiment.network
    passed = None
    if arguments.example is not None:
        inputs = _example(experiment.source, arguments.example)
        passed = forward(network, parameters, inputs)
    # Qt is loaded when everything else is known to be right.
    from gui import theme
    from gui.diagram.render import render
    from gui.diagram.scene import picture_shape
    from gui.headless import application
    from gui.image_file import write_png

    _application = application()
    image = render(
        network,
        parameters,
        size,
        theme.DARK if arguments.theme == "dark" else theme.LIGHT,
        forward=passed,
        class_names=experiment.task.output_names(network.sizes[-1]),
        picture_shape=picture_shape(experiment.input),
    )
    write_png(arguments.output, image)
    if arguments.json:
        result = {"file": str(arguments.output), "width": size[0], "height": size[1]}
        print(msgspec.json.encode(result).decode())
    return 0


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,5})x(\d{1,5})", text, re.ASCII)
    width, height = map(int, match.groups()) if match else (0, 0)
    if not all(100 <= side <= _MAX_SIDE for side in (width, height)):
        raise ValueError(
            f"--size is written like 1600x1000, each side 100 to {_MAX_SIDE}, not {text!r}."
        )
    return width, height


def _example(source: Source | None, index: int) -> np.ndarray:
    if source is None:
        raise ValueError("This network came without data; there is no --example to choose.")
    inputs = data.load(source).test.inputs
    if not 0 <= index < len(inputs):
        raise ValueError(f"--example is a number from 0 to {len(inputs) - 1}, not {index}.")
    return inputs[index : index + 1]
