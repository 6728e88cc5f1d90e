"""`netglow classify`: which digit is on a picture, by a saved network.

Each picture has a result of its own, or an error: a bad file takes nothing from the good ones.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from core import project_file
from core.data.inputs import Picture
from core.data.tasks import Classes
from core.digit_image import SIDE
from core.ink.find import find
from core.ink.found import Found
from core.propagation import forward
from core.wording import english


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

    opened = project_file.load(arguments.model)
    experiment, network = opened.experiment, opened.experiment.network
    if experiment.input != Picture(SIDE, SIDE) or not isinstance(experiment.task, Classes):
        raise ValueError(
            f"{arguments.model} is a network for other inputs; pictures need one that was trained"
            f" on classes of pictures of {SIDE}×{SIDE} pixels."
        )
    results: list[dict[str, object]] = []
    for path in arguments.images:
        try:
            found = find(read_grey(path))
            if not found.digits:
                raise ValueError(f"{path} is blank: there is no digit to read.")
        except (ValueError, OSError) as error:
            results.append({"file": str(path), "error": english(error)})
            print(f"netglow: {english(error)}", file=sys.stderr)
            continue
        passed = forward(network, opened.snapshot.parameters, np.stack(found.inputs))
        if not np.isfinite(passed.output).all():
            raise ValueError(
                f"{arguments.model} answers with numbers that are not finite:"
                " its training diverged."
            )
        shares = experiment.task.shares(passed.output, network.layers[-1])
        result = _result(experiment.task.names, shares, found)
        results.append({"file": str(path), **result})
        if not arguments.json:
            print(f"{path}: {_text(experiment.task.names, shares, result)}", flush=True)
    if arguments.json:
        print(msgspec.json.encode({"results": results}).decode())
    return 2 if any("error" in result for result in results) else 0


def _result(names: Sequence[str], shares: np.ndarray, found: Found) -> dict[str, object]:
    """Return what is printed of a picture: of several digits, a list of what there is of one."""
    labels = [names[index] for index in np.argmax(shares, axis=1)]
    result: dict[str, object] = {"label": "".join(labels), "probabilities": shares[0].tolist()}
    if len(labels) > 1:
        result["digits"] = [int(label) if label.isdecimal() else label for label in labels]
        result["probabilities"] = shares.tolist()
    if notes := [str(note) for note in found.notes]:
        result["notes"] = notes
    return result


def _text(names: Sequence[str], shares: np.ndarray, result: dict[str, object]) -> str:
    rows = [
        "  ".join(f"{name} {share:.1%}" for name, share in zip(names, row, strict=True))
        for row in shares
    ]
    if len(rows) == 1:
        lines = [f"{result['label']}    {rows[0]}"]
    else:
        labels = [names[index] for index in np.argmax(shares, axis=1)]
        lines = [f"several digits: {' '.join(labels)}"]
        lines += [f"{label}    {row}" for label, row in zip(labels, rows, strict=True)]
    notes = result.get("notes", [])
    assert isinstance(notes, list)
    return "\n    ".join([*lines, *notes])
