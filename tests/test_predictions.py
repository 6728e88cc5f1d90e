"""The predictions: outputs, sorted and painted, and whether they are right."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from core import data
from core.activations import ACTIVATIONS, is_probability
from core.data import Digits, Given
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.tasks import Values
from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.run import Run
from gui import theme
from gui.colouring import Colouring
from gui.panels.answer import spans
from gui.panels.predictions import Predictions
from gui.theme import DARK
from tests.diagrams import pixels
from tests.panels import DATA, snapshot, two_numbers


def test_predictions_of_two_classes(show_panel, session):
    session.set_run(two_numbers())
    predictions = show_panel(Predictions, Colouring())
    assert predictions.accessibleDescription() == "Choose an example"
    predictions.grab()
    session.set_example(Example(np.array([1, -1], np.float32), 0, "train", 0))
    assert [name for name, _ in predictions.top()] in (["y₁", "y₂"], ["y₂", "y₁"])
    predictions.grab()


def test_predictions_are_the_output_sorted(qtbot, show_panel, session):
    predictions = show_panel(Predictions, Colouring())
    assert predictions.top() == []
    assert predictions.accessibleDescription() == "Draw a digit, or choose an example"
    with qtbot.waitSignal(predictions.painted):
        session.set_example(Example(data.load(Digits()).test.inputs[0], None, "pad"))
    output = session.forward.output[0]
    top = predictions.top()
    assert [name for name, _ in top] == [str(index) for index in np.argsort(-output)]
    assert [value for _, value in top] == sorted(output.tolist(), reverse=True)
    (best, share), (second, less) = top[:2]
    assert predictions.accessibleDescription().startswith(
        f"{best} {100 * share:.1f} % then {second}, {100 * less:.1f} %"
    )


def test_predictions_move_with_the_training(qtbot, show_panel, session):
    predictions = show_panel(Predictions, Colouring())
    session.set_example(Example(DATA.test.inputs[0], None, "pad"))
    *hidden, last = session.snapshot.parameters
    biases = np.full(10, -50, np.float32)
    biases[7] = 50
    with qtbot.waitSignal(predictions.painted):
        session.set_snapshot(
            snapshot(session, 1, parameters=(*hidden, last._replace(biases=biases)))
        )
    assert predictions.top()[0] == ("7", pytest.approx(1))


def test_predictions_say_right_or_wrong(show_panel, session):
    predictions = show_panel(Predictions, Colouring())
    best = int(session.forward.output[0].argmax())
    other = (best + 1) % 10
    for label, verdict in ((best, " right"), (other, f" wrong: it is {other}")):
        session.set_example(Example(np.zeros(256, np.float32), label, "test", 0))
        said = predictions.accessibleDescription()
        assert said.endswith(verdict)
        predictions.grab()


def test_predictions_that_are_no_numbers(show_panel, session):
    predictions = show_panel(Predictions, Colouring())
    session.set_example(Example(DATA.test.inputs[0], 3, "test", 0))
    broken = tuple(
        layer._replace(weights=np.full_like(layer.weights, np.nan))
        for layer in session.snapshot.parameters
    )
    session.set_snapshot(snapshot(session, 1, parameters=broken))
    assert "not finite" in predictions.accessibleDescription()
    predictions.grab()


def test_outputs_that_are_no_shares_are_plain_numbers(show_panel, session):
    network = replace(
        session.experiment.network,
        layers=(Layer(10, "linear"),),
        loss="mean squared error",
    )
    session.set_run(Run.start(Experiment(network)))
    predictions = show_panel(Predictions, Colouring())
    session.set_example(Example(DATA.test.inputs[0], None, "pad"))
    assert "%" not in predictions.accessibleDescription()
    predictions.grab()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_bars_stay_in_the_room_and_tell_the_sign(name):
    z = np.array([[-2.0, -0.5, 0.0, 0.25, 3.0]], np.float32)
    output = ACTIVATIONS[name].function(z, np.full(5, 0.25, np.float32))[0]
    bars, zero = spans(output, is_probability(name))
    assert bars.shape == (5, 2)
    assert (bars >= 0).all()
    assert (bars <= 1).all()
    lengths = (bars[:, 1] - bars[:, 0]) * np.where(bars[:, 0] < zero, -1, 1)
    if is_probability(name):
        np.testing.assert_allclose(lengths, output, atol=1e-6)
    else:  # true to scale, and not clipped to 0 … 1
        reach = max(output.max(), 0) - min(output.min(), 0)
        np.testing.assert_allclose(lengths, output / reach, atol=1e-6)


def test_bars_of_extreme_outputs():
    for output in ([0, 0], [3e38, -3e38], [np.nan, 1], [np.inf, -1]):
        bars, zero = spans(np.array(output, np.float32), False)
        assert np.isfinite(bars).all()
        assert 0 <= zero <= 1


def test_shares_are_those_of_sigmoid_and_softmax_alone():
    assert [name for name in ACTIVATIONS if is_probability(name)] == ["sigmoid", "softmax"]


def test_outputs_below_0_and_above_1_are_painted(show_panel, session):
    network = Network(256, (Layer(10, "linear"),), loss="mean squared error")
    session.set_run(Run.start(Experiment(network)))
    predictions = show_panel(Predictions, Colouring())
    session.set_example(Example(np.zeros(256, np.float32), 0, "test"))

    def painted(first, second):
        biases = np.zeros(10, np.float32)
        biases[:2] = first, second
        (layer,) = session.snapshot.parameters
        session.set_snapshot(snapshot(session, 1, parameters=(layer._replace(biases=biases),)))
        # The bars alone, without names and figures.
        return predictions.grab(QRect(40, 60, 60, 120)).toImage()

    assert painted(1, -0.9) != painted(1, -0.2)
    assert painted(2, 8) != painted(4, 8)
    assert "12,345" not in predictions.accessibleDescription()
    painted(1.5e20, 0)
    assert "1.5e+20" in predictions.accessibleDescription()


@pytest.fixture
def bars(show_panel, session):
    """Three values of one network, painted: the picture [rows, columns], and the panel."""
    theme.apply("dark")
    source = Given(Row(("x",)), Values(("a", "b", "c")), (GivenExample((0.0,), values=(0.0,) * 3),))
    session.set_run(
        Run.start(Experiment(Network(1, (Layer(3, "linear"),), "mean squared error"), source))
    )
    panel = show_panel(Predictions, Colouring())
    panel.resize(300, panel.sizeHint().height())
    session.set_example(Example(np.zeros(1, np.float32), None, "train", 0))
    (layer,) = session.snapshot.parameters
    ends = layer._replace(biases=np.array([6, -2, 0], np.float32))
    session.set_snapshot(snapshot(session, 1, parameters=(ends,)))
    return pixels(panel), panel


def _hued(row, text, alpha=1.0, under=DARK.raised):
    """The first and the last column of `row` in a colour that lies over another, and between."""

    def parts(value):
        return np.stack([value >> 16 & 255, value >> 8 & 255, value & 255], -1).astype(float)

    mixed = alpha * parts(int(text[1:], 16)) + (1 - alpha) * parts(int(under[1:], 16))
    found = np.flatnonzero(np.abs(parts(row.astype(int)) - mixed).max(axis=-1) <= 3)
    return (int(found[0]), int(found[-1])) if len(found) else None


def test_bars_begin_at_zero_and_are_as_long_as_their_values(bars):
    image, panel = bars
    metrics = QFontMetrics(theme.tabular(panel.font()))
    left = metrics.horizontalAdvance("a") + 16
    names = max(map(metrics.horizontalAdvance, "abc"))
    left = names + 16
    right = 300 - max(map(metrics.horizontalAdvance, ("6.000", "−2.000"))) - 16
    zero = left + (right - left) / 4
    first, second, third = (image[56 + 18 * row + 9] for row in range(3))
    assert _hued(first, DARK.positive) == pytest.approx((zero + 1, right - 1), abs=1.5)
    assert _hued(second, DARK.negative) == pytest.approx((left, zero - 1), abs=1.5)
    assert _hued(third, DARK.positive) is None
    assert _hued(third, DARK.negative) is None
    assert _hued(third, DARK.raised, 1) == pytest.approx((left, right - 1), abs=1.5)
    for row in (first, second, third):
        assert _hued(row, DARK.muted, 1) is not None
        at = _hued(row[: int(right)][int(left) :], DARK.muted, 0.5, DARK.raised)
        assert at is None or abs(left + at[0] - zero) < 3
    column = image[:, int(zero + 30)]
    inked = _hued(column, DARK.positive)
    assert inked == (56 + 5, 56 + 12)  # 8 px of a row of 18
    line = image[:, int(zero)] != image[0, 0]
    assert np.flatnonzero(line)[0] <= 56 + 2 + 44
    assert line[56 + 3] or image[56 + 3, int(zero) - 1] != image[0, 0]


def test_a_verdict_stands_to_the_right_in_its_colour(show_panel, session):
    theme.apply("dark")
    panel = show_panel(Predictions, Colouring())
    panel.resize(300, panel.sizeHint().height())
    best = int(session.forward.output[0].argmax())
    for label, hue in ((best, DARK.accent), ((best + 1) % 10, DARK.error)):
        session.set_example(Example(np.zeros(256, np.float32), label, "test", 0))
        head = pixels(panel)[4:26]
        rows, columns = np.nonzero(head == int(hue[1:], 16))
        assert len(rows)
        assert 300 - 8 - 8 <= columns.max() < 300 - 8
        assert columns.min() > 150
    large = np.nonzero(pixels(panel)[:48, :60] == int(DARK.text[1:], 16))
    assert np.ptp(large[0]) > 28  # the best is 44 px high with its room
    assert large[1].min() >= 8


def test_the_panel_is_as_high_as_its_rows(show_panel, session):
    panel = show_panel(Predictions, Colouring())
    assert panel.sizeHint().toTuple() == (240, 56 + 180 + 8)
    assert panel.minimumSizeHint().toTuple() == (180, 56 + 140 + 8)
    session.set_run(two_numbers())
    assert panel.sizeHint().toTuple() == (240, 56 + 36 + 8)
