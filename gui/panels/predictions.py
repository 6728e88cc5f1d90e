"""What the network answers for the current example: a bar a class, the best guess in large."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.activations import is_probability
from core.digit_image import SIDE
from gui import theme
from gui.session import Session

_HEAD = 56  # px for the best guess
_ROW = 18  # px for a class
_BAR = 8  # px
_GAP = 8


class Row(NamedTuple):
    """One class: its name and figures, and its bar's `span`, from 0 to 1 across the room."""

    name: str
    figures: str
    span: tuple[float, float]
    hue: QColor
    best: bool


class Predictions(QWidget):
    """The output layer as bars, redrawn at once with every new example and snapshot."""

    painted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="predictions", accessibleName=self.tr("Predictions"))
        self._session = session
        self.setToolTip(self.tr("What the network answers: how sure it is of each class"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        session.forward_changed.connect(self._take_forward)
        session.experiment_changed.connect(self.updateGeometry)
        self._take_forward()

    def top(self) -> list[tuple[str, float]]:
        """Return every class with its output, the highest first; empty without an example."""
        if not self._chosen:
            return []
        order = np.argsort(-self._output, kind="stable")
        return [(self._names[index], float(self._output[index])) for index in order]

    def _take_forward(self) -> None:
        session = self._session
        self._names = session.dataset.class_names
        self._chosen = bool(session.example.source)
        self._output = session.forward.output[0] if self._chosen else np.zeros(len(self._names))
        self._shares = is_probability(session.experiment.network.layers[-1].activation)
        self._finite = bool(np.isfinite(self._output).all())
        self._head = self._headline()
        self.setAccessibleDescription(" ".join(filter(None, self._head)))
        self.update()

    def _headline(self) -> tuple[str, str, str, str]:
        """Return the best guess, its share, the runner-up and the verdict, in words."""
        if not self._chosen:
            if self._session.dataset.input_shape == (SIDE, SIDE):
                return "", self.tr("Draw a digit,"), self.tr("or choose an example"), ""
            return "", self.tr("Choose an example"), "", ""
        if not self._finite:
            return "?", self.tr("not a number"), self.tr("training has diverged"), ""
        (best, share), *others = self.top()
        runner_up = ""
        if others:
            name, value = others[0]
            runner_up = self.tr("then {name}, {share}").format(name=name, share=self._text(value))
        label, verdict = self._session.example.label, ""
        if label is not None:
            right = self._names[label] == best
            verdict = self.tr("right") if right else self.tr("wrong: it is {name}")
            verdict = verdict.format(name=self._names[label])
        return best, self._text(share), runner_up, verdict

    def _text(self, value: float) -> str:
        if not np.isfinite(value):
            return "–"
        if self._shares:
            return self.tr("{share} %").format(share=f"{100 * value:.1f}")
        if abs(value) >= 1000:
            return f"{value:.3g}".replace("-", "−")
        return f"{round(value, 3) + 0.0:.3f}".replace("-", "−")  # + 0.0: no minus before 0.000

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(240, _HEAD + _ROW * len(self._names) + _GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.tabular(self.font())
        self._paint_head(painter, font)
        self._paint_bars(painter, font)
        painter.end()
        self.painted.emit()

    def _paint_head(self, painter: QPainter, font: QFont) -> None:
        now, (best, share, runner_up, verdict) = theme.current(), self._head
        left = 0.0
        if best:
            large = QFont(font)
            large.setPixelSize(44)
            large.setBold(True)
            painter.setFont(large)
            painter.setPen(theme.colour(now.text if self._finite else now.error))
            left = painter.fontMetrics().horizontalAdvance(best) + 2.0 * _GAP
            painter.drawText(
                QRectF(_GAP, 0, left, _HEAD - _GAP), Qt.AlignmentFlag.AlignVCenter, best
            )
        middle = QFont(font)
        middle.setPixelSize(17)
        middle.setBold(bool(best))
        room = QRectF(left + _GAP, 4, self.width() - left - 2 * _GAP, 22)
        painter.setFont(middle)
        painter.setPen(theme.colour(now.text if best else now.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, share)
        if verdict:
            wrong = best != self._names[self._session.example.label]
            painter.setFont(font)
            painter.setPen(theme.colour(now.error if wrong else now.accent))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, right, verdict)
        painter.setFont(font if best else middle)
        painter.setPen(theme.colour(now.muted))
        painter.drawText(room.translated(0, 20), Qt.AlignmentFlag.AlignVCenter, runner_up)

    def _paint_bars(self, painter: QPainter, font: QFont) -> None:
        painter.setFont(font)
        now, metrics = theme.current(), painter.fontMetrics()
        names = min(max(metrics.horizontalAdvance(name) for name in self._names), self.width() // 3)
        rows = self.rows()
        texts = [row.figures for row in rows]
        figures = max(map(metrics.horizontalAdvance, (*texts, self._text(-1.0))))
        left, right = names + 2.0 * _GAP, self.width() - figures - 2.0 * _GAP
        _, zero = spans(self._output, self._shares)
        for index, row in enumerate(rows):
            top = _HEAD + index * _ROW
            painter.setPen(theme.colour(now.text if row.best else now.muted))
            short = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(QRectF(_GAP, top, names, _ROW), Qt.AlignmentFlag.AlignVCenter, short)
            painter.drawText(
                QRectF(right, top, self.width() - _GAP - right, _ROW),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                row.figures,
            )
            bar = QRectF(left, top + (_ROW - _BAR) / 2, right - left, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(now.raised))
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
            start, end = (share * bar.width() for share in row.span)
            if end - start >= 1:
                length = QRectF(left + start, bar.top(), max(end - start, _BAR / 2), _BAR)
                painter.setBrush(row.hue)
                painter.drawRoundedRect(length, _BAR / 2, _BAR / 2)
            if not self._shares:
                painter.setBrush(theme.colour(now.muted))
                painter.drawRect(QRectF(left + zero * bar.width() - 0.5, top + 2, 1, _ROW - 4))

    def rows(self) -> list[Row]:
        """Return what is shown of every class, in their order."""
        now, lengths = theme.current(), spans(self._output, self._shares)[0].tolist()
        best = int(np.argmax(self._output)) if self._chosen and self._finite else -1
        rows = []
        for index, value in enumerate(self._output.tolist()):
            signed = now.positive if value > 0 else now.negative
            hue = theme.colour(
                now.accent if self._shares else signed, 1.0 if index == best else 0.5
            )
            figures = self._text(value) if self._chosen else ""
            span, name = tuple(lengths[index]), self._names[index]
            rows.append(Row(name, figures, span, hue, index == best))
        return rows


def spans(output: np.ndarray, shares: bool) -> tuple[np.ndarray, float]:
    """Return where the bar of each output [classes] begins and ends, [classes, 2], and the zero.

    All lie from 0 to 1, across the room for bars. That room is 0 to 100 % for `shares`; else it
    reaches from the least output to the largest, and zero, whence the bars grow, is within.
    Outputs that are not finite have no bar.
    """
    values = np.where(np.isfinite(output), output, 0.0).astype(np.float64)
    low, high = (0.0, 1.0) if shares else (min(values.min(), 0.0), max(values.max(), 0.0))
    reach = high - low or 1.0
    zero, ends = -low / reach, np.clip((values - low) / reach, 0, 1)
    return np.sort(np.stack([np.full_like(ends, zero), ends], axis=1), axis=1), zero
