"""What stands under the decision map: what its colours mean, and the answer under the mouse."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.data.tasks import Classes, Task
from core.network import Layer
from gui import theme
from gui.colouring import Colouring
from gui.maps.answer_colours import shares, value_ground
from gui.maps.frame import lettering
from gui.maps.model import MapModel
from gui.numbers import fixed, number, percent
from gui.pictures import image_of, pixels_of
from gui.probe import Probe
from gui.session import Session
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled

_SIDE = 3.2  # units of the grid: the height of a chip
_STEPS = 64  # colours of a scale


class Chip(NamedTuple):
    """A class: its colours on the map and as a point, its name, and its share under the mouse."""

    ground: str
    fill: str
    name: str
    share: str


class Foot(NamedTuple):
    """What is said: `chips` of classes, or the ends of a `scale` of values, and a line of words.

    `value` is where on the scale the answer under the mouse is, −1 to 1; None: nowhere.
    """

    chips: tuple[Chip, ...]
    scale: float | None
    value: float | None
    words: str


def foot_of(
    task: Task,
    output: Layer,
    answer: np.ndarray | None,
    at: tuple[float, float] | None,
    names: tuple[str, ...],
    idle: str,
    scale: float,
    now: Theme,
) -> Foot:
    """Return what is said of `answer` [outputs] at the point `at`, or `idle` if there is none."""
    where = ""
    if at is not None:
        places = zip(names, at, strict=True)
        where = ",  ".join(f"{name} = {fixed(place, 2)}" for name, place in places)
    if isinstance(task, Classes):
        found = None if answer is None else shares(task, answer[None], output)[0]
        chips = tuple(
            Chip(
                now.class_grounds[index],
                now.classes[index],
                name,
                "" if found is None else percent(float(found[index])),
            )
            for index, name in enumerate(task.names[: len(now.classes)])
        )
        words = idle
        if found is not None and np.isfinite(found).all():
            said = task.names[int(found.argmax())]
            words = translate("MapFoot", "{where}:  {answer}").format(where=where, answer=said)
        elif found is not None:
            words = translate("MapFoot", "{where}:  no answer, not a number").format(where=where)
        return Foot(chips, None, None, words)
    value, words = None, idle
    if answer is not None:
        said = ",  ".join(
            f"{name} = {number(float(one))}" for name, one in zip(task.names, answer, strict=True)
        )
        words = translate("MapFoot", "{where}:  {answer}").format(where=where, answer=said)
        share = float(answer[0]) / scale
        value = float(np.clip(share, -1, 1)) if np.isfinite(share) and len(answer) == 1 else None
    return Foot((), scale, value, words)


def _in_a_row(names: Sequence[str], width: int, brief: bool) -> int:
    """How many of the classes called so stand beside each other, all rows about alike."""
    metrics = QFontMetrics(theme.font("small", times=lettering(width)))
    words = metrics.horizontalAdvance("MM 100.0 %")
    if brief:  # long names take no more room than with their shares
        words = min(words, max(map(metrics.horizontalAdvance, names)) + 1)
    chip = words + 1.6 * theme.space(_SIDE * lettering(width)) + 2 * theme.space(1)
    fit = max(int(width / chip), 1)
    rows = -(-len(names) // fit)
    return -(-len(names) // rows)


class MapFoot(ThemedWidget):
    """The legend of a map, and one line of words: no higher or lower for what it says.

    While somebody draws it may be `brief`, and the map has the room.
    """

    def __init__(
        self,
        session: Session,
        model: MapModel,
        probe: Probe,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(self, "decisionMapFoot", translate("MapFoot", "Legend of the map"))
        self._session, self._model, self._probe = session, model, probe
        self._colouring = colouring
        self._said: Foot | None = None
        self._brief = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow_theme()
        for signal in (probe.changed, model.changed, colouring.changed):
            signal.connect(self._say)
        session.experiment_changed.connect(self.updateGeometry)
        self._say()

    @property
    def brief(self) -> bool:
        """Whether many names stand without shares: while somebody draws, the map has that room."""
        return self._brief

    @brief.setter
    def brief(self, brief: bool) -> None:
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()

    @property
    def foot(self) -> Foot:
        """What is said now."""
        experiment, passed = self._session.experiment, self._probe.forward
        answer = None if passed is None else passed.output[0]
        points, kind = self._model.points, self._model.kind
        return foot_of(
            experiment.task,
            experiment.network.layers[-1],
            answer,
            self._probe.at if passed is not None else None,
            kind.names if kind else (),
            self._idle(),
            points.scale if points else 1.0,
            self._colouring.theme,
        )

    def _idle(self) -> str:
        """What the colours mean, while nothing is pointed at."""
        classes = isinstance(self._session.experiment.task, Classes)
        weights, arrows = self._model.arrows
        if self._model.points is None:
            return translate("MapFoot", "There are no points yet.")
        if classes and self._model.wrong is None and not self._session.training:
            return translate("MapFoot", "Too many points to say which are answered wrongly.")
        if arrows:
            return translate(
                "MapFoot", "Red: −η·∂C/∂w of each mistake, {factor} times as long."
            ).format(factor=number(arrows[0].factor, 2))
        if weights is not None:
            w1, w2 = self._session.snapshot.parameters[0].weights[:, 0].tolist()
            return translate("MapFoot", "Arrow: the weights, w = ({first}, {second}).").format(
                first=number(w1, 3), second=number(w2, 3)
            )
        match self._model.mode:
            case "shades" if not classes:
                return translate("MapFoot", "Stronger colour: further from 0.")
            case "shades" if len(self._model.boundary):
                return translate("MapFoot", "Stronger: more certain. Line: the answer changes.")
            case "shades":
                return translate("MapFoot", "Stronger colour: more certain.")
            case "decision" if classes:
                return translate("MapFoot", "The likeliest class alone.")
            case "decision":
                return translate("MapFoot", "Ten steps of the value.")
            case "unsure":
                return translate("MapFoot", "Strong: the two likeliest classes are nearly equal.")
            case "errors" if classes:
                return translate("MapFoot", "Red: not what the nearest training point says.")
            case "errors":
                return translate("MapFoot", "Red: far from the nearest training point's value.")
        return translate("MapFoot", "What has changed since the last pause.")

    def _say(self) -> None:
        said = self.foot
        if said != self._said:  # while nothing is pointed at, a snapshot says nothing new here
            self._said = said
            self.setAccessibleDescription(said.words)
            self.setToolTip(said.words)  # they may be shortened
            self.update()

    def _names_alone(self, names: Sequence[str]) -> bool:
        """Whether classes called so stand without shares, which would ask for more rows."""
        return self._brief and _in_a_row(names, self.width(), brief=False) < len(names)

    def _rows(self) -> int:
        task = self._session.experiment.task
        if not isinstance(task, Classes):
            return 1
        names = task.names[: len(self._colouring.theme.classes)]
        return -(-len(names) // _in_a_row(names, self.width(), self._names_alone(names)))

    # What Qt calls.

    def paint_theme(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = theme.font("small", times=lettering(self.width()))
        line = QFontMetrics(font).height() + theme.space(1)
        return QSize(theme.space(40), (self._rows() + 1) * line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # its rows may be more, or fewer

    def paintEvent(self, event: QPaintEvent) -> None:
        foot, now = self.foot, self._colouring.theme
        painter = QPainter(self)
        painter.setFont(theme.font("small", times=lettering(self.width())))
        metrics = painter.fontMetrics()
        line = metrics.height() + theme.space(1)
        names = [chip.name for chip in foot.chips] or [""]
        alone = self._names_alone(names)
        across = _in_a_row(names, self.width(), alone)
        wide = self.width() / across
        for index, chip in enumerate(foot.chips):
            room = QRectF(index % across * wide, index // across * line, wide, line)
            self._paint_chip(painter, chip, room, now, alone)
        if foot.scale is not None:
            self._paint_scale(painter, foot, QRectF(0, 0, self.width(), line), now)
        painter.setPen(QColor(now.text if self._probe.at else now.muted))
        room = QRectF(0, self._rows() * line, self.width(), line)
        words = metrics.elidedText(foot.words, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_chip(
        self, painter: QPainter, chip: Chip, room: QRectF, now: Theme, alone: bool
    ) -> None:
        side, gap = theme.space(_SIDE * lettering(self.width())), theme.space(1)
        top = room.center().y() - side / 2
        box = QRectF(room.x(), top, 1.6 * side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chip.ground))
        painter.drawRoundedRect(box, gap / 2, gap / 2)
        painter.setPen(QPen(QColor(now.surface), 1))
        painter.setBrush(QColor(chip.fill))
        painter.drawEllipse(box.center(), 0.32 * side, 0.32 * side)
        metrics = painter.fontMetrics()
        left = box.right() + gap
        share = 0 if alone else metrics.horizontalAdvance("100.0 %")
        name = metrics.elidedText(
            chip.name, Qt.TextElideMode.ElideRight, int(room.right() - left - share - gap)
        )
        painter.setPen(QColor(now.text))
        painter.drawText(
            QRectF(left, room.y(), room.width(), room.height()), Qt.AlignmentFlag.AlignVCenter, name
        )
        if alone:
            return
        after = left + metrics.horizontalAdvance(name) + gap
        painter.drawText(
            QRectF(after, room.y(), share, room.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            chip.share,
        )

    def _paint_scale(self, painter: QPainter, foot: Foot, room: QRectF, now: Theme) -> None:
        assert foot.scale is not None
        metrics, gap = painter.fontMetrics(), theme.space(1)
        ends = [number(sign * foot.scale, 2) for sign in (-1, 1)]
        wide = [metrics.horizontalAdvance(text) + gap for text in ends]
        bar = room.adjusted(wide[0], gap, -wide[1], -gap)
        painter.setPen(QColor(now.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, ends[0])
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, right, ends[1])
        colours = value_ground(np.linspace(-1, 1, _STEPS), now)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(bar, image_of(pixels_of(colours)[None]))
        if foot.value is not None:
            x = bar.left() + (foot.value + 1) / 2 * bar.width()
            painter.setPen(QPen(QColor(now.text), theme.space(0.6)))
            painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()))
