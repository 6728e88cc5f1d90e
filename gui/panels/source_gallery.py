"""The gallery of sources of data: a picture of each to choose from."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.beginnings import same_choice
from core.data import Source
from gui import theme
from gui.colouring import Colouring
from gui.keys import ARROW_STEPS
from gui.panels.source_pictures import source_icon
from gui.panels.source_words import Group, groups, title
from gui.translation import translate
from gui.widgets import ThemedWidget, follow_text_size, inked, labelled, spaced

_PICTURE, _TILE = 15, 25  # units of the grid: a picture's side, how wide it is with its title
_MOST_TOGETHER = 7  # pictures that stand in one row


class SourceGallery(ThemedWidget):
    """Opens over the window; one click, or arrows and Enter, choose; Esc closes it."""

    chosen = Signal(object)  # core.data.Source

    def __init__(self, colouring: Colouring, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        labelled(self, "sourceGallery", translate("SourceGallery", "Sources of data"))
        self._tiles: list[_Tile] = []
        self._headings: list[QLabel] = []
        self._inside = QFrame()
        rows = spaced(QVBoxLayout(self._inside), (3, 2, 3, 3), spacing=2)
        for row in _rows(groups()):
            grid = spaced(QGridLayout(), spacing=0.5, across=1)
            column = 0
            for group in row:
                if column:
                    grid.addItem(_gap(), 0, column)
                    column += 1
                heading = QLabel(group.title)
                self._headings.append(heading)
                grid.addWidget(heading, 0, column, 1, len(group.sources))
                for source, words in group.sources:
                    tile = _Tile(source, words, colouring)
                    tile.arrow.connect(self._move)
                    tile.clicked.connect(lambda _, source=source: self._choose(source))
                    self._tiles.append(tile)
                    grid.addWidget(tile, 1, column)
                    column += 1
            grid.setColumnStretch(column, 1)
            rows.addLayout(grid)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.Box)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        spaced(QVBoxLayout(self), spacing=0).addWidget(self._scroll)
        self.follow_theme()

    @property
    def tiles(self) -> list[QToolButton]:
        """A button for each source, in reading order."""
        return list(self._tiles)

    def open_at(self, place: QRect, now: Source | None) -> None:
        """Open beside `place`, px of the screen; `now` is the source that is chosen."""
        for tile in self._tiles:
            tile.setChecked(now is not None and same_choice(tile.source, now))
        chosen = next((tile for tile in self._tiles if tile.isChecked()), self._tiles[0])
        room = (self.parentWidget() or self).screen().availableGeometry()
        for tile in self._tiles:
            tile.ensurePolished()  # else it does not know its size
        frame = 2 * self._scroll.frameWidth()
        wanted = self._inside.sizeHint() + QSize(frame, frame)
        if wanted.height() > room.height():  # it scrolls, beside the pictures
            wanted += QSize(self._scroll.verticalScrollBar().sizeHint().width(), 0)
        size = wanted.boundedTo(room.size())
        left = place.right() + 1
        if left + size.width() > room.right():
            left = max(room.right() + 1 - size.width(), room.left())
        top = max(min(place.top(), room.bottom() + 1 - size.height()), room.top())
        self.setGeometry(QRect(QPoint(left, top), size))
        self.show()
        chosen.setFocus(Qt.FocusReason.PopupFocusReason)
        self._scroll.ensureWidgetVisible(chosen)

    def _choose(self, source: Source) -> None:
        self.close()
        self.chosen.emit(source)

    def _move(self, across: int, down: int) -> None:
        """Give the focus to the next picture in a direction, if there is one."""
        focused = self.focusWidget()
        if not isinstance(focused, _Tile):
            return
        here = _middle(focused)

        def far(tile: _Tile) -> tuple[int, int]:
            """How far a picture is along the direction, and then beside it."""
            there = _middle(tile) - here
            along = across * there.x() + down * there.y()
            beside = abs(down * there.x()) + abs(across * there.y())
            return along, beside

        half = focused.height() // 2
        ahead = [tile for tile in self._tiles if far(tile)[0] > 0]
        if across:
            ahead = [tile for tile in ahead if far(tile)[1] < half]
        if ahead:
            nearest = min(ahead, key=lambda tile: (far(tile)[0], far(tile)[1]))
            nearest.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(nearest)
        elif across:
            order = self._tiles.index(focused) + across
            if 0 <= order < len(self._tiles):
                self._tiles[order].setFocus(Qt.FocusReason.TabFocusReason)
                self._scroll.ensureWidgetVisible(self._tiles[order])

    # What Qt calls.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paint_theme(self) -> None:
        follow_text_size(self)
        now = theme.current()
        for heading in self._headings:
            heading.setFont(theme.font("small", strong=True))
            inked(heading, now.muted)
        for tile in self._tiles:
            tile.paint_theme()


class _Tile(QToolButton):
    """A source's picture with its title below it."""

    arrow = Signal(int, int)  # was pressed: across, down

    def __init__(self, source: Source, words: str, colouring: Colouring) -> None:
        super().__init__()
        self.source = source
        name = title(source)
        labelled(self, f"{name}Tile", name, words)
        self.setAccessibleDescription(words)
        self.setText(name)
        self.setIcon(source_icon(source, colouring))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCheckable(True)

    def paint_theme(self) -> None:
        """Take size and colours of the theme."""
        now = theme.current()
        self.setFont(theme.font("small"))
        self.setIconSize(QSize(theme.space(_PICTURE), theme.space(_PICTURE)))
        widest = self.fontMetrics().horizontalAdvance(self.text()) + theme.space(4)
        self.setFixedWidth(max(theme.space(_TILE), widest))
        self.setStyleSheet(
            f"QToolButton {{ border: 2px solid transparent; background: transparent;"
            f" padding: {theme.space(1)}px 0; border-radius: {theme.space(1)}px; }}"
            f"QToolButton:hover {{ background: {now.raised}; }}"
            f"QToolButton:checked {{ background: {now.raised}; }}"
            f"QToolButton:focus {{ border-color: {now.accent}; }}"
        )

    def nextCheckState(self) -> None:  # noqa: N802 - Qt calls it
        """Stay as it is: which source is chosen is the session's to say."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ARROW_STEPS:
            self.arrow.emit(*ARROW_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _gap() -> QSpacerItem:
    """Return what keeps two groups apart."""
    return QSpacerItem(theme.space(3), 0, QSizePolicy.Policy.Fixed)


def _middle(tile: _Tile) -> QPoint:
    return tile.mapTo(tile.window(), tile.rect().center())


def _rows(found: tuple[Group, ...]) -> Iterator[list[Group]]:
    """Put short groups beside each other."""
    row: list[Group] = []
    for group in found:
        if row and sum(len(one.sources) for one in (*row, group)) > _MOST_TOGETHER:
            yield row
            row = []
        row.append(group)
    yield row
