"""What has to be said before anything else is imported, NumPy and Qt above all."""

import builtins
import os

PYTHONS_IMPORT = builtins.__import__  # PySide6's, if somebody's script has imported that before

# The window leaves processors to training. On busy ones, NumPy's threads wait for each other: maps
# of a trained network took two to four times the processor's time. The backend has it from here:
# there, looking at a training (core.vitals) took ten times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# So do Qt's: it cuts whatever is over 95 rows high into pieces, and waits until all are painted.
# Beside a training each waits for a processor: frames came up to half as late again.
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
