"""The QApplication, in the style that gui.theme colours; desktops ask it to open files, too."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from gui.freed_memory import give_back_in_event_loop
from gui.garbage import collect_in_event_loop
from gui.threads import give_way_to_window


class Application(QApplication):
    """Emits the path of every file that the desktop, as on macOS, asks the program to open."""

    file_asked = Signal(Path)

    def __init__(self, arguments: Sequence[str]) -> None:
        """`arguments` are those of the command line, the program's name first."""
        # Asked for later, the style would be handed to Python, which is slow to meet a QStyle.
        super().__init__([*arguments[:1], "-style", "fusion"])
        collect_in_event_loop(self)
        give_back_in_event_loop(self)
        give_way_to_window()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)


def adopt(application: QCoreApplication | None) -> None:
    """Give the application of somebody else's script what the window needs of it.

    RuntimeError: it is not one that can have windows.
    """
    if not isinstance(application, QApplication):
        raise RuntimeError("Netglow's window needs a QApplication, made before it.")
    if not isinstance(application, Application):
        application.setStyle("Fusion")
        collect_in_event_loop(application)
        give_back_in_event_loop(application)
