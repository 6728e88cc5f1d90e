"""The histograms of 256-64-32-10 while it trains: how many a second, and what they cost training.

They are seen and out of sight in turns, in one window, so that what else the machine does meets
both alike. One of all quantities' histograms is timed beside NumPy's own of the same numbers.
"""

import statistics
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import common
import numpy as np
from responsiveness import gaps

if TYPE_CHECKING:
    from core.experiment import Experiment
    from core.parameters import Parameters
    from gui.histograms.page import HistogramPage
    from gui.main_window import MainWindow

TURNS = 6
SECONDS = 2.5  # of each turn, seen and out of sight
SETTLE = 0.7  # s, before a turn counts
REPEATS = 30


def main() -> None:
    arguments = common.parser(__doc__.splitlines()[0]).parse_args()
    common.report(measure(), arguments.json)


def measure() -> dict[str, float]:
    """Return histograms a second, and the updates a second with them and without."""
    common.say("Opening the window")
    _qt, window = common.open_window()
    page = _shown(window)
    session, model = window.session, page.model
    session.set_training(True)
    gaps(2 * SETTLE)
    rates: dict[bool, list[float]] = {True: [], False: []}
    used: dict[bool, list[float]] = {True: [], False: []}
    seen, ticks = [], []
    for turn in range(TURNS):
        # They change places, so that neither always comes first.
        for shown in (True, False) if turn % 2 == 0 else (False, True):
            page.setVisible(shown)
            common.say(f"turn {turn + 1} of {TURNS}, {'seen' if shown else 'out of sight'}")
            gaps(SETTLE)
            model.took.clear()
            step, began = session.snapshot.updates, time.perf_counter()
            worked = time.process_time()
            found = gaps(SECONDS)
            taken = time.perf_counter() - began
            rates[shown].append((session.snapshot.updates - step) / taken)
            used[shown].append((time.process_time() - worked) / taken)
            if shown:
                seen.append(len(model.took) / taken)
                ticks += found
    session.set_training(False)
    gaps(2 * SETTLE)  # until it has ended
    snapshot = session.snapshot
    result = {
        "histograms_per_s": statistics.median(seen),
        "histograms_updates_per_s_shown": statistics.median(rates[True]),
        "histograms_updates_per_s_hidden": statistics.median(rates[False]),
        "histograms_ratio": statistics.median(
            one / other for one, other in zip(rates[True], rates[False], strict=True)
        ),
        # What they take of the machine beside training, however much else it does.
        "histograms_processors": statistics.median(
            one - other for one, other in zip(used[True], used[False], strict=True)
        ),
        "histograms_gap_ms_p99": 1000 * common.percentile(ticks, 0.99),
        **_alone(session.experiment, snapshot.parameters),
    }
    window.close()
    return result


def _shown(window: "MainWindow") -> "HistogramPage":
    """Bring the histograms up as a person does; return their page."""
    from PySide6.QtWidgets import QDockWidget

    from gui.commands import robot
    from gui.histograms.page import HistogramPage
    from gui.histograms.panel import HistogramPanel

    dock = window.findChild(QDockWidget, "histogramsDock")
    panel = window.findChild(HistogramPanel, "histograms")
    assert dock is not None
    assert panel is not None
    dock.toggleViewAction().trigger()

    page = panel.page
    assert isinstance(page, HistogramPage)
    robot.wait_until(lambda: page.model.shown is not None, 30, "Showing the histograms")
    return page


def _alone(experiment: "Experiment", parameters: "Parameters") -> dict[str, float]:
    """Time one of all histograms by themselves, and NumPy's for the same numbers, in turns.

    It is the thread's own time: what else the machine does has no part in it.
    """
    from core.histograms import BINS, QUANTITIES, Asked, histograms
    from core.propagation import backward, forward
    from gui.histograms.model import sample_of

    network, sample = experiment.network, sample_of(experiment)
    assert sample is not None

    def ours(quantity: str) -> None:
        histograms(Asked(network, parameters, sample, quantity))

    def numpys(quantity: str) -> None:
        passed = forward(network, parameters, sample.inputs)
        back = backward(network, parameters, passed, sample.targets)
        for layer in {
            "weights": [one.weights for one in parameters],
            "biases": [one.biases for one in parameters],
            "activations": passed.activations[1:],
            "deltas": back.deltas,
            "gradients": [one.weights for one in back.gradients],
        }[quantity]:
            np.histogram(layer, BINS)

    taken: dict[Callable[[str], None], list[float]] = {ours: [], numpys: []}
    for repeat in range(REPEATS):
        for quantity in QUANTITIES:
            for one in (ours, numpys) if repeat % 2 == 0 else (numpys, ours):
                began = time.thread_time()
                one(quantity)
                taken[one].append(time.thread_time() - began)
    return {
        "histograms_ms": 1000 * statistics.median(taken[ours]),
        "histograms_numpy_ms": 1000 * statistics.median(taken[numpys]),
    }


if __name__ == "__main__":
    main()
