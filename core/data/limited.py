"""Sources of which a network may be given a part to train on: the first so many, in some order."""

import numpy as np
from msgspec import Struct

from core.checks import require
from core.data.data import Data, ExampleSet
from core.wording import QT_TRANSLATE_NOOP

_ORDER = 3  # a stream of random numbers


class Limited(Struct, frozen=True, kw_only=True):
    """A source that may train on the first `examples` of a fixed order of its own; 0: on all.

    The order is the same however many they are, every beginning of it has each class in its share,
    and the test examples stay as they are: what is learned of 20 examples and of 50 can be
    compared. Where nothing is held back to test on, those that are trained on serve for that, too.
    """

    examples: int = 0


def limited(data: Data, source: Limited) -> Data:
    """Return what `source` has of all its `data`, which are those of the source without limit."""
    require(
        source.examples >= 0,
        QT_TRANSLATE_NOOP("Core", "The number of examples must be 0 (all) or more, not {count}."),
        count=source.examples,
    )
    order = _mixed(data.train)[: source.examples or None]
    train = data.train.chosen(np.sort(order))
    return Data(source, train, train if data.test is data.train else data.test)


def _mixed(examples: ExampleSet) -> np.ndarray:
    """Return all places in a random order in which every beginning has each class in its share."""
    random, count = np.random.default_rng(_ORDER), len(examples)
    labels = np.zeros(count, int) if examples.labels is None else examples.labels
    rank = np.empty(count)
    for label in np.unique(labels):
        here = random.permutation(np.flatnonzero(labels == label))
        rank[here] = (np.arange(len(here)) + random.random()) / len(here)
    return np.argsort(rank, kind="stable")
