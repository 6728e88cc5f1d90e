"""A band above the diagram that says that this is the past."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui import theme
from gui.band import Band, band_button
from gui.session import Session
from gui.time_bar.time import Time
from gui.translation import translate
from gui.widgets import Readout, labelled

_BETWEEN = 14  # units: margins, and what is between its parts


def place_words(update: int, epoch: float) -> str:
    """Return where in the training a snapshot is."""
    return translate("TimeBar", "update {step} · epoch {epoch}").format(
        step=f"{update:,}", epoch=f"{epoch:,.2f}"
    )


class PastBand(Band):
    """Is there in the past alone, above the diagram, so that it hides nothing."""

    def __init__(self, session: Session, time: Time) -> None:
        self._session, self._time = session, time
        self._told_of: tuple[str, str, int, int] | None = None  # what it was measured for last
        self._place = labelled(Readout(), "pastPlace", translate("TimeBar", "The update shown"))
        self._told = labelled(QLabel(wordWrap=True), "pastTold")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._now = band_button(
            "pastNow",
            translate("TimeBar", "Now"),
            translate("TimeBar", "Show the newest update again"),
        )
        titles = translate("TimeBar", "This is the past"), translate("TimeBar", "This is the past:")
        super().__init__(titles, self._now, {self._place: 0, self._told: 1})
        self.setObjectName("pastBand")
        self._now.clicked.connect(time.go_to_now)
        time.changed.connect(self._render)
        session.training_changed.connect(self._render)
        self._render()

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self.title.text()} {self._place.text()}. {self._told.text()}"

    def _render(self) -> None:
        past = self._session.past
        if past is not None:
            self._place.setText(place_words(past.snapshot.updates, past.snapshot.epoch))
            self._tell()
        self.appear(past is not None)

    def _hint(self) -> str:
        if self._session.training:
            return translate("TimeBar", "Training goes on meanwhile.")
        return translate("TimeBar", "Train or change it, and a new run branches off.")

    def _tell(self) -> None:
        """Say what there is to say.

        A hint is left out where it has no room; what is wrong is said in several lines.
        """
        hint = self._hint()
        told_of = self._time.told, hint, self._place.sizeHint().width(), self.width()
        if told_of == self._told_of:
            return  # to measure words takes a while, and a hand may move through time
        self._told_of = told_of
        others = (self.title, self._place, self._now)
        taken = sum(one.sizeHint().width() for one in others) + theme.space(_BETWEEN)
        fits = self._told.fontMetrics().horizontalAdvance(hint) + taken <= self.width()
        told = self._time.told or (hint if fits else "")
        if told != self._told.text():
            self._told.setText(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()
