"""The fold of 1,000 digits through 256-64-32-10 while the slider is dragged: frames a second.

The baseline makes every frame as one would at first: the way forward, NumPy's SVD of both layers,
and a circle a point, all in the window's thread. Both paint before and after training.
"""

import statistics
import time
from typing import TYPE_CHECKING

import common

if TYPE_CHECKING:
    from core.snapshot import Snapshot
    from gui.layer_view.page import LayerPage
    from gui.session import Session

SIZE = (760, 340)  # px, of the panel
FRAMES = 150
BASELINE_FRAMES = 12


def measure() -> dict[str, float]:
    """Return frames a second of the drag and of the baseline, and how long a new fold takes."""
    from core.experiment import Experiment
    from gui.colouring import Colouring
    from gui.headless import application
    from gui.layer_view.page import LayerPage
    from gui.layer_view.stops import PARTS
    from gui.session import Session

    qt = application()
    session = Session(Experiment())
    panel = LayerPage(session, Colouring(session))
    panel.resize(*SIZE)
    panel.show()
    panel.model.wait()
    panel.stops.names.repaint()
    slider, took, folds = panel.stops.slider, [], []
    slider.setSliderDown(True)
    for frame in range(FRAMES):
        start = time.perf_counter()
        # An odd number of parts a frame: nearly all frames are between two layers.
        slider.setSliderPosition(frame * 7 % (slider.maximum() + 1))
        panel.view.repaint()
        qt.processEvents()
        took.append(time.perf_counter() - start)
    slider.setSliderDown(False)
    for seed in range(8):
        session.set_snapshot(_another(session, seed))
        panel.model.wait()
        assert panel.model.frame is not None
        folds.append(panel.model.frame.seconds)
    base = [_baseline(panel, frame / PARTS * 20) for frame in range(BASELINE_FRAMES)]
    return {
        "fold_frames_per_s": 1 / statistics.median(took),
        "fold_frame_ms_p95": 1000 * common.percentile(took, 0.95),
        "fold_new_ms": 1000 * statistics.median(folds),
        "fold_baseline_frames_per_s": 1 / statistics.median(base),
        "fold_times_baseline": statistics.median(base) / statistics.median(took),
    }


def _another(session: "Session", seed: int) -> "Snapshot":
    """Return a snapshot with other parameters."""
    from msgspec.structs import replace

    from core.parameters import initialise

    parameters = initialise(session.experiment.network, seed + 1)
    return replace(session.snapshot, parameters=parameters, updates=seed + 1)


def _baseline(panel: "LayerPage", position: float) -> float:
    """Return how long a frame at a position takes where all of it is made for that frame."""
    import numpy as np
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QImage, QPainter

    from core.propagation import forward
    from gui.theme import current

    frame = panel.model.frame
    assert frame is not None
    assert frame.began is not None
    assert frame.sample.labels is not None
    run, start = frame.job.run, time.perf_counter()
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = [QColor(text) for text in current().classes]
    before = min(int(position), len(run.experiment.network.layers) - 1)
    share = position - before
    for left, parameters in ((0, frame.began), (SIZE[0] / 2, run.snapshot.parameters)):
        passed = forward(run.experiment.network, parameters, frame.sample.inputs)
        seen = []
        for layer in (before, before + 1):
            values = passed.activations[layer].astype(float)
            apart = values - values.mean(axis=0)
            places = apart @ np.linalg.svd(apart, full_matrices=False)[2][:2].T
            seen.append(places / np.abs(places).max())
        mixed = (1 - share) * seen[0] + share * seen[1]
        places = (mixed + 1) * SIZE[1] / 2 + (left, 0)
        for (x, y), label in zip(places.tolist(), frame.sample.labels.tolist(), strict=True):
            painter.setBrush(colours[label % len(colours)])
            painter.drawEllipse(QPointF(x, y), 3, 3)
    painter.end()
    return time.perf_counter() - start


if __name__ == "__main__":
    arguments = common.parser(__doc__.splitlines()[0]).parse_args()
    common.report(measure(), arguments.json)
