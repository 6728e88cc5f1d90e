"""A band above the diagram that says that the network shown is damaged."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.band import Band, band_button
from gui.breaking.scores import Scores
from gui.breaking.words import BETWEEN, change_text, described
from gui.translation import translate
from gui.widgets import labelled


class DamageBand(Band):
    """Is there while the network is damaged, above the diagram."""

    def __init__(self, scores: Scores) -> None:
        self._scores, self._breaking = scores, scores.breaking
        self._told = labelled(QLabel(), "damageTold")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        mend = band_button(
            "damageMend",
            translate("Breaking", "Mend"),
            translate("Breaking", "Show the whole network again"),
        )
        titles = translate("Breaking", "This network is damaged"), translate("Breaking", "Damaged:")
        super().__init__(titles, mend, {self._told: 1})
        self.setObjectName("damageBand")
        mend.clicked.connect(self._breaking.mend)
        self._breaking.changed.connect(self._render)
        scores.changed.connect(self._render)
        self._breaking.session.training_changed.connect(self._render)
        self._render()

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self.title.text()} {self._told.toolTip()}"

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
        self.appear(shown)

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
