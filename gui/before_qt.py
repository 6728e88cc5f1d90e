"""What is needed at the start and knows nothing of Qt: imported before it.

PySide6 reads the source of each module that is imported after it, and NumPy alone has a hundred.
"""

# ruff: noqa: F401
import os

# The window leaves processors to training. On busy ones, NumPy's threads wait for each other: maps
# of a trained network took two to four times the processor's time. The backend has it from here:
# there, looking at a training (core.vitals) took ten times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# So do Qt's: it cuts whatever is over 95 rows high into pieces, and waits until all are painted.
# Beside a training each waits for a processor: frames came up to half as late again.
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

import concurrent.futures.thread
import importlib.resources.readers

import core.backend.frames
import core.ink.found
import core.notation.writing
import core.ready_networks
import core.signals
import core.sums
import core.system_libraries
import core.vanishing
import core.walkthrough
import gui.diagram.camera
import gui.diagram.fineness
