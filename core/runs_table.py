"""Runs as tables of text: one row a run for reading, one row a point of the curves for others."""

import csv
import io
import math
from collections.abc import Sequence

import numpy as np

from core.history import COLUMNS
from core.runs import Kept, updates_at

HEADINGS = ("run", "name", "epoch", "updates", "seconds", *COLUMNS[1:])


def curves_csv(runs: Sequence[Kept]) -> str:
    """Return the curves of runs as CSV: a row for each point; what is not known is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for kept in runs:
        points = np.array(kept.run.history.points)
        epochs = points[:, 0]
        updates, seconds = updates_at(kept, epochs), kept.watch.at(epochs, "seconds")
        for epoch, update, second, row in zip(epochs, updates, seconds, points, strict=True):
            numbers = epoch, update, second, *row[1:]
            writer.writerow([kept.run.id, _safe(kept.run.name), *map(_written, numbers)])
    return text.getvalue()


def _written(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.10g}"


def _safe(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in ("=", "+", "-", "@", "\t", "\r") else name
