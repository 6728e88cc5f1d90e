"""The backend ends soon after its standard input, whatever it does at that moment."""

import subprocess
import sys
import time

import pytest

from core.backend.messages import UpdateOnce, frame
from tests.processes import ROOT

# The real program with stand-ins for TensorFlow and for the work.
BUSY = """
import sys, time, types
for name in ("tensorflow", "tensorflow.errors", "core.backend.devices"):
    sys.modules[name] = module = types.ModuleType(name)
sys.modules["tensorflow.errors"].OpError = OSError
sys.modules["tensorflow"].__version__ = "2.0"
module.set_up, module.list_devices, module.gpu_problem = lambda: None, lambda: (), lambda: None
from core.backend import worker

{state}
sys.exit(worker.main())
"""
STATES = {
    "loading": "module.set_up = lambda: time.sleep(60)",
    "in a long update": "worker.Worker.serve = lambda self: time.sleep(60)",
    "between updates": "",
}


@pytest.mark.parametrize("nonsense", [False, True])
@pytest.mark.parametrize("state", list(STATES))
def test_it_ends_within_two_seconds(state, nonsense):
    child = subprocess.Popen(
        [sys.executable, "-c", BUSY.format(state=STATES[state])],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        child.stdin.write(frame(UpdateOnce()))
        child.stdin.flush()
        if state != "loading":
            assert b"Ready" in child.stdout.read(20)
        if nonsense:
            child.stdin.write(b"This is nonsense.")
            child.stdin.flush()  # and nobody closes the pipe
        else:
            child.stdin.close()
        began = time.monotonic()
        code = child.wait(10)
        took = time.monotonic() - began
        said = child.stderr.read()
    finally:
        child.kill()
        child.stdout.close()
        child.stderr.close()
        if nonsense:
            child.stdin.close()
    assert code == (2 if nonsense else 0)
    if state != "loading":  # Python's own start takes its time, and nothing is said meanwhile
        assert took < 2.5
        assert (b"backend: A message of " in said) == nonsense
        assert said.count(b"\n") == int(nonsense)
