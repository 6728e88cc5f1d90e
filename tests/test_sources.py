"""The gallery of sources, what can be set of one, and what each picture shows."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolButton

from core import data
from core.beginnings import beginning
from core.data import READY_SOURCES, Curve, Digits, DrawnCurve, Gate, Given, Plane, Points, Worked
from core.data.digits import samples
from core.data.features import FEATURES
from core.data.given import GivenExample
from core.data.inputs import Row
from core.data.tasks import Values
from core.experiment import Experiment
from core.run import Run
from gui import theme
from gui.panels.data_panel import DataPanel
from gui.panels.source_pictures import input_values, source_picture
from gui.panels.source_words import groups, title
from tests.panels import choose_source, field

LIGHT = theme.LIGHT


@pytest.fixture
def panel(show_panel, examples):
    shown = show_panel(DataPanel, examples)
    shown.activateWindow()
    return shown


def begin(session, source):
    """Show a run that learns from `source`."""
    session.set_run(Run.start(beginning(source)))


def source_of(session):
    return session.experiment.source


# What there is to choose from.


def test_every_ready_source_is_in_the_gallery_once_under_its_own_title():
    found = [source for group in groups() for source, _ in group.sources]
    assert set(found) == {*READY_SOURCES.values(), Points(), DrawnCurve()}
    assert len({title(source) for source in found}) == len(found) == 30
    assert [group.title for group in groups()] == [
        "Digits",
        "Points of two classes",
        "Points of more classes",
        "A value at each point",
        "Gates",
        "Curves",
        "Made by you",
        "On paper",
    ]
    of_two, of_more, of_values = (
        {source for source, _ in group.sources} for group in groups()[1:4]
    )
    assert {len(source.task.names) for source in of_two} == {2}
    assert all(len(source.task.names) > 2 for source in of_more)
    assert all(isinstance(source.task, Values) for source in of_values)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Plane("gaussians", noise=0.5), "Two Gaussians"),
        (Gate("NAND", 3), "NAND of 3 inputs"),
        (Curve(("sine", "absolute value")), "Sine, Absolute value"),
        (None, "No data"),
    ],
)
def test_titles(source, words, qapp):
    assert title(source) == words


# Pictures.


@pytest.mark.parametrize("shape", ["circle", "xor", "gaussians", "rings", "pinwheel"])
def test_a_picture_has_the_points_in_the_colours_of_their_classes(shape, qapp):
    source = Plane(shape)
    train = data.load(source).train
    dots = source_picture(source, LIGHT).dots
    assert len(dots) == len(train) == 400 - len(data.load(source).test)
    x = [-6 + 12 * dot.x for dot in dots]
    y = [6 - 12 * dot.y for dot in dots]
    np.testing.assert_allclose(np.transpose([x, y]), train.coordinates, atol=1e-5)
    assert [dot.colour for dot in dots] == [LIGHT.classes[label] for label in train.labels]


def test_values_have_the_colours_of_their_signs(qapp):
    source = Plane("slope")
    train, dots = data.load(source).train, source_picture(source, LIGHT).dots
    by_value = [dots[index].colour for index in train.targets[:, 0].argsort()]
    assert by_value[-1] == "#f28c22"  # nearly 1, nearly orange
    assert by_value[0] == "#3986de"
    middle = np.abs(train.targets[:, 0]).argmin()
    assert min(bytes.fromhex(dots[middle].colour[1:])) > 245  # as good as white


@pytest.mark.parametrize(("gate", "outputs"), [("AND", "0001"), ("XNOR", "1001"), ("NOR", "1000")])
def test_a_gate_shows_its_truth_table(gate, outputs, qapp):
    table = source_picture(Gate(gate), LIGHT).table
    rows = ["".join(cell.text for cell in row) for row in table]
    assert rows == [a + b for a, b in zip(("00", "01", "10", "11"), outputs, strict=True)]
    assert [row[-1].colour for row in table] == [LIGHT.classes[int(one)] for one in outputs]


@pytest.mark.parametrize("shapes", [("sine",), ("step", "saw")])
def test_curves_are_lines_through_all_their_points(shapes, qapp):
    lines = source_picture(Curve(shapes), LIGHT).lines
    assert len(lines) == len(shapes)
    x = np.linspace(-1, 1, 100)
    for line, shape in zip(lines, shapes, strict=True):
        points = np.array(line.points)
        np.testing.assert_allclose(points[:, 0], 0.5 + 0.46 * x, atol=1e-6)
        heights = data.curves.CURVES[shape](x)
        np.testing.assert_allclose(points[:, 1], 0.1 + 0.4 * (1 - heights), atol=1e-6)


def test_digits_are_shown_without_reading_all_of_them(qapp):
    data.load.cache_clear()
    sheet = source_picture(Digits(), LIGHT).pixels
    assert data.load.cache_info().currsize == 0
    test = data.load(Digits()).test
    for digit in range(10):
        first = test.inputs[(test.labels == digit).argmax()]
        np.testing.assert_array_equal(samples()[digit], first)
    np.testing.assert_array_equal(sheet[:16, 16:], samples()[1].reshape(16, 16))
    np.testing.assert_array_equal(sheet[16:, :16], samples()[2].reshape(16, 16))


def test_own_points_are_shown_as_they_are_and_before_that_with_a_pencil(qapp):
    empty = source_picture(Points(), LIGHT)
    assert empty.made_by_hand
    assert empty.dots
    mine = Points().put(np.array([[-6, 6], [0, 0], [3, -6]]), np.array([1, 0, 1]))
    found = source_picture(mine, LIGHT)
    assert found.made_by_hand
    assert sorted(found.dots) == [
        (0.0, 0.0, LIGHT.classes[1]),
        (0.5, 0.5, LIGHT.classes[0]),
        (0.75, 1.0, LIGHT.classes[1]),
    ]
    heights = [None] * 100 + [0.5] * 101
    lines = source_picture(DrawnCurve(tuple(heights)), LIGHT).lines
    assert lines[0].points[0] == pytest.approx((0.5, 0.1 + 0.4 * 0.5))
    assert len(lines[0].points) == 101


def test_other_examples_are_a_table(qapp):
    table = source_picture(Worked(), LIGHT).table
    assert [[cell.text for cell in row] for row in table] == [["1", "−1", "y₁"]]
    example = GivenExample((1.5, -2.0), values=(3.0,))
    given = Given(Row(("a", "b")), Values(("y",)), (example,))
    table = source_picture(given, LIGHT).table
    assert [[cell.text for cell in row] for row in table] == [["1.5", "−2", "3"]]


@pytest.mark.parametrize("name", FEATURES)
def test_an_input_is_shown_as_what_it_is_on_the_plane(name):
    values = input_values(name)
    at = -6 + 0.25 + 0.5 * np.arange(24)
    x1, x2 = np.meshgrid(at, -at)
    wanted = {
        "x₁": x1,
        "x₂": x2,
        "x₁²": x1**2,
        "x₂²": x2**2,
        "x₁x₂": x1 * x2,
        "sin x₁": np.sin(x1),
        "sin x₂": np.sin(x2),
    }[name]
    np.testing.assert_allclose(values, wanted / np.abs(wanted).max(), atol=1e-6)


# Choosing.


def test_a_click_in_the_gallery_begins_with_a_network_for_the_source(panel, session):
    digits = session.run
    choose_source(panel, "Circle")
    assert session.experiment == beginning(Plane("circle"))
    assert field(panel, "datasetChoice").currentText() == "Circle"
    assert session.undo_stack.undoText() == "Choose Circle"
    session.undo_stack.undo()
    assert session.run is digits
    assert field(panel, "datasetChoice").currentText() == "Handwritten digits"


def test_a_source_of_the_same_kind_keeps_what_is_learned(panel, session):
    choose_source(panel, "Circle")
    run = session.run
    choose_source(panel, "Spiral")
    assert source_of(session) == Plane("spiral")
    assert session.run.id == run.id
    assert session.snapshot.parameters is run.snapshot.parameters


def test_within_a_family_layers_stay_and_the_rest_begins_again(panel, session):
    choose_source(panel, "Circle")
    layers = session.experiment.network.layers
    session.change_experiment(
        replace(
            session.experiment,
            network=replace(session.experiment.network, layers=(layers[0], layers[-1])),
        ),
        "Fewer layers",
    )
    before = session.run
    choose_source(panel, "Pinwheel")
    assert session.experiment.network.sizes == (2, 8, 5)
    assert session.run.id != before.id
    choose_source(panel, "Sine")
    assert session.experiment == beginning(Curve(("sine",)))


def test_what_was_set_stays_when_another_shape_is_chosen(panel, session):
    shaped = Plane("circle", 300, 0.25, 0.4, 7, ("x₁", "x₁²"))
    begin(session, shaped)
    choose_source(panel, "Moons")
    assert source_of(session) == replace(shaped, shape="moons")
    choose_source(panel, "AND")
    field(panel, "gateInputs3").click()
    choose_source(panel, "XOR")
    assert source_of(session) == Gate("XOR", 3)
    choose_source(panel, "Ripple")  # and as it was left
    assert source_of(session) == replace(shaped, shape="ripple")
    choose_source(panel, "My own points")
    assert source_of(session) == Points(features=("x₁", "x₁²"))


def test_points_made_by_hand_come_back(panel, session):
    choose_source(panel, "My own points")
    mine = source_of(session).with_points(np.array([[1.0, 2.0]]), 1)
    session.change_source(mine, "Put a point")
    choose_source(panel, "Handwritten digits")
    choose_source(panel, "My own points")
    assert source_of(session) == mine


def test_the_source_that_is_there_is_not_chosen_again(panel, session):
    begin(session, Plane("circle", noise=0.5))
    before = session.run
    choose_source(panel, "Circle")
    assert session.run is before
    assert not session.undo_stack.count()


def test_a_shape_that_does_not_fit_is_refused_in_a_sentence(panel, session):
    begin(session, Plane("circle", count=2))
    before = session.run
    choose_source(panel, "Pinwheel")
    note = field(panel, "sourceNote")
    assert note.isVisible()
    assert note.text() == "There must be 5 to 100000 points, not 2."
    assert session.run is before
    choose_source(panel, "Moons")
    assert not note.isVisible()


# By keyboard.


def press(qtbot, gallery, *keys):
    for key in keys:
        qtbot.keyClick(gallery.focusWidget(), key)


def test_arrows_move_and_enter_chooses(qtbot, panel, session):
    choice, key = field(panel, "datasetChoice"), Qt.Key
    qtbot.keyClick(choice, key.Key_Down)
    gallery = choice.gallery
    assert gallery.isVisible()
    assert gallery.focusWidget().accessibleName() == "Handwritten digits"
    assert gallery.focusWidget().isChecked()
    for arrow, name in (
        (key.Key_Right, "Circle"),
        (key.Key_Right, "XOR pattern"),
        (key.Key_Down, "Rings"),
        (key.Key_Down, "NAND"),
        (key.Key_Left, "OR"),
        (key.Key_Up, "Pinwheel"),
        (key.Key_Up, "Circle"),
        (key.Key_Up, "Circle"),
    ):
        press(qtbot, gallery, arrow)
        assert gallery.focusWidget().accessibleName() == name
    press(qtbot, gallery, key.Key_Left, key.Key_Left)  # the first of all
    assert gallery.focusWidget().accessibleName() == "Handwritten digits"
    press(qtbot, gallery, key.Key_Right, key.Key_Return)
    assert not gallery.isVisible()
    assert source_of(session) == Plane("circle")
    qtbot.keyClick(choice, key.Key_Space)
    assert gallery.focusWidget().accessibleName() == "Circle"


def test_at_the_end_of_a_row_the_next_one_follows(qtbot, panel):
    choice, key = field(panel, "datasetChoice"), Qt.Key
    qtbot.keyClick(choice, key.Key_Down)
    press(qtbot, choice.gallery, *[key.Key_Right] * 7)
    assert choice.gallery.focusWidget().accessibleName() == "Blobs"


def test_escape_changes_nothing(qtbot, panel, session):
    choice, before = field(panel, "datasetChoice"), session.run
    qtbot.keyClick(choice, Qt.Key.Key_Return)
    press(qtbot, choice.gallery, Qt.Key.Key_Right, Qt.Key.Key_Escape)
    assert not choice.gallery.isVisible()
    assert session.run is before


def test_every_picture_says_what_it_is(panel):
    choice = field(panel, "datasetChoice")
    choice.showPopup()
    assert choice.gallery.objectName() == "sourceGallery"
    assert choice.gallery.accessibleName()
    tiles = choice.gallery.tiles
    assert len(tiles) == 30
    for tile in tiles:
        assert tile.accessibleName() == tile.text()
        assert tile.toolTip().endswith(".")
        room = tile.fontMetrics().horizontalAdvance(tile.text())
        assert room + 4 < tile.width()
    screen = choice.screen().availableGeometry()
    assert screen.contains(choice.gallery.geometry())
    choice.gallery.close()


# Settings.


def visible(panel):
    """The controls of the settings that are seen."""
    names = (
        "pointCount",
        "noise",
        "testShare",
        "classCount",
        "dataSeed",
        "gateInputs2",
        "sineCurve",
    )
    return {name for name in names if field(panel, name).isVisible()}


def test_only_what_applies_is_there(panel, session):
    for source, names in (
        (Digits(), set()),
        (Worked(), set()),
        (Plane(), {"pointCount", "noise", "testShare", "dataSeed"}),
        (Points(), {"testShare", "classCount"}),
        (Gate(), {"gateInputs2"}),
        (Curve(), {"pointCount", "noise", "testShare", "dataSeed", "sineCurve"}),
        (DrawnCurve(), {"testShare"}),
    ):
        begin(session, source)
        assert visible(panel) == names, source
    session.set_run(Run.start(Experiment(source=None)))
    assert visible(panel) == set()


def test_a_slider_changes_the_data_while_it_moves_and_is_one_undo(qtbot, panel, session):
    begin(session, Plane("circle"))
    slider, seen = field(panel, "noiseSlider"), []
    session.experiment_changed.connect(lambda: seen.append(source_of(session).noise))
    run = session.run
    handle = QPoint(6, slider.height() // 2)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=handle)
    for x in range(6, slider.width(), 8):
        qtbot.mouseMove(slider, QPoint(x, handle.y()))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width(), handle.y()))
    assert len(seen) > 4
    assert seen == sorted(seen)
    assert source_of(session).noise == seen[-1] > 0.8
    assert field(panel, "noise").value() == seen[-1]
    assert session.run.id == run.id  # what is learned stays
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert source_of(session) == Plane("circle")
    assert slider.value() == 0


def test_numbers_are_typed(qtbot, panel, session):
    begin(session, Plane("circle"))
    for name, typed, changed in (
        ("pointCount", "12345", {"count": 12345}),
        ("noise", "0.333", {"noise": 0.333}),
        ("testShare", "0.1", {"test_share": 0.1}),
        ("dataSeed", "4294967295", {"seed": 4294967295}),
    ):
        box, before = field(panel, name), source_of(session)
        box.selectAll()
        qtbot.keyClicks(box, typed)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert source_of(session) == replace(before, **changed)
    assert (
        field(panel, "pointCountSlider").value() == field(panel, "pointCountSlider").maximum() - 9
    )


def test_the_number_keeps_to_what_there_can_be(qtbot, panel, session):
    begin(session, Curve())
    assert field(panel, "pointCount").maximum() == 10_000
    slider = field(panel, "pointCountSlider")
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert source_of(session).count == 10_000
    begin(session, Plane())
    assert field(panel, "pointCount").maximum() == 100_000
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert source_of(session).count == 100_000


def test_the_dice_draws_other_points(qtbot, panel, session):
    begin(session, Plane("circle", noise=0.1))
    qtbot.mouseClick(field(panel, "newPointsButton"), Qt.MouseButton.LeftButton)
    one = source_of(session)
    assert one == Plane("circle", noise=0.1, seed=one.seed)
    assert one.seed != 0
    assert field(panel, "dataSeed").value() == one.seed
    assert session.undo_stack.undoText() == "New points"


def test_a_gate_of_three_inputs(qtbot, panel, session):
    begin(session, Gate("OR"))
    qtbot.mouseClick(field(panel, "gateInputs3"), Qt.MouseButton.LeftButton)
    assert source_of(session) == Gate("OR", 3)
    assert session.experiment.network.sizes[0] == 3
    session.undo_stack.undo()
    assert field(panel, "gateInputs2").isChecked()
    assert session.experiment.network.sizes[0] == 2


def test_several_curves_at_once_but_not_none_and_not_five(qtbot, panel, session):
    begin(session, Curve(("sine",)))

    def click(shape):
        qtbot.mouseClick(field(panel, f"{shape}Curve"), Qt.MouseButton.LeftButton)

    def on():
        buttons = field(panel, "sourceSettings").findChildren(QToolButton)
        return {one.objectName() for one in buttons if one.isChecked() and one.isVisible()}

    note = field(panel, "sourceNote")
    click("bump")
    assert source_of(session).shapes == ("sine", "bump")
    assert session.experiment.network.sizes[-1] == 2
    assert field(panel, "datasetChoice").currentText() == "Sine, Bump"
    click("sine")
    assert source_of(session).shapes == ("bump",)
    click("bump")  # the last one
    assert source_of(session).shapes == ("bump",)
    assert on() == {"bumpCurve"}
    assert note.text() == "There must be 1 to 4 curves, not 0."
    for shape in ("sine", "step", "saw"):
        click(shape)
    assert not note.isVisible()
    click("noise")
    assert source_of(session).shapes == ("bump", "sine", "step", "saw")
    assert on() == {"bumpCurve", "sineCurve", "stepCurve", "sawCurve"}
    assert note.text() == "There must be 1 to 4 curves, not 5."


def test_a_class_that_has_points_cannot_go(panel, session):
    mine = replace(Points(), classes=3).with_points(np.zeros((1, 2)), 2)
    begin(session, mine)
    field(panel, "classCountSlider").setValue(0)
    assert field(panel, "sourceNote").text() == "A point is of class 2; classes go from 0 to 1."
    assert source_of(session) == mine
    assert field(panel, "classCount").value() == 3
    assert field(panel, "classCountSlider").value() == 1
    field(panel, "classCountSlider").setValue(3)
    assert source_of(session) == replace(mine, classes=5)
    assert session.experiment.network.sizes[-1] == 5


def test_the_choice_shows_the_present_points(panel, session, qapp):
    theme.apply("light")
    begin(session, Plane("circle"))
    QApplication.processEvents()
    choice = field(panel, "datasetChoice")

    def picture():
        return choice.itemIcon(0).pixmap(64, 64).toImage()

    before = picture()
    assert before == picture()
    field(panel, "newPointsButton").click()
    assert picture() != before


def test_no_picture_is_made_before_the_gallery_opens(show_panel, examples, monkeypatch):
    made = []
    monkeypatch.setattr(data, "made", made.append)
    panel = show_panel(DataPanel, examples)
    panel.grab()
    assert not made
    assert not panel.findChildren(QToolButton, "CircleTile")


def test_ten_thousands_of_points_make_a_small_picture(qapp):
    assert len(source_picture(Plane("spiral", 100_000), LIGHT).dots) == 300
