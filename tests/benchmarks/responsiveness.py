"""How the window keeps up while training runs at full speed, and what watching costs training.

A timer that should fire every 10 ms tells how long the event loop is kept from its work. Updates a
second are counted with the window shown and hidden in turns, so that what else the machine does
meets both alike. With --sweep other processes train an experiment instead, and its table is shown.
"""

import itertools
import time

import common

TICK_MS = 10
TURNS = 4
SECONDS = 3.0  # of each turn, shown and hidden
SETTLE = 1.0  # s, before a turn counts


def main() -> None:
    parser = common.parser(__doc__.splitlines()[0])
    parser.add_argument("--sweep", action="store_true", help="while an experiment goes on")
    arguments = parser.parse_args()
    common.report(beside_sweep() if arguments.sweep else measure(), arguments.json)


def measure() -> dict:
    """Train in a real window; return the gaps of its event loop and the updates a second."""
    common.say("Opening the window")
    _qt, window = common.open_window()
    session = window.session
    frames = frames_painted(window)
    session.set_training(True)
    gaps(SETTLE)
    found, rates = [], {True: [], False: []}
    cpu = []
    for turn in range(TURNS):
        # Shown and hidden change places, so that neither always comes first.
        for shown in (True, False) if turn % 2 == 0 else (False, True):
            window.setVisible(shown)
            common.say(f"turn {turn + 1} of {TURNS}, {'shown' if shown else 'hidden'}")
            gaps(SETTLE)
            frames.clear()
            step, began, used = session.snapshot.updates, time.perf_counter(), time.process_time()
            ticks = gaps(SECONDS)
            taken = time.perf_counter() - began
            rates[shown].append((session.snapshot.updates - step) / taken)
            if shown:
                found += ticks
                cpu.append(((time.process_time() - used) / taken, len(frames) / taken))
    session.set_training(False)
    window.close()
    means = {shown: sum(each) / len(each) for shown, each in rates.items()}
    return {
        "gap_ms_p50": 1000 * common.percentile(found, 0.5),
        "gap_ms_p99": 1000 * common.percentile(found, 0.99),
        "gap_ms_longest": 1000 * max(found),
        "updates_per_s_shown": means[True],
        "updates_per_s_hidden": means[False],
        "ratio": means[True] / means[False],
        "frames_per_s": sum(frames for _, frames in cpu) / len(cpu),
        "window_processors": sum(used for used, _ in cpu) / len(cpu),
    }


def beside_sweep() -> dict:
    """Have an experiment done while its table is shown; return the gaps of the event loop."""
    from PySide6.QtWidgets import QDockWidget, QTabBar

    from core.ready_sweeps import READY
    from gui.experiments.owner import Experiments

    common.say("Opening the window")
    _qt, window = common.open_window()
    experiments = window.findChild(Experiments) or window.session.findChild(Experiments)
    window.findChild(QDockWidget, "experimentsPanelDock").toggleViewAction().trigger()
    gaps(SETTLE)
    experiments.start(*READY["how-much"].make())
    tabs = window.findChild(QTabBar, "experimentTabs")
    common.say("TensorFlow is loading")
    while not experiments.ended:
        gaps(SETTLE)
    if tabs:
        tabs.setCurrentIndex(1)
    gaps(SETTLE)
    first = experiments.ended
    found = gaps(TURNS * SECONDS)
    result = {
        "sweep_runs_ended": experiments.ended - first,
        "sweep_gap_ms_p50": 1000 * common.percentile(found, 0.5),
        "sweep_gap_ms_p99": 1000 * common.percentile(found, 0.99),
        "sweep_gap_ms_longest": 1000 * max(found),
    }
    experiments.remove()
    window.close()
    return result


def frames_painted(window) -> list[float]:
    """Return a list that grows by the time of every snapshot that is painted."""
    from gui.diagram.view import Diagram

    frames: list[float] = []
    diagram = window.findChild(Diagram, "diagram")
    diagram.snapshot_painted.connect(lambda: frames.append(time.perf_counter()))
    return frames


def gaps(seconds: float) -> list[float]:
    """Let the window live for so long; return the times between ticks of a 10 ms timer, in s."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, ticks = QEventLoop(), [time.perf_counter()]
    timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.timeout.connect(lambda: ticks[-1] - ticks[0] >= seconds and loop.quit())
    timer.start()
    loop.exec()
    timer.stop()
    return [later - earlier for earlier, later in itertools.pairwise(ticks)]


if __name__ == "__main__":
    main()
