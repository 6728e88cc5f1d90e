"""A line above the diagram that says what is wrong with a training, and what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.announcing import announce
from gui.health import Health
from gui.health_words import finding_words, remark_words
from gui.session import Session
from gui.translation import translate
from gui.widgets import Banner, ThemedWidget, inked, labelled, spaced


class HealthNotice(Banner):
    """Shows what `health` has found, until something is done about it."""

    def __init__(self, session: Session, health: Health, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "healthNotice", translate("Health", "Health of the training"))
        self._session, self._health = session, health
        self._text = labelled(QLabel(wordWrap=True), "healthText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mild = _button("healthMild", health.begin_mildly)
        self._back = _button("healthBack", lambda: health.go_back(health.third))
        self._gentle = _button("healthGentle", self._go_gently)
        self._on = _button("healthGoOn", health.go_on)
        _say(
            self._mild,
            translate("Health", "Start with smaller weights"),
            translate("Health", "Draw new first weights, none of them far from 0"),
        )
        _say(
            self._on,
            translate("Health", "Go on"),
            translate("Health", "Train on as it is, and say no more of this"),
        )
        self._close = _button("closeHealth", health.close)
        self._close.setAutoRaise(True)
        self._close.setText("✕")
        self._close.setAccessibleName(translate("Health", "Close this"))
        self._close.setToolTip(translate("Health", "Close this"))
        said, row = spaced(QHBoxLayout()), spaced(QHBoxLayout())
        said.addWidget(self._text, 1)
        said.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        for button in (self._mild, self._back, self._gentle, self._on):
            row.addWidget(button)
        row.addStretch(1)
        column = spaced(QVBoxLayout(self), (4, 1, 1, 2))
        column.addLayout(said)
        column.addLayout(row)
        health.changed.connect(self._render)
        session.experiment_changed.connect(self._render)
        session.training_changed.connect(self._render)
        self._render()

    def _go_gently(self) -> None:
        if self._health.gentle is not None:
            self._health.go_back(self._health.gentle)

    def _render(self) -> None:
        found, health = self._health.finding, self._health
        self.setVisible(found is not None)
        if found is None:
            self._text.clear()
            return
        words = finding_words(found, self._session.experiment.task, health.single)
        if words != self._text.text():
            self._text.setText(words)
            announce(self, words)
        gentle = health.gentle
        if health.back is None:
            tip = translate("Health", "The same first weights, with a third of the learning rate")
        else:
            tip = translate(
                "Health",
                "The weights of then, with a third of the learning rate. Undo brings back"
                " those of now.",
            )
        _say(self._back, health.way_back(health.third), tip)
        self._gentle.setVisible(gentle is not None)
        if gentle is not None:
            _say(
                self._gentle,
                translate("Health", "Or at rate {rate:g}").format(rate=gentle),
                translate(
                    "Health",
                    "The same, but slower. A third of the rate is probably still too high.",
                ),
            )
        self._mild.setVisible(health.can_begin_mildly)
        self._on.setVisible(found.kind != "not finite")  # no update can be made of such numbers


class HealthRemark(ThemedWidget):
    """A quiet line of what is not well in a layer, and stops nothing; gone when it is over."""

    def __init__(self, health: Health, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "healthRemark", translate("Health", "Remark on the training"))
        self._health = health
        self._text = labelled(QLabel(), "healthRemarkText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        # Where there is no room it is cut, and the tooltip has it all.
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        spaced(QHBoxLayout(self), (4, 0, 0, 0)).addWidget(self._text)
        health.remarks_changed.connect(self._render)
        self._render()
        self.follow_theme()

    def paint_theme(self) -> None:
        inked(self._text, theme.current().muted)

    def _render(self) -> None:
        said = [remark_words(remark) for remark in self._health.remarks]
        self._text.setText(said[0] if said else "")
        self._text.setVisible(bool(said))  # the widget itself keeps its place
        self.setToolTip("\n".join(said))
        self.setAccessibleDescription(" ".join(said))


def _button(name: str, act: Callable[[], None]) -> QToolButton:
    button = labelled(QToolButton(), name)
    button.clicked.connect(lambda: act())
    return button


def _say(button: QToolButton, text: str, tip: str) -> None:
    button.setText(text)
    button.setAccessibleName(text)
    button.setToolTip(tip)
