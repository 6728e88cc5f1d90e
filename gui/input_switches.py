"""Which inputs a network gets of a point: switches beside the diagram's input column."""

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from core.data import Plane, Points
from core.data.features import FEATURES, PLANE
from core.data.plane import NO_INPUT
from core.wording import Sentence
from gui import theme
from gui.colouring import Colouring
from gui.errors import sentence
from gui.panels.source_pictures import input_icon
from gui.session import Session
from gui.translation import translate, worded
from gui.widgets import ThemedWidget, inked, labelled, spaced

_PICTURES = 3.0, 7.0  # units of the grid: a picture's side, at least and at most
_AROUND = 3.2  # units between two pictures


class InputSwitches(ThemedWidget):
    """A button for each input that can be made of x₁ and x₂, with a picture of it on the plane.

    It is there where a network gets points of the plane.
    """

    def __init__(
        self, session: Session, colouring: Colouring, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "inputSwitches", translate("InputSwitches", "Inputs"))
        self._session = session
        self._buttons: dict[str, QToolButton] = {}
        self._title = QLabel(translate("InputSwitches", "Inputs"))
        inside = QWidget()
        rows = spaced(QVBoxLayout(inside), (1, 0, 1, 0), spacing=1)
        rows.addStretch(1)
        rows.addWidget(self._title)
        for name in FEATURES:
            button = labelled(
                QToolButton(toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon),
                f"{name}Input",
                translate("InputSwitches", "Input {name}").format(name=name),
            )
            button.setText(name)
            button.setIcon(input_icon(name, colouring))
            colouring.changed.connect(button.update)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda on, name=name: self._switch(name, on))
            self._buttons[name] = button
            rows.addWidget(button)
        rows.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._scroll, self._inside = scroll, inside
        spaced(QHBoxLayout(self), spacing=0).addWidget(scroll)
        self.follow_theme()
        session.experiment_changed.connect(self._show)
        self._show()

    @property
    def buttons(self) -> list[QToolButton]:
        """A button for each input, in their order."""
        return list(self._buttons.values())

    def _switch(self, name: str, on: bool) -> None:
        source = self._session.experiment.source
        if not isinstance(source, Plane | Points):
            return
        features = tuple(one for one in FEATURES if (one in source.features, on)[one == name])
        text = (
            translate("InputSwitches", "Switch the input {name} on")
            if on
            else translate("InputSwitches", "Switch the input {name} off")
        )
        button = self._buttons[name]
        try:
            self._session.change_source(replace(source, features=features), text.format(name=name))
        except ValueError as error:
            self._show()
            QToolTip.showText(
                button.mapToGlobal(QPoint(button.width(), 0)), sentence(error), button
            )

    def _show(self) -> None:
        source = self._session.experiment.source
        there = isinstance(source, Plane | Points)
        on = source.features if isinstance(source, Plane | Points) else PLANE
        for name, button in self._buttons.items():
            button.setChecked(name in on)
            button.setToolTip(self._tip(name, on))
        self.setVisible(there)

    def _tip(self, name: str, on: tuple[str, ...]) -> str:
        if on == (name,):
            return worded(Sentence(NO_INPUT))
        if name in on:
            text = translate("InputSwitches", "The network gets {name} of each point.")
        else:
            text = translate("InputSwitches", "The network does not get {name} of a point.")
        return text.format(name=name)

    def _size_pictures(self) -> None:
        """Let the pictures be as large as there is room for all of them."""
        least, most = map(theme.space, _PICTURES)
        room = self.height() - self._title.sizeHint().height()
        side = room // len(self._buttons) - theme.space(_AROUND)
        size = min(max(side, least), most)
        for button in self._buttons.values():
            button.setIconSize(QSize(size, size))
        self.updateGeometry()  # they are wider, too: the scroll area tells nobody

    # What Qt calls.

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inside.sizeHint().width(), theme.space(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_pictures()

    def paint_theme(self) -> None:
        now = theme.current()
        self._title.setFont(theme.font("small"))
        inked(self._title, now.muted)
        for button in self._buttons.values():
            button.setFont(theme.font("small"))
            button.setStyleSheet(
                f"QToolButton {{ background: transparent; color: {now.muted}; text-align: left;"
                f" border: 1px solid transparent; padding: {theme.space(0.5)}px; }}"
                f"QToolButton:checked {{ color: {now.text}; border-color: {now.edge};"
                f" background: {now.surface}; }}"
                f"QToolButton:hover, QToolButton:focus {{ border-color: {now.accent}; }}"
            )
        self._size_pictures()


def beside(switches: QWidget, diagram: QWidget) -> QWidget:
    """Return a widget that holds the diagram, the switches at its left."""
    both = QWidget()
    row = spaced(QHBoxLayout(both), spacing=0)
    row.addWidget(diagram, 1)  # first: it has the focus when the window opens
    row.insertWidget(0, switches)
    return both
