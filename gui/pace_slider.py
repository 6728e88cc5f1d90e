"""How fast it trains: a slider from one update in two seconds to full speed."""

import math

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from core.wording import form_of
from gui import theme
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled, spaced

PACES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 100.0, 1000.0, math.inf)  # updates a second
_WIDE = 18  # units of the grid


def pace_words(pace: float) -> str:
    """Return a pace (updates a second) as it is said."""
    if math.isinf(pace):
        return translate("Pace", "Full speed")
    if pace < 1:
        return translate("Pace", "1 update in {seconds} s").format(seconds=f"{1 / pace:,.3g}")
    count = form_of(pace)
    return translate("Pace", "{number} update(s)/s", "", count).format(number=f"{pace:,g}")


def stop_of(pace: float) -> int:
    """Return the number of the one of PACES that is nearest, by how many times as fast."""
    if pace > PACES[-2]:
        return len(PACES) - 1
    return min(range(len(PACES) - 1), key=lambda at: abs(math.log(PACES[at] / pace)))


def stepped(pace: float, steps: int) -> float:
    """Return the one of PACES that is so many `steps` faster; the ends stay."""
    return PACES[min(max(stop_of(pace) + steps, 0), len(PACES) - 1)]


class PaceSlider(ThemedWidget):
    """Shows the session's pace and asks for another. It is as wide as its longest words."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pace")
        self._session = session
        self._slider = labelled(
            QSlider(Qt.Orientation.Horizontal),
            "paceSlider",
            translate("Pace", "Pace of the training"),
            translate(
                "Pace",
                "How fast it trains: [ slower, ] faster. Up to 2 updates a second each one is"
                " seen. A new start is at full speed.",
            ),
        )
        self._slider.setRange(0, len(PACES) - 1)
        self._slider.setPageStep(2)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keys stay where they were
        self._words = labelled(QLabel(), "paceText")
        row = spaced(QHBoxLayout(self), spacing=2, margins=(1, 0, 3, 0))
        row.addWidget(self._slider)
        row.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._slider.valueChanged.connect(lambda at: session.set_pace(PACES[at]))
        session.pace_changed.connect(self._render)
        self._render()
        self.follow_theme()

    def _render(self) -> None:
        words = pace_words(self._session.pace)
        self._words.setText(words)
        self._slider.setAccessibleDescription(words)
        with QSignalBlocker(self._slider):
            self._slider.setValue(stop_of(self._session.pace))

    def paint_theme(self) -> None:
        self._slider.setFixedWidth(theme.space(_WIDE))
        handle = QPalette()
        handle.setColor(QPalette.ColorRole.Button, QColor(theme.current().edge))
        self._slider.setPalette(handle)
        self._words.setFont(theme.font())
        long = self._words.fontMetrics().horizontalAdvance
        self._words.setFixedWidth(max(map(long, map(pace_words, PACES))))
