"""`netglow classify`: which digit is on a picture, by a saved network or the one that comes along.

Each picture has a result of its own, or an error: a bad file takes nothing from the good ones.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core import project_file, ready_networks
from core.commands.input import HELP, called_by, readable
from core.commands.output import path_text, print_json
from core.data import Source, is_of_digits
from core.data.inputs import Picture
from core.data.tasks import Classes
from core.digit_image import SIDE
from core.digit_or_not import looks_like_digit
from core.ink.find import find
from core.ink.found import Found
from core.propagation import forward
from core.wording import english


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "images", nargs="+", type=Path, metavar="IMAGE", help=f"PNG, JPEG ...{HELP}"
    )
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
    from gui.headless import application
    from gui.image_file import read_grey

    _application = application()  # Qt reads a drawing with text, SVG, in none but an application
    if arguments.model is None:
        opened = ready_networks.shipped("digits")
        name = f"The network that comes with Netglow, {opened.experiment.network.title},"
        print(f"{name} reads the pictures; --model takes another.", file=sys.stderr)
    else:
        with readable(arguments.model) as file:
            opened = project_file.load(file)
    experiment, network = opened.experiment, opened.experiment.network
    if experiment.input != Picture(SIDE, SIDE) or not isinstance(experiment.task, Classes):
        raise ValueError(
            f"{arguments.model} is a network for other inputs; pictures need one that was trained"
            f" on classes of pictures of {SIDE}×{SIDE} pixels."
        )
    results: list[dict[str, object]] = []
    for path in arguments.images:
        try:
            with readable(path) as file:
                found = find(read_grey(file))
            if not found.digits:
                raise ValueError(f"{called_by(path)} is blank: there is no digit to read.")
        except (ValueError, OSError) as error:
            results.append({"file": path_text(path), "error": english(error)})
            print(f"netglow: {english(error)}", file=sys.stderr)
            continue
        passed = forward(network, opened.snapshot.parameters, np.stack(found.inputs))
        if not np.isfinite(passed.output).all():
            raise ValueError(
                f"{arguments.model} answers with numbers that are not finite:"
                " its training diverged."
            )
        shares = experiment.task.shares(passed.output, network.layers[-1])
        labels = _labels(experiment.source, experiment.task.names, shares, np.stack(found.inputs))
        result = _result(labels, shares, found)
        results.append({"file": path_text(path), **result})
        if not arguments.json:
            print(
                f"{path_text(path)}: {_text(experiment.task.names, labels, shares, result)}",
                flush=True,
            )
    if arguments.json:
        used = {
            "file": None if arguments.model is None else path_text(arguments.model),
            "title": network.title,
        }
        print_json({"network": used, "results": results})
    return 2 if any("error" in result for result in results) else 0


def _labels(
    source: Source | None, names: Sequence[str], shares: np.ndarray, inputs: np.ndarray
) -> list[str | None]:
    """Return what is read of each of `inputs`; None: it does not look like a digit."""
    labels = [names[index] for index in np.argmax(shares, axis=1)]
    if not is_of_digits(source):
        return list(labels)
    seen = looks_like_digit(inputs)
    return [label if one else None for label, one in zip(labels, seen, strict=True)]


def _result(labels: Sequence[str | None], shares: np.ndarray, found: Found) -> dict[str, object]:
    """Return what is printed of a picture: of several digits, a list of what there is of one."""
    read = [label for label in labels if label is not None]
    result: dict[str, object] = {
        "label": "".join(read) if read else None,
        "probabilities": shares[0].tolist(),
    }
    if len(labels) > 1:
        result["digits"] = [
            int(label) if label is not None and label.isdecimal() else label for label in labels
        ]
        result["probabilities"] = shares.tolist()
    if notes := [str(note) for note in found.notes]:
        result["notes"] = notes
    return result


def _text(
    names: Sequence[str],
    labels: Sequence[str | None],
    shares: np.ndarray,
    result: dict[str, object],
) -> str:
    rows = [
        "  ".join(f"{name} {share:.1%}" for name, share in zip(names, row, strict=True))
        for row in shares
    ]
    said = [label or "no digit" for label in labels]
    if len(rows) == 1:
        lines = [f"{said[0]}    {rows[0]}"]
    else:
        lines = [f"several digits: {' '.join(label or '–' for label in labels)}"]
        lines += [f"{label}    {row}" for label, row in zip(said, rows, strict=True)]
    notes = result.get("notes", [])
    assert isinstance(notes, list)
    return "\n    ".join([*lines, *notes])
