"""What recording a training costs, and how soon any of its updates is there again.

Recording is on and off in turns, in a real window, and updates a second are counted. On a busy
machine these say little: what it costs is said by processor time, too, in short pairs of updates
with and without a checkpoint, down a pipe as the backend's go. Then a training of 200,000 updates
is looked at: random updates, from letting go of the bar until every view shows them, and dragging,
by the snapshots painted a second.
"""

import os
import queue
import random
import statistics
import threading
import time

import common
from responsiveness import frames_painted, gaps

TURNS = 8
SECONDS = 4.0  # of each half of a turn
PAIRS = 300
UPDATES = 200_000
STEPS = 40
DRAG_S, MOUSE_MS = 4.0, 8


def main() -> None:
    parser = common.parser(__doc__.splitlines()[0])
    parser.add_argument("--updates", type=int, default=UPDATES)
    arguments = parser.parse_args()
    common.report(measure(arguments.updates), arguments.json)


def measure(updates: int) -> dict:
    """Train in a real window, and go back in it."""
    common.say("Opening the window")
    _qt, window = common.open_window()
    session = window.session
    parts = of(window)
    frames = frames_painted(window)
    session.set_training(True)
    gaps(2.0)
    cost = recording(session, parts)
    cost |= checkpoint_cost(session)
    common.say(f"Training to update {updates:,}")
    while session.live.snapshot.updates < updates:
        gaps(0.5)
    training = going_back(session, parts.time, frames)
    session.settle()
    gaps(0.5)
    still = going_back(session, parts.time, frames)
    record = parts.records.record
    window.close()
    return {
        **cost,
        "updates": session.live.snapshot.updates,
        "checkpoints": len(record.checkpoints),
        "record_mb": record.size / 1e6,
        **{f"{name}_paused": value for name, value in still.items()},
        **{f"{name}_training": value for name, value in training.items()},
    }


class Parts:
    """The owners of time in a window."""

    def __init__(self, window) -> None:
        from gui.backend_link import BackendLink
        from gui.time_bar.records import Records
        from gui.time_bar.time import Time

        self.time = window.session.findChild(Time)
        self.records = window.session.findChild(Records)
        self.link = window.session.findChild(BackendLink)


def of(window) -> Parts:
    """Return the owners of time in a window."""
    return Parts(window)


def recording(session, parts: Parts) -> dict:
    """Return updates a second with and without recording, in pairs."""
    ratios, rates = [], {True: [], False: []}
    for turn in range(TURNS):
        pair = {}
        for on in (True, False) if turn % 2 == 0 else (False, True):
            common.say(f"turn {turn + 1} of {TURNS}, recording {'on' if on else 'off'}")
            session.set_training(False)
            parts.link.is_recorded = on
            parts.records.set_bound(256_000_000 if on else 0)
            session.set_training(True)
            gaps(0.7)
            update, began = session.live.snapshot.updates, time.perf_counter()
            gaps(SECONDS)
            pair[on] = (session.live.snapshot.updates - update) / (time.perf_counter() - began)
            rates[on].append(pair[on])
        if all(pair.values()):  # else the machine did something else all the time
            ratios.append(pair[True] / pair[False])
    session.set_training(False)
    parts.link.is_recorded = True
    parts.records.set_bound(256_000_000)
    session.reset()
    session.set_training(True)
    return {
        "updates_per_s_recorded": statistics.mean(rates[True]),
        "updates_per_s_alone": statistics.mean(rates[False]),
        "recording_cost_percent": 100 * (1 - statistics.median(ratios)),
        "recording_cost_percent_each": [100 * (1 - ratio) for ratio in ratios],
    }


def checkpoint_cost(session) -> dict:
    """Return what a checkpoint adds to the updates between two, by the processor's time.

    That is about the same however busy the machine is: pairs follow each other closely.
    """
    from core.backend import pipes
    from core.backend.frames import pieces
    from core.backend.messages import Checkpoint
    from core.backend.packing import pack_snapshot, unpack_snapshot
    from core.backend.trainer import Trainer
    from core.data import load
    from gui.checkpoints import recording

    experiment = session.live.experiment
    trainer = Trainer(experiment, load(experiment.source), session.live.snapshot)
    trainer.run(2000)
    outbox, (reading, writing) = queue.SimpleQueue(), os.pipe()
    output = os.fdopen(writing, "wb")
    threads = (
        threading.Thread(target=pipes.write, args=(output, outbox.get, print)),
        threading.Thread(target=lambda: all(iter(lambda: os.read(reading, 1 << 20), b""))),
    )
    for thread in threads:
        thread.start()

    def sent() -> tuple[bytes, ...]:
        packed = pack_snapshot(trainer.snapshot(complete=True))
        return pieces(Checkpoint(1, "", packed, asked=False))

    def took(updates: int, recorded: bool) -> float:
        began = time.process_time()
        for _ in range(4):  # as the backend does: in between it hears its window
            trainer.run(updates // 4)
        if recorded:
            outbox.put(sent())
            while not outbox.empty():
                time.sleep(0.0002)
        return time.process_time() - began

    every = recording(session.live).every
    least = min(took(400, False) for _ in range(20)) / 400
    updates, costs = round(every / least), []
    for pair in range(PAIRS):
        found = {on: took(updates, on) for on in ((True, False) if pair % 2 else (False, True))}
        costs.append(100 * (found[True] / found[False] - 1))
    outbox.put(())
    threads[0].join()
    output.close()
    threads[1].join()
    os.close(reading)

    packed = pack_snapshot(trainer.snapshot(complete=True))
    alone = {}
    for name, work in (("backend", sent), ("window", lambda: unpack_snapshot(packed))):
        work()
        began = time.thread_time()
        for _ in range(200):
            work()
        alone[f"checkpoint_{name}_cpu_ms"] = 1000 * (time.thread_time() - began) / 200
    return {
        **alone,
        "checkpoint_every_updates": updates,
        "checkpoint_every_ms": 1000 * every,
        "recording_cost_percent_cpu": statistics.median(costs),
        "recording_cost_percent_cpu_quartiles": statistics.quantiles(costs, n=4)[::2],
    }


def going_back(session, time_owner, frames: list[float]) -> dict:
    """Return how soon random updates are shown exactly, and how many are shown while dragging."""
    from PySide6.QtCore import Qt, QTimer

    draw, took = random.Random(0), []
    for _ in range(STEPS):
        update = draw.randrange(time_owner.first, time_owner.last)
        began = time.perf_counter()
        time_owner.look_at(update)
        while session.snapshot.updates != update and time.perf_counter() - began < 10:
            gaps(0.001)
        took.append(1000 * (time.perf_counter() - began))
    frames.clear()
    began, shown = time.perf_counter(), set()

    def drag() -> None:
        share = abs(((time.perf_counter() - began) / 2) % 2 - 1)
        time_owner.look_at(int(share * time_owner.last), hold=True)

    def note() -> None:
        shown.add(session.snapshot.updates)

    session.snapshot_changed.connect(note)
    mouse = QTimer(interval=MOUSE_MS, timerType=Qt.TimerType.PreciseTimer)
    mouse.timeout.connect(drag)
    mouse.start()
    used = time.thread_time()
    gaps(DRAG_S)
    used, passed = time.thread_time() - used, time.perf_counter() - began
    mouse.stop()
    session.snapshot_changed.disconnect(note)
    painted = len(frames) / passed
    time_owner.go_to_now()
    return {
        "exact_ms_p50": common.percentile(took, 0.5),
        "exact_ms_p95": common.percentile(took, 0.95),
        "exact_ms_longest": max(took),
        "drag_frames_per_s": painted,
        "drag_window_ms_a_frame": 1000 * used / max(len(frames), 1),
        "drag_snapshots": len(shown),
    }


if __name__ == "__main__":
    main()
