"""What widgets draw of themselves, as it was looked at and found right: see `tests/kept.py`."""

import numpy as np
from PySide6.QtWidgets import QLabel

from core.data import Given
from core.data.given import GivenExample
from core.data.inputs import Picture
from core.data.tasks import Classes
from core.example import Example
from core.experiment import Experiment
from core.network import Layer, Network
from core.walkthrough import Place
from gui import theme
from gui.colouring import Colouring
from gui.diagram import close_up
from gui.diagram.scene import of_session
from gui.panels import digit_preview, gallery, inspector, predictions
from gui.selection import Selection
from gui.session import Session
from gui.walk import scrubber, slope
from gui.walk.matrix import paint as matrix_paint
from gui.walk.matrix import view as matrix_view
from tests.kept import assert_kept
from tests.walk_matrices import SMALL, stage_of
from tests.walks import walk_of as random_walk


def picture_session():
    """A session of a network that looks at pictures of 4 by 4 pixels."""
    network = Network(16, (Layer(5, "tanh"), Layer(3, "relu"), Layer(2, "softmax")))
    examples = (GivenExample((0.5,) * 16),)
    source = Given(Picture(4, 4), Classes(("round", "square")), examples)
    session = Session(Experiment(network, source))
    session.set_example(Example(np.linspace(-0.25, 1.25, 16, dtype=np.float32), 0, "test", 0))
    return session


def test_the_input_picture(told):
    session = picture_session()
    shown = digit_preview.DigitPreview(session)
    told("roomy", shown, digit_preview, size=(70, 90))
    told("small", shown, digit_preview, size=(14, 60))
    told.lines.append(str((shown.sizeHint().toTuple(), shown.minimumSizeHint().toTuple())))
    told.lines.append(shown.value_text(1, 2))
    theme.apply("light")
    told("light", shown, digit_preview, size=(70, 90))
    assert_kept("preview", told.lines)


def test_predictions(told, session_of):
    session = session_of(2, 3, 4)
    shown = predictions.Predictions(session, Colouring(session))
    told("right or wrong", shown, predictions, size=(400, 300))
    told.lines.extend([shown.answer.words, str(shown.answer)])
    session.set_example(Example(np.array([1.0, -2.0], np.float32)))
    told("none", shown, predictions, size=(400, 300))
    session.set_example(Example(np.array([1.0, -2.0], np.float32), None, "drawn", 0))
    told("drawn", shown, predictions, size=(250, 120))
    shown.hold(True)
    told("held", shown, predictions, size=(400, 300))
    told.lines.append(str((shown.sizeHint().toTuple(), shown.minimumSizeHint().toTuple())))
    assert_kept("predictions", told.lines)


def test_the_scrubber(told):
    shown = scrubber.Scrubber()
    told("empty", shown, scrubber, size=(216, 40))
    for index in (0, 5, 9):
        phases = [(0, "forward"), (5, "loss"), (6, "backward"), (8, "update"), (9, "again")]
        shown.show_steps(phases, 10, index)
        told(f"step {index}", shown, scrubber, size=(316, 40))
    told.lines.append(str((shown.sizeHint().toTuple(), shown.minimumSizeHint().toTuple())))
    told.lines.append(str((shown.pageStep(), shown.maximum())))
    theme.set_text_size(200)
    large = scrubber.Scrubber()
    large.show_steps(phases, 10, 9)
    told("twice as large", large, scrubber, size=(632, 80))
    theme.set_text_size(100)
    assert_kept("scrubber", told.lines)


def test_a_slope(told, session_of):
    found = slope.measure(random_walk(of_session(session_of(2, 3, 2)).network), (0, 1, 2))
    dialog = slope.SlopeDialog(Colouring())
    dialog.show_slope(of_session(session_of(2, 3, 2)), (0, 1, 2), found)
    (plot,) = (child for child in dialog.children() if child.objectName() == "slopePlot")
    told("rising or falling", plot, slope, size=(460, 260))
    told.lines.append(plot.parent().findChild(QLabel, "slopeWords").text())
    dialog.show_slope(of_session(session_of(2, 3, 2)), (0, 1, 2), found._replace(
        gradient=-found.gradient, losses=found.losses - 5, loss=found.loss - 5))  # fmt: skip
    told("below zero", plot, slope, size=(300, 200))
    assert_kept("slope", told.lines)


def test_the_gallery(told):
    session = picture_session()
    selection, colouring = Selection(session, session), Colouring(session)
    shown = gallery.Gallery(session, selection, colouring)
    told("none chosen", shown, gallery, size=(300, 160))
    selection.select((1, 3))
    told("one chosen", shown, gallery, size=(160, 300))
    told.lines.append(shown.accessibleDescription())
    assert_kept("gallery", told.lines)


def test_the_inspector(told):
    session = picture_session()
    selection, colouring = Selection(session, session), Colouring(session)
    shown = inspector.Inspector(session, selection, colouring)
    for target in (None, (0, 5), (1, 3), (2, 0), (3, 1), (1, 2, 1)):
        selection.select(target)
        told(str(target), shown, inspector, close_up, size=(300, 400))
    assert_kept("inspector", told.lines)


def test_the_matrices_of_a_step(told, session_of):
    shown = matrix_view.MatrixView(Colouring(session_of(2, 3, 2)))
    told("none", shown, matrix_view, matrix_paint, size=(600, 160))
    for kind, layer, place in (("pre-activation", 1, Place(0, 1, 1)), ("loss", 2, Place(0, 0, 0))):
        stage = stage_of(SMALL, kind, layer)
        shown.show_equation(SMALL.equation(stage), place, "edge", stage)
        shown.show_sum(0.125 if kind == "pre-activation" else None)
        told(kind, shown, matrix_view, matrix_paint, size=(600, 160))
        shown.show_pointed(0, 1)
        told(f"{kind}, pointed", shown, matrix_view, matrix_paint, size=(600, 160))
        told.lines.append(shown.accessibleDescription())
    assert_kept("matrix_view", told.lines)
