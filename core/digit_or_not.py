"""Whether a picture shows a digit at all.

A network that knows ten digits answers one of them whatever it is shown, and often with all but
certainty: softmax compares the ten with one another, and "none of them" is not among them. So two
networks that come with Netglow are heard as witnesses, whatever network is being looked at:

* a detector, which answers nothing but how probable it is that a picture is a digit; it was trained
  on the digits that come with Netglow, and on letters, signs, numbers of two digits, scrawls and
  textures (`packaging/make_networks.py`);
* the trained reader of digits: how sure it is of its best class, which counts a quarter.

Both are said as log-odds, ln(p / (1 - p)), and added up; a picture is refused where the sum is
below `LEAST`. So is one of two hundred digits, and no more: a digit refused is worse than a letter
read as one. What looks like a digit, as the letters O, l, Z, S and q do, passes for one.
"""

import threading
from functools import cache

import numpy as np

from core.propagation import forward
from core.ready_networks import shipped

LEAST = -2.0
_SHARE = 0.25  # that the reader's word counts: it was not taught what is none
_SURE = 1e-6  # a probability is never nearer to 0 and 1 than that
_DOUBTER, _READER = "digit-or-not", "digits"  # the networks that are asked


@cache
def load_soon() -> threading.Thread:
    """Load the networks in a thread, once, so that the first question does not wait for them."""
    thread = threading.Thread(target=lambda: list(map(shipped, (_DOUBTER, _READER))), daemon=True)
    thread.start()
    return thread


def looks_like_digit(inputs: np.ndarray) -> np.ndarray:
    """Return for each of `inputs` [pictures, 256] whether it may be a digit: bool [pictures].

    They are pictures as `core.digit_image.normalise` makes them.
    """
    found: np.ndarray = digit_odds(inputs) >= LEAST
    return found


def digit_odds(inputs: np.ndarray) -> np.ndarray:
    """Return what speaks for each of `inputs` [pictures, 256] being a digit, as log-odds."""
    odds: np.ndarray = _log_odds(_DOUBTER, inputs) + _SHARE * _log_odds(_READER, inputs)
    return odds


def _log_odds(name: str, inputs: np.ndarray) -> np.ndarray:
    """Return ln(p / (1 - p)) of the highest output p of the shipped network `name`."""
    run = shipped(name)
    output = forward(run.experiment.network, run.snapshot.parameters, inputs).output
    p = np.clip(output.max(axis=1).astype(np.float64), _SURE, 1 - _SURE)
    odds: np.ndarray = np.log(p / (1 - p))
    return odds
