"""Which examples of a set the network answers wrongly, computed no further than it is asked."""

from collections.abc import Iterator

import numpy as np

from core.experiment import Network
from core.parameters import Parameters
from core.propagation import forward

CHUNK = 1000  # examples propagated at a time


class Misclassified:
    """The wrong answers of a network on `inputs` [examples, inputs] with their `labels`.

    A chunk that was looked at once is kept, as the places of its wrong answers alone.
    """

    def __init__(
        self, network: Network, parameters: Parameters, inputs: np.ndarray, labels: np.ndarray
    ) -> None:
        self._network = network
        self._parameters = parameters
        self._inputs = inputs
        self._labels = labels
        self._known: dict[int, np.ndarray] = {}

    def is_about(self, parameters: Parameters, inputs: np.ndarray) -> bool:
        """Whether these very parameters and inputs are asked about: what is known holds."""
        return parameters is self._parameters and inputs is self._inputs

    def search(self, start: int, by: int) -> Iterator[int | None]:
        """Go from place `start` on (`by` 1) or back (−1), round the set until `start` again.

        Yields None after a chunk without a wrong answer, then the place of the first wrong one;
        only Nones where there is none.
        """
        count = -(-len(self._labels) // CHUNK)
        first = start // CHUNK
        for step in range(count + 1):
            wrong = self._wrong((first + by * step) % count)
            if step == 0:  # from `start` on; the rest of its chunk comes last
                wrong = wrong[wrong >= start if by > 0 else wrong <= start]
            yield int(wrong[0 if by > 0 else -1]) if len(wrong) else None

    def draw(self, random: np.random.Generator) -> Iterator[int | None]:
        """Take the chunks by lot; yields as `search`, the place being any of its chunk."""
        for chunk in random.permutation(-(-len(self._labels) // CHUNK)):
            wrong = self._wrong(int(chunk))
            yield int(random.choice(wrong)) if len(wrong) else None

    def _wrong(self, chunk: int) -> np.ndarray:
        """Return the places of the wrong answers in a chunk, in order."""
        if chunk not in self._known:
            part = slice(chunk * CHUNK, (chunk + 1) * CHUNK)
            output = forward(self._network, self._parameters, self._inputs[part]).output
            wrong = np.flatnonzero(output.argmax(axis=1) != self._labels[part])
            self._known[chunk] = part.start + wrong
        return self._known[chunk]
