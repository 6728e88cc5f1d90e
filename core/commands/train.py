"""`netglow train`: train a network from the command line, in this process."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core import data, files, project_file
from core.activations import ACTIVATIONS
from core.data import READY_SOURCES
from core.data.tasks import Task, Values
from core.experiment import Experiment, Hyperparameters
from core.heavy_imports import heavy_imports
from core.losses import LOSSES
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.run import Run
from core.signals import exit_code, told_to_end
from core.snapshot import Metrics
from core.wording import SentenceError

if TYPE_CHECKING:
    from core.backend.trainer import Trainer

_BAR = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options; the defaults are the window's."""
    network, rates = Network(), Hyperparameters()
    parser.add_argument(
        "--network",
        default=network.title,
        metavar="SIZES",
        help="neurons of every layer, the input first (default: %(default)s)",
    )
    parser.add_argument("--activation", default="relu", choices=ACTIVATIONS, help="hidden layers'")
    parser.add_argument("--loss", default=network.loss, choices=LOSSES)
    parser.add_argument("--dataset", default="digits", choices=READY_SOURCES)
    parser.add_argument("--epochs", type=float, default=5, help="default: %(default)s")
    parser.add_argument("--batch-size", type=int, default=rates.batch_size, help="%(default)s")
    parser.add_argument("--learning-rate", type=float, default=rates.learning_rate, metavar="RATE")
    parser.add_argument(
        "--l2",
        type=float,
        default=rates.l2,
        metavar="LAMBDA",
        help="λ of L2 regularisation (default: %(default)s)",
    )
    parser.add_argument("--optimizer", default=rates.optimizer, choices=OPTIMIZERS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="", help="CPU, GPU or GPU:1; the best by default")
    parser.add_argument("--save", type=Path, metavar="FILE", help="save the trained network")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Train, print the result; return the exit code: 0, or 130 where Ctrl+C ended it early.

    ValueError or OSError: a sentence for the user.
    """
    experiment = _experiment(arguments)
    if not 0 < arguments.epochs <= 1e6:
        raise ValueError(f"--epochs is above 0 and at most 1000000, not {arguments.epochs:g}.")
    if arguments.save:
        _check_place(arguments.save)
    print("TensorFlow is loading …", file=sys.stderr)
    # TensorFlow takes seconds to import: not before the arguments are known to be right.
    with heavy_imports():
        from core.backend import devices
        from core.backend.trainer import Trainer

    devices.set_up()
    device = devices.choose(arguments.device, devices.list_devices())
    if problem := devices.gpu_problem():
        print(problem, file=sys.stderr)
    began = Run.start(experiment)
    examples = data.load(experiment.source)
    trainer = Trainer(experiment, examples, began.snapshot, device.tensorflow_name)
    trouble = ""
    told: list[int] = []  # signals to end
    with told_to_end(told.append):
        trainer.compile()
        updates_per_s = train_epochs(trainer, began, arguments.epochs, lambda: bool(told))
        train, test = trainer.measure_train(), trainer.measure_test()
        if arguments.save and trainer.updates:
            trouble = _save(arguments.save, began.at(trainer.snapshot(complete=True)))
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
        print(msgspec.json.encode(result).decode())
    else:
        print(
            f"{experiment.network.title} on {device.title}: {trainer.updates:,} updates,"
            f" {updates_per_s:,.0f} a second\n"
            f"training  {words(train, experiment.task)}\ntest      {words(test, experiment.task)}"
        )
    if trouble:
        raise ValueError(trouble)
    return exit_code(told[0]) if told else 0


def _experiment(arguments: argparse.Namespace) -> Experiment:
    inputs, *sizes = _sizes(arguments.network)
    *hidden, outputs = sizes
    return Experiment(
        network=Network(
            inputs,
            (
                *(Layer(neurons, arguments.activation) for neurons in hidden),
                Layer(outputs, "softmax"),
            ),
            arguments.loss,
        ),
        source=READY_SOURCES[arguments.dataset],
        hyperparameters=Hyperparameters(
            optimizer=arguments.optimizer,
            learning_rate=arguments.learning_rate,
            batch_size=arguments.batch_size,
            l2=arguments.l2,
        ),
        seed=arguments.seed,
    )


def _save(path: Path, run: Run) -> str:
    """Save the trained network; return what is wrong, if anything, and where the network is then.

    Hours of training are not lost because a disk is full: there is a folder for temporary files.
    """
    try:
        project_file.save(path, run)
    except OSError as error:
        try:
            spare = project_file.save_aside(run)
        except OSError:
            raise error from None
        return (
            f"The trained network is in {spare}, for {path} could not be written: {error.strerror}."
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


def _sizes(text: str) -> list[int]:
    parts = text.split("-")
    if len(parts) < 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"--network is written like 256-64-32-10, not {text!r}.")
    return [int(part) for part in parts]


def train_epochs(trainer: "Trainer", run: Run, epochs: float, stopped: Callable[[], bool]) -> float:
    """Train for `epochs`, or until `stopped`, drawing a bar on a terminal; return updates/s."""
    from core.backend.pace import Pace
    from core.backend.worker import NOT_FINITE

    batch_size = trainer.hyperparameters.batch_size
    updates = max(1, round(epochs * trainer.examples / batch_size))
    pace, busy = Pace(target_s=0.1), 0.0
    while trainer.updates < updates and not stopped():
        count = min(pace.updates, updates - trainer.updates)
        start = time.perf_counter()
        trainer.run(count)
        seconds = time.perf_counter() - start
        pace.took(count, seconds)
        busy += seconds
        if not trainer.loss_is_finite:
            raise SentenceError(NOT_FINITE, updates=trainer.updates)
        test = trainer.measure_test()
        run.history.add(trainer.snapshot())
        if sys.stderr.isatty():
            said = words(test, run.experiment.task)
            line = progress_line(trainer.updates, updates, trainer.epoch, said)
            print(f"\r{line} ", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return rate(trainer.updates, busy)


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
    if isinstance(task, Values):
        return f"loss {metrics.loss:.4f}, RMSE {metrics.rmse:.4g}, R² {metrics.score:.3f}"
    return f"loss {metrics.loss:.4f}, accuracy {metrics.score:.1%}"
