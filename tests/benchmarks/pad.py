"""How well and how fast the pad reads: strokes replayed as mouse events in the real window.

Strokes come as an .npz of points [n, 2] in thousandths of the box (y down), stroke_len (points in
each stroke), digit_strokes (strokes in each digit) and label.
"""

import time
from pathlib import Path

import common
import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.commands import robot
from gui.panels.digit_pad import DigitPad
from gui.panels.predictions import Predictions

EPOCHS = 30
TIMED = 200  # digits, idle and while training


def main() -> None:
    parser = common.parser(__doc__)
    parser.add_argument("--strokes", type=Path, help="digits to replay; without: a 3 of our own")
    parser.add_argument("--epochs", type=float, default=EPOCHS, help="to train first (%(default)s)")
    arguments = parser.parse_args()

    digits = read_strokes(arguments.strokes) if arguments.strokes else [(3, robot.THREE)] * 100
    _, window = common.open_window()
    session = window.session
    common.say(f"training for {arguments.epochs:g} epochs")
    session.set_training(True)
    robot.wait_until(lambda: session.snapshot.epoch >= arguments.epochs, 500, "Training")
    session.set_training(False)
    robot.wait_until(lambda: session.snapshot.tested_at == session.snapshot.updates, 60, "Pausing")
    common.say(f"test accuracy {session.snapshot.test.score:.1%}; drawing {len(digits)} digits")
    latencies = [_time(window, strokes) for _, strokes in digits[:TIMED]]
    answers = [_answers(window, strokes) for _, strokes in digits]
    labels = np.array([label for label, _ in digits])
    first, second = np.array(answers).T

    session.set_training(True)
    before = session.snapshot.updates
    robot.wait_until(lambda: session.snapshot.updates > before + 100, 60, "Training")
    while_training = [_time(window, strokes) for _, strokes in digits[:TIMED]]
    window.close()

    right = first == labels
    result = {
        "digits": len(digits),
        "epochs": arguments.epochs,
        "test_score": session.snapshot.test.score,
        "accuracy": float(right.mean()),
        "top2": float((right | (second == labels)).mean()),
        "per_digit": {str(label): float(right[labels == label].mean()) for label in set(labels)},
    }
    for ending, values in (("", latencies), ("_training", while_training)):
        for name, share in (("p50", 0.5), ("p95", 0.95)):
            result[f"latency_ms_{name}{ending}"] = 1000 * common.percentile(values, share)
    common.report(result, arguments.json)


def read_strokes(path: Path) -> list:
    """Return (label, strokes) of each digit; points from 0 to 1."""
    with np.load(path, allow_pickle=False) as file:
        points, labels = file["points"] / 1000, file["label"]
        strokes = np.split(points, np.cumsum(file["stroke_len"])[:-1])
        ends = np.cumsum(file["digit_strokes"])
    starts = [0, *ends[:-1]]
    return [
        (int(label), [_moves(stroke) for stroke in strokes[start:end]])
        for label, start, end in zip(labels, starts, ends, strict=True)
    ]


def _moves(stroke: np.ndarray) -> list:
    """Return the points where the pen moved: where it rests, nothing is painted."""
    return stroke[np.append(True, (np.diff(stroke, axis=0) != 0).any(axis=1))].tolist()


def _answers(window, strokes) -> tuple[int, int]:
    """Draw one digit; return the two best guesses."""
    pad, predictions = _widgets(window)
    pad.clear()
    robot.draw(pad, strokes)
    (first, _), (second, _) = predictions.top()[:2]
    return int(first), int(second)


def _time(window, strokes) -> float:
    """Draw one digit as a hand does; return the seconds from the last move to painted answers."""
    pad, predictions = _widgets(window)
    pad.clear()
    # The release changes nothing any more: the last event that draws is the one before it.
    *before, last, release = robot.events(pad, strokes)
    for event in before:
        robot.send(pad, event)
        QCoreApplication.processEvents()
    painted = []
    connection = predictions.painted.connect(lambda: painted.append(time.perf_counter()))
    start = time.perf_counter()
    robot.send(pad, last)
    while not painted:
        if time.perf_counter() - start > 10:
            raise TimeoutError("The predictions were not painted after the pen had moved.")
        QCoreApplication.processEvents()
    predictions.disconnect(connection)
    robot.send(pad, release)
    return painted[0] - start


def _widgets(window) -> tuple[DigitPad, Predictions]:
    return window.findChild(DigitPad), window.findChild(Predictions)


if __name__ == "__main__":
    main()
