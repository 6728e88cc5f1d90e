"""`netglow classify`: which digit is on a picture, by a saved network."""

import argparse
from pathlib import Path

import numpy as np

from core import project_file
from core.commands.input import HELP, readable
from core.commands.output import path_text, print_json
from core.data.inputs import Picture
from core.data.tasks import Classes
from core.digit_image import SIDE, as_ink, normalise
from core.propagation import forward


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "images", nargs="+", type=Path, metavar="IMAGE", help=f"PNG, JPEG ...{HELP}"
    )
    parser.add_argument(
        "--model", type=Path, required=True, metavar="FILE", help="a saved network (.netglow)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print label and probabilities of each picture. ValueError or OSError: a sentence."""
    # Qt is needed to read pictures, not to say which arguments there are.
    from gui.headless import application
    from gui.image_file import read_grey

    _application = application()  # Qt reads a drawing with text, SVG, in none but an application
    with readable(arguments.model) as file:
        opened = project_file.load(file)
    experiment, network = opened.experiment, opened.experiment.network
    if experiment.input != Picture(SIDE, SIDE) or not isinstance(experiment.task, Classes):
        raise ValueError(
            f"{arguments.model} is a network for other inputs; pictures need one that was trained"
            f" on classes of pictures of {SIDE}×{SIDE} pixels."
        )
    results = []
    for path in arguments.images:
        with readable(path) as file:
            inputs = normalise(as_ink(read_grey(file))).reshape(1, -1)
        if not inputs.any():
            raise ValueError(f"{path} is blank: there is no digit to read.")
        passed = forward(network, opened.snapshot.parameters, inputs)
        if not np.isfinite(passed.output).all():
            raise ValueError(
                f"{arguments.model} answers with numbers that are not finite:"
                " its training diverged."
            )
        probabilities = experiment.task.shares(passed.output, network.layers[-1])[0].tolist()
        label = experiment.task.names[int(np.argmax(probabilities))]
        results.append({"file": path_text(path), "label": label, "probabilities": probabilities})
    if arguments.json:
        print_json({"results": results})
        return 0
    for result in results:
        shares = "  ".join(
            f"{name} {share:.1%}"
            for name, share in zip(experiment.task.names, result["probabilities"], strict=True)
        )
        print(f"{result['file']}: {result['label']}    {shares}")
    return 0
