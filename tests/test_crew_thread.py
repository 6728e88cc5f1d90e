"""The thread beside the window in which a crew works: how it ends, with all its processes."""

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from gui.threads import with_crew
from tests.processes import LONG_MS


class Crew:
    """Its work goes on until it is cancelled for the second time: the first came too early."""

    def __init__(self):
        self.begun, self.gate, self.cancelled = threading.Event(), threading.Event(), 0

    def work(self):
        """Wait."""
        self.begun.set()
        self.gate.wait(LONG_MS / 1000)

    def cancel(self):
        """End the work."""
        self.cancelled += 1
        if self.cancelled == 2:
            self.gate.set()


@pytest.mark.parametrize("by", ["its end", "its owner's"])
def test_when_the_work_of_a_crew_has_ended_nothing_of_it_is_left(by, qapp):
    crew, owner, ended = Crew(), QObject(), threading.Event()
    end = with_crew(crew.work, crew, ended, "a crew's", owner)
    assert crew.begun.wait(LONG_MS / 1000)
    assert not ended.is_set()
    if by == "its end":
        end()
        end()  # again: nothing is left to be done
    else:
        shiboken6.delete(owner)
    assert (ended.is_set(), crew.cancelled) == (True, 2)
    assert "a crew's" not in [thread.name for thread in threading.enumerate()]
