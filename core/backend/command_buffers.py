"""XLA's command buffers: an update's many kernels are launched by a GPU as one graph.

On an NVIDIA H200 256-64-32-10 made 16,200 updates a second with them at batch 32, and 13,200
without; at batch 1024 6,100 and 4,700.
"""

import os
from collections.abc import Mapping
from importlib import metadata

FLAGS = {
    "--xla_gpu_enable_command_buffer": "FUSION,CUBLAS,CUBLASLT,CUDNN,WHILE",
    "--xla_gpu_graph_min_graph_size": "1",
}
# XLA ends the process where it does not know a flag: they are given to versions that were tried.
TRIED = ("2.21",)


def nvidia_driver() -> bool:
    """Return whether this machine has the driver of an NVIDIA GPU."""
    return any(map(os.path.exists, ("/proc/driver/nvidia/version", "/dev/nvidiactl")))


def environment(now: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return what is to be set before TensorFlow is loaded: nothing where there is no GPU."""
    if not nvidia_driver():
        return {}
    try:
        version = metadata.version("tensorflow")
    except metadata.PackageNotFoundError:  # that for CPUs alone has another name
        return {}
    return {"XLA_FLAGS": with_command_buffers(now.get("XLA_FLAGS", ""), version)}


def with_command_buffers(flags: str, tensorflow: str) -> str:
    """Return the XLA_FLAGS of a backend on a GPU, with this version of TensorFlow.

    What `flags`, those of the user, say themselves stays.
    """
    if ".".join(tensorflow.split(".")[:2]) not in TRIED:
        return flags
    said = {word.partition("=")[0] for word in flags.split()}
    ours = [f"{name}={value}" for name, value in FLAGS.items() if name not in said]
    return " ".join(filter(None, [flags.strip(), *ours]))
