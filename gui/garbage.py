"""Garbage is collected by the event loop, not in the thread or at the moment that trips it.

Python's collector runs wherever the next object happens to be made: in the thread that paints
edges, or inside a call of Qt. What it finds may be widgets and timers, which must go in the thread
they live in and while Qt is not busy with them; else the program crashes.

What is there a moment after the start stays: modules, and the window. With garbage looked for in
these, too, the window is kept from its work for more than twice as long (77 instead of 31 ms).
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer

EVERY = 1000  # ms


def collect_in_event_loop(owner: QObject) -> None:
    """Collect garbage in the event loop of `owner`'s thread alone, as long as `owner` lives.

    Where Python's own collector is off already, somebody else sees to it.
    """
    if not gc.isenabled():
        return
    gc.disable()
    timer = QTimer(owner, interval=EVERY)
    timer.timeout.connect(collect_due)
    timer.timeout.connect(lambda: gc.freeze(), Qt.ConnectionType.SingleShotConnection)
    timer.start()


def collect_due() -> None:
    """Collect the oldest generation that is due by Python's thresholds, and the younger ones."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    if due := [generation for generation, (count, most) in enumerate(counts) if count > most]:
        gc.collect(max(due))
