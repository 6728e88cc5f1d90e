"""Files that the desktop asks the running program to open, as macOS does."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication


class FileOpener(QObject):
    """Passes the path of every file that `application` is asked to open on to `open_file`."""

    def __init__(self, application: QApplication, open_file: Callable[[Path], None]) -> None:
        super().__init__(application)
        self._open_file = open_file
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.FileOpen:
            return False
        self._open_file(Path(event.file()))
        return True
