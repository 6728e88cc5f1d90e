"""Points by hand: the tools to draw them with, and the class that is drawn."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.data import Points
from core.data.plane import CLASS_NAMES
from core.data.tasks import Classes
from core.point_drawing import TOOLS, can_be_drawn
from gui import theme
from gui.maps.point_tool import PointTool
from gui.maps.tool_buttons import plain_button, show_icons, tool_button
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, spaced

_LEAST, _MOST = 2, 30  # tenths of the plane's units: the radius


class PointTools(ThemedWidget):
    """A bar of tools; `chosen` is what the mouse draws with on a map, None where it looks.

    It is there where points of classes can be drawn.
    """

    chosen_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "pointTools", translate("PointTools", "Points by hand"))
        self._session = session
        self.tool = PointTool(session, self)
        self._name = "look"
        self._source = session.experiment.source
        self._refusal = ""
        words = {
            "look": (translate("PointTools", "Look"), "look", "Q"),
            "pen": (translate("PointTools", "Pen"), "pen", "P"),
            "spray": (translate("PointTools", "Spray"), "spray", "S"),
            "erase": (translate("PointTools", "Erase"), "erase", "E"),
            "move": (translate("PointTools", "Move"), "move-point", "M"),
        }
        self._buttons = {
            name: tool_button(f"points{name.capitalize()}", text, text, glyph, key)
            for name, (text, glyph, key) in words.items()
        }
        tools = QButtonGroup(self)
        for name, button in self._buttons.items():
            tools.addButton(button)
            button.clicked.connect(lambda _, name=name: self.choose(name))
        self._clear = plain_button(
            "pointsClear",
            translate("PointTools", "Clear"),
            translate("PointTools", "Remove all points"),
            "clear",
        )
        self._clear.clicked.connect(self.tool.clear)
        self._classes = [self._class_button(label) for label in range(len(CLASS_NAMES))]
        classes = QButtonGroup(self)
        for button in self._classes:
            classes.addButton(button)
        self._classes[0].setChecked(True)
        self._add = plain_button(
            "pointsAddClass",
            translate("PointTools", "Add a class"),
            translate("PointTools", "Add a class; training begins again"),
            "add",
        )
        self._add.clicked.connect(self.tool.add_class)
        self._radius = labelled(
            QSlider(Qt.Orientation.Horizontal),
            "pointsRadius",
            translate("PointTools", "Radius"),
            translate("PointTools", "How far the spray and the eraser reach"),
        )
        self._radius.setRange(_LEAST, _MOST)
        self._radius.setValue(round(10 * self.tool.brush.radius))
        self._radius.valueChanged.connect(self._set_radius)
        self._hint = labelled(QLabel(wordWrap=True), "pointsHint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

        above = spaced(QHBoxLayout(), spacing=0.5)
        for button in (*self._buttons.values(), self._clear):
            above.addWidget(button)
        above.addStretch(1)
        self._more = QWidget()
        below = spaced(QHBoxLayout(), spacing=0.5)
        for button in (*self._classes, self._add):
            below.addWidget(button)
        below.addWidget(self._radius, 1)
        rows = spaced(QVBoxLayout(self._more), spacing=0.5)
        rows.addLayout(below)
        rows.addWidget(self._hint)
        column = spaced(QVBoxLayout(self), spacing=0.5)
        column.addLayout(above)
        column.addWidget(self._more)
        self.tool.refused.connect(self._refuse)
        self.tool.pressed.connect(lambda: self._refuse(""))
        session.experiment_changed.connect(self._take_experiment)
        self.follow_theme()
        self._begin_on_empty_canvas()
        self._show()

    @property
    def chosen(self) -> PointTool | None:
        """What the mouse draws with; None: it looks."""
        return None if self._name == "look" else self.tool

    @property
    def hint(self) -> str:
        """What to do with the tool that is chosen, or why it did nothing."""
        if self._refusal:
            return self._refusal
        label = CLASS_NAMES[self.tool.brush.label]
        match self._name:
            case "pen":
                text = translate(
                    "PointTools", "Click to put points of class {name}, or drag. Shift erases."
                )
                return text.format(name=label)
            case "spray":
                text = translate(
                    "PointTools",
                    "Hold the button to spray points of class {name}. Shift erases.",
                )
                return text.format(name=label)
            case "erase":
                return translate("PointTools", "Drag over points to erase them.")
            case "move":
                return translate("PointTools", "Drag a point to another place.")
        return ""

    def choose(self, name: str) -> None:
        """Choose a tool, one of core.point_drawing.TOOLS, or "look"."""
        if name == self._name:
            return
        self._name, self._refusal = name, ""
        if name in TOOLS:
            self.tool.brush = self.tool.brush._replace(tool=name)
        self._show()
        self.chosen_changed.emit()

    def choose_class(self, label: int) -> None:
        """Draw points of class `label` from now on; who only looked takes the pen."""
        self.tool.brush = self.tool.brush._replace(label=label)
        self._classes[label].setChecked(True)
        self._show()

    def _set_radius(self, tenths: int) -> None:
        self.tool.brush = self.tool.brush._replace(radius=tenths / 10)
        self.chosen_changed.emit()

    def _refuse(self, text: str) -> None:
        self._refusal = text
        self._show()

    def _take_experiment(self) -> None:
        source = self._session.experiment.source
        if source != self._source:
            other = type(source) is not type(self._source)
            self._source = source
            if other or not can_be_drawn(source):
                self._begin_on_empty_canvas()
        self._show()

    def _begin_on_empty_canvas(self) -> None:
        """Take the pen where there is nothing to look at yet."""
        if isinstance(self._source, Points) and not len(self._source):
            self.choose("pen")
        elif not can_be_drawn(self._source):
            self.choose("look")

    def _show(self) -> None:
        there = can_be_drawn(self._source)
        self.setVisible(there)
        if not there:
            return
        task = self._session.experiment.task
        count = task.width if isinstance(task, Classes) else 0
        for label, button in enumerate(self._classes):
            button.setVisible(label < count)
        if self.tool.brush.label >= count:
            self.tool.brush = self.tool.brush._replace(label=0)
            self._classes[0].setChecked(True)
        self._add.setVisible(count < len(CLASS_NAMES))
        self._buttons[self._name].setChecked(True)
        self._more.setVisible(self._name != "look")
        self._radius.setEnabled(self._name != "pen")
        self._hint.setText(self.hint)
        now = theme.current()
        inked(self._hint, now.error if self._refusal else now.muted)

    def _class_button(self, label: int) -> QToolButton:
        name = CLASS_NAMES[label]
        title = translate("PointTools", "Class {name}").format(name=name)
        tip = translate("PointTools", "Draw points of class {name} ({key})")
        key = str(label + 1)
        button = labelled(
            QToolButton(autoRaise=True), f"pointsClass{name}", title, tip.format(name=name, key=key)
        )
        button.setCheckable(True)
        button.setShortcut(key)
        button.clicked.connect(lambda: self.choose_class(label))
        return button

    def hasHeightForWidth(self) -> bool:
        return False  # the hint has two lines, whatever it says

    def paint_theme(self) -> None:
        show_icons((*self._buttons.values(), self._clear, self._add))
        size = theme.icon_size()
        for hue, button in zip(theme.current().classes, self._classes, strict=False):
            button.setIcon(disc(hue, size))
            button.setIconSize(size)
        self._hint.setFont(theme.font("small"))
        self._hint.setFixedHeight(2 * self._hint.fontMetrics().lineSpacing())
        self._show()


def disc(hue: str, size: QSize) -> QIcon:
    """Return an icon that is a disc of one colour, as the points of a class are on a map."""
    picture = QPixmap(size * 2)  # for dense screens, too
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(hue))
    margin = size.width() / 6
    painter.drawEllipse(
        QRectF(0, 0, size.width(), size.height()).adjusted(margin, margin, -margin, -margin)
    )
    painter.end()
    return QIcon(picture)
