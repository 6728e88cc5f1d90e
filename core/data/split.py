"""Which examples are held back to test on."""

import numpy as np


def held_back(random: np.random.Generator, labels: np.ndarray, share: float) -> np.ndarray:
    """Return which examples, with int `labels` [examples], are for the test: bool [examples].

    That is `share` of each class, rounded; one of each at least is left to train on.
    """
    tested = np.zeros(len(labels), bool)
    for label in range(int(labels.max(initial=-1)) + 1):
        places = random.permutation(np.flatnonzero(labels == label))
        tested[places[: min(round(share * len(places)), len(places) - 1)]] = True
    return tested
