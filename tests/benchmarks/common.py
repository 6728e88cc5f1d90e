"""What the benchmarks share: finding Netglow, the window offscreen, and saying the result."""

import argparse
import atexit
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

PICTURES = {256: (16, 16), 784: (28, 28)}  # inputs that are pictures
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
# A benchmark starts from the settings of a new user and leaves none behind.
os.environ["XDG_CONFIG_HOME"] = _FOLDER = tempfile.mkdtemp(prefix="netglow-benchmark-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import gui.before_qt  # noqa: E402, F401 - as the program does, before NumPy is loaded


def parser(description: str) -> argparse.ArgumentParser:
    """Return a parser that knows --json."""
    result = argparse.ArgumentParser(description=description)
    result.add_argument("--json", action="store_true", help="end with one JSON object, on one line")
    return result


def say(text: str) -> None:
    """Say how far the benchmark is, beside the result."""
    print(text, file=sys.stderr, flush=True)


def report(result: dict, as_json: bool) -> None:
    """Print the figures: the last line is one JSON object, or a line each."""
    result = _rounded(result)
    if as_json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        for line in value if isinstance(value, list) else [value]:
            print(f"{name}: {line}")


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` (0 to 1) of `values` lie."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def experiment(sizes: tuple[int, ...]):
    """Return an experiment of these layer sizes; its one example is zeros."""
    from core.data import Given
    from core.data.given import GivenExample
    from core.data.inputs import Picture, Row
    from core.data.tasks import Classes
    from core.experiment import Experiment
    from core.network import Layer, Network

    shape = PICTURES.get(sizes[0])
    kind = Picture(*shape) if shape else Row(tuple(map(str, range(sizes[0]))))
    names = tuple(f"class {index}" for index in range(sizes[-1]))
    task = Classes(names if len(names) > 1 else ("other", *names))
    source = Given(kind, task, (GivenExample((0.0,) * sizes[0]),))
    hidden = tuple(Layer(neurons, "relu") for neurons in sizes[1:-1])
    if sizes[-1] == 1:
        network = Network(sizes[0], (*hidden, Layer(1, "sigmoid")), "mean squared error")
    else:
        network = Network(sizes[0], (*hidden, Layer(sizes[-1], "softmax")))
    return Experiment(network, source)


def open_window(experiment=None, size: tuple[int, int] = (1440, 900)):
    """Return the application and a window that is shown, its backend ready to train."""
    from gui.app import create_window
    from gui.commands import robot
    from gui.headless import application

    qt = application()
    window = create_window(experiment)
    window.resize(*size)
    window.show()
    session = window.session
    # The first measurement of the test set comes when everything is compiled.
    robot.wait_until(lambda: session.snapshot.test.loss > 0, 300, "Loading TensorFlow")
    return qt, window


def _rounded(value):
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return value
