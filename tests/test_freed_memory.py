"""Freed memory: what nothing uses any more is the system's again."""

import ctypes
import os
import platform

import pytest
from PySide6.QtCore import QObject, QTimer

from gui import freed_memory
from tests.memory import resident_mb
from tests.processes import run_python


def hold() -> list[ctypes.Array[ctypes.c_char]]:
    """Return 120 MB in blocks below what has pages of its own."""
    blocks = [ctypes.create_string_buffer(60_000) for _ in range(2000)]
    for block in blocks:
        ctypes.memset(block, 1, len(block))
    return blocks


@pytest.fixture
def looked_often(monkeypatch):
    monkeypatch.setattr(freed_memory, "LOOK_EVERY", 1)
    monkeypatch.setattr(freed_memory, "LOOKS", 1_000_000)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others need not be asked")
def test_memory_between_what_is_in_use_goes_back_to_the_system(qtbot, monkeypatch, looked_often):
    blocks = hold()
    held = resident_mb(os.getpid())
    del blocks[::2]
    last = blocks[-1]
    assert resident_mb(os.getpid()) > held - 20  # glibc keeps what is not at its heap's end
    monkeypatch.setattr(freed_memory, "LOOKS", 1)
    owner = QObject()
    freed_memory.give_back_in_event_loop(owner)
    qtbot.waitUntil(lambda: resident_mb(os.getpid()) < held - 40)
    assert last.raw == b"\1" * len(last)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others need not be asked")
def test_it_goes_back_sooner_where_what_is_held_has_risen(qtbot, looked_often):
    owner = QObject()
    freed_memory.give_back_in_event_loop(owner)
    blocks = hold()
    held = resident_mb(os.getpid())
    del blocks[::2]
    qtbot.waitUntil(lambda: resident_mb(os.getpid()) < held - 40)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others need not be asked")
def test_it_is_kept_where_nothing_has_risen(qtbot, looked_often):
    blocks = hold()
    owner = QObject()
    freed_memory.give_back_in_event_loop(owner)
    held = resident_mb(os.getpid())
    del blocks[::2]
    beats: list[int] = []
    timer = QTimer(owner, interval=2)  # it is looked as often meanwhile, and oftener
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    qtbot.waitUntil(lambda: len(beats) >= 10)
    assert resident_mb(os.getpid()) > held - 20


# Some MB are made and dropped, as for each frame of a training.
FRAMES = """
import ctypes, resource
from PySide6.QtCore import QCoreApplication
from gui.freed_memory import give_back_in_event_loop
application = QCoreApplication([])
give_back_in_event_loop(application)

def frame():
    blocks = [ctypes.create_string_buffer(1_000_000) for _ in range(8)]

frame()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    frame()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others need not be asked")
def test_memory_of_one_frame_is_there_for_the_next():
    done = run_python("-c", FRAMES)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) < 2000  # pages; each frame has as many


# Six threads hold something at the same time; glibc says what heaps there are.
HEAPS = """
import ctypes, threading
from PySide6.QtCore import QCoreApplication
from gui.freed_memory import give_back_in_event_loop
application = QCoreApplication([])
give_back_in_event_loop(application)
held, together = [], threading.Barrier(6)

def hold():
    held.append(ctypes.create_string_buffer(60_000))
    together.wait()

threads = [threading.Thread(target=hold) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
told = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, told)
library.fflush(told)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others have other heaps")
def test_threads_share_a_heap():
    done = run_python("-c", HEAPS)
    assert (done.returncode, done.stderr) == (0, "")
    assert 1 <= done.stdout.count("<heap nr=") <= 2


def test_where_the_c_library_is_another_nothing_is_done(monkeypatch):
    for library in (lambda _: object(), lambda _: (_ for _ in ()).throw(TypeError())):
        monkeypatch.setattr(ctypes, "CDLL", library)
        owner = QObject()
        freed_memory.give_back_in_event_loop(owner)
        assert not owner.children()
