"""`netglow startup`: opens the window, says when it is painted and TensorFlow ready, and closes.

For benchmarks, which measure from outside how long that takes.
"""

import argparse
from collections.abc import Callable

from PySide6.QtCore import QTimer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--empty", action="store_true", help="open an empty window instead, to compare with"
    )
    parser.add_argument(
        "--until", choices=("painted", "ready"), default="ready", help="when to close"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print "painted" once the window can be used, "ready" once it can train; 0."""
    from gui.headless import application

    qt = application()

    def painted() -> None:
        print("painted", flush=True)
        if arguments.empty or arguments.until == "painted":
            qt.quit()

    window = _empty_window(painted) if arguments.empty else _window(painted, qt.quit)
    window.show()
    qt.exec()
    window.close()
    return 0


def _empty_window(painted: Callable[[], None]):
    from PySide6.QtWidgets import QMainWindow

    window = QMainWindow()
    window.resize(1440, 900)
    # One event loop's turn shows the window, the next comes after its painting.
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, painted))
    return window


def _window(painted: Callable[[], None], ready: Callable[[], None]):
    from PySide6.QtCore import Qt

    from gui.app import create_window
    from gui.diagram.view import Diagram

    window = create_window()
    window.findChild(Diagram).painted.connect(
        lambda: QTimer.singleShot(0, painted), Qt.ConnectionType.SingleShotConnection
    )

    def tell_ready() -> None:
        if window.session.backend.phase in ("ready", "ended"):
            print(window.session.backend.phase, flush=True)
            ready()

    window.session.backend_changed.connect(tell_ready)
    return window
