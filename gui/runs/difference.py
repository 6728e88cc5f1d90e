"""The difference of two runs: which they are, and the diagram of what A has more than B."""

from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from core.parameters import equal
from gui import theme
from gui.colouring import Colouring
from gui.diagram import scene
from gui.diagram.camera import Camera
from gui.diagram.scene import Scene
from gui.diagram.view import Diagram
from gui.panels.field_guard import guard_fields
from gui.runs.words import progress_words
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import Readout, ThemedWidget, inked, labelled, narrow, spaced

_LETTERS = 14  # of a run's name that are seen


class DifferencePane(ThemedWidget):
    """A − B of two sessions, which go on; without a diagram it says why there is none."""

    chosen = Signal()  # other runs

    def __init__(self, colouring: Colouring, camera: Camera) -> None:
        super().__init__()
        labelled(self, "differencePane", translate("Runs", "Difference of two runs, A − B"))
        self._colouring, self._camera = colouring, camera
        self._sessions: tuple[Session, ...] = ()
        self._both: tuple[Session, Session] | None = None
        self.diagram: Diagram | None = None
        self._choices = (
            self._choice("differenceA", translate("Runs", "Run A")),
            self._choice("differenceB", translate("Runs", "Run B")),
        )
        self._head = labelled(Readout(), "differenceValues", translate("Runs", "What A and B are"))
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._said = labelled(QLabel(wordWrap=True), "differenceSaid")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        row = spaced(QHBoxLayout(), spacing=2)
        for letter, choice in zip("AB", self._choices, strict=True):
            if letter == "B":
                row.addWidget(QLabel("−"))
            row.addWidget(QLabel(letter))
            row.addWidget(choice)
        row.addWidget(self._head, 1)
        self._column = spaced(QVBoxLayout(self), (1, 1, 1, 0), 0.5)
        self._column.addLayout(row)
        self._column.addWidget(self._said)
        self.follow_theme()

    @property
    def both(self) -> tuple[Session, Session] | None:
        """The sessions of A and of B; None: there are no two."""
        return self._both

    @property
    def text(self) -> str:
        """What it says of both, and of their difference."""
        return f"{self._head.text()} {self._said.text()}".strip()

    def hold(self, sessions: tuple[Session, ...]) -> None:
        """Have these runs to choose from: at first, and when others come, the first two."""
        self._sessions = sessions
        for at, choice in enumerate(self._choices):
            with QSignalBlocker(choice):
                choice.clear()
                choice.addItems([session.run.name for session in sessions])
                choice.setCurrentIndex(at)
        self._show()

    def say(self) -> None:
        """Say how far both have come, and what they are called; one may have other layers now."""
        for choice in self._choices:
            for at, session in enumerate(self._sessions):
                if choice.itemText(at) != session.run.name:
                    choice.setItemText(at, session.run.name)
        if self._both and bool(why_not(*self._both)) == (self.diagram is not None):
            self._show()
        if self._both:
            parts = [
                f"<b>{letter}</b>&nbsp;{told(one)}"
                for letter, one in zip("AB", self._both, strict=True)
            ]
            self._head.setText("&nbsp;&nbsp; ".join(parts))

    def _choice(self, name: str, title: str) -> QComboBox:
        choice = labelled(QComboBox(), name, title)
        narrow(choice, _LETTERS)
        guard_fields(choice)
        choice.activated.connect(lambda: self._take(choice))
        return choice

    def _take(self, changed: QComboBox) -> None:
        """Show others; who chooses the same run twice wants them the other way round."""
        (other,) = (one for one in self._choices if one is not changed)
        if other.currentIndex() == changed.currentIndex() and self._both:
            before = self._both[self._choices.index(changed)]
            with QSignalBlocker(other):
                other.setCurrentIndex(self._sessions.index(before))
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        if self.diagram:
            self._column.removeWidget(self.diagram)
            self.diagram.hide()
            self.diagram.deleteLater()
            self.diagram = None
        at = [choice.currentIndex() for choice in self._choices]
        self._both = None
        if len(self._sessions) > 1 and len(set(at)) == 2:
            one, other = (self._sessions[index] for index in at)
            self._both = one, other
            if not why_not(one, other):
                self.diagram = self._made(one, other)
                self._column.addWidget(self.diagram, 1)
        self._tell()
        self.say()

    def _made(self, one: Session, other: Session) -> Diagram:
        selection = Selection(one, parent=self)
        diagram = Diagram(one, selection, self._colouring, camera=self._camera)
        diagram.setObjectName("differenceDiagram")
        diagram.setAccessibleName(translate("Runs", "Diagram of the difference A − B"))

        def compared() -> Scene | None:
            return None if why_not(one, other) else scene.of_session(other)

        diagram.compared = compared
        for changed in (other.snapshot_changed, other.example_changed):
            changed.connect(diagram.look_again)
        diagram.look_again()
        return diagram

    def _tell(self) -> None:
        said = hint(*self._both) if self._both else ""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        align = Qt.AlignmentFlag
        self._said.setAlignment(align.AlignLeft if self.diagram else align.AlignCenter)

    def paint_theme(self) -> None:
        self._head.setFont(theme.font())
        self._said.setFont(theme.font("small"))
        inked(self._said, theme.current().muted)
        self.say()


def why_not(one: Session, other: Session) -> str:
    """Say why two runs have no difference; "": they have one."""
    a, b = one.experiment.network, other.experiment.network
    if a.sizes == b.sizes:
        return ""
    text = translate(
        "Runs",
        "There is no A − B: A has the layers {one} and B has {other}. Weights can be subtracted"
        " only where both have the same layers.",
    )
    return text.format(one=a.title, other=b.title)


def hint(one: Session, other: Session) -> str:
    """Say what is to be known of a difference: why there is none, or why it says little."""
    if found := why_not(one, other):
        return found
    if not equal(one.run.initial_parameters(), other.run.initial_parameters()):
        return translate(
            "Runs",
            "A and B began with different weights, so the same neuron may do different work in"
            " each.",
        )
    return ""


def told(session: Session) -> str:
    """Return how far a run has come, as rich text."""
    train, test = session.train_metrics.loss, session.test_metrics.loss
    return escape(progress_words(session.snapshot.updates, train, test))
