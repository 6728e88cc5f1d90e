"""The examples that rows are of, without asking core.data.load, which holds the session's own."""

from functools import lru_cache

from core.data import Data, Source, made
from core.sweep import Row
from core.varied import source_of


def examples_of(row: Row) -> Data:
    """Return the examples that a row trained and was tested on; of the last source they are kept.

    In tables, rows of one source stand together.
    """
    return _made(source_of(row.trial.experiment))


def trained_on(row: Row) -> int:
    """Return how many examples a row trained on."""
    return _trained_on(source_of(row.trial.experiment))


@lru_cache(maxsize=1)
def _made(source: Source) -> Data:
    return made(source)


@lru_cache(maxsize=64)
def _trained_on(source: Source) -> int:
    return len(_made(source).train)
