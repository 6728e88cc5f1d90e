"""The legend of the tree of generations: what its lines are."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.evolution.model import EvolutionModel
from gui.maps.curve_legend import Key, Legend, legend_of, paint_legend
from gui.theme import Theme
from gui.translation import translate
from gui.widgets import ThemedWidget, labelled

DOTS = (1.0, 2.0)  # of a network that lives on


def keys_of(now: Theme) -> tuple[Key, ...]:
    """Return what is to be told apart among the lines."""
    return (
        Key("line", translate("Evolution", "parent to child"), now.edge),
        Key("line", translate("Evolution", "the same network lives on"), now.edge, DOTS),
        Key("line", translate("Evolution", "ancestors of the chosen one"), now.accent),
    )


class TreeLegend(ThemedWidget):
    """The legend, in as many lines as it takes; it is there when there is a tree."""

    def __init__(self, model: EvolutionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = translate("Evolution", "Legend of the tree")
        labelled(self, "evolutionTreeLegend", title)
        self.setAccessibleDescription("; ".join(key.word for key in keys_of(theme.current())))
        self._model = model
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        model.changed.connect(self.follow)
        self.follow_theme()

    @property
    def legend(self) -> Legend:
        """What is seen."""
        return legend_of(keys_of(theme.current()), 0, self.width())

    def follow(self) -> None:
        """Be there if there is a tree; whoever makes the legend calls it, once it has a parent."""
        found = self._model.evolution
        self.setVisible(found is not None and bool(found.generations))

    def paint_theme(self) -> None:
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return round(legend_of(keys_of(theme.current()), 0, width).height)

    def sizeHint(self) -> QSize:
        wide = theme.space(60)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(30), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_legend(QPainter(self), self.legend, theme.current())
