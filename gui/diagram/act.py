"""One step of a walkthrough as the diagram shows it: what stands out, what moves, what is known.

Nothing is shown before the walk has computed it. Pure NumPy and values: nothing is painted here.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core import vanishing
from core.data.tasks import Task
from core.parameters import LayerParameters, Parameters
from core.sums import so_far
from core.walkthrough import Place, Stage, Walkthrough
from gui.diagram.edge_numbers import Coloured, largest_step, weights_of
from gui.diagram.marks import Light
from gui.diagram.scene import Scene, Shown
from gui.numbers import number
from gui.translation import translate

MOST_PULSES = 48  # the others travel as a wave
ARRIVAL = 0.75  # share of a step after which the pulses have arrived, and their sum is known

_SUMS = ("pre-activation", "delta")  # the kinds whose terms travel along edges
_PRIMED = "a′"  # activations after the update


class Pulses(NamedTuple):
    """The largest terms of a sum on their way along the edges of `pair`.

    `edges` [pulses, 2] are (from, to) within the pair, `values` [pulses] what they carry, the
    largest first. They run right to left where `backward`. `rest` more travel as a wave that
    carries `rest_sum` in all.
    """

    pair: int
    edges: np.ndarray
    values: np.ndarray
    backward: bool
    rest: int
    rest_sum: float


class Act(Struct, frozen=True, eq=False, dict=True):
    """One step of a walk: `grain` as in core.walkthrough; `scene` gives names and picture shape."""

    walk: Walkthrough
    place: Place
    grain: str
    scene: Scene

    @property
    def mode(self) -> str:
        """The number that edges are coloured by, one of gui.colouring.MODES."""
        # At the first δ there is no gradient yet.
        backward = self._stage.phase == "backward" and self._stage.kind != "output delta"
        return "gradient" if backward else "weights"

    @property
    def pair(self) -> int | None:
        """The pair of layers whose edges stand out; None: all alike."""
        return self._stage.pair

    @cached_property
    def neuron(self) -> tuple[int, int] | None:
        """The neuron whose number this step computes, for the loss the target; None: many."""
        if self._stage.kind == "loss":
            target = self.walk.targets[0]
            one = len(target) == 1 or self.scene.asked.one_is_answered
            return (self._stage.layer, int(target.argmax())) if one else None
        return None if self.grain == "layer" else self.walk.neuron(self.place)

    @cached_property
    def edge(self) -> tuple[int, int, int] | None:
        """The edge (pair, from, to) whose number this step computes; None: many, or none."""
        return self.walk.edge(self.place) if self.grain == "edge" else None

    @cached_property
    @np.errstate(all="ignore")  # what is not finite is shown as such
    def pulses(self) -> Pulses | None:
        """What moves; None: nothing."""
        kind, pair = self._stage.kind, self.pair
        if kind not in _SUMS or pair is None:
            return None
        backward = kind == "delta"
        weights, passed = self.walk.parameters[pair].weights, self.walk.forward
        if self.grain == "edge":
            if self.edge is None:  # the bias, which comes along no edge
                return None
            _, source, target = self.edge
            rows, columns = slice(source, source + 1), slice(target, target + 1)
        elif self.grain == "neuron":
            one = slice(self.place.unit, self.place.unit + 1)
            rows, columns = (one, slice(None)) if backward else (slice(None), one)
        else:
            rows = columns = slice(None)
        carried = weights[rows, columns]
        if backward:
            carried = carried * self.walk.backward.deltas[pair][0][columns]
        else:
            carried = carried * passed.activations[pair][0][rows, None]
        return _largest(pair, carried, rows.start or 0, columns.start or 0, backward)

    @property
    def light(self) -> Light:
        """The layers that stand out."""
        if self.pair is not None:
            return Light(self.pair, self.pair + 1)
        return Light(self._stage.layer, self._stage.layer)

    @property
    def focus(self) -> tuple[int, int, int] | None:
        """(layer, neuron, pair) of the edges that stand out; None: no single neuron's."""
        if self.neuron is None or self.pair is None:
            return None
        return (*self.neuron, self.pair)

    def scene_at(self, progress: float) -> Scene:
        """Return what the neurons show when the step has come so far, 0 to 1."""
        return self._after if progress >= ARRIVAL else self._before

    def coloured_at(self, progress: float) -> Coloured:
        """Return what edges are coloured by when the step has come so far, 0 to 1."""
        return Coloured(self.mode, self.numbers_at(progress), None, self.pale, self.steps)

    def numbers_at(self, progress: float) -> tuple[np.ndarray, ...]:
        """Return the numbers of the edges, [inputs, outputs] for each pair.

        Gradients are 0 until they are computed; at an update weights go from old to new.
        """
        phase = self._stage.phase
        if self.mode == "gradient":
            return self._gradients_after if progress >= ARRIVAL else self._gradients_before
        if phase == "update":
            return self._moving(progress)
        parameters = self.walk.updated[0] if phase == "again" else self.walk.parameters
        return tuple(layer.weights for layer in parameters)

    @cached_property
    def steps(self) -> tuple[float, ...]:
        """By how much the largest weight of every pair changes at the update; 0 before."""
        if self._stage.phase not in ("update", "again"):
            return ()
        old, new = self.walk.parameters, self.walk.updated[0]
        return tuple(map(largest_step, weights_of(old), weights_of(new)))

    @cached_property
    def pale(self) -> tuple[bool, ...]:
        """Which pairs' gradients, of those that the walk has come to, count for nothing."""
        reached = {
            stage.pair
            for stage in self.walk.stages[: self.place.stage + 1]
            if stage.kind == "weight gradient"
        }
        if self.mode != "gradient":
            return ()
        return tuple(nothing and pair in reached for pair, nothing in enumerate(self.vanished))

    @property
    def vanished(self) -> tuple[bool, ...]:
        """Which layers' gradients count for nothing in their update."""
        return vanishing.of_walk(self.walk)

    @property
    def is_nothing(self) -> bool:
        """Whether the step is of a stage that counts for nothing in the update it leads to."""
        return vanishing.is_nothing(self._stage, self.vanished)

    # Neurons.

    @cached_property
    def _stage(self) -> Stage:
        return self.walk.stages[self.place.stage]

    @cached_property
    def _before(self) -> Scene:
        return self._scene(done=False)

    @cached_property
    def _after(self) -> Scene:
        return self._scene(done=True)

    def _scene(self, done: bool) -> Scene:
        walk, shown = self.walk, [Shown("")] * len(self.walk.network.sizes)
        for at, (kind, layer, units, _) in enumerate(walk.stages[: self.place.stage + 1]):
            known = units if at < self.place.stage else self._units_known(done)
            match kind:
                case "input":
                    shown[0] = Shown("x", walk.forward.activations[0][0])
                case "pre-activation":
                    z = walk.forward.pre_activations[layer - 1][0]
                    if at == self.place.stage and self.grain == "edge":
                        z, known = z.copy(), self.place.unit + 1
                        z[self.place.unit] = so_far(walk, self.place, done)
                    shown[layer] = Shown("z", z, known)
                case "activation":
                    a = walk.forward.activations[layer][0]
                    shown[layer] = _replaced(shown[layer], "z", "a", a, known)
                case "output delta" | "delta":
                    delta = walk.backward.deltas[layer - 1][0]
                    shown[layer] = _replaced(shown[layer], "a", "δ", delta, known)
                    if known == units and vanishing.is_nothing(walk.stages[at], self.vanished):
                        shown[layer] = shown[layer]._replace(pale=True)
                case "again":
                    # Before the second pass has come through, only its input is known.
                    passed = walk.again[0].activations if done else [walk.inputs]
                    symbols = ["x"] + [_PRIMED] * (len(passed) - 1)
                    shown[1:] = [Shown("")] * (len(shown) - 1)
                    shown[: len(passed)] = [
                        Shown(symbol, a[0]) for symbol, a in zip(symbols, passed, strict=True)
                    ]
        whole = ("a", "δ", "a → δ", _PRIMED)  # layers whose activations are all known
        reached = max(layer for layer, part in enumerate(shown) if not layer or part[0] in whole)
        again = self._stage.phase == "again"
        return replace(
            self.scene,
            network=walk.network,
            parameters=self._parameters(done),
            forward=walk.again[0] if again else walk.forward,
            # While it is computed, the neurons themselves show it as far as it has come.
            backward=walk.backward if self._stage.phase == "update" else None,
            shown=tuple(shown),
            reached=reached,
            note=self._note,
        )

    def _parameters(self, done: bool) -> Parameters:
        """The parameters, as far as the update has come to them."""
        old, (new, _) = self.walk.parameters, self.walk.updated
        layer, phase = self._stage.layer, self._stage.phase
        if phase != "update":
            return new if phase == "again" else old
        moved = np.arange(self._stage.units) < self._units_known(done)
        between = [
            np.where(moved[: array.shape[-1]], after, array)
            for array, after in zip(old[layer - 1], new[layer - 1], strict=True)
        ]
        return (*new[: layer - 1], LayerParameters(*between), *old[layer:])

    def _units_known(self, done: bool) -> int:
        if self.grain == "layer":
            return self._stage.units if done else 0
        last = self.grain == "neuron" or self.place.term == self._stage.terms - 1
        return self.place.unit + (done and last)

    @property
    def _note(self) -> str:
        """Say what moves, where it is not all shown as such, and what a gradient is a mean of."""
        examples = len(self.walk.inputs)
        if self.is_nothing:
            return nothing_words(self.walk, self.scene.asked)
        if self.mode == "gradient" and examples > 1:
            return translate("Diagram", "Gradients: mean over %n.", "", examples)
        if self.pulses is None or not self.pulses.rest:
            return ""
        if len(self.pulses.values) < MOST_PULSES and not self.pulses.rest_sum:
            return ""  # the others are 0
        there = len(self.pulses.values) + self.pulses.rest
        return translate(
            "Diagram",
            "Pulses: the {count} largest of {all} product(s). Wave: all others, {sum} together.",
            "",
            there,
        ).format(
            count=len(self.pulses.values),
            all=f"{there:,}",
            sum=number(self.pulses.rest_sum, 3),
        )

    # Edges.

    @cached_property
    def _gradients_before(self) -> tuple[np.ndarray, ...]:
        return self._gradients(done=False)

    @cached_property
    def _gradients_after(self) -> tuple[np.ndarray, ...]:
        return self._gradients(done=True)

    def _gradients(self, done: bool) -> tuple[np.ndarray, ...]:
        found = [np.zeros_like(layer.weights) for layer in self.walk.parameters]
        for at, (kind, layer, units, _) in enumerate(self.walk.stages[: self.place.stage + 1]):
            if kind != "weight gradient":
                continue
            gradient = self.walk.backward.gradients[layer - 1].weights
            known = units if at < self.place.stage else self._units_known(done)
            if known == units:
                found[layer - 1] = gradient
                continue
            found[layer - 1][:, :known] = gradient[:, :known]
            if self.grain == "edge" and known == self.place.unit:
                terms = self.place.term + done
                found[layer - 1][:terms, known] = gradient[:terms, known]
        return tuple(found)

    @np.errstate(all="ignore")
    def _moving(self, progress: float) -> tuple[np.ndarray, ...]:
        old, new = self.walk.parameters, self.walk.updated[0]
        layer, (_, unit, term) = self._stage.layer, self.place
        weights = []
        for at, (before, after) in enumerate(zip(old, new, strict=True), 1):
            if at < layer:
                weights.append(after.weights)
            elif at > layer:
                weights.append(before.weights)
            else:
                # How far each weight has come: those before this step are there.
                share = np.zeros_like(before.weights)
                share[:, :unit] = 1
                if self.grain == "edge":
                    share[:term, unit] = 1
                    share[term : term + 1, unit] = progress
                else:
                    share[:, slice(unit, None if self.grain == "layer" else unit + 1)] = progress
                weights.append(before.weights + share * (after.weights - before.weights))
        return tuple(weights)


def nothing_words(walk: Walkthrough, task: Task) -> str:
    """Say why a stage of `walk` counts for nothing in the update it leads to."""
    if vanishing.is_learned(walk, task):
        return translate("Diagram", "All about 0: this example is learned already.")
    if walk.assumed and all(vanishing.of_walk(walk)):
        return translate(
            "Diagram",
            "All about 0. The right answer is not known: the target is the network's own answer.",
        )
    return translate("Diagram", "All about 0: hardly anything comes back this far.")


def _replaced(before: Shown, old: str, new: str, values: np.ndarray, known: int) -> Shown:
    """What a layer shows whose first `known` neurons have the `new` values, the others the old."""
    assert before.values is not None  # computed by a stage before
    units = len(values)
    symbol = new if known == units else f"{old} → {new}" if known else old
    return Shown(symbol, np.where(np.arange(units) < known, values, before.values))


def _largest(pair: int, carried: np.ndarray, row: int, column: int, backward: bool) -> Pulses:
    """Choose the pulses of `carried` [sources, targets], which begin at (`row`, `column`)."""
    sizes = np.abs(np.nan_to_num(carried)).ravel()
    count = min(MOST_PULSES, sizes.size)
    chosen = np.argpartition(sizes, sizes.size - count)[sizes.size - count :]
    chosen = chosen[np.argsort(-sizes[chosen], kind="stable")]
    chosen = chosen[sizes[chosen] > 0]
    sources, targets = np.divmod(chosen, carried.shape[1])
    values = carried.ravel()[chosen]
    rest = sizes.size - len(chosen)
    rest_sum = float(np.nansum(carried, dtype=np.float64) - values.sum(dtype=np.float64))
    edges = np.stack([sources + row, targets + column], axis=1)
    return Pulses(pair, edges, values, backward, rest, rest_sum)
