"""The tree of generations and the chart of their fitness, as widgets."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.evolution.model import EvolutionModel
from gui.evolution.paint import paint_chart, paint_tree
from gui.evolution.scene import HIGH, WIDE, Cell, Chart, Tree, chart_of, least_size, tree_of
from gui.evolution.words import hint, tip_of
from gui.keys import ARROW_STEPS, ARROWS, OwnKeys
from gui.translation import translate
from gui.widgets import Explained, labelled, paint_focus

_CHART = 40, 18  # units of the grid


class TreeView(Explained, OwnKeys):
    """A click chooses a network, a double click or Enter opens it; arrows go to the next."""

    opened = Signal(int)
    came_to = Signal(QRectF)  # what is to be seen of it

    own_keys = ARROWS | {Qt.Key.Key_Return, Qt.Key.Key_Escape}

    def __init__(self, model: EvolutionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labelled(self, "evolutionTree", translate("Evolution", "Tree of generations"))
        self._model = model
        self._kept: tuple[object, Tree] | None = None
        self._place = (0, 0)  # generation and rank of the cell that arrows have come to
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        model.changed.connect(self._show)
        model.chosen_changed.connect(self.update)
        self._show()

    @property
    def tree(self) -> Tree | None:
        """What is seen; None: there is no generation yet."""
        found, chosen = self._model.evolution, self._model.chosen
        if found is None or chosen is None:
            return None
        at = self._model.column
        key = id(found), chosen.number, at, self.size(), theme.space(100)
        if self._kept is None or self._kept[0] != key:
            self._kept = key, tree_of(found, chosen.number, at, self.width(), self.height())
        return self._kept[1]

    def tip_at(self, point: QPointF) -> str:
        """Return what is told of the network at a point."""
        found, cell = self._model.evolution, self._at(point)
        return tip_of(found, found.individuals[cell.number]) if found and cell else ""

    def _at(self, point: QPointF) -> Cell | None:
        tree = self.tree
        return tree.at(point) if tree else None

    def _choose(self, cell: Cell) -> None:
        self._place = cell.generation, cell.rank
        self._model.choose(cell.number, cell.generation)
        self.came_to.emit(cell.room)

    def _show(self) -> None:
        self._kept = None
        self.updateGeometry()
        self.update()
        found, tree = self._model.evolution, self.tree
        if found and tree and self._model.running:  # the newest is to be seen
            newest = next(cell for cell in tree.cells[::-1] if cell.best)
            QTimer.singleShot(0, self, lambda: self.came_to.emit(newest.room))
        made = len(found.generations) if found else 0
        about = translate("Evolution", "%n generation(s) of networks, the fittest on top", "", made)
        self.setAccessibleDescription(about if made else self._hint)

    @property
    def _hint(self) -> str:
        return hint(self._model.name, self._model.running, self._model.can_go_on)

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(theme.space(6 * WIDE), theme.space(5 * HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(*least_size(self._model.evolution))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if cell := self._at(event.position()):
            self._choose(cell)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if cell := self._at(event.position()):
            self.opened.emit(cell.number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tree, chosen = self.tree, self._model.chosen
        if tree is None or chosen is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._model.choose(None)
        elif event.key() == Qt.Key.Key_Return:
            self.opened.emit(chosen.number)
        elif event.key() in ARROW_STEPS:
            there = [cell for cell in tree.cells if cell.number == chosen.number]
            now = next(
                (one for one in there if (one.generation, one.rank) == self._place), there[-1]
            )
            self._choose(tree.beside(now, *ARROW_STEPS[event.key()]))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now, tree = QPainter(self), theme.current(), self.tree
        if tree:
            paint_tree(painter, tree, now, QRectF(event.rect()))
        else:
            painter.setPen(theme.colour(now.muted))
            margin = theme.space(2)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            room = self.rect().adjusted(margin, margin, -margin, -margin)
            painter.drawText(room, flags, self._hint)
        paint_focus(painter, self, now)


class FitnessChart(QWidget):
    """How fit the generations are."""

    def __init__(self, model: EvolutionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = translate("Evolution", "Fitness over the generations")
        labelled(self, "evolutionFitness", title, title)
        self._model = model
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        model.changed.connect(self.update)

    @property
    def chart(self) -> Chart | None:
        """What is seen; None: there is no generation yet."""
        found = self._model.evolution
        if found is None or not found.generations:
            return None
        metrics = QFontMetricsF(theme.font("small"), self)
        words = (
            translate("Evolution", "best"),
            translate("Evolution", "median"),
            translate("Evolution", "middle half"),
        )
        across = translate("Evolution", "generation")
        margin = theme.space(0.5)
        room = QRectF(self.rect()).adjusted(margin, 0, 0, -margin)
        return chart_of(found, room, words, across, metrics.horizontalAdvance, metrics.height())

    def sizeHint(self) -> QSize:
        return QSize(theme.space(_CHART[0]), theme.space(_CHART[1]))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        if chart := self.chart:
            paint_chart(painter, chart, now)
