"""What the network answers, in words and bars: classes, two classes of one output, values."""

import numpy as np
import pytest

from core import data
from core.data import Digits, Given, Worked
from core.data.given import GivenExample
from core.data.inputs import Picture, Row
from core.data.tasks import Classes, Values
from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from gui.colouring import Colouring
from gui.panels.answer import answer, spans
from gui.panels.predictions import Predictions, bar_colour
from gui.session import Session
from gui.theme import DARK, apply
from tests.diagrams import pixels
from tests.painted_texts import faults

INPUTS = np.zeros(1, np.float32)


def of_values(units: tuple[str, ...] = (), names: tuple[str, ...] = ("price", "area")):
    source = Given(
        Row(("x",)), Values(names, units), (GivenExample((0.0,), values=(0.0,) * len(names)),)
    )
    network = Network(1, (Layer(len(names), "linear"),), "mean squared error")
    return Experiment(network, source)


def of_two(activation: str):
    source = Given(Row(("x",)), Classes(("cat", "dog")), (GivenExample((0.0,), 0),))
    network = Network(1, (Layer(1, activation),), "mean squared error")
    return Experiment(network, source)


def of_small_pictures():
    source = Given(Picture(1, 2), Classes(("0", "1")), (GivenExample((0.0, 1.0), 0),))
    return Experiment(Network(2, (Layer(2, "softmax"),)), source)


def said(experiment, output, label=None, values=None, origin="test"):
    example = Example(INPUTS, label, origin, 0, values)
    return answer(experiment, example, np.array([output], np.float32))


@pytest.mark.parametrize(("activation", "output"), [("sigmoid", 0.75), ("tanh", 0.5)])
def test_one_output_answers_with_both_classes(activation, output, qapp):
    found = said(of_two(activation), [output], label=1)
    assert [(bar.name, bar.value, bar.text) for bar in found.bars] == [
        ("cat", 0.25, "25.0 %"),
        ("dog", 0.75, "75.0 %"),
    ]
    assert [(bar.start, bar.end, bar.best) for bar in found.bars] == [
        (0, 0.25, False),
        (0, 0.75, True),
    ]
    assert found[:5] == ("dog", "75.0 %", "then cat, 25.0 %", "right", True)
    assert found.zero is None
    assert found.words == "dog 75.0 % then cat, 25.0 % right"
    wrong = said(of_two(activation), [output], label=0)
    assert (wrong.verdict, wrong.right) == ("wrong: it is cat", False)
    unknown = said(of_two(activation), [output], origin="pad")
    assert (unknown.verdict, unknown.right) == ("", None)


def test_values_are_told_with_their_units_and_no_best(qapp):
    found = said(of_values(("€", "")), [12.3456, -1500], values=np.array([12.5, -1400], np.float32))
    assert [(bar.name, bar.text, bar.best) for bar in found.bars] == [
        ("price", "12.346 €", False),
        ("area", "−1.5e+03", False),
    ]
    assert found[:5] == (
        "",
        "price = 12.346 €",
        "area = −1.5e+03",
        "target 12.5, −1400",
        None,
    )
    reach = 12.3456 + 1500
    assert found.zero == pytest.approx(1500 / reach)
    assert (found.bars[0].start, found.bars[0].end) == pytest.approx((1500 / reach, 1))
    assert (found.bars[1].start, found.bars[1].end) == pytest.approx((0, 1500 / reach))


def test_all_values_are_said_and_all_targets(qapp):
    found = said(of_values(names=("a", "b", "c")), [1, 2, 3], values=np.array([4, 5, 6], "f4"))
    assert found.words == "a = 1.000 b = 2.000, c = 3.000 target 4, 5, 6"


@pytest.mark.parametrize("width", [400, 180])
def test_what_is_long_is_cut_and_lies_on_nothing(width, qtbot):
    names = tuple(f"value {number}" for number in range(4))
    session = Session(of_values(names=names))
    targets = np.array([12.34, -1234, 0.1234, 0.4321], np.float32)
    session.set_example(Example(INPUTS, None, "test", 0, targets))
    panel = Predictions(session, Colouring())
    panel.resize(width, panel.sizeHint().height())
    qtbot.addWidget(panel)
    panel.show()
    assert not faults(panel)


def test_one_value_has_no_second_line(qapp):
    found = said(of_values(names=("price",)), [-0.0001])
    assert found[:4] == ("", "price = 0.000", "", "")  # no minus before nothing
    assert said(of_values(names=("price",)), [999.9]).main == "price = 999.900"
    assert said(of_values(names=("price",)), [1000]).main == "price = 1e+03"


def test_a_network_that_diverged_has_no_best(qapp):
    for experiment, output in ((of_values(), [np.nan, 1]), (of_two("sigmoid"), [np.inf])):
        found = said(experiment, output, label=0)
        assert found[:5] == ("?", "not finite", "training has diverged", "", None)
        assert not found.finite
        assert not any(bar.best for bar in found.bars)
    assert [bar.text for bar in said(of_values(), [np.nan, 1]).bars] == ["NaN", "1.000"]


def test_without_an_example_there_are_names_alone(qapp):
    for experiment, main, second, zero in (
        (Experiment(), "Draw a digit,", "or choose an example", None),
        (of_small_pictures(), "Choose an example", "", None),
        (of_values(), "Choose an example", "", 0),
        (of_two("tanh"), "Choose an example", "", None),
        (Experiment(Network(2, (Layer(2, "sigmoid"),)), Worked()), "Choose an example", "", None),
    ):
        outputs = experiment.network.sizes[-1]
        found = said(experiment, [0.5] * outputs, origin="")
        assert found[:4] == ("", main, second, "")
        assert found.zero == zero
        assert found.finite
        names = experiment.task.names
        assert found.bars == tuple((name, 0, "", 0, 0, False) for name in names)


def test_classes_that_are_no_shares_are_told_in_figures(qapp):
    network = Network(256, (Layer(10, "linear"),), "mean squared error")
    output = [-1.0, *[0.0] * 8, 3.0]
    found = said(Experiment(network, Digits()), output, label=9)
    assert found[:5] == ("9", "3.000", "then 1, 0.000", "right", True)
    assert found.zero == 0.25
    assert [found.bars[at].text for at in (0, 9)] == ["−1.000", "3.000"]
    assert (found.bars[0].start, found.bars[0].end) == (0, 0.25)
    assert (found.bars[9].start, found.bars[9].end) == (0.25, 1)


def test_bars_of_values_reach_from_the_least_to_the_largest():
    for output, expected, zero in (
        ([1, 4], [[0, 0.25], [0, 1]], 0),
        ([-1, -4], [[0.75, 1], [0, 1]], 1),
        ([0, 0], [[0, 0], [0, 0]], 0),
        ([-2, 6], [[0, 0.25], [0.25, 1]], 0.25),
    ):
        found, at = spans(np.array(output, float), False)
        assert found.tolist() == expected
        assert at == zero
    assert spans(np.array([1.5, -0.5]), True)[0].tolist() == [[0, 1], [0, 0]]


def test_the_panel_has_values_as_they_stand_and_their_signs_in_colours(qapp, qtbot):
    apply("dark")
    session = Session(of_values())
    shown = Predictions(session, Colouring())
    qtbot.addWidget(shown)
    assert shown.top() == []
    assert shown.toolTip().endswith("each of its values")
    session.set_example(Example(np.ones(1, np.float32), None, "train", 0))
    assert shown.top() == [(bar.name, bar.value) for bar in shown.answer.bars]
    up, down = said(of_values(), [1, -2]).bars
    assert bar_colour(up, False, DARK).name() == DARK.positive
    assert bar_colour(down, False, DARK).name() == DARK.negative
    assert bar_colour(down._replace(best=True), True, DARK).name() == DARK.accent
    assert bar_colour(down, True, DARK).name() == DARK.edge


def test_what_is_drawn_and_no_digit_is_doubted(qapp):
    star = np.maximum(np.eye(16), np.eye(16)[::-1])
    star[7:9] = star[:, 7:9] = 1
    inputs, output = star.ravel().astype(np.float32), np.full((1, 10), 0.1, np.float32)

    def of(experiment, example):
        return answer(experiment, example, output)

    found = of(Experiment(), Example(inputs, None, "pad"))
    assert (found.best, found.main) == ("–", "")
    assert found.words == "– This does not look like a digit"
    assert [bar.name for bar in found.bars] == list("0123456789")
    digit = data.load(Digits()).test.inputs[0]
    assert not of(Experiment(), Example(digit, None, "pad")).doubt
    # Whoever chose it from the data knows what it is.
    assert not of(Experiment(), Example(inputs, 3, "test")).doubt
    # Where classes are no digits, nobody asks.
    assert not of(Experiment(source=None), Example(inputs, None, "pad")).doubt


def test_the_doubt_is_painted_whole_in_a_narrow_panel(qapp, qtbot):
    shown = Predictions(Session(), Colouring())
    qtbot.addWidget(shown)
    shown.resize(shown.minimumSizeHint())
    shown.answer = shown.answer._replace(best="–", main="")
    without = pixels(shown)
    # As long as in a language of many words.
    shown.answer = shown.answer._replace(doubt="This does not look at all like a digit to us")
    rows, columns = np.nonzero(pixels(shown) != without)
    # Clear of where it would be cut, and of the bars.
    assert rows.min() > 4
    assert rows.max() < 45
    assert columns.max() < shown.width() - 8
    assert np.ptp(rows) > shown.fontMetrics().height()  # on two lines
