"""The table of an experiment as a sheet: a line a run, or a line a setting with mean ± spread."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from core.data.tasks import Values
from core.history import COLUMNS as OF_CURVE
from core.jobs import Progress
from core.sweep import COLUMNS, Row, spread
from core.sweeps import Sweeps
from gui.experiments.quantities import title_of, value_words
from gui.experiments.scatter import OF_NETWORK
from gui.experiments.sheet import NOTHING, Cell, Column, Curve, Line, Sheet
from gui.numbers import accuracy_text, loss_text, number, r_squared_text
from gui.panels.source_words import title
from gui.runs.words import seconds_words
from gui.translation import translate, worded

CURVE, STATE = "curve", "state"
_WORDS = ("hidden", "activation", "initialiser", "loss", "optimizer", "data")  # not numbers


class _Measure(NamedTuple):
    """A column of what was measured: its heading, what it means, how it is written."""

    title: str
    tip: str
    text: Callable[[float], str]
    scale: float = 1.0


def _count_text(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:,.0f}" if value == int(value) else number(value)


def _seconds_text(value: float) -> str:
    return "–" if math.isnan(value) else seconds_words(value)


def measures(of_values: bool) -> dict[str, _Measure]:
    """Return the columns that are measured, by name; `of_values`: the score is R²."""
    if of_values:
        score: Callable[[float], str] = r_squared_text
        scale = 1.0
        titles = (
            translate("Experiments", "Test R²"),
            translate("Experiments", "Train R²"),
            translate("Experiments", "Best test R²"),
            translate("Experiments", "Best train R²"),
        )
        tips = (
            translate("Experiments", "R² on the test examples in the end: 1 is perfect"),
            translate("Experiments", "R² on the training examples in the end: 1 is perfect"),
        )
    else:
        score, scale = accuracy_text, 100.0
        titles = (
            translate("Experiments", "Test accuracy"),
            translate("Experiments", "Train accuracy"),
            translate("Experiments", "Best test accuracy"),
            translate("Experiments", "Best train accuracy"),
        )
        tips = (
            translate("Experiments", "Share of the test examples that are right in the end"),
            translate("Experiments", "Share of the training examples that are right in the end"),
        )
    best = translate("Experiments", "The best that was measured on the way")
    found = {
        "test_loss": _Measure(
            translate("Experiments", "Test loss"),
            translate("Experiments", "Loss on the test examples in the end: lower is better"),
            loss_text,
        ),
        "test_score": _Measure(titles[0], tips[0], score, scale),
        "train_loss": _Measure(
            translate("Experiments", "Train loss"),
            translate("Experiments", "Loss on the training examples in the end"),
            loss_text,
        ),
        "train_score": _Measure(titles[1], tips[1], score, scale),
        "gap": _Measure(
            translate("Experiments", "Gap"),
            translate(
                "Experiments",
                "Test loss less training loss: the larger, the more was learned by heart",
            ),
            loss_text,
        ),
        "best_test_loss": _Measure(translate("Experiments", "Best test loss"), best, loss_text),
        "best_at": _Measure(
            translate("Experiments", "Best at"),
            translate("Experiments", "After how many updates the test loss was lowest"),
            _count_text,
        ),
        "best_test_score": _Measure(titles[2], best, score, scale),
        "best_train_loss": _Measure(translate("Experiments", "Best train loss"), best, loss_text),
        "best_train_score": _Measure(titles[3], best, score, scale),
        "parameters": _Measure(
            translate("Experiments", "Parameters"),
            translate("Experiments", "How many weights and biases the network has"),
            _count_text,
        ),
        "hidden_layers": _Measure(
            translate("Experiments", "Depth"),
            translate("Experiments", "How many hidden layers the network has"),
            _count_text,
        ),
        "hidden_neurons": _Measure(
            translate("Experiments", "Hidden neurons"),
            translate("Experiments", "How many neurons its hidden layers have together"),
            _count_text,
        ),
        "updates": _Measure(
            translate("Experiments", "Updates"),
            translate("Experiments", "How many updates it has made"),
            _count_text,
        ),
        "seconds": _Measure(
            translate("Experiments", "Seconds"),
            translate("Experiments", "How long its updates took"),
            _seconds_text,
        ),
    }
    return {name: one for name, one in found.items() if name in COLUMNS}


class Sheets:
    """Makes sheets of an experiment; lines of rows that have not changed are kept."""

    def __init__(self) -> None:
        self._sweeps: object = None
        self._columns: tuple[Column, ...] = ()
        self._lines: dict[int, tuple[Row, Progress | None, Line]] = {}

    def of(self, sweeps: Sweeps, live: Mapping[int, Progress], means: bool) -> Sheet:
        """Return the sheet of what there is now: a line a run, or of `means` a line a setting."""
        if self._sweeps != sweeps.sweeps:
            self._sweeps, self._lines = sweeps.sweeps, {}
            self._columns = columns(sweeps)
        made = self._columns
        lines = tuple(
            self._line(at, row, live.get(at), sweeps, made) for at, row in enumerate(sweeps.rows)
        )
        if not means:
            return Sheet(made, lines)
        return _means(Sheet(made, lines), sweeps)

    def _line(
        self, at: int, row: Row, live: Progress | None, sweeps: Sweeps, made: tuple[Column, ...]
    ) -> Line:
        known = self._lines.get(at)
        if known and known[0] is row and known[1] is live:
            return known[2]
        line = _line(at, row, live, sweeps.sweep_of(at).updates, made)
        self._lines[at] = row, live, line
        return line


def columns(sweeps: Sweeps) -> tuple[Column, ...]:
    """Return the columns: what differs, how far it is, its curve, what was measured."""
    found: list[Column] = []
    sources = list(dict.fromkeys(title(one.base.source) for one in sweeps.sweeps))
    if len(sources) > 1:
        found.append(
            Column("data", translate("Experiments", "Data"), setting=True, words=tuple(sources))
        )
    for name in sweeps.varied:
        words: tuple[str, ...] = ()
        if name in _WORDS:
            values = (
                value_words(name, value)
                for one in sweeps.sweeps
                for axis in one.axes
                if axis.name == name
                for value in axis.values
            )
            words = tuple(dict.fromkeys(values))
        found.append(Column(name, title_of(name), setting=True, words=words))
    if any(one.seeds > 1 for one in sweeps.sweeps):
        found.append(
            Column(
                "seed",
                translate("Experiments", "Seed"),
                translate("Experiments", "What chance begins with: weights and order of examples"),
                setting=True,
            )
        )
    found += [
        Column(STATE, translate("Experiments", "State")),
        Column(
            CURVE,
            translate("Experiments", "Curve"),
            translate(
                "Experiments",
                "How the loss went, on one logarithmic scale for all: rose on training examples,"
                " green on test examples",
            ),
        ),
    ]
    found += [Column(name, one.title, one.tip) for name, one in _measures_of(sweeps).items()]
    return tuple(found)


def _measures_of(sweeps: Sweeps) -> dict[str, _Measure]:
    return measures(any(isinstance(one.base.task, Values) for one in sweeps.sweeps))


def _line(at: int, row: Row, live: Progress | None, updates: int, made: tuple[Column, ...]) -> Line:
    known = measures(isinstance(row.trial.experiment.task, Values))
    cells = []
    for column in made:
        if column.name == STATE:
            cells.append(_state(row, live, updates))
        elif column.name == CURVE:
            cells.append(NOTHING)
        elif column.name in known:
            cells.append(_measured(known[column.name], row, column.name))
        else:
            cells.append(_setting(row, column))
    reason = row.outcome.reason if row.outcome else None
    return Line((at,), tuple(cells), _curves(row, live, updates), worded(reason) if reason else "")


def _measured(measure: _Measure, row: Row, name: str) -> Cell:
    value = measure.scale * COLUMNS[name](row)
    if row.outcome is None and name in ("updates", "seconds"):
        return NOTHING
    if math.isinf(value):
        return Cell(math.inf, "∞")
    return Cell(value, measure.text(value))


def _setting(row: Row, column: Column) -> Cell:
    if column.name == "data":
        value: object = title(row.trial.experiment.source)
    else:
        value = row.value(column.name)
    if isinstance(value, float) and math.isnan(value):
        return NOTHING
    if column.name == "seed":
        return Cell(float(row.trial.seed), str(row.trial.seed))
    text = value if column.name == "data" else value_words(column.name, value)
    if column.words:
        return Cell(float(column.words.index(str(text))), str(text))
    assert isinstance(value, int | float)
    if column.name == "examples" and value == 0:  # all there are: a number, on an axis
        return Cell(float(_examples(row)), str(text))
    return Cell(float(value), str(text))


def _examples(row: Row) -> int:
    from core.data import load

    source = row.trial.experiment.source
    return len(load(source).train) if source is not None else 0


def _state(row: Row, live: Progress | None, updates: int) -> Cell:
    if row.state is None:
        if live is None:
            return Cell(0.0, translate("Experiments", "waiting"))
        share = live.updates / max(updates, 1)
        return Cell(share, f"{100 * share:.0f} %")
    words = {
        "done": translate("Experiments", "done"),
        "stopped": translate("Experiments", "stopped"),
        "diverged": translate("Experiments", "diverged"),
        "failed": translate("Experiments", "failed"),
    }
    return Cell(2.0 + list(words).index(row.state), words[row.state])


def _curves(row: Row, live: Progress | None, updates: int) -> tuple[Curve, ...]:
    if live is not None:
        points, made = live.points, live.updates
    elif row.outcome is not None:
        points, made = row.history.points, row.updates
    else:
        return ()
    if not len(points):
        return ()
    epochs = points[:, OF_CURVE.index("epoch")]
    shares = epochs / max(float(epochs[-1]), 1e-300) * (made / max(updates, 1))
    losses = (np.array(points[:, OF_CURVE.index(name)]) for name in ("train_loss", "test_loss"))
    return (Curve(shares, *losses),)


def _means(sheet: Sheet, sweeps: Sweeps) -> Sheet:
    """Return a line a setting: means over its seeds; what diverged is told, and has no part."""
    groups: dict[object, list[int]] = {}
    for at, row in enumerate(sweeps.rows):
        groups.setdefault((id(sweeps.sweep_of(at)), row.trial.settings), []).append(at)
    known = _measures_of(sweeps)
    kept = [at for at, column in enumerate(sheet.columns) if column.name != "seed"]
    lines = []
    for runs in groups.values():
        rows, own = [sweeps.rows[at] for at in runs], [sheet.lines[at] for at in runs]
        cells = []
        for at in kept:
            name = sheet.columns[at].name
            if name in known:
                measure = measures(isinstance(rows[0].trial.experiment.task, Values))[name]
                own_cells = [line.cells[at] for line in own]
                cells.append(_mean(own_cells, rows, measure, name in OF_NETWORK))
            elif name == STATE:
                cells.append(_states(rows))
            else:
                cells.append(own[0].cells[at])
        told = "\n".join(dict.fromkeys(line.told for line in own if line.told))
        curves = tuple(curve for line in own for curve in line.curves)
        lines.append(Line(tuple(runs), tuple(cells), curves, told))
    return Sheet(tuple(sheet.columns[at] for at in kept), tuple(lines))


def _mean(cells: Sequence[Cell], rows: Sequence[Row], measure: _Measure, known: bool) -> Cell:
    """Return the mean of a column over runs of one setting; `known`: the network alone says it."""
    states = ("done", "stopped")
    own = [one.place for one, row in zip(cells, rows, strict=True) if known or row.state in states]
    found = spread(own)
    if math.isnan(found.mean):
        lost = any(math.isinf(one.place) for one in cells)
        return Cell(math.inf, "∞") if lost else NOTHING
    text = measure.text(found.mean)
    if found.deviation > 0:
        text = f"{text} ± {number(found.deviation, 2)}"
    return Cell(found.mean, text, found.deviation)


def _states(rows: Sequence[Row]) -> Cell:
    ended = sum(row.state not in (None, "failed") for row in rows)
    diverged = sum(row.state == "diverged" for row in rows)
    failed = sum(row.state == "failed" for row in rows)
    text = translate("Experiments", "{ended} of {all}")
    if diverged:
        text = translate("Experiments", "{ended} of {all}, {count} diverged")
    elif failed:
        text = translate("Experiments", "{ended} of {all}, {count} failed")
    said = text.format(ended=ended, all=len(rows), count=diverged or failed)
    return Cell(float(ended), said)
