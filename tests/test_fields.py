"""Fields, sliders and the gallery: what they write, their steps, and where they open."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from core.beginnings import beginning
from core.data import Curve, Plane
from core.run import Run
from gui import theme
from gui.colouring import Colouring
from gui.diagram.typed_number import TypedNumber
from gui.panels.number_slider import NumberSlider
from gui.panels.parameter_box import ParameterBox
from gui.panels.source_change import SourceChange
from gui.panels.source_gallery import SourceGallery
from gui.panels.source_settings import SourceSettings
from gui.session import Session


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1"),
        (-2.0, "−2"),
        (1e-6, "0.000001"),
        (9e-7, "9e−7"),
        (9_999_999.0, "9999999"),
        (1e7, "1e+7"),
        (0.0, "0"),
    ],
)
def test_numbers_are_written_in_as_few_digits_as_tell_them(qtbot, value, text):
    box = ParameterBox("none")
    qtbot.addWidget(box)
    box.show_number(value)
    assert box.text() == text
    assert box.number == value
    box.stepBy(3)
    assert box.number == pytest.approx(value + 0.3)
    wide = box.room_for("8").width()
    assert wide == box.fontMetrics().horizontalAdvance("8") + 32  # 8 units
    box.show_number(None)
    assert (box.text(), box.number) == ("none", None)
    box.stepBy(-1)
    assert box.number == pytest.approx(-0.1)


def test_a_field_that_opens_stays_in_the_diagram(qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(300, 200)
    ground.show()
    field = TypedNumber(ground)
    for middle in ((150, 100), (0, 0), (299, 199), (299, 0)):
        field.open_field(QRectF(QPointF(*middle), QPointF(*middle)), "w", 0.5, lambda number: None)
        wide, high = field.width(), field.height()
        place = field.geometry()
        wanted = QRect(0, 0, wide, high)
        wanted.moveCenter(QPoint(*middle))
        assert place.left() == min(max(wanted.left(), 0), 299 - wide)
        assert place.top() == min(max(wanted.top(), 0), 199 - high)
        assert (field.text(), field.accessibleName()) == ("0.5", "w")


def test_sliders_go_through_round_numbers(qapp, qtbot):
    session = Session(beginning(Plane("circle", 40)))
    settings = SourceSettings(session, SourceChange(session, session), Colouring(session))
    qtbot.addWidget(settings)
    count, noise, share, classes = (
        next(one for one in settings.findChildren(NumberSlider) if one.box.objectName() == name)
        for name in ("pointCount", "noise", "testShare", "classCount")
    )

    where = [1, 2, 9, 10, 14, 15, 95, 100, 119, 120, 480, 500, 950, 1000, 9500, 10_000, 99_999]
    seen = []
    for number in where:
        count.show_value(number)
        seen.append(count.slider.value())
    assert seen == [0, 0, 0, 1, 1, 2, 18, 19, 19, 20, 38, 39, 48, 49, 66, 67, 75]
    assert (count.slider.maximum(), count.box.maximum()) == (76, 100_000)
    session.set_run(Run.start(beginning(Curve(("sine",), count=40))))
    assert count.box.maximum() < 100_000
    assert [one.slider.maximum() for one in (noise, share, classes)] == [100, 90, 6]
    assert [one.box.singleStep() for one in (count, noise, classes)] == [1, 0.01, 1]


def test_a_slider_asks_for_its_steps_and_its_field_for_any_number(qtbot):
    slider = NumberSlider("some", "Some", "A tip", [1.0, 2.5, 7.0])
    whole = NumberSlider("many", "Many", "A tip", [2, 4, 9], whole=True)
    asked = []
    for one in (slider, whole):
        qtbot.addWidget(one)
        one.changed.connect(asked.append)
    slider.slider.setValue(2)
    slider.box.setValue(3.25)
    whole.slider.setValue(1)
    whole.box.setValue(8)
    assert asked == [7.0, 3.25, 4, 8]
    assert [type(one) for one in asked[2:]] == [int, int]
    assert (slider.box.singleStep(), whole.box.singleStep()) == (1.5, 1)
    for number, at in ((1.0, 0), (2.4, 0), (2.5, 1), (6.9, 1), (7.0, 2)):
        slider.show_value(number)
        assert (slider.box.value(), slider.slider.value()) == (number, at)
    slider.limit(2.6)
    assert (slider.box.maximum(), slider.slider.maximum()) == (2.6, 1)
    assert len(asked) == 4


def test_the_gallery_opens_beside_its_control_and_within_the_screen(qtbot):
    theme.apply("dark")
    gallery = SourceGallery(Colouring())
    qtbot.addWidget(gallery)
    screen = gallery.screen().availableGeometry()
    gallery.open_at(QRect(10, 20, 100, 30), Plane("hills", 999))
    found = gallery.geometry()
    inside = found.size()
    assert found.top() == max(min(20, screen.bottom() + 1 - inside.height()), screen.top())
    right = 10 + 100
    wanted = right if right + inside.width() <= screen.right() else max(
        screen.right() + 1 - inside.width(), screen.left()
    )  # fmt: skip
    assert found.left() == wanted
    assert [tile.text() for tile in gallery.tiles if tile.isChecked()] == ["Hills"]
    gallery.open_at(QRect(10, 20, 100, 30), None)
    assert not any(tile.isChecked() for tile in gallery.tiles)


def test_a_field_that_closes_gives_the_focus_back_but_takes_it_from_nobody(qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    ground.resize(300, 200)
    other = QLineEdit(ground)
    field = TypedNumber(ground)
    with qtbot.waitActive(ground):
        ground.show()
        ground.activateWindow()
    place = QRectF(100, 100, 0, 0)
    field.open_field(place, "w", 0.5, lambda number: None)
    assert field.hasFocus()
    field.close_field()
    assert ground.hasFocus()
    field.open_field(place, "w", 0.5, lambda number: None)
    other.setFocus()
    assert not field.isVisible()
    assert other.hasFocus()
