"""The runs of a window, as a value: a tree of what was trained, and what tells each from another.

A run that nobody has trained is kept only while it is shown: there is nothing to lose.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from core.experiment import Hyperparameters
from core.frozen import Frozen
from core.network import Network
from core.parameters import bytes_of, equal
from core.run import Run
from core.snapshot import Metrics
from core.stopwatch import Stopwatch

COLOURS = 8  # that runs have in turn; as many are seen in charts
MOST = 60  # runs of a window
BOUND = 256 * 2**20  # bytes of weights that runs keep together
# These do not change what is learned, only when training stops.
_STOPS = ("stop_after", "stop_unit", "stop_under", "patience")


class Kept(Struct, frozen=True, eq=False):
    """A run in its newest state, and how it is shown.

    `colour` counts from 0 to COLOURS − 1. `thinned`: its weights were let go of to save memory; its
    curve is there, and what it trained. `left` is the run as its last update left it, where other
    hyperparameters or examples were chosen since: for a run that begins then, as a rule. `began`
    says after how many updates of its parent it goes its own way.
    """

    run: Run
    colour: int = 0
    hidden: bool = False
    pinned: bool = False
    watch: Stopwatch = field(default_factory=Stopwatch)
    thinned: bool = False
    left: Run | None = None
    began: int = 0

    @property
    def as_trained(self) -> Run:
        """The run as its last update left it, without what was chosen since for the next one."""
        return self.left or self.run

    @property
    def worth_keeping(self) -> bool:
        """Whether it has come to something."""
        return self.run.snapshot.updates > 0 or self.run.trained is not None or self.thinned

    @property
    def arrays(self) -> list[np.ndarray]:
        """Its weights, those of slots and of its start too; the same ones may be there twice."""
        return [*self.run.arrays, *(self.left.exact.arrays if self.left else ())]

    @property
    def nbytes(self) -> int:
        """How many bytes these take."""
        return bytes_of(self.arrays)


class Branch(NamedTuple):
    """A run in the tree: `depth` 0 is a root."""

    kept: Kept
    depth: int


class Best(NamedTuple):
    """Where a run was best: loss of the test set, or of training where nothing is tested."""

    loss: float
    epoch: float
    updates: float  # NaN: not known
    of_test: bool


class Difference(NamedTuple):
    """What a run does otherwise than its parent.

    `what` is the name of a hyperparameter, or "network", "activations", "loss", "initialiser",
    "data", "seed", "branch" (from the update `after` on) or "start" (weights that it began with, of
    which nothing more is said).
    """

    what: str
    before: object = None
    after: object = None


class Runs(Struct, frozen=True, eq=False):
    """The runs in the order in which they began.

    `parents` says of every run that was ever here from which one it was made.
    """

    kept: tuple[Kept, ...] = ()
    parents: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.kept)

    def find(self, run_id: str) -> Kept | None:
        """Return the run of this id; None: it is not here."""
        return next((kept for kept in self.kept if kept.run.id == run_id), None)

    def take(self, run: Run) -> "Runs":
        """Return them with `run` in its newest state; a new one comes last."""
        known = self.find(run.id)
        if known:
            if known.run is run and not known.thinned:
                return self
            return self._with(replace(known, run=run, thinned=False))
        return self.add(Kept(run))

    def begin(self, run: Run) -> "Runs":
        """Return them with `run`, which begins now: where its parent, if that is here, has come to.

        What its parent did till then is its own past, too.
        """
        parent = self.find(run.parent)
        if parent is None or not run.snapshot.updates or self.find(run.id):
            return self.take(run)
        watch = parent.watch.until(run.snapshot.epoch)
        return self.add(Kept(run, watch=watch, began=run.snapshot.updates))

    def put_back(self, kept: Kept, at: int) -> "Runs":
        """Return them with a run that is not here, at this place."""
        parents = self.parents | {kept.run.id: kept.run.parent}
        return Runs((*self.kept[:at], kept, *self.kept[at:]), parents)

    def chosen(self, run: Run, left: Run) -> "Runs":
        """Return them with `run`, which was `left` until something else was chosen for it."""
        now = self.take(run)
        kept = now.find(run.id)
        assert kept is not None
        before = kept.left or left
        as_before = before.experiment == run.experiment
        return now._with(replace(kept, left=None if as_before else before))

    def learned(self, run: Run) -> "Runs":
        """Return them with `run`, which has just made an update, in its newest state."""
        now = self.take(run)
        kept = now.find(run.id)
        assert kept is not None
        return now if kept.left is None else now._with(replace(kept, left=None))

    def without(self, run_id: str) -> "Runs":
        """Return them without a run; what was made from it belongs to its parent then."""
        return replace(self, kept=tuple(kept for kept in self.kept if kept.run.id != run_id))

    def add(self, kept: Kept) -> "Runs":
        """Return them with a run that is not here, the last one, in a colour that is free."""
        return self.put_back(replace(kept, colour=self._free_colour), len(self.kept))

    def change(
        self,
        run_id: str,
        *,
        name: str | None = None,
        hidden: bool | None = None,
        pinned: bool | None = None,
    ) -> "Runs":
        """Return them with one of them called or shown otherwise. KeyError: it is not here."""
        kept = self.find(run_id)
        if kept is None:
            raise KeyError(run_id)
        run = kept.run if name is None else replace(kept.run, name=name)
        return self._with(
            replace(
                kept,
                run=run,
                hidden=kept.hidden if hidden is None else hidden,
                pinned=kept.pinned if pinned is None else pinned,
            )
        )

    def family(self, run_id: str) -> tuple[Kept, ...]:
        """Return a run and all that have to do with it: made from it, or from what it was made."""
        root = self._root(run_id)
        return tuple(kept for kept in self.kept if self._root(kept.run.id) == root)

    @property
    def families(self) -> tuple[tuple[Kept, ...], ...]:
        """All runs, those together that have to do with each other."""
        found: dict[str, list[Kept]] = {}
        for kept in self.kept:
            found.setdefault(self._root(kept.run.id), []).append(kept)
        return tuple(map(tuple, found.values()))

    def are_kin(self, one: str, other: str) -> bool:
        """Whether two runs have to do with each other."""
        return self._root(one) == self._root(other)

    def _root(self, run_id: str) -> str:
        seen = set[str]()
        while (parent := self.parents.get(run_id, "")) and run_id not in seen:
            seen.add(run_id)
            run_id = parent
        return min(seen | {run_id}) if run_id in seen else run_id

    def parent_of(self, run_id: str) -> Kept | None:
        """Return the nearest run here that it was made from; None: it is a root."""
        seen = {run_id}
        while run_id := self.parents.get(run_id, ""):
            if run_id in seen:  # a file may say anything
                return None
            seen.add(run_id)
            if found := self.find(run_id):
                return found
        return None

    @property
    def tree(self) -> tuple[Branch, ...]:
        """All runs, each below the one that it was made from."""
        below: dict[str, list[Kept]] = {}
        for kept in self.kept:
            parent = self.parent_of(kept.run.id)
            below.setdefault(parent.run.id if parent else "", []).append(kept)

        def walk(run_id: str, depth: int) -> Iterator[Branch]:
            for kept in below.pop(run_id, []):
                yield Branch(kept, depth)
                yield from walk(kept.run.id, depth + 1)

        found = tuple(walk("", 0))
        lost = [kept for kept in self.kept if kept not in [one.kept for one in found]]
        return (*found, *(Branch(kept, 0) for kept in lost))  # of runs that made each other

    def thin(
        self, shown: str, bound: int = BOUND, held: Iterable[np.ndarray] = ()
    ) -> tuple["Runs", tuple[Kept, ...]]:
        """Return them with no more bytes of weights than `bound`, and which have lost theirs.

        The oldest lose them first; the run that is `shown`, and what is pinned, does not. Arrays
        that others have `held` anyway do not count: they would not be freed.
        """
        others = {id(array) for array in held}
        sizes = {
            kept.run.id: bytes_of(one for one in kept.arrays if id(one) not in others)
            for kept in self.kept
        }
        total, now, lost = sum(sizes.values()), self, []
        for kept in self.kept:
            if total <= bound:
                break
            if not sizes[kept.run.id] or kept.pinned or kept.run.id == shown:
                continue
            total -= sizes[kept.run.id]
            lost.append(thin := thinned(kept))
            now = now._with(thin)
        return now, tuple(lost)

    def bounded(self, shown: str, most: int = MOST) -> tuple["Runs", tuple[Kept, ...]]:
        """Return them with `most` runs, and which had to go: the oldest first.

        The run that is `shown`, and what is pinned, stays.
        """
        may_go = [kept for kept in self.kept if not kept.pinned and kept.run.id != shown]
        gone = tuple(may_go[: max(len(self) - most, 0)])
        return replace(self, kept=tuple(kept for kept in self.kept if kept not in gone)), gone

    def seen(self, shown: str, most: int = COLOURS) -> "Runs":
        """Return them with so many of the family of `shown` not hidden: the oldest go first."""
        there = [kept for kept in self.family(shown) if not kept.hidden]
        may_go = [kept for kept in there if not kept.pinned and kept.run.id != shown]
        found = self
        for kept in may_go[: max(len(there) - most, 0)]:
            found = found.change(kept.run.id, hidden=True)
        return found

    @property
    def _free_colour(self) -> int:
        seen = [kept.colour for kept in self.kept if not kept.hidden]
        used = [kept.colour for kept in self.kept]
        return min(
            range(COLOURS), key=lambda colour: (seen.count(colour), used.count(colour), colour)
        )

    def _with(self, changed: Kept) -> "Runs":
        return replace(
            self,
            kept=tuple(changed if one.run.id == changed.run.id else one for one in self.kept),
        )


def thinned(kept: Kept) -> Kept:
    """Return a run without its weights."""
    return replace(
        kept, run=kept.run.light, left=kept.left.light if kept.left else None, thinned=True
    )


def best(kept: Kept) -> Best | None:
    """Return where a run was best; None: nothing was measured."""
    history = kept.run.history
    for of_test in (True, False):
        name = "test_loss" if of_test else "train_loss"
        if (at := history.lowest(name)) is None:
            continue
        epoch = history.column("epoch")[at : at + 1]
        updates = float(updates_at(kept, epoch)[0])
        return Best(float(history.column(name)[at]), float(epoch[0]), updates, of_test)
    return None


def updates_at(kept: Kept, epochs: np.ndarray) -> np.ndarray:
    """Return how many updates had been made at these epochs.

    Where nobody noted it, it is taken that each was made with as many examples.
    """
    noted, now = kept.watch.at(epochs, "updates"), kept.run.snapshot
    with np.errstate(all="ignore"):  # a file may say anything
        evenly = epochs * now.updates / now.epoch if now.epoch > 0 else np.full_like(epochs, np.nan)
    return np.where(np.isnan(noted), evenly, noted)


def newest(run: Run, name: str) -> Metrics:
    """Return what a run has come to, of "train" or "test"."""
    snapshot = run.snapshot
    now = snapshot.train if name == "train" else snapshot.test
    return now.marked if run.trained else run.history.newest(name, now)


def differences_of(kept: Kept, parent: Kept) -> tuple[Difference, ...]:
    """Return what a run does otherwise than its parent, as both were trained."""
    found = differences(kept.as_trained, parent.as_trained)
    if not kept.began:
        return found
    return Difference("branch", None, kept.began), *(one for one in found if one.what != "start")


def differences(run: Run, parent: Run) -> tuple[Difference, ...]:
    """Return what `run` does otherwise than `parent`; none: it is the same again."""
    one, other = parent.experiment, run.experiment
    found: list[Difference] = []
    if one.source != other.source:
        found.append(Difference("data", one.source, other.source))
    found += _of_networks(one.network, other.network, one.source == other.source)
    for name in Hyperparameters.__struct_fields__:
        if name in _STOPS:
            continue
        before, after = getattr(one.hyperparameters, name), getattr(other.hyperparameters, name)
        if before == after:
            continue
        if isinstance(after, Frozen):
            before, after = len(before.targets), len(after.targets)
        found.append(Difference(name, before, after))
    if one.seed != other.seed:
        found.append(Difference("seed", one.seed, other.seed))
    if not found and _begin_otherwise(run, parent):
        found.append(Difference("start"))
    return tuple(found)


def _of_networks(one: Network, other: Network, same_data: bool) -> Iterator[Difference]:
    if one.sizes != other.sizes:
        yield Difference("network", one.title, other.title)
    # Of other data the output is another as well.
    last = None if same_data else -1
    before, after = (
        _in_short([layer.activation for layer in network.layers[:last]]) for network in (one, other)
    )
    if before != after:
        yield Difference("activations", before, after)
    if one.loss != other.loss:
        yield Difference("loss", one.loss, other.loss)
    if one.initialiser != other.initialiser:
        yield Difference("initialiser", one.initialiser, other.initialiser)


def _in_short(activations: list[str]) -> str:
    """Return activations, those that follow one another and are the same once."""
    kept = [name for at, name in enumerate(activations) if [name] != activations[at - 1 : at]]
    return ", ".join(kept)


def _begin_otherwise(run: Run, parent: Run) -> bool:
    one, other = parent.given, run.given
    if one is None or other is None:
        return one is not other
    return not (one is other or equal(one, other))
