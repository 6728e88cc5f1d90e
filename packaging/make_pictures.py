"""Make the README's pictures from the program itself: docs/*.png.

    python packaging/make_pictures.py

It opens the window offscreen, trains and draws as a user would; 5 minutes.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="netglow-pictures-")  # a new user's

from msgspec.structs import replace  # noqa: E402
from PySide6.QtCore import QRect, Qt  # noqa: E402
from PySide6.QtGui import QColor, QImage, QPainter  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from gui.app import create_window  # noqa: E402
from gui.commands import robot  # noqa: E402
from gui.diagram.view import Diagram  # noqa: E402
from gui.evolution.model import EvolutionModel  # noqa: E402
from gui.examples import Examples  # noqa: E402
from gui.experiments.owner import Experiments  # noqa: E402
from gui.headless import application  # noqa: E402
from gui.image_file import write_png  # noqa: E402
from gui.race.window import RaceWindow  # noqa: E402
from gui.runs.owner import RunTree  # noqa: E402
from gui.theme import DARK  # noqa: E402
from gui.time_bar.time import Time  # noqa: E402
from gui.walk.player import Player  # noqa: E402

DOCS = ROOT / "docs"
SIZE = 1280, 800
STEPS = 0, 300, 60_000  # before, during and after training
WALKED = 300
EXAMPLE = 25  # of the test set
# Moments of a walk: (kind of stage, layer, progress).
MOMENTS = (
    ("input", 0, 1.0),
    ("pre-activation", 2, 0.35),
    ("activation", 3, 1.0),
    ("output delta", 3, 1.0),
    ("delta", 2, 0.35),
    ("weight gradient", 1, 1.0),
)
RUN, RATES, LOOKED_AT = 3000, (0.01, 0.001, 0.1), 600  # updates of each run; of the last one
_GAP, _CAPTION = 8, 30  # px


def main() -> None:
    _qt = application()
    window = create_window()
    window.set_theme("dark")
    window.resize(*SIZE)
    window.show()
    session = window.session
    robot.wait_until(lambda: session.snapshot.test.loss > 0, 300, "Loading TensorFlow")
    diagram = window.findChild(Diagram, "diagram")
    session.findChild(Examples).show("test", EXAMPLE)
    during = []
    for steps in STEPS:
        if steps > session.snapshot.updates:
            _train(session, steps)
        during.append((f"{session.snapshot.updates:,} updates", _picture(diagram)))
        if steps == WALKED:  # there is much left to learn: the gradients are large
            _write("walk.png", _strip(_walk(window, diagram), 2))
    _write("diagram.png", _strip(during, 3))
    robot.draw(window.findChild(object, "digitPad"), robot.THREE)
    _settle(diagram)
    _write("window.png", window.grab().toImage())
    _open(window, "spiral", 4000)
    session.findChild(Examples).show("test", EXAMPLE)
    _write("plane.png", _whole(window))
    _open(window, "sine", 3000)
    window.findChild(object, "curveParts").setCurrentIndex(2)
    curve = _whole(window)
    _open(window, "xnorByHand", 0)
    window.findChild(object, "decisionMapLines").setCurrentIndex(1)
    pictures = [("A sine, and what its neurons add", curve), ("XNOR by hand", _whole(window))]
    _write("curves.png", _strip(pictures, 2))
    _write("runs.png", _strip(_runs(window), 2))
    _write("race.png", _race(window))
    _write("experiments.png", _strip(_experiments(window), 2))
    window.close()


def _runs(window) -> list[tuple[str, QImage]]:
    """Return the window in the past of one of three runs, and the table of these."""
    session = window.session
    _open(window, "spiral", 0)
    session.set_pace(1000)
    for number, rate in enumerate(RATES):
        experiment = session.experiment
        rates = replace(experiment.hyperparameters, learning_rate=rate)
        session.change_experiment(replace(experiment, hyperparameters=rates), "Change rate")
        if number:
            session.reset()
        session.findChild(RunTree).rename(session.run.id, f"η = {rate:g}")
        _train(session, RUN)
        _settle(window.findChild(Diagram, "diagram"))  # the last snapshot comes
    window.findChild(object, "runsPanelDock").toggleViewAction().trigger()
    runs = _whole(window)
    window.findChild(object, "lossPlotDock").raise_()
    session.findChild(Time).look_at(LOOKED_AT)
    robot.wait_until(lambda: session.snapshot.updates == LOOKED_AT, 60, "Going back")
    pictures = [("Any update again: the past, and its runs", _whole(window)), ("Runs", runs)]
    session.findChild(Time).go_to_now()
    return pictures


def _experiments(window) -> list[tuple[str, QImage]]:
    """Return the window with an experiment that is done, and with networks that have evolved."""
    dock = window.findChild(object, "experimentsPanelDock")
    dock.toggleViewAction().trigger()
    robot.wait_until(lambda: window.findChild(object, "experimentStart"), 10, "Opening")
    ready = window.findChild(object, "readyExperiment")
    ready.setCurrentIndex(ready.findData("learning-rate"))
    ready.activated.emit(ready.currentIndex())
    window.findChild(object, "experimentStart").click()
    experiments = window.findChild(Experiments)
    robot.wait_until(lambda: experiments.complete, 300, "Experimenting")
    window.findChild(object, "experimentTabs").setCurrentIndex(2)
    _wait(2)
    done = _whole(window)
    dock.toggleViewAction().trigger()
    window.findChild(object, "evolutionPanelDock").toggleViewAction().trigger()
    robot.wait_until(lambda: window.findChild(object, "evolutionStart"), 10, "Opening")
    window.findChild(object, "evolutionFollow").click()
    window.findChild(object, "evolutionStart").click()
    evolution = window.findChild(EvolutionModel)
    robot.wait_until(lambda: evolution.evolution and evolution.evolution.over, 300, "Evolving")
    _wait(2)
    return [("An experiment: learning rates", done), ("Evolution", _whole(window))]


def _wait(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()


def _race(window) -> QImage:
    """Return the window of a race at its end."""
    window.actions_by_name["raceAction"].trigger()
    race = window.findChild(RaceWindow)
    race.resize(*SIZE)
    race.model.start()
    robot.wait_until(lambda: race.model.ended, 300, "Racing")
    _wait(1)
    for lane in race.lanes:
        lane.diagram.wait_for_picture()
    QApplication.processEvents()
    image = race.grab().toImage()
    race.close()
    return image


def _open(window, name: str, updates: int) -> None:
    """Open a ready network and train it so far."""
    window.findChild(object, f"{name}Example").trigger()
    if updates:
        _train(window.session, updates)


def _whole(window) -> QImage:
    _settle(window.findChild(Diagram, "diagram"))
    return window.grab().toImage()


def _train(session, steps: int) -> None:
    session.set_training(True)
    robot.wait_until(lambda: session.snapshot.updates >= steps, 300, "Training")
    session.set_training(False)
    robot.wait_until(lambda: session.backend.phase == "ready", 60, "Pausing")


def _walk(window, diagram) -> list[tuple[str, QImage]]:
    """Return the window's middle at every moment of the walk."""
    player = window.session.findChild(Player)
    window.actions_by_name["walkthroughAction"].trigger()
    robot.wait_until(lambda: player.proof is not None, 60, "Asking TensorFlow")
    shown = []
    for kind, layer, progress in MOMENTS:
        stages = player.walk.stages
        player.go(next(n for n, s in enumerate(stages) if (s.kind, s.layer) == (kind, layer)))
        player.set_progress(progress)
        _settle(diagram)
        panel = window.findChild(object, "walkthroughPanelDock")
        middle = diagram.geometry().translated(diagram.parent().pos()).united(panel.geometry())
        shown.append((f"{stages[player.place.stage].phase}: {kind}", window.grab(middle).toImage()))
    window.actions_by_name["walkthroughAction"].trigger()
    return shown


def _picture(diagram) -> QImage:
    _settle(diagram)
    return diagram.grab().toImage()


def _settle(diagram) -> None:
    """Let everything be painted."""
    until = time.monotonic() + 0.5
    while time.monotonic() < until:
        QApplication.processEvents()
    diagram.wait_for_picture()
    QApplication.processEvents()


def _strip(pictures: list[tuple[str, QImage]], columns: int) -> QImage:
    """Put pictures of one size beside and under each other, each with its words above."""
    width, height = pictures[0][1].width(), pictures[0][1].height() + _CAPTION
    rows = -(-len(pictures) // columns)
    size = columns * (width + _GAP) - _GAP, rows * (height + _GAP) - _GAP
    sheet = QImage(*size, QImage.Format.Format_RGB32)
    sheet.fill(QColor(DARK.border))
    painter = QPainter(sheet)
    font = painter.font()
    font.setPixelSize(16)
    painter.setFont(font)
    for number, (words, picture) in enumerate(pictures):
        row, column = divmod(number, columns)
        left, top = column * (width + _GAP), row * (height + _GAP)
        head = QRect(left, top, width, _CAPTION)
        painter.fillRect(head, QColor(DARK.raised))
        painter.setPen(QColor(DARK.text))
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, words)
        painter.drawImage(left, top + _CAPTION, picture)
    painter.end()
    return sheet


def _write(name: str, image: QImage) -> None:
    write_png(DOCS / name, image)
    print(DOCS / name, f"{image.width()} x {image.height()}")


if __name__ == "__main__":
    main()
