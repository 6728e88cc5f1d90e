"""`netglow runs`: the runs of a saved network, and what each does otherwise than its parent.

The file holds one run, or several that belong together; the one that it opens with has a *.
"""

import argparse
import math
from pathlib import Path
from typing import Any

import msgspec

from core import project_file
from core.commands.input import HELP, readable
from core.commands.output import path_text, print_json
from core.data import Source
from core.runs import Difference, Kept, Runs, best, differences_of, newest
from core.runs_file import load_runs
from core.sentences import plain

_HEADINGS = ("run", "differs", "updates", "train", "test", "score", "best", "seconds", "device")
_LEFT = ("run", "differs", "device")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("file", type=Path, metavar="FILE", help=f"a saved network (.netglow){HELP}")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print the runs. ValueError or OSError: a sentence for the user."""
    with readable(arguments.file) as file:
        own = project_file.load(file)
        runs = load_runs(file) or Runs().take(own)
    told = [_told(runs, kept, depth, own.id) for kept, depth in runs.tree]
    if arguments.json:
        print_json({"file": path_text(arguments.file), "runs": told})
    else:
        print("\n".join(lines(told)))
    return 0


def _told(runs: Runs, kept: Kept, depth: int, own: str) -> dict[str, Any]:
    """Return a run as plain values."""
    run, parent, found = kept.run, runs.parent_of(kept.run.id), best(kept)
    train, test = newest(run, "train"), newest(run, "test")
    differ = differences_of(kept, parent) if parent else ()
    return {
        "id": run.id,
        "name": plain(run.name, 100),
        "shown": run.id == own,
        "parent": parent.run.id if parent else "",
        "depth": depth,
        "differences": [_as_json(one) for one in differ],
        "network": run.experiment.network.title,
        "updates": run.snapshot.updates,
        "epoch": run.snapshot.epoch,
        "train_loss": train.loss,
        "train_score": train.score,
        "test_loss": test.loss,
        "test_score": test.score,
        "best_loss": found.loss if found else None,
        "best_epoch": found.epoch if found else None,
        "best_updates": found.updates if found else None,
        "seconds": kept.watch.seconds or None,
        "device": run.computed_on,
        "hidden": kept.hidden,
        "pinned": kept.pinned,
        "thinned": kept.thinned,
    }


def _as_json(difference: Difference) -> dict[str, Any]:
    what, before, after = difference
    return {"what": what, "from": _plain(before), "to": _plain(after)}


def _plain(value: object) -> object:
    return msgspec.to_builtins(value) if isinstance(value, Source) else value


def lines(told: list[dict[str, Any]]) -> list[str]:
    """Return the table, a line a run."""
    rows = [dict(zip(_HEADINGS, _HEADINGS, strict=True)), *map(_row, told)]
    wide = {name: max(len(row[name]) for row in rows) for name in _HEADINGS}
    return [
        "  ".join(
            row[name].ljust(wide[name]) if name in _LEFT else row[name].rjust(wide[name])
            for name in _HEADINGS
        ).rstrip()
        for row in rows
    ]


def _row(told: dict[str, Any]) -> dict[str, str]:
    mark = "* " if told["shown"] else "  "
    return {
        "run": f"{mark}{'  ' * told['depth']}{told['name']}",
        "differs": ", ".join(map(_words, told["differences"]))
        or ("the same again" if told["parent"] else told["network"]),
        "updates": f"{told['updates']:,}",
        "train": _number(told["train_loss"]),
        "test": _number(told["test_loss"]),
        "score": _number(told["test_score"]),
        "best": _number(told["best_loss"]),
        "seconds": _number(told["seconds"], 1),
        "device": told["device"],
    }


def _words(difference: dict[str, Any]) -> str:
    what, before, after = difference.values()
    if what == "start":
        return "other weights at the start"
    if what == "branch":
        return f"from update {after:,} on"
    before, after = (
        one.get("shape") or one.get("gate") or one["type"] if isinstance(one, dict) else one
        for one in (before, after)
    )
    if isinstance(difference["to"], dict) and before == after:
        return "other settings of the data"
    said = (f"{one:g}" if isinstance(one, float) else str(one) for one in (before, after))
    return f"{what.replace('_', ' ')} {' → '.join(said)}"


def _number(value: float | None, decimals: int = 4) -> str:
    if value is None or math.isnan(value):
        return "–"
    return f"{value:.{decimals}f}" if math.isfinite(value) else "not finite"
