"""A window with the pinned runs beside each other: the same zoom, the same example, live."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.runs import Kept, newest
from gui import theme
from gui.colouring import Colouring
from gui.diagram.camera import Camera
from gui.diagram.view import Diagram
from gui.one_paint import OnePaint
from gui.runs.difference import DifferencePane
from gui.runs.owner import RunTree
from gui.runs.same_colours import Together
from gui.runs.swatch import swatch
from gui.runs.words import progress_words
from gui.selection import Selection
from gui.session import Session
from gui.translation import translate
from gui.widgets import Readout, ThemedWidget, inked, labelled, spaced

MOST = 4  # diagrams beside each other
_AGAIN_MS = 250  # at most, between two looks of those that stand at those that go on
_WIDE, _HIGH, _LEAST = 250, 120, 40  # units of the grid


class Pane(ThemedWidget):
    """A run: its name and losses above its diagram."""

    def __init__(self, kept: Kept, colouring: Colouring, camera: Camera) -> None:
        super().__init__()
        labelled(self, "besidePane", kept.run.name)
        self.run = kept.run.id
        self._kept = kept
        self.session = Session(kept.run.experiment, parent=self)
        self.session.set_run(kept.run)
        self._head = labelled(Readout(), "besideValues", kept.run.name)
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        selection = Selection(self.session, parent=self)
        self.diagram = Diagram(self.session, selection, colouring, camera=camera)
        self.diagram.setMinimumSize(theme.space(_LEAST), theme.space(_LEAST))
        column = spaced(QVBoxLayout(self), (1, 1, 1, 0), 0.5)
        column.addWidget(self._head)
        column.addWidget(self.diagram, 1)
        self.follow_theme()

    @property
    def text(self) -> str:
        """What its heading says, as rich text."""
        return self._head.text()

    def take(self, kept: Kept) -> bool:
        """Show the newest state of the run; return whether that is new."""
        if kept is self._kept:
            return False
        self._kept, shown = kept, self.session.run
        if kept.run.experiment == shown.experiment:
            # What it has come to alone: the curve is the run's own.
            self.session.set_by_hand(replace(kept.run, id=shown.id))
        else:
            self.session.set_run(kept.run)
        self._say()
        return True

    def _say(self) -> None:
        kept, now = self._kept, theme.current()
        train, test = (newest(kept.run, name).loss for name in ("train", "test"))
        said = progress_words(kept.run.snapshot.updates, train, test)
        self._head.setText(f"{swatch(kept, now)}&nbsp;&nbsp; {said}")

    def paint_theme(self) -> None:
        self._head.setFont(theme.font())
        self._say()


class BesideWindow(ThemedWidget):
    """Stands beside the main window, and follows what is pinned there."""

    def __init__(
        self,
        tree: RunTree,
        session: Session,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        """Signs have the palette of `colouring`."""
        super().__init__(parent, Qt.WindowType.Window)
        labelled(self, "besideWindow", translate("Runs", "Runs side by side"))
        OnePaint(self)
        self.setWindowTitle(translate("Runs", "Runs side by side – Netglow"))
        self._tree, self._session = tree, session
        self._colouring, self._camera = Colouring(self, like=colouring), Camera()
        self.panes: list[Pane] = []
        self._together = Together("besideSameColours", True, self)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._together.look_again)
        self._hint = labelled(QLabel(wordWrap=True), "besideHint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = spaced(QHBoxLayout(), spacing=0)
        self.difference: DifferencePane | None = None  # made when it is asked for
        self._switch = labelled(
            QCheckBox(translate("Runs", "Difference A − B")),
            "besideDifference",
            translate("Runs", "Difference of two runs, A − B"),
            translate("Runs", "One diagram of two runs: every weight of A minus that of B"),
        )
        self._switch.toggled.connect(self._change)
        foot = spaced(QHBoxLayout(), spacing=4)
        foot.addWidget(self._switch)
        foot.addWidget(self._together.choice)
        foot.addStretch(1)
        column = spaced(QVBoxLayout(self), (2, 2, 2, 1), 1)
        column.addWidget(self._hint, 1)
        column.addLayout(self._row, 1)
        column.addLayout(foot)
        tree.changed.connect(self.show_now)
        tree.grew.connect(self.show_now)
        session.example_changed.connect(self._take_example)
        self.follow_theme()

    def show_now(self) -> None:
        """Show what is pinned as it is now."""
        if not self.isVisible():
            return
        kept = [one for one in self._tree.runs.kept if one.pinned and not one.thinned][:MOST]
        if [one.run.id for one in kept] != [pane.run for pane in self.panes]:
            self._make(kept)
        new = [pane.take(one) for pane, one in zip(self.panes, kept, strict=True)]
        if any(new) and not self._again.isActive():
            self._again.start()  # the scale of all is another, maybe
        if self.difference:
            self.difference.say()
        self._show_difference()
        self._switch.setVisible(len(kept) > 1)
        self._hint.setVisible(not kept)

    def _make(self, kept: list[Kept]) -> None:
        for pane in self.panes:
            self._row.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        self._camera.fit()
        self.panes = [Pane(one, self._colouring, self._camera) for one in kept]
        for pane in self.panes:
            self._row.addWidget(pane, 1)
        if self.difference:
            self.difference.hold(tuple(pane.session for pane in self.panes))
        self._together.hold([(pane.session, pane.diagram) for pane in self.panes])
        self._take_example()

    def _change(self) -> None:
        self._show_difference()
        self._together.look_again()  # the other view was turned, maybe
        if self.difference and self.difference.diagram:
            self.difference.diagram.look_again()

    def _show_difference(self) -> None:
        """Show what A has more than B in place of all, or all of them."""
        wanted = self._switch.isChecked() and len(self.panes) > 1
        if wanted and self.difference is None:
            self.difference = DifferencePane(self._colouring, self._camera)
            self.difference.hold(tuple(pane.session for pane in self.panes))
            self._row.addWidget(self.difference, 1)
        for pane in self.panes:
            pane.setVisible(not wanted)
        if self.difference:
            self.difference.setVisible(wanted)
        self._together.choice.setVisible(bool(self.panes) and not wanted)

    def _take_example(self) -> None:
        """All networks answer the same example, if it is one of theirs."""
        example = self._session.example
        for pane in self.panes:
            if example.inputs.size == pane.session.experiment.network.inputs:
                pane.session.set_example(example, self._session.example_is_chosen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_now()

    def paint_theme(self) -> None:
        self._hint.setText(
            translate("Runs", "Pin two runs in the panel of runs: they stand here side by side.")
        )
        inked(self._hint, theme.current().muted)


def first_size() -> tuple[int, int]:
    """Return how large the window opens, in px."""
    return theme.space(_WIDE), theme.space(_HIGH)
