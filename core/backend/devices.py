"""The devices TensorFlow can compute on: list them, choose one, say what is wrong with a GPU."""

import os
import re
from typing import NamedTuple

from core.backend import command_buffers
from core.backend.quickest import multiplications, quickest
from core.cpu_title import cpu_title
from core.experiment import Experiment
from core.identity import installed
from core.wording import QT_TRANSLATE_NOOP, Sentence, SentenceError, all_of

# Before TensorFlow is imported: what it says of itself at every start helps nobody.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

os.environ.update(command_buffers.environment())
import tensorflow as tf

_THREADS = "TF_NUM_INTRAOP_THREADS"
_COUNT = re.compile("0*[1-9][0-9]{0,3}$", re.ASCII)


class Device(NamedTuple):
    """`name` as users write it ("CPU", "GPU:0"), and `title`, what it is."""

    name: str
    title: str

    @property
    def tensorflow_name(self) -> str:
        """What TensorFlow calls it: "/CPU:0"."""
        return "/CPU:0" if self.name == "CPU" else f"/{self.name}"


def list_devices() -> tuple[Device, ...]:
    """Return what there is, GPUs first, the CPU last."""
    gpus = [
        Device(f"GPU:{index}", _title(gpu))
        for index, gpu in enumerate(tf.config.list_physical_devices("GPU"))
    ]
    return (*gpus, Device("CPU", cpu_title(threads())))


def threads() -> int:
    """Return how many threads the CPU computes with: all cores but one, or what is asked for.

    TF_NUM_INTRAOP_THREADS asks. The last bits of wide layers and of large batches depend on it, so
    it follows from the machine, not from the cores that this process may use just now.
    """
    asked = os.environ.get(_THREADS, "")
    return int(asked) if _COUNT.match(asked) else max(1, (os.cpu_count() or 1) - 1)


def choose(name: str, devices: tuple[Device, ...], *experiments: Experiment) -> Device:
    """Return the device called `name` ("GPU" means the first GPU).

    For "" it is the one that is quickest for the largest of `experiments`, or the first for none.
    ValueError: there is none of that name; the sentence lists those there are.
    """
    if not name:
        works = [(one.network, one.hyperparameters.batch_size) for one in experiments]
        if not works:
            return devices[0]
        name = quickest(
            [one.name for one in devices], *max(works, key=lambda one: multiplications(*one))
        )
    wanted = name.upper()
    for device in devices:
        if wanted in (device.name, device.name.removesuffix(":0")):
            return device
    raise SentenceError(
        QT_TRANSLATE_NOOP("Core", "There is no device {name} here; TensorFlow sees {names}."),
        name=name,
        names=all_of([device.name for device in devices]),
    )


def set_up() -> None:
    """Let TensorFlow take GPU memory as it needs it, and leave one core to the window.

    GPUs multiply in whole float32, as the walkthrough that is compared with them does: in their
    TensorFloat-32 the fourth digit would differ.

    Call before anything is computed. With all cores, small networks even train slower: the threads
    wait for each other.
    """
    os.environ[_THREADS] = str(threads())
    tf.config.experimental.enable_tensor_float_32_execution(False)
    for gpu in tf.config.list_physical_devices("GPU"):
        tf.config.experimental.set_memory_growth(gpu, True)


def built_with_cuda() -> bool:
    """Return whether this TensorFlow could compute on an NVIDIA GPU."""
    return bool(tf.test.is_built_with_cuda())


def gpu_problem() -> Sentence | None:
    """Return a sentence if this machine has an NVIDIA GPU that TensorFlow cannot use."""
    if tf.config.list_physical_devices("GPU") or not command_buffers.nvidia_driver():
        return None
    return Sentence(_PROBLEMS[built_with_cuda(), installed()])


# By whether this TensorFlow could use a GPU, and whether this is the installed program.
_PROBLEMS = {
    (False, True): QT_TRANSLATE_NOOP(
        "Core",
        "There is an NVIDIA GPU, but this TensorFlow computes on the CPU only; there is a variant"
        " for GPUs, which packaging/build.py --gpu builds on Linux.",
    ),
    (False, False): QT_TRANSLATE_NOOP(
        "Core",
        "There is an NVIDIA GPU, but this TensorFlow computes on the CPU only; on Linux,"
        " pip install 'tensorflow[and-cuda]' brings one that uses it.",
    ),
    (True, True): QT_TRANSLATE_NOOP(
        "Core",
        "There is an NVIDIA GPU, but TensorFlow cannot use it: its driver is missing or too old"
        " for CUDA 12; update the driver.",
    ),
    (True, False): QT_TRANSLATE_NOOP(
        "Core",
        "There is an NVIDIA GPU, but TensorFlow cannot use it: the CUDA libraries are missing or"
        " too old for the driver; pip install 'tensorflow[and-cuda]' brings them.",
    ),
}


def _title(gpu: tf.config.PhysicalDevice) -> str:
    return str(tf.config.experimental.get_device_details(gpu).get("device_name", "GPU"))
