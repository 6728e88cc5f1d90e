"""A line above the diagram for what the user should know now, with what can be done about it."""

import platform
from collections.abc import Mapping

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.version import VERSION
from gui import theme
from gui.backend_state import BackendState
from gui.recovery import business, silence
from gui.session import Session
from gui.translation import translate
from gui.widgets import Banner, ThemedWidget, inked, labelled, spaced

_LOG_LINES = 7  # of the log are seen at a time


class Told(Struct, frozen=True):
    """What is told of the backend: `kind` stays the same while only numbers in `text` change.

    `restart` says on a button what starting it again would do ("": that is not offered), `reset`
    whether going back to the start is offered. `log` is what it printed, if that is of interest;
    None: it is not.
    """

    kind: str
    text: str
    restart: str = ""
    reset: bool = False
    log: str | None = None


def told(backend: BackendState, training: bool, updates: int) -> Told | None:
    """Return what is to be told of the backend; None: it is well.

    `training` says whether training is on, `updates` how many were made.
    """
    if backend.phase == "ended" and backend.text:
        return Told("ended", backend.text, _again(backend.goes_on), log=backend.log)
    if backend.silent_s:
        return Told("silent", silence(backend.silent_s), _again(training), log=backend.log)
    if backend.busy_s:
        text = business(backend.doing, backend.busy_s)
        return Told(f"busy {backend.doing}", text, _again(training))
    if backend.phase == "ready" and backend.text:
        return Told(f"ready {backend.text}", backend.text, reset=updates > 0)
    if backend.restarted:
        return Told("restarted", backend.restarted, log=backend.log)
    return None


def _again(goes_on: bool) -> str:
    if goes_on:
        return translate("Notice", "Restart and go on")
    return translate("Notice", "Restart")


def report(text: str, log: str) -> str:
    """Return what somebody needs who is to find out why a backend was lost."""
    words = log.strip() or translate("Notice", "It has not printed anything.")
    return f"Netglow {VERSION}, {platform.platform()}\n{text}\n\n{words}\n"


class _Aside(ThemedWidget):
    """One small line for who does not know the word."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = labelled(QLabel(text, wordWrap=True), "noticeMeaning")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        spaced(QVBoxLayout(self), (4, 0, 1, 1)).addWidget(self._text)
        self.follow_theme()

    def paint_theme(self) -> None:
        self._text.setFont(theme.font("small"))
        inked(self._text, theme.current().muted)


class Notice(Banner):
    """Shows what is to be told of the backend, if anything, until the next or until it is closed.

    Where there is none, it shows what is wrong with the GPU; closed once, not again.
    `actions` has restartAction, offered where the backend is lost; restartsItselfAction, by which
    that is done unasked; and resetAction, offered where training stopped by itself and there is
    something to take back.
    """

    def __init__(
        self, session: Session, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        labelled(self, "notice", translate("Notice", "Notice"))
        self._session = session
        self._told: Told | None = None
        self._closed = ""  # the kind of what was closed, while it goes on
        self._closed_problem = ""
        self._text = labelled(QLabel(wordWrap=True), "noticeText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._restart = labelled(QToolButton(), "noticeRestartButton")
        self._restart.setToolTip(actions["restartAction"].toolTip())
        self._restart.clicked.connect(actions["restartAction"].trigger)
        self._reset = labelled(QToolButton(), "noticeResetButton", actions["resetAction"].text())
        self._reset.setDefaultAction(actions["resetAction"])
        self._reset.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        details = translate("Notice", "Details")
        self._fold = labelled(
            QToolButton(),
            "noticeDetailsButton",
            details,
            translate("Notice", "Show what the backend has printed"),
        )
        self._fold.setText(details)
        self._fold.setCheckable(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.toggled.connect(self._show_details)
        close = labelled(
            QToolButton(autoRaise=True),
            "closeNotice",
            translate("Notice", "Close the notice"),
            translate("Notice", "Close the notice"),
        )
        close.setText("✕")
        close.clicked.connect(self._close)
        row = spaced(QHBoxLayout(), (4, 1, 1, 1))
        row.addWidget(self._text, 1)
        for button in (self._restart, self._reset, self._fold, close):
            row.addWidget(button)
        meaning = translate(
            "Notice", "The backend is the part that runs TensorFlow. Your network is kept."
        )
        self._meaning = _Aside(meaning)
        self._log = labelled(
            QPlainTextEdit(readOnly=True),
            "noticeLog",
            translate("Notice", "What the backend has printed"),
        )
        self._log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details = self._details_of(actions["restartsItselfAction"])
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addLayout(row)
        column.addWidget(self._meaning)
        column.addWidget(self._details)
        self._show_details(False)
        session.backend_changed.connect(self._render)
        session.training_changed.connect(self._render)
        session.snapshot_changed.connect(self._render)
        self._render()

    def _details_of(self, by_itself: QAction) -> QWidget:
        """Return the part that is folded out: the log, a button that copies, and a setting."""
        copy = labelled(
            QToolButton(),
            "noticeCopyButton",
            translate("Notice", "Copy"),
            translate("Notice", "Copy version, what happened, and what the backend has printed"),
        )
        copy.setText(translate("Notice", "Copy"))
        copy.clicked.connect(self._copy)
        unasked = labelled(
            QCheckBox(by_itself.text()),
            "noticeRestartsItself",
            by_itself.text(),
            by_itself.toolTip(),
        )
        unasked.setChecked(by_itself.isChecked())
        unasked.toggled.connect(by_itself.setChecked)
        by_itself.toggled.connect(unasked.setChecked)
        below = QHBoxLayout()
        below.addWidget(unasked)
        below.addStretch()
        below.addWidget(copy)
        details = QWidget()
        column = spaced(QVBoxLayout(details), (4, 0, 4, 2))
        column.addWidget(self._log)
        column.addLayout(below)
        return details

    def _render(self) -> None:
        session = self._session
        self._told = told(session.backend, session.training, session.snapshot.updates)
        if not self._told or self._told.kind != self._closed:
            self._closed = ""
        shown = self._shown()
        self._text.setText(shown.text if shown else self._problem())
        if shown and shown.log is not None:
            words = shown.log.rstrip() or translate("Notice", "It has not printed anything.")
            if words != self._log.toPlainText():  # what is selected stays
                self._log.setPlainText(words)
                self._log.moveCursor(QTextCursor.MoveOperation.End)
                self._size_log()
        else:
            self._fold.setChecked(False)
        self._offer()
        self.setVisible(bool(self._text.text()))

    def _offer(self) -> None:
        """Offer what can be done about it, if anything."""
        shown = self._shown() or Told("", "")
        self._restart.setVisible(bool(shown.restart))
        label = shown.restart or _again(False)
        self._restart.setText(label)
        self._restart.setAccessibleName(label)
        self._reset.setVisible(shown.reset)
        self._fold.setVisible(shown.log is not None)
        lost = bool(shown.restart) or shown.log is not None
        self._meaning.setVisible(lost and not self._fold.isChecked())  # the log needs the room

    def _shown(self) -> Told | None:
        return None if self._closed else self._told

    def _problem(self) -> str:
        backend = self._session.backend
        if backend.phase == "ended" or backend.gpu_problem == self._closed_problem:
            return ""
        return backend.gpu_problem

    def _show_details(self, on: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self._size_log()
        self._details.setVisible(on)
        self._offer()

    def _size_log(self) -> None:
        """Make the log as high as its lines, if they are few; less where there is no room."""
        line, frame = self._log.fontMetrics().lineSpacing(), theme.space(4)
        lines = min(self._log.blockCount(), _LOG_LINES)
        self._log.setMinimumHeight(min(lines, 2) * line + frame)
        self._log.setMaximumHeight(lines * line + frame)

    def _copy(self) -> None:
        if self._told:
            QGuiApplication.clipboard().setText(report(self._told.text, self._told.log or ""))

    def _close(self) -> None:
        if shown := self._shown():
            self._closed = shown.kind
        else:
            self._closed_problem = self._problem()
        self._render()
