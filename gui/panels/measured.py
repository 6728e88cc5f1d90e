"""What was measured of loss and accuracy, told apart from what was not, and in words."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from core.history import History
from core.snapshot import Metrics


def marked(loss: np.ndarray, accuracy: np.ndarray) -> np.ndarray:
    """Return `loss` [points], infinite where one was measured and is not finite.

    Where the accuracy is known the loss was measured too: a loss that is no number is none of a
    training that diverged. Everywhere else NaN says that nothing was measured.
    """
    return np.where(np.isfinite(accuracy) & np.isnan(loss), np.inf, loss)


def newest(now: Metrics, history: History, name: str) -> Metrics:
    """Return the newest measured of `name` ("train" or "test"): `now`, or the curve's last.

    The loss is as in `marked`. Both are NaN where nothing was ever measured.
    """
    losses = np.append(history.column(f"{name}_loss"), now.loss)
    accuracies = np.append(history.column(f"{name}_accuracy"), now.accuracy)
    losses = marked(losses, accuracies)
    known = np.flatnonzero(~np.isnan(losses))
    if not len(known):
        return Metrics()
    return Metrics(float(losses[known[-1]]), float(accuracies[known[-1]]))


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
