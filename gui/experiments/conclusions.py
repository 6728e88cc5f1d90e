"""What the numbers of a ready experiment say, in sentences and tables, worked out in a thread."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from core.conclusions.beside import Beside
from core.ready_sweeps import READY
from core.sweep import Row, Sweep
from core.sweeps import so_far
from core.wording import Sentence
from gui import theme
from gui.experiments.owner import IDLE, Experiments
from gui.newest_worker import NewestWorker
from gui.numbers import number
from gui.translation import translate, worded
from gui.widgets import ThemedWidget, labelled, spaced

_GAP, _CLOSE = "&nbsp;&nbsp;", ' style="margin-top: 0; margin-bottom: 5px"'
_EVERY_MS = 2000  # while runs come


class Question(NamedTuple):
    """Which ready experiment it is, and its rows."""

    name: str
    rows: tuple[Row, ...]


class Answer(NamedTuple):
    """What they say, the tables that stand beside, and above both that there is more to come."""

    said: tuple[Sentence, ...] = ()
    beside: tuple[Beside, ...] = ()
    so_far: Sentence | None = None


def ready_of(sweeps: Sequence[Sweep]) -> str:
    """Return which of READY these sweeps are; "": none."""
    wanted = tuple(sweeps)
    return next((name for name, one in READY.items() if one.make() == wanted), "")


def answered(question: Question) -> Answer:
    """Return what the rows say; in any thread."""
    ready = READY[question.name]
    rows = question.rows
    return Answer(ready.conclude(rows), ready.beside(rows), so_far(rows))


def html_of(answer: Answer) -> str:
    """Return an answer as rich text."""
    above = (answer.so_far,) if answer.so_far else ()
    parts = [f"<p{_CLOSE}>{escape(worded(one))}</p>" for one in (*above, *answer.said)]
    for table in answer.beside:
        heads = "".join(f'<th align="left">{escape(worded(one))}{_GAP}</th>' for one in table.heads)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(_cell(one))}{_GAP}</td>" for one in row) + "</tr>"
            for row in table.rows
        )
        title = escape(worded(table.title))
        parts.append(f"<p{_CLOSE}><b>{title}</b></p><table><tr>{heads}</tr>{rows}</table>")
    return "".join(parts)


def _cell(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)


class Conclusions(ThemedWidget):
    """Says what the rows of the ready experiment that is held come to; hidden for any other."""

    def __init__(self, owner: Experiments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner, self._asked = owner, Question("", ())
        self.name = ""
        self.answer, self._shown = Answer(), ""
        self._worker = NewestWorker(answered, "conclusions of an experiment", self)
        self._worker.ready.connect(self._take)
        self._soon = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._soon.timeout.connect(self._ask)
        self.view = labelled(
            QTextBrowser(),
            "experimentConclusions",
            translate("Experiments", "What the numbers say"),
        )
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setOpenLinks(False)
        self.view.document().setDocumentMargin(0)
        spaced(QVBoxLayout(self), (1, 0, 0, 0)).addWidget(self.view)
        owner.rows_changed.connect(self._wait)
        owner.state_changed.connect(self._wait)
        self.follow_theme()
        self.hide()

    def begin(self, name: str) -> None:
        """Say what the ready experiment called `name` comes to; "": there is nothing to say."""
        self.name = name
        self._worker.forget()
        self._asked = Question("", ())
        self._show(Answer())
        self.setVisible(bool(name))
        self._ask()

    def wait(self) -> None:
        """Say now what there is to be said."""
        self._soon.stop()
        self._ask()
        self._worker.wait()

    def _wait(self) -> None:
        if not self.name:
            return
        if self._owner.state == IDLE:
            self._ask()
        elif not self._soon.isActive():
            self._soon.start()

    def _ask(self) -> None:
        rows = self._owner.rows
        if self.name and rows and rows is not self._asked.rows:
            self._asked = Question(self.name, rows)
            self._worker.request(self._asked)

    def _take(self, question: Question, answer: Answer) -> None:
        if question.name == self.name:
            self._show(answer)

    def _show(self, answer: Answer) -> None:
        self.answer = answer
        text = html_of(answer)
        if text != self._shown:
            self._shown = text
            self.view.setHtml(text)

    def paint_theme(self) -> None:
        now = theme.current()
        self.view.setFont(theme.font())
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(now.window))
        palette.setColor(QPalette.ColorRole.Text, QColor(now.text))
        self.view.setPalette(palette)
