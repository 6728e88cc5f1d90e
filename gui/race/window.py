"""The window of a race: its lanes side by side, live, and their curves below in one chart."""

from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from core.races import READY_RACES
from core.runs import Kept
from gui import theme
from gui.colouring import Colouring
from gui.diagram.camera import Camera
from gui.diagram.view import Diagram
from gui.icons import icon
from gui.numbers import loss_text, number
from gui.one_paint import OnePaint
from gui.pace_slider import PACES, pace_words, stop_of
from gui.panels.field_guard import guard_fields
from gui.race.chart import RaceChart
from gui.race.model import OWN, RaceModel, watch_of
from gui.race.own_row import OwnRow
from gui.runs.curves import lines
from gui.runs.same_colours import Together
from gui.score_words import ScoreWords, score_words
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate, worded
from gui.widgets import Readout, ThemedWidget, inked, labelled, narrow, spaced

_REDRAW_MS = 125  # at least, between two drawings of the charts
_WIDE, _HIGH = 250, 170  # units of the grid, at first
_SLIDER = 24


class Lane(ThemedWidget):
    """One that takes part: its name, what it has come to, its diagram; `opened` asks for it."""

    opened = Signal()

    def __init__(self, session: Session, number: int, colouring: Colouring, camera: Camera) -> None:
        super().__init__()
        labelled(self, f"raceLane{number}", session.run.name)
        self._session, self._number = session, number
        self._head = labelled(Readout(), f"raceLane{number}Values", session.run.name)
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        selection = Selection(session, parent=self)
        self.diagram = Diagram(session, selection, colouring, camera=camera)
        self.diagram.setMinimumSize(theme.space(40), theme.space(36))
        self._open = labelled(
            QPushButton(translate("Race", "Open")),
            f"raceOpen{number}",
            translate("Race", "Open {run}").format(run=session.run.name),
            translate("Race", "Show this run in the main window, to train it on"),
        )
        self._open.clicked.connect(self.opened)
        row = spaced(QHBoxLayout(), spacing=1)
        row.addWidget(self._head, 1)
        row.addWidget(self._open)
        column = spaced(QVBoxLayout(self), (1, 1, 1, 0), 0.5)
        column.addLayout(row)
        column.addWidget(self.diagram, 1)
        self.follow_theme()

    @property
    def text(self) -> str:
        """What its heading says, as rich text."""
        return self._head.text()

    def show_newest(self) -> None:
        """Say what it has come to, as much of it as there is room for."""
        room, metrics = self._head.width(), QFontMetrics(theme.font(strong=True))
        name, now = self._session.run.name, theme.current()
        for shorter in range(3):
            said, line = self._said(shorter), "━" if shorter else "━━"
            if metrics.horizontalAdvance("   ".join((line, name, *said))) <= room:
                break
        hue = now.runs[self._number]
        swatch = f'<span style="color:{hue}">{line}</span>&nbsp;<b>{escape(name)}</b>'
        if said and not self._session.train_metrics.finite:
            said[-1] = f'<span style="color:{now.error}">{said[-1]}</span>'
        self._head.setText("&nbsp;&nbsp; ".join((swatch, *said)))

    def _said(self, shorter: int) -> list[str]:
        """Return loss and score, and that the loss has exploded; only that where it is `shorter`.

        2 is the shortest: the score, or that it has exploded.
        """
        session, said = self._session, list[str]()
        train, test = session.train_metrics, session.test_metrics
        exploded = not train.finite
        if (train.loss == train.loss or test.loss == test.loss) and not (exploded and shorter):
            score = score_words(session.experiment.task.scored_by).written(test.score)
            texts = (
                translate("Race", "test: {loss}, {score}"),
                translate("Race", "{loss}, {score}"),
                "{score}",
            )
            said.append(texts[shorter].format(loss=loss_text(test.loss), score=score))
        if exploded:
            words = (
                translate("Race", "exploded")
                if shorter
                else translate("Race", "its loss has exploded")
            )
            said.append(words)
        return said

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_newest()

    def paint_theme(self) -> None:
        metrics = self._open.fontMetrics()
        self._open.setFixedWidth(metrics.horizontalAdvance(self._open.text()) + theme.space(6))
        self._head.setFont(theme.font())
        self.show_newest()


class RaceWindow(ThemedWidget):
    """Stands beside the main window. `opened` asks for the run of a lane to be shown there."""

    opened = Signal(int)

    def __init__(
        self, model: RaceModel, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        """Signs have the palette of `colouring`."""
        super().__init__(parent, Qt.WindowType.Window)
        labelled(self, "raceWindow", translate("Race", "Race"))
        OnePaint(self)
        self.setWindowTitle(translate("Race", "Race – Netglow"))
        self.model = model
        self._colouring, self._camera = Colouring(self, like=colouring), Camera()
        self.lanes: list[Lane] = []
        self._together = Together("raceSameColours", False, self)
        self._make_head()
        self._row = spaced(QHBoxLayout(), spacing=0)
        self._make_charts()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._soon.timeout.connect(self.draw_now)
        model.chosen.connect(self._take_lanes)
        model.changed.connect(self._show)
        model.grew.connect(self._take_round)
        self._take_lanes()
        self.follow_theme()
        self._show()

    # How it is made.

    def _make_head(self) -> None:
        model = self.model
        self.own = OwnRow()
        self.own.asked.connect(model.choose_own)
        self.own.again.connect(model.take_again)
        self._choice = labelled(
            QComboBox(),
            "raceChoice",
            translate("Race", "Which race"),
            translate("Race", "What the trainings differ in"),
        )
        for name, race in READY_RACES.items():
            self._choice.addItem(worded(race.title), name)
        if model.open_run:
            self._choice.addItem(translate("Race", "Race this network …"), OWN)
        narrow(self._choice, 30)
        guard_fields(self._choice)
        self._choice.activated.connect(lambda: self.model.choose(self._choice.currentData()))
        self._start = labelled(QPushButton(), "raceStart", translate("Race", "Start"))
        self._start.clicked.connect(
            lambda: self.model.pause() if self.model.running else self.model.start()
        )
        self._again = labelled(
            QPushButton(translate("Race", "Reset")),
            "raceReset",
            translate("Race", "Reset the race"),
            translate("Race", "Put all of them back to the start"),
        )
        self._again.clicked.connect(self.model.reset)
        self._slider = labelled(
            QSlider(Qt.Orientation.Horizontal),
            "racePace",
            translate("Race", "Pace of the race"),
            translate("Race", "How many updates each makes in a second"),
        )
        self._slider.setRange(0, len(PACES) - 1)
        self._slider.valueChanged.connect(lambda at: self.model.set_pace(PACES[at]))
        self._pace, self._count = QLabel(), labelled(Readout(), "raceUpdates")
        self._count.setFont(theme.font())
        self._see = labelled(QLabel(wordWrap=True), "raceSee")
        self._said = labelled(QLabel(wordWrap=True), "raceTrouble")
        for label in (self._see, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def _make_charts(self) -> None:
        self.loss = RaceChart(
            translate("Race", "Loss"), loss_text, number, "raceLoss", log=True, parent=self
        )
        words = self._words
        self.score = RaceChart(words.title, words.text, words.tick, "raceScore", parent=self)
        self._legend = QLabel()

    def _lay_out(self) -> None:
        buttons = spaced(QHBoxLayout(), spacing=2)
        for widget in (self._choice, self._start, self._again, self._slider, self._pace):
            buttons.addWidget(widget)
        buttons.addWidget(self._count)
        buttons.addStretch(1)
        buttons.addWidget(self._together.choice)
        charts = spaced(QHBoxLayout(), spacing=4)
        charts.addWidget(self.loss, 1)
        charts.addWidget(self.score, 1)
        line = QFrame(frameShape=QFrame.Shape.HLine)
        column = spaced(QVBoxLayout(self), (2, 2, 2, 1), 1.5)
        column.addLayout(buttons)
        column.addWidget(self.own)
        column.addWidget(self._see)
        column.addWidget(self._said)
        column.addLayout(self._row, 3)
        column.addWidget(line)
        column.addLayout(charts, 2)
        column.addWidget(self._legend)

    # What is shown.

    def draw_now(self) -> None:
        """Draw the charts."""
        model = self.model
        kept = [
            Kept(lane.run, colour, watch=watch_of(lane)) for colour, lane in enumerate(model.lanes)
        ]
        self.loss.show_lines(lines(kept, "loss", axis="updates"))
        self.score.show_lines(lines(kept, "score", self._words.scale, axis="updates"))

    @property
    def _words(self) -> ScoreWords:
        """How the lanes' scores are worded."""
        return score_words(self.model.lanes[0].experiment.task.scored_by)

    def _take_lanes(self) -> None:
        for lane in self.lanes:
            self._row.removeWidget(lane)
            lane.hide()
            lane.deleteLater()
        self.lanes = []
        self._camera.fit()
        for index, session in enumerate(self.model.lanes):
            lane = Lane(session, index, self._colouring, self._camera)
            lane.opened.connect(lambda index=index: self.opened.emit(index))
            self._row.addWidget(lane, 1)
            self.lanes.append(lane)
        sessions = zip(self.model.lanes, self.lanes, strict=True)
        self._together.hold([(session, lane.diagram) for session, lane in sessions])
        self.loss.reach(self.model.race.updates)
        words = self._words
        self.score.measure(words.title, words.text, words.tick)
        self.score.reach(self.model.race.updates, *words.ends)
        self.draw_now()

    def _take_round(self) -> None:
        for lane in self.lanes:
            lane.show_newest()
        self._count.setText(self.model.told)
        if not self._soon.isActive():
            self._soon.start()

    def _show(self) -> None:
        model = self.model
        self._choice.setCurrentIndex(self._choice.findData(model.name))
        own = model.own if model.name == OWN else None
        self.own.setVisible(own is not None)
        if own:
            self.own.show_race(own)
        self._see.setText(worded(model.race.see))
        self._said.setText(model.trouble)
        self._said.setVisible(bool(model.trouble))
        self._start.setText(
            translate("Race", "Pause") if model.running else translate("Race", "Start")
        )
        self._start.setIcon(icon("pause" if model.running else "train"))
        self._start.setAccessibleName(self._start.text())
        if not model.running:  # all have come to the same round
            self._together.look_again()
        self._pace.setText(pace_words(model.pace))
        with QSignalBlocker(self._slider):
            self._slider.setValue(stop_of(model.pace))
        for lane in self.lanes:
            lane.show_newest()
        self._count.setText(model.told)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start.setFocus()
        self.model.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.model.close()
        super().closeEvent(event)

    def paint_theme(self) -> None:
        now = theme.current()
        self._slider.setFixedWidth(theme.space(_SLIDER))
        longest = max(map(pace_words, PACES), key=len)
        self._pace.setFixedWidth(self._pace.fontMetrics().horizontalAdvance(longest))
        self._legend.setText(
            translate("Race", "Solid: the test set. Dotted: the examples that are trained with.")
        )
        self._legend.setFont(theme.font("small"))
        inked(self._legend, now.muted)
        inked(self._see, now.text)
        inked(self._said, now.error)
        self.draw_now()


def first_size() -> tuple[int, int]:
    """Return how large the window opens, in px."""
    return theme.space(_WIDE), theme.space(_HIGH)
