"""`netglow classify`: which digit is on a picture, by a saved network or the one that is here."""

import argparse
import sys
from pathlib import Path

import msgspec
import numpy as np

from core import project_file, ready_networks
from core.data import Digits
from core.data.inputs import Picture
from core.data.tasks import Classes
from core.digit_image import SIDE, as_ink, normalise
from core.digit_or_not import looks_like_digit
from core.propagation import forward


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE", help="PNG, JPEG ...")
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FILE",
        help="a saved network (.netglow); without one, the trained network that comes with Netglow",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print label and probabilities of each picture. ValueError or OSError: a sentence."""
    # Qt is needed to read pictures, not to say which arguments there are.
    from gui.image_file import read_grey

    if arguments.model is None:
        opened = ready_networks.shipped("digits")
        name = f"The network that comes with Netglow, {opened.experiment.network.title},"
        print(f"{name} reads the pictures; --model takes another.", file=sys.stderr)
    else:
        opened = project_file.load(arguments.model)
    experiment, network = opened.experiment, opened.experiment.network
    if experiment.input != Picture(SIDE, SIDE) or not isinstance(experiment.task, Classes):
        raise ValueError(
            f"{arguments.model} is a network for other inputs; pictures need one that was trained"
            f" on classes of pictures of {SIDE}×{SIDE} pixels."
        )
    results = []
    for path in arguments.images:
        inputs = normalise(as_ink(read_grey(path))).reshape(1, -1)
        if not inputs.any():
            raise ValueError(f"{path} is blank: there is no digit to read.")
        passed = forward(network, opened.snapshot.parameters, inputs)
        if not np.isfinite(passed.output).all():
            raise ValueError(
                f"{arguments.model} answers with numbers that are not finite:"
                " its training diverged."
            )
        probabilities = experiment.task.shares(passed.output, network.layers[-1])[0].tolist()
        label: str | None = experiment.task.names[int(np.argmax(probabilities))]
        if isinstance(experiment.source, Digits) and not looks_like_digit(inputs)[0]:
            label = None
        results.append({"file": str(path), "label": label, "probabilities": probabilities})
    if arguments.json:
        used = {
            "file": None if arguments.model is None else str(arguments.model),
            "title": experiment.network.title,
        }
        print(msgspec.json.encode({"network": used, "results": results}).decode())
        return 0
    for result in results:
        shares = "  ".join(
            f"{name} {share:.1%}"
            for name, share in zip(experiment.task.names, result["probabilities"], strict=True)
        )
        print(f"{result['file']}: {result['label'] or 'no digit'}    {shares}")
    return 0
