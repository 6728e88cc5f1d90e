"""What is done with an experiment: start, pause, cancel, and how far it has come."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui import theme
from gui.experiments.form import ExperimentForm
from gui.experiments.owner import IDLE, PAUSED, RUNNING, Experiments
from gui.icons import icon
from gui.panels.typed_text import Refused
from gui.runs.words import seconds_words
from gui.translation import translate
from gui.widgets import Readout, ThemedWidget, labelled, spaced

_BAR, _THICK = 16, 2  # units of the grid
_ROOMY = 100  # units: with less room there are words alone
_PADDING = 7  # of buttons
_STEPS = 1000  # of the bar


class ExperimentBar(ThemedWidget):
    """Buttons beside the words of how far it is."""

    export_asked = Signal(str)  # "csv" or "json"

    def __init__(
        self, owner: Experiments, form: ExperimentForm, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._owner, self._form = owner, form
        self.said = labelled(Readout(), "experimentSaid", translate("Experiments", "How far it is"))
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._share = labelled(
            QProgressBar(), "experimentShare", translate("Experiments", "How far it is")
        )
        self._share.setRange(0, _STEPS)
        self._share.setTextVisible(False)
        self._start = labelled(
            QPushButton(translate("Experiments", "Start")),
            "experimentStart",
            translate("Experiments", "Start"),
        )
        self._pause = labelled(QPushButton(), "experimentPause")
        self._cancel = labelled(
            QPushButton(translate("Experiments", "Cancel")),
            "experimentCancel",
            translate("Experiments", "Cancel"),
            translate("Experiments", "End it now. Runs that are made stay; it can go on later."),
        )
        self._more = labelled(
            QToolButton(),
            "experimentMore",
            translate("Experiments", "More"),
            translate("Experiments", "Save the table, or remove the experiment"),
        )
        self._menu = labelled(QMenu(self._more), "experimentMenu")
        self._more.setMenu(self._menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._actions = [
            self._action(name, text, slot)
            for name, text, slot in (
                (
                    "experimentCsv",
                    translate("Experiments", "Save table as CSV …"),
                    lambda: self.export_asked.emit("csv"),
                ),
                (
                    "experimentJson",
                    translate("Experiments", "Save table and curves as JSON …"),
                    lambda: self.export_asked.emit("json"),
                ),
                (
                    "experimentRemove",
                    translate("Experiments", "Remove the experiment"),
                    owner.remove,
                ),
            )
        ]
        row = spaced(QHBoxLayout(self), spacing=1.5)
        row.addWidget(self.said, 1)
        for widget in (self._share, self._start, self._pause, self._cancel, self._more):
            row.addWidget(widget)
        self._start.clicked.connect(self.start)
        self._pause.clicked.connect(self.pause_or_go_on)
        self._cancel.clicked.connect(owner.cancel)
        for signal in (owner.state_changed, owner.sweeps_changed, form.changed):
            signal.connect(self._show)
        owner.rows_changed.connect(self._show_rows)
        self.follow_theme()

    def start(self) -> None:
        """Begin what the form asks for."""
        try:
            self._owner.start(*self._form.asked())
        except Refused:
            self._show()

    def pause_or_go_on(self) -> None:
        """Pause what goes on; go on with what stands still, or was not finished."""
        owner = self._owner
        if owner.state == IDLE:
            if owner.held is not None:
                owner.start(*owner.held.sweeps)
        else:
            owner.pause(owner.state != PAUSED)

    def _action(self, name: str, text: str, slot: object) -> QAction:
        action = self._menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(slot)
        return action

    def _show(self) -> None:
        self._start.setVisible(self._owner.state == IDLE)
        if self._owner.state == IDLE:  # what the form asks for is dear
            self._show_start()
        self._show_rows()

    def _show_start(self) -> None:
        owner = self._owner
        try:
            asked, why = self._form.asked(), ""
        except Refused as refused:
            asked, why = (), str(refused)
        same = owner.held is not None and owner.held.sweeps == asked
        begun = same and (owner.complete or owner.ended > 0)
        self._start.setEnabled(not why and not begun)
        if why:
            self._start.setToolTip(why)
        elif begun and owner.complete:
            self._start.setToolTip(
                translate("Experiments", "All runs are done. Change something to run more.")
            )
        else:
            self._start.setToolTip(
                translate("Experiments", "Make these runs; your network goes on undisturbed")
            )

    def _show_rows(self) -> None:
        """Show what changes ten times a second while runs come."""
        owner, idle = self._owner, self._owner.state == IDLE
        unfinished = owner.held is not None and not owner.complete
        self._pause.setText(
            translate("Experiments", "Go on")
            if idle or owner.state == PAUSED
            else translate("Experiments", "Pause")
        )
        self._pause.setAccessibleName(self._pause.text())
        self._pause.setToolTip(
            translate("Experiments", "Make the runs that are left")
            if idle
            else translate("Experiments", "Stand still, or go on")
        )
        self._pause.setVisible(unfinished)
        self._cancel.setVisible(not idle)
        self._share.setVisible(not idle and self.width() > theme.space(_ROOMY))
        self._share.setValue(round(_STEPS * owner.share))
        self._more.setVisible(owner.held is not None)
        for action in self._actions[:2]:
            action.setEnabled(owner.ended > 0)
        self._say()

    def _say(self) -> None:
        """Say how far it is, in short where there is little room."""
        beside = (self._share, self._start, self._pause, self._cancel, self._more)
        gap, shown = theme.space(1.5), [one for one in beside if not one.isHidden()]
        taken = sum(min(one.sizeHint().width(), one.maximumWidth()) + gap for one in shown)
        words, room, metrics = self.words, self.width() - taken, self.said.fontMetrics()
        told = words if metrics.horizontalAdvance(words) <= room else self._short_words
        self.said.setText(metrics.elidedText(told, Qt.TextElideMode.ElideRight, room))
        self.said.setToolTip(words)

    @property
    def _short_words(self) -> str:
        owner, left = self._owner, self._owner.seconds_left
        if owner.held is None:
            return ""
        if owner.state == RUNNING and left is None and not owner.live:
            return translate("Experiments", "Loading …")
        if left is None:
            text = translate("Experiments", "{ended}/{all}")
        else:
            text = translate("Experiments", "{ended}/{all}, {time}")
        counts = {"ended": f"{owner.ended:,}", "all": f"{owner.held.runs:,}"}
        return text.format(time=left_words(left or 0.0), **counts)

    @property
    def words(self) -> str:
        """How far it is."""
        owner = self._owner
        if owner.held is None:
            return ""
        runs = owner.held.runs
        counts = {"ended": f"{owner.ended:,}", "all": f"{runs:,}"}
        if owner.state == PAUSED:
            text = translate("Experiments", "Paused: {ended} of {all} run(s)", "", runs)
        elif owner.state == IDLE:
            text = translate("Experiments", "{ended} of {all} run(s)", "", runs)
        elif (left := owner.seconds_left) is None and not owner.live:
            text = translate("Experiments", "TensorFlow is loading …")
        elif left is not None:
            text = translate("Experiments", "{ended} of {all}, {time} left")
            counts["time"] = left_words(left)
        else:
            text = translate("Experiments", "{ended} of {all} run(s)", "", runs)
        return text.format(**counts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_rows()

    def paint_theme(self) -> None:
        self.said.setFont(theme.font())
        self._more.setIcon(icon("more"))
        self._more.setIconSize(theme.icon_size())
        self._share.setFixedSize(theme.space(_BAR), theme.space(_THICK))
        for button, texts in (
            (self._pause, (translate("Experiments", "Pause"), translate("Experiments", "Go on"))),
            (self._cancel, (self._cancel.text(),)),
        ):
            wide = max(map(button.fontMetrics().horizontalAdvance, texts))
            button.setFixedWidth(wide + theme.space(_PADDING))
        self._show()


def left_words(seconds: float) -> str:
    """Return how long it takes still: nobody knows tenths of that."""
    if (whole := max(round(seconds), 1)) < 60:
        return translate("Experiments", "{seconds} s").format(seconds=whole)
    return seconds_words(float(whole))
