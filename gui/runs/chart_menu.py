"""What a right click on the charts offers beside pictures: the axis, smoothing, values as CSV."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from core import files
from core.runs_table import curves_csv
from gui.exports import exported
from gui.main_window import MainWindow
from gui.panels.loss_panel import LossPanel
from gui.runs.curves import AXES
from gui.runs.owner import RunTree
from gui.translation import translate


def offer_curves(window: MainWindow, panel: LossPanel, tree: RunTree) -> Callable[[QMenu], None]:
    """Return what puts into a menu how the curves are shown, and that their values are saved."""

    def save() -> None:
        from gui import dialogs

        def make(path: Path) -> Callable[[], object]:
            values = curves_csv((tree.shown, *tree.others)).encode()
            return lambda: files.write(path, values)

        dialogs.ask_save_values(window, "training.csv", exported(window, make))

    def offer(menu: QMenu) -> None:
        charts = panel.charts
        if charts is None:
            return
        over = menu.addMenu(translate("Menus", "Curves over"))
        over.setObjectName("curvesOver")
        group = QActionGroup(over)
        for axis in AXES:
            action = over.addAction(_axis_words(axis))
            action.setObjectName(f"{axis}Axis")
            action.setCheckable(True)
            action.setActionGroup(group)
            action.setChecked(axis == charts.axis)
            action.triggered.connect(lambda _=False, axis=axis: charts.look(axis=axis))
        smooth = menu.addAction(translate("Menus", "Smooth curves"))
        smooth.setObjectName("smoothCurves")
        smooth.setCheckable(True)
        smooth.setChecked(charts.smooth)
        smooth.toggled.connect(lambda on: charts.look(smooth=on))
        values = menu.addAction(translate("Menus", "Save values …"))
        values.setObjectName("saveValues")
        values.triggered.connect(save)
        menu.addSeparator()

    return offer


def _axis_words(axis: str) -> str:
    return {
        "epoch": translate("Menus", "Epochs"),
        "updates": translate("Menus", "Updates"),
        "seconds": translate("Menus", "Seconds of training"),
    }[axis]
