"""The QApplication, which is also asked by the desktop to open files, as on macOS."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Emits the path of every file that the desktop asks the running program to open."""

    file_asked = Signal(Path)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen:
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)
