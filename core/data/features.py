"""Inputs that are made of a point's coordinates: what a network gets in their place, or beside."""

from collections.abc import Callable

import numpy as np

# Each maps coordinates [points, 2] to [points]. Those that TensorFlow Playground offers.
FEATURES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "x₁": lambda x: x[:, 0],
    "x₂": lambda x: x[:, 1],
    "x₁²": lambda x: x[:, 0] ** 2,
    "x₂²": lambda x: x[:, 1] ** 2,
    "x₁x₂": lambda x: x[:, 0] * x[:, 1],
    "sin x₁": lambda x: np.sin(x[:, 0]),
    "sin x₂": lambda x: np.sin(x[:, 1]),
}
PLANE = ("x₁", "x₂")  # the coordinates themselves, of the plane


def of_coordinates(names: tuple[str, ...], coordinates: np.ndarray) -> np.ndarray:
    """Return the features `names` of `coordinates` [points, 2]: [points, features], same dtype."""
    return np.stack([FEATURES[name](coordinates) for name in names], axis=1)
