"""The panel of experiments: a form, a table and a plot, and what can be done with them."""

import contextlib
import time

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from core.ready_sweeps import READY
from gui import theme
from gui.experiments.bar import ExperimentBar
from gui.experiments.chart import ExperimentChart
from gui.experiments.conclusions import Conclusions, ready_of
from gui.experiments.form import ExperimentForm
from gui.experiments.offer import ExperimentOffer
from gui.experiments.owner import IDLE, Experiments
from gui.experiments.sheet import Sheet
from gui.experiments.sheets import Sheets
from gui.experiments.table import SheetModel, SheetTable, restored
from gui.panels.refusal import forget, tell
from gui.panels.typed_text import Refused
from gui.session import Session
from gui.translation import translate, worded
from gui.turns import in_own_turn
from gui.widgets import ThemedWidget, inked, labelled, spaced

FORM, TABLE, PLOT = range(3)
_WIDE = 185  # units of the grid: then table and plot stand side by side
_LOW = 78  # units: a page that is lower
_DEAREST = 0.2  # of the time, at most, is spent on making tables
_EVERY_MS, _SELDOM_MS = 100, 1000


class ExperimentsPage(ThemedWidget):
    """What the panel shows once somebody asked for it."""

    opened = Signal(int)  # a row of the owner's table
    export_asked = Signal(str)  # "csv" or "json"

    def __init__(self, session: Session, owner: Experiments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = False  # at what is shown, soon
        self._session, self._owner = session, owner
        self._sheets, self._filter = Sheets(), ""
        self._order: tuple[str, bool] = ("", False)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.show_now)
        self._interval = _EVERY_MS
        self.model = SheetModel(self)
        self.table = SheetTable(self.model)
        self.form = ExperimentForm(
            lambda: session.live.experiment,
            [(name, one.title) for name, one in READY.items()],
            lambda name: READY[name].make(),
        )
        self.conclusions = Conclusions(owner)
        self._see = labelled(QLabel(wordWrap=True), "experimentSeen")
        self.chart = ExperimentChart()
        self.bar = ExperimentBar(owner, self.form)
        self._offer = ExperimentOffer(owner)
        self.tabs = labelled(
            QTabBar(), "experimentTabs", translate("Experiments", "Parts of the experiment")
        )
        self._filter_field = labelled(
            QLineEdit(placeholderText=translate("Experiments", "Filter")),
            "experimentFilter",
            translate("Experiments", "Filter"),
            translate(
                "Experiments",
                "Show lines that have this in them, or compare: test loss < 0.1, adam",
            ),
        )
        self._filter_field.setClearButtonEnabled(True)
        self._means = labelled(
            QCheckBox(translate("Experiments", "Means over seeds")),
            "experimentMeans",
            translate("Experiments", "Means over seeds"),
            translate(
                "Experiments",
                "A line for each setting: the mean over its seeds ± how far they are spread"
                " (standard deviation)",
            ),
        )
        self._means.setChecked(True)
        self._hint = labelled(QLabel(wordWrap=True), "experimentHint")
        self._lay_out()
        self._connect()
        self.follow_theme()
        self._take_sweeps()

    @property
    def sheet(self) -> Sheet:
        """What table and plot show."""
        return self.model.sheet

    def show_now(self) -> None:
        """Show the newest of all rows."""
        self._soon.stop()
        began, held = time.thread_time(), self._owner.held
        sheet = Sheet()
        if held is not None and held.rows:
            sheet = self._sheets.of(held, self._owner.live, self._means.isChecked())
            with contextlib.suppress(Refused):  # it was said at the field
                sheet = sheet.filtered(self._filter)
            if self._order[0]:
                sheet = sheet.sorted_by(*self._order)
        restored(self.table, lambda: self.model.show(sheet))
        self.chart.show_sheet(sheet)
        self.chart.plot.choose(self.table.currentIndex().row())
        self._hint.setVisible(held is None)
        took = time.thread_time() - began
        self._interval = min(max(_EVERY_MS, round(1000 * took / _DEAREST)), _SELDOM_MS)

    # How it is made.

    def _lay_out(self) -> None:
        for text in (
            translate("Experiments", "Set up"),
            translate("Experiments", "Table"),
            translate("Experiments", "Plot"),
        ):
            self.tabs.addTab(text)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        top = spaced(QHBoxLayout(), spacing=2)
        top.addWidget(self.tabs)
        top.addWidget(self.bar, 1)
        above = spaced(QHBoxLayout(), spacing=2)
        above.addWidget(self._filter_field, 1)
        above.addWidget(self._means)
        of_table = QWidget()
        column = spaced(QVBoxLayout(of_table), spacing=0.75)
        column.addLayout(above)
        column.addWidget(self._see)
        column.addWidget(self._hint)
        column.addWidget(self.table, 1)
        self._plot_side = QWidget()
        self._side = spaced(QBoxLayout(QBoxLayout.Direction.TopToBottom, self._plot_side))
        self._side.addWidget(self.chart, 3)
        self._side.addWidget(self.conclusions, 2)
        self._split = labelled(QSplitter(Qt.Orientation.Horizontal), "experimentSplit")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(of_table)
        self._of_plot = QWidget()
        spaced(QVBoxLayout(self._of_plot))
        self._pages = QStackedWidget()
        for page in (self.form, self._split, self._of_plot):
            self._pages.addWidget(page)
        column = spaced(QVBoxLayout(self), (2, 1, 2, 1), 1)
        column.addLayout(top)
        column.addWidget(self._offer)
        column.addWidget(self._pages, 1)
        self._turn()

    def _connect(self) -> None:
        owner = self._owner
        owner.sweeps_changed.connect(self._take_sweeps)
        owner.rows_changed.connect(self._wait)
        owner.state_changed.connect(self._take_state)
        self._session.experiment_changed.connect(self._look_again)
        self._session.live_changed.connect(self._look_again)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.model.sort_asked.connect(self._sort)
        self._means.toggled.connect(self.show_now)
        self._filter_field.textChanged.connect(self._take_filter)
        self.table.opened.connect(self._open)
        self.chart.plot.opened.connect(self._open)
        self.chart.plot.chosen.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(
            lambda now, _: self.chart.plot.choose(now.row())
        )
        self.form.changed.connect(self._say_what_to_see)
        self.bar.export_asked.connect(self.export_asked)
        owner.look_for_left()

    # What users do.

    def _say_what_to_see(self) -> None:
        ready = READY.get(str(self.form.ready.currentData()))
        self.form.say(worded(ready.see) if ready else "")

    def _sort(self, name: str, falling: bool) -> None:
        self._order = name, falling
        self.show_now()

    def _take_filter(self, text: str) -> None:
        forget(self._filter_field)
        try:
            self.sheet.filtered(text)
        except Refused as refused:
            if self._filter_field.isVisible():
                tell(self._filter_field, str(refused))
            return
        self._filter = text
        self.show_now()

    def _choose(self, line: int) -> None:
        with QSignalBlocker(self.chart.plot):
            self.table.setCurrentIndex(self.model.index(line, 0))
            self.table.scrollTo(self.model.index(line, 0))

    def _open(self, line: int) -> None:
        """Open a line as a run: of several seeds, the first that has ended."""
        rows, runs = self._owner.rows, self.sheet.lines[line].runs
        ended = [at for at in runs if rows[at].outcome is not None]
        self.opened.emit(ended[0] if ended else runs[0])

    # What happens.

    def _wait(self) -> None:
        if not self._soon.isActive() and self.isVisible():
            self._soon.start(self._interval)

    def _take_sweeps(self) -> None:
        held = self._owner.held
        name = ready_of(held.sweeps) if held else ""
        ready = READY.get(name)
        self.conclusions.begin(name)
        self.chart.begin(ready.x if ready else "", ready.y if ready else "")
        self._see.setText(worded(ready.see) if ready else "")
        self._see.setVisible(ready is not None)
        self._means.setVisible(held is None or any(one.seeds > 1 for one in held.sweeps))
        if held is not None and self._owner.rows:
            self.tabs.setCurrentIndex(TABLE)
        self.show_now()

    def _take_state(self) -> None:
        if self._owner.state != IDLE and self.tabs.currentIndex() == FORM:
            self.tabs.setCurrentIndex(TABLE)
        self._wait()

    def _look_again(self) -> None:
        """Vary what is shown now, in a later turn: what takes it may take long enough."""
        if self.isVisible() and not self._looks:
            self._looks = True
            in_own_turn(self, self._look)

    def _look(self) -> None:
        self._looks = False
        self.form.look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.look_again()
        self.show_now()

    def _turn(self) -> None:
        """Have the plot beside the table where there is room, else behind a tab of its own."""
        wide = self.width() >= theme.space(_WIDE)
        # What the numbers say stands under the plot, or beside it where that would be too low.
        low = self.height() < theme.space(_LOW)
        way = QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom
        self._side.setDirection(way)
        if self._plot_side.parent() is (self._split if wide else self._of_plot):
            return
        if wide:
            if self.tabs.currentIndex() == PLOT:
                self.tabs.setCurrentIndex(TABLE)
            self._split.addWidget(self._plot_side)
            self._split.setSizes([self.width() // 2, self.width() // 2])
        else:
            layout = self._of_plot.layout()
            assert layout is not None
            layout.addWidget(self._plot_side)
        self._plot_side.show()
        self.tabs.setTabVisible(PLOT, not wide)

    def paint_theme(self) -> None:
        self._hint.setText(
            translate(
                "Experiments",
                "Nothing has been tried yet. Set up what to vary, and start: every run is a line"
                " here, with its curve and what it came to.",
            )
        )
        inked(self._hint, theme.current().muted)
        inked(self._see, theme.current().muted)
        self.table.paint_theme()
        self._turn()
