"""`netglow sweep`: train many networks that differ in what is varied, and print their table.

Each is trained as `netglow train` would, to the bit; several at a time, in processes of their own.
"""

import argparse
import contextlib
import functools
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from core import files, project_file
from core.beginnings import beginning
from core.commands.crews import check_workers, working
from core.commands.input import HELP, readable
from core.commands.output import path_text, print_json
from core.commands.ready_sweep import LIST, run_ready
from core.commands.saving import saved
from core.commands.sweep_work import exit_code_of, lines, worked
from core.crew import most_workers
from core.data import READY_SOURCES
from core.experiment import Experiment
from core.ready_sweeps import READY
from core.sweep import Row, Sweep, summary, trials
from core.sweep_file import Held, parts_of_sweep
from core.sweep_journal import Journal, rows
from core.sweep_table import csv_text, told
from core.varied import VARIED, written_axis

_UPDATES = 2000  # where nobody says how many


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    default = "(default: {})".format
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=f"a saved network (.netglow): what it trains is varied{HELP}",
    )
    parser.add_argument(
        "--dataset",
        choices=READY_SOURCES,
        metavar="NAME",
        help="instead of FILE, the network and rates that suit these data:"
        f" {', '.join(READY_SOURCES)} {default('digits')}",
    )
    parser.add_argument(
        "--ready",
        choices=(*READY, LIST),
        metavar="NAME",
        help=f"a ready experiment, with what it comes to: {', '.join(READY)}; or {LIST}: what"
        " each of them is about",
    )
    parser.add_argument(
        "--vary",
        action="append",
        default=[],
        metavar="WHAT=VALUES",
        help="hidden=8,8-8,16:tanh-8,none or learning_rate=log:1e-4:1:9 (nine values with even"
        " ratios) or l2=lin:0:1:5; may be said several times. What can be varied:"
        f" {', '.join(VARIED)} {default('nothing: only the seed')}",
    )
    for name, sign, usual, text in (
        ("seeds", "N", "1", "of each setting"),
        ("seed", "N", "that of FILE, or 0", "that seeds count up from; the sample's, too"),
        ("updates", "N", str(_UPDATES), "of each run"),
        ("sample", "N", "all of them", "so many settings, chosen at random"),
        ("workers", "N", str(most_workers()), "processes at a time"),
    ):
        parser.add_argument(f"--{name}", type=int, metavar=sign, help=f"{text} {default(usual)}")
    parser.add_argument(
        "--device", default="", help=f"CPU, GPU or GPU:1 {default('the best there is')}"
    )
    for name, text in (
        ("journal", "write down each run as it ends, and go on with what is there"),
        ("csv", "write the table, a line a run"),
        ("save", "save the best run (.netglow), with the sweep and its table beside it"),
    ):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help=text)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Train them, print the table; return the exit code: 0, or 130 where Ctrl+C ended it early.

    ValueError or OSError: a sentence for the user.
    """
    check_workers(arguments)
    if arguments.ready:
        return run_ready(arguments)
    sweep = asked(arguments)
    tried = trials(sweep)  # what cannot be is said before anything begins
    for path in filter(None, (arguments.csv, arguments.save, arguments.journal)):
        files.check_writable(path)
    with contextlib.ExitStack() as stack:
        journal = None
        if arguments.journal:
            journal = stack.enter_context(Journal(arguments.journal, sweep))
        crew, ended = stack.enter_context(working(arguments))
        table = rows(sweep, worked(sweep, tried, crew, journal, ended))
    # First what needs no disk: it may be full.
    if arguments.json:
        print_json(told(sweep, table))
    else:
        print("\n".join(lines(summary(table))))
    trouble = []
    if arguments.csv:
        text = csv_text(table).encode()
        write = functools.partial(files.write, data=text)
        trouble.append(saved("The table", arguments.csv, write, "kept.csv"))
    if arguments.save:
        trouble.append(_save(arguments.save, sweep, table))
    if any(trouble):
        raise ValueError(" ".join(filter(None, trouble)))
    return exit_code_of(table, ended)


def asked(arguments: argparse.Namespace) -> Sweep:
    """Return the sweep that is asked for. ValueError or OSError: a sentence."""
    if arguments.file and arguments.dataset:
        raise ValueError("One of FILE and --dataset is enough.")
    axes = tuple(map(written_axis, arguments.vary))
    base, given = _base(arguments), arguments
    seed = base.seed if given.seed is None else given.seed
    return Sweep(
        Experiment(base.network, base.source, base.hyperparameters, seed),
        axes,
        1 if given.seeds is None else given.seeds,
        _UPDATES if given.updates is None else given.updates,
        given.sample or 0,
        seed,
    )


def _base(arguments: argparse.Namespace) -> Experiment:
    if not arguments.file:
        return beginning(READY_SOURCES[arguments.dataset or "digits"])
    with readable(arguments.file) as path:
        return project_file.load(path).experiment


def _save(path: Path, sweep: Sweep, table: Sequence[Row]) -> str:
    """Save the best run; return what is wrong, if anything, and where it is then."""
    ended = [row for row in table if row.outcome and row.opens]
    if not ended:
        print(f"No run has ended; {path_text(path)} was not written.", file=sys.stderr)
        return ""
    best = min(ended, key=lambda row: _rank(row.test.loss))
    assert best.outcome
    run, more = best.outcome.run, parts_of_sweep(Held(sweep, tuple(table)))
    write = functools.partial(project_file.save, run=run, more=more)
    return saved("The best run", path, write, project_file.KEPT)


def _rank(loss: float) -> float:
    return loss if math.isfinite(loss) else math.inf
