"""The best answer that is the same for all examples, against brute force."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.losses import LOSSES
from core.network import Layer, Network
from core.same_answer import least_loss

RANDOM = np.random.default_rng(5)
# A common class, a rarer one and a rare one; values that are skewed, mostly below 0, and small.
LABELS = RANDOM.permutation(np.repeat([0, 1, 2], [60, 29, 11]))
ONE_HOT = np.eye(3, dtype=np.float32)[LABELS]
SKEWED = RANDOM.exponential(size=99) - 0.4, RANDOM.normal(-2, 1, 99), RANDOM.random(99) / 9
TARGETS = {
    "classes": ONE_HOT,
    "one of two": ONE_HOT[:, 1:2],
    "one of two, −1 or 1": 2 * ONE_HOT[:, 1:2] - 1,
    "values": np.stack(SKEWED, axis=1).astype(np.float32),
}
PLACES = np.concatenate([np.linspace(-60, 60, 12_001), [-1e6, 1e6]])


def fits(loss, output, kind):
    """Whether there is such a network that learns such targets."""
    of, classes = LOSSES[loss], kind in ("classes", "one of two")
    if of.outputs not in (None, TARGETS[kind].shape[1]):
        return False
    if output == "softmax":
        return kind == "classes"
    return classes or of.delta is None  # a loss of probabilities has classes to compare


CASES = [
    (loss, output, kind)
    for loss, of in LOSSES.items()
    for output in of.output_activations or ACTIVATIONS
    for kind in TARGETS
    if fits(loss, output, kind)
]


def mean_loss(loss, output, answers, targets):
    """The mean loss of each of `answers`, the z of outputs, to all targets."""
    slopes = np.ones(targets.shape[1])  # a PReLU of slope 1 answers anything
    given = (np.broadcast_to(z, targets.shape) for z in answers)
    of = LOSSES[loss].function
    return np.array([of(output, z.astype(float), slopes, targets).mean() for z in given])


def brute(loss, output, targets):
    """The least mean loss there is, of very many answers."""
    targets = targets.astype(float)
    if output == "softmax":
        shares = RANDOM.dirichlet(np.full(3, 0.3), 3000)
        corners = np.where(np.eye(3) == 1, 0.0, -60.0)
        answers = [*np.log(np.maximum(shares, 1e-30)), *corners, np.log(targets.mean(axis=0))]
        return mean_loss(loss, output, answers, targets).min()
    best = []
    for column in targets.T:
        values, counts = np.unique(column, return_counts=True)
        total = np.zeros(len(PLACES))
        for value, count in zip(values, counts, strict=True):
            aims = np.full((len(PLACES), 1), value)
            of = LOSSES[loss].function(output, PLACES[:, None], np.ones(1), aims)
            total += count * np.nan_to_num(of, nan=np.inf)
        best.append(PLACES[total.argmin()])
    return mean_loss(loss, output, [np.array(best)], targets)[0]


@pytest.mark.parametrize(("loss", "output", "kind"), CASES)
def test_no_answer_that_is_the_same_for_all_is_better(loss, output, kind):
    targets = TARGETS[kind]
    network = Network(2, (Layer(targets.shape[1], output),), loss)
    with np.errstate(all="ignore"):
        least = least_loss(network, targets)
        found = brute(loss, output, targets)
    assert found - 0.01 < least < found + 1e-4


def test_every_loss_and_output_activation_is_there():
    assert {loss for loss, *_ in CASES} == set(LOSSES)
    assert {output for _, output, _ in CASES} == set(ACTIVATIONS)


def test_of_very_many_values_neighbours_count_together():
    values = RANDOM.normal(size=(20_000, 2)).astype(np.float32)
    network = Network(2, (Layer(2, "leaky relu"),), "mean absolute error")
    least = np.abs(values - np.median(values, axis=0)).mean()
    assert least_loss(network, values) == pytest.approx(least, abs=1e-4)
