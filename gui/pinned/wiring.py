"""How something is pinned: by the inspector's button, the menu, a key."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QWidget

from gui.growth import Growth
from gui.main_window import MainWindow
from gui.pinned.panel import PinButton, PinnedPanel
from gui.pinned.pins import Pins
from gui.selection import Selection, Target
from gui.translation import translate

_HIGH = 0.4  # of the window's height, at most, the panel is given


def wire_pinned(
    window: MainWindow, panel: PinnedPanel, growth: Growth, selection: Selection, inspector: QWidget
) -> None:
    """The panel is there while something is pinned; pins follow a changed structure."""
    pins, action = panel.pins, window.actions_by_name["pinAction"]
    PinButton(pins, selection, inspector)
    growth.made.connect(pins.move)

    roomy = 0  # for so many there was room made

    def show() -> None:
        nonlocal roomy
        there, arrangement = bool(pins.targets), window.arrangement
        began = there and not panel.there
        panel.there = there
        arrangement.offer(panel, there)
        if began:
            arrangement.bring_up(panel)
        if len(pins.targets) > roomy:
            QTimer.singleShot(0, panel, make_room)  # when it has its place
        roomy = len(pins.targets)

    def make_room() -> None:
        wanted = min(panel.sizeHint().height(), round(_HIGH * window.height()))
        if panel.height() < wanted:
            window.arrangement.set_height(panel, wanted)

    def pin() -> None:
        if selection.target:
            pins.toggle(selection.target)

    def able() -> None:
        action.setEnabled(pins.may_pin(selection.target))
        there = selection.target in pins.targets
        action.setText(translate("Course", "Unpin") if there else translate("Course", "Pin"))

    action.triggered.connect(pin)
    for signal in (pins.changed, selection.changed):
        signal.connect(able)
    pins.changed.connect(show)
    show()
    able()


def offer_pin(menu: QMenu, target: Target, pins: Pins) -> None:
    """Put into a menu that a target is pinned, or let go of."""
    if pins.may_pin(target):
        there = target in pins.targets
        text = translate("Course", "Stop following its course")
        action = menu.addAction(text if there else translate("Course", "Follow its course"))
        action.setObjectName("pinHere")
        action.triggered.connect(lambda: pins.toggle(target))
