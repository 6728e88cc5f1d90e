"""What the marks and lines of a loss landscape are: words with their marks, in lines."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.survey import Survey
from gui import theme
from gui.landscape.model import LandscapeModel
from gui.landscape.paint import path_pen
from gui.landscape.scene import PATH_LOOKS, shades
from gui.landscape.words import loss_words, told_apart
from gui.optimizer_words import optimizer_title
from gui.pictures import bytes_of, image_of_bytes
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled

_MARK, _GAP, _APART = 5, 1, 3  # units of the grid: a mark, to its word, to the next mark
_STEPS = 48  # colours of the scale
_DASH = (3.0, 2.0)  # of the tangent


class Key(NamedTuple):
    """A word, and its mark: "place", "arrow", "line", "path" or "scale", in a colour, dashed."""

    mark: str
    word: str
    colour: str
    dash: tuple[float, ...] = ()


def keys_of(survey: Survey | None, now: Theme) -> tuple[Key, ...]:
    """Return what there is to be told apart in what is shown."""
    if survey is None or not survey.surfaces:
        return ()
    surface = survey.surfaces[0]
    here = [Key("place", translate("LandscapeLegend", "network"), now.text)]
    if not survey.frozen:
        here.append(Key("arrow", translate("LandscapeLegend", "next step"), now.accent))
    if not survey.on_map:
        return (
            Key("line", translate("LandscapeLegend", "training loss"), now.train),
            Key("line", translate("LandscapeLegend", "tangent"), now.muted, _DASH),
            *here,
        )
    found = here
    if survey.request.trail is not None and len(survey.request.trail) > 1:
        found.append(Key("trail", translate("LandscapeLegend", "path so far"), now.text))
    for name, path in surface.paths.items():
        index, dash = PATH_LOOKS.get(name, (0, ()))
        word = translate("LandscapeLegend", "{name} → {loss}").format(
            name=optimizer_title(name),
            loss=loss_words(float(path.losses[-1]), 3),
        )
        found.append(Key("path", word, now.neurons[index % len(now.neurons)], dash))
    low, high = told_apart(surface.low, surface.high, least=2)
    scale = translate("LandscapeLegend", "loss {low} to {high}").format(low=low, high=high)
    return (*found, Key("scale", scale, now.train))


class Legend(NamedTuple):
    """Where the `keys` are: each in a line, from the top, and so many px from the left."""

    keys: tuple[Key, ...]
    places: tuple[tuple[int, float], ...]
    line_height: float

    @staticmethod
    def of(keys: Sequence[Key], width: float) -> "Legend":
        """Return the legend in so many px."""
        metrics = QFontMetrics(theme.font("small"))
        line, x, places = 0, 0.0, []
        for key in keys:
            wide = theme.space(_MARK + _GAP) + metrics.horizontalAdvance(key.word)
            if x > 0 and x + wide > width:
                line, x = line + 1, 0.0
            places.append((line, x))
            x += wide + theme.space(_APART)
        return Legend(tuple(keys), tuple(places), metrics.lineSpacing() + theme.space(0.5))

    @property
    def height(self) -> float:
        """How high all lines are, in px."""
        return self.line_height * (1 + max((line for line, _ in self.places), default=-1))


class LegendView(ThemedWidget):
    """The legend, in as many lines as it takes."""

    def __init__(self, model: LandscapeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "lossLandscapeLegend", translate("LandscapeLegend", "Legend of the loss"))
        self._model = model
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._keys: tuple[Key, ...] = ()
        self._high = 0  # px; layouts keep a height that they asked for a width too long
        for signal in (model.changed, model.choice_changed):
            signal.connect(self._show)
        self.follow_theme()

    @property
    def legend(self) -> Legend:
        """What is shown."""
        return Legend.of(self._keys, self.width())

    def _show(self) -> None:
        keys = keys_of(self._model.survey, theme.current())
        if keys != self._keys:
            self._keys = keys
            words = [key.word for key in keys]
            self.setAccessibleDescription("; ".join(words))
            self.setToolTip("\n".join(words))  # some may be shortened
            self._make_room()
            self.update()

    def _make_room(self) -> None:
        high = round(self.legend.height)
        if high != self._high:
            self._high = high
            self.updateGeometry()

    def paint_theme(self) -> None:
        self._show()
        self._make_room()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(60), self._high)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(20), self._high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now, legend = QPainter(self), theme.current(), self.legend
        painter.setFont(theme.font("small"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for key, (line, x) in zip(legend.keys, legend.places, strict=True):
            top, wide = line * legend.line_height, theme.space(_MARK)
            room = QRectF(x, top, wide, legend.line_height)
            self._paint_mark(painter, key, room, now)
            left = room.right() + theme.space(_GAP)
            words = QRectF(left, top, max(self.width() - left, 0), legend.line_height)
            painter.setPen(QColor(now.text))
            text = painter.fontMetrics().elidedText(
                key.word, Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_mark(self, painter: QPainter, key: Key, room: QRectF, now: Theme) -> None:
        middle = room.center()
        left, right = QPointF(room.left(), middle.y()), QPointF(room.right(), middle.y())
        painter.setBrush(QColor(key.colour))
        match key.mark:
            case "place":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawEllipse(middle, theme.exact(1.2), theme.exact(1.2))
            case "arrow":
                painter.setPen(QPen(QColor(key.colour), theme.exact(0.7)))
                head = theme.exact(1.6)
                painter.drawLine(left, right - QPointF(head, 0))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawPolygon(
                    [
                        right,
                        right + QPointF(-head, 0.6 * head),
                        right + QPointF(-head, -0.6 * head),
                    ]
                )
            case "scale":
                share = np.linspace(0, 1, _STEPS)[None] ** 2
                painter.drawImage(
                    room.adjusted(0, theme.space(0.7), 0, -theme.space(0.7)),
                    image_of_bytes(bytes_of(shades(share, 0.0, 1.0, now))),
                )
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(now.edge), 1))
                painter.drawRect(room.adjusted(0, theme.space(0.7), 0, -theme.space(0.7)))
            case _:
                painter.setPen(path_pen(key.colour, key.dash))
                painter.drawLine(left, right)
                painter.setPen(Qt.PenStyle.NoPen)
                side = theme.exact(0.9)
                if key.mark == "path":
                    painter.drawRect(
                        QRectF(right.x() - 2 * side, middle.y() - side, 2 * side, 2 * side)
                    )
                elif key.mark == "trail":
                    painter.setPen(QPen(QColor(key.colour), theme.exact(0.45)))
                    painter.setBrush(QColor(now.surface))
                    painter.drawEllipse(left + QPointF(side, 0), side, side)
