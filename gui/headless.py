"""Qt for commands that draw: on the display if one answers, offscreen if not."""

import os
import sys

from PySide6.QtWidgets import QApplication

from core import system_libraries
from gui.qt_application import Application
from gui.translation import speak


def application() -> QApplication:
    """Return the QApplication, made if need be."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    platform = system_libraries.display_platform()
    if platform is None or system_libraries.missing_libraries(platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    made = Application(sys.argv)
    speak("en")  # as the command line does
    return made
