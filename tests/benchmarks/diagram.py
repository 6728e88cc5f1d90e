"""How long a frame of the diagram takes: new weights in -> new pixels on the painted widget.

Two baselines paint the same weights on as many pixels in the same process: QPainter with one
antialiased line an edge, in buckets of colour, and pyqtgraph's GraphItem.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import common

SIZE = 1200, 800  # px, at devicePixelRatio 1
# The first network again on dense screens, of so many device-independent pixels.
DENSE_SIZES, DENSE_RATIO = ((1200, 800), (2560, 1440), (3840, 2160)), 2
FRAMES = 60
EXAMPLES = 10_000  # that the backend holds when its memory is measured
CASES = ((256, 64, 32, 10), (784, 512, 512, 10), (2, 8, 8, 8, 8, 8, 8, 1))
BUCKETS = 32  # colours of the baselines, per sign
GIVE_UP = 20.0  # s; GraphItem is not run where one frame would take longer
_SLOWEST = 60e-6  # s an edge, of GraphItem here


def main() -> None:
    parser = common.parser(__doc__.splitlines()[0])
    parser.add_argument("--train", nargs="+", type=int, metavar="SIZE", help=argparse.SUPPRESS)
    parser.add_argument("--window", nargs=2, type=int, metavar="PX", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.train:
        print(_train(tuple(arguments.train)))
        return
    from gui.headless import application

    _application = application()
    if arguments.window:
        print(json.dumps(measure(CASES[0], tuple(arguments.window))))
        return
    cases = [measure(sizes) for sizes in CASES]
    first, large, small = cases
    dense = [_on_dense_screen(size) for size in DENSE_SIZES]
    common.report(
        {
            "cases": cases + dense,
            "large_over_first": large["frame_ms_p50"] / first["frame_ms_p50"],
            "largest_window_over_first": dense[-1]["frame_ms_p50"] / first["frame_ms_p50"],
            "small_frames_per_s": 1000 / small["frame_ms_p50"],
            "large_backend_resident_mb": _backend_resident(CASES[1]),
        },
        arguments.json,
    )


def _on_dense_screen(size: tuple[int, int]) -> dict:
    """Return the first network's figures in a window of `size` where a pixel is four."""
    command = [sys.executable, __file__, "--window", *map(str, size)]
    environment = os.environ | {"QT_SCALE_FACTOR": str(DENSE_RATIO)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def measure(sizes: tuple[int, ...], size: tuple[int, int] = SIZE) -> dict:
    """Return the figures of one network in a window of `size` device-independent pixels.

    Memory is the process's after our frames, in MB.
    """
    session, positions, diagram = _open(sizes, size)
    ratio = diagram.devicePixelRatioF()
    common.say(f"{'-'.join(map(str, sizes))} in {size[0]}x{size[1]} at {ratio:g}")
    weights = _snapshots(session, 8)
    frames = [_frame(diagram, session, snapshot) for snapshot in weights]  # warm
    turns = itertools.islice(itertools.cycle(weights), FRAMES)
    frames = [_frame(diagram, session, snapshot) for snapshot in turns]
    resident = _resident()
    diagram.close()
    edges = sum(a * b for a, b in itertools.pairwise(sizes))
    newest = [layer.weights for layer in session.snapshot.parameters]
    qpainter = 1000 * _qpainter(newest, positions, size, ratio)
    slow = edges * _SLOWEST >= GIVE_UP or (size, ratio) != (SIZE, 1)
    graphitem = None if slow else 1000 * _graphitem(newest, positions)
    p50 = 1000 * common.percentile(frames, 0.5)
    return {
        "layers": list(sizes),
        "size": list(size),
        "ratio": ratio,
        "edges": edges,
        "frame_ms_p50": p50,
        "frame_ms_p95": 1000 * common.percentile(frames, 0.95),
        "qpainter_ms": qpainter,
        "graphitem_ms": graphitem,
        "speedup_vs_qpainter": qpainter / p50,
        "resident_mb": resident,
    }


def _open(sizes: tuple[int, ...], size: tuple[int, int]):
    """Return a session, the places of its neurons in layers [neurons, 2], and its diagram."""
    import numpy as np

    from core.example import Example
    from gui.colouring import Colouring
    from gui.diagram.view import Diagram
    from gui.selection import Selection
    from gui.session import Session

    session = Session(common.experiment(sizes))
    inputs = np.random.default_rng(0).random(sizes[0], np.float32)
    session.set_example(Example(inputs, 0, "test", 0))
    diagram = Diagram(session, Selection(session, session), Colouring(session))
    diagram.resize(*size)
    diagram.show()
    diagram.wait_for_picture()
    columns = diagram.layout_now.columns
    places = [np.column_stack([np.full(len(c.y), c.x), c.y]) for c in columns]
    return session, places, diagram


def _backend_resident(sizes: tuple[int, ...]) -> float:
    """Return what a process that trains such a network holds of memory, in MB."""
    command = [sys.executable, __file__, "--train", *map(str, sizes)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _train(sizes: tuple[int, ...]) -> float:
    """Train on random examples for a hundred updates; return the memory held, in MB."""
    import numpy as np

    from core.backend import devices
    from core.data.data import Data, ExampleSet
    from core.parameters import initialise
    from core.snapshot import Snapshot

    devices.set_up()
    from core.backend.trainer import Trainer

    experiment, random = common.experiment(sizes), np.random.default_rng(0)
    inputs = random.random((EXAMPLES, sizes[0]), np.float32)
    labels = random.integers(0, sizes[-1], EXAMPLES)
    examples = ExampleSet.of_classes(experiment.task, inputs, labels)
    dataset = Data(experiment.source, examples, examples)
    start = Snapshot(initialise(experiment.network, 0))
    trainer = Trainer(experiment, dataset, start)
    trainer.run(100)
    trainer.measure_test()
    return _resident()


def _snapshots(session, count: int) -> list:
    """Return snapshots in which every weight differs from the one before."""
    import numpy as np

    from core.snapshot import Snapshot

    random = np.random.default_rng(1)
    made = []
    for step in range(1, count + 1):
        parameters = tuple(
            layer._replace(
                weights=layer.weights
                + random.normal(0, 0.3 * layer.weights.std(), layer.weights.shape).astype(
                    np.float32
                )
            )
            for layer in session.snapshot.parameters
        )
        made.append(Snapshot(parameters, step))
    return made


def _frame(diagram, session, snapshot) -> float:
    """Return the seconds from a snapshot to its picture on the widget."""
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    diagram.snapshot_painted.connect(loop.quit)
    began = time.perf_counter()
    session.set_snapshot(snapshot)
    loop.exec()
    taken = time.perf_counter() - began
    diagram.snapshot_painted.disconnect(loop.quit)
    return taken


def _buckets(matrix):
    """Return the bucket of each weight, −BUCKETS to BUCKETS, 0 drawing nothing."""
    import numpy as np

    return np.rint(matrix / np.abs(matrix).max() * BUCKETS).astype(int)


def _qpainter(weights, positions, size: tuple[int, int], ratio: float) -> float:
    """Return the seconds that QPainter takes for one frame, the best of up to three."""
    import numpy as np
    from PySide6.QtCore import QLineF
    from PySide6.QtGui import QColor, QImage, QPainter, QPen

    from gui import theme

    image = QImage(*(round(ratio * side) for side in size), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    now, best = theme.current(), float("inf")
    began_all = time.perf_counter()
    for _ in range(3):
        image.fill(QColor(now.window))
        # The lines stand still: only sorting them by colour belongs to the frame.
        lines = [
            [[QLineF(*one, *other) for other in right.tolist()] for one in left.tolist()]
            for left, right in itertools.pairwise(positions)
        ]
        began = time.perf_counter()
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for matrix, rows in zip(weights, lines, strict=True):
            buckets = _buckets(matrix)
            flat = list(itertools.chain.from_iterable(rows))
            order = np.argsort(np.abs(buckets), axis=None, kind="stable")
            for bucket in sorted(set(np.unique(buckets).tolist()) - {0}, key=abs):
                hue = now.positive if bucket > 0 else now.negative
                pen = QPen(theme.colour(hue, abs(bucket) / BUCKETS), 0.5 + abs(bucket) / BUCKETS)
                painter.setPen(pen)
                chosen = order[buckets.ravel()[order] == bucket].tolist()
                painter.drawLines([flat[index] for index in chosen])
        painter.end()
        best = min(best, time.perf_counter() - began)
        if time.perf_counter() - began_all > 3:
            break
    return best


def _graphitem(weights, positions) -> float:
    """Return the seconds that pyqtgraph's GraphItem takes for one frame."""
    import numpy as np
    import pyqtgraph

    from gui import theme

    now = theme.current()
    pyqtgraph.setConfigOptions(antialias=True)
    starts = np.cumsum([0, *map(len, positions)])
    adjacency = np.concatenate(
        [
            np.stack(np.indices(matrix.shape), -1).reshape(-1, 2) + starts[pair : pair + 2]
            for pair, matrix in enumerate(weights)
        ]
    )
    view = pyqtgraph.GraphicsLayoutWidget()
    view.resize(*SIZE)
    box = view.addViewBox(enableMenu=False)
    item = pyqtgraph.GraphItem()
    box.addItem(item)
    view.show()
    pens = np.zeros(
        len(adjacency),
        [("red", "u1"), ("green", "u1"), ("blue", "u1"), ("alpha", "u1"), ("width", "f8")],
    )
    hues = [tuple(bytes.fromhex(text[1:])) for text in (now.negative, now.positive)]
    began = time.perf_counter()
    shares = np.concatenate([(_buckets(matrix) / BUCKETS).ravel() for matrix in weights])
    for index, name in enumerate(("red", "green", "blue")):
        pens[name] = np.where(shares > 0, hues[1][index], hues[0][index])
    pens["alpha"], pens["width"] = np.abs(shares) * 255, 0.5 + np.abs(shares)
    item.setData(pos=np.concatenate(positions), adj=adjacency, pen=pens, size=6)
    view.grab()
    taken = time.perf_counter() - began
    view.close()
    return taken


def _resident() -> float:
    """Return what this process holds of memory, in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
