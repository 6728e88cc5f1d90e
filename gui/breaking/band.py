"""A band above the diagram that says that the network shown is damaged."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gui import theme
from gui.breaking.scores import Scores
from gui.breaking.words import BETWEEN, change_text, described
from gui.translation import translate
from gui.widgets import Banner, labelled, spaced


class DamageBand(Banner):
    """Is there while the network is damaged; the diagram makes room for it."""

    def __init__(self, scores: Scores, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()
        labelled(self, "damageBand", translate("Breaking", "This network is damaged"))
        breaking = scores.breaking
        self._scores, self._breaking = scores, breaking
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
        row = spaced(QHBoxLayout(self), (4, 1, 1, 1), spacing=2)
        row.addWidget(self._title)
        row.addWidget(self._told, 1)
        row.addWidget(self._mend)
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
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def _say(self) -> None:
        """Say as much as has room; all of it is told where the mouse rests."""
        words, more = self._words()
        whole = BETWEEN.join(filter(None, (words, more)))
        metrics, room = self._told.fontMetrics(), self._told.width()
        said = whole if metrics.horizontalAdvance(whole) <= room else words
        self._told.setText(metrics.elidedText(said, Qt.TextElideMode.ElideRight, room))
        self._told.setToolTip(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()
