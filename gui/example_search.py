"""Which examples of a set are sought: of one class, or answered wrongly, or both.

Answers are computed no further than they are asked for.
"""

from collections.abc import Iterator

import numpy as np

from core.data.data import ExampleSet
from core.data.tasks import Classes
from core.experiment import Experiment
from core.parameters import Parameters
from core.propagation import forward

CHUNK = 1000  # examples propagated at a time


class ExampleSearch:
    """Examples of a set, those of class `label` (None: of any) where there are classes.

    Sought is only what the network answers wrongly where `wrong`. A chunk that was looked at once
    is kept, as the places found alone. ValueError: there are no classes.
    """

    def __init__(
        self,
        experiment: Experiment,
        parameters: Parameters,
        examples: ExampleSet,
        wrong: bool,
        label: int | None,
    ) -> None:
        if examples.labels is None or not isinstance(experiment.task, Classes):
            raise ValueError("Only examples of classes can be looked for.")
        self._network, self._task = experiment.network, experiment.task
        self._labels = examples.labels
        self._parameters = parameters
        self._examples = examples
        self._wrong = wrong
        self._label = label
        self._known: dict[int, np.ndarray] = {}

    def is_for(
        self, parameters: Parameters, examples: ExampleSet, wrong: bool, label: int | None
    ) -> bool:
        """Whether this very search is asked for: what is known holds."""
        alike = parameters is self._parameters and examples is self._examples
        return alike and (wrong, label) == (self._wrong, self._label)

    def search(self, start: int, by: int) -> Iterator[int | None]:
        """Go from place `start` on (`by` 1) or back (−1), round the set until `start` again.

        Yields None after a chunk that holds none, then the place of the first one sought; only
        Nones where there is none.
        """
        count = -(-len(self._examples) // CHUNK)
        first = start // CHUNK
        for step in range(count + 1):
            found = self._places((first + by * step) % count)
            if step == 0:  # from `start` on; the rest of its chunk comes last
                found = found[found >= start if by > 0 else found <= start]
            yield int(found[0 if by > 0 else -1]) if len(found) else None

    def draw(self, random: np.random.Generator) -> Iterator[int | None]:
        """Take the chunks in random order; yields as `search`, the place being any of its chunk."""
        for chunk in random.permutation(-(-len(self._examples) // CHUNK)):
            found = self._places(int(chunk))
            yield int(random.choice(found)) if len(found) else None

    def count(self) -> Iterator[int | None]:
        """Count all that are sought: yields None after a chunk, and at last how many there are."""
        found = 0
        for chunk in range(-(-len(self._examples) // CHUNK)):
            found += len(self._places(chunk))
            yield None
        yield found

    def _places(self, chunk: int) -> np.ndarray:
        """Return the places sought in a chunk, in order."""
        if chunk not in self._known:
            start = chunk * CHUNK
            labels = self._labels[start : start + CHUNK]
            places = np.arange(start, start + len(labels))
            if self._label is not None:
                places = places[labels == self._label]
            if self._wrong and len(places):
                places = places[self._answers(places) != self._labels[places]]
            self._known[chunk] = places
        return self._known[chunk]

    def _answers(self, places: np.ndarray) -> np.ndarray:
        """Return the class that the network answers for the examples at `places`."""
        outputs = forward(self._network, self._parameters, self._examples.inputs[places]).output
        return self._task.answers(outputs, self._network.layers[-1])
