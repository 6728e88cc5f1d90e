"""How well the network that comes along reads, what of no digit is told, what digits are refused.

Digits are those of the test set and, with --strokes, of pens (an .npz as for pad.py). Letters,
scribbles, blank sheets and painted things are made, and are told where nothing in them is read as
a digit, as `netglow classify` reads. The baseline is what the reading network's own outputs would
tell: a highest output below the limit that refuses as many of the digits.
"""

from pathlib import Path

import common
import numpy as np
from pad import read_strokes

from core import data
from core.data import Digits
from core.digit_or_not import looks_like_digit
from core.ink.find import find
from core.propagation import forward
from core.ready_networks import shipped

COUNT = 200  # pictures a kind


def main() -> None:
    parser = common.parser(__doc__)
    parser.add_argument("--strokes", type=Path, help="pen strokes to draw on the pad")
    arguments = parser.parse_args()
    from gui.headless import application
    from tests.other_pictures import KINDS, pictures

    qt = application()
    test = data.load(Digits()).test
    digits = {"mnist": (test.inputs, test.labels)}
    if arguments.strokes:
        digits["pens"] = drawn(read_strokes(arguments.strokes))
    result: dict[str, float] = {}
    for name, (inputs, labels) in digits.items():
        result[f"{name}_right"] = float((outputs(inputs).argmax(axis=1) == labels).mean())
        result[f"{name}_refused"] = float(1 - looks_like_digit(inputs).mean())
    surest = outputs(np.concatenate([inputs for inputs, _ in digits.values()])).max(axis=1)
    refused = 1 - looks_like_digit(np.concatenate([one for one, _ in digits.values()])).mean()
    limit = np.quantile(surest, refused)
    told = {"told": [], "told_by_outputs": []}
    for kind in KINDS:
        common.say(f"{COUNT} {kind}")
        found = [find(picture).inputs for picture in pictures(kind, COUNT)]
        some = [np.stack(inputs) for inputs in found if inputs]
        read = sum(looks_like_digit(inputs).any() for inputs in some)
        sure = sum((outputs(inputs).max(axis=1) >= limit).any() for inputs in some)
        told["told"].append(1 - read / COUNT)
        told["told_by_outputs"].append(1 - sure / COUNT)
        result[f"told_{kind.replace(' ', '_')}"] = float(told["told"][-1])
    result |= {name: float(np.mean(shares)) for name, shares in told.items()}
    common.report(result, arguments.json)
    del qt


def outputs(inputs: np.ndarray) -> np.ndarray:
    """Return what the network that comes along answers, [pictures, 10]."""
    reader = shipped("digits")
    return forward(reader.experiment.network, reader.snapshot.parameters, inputs).output


def drawn(digits: list) -> tuple[np.ndarray, np.ndarray]:
    """Return inputs and labels of `digits`, (label, strokes), drawn on the pad one by one."""
    from gui.commands import robot
    from gui.panels.digit_pad import DigitPad
    from gui.session import Session

    session = Session()
    pad, inputs = DigitPad(session), []
    for _, strokes in digits:
        pad.clear()
        robot.draw(pad, strokes)
        inputs.append(session.example.inputs)
    return np.stack(inputs), np.array([label for label, _ in digits])


if __name__ == "__main__":
    main()
