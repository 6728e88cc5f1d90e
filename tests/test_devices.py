"""The devices: listed, chosen by name, trained on; what is said of a GPU that cannot be used."""

import os

import pytest
import tensorflow as tf

from core.backend import devices
from core.backend.devices import Device, choose
from core.experiment import Experiment, Hyperparameters
from tests.processes import run_python

CPU = Device("CPU", "CPU, 8 cores")
TWO_GPUS = (Device("GPU:0", "NVIDIA A"), Device("GPU:1", "NVIDIA B"), CPU)


def test_cpu_is_there_and_last():
    *_, last = devices.list_devices()
    assert (last.name, last.tensorflow_name) == ("CPU", "/CPU:0")
    assert last.title == (
        "CPU, 1 thread" if devices.threads() == 1 else f"CPU, {devices.threads()} threads"
    )


@pytest.mark.parametrize(
    ("asked", "cores", "count"),
    [
        (None, 8, 7),
        (None, 1, 1),
        (None, None, 1),
        ("3", 8, 3),
        ("016", 8, 16),
        ("0", 8, 7),  # what TensorFlow would make of it is not for sure
        ("many", 8, 7),
        ("", 8, 7),
        ("-1", 8, 7),
        ("²", 8, 7),
    ],
)
def test_number_of_threads_follows_from_the_machine_unless_it_is_asked_for(
    monkeypatch, asked, cores, count
):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    monkeypatch.setenv("TF_NUM_INTRAOP_THREADS", asked or "")
    if asked is None:
        monkeypatch.delenv("TF_NUM_INTRAOP_THREADS")
    assert devices.threads() == count
    devices.set_up()
    assert os.environ["TF_NUM_INTRAOP_THREADS"] == str(count)


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("", "/GPU:0"),
        ("GPU", "/GPU:0"),
        ("gpu:0", "/GPU:0"),
        ("GPU:1", "/GPU:1"),
        ("cpu", "/CPU:0"),
        ("CPU", "/CPU:0"),
    ],
)
def test_device_is_chosen_by_name(name, chosen):
    assert choose(name, TWO_GPUS).tensorflow_name == chosen


def test_cpu_is_the_best_where_there_is_no_gpu():
    assert choose("", (CPU,)) is CPU
    assert choose("", (CPU,), Experiment()) is CPU


def test_best_is_what_is_quickest_for_the_largest_work():
    small = Experiment(hyperparameters=Hyperparameters(batch_size=1))
    large = Experiment(hyperparameters=Hyperparameters(batch_size=256))
    assert choose("", TWO_GPUS, small).name == "CPU"
    assert choose("", TWO_GPUS, large).name == choose("", TWO_GPUS, large, small).name == "GPU:0"
    assert choose("GPU:1", TWO_GPUS, small).name == "GPU:1"


@pytest.mark.parametrize("name", ["GPU:2", "TPU", "GPU:", "0", " ", "GPU:0:0"])
def test_other_names_are_refused_with_those_there_are(name):
    with pytest.raises(ValueError, match="GPU:0 and GPU:1 and CPU") as caught:
        choose(name, TWO_GPUS)
    # Blanks are told as one.
    assert " ".join(f"no device {name} here".split()) in str(caught.value)


def test_gpus_are_listed_first_with_their_titles(monkeypatch):
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda kind: ["first", "second"])
    monkeypatch.setattr(
        tf.config.experimental,
        "get_device_details",
        lambda gpu: {"device_name": "NVIDIA T4"} if gpu == "first" else {},
    )
    found = devices.list_devices()
    assert [device.name for device in found] == ["GPU:0", "GPU:1", "CPU"]
    assert [device.title for device in found[:2]] == ["NVIDIA T4", "GPU"]


def test_gpu_memory_is_taken_as_it_is_needed(monkeypatch):
    grown = []
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda kind: [f"{kind} a", f"{kind} b"])
    monkeypatch.setattr(
        tf.config.experimental, "set_memory_growth", lambda *what: grown.append(what)
    )
    devices.set_up()
    assert grown == [("GPU a", True), ("GPU b", True)]


def test_gpus_multiply_in_whole_float32():
    tf.config.experimental.enable_tensor_float_32_execution(True)
    devices.set_up()
    assert not tf.config.experimental.tensor_float_32_execution_enabled()


@pytest.fixture
def machine(monkeypatch):
    """Say what the machine has: `machine(driver, gpus, cuda)`."""

    def describe(driver, gpus, cuda):
        exists = os.path.exists
        monkeypatch.setattr(
            os.path,
            "exists",
            lambda path: driver if "nvidia" in str(path) else exists(path),
        )
        monkeypatch.setattr(tf.config, "list_physical_devices", lambda kind: gpus)
        monkeypatch.setattr(tf.test, "is_built_with_cuda", lambda: cuda)

    return describe


@pytest.mark.parametrize(
    ("driver", "gpus"), [(False, []), (True, ["a GPU"]), (False, ["a GPU without such a driver"])]
)
def test_nothing_is_said_where_nothing_is_wrong(machine, driver, gpus):
    machine(driver, gpus, cuda=True)
    assert devices.gpu_problem() is None


@pytest.mark.parametrize(
    ("cuda", "reason"),
    [(False, "this TensorFlow computes on the CPU only"), (True, "CUDA libraries are missing")],
)
def test_gpu_that_cannot_be_used_is_told_with_the_way_out(machine, cuda, reason):
    machine(True, [], cuda)
    sentence = str(devices.gpu_problem())
    assert reason in sentence
    assert "pip install 'tensorflow[and-cuda]'" in sentence


# TensorFlow takes seconds to load: each of these has a copy of a process that has loaded it, and
# has computed nothing yet.
IN_COPIES = """
import os, sys, hashlib
from core.heavy_imports import heavy_imports
with heavy_imports():
    from core.backend import devices
    from core.backend.trainer import Trainer
from core import data
from core.experiment import Experiment, Hyperparameters
from core.network import Layer, Network
from core.run import Run
from tests.helpers import *
import tensorflow as tf

# No GPU is needed to see that the chosen device computes: TensorFlow splits the CPU in two.
def train_on_the_second():
    (cpu,) = tf.config.list_physical_devices("CPU")
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
    experiment = tiny_experiment()
    results, said = [], []
    for device in ("/CPU:0", "/CPU:1"):
        trainer = Trainer(experiment, tiny_data(), first_snapshot(experiment), device)
        trainer.run(5)
        places = {tensor.device[-5:] for tensor in tf.nest.flatten(trainer._parameters)}
        places |= {
            tensor.device[-5:] for tensor in (*trainer._train, *trainer._test, trainer._order)
        }
        results.append((flat(trainer.parameters()).tobytes(), trainer.measure_test()))
        said += sorted(places)
    print(*said, results[0] == results[1], flush=True)

# Wide enough for the number of threads to make a difference: 1, 2, 5 and 8 have each their bits.
def train_on(cores):
    os.cpu_count = lambda: 5
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))
    devices.set_up()
    network = Network(256, (Layer(100), Layer(10, "softmax")))
    experiment = Experiment(network, hyperparameters=Hyperparameters(batch_size=4096))
    trainer = Trainer(experiment, data.load(experiment.source), Run.start(experiment).snapshot)
    trainer.run(3)
    bits = hashlib.sha256(flat(trainer.parameters()).tobytes()).hexdigest()
    print(devices.threads(), bits, flush=True)

# XLA ends the process where it does not know a flag, and reads them when it first compiles.
def train_with_command_buffers():
    from core.backend.command_buffers import FLAGS
    os.environ["XLA_FLAGS"] = " ".join(f"{name}={value}" for name, value in FLAGS.items())
    train_on(1)

if not hasattr(os, "sched_setaffinity"):
    sys.exit(train_on_the_second())
works = train_on_the_second, lambda: train_on(1), lambda: train_on(2), train_with_command_buffers
for number, work in enumerate(works):
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert status == 0, number
"""


@pytest.fixture(scope="module")
def in_copies(loaded_python):
    """The lines that are printed of a second device, and on Linux of one core and of two."""
    environment = dict(os.environ)
    environment.pop("TF_NUM_INTRAOP_THREADS", None)
    ended = run_python("-c", IN_COPIES, timeout=240, env=environment, python=loaded_python)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="Linux alone ties to cores")
def test_equal_bits_on_however_many_of_the_cores(in_copies):
    _, one, two, _ = in_copies
    assert one == two
    assert one.startswith("4 ")


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="Linux alone ties to cores")
def test_this_tensorflow_knows_the_flags_of_command_buffers(in_copies):
    assert in_copies[3] == in_copies[1]


def test_training_happens_on_the_chosen_device(in_copies):
    assert in_copies[0].split() == ["CPU:0", "CPU:1", "True"]
