"""How the walk is connected with the window: its actions, the diagram, the matrices."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.walkthrough import Place
from gui import theme
from gui.diagram.act import Act
from gui.diagram.scene import of_session
from gui.diagram.view import Diagram
from gui.examples import Examples
from gui.icons import icon
from gui.main_window import MainWindow
from gui.panels.predictions import Predictions
from gui.selection import Target
from gui.translation import translate
from gui.walk.panel import WalkthroughPanel
from gui.walk.places import is_answered
from gui.walk.player import Player

# How high the panel is while it is needed: units of the grid, and shares of the window's height.
_HEIGHT, _LEAST, _MOST = 65, 0.3, 0.5


def wire_walk(
    window: MainWindow,
    player: Player,
    panel: WalkthroughPanel,
    diagram: Diagram,
    examples: Examples,
    plot: QWidget,
) -> None:
    """Connect the walk with the rest of the window."""
    _wire_actions(window, player, panel, examples)
    _wire_places(window, player, panel, plot)
    _wire_diagram(window, player, diagram)
    _wire_pointing(player, panel, diagram)


def wire_answer(player: Player, predictions: Predictions) -> None:
    """The answer is not given away before the walk has come to it."""

    def show() -> None:
        walk, place = player.walk, player.place
        predictions.hold(walk is not None and not is_answered(walk, place, player.grain))

    player.walk_changed.connect(show)
    player.place_changed.connect(show)


def _wire_actions(
    window: MainWindow, player: Player, panel: WalkthroughPanel, examples: Examples
) -> None:
    actions = window.actions_by_name

    def walk(on: bool) -> None:
        if not on:
            player.end()
            return
        if not window.session.example.origin:
            examples.next()  # there must be something to walk through
        player.begin()
        if panel.page:
            panel.page.setFocus()  # no control has the keys of the walk then
        show_walk()  # where it did not begin the button comes up again

    def play() -> None:
        if player.playing:
            player.pause()
        else:
            player.play()

    def show_walk() -> None:
        begun = player.walk is not None
        actions["walkthroughAction"].setChecked(begun)
        for name in steps:
            actions[name].setEnabled(begun)
        actions["applyAction"].setEnabled(player.proof is not None)

    def show_playing() -> None:
        action, name = actions["walkPlayAction"], "pause" if player.playing else "train"
        action.setProperty("iconName", name)
        action.setIcon(icon(name))
        action.setText(_play_text(player))

    def show_slope() -> None:
        if panel.page:
            panel.page.show_slope()

    def copy(form: str) -> None:
        if panel.page:
            panel.page.copy(form)

    steps: dict[str, Callable[[], None]] = {
        "walkPlayAction": play,
        "walkNextAction": lambda: player.step(1),
        "walkBackAction": lambda: player.step(-1),
        "walkNextPhaseAction": lambda: player.step_phase(1),
        "walkBackPhaseAction": lambda: player.step_phase(-1),
        "walkStartAction": lambda: player.go(0),
        "walkEndAction": lambda: player.go(player.count),
        "applyAction": player.apply,
        "slopeAction": show_slope,
        "copyWalkTextAction": lambda: copy("text"),
        "copyWalkMarkdownAction": lambda: copy("markdown"),
        "copyWalkLatexAction": lambda: copy("latex"),
    }
    actions["walkthroughAction"].setCheckable(True)
    actions["walkthroughAction"].triggered.connect(walk)
    for name, slot in steps.items():
        actions[name].triggered.connect(slot)
    panel.wrong_asked.connect(examples.show_wrong)
    window.closed.connect(player.pause)
    player.walk_changed.connect(show_walk)
    player.proof_changed.connect(show_walk)
    player.playing_changed.connect(show_playing)
    show_walk()


def _wire_places(
    window: MainWindow, player: Player, panel: WalkthroughPanel, plot: QWidget
) -> None:
    """A walk brings its panel up; at its end the curves come back."""
    walking, height = False, 0

    def show() -> None:
        nonlocal walking, height
        if walking == (player.walk is not None):
            return
        walking = not walking
        if walking:
            height = plot.height()
            window.arrangement.bring_up(panel, hidden=True)
            least, most = (share * window.height() for share in (_LEAST, _MOST))
            wanted = max(height, min(max(theme.space(_HEIGHT), least), most))
            window.arrangement.set_height(panel, round(wanted))
        else:
            window.arrangement.bring_up(plot)
            window.arrangement.set_height(plot, height)

    player.walk_changed.connect(show)


def _wire_diagram(window: MainWindow, player: Player, diagram: Diagram) -> None:
    """The diagram performs the step that the player is at."""
    act: Act | None = None

    def show_step() -> None:
        nonlocal act
        act = None
        if player.walk:
            scene = of_session(window.session)
            act = Act(player.walk, player.place, player.grain, scene)
        show_progress()

    def show_progress() -> None:
        diagram.perform(act, player.progress)

    player.walk_changed.connect(show_step)
    player.place_changed.connect(show_step)
    player.progress_changed.connect(show_progress)


def _wire_pointing(player: Player, panel: WalkthroughPanel, diagram: Diagram) -> None:
    """What is pointed at in the diagram lights up in the matrices, and the other way round."""

    def to_matrices(target: tuple[int, ...] | None) -> None:
        diagram.show_pointed(None)
        if player.walk and panel.page:
            both = player.walk.pointed(player.place.stage, target) if target else (None, None)
            panel.page.matrices.show_pointed(*both)

    def to_diagram(pair: tuple[int | None, int | None] | None) -> None:
        diagram.show_pointed(_target(player, *pair) if player.walk and pair else None)

    diagram.pointed.connect(to_matrices)
    panel.pointed.connect(to_diagram)


def _target(player: Player, unit: int | None, term: int | None) -> Target | None:
    """The edge or the neuron that a unit and a term of the current stage stand for."""
    walk, number = player.walk, player.place.stage
    if walk is None:
        return None
    stage = walk.stages[number]
    if unit is not None and term is not None:
        return walk.edge(Place(number, unit, term))
    if unit is not None:
        return walk.neuron(Place(number, unit))
    if term is not None:
        layer = stage.layer + (1 if stage.kind == "delta" else -1)
        if 0 <= layer < len(walk.network.sizes) and term < walk.network.sizes[layer]:
            return layer, term
    return None


def _play_text(player: Player) -> str:
    if player.playing:
        return translate("Walkthrough", "Pause")
    return translate("Walkthrough", "Play")
