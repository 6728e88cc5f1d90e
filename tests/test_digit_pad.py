"""The digit pad, drawn on as people do: with mouse, pen and finger."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QGuiApplication,
    QImage,
    QInputDevice,
    QMouseEvent,
    QPainter,
    QPen,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from core import digit_or_not
from core.data import Worked
from core.digit_image import normalise
from core.digit_or_not import load_soon
from core.example import Example
from core.experiment import Experiment
from core.ink.find import find
from core.network import Layer, Network
from core.run import Run
from core.snapshot import Snapshot
from gui import theme
from gui.diagram.view import Diagram
from gui.image_file import grey_of, read_grey
from gui.panels.digit_pad import PEN_WIDTH, PICTURE_SIDE, DigitPad
from gui.panels.digit_preview import DigitPreview
from gui.panels.dropped_picture import DroppedPicture, holds_picture, inked_digits
from gui.panels.pad_box import PadBox
from gui.session import Session
from tests.painted_texts import faults, seen_texts

ONE = [(0.5, 0.25), (0.5, 0.5), (0.375, 0.75)]
BAR = [(0.3, 0.5), (0.5, 0.5), (0.7, 0.5)]


@pytest.fixture
def session(qapp):
    return Session()


@pytest.fixture
def pad(qtbot, session):
    pad = DigitPad(session)
    qtbot.addWidget(pad)
    pad.show()
    return pad


def draw(pad: QWidget, stroke) -> None:
    """Draw one stroke, given in unit coordinates, with the left mouse button."""
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(stroke) - 1)]
    for kind, (x, y) in zip(kinds, stroke, strict=True):
        _send(pad, kind, x, y)
    _send(pad, QEvent.Type.MouseButtonRelease, *stroke[-1])


def _send(pad: QWidget, kind: QEvent.Type, x: float, y: float) -> None:
    place = QPointF(x * pad.width(), y * pad.height())
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    moves, ends = kind == QEvent.Type.MouseMove, kind == QEvent.Type.MouseButtonRelease
    event = QMouseEvent(
        kind,
        place,
        pad.mapToGlobal(place),
        none if moves else left,
        none if ends else left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(pad, event)


def ink(pad: DigitPad) -> np.ndarray:
    return np.array(pad.picture.constBits()).reshape(PICTURE_SIDE, PICTURE_SIDE)


def two_numbers() -> Run:
    """A run whose input is no picture."""
    return Run.start(Experiment(Network(2, (Layer(2, "softmax"),)), Worked()))


def test_every_move_of_the_pen_becomes_the_example(pad, session):
    seen = []
    session.example_changed.connect(lambda: seen.append(session.example))
    draw(pad, ONE)
    assert len(seen) == len(ONE)  # the release moves nothing
    assert session.example.origin == "pad"
    assert session.example.label is None
    np.testing.assert_array_equal(session.example.inputs, normalise(ink(pad)).ravel())
    assert session.example.inputs.dtype == np.float32
    assert session.example.inputs.max() == 1


def test_real_mouse_clicks_draw(qtbot, pad, session):
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
    assert len(pad.strokes) == 1
    assert session.example.inputs.any()  # a dot is ink


def test_two_quick_strokes_are_two(qtbot, pad):
    draw(pad, ONE)
    qtbot.mouseDClick(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
    assert len(pad.strokes) == 2


def test_the_other_buttons_draw_nothing(qtbot, pad, session):
    qtbot.mouseClick(pad, Qt.MouseButton.RightButton)
    assert not pad.strokes
    assert session.example.origin == ""


def test_strokes_are_kept_in_unit_coordinates(pad):
    draw(pad, ONE)
    np.testing.assert_allclose(np.array(pad.strokes[0])[:, :2], ONE, atol=1e-9)


def test_drawing_on_and_drawing_all_again_are_the_same_picture(pad):
    draw(pad, ONE)
    draw(pad, BAR)
    drawn = ink(pad)
    draw(pad, [(0.1, 0.1), (0.2, 0.9)])
    pad.undo_stroke()
    np.testing.assert_array_equal(ink(pad), drawn)


def test_it_tells_that_the_pen_is_down_and_that_it_was_lifted(pad):
    told = []
    pad.pen_changed.connect(told.append)
    draw(pad, ONE)
    assert told == [True, False]
    _send(pad, QEvent.Type.MouseButtonPress, 0.5, 0.5)
    _send(pad, QEvent.Type.MouseMove, 0.6, 0.5)
    assert told == [True, False, True]
    pad.clear()  # in mid-stroke
    assert told == [True, False, True, False]
    _send(pad, QEvent.Type.MouseButtonRelease, 0.6, 0.5)
    pad.clear()
    assert told == [True, False, True, False]


def test_while_the_pen_is_down_a_training_has_few_edges_painted(qtbot, make_window, monkeypatch):
    monkeypatch.setattr("gui.diagram.worker.REST_ASIDE", 1000.0)
    window = make_window()
    session, diagram, pad = window.session, window.findChild(Diagram), window.findChild(DigitPad)
    diagram.wait_for_picture()
    session.set_training(True)
    begun = []
    diagram.edges.begun.connect(begun.append)
    given = session.snapshot.parameters
    _send(pad, QEvent.Type.MouseButtonPress, 0.5, 0.5)
    for updates in (1, 2):
        moved = tuple(layer._replace(weights=layer.weights + updates) for layer in given)
        assert diagram.prepare(Snapshot(moved, updates=updates))
        qtbot.waitUntil(lambda: begun and diagram.job is begun[0])
    assert len(begun) == 1
    _send(pad, QEvent.Type.MouseButtonRelease, 0.5, 0.5)
    qtbot.waitUntil(lambda: len(begun) == 2)


def test_undo_takes_stroke_after_stroke(pad, session):
    changes = []
    pad.strokes_changed.connect(lambda: changes.append(len(pad.strokes)))
    draw(pad, ONE)
    one = session.example.inputs
    draw(pad, BAR)
    assert pad.accessibleDescription() == "2 strokes"
    pad.undo_stroke()
    np.testing.assert_array_equal(session.example.inputs, one)
    assert pad.accessibleDescription() == "1 stroke"
    pad.undo_stroke()
    assert session.example.origin == ""
    assert not session.example.inputs.any()
    pad.undo_stroke()
    assert pad.accessibleDescription() == "Nothing drawn"
    assert changes == [1, 2, 1, 0]


def test_clear(pad, session):
    draw(pad, ONE)
    draw(pad, BAR)
    pad.clear()
    assert not pad.strokes
    assert not ink(pad).any()
    assert session.example.origin == ""


def test_what_was_cleared_comes_back_after_the_strokes_since(pad, session):
    draw(pad, ONE)
    draw(pad, BAR)
    drawn, example, strokes = ink(pad), session.example.inputs, pad.strokes
    pad.clear()
    pad.clear()  # nothing more
    draw(pad, ONE)
    pad.undo_stroke()
    assert (pad.strokes, pad.may_undo) == ((), True)
    pad.undo_stroke()
    assert pad.strokes == strokes
    np.testing.assert_array_equal(ink(pad), drawn)
    np.testing.assert_array_equal(session.example.inputs, example)
    for _ in range(2):
        assert pad.may_undo
        pad.undo_stroke()
    assert not pad.may_undo


def test_what_was_cleared_is_gone_once_something_else_was_shown(pad, session):
    draw(pad, ONE)
    pad.clear()
    session.set_example(Example(np.ones(256, np.float32), 4, "test", 7))
    assert not pad.may_undo
    draw(pad, ONE)
    pad.clear()
    session.set_run(two_numbers())
    assert not pad.may_undo


def test_an_example_takes_the_place_of_the_strokes_and_strokes_that_of_an_example(pad, session):
    draw(pad, ONE)
    alone = session.example.inputs
    picture = np.zeros((16, 16), np.float32)
    picture[4:12, 2:5] = 1
    session.set_example(Example(picture.ravel(), 4, "test", 7))
    assert not pad.strokes
    shown = ink(pad)
    assert shown[140, 60] > 200
    assert shown[140, 200] == 0
    draw(pad, ONE)
    assert len(pad.strokes) == 1
    np.testing.assert_array_equal(session.example.inputs, alone)


def test_clear_takes_an_example_away_too(pad, session):
    session.set_example(Example(np.ones(256, np.float32), 4, "test", 7))
    pad.clear()
    assert session.example.origin == ""


def test_pressure_widens_the_stroke(pad, session):
    pen = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
    )

    def pen_event(kind, x, y, pressure):
        place = QPointF(x * pad.width(), y * pad.height())
        up = kind == QEvent.Type.TabletRelease
        event = QTabletEvent(
            kind,
            pen,
            place,
            pad.mapToGlobal(place),
            pressure,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            Qt.KeyboardModifier.NoModifier,
            Qt.MouseButton.NoButton
            if kind == QEvent.Type.TabletMove
            else Qt.MouseButton.LeftButton,
            Qt.MouseButton.NoButton if up else Qt.MouseButton.LeftButton,
        )
        QApplication.sendEvent(pad, event)
        assert event.isAccepted()

    pen_event(QEvent.Type.TabletMove, 0.1, 0.1, 0.0)  # hovering
    assert not pad.strokes
    pen_event(QEvent.Type.TabletPress, 0.5, 0.2, 0.1)
    pen_event(QEvent.Type.TabletMove, 0.5, 0.8, 0.9)
    pen_event(QEvent.Type.TabletRelease, 0.5, 0.8, 0.0)
    widths = [width for *_, width in pad.strokes[0]]
    assert widths == pytest.approx([0.6 * PEN_WIDTH, 1.4 * PEN_WIDTH])
    assert session.example.origin == "pad"


def test_a_finger_draws(pad, session):
    finger = QTest.createTouchDevice()
    places = [QPoint(128, 64), QPoint(128, 128), QPoint(96, 192)]
    QTest.touchEvent(pad, finger).press(0, places[0], pad).commit()
    QTest.touchEvent(pad, finger).move(0, places[1], pad).commit()
    QTest.touchEvent(pad, finger).release(0, places[2], pad).commit()
    assert [point[:2] for point in pad.strokes[0]] == [(0.5, 0.25), (0.5, 0.5), (0.375, 0.75)]
    assert session.example.inputs.any()


def dropped_file(path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def picture_of(*strokes, specks=False) -> QImage:
    """Strokes, in px, on white paper."""
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QPen(QColor("black"), 14))
    for stroke in strokes:
        painter.drawLine(*stroke)
    if specks:
        painter.fillRect(380, 20, 4, 4, QColor("black"))
    painter.end()
    return image


SLASH, UPRIGHT = (60, 160, 110, 40), (300, 40, 300, 160)


def drop(pad, data) -> None:
    """Drag over the pad, and drop."""
    place, copy = QPoint(20, 20), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, left, none)
    QApplication.sendEvent(pad, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(pad, QDropEvent(QPointF(place), copy, data, left, none))


def paste(pad, data) -> None:
    """Have it in the clipboard, and paste."""
    QGuiApplication.clipboard().setMimeData(data)
    pad.paste()


def test_a_dropped_picture_is_read(pad, session, tmp_path):
    assert picture_of(SLASH, specks=True).save(str(tmp_path / "a.png"))
    drop(pad, dropped_file(tmp_path / "a.png"))
    (wanted,) = find(read_grey(tmp_path / "a.png")).inputs
    np.testing.assert_array_equal(session.example.inputs, wanted)
    assert session.example.origin == "picture"
    assert pad.accessibleDescription() == "Specks were taken away."


def test_text_cannot_be_dropped(pad, session):
    data = QMimeData()
    data.setText("3")
    enter = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(pad, enter)
    assert not enter.isAccepted()
    example = session.example
    pad.take_picture(data)
    assert session.example is example


def test_a_pasted_picture_takes_the_place_of_strokes_and_strokes_that_of_a_picture(pad, session):
    draw(pad, ONE)
    alone = session.example.inputs
    QGuiApplication.clipboard().setImage(picture_of(SLASH))
    pad.paste()
    assert not pad.strokes
    assert pad.accessibleDescription() == "A picture"
    shown = pad.grab().toImage()
    draw(pad, ONE)
    np.testing.assert_array_equal(session.example.inputs, alone)
    assert pad.accessibleDescription() == "1 stroke"
    assert pad.grab().toImage() != shown
    pad.paste()
    pad.clear()
    assert session.example.origin == ""
    assert pad.accessibleDescription() == "Nothing drawn"


def test_a_clipboard_that_holds_nothing_at_all_changes_nothing(pad, session, monkeypatch):
    draw(pad, ONE)
    example = session.example
    empty = SimpleNamespace(mimeData=lambda: None)
    monkeypatch.setattr(QGuiApplication, "clipboard", lambda: empty)
    pad.paste()
    assert (session.example, len(pad.strokes)) == (example, 1)


def test_of_several_digits_a_click_chooses_one(qtbot, pad, session):
    image = picture_of(SLASH, UPRIGHT)
    QGuiApplication.clipboard().setImage(image)
    pad.paste()
    first, second = find(grey_of(image)).inputs
    assert "several digits" in pad.accessibleDescription()
    np.testing.assert_array_equal(session.example.inputs, first)
    # The picture is as wide as the pad, but for 8 px at both sides, and in the middle of its room.
    seen = pad.grab().toImage()
    column = 8 + round(300 / 400 * (pad.width() - 16))
    row = next(y for y in range(20, 200) if seen.pixel(column, y) != seen.pixel(20, 20))
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(column, row + 8))
    np.testing.assert_array_equal(session.example.inputs, second)
    assert not pad.strokes
    assert pad.grab().toImage() != seen
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert len(pad.strokes) == 1


def test_a_picture_that_cannot_be_read_is_told_on_the_bare_pad(pad, session, tmp_path):
    (tmp_path / "a.png").write_bytes(b"no picture")
    pad.take_picture(dropped_file(tmp_path / "a.png"))
    assert "a.png is not a picture that can be read" in pad.accessibleDescription()
    assert session.example.origin == ""
    told = pad.grab().toImage()
    blank = QMimeData()
    blank.setImageData(picture_of())
    pad.take_picture(blank)
    assert pad.accessibleDescription() == "The picture is blank: no digit is in it."
    assert pad.grab().toImage() != told
    draw(pad, ONE)
    assert pad.accessibleDescription() == "1 stroke"


@pytest.mark.parametrize("way", [paste, drop])
def test_a_file_that_is_no_picture_leaves_what_is_on_the_pad(pad, session, tmp_path, way):
    (tmp_path / "notes.txt").write_text("3")
    draw(pad, ONE)
    for _ in range(2):
        example, strokes, picture = session.example, pad.strokes, ink(pad).copy()
        way(pad, dropped_file(tmp_path / "notes.txt"))
        assert session.example is example
        assert pad.strokes == strokes
        np.testing.assert_array_equal(ink(pad), picture)
        said = pad.window().findChild(QLabel, "refusal")
        assert said.isVisible()
        assert "notes.txt is not a picture that can be read" in said.text()
        said.hide()
        session.set_example(Example(np.ones(256, np.float32), 4, "test", 7))


def test_what_was_taken_away_is_struck_through(qapp):
    data = QMimeData()
    data.setImageData(picture_of(SLASH, specks=True))
    dropped = DroppedPicture.of(data)
    image = inked_digits(dropped, theme.LIGHT)
    text, error = (
        theme.colour(name).getRgb()[:3] for name in (theme.LIGHT.text, theme.LIGHT.error)
    )
    assert image.pixelColor(85, 100).getRgb()[:3] == text
    assert image.pixelColor(85, 100).alpha() == 255
    speck = [image.pixelColor(x, y) for x in range(380, 384) for y in range(20, 24)]
    assert {colour.getRgb()[:3] for colour in speck} == {error}
    assert len({colour.alpha() for colour in speck}) == 2
    assert image.pixelColor(200, 100).alpha() == 0


def test_the_pad_is_the_largest_square_that_its_box_has_room_for(session, qtbot):
    pad = DigitPad(session)
    actions = {name: QAction(name) for name in ("undoStrokeAction", "clearPadAction")}
    box = PadBox(pad, DigitPreview(session), actions)
    qtbot.addWidget(box)
    box.show()
    sides = []
    for width, height in ((240, 420), (240, 600), (360, 600), (360, 420)):
        box.resize(width, height)
        qtbot.waitUntil(lambda: pad.width() == pad.height() <= box.width())
        assert box.rect().contains(QRect(pad.mapTo(box, QPoint()), pad.size()))
        sides.append(pad.width())
    assert sides[0] <= sides[1] < sides[2] > sides[3] >= sides[0]
    assert sides[1] > 200


def test_it_paints_empty_drawn_and_with_an_example(pad, session):
    empty = pad.grab().toImage()
    draw(pad, ONE)
    drawn = pad.grab().toImage()
    session.set_example(Example(np.ones(256, np.float32), 4, "test", 7))
    assert drawn != empty
    assert pad.grab().toImage() not in (empty, drawn)


def test_without_pictures_to_draw_it_is_not_there(pad, session):
    draw(pad, ONE)
    session.set_run(two_numbers())
    assert not pad.isEnabled()
    assert pad.isHidden()
    assert not pad.strokes
    example = session.example
    pad.clear()
    pad.undo_stroke()
    assert session.example is example
    draw(pad, ONE)
    QTest.touchEvent(pad, QTest.createTouchDevice()).press(0, QPoint(128, 64), pad).commit()
    assert session.example is example
    assert session.forward.output.shape == (1, 2)
    session.set_run(Run.start(Experiment()))
    assert pad.isEnabled()
    assert not pad.isHidden()


def test_a_drawing_that_undo_brings_back_is_shown_again(pad, session):
    draw(pad, ONE)
    example = session.example
    empty = np.zeros((PICTURE_SIDE, PICTURE_SIDE), np.uint8)
    session.open_run(two_numbers())
    assert session.example.inputs.size == 2
    np.testing.assert_array_equal(ink(pad), empty)
    session.undo_stack.undo()
    assert session.example is example
    assert (ink(pad) != empty).any()
    assert not pad.strokes


def test_the_preview_shows_the_pixels_of_the_input(qtbot, session):
    preview = DigitPreview(session)
    qtbot.addWidget(preview)
    preview.resize(16 * 8, 16 * 8 + 40)
    picture = np.zeros((16, 16), np.float32)
    picture[3, 5] = 1
    before = preview.grab().toImage()
    session.set_example(Example(picture.ravel(), 4, "test", 0))
    after = preview.grab().toImage()
    changed = {
        (y // 8, x // 8)
        for y in range(128)
        for x in range(128)
        if before.pixel(x, y) != after.pixel(x, y)
    }
    assert changed == {(3, 5)}
    assert preview.value_text(3, 5) == "row 3, column 5: 1.000"
    assert preview.accessibleDescription() == "16 × 16 input"


def test_the_preview_reads_values_under_the_mouse(qtbot, session, monkeypatch):
    told = []
    monkeypatch.setattr(
        "gui.panels.digit_preview.QToolTip.showText", lambda _, text, *__: told.append(text)
    )
    preview = DigitPreview(session)
    qtbot.addWidget(preview)
    preview.resize(16 * 8, 16 * 8 + 40)
    preview.show()
    _send(preview, QEvent.Type.MouseMove, 20 / preview.width(), 12 / preview.height())
    assert told == ["row 1, column 2: 0.000"]


def test_the_preview_is_of_pictures_alone(qtbot, session):
    preview = DigitPreview(session)
    qtbot.addWidget(preview)
    session.set_run(two_numbers())
    assert preview.accessibleDescription() == ""
    preview.grab()
    session.set_run(Run.start(Experiment()))
    assert preview.accessibleDescription() == "16 × 16 input"


def test_after_a_pause_the_next_digit_begins_on_an_empty_pad(qtbot, pad):
    """And where that is not wanted it is added to what is there."""
    for starts_fresh in (True, False):
        pad.starts_fresh = starts_fresh
        pad.clear()
        for x in (50, 90):
            qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(x, 50))
        assert len(pad.strokes) == 2, "the pen has hardly rested"
        pad.pause_ms = 0
        qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 50))
        qtbot.waitUntil(lambda: pad.is_answered)
        pad.pause_ms = 2000
        qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(70, 120))
        assert len(pad.strokes) == (1 if starts_fresh else 4)
        pad.undo_stroke()
        pad.undo_stroke()
        assert len(pad.strokes) == (3 if starts_fresh else 2)


def test_what_a_stroke_is_asked_with_is_loaded_as_the_mouse_comes(pad, monkeypatch):
    loaded = []
    load_soon.cache_clear()
    monkeypatch.setattr(digit_or_not, "shipped", loaded.append)
    for _ in range(2):
        pad.enterEvent(QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert load_soon.cache_info()[:2] == (1, 1)  # begun by the first, not by the second
    load_soon().join()
    assert sorted(loaded) == ["digit-or-not", "digits"]
    load_soon.cache_clear()


@pytest.mark.parametrize("kind", ["application/x-qt-image", "image/png"])
def test_what_is_only_called_a_picture_is_told(qapp, kind):
    data = QMimeData()
    data.setData(kind, b"no picture")
    if holds_picture(data):
        with pytest.raises(ValueError, match=r"^The picture cannot be read\.$"):
            DroppedPicture.of(data)
    data.setImageData(QImage())
    with pytest.raises(ValueError, match=r"^The picture cannot be read\.$"):
        DroppedPicture.of(data)


def test_a_small_pad_asks_for_a_digit_in_letters_that_it_has_room_for(pad):
    pad.resize(pad.minimumSizeHint())
    assert faults(pad) == []


def test_a_large_pad_asks_in_large_letters(pad, monkeypatch):
    sizes, font = [], theme.font
    monkeypatch.setattr(theme, "font", lambda size="text": sizes.append(size) or font(size))
    pad.resize(pad.sizeHint())
    with seen_texts() as found:
        pad.grab()
    assert ([one.text for one in found], sizes) == (
        ["Draw a digit here, or drop a picture of one"],
        ["large"],
    )
