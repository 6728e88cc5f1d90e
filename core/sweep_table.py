"""The table of a sweep, written: CSV for spreadsheets, plain values for JSON."""

import csv
import io
import math
from collections.abc import Sequence
from typing import Any

import msgspec

from core.history import COLUMNS as OF_CURVE
from core.sweep import COLUMNS, Group, Row, Sweep, Value, summary, to_json


def csv_text(rows: Sequence[Row]) -> str:
    """Return the table as CSV, a line a run; empty: not measured, "inf": not a finite number."""
    settings = list(dict(rows[0].trial.settings)) if rows else []
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["run", *settings, "seed", "state", *COLUMNS])
    for row in rows:
        values = (row.value(name) for name in (*settings, "seed"))
        measured = (_cell(of(row)) for of in COLUMNS.values())
        writer.writerow([row.trial.number, *values, row.state or "", *measured])
    return text.getvalue()


def told(sweep: Sweep, rows: Sequence[Row]) -> dict[str, Any]:
    """Return sweep, rows and settings as plain values; null: not measured, "inf": not finite."""
    return {
        "sweep": msgspec.json.decode(to_json(sweep)),
        "rows": [_row(row) for row in rows],
        "settings": [_group(group) for group in summary(rows)],
    }


def _row(row: Row) -> dict[str, Any]:
    measured = {name: _plain(of(row)) for name, of in COLUMNS.items()}
    curve = {name: list(map(_plain, row.history.column(name))) for name in OF_CURVE}
    reason = row.outcome.reason if row.outcome else None
    return {
        "run": row.trial.number,
        **dict(row.trial.settings),
        "seed": row.trial.seed,
        "state": row.state or "",
        "reason": str(reason) if reason else "",
        **measured,
        "curve": curve,
    }


def _group(group: Group) -> dict[str, Any]:
    columns = {
        name: {"mean": _plain(one.mean), "deviation": _plain(one.deviation)}
        for name, one in group.columns.items()
    }
    return {
        **dict(group.settings),
        "runs": group.runs,
        "diverged": group.diverged,
        "columns": columns,
    }


def _plain(value: float) -> float | str | None:
    if math.isnan(value):
        return None
    return float(value) if math.isfinite(value) else "inf" if value > 0 else "-inf"


def _cell(value: float) -> Value:
    plain = _plain(value)
    if plain is None:
        return ""
    return int(plain) if isinstance(plain, float) and plain == int(plain) else plain
