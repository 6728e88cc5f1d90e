"""`netglow train`: train a network from the command line, in this process."""

import argparse
import math
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from core import data, files, project_file
from core.backend.reasons import NOT_FINITE
from core.commands.output import path_text, print_json
from core.commands.train_options import add_arguments as add_arguments
from core.commands.train_options import begin, epochs_asked
from core.data.tasks import Task, Values
from core.heavy_imports import heavy_imports, quiet_loading
from core.run import Run
from core.signals import exit_code, told_to_end
from core.snapshot import Metrics, Snapshot
from core.timeline import Record
from core.wording import SentenceError, english_form

if TYPE_CHECKING:
    from core.backend.trainer import Trainer

_BAR = 30
CHECKPOINT_S = 0.1  # between two checkpoints of a record


def run(arguments: argparse.Namespace) -> int:
    """Train, print the result; return the exit code: 0, or 130 where Ctrl+C ended it early.

    ValueError or OSError: a sentence for the user.
    """
    if arguments.epochs is not None and not 0 < arguments.epochs <= 1e6:
        raise ValueError(f"--epochs is above 0 and at most 1000000, not {arguments.epochs:g}.")
    if arguments.updates is not None and not 0 < arguments.updates <= 1e9:
        raise ValueError(f"--updates is 1 to 1000000000, not {arguments.updates}.")
    if arguments.updates is not None and arguments.epochs is not None:
        raise ValueError("One of --updates and --epochs is enough.")
    if arguments.record and not arguments.save:
        raise ValueError("--record goes into the saved network: --save names its file.")
    if arguments.save:
        _check_place(arguments.save)
    began, record = begin(arguments)
    experiment = began.experiment
    print("TensorFlow is loading …", file=sys.stderr)
    # TensorFlow takes seconds to import: not before the arguments are known to be right.
    with heavy_imports(), quiet_loading():
        from core.backend import devices
        from core.backend.trainer import Trainer

        devices.set_up()
        found = devices.list_devices()
    device = devices.choose(arguments.device, found, experiment)
    if problem := devices.gpu_problem():
        print(problem, file=sys.stderr)
    examples = data.load(experiment.source)
    trainer = Trainer(experiment, examples, began.snapshot, device.tensorflow_name)
    trouble = ""
    told: list[int] = []  # signals to end
    with told_to_end(told.append):
        trainer.compile()
        count = epochs_asked(arguments, experiment, trainer.examples)
        taker = Taker(record) if arguments.record else None
        updates_per_s = train_epochs(trainer, began, count, lambda: bool(told), taker)
        train, test = trainer.measure_train(), trainer.measure_test()
        if not (train.finite and test.finite):
            raise SentenceError(NOT_FINITE, count=trainer.updates)
        if arguments.save and trainer.updates > began.snapshot.updates:
            trained = replace(began, computed_on=device.title)
            last = trainer.snapshot(complete=True)
            trouble = _save(arguments.save, trained.at(last), taker.ended(last) if taker else None)
        elif arguments.save:
            print("Nothing was trained, and nothing is saved.", file=sys.stderr)
    result = {
        "epochs": trainer.epoch,
        "updates_per_s": updates_per_s,
        "train": report(train, experiment.task),
        "test": report(test, experiment.task),
        "device": device.name,
    }
    if arguments.json:
        print_json(result)
    else:
        made = english_form(f"{trainer.updates:,} update(s)", trainer.updates)
        print(
            f"{experiment.network.title} on {device.title}: {made},"
            f" {updates_per_s:,.0f} a second\n"
            f"training  {words(train, experiment.task)}\ntest      {words(test, experiment.task)}"
        )
    if trouble:
        raise ValueError(trouble)
    return exit_code(told[0]) if told else 0


def _save(path: Path, run: Run, record: Record | None = None) -> str:
    """Save the trained network; return what is wrong, if anything, and where the network is then.

    Hours of training are not lost because a disk is full: there is a folder for temporary files.
    """
    try:
        project_file.save(path, run, record=record)
    except OSError as error:
        try:
            spare = project_file.save_aside(run)
        except OSError:
            raise error from None
        return (
            f"The trained network is in {spare}, for {path_text(path)} could not be written:"
            f" {error.strerror}."
        )
    return ""


def _check_place(path: Path) -> None:
    """Raise ValueError or OSError if nothing can be saved at `path`: before the training."""
    if not path.parent.is_dir():
        raise ValueError(f"There is no folder {path.parent} to save the network in.")
    if path.is_dir():
        raise ValueError(f"{path} is a folder; --save names the file to write.")
    if not path.exists() and not os.access(path.parent, os.W_OK):
        raise ValueError(f"No file can be written in the folder {path.parent}.")
    files.check_writable(path)


class Taker:
    """Takes a checkpoint of a training every tenth of a second, and keeps its record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._due = 0.0

    @property
    def is_due(self) -> bool:
        """Whether it is time for a checkpoint."""
        return time.perf_counter() >= self._due

    def take(self, snapshot: Snapshot) -> None:
        """Take what training has come to, a checkpoint if it is complete."""
        updates = snapshot.updates
        self.record = self.record.went_back(updates).reached(updates).with_checkpoint(snapshot)
        if snapshot.complete:
            self._due = time.perf_counter() + CHECKPOINT_S

    def ended(self, snapshot: Snapshot) -> Record:
        """Return the record of a training that ended with a snapshot."""
        self.take(snapshot)
        return self.record


def train_epochs(
    trainer: "Trainer",
    run: Run,
    epochs: float,
    stopped: Callable[[], bool],
    taker: Taker | None = None,
) -> float:
    """Train for `epochs`, or until `stopped`, drawing a bar on a terminal; return updates/s.

    What stops it earlier, by its hyperparameters, is said. A `taker` is given what comes.
    """
    from core.backend.pace import Pace
    from core.backend.stopping import Stopping

    batch_size = trainer.hyperparameters.batch_size
    updates, before = max(1, round(epochs * trainer.examples / batch_size)), trainer.updates
    pace, busy, made = Pace(target_s=0.1), 0.0, 0
    stopping, reason = Stopping(trainer, counted=False), None
    while made < updates and not stopped() and not reason:
        count = int(min(pace.updates, updates - made, stopping.room(trainer)))
        start = time.perf_counter()
        trainer.run(count)
        seconds = time.perf_counter() - start
        pace.took(count, seconds)
        busy += seconds
        made = trainer.updates - before
        if not trainer.loss_is_finite:
            raise SentenceError(NOT_FINITE, count=trainer.updates)
        reason = stopping.look(trainer)
        test = trainer.measure_test()
        if trainer.updates - before < made:
            run.history.cut(trainer.epoch)
        snapshot = trainer.snapshot(complete=taker is not None and taker.is_due)
        run.history.add(snapshot)
        if taker:
            taker.take(snapshot)
        if sys.stderr.isatty():
            said = words(test, run.experiment.task)
            line = progress_line(made, updates, trainer.epoch, said)
            print(f"\r{line} ", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if reason:
        print(reason, file=sys.stderr)
    return rate(made, busy)


def progress_line(made: int, updates: int, epoch: float, said: str) -> str:
    """Return the bar of a training that has `made` so many of its `updates`, in one line."""
    done = _BAR * made // updates
    return f"{'█' * done}{'·' * (_BAR - done)} epoch {epoch:.1f}  {said}"


def rate(updates: int, seconds: float) -> float:
    """Return the updates a second; 0 where no time has passed."""
    return updates / seconds if seconds else 0.0


def report(metrics: Metrics, task: Task) -> dict[str, float]:
    """Return what was measured by the names that `task` has for it."""
    if isinstance(task, Values):
        return {"loss": metrics.loss, "rmse": metrics.rmse, "r2": metrics.score}
    return {"loss": metrics.loss, "accuracy": metrics.score}


def words(metrics: Metrics, task: Task) -> str:
    """Say what was measured, in a line."""
    loss = f"loss {_figures(metrics.loss, '.4f')}"
    if isinstance(task, Values):
        rmse, score = _figures(metrics.rmse, ".4g"), _figures(metrics.score, ".3f")
        return f"{loss}, RMSE {rmse}, R² {score}"
    return f"{loss}, accuracy {_figures(metrics.score, '.1%')}"


def _figures(value: float, form: str) -> str:
    """Write what was measured, or say why there is nothing to write."""
    if math.isnan(value):
        return "not measured"
    return format(value, form) if math.isfinite(value) else "not finite"
