"""Maps are computed in a thread of their own, and one that fails is not the last."""

import numpy as np
import pytest

from core.beginnings import beginning
from core.data import Plane
from core.maps import Grid, View
from core.network import Network
from core.parameters import initialise
from gui.maps.worker import MapJob, MapWorker


@pytest.mark.parametrize("waits", [False, True])
def test_a_job_that_fails_is_logged_and_the_next_one_is_done(qtbot, caplog, waits):
    experiment = beginning(Plane("circle"))
    network = experiment.network
    grid = Grid(View(-1, 1, -1, 1), 5, 5)
    good = MapJob(network, initialise(network, 1), experiment.input, grid)
    other = initialise(Network(3, network.layers), 1)
    worker, came = MapWorker(), []
    worker.maps_ready.connect(lambda job, maps: came.append((job, maps)))
    worker.request(good._replace(parameters=other))
    if waits:
        worker.wait()
    qtbot.waitUntil(lambda: worker.idle, timeout=5000)
    assert came == []
    assert "maps could not be computed" in caplog.text
    with qtbot.waitSignal(worker.maps_ready, timeout=5000):
        worker.request(good)
    assert len(came) == 1
    assert came[0][0] is good
    assert np.isfinite(came[0][1].activations(1)).all()
