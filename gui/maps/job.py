"""What maps are asked for, and how they are made."""

from typing import NamedTuple

from core.data.inputs import Point
from core.maps import Grid, Maps, neuron_maps
from core.network import Network
from core.parameters import Parameters


class MapJob(NamedTuple):
    """The maps of `network` with `parameters` over `grid`; `snapshot` is where they come from."""

    network: Network
    parameters: Parameters
    kind: Point
    grid: Grid
    snapshot: object = None


class Shown(NamedTuple):
    """The maps on screen, and what they were made of."""

    job: MapJob
    maps: Maps


def maps_of(job: MapJob) -> Maps:
    """Return the maps that a job asks for."""
    return neuron_maps(job.network, job.parameters, job.kind, job.grid)
