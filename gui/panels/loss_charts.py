"""Two charts, drawn with pyqtgraph: loss and score (accuracy or R²) over the epochs."""

from collections.abc import Callable

import numpy as np
import pyqtgraph
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
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
from gui import theme
from gui.numbers import accuracy_text, loss_text, r_squared_text
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled

# ms at least between two drawings. The charts take turns, for each takes 10: both at once would
# keep the window waiting.
_REDRAW = 125
_HEAD, _LEFT, _BOTTOM = 24, 44, 40  # px: heading and axes
_FEW = 40  # points of a curve; fewer stand as dots, for a line alone would not show the first


class LossCharts(ThemedWidget):
    """Redraws each chart at most four times a second while the session's history grows."""

    drawn = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.loss = Chart(translate("LossPanel", "Loss"), loss_text, "lossChart")
        self.score = Chart(translate("LossPanel", "Accuracy"), accuracy_text, "accuracyChart")
        self._of_values: bool | None = None  # whether the score is R²; None: not looked yet
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

        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.loss, 1)
        row.addWidget(self.score, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        column.addWidget(self._warning)
        column.addLayout(row)

        self._waiting: list[Chart] = []  # to be drawn, the first next
        self._timer = QTimer(self, singleShot=True, interval=_REDRAW)
        self._timer.timeout.connect(self._draw_next)
        session.snapshot_changed.connect(self._mark_dirty)
        session.run_changed.connect(self.redraw)
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
        self._waiting = [self.loss, self.score]
        while self._waiting:
            self._draw_next()
        self._timer.stop()

    def _take_task(self) -> None:
        """Measure the score in percent where it is an accuracy; R² is a number, at most 1."""
        of_values = isinstance(self._session.experiment.task, Values)
        if of_values == self._of_values:
            return
        self._of_values = of_values
        if of_values:
            self.score.measure(translate("LossPanel", "R²"), r_squared_text)
            self.score.plot.setLimits(yMin=None, yMax=1.02)
        else:
            self.score.measure(translate("LossPanel", "Accuracy"), accuracy_text)
            self.score.plot.setLimits(yMin=-2, yMax=102)

    def _mark_dirty(self) -> None:
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
            epochs, train, test = columns_of(history, "score", 1 if self._of_values else 100)
        chart.set_curves(epochs, train, test)
        self.drawn.emit()
        if self._waiting:
            self._timer.start()

    def _warn(self, epochs: np.ndarray) -> None:
        self._warning.setVisible(bool(len(epochs)))
        if len(epochs):
            text = translate("LossPanel", "The loss is not finite since epoch {epoch}")
            self._warning.setText(text.format(epoch=f"{epochs[0]:.3g}"))

    def paint_theme(self) -> None:
        now = theme.current()
        self._log.setStyleSheet(theme.check_box())
        self.loss.paint_theme(now)
        self.score.paint_theme(now)
        self._warning.setStyleSheet(f"color: {now.error}")


def hues(now: theme.Theme) -> dict[str, str]:
    """Return the colours of the curves: of the training and of the test examples."""
    return {"train": now.train, "test": now.test}


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
    """One quantity over the epochs; its heading is legend, newest values and read-out at once."""

    def __init__(self, title: str, value_text: Callable[[float], str], name: str) -> None:
        super().__init__()
        labelled(self, name, title)
        self._title = title
        self._value_text = value_text
        self._columns = (np.empty(0), np.empty(0), np.empty(0))
        self._epoch: float | None = None  # under the mouse
        self._log = False
        self._theme = theme.current()
        self.text = title
        self._label = labelled(QLabel(), f"{name}Values", title)
        self._label.setFont(theme.tabular(self.font()))
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._label.setFixedHeight(_HEAD)
        self.head = QHBoxLayout()
        self.head.addWidget(self._label, 1)
        view = labelled(
            pyqtgraph.PlotWidget(),
            f"{name}View",
            title,
            translate("LossPanel", "Wheel and drag: zoom and move along the epochs; A: everything"),
        )
        self.plot = view.getPlotItem()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.setLabel("bottom", translate("LossPanel", "epoch"))
        self.plot.setLimits(xMin=0)
        self.plot.showGrid(x=False, y=True, alpha=0.15)
        for side in ("left", "bottom"):  # units and room stand still: measuring them takes time
            self.plot.getAxis(side).enableAutoSIPrefix(False)
            self.plot.getAxis(side).setStyle(maxTickLevel=0)
        self.plot.getAxis("left").setWidth(_LEFT)
        self.plot.getAxis("bottom").setHeight(_BOTTOM)
        self.curves = {
            name: self.plot.plot(connect="finite", antialias=True, symbolSize=4)
            for name in ("train", "test")
        }
        self._mark = pyqtgraph.InfiniteLine(angle=90)
        self._mark.hide()
        self.plot.addItem(self._mark, ignoreBounds=True)
        self._view = view
        view.scene().sigMouseMoved.connect(self._read_at)
        view.viewport().installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(view, 1)

    def measure(self, title: str, value_text: Callable[[float], str]) -> None:
        """Show a quantity called `title`, its values written by `value_text`, from now on."""
        self._title, self._value_text = title, value_text
        for widget in (self, self._label, self._view):
            widget.setAccessibleName(title)
        self.read(self._epoch)

    def set_curves(self, epochs: np.ndarray, train: np.ndarray, test: np.ndarray) -> None:
        """Show train and test values over `epochs`, all [points].

        The curve passes over what was not measured (NaN) and breaks where it is infinite.
        """
        self._columns = (epochs, train, test)
        self._draw()
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
        self._view.setBackground(now.surface)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(theme.colour(now.border))
            axis.setTextPen(theme.colour(now.muted))
        for name, hue in hues(now).items():
            self.curves[name].setPen(pyqtgraph.mkPen(theme.colour(hue), width=1))
            self.curves[name].setSymbolPen(None)
            self.curves[name].setSymbolBrush(theme.colour(hue))
        self._mark.setPen(theme.colour(now.muted))
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
        """Write the newest values measured up to point `index` (None: to the end) above."""
        epochs, *columns = self._columns
        end = None if index is None else index + 1
        texts = []
        for values in columns:
            known = values[:end][~np.isnan(values[:end])]
            texts.append(self._value_text(known[-1]) if len(known) else "–")
        train, test = texts
        title = f"<b>{self._title}</b>"
        if index is not None:
            # In place of the title: there is no room for both.
            title = translate("LossPanel", "epoch {epoch}").format(epoch=f"{epochs[index]:.2f}")
        self.text = translate("LossPanel", "{title}: train {train}, test {test}").format(
            title=self._title, train=train, test=test
        )
        colours = hues(self._theme)
        swatch = '<span style="color:{}">━</span> {} {}'
        self._label.setText(
            f"{title}&nbsp;&nbsp; "
            + swatch.format(colours["train"], translate("LossPanel", "train"), train)
            + "&nbsp;&nbsp; "
            + swatch.format(colours["test"], translate("LossPanel", "test"), test)
        )
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
        return super().eventFilter(watched, event)
