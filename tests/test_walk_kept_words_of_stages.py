"""What walks say, step by step, as it was read and found right: see `tests/kept.py`.

`test_walk_words.py` computes that what is written is equal; here stands which words a step has.
"""

import numpy as np
import pytest

from core.network import Layer, Network
from core.walkthrough import GRAINS
from gui.walk.words.description import as_latex, as_text, describe
from gui.walk.words.step import Names
from tests.kept import assert_kept
from tests.walks import by_hand, changed, walk_of

# A hidden neuron that is off, weights of 0, terms of both signs; classes with names.
RELU = by_hand(
    ("relu", [[1.0, -2.0, 0.0], [0.5, 1.0, -1.5]], [0.25, -1.0, 0.5]),
    ("softmax", [[1.5, -0.5], [2.0, 1.0], [0.0, -1.0]], [0.0, -0.25]),
    inputs=(1.0, -1.0),
    target=(0.0, 1.0),
    l2=0.01,
)
TWO = by_hand(
    ("sigmoid", [[0.15, 0.25], [0.2, 0.3]], [0.35, 0.35]),
    ("sigmoid", [[0.4, 0.5], [0.45, 0.55]], [0.6, 0.6]),
    inputs=(0.05, 0.1),
    target=(0.01, 0.99),
    loss="mean squared error",
)
# Softmax within: every z moves every a. An input of 0, and a saturated output.
WITHIN = by_hand(
    ("softmax", [[1.0, 0.0], [-1.0, 2.0]], [0.0, 0.0]),
    ("tanh", [[1.0], [-12.0]], [-8.0]),
    inputs=(0.0, 1.0),
    target=(1.0,),
    loss="mean absolute error",
    optimizer="momentum",
)
ONE = by_hand(
    ("leaky relu", [[2.0, -1.0]], [0.0, 0.5]),
    ("elu", [[1.0, 0.0], [-1.0, 0.5]], [0.0, -0.5]),
    ("sigmoid", [[1.0], [-2.0]], [0.1]),
    inputs=(1.5,),
    target=(0.0,),
    loss="binary cross-entropy",
    optimizer="rmsprop",
)
ADAM = walk_of(
    Network(2, (Layer(1, "prelu"), Layer(2, "linear"), Layer(2, "softmax"))),
    examples=3, optimizer="adam", updates=2, l2=0.01,
)  # fmt: skip
# Two examples: what a gradient is on average, and one that is 0 in the sum.
BATCH = changed(
    RELU,
    inputs=np.array([[1.0, -1.0], [-1.0, 1.0]]),
    targets=np.array([[0.0, 1.0], [0.0, 1.0]]),
)
# Exactly right: nothing comes back, and nothing changes.
RIGHT = by_hand(
    ("linear", [[1.0, 0.0]], [0.0, 0.0]),
    ("linear", [[2.0], [1.0]], [0.0]),
    inputs=(1.0,),
    target=(2.0,),
    loss="mean squared error",
)
# Softmax within, terms of both signs coming back, the last one too.
BACK = by_hand(
    ("softmax", [[1.0, -1.0, 0.5]], [0.0, 0.5, 0.0]),
    ("linear", [[1.0, 2.0], [-1.0, 0.0], [0.5, -2.0]], [0.0, 0.0]),
    inputs=(1.0,),
    target=(0.0, 3.0),
    loss="mean squared error",
)
# Nothing comes back from the last neuron, or from the first.
BLOCKED = by_hand(
    ("linear", [[1.0, -1.0]], [0.0, 0.0]),
    ("relu", [[1.0, -1.0], [1.0, -3.0]], [1.0, 1.0]),
    ("linear", [[1.0], [1.0]], [0.0]),
    inputs=(1.0,),
    target=(0.0,),
    loss="mean squared error",
)
PICTURE = walk_of(Network(4, (Layer(1, "relu"), Layer(10, "softmax"))), optimizer="momentum")
KEPT = {
    "relu": (RELU, Names(("cat", "dog"))),
    "two": (TWO, Names()),
    "within": (WITHIN, Names(("no", "yes"))),
    "one": (ONE, Names()),
    "adam": (ADAM, Names(("a", "b"))),
    "batch": (BATCH, Names()),
    "right": (RIGHT, Names()),
    "back": (BACK, Names()),
    "blocked": (BLOCKED, Names()),
    "picture": (PICTURE, Names(tuple("0123456789"), (2, 2))),
}


@pytest.mark.parametrize("name", KEPT)
def test_every_step_of_a_walk_is_told_as_it_was_read(name, qapp):
    walk, names = KEPT[name]
    lines = []
    # A hundred alike edges of a picture are not read one by one.
    for grain in GRAINS if name != "picture" else GRAINS[:2]:
        lines.append(f"== by {grain}")
        for index in range(walk.count(grain)):
            said = describe(names, walk, walk.place(grain, index), grain, 3)
            lines += ["", as_text(said)]
    assert_kept(f"walk_{name}", lines)


def test_every_stage_is_written_in_latex_as_it_was_read(qapp):
    lines = []
    for name, (walk, names) in KEPT.items():
        lines.append(f"== {name}")
        seen = set()
        for grain in GRAINS:
            for place in (walk.place(grain, index) for index in range(walk.count(grain))):
                stage = walk.stages[place.stage]
                if (stage.kind, stage.layer == 1) not in seen and grain != "layer":
                    seen.add((stage.kind, stage.layer == 1))
                    lines += ["", as_latex(describe(names, walk, place, grain, 2))]
    assert_kept("walks_in_latex", lines)


def test_numbers_that_are_not_finite_are_told_as_they_were_read(qapp):
    parameters = tuple(layer._replace(weights=layer.weights.copy()) for layer in RELU.parameters)
    parameters[0].weights[0, 0], parameters[1].weights[1, 0] = np.inf, np.nan
    with np.errstate(all="ignore"):
        walk = changed(RELU, parameters=parameters)
        told = [
            as_text(describe(Names(), walk, walk.place(grain, index), grain, 3))
            for grain in ("layer", "neuron")
            for index in range(walk.count(grain))
        ]
    assert_kept("walk_not_finite", told)
