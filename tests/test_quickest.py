"""The quickest device: a rule that agrees with what was measured, followed and told in words."""

import math

import pytest
from msgspec.structs import replace

from core.backend.quickest import EVEN, gains_by_gpu, multiplications, quickest
from core.experiment import Experiment
from core.network import Layer, Network
from gui.backend_state import BackendState
from gui.status_bar import StatusBar
from tests.panels import field

# Measured on an NVIDIA H200 and 16 cores: updates a second on the GPU, on the CPU.
MEASURED = (
    ((256, 64, 32, 10), 1, 30_800, 46_200),
    ((256, 64, 32, 10), 32, 12_900, 8_900),
    ((256, 64, 32, 10), 256, 7_900, 1_900),
    ((256, 64, 32, 10), 4096, 2_000, 350),
    ((256, 512, 512, 10), 32, 9_200, 960),
    ((256, 512, 512, 10), 1024, 3_600, 230),
    ((256, 2048, 2048, 10), 32, 4_300, 230),
    ((256, 4096, 4096, 4096, 10), 4096, 57, 1.4),
)
NAMES = ("GPU:0", "GPU:1", "CPU")


def network(sizes):
    inputs, *hidden, outputs = sizes
    return Network(inputs, (*map(Layer, hidden), Layer(outputs, "softmax")))


@pytest.mark.parametrize(("sizes", "batch", "gpu", "cpu"), MEASURED)
def test_the_rule_chooses_what_was_measured_to_be_quicker(sizes, batch, gpu, cpu):
    assert quickest(NAMES, network(sizes), batch) == ("GPU:0" if gpu > cpu else "CPU")


def test_the_bound_is_where_two_measurements_meet():
    (below, above), ratios = (
        [math.log(multiplications(network(sizes), batch)) for sizes, batch, *_ in MEASURED[:2]],
        [math.log(gpu / cpu) for *_, gpu, cpu in MEASURED[:2]],
    )
    even = math.exp(below + (above - below) * -ratios[0] / (ratios[1] - ratios[0]))
    assert even / 1.25 < EVEN < even * 1.25


def test_multiplications_are_those_of_every_weight_and_example():
    assert multiplications(network((256, 64, 32, 10)), 32) == 32 * (256 * 64 + 64 * 32 + 32 * 10)
    edge = Network(1, (Layer(1, "linear"),), "mean squared error")
    assert not gains_by_gpu(edge, EVEN - 1)
    assert gains_by_gpu(edge, EVEN)


@pytest.mark.parametrize("names", [("CPU",), ("GPU:0",)])
def test_one_device_is_the_quickest(names):
    for batch in (1, 65536):
        assert quickest(names, Network(), batch) == names[0]


def test_the_status_bar_says_what_was_chosen_and_why(qtbot, session, training_rate):
    bar = StatusBar(session, training_rate)
    qtbot.addWidget(bar)
    numbers = field(bar, "trainingStatus")
    devices = tuple((name, name) for name in NAMES)
    session.set_backend(BackendState("ready", device="CPU", devices=devices))
    with_batch(session, 1)
    assert numbers.text().startswith("CPU (small network and batch)")
    assert "multiplies 18,752 times" in numbers.toolTip()
    with_batch(session, 256)  # the backend has not moved yet
    assert numbers.text().startswith("CPU   ·")
    session.set_backend(BackendState("ready", device="GPU:0", devices=devices))
    assert numbers.text().startswith("GPU:0 (large network or batch)")
    session.set_device("GPU:0")
    assert numbers.text().startswith("GPU:0   ·")
    assert "Best available" not in numbers.toolTip()
    session.set_device("")
    session.set_backend(BackendState("ready", device="CPU", devices=(("CPU", "CPU"),)))
    assert numbers.text().startswith("CPU   ·")


def with_batch(session, size):
    now = replace(Experiment().hyperparameters, batch_size=size)
    session.change_experiment(replace(Experiment(), hyperparameters=now), "Batch")
