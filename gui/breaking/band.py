"""A band over the diagram that says that the network shown is damaged."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gui import theme
from gui.breaking.scores import Scores
from gui.breaking.words import BETWEEN, change_text, described
from gui.translation import translate
from gui.widgets import Banner, labelled, spaced

_GONE = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize)


class DamageBand(Banner):
    """Lies on the top edge of `over`, below what says that it is the past (`above`)."""

    def __init__(self, scores: Scores, over: QWidget, above: QWidget | None) -> None:
        super().__init__(over)
        labelled(self, "damageBand", translate("Breaking", "This network is damaged"))
        breaking = scores.breaking
        self._scores, self._breaking = scores, breaking
        self._over, self._above = over, above
        self._title = QLabel(translate("Breaking", "Damaged:"))
        self._told = labelled(QLabel(), "damageTold")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        mend = translate("Breaking", "Mend")
        self._mend = labelled(
            QToolButton(), "damageMend", mend, translate("Breaking", "Show the whole network again")
        )
        self._mend.setText(mend)
        self._mend.clicked.connect(breaking.mend)
        self._row = row = spaced(QHBoxLayout(self), (4, 1, 1, 1), spacing=2)
        row.addWidget(self._title)
        row.addWidget(self._told, 1)
        row.addWidget(self._mend)
        for watched in filter(None, (over, above)):
            watched.installEventFilter(self)
        breaking.changed.connect(self._render)
        scores.changed.connect(self._render)
        breaking.session.training_changed.connect(self._render)
        self._render()

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self._title.text()} {self._told.toolTip()}"

    def _words(self) -> tuple[str, str]:
        """Return what there is to say, what matters most first; and what may be left out."""
        breaking, session = self._breaking, self._breaking.session
        score, words = self._scores.score, described(breaking.damage, session)
        if score is not None:
            words = BETWEEN.join((change_text(session.experiment, *score), words))
        goes_on = translate("Breaking", "The whole network trains on.")
        return words, goes_on if session.training else ""

    def _render(self) -> None:
        shown = bool(self._breaking.damage)
        if shown:
            self._say()
        if shown == self.isHidden():
            self._title.setFont(theme.font(strong=True))
            self.setVisible(shown)
            if shown:
                self._lay()
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def _say(self) -> None:
        """Say as much as has room; all of it is told where the mouse rests."""
        words, more = self._words()
        whole = BETWEEN.join(filter(None, (words, more)))
        metrics, room = self._told.fontMetrics(), self._told.width()
        said = whole if metrics.horizontalAdvance(whole) <= room else words
        self._told.setText(metrics.elidedText(said, Qt.TextElideMode.ElideRight, room))
        self._told.setToolTip(whole)

    def _lay(self) -> None:
        above = self._above
        top = above.height() if above is not None and not above.isHidden() else 0
        self.setGeometry(0, top, self._over.width(), self.sizeHint().height())
        self._row.activate()
        self._say()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isHidden() and event.type() in _GONE:
            self._lay()
        return super().eventFilter(watched, event)
