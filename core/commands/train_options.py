"""The options of `netglow train`, and the run that they begin or go on with."""

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from core import project_file
from core.activations import ACTIVATIONS
from core.beginnings import beginning
from core.commands import input as files
from core.data import READY_SOURCES, Digits, Source, whole
from core.data.tasks import Classes, Task
from core.experiment import Experiment, Hyperparameters
from core.losses import LOSSES
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.parameters import Parameters, finite, initialise
from core.record_file import load_record
from core.run import Run
from core.schedules import SCHEDULES
from core.sentences import plain
from core.timeline import Record
from core.wording import english_form

_LAYER = re.compile(r"([0-9]+)(?::([^:]+))?")
_RATES = (
    "optimizer",
    "learning_rate",
    "batch_size",
    "l2",
    "l1",
    "dropout",
    "schedule",
    "schedule_updates",
    "schedule_factor",
    "schedule_floor",
    "stop_under",
    "patience",
)
_EPOCHS, _UPDATES = 5, 3000  # where nobody says how many: of digits, and of other data


class Begun(NamedTuple):
    """The run to train, and what is recorded of it so far: nothing, unless it is to be recorded."""

    run: Run
    record: Record


class _Written(NamedTuple):
    """A layer as it is written in --network; "" where its activation is not."""

    neurons: int
    activation: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options; the defaults are the window's, or those of --init."""
    network, rates = Network(), Hyperparameters()
    default, of_digits = "(default: {})".format, "(default: {} for digits)".format
    # None where nothing is said: then what --init has counts, or what suits the data.
    parser.add_argument(
        "--network",
        metavar="SIZES",
        help="neurons of every layer, the input first; 256-64:tanh-10 gives a layer an activation"
        f" of its own {of_digits(network.title)}",
    )
    parser.add_argument(
        "--activation",
        choices=ACTIVATIONS,
        help=f"of the hidden layers {of_digits(network.layers[0].activation)}",
    )
    parser.add_argument(
        "--output-activation",
        choices=ACTIVATIONS,
        help=f"of the output layer {default('what data and loss need')}",
    )
    parser.add_argument("--loss", choices=LOSSES, help=of_digits(network.loss))
    parser.add_argument(
        "--dataset",
        choices=READY_SOURCES,
        metavar="NAME",
        help="what to learn; each begins with a network and rates that suit it, where no other"
        f" option says them: {', '.join(READY_SOURCES)} {default('digits')}",
    )
    parser.add_argument(
        "--init",
        type=Path,
        metavar="FILE",
        help="go on from a saved network; what the other options do not change stays as it is"
        f" there{files.HELP} {default('random weights')}",
    )
    parser.add_argument(
        "--epochs",
        type=float,
        help=f"how many more (default: {_EPOCHS} for digits, else as many as {_UPDATES} updates"
        " take)",
    )
    parser.add_argument(
        "--updates",
        type=int,
        metavar="N",
        help="how many more, in updates (default: epochs are counted)",
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="save the record, too: any update can be seen again; a record in the file that is gone"
        " on from goes on (default: the newest alone)",
    )
    parser.add_argument("--batch-size", type=int, metavar="N", help=of_digits(rates.batch_size))
    parser.add_argument(
        "--learning-rate", type=float, metavar="RATE", help=of_digits(rates.learning_rate)
    )
    parser.add_argument(
        "--l2",
        type=float,
        metavar="LAMBDA",
        help=f"λ of L2 regularisation {default(rates.l2)}",
    )
    _add_controls(parser, rates)
    parser.add_argument("--optimizer", choices=OPTIMIZERS, help=of_digits(rates.optimizer))
    parser.add_argument(
        "--seed", type=int, metavar="N", help=f"of weights and order of examples {default(0)}"
    )
    parser.add_argument(
        "--device", default="", help=f"CPU, GPU or GPU:1 {default('the best there is')}"
    )
    parser.add_argument(
        "--save",
        type=Path,
        metavar="FILE",
        help=f"save the trained network {default('it is not saved')}",
    )
    parser.add_argument(
        "--json", action="store_true", help=f"print one JSON object {default('words')}"
    )


def _add_controls(parser: argparse.ArgumentParser, rates: Hyperparameters) -> None:
    """Declare what regularises, changes the rate and stops."""
    default = "(default: {})".format
    for name, kind, sign, text in (
        ("l1", float, "LAMBDA", "λ of L1 regularisation"),
        ("dropout", float, "SHARE", "of each hidden layer's neurons that an update leaves out"),
        ("schedule", str, "NAME", f"of the learning rate: {', '.join(SCHEDULES)}"),
        ("schedule-updates", int, "N", "between two steps, or until a cosine has ended"),
        ("schedule-factor", float, "X", "what a step multiplies the rate by"),
        ("schedule-floor", float, "X", "what the rate is multiplied by when a cosine has ended"),
        ("stop-under", float, "LOSS", "stop when the training loss is under it; 0: never"),
        (
            "patience",
            int,
            "N",
            "stop when the test loss has not fallen for so many updates, and go back to where it"
            " was lowest; 0: never",
        ),
    ):
        usual = getattr(rates, name.replace("-", "_"))
        parser.add_argument(f"--{name}", type=kind, metavar=sign, help=f"{text} {default(usual)}")


def begin(arguments: argparse.Namespace) -> Begun:
    """Return the run to train, telling what is taken of --init. ValueError or OSError: a sentence.

    It is the run of --init where only hyperparameters change, else a new one; its record goes on
    where the run does.
    """
    if not arguments.init:
        run = Run.start(_experiment(arguments, None))
        return Begun(run, Record().gone_on(run.experiment, run.exact))
    with files.readable(arguments.init) as path:
        old = project_file.load(path)
        record = load_record(path, old) if arguments.record else None
    experiment, called = _experiment(arguments, old.experiment), files.called_by(arguments.init)
    if not finite(old.snapshot.parameters):
        raise ValueError(
            f"The network in {called} diverged: its weights are not finite, and there is nothing"
            " to go on from."
        )
    if replace(experiment, hyperparameters=old.experiment.hyperparameters) != old.experiment:
        run = Run.start(experiment, _taken(old.snapshot.parameters, experiment), parent=old)
        said = (
            f"A new run begins with the weights and biases of {called}. Its updates and the"
            " optimizer's slots are not taken, for what is trained differs."
        )
    else:
        run, same = old.changed(experiment.hyperparameters), old.snapshot.slots
        optimizer = experiment.hyperparameters.optimizer
        kept = same is not None and run.snapshot.slots is same
        made = old.snapshot.updates
        said = (
            f"Going on with the run in {called} after {english_form(f'{made:,} update(s)', made)};"
            f" {optimizer} {'goes on with its slots' if kept else 'begins with empty slots'}."
        )
    print(said, file=sys.stderr)
    goes_on = record is not None and run.id == old.id
    if record is not None and goes_on and not record.checkpoints:
        print(f"The record in {called} is damaged, and another begins here.", file=sys.stderr)
    before = record if record is not None and goes_on else Record()
    return Begun(run, before.gone_on(run.experiment, run.exact))


def epochs_asked(arguments: argparse.Namespace, experiment: Experiment, examples: int) -> float:
    """Return for how many epochs to train on so many `examples`."""
    if arguments.updates is not None:
        return float(arguments.updates) * experiment.hyperparameters.batch_size / examples
    if arguments.epochs is not None:
        return float(arguments.epochs)
    if isinstance(whole(experiment.source), Digits):
        return _EPOCHS
    return _UPDATES * experiment.hyperparameters.batch_size / examples


def _experiment(arguments: argparse.Namespace, old: Experiment | None) -> Experiment:
    given = {rate: getattr(arguments, rate) for rate in _RATES}
    changes = {rate: value for rate, value in given.items() if value is not None}
    source = READY_SOURCES[arguments.dataset or "digits"]
    if old and not arguments.dataset:
        if old.source is None:
            raise ValueError(
                f"The network in {files.called_by(arguments.init)} came without data;"
                " --dataset names some."
            )
        source = old.source
    base = old or beginning(source)
    return Experiment(
        _network(arguments, base.network, source, bool(old)),
        source,
        replace(base.hyperparameters, **changes),
        base.seed if arguments.seed is None else arguments.seed,
    )


def _network(arguments: argparse.Namespace, base: Network, source: Source, saved: bool) -> Network:
    """Return the network that is asked for; `base`, a `saved` one or a beginning, has the rest."""
    if arguments.network is None:
        inputs, written = base.inputs, [_Written(layer.neurons, "") for layer in base.layers]
    else:
        inputs, written = _written(arguments.network)
    sizes = (inputs, *(layer.neurons for layer in written))
    if saved and sizes != base.sizes:
        raise ValueError(
            f"--network is {'-'.join(map(str, sizes))}, but the network in"
            f" {files.called_by(arguments.init)} is {base.title}."
        )
    loss = arguments.loss or base.loss
    hidden = [layer.activation for layer in base.layers[:-1]]
    if not saved:
        hidden = [base.layers[0].activation] * len(written)  # where none is hidden: the output's
    asked = arguments.output_activation
    output = written[-1].activation or asked
    if asked and output != asked:
        raise ValueError(
            f"The output layer has {output} in --network and {asked} by --output-activation; one"
            " is enough."
        )
    if not output:
        last = base.layers[-1].activation
        output = last if saved else _output_for(source.task, written[-1].neurons, loss)
    layers = [
        Layer(layer.neurons, layer.activation or arguments.activation or before)
        for layer, before in zip(written[:-1], hidden, strict=False)
    ]
    return Network(inputs, (*layers, Layer(written[-1].neurons, output)), loss, base.initialiser)


def _output_for(task: Task, neurons: int, loss: str) -> str:
    """Return the activation of so many outputs that suits `task`, or the first the loss allows."""
    wanted = task.default_output[1]
    if isinstance(task, Classes) and neurons == task.width:
        wanted = "softmax"
    allowed = LOSSES[loss].output_activations or (wanted,)
    return wanted if wanted in allowed else allowed[0]


def _written(text: str) -> tuple[int, list[_Written]]:
    """Read "256-64:tanh-10": the number of inputs, and the layers after it."""
    found = [_LAYER.fullmatch(part) for part in text.split("-")]
    layers = [
        _Written(int(layer[1]), (layer[2] or "").replace("_", " ")) for layer in found if layer
    ]
    if len(layers) < max(len(found), 2):
        raise ValueError(
            f"--network is written like 256-64-32-10 or 256-64:tanh-10, not '{plain(text, 60)}'."
        )
    first, *others = layers
    if first.activation:
        raise ValueError(
            f"The input of --network has no activation, but '{plain(text, 60)}' begins with"
            f" {first.neurons}:{first.activation}."
        )
    return first.neurons, others


def _taken(parameters: Parameters, experiment: Experiment) -> Parameters:
    """Return weights and biases as they are, and slopes where the network has the same."""
    drawn = initialise(experiment.network, experiment.seed)
    return tuple(
        old if old.slopes.shape == new.slopes.shape else old._replace(slopes=new.slopes)
        for old, new in zip(parameters, drawn, strict=True)
    )
