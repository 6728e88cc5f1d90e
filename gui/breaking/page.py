"""Sliders and buttons that break the network, beside what it comes to."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.breaking.chart import DamageChart
from gui.breaking.controls import BreakControls
from gui.breaking.scores import Scores
from gui.breaking.words import change_text, more_text, whole_text
from gui.columns import Scroll
from gui.panels.field_guard import guard_fields
from gui.selection import Selection
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, is_seen, labelled, spaced


class BreakPage(ThemedWidget):
    """What the panel shows once somebody asked for it."""

    def __init__(self, scores: Scores, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores, breaking = scores, scores.breaking
        self.controls = BreakControls(breaking, selection)
        self.chart = DamageChart(scores)
        self._score = labelled(QLabel(), "damageScore", translate("Breaking", "How good it is"))
        self._score.setTextFormat(Qt.TextFormat.PlainText)
        self._score.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._more = labelled(QLabel(), "damageMore")
        self._more.setTextFormat(Qt.TextFormat.PlainText)
        self._of = labelled(
            QComboBox(),
            "damageCurveOf",
            translate("Breaking", "What the curve is against"),
            translate("Breaking", "The curve says how good the network is at each share, or bits"),
        )
        self._of.addItem(translate("Breaking", "share pruned"), "pruned")
        self._of.addItem(translate("Breaking", "bits kept"), "bits")
        guard_fields(self._of)
        self._of.currentIndexChanged.connect(lambda: scores.choose(self._of.currentData()))
        self._keep = self._button(
            "keepDamage",
            translate("Breaking", "Keep it"),
            translate("Breaking", "Make the damage part of the network: training goes on from it"),
        )
        self._mend = self._button(
            "mendDamage",
            translate("Breaking", "Mend"),
            translate("Breaking", "Show the whole network again"),
        )
        self._keep.clicked.connect(breaking.keep)
        self._mend.clicked.connect(breaking.mend)
        self._lay_out()
        scores.seen = lambda: is_seen(self)
        self.destroyed.connect(scores.look_away)
        breaking.changed.connect(self._show)
        scores.changed.connect(self._show)
        breaking.session.experiment_changed.connect(self._show)
        self.follow_theme()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._scores.follow)  # it is seen from the next turn on

    @property
    def said(self) -> str:
        """What is said of how good it is."""
        return "\n".join(filter(None, (self._score.text(), self._more.text())))

    def _button(self, name: str, title: str, tip: str) -> QToolButton:
        button = labelled(QToolButton(), name, title, tip)
        button.setText(title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        scroll = Scroll(self.controls)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right = spaced(QVBoxLayout(), spacing=1)
        right.addWidget(self._score)
        right.addWidget(self._more)
        choices = spaced(QHBoxLayout(), spacing=1.5)
        choices.addWidget(self._of)
        choices.addStretch(1)
        choices.addWidget(self._keep)
        choices.addWidget(self._mend)
        right.addLayout(choices)
        right.addWidget(self.chart, 1)
        row = spaced(QHBoxLayout(self), (2, 1, 2, 1), 3)
        side = QWidget()
        side.setLayout(right)
        for part, share in ((scroll, 5), (side, 6)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            row.addWidget(part, share)

    def _show(self) -> None:
        scores, breaking = self._scores, self._scores.breaking
        score, experiment = scores.score, breaking.session.experiment
        more = ""
        if not scores.can_measure:
            text = translate("Breaking", "There are no examples to measure on.")
        elif score is None:
            text = translate("Breaking", "Being measured …")
        elif breaking.damage:
            text, more = change_text(experiment, *score), more_text(experiment, *score)
        else:
            text = whole_text(experiment, score[0])
        self._score.setText(text)
        self._fit()
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._keep.setEnabled(breaking.session.damaged)
        self._mend.setEnabled(bool(breaking.damage))
        with QSignalBlocker(self._of):
            self._of.setCurrentIndex(self._of.findData(scores.quantity))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say the score large, where that has room."""
        large, room = theme.font("large"), self.chart.width()
        fits = QFontMetrics(large).horizontalAdvance(self._score.text()) <= room
        self._score.setFont(large if fits else theme.font(strong=True))

    def paint_theme(self) -> None:
        self._fit()
        inked(self._score, theme.current().text)
        self._more.setFont(theme.font())
        inked(self._more, theme.current().muted)
        self.chart.update()
