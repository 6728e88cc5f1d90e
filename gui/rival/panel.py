"""The panel of the game: what to do, how far one is, and what the gradient would have done."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui import theme
from gui.numbers import loss_text
from gui.optimizer_words import optimizer_title
from gui.rival.game import Game
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled, spaced

_HIGH, _WIDE = 24.0, 60.0  # units of the grid, of the chart at least
_NAMES = 30.0  # units at its right, for the names of the lines
_NAME = 5.0  # units, how high such a name is
_MOST_DOTS = 60  # losses of a line that have a dot each
_DRAW = 5e-5  # a difference of losses that is not seen in four decimals


class Line(NamedTuple):
    """A line of losses in px, its name at its end; `dashed`: what would have been.

    `hue` is #rrggbb; `dots` says whether each loss has one.
    """

    name: str
    points: tuple[QPointF, ...]
    hue: str
    dashed: bool
    dots: bool
    middle: float = 0.0  # px: how high its name stands, apart from the other's


def lines(game: Game, room: QRectF, now: Theme) -> tuple[Line, ...]:
    """Return the lines of both, in `room`; a loss that is not finite has no place."""
    series = [(translate("Rival", "you"), game.mine, now.text, False)]
    if game.theirs:
        series.append((translate("Rival", "gradient"), game.theirs, now.accent, True))
    known = [loss for _, losses, *_ in series for loss in losses if np.isfinite(loss)]
    low, high = min(known, default=0.0), max(known, default=1.0)
    high = max(high, low + 1e-6)
    longest = max(max(len(losses) for _, losses, *_ in series) - 1, 1)
    plot = room.adjusted(theme.space(1), theme.space(6), -theme.space(_NAMES), -theme.space(3))
    found = []
    for name, losses, hue, dashed in series:
        points = tuple(
            QPointF(
                plot.x() + plot.width() * at / longest,
                plot.bottom() - plot.height() * (loss - low) / (high - low),
            )
            for at, loss in enumerate(losses)
            if np.isfinite(loss)
        )
        loss = loss_text(losses[-1]) if losses else "–"
        named = translate("Rival", "{who}: {loss}").format(who=name, loss=loss)
        middle = points[-1].y() if points else plot.bottom()
        found.append(Line(named, points, hue, dashed, len(points) <= _MOST_DOTS, middle))
    if len(found) == 2:
        found = _apart(found[0], found[1], theme.space(_NAME))
    return tuple(found)


def _apart(one: Line, other: Line, high: float) -> list[Line]:
    """Return both with their names so far apart that neither lies on the other."""
    short = high - abs(one.middle - other.middle)
    if short <= 0:
        return [one, other]
    way = short / 2 if one.middle >= other.middle else -short / 2
    middles = one.middle + way, other.middle - way
    return [line._replace(middle=at) for line, at in zip((one, other), middles, strict=True)]


def told(game: Game) -> str:
    """Return what is to be said now."""
    if not game.can_begin:
        return translate("Rival", "Without examples there is no loss to make small.")
    if not game.on:
        return translate(
            "Rival",
            "Can you make the loss smaller than gradient descent does? Begin, then turn weights"
            " and biases: Ctrl and the wheel over an edge or a neuron.",
        )
    mine, changes = game.mine, game.changes
    if not changes:
        return translate(
            "Rival", "The loss is {loss}. Now turn weights: Ctrl and the wheel over an edge."
        ).format(loss=loss_text(mine[0]) if mine else "–")
    now = mine[-1] if len(mine) > changes else np.nan
    text = translate("Rival", "Your changes: {changes}. Loss {start} at the start, {now} now.")
    said = [text.format(changes=changes, start=loss_text(mine[0]), now=loss_text(now))]
    if game.waiting:
        said.append(translate("Rival", "The gradient's updates are being made."))
    elif game.theirs:
        said.append(_verdict(game, now))
    return "\n".join(said)


def _verdict(game: Game, now: float) -> str:
    there = game.theirs[-1]
    if not abs(there - now) > _DRAW:
        text = translate("Rival", "With as many updates {optimizer} comes to {loss}: a draw.")
    elif now < there:
        text = translate("Rival", "With as many updates {optimizer} comes to {loss}. You win.")
    else:
        text = translate("Rival", "With as many updates {optimizer} comes to {loss}. It wins.")
    return text.format(optimizer=optimizer_title(game.optimizer), loss=loss_text(there))


def _paint_line(painter: QPainter, line: Line, right: float) -> None:
    hue = QColor(line.hue)
    style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(hue, 1.8, style))
    painter.drawPolyline(QPolygonF(list(line.points)))
    painter.setBrush(hue)
    painter.setPen(Qt.PenStyle.NoPen)
    for point in line.points if line.dots else ():
        painter.drawEllipse(point, 2.5, 2.5)
    painter.setPen(hue)
    left, high = line.points[-1].x() + theme.space(1.5), theme.space(_NAME)
    words = QRectF(left, line.middle - high / 2, right - left, high)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), line.name)


class _Chart(QWidget):
    def __init__(self, game: Game) -> None:
        super().__init__()
        labelled(self, "rivalChart", translate("Rival", "Losses of the game"))
        self._game = game
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.space(_WIDE), theme.space(_HIGH / 2))

    def sizeHint(self) -> QSize:
        return QSize(theme.space(2 * _WIDE), theme.space(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter, room = theme.current(), QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        painter.setPen(QPen(QColor(now.border), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.setPen(QColor(now.muted))
        place = room.adjusted(theme.space(1), 0, 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignTop), translate("Rival", "loss"))
        for line in lines(self._game, room, now):
            if line.points:
                _paint_line(painter, line, room.right())


class RivalPanel(ThemedWidget):
    """Begin, turn weights, see what the gradient would have done."""

    def __init__(self, game: Game, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "rivalPanel", translate("Rival", "Be the optimizer"))
        self.game = game
        self.there = False  # whether somebody has asked for it
        self._said = labelled(QLabel(wordWrap=True), "rivalSaid")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._begin = labelled(
            QPushButton(),
            "rivalBegin",
            translate("Rival", "Begin"),
            translate("Rival", "Begin at the weights as they are now"),
        )
        self._reveal = labelled(
            QPushButton(),
            "rivalReveal",
            translate("Rival", "What would the gradient do?"),
            translate("Rival", "Make as many updates from the same start, beside yours"),
        )
        self._back = labelled(
            QPushButton(),
            "rivalBack",
            translate("Rival", "Back to the start"),
            translate("Rival", "Put back the weights of the start, and begin again"),
        )
        buttons = spaced(QHBoxLayout())
        for button, slot in (
            (self._begin, game.begin),
            (self._reveal, game.reveal),
            (self._back, game.back),
        ):
            button.setText(button.accessibleName())
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._chart = _Chart(game)
        column = spaced(QVBoxLayout(self), (2, 1, 2, 1), 1.5)
        column.addWidget(self._said)
        column.addWidget(self._chart, 1)
        column.addLayout(buttons)
        column.addStretch(0)  # what there is before the game has a chart
        game.changed.connect(self._show)
        self.follow_theme()
        self._show()

    def _show(self) -> None:
        game = self.game
        self._said.setText(told(game))
        self._begin.setVisible(not game.on)
        self._begin.setEnabled(game.can_begin)
        for button in (self._reveal, self._back):
            button.setVisible(game.on)
            button.setEnabled(game.changes > 0)
        self._chart.setVisible(game.on)
        self._chart.update()

    def follow(self) -> None:
        """Say what holds of the data that is there now."""
        self._show()

    def paint_theme(self) -> None:
        self._chart.update()
