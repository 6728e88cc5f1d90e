"""Two charts, drawn with pyqtgraph: loss and score (accuracy or R²) over the epochs."""

from collections.abc import Callable

import numpy as np
import pyqtgraph
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.data.tasks import Values
from core.history import History
from core.snapshot import NOT_MEASURED
from gui import theme
from gui.numbers import accuracy_text, loss_text, number, r_squared_text
from gui.panels.chart_axis import ValueAxis, hues, percent_tick
from gui.panels.set_words import SetWords, test_words
from gui.session import Session
from gui.translation import translate
from gui.widgets import Readout, ThemedWidget, inked, labelled, spaced

# ms at least between two drawings of curves. The charts take turns, for each takes 10: both at once
# would keep the window waiting. The figures above them are those of every snapshot.
_REDRAW = 125
_LEFT, _BOTTOM = 11, 8  # units of the grid: axes
_EDGE, _BETWEEN = 2, 4  # units: beside the charts and between them
_SPACE, _BREAK = "&nbsp;&nbsp; ", "<br>"
_FEW = 40  # points of a curve; fewer stand as dots, for a line alone would not show the first


class LossCharts(ThemedWidget):
    """Its figures are those of the snapshot that is shown; each curve follows within 0.25 s."""

    drawn = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.loss = Chart(translate("LossPanel", "Loss"), loss_text, number, "lossChart")
        self.score = Chart(
            translate("LossPanel", "Accuracy"), accuracy_text, percent_tick, "accuracyChart"
        )
        self._of: tuple[bool, SetWords | None] = False, None  # the score is R²; the other set
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
        session.snapshot_changed.connect(self._take_snapshot)
        session.run_changed.connect(self._show_run)
        session.experiment_changed.connect(self._take_task)
        self._take_task()
        self.follow_theme()
        self.redraw()

    @property
    def text(self) -> str:
        """The values shown, in words."""
        return translate("LossPanel", "{loss}. {score}").format(
            loss=self.loss.text, score=self.score.text
        )

    def redraw(self) -> None:
        """Draw the session's history now."""
        self._take_task()
        self._take_newest()
        self._waiting = [self.loss, self.score]
        while self._waiting:
            self._draw_next()
        self._timer.stop()

    def _take_task(self) -> None:
        """Measure the score in percent where it is an accuracy; R² is a number, at most 1."""
        experiment = self._session.experiment
        of_values, test = isinstance(experiment.task, Values), test_words(experiment.source)
        if (of_values, test) == self._of:
            return
        self._of = of_values, test
        self.loss.name_test(test)
        self.score.name_test(test)
        if of_values:
            self.score.measure(translate("LossPanel", "R²"), r_squared_text, number)
            self.score.plot.setLimits(yMin=None, yMax=1.02)
        else:
            self.score.measure(translate("LossPanel", "Accuracy"), accuracy_text, percent_tick)
            self.score.plot.setLimits(yMin=-10, yMax=110)
        self.score.set_best(None if of_values else 100)
        self._fit_heads()

    def _show_run(self) -> None:
        """Draw another run's curves, all of them: where one was zoomed to the other may not be."""
        for chart in (self.loss, self.score):
            chart.show_all()
        self.redraw()

    def _take_newest(self) -> None:
        scale = 1 if self._of[0] else 100
        train, test = self._session.train_metrics, self._session.test_metrics
        self.loss.set_newest(train.loss, test.loss)
        self.score.set_newest(scale * train.score, scale * test.score)

    def _take_snapshot(self) -> None:
        self._take_newest()
        self._waiting += [chart for chart in (self.loss, self.score) if chart not in self._waiting]
        if not self._timer.isActive():
            self._timer.start()

    def _draw_next(self) -> None:
        chart = self._waiting.pop(0)
        history = self._session.history
        if chart is self.loss:
            epochs, train, test = columns_of(history, "loss")
            self._warn(epochs[np.isinf(train) | np.isinf(test)])
        else:
            epochs, train, test = columns_of(history, "score", 1 if self._of[0] else 100)
        chart.set_curves(epochs, train, test)
        self.drawn.emit()
        if self._waiting:
            self._timer.start()

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


class Chart(QWidget):
    """One quantity over the epochs; its heading is legend, newest values and read-out at once.

    `value_text` writes a value in the heading, `tick_text` one beside the axis.
    """

    def __init__(
        self,
        title: str,
        value_text: Callable[[float], str],
        tick_text: Callable[[float], str],
        name: str,
    ) -> None:
        super().__init__()
        labelled(self, name, title)
        self._title, self._test = title, test_words(None)
        self._value_text = value_text
        self._newest = NOT_MEASURED[:2]
        self._columns = (np.empty(0), np.empty(0), np.empty(0))
        self._epoch: float | None = None  # under the mouse
        self._log = False
        self._theme = theme.current()
        self.text = title
        self._label = labelled(Readout(), f"{name}Values", title)
        self._label.setFont(theme.font())
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lines = 1  # of the heading
        self.head = QHBoxLayout()
        self.head.addWidget(self._label, 1)
        view = labelled(
            pyqtgraph.PlotWidget(axisItems={"left": ValueAxis(tick_text)}),
            f"{name}View",
            title,
            translate("LossPanel", "Scroll to zoom, drag to move, press A to see everything"),
        )
        view.setMinimumSize(1, 80)
        self.plot = view.getPlotItem()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.setLabel("bottom", translate("LossPanel", "epoch"))
        self.plot.setLimits(xMin=0)
        self.plot.showGrid(x=False, y=True, alpha=0.15)
        # Units and room stand still: measuring them takes time.
        self.plot.getAxis("bottom").enableAutoSIPrefix(False)
        self.plot.getAxis("bottom").setStyle(maxTickLevel=0)
        self.curves = {
            name: self.plot.plot(connect="finite", antialias=True, symbolSize=4)
            for name in ("train", "test")
        }
        self._best = pyqtgraph.InfiniteLine(angle=0)  # the axis always reaches it
        self._mark = pyqtgraph.InfiniteLine(angle=90)
        self._mark.hide()
        self.plot.addItem(self._mark, ignoreBounds=True)
        self._view = view
        view.scene().sigMouseMoved.connect(self._read_at)
        view.installEventFilter(self)  # keys
        view.viewport().installEventFilter(self)  # the mouse
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addLayout(self.head)
        column.addWidget(view, 1)

    def measure(
        self, title: str, value_text: Callable[[float], str], tick_text: Callable[[float], str]
    ) -> None:
        """Show a quantity called `title`, written by `value_text` and `tick_text`, from now on."""
        self._title, self._value_text = title, value_text
        self.plot.getAxis("left").text = tick_text
        for widget in (self, self._label, self._view):
            widget.setAccessibleName(title)
        self.read(self._epoch)

    def name_test(self, words: SetWords) -> None:
        """Have the second curve, in the colour of the test, be called so."""
        self._test = words
        self.read(self._epoch)

    def lines_needed(self, room: int) -> int:
        """Return how many lines, 1 to 3, the heading takes where it is `room` px wide."""
        metrics = self._label.fontMetrics()
        widest = max(map(self._value_text, (8.8888, 88.8888)), key=metrics.horizontalAdvance)
        values = [
            metrics.horizontalAdvance(f"━ {name} {widest}   ")
            for name in (translate("LossPanel", "train"), self._test.short)
        ]
        title = QFontMetrics(theme.font(strong=True)).horizontalAdvance(f"{self._title}   ")
        return 1 + sum(width > room for width in (title + sum(values), sum(values)))

    def set_lines(self, lines: int, least: int) -> None:
        """Have the heading in so many lines, `least` px high."""
        self._lines = lines
        high = max(lines * self._label.fontMetrics().lineSpacing() + theme.space(0.5), least)
        self._label.setFixedHeight(high)
        self.read(self._epoch)

    def set_best(self, value: float | None) -> None:
        """Have the axis reach up to the best value that there can be; None: there is none."""
        self.plot.removeItem(self._best)
        if value is not None:
            self._best.setPos(value)
            self.plot.addItem(self._best)

    def set_newest(self, train: float, test: float) -> None:
        """Show these values in the heading, unless it is reading out a point."""
        self._newest = train, test
        if self._epoch is None:
            self.read(None)

    def show_all(self) -> None:
        """Show all epochs, from now on too."""
        self.plot.enableAutoRange()

    def set_curves(self, epochs: np.ndarray, train: np.ndarray, test: np.ndarray) -> None:
        """Show train and test values over `epochs`, all [points].

        The curve passes over what was not measured (NaN) and breaks where it is infinite.
        """
        self._columns = (epochs, train, test)
        self._draw()
        # Its range follows now: else it would follow in the middle of a paint, and ask for another.
        self.plot.getViewBox().prepareForPaint()
        self.read(self._epoch)

    def set_log(self, on: bool) -> None:
        """Show the values on a logarithmic or a linear scale."""
        self._log = on
        # What is on the old scale goes first: taken for powers of ten it could overflow.
        for curve in self.curves.values():
            curve.clear()
        self.plot.setYRange(0, 1)
        self.plot.setLogMode(y=on)
        self._draw()
        self.plot.enableAutoRange(y=True)

    def read(self, epoch: float | None) -> None:
        """Show the values at the point nearest to `epoch` in the heading; None: the newest."""
        self._epoch = epoch
        epochs = self._columns[0]
        if epoch is None or not len(epochs):
            self._show_values(None)
        else:
            self._show_values(int(np.abs(epochs - epoch).argmin()))

    def paint_theme(self, now: theme.Theme) -> None:
        """Take the theme's colours."""
        self._theme = now
        self._view.setBackground(now.window)
        small = theme.font("small")
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(theme.colour(now.border))
            axis.setTextPen(theme.colour(now.muted))
            axis.setTickFont(small)
            axis.label.setFont(small)
        self.plot.getAxis("left").setWidth(theme.space(_LEFT))
        self.plot.getAxis("bottom").setHeight(theme.space(_BOTTOM))
        for name, hue in hues(now).items():
            self.curves[name].setPen(pyqtgraph.mkPen(theme.colour(hue), width=1))
            self.curves[name].setSymbolPen(None)
            self.curves[name].setSymbolBrush(theme.colour(hue))
        self._mark.setPen(theme.colour(now.muted))
        self._best.setPen(theme.colour(now.border))
        self.read(self._epoch)

    def _draw(self) -> None:
        epochs, train, test = self._columns
        for name, values in (("train", train), ("test", test)):
            curve = self.curves[name]
            finite = np.isfinite(values) & ((values > 0) | (not self._log))
            # pyqtgraph cannot draw dots of which none is finite.
            known = ~np.isnan(values) & finite.any()
            curve.setData(
                epochs[known],
                np.where(finite, values, np.nan)[known],
                symbol="o" if known.sum() < _FEW else None,
            )

    def _show_values(self, index: int | None) -> None:
        """Write the newest values above, or those measured up to point `index`."""
        epochs, *columns = self._columns
        values = self._newest
        if index is not None:
            known = [column[: index + 1][~np.isnan(column[: index + 1])] for column in columns]
            one, two = (float(column[-1]) if len(column) else np.nan for column in known)
            values = one, two
        train, test = ("–" if np.isnan(value) else self._value_text(value) for value in values)
        title = f"<b>{self._title}</b>"
        if index is not None:
            # In place of the title: there is no room for both.
            title = translate("LossPanel", "epoch {epoch}").format(epoch=f"{epochs[index]:.2f}")
        self.text = translate("LossPanel", "{title}: train {train}, {set} {test}").format(
            title=self._title, train=train, set=self._test.name, test=test
        )
        colours = hues(self._theme)
        swatch = '<span style="color:{}">━</span> {} {}'
        train = swatch.format(colours["train"], translate("LossPanel", "train"), train)
        test = swatch.format(colours["test"], self._test.short, test)
        first, second = (_BREAK if self._lines > before else _SPACE for before in (1, 2))
        self._label.setText(title + first + train + second + test)
        self._mark.setVisible(index is not None)
        if index is not None:
            self._mark.setPos(epochs[index])

    def _read_at(self, place: QPointF) -> None:
        box = self.plot.getViewBox()
        if box.sceneBoundingRect().contains(place):
            self.read(box.mapSceneToView(place).x())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.read(None)
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_A:
            if event.type() == QEvent.Type.KeyPress:
                self.show_all()
            return True
        return super().eventFilter(watched, event)
