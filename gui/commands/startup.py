"""`netglow startup`: opens the window, says when it is painted and TensorFlow ready, and closes.

For benchmarks, which measure from outside how long that takes.
"""

import argparse
from collections.abc import Callable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--empty", action="store_true", help="open an empty window instead, to compare with"
    )
    parser.add_argument(
        "--until", choices=("painted", "ready"), default="ready", help="when to close"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print "painted" once the window can be used, "ready" once it can train; the exit code."""
    return _open_empty() if arguments.empty else _open_window(arguments.until)


def _open_empty() -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Empty(QMainWindow):
        def paintEvent(self, event) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: _say("painted", self.close))

    application, window = QApplication([]), Empty()
    window.resize(1440, 900)
    window.show()
    return application.exec()


def _open_window(until: str) -> int:
    from PySide6.QtCore import Qt, QTimer

    from gui import app

    def watch(window) -> None:
        def tell_painted() -> None:
            _say("painted", window.close if until == "painted" else None)

        def tell_backend() -> None:
            if window.session.backend.phase in ("ready", "ended"):
                window.session.backend_changed.disconnect(tell_backend)
                _say(window.session.backend.phase, window.close)

        # When everything else that the first painting brought about is done.
        window.findChild(app.Diagram).painted.connect(
            lambda: QTimer.singleShot(0, tell_painted), Qt.ConnectionType.SingleShotConnection
        )
        window.session.backend_changed.connect(tell_backend)

    return app.run(watch=watch)


def _say(word: str, then: Callable[[], object] | None) -> None:
    print(word, flush=True)
    if then:
        then()
