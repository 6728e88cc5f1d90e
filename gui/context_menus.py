"""What a right click offers: for a neuron, an edge, the diagram, the charts and the pad."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QWidget, QWidgetAction

from core.walkthrough import Place
from gui import theme
from gui.diagram.by_hand import DiagramByHand
from gui.diagram.scene import edge_lines, neuron_lines, neuron_name
from gui.diagram.view import Diagram
from gui.main_window import MainWindow
from gui.panels.digit_pad import DigitPad
from gui.selection import Target
from gui.translation import translate
from gui.walk.player import Player
from gui.widgets import for_file, inked, labelled

SavePicture = Callable[[QWidget, str], None]  # of a widget, under the name that is proposed


def wire_context_menus(
    window: MainWindow,
    diagram: Diagram,
    inspector: QWidget,
    player: Player,
    charts: QWidget,
    pad: DigitPad,
    save_picture: SavePicture,
    by_hand: DiagramByHand,
    offer_more: Callable[[QMenu, Target], None],
    offer_curves: Callable[[QMenu], None],
) -> None:
    """Give the parts of the window their menus."""
    actions = window.actions_by_name

    def of_diagram(menu: QMenu, at: QPoint) -> None:
        target = diagram.target_at(QPointF(at)) or diagram.selection.target
        if target:
            _offer_target(menu, target, window, diagram, inspector, player)
            _offer_typing(menu, target, by_hand)
            offer_more(menu, target)
            menu.addSeparator()
        _offer_picture(menu, diagram, "network.png", save_picture)
        menu.addSeparator()
        menu.addAction(actions["fitAction"])

    def of_charts(menu: QMenu, at: QPoint) -> None:
        offer_curves(menu)
        _offer_picture(menu, charts, "training.png", save_picture)

    def of_pad(menu: QMenu, at: QPoint) -> None:
        menu.addActions([actions["undoStrokeAction"], actions["clearPadAction"]])
        menu.addSeparator()
        _offer_picture(menu, pad, "digit.png", save_picture)

    for widget, fill in ((diagram, of_diagram), (charts, of_charts), (pad, of_pad)):
        _give_menu(widget, fill)


def _give_menu(widget: QWidget, fill: Callable[[QMenu, QPoint], None]) -> None:
    """Have a right click, or the menu key, open a menu that `fill` makes at that moment."""

    def open_menu(at: QPoint) -> None:
        menu = labelled(QMenu(widget), f"{widget.objectName()}Menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu, at)
        menu.popup(widget.mapToGlobal(at))

    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(open_menu)


def _add_title(menu: QMenu, text: str) -> None:
    """Say in `menu` what it is about; Qt's own sections stand apart from what they are above."""
    title = inked(QLabel(text, margin=theme.space(2)), theme.current().text)
    title.setFont(theme.font(strong=True))
    action = QWidgetAction(menu)
    action.setDefaultWidget(title)
    action.setText(text)
    action.setEnabled(False)
    menu.addAction(action)


def _offer_target(
    menu: QMenu,
    target: Target,
    window: MainWindow,
    diagram: Diagram,
    inspector: QWidget,
    player: Player,
) -> None:
    """Offer what can be done with a neuron or an edge."""
    scene = diagram.scene_now
    match target:
        case (layer, index):
            title = neuron_name(scene, layer, index)
            text = "\n".join(neuron_lines(scene, layer, index))
            _add_title(menu, title)
            inspect = menu.addAction(translate("Menus", "Inspect"))
            inspect.setObjectName("inspectHere")
            inspect.triggered.connect(lambda: diagram.selection.select((layer, index)))
            inspect.triggered.connect(lambda: window.arrangement.bring_up(inspector, hidden=True))
            if layer > 0 and window.session.example.origin:
                walk = menu.addAction(translate("Menus", "Walk from here"))
                walk.setObjectName("walkFromHere")
                walk.triggered.connect(lambda: walk_from(player, layer, index))
        case (pair, source, end):
            text = "\n".join(edge_lines(scene, pair, source, end))
            _add_title(menu, text.partition("\n")[0])
    copy = menu.addAction(translate("Menus", "Copy values"))
    copy.setObjectName("copyValues")
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))


def _offer_typing(menu: QMenu, target: Target, by_hand: DiagramByHand) -> None:
    if title := by_hand.title(target):
        change = menu.addAction(translate("Menus", "Change {what} …").format(what=title))
        change.setObjectName("typeNumber")
        change.triggered.connect(lambda: by_hand.open_field(target))


def walk_from(player: Player, layer: int, index: int) -> None:
    """Begin a walk, or go on with it, where neuron `index` of `layer` > 0 is computed."""
    player.begin()
    walk = player.walk
    if walk is None:
        return
    player.set_grain("neuron")
    stage = next(
        number
        for number, stage in enumerate(walk.stages)
        if stage.kind == "pre-activation" and stage.layer == layer
    )
    player.go(walk.index("neuron", Place(stage, index)))


def _offer_picture(menu: QMenu, of: QWidget, name: str, save_picture: SavePicture) -> None:
    copy = menu.addAction(translate("Menus", "Copy picture"))
    copy.setObjectName("copyPicture")
    copy.triggered.connect(lambda: _copy(of))
    save = menu.addAction(translate("Menus", "Save picture …"))
    save.setObjectName("savePicture")
    save.triggered.connect(lambda: save_picture(of, name))


def _copy(of: QWidget) -> None:
    with for_file(of):
        QGuiApplication.clipboard().setPixmap(of.grab())
