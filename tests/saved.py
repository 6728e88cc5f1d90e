"""What tests of saved networks share: runs to save, a saved file, and its members."""

import io
import math
import zipfile

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.activations import ACTIVATIONS
from core.data import Digits
from core.experiment import Experiment, Hyperparameters
from core.history import History
from core.initialisers import INITIALISERS
from core.losses import LOSSES, taking
from core.network import Layer, Network
from core.optimizers import OPTIMIZERS
from core.parameters import LayerParameters, initialise, shapes
from core.project_file import load
from core.run import Run
from core.snapshot import Metrics, Slots, Snapshot

counts = st.integers(0, 2**53)
metric = st.sampled_from([math.nan, math.inf, -math.inf]) | st.floats(0, 1e30)


@st.composite
def networks(draw):
    names = st.sampled_from(sorted(ACTIVATIONS))
    loss = draw(st.sampled_from(sorted(taking(10))))
    last = draw(st.sampled_from(LOSSES[loss].output_activations or sorted(ACTIVATIONS)))
    hidden = draw(st.lists(st.builds(Layer, st.integers(1, 5), names), max_size=3))
    initialiser = draw(st.sampled_from(sorted(INITIALISERS)))
    return Network(256, (*hidden, Layer(10, last)), loss, initialiser)


@st.composite
def projects(draw):
    network = draw(networks())
    hyperparameters = draw(
        st.builds(
            Hyperparameters,
            optimizer=st.sampled_from(sorted(OPTIMIZERS)),
            learning_rate=st.floats(0, 1000, exclude_min=True),
            batch_size=st.integers(1, 65536),
            momentum=st.floats(0, 1, exclude_max=True),
            epsilon=st.floats(0, 1, exclude_min=True),
            l2=st.floats(0, 10),
            l1=st.sampled_from((0.0, 0.5)),
            dropout=st.sampled_from((0.0, 0.25)),
            schedule=st.sampled_from(("constant", "cosine")),
            patience=st.sampled_from((0, 300)),
        )
    )
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    parameters = tuple(
        LayerParameters(*(random.normal(0, 10, shape).astype(np.float32) for shape in layer))
        for layer in shapes(network)
    )
    updates = draw(counts)
    count = OPTIMIZERS[hyperparameters.optimizer].slot_count
    slots = Slots((parameters,) * count, draw(st.integers(0, updates)))
    snapshot = Snapshot(
        parameters,
        updates=updates,
        slots=slots if draw(st.booleans()) and updates else None,
        examples_seen=draw(counts),
        examples=draw(st.integers(1, 2**53)),
        test=draw(st.builds(Metrics, metric, metric, metric)),
        tested_at=draw(counts),
    )
    points = draw(arrays.arrays(float, st.tuples(st.integers(0, 9), st.just(5)), elements=metric))
    history = History.restore(points, draw(st.integers(1, 1024)))
    seed = draw(st.integers(0, 2**32 - 1))
    given = draw(st.sampled_from([None, parameters]))
    names = {name: draw(st.text(max_size=9)) for name in ("id", "parent", "name")}
    names["computed_on"] = draw(st.sampled_from(("", "CPU, 7 threads", "NVIDIA T4")))
    experiment = Experiment(network, Digits(), hyperparameters, seed)
    return Run(experiment, snapshot, history, given, **names)


def small_project():
    experiment = Experiment(Network(256, (Layer(3, "prelu"), Layer(10, "softmax"))))
    history = History()
    snapshot = Snapshot(initialise(experiment.network, 0), 40, 1280, 42_000, tested_at=40)
    history.add(snapshot)
    return Run(experiment, snapshot, history)


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_members(path, contents):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)


def npy(array, **how):
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, allow_pickle=False, **how)
    return buffer.getvalue()


def refused(path):
    """The sentence with which the file at `path` is refused."""
    with pytest.raises(ValueError, match=r"\.$") as caught:
        load(path)
    sentence = str(caught.value)
    assert sentence.startswith(path.name)
    assert "\n" not in sentence
    return sentence
