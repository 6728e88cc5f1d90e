"""The options of `netglow train`, and the run that they begin or go on with."""

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from core import project_file
from core.activations import ACTIVATIONS
from core.commands import input as files
from core.data import READY_SOURCES
from core.experiment import Experiment, Hyperparameters
from core.losses import LOSSES
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.parameters import Parameters, initialise
from core.run import Run

_LAYER = re.compile(r"([0-9]+)(?::([^:]+))?")
_RATES = ("optimizer", "learning_rate", "batch_size", "l2")


class _Written(NamedTuple):
    """A layer as it is written in --network; "" where its activation is not."""

    neurons: int
    activation: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options; the defaults are the window's, or those of --init."""
    network, rates = Network(), Hyperparameters()
    default = "(default: {})".format
    # None where nothing is said: then what --init has counts.
    parser.add_argument(
        "--network",
        metavar="SIZES",
        help="neurons of every layer, the input first; 256-64:tanh-10 gives a layer an activation"
        f" of its own {default(network.title)}",
    )
    parser.add_argument(
        "--activation",
        choices=ACTIVATIONS,
        help=f"of the hidden layers {default(network.layers[0].activation)}",
    )
    parser.add_argument(
        "--output-activation",
        choices=ACTIVATIONS,
        help=f"of the output layer {default('softmax, or what the loss needs')}",
    )
    parser.add_argument("--loss", choices=LOSSES, help=default(network.loss))
    parser.add_argument("--dataset", choices=READY_SOURCES, help=default("digits"))
    parser.add_argument(
        "--init",
        type=Path,
        metavar="FILE",
        help="go on from a saved network; what the other options do not change stays as it is"
        f" there{files.HELP} {default('random weights')}",
    )
    parser.add_argument(
        "--epochs", type=float, default=5, help="how many more (default: %(default)s)"
    )
    parser.add_argument("--batch-size", type=int, metavar="N", help=default(rates.batch_size))
    parser.add_argument(
        "--learning-rate", type=float, metavar="RATE", help=default(rates.learning_rate)
    )
    parser.add_argument(
        "--l2",
        type=float,
        metavar="LAMBDA",
        help=f"λ of L2 regularisation {default(rates.l2)}",
    )
    parser.add_argument("--optimizer", choices=OPTIMIZERS, help=default(rates.optimizer))
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


def begin(arguments: argparse.Namespace) -> Run:
    """Return the run to train, telling what is taken of --init. ValueError or OSError: a sentence.

    It is the run of --init where only hyperparameters change, else a new one.
    """
    if not arguments.init:
        return Run.start(_experiment(arguments, None))
    with files.readable(arguments.init) as path:
        old = project_file.load(path)
    experiment, called = _experiment(arguments, old.experiment), files.called_by(arguments.init)
    if not all(np.isfinite(part).all() for layer in old.snapshot.parameters for part in layer):
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
        said = (
            f"Going on with the run in {called} after {old.snapshot.updates:,} updates; {optimizer}"
            f" {'goes on with its slots' if kept else 'begins with empty slots'}."
        )
    print(said, file=sys.stderr)
    return run


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
    base = old or Experiment()
    return Experiment(
        _network(arguments, old.network if old else None),
        source,
        replace(base.hyperparameters, **changes),
        base.seed if arguments.seed is None else arguments.seed,
    )


def _network(arguments: argparse.Namespace, old: Network | None) -> Network:
    base = old or Network()
    if arguments.network is None:
        inputs, written = base.inputs, [_Written(layer.neurons, "") for layer in base.layers]
    else:
        inputs, written = _written(arguments.network)
    sizes = (inputs, *(layer.neurons for layer in written))
    if old and sizes != old.sizes:
        raise ValueError(
            f"--network is {'-'.join(map(str, sizes))}, but the network in"
            f" {files.called_by(arguments.init)} is {old.title}."
        )
    loss = arguments.loss or base.loss
    hidden = [layer.activation for layer in base.layers[:-1]] if old else ["relu"] * len(written)
    asked = arguments.output_activation
    output = written[-1].activation or asked
    if asked and output != asked:
        raise ValueError(
            f"The output layer has {output} in --network and {asked} by --output-activation; one"
            " is enough."
        )
    if not output:
        output = base.layers[-1].activation if old else _output_for(loss)
    layers = [
        Layer(layer.neurons, layer.activation or arguments.activation or before)
        for layer, before in zip(written[:-1], hidden, strict=False)
    ]
    return Network(inputs, (*layers, Layer(written[-1].neurons, output)), loss, base.initialiser)


def _output_for(loss: str) -> str:
    """Return the output's activation that suits any data, or the first that the loss allows."""
    allowed = LOSSES[loss].output_activations or ("softmax",)
    return "softmax" if "softmax" in allowed else allowed[0]


def _written(text: str) -> tuple[int, list[_Written]]:
    """Read "256-64:tanh-10": the number of inputs, and the layers after it."""
    found = [_LAYER.fullmatch(part) for part in text.split("-")]
    layers = [
        _Written(int(layer[1]), (layer[2] or "").replace("_", " ")) for layer in found if layer
    ]
    if len(layers) < max(len(found), 2):
        raise ValueError(f"--network is written like 256-64-32-10 or 256-64:tanh-10, not {text!r}.")
    first, *others = layers
    if first.activation:
        raise ValueError(
            f"The input of --network has no activation, but {text!r} begins with"
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
