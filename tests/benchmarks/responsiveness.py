"""How the window keeps up while training runs at full speed, and what watching costs training.

A timer that should fire every 10 ms tells how long the event loop is kept from its work. Updates a
second are counted with the window shown and hidden in turns, so that what else the machine does
meets both alike.
"""

import itertools
import time

import common

TICK_MS = 10
TURNS = 4
SECONDS = 3.0  # of each turn, shown and hidden
SETTLE = 1.0  # s, before a turn counts


def main() -> None:
    arguments = common.parser(__doc__.splitlines()[0]).parse_args()
    common.report(measure(), arguments.json)


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
