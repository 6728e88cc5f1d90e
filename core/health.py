"""Whether a training is healthy: rules for its vitals, and what is found by them.

A training is sick where numbers are not finite, where the loss explodes, or where answers fall
back to those of a network that knows nothing. One bad moment is not enough unless it is beyond
doubt: a loss may jump for a moment, and what learns slowly, or cannot learn, is healthy.
"""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

from core.vitals import Case, Vitals

Kind = Literal["not finite", "loss", "chance", "weights"]
Cause = Literal["rate", "data", "start"]
Condition = Literal["dead", "saturated", "vanishing"]

# A loss so many times that of knowing nothing (or of the beginning) is an explosion: beyond doubt,
# or where it stays.
_HUGE, _LARGE = 1000.0, 8.0
_STAYS = 2  # measurements for what may pass in a moment
_SETTLES = 3  # measurements until it is known that nothing is learned, or no longer
_ABOVE = 0.2  # of the way from chance to perfect: clearly learned something
# Weights so many times as large as those that networks begin with.
_GROWN, _EXPLODED = 12.0, 1e4
_WIDE = 30.0  # |input| or |z| from here on is far from what networks are made for
_STEP = 0.03  # an update that changes weights by more than this share is a large one,
_HARD = 1.0  # by more than this, one that leaves nothing of them
_WORSE = 1.5  # times the loss of knowing nothing: more than chance
_KNOWN = 0.5  # of the loss of knowing nothing: below, the training examples are known
_DEAD, _SATURATED, _VANISHING = 0.25, 0.5, 1e-4  # from here on it is remarked on


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """A training was found to be sick after so many `updates`.

    It was healthy up to update `healthy` (−1: never). `layer` is where it is worst, counted from 1
    (0: nowhere in particular). `loss` and `score` are those of the test set, `usual` and `chance`
    those of an answer that is always the same. `cause` is the likeliest one; `amount` its evidence:
    the share of the weights that an update changed, the largest |input|, or how many times the
    first loss was `usual`. A training like it does well with about the learning rate `better`.
    """

    kind: Kind
    cause: Cause
    updates: Annotated[int, Meta(ge=0, le=1 << 53)]
    healthy: int = -1
    layer: int = 0
    rate: float = 0.001
    better: float = 0.001
    loss: float = 0.0
    usual: float = 0.0
    score: float = 0.0
    chance: float = 0.0
    amount: float = 0.0


class Remark(Struct, frozen=True, forbid_unknown_fields=True):
    """Something of a layer, counted from 1, that is worth a word but stops nothing.

    `count` neurons `of` so many are dead or saturated; or its gradients vanish.
    """

    condition: Condition
    layer: int
    count: int = 0
    of: int = 0


class Watch:
    """Watches one training by its vitals, in order; the first are of where it goes on from.

    Once something was `told`, nothing more is until the training is healthy again. `remarks` are
    those on the newest vitals; up to update `healthy` nothing was found (−1: something always was).
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.remarks: tuple[Remark, ...] = ()
        self.healthy = -1
        self.told = False
        self._first: Vitals | None = None
        self._good: Vitals | None = None  # the newest at which nothing was found
        self._seen: list[Vitals] = []  # as many as are looked at, the newest last
        self._calm = 0  # so many in a row at which nothing was found
        self._best_score = -math.inf
        self._step = Step(0.0, 0)

    def see(self, now: Vitals) -> Finding | None:
        """Take the newest vitals; return what is wrong with the training, unless that was told."""
        self._first = self._first or now
        if self._seen:
            self._step = max(self._step, step(self._seen[-1], now, self.case))
        self._seen = [*self._seen[1 - _SETTLES :], now]
        self.remarks = remarks(now, self.case) if now.finite else ()
        kind = self._found(now)
        if kind is None:
            self._rest(now)
            return None
        self._calm = 0
        if self.told and kind != "not finite":
            return None
        self.told = True
        return self._finding(kind, now)

    def _rest(self, now: Vitals) -> None:
        """Take note that nothing was found; it was healthy if nothing makes one think, either."""
        self._calm += 1
        if self.told and self._calm < _SETTLES:
            return
        if not self._is_suspect(now):
            self.told = False
            self.healthy, self._good = now.updates, now
            self._best_score = max(self._best_score, now.score)

    # The rules.

    def _found(self, now: Vitals) -> Kind | None:
        """Return what it is found to have now, if anything."""
        if not now.finite or not math.isfinite(now.loss):
            return "not finite"
        if self._grown(now) > _EXPLODED and len(self._seen) > 1:
            return "weights"
        if now.loss > _HUGE * self._usual and not self._is_descending:
            return "loss"
        if self._lasts(_STAYS, self._is_large) and not self._is_descending:
            return "loss"
        if self._lasts(_SETTLES, self._is_hopeless) and not self._is_descending:
            return "loss"
        if self._lasts(_SETTLES, self._is_at_chance) and (
            self._has_learned
            or self._grown(now) > _GROWN
            or self._all_out(now)
            or self._lasts(_SETTLES, self._is_worse)
        ):
            return "chance"
        return None

    def _is_hopeless(self, one: Vitals) -> bool:
        """Whether the loss is large and, from the start, something was out of all proportion."""
        assert self._first
        wide = self.case.largest > _WIDE or max(growths(self._first, self.case)) > _GROWN
        return wide and one.loss > _LARGE * self.case.ignorant

    def _is_suspect(self, now: Vitals) -> bool:
        """Whether a moment makes one think, though it may pass."""
        return self._is_large(now) or (self._has_learned and self._is_at_chance(now))

    def _is_large(self, one: Vitals) -> bool:
        return one.loss > _LARGE * self._usual

    @property
    def _is_descending(self) -> bool:
        """Whether the loss comes down from where it began: large, but learning."""
        losses = [one.loss for one in self._seen]
        return all(later < 0.9 * before for before, later in itertools.pairwise(losses))

    @property
    def _usual(self) -> float:
        """The loss that others are compared with: of knowing nothing, or that it began with."""
        assert self._first
        began = self._first.loss if math.isfinite(self._first.loss) else 0.0
        return max(self.case.ignorant, began, 1e-3)

    @property
    def _has_learned(self) -> bool:
        """Whether it was clearly better than chance."""
        case = self.case
        return self._best_score > case.chance + max(_ABOVE * (1 - case.chance), 2 * case.spread)

    def _is_at_chance(self, one: Vitals) -> bool:
        """Whether it knows nothing, not even of what it is trained on."""
        knows = one.fit < _KNOWN * self.case.ignorant
        return not knows and not one.score > self.case.chance + self.case.spread

    def _is_worse(self, one: Vitals) -> bool:
        """Whether it is worse than knowing nothing, and than it began, on what it is trained on."""
        assert self._first
        return one.fit > _WORSE * max(self.case.ignorant, self._first.fit)

    def _all_out(self, now: Vitals) -> bool:
        """Whether a layer is out of use, all of its neurons, since an update that was too large."""
        out = any(
            layer.dead + layer.saturated == size
            for layer, size in zip(now.layers, self.case.sizes[1:], strict=True)
        )
        return out and self._step.share > _HARD

    def _lasts(self, count: int, holds: Callable[[Vitals], bool]) -> bool:
        newest = self._seen[-count:]
        return len(newest) == count and all(map(holds, newest))

    def _grown(self, now: Vitals) -> float:
        return max(growths(now, self.case))

    # What is told.

    def _finding(self, kind: Kind, now: Vitals) -> Finding:
        cause, amount = self._cause(now)
        return Finding(
            kind,
            cause,
            now.updates,
            self.healthy,
            self._worst(kind, now),
            now.rate,
            self._better(now),
            now.loss,
            self.case.ignorant,
            now.score,
            self.case.chance,
            amount,
        )

    def _cause(self, now: Vitals) -> tuple[Cause, float]:
        """Return what is the likeliest cause, and its evidence."""
        first, share = self._first or now, self._step.share
        evidence = share if share > _STEP else 0.0
        if self._good and now.rate > self._good.rate:
            return "rate", evidence
        if self.case.largest > _WIDE:
            return "data", self.case.largest
        if max(growths(first, self.case)) > _GROWN:
            return "start", first.loss / max(self.case.ignorant, 1e-9)
        return "rate", evidence

    def _better(self, now: Vitals) -> float:
        """Return a learning rate that does: the one before, or so many thirds of this one."""
        if self._good and self._good.rate < now.rate:
            return self._good.rate
        share = min(self._step.share, 1e12)
        thirds = math.ceil(math.log(share / _STEP, 3)) if share > _STEP else 1
        return now.rate / 3.0**thirds

    def _worst(self, kind: Kind, now: Vitals) -> int:
        if kind == "not finite":
            broken = [not math.isfinite(layer.norm) for layer in now.layers]
            return broken.index(True) + 1 if True in broken else 0
        if kind != "weights" and self._step.share > _STEP:
            return self._step.layer
        grown = growths(now, self.case)
        return grown.index(max(grown)) + 1


class Step(NamedTuple):
    """The share of its weights that one update changed, in the `layer` where it is largest."""

    share: float
    layer: int


def step(before: Vitals, now: Vitals, case: Case) -> Step:
    """Return how much of the weights one update changed, if it was one from `before` to `now`."""
    if now.updates != before.updates + 1:
        return Step(0.0, 0)
    return max(
        Step(_share(layer.change, max(old.norm, 0.1 * _usual_norm(*sizes))), number)
        for number, (old, layer, sizes) in enumerate(
            zip(before.layers, now.layers, itertools.pairwise(case.sizes), strict=True), 1
        )
    )


def _share(change: float, norm: float) -> float:
    share = change / norm
    return share if math.isfinite(share) else math.inf


def growths(now: Vitals, case: Case) -> list[float]:
    """Return how many times larger each layer's weights are than those that networks begin with."""
    return [
        layer.norm / _usual_norm(*sizes)
        for layer, sizes in zip(now.layers, itertools.pairwise(case.sizes), strict=True)
    ]


def _usual_norm(inputs: int, outputs: int) -> float:
    return math.sqrt(2 * inputs * outputs / (inputs + outputs))


def remarks(now: Vitals, case: Case) -> tuple[Remark, ...]:
    """Return what is worth a word: dead and saturated neurons, and vanishing gradients."""
    found = []
    for number, (layer, size) in enumerate(zip(now.layers, case.sizes[1:], strict=True), 1):
        if layer.dead >= max(1, _DEAD * size):
            found.append(Remark("dead", number, layer.dead, size))
        elif layer.saturated >= max(1, _SATURATED * size):
            found.append(Remark("saturated", number, layer.saturated, size))
    gradients = [layer.gradient for layer in now.layers]
    gone = [one for one, small in zip(gradients, vanishing(gradients), strict=True) if small]
    if gone and min(gradients) > 0:
        found.append(Remark("vanishing", gradients.index(min(gone)) + 1))
    return tuple(found)


def vanishing(gradients: Sequence[float]) -> tuple[bool, ...]:
    """Return in which layers they vanish: `core.vitals.typical` of each is next to the largest."""
    largest = max(gradients)
    return tuple(one < _VANISHING * largest for one in gradients)
