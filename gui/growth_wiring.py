"""How the structure is changed: by keys, menus and buttons; who hears of it."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.surgery import AddLayer, AddNeurons, Change, RemoveLayer, RemoveNeurons
from gui.backend_link import BackendLink
from gui.diagram.growing import GrowthButtons
from gui.diagram.view import Diagram
from gui.freezing import Freezing, Held
from gui.growth import Growth
from gui.main_window import MainWindow
from gui.pinned.pins import Pins
from gui.pinned.wiring import offer_pin
from gui.rival.panel import RivalPanel
from gui.selection import Selection, Target, neurons_of
from gui.translation import translate

_TOLD_MS = 12_000  # that a sentence stands in the status bar


def wire_growth(
    window: MainWindow, growth: Growth, link: BackendLink, selection: Selection, diagram: Diagram
) -> None:
    """Let the selected layer grow by keys, any layer by buttons, while the backend trains on."""
    growth.by_backend, growth.adopt = link.send_growth, link.adopt
    link.take_growth = growth.take
    buttons = GrowthButtons(growth, diagram, parent=diagram)
    window.session.run_changed.connect(buttons.follow)
    actions = window.actions_by_name

    def layer_of() -> int:
        """Return the selected layer, or else the last hidden one."""
        last = len(growth.network.layers) - 1
        return neurons_of(selection.target)[-1][0] if selection.target else last

    def remove() -> None:
        neuron = selection.neuron
        growth.remove_neuron(*(neuron or (layer_of(),)))

    def add_layer() -> None:
        last = len(growth.network.layers)
        growth.add_layer(min(layer_of() + 1, last) if selection.target else last)

    for name, slot in (
        ("addNeuronAction", lambda: growth.add_neuron(layer_of())),
        ("removeNeuronAction", remove),
        ("addLayerAction", add_layer),
        ("removeLayerAction", lambda: growth.remove_layer(layer_of())),
    ):
        actions[name].triggered.connect(slot)

    def tell() -> None:
        if growth.told:
            window.statusBar().showMessage(growth.told, 0 if growth.pending else _TOLD_MS)
        else:
            window.statusBar().clearMessage()

    growth.changed.connect(tell)


def wire_freezing(
    window: MainWindow, freezing: Freezing, selection: Selection, diagram: Diagram
) -> None:
    """Freeze what is selected, or let it learn; the action says which."""
    session, action = window.session, window.actions_by_name["freezeAction"]
    shown = action.text()

    def show() -> None:
        target = selection.target
        can = target is not None and freezing.may_freeze(target)
        action.setEnabled(can)
        action.setText(freezing.words(target) if target and can else shown)

    def toggle() -> None:
        if selection.target:
            freezing.toggle(selection.target)

    action.triggered.connect(toggle)
    selection.changed.connect(show)
    session.experiment_changed.connect(show)
    session.experiment_changed.connect(diagram.update)
    show()


def wire_rival(window: MainWindow, panel: RivalPanel) -> None:
    """The game is there once somebody has asked for it."""
    arrangement = window.arrangement

    def show() -> None:
        panel.there = True
        arrangement.offer(panel, True)
        arrangement.bring_up(panel, hidden=True)

    window.actions_by_name["rivalAction"].triggered.connect(show)
    window.session.experiment_changed.connect(panel.follow)
    arrangement.offer(panel, False)


def offer_structure(
    growth: Growth, freezing: Freezing, pins: Pins
) -> Callable[[QMenu, Target], None]:
    """Return what puts into a menu how the structure can be changed at a neuron."""

    def offer(menu: QMenu, target: Target) -> None:
        offer_pin(menu, target, pins)
        _offer_freezing(menu, target, freezing)
        if len(target) != 2:
            return
        (layer, index), network = target, growth.network
        last = len(network.layers)
        items: list[tuple[str, str, Change, Callable[[], None]]] = []
        if 0 < layer < last:
            items += [
                (
                    "addNeuron",
                    translate("Menus", "Add a neuron to this layer"),
                    AddNeurons(layer),
                    lambda: growth.add_neuron(layer),
                ),
                (
                    "removeNeuron",
                    translate("Menus", "Remove this neuron"),
                    RemoveNeurons(layer, (index,)),
                    lambda: growth.remove_neuron(layer, index),
                ),
            ]
        if layer < last:
            items.append(
                (
                    "addLayer",
                    translate("Menus", "Add a layer behind this one"),
                    AddLayer(layer + 1, "linear"),
                    lambda: growth.add_layer(layer + 1),
                )
            )
        if 0 < layer < last:
            items.append(
                (
                    "removeLayer",
                    translate("Menus", "Remove this layer"),
                    RemoveLayer(layer),
                    lambda: growth.remove_layer(layer),
                )
            )
        if not items:
            return
        menu.addSeparator()
        menu.setToolTipsVisible(True)
        for name, text, change, do in items:
            _add(menu, name, text, growth.why_not(change), do)

    return offer


def _offer_freezing(menu: QMenu, target: Target, freezing: Freezing) -> None:
    """Offer to freeze a neuron and its layer, or a weight; or to let learn what is frozen."""
    if not freezing.may_freeze(target):
        return
    offered: dict[str, Held] = {"freeze": target}
    layer = target[:1]
    if len(target) == 2 and freezing.holder(target) != layer:
        offered["freezeLayer"] = layer
    menu.addSeparator()
    for name, held in offered.items():
        action = menu.addAction(freezing.words(held))
        action.setObjectName(name)
        action.triggered.connect(lambda _=False, held=held: freezing.toggle(held))


def _add(menu: QMenu, name: str, text: str, why_not: str, do: Callable[[], None]) -> None:
    action: QAction = menu.addAction(text)
    action.setObjectName(name)
    action.setEnabled(not why_not)
    if why_not:
        action.setToolTip(why_not)
    action.triggered.connect(do)
