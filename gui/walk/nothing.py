"""Says where a stage counts for nothing in the update it leads to, and shows one that does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from core import vanishing
from core.data.tasks import Task
from core.walkthrough import Stage, Walkthrough
from gui.diagram.act import nothing_words
from gui.translation import translate
from gui.widgets import labelled


class NothingLabel(QLabel):
    """Hidden unless the stage counts for nothing. Of a learned example it leads to a wrong one."""

    wrong_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "walkNothing", translate("Walkthrough", "This step counts for nothing"))
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.linkActivated.connect(lambda _: self.wrong_asked.emit())
        self.hide()

    def show_stage(self, walk: Walkthrough, stage: Stage, task: Task) -> None:
        """Say whether `stage` counts for nothing; of a `task` with wrong answers, lead to one."""
        nothing = vanishing.is_nothing(stage, vanishing.of_walk(walk))
        if nothing:
            text = nothing_words(walk, task)
            if task.one_is_answered and vanishing.is_learned(walk, task):
                link = translate("Walkthrough", "Show one that is answered wrongly")
                text = f'{text} <a href="wrong">{link}</a>'
            self.setText(text)
        self.setVisible(nothing)
