"""Loss and accuracy over the epochs: a hint, and the charts once there is a curve."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from gui import theme
from gui.session import Session
from gui.translation import translate

if TYPE_CHECKING:
    from gui.panels.loss_charts import LossCharts


class LossPanel(QWidget):
    """Makes its charts when TensorFlow has loaded, or when there is something to show in them.

    Making them takes as long as opening the rest of the window, which need not wait for it.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            objectName="lossPlot",
            accessibleName=translate("LossPanel", "Loss and accuracy"),
        )
        self._session = session
        self.charts: LossCharts | None = None
        self._hint = QLabel(translate("LossPanel", "Press Train to see loss and accuracy"))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._hint)
        for changed in (session.snapshot_changed, session.run_changed, session.backend_changed):
            changed.connect(self._show)
        self._paint_theme()
        self._show()

    def _show(self) -> None:
        points = len(self._session.history)
        if not self.charts and (points or self._session.backend.phase != "loading"):
            self._make_charts()
        # One point is no curve, and no axis fits it.
        self._pages.setCurrentIndex(int(points > 1))
        self._describe()

    def _make_charts(self) -> None:
        from gui.panels.loss_charts import LossCharts

        self.charts = LossCharts(self._session)
        self.charts.drawn.connect(self._describe)
        self._pages.addWidget(self.charts)

    def _describe(self) -> None:
        shown = self.charts.text if len(self._session.history) else self._hint.text()
        self.setAccessibleDescription(shown)

    def _paint_theme(self) -> None:
        self._hint.setStyleSheet(f"color: {theme.current().muted}")

    def changeEvent(self, event) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_hint"):
            self._paint_theme()
        super().changeEvent(event)
