"""Loss and accuracy over the epochs: a hint, and the charts once there is a curve."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from gui import theme
from gui.runs.owner import RunTree
from gui.session import Session
from gui.translation import translate
from gui.widgets import ThemedWidget, inked, labelled, spaced

if TYPE_CHECKING:
    from gui.panels.loss_charts import LossCharts


_LEAST = QSize(320, 128)


class LossPanel(ThemedWidget):
    """Makes its charts when TensorFlow has loaded, or when there is something to show in them.

    Making them takes as long as opening the rest of the window, which need not wait for it.
    """

    def __init__(
        self, session: Session, parent: QWidget | None = None, tree: RunTree | None = None
    ) -> None:
        """`tree` has the runs beside the session's, whose curves are shown, too."""
        super().__init__(parent)
        labelled(self, "lossPlot", translate("LossPanel", "Loss and accuracy"))
        self._session, self._tree = session, tree
        self.charts: LossCharts | None = None
        self._below: Callable[[], QWidget] | None = None
        self._column: QVBoxLayout | None = None
        self._hint = QLabel(wordWrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._hint)
        session.experiment_changed.connect(self._word_hint)
        session.training_changed.connect(self._word_hint)
        for changed in (session.newest_changed, session.run_changed, session.backend_changed):
            changed.connect(self._show)
        if tree:
            tree.changed.connect(self._show)
        self.follow_theme()
        self._word_hint()
        self._show()

    def hold(self, below: Callable[[], QWidget]) -> None:
        """Have something under the charts, as long as they are; it is made when they are."""
        self._below = below
        if self._column:
            self._column.addWidget(below())

    @property
    def _measured(self) -> bool:
        if self._session.past:
            return True  # there is a curve, whatever was measured then
        newest = self._session.train_metrics.loss, self._session.test_metrics.loss
        return not all(map(math.isnan, newest))

    def _show(self) -> None:
        points = len(self._session.history)
        beside = self._tree.others if self._tree else ()
        beside_it = any(len(kept.run.history) > 1 for kept in beside)
        if not self.charts and (points or beside_it or self._session.backend.phase != "loading"):
            self._make_charts()
        # One point is not a curve yet, and no axis fits it, nor what was not measured.
        self._pages.setCurrentIndex(int((points > 1 and self._measured) or beside_it))
        self._describe()

    def _word_hint(self) -> None:
        self._hint.setText(
            translate("LossPanel", "There is no data to train on. Choose some under Data.")
            if self._session.experiment.source is None
            else translate("LossPanel", "Loss and accuracy appear here with the first measurement")
            if self._session.training
            else translate("LossPanel", "Press Train to see loss and accuracy")
        )
        self._describe()

    def _make_charts(self) -> None:
        from gui.panels.loss_charts import LossCharts

        self.charts = LossCharts(self._session, tree=self._tree)
        self.charts.drawn.connect(self._describe)
        page = QWidget()
        self._column = spaced(QVBoxLayout(page), spacing=0)
        self._column.addWidget(self.charts, 1)
        if self._below:
            self._column.addWidget(self._below())
        self._pages.addWidget(page)

    def _describe(self) -> None:
        drawn = self.charts if self._measured else None
        shown = drawn.text if drawn else self._hint.text()
        self.setAccessibleDescription(shown)

    # With charts or without, it wants the same room: its dock does not grow when they come.

    def sizeHint(self) -> QSize:
        return _LEAST

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def paint_theme(self) -> None:
        inked(self._hint, theme.current().muted)
