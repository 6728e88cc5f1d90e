"""Which device is the quickest for a network and a batch: a rule made of what was measured.

On a GPU an update takes as long as its kernels take to launch, until there is much to compute. On
an H200 (command buffers off) and 16 cores beside it, in updates a second:

    network (batch)         multiplications       GPU       CPU
    256-64-32-10 (1)                 18,752    30,800    46,200
    256-64-32-10 (32)               600,064    12,900     8,900
    256-64-32-10 (256)            4,800,512     7,900     1,900
    256-512-512-10 (32)          12,746,752     9,200       960

and the larger they are the more the GPU is ahead: 250 times with 256-4096-4096-4096-10 (256).
Between the first two, both even on a logarithmic scale, they are equal at 117,000. Other machines
have other figures, so it is a round one.
"""

from collections.abc import Sequence
from itertools import pairwise

from core.network import Network

EVEN = 100_000  # multiplications of an update, forward; a GPU is quicker from here on


def multiplications(network: Network, batch_size: int) -> int:
    """Return how many numbers are multiplied by weights in one update, forward."""
    return batch_size * sum(inputs * outputs for inputs, outputs in pairwise(network.sizes))


def gains_by_gpu(network: Network, batch_size: int) -> bool:
    """Return whether a GPU makes more updates a second than the CPU beside it."""
    return multiplications(network, batch_size) >= EVEN


def quickest(names: Sequence[str], network: Network, batch_size: int) -> str:
    """Return which of the devices `names`, GPUs first and the CPU last, is the quickest."""
    return names[0] if gains_by_gpu(network, batch_size) else names[-1]
