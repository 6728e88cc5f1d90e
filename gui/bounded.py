"""Panels below the diagram, which make the window no larger than its screen: then they scroll."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QScrollArea,
    QStyle,
    QToolBar,
    QWidget,
    QWidgetItem,
)

from gui import theme

# What a desktop puts around a window at most: px, before the window is shown it cannot tell.
FRAME = QMargins(4, 40, 4, 4)
TAB = 4  # units of the grid: how much higher than its text a tab is
_WIDEST = 0.56  # of the screen's width, that a panel below may ask for beside one column


class _Held(QWidget):
    """A panel as it is: with a layout it would ask for all lines of its wrapped words at once."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        panel.setParent(self)
        self._panel = panel
        self._item = QWidgetItem(panel)

    def sizeHint(self) -> QSize:
        return self._panel.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._item.minimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._panel.setGeometry(self.rect())


class Bounded(QScrollArea):
    """Holds a panel that asks for no more than `most`: where it has less than it needs it scrolls.

    `most` is asked, for it changes with the text.
    """

    def __init__(self, panel: QWidget, most: Callable[[], QSize]) -> None:
        super().__init__(widgetResizable=True)
        self._held, self._most = _Held(panel), most
        self._asked: tuple[QSize, QSize] | None = None
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows what has the focus
        self.setViewport(QWidget())  # Qt's own would paint over the frame of a dock that floats
        self.setWidget(self._held)
        self._held.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self._held.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._held.minimumSizeHint().boundedTo(self._most())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            asked = self.sizeHint(), self.minimumSizeHint()
            if asked != self._asked:  # else Qt would arrange the whole window again
                self._asked = asked
                self.updateGeometry()
        return done


def bars_of(window: QMainWindow) -> list[QWidget]:
    """Return what lies above and below all docks: menus, toolbar and status bar."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    tools = window.findChild(QToolBar, options=direct)
    bars = (window.menuBar(), tools, window.statusBar())
    return [bar for bar in bars if bar]


def room_below(window: QMainWindow) -> QSize:
    """Return how large a panel below the diagram may be on the screen that there is."""
    screen, style = window.screen().availableSize(), window.style()
    bars = bars_of(window)
    taken = FRAME.top() + FRAME.bottom() + sum(bar.sizeHint().height() for bar in bars)
    if middle := window.centralWidget():
        taken += middle.minimumHeight()
    # The panel's own title, and the tabs below it.
    taken += 2 * window.fontMetrics().height() + theme.space(TAB)
    taken += 2 * style.pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
    return QSize(round(_WIDEST * screen.width()), max(screen.height() - taken, theme.space(TAB)))
