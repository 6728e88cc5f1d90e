"""`netglow classify`: which digit is on a picture, by a saved network."""

import argparse
from pathlib import Path

import msgspec
import numpy as np

from core import datasets, project_file
from core.digit_image import SIDE, as_ink, normalise
from core.propagation import forward


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE", help="PNG, JPEG ...")
    parser.add_argument(
        "--model", type=Path, required=True, metavar="FILE", help="a saved network (.netglow)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print label and probabilities of each picture. ValueError or OSError: a sentence."""
    # Qt is needed to read pictures, not to say which arguments there are.
    from gui.image_file import read_grey

    project = project_file.load(arguments.model)
    spec = datasets.SPECS[project.experiment.dataset]
    if spec.input_shape != (SIDE, SIDE):
        raise ValueError(
            f"{arguments.model} was trained on {spec.title}; pictures need a network trained on"
            f" pictures of {SIDE}×{SIDE} pixels."
        )
    results = []
    for path in arguments.images:
        inputs = normalise(as_ink(read_grey(path))).reshape(1, -1)
        if not inputs.any():
            raise ValueError(f"{path} is blank: there is no digit to read.")
        passed = forward(project.experiment.network, project.snapshot.parameters, inputs)
        if not np.isfinite(passed.output).all():
            raise ValueError(
                f"{arguments.model} answers with what is not a finite number:"
                " its training diverged."
            )
        probabilities = passed.output[0].tolist()
        label = spec.class_names[passed.output[0].argmax()]
        results.append({"file": str(path), "label": label, "probabilities": probabilities})
    if arguments.json:
        print(msgspec.json.encode({"results": results}).decode())
        return 0
    for result in results:
        shares = "  ".join(
            f"{name} {share:.1%}"
            for name, share in zip(spec.class_names, result["probabilities"], strict=True)
        )
        print(f"{result['file']}: {result['label']}    {shares}")
    return 0
