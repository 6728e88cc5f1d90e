"""A band over the diagram that says that this is the past."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gui import theme
from gui.session import Session
from gui.time_bar.row import place_words
from gui.time_bar.time import Time
from gui.translation import translate
from gui.widgets import Banner, Readout, labelled, spaced

_BETWEEN = 14  # units: margins, and what is between its parts


class PastBand(Banner):
    """Lies on the top edge of `over`, so that nothing moves when it comes."""

    def __init__(self, session: Session, time: Time, over: QWidget) -> None:
        super().__init__(over)
        labelled(self, "pastBand", translate("TimeBar", "This is the past"))
        self._session, self._time, self._over = session, time, over
        self._title = QLabel(translate("TimeBar", "This is the past:"))
        self._place = labelled(Readout(), "pastPlace", translate("TimeBar", "The update shown"))
        self._told = labelled(QLabel(wordWrap=True), "pastTold")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        now = translate("TimeBar", "Now")
        self._now = labelled(
            QToolButton(), "pastNow", now, translate("TimeBar", "Show the newest update again")
        )
        self._now.setText(now)
        self._now.clicked.connect(time.go_to_now)
        row = spaced(QHBoxLayout(self), (4, 1, 1, 1), spacing=2)
        row.addWidget(self._title)
        row.addWidget(self._place)
        row.addWidget(self._told, 1)
        row.addWidget(self._now)
        over.installEventFilter(self)
        time.changed.connect(self._render)
        session.training_changed.connect(self._render)
        self._render()

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self._title.text()} {self._place.text()}. {self._told.text()}"

    def _render(self) -> None:
        past = self._session.past
        shown = past is not None
        if past is not None:
            self._place.setText(place_words(past.snapshot.updates, past.snapshot.epoch))
            if self._tell():
                self._lay()
        if shown == self.isHidden():
            self._title.setFont(theme.font(strong=True))
            self.setVisible(shown)
            if shown:
                self._lay()
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def _hint(self) -> str:
        if self._session.training:
            return translate("TimeBar", "Training goes on meanwhile.")
        return translate("TimeBar", "Train or change it, and a new run branches off.")

    def _tell(self) -> bool:
        """Say what there is to say; return whether that is new.

        A hint is left out where it has no room; what is wrong is said in several lines.
        """
        others = (self._title, self._place, self._now)
        taken = sum(one.sizeHint().width() for one in others) + theme.space(_BETWEEN)
        hint = self._hint()
        fits = self._told.fontMetrics().horizontalAdvance(hint) + taken <= self._over.width()
        told = self._time.told or (hint if fits else "")
        if told == self._told.text():
            return False
        self._told.setText(told)
        return True

    def _lay(self) -> None:
        width = self._over.width()
        self._tell()
        height = self.heightForWidth(width) if self.hasHeightForWidth() else -1
        self.setGeometry(0, 0, width, max(height, self.sizeHint().height()))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._lay()
        return super().eventFilter(watched, event)
