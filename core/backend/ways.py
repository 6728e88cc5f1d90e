"""The ways to compute a batch's answers, timed one after the other; those of TensorFlow are here.

What NumPy computes with one core, as in the window, TensorFlow shares among those it may use.
"""

import queue
import time
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from core.backend.frames import MessageError
from core.backend.job_messages import TimeWays, WayTimed
from core.backend.messages import Stopped, ToBackend, ToWindow
from core.backend.packing import unpack_snapshot
from core.backend.pulse import Doing
from core.backend.reasons import reason_of
from core.experiment import Experiment
from core.forward_ways import PLAIN, WAYS, Answered, Compute, Over, Timing, Way, reference, timed
from core.network import Network
from core.parameters import LayerParameters, Parameters, check, initialise
from core.way_choice import batch_of, too_large
from core.way_words import NO_GPU
from core.wording import Sentence, SentenceError

if TYPE_CHECKING:
    import numpy as np

    from core.backend.devices import Device

_Inbox: TypeAlias = "queue.SimpleQueue[ToBackend | MessageError]"
_Send: TypeAlias = Callable[[ToWindow], None]


def time_ways(
    message: TimeWays, inbox: _Inbox, send: _Send, found: "tuple[Device, ...]", doing: Doing
) -> ToBackend | MessageError:
    """Time all ways, telling each, until a message comes; return that.

    What fails is told to the window, and ends it.
    """
    doing.begin("working")
    try:
        given = unpack_snapshot(message.snapshot).parameters if message.snapshot else None
        for timing in timings(
            message.experiment, given, message.batch, found, lambda: not inbox.empty()
        ):
            send(WayTimed(message.number, timing))
    except Exception as error:
        if not isinstance(error, SentenceError):
            traceback.print_exc()
        send(Stopped(message.number, reason_of(error), lost=True))
    doing.begin("waiting")
    return inbox.get()


def timings(
    experiment: Experiment,
    parameters: Parameters | None,
    batch: int,
    found: "tuple[Device, ...]",
    ended: Over = lambda: False,
) -> Iterator[Timing]:
    """Yield how long each way takes, until somebody `ended` it: that one is not told.

    Without `parameters` they are those that the training would begin with. ValueError: they do not
    fit, or it is too much.
    """
    network = experiment.network
    if reason := too_large(network, batch):
        raise SentenceError(reason.text, **reason.data)
    if parameters is None:
        parameters = initialise(network, experiment.seed)
    check(parameters, network)
    inputs = batch_of(experiment.source, network, batch)
    exact = reference(network, parameters, inputs)
    for way in WAYS:
        timing = _timing(way, (network, parameters, inputs), exact, found, ended)
        if ended():
            return
        yield timing


def _timing(
    way: Way,
    given: "tuple[Network, Parameters, np.ndarray]",
    exact: "np.ndarray",
    found: "tuple[Device, ...]",
    ended: Over,
) -> Timing:
    import tensorflow as tf

    batch = len(given[-1])
    named = [one for one in found if one.name.startswith("GPU") == (way == "gpu")]
    if not named:
        return Timing(way, batch, lacks=_no_gpu())
    try:
        with tf.device(named[0].tensorflow_name):
            begin = time.perf_counter()
            make = PLAIN.get(way, eager if way == "eager" else compiled)
            compute = make(*given)
            prepared = time.perf_counter() - begin if make is compiled else 0.0
            return timed(way, compute, batch, exact, ended, prepared)
    except Exception as error:  # too little memory, say: the others go on
        traceback.print_exc()
        return Timing(way, batch, lacks=reason_of(error))


def eager(network: Network, parameters: Parameters, inputs: "np.ndarray") -> Compute:
    """Return the way in TensorFlow, each operation by itself, where tf.device says."""
    return _in_tensorflow(network, parameters, inputs, compiles=False)


def compiled(network: Network, parameters: Parameters, inputs: "np.ndarray") -> Compute:
    """Return the way in one program that XLA has made of all layers; it is made here."""
    return _in_tensorflow(network, parameters, inputs, compiles=True)


def _in_tensorflow(
    network: Network, parameters: Parameters, inputs: "np.ndarray", compiles: bool
) -> Compute:
    import tensorflow as tf

    from core.backend.tensors import activation

    layers = [LayerParameters(*map(tf.constant, layer)) for layer in parameters]
    functions = [activation(layer.activation) for layer in network.layers]
    batch = tf.constant(inputs)

    def answer(a: tf.Tensor) -> tf.Tensor:
        for (weights, biases, slopes), function in zip(layers, functions, strict=True):
            a = function(tf.matmul(a, weights) + biases, slopes)
        return a

    run = tf.function(answer, jit_compile=True, autograph=False) if compiles else answer
    run(batch)  # what TensorFlow sets up at first, or compiles, is not counted

    def compute(_: Over) -> Answered:
        return Answered(run(batch).numpy(), len(inputs))

    return compute


def _no_gpu() -> Sentence:
    from core.backend import devices

    return devices.gpu_problem() or Sentence(NO_GPU)
