"""Garbage: widgets and timers go in the thread they live in, whoever makes the next object."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer

from gui import garbage


def _drop_a_cycle() -> tuple[weakref.ref, list[int]]:
    """Leave a timer for the collector to find; return what watches it, and where it will go."""
    timer, threads = QTimer(), []
    timer.itself = timer
    gone = weakref.ref(timer, lambda _: threads.append(threading.get_ident()))
    return gone, threads


def test_garbage_of_the_window_goes_in_its_own_thread(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(garbage, "EVERY", 1)
    owner = QObject()
    gc.enable()
    garbage.collect_in_event_loop(owner)
    gone, threads = _drop_a_cycle()
    objects, before = [], gc.get_freeze_count()
    thread = threading.Thread(target=lambda: objects.extend([] for _ in range(100_000)))
    thread.start()
    thread.join()
    assert gone() is not None  # another thread has made more than trips the collector
    qtbot.waitUntil(lambda: gone() is None)
    assert threads == [threading.get_ident()]
    # Once is enough for what is there by then.
    qtbot.waitUntil(lambda: gc.get_freeze_count() > before)
    frozen = gc.get_freeze_count()
    gone, threads = _drop_a_cycle()
    objects += [[] for _ in range(10_000)]  # they trip it again
    qtbot.waitUntil(lambda: gone() is None)
    assert gc.get_freeze_count() <= frozen


def test_python_does_not_collect_once_there_is_an_application(qapp):
    assert not gc.isenabled()


def test_who_collects_in_another_way_is_left_to_it(qapp):
    owner = QObject()
    garbage.collect_in_event_loop(owner)
    assert not owner.children()


def test_the_oldest_generation_that_is_due_is_collected(monkeypatch):
    collected = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    for counts, generations in (
        ((700, 10, 10), []),
        ((701, 10, 10), [0]),
        ((701, 11, 10), [1]),
        ((0, 0, 11), [2]),
    ):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        garbage.collect_due()
        assert collected == generations, counts
        collected.clear()
