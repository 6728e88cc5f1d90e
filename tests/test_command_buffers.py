"""XLA's command buffers: switched on where there is a GPU, for versions that know them."""

import os

import pytest

from core.backend import command_buffers
from core.backend.command_buffers import FLAGS, environment, with_command_buffers

OURS = " ".join(f"{name}={value}" for name, value in FLAGS.items())


def test_what_the_user_says_stays():
    own = "--xla_gpu_enable_command_buffer="
    assert with_command_buffers("", "2.21.0") == OURS
    assert with_command_buffers(" --xla_foo=1 ", "2.21.3") == f"--xla_foo=1 {OURS}"
    flags = with_command_buffers(own, "2.21.0").split()
    assert flags[0] == own
    assert [flag.partition("=")[0] for flag in flags] == list(FLAGS)


@pytest.mark.parametrize("version", ["2.20.1", "2.2.1", "2.210.0", "3.0.0"])
def test_versions_that_were_not_tried_get_no_flag(version):
    assert with_command_buffers("--xla_foo=1", version) == "--xla_foo=1"


@pytest.mark.parametrize("driver", [True, False])
def test_they_are_for_machines_with_a_gpu(monkeypatch, driver):
    exists = os.path.exists
    monkeypatch.setattr(
        os.path, "exists", lambda path: driver if "nvidia" in str(path) else exists(path)
    )
    monkeypatch.setattr(command_buffers.metadata, "version", lambda name: "2.21.0")
    assert environment({}) == ({"XLA_FLAGS": OURS} if driver else {})


def test_tensorflow_for_cpus_alone_gets_none(monkeypatch):
    def missing(name):
        raise command_buffers.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(command_buffers, "nvidia_driver", lambda: True)
    monkeypatch.setattr(command_buffers.metadata, "version", missing)
    assert environment({}) == {}
