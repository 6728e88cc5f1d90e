"""The window goes back in time: any update again, to the bit, while training goes on."""

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.time_bar.band import PastBand
from gui.time_bar.bar import TimeBar
from gui.time_bar.time import Time
from tests.helpers import flat, tiny_experiment
from tests.reference import bits


def parts(window):
    return window.findChild(TimeBar), window.findChild(PastBand)


@pytest.fixture
def trained(make_real_window, qtbot):
    """A window that has trained a while, and trains on; its time bar, and the experiment."""
    experiment = tiny_experiment(optimizer="adam")
    window = make_real_window(experiment)
    session = window.session
    session.set_pace(500)
    session.set_training(True)
    qtbot.waitUntil(lambda: session.live.snapshot.updates > 300, timeout=60_000)
    return window, experiment


def shown_bits(session):
    return flat(session.snapshot.parameters).tobytes()


def test_dragging_the_bar_shows_the_network_as_it_was_to_the_bit(trained, qtbot):
    window, experiment = trained
    session, (bar, band) = window.session, parts(window)
    qtbot.waitUntil(bar.isVisible)
    middle = bar.height() // 2
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, middle))
    for x in range(bar.width() // 2, bar.width() // 3, -5):
        qtbot.mouseMove(bar, QPoint(x, middle))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 3, middle))
    time = session.findChild(Time)
    wanted = time.update
    assert 0 < wanted < session.live.snapshot.updates
    qtbot.waitUntil(lambda: session.snapshot.updates == wanted, timeout=10_000)
    assert shown_bits(session) == bits(experiment, [wanted])
    assert band.isVisible()
    assert f"update {wanted:,} " in band.text
    # Training goes on meanwhile, undisturbed.
    before = session.live.snapshot.updates
    assert session.training
    qtbot.waitUntil(lambda: session.live.snapshot.updates > before + 50, timeout=10_000)
    assert session.snapshot.updates == wanted
    time.go_to_now()
    assert session.snapshot is session.live.snapshot
    assert band.isHidden()
    session.settle()
    last = session.live.snapshot
    assert shown_bits(session) == bits(experiment, [last.updates])
    # By the keyboard, too; a walk has these keys for itself.
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    before = last.updates - 1
    qtbot.waitUntil(lambda: session.snapshot.updates == before, timeout=10_000)
    assert shown_bits(session) == bits(experiment, [before])
    actions = window.actions_by_name
    both = ("pastBackAction", "walkBackPhaseAction"), ("pastForwardAction", "walkNextPhaseAction")
    assert [[actions[name].isEnabled() for name in pair] for pair in both] == [[True, False]] * 2
    actions["walkthroughAction"].trigger()
    assert [[actions[name].isEnabled() for name in pair] for pair in both] == [[False, True]] * 2
