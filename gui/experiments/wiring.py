"""Experiments in the window: how a row is opened, what is saved, and when it all ends."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from core import files
from core.run import Run
from core.runs import Kept
from core.stopwatch import Stopwatch
from core.sweep import Row
from gui.experiments.owner import Experiments
from gui.experiments.panel import ExperimentsPanel
from gui.exports import exported
from gui.main_window import MainWindow
from gui.runs.owner import RunTree
from gui.translation import translate

_SAID_MS = 12_000  # that a sentence stands in the status bar


def wire_experiments(
    window: MainWindow, owner: Experiments, panel: ExperimentsPanel, tree: RunTree
) -> None:
    """A row is opened as a run of the window; the table is saved; the work ends with the window."""

    def open_row(at: int) -> None:
        row = owner.rows[at]
        run = run_of(row)
        watch = Stopwatch.even(run.snapshot.epoch, run.snapshot.updates)
        tree.add((Kept(run, watch=watch),))
        tree.show(run.id)
        if not row.opens:
            text = translate(
                "Experiments",
                "This run has no weights here."
                " Train it for as many updates: the result will be the same.",
            )
            window.statusBar().showMessage(text, _SAID_MS)

    def export(kind: str) -> None:
        from gui import dialogs

        dialogs.ask_save_table(window, f"experiment.{kind}", exported(window, make))

    def make(path: Path) -> Callable[[], object]:
        import json  # the window opens without

        from core.sweep_table import csv_text, told

        held = owner.held
        if held is None:
            return lambda: None
        if path.suffix == ".json":
            tables = [told(*one) for one in held.held]
            text = json.dumps(tables[0] if len(tables) == 1 else tables, indent=1)
        else:
            text = "\n".join(csv_text(one.rows) for one in held.held)
        return lambda: files.write(path, text.encode())

    panel.opened.connect(open_row)
    panel.export_asked.connect(export)
    window.closed.connect(owner.close)


def run_of(row: Row) -> Run:
    """Return the run that a row is, called by what it has otherwise; without weights, its start."""
    from gui.experiments.quantities import settings_words  # the window opens without

    name = settings_words(row.trial)
    if row.outcome is not None and row.opens:
        return replace(row.outcome.run, name=name)
    return replace(Run.start(row.trial.experiment), name=name)
