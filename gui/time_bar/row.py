"""The time bar with what belongs to it: the film, where it stands, and the way back to now."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from gui import theme
from gui.icons import icon
from gui.session import Session
from gui.time_bar.band import place_words
from gui.time_bar.bar import TimeBar
from gui.time_bar.records import Records
from gui.time_bar.time import Time
from gui.translation import translate
from gui.widgets import Readout, ThemedWidget, inked, labelled, narrow, spaced

SPEEDS = (1, 10, 100, 1000, 10_000, 100_000)  # updates in a second of film
_ROOMY = 165  # units


class TimeRow(ThemedWidget):
    """Is there as soon as there is a past."""

    def __init__(
        self, session: Session, time: Time, records: Records, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._time, self._records = session, time, records
        self.bar = TimeBar(session, time, records)
        self._rendered: tuple[object, ...] = ()  # what it says
        self._back = self._button("playBack", translate("TimeBar", "Play the past backward"))
        self._play = self._button("playForward", translate("TimeBar", "Play the past forward"))
        self._back.clicked.connect(lambda: self._toggle(False))
        self._play.clicked.connect(lambda: self._toggle(True))
        self._speed = labelled(
            QComboBox(),
            "filmSpeed",
            translate("TimeBar", "Speed of the film"),
            translate("TimeBar", "How many updates pass in a second of the film"),
        )
        narrow(self._speed, 7)
        for speed in SPEEDS:
            words = translate("TimeBar", "{number}/s").format(number=f"{speed:,}")
            self._speed.addItem(words, speed)
        self._speed.currentIndexChanged.connect(lambda at: time.set_speed(SPEEDS[at]))
        self._place = labelled(Readout(), "timePlace", translate("TimeBar", "The update shown"))
        self._trouble = labelled(QLabel(wordWrap=True), "timeTrouble")
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._now = labelled(
            QToolButton(),
            "timeNow",
            translate("TimeBar", "Now"),
            translate("TimeBar", "Show the newest update again (Shift+End)"),
        )
        self._now.setText(translate("TimeBar", "Now"))
        self._now.clicked.connect(time.go_to_now)
        row = spaced(QHBoxLayout(self), (2, 0, 2, 1), spacing=1)
        self._parts = (self._back, self._play, self._speed, self.bar, self._place, self._now)
        for part in self._parts:
            row.addWidget(part, int(part is self.bar))
        row.addWidget(self._trouble, 1)
        time.changed.connect(self._render)
        time.playing_changed.connect(self._render_film)
        self.follow_theme()
        self._render_film()
        self._render()

    def _button(self, name: str, title: str) -> QToolButton:
        button = labelled(QToolButton(autoRaise=True), name, title, title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _toggle(self, forward: bool) -> None:
        time = self._time
        if time.playing and time.forward == forward:
            time.pause()
        else:
            time.play(forward)

    def _render(self) -> None:
        time, snapshot = self._time, self._session.snapshot
        record, there = self._records.record, time.there
        trouble = self._records.trouble if time.last and not there else ""
        # Where it is narrow the bar needs the room: the status bar and the band say it, too.
        roomy = self.width() >= theme.space(_ROOMY)
        place, kept = (snapshot.updates, snapshot.epoch), len(record.checkpoints)
        now = trouble, roomy, there, time.is_past, place, kept
        if now == self._rendered:
            return  # a hand that moves through time needs the time
        self._rendered = now
        for part in self._parts:  # each once: what is shown and hidden again keeps its room
            part.setVisible(not trouble and (roomy or part is not self._place))
        self._trouble.setVisible(bool(trouble))
        self._trouble.setText(trouble)
        self.setVisible(there or bool(trouble))
        self._now.setEnabled(time.is_past)
        self._place.setText(place_words(*place))
        tip = translate("TimeBar", "The record takes {size} MB: %n checkpoint(s).", "", kept)
        self._place.setToolTip(tip.format(size=f"{record.size / 1e6:.1f}"))

    def _render_film(self) -> None:
        time = self._time
        for button, forward, name in (
            (self._back, False, "play-back"),
            (self._play, True, "train"),
        ):
            runs = time.playing and time.forward == forward
            button.setIcon(icon("pause" if runs else name))
        with QSignalBlocker(self._speed):
            nearest = min(range(len(SPEEDS)), key=lambda at: abs(SPEEDS[at] - time.speed))
            self._speed.setCurrentIndex(nearest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._render()

    def paint_theme(self) -> None:
        self._place.setFont(theme.font("small"))
        inked(self._place, theme.current().muted)
        self._render_film()
