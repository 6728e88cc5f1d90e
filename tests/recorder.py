"""A painter that tells what it draws in lines, on a screen whose letters are all alike.

Fonts differ between machines, so texts are measured plainly: half as wide a letter, and a quarter
higher a line, as the font is large.
"""

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontInfo,
    QGradient,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

_CORNERS = 8  # of a polygon that are told


def twelve():
    """A font that is 12 px large."""
    font = QFont()
    font.setPixelSize(12)
    return font


class PlainMetrics:
    """Stands in for QFontMetricsF and QFontMetrics."""

    def __init__(self, font):
        self._size = QFontInfo(font).pixelSize()

    def horizontalAdvance(self, text):
        return 0.5 * self._size * len(text)

    def height(self):
        return 1.25 * self._size

    def lineSpacing(self):
        return 1.25 * self._size

    def ascent(self):
        return self._size

    def capHeight(self):  # noqa: N802 - Qt has it
        return 0.75 * self._size

    def elidedText(self, text, mode, width):
        most = int(width / (0.5 * self._size) + 1e-9)
        return text if len(text) <= most else text[: max(most - 1, 0)] + "…"

    def size(self, flags, text):
        lines = text.split("\n")
        return QSizeF(max(map(self.horizontalAdvance, lines)), len(lines) * self.height())

    def boundingRect(self, room, flags=0, text=None):
        wide = self.horizontalAdvance(text)
        lines = max(-(-wide // room.width()), 1)
        return QRectF(room.x(), room.y(), min(wide, room.width()), lines * self.height())


def plain(monkeypatch, *modules):
    """Measure texts plainly in `modules`."""
    for module in modules:
        for name in ("QFontMetricsF", "QFontMetrics"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, PlainMetrics)


def colour(hue):
    """The colour, and its opacity where it has one: "#102030", "#102030 45%"."""
    share = round(100 * hue.alphaF())
    return hue.name() if share == 100 else f"{hue.name()} {share}%"


def places(*numbers):
    """Numbers to a hundredth of a pixel."""
    return " ".join(f"{round(number, 2) + 0.0:g}" for number in numbers)


def _place(item):
    match item:
        case QRectF() | QRect():
            return places(*item.getRect())
        case QPointF() | QPoint():
            return places(*item.toTuple())
        case QLineF():
            return places(*item.toTuple())
        case bool() | Qt.AlignmentFlag() | Qt.TextFlag() | Qt.ClipOperation():
            return str(item.value if hasattr(item, "value") else item)
        case int() | float():
            return places(item)
        case QColor():
            return colour(item)
        case QBrush():
            return colour(item.color())
        case QGradient():
            return " ".join(f"{share:g}: {colour(hue)}" for share, hue in item.stops())
        case QImage():
            return _image(item)
        case QPixmap():
            return f"pixmap {item.width()}×{item.height()}"
        case QPainterPath():
            points = [item.elementAt(at) for at in range(item.elementCount())]
            return _polygon([(point.x, point.y) for point in points])
        case QPolygonF():
            return _polygon([item.at(at).toTuple() for at in range(item.size())])
        case list() | tuple():
            return ", ".join(map(_place, item))
    return str(item)


def _polygon(points):
    """Its corners; of very many some, how many there are, and their mean."""
    if len(points) <= _CORNERS:
        return ", ".join(places(*point) for point in points)
    some = [points[at * (len(points) - 1) // (_CORNERS - 1)] for at in range(_CORNERS)]
    mean = [sum(along) / len(points) for along in zip(*points, strict=True)]
    told = ", ".join(places(*point) for point in some)
    return f"{told} ({len(points)} about {places(*mean)})"


def _image(image):
    """Its size, and nine of its pixels."""
    wide, high = image.width(), image.height()
    corners = [(x * (wide - 1) // 2, y * (high - 1) // 2) for y in range(3) for x in range(3)]
    pixels = " ".join(image.pixelColor(*corner).name() for corner in corners)
    return f"image {wide}×{high} ({pixels})"


class Recorder(QPainter):
    """Tells in `lines` what it is to draw; on what does not matter."""

    lines: list[str] = []  # noqa: RUF012  of all that draw in one test
    _papers: list[QImage] = []  # noqa: RUF012  they must outlive the painters

    def __init__(self, device=None):
        self._papers.append(QImage(8, 8, QImage.Format.Format_ARGB32))
        super().__init__(self._papers[-1])
        self.setFont(device.font() if isinstance(device, QWidget) else twelve())

    def fontMetrics(self):
        return PlainMetrics(self.font())

    def _tell(self, what, *items, stroked=False, filled=False, written=False):
        said = [what, *map(_place, items)]
        if stroked and self.pen().style() != Qt.PenStyle.NoPen:
            style = "" if self.pen().style() == Qt.PenStyle.SolidLine else " dashed"
            if self.pen().style() == Qt.PenStyle.CustomDashLine:
                style += f" {places(*self.pen().dashPattern())}"
            said.append(f"| pen {colour(self.pen().color())} {places(self.pen().widthF())}{style}")
        if filled and self.brush().style() != Qt.BrushStyle.NoBrush:
            said.append(f"| brush {colour(self.brush().color())}")
        if written:
            size, bold = QFontInfo(self.font()).pixelSize(), self.font().bold()
            said.append(f"| {colour(self.pen().color())} {size} px{' bold' if bold else ''}")
        self.lines.append(" ".join(said).replace("\n", "⏎"))


def _told(name, **how):
    def method(self, *items):
        self._tell(name, *items, **how)

    return method


def _passed(name):
    drawn = getattr(QPainter, name)

    def method(self, *items):
        self._tell(name, *items)
        return drawn(self, *items)

    return method


_LINES = ("drawLine", "drawLines", "drawPoint", "drawPoints", "drawPolyline", "drawArc")
for _name in ("drawPath", "drawRect", "drawRects", "drawRoundedRect", "drawEllipse", "drawPolygon",
              *_LINES):  # fmt: skip
    setattr(Recorder, _name, _told(_name, stroked=True, filled=_name not in _LINES))
for _name in ("fillRect", "drawImage", "drawPixmap"):
    setattr(Recorder, _name, _told(_name))
for _name in ("translate", "scale", "rotate", "setClipRect", "setOpacity"):
    setattr(Recorder, _name, _passed(_name))
Recorder.drawText = _told("drawText", written=True)


def recorded(paint):
    """The lines of what `paint(painter)` draws."""
    Recorder.lines = []
    painter = Recorder()
    paint(painter)
    painter.end()
    return Recorder.lines


def painted_by(widget, *modules, monkeypatch):
    """The lines of what a widget draws of itself in its paintEvent, which is in `modules`."""
    plain(monkeypatch, *modules)
    for module in modules:
        monkeypatch.setattr(module, "QPainter", Recorder)
    Recorder.lines = []
    widget.paintEvent(QPaintEvent(widget.rect()))
    return Recorder.lines
