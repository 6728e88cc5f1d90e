"""A chart of a race: one quantity of all lanes over the updates; values under the mouse."""

from collections.abc import Callable, Sequence
from html import escape

import pyqtgraph
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.wording import form_of
from gui import theme
from gui.panels.chart_axis import paint_plot, plot_view
from gui.runs.curves import Line, readings
from gui.runs.overlay import Overlay
from gui.translation import translate
from gui.widgets import Readout, ThemedWidget, labelled, spaced

_SPACE = "&nbsp;&nbsp; "


class RaceChart(ThemedWidget):
    """Its heading says the value of each lane: the newest, or those under the mouse."""

    def __init__(
        self,
        title: str,
        value_text: Callable[[float], str],
        tick_text: Callable[[float], str],
        name: str,
        log: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, name, title)
        self._title, self._value_text = title, value_text
        self._place: float | None = None  # under the mouse
        self._most = 1
        self._ends: tuple[float | None, float | None] = None, None
        self._head = labelled(Readout(), f"{name}Values", title)
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        view = labelled(
            plot_view(tick_text),
            f"{name}View",
            title,
            translate("Race", "Scroll to zoom, drag to move, press A to see everything"),
        )
        view.setMinimumSize(1, 60)
        self._view, self.plot = view, view.getPlotItem()
        self.plot.hideButtons()
        self.plot.setLabel("bottom", translate("Race", "updates"))
        self._overlay = Overlay(self.plot)
        self._mark = pyqtgraph.InfiniteLine(angle=90)
        self._mark.hide()
        self.plot.addItem(self._mark, ignoreBounds=True)
        view.scene().sigMouseMoved.connect(self._read_at)
        view.viewport().installEventFilter(self)
        row = spaced(QHBoxLayout())
        row.addWidget(self._head, 1)
        self._tick: QCheckBox | None = None
        if log:
            self._tick = labelled(
                QCheckBox(translate("Race", "Log scale")),
                f"{name}Log",
                translate("Race", "Loss on a logarithmic scale"),
                translate("Race", "Show the loss on a logarithmic scale"),
            )
            self._tick.toggled.connect(self._set_log)
            row.addWidget(self._tick)
            self._tick.setChecked(True)  # they may be far apart
        row.addStrut(QCheckBox("x").sizeHint().height())  # as high as one with a scale to choose
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addLayout(row)
        column.addWidget(view, 1)
        self.follow_theme()

    @property
    def text(self) -> str:
        """The heading, as rich text."""
        return self._head.text()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is drawn."""
        return self._overlay.lines

    def measure(
        self, title: str, value_text: Callable[[float], str], tick_text: Callable[[float], str]
    ) -> None:
        """Show a quantity called `title`, written by `value_text` and `tick_text`, from now on."""
        self._title, self._value_text = title, value_text
        self.plot.getAxis("left").text = tick_text
        for widget in (self, self._head, self._view):
            widget.setAccessibleName(title)

    def reach(self, most: int, low: float | None = None, high: float | None = None) -> None:
        """Show all updates up to `most` and values from `low` to `high`; None: those there are."""
        self._most, self._ends = most, (low, high)
        self.show_all()

    def show_all(self) -> None:
        """Show everything, from now on too."""
        self.plot.setXRange(0, self._most, padding=0.01)
        low, high = self._ends
        if low is None or high is None:
            self.plot.enableAutoRange(y=True)
        else:
            self.plot.setYRange(low, high, padding=0.09)  # the numbers at both ends have room

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Draw these lines."""
        self._overlay.show_lines(lines, self._is_log, theme.current())
        self._say()

    def _set_log(self, on: bool) -> None:
        lines = self.lines
        self._overlay.show_lines((), on, theme.current())
        self.plot.setYRange(-2 if on else 0, 1)
        self.plot.setLogMode(y=on)
        self._overlay.show_lines(lines, on, theme.current())
        self.plot.enableAutoRange(y=True)

    @property
    def _is_log(self) -> bool:
        return self._tick is not None and self._tick.isChecked()

    def _say(self) -> None:
        now = theme.current()
        place = float("inf") if self._place is None else self._place
        said = [f"<b>{self._title}</b>"]
        if self._place is not None:
            count = form_of(round(self._place))
            text = translate("Race", "after {updates} update(s)", "", count)
            said = [text.format(updates=f"{self._place:,.0f}")]
        found = readings(self.lines, place)
        values = [
            self._value_text(one.test if one.test == one.test else one.train) for one in found
        ]
        # The names stand above the diagrams, too: where there is no room, values alone are here.
        plain = "   ".join(
            [said[0], *(f"━ {one.name} {value}" for one, value in zip(found, values, strict=True))]
        )
        room = self._head.fontMetrics().horizontalAdvance(plain) <= self._head.width()
        for one, value in zip(found, values, strict=True):
            swatch = f'<span style="color:{now.runs[one.colour]}">━</span>'
            name = f"{escape(one.name)}&nbsp;" if room else ""
            said.append(f"{swatch}&nbsp;{name}{value}")
        self._head.setText(_SPACE.join(said))
        self._mark.setVisible(self._place is not None)
        if self._place is not None:
            self._mark.setPos(self._place)

    def read(self, updates: float | None) -> None:
        """Say the values after so many updates; None: the newest."""
        self._place = updates
        self._say()

    def _read_at(self, place: QPointF) -> None:
        box = self.plot.getViewBox()
        if box.sceneBoundingRect().contains(place):
            self.read(max(box.mapSceneToView(place).x(), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.read(None)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_A:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def paint_theme(self) -> None:
        now = theme.current()
        paint_plot(self._view, now)
        self._mark.setPen(theme.colour(now.muted))
        self._head.setFont(theme.font())
        self.show_lines(self.lines)
