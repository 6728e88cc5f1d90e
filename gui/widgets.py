"""What every room's widgets need: names, and colours and sizes that follow the theme."""

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
    QStaticText,
    QTextOption,
    QTransform,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QStyle,
    QToolTip,
    QWidget,
)

from gui import theme
from gui.following import hold

_Widget = TypeVar("_Widget", bound=QWidget)
_Layout = TypeVar("_Layout", bound=QLayout)
_FOR_FILE = "forFile"  # property of a widget
_UNITS = "units"  # property of a layout: its margins and spacings
_AIR = "air"  # property of a layout of rows: times their spacing


def labelled(widget: _Widget, name: str, title: str = "", tip: str = "") -> _Widget:
    """Return `widget`, which tests find by `name`, screen readers say as `title`, and `tip` tells.

    The properties could be words of the constructor's call, but mypy knows only a class's own.
    """
    widget.setObjectName(name)
    widget.setAccessibleName(title)
    if tip:
        widget.setToolTip(tip)
    return widget


def spaced(
    layout: _Layout,
    margins: tuple[float, float, float, float] = (0, 0, 0, 0),
    spacing: float = 1,
    across: float | None = None,
) -> _Layout:
    """Return `layout`, its margins (left, top, right, bottom) and spacings in `theme.space`.

    `across` is the spacing between the columns of a form or a grid.
    """
    layout.setProperty(_UNITS, (*margins, spacing, spacing if across is None else across))
    _space(layout)
    return layout


def follow_text_size(widget: QWidget) -> None:
    """Space all `spaced` layouts in `widget` again: the text has another size."""
    for layout in widget.findChildren(QLayout):
        if layout.isEnabled():  # else it is behind a tab, and follows later
            _space(layout)


def _space(layout: QLayout) -> None:
    units = layout.property(_UNITS)
    if units:
        left, top, right, bottom, spacing, across = units
        air = layout.property(_AIR) or 1.0
        margins = left, top * air, right, bottom * air
        layout.setContentsMargins(*map(theme.space, margins))
        layout.setSpacing(theme.space(spacing * air))
        if isinstance(layout, QFormLayout | QGridLayout):
            layout.setHorizontalSpacing(theme.space(across))


def airy(layout: _Layout) -> _Layout:
    """Return a `spaced` layout of rows, which stand further apart where a column has room."""
    layout.setProperty(_AIR, 1.0)
    return layout


def airy_in(widget: QWidget) -> list[QLayout]:
    """Return the `airy` layouts in `widget`."""
    return [layout for layout in widget.findChildren(QLayout) if layout.property(_AIR)]


def give_air(layouts: Iterable[QLayout], air: float) -> None:
    """Let the rows of `airy` layouts stand `air` times as far apart as at least."""
    for layout in layouts:
        layout.setProperty(_AIR, air)
        _space(layout)
        if (around := layout.parentWidget()) is not None:
            around.updateGeometry()  # now: the layout around it would remember another height


def taken_by_air(layouts: Iterable[QLayout], airs: Iterable[float]) -> dict[float, int]:
    """Return how many px higher `airy` layouts are, all together, with each of these airs."""
    there = [(layout.property(_UNITS), _gaps(layout)) for layout in layouts]

    def high(air: float) -> int:
        return sum(
            theme.space(top * air) + theme.space(bottom * air) + gaps * theme.space(spacing * air)
            for (_, top, _, bottom, spacing, _), gaps in there
            if gaps is not None
        )

    tight = high(1.0)
    return {air: high(air) - tight for air in airs}


def _gaps(layout: QLayout) -> int | None:
    """Count the gaps between the rows that are there; None: nothing of it is."""
    around = layout.parentWidget()
    if layout.isEmpty() or (around is not None and around.isHidden()):
        return None
    if not isinstance(layout, QFormLayout):
        rows = (layout.itemAt(index) for index in range(layout.count()))
        return sum(row is not None and not row.isEmpty() for row in rows) - 1
    roles, rows_seen = QFormLayout.ItemRole, 0
    for row in range(layout.rowCount()):
        roles_of = (roles.LabelRole, roles.FieldRole, roles.SpanningRole)
        items = [layout.itemAt(row, role) for role in roles_of]
        seen = [item.geometry() for item in items if item is not None and not item.isEmpty()]
        # A field below its title is a row of its own.
        rows_seen += 2 if len(seen) > 1 and seen[0].bottom() < seen[1].top() else min(len(seen), 1)
    return rows_seen - 1


def inked(widget: _Widget, colour: str) -> _Widget:
    """Return `widget`, its words in `colour`: with a style sheet it would not follow the font."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    widget.setPalette(palette)
    return widget


def choice_style(units: float) -> str:
    """Return the style of buttons of which some are pressed, their words `units` from the edges."""
    now = theme.current()
    return (
        f"QToolButton {{ background: {now.surface}; border: 1px solid {now.edge};"
        f" padding: 0 {theme.space(units)}px; }}"
        f"QToolButton:hover, QToolButton:focus {{ border-color: {now.accent}; }}"
        f"QToolButton:checked {{ background: {now.accent}; color: {now.on_accent}; }}"
    )


def narrow(choice: QComboBox, letters: int) -> None:
    """Let `choice` become narrower than its words, but have room for so many letters."""
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(letters)


def quiet(label: QLabel) -> QLabel:
    """Return `label`, its words muted, now and in every theme: titles of fields stand back."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


class FieldTitle(QLabel):
    """The quiet title before a field, as wide as its neighbours: fields stand in a line."""

    def __init__(self, text: str, field: QWidget | None = None) -> None:
        super().__init__(text)
        quiet(self)
        if field is not None:
            self.setBuddy(field)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(theme.space(theme.TITLES), 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class WidestLabel(QLabel):
    """A label that keeps room for its widest text, in whatever size: it stays where it is."""

    def __init__(self, text: str = "", widest: str = "") -> None:
        super().__init__(text)
        self._widest = widest

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        wide = self.fontMetrics().horizontalAdvance(self._widest) + 2 * self.margin()
        return hint.expandedTo(QSize(wide, 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Readout(QLabel):
    """Numbers that change all the time, plain or rich text: their place stays as wide as it was.

    For every text of any other label Qt arranges the whole window again.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._written, self._room, self._text = QStaticText(), QSize(), ""
        lines = QTextOption()
        lines.setWrapMode(QTextOption.WrapMode.NoWrap)  # rich text breaks where it likes to
        self._written.setTextOption(lines)
        self.setText(text)

    def text(self) -> str:
        """What is written."""
        return self._text

    def setText(self, text: str) -> None:  # noqa: N802 - as QLabel's
        """Write `text`; the window is arranged again only where it needs more room."""
        if text != self._text:
            self._text = text
            self._written.setText(text)
            self.setAccessibleDescription(text)
            self._make_room(self._room.width())
            self.update()

    def sizeHint(self) -> QSize:
        return self._room.grownBy(self.contentsMargins())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size, room = self._written.size().toSize(), self.contentsRect()
        place = QStyle.alignedRect(self.layoutDirection(), self.alignment(), size, room)
        painter.drawStaticText(place.topLeft(), self._written)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def _make_room(self, least: int = 0) -> None:
        self._written.prepare(QTransform(), self.font())
        size = self._written.size()
        room = QSize(max(math.ceil(size.width()), least), math.ceil(size.height()))
        if room != self._room:
            self._room = room
            self.updateGeometry()


class Shrinking(QWidget):
    """A panel that gets smaller where there is less room than it likes, before it has to scroll."""


class Explained(QWidget):
    """A picture that explains, where the mouse rests, what is there."""

    def tip_at(self, point: QPointF) -> str:
        """Return what is told of a point; empty: nothing."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)


@contextmanager
def for_file(widget: QWidget) -> Iterator[None]:
    """Have `widget` painted for a file, or to be copied: nobody can point at it there."""
    widget.setProperty(_FOR_FILE, True)
    try:
        yield
    finally:
        widget.setProperty(_FOR_FILE, False)


def is_for_file(widget: QWidget) -> bool:
    """Whether `widget` is being painted for a file."""
    return bool(widget.property(_FOR_FILE))


def is_seen(widget: QWidget) -> bool:
    """Whether any of a widget is on the screen: not where it is hidden, or behind another tab."""
    return not widget.visibleRegion().isEmpty()


def paint_focus(painter: QPainter, widget: QWidget, now: theme.Theme) -> None:
    """Paint a line around a widget that has the keyboard, just within its edge."""
    if widget.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(now.accent), 1))
        painter.drawRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class Banner(QFrame):
    """What is said above the diagram: a ground and a frame of its own set it apart from that."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(now.surface))
        painter.setPen(QColor(now.edge))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class ThemedWidget(QWidget):
    """A widget that gives some of its parts colours and sizes itself, whenever these change."""

    _follows = False  # Qt tells of palette and font while the widget is being made, too
    _late = False  # what it shows is of another theme: nobody has looked since

    def follow_theme(self) -> None:
        """Paint the parts, now and from now on; call it once, when all of them are there."""
        self._follows = True
        self.paint_theme()

    def paint_theme(self) -> None:
        """Give the parts the colours of `theme.current()` and sizes in `theme.space`."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if self._follows and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._late = self._waits(event.type())
            if not self._late:
                self.paint_theme()
            elif self.window().isVisible():
                hold(self.window(), _follow)
        super().changeEvent(event)

    def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt calls it
        """Show or hide it; a window that is shown has the newest theme."""
        if visible and self.isWindow():  # before it takes its size
            _catch_up(self)
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        self.catch_up()
        super().showEvent(event)

    def catch_up(self) -> None:
        """Paint the parts if theme or text have changed since somebody looked."""
        if self._late:
            self._late = False
            self.paint_theme()

    def _waits(self, change: QEvent.Type) -> bool:
        """Whether nobody sees it: in a window beside the main one, or where text grows unseen."""
        window = self.window()
        if window.parentWidget() is not None:
            return True
        return change == QEvent.Type.FontChange and window.isVisible() and not is_seen(self)


def _follow(part: QWidget) -> None:
    """Bring a panel, or the rest of a window, up to date."""
    _catch_up(part)
    if not part.isWindow():
        follow_text_size(part)


def _catch_up(part: QWidget) -> None:
    for one in reversed((part, *part.findChildren(ThemedWidget))):  # as Qt: what is in others first
        if isinstance(one, ThemedWidget) and one.window() is part.window():
            one.catch_up()
