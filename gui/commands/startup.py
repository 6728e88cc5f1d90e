"""`netglow startup`: opens the window, says what has come when, and closes.

For benchmarks, which measure from outside how long that takes.
"""

import argparse

from core.heavy_imports import heavy_imports


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--empty", action="store_true", help="open an empty window instead, to compare with"
    )
    parser.add_argument(
        "--until", choices=("painted", "edges", "ready"), default="ready", help="when to close"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what has come, a word a line; return the exit code.

    "painted": the window stands and can be used; "edges": those of the network are in it, too;
    "ready": it can train (or "ended": it cannot).
    """
    return _open_empty() if arguments.empty else _open_window(arguments.until)


def _open_empty() -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Empty(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, self._tell)

        def _tell(self) -> None:
            print("painted", flush=True)
            self.close()

    application, window = QApplication([]), Empty()
    window.resize(1440, 900)
    window.show()
    return application.exec()


def _open_window(until: str) -> int:
    with heavy_imports():
        from gui import app
        from gui.diagram.view import Diagram
        from gui.main_window import MainWindow

    def watch(window: MainWindow) -> None:
        from PySide6.QtCore import Qt, QTimer

        def tell(word: str) -> None:
            print(word, flush=True)
            if word in (until, "ended"):
                window.close()

        def tell_backend() -> None:
            if window.session.backend.phase in ("ready", "ended"):
                window.session.backend_changed.disconnect(tell_backend)
                tell(window.session.backend.phase)

        diagram = window.findChild(Diagram)
        assert diagram is not None, "the window is wired"
        for signal, word in ((diagram.painted, "painted"), (diagram.snapshot_painted, "edges")):
            # When everything else that the painting brought about is done.
            signal.connect(
                lambda word=word: QTimer.singleShot(0, lambda: tell(word)),
                Qt.ConnectionType.SingleShotConnection,
            )
        window.session.backend_changed.connect(tell_backend)

    return app.run(watch=watch)
