"""Controls of panels that come and go, as they were found right: see `tests/kept.py`."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from core.beginnings import beginning
from core.data import Curve, DrawnCurve, Gate, Given, Plane, Points
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.tasks import Values
from core.example import Example
from core.run import Run
from gui import theme
from gui.colouring import Colouring
from gui.examples import Examples
from gui.input_switches import InputSwitches, beside
from gui.maps.curve_fit import CurveFitPanel
from gui.maps.decision_map import DecisionMap
from gui.maps.point_tools import PointTools
from gui.pace_slider import PaceSlider
from gui.panels.hand_fields import HandFields
from gui.panels.layer_row import LayerRow
from gui.panels.own_input import OwnInput
from gui.panels.source_change import SourceChange
from gui.panels.source_choice import SourceChoice
from gui.panels.source_gallery import SourceGallery
from gui.panels.source_settings import SourceSettings
from gui.probe import Probe
from gui.selection import Selection
from gui.session import Session
from tests.controls import panel
from tests.kept import assert_kept
from tests.test_panels_kept import picture_session

VALUES = Given(Row(("width", "height")), Values(("y", "z")), (GivenExample((1, 2), values=(3, 4)),))


@pytest.fixture
def session(qapp):
    theme.apply("dark")
    return Session(beginning(Plane("circle", 40)))


@pytest.fixture
def tell(told, qtbot):
    """A function: name, a panel -> it, its controls told after its name."""

    def make(name, shown):
        qtbot.addWidget(shown)
        shown.show()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        told.lines.extend([f"== {name}", *panel(shown), ""])
        return shown

    make.lines = told.lines
    return make


def begin(session, source):
    session.set_run(Run.start(beginning(source)))


def test_settings_of_every_source(session, tell):
    change, colouring = SourceChange(session, session), Colouring(session)
    settings = SourceSettings(session, change, colouring)
    curve = Curve(("bump", "saw"), count=80, seed=7)
    planes = Plane("circle", 40), Plane("hills", 40), Points()
    for source in (*planes, Gate("XOR", 3), curve, DrawnCurve(test_share=0.3)):
        begin(session, source)
        tell(type(source).__name__, settings)
    tell("the choice", SourceChoice(session, change, colouring))
    assert_kept("source_settings", tell.lines)


def test_the_gallery_of_sources(session, tell):
    gallery = tell("all", SourceGallery(Colouring(session)))
    assert min(tile.width() for tile in gallery.tiles) == 100
    assert_kept("source_gallery", tell.lines)


def test_inputs_are_switched(session, tell):
    begin(session, Plane("circle", 40, features=("x₁", "x₁x₂")))
    switches = InputSwitches(session, Colouring(session))
    for high in (100, 300, 900):
        switches.resize(90, high)
        tell(f"{high} px high", switches)
        tell.lines.append(str(switches.minimumSizeHint().height()))
    theme.apply("light")
    tell("light", switches)
    tell("beside the diagram", beside(PaceSlider(session), LayerRow(3)))
    assert_kept("input_switches", tell.lines)


def test_own_inputs(session, tell):
    shown = OwnInput(session)
    tell("of no example", shown)
    begin(session, Plane("blobs", 40, features=("x₁", "x₁x₂")))
    session.set_example(Example.own(session.experiment.input, np.array([0.5, -2.0]), 2))
    tell("of classes", shown)
    begin(session, VALUES)
    session.set_example(Example(np.array([1, 2], np.float32), values=np.array([3, 4], np.float32)))
    tell("of no point", shown)
    begin(session, Plane("hills", 40))
    session.set_example(Example.own(session.experiment.input, np.array([0.5, -2.0])))
    tell("of values", shown)
    assert_kept("own_input", tell.lines)


def test_fields_of_the_selection(session, tell):
    selection = Selection(session, session)
    shown = HandFields(session, selection)
    for target in (None, (0, 1), (1, 2), (1, 0, 2), (2, 1)):
        selection.select(target)
        shown.follow()
        tell(str(target), shown)
    pictures = picture_session()
    pick = Selection(pictures, pictures)
    of_pictures = HandFields(pictures, pick)
    for target in ((0, 3), (1, 2)):
        pick.select(target)
        of_pictures.follow()
        tell(f"of a picture, {target}", of_pictures)
    assert_kept("hand_fields", tell.lines)


def test_tools_for_points(session, tell):
    begin(session, Points(classes=3))
    tools = PointTools(session)
    for name in ("look", "pen", "spray", "erase", "move"):
        tools.choose(name)
        tools.choose_class(1)
        tell(name, tools)
    assert_kept("point_tools", tell.lines)


def test_choices_of_a_map_and_of_a_curve(session, tell):
    selection, colouring = Selection(session, session), Colouring(session)
    examples = Examples(session, session)
    begin(session, Plane("blobs", 40))
    decision = DecisionMap(session, examples, selection, colouring, Probe(session, session))
    tell("of classes", decision)
    begin(session, Plane("hills", 40))
    tell("of values", decision)
    begin(session, Curve(("sine", "bump"), count=20))
    curve = CurveFitPanel(session, selection, examples)
    tell("a curve", curve)
    curve.view.set_parts("sums")
    tell("its parts", curve)
    assert_kept("map_choices", tell.lines)


def test_a_layer_and_the_pace(session, tell):
    row = LayerRow(4)
    row.show_layer(session.experiment.network.layers[0])
    tell("a layer", row)
    session.set_pace(0.5)
    tell("the pace", PaceSlider(session))
    assert_kept("layer_and_pace", tell.lines)
