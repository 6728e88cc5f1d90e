"""What was measured of loss and accuracy, told apart from what was not, and in words."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.history import History
from core.snapshot import NOT_MEASURED, Metrics


def newest(now: Metrics, history: History, name: str) -> Metrics:
    """Return the newest measured of `name` ("train" or "test"): `now`, or the curve's last.

    The loss is as in `Metrics.marked`. Both are NaN where nothing was ever measured.
    """
    if not np.isnan(now.marked.loss):
        return now.marked
    losses = history.column(f"{name}_loss")
    known = np.flatnonzero(~np.isnan(losses))
    if not len(known):
        return NOT_MEASURED
    return Metrics(float(losses[known[-1]]), float(history.column(f"{name}_accuracy")[known[-1]]))


def loss_text(loss: float) -> str:
    """Return a loss in figures, or in words where there are none."""
    if np.isnan(loss):
        return "–"
    if np.isinf(loss):
        return QCoreApplication.translate("LossPlot", "not finite")
    return f"{loss:.4f}" if loss < 10 else f"{loss:.4g}"


def accuracy_text(percent: float) -> str:
    """Return an accuracy, given in percent."""
    return "–" if np.isnan(percent) else f"{percent:.1f} %"
