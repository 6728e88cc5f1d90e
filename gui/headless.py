"""Qt for commands that draw: on the display if there is one, offscreen if not."""

import os
import sys

from PySide6.QtWidgets import QApplication

from core import system_libraries
from gui.application import Application


def application() -> QApplication:
    """Return the QApplication, made if need be."""
    if existing := QApplication.instance():
        return existing
    if system_libraries.window_platform() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return Application(sys.argv)
