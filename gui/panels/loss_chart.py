"""One chart, drawn with pyqtgraph: loss or score of a run, those of others beside it."""

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import numpy as np
import pyqtgraph
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.snapshot import NOT_MEASURED
from gui import theme
from gui.panels.chart_axis import hues, paint_plot, plot_view
from gui.panels.set_words import SetWords, test_words
from gui.runs.curves import Line, readings, reduced
from gui.runs.line_names import LineNames, Name
from gui.runs.overlay import Overlay, Stroke
from gui.translation import translate
from gui.widgets import Readout, labelled, spaced

_SPACE, _BREAK = "&nbsp;&nbsp; ", "<br>"
_FEW = 40  # points of a curve; fewer stand as dots, for a line alone would not show the first


class Point(NamedTuple):
    """A place in a chart, in the colour of a run."""

    x: float
    y: float
    colour: int


def axis_words(axis: str) -> str:
    """Return what stands below a chart."""
    return {
        "epoch": translate("LossPanel", "epoch"),
        "updates": translate("LossPanel", "updates"),
        "seconds": translate("LossPanel", "seconds of training"),
    }[axis]


def place_words(axis: str, place: float) -> str:
    """Return where along an axis something is, in words."""
    if axis == "updates":
        return translate("LossPanel", "update {number}").format(number=f"{place:,.0f}")
    if axis == "seconds":
        return translate("LossPanel", "second {number}").format(number=f"{place:,.1f}")
    return translate("LossPanel", "epoch {epoch}").format(epoch=f"{place:.2f}")


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
        self._axis = "epoch"
        self._own: int | None = None  # the colour of the run, where others are beside it
        self._overlay: Overlay | None = None
        self._bests: pyqtgraph.ScatterPlotItem | None = None
        self._reading: pyqtgraph.TextItem | None = None
        self._names: LineNames | None = None
        self.text = title
        self._label = labelled(Readout(), f"{name}Values", title)
        self._label.setFont(theme.font())
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lines = 1  # of the heading
        self.head = QHBoxLayout()
        self.head.addWidget(self._label, 1)
        view = labelled(
            plot_view(tick_text),
            f"{name}View",
            title,
            translate("LossPanel", "Scroll to zoom, drag to move, press A to see everything"),
        )
        view.setMinimumSize(1, 80)
        self.plot = view.getPlotItem()
        self.plot.setLabel("bottom", translate("LossPanel", "epoch"))
        self.curves = {
            name: self.plot.plot(connect="finite", antialias=True, symbolSize=4)
            for name in ("train", "test")
        }
        self._best = pyqtgraph.InfiniteLine(angle=0)  # the axis always reaches it
        self._mark = pyqtgraph.InfiniteLine(angle=90)
        self._mark.hide()
        self.plot.addItem(self._mark, ignoreBounds=True)
        self._view = view
        # When it is painted: its range and its size change many times before that.
        view.scene().sigPrepareForPaint.connect(self._name_beside)
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

    def set_axis(self, axis: str) -> None:
        """Have what is shown over "epoch", "updates" or "seconds"."""
        self._axis = axis
        self.plot.setLabel("bottom", axis_words(axis))
        self.show_all()

    def set_beside(self, own: int | None, lines: Sequence[Line], bests: Sequence[Point]) -> None:
        """Show other runs beside this one, which has the colour `own` then; None: it is alone.

        `bests` are where each was best, (x, y, colour).
        """
        if own != self._own:
            self._own = own
            self._paint_curves()
            self._draw()
        if lines or self._overlay:
            self._overlay = self._overlay or Overlay(self.plot)
            self._overlay.show_lines(lines, self._log, self._theme)
        if bests or self._bests:
            self._mark_bests(bests)

    @property
    def beside(self) -> tuple[Line, ...]:
        """The lines of other runs."""
        return self._overlay.lines if self._overlay else ()

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """How these are painted."""
        return self._overlay.strokes if self._overlay else ()

    @property
    def bests(self) -> tuple[tuple[float, float], ...]:
        """Where rings mark the best of each run."""
        found = self._bests.getData() if self._bests else ((), ())
        return tuple(zip(*(map(float, one) for one in found), strict=True))

    def _mark_bests(self, bests: Sequence[Point]) -> None:
        if self._bests is None:
            self._bests = pyqtgraph.ScatterPlotItem(pxMode=True)
            self.plot.addItem(self._bests, ignoreBounds=True)
        shown = [one for one in bests if one.y > 0 or not self._log]
        self._bests.setData(
            x=[one.x for one in shown],
            y=[math.log10(one.y) if self._log else one.y for one in shown],
            size=theme.space(2.5),
            brush=None,
            pen=[
                pyqtgraph.mkPen(theme.colour(self._theme.runs[one.colour]), width=1.6)
                for one in shown
            ],
        )

    def set_log(self, on: bool) -> None:
        """Show the values on a logarithmic or a linear scale."""
        self._log = on
        # What is on the old scale goes first: taken for powers of ten it could overflow.
        for curve in self.curves.values():
            curve.clear()
        beside = self.beside
        if self._overlay:
            self._overlay.show_lines((), on, self._theme)
        if self._bests:
            self._bests.clear()  # they come with the next drawing
        self.plot.setYRange(0, 1)
        self.plot.setLogMode(y=on)
        self._draw()
        if self._overlay:
            self._overlay.show_lines(beside, on, self._theme)
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
        paint_plot(self._view, now)
        self._paint_curves()
        self._mark.setPen(theme.colour(now.muted))
        self._best.setPen(theme.colour(now.border))
        self.read(self._epoch)

    def _paint_curves(self) -> None:
        """Rose and green; beside others the run's own colour, dotted for the training set."""
        for name, hue in self._hues.items():
            dotted = name == "train" and self._own is not None
            pen = pyqtgraph.mkPen(
                theme.colour(hue),
                width=1 if self._own is None or dotted else 2,
                style=Qt.PenStyle.DotLine if dotted else Qt.PenStyle.SolidLine,
            )
            self.curves[name].setPen(pen)
            self.curves[name].setSymbolPen(None)
            self.curves[name].setSymbolBrush(theme.colour(hue))

    @property
    def _hues(self) -> dict[str, str]:
        if self._own is None:
            return hues(self._theme)
        return dict.fromkeys(("train", "test"), self._theme.runs[self._own])

    def _draw(self) -> None:
        epochs, train, test = self._columns
        for name, values in (("train", train), ("test", test)):
            curve = self.curves[name]
            finite = np.isfinite(values) & ((values > 0) | (not self._log))
            # pyqtgraph cannot draw dots of which none is finite.
            known = ~np.isnan(values) & finite.any()
            drawn = epochs[known], np.where(finite, values, np.nan)[known]
            if self._own is not None:  # Qt takes 50 ms for a wide line of all points
                drawn = reduced(*drawn)
            curve.setData(*drawn, symbol="o" if known.sum() < _FEW else None)

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
            title = place_words(self._axis, float(epochs[index]))
        self.text = translate("LossPanel", "{title}: train {train}, {set} {test}").format(
            title=self._title, train=train, set=self._test.name, test=test
        )
        colours = self._hues
        swatch = '<span style="color:{}">{}</span> {} {}'
        dotted = "━" if self._own is None else "┅"
        train = swatch.format(colours["train"], dotted, translate("LossPanel", "train"), train)
        test = swatch.format(colours["test"], "━", self._test.short, test)
        first, second = (_BREAK if self._lines > before else _SPACE for before in (1, 2))
        self._label.setText(title + first + train + second + test)
        self._mark.setVisible(index is not None)
        if index is not None:
            self._mark.setPos(epochs[index])
        self._read_beside(None if index is None else float(epochs[index]))

    @property
    def names(self) -> tuple[Name, ...]:
        """The names of other runs that stand at their lines."""
        return self._names.names if self._names else ()

    def _name_beside(self) -> None:
        """Write the names of the other runs at their lines; under the mouse they are read out."""
        lines = () if self._epoch is not None else self.beside
        if lines or self._names:
            self._names = self._names or LineNames(self.plot)
            self._names.show(lines, self._log, self._theme)

    def _read_beside(self, place: float | None) -> None:
        """Say the values of the other runs at `place`, in the plot itself."""
        if place is None or not self.beside:
            if self._reading:
                self._reading.hide()
            return
        if self._reading is None:
            self._reading = pyqtgraph.TextItem(anchor=(0, 0))
            self.plot.addItem(self._reading, ignoreBounds=True)
        now, said = self._theme, []
        for one in readings(self.beside, place):
            values = (
                "–" if np.isnan(value) else self._value_text(value)
                for value in (one.train, one.test)
            )
            text = translate("LossPanel", "{run}: {train}, {test}")
            train, test = values
            words = text.format(run=escape(one.name), train=train, test=test)
            said.append(
                f'<span style="color:{now.runs[one.colour]}">━</span>'
                f' <span style="color:{now.text}">{words}</span>'
            )
        self._reading.textItem.setFont(theme.font("small"))
        self._reading.setHtml("<br>".join(said))
        self._reading.fill = pyqtgraph.mkBrush(theme.colour(now.raised, 0.9))
        # Right of the line, or else left of it; where neither has room, from the left edge on.
        box = self.plot.getViewBox()
        ((left, right), (_, top)) = box.viewRange()
        wide = self._reading.textItem.boundingRect().width() * (right - left) / max(box.width(), 1)
        at, anchor = (place, 0) if place + wide <= right else (place, 1)
        if anchor and place - wide < left:
            at, anchor = left, 0
        self._reading.setAnchor((anchor, 0))
        self._reading.setPos(at, top)
        self._reading.show()

    @property
    def reading(self) -> str:
        """What is said of the other runs under the mouse, as rich text; "": nothing."""
        shown = self._reading is not None and self._reading.isVisible()
        return str(self._reading.toPlainText()) if shown and self._reading else ""

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
