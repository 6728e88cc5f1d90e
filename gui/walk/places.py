"""Places in a walk that are found from its numbers alone."""

import numpy as np

from core.walkthrough import Place, Walkthrough


def phase_starts(walk: Walkthrough, grain: str) -> list[tuple[int, str]]:
    """Return the first step of every phase at `grain`, with the phase's name."""
    starts: list[tuple[int, str]] = []
    for number, stage in enumerate(walk.stages):
        if not starts or starts[-1][1] != stage.phase:
            starts.append((walk.index(grain, Place(number)), stage.phase))
    return starts


def phases_on(starts: list[int], count: int, index: int, phases: int) -> int:
    """Return the first step of the phase that is so many `phases` on, or back, from step `index`.

    `starts` are the first steps of all phases, `count` is how many steps there are. From within a
    phase one back is its own beginning; beyond the last phase is `count`, before the first 0.
    """
    now = max(number for number, start in enumerate(starts) if start <= index)
    wanted = now + phases
    if phases < 0 and index > starts[now]:
        wanted += 1
    if 0 <= wanted < len(starts):
        return starts[wanted]
    return count if wanted > 0 else 0


def is_answered(walk: Walkthrough, place: Place, grain: str) -> bool:
    """Whether all outputs are known once the step at `place` is done."""
    answered = next(number for number, stage in enumerate(walk.stages) if stage.kind == "loss") - 1
    units = walk.stages[answered].units
    last = grain == "layer" or place.unit == units - 1
    return place.stage > answered or (place.stage == answered and last)


def stop_at(walk: Walkthrough, grain: str, place: Place) -> Place:
    """Return where a walk at `grain` stops at `place`, or next: by edges it passes over terms."""
    return walk.place(grain, walk.index(grain, place)) if grain == "edge" else place


def weight_at(walk: Walkthrough, grain: str, place: Place) -> tuple[int, int, int]:
    """Return the edge (pair, from, to) at `place`, or of its stage's the one of largest gradient.

    Of the input, which no edge leads into, it is one of the first pair.
    """
    if grain == "edge" and (edge := walk.edge(place)):
        return edge
    pair = max(walk.stages[place.stage].layer - 1, 0)
    gradient = np.abs(np.nan_to_num(walk.backward.gradients[pair].weights))
    source, target = divmod(int(gradient.argmax()), gradient.shape[1])
    return pair, source, target
