"""What the panel says: how quick a way is, what it does, and how near its answers come."""

import math
from collections.abc import Mapping

from core import way_words
from core.forward_ways import WAYS, Timing, Way
from core.network import Network
from core.wording import form_of
from gui.numbers import number
from gui.translation import translate, worded


def quickest_of(timings: Mapping[Way, Timing]) -> str:
    """Return how quick the quickest way is beside Python loops; "": there is no other yet."""
    there = [timing for timing in timings.values() if timing.lacks is None]
    loops = timings.get("loops")
    if loops is None or loops.lacks is not None or len(there) < 2:
        return ""
    quickest = min(there, key=lambda timing: timing.seconds)
    if quickest is loops:
        return translate("Ways", "Python loops are the quickest here: there is little to compute.")
    return worded(way_words.against_loops(quickest, loops))


def task_of(network: Network, own: bool, batch: int, products: int) -> str:
    """Return what is computed."""
    if own:
        text = translate("Ways", "{network}, as it is; {batch}: {products}.")
    else:
        text = translate("Ways", "{network}, with random weights; {batch}: {products}.")
    examples, count = translate("Ways", "%n example(s)", "", batch), form_of(products)
    needed = translate("Ways", "{count} product(s)", "", count).format(count=f"{products:,}")
    return text.format(network=network.title, batch=examples, products=needed)


def title_of(way: Way) -> str:
    """Return what a way is called."""
    return worded(way_words.title(way))


def explained(way: Way) -> str:
    """Return what a way does."""
    return worded(way_words.explanation(way))


def timing_text(way: Way, timings: Mapping[Way, Timing]) -> str:
    """Return what was measured of a way, in sentences; "": nothing yet."""
    timing, loops = timings.get(way), timings.get("loops")
    if timing is None:
        return ""
    if timing.lacks is not None:
        return worded(timing.lacks)
    said = []
    if timing.stopped:
        said.append(worded(way_words.stopped(timing)))
    if loops is not None and loops.lacks is None and way != "loops":
        said.append(worded(way_words.against_loops(timing, loops)))
    above = timings.get(WAYS[max(WAYS.index(way) - 1, 0)])
    if above is not None and above.lacks is None and above.way not in (way, "loops"):
        said.append(worded(way_words.against_before(timing, above)))
    if timing.prepared:
        said.append(worded(way_words.prepared(timing)))
    said.append(difference(timing))
    return " ".join(filter(None, said))


def difference(timing: Timing) -> str:
    """Return how far the answers are from those that were computed with more digits."""
    if math.isnan(timing.difference):
        return ""
    if math.isinf(timing.difference):
        return translate(
            "Ways", "Some of its answers are not finite numbers, or some of the exact ones are not."
        )
    text = translate("Ways", "Largest difference from the exact answers: {value}.")
    return text.format(value=number(timing.difference, 1))


def short(timing: Timing) -> str:
    """Return the time of a way; with ≈ where it was stopped before it was done."""
    text = way_words.duration(timing.seconds)
    return f"≈ {text}" if timing.stopped else text


def times(timing: Timing, loops: Timing | None) -> str:
    """Return how many times as quick as Python loops a way is: "130×"."""
    if loops is None or loops.lacks is not None or timing.lacks is not None or timing is loops:
        return ""
    return f"{way_words.figures(loops.seconds / timing.seconds)}×"
