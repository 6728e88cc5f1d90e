"""`netglow sweep --ready NAME`: a ready experiment, its tables, and what they come to."""

import argparse
import sys
from typing import Any

from msgspec.structs import replace

from core.commands.crews import working
from core.commands.output import print_json
from core.commands.sweep_work import COLUMNS_SHOWN, aligned, exit_code_of, lines, worked
from core.conclusions.beside import Beside
from core.ready_sweeps import READY
from core.sweep import COLUMNS, Row, Sweep, summary, trials
from core.sweep_journal import rows
from core.sweep_table import told
from core.sweeps import so_far
from core.varied import source_of

LIST = "list"  # instead of a name
_ITS_OWN = ("file", "dataset", "vary", "sample", "journal", "csv", "save")


def run_ready(arguments: argparse.Namespace) -> int:
    """Run the ready experiment that is asked for; return the exit code, as of `netglow sweep`."""
    if arguments.ready == LIST:
        for name, ready in READY.items():
            print(f"{name}: {ready.title}. {ready.see}")
        return 0
    for name in _ITS_OWN:
        if getattr(arguments, name):
            said = "FILE" if name == "file" else f"--{name}"
            raise ValueError(f"A ready experiment has its own data and settings, without {said}.")
    ready = READY[arguments.ready]
    sweeps = [_changed(sweep, arguments) for sweep in ready.make()]
    tables: list[tuple[Row, ...]] = []
    with working(arguments) as (crew, ended):
        for number, sweep in enumerate(sweeps, 1):
            if len(sweeps) > 1 and not ended:
                print(f"Sweep {number} of {len(sweeps)}: {_about(sweep)}", file=sys.stderr)
            tables.append(rows(sweep, worked(sweep, trials(sweep), crew, None, ended)))
    every = [row for table in tables for row in table]
    above, found, tables_beside = so_far(every), ready.conclude(every), ready.beside(every)
    if arguments.json:
        print_json(
            {
                "ready": arguments.ready,
                "title": str(ready.title),
                "see": str(ready.see),
                "sweeps": [told(*one) for one in zip(sweeps, tables, strict=True)],
                "beside": [_plain(one) for one in tables_beside],
                "complete": above is None,
                "conclusions": list(map(str, found)),
            }
        )
    else:
        columns = dict.fromkeys((*COLUMNS_SHOWN, *({ready.y} & set(COLUMNS))))
        print(f"{ready.title}. {ready.see}")
        for sweep, table in zip(sweeps, tables, strict=True):
            print("\n".join(["", _about(sweep), *lines(summary(table), tuple(columns))]))
        for one in tables_beside:
            print("\n".join(["", str(one.title), *_lines(one)]))
        print("\n".join(["", *([str(above)] if above else []), *map(str, found)]))
    return exit_code_of(every, ended)


def _changed(sweep: Sweep, arguments: argparse.Namespace) -> Sweep:
    """Return a sweep with the numbers that are asked for."""
    names = ("seeds", "updates")
    asked = {name: getattr(arguments, name) for name in names}
    sweep = replace(sweep, **{name: value for name, value in asked.items() if value is not None})
    if arguments.seed is None:
        return sweep
    return replace(sweep, base=replace(sweep.base, seed=arguments.seed))


def _about(sweep: Sweep) -> str:
    source = source_of(sweep.base)
    data = getattr(source, "shape", str(type(source).__struct_config__.tag))
    activation = sweep.base.network.layers[0].activation
    return f"{data}, {activation}: {' and '.join(axis.name for axis in sweep.axes)}"


def _plain(table: Beside) -> dict[str, Any]:
    return {
        "title": str(table.title),
        "columns": list(map(str, table.heads)),
        "rows": [list(row) for row in table.rows],
    }


def _lines(table: Beside) -> list[str]:
    return aligned([list(map(str, table.heads)), *([*map(_cell, row)] for row in table.rows)])


def _cell(value: str | float) -> str:
    if isinstance(value, float):
        return f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else value
