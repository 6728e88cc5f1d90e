"""What all sweeps of the command line do: work, tell how far they are, print their table."""

import math
import sys
from collections.abc import Sequence

from core.crew import Crew
from core.jobs import Outcome
from core.signals import exit_code
from core.sweep import Group, MeanAndDeviation, Row, Sweep, Trial, job
from core.sweep_journal import Journal
from core.wording import english_form

COLUMNS_SHOWN = ("train_loss", "test_loss", "test_score", "best_test_loss", "best_at", "parameters")


def exit_code_of(table: Sequence[Row], ended: Sequence[int]) -> int:
    """Return the exit code: 0, or that of the signal that ended it early.

    ValueError: runs have failed; the sentence says how many and why.
    """
    if ended:
        return exit_code(ended[0])
    failed = [row.outcome for row in table if row.outcome and row.state == "failed"]
    if failed:
        raise ValueError(f"{_of(len(failed), len(table))} failed: {failed[0].reason}")
    return 0


def worked(
    sweep: Sweep,
    tried: Sequence[Trial],
    crew: Crew,
    journal: Journal | None,
    ended: Sequence[int],
) -> dict[int, Outcome]:
    """Do what the journal has not; return what became of which trial."""
    outcomes: dict[int, Outcome] = dict(journal.outcomes) if journal else {}
    left = [trial for trial in tried if trial.number not in outcomes]
    if len(left) < len(tried):
        print(f"The journal has {_of(len(outcomes), len(tried))}.", file=sys.stderr)
    if not left or ended:
        return outcomes
    if not crew.process_ids:
        print("TensorFlow is loading …", file=sys.stderr)
    for done in crew.work([job(trial, sweep) for trial in left]):
        number = left[done.number].number
        outcomes[number] = done.outcome
        if journal:
            journal = _noted(journal, number, done.outcome)
        _say(len(outcomes), len(tried))
    return outcomes


def _noted(journal: Journal, number: int, outcome: Outcome) -> Journal | None:
    """Write down what came of a trial; None: that failed, and is said: the sweep goes on."""
    try:
        journal.add(number, outcome)
    except OSError as error:
        print(f"\nThe journal ends here, the sweep goes on: {error.strerror}.", file=sys.stderr)
        return None
    return journal


def _say(count: int, all_: int) -> None:
    """Say how far it is: on a terminal always, elsewhere ten times."""
    text = _of(count, all_)
    if sys.stderr.isatty():
        print(f"\r{text} ", end="\n" if count == all_ else "", file=sys.stderr, flush=True)
    elif count == all_ or count * 10 // all_ > (count - 1) * 10 // all_:
        print(text, file=sys.stderr, flush=True)


def _of(count: int, runs: int) -> str:
    return english_form(f"{count:,} of {runs:,} run(s)", runs)


def lines(groups: Sequence[Group], columns: Sequence[str] = COLUMNS_SHOWN) -> list[str]:
    """Return the settings as a table: mean ± standard deviation over the seeds of `columns`."""
    names = [name for name, _ in groups[0].settings] if groups else []
    cells = [[*names, "runs", "diverged", *(name.replace("_", " ") for name in columns)]]
    for group in groups:
        said = [f"{value:g}" if isinstance(value, float) else str(value) for _, value in
                group.settings]  # fmt: skip
        measured = [_words(group.columns[name]) for name in columns]
        cells.append([*said, str(group.runs), str(group.diverged or ""), *measured])
    return aligned(cells)


def aligned(cells: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows of a table as lines, each column as wide as it must be."""
    wide = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.rjust(width) for cell, width in zip(row, wide, strict=True)) for row in cells
    ]


def _words(of: MeanAndDeviation) -> str:
    if math.isnan(of.mean):
        return "–"
    if math.isnan(of.deviation) or not of.deviation:
        return f"{of.mean:.4g}"
    return f"{of.mean:.4g} ± {of.deviation:.2g}"
