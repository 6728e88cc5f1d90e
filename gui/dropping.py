"""Files dropped on the window: a saved network opens, wherever it falls; of others it is told."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from core.identity import SUFFIX
from core.sentences import plain
from gui import theme
from gui.main_window import MainWindow
from gui.translation import translate
from gui.widgets import labelled

_LEFT_MS = 100  # after which a drag that left the window has not come to the sign


def networks(data: QMimeData) -> list[Path]:
    """Return the saved networks among what is dragged, by their names."""
    return [path for path in _files(data) if path.suffix.lower() == SUFFIX]


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def refusal(data: QMimeData) -> str:
    """Say why what was dropped cannot be opened; "" where it can."""
    found, files = networks(data), _files(data)
    if len(found) == 1 and len(files) == 1:
        return ""
    if found:
        return translate("Dropping", "Drop one network at a time.")
    if not files:
        return translate("Dropping", "Netglow opens files of this computer alone.")
    return translate(
        "Dropping",
        "{name} is not a saved network: those end in {suffix}. A picture of a digit can be dropped"
        " on the digit pad.",
    ).format(name=plain(files[0].name, 100), suffix=SUFFIX)


class DropSign(QWidget):
    """Lies over the whole window while a network is dragged over it, and takes it."""

    def __init__(self, window: MainWindow, words: str, take: Callable[[QMimeData], None]) -> None:
        super().__init__(window)
        labelled(self, "dropSign", words)
        self._words, self._take = words, take
        self.reached = False  # the drag has come to it
        self.setAcceptDrops(True)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.reached = True
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._go()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take(event.mimeData())
        self._go()

    def _go(self) -> None:
        self.hide()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour(now.window, 0.85))
        edge = theme.space(3)
        frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setPen(QPen(theme.colour(now.accent), theme.exact(1), Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, edge, edge)
        painter.setPen(theme.colour(now.text))
        painter.setFont(theme.font("large", strong=True))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(frame.adjusted(edge, edge, -edge, -edge), flags, self._words)


class FileDrops(QObject):
    """Takes what is dropped on `window`; `open_it` opens a network, `tell` says a sentence."""

    def __init__(
        self,
        window: MainWindow,
        open_it: Callable[[Path], None],
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._open, self._tell = window, open_it, tell
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt calls this with what happens to the window."""
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if kind == QEvent.Type.DragLeave:
            # Gone, or come to the sign, which lies above the window.
            QTimer.singleShot(_LEFT_MS, self, self._look)
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            event.acceptProposedAction()
            self.take(event.mimeData())
            return True
        return False

    def take(self, data: QMimeData) -> None:
        """Open what was dropped, or tell why not."""
        self._withdraw()
        if text := refusal(data):
            self._tell(text)
        else:
            self._open(networks(data)[0])

    def _enter(self, event: QDragEnterEvent) -> bool:
        data = event.mimeData()
        if not data.hasUrls():
            return False
        event.acceptProposedAction()
        # Others may be for the digit pad, which must not be covered.
        if (found := networks(data)) and self._sign() is None:
            text = translate("Dropping", "Drop to open {name}")
            words = refusal(data) or text.format(name=plain(found[0].name, 100))
            DropSign(self._window, words, self.take)
        return True

    def _sign(self) -> DropSign | None:
        signs = self._window.findChildren(DropSign)
        return next((one for one in signs if one.isVisible()), None)

    def _look(self) -> None:
        if (sign := self._sign()) and not sign.reached:
            self._withdraw()

    def _withdraw(self) -> None:
        if sign := self._sign():
            sign.hide()
            sign.deleteLater()
