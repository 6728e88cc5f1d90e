"""The pace of the training: its slider in the toolbar, its keys, and the rate that is shown."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QToolBar,
    QToolButton,
)

from gui.pace_slider import PACES, pace_words, stepped, stop_of
from gui.rate import TrainingRate, rate_text
from gui.status_bar import StatusBar
from tests.panels import field, snapshot

KEY = Qt.Key


def test_a_pace_is_said_in_words():
    assert [pace_words(pace) for pace in PACES] == [
        "1 update in 2 s",
        "1 update/s",
        "2 updates/s",
        "5 updates/s",
        "10 updates/s",
        "30 updates/s",
        "100 updates/s",
        "1,000 updates/s",
        "Full speed",
    ]
    assert pace_words(0.3) == "1 update in 3.33 s"


@given(st.floats(1e-3, 1e9) | st.just(math.inf))
def test_any_pace_stands_at_the_nearest_stop_and_goes_on_from_there(pace):
    at = stop_of(pace)
    assert (at == 8) == (pace > 1000)
    if at < 8:
        factors = [max(pace / stop, stop / pace) for stop in PACES[:-1]]
        assert factors[at] == min(factors)
    assert stepped(pace, 1) == PACES[min(at + 1, 8)]
    assert stepped(pace, -1) == PACES[max(at - 1, 0)]


def test_the_slider_and_the_session_follow_each_other(qtbot, make_window):
    window = make_window()
    session = window.session
    slider, words = window.findChild(QSlider, "paceSlider"), window.findChild(QLabel, "paceText")
    assert (session.pace, slider.value(), words.text()) == (math.inf, 8, "Full speed")
    middle = slider.rect().center()
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(2, middle.y()))
    assert (session.pace, words.text()) == (100, "100 updates/s")  # a page of two stops
    slider.setFocus()
    qtbot.keyClick(slider, KEY.Key_Home)
    assert (session.pace, words.text()) == (0.5, "1 update in 2 s")
    qtbot.keyClick(slider, KEY.Key_Right)
    assert session.pace == 1
    assert slider.accessibleDescription() == "1 update/s"
    session.set_pace(70)
    assert (session.pace, slider.value(), words.text()) == (70, 6, "70 updates/s")
    again = make_window()
    assert again.session.pace == math.inf  # a new start is at full speed


def test_brackets_change_the_pace_wherever_the_focus_is_but_in_a_text(qtbot, make_window):
    window = make_window()
    session, actions = window.session, window.actions_by_name
    assert not actions["fasterAction"].isEnabled()

    def press(*keys):
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget() or window, key)

    for name in ("diagram", "paceSlider", "trainActionToolButton"):
        field(window, name).setFocus()
        press(KEY.Key_BracketLeft, KEY.Key_BracketLeft)
        assert session.pace == 100
        press(KEY.Key_BracketRight, KEY.Key_BracketRight, KEY.Key_BracketRight)
        assert session.pace == math.inf
    kinds = (QAbstractSpinBox, "learningRate"), (QComboBox, "optimizer")
    text = QLineEdit(window)
    text.show()
    for control in (*(window.findChild(*kind) for kind in kinds), text):
        control.setFocus()
        qtbot.waitUntil(control.hasFocus)
        press(KEY.Key_BracketLeft)
        assert session.pace == math.inf
    assert text.text() == "["
    field(window, "diagram").setFocus()
    press(*[KEY.Key_BracketLeft] * 20)
    assert session.pace == 0.5
    assert not actions["slowerAction"].isEnabled()
    assert actions["fasterAction"].isEnabled()


@pytest.mark.parametrize("size", [(1016, 556), (1272, 756)])
def test_no_pace_moves_the_toolbar_and_all_of_it_is_seen(qtbot, make_window, size):
    window = make_window()
    window.resize(*size)
    bar = window.findChild(QToolBar)
    parts = [one for one in bar.findChildren(QToolButton) if one.defaultAction()]
    parts += [field(window, name) for name in ("paceSlider", "paceText")]

    def places():
        bar.layout().activate()
        return [part.geometry().getRect() for part in parts]

    before = places()
    for pace in (*PACES, 33.3):
        window.session.set_pace(pace)
        assert places() == before
        words = field(window, "paceText")
        assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
    assert all(part.isVisible() for part in parts)
    train, step = (field(bar, f"{name}ActionToolButton") for name in ("train", "step"))
    slider = field(window, "paceSlider")
    places = [part.mapTo(window, QPoint(0, 0)).x() for part in (train, slider, step)]
    assert places == sorted(places)
    assert places[1] - places[0] - train.width() < 40  # beside it
    window.change_text_size(1)
    qtbot.waitUntil(lambda: field(window, "paceText").font().pointSizeF() > 0)
    wide = field(window, "paceText").fontMetrics().horizontalAdvance("1,000 updates/s")
    qtbot.waitUntil(lambda: field(window, "paceText").width() >= wide)


def test_the_rate_at_a_slow_pace_stands_still(qtbot, session):
    now = [0.0]
    rate = TrainingRate(session, session, clock=lambda: now[0])
    bar = StatusBar(session, rate)
    qtbot.addWidget(bar)
    session.set_pace(0.5)
    session.set_training(True)
    told = []
    for number in range(1, 9):
        now[0] += 1.9
        told.append(rate.rate())  # just before the next
        now[0] += 0.1
        session.set_snapshot(snapshot(session, number))
        told.append(rate.rate())
    assert told[3:] == pytest.approx([0.5] * len(told[3:]))
    assert "0.5 updates/s" in field(bar, "trainingStatus").text()
    session.set_pace(math.inf)
    assert rate.rate() == 0  # it is counted afresh
    assert [rate_text(one) for one in (0.5, 2, 9.94, 9.96, 1234.4)] == [
        "0.5",
        "2.0",
        "9.9",
        "10",
        "1,234",
    ]
