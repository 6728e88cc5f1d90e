"""Two charts, drawn with pyqtgraph: loss and score (accuracy or R²) over the epochs."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from core.history import History
from core.runs import Kept, best
from gui import theme
from gui.numbers import loss_text, number
from gui.panels.loss_chart import Chart, Point
from gui.panels.set_words import SetWords, test_words
from gui.runs.curves import Line, along, lines, smoothed
from gui.runs.owner import RunTree
from gui.score_words import score_words
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, spaced

# ms at least between two drawings of curves. The charts take turns, for each takes 10: both at once
# would keep the window waiting. The figures above them are those of every snapshot.
_REDRAW = 125
_EDGE, _BETWEEN = 2, 4  # units: beside the charts and between them


class _Beside(NamedTuple):
    """What a chart shows of a run beside the one that is shown."""

    lines: tuple[Line, ...]
    best: Point | None


class LossCharts(ThemedWidget):
    """Its figures are those of the snapshot that is shown; each curve follows within 0.25 s."""

    drawn = Signal()

    def __init__(
        self, session: Session, parent: QWidget | None = None, tree: RunTree | None = None
    ) -> None:
        """`tree` has the runs beside the session's, whose curves are shown, too."""
        super().__init__(parent)
        self._session, self._tree = session, tree
        self._axis, self._smooth = "epoch", False
        self._beside: dict[str, dict[tuple[object, ...], _Beside]] = {}  # other runs, by quantity
        self.loss = Chart(translate("LossPanel", "Loss"), loss_text, number, "lossChart")
        words = self._words = score_words(session.experiment.task.scored_by)
        self.score = Chart(words.title, words.text, words.tick, "accuracyChart")
        self._of: tuple[str, SetWords | None] = "", None  # what it is scored by; the other set
        self._log = labelled(
            QCheckBox(translate("LossPanel", "Log scale")),
            "logScale",
            translate("LossPanel", "Loss on a logarithmic scale"),
            translate("LossPanel", "Show the loss on a logarithmic scale"),
        )
        self._log.toggled.connect(self.loss.set_log)
        self.loss.head.addWidget(self._log)
        self._warning = labelled(QLabel(), "lossWarning", translate("LossPanel", "Warning"))
        self._warning.setAlignment(Qt.AlignmentFlag.AlignCenter)

        row = spaced(QHBoxLayout(), spacing=_BETWEEN)
        row.addWidget(self.loss, 1)
        row.addWidget(self.score, 1)
        column = spaced(QVBoxLayout(self), (_EDGE, 1, _EDGE, 1))
        column.addWidget(self._warning)
        column.addLayout(row)

        self._waiting: list[Chart] = []  # to be drawn, the first next
        self._timer = QTimer(self, singleShot=True, interval=_REDRAW)
        self._timer.timeout.connect(self._draw_next)
        session.snapshot_changed.connect(self._take_newest)
        session.newest_changed.connect(self._take_snapshot)  # the past has the same curves
        session.run_changed.connect(self._show_run)
        session.experiment_changed.connect(self._take_task)
        if tree:
            tree.changed.connect(self._take_snapshot)
        self._take_task()
        self.follow_theme()
        self.redraw()

    @property
    def text(self) -> str:
        """The values shown, in words."""
        return translate("LossPanel", "{loss}. {score}").format(
            loss=self.loss.text, score=self.score.text
        )

    @property
    def axis(self) -> str:
        """What the curves are over: one of gui.runs.curves.AXES."""
        return self._axis

    @property
    def smooth(self) -> bool:
        """Whether each point is the mean of its neighbours."""
        return self._smooth

    def look(self, axis: str = "", smooth: bool | None = None) -> None:
        """Show the curves over another axis, or smoothed or not."""
        if axis and axis != self._axis:
            self._axis = axis
            for chart in (self.loss, self.score):
                chart.set_axis(axis)
        self._smooth = self._smooth if smooth is None else smooth
        self.redraw()

    def redraw(self) -> None:
        """Draw the session's history now."""
        self._take_task()
        self._take_newest()
        self._waiting = [self.loss, self.score]
        while self._waiting:
            self._draw_next()
        self._timer.stop()

    def _take_task(self) -> None:
        """Measure the score as the task has it."""
        experiment = self._session.experiment
        task, test = experiment.task, test_words(experiment.source)
        if (task.scored_by, test) == self._of:
            return
        self._of = task.scored_by, test
        words = self._words = score_words(task.scored_by)
        self.loss.name_test(test)
        self.score.name_test(test)
        low, high = words.limits
        self.score.measure(words.title, words.text, words.tick)
        self.score.plot.setLimits(yMin=low, yMax=high)
        self.score.set_best(words.best)
        self._fit_heads()

    def _show_run(self) -> None:
        """Draw another run's curves, all of them: where one was zoomed to the other may not be.

        Each as soon as the event loop comes round: all views follow another run, and take long.
        """
        for chart in (self.loss, self.score):
            chart.show_all()
        self._take_task()
        self._take_newest()
        self._waiting = [self.loss, self.score]
        self._draw_soon(0)

    def _take_newest(self) -> None:
        scale = self._words.scale
        train, test = self._session.train_metrics, self._session.test_metrics
        self.loss.set_newest(train.loss, test.loss)
        self.score.set_newest(scale * train.score, scale * test.score)

    def _take_snapshot(self) -> None:
        self._waiting += [chart for chart in (self.loss, self.score) if chart not in self._waiting]
        if not self._timer.isActive():
            self._draw_soon()

    def _draw_soon(self, ms: int = _REDRAW) -> None:
        """Draw what waits, each after so many ms."""
        self._timer.start(ms)

    def _draw_next(self) -> None:
        chart = self._waiting.pop(0)
        quantity, scale = ("loss", 1.0) if chart is self.loss else ("score", self._scale)
        x, train, test = self._columns(quantity, scale)
        if chart is self.loss:
            epochs, *both = columns_of(self._session.history, "loss")
            self._warn(epochs[np.isinf(both).any(0)])
        if self._tree:
            self._show_beside(chart, self._tree, quantity, scale)
        chart.set_curves(x, train, test)
        self.drawn.emit()
        if self._waiting:
            self._timer.start()  # after as long as before

    @property
    def _scale(self) -> float:
        return self._words.scale

    def _columns(self, quantity: str, scale: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        epochs, train, test = columns_of(self._session.history, quantity, scale)
        if self._tree and self._axis != "epoch":
            epochs = along(self._tree.shown, epochs, self._axis)
            known = np.isfinite(epochs)
            epochs, train, test = epochs[known], train[known], test[known]
        if self._smooth:
            train, test = smoothed(train), smoothed(test)
        return epochs, train, test

    def _show_beside(self, chart: Chart, tree: RunTree, quantity: str, scale: float) -> None:
        """Show the other runs of as good a kind: those that are scored alike."""
        alike = [
            kept
            for kept in tree.others
            if len(kept.run.history) > 1 and kept.run.experiment.task.scored_by == self._of[0]
        ]
        if not alike:
            chart.set_beside(None, (), ())
            return
        shown = tree.shown
        before, look = self._beside.get(quantity, {}), (self._axis, self._smooth, scale)
        found = {}
        for kept in alike:
            key = (*look, *_key(kept))
            found[key] = before.get(key) or _Beside(
                lines((kept,), quantity, scale, self._axis, self._smooth), self._best(kept)
            )
        self._beside[quantity] = found
        bests = [self._best(shown), *(one.best for one in found.values())]
        chart.set_beside(
            shown.colour,
            [line for one in found.values() for line in one.lines],
            [best for best in bests if best] if chart is self.loss else (),
        )

    def _best(self, kept: Kept) -> Point | None:
        """Return where the loss of a run was lowest; None: that is not known along the axis."""
        if (found := best(kept)) is None:
            return None
        (x,) = along(kept, np.array([found.epoch]), self._axis)
        return Point(float(x), found.loss, kept.colour) if np.isfinite(x) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_heads()

    def _fit_heads(self) -> None:
        """Give both headings as many lines as one of them needs: the charts stand side by side."""
        between, edge = theme.space(_BETWEEN), theme.space(_EDGE)
        room = (self.width() - 2 * edge - between) // 2  # a chart's, which may follow later
        log = self._log.sizeHint()
        own = room - log.width() - theme.space(2)
        lines = max(self.loss.lines_needed(own), self.score.lines_needed(room))
        for chart in (self.loss, self.score):
            chart.set_lines(lines, log.height())

    def _warn(self, epochs: np.ndarray) -> None:
        self._warning.setVisible(bool(len(epochs)))
        if len(epochs):
            text = translate("LossPanel", "The loss has not been finite since epoch {epoch}")
            self._warning.setText(text.format(epoch=f"{epochs[0]:.3g}"))

    def paint_theme(self) -> None:
        now = theme.current()
        self.loss.paint_theme(now)
        self.score.paint_theme(now)
        inked(self._warning, now.error)
        self._fit_heads()


def _key(kept: Kept) -> tuple[object, ...]:
    history = kept.run.history
    return kept.run.id, kept.run.name, kept.colour, len(history), history.stride, kept.watch.seconds


def columns_of(
    history: History, quantity: str, scale: float = 1
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return epochs, train and test values [points] of "loss" or "score", these times `scale`.

    They are copies: the history changes its columns in place.
    """
    epochs, train, test = (
        np.array(history.column(name))
        for name in ("epoch", f"train_{quantity}", f"test_{quantity}")
    )
    return epochs, scale * train, scale * test
