"""The stages of a walk: which kinds there are, and what each has to do with neurons and edges.

`core.equations` has the equation of each kind, and `gui.walk.stages` its words.
"""

from typing import NamedTuple

import numpy as np

GRAINS = ("layer", "neuron", "edge")


class StageKind(NamedTuple):
    """One kind of stage, and the `phase` of the walk that it belongs to.

    `has_units`: it computes numbers of neurons, which finer grains follow one by one. `has_terms`:
    they are sums, or rows, of one term an edge. `has_bias`: the last term is the neuron's bias.
    `gathers_back`: the terms run over the layer behind, not the one before.
    """

    phase: str
    has_units: bool = True
    has_terms: bool = False
    has_bias: bool = False
    gathers_back: bool = False


KINDS: dict[str, StageKind] = {
    "input": StageKind("forward", has_units=False),
    "pre-activation": StageKind("forward", has_terms=True, has_bias=True),
    "activation": StageKind("forward"),
    "loss": StageKind("loss", has_units=False),
    "output delta": StageKind("backward"),
    "weight gradient": StageKind("backward", has_terms=True),
    "bias gradient": StageKind("backward"),
    "delta": StageKind("backward", has_terms=True, gathers_back=True),
    "update": StageKind("update", has_terms=True, has_bias=True),
    "again": StageKind("again", has_units=False),
}
PHASES = {name: kind.phase for name, kind in KINDS.items()}


class Stage(NamedTuple):
    """One equation of the walk: its `kind`, a name in KINDS, and the `layer` that it is of.

    It computes an array of that layer, where the input is layer 0: `units` numbers or columns,
    each from `terms` terms.
    """

    kind: str
    layer: int
    units: int = 1
    terms: int = 1

    @property
    def pair(self) -> int | None:
        """The pair of layers whose edges have a part in it; None: edges have none."""
        if not self.traits.has_terms:
            return None
        return self.layer if self.traits.gathers_back else self.layer - 1

    @property
    def traits(self) -> StageKind:
        """What holds of all stages of this kind."""
        return KINDS[self.kind]

    @property
    def phase(self) -> str:
        """The phase of the walk that it belongs to."""
        return self.traits.phase

    @property
    def bias_term(self) -> int | None:
        """The number of the term that is a bias; None: no term is one."""
        return self.terms - 1 if self.traits.has_bias else None


class Place(NamedTuple):
    """Where a walk stands: in a stage, at a unit of it, at a term of that, each from 0."""

    stage: int = 0
    unit: int = 0
    term: int = 0


class Operand(NamedTuple):
    """An array of an equation: `values` [rows, columns], written as `symbol` of `layer`.

    `axes` say what rows and columns are counted by: "unit" or "term" of the stage, "example" of
    the batch, or "" for a single one.
    """

    symbol: str
    layer: int
    values: np.ndarray
    axes: tuple[str, str]
