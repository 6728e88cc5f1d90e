"""The control that says which source of data is chosen, and opens the gallery of all."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from core.data import Source
from gui import theme
from gui.colouring import Colouring
from gui.panels.field_guard import guard_fields
from gui.panels.source_change import SourceChange
from gui.panels.source_gallery import SourceGallery
from gui.panels.source_pictures import source_icon
from gui.panels.source_words import title
from gui.session import Session
from gui.translation import translate
from gui.widgets import labelled, narrow

_OPENS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PICTURE = 5.5  # units of the grid
_LEAST = 8  # letters of a title that are always seen


class SourceChoice(QComboBox):
    """Looks like a list of one entry, the source that is chosen; what it drops is the gallery."""

    def __init__(
        self,
        session: Session,
        change: SourceChange,
        colouring: Colouring,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        labelled(
            self,
            "datasetChoice",
            translate("SourceChoice", "Dataset"),
            translate(
                "SourceChoice",
                "What the network learns. Other data of the same kind keeps what is learned.",
            ),
        )
        self._session, self._change, self._colouring = session, change, colouring
        self._shown: Source | None = None
        self._gallery: SourceGallery | None = None
        narrow(self, _LEAST)
        guard_fields(self)
        session.experiment_changed.connect(self._take_experiment)
        colouring.changed.connect(self.update)
        self._show(session.experiment.source)

    @property
    def gallery(self) -> SourceGallery:
        """The gallery, made when it is first asked for."""
        if self._gallery is None:
            self._gallery = SourceGallery(self._colouring, self)
            self._gallery.chosen.connect(self._change.choose)
        return self._gallery

    def _take_experiment(self) -> None:
        source = self._session.experiment.source
        if source != self._shown:
            self._show(source)

    def _show(self, source: Source | None) -> None:
        self._shown = source
        if not self.count():
            self.addItem("")
        self.setItemIcon(0, source_icon(source, self._colouring))
        if self.itemText(0) != title(source):  # else the panel would be laid out again
            self.setItemText(0, title(source))

    def follow_size(self) -> None:
        """Have the picture as large as the text wants it."""
        self.setIconSize(QSize(theme.space(_PICTURE), theme.space(_PICTURE)))

    # What Qt calls.

    def showPopup(self) -> None:  # noqa: N802 - Qt calls it
        """Open the gallery."""
        place = QRect(self.mapToGlobal(QPoint(0, 0)), self.size())
        self.gallery.open_at(place, self._session.experiment.source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS:
            self.showPopup()
        else:
            super().keyPressEvent(event)
