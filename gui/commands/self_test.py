"""`netglow self-test`: does the main job once and says, check by check, whether it works here."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from core.commands.output import path_text, print_json
from core.signals import exit_code, told_to_end
from core.wording import english

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_Part = TypeVar("_Part", bound="QObject")

_WANTED_ACCURACY = 0.9
_EPOCHS = 12  # enough to read a pen, not only the test digits
_DRAWN = "3"
_TOLERANCE = 1e-4  # between our gradients and TensorFlow's, both float32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE",
        default=Path(tempfile.gettempdir()) / "netglow-self-test.png",
        help="where to leave a picture of the window (default: %(default)s)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the checks; 0 if all hold, 1 if not; ended by Ctrl+C or `kill`, 128 and the signal."""
    told: list[int] = []  # the signal to end
    checks: list[dict[str, object]] = []

    @contextmanager
    def check(name: str) -> Iterator[Callable[[str], None]]:
        said: list[str] = []
        start = time.monotonic()
        failure = ""
        try:
            yield said.append
        except (AssertionError, TimeoutError, OSError, ValueError) as error:
            failure = english(error) or type(error).__name__
        if told:
            raise _EndedError
        seconds = time.monotonic() - start
        text = failure or "; ".join(said)
        checks.append({"check": name, "ok": not failure, "seconds": seconds, "text": text})
        if not arguments.json:
            print(
                f"{'failed' if failure else 'ok':6}  {seconds:5.1f} s  {name}: {text}", flush=True
            )
        if failure:
            raise _FailedError

    # Each check builds on those before: the first that fails ends the test.
    with told_to_end(told.append), tempfile.TemporaryDirectory() as folder:
        with suppress(_FailedError, _EndedError):
            _run_checks(check, told, arguments.screenshot, Path(folder))
        _close_windows()
    if told:
        print("netglow: the self-test was ended before it was done.", file=sys.stderr)
        return exit_code(told[0])
    holds = all(result["ok"] for result in checks)
    if arguments.json:
        print_json({"ok": holds, "checks": checks})
    return 0 if holds else 1


def _close_windows() -> None:
    """Close what a check that failed has left open, and end its backend."""
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        window.close()


class _FailedError(Exception):
    """A check did not hold."""


class _EndedError(Exception):
    """Somebody wants the test to end."""


def _part(parent: "QObject", kind: type[_Part]) -> _Part:
    found = parent.findChild(kind)
    assert found is not None, f"The window has no {kind.__name__}."
    return found


def _run_checks(
    check: Callable[[str], AbstractContextManager[Callable[[str], None]]],
    told: Sequence[int],
    screenshot: Path,
    folder: Path,
) -> None:
    """Do the checks; `told` has something: end at once."""
    from core.identity import SUFFIX
    from gui import settings
    from gui.app import create_window
    from gui.commands import render, robot
    from gui.headless import application
    from gui.image_file import write_png
    from gui.panels.digit_pad import DigitPad
    from gui.panels.predictions import Predictions
    from gui.walk.player import Player

    def wait_until(true: Callable[[], bool], seconds: float, what: str) -> None:
        robot.wait_until(lambda: bool(told) or true(), seconds, what)
        if told:
            raise _EndedError

    qt = application()
    settings.keep_in(folder)
    with check("window") as say:
        window = create_window()
        window.resize(1440, 900)
        window.show()
        session = window.session
        wait_until(window.isVisible, 10, "Opening the window")
        say(f"{session.experiment.network.title} on {qt.platformName()}")
    with check("backend") as say:
        # The first measurement of the test set comes when everything is compiled.
        wait_until(
            lambda: session.snapshot.test.loss > 0 or session.backend.phase == "ended",
            120,
            "Loading TensorFlow",
        )
        assert session.backend.phase != "ended", session.backend.text
        say(f"TensorFlow computes on {session.backend.device}")
    with check("training") as say:
        window.actions_by_name["trainAction"].trigger()
        wait_until(lambda: session.snapshot.test.score >= _WANTED_ACCURACY, 120, "Training to 90 %")
        wait_until(lambda: session.snapshot.epoch >= _EPOCHS, 120, "Training on")
        window.actions_by_name["trainAction"].trigger()
        wait_until(lambda: session.snapshot.tested_at == session.snapshot.updates, 30, "Pausing")
        test = session.snapshot.test
        say(f"{session.snapshot.updates:,} updates, {test.score:.1%} of the test digits right")
    with check("drawing") as say:
        robot.draw(_part(window, DigitPad), robot.THREE)
        name, share = _part(window, Predictions).top()[0]
        say(f"drew a {_DRAWN} with the mouse, recognised as {name} with probability {share:.1%}")
        assert name == _DRAWN, f"A drawn {_DRAWN} was read as {name} ({share:.1%})."
    with check("screenshot") as say:
        qt.processEvents()
        write_png(screenshot, window.grab().toImage())
        say(path_text(screenshot))
    with check("walk") as say:
        player = _part(session, Player)
        window.actions_by_name["walkthroughAction"].trigger()
        wait_until(lambda: player.proof is not None, 30, "Asking TensorFlow")
        for _ in range(player.count - 1):
            window.actions_by_name["walkNextAction"].trigger()
            qt.processEvents()
        walk, proof = player.walk, player.proof
        assert walk is not None, "The walk has ended by itself."
        assert proof is not None, "TensorFlow's answer is gone."
        difference = walk.difference(proof)
        assert difference <= _TOLERANCE, f"The gradients differ from TensorFlow's by {difference}."
        say(f"{player.count} steps; gradients differ from TensorFlow's by {difference:.0e} at most")
        window.actions_by_name["walkthroughAction"].trigger()
    with check("saving") as say:
        path = folder / f"network{SUFFIX}"
        before = session.snapshot
        window.document.save(path)
        session.reset()
        window.document.open(path)
        after = session.snapshot
        assert all(
            np.array_equal(old, new)
            for old_layer, new_layer in zip(before.parameters, after.parameters, strict=True)
            for old, new in zip(old_layer, new_layer, strict=True)
        ), "The network that was opened is not the one that was saved."
        say(f"saved, reset and opened again: {path.stat().st_size:,} bytes, the same weights")
    with check("rendering") as say:
        picture = folder / "network.png"
        options = argparse.ArgumentParser()
        render.add_arguments(options)
        render.run(options.parse_args([str(path), "-o", str(picture)]))
        say(f"{picture.stat().st_size:,} bytes of PNG")
    window.close()
