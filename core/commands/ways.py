"""`netglow ways`: time one network's answers in seven ways, from Python loops to a GPU.

Each computes the answers to the same batch of training examples, is timed warm, and is stopped
after two seconds.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

# NumPy with one core, as in the window, whose panel shows the same ways; before it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from msgspec.structs import replace

from core import project_file
from core.commands.input import HELP, readable
from core.commands.output import print_json
from core.experiment import Experiment
from core.forward_ways import Timing
from core.heavy_imports import heavy_imports, quiet_loading
from core.network import MAX_NEURONS
from core.parameters import Parameters
from core.signals import exit_code, told_to_end
from core.way_choice import BATCHES, MOST_HIDDEN, varied
from core.way_words import TITLES, against_loops, duration, figures, prepared, stopped


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=f"a saved network (.netglow){HELP}; without one, a new network for digits",
    )
    for name, text in (
        ("width", "so many neurons in each hidden layer, with random weights"),
        ("depth", "so many hidden layers, with random weights"),
        ("batch", "so many examples"),
    ):
        usual = "that it is trained with" if name == "batch" else "those of the network"
        parser.add_argument(f"--{name}", type=int, metavar="N", help=f"{text} (default: {usual})")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Time them, print the table; return the exit code: 0, or 130 where Ctrl+C ended it early.

    ValueError or OSError: a sentence for the user.
    """
    experiment, parameters, batch = asked(arguments)
    print("TensorFlow is loading …", file=sys.stderr)
    with heavy_imports(), quiet_loading():
        from core.backend import devices
        from core.backend.ways import timings

        devices.set_up()
        found = devices.list_devices()
    ended: list[int] = []  # signals to end
    with told_to_end(ended.append):
        timed = tuple(timings(experiment, parameters, batch, found, lambda: bool(ended)))
    network = experiment.network.title
    if arguments.json:
        ways = [told(one, timed) for one in timed]
        print_json({"network": network, "batch": batch, "device": found[-1].title, "ways": ways})
    else:
        examples = f"{batch:,} example{'s' * (batch > 1)}"
        print("\n".join((f"{network}, {examples}, {found[-1].title}", *lines(timed))))
    return exit_code(ended[0]) if ended else 0


def asked(arguments: argparse.Namespace) -> tuple[Experiment, Parameters | None, int]:
    """Return what is timed: an experiment, its parameters (None: new ones), how many examples.

    ValueError or OSError: a sentence.
    """
    for name, least, most in (
        ("width", 1, MAX_NEURONS),
        ("depth", 0, MOST_HIDDEN),
        ("batch", 1, BATCHES[-1]),
    ):
        value = getattr(arguments, name)
        if value is not None and not least <= value <= most:
            raise ValueError(f"--{name} is {least} to {most}, not {value}.")
    experiment, parameters = Experiment(), None
    if arguments.file:
        with readable(arguments.file) as path:
            opened = project_file.load(path)
        experiment, parameters = opened.experiment, opened.snapshot.parameters
    network = varied(experiment.network, arguments.width, arguments.depth)
    if network != experiment.network:
        experiment, parameters = replace(experiment, network=network), None
    batch = arguments.batch or min(experiment.hyperparameters.batch_size, BATCHES[-1])
    return experiment, parameters, batch


def told(timing: Timing, timed: Sequence[Timing]) -> Mapping[str, Any]:
    """Return one of all that were timed as plain values; what there is not is None."""
    there = timing.lacks is None
    return {
        "way": timing.way,
        "title": TITLES[timing.way],
        "seconds": timing.seconds if there else None,
        "times_as_quick": timed[0].seconds / timing.seconds if there else None,
        "repeats": timing.repeats,
        "stopped": timing.stopped,
        "examples": timing.examples,
        "compile_seconds": timing.prepared or None,
        "difference": timing.difference if there else None,
        "reason": str(timing.lacks) if timing.lacks else None,
    }


def lines(timed: Sequence[Timing]) -> list[str]:
    """Return the table, a line a way, and what is to be said of them below."""
    rows = [("", "a batch", "times as quick", "difference")]
    notes = []
    for one in timed:
        if one.lacks:
            rows.append((TITLES[one.way], "–", "–", "–"))
            notes.append(f"{TITLES[one.way]}: {one.lacks}")
            continue
        times = figures(timed[0].seconds / one.seconds)
        rows.append((TITLES[one.way], duration(one.seconds), times, f"{one.difference:.1g}"))
        if one.stopped:
            notes.append(f"{TITLES[one.way]}: {stopped(one)}")
        if one.prepared:
            notes.append(f"{TITLES[one.way]}: {prepared(one)}")
    there = [one for one in timed if one.lacks is None]
    if len(there) > 1:
        quickest = min(there, key=lambda one: one.seconds)
        notes.append(str(against_loops(quickest, timed[0])))
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = ["  ".join((row[0].ljust(wide[0]), *map(str.rjust, row[1:], wide[1:]))) for row in rows]
    return [*table, *notes]
