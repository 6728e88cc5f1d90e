"""The datasets Netglow knows, by name; one module per family."""

from functools import cache

from core.datasets import digits, worked_example
from core.datasets.dataset import Dataset, DatasetSpec

_FAMILIES = (digits, worked_example)
SPECS: dict[str, DatasetSpec] = {family.SPEC.name: family.SPEC for family in _FAMILIES}
_LOADERS = {family.SPEC.name: family.load for family in _FAMILIES}


@cache
def load(name: str) -> Dataset:
    """Return the dataset called `name`, the same object at every call. KeyError: there is none."""
    return _LOADERS[name]()
