"""The walk while it is on: how it plays, what this step says, its matrices, and the proof."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from core.data.tasks import Classes
from core.notation import markup
from core.walkthrough import GRAINS
from gui import theme
from gui.colouring import Colouring
from gui.diagram.scene import of_session
from gui.icons import icon
from gui.panels.field_guard import guard_fields
from gui.session import Session
from gui.translation import translate
from gui.walk import proof, slope
from gui.walk.matrix.view import MatrixView
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
        self._session, self._player = session, player
        self._description: description.Description | None = None
        self._alarm = False  # TensorFlow disagrees
        self._slope = slope.SlopeDialog(self)
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
                "A step is a whole layer (the matrix form), one neuron (its sum) or one edge",
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
            translate("Walkthrough", "At the end, begin again"),
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
        self._labels: dict[str, QLabel] = {}
        for name, title in (
            ("title", translate("Walkthrough", "Step")),
            ("sentence", translate("Walkthrough", "What happens")),
            ("formula", translate("Walkthrough", "Formula")),
            ("numbers", translate("Walkthrough", "Formula with numbers")),
        ):
            label = labelled(
                QLabel(
                    wordWrap=True,
                    textFormat=Qt.TextFormat.RichText,
                    textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse,
                ),
                f"walk{name.capitalize()}",
                title,
            )
            label.setFont(theme.tabular(self.font()))
            self._labels[name] = label
            column.addWidget(label)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(words)
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(scroll)
        split.addWidget(self.matrices)
        split.setSizes([420, 480])
        return split

    def _make_foot(self, actions: Mapping[str, QAction]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._proof = labelled(
            QLabel(), "walkProof", translate("Walkthrough", "Comparison with TensorFlow")
        )
        self._proof.setWordWrap(True)
        row.addWidget(self._proof, 1)
        self._target = _combo(
            "walkTarget",
            translate("Walkthrough", "Target class"),
            translate("Walkthrough", "What the example should be: the loss is computed against it"),
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
        return row

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
                "The example and those after it in its set, as many as the batch size says",
            ),
        )
        self._batch.toggled.connect(self._player.set_batch)
        self._resume = labelled(
            QCheckBox(translate("Walkthrough", "Train on after the walk")),
            "walkResume",
            translate("Walkthrough", "Train on after the walk"),
            translate(
                "Walkthrough", "Where training was paused for the walk, it goes on at its end"
            ),
        )
        self._resume.toggled.connect(self._player.set_resume)
        self._decimals = labelled(
            QSpinBox(minimum=0, maximum=8, value=_DECIMALS),
            "walkDecimals",
            translate("Walkthrough", "Decimals"),
            translate("Walkthrough", "Decimals of all numbers of the walk"),
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
        self._labels["title"].setText(f"<b>{markup.html(said.title)}</b>")
        self._labels["formula"].setText(markup.html(*said.formula))
        self._labels["numbers"].setText(markup.html(*said.numbers))
        self._labels["sentence"].setText(markup.html(said.sentence))
        self.matrices.decimals = decimals
        self.matrices.show_equation(player.walk.equation(stage), player.place, player.grain, stage)
        self._scrubber.show_steps(player.phase_starts(), player.count, player.index)
        self._count.setText(
            translate("Walkthrough", "{index} of {count}").format(
                index=f"{player.index + 1:,}", count=f"{player.count:,}"
            )
        )
        self._show_choices()
        self._show_proof()
        self.rendered.emit(description.as_text(said))

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
            said = proof.sentence(self._player, self._session.backend.phase)
            self._proof.setText(said.text)
            if said.alarm != self._alarm:
                self._alarm = said.alarm
                self.paint_theme()

    def paint_theme(self) -> None:
        now = theme.current()
        for box in (self._batch, self._resume):
            box.setStyleSheet(theme.check_box())
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
    button.setIconSize(QSize(18, 18))
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonTextOnly if text else style.ToolButtonIconOnly)
    return button


def _combo(name: str, title: str, tip: str) -> QComboBox:
    combo = labelled(QComboBox(), name, title, tip)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo
