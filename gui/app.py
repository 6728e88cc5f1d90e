"""The composition root: builds every part of the window and wires them, in one readable page."""

import sys
from collections.abc import Callable
from pathlib import Path

import gui.before_qt  # isort: skip
import gui.after_qt  # noqa: F401  # isort: skip

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core import system_libraries
from core.experiment import Experiment
from core.identity import APP_ID, TITLE
from core.opened import Opened
from core.signals import exit_code
from core.version import VERSION
from gui import settings, theme
from gui.activation_view.panel import ActivationPanel
from gui.backend_link import BackendLink
from gui.backend_process import BackendProcess
from gui.band import Banded
from gui.breaking.band import DamageBand
from gui.breaking.menu import offer_breaking
from gui.breaking.owner import Breaking
from gui.breaking.panel import BreakPanel
from gui.breaking.scores import Scores
from gui.colouring import Colouring
from gui.context_menus import wire_context_menus
from gui.diagram.by_hand import DiagramByHand
from gui.diagram.view import Diagram
from gui.document import Document
from gui.errors import sentence
from gui.evolution.panel import EvolutionPanel
from gui.examples import Examples
from gui.experiments.owner import Experiments
from gui.experiments.panel import ExperimentsPanel
from gui.experiments.wiring import wire_experiments
from gui.file_wiring import opener, wire_files
from gui.freezing import Freezing
from gui.growth import Growth
from gui.growth_wiring import offer_structure, wire_freezing, wire_growth, wire_rival
from gui.health import Health
from gui.health_notice import HealthNotice, HealthRemark
from gui.health_wiring import wire_health
from gui.histograms.panel import HistogramPanel
from gui.input_switches import InputSwitches, beside
from gui.keeping import Keeper
from gui.kept_wiring import wire_kept
from gui.landscape.panel import LossLandscape
from gui.late_panel import LatePanel
from gui.layer_view.panel import LayerView
from gui.leaving import ask_about_evolutions, closed_by_signals, keep_at_session_end
from gui.line_wiring import LineMarks
from gui.main_window import MainWindow
from gui.notice import Notice
from gui.pace_wiring import wire_pace, wire_slow_motion
from gui.panels.data_panel import DataPanel
from gui.panels.digit_pad import DigitPad
from gui.panels.digit_preview import DigitPreview
from gui.panels.gallery import Gallery
from gui.panels.inspector import Inspector
from gui.panels.loss_panel import LossPanel
from gui.panels.network_panel import NetworkPanel
from gui.panels.own_input import OwnInput
from gui.panels.pad_box import PadBox
from gui.panels.predictions import Predictions
from gui.panels.training_panel import TrainingPanel
from gui.panels.truth_table import TruthTable
from gui.pinned.panel import PinnedPanel
from gui.pinned.pins import Pins
from gui.pinned.wiring import wire_pinned
from gui.probe import Probe
from gui.qt_application import Application, adopt
from gui.race.wiring import wire_race
from gui.rate import TrainingRate
from gui.recovery import Recovery
from gui.recovery_wiring import wire_recovery
from gui.rival.game import Game
from gui.rival.panel import RivalPanel
from gui.runs.chart_menu import offer_curves
from gui.runs.owner import RunTree
from gui.runs.panel import RunsPanel
from gui.runs.wiring import wire_runs
from gui.selection import Selection
from gui.session import Session
from gui.slow_motion import SlowMotion
from gui.status_bar import StatusBar
from gui.stop_notice import StopNotice
from gui.time_bar.band import PastBand
from gui.time_bar.wiring import make_time, wire_record, wire_time
from gui.translation import speak, translate
from gui.walk.panel import WalkthroughPanel
from gui.walk.player import Player
from gui.walk.wiring import wire_answer, wire_walk
from gui.ways.panel import WaysPanel
from gui.wiring import (
    save_picture_of,
    wire_asked,
    wire_by_hand,
    wire_colouring,
    wire_curve_fit,
    wire_gallery,
    wire_help,
    wire_map,
    wire_pad,
    wire_ready_networks,
    wire_switches,
    wire_training,
    wire_truth_table,
    wire_undo,
)

# ms after the window's first painting: its edges come first. Minimised, it is never painted.
BACKEND_WAITS, BACKEND_WAITS_AT_MOST = 50, 1000


def run(
    opened: Opened | None = None,
    path: Path | None = None,
    device: str = "",
    trouble: Exception | None = None,
    watch: Callable[[MainWindow], None] | None = None,
) -> int:
    """Show the window, with what was `opened` from `path` if given, until it is closed.

    `trouble` is told in the window; `watch` is called with the window before it is
    shown. Returns the exit code. ValueError: there is no display.
    """
    platform = system_libraries.display_platform()
    if platform is None:
        raise ValueError(
            f"{system_libraries.no_display_sentence()} `netglow self-test` does without one."
        )
    # Qt would end the process.
    if missing := system_libraries.missing_libraries(platform):
        raise ValueError(system_libraries.missing_sentence(missing))
    application = Application(sys.argv)
    application.setApplicationName(TITLE)
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName(APP_ID)  # by it docks find the icon
    window = create_window(device=device, backend_waits=True)
    window.asks_to_save = True
    document, keeper = window.document, window.keeper
    if opened and path:
        document.begin_with(opened, path)
    application.file_asked.connect(opener(window, document))
    # The session ends, or the computer is switched off: nobody is there to be asked.
    application.commitDataRequest.connect(lambda: keep_at_session_end(window))
    if watch:
        watch(window)
    with closed_by_signals(window, document, keeper) as came:
        window.show()
        if trouble:
            from gui import dialogs

            dialogs.tell_error(window, sentence(trouble))
        code = application.exec()
    return exit_code(came[0]) if came else code


def create_window(
    experiment: Experiment | None = None, device: str = "", backend_waits: bool = False
) -> MainWindow:
    """Return the window, not shown yet, its backend starting: now, or once it has been painted.

    Needs a QApplication, any.
    """
    adopt(QApplication.instance())
    speak(settings.get("language"))  # before any text is made
    theme.apply(settings.get("theme"))
    theme.set_text_size(int(settings.get("textSize")))
    session = Session(experiment)
    session.set_device(device)
    process = BackendProcess(parent=session)
    link = BackendLink(session, process, parent=session)
    growth = Growth(session, parent=session)
    time, records = make_time(session, link, process)
    tree = RunTree(session, parent=session)
    experiments = Experiments(session, settings.experiments_folder(), parent=session)
    document = Document(session, parent=session, tree=tree, experiments=experiments)
    health = Health(session, parent=session)
    keeper = Keeper(session, document, settings.kept_folder(), parent=document)

    window = MainWindow(session, document, keeper)
    actions = window.actions_by_name

    selection = Selection(session, parent=session)
    colouring = Colouring(parent=session)
    diagram = Diagram(session, selection, colouring)
    pad = DigitPad(session)
    pad_box = PadBox(pad, DigitPreview(session), actions)
    own_input = OwnInput(session)
    diagram_by_hand = DiagramByHand(session, diagram, parent=diagram)
    examples = Examples(session, parent=session)
    data_panel = DataPanel(session, examples, colouring)
    probe = Probe(session, parent=session)
    marks = LineMarks(diagram, parent=diagram)

    def make_map() -> QWidget:
        from gui.maps import making

        return making.make_map(session, examples, selection, colouring, probe, diagram, marks)

    def make_curve() -> QWidget:
        from gui.maps import making

        return making.make_curve(session, selection, examples, marks)

    decision_map = LatePanel("decisionMap", make_map)
    curve_fit = LatePanel("curveFit", make_curve)
    switches = LatePanel("inputSwitches", lambda: InputSwitches(session, colouring))
    inspector = Inspector(session, selection, colouring)
    predictions = Predictions(session, colouring)
    gallery = Gallery(session, selection, colouring)
    truth_table = TruthTable(session, examples, colouring)
    layer_view = LayerView(session, colouring)
    histograms = HistogramPanel(session, colouring)
    activations = ActivationPanel(session, selection, colouring)
    landscape = LossLandscape(session, selection)
    runs_panel = RunsPanel(tree)
    experiments_panel = ExperimentsPanel(session, experiments)
    breaking = Breaking(session, parent=session)
    scores = Scores(breaking, parent=session)
    break_panel = BreakPanel(scores, selection)
    ways = WaysPanel(session, lambda parent: BackendProcess(parent=parent))
    evolution = EvolutionPanel(session, tree)
    plot = LossPanel(session, tree=tree)
    pinned = PinnedPanel(session, Pins(session, parent=session))
    rival = RivalPanel(Game(session, parent=session))
    player = Player(session, parent=session)
    walkthrough = WalkthroughPanel(session, player, colouring, actions)
    rate = TrainingRate(session, session)
    motion = SlowMotion(session, parent=session)
    stop_notice = StopNotice(session)
    link.finished.connect(stop_notice.tell)
    window.setStatusBar(StatusBar(session, rate, motion))
    window.statusBar().addWidget(HealthRemark(health), 1)
    window.arrange(
        centre=[
            Notice(session, actions),
            HealthNotice(session, health),
            stop_notice,
            Banded(
                [PastBand(session, time), DamageBand(scores)],
                beside(switches, diagram),
            ),
        ],
        left=[
            (translate("Window", "Network"), NetworkPanel(session, growth)),
            (translate("Window", "Training"), TrainingPanel(session, rate, actions)),
            (translate("Window", "Data"), data_panel),
        ],
        right=[
            (translate("Window", "Curve fit"), curve_fit),
            (translate("Window", "Digit pad"), pad_box),
            (translate("Window", "Decision map"), decision_map),
            (translate("Window", "Input"), own_input),
            (translate("Window", "Predictions"), predictions),
            (translate("Window", "Inspector"), inspector),
        ],
        bottom=[
            (translate("Window", "Loss and accuracy"), plot),
            (translate("Window", "Walkthrough"), walkthrough),
            (translate("Window", "Gallery"), gallery),
            (translate("Window", "Truth table"), truth_table),
            (translate("Window", "Pinned"), pinned),
            (translate("Window", "Be the optimizer"), rival),
        ],
        asked=[
            (
                translate("Window", "What the layer made of it"),
                layer_view,
                translate("Window", "Layers"),
            ),
            (translate("Window", "Histograms"), histograms, ""),
            (
                translate("Window", "Activation functions"),
                activations,
                translate("Window", "Functions"),
            ),
            (
                translate("Window", "Loss landscape"),
                landscape,
                translate("Window", "Landscape"),
            ),
            (translate("Window", "Runs"), runs_panel, ""),
            (translate("Window", "Experiments"), experiments_panel, ""),
            (translate("Window", "Break it"), break_panel, ""),
            (translate("Window", "Loop, matrix, GPU"), ways, translate("Window", "Loop, matrix")),
            (translate("Window", "Evolution"), evolution, ""),
        ],
    )
    diagram.prepared.connect(link.coming.show)
    diagram.snapshot_begun.connect(link.coming.give_credit)
    diagram.faces_shown.connect(inspector.show_faces)
    selection.changed.connect(
        lambda: window.arrangement.bring_up_while(inspector, selection.target is not None)
    )
    data_panel.rows_changed.connect(window.arrangement.share_again)
    wire_colouring(window, colouring)
    wire_walk(window, player, walkthrough, diagram, examples, plot)
    wire_answer(player, predictions)
    wire_training(window, session)
    wire_recovery(window, Recovery(session, process, link, parent=session))
    wire_health(window, health, link)
    wire_pace(window)
    wire_slow_motion(window, motion, link, diagram, player)
    wire_pad(window, pad, pad_box, diagram)
    wire_gallery(window, gallery)
    wire_map(window, decision_map, diagram, probe)
    wire_curve_fit(window, curve_fit)
    wire_switches(window, switches)
    wire_time(window, time, records, diagram, plot, player)
    wire_record(window, records, link)
    breaking.changed.connect(link.coming.prepare_again)
    wire_by_hand(window, own_input)
    wire_truth_table(window, truth_table)
    layer_view.chosen.connect(examples.show)
    for asked in (
        *(layer_view, histograms, activations, landscape),
        *(runs_panel, experiments_panel, break_panel, ways, evolution),
    ):
        wire_asked(window, asked)
    wire_undo(window, session)
    wire_files(window, document, keeper, diagram)
    wire_kept(window, keeper, diagram)
    wire_growth(window, growth, link, selection, diagram)
    freezing = Freezing(session)
    wire_freezing(window, freezing, selection, diagram)
    wire_rival(window, rival)
    wire_runs(window, tree, runs_panel, colouring)
    wire_experiments(window, experiments, experiments_panel, tree)
    wire_race(window, tree, colouring, lambda parent: BackendProcess(parent=parent))
    wire_pinned(window, pinned, growth, selection, inspector)
    wire_context_menus(
        window,
        diagram,
        inspector,
        player,
        plot,
        pad,
        save_picture_of(window),
        diagram_by_hand,
        offer_breaking(breaking, offer_structure(growth, freezing, pinned.pins)),
        offer_curves(window, plot, tree),
    )
    wire_help(window, colouring, lambda: process.log)
    wire_ready_networks(window, document, examples)
    for name, slot in (
        ("clearPadAction", pad.clear),
        ("undoStrokeAction", pad.undo_stroke),
        ("pastePictureAction", pad.paste),
        ("previousExampleAction", examples.previous),
        ("nextExampleAction", examples.next),
        ("randomExampleAction", examples.random),
        ("fitAction", diagram.fit),
        ("resetLayoutAction", window.arrangement.reset),
        ("largerTextAction", lambda: window.change_text_size(1)),
        ("smallerTextAction", lambda: window.change_text_size(-1)),
        ("normalTextAction", lambda: window.change_text_size(0)),
        ("quitAction", window.close),
    ):
        actions[name].triggered.connect(slot)

    window.take_size()  # panels with nothing to show are gone
    window.closed.connect(process.close)
    window.closed.connect(ways.kill)
    window.closed.connect(evolution.end)
    ask_about_evolutions(window, lambda: evolution.at_stake())
    if backend_waits:
        _start_when_painted(window, diagram, link)
    else:
        link.start()
    return window


def _start_when_painted(window: MainWindow, diagram: Diagram, link: BackendLink) -> None:
    """Start the backend later: a new process takes the processor from the first painting."""
    soon = QTimer(window, singleShot=True, interval=BACKEND_WAITS_AT_MOST)
    soon.timeout.connect(link.start)
    window.closed.connect(soon.stop)
    diagram.painted.connect(
        lambda: soon.isActive() and soon.start(BACKEND_WAITS),
        Qt.ConnectionType.SingleShotConnection,
    )
    soon.start()
