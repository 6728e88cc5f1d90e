"""The curve of accuracy against the share pruned, or the bits kept, with where it is now."""

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.broken import PLACES, Quantity
from gui import theme
from gui.axes import Tick, paint_lines_across, paint_numbers_before, paint_numbers_under
from gui.breaking.scores import Scores
from gui.breaking.words import (
    bits_text,
    bits_words,
    pruned_words,
    score_name,
    score_text,
    share_text,
    two_bits_text,
)
from gui.numbers import fixed
from gui.score_words import ScoreWords, score_words
from gui.translation import translate
from gui.widgets import Explained, labelled

_WIDE, _HIGH, _LEAST = 80, 34, 22  # units of the grid
_WORST = -1.0  # R² below that is drawn at the lower edge: one far off would flatten all others
_APART = 0.15  # of R²: numbers of the axis that are nearer lie on each other
_TICKS: dict[Quantity, tuple[float, ...]] = {
    "pruned": (0, 0.25, 0.5, 0.75, 1),
    "bits": (16, 12, 8, 4, 2, 1),
}


class CurveScene(NamedTuple):
    """What there is to see, in px.

    `pieces` are the curve's lines, broken where nothing is finite, `whole` the height of the whole
    network, and `mark` where the network is now; None: not known.
    """

    plot: QRectF
    pieces: tuple[tuple[QPointF, ...], ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    whole: float | None
    mark: QPointF | None


def place_now(scores: Scores) -> float:
    """Return where the network is on the curve's axis: its share pruned, or its bits."""
    damage = scores.breaking.damage
    return damage.pruned if scores.quantity == "pruned" else damage.bits


def scene_of(scores: Scores, room: QRectF, metrics: QFontMetricsF) -> CurveScene:
    """Return what there is to see of the curve in `room`."""
    of, experiment = scores.quantity, scores.breaking.session.experiment
    words, places = score_words(experiment.task.scored_by), PLACES[of]
    found = [one.score for one in scores.curve]
    score = scores.score
    told = [*found, *(one.score for one in score or ())]
    least = min((one for one in told if math.isfinite(one)), default=0.0)
    low = max(min(least, 0.0), _WORST)
    left = max(metrics.horizontalAdvance(text) for text in ("100 %", "≤ −1.0")) + theme.exact(2)
    line = metrics.height()
    right = metrics.horizontalAdvance("100 %") / 2 + 1
    plot = room.adjusted(left, line / 2 + theme.exact(1), -right, -line - theme.exact(2))

    def spot(place: float, value: float) -> QPointF:
        share = place if of == "pruned" else (16 - place) / 15
        height = (min(max(value, low), 1.0) - low) / (1 - low)
        return QPointF(plot.left() + share * plot.width(), plot.bottom() - height * plot.height())

    pieces: list[list[QPointF]] = [[]]
    for place, value in zip(places, found, strict=False):
        if math.isfinite(value):
            pieces[-1].append(spot(place, value))
        elif pieces[-1]:
            pieces.append([])
    text = share_text if of == "pruned" else (lambda bits: bits_text(round(bits)))
    across = tuple(Tick(spot(at, low).x(), text(at)) for at in _TICKS[of])
    up = tuple(Tick(spot(places[0], at).y(), text) for at, text in _ticks_up(words, low, least))
    whole = mark = None
    if score:
        before, after = score
        if math.isfinite(before.score):
            whole = spot(places[0], before.score).y()
        now = place_now(scores)
        if math.isfinite(after.score) and not (of == "bits" and not now):
            mark = spot(now, after.score)
    return CurveScene(plot, tuple(map(tuple, filter(None, pieces))), across, up, whole, mark)


def _ticks_up(words: ScoreWords, low: float, least: float) -> list[tuple[float, str]]:
    """Return the numbers at the upright axis, and how they are written."""
    if low > -_APART:
        return [(at, words.tick(words.scale * at)) for at in (0.0, 0.5, 1.0)]
    lowest = fixed(low, 1)
    ticks = [(at, words.tick(words.scale * at)) for at in (0.0, 1.0)]
    return [(low, f"≤ {lowest}" if least < low else lowest), *ticks]


class DamageChart(Explained):
    """Paints the curve; where the mouse rests it says the score there, and why it rises."""

    def __init__(self, scores: Scores, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "damageCurve", translate("Breaking", "Curve of the damage"))
        self._scores = scores
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.space(_LEAST))
        scores.changed.connect(self._show)
        scores.breaking.changed.connect(self._show)
        self._show()

    @property
    def scene(self) -> CurveScene:
        """What there is to see now."""
        return scene_of(self._scores, QRectF(self.rect()), QFontMetricsF(theme.font("small")))

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_WIDE), theme.space(_HIGH))

    def tip_at(self, point: QPointF) -> str:
        """Return the score where the mouse is."""
        scores, plot = self._scores, self.scene.plot
        found, places = scores.curve, PLACES[scores.quantity]
        if not found or not plot.width():
            return ""
        share = min(max((point.x() - plot.left()) / plot.width(), 0.0), 1.0)
        if scores.quantity == "bits":
            at = round(15 - 15 * share)
            place = bits_words(round(places[at]))
        else:
            at = round(share * (len(places) - 1))
            place = pruned_words(places[at])
        text = translate("Breaking", "{place}: {score}")
        said = text.format(
            place=place, score=score_text(scores.breaking.session.experiment, found[at])
        )
        few = scores.quantity == "bits" and places[at] <= 2
        return f"{said}\n{two_bits_text(scores.lost)}" if few and scores.lost else said

    def _show(self) -> None:
        scores = self._scores
        name = score_name(scores.breaking.session.experiment)
        pruned = translate("Breaking", "{score} against the share of weights pruned")
        bits = translate("Breaking", "{score} against the bits kept of a weight")
        text = pruned if scores.quantity == "pruned" else bits
        why = [two_bits_text(scores.lost)] if scores.lost else []
        self.setAccessibleDescription("\n".join([text.format(score=name), *why]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        _draw(painter, self.scene)


def _draw(painter: QPainter, scene: CurveScene) -> None:
    now, plot = theme.current(), scene.plot
    painter.setPen(QPen(QColor(now.border), 1))
    paint_lines_across(painter, scene.up, plot)
    painter.setPen(QColor(now.muted))
    paint_numbers_before(painter, scene.up, plot.left() - theme.exact(1))
    paint_numbers_under(painter, scene.across, plot.bottom() + theme.exact(2))
    if scene.whole is not None:
        painter.setPen(QPen(QColor(now.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), scene.whole), QPointF(plot.right(), scene.whole))
    painter.setPen(QPen(QColor(now.test), theme.exact(0.5)))
    for piece in scene.pieces:
        painter.drawPolyline(QPolygonF(list(piece)))
    if scene.mark is not None:
        painter.setPen(QPen(QColor(now.surface), theme.exact(0.5)))
        painter.setBrush(QColor(now.text))
        painter.drawEllipse(scene.mark, theme.exact(1.4), theme.exact(1.4))
