"""Every number field of the window takes what is typed whole, or says at the field why not."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QSpinBox

from core.beginnings import beginning
from core.data import Curve, Plane, Points
from gui.diagram.view import Diagram
from gui.panels.number_box import NumberBox, SeedBox
from gui.panels.typed_text import Limits, Refused, taken
from tests.test_walk_window import SMALL, begin

# What is typed, and the number that it is for everybody; None: it is none.
TYPED = {
    "1e9": 1e9, "4294967296": 4294967296.0, "4294967295": 4294967295.0, "1.5": 1.5, "0": 0.0,
    "-1": -1.0, "−0.25": -0.25, "nan": None, "inf": None, "1001": 1001.0, "1e-400": None,
    "1e400": None, "1.000,5": None, "1,000": None, "0,5": 0.5, "": None, "5x": None, "1_0": None,
    "2e0": 2.0, "1e-50": 1e-50, "0.30": 0.3, "3": 3.0, "0.99999": 0.99999, "12 34": None,
}  # fmt: skip


@pytest.fixture
def window_of(make_window):
    """A function: experiment -> a window whose backend says nothing."""

    def make(experiment):
        window = make_window(experiment, size=(1280, 800))
        QApplication.processEvents()  # it is arranged
        return window

    return make


def diagram_of(window):
    """The network in the middle."""
    return window.findChild(Diagram, "diagram")


def retype(box, text):
    """Type over what is there, as a person does, and press Enter."""
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    if text.isascii():
        QTest.keyClicks(box, text)
    else:  # Qt's test has no such keys
        box.lineEdit().insert(text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def told(box):
    """The sentence below the field; empty: there is none."""
    label = box.window().findChild(QLabel, "refusal")
    return label.text() if label and not label.isHidden() else ""


def takes(box, number):
    """Whether the field may hold the number, by what it is a field for."""
    whole = isinstance(box, QSpinBox | SeedBox) or box.objectName() in ("pointCount", "classCount")
    least, most = box.minimum(), box.maximum()
    as_float32 = box.objectName().endswith(("Field", "Field1", "Field2", "typedNumber"))
    return (
        least <= number <= most
        and (not whole or number == int(number))
        and (not as_float32 or number == 0 or np.float32(number) != 0)
    )


def fields(window):
    """Every number field there is, by its name."""
    boxes = window.findChildren(QAbstractSpinBox)
    return {box.objectName(): box for box in boxes if not box.isReadOnly()}


GENERAL = (
    "seed", "learningRate", "batchSize", "l2", "momentum", "decay", "beta1", "beta2",
    "layer1Neurons", "exampleIndex", "walkDecimals", "weightField",
)  # fmt: skip
SHAPES = ("pointCount", "noise", "testShare", "dataSeed", "inputField1")


@pytest.mark.parametrize(
    ("source", "own"),
    [
        (None, GENERAL),
        (Plane("circle"), (*SHAPES, "inputField2")),
        (Curve(), (*SHAPES, "targetField1")),
        (Points(), ("classCount",)),
    ],
)
def test_every_number_field_takes_what_is_typed_or_says_why_not(qtbot, window_of, source, own):
    window = window_of(beginning(source) if source is not None else SMALL)
    if source is None:
        begin(qtbot, window)  # its page has a field, too
    diagram_of(window).selection.select((0, 0, 0))
    known = {*GENERAL, *SHAPES, "inputField2", "targetField1", "classCount"}
    others = {"layer2Neurons", "layer3Neurons", "testShare"}
    assert {*own} <= {*fields(window)} <= known | others
    for name in own:
        for text, number in TYPED.items():
            box = fields(window)[name]
            before = box.value(), box.text()
            retype(box, text)
            box = fields(window)[name]
            if number is None or not takes(box, number):
                assert (box.value(), box.text()) == before, (name, text)
                assert told(box).endswith("."), (name, text)
            else:
                assert box.value() == pytest.approx(number, rel=1e-6), (name, text)
                assert not told(box), (name, text)


def test_the_number_of_an_edge_says_so_where_it_is_typed(window_of):
    window = window_of(SMALL)
    diagram_of(window).selection.select((0, 0, 0))
    QTest.keyClick(diagram_of(window), Qt.Key.Key_Return)
    box = window.findChild(NumberBox, "typedNumber")
    assert box.isVisible()
    retype(box, "1.000,5")
    assert box.isVisible()  # to be typed again
    assert "“1.000,5” is not a number." in told(box)
    retype(box, "0.25")
    assert not box.isVisible()
    assert told(box) == ""
    assert window.session.snapshot.parameters[0].weights[0, 0] == 0.25


def test_the_sentence_stands_at_the_field_and_goes_with_the_next_key(qtbot, window_of):
    window = window_of(SMALL)
    box = window.findChild(NumberBox, "learningRate")
    qtbot.waitUntil(lambda: not box.visibleRegion().isEmpty())
    retype(box, "-1")
    label = window.findChild(QLabel, "refusal")
    assert label.text() == "Type a number above 0, up to 1000."
    at, place = box.mapTo(window, QPoint(0, 0)), label.geometry()
    assert window.rect().contains(place)
    below, above = place.top() - (at.y() + box.height()), at.y() - (place.bottom() + 1)
    assert 0 <= max(below, above) <= 10
    QTest.keyClick(box, Qt.Key.Key_1)
    assert label.isHidden()


def test_what_is_half_typed_counts_when_an_arrow_is_pressed(window_of):
    window = window_of(SMALL)
    for name, typed, after in (("learningRate", "0.5", 1), ("batchSize", "100", 128)):
        box = window.findChild(QAbstractSpinBox, name)
        box.selectAll()
        QTest.keyClicks(box, typed)
        QTest.keyClick(box, Qt.Key.Key_Up)
        assert box.value() == after


@pytest.mark.parametrize(
    ("text", "limits", "sentence"),
    [
        ("1.5", Limits(0, 2**32 - 1, whole=True), "Type a whole number from 0 to 4294967295."),
        ("1", Limits(0, 1, below=True), "Type a number from 0 to below 1."),
        ("1e39", Limits(-3.4e38, 3.4e38), "Type a number from −3.4×10³⁸ to 3.4×10³⁸."),
        ("1,000", Limits(0, 10), "“1,000” may be 1000 or 1.000. Type it without a comma."),
        ("1e-400", Limits(0, 1), "“1e-400” is too near 0 to be told from it."),
        ("x" * 99, Limits(0, 1), f"“{'x' * 24}…” is not a number. Type a number from 0 to 1."),
        ("1.00000000000000000001", Limits(0, 9, whole=True), "Type a whole number from 0 to 9."),
    ],
)
def test_why_it_is_refused(qapp, text, limits, sentence):
    with pytest.raises(Refused) as refused:
        taken(text, limits)
    assert str(refused.value) == sentence
