"""A network that is about to overflow, and one that has: all of it is painted, without a word.

Warnings are errors here; in use they would fill the log.
"""

import logging

import numpy as np
import pytest
from msgspec.structs import replace

from core.parameters import LayerParameters
from gui.colouring import MODES
from gui.diagram import tone

LARGEST = float(np.finfo(np.float32).max)
# What weights may come to, between the usual and the largest there are.
SIZES = [1e30, 1e38, 3.3e38, LARGEST]


def diverged(session, size, broken=0):
    """Put weights up to `size` of both signs in place, and some that are not finite."""
    random = np.random.default_rng(0)

    def of(shape, least=-1.0):
        found = (size * random.uniform(least, 1, shape)).astype(np.float32)
        if found.size:
            found.flat[0] = size
            found.flat[: broken * 2 : 2] = np.inf
            found.flat[1 : broken * 2 : 2] = np.nan
        return found

    parameters = tuple(
        LayerParameters(*(of(part.shape) for part in layer))
        for layer in session.snapshot.parameters
    )
    session.set_snapshot(replace(session.snapshot, parameters=parameters, updates=7))


@pytest.mark.parametrize("size", SIZES)
def test_scales_stay_among_the_numbers_that_weights_can_be(size):
    steady = tone.Steady()
    assert np.isfinite(np.float32(steady.follow(size)))
    assert steady.follow(size) >= 0.99 * size


@pytest.mark.parametrize("broken", [0, 3])
@pytest.mark.parametrize("size", [1e38, LARGEST])
@pytest.mark.parametrize("mode", MODES)
def test_a_network_that_diverges_is_painted(session_of, show, caplog, size, broken, mode):
    session = session_of(6, 30, 20, 3)
    diagram = show(session)
    diagram.colouring.choose(mode=mode)
    with caplog.at_level(logging.WARNING):
        diverged(session, size, broken)
        diagram.wait_for_picture()
        diagram.selection.select((1, 2))
        diagram.grab()
        diagram.wait_for_picture()
    assert caplog.records == []
