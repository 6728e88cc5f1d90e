"""The walk while it is on: how it plays, what this step says, its matrices, and the proof."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from core import vanishing
from core.data.tasks import Classes
from core.sums import so_far
from core.walkthrough import GRAINS
from gui import theme
from gui.colouring import Colouring
from gui.diagram.act import ARRIVAL
from gui.diagram.scene import of_session
from gui.icons import icon
from gui.panels.field_guard import guard_fields
from gui.panels.number_box import WholeBox
from gui.session import Session
from gui.translation import translate
from gui.walk import proof, slope
from gui.walk.formula_label import FormulaLabel
from gui.walk.matrix.view import MatrixView
from gui.walk.nothing import NothingLabel
from gui.walk.player import SPEEDS, Player
from gui.walk.scrubber import Scrubber
from gui.walk.words import description
from gui.walk.words.step import names_of
from gui.widgets import ThemedWidget, labelled

_TRANSPORT = (
    "walkStartAction",
    "walkBackPhaseAction",
    "walkBackAction",
    "walkPlayAction",
    "walkNextAction",
    "walkNextPhaseAction",
    "walkEndAction",
)
_DECIMALS = 4
_PROOF = 40  # units of the grid: with less beside the buttons, what is proved stands above them


class WalkPage(ThemedWidget):
    """Renders the player; what it asks for goes to the player or is an action of the window."""

    rendered = Signal(str)  # a step, as plain text has it

    def __init__(
        self,
        session: Session,
        player: Player,
        colouring: Colouring,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # here all keys are the walk's
        self._session, self._player = session, player
        self._description: description.Description | None = None
        self._alarm = False  # TensorFlow disagrees
        self._slope = slope.SlopeDialog(colouring, self)
        self.matrices = MatrixView(colouring)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 6)
        column.setSpacing(4)
        column.addLayout(self._make_transport(actions))
        column.addWidget(self._make_words(), 1)
        column.addLayout(self._make_foot(actions))
        guard_fields(self._grain, self._speed, self._target, self._decimals)
        self.follow_theme()

        # One rendering for all that changes at once.
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self.render_step)
        for signal in (player.walk_changed, player.place_changed, player.playing_changed):
            signal.connect(self._due.start)
        player.progress_changed.connect(self._show_sum)
        player.proof_changed.connect(self._show_proof)
        session.backend_changed.connect(self._show_proof)
        self.matrices.chosen.connect(player.show)

    @property
    def is_current(self) -> bool:
        """Whether the words are those of the step at which the walk stands."""
        return not self._due.isActive()

    # What actions ask for.

    def copy(self, form: str) -> None:
        """Put this step on the clipboard, as "text", "markdown" or "latex"."""
        if self._description:
            write = {
                "text": description.as_text,
                "markdown": description.as_markdown,
                "latex": description.as_latex,
            }[form]
            QGuiApplication.clipboard().setText(write(self._description))

    def show_slope(self) -> None:
        """Compare the gradient of the current weight with finite differences."""
        walk = self._player.walk
        if walk:
            edge = self._player.weight
            scene = of_session(self._session)
            self._slope.show_slope(scene, edge, slope.measure(walk, edge))

    # How it is made.

    def _make_transport(self, actions: Mapping[str, QAction]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        for name in _TRANSPORT:
            row.addWidget(_button(actions[name]))
        self._scrubber = Scrubber()
        self._scrubber.moved_to.connect(self._scrub)
        row.addWidget(self._scrubber, 1)
        self._count = labelled(QLabel(), "walkCount", translate("Walkthrough", "Step"))
        self._count.setFont(theme.tabular(self.font()))
        row.addWidget(self._count)
        row.addSpacing(8)
        names = (
            translate("Walkthrough", "by layer"),
            translate("Walkthrough", "by neuron"),
            translate("Walkthrough", "by edge"),
        )
        self._grain = _combo(
            "walkGrain",
            translate("Walkthrough", "Size of a step"),
            translate(
                "Walkthrough",
                "What one step covers: a whole layer, one neuron or one edge",
            ),
        )
        for grain, name in zip(GRAINS, names, strict=True):
            self._grain.addItem(name, grain)
        self._grain.activated.connect(lambda _: self._player.set_grain(self._grain.currentData()))
        row.addWidget(self._grain)
        self._speed = _combo(
            "walkSpeed",
            translate("Walkthrough", "Speed"),
            translate("Walkthrough", "How fast the walk plays"),
        )
        for speed in SPEEDS:
            self._speed.addItem(f"{speed:g}×", speed)
        self._speed.activated.connect(lambda _: self._player.set_speed(self._speed.currentData()))
        row.addWidget(self._speed)
        self._loop = labelled(
            QToolButton(),
            "walkLoop",
            translate("Walkthrough", "Loop"),
            translate("Walkthrough", "Start again at the end"),
        )
        self._loop.setCheckable(True)
        self._loop.toggled.connect(self._player.set_loop)
        row.addWidget(self._loop)
        return row

    def _make_words(self) -> QSplitter:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 2, 6, 2)
        column.setSpacing(6)
        self._labels: dict[str, FormulaLabel] = {}
        for name, title in (
            ("title", translate("Walkthrough", "Step")),
            ("sentence", translate("Walkthrough", "What happens")),
            ("formula", translate("Walkthrough", "Formula")),
            ("numbers", translate("Walkthrough", "Formula with numbers")),
        ):
            label = labelled(FormulaLabel(), f"walk{name.capitalize()}", title)
            label.setFont(theme.tabular(self.font()))
            self._labels[name] = label
            column.addWidget(label)
        self.nothing = NothingLabel()
        column.insertWidget(1, self.nothing)
        column.addStretch(1)
        scroll = labelled(
            QScrollArea(widgetResizable=True),
            "walkWords",
            translate("Walkthrough", "Words of the step"),
        )
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(words)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(scroll)
        split.addWidget(self.matrices)
        split.setSizes([420, 480])
        return split

    def _make_foot(self, actions: Mapping[str, QAction]) -> QBoxLayout:
        self._foot = foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons = row = QHBoxLayout()
        foot.setSpacing(6)
        row.setSpacing(6)
        self._proof = labelled(
            QLabel(), "walkProof", translate("Walkthrough", "Comparison with TensorFlow")
        )
        self._proof.setWordWrap(True)
        foot.addWidget(self._proof, 1)
        foot.addLayout(row)
        row.addStretch(1)
        self._target = _combo(
            "walkTarget",
            translate("Walkthrough", "Target class"),
            translate("Walkthrough", "The class that the loss takes for the right answer"),
        )
        self._target.activated.connect(self._player.set_target)
        self._target_title = QLabel(translate("Walkthrough", "target"))
        row.addWidget(self._target_title)
        row.addWidget(self._target)
        for name in ("slopeAction", "applyAction"):
            row.addWidget(_button(actions[name], text=True))
        self._more = labelled(
            QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup),
            "walkMore",
            translate("Walkthrough", "More of the walk"),
            translate("Walkthrough", "Copy, mini-batch, decimals"),
        )
        self._more.setMenu(self._make_menu(actions))
        row.addWidget(self._more)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() - self._buttons.minimumSize().width() >= theme.space(_PROOF)
        way = QBoxLayout.Direction
        self._foot.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _make_menu(self, actions: Mapping[str, QAction]) -> QMenu:
        menu = QMenu(self)
        for name in ("copyWalkTextAction", "copyWalkMarkdownAction", "copyWalkLatexAction"):
            menu.addAction(actions[name])
        menu.addSeparator()
        self._batch = labelled(
            QCheckBox(translate("Walkthrough", "Average over a mini-batch")),
            "walkBatch",
            translate("Walkthrough", "Average the gradients over a mini-batch"),
            translate(
                "Walkthrough",
                "Take as many examples as the batch size says, starting with this one",
            ),
        )
        self._batch.toggled.connect(self._player.set_batch)
        self._resume = labelled(
            QCheckBox(translate("Walkthrough", "Train on after the walk")),
            "walkResume",
            translate("Walkthrough", "Train on after the walk"),
            translate("Walkthrough", "If the walk paused training, training goes on after it"),
        )
        self._resume.toggled.connect(self._player.set_resume)
        self._decimals = labelled(
            WholeBox(0, 8, _DECIMALS),
            "walkDecimals",
            translate("Walkthrough", "Decimals"),
            translate("Walkthrough", "Decimals of all numbers in the walk"),
        )
        self._decimals.valueChanged.connect(self.render_step)
        decimals = QWidget()
        row = QHBoxLayout(decimals)
        row.setContentsMargins(8, 2, 8, 2)
        row.addWidget(QLabel(translate("Walkthrough", "Decimals")))
        row.addWidget(self._decimals)
        for box in (self._batch, self._resume):
            box.setContentsMargins(8, 2, 8, 2)
        for widget in (self._batch, self._resume, decimals):
            item = QWidgetAction(menu)
            item.setDefaultWidget(widget)
            menu.addAction(item)
        return menu

    # What it renders.

    def render_step(self) -> None:
        """Show the step that the player is at."""
        self._due.stop()
        player = self._player
        if player.walk is None:
            self._description = None
            self._slope.close()  # it is of the walk that ended
            return
        stage = player.walk.stages[player.place.stage]
        names, decimals = names_of(self._session.experiment), self._decimals.value()
        self._description = description.describe(
            names, player.walk, player.place, player.grain, decimals
        )
        said = self._description
        self._labels["title"].show_lines(said.title, bold=True)
        self._labels["formula"].show_lines(*said.formula)
        self._labels["numbers"].show_lines(*said.numbers)
        self._labels["sentence"].show_lines(said.sentence)
        self.matrices.decimals = decimals
        self.nothing.show_stage(player.walk, stage, self._session.experiment.task)
        nothing = vanishing.is_nothing(stage, vanishing.of_walk(player.walk))
        equation = player.walk.equation(stage)
        self.matrices.show_equation(equation, player.place, player.grain, stage, nothing)
        self._show_sum()
        self._scrubber.show_steps(player.phase_starts(), player.count, player.index)
        self._count.setText(
            translate("Walkthrough", "{index} of {count}").format(
                index=f"{player.index + 1:,}", count=f"{player.count:,}"
            )
        )
        self._show_choices()
        self._show_proof()
        self.rendered.emit(description.as_text(said))

    def _show_sum(self) -> None:
        """Show in the matrices how far the sum has come that a walk by edges follows."""
        player, value = self._player, None
        if player.walk and player.grain == "edge":
            value = so_far(player.walk, player.place, player.progress >= ARRIVAL)
        self.matrices.show_sum(value)

    def _show_choices(self) -> None:
        player = self._player
        self._grain.setCurrentIndex(GRAINS.index(player.grain))
        self._speed.setCurrentIndex(SPEEDS.index(player.speed))
        self._loop.setChecked(player.loop)
        self._resume.setChecked(player.resume)
        task = self._session.experiment.task
        names = task.names if isinstance(task, Classes) else ()
        self._target.setVisible(bool(names))
        self._target_title.setVisible(bool(names))
        if [self._target.itemText(index) for index in range(self._target.count())] != list(names):
            self._target.clear()
            self._target.addItems(names)
        if player.target is not None:
            self._target.setCurrentIndex(player.target)

    def _show_proof(self) -> None:
        if self._player.walk:
            session = self._session
            phase = "past" if session.past else session.backend.phase
            phase = "damaged" if session.damaged else phase
            said = proof.sentence(self._player, phase)
            self._proof.setText(said.text)
            if said.alarm != self._alarm:
                self._alarm = said.alarm
                self.paint_theme()

    def paint_theme(self) -> None:
        now = theme.current()
        for button in self.findChildren(QToolButton):
            button.setIconSize(theme.icon_size())
        self._loop.setIcon(icon("loop"))
        self._more.setIcon(icon("more"))
        colour, weight = (now.error, "bold") if self._alarm else (now.muted, "normal")
        self._proof.setStyleSheet(f"color: {colour}; font-weight: {weight}")

    def _scrub(self, index: int) -> None:
        self._player.pause()
        self._player.go(index)


def _button(action: QAction, text: bool = False) -> QToolButton:
    button = labelled(
        QToolButton(autoRaise=not text), f"{action.objectName()}Button", action.text()
    )
    button.setDefaultAction(action)
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonTextOnly if text else style.ToolButtonIconOnly)
    return button


def _combo(name: str, title: str, tip: str) -> QComboBox:
    combo = labelled(QComboBox(), name, title, tip)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo
