"""One example as it is looked at: chosen from the data, or the user's own."""

import numpy as np
from msgspec import Struct

from core.data.data import ExampleSet
from core.data.inputs import Point

OWN = "hand"  # origin of an example whose numbers users chose


class Example(Struct, frozen=True, eq=False):
    """One input, float32 [inputs], with the right answer where it is known.

    That is the index of a class, `label`, or where there are values, `values` float32 [values].
    `origin` is "pad", "picture", "hand", "train", "test" or "" (none chosen yet), `index` its place
    there. `coordinates`, float32 [coordinates], are the point that the input is made of, if any.
    """

    inputs: np.ndarray
    label: int | None = None
    origin: str = ""
    index: int = 0
    values: np.ndarray | None = None
    coordinates: np.ndarray | None = None

    @staticmethod
    def own(
        kind: Point,
        coordinates: np.ndarray,
        label: int | None = None,
        values: np.ndarray | None = None,
    ) -> "Example":
        """Return the user's own example at `coordinates` [coordinates] of a `kind` of point."""
        point = np.asarray(coordinates, np.float32)
        return Example(kind.inputs(point[None])[0], label, OWN, 0, values, point)

    @staticmethod
    def of(examples: ExampleSet, origin: str, index: int) -> "Example":
        """Return number `index`, from 0, of `examples`, the set called `origin`."""
        inputs, coordinates = examples.inputs[index], examples.coordinates
        point = None if coordinates is None else coordinates[index]
        if examples.labels is None:
            return Example(inputs, None, origin, index, examples.targets[index], point)
        return Example(inputs, int(examples.labels[index]), origin, index, coordinates=point)
