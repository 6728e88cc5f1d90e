"""Freed memory: what nothing uses any more is the system's again."""

import ctypes
import os
import platform

import pytest
from PySide6.QtCore import QObject

from gui import freed_memory
from tests.memory import resident_mb
from tests.processes import run_python


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others need not be asked")
def test_memory_between_what_is_in_use_goes_back_to_the_system(qtbot, monkeypatch):
    blocks = [ctypes.create_string_buffer(60_000) for _ in range(2000)]  # below what is mapped
    for block in blocks:
        ctypes.memset(block, 1, len(block))
    held = resident_mb(os.getpid())
    del blocks[::2], block
    last = blocks[-1]
    assert resident_mb(os.getpid()) > held - 20  # glibc keeps what is not at its heap's end
    monkeypatch.setattr(freed_memory, "EVERY", 1)
    owner = QObject()
    freed_memory.give_back_in_event_loop(owner)
    qtbot.waitUntil(lambda: resident_mb(os.getpid()) < held - 40)
    assert last.raw == b"\1" * len(last)


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
