"""The table of an experiment as a sheet: a line a run, or a setting with mean ± deviation."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from core.data.tasks import ACCURACY, SCORES, Score
from core.history import COLUMNS as OF_CURVE
from core.jobs import Progress
from core.sweep import COLUMNS, Row, mean_and_deviation
from core.sweeps import Sweeps
from gui.experiments.measures import Measure, measures
from gui.experiments.quantities import title_of, value_words
from gui.experiments.scatter import OF_NETWORK
from gui.experiments.sheet import NOTHING, Cell, Column, Curve, Line, Sheet
from gui.numbers import number
from gui.panels.source_words import title
from gui.translation import translate, worded

CURVE, STATE = "curve", "state"
_WORDS = ("hidden", "activation", "initialiser", "loss", "optimizer", "data")  # not numbers


class Sheets:
    """Makes sheets of an experiment; lines of rows that have not changed are kept."""

    def __init__(self) -> None:
        self._sweeps: object = None
        self._columns: tuple[Column, ...] = ()
        self._known: dict[Score, dict[str, Measure]] = {}  # by what tasks are scored by
        self._lines: dict[int, tuple[Row, Progress | None, Line]] = {}
        self._means: dict[tuple[int, ...], tuple[tuple[Line, ...], Line]] = {}

    def of(self, sweeps: Sweeps, live: Mapping[int, Progress], means: bool) -> Sheet:
        """Return the sheet of what there is now: a line a run, or of `means` a line a setting."""
        if self._sweeps is not sweeps.sweeps:
            self._sweeps, self._lines, self._means = sweeps.sweeps, {}, {}
            self._columns = columns(sweeps)
            self._known = {of: measures(of) for of in SCORES}
        updates = [one.updates for one in sweeps.sweeps for _ in range(one.runs)]
        lines = tuple(
            self._line(at, row, live.get(at), updates[at]) for at, row in enumerate(sweeps.rows)
        )
        if not means:
            return Sheet(self._columns, lines)
        kept = [at for at, column in enumerate(self._columns) if column.name != "seed"]
        groups = (self._mean(runs, lines, sweeps.rows, kept) for runs in grouped(sweeps))
        return Sheet(tuple(self._columns[at] for at in kept), tuple(groups))

    def _line(self, at: int, row: Row, live: Progress | None, updates: int) -> Line:
        known = self._lines.get(at)
        if known and known[0] is row and known[1] is live:
            return known[2]
        line = _line(at, row, live, updates, self._columns, self._measures(row))
        self._lines[at] = row, live, line
        return line

    def _mean(
        self, runs: tuple[int, ...], lines: Sequence[Line], rows: Sequence[Row], kept: Sequence[int]
    ) -> Line:
        own, known = tuple(lines[at] for at in runs), self._means.get(runs)
        if known and all(one is other for one, other in zip(known[0], own, strict=True)):
            return known[1]
        of = [rows[at] for at in runs]
        line = _mean_line(
            runs, own, of, [(at, self._columns[at].name) for at in kept], self._measures(of[0])
        )
        self._means[runs] = own, line
        return line

    def _measures(self, row: Row) -> dict[str, Measure]:
        return self._known[row.trial.experiment.task.scored_by]


def grouped(sweeps: Sweeps) -> list[tuple[int, ...]]:
    """Return the numbers of rows that differ in their seeds alone."""
    found, at = list[tuple[int, ...]](), 0
    for sweep in sweeps.sweeps if sweeps.rows else ():
        for first in range(at, at + sweep.runs, sweep.seeds):
            found.append(tuple(range(first, first + sweep.seeds)))
        at += sweep.runs
    return found


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
    scores = {one.base.task.scored_by for one in sweeps.sweeps}
    known = measures(max(scores, key=SCORES.index, default=ACCURACY))
    found += [Column(name, one.title, one.tip) for name, one in known.items()]
    return tuple(found)


def _line(
    at: int,
    row: Row,
    live: Progress | None,
    updates: int,
    made: tuple[Column, ...],
    known: dict[str, Measure],
) -> Line:
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


def _measured(measure: Measure, row: Row, name: str) -> Cell:
    value = measure.scale * COLUMNS[name](row)
    if row.outcome is None and name in ("updates", "seconds"):
        return NOTHING
    return _lost(value) if math.isinf(value) else Cell(value, measure.text(value))


def _lost(value: float) -> Cell:
    """Return the cell of what diverged: its loss has no end, its score says nothing."""
    return Cell(value, "∞" if value > 0 else "–")


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


def _mean_line(
    runs: tuple[int, ...],
    own: Sequence[Line],
    rows: Sequence[Row],
    kept: Sequence[tuple[int, str]],
    known: dict[str, Measure],
) -> Line:
    """Return the line of a setting: means over its seeds; what diverged has no part in them."""
    cells = []
    for at, name in kept:
        if name in known:
            cells.append(
                _mean([line.cells[at] for line in own], rows, known[name], name in OF_NETWORK)
            )
        else:
            cells.append(_states(rows) if name == STATE else own[0].cells[at])
    told = "\n".join(dict.fromkeys(line.told for line in own if line.told))
    return Line(runs, tuple(cells), tuple(curve for line in own for curve in line.curves), told)


def _mean(cells: Sequence[Cell], rows: Sequence[Row], measure: Measure, known: bool) -> Cell:
    """Return the mean of a column over runs of one setting; `known`: the network alone says it."""
    states = ("done", "stopped")
    own = [one.place for one, row in zip(cells, rows, strict=True) if known or row.state in states]
    found = mean_and_deviation(own)
    if math.isnan(found.mean):
        lost = [one.place for one in cells if math.isinf(one.place)]
        return _lost(lost[0]) if lost else NOTHING
    text = measure.text(found.mean)
    if found.deviation > 0:
        text = f"{text} ± {number(found.deviation, 2)}"
    return Cell(found.mean, text, found.deviation)


def _states(rows: Sequence[Row]) -> Cell:
    ended = sum(row.ended for row in rows)
    diverged = sum(row.state == "diverged" for row in rows)
    failed = sum(row.state == "failed" for row in rows)
    text = translate("Experiments", "{ended} of {all}")
    if diverged:
        text = translate("Experiments", "{ended} of {all}, {count} diverged")
    elif failed:
        text = translate("Experiments", "{ended} of {all}, {count} failed")
    said = text.format(ended=ended, all=len(rows), count=diverged or failed)
    return Cell(float(ended), said)
