"""When what was left unsaved is offered, and what the answers do."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from core.locks import HeldError
from gui.diagram.view import Diagram
from gui.errors import sentence
from gui.keeping import Keeper
from gui.main_window import MainWindow
from gui.translation import translate


def wire_kept(window: MainWindow, keeper: Keeper, diagram: Diagram) -> None:
    """Offer what other windows have left, once this one has been painted; and in the File menu."""
    offers = _Offers(window, keeper)
    action = window.actions_by_name["openLastAction"]
    action.setEnabled(False)
    action.triggered.connect(offers.show_all)
    window.file_menu.aboutToShow.connect(offers.look)
    diagram.painted.connect(
        lambda: QTimer.singleShot(0, offers, offers.offer),
        Qt.ConnectionType.SingleShotConnection,
    )
    keeper.failed.connect(offers.tell_failed)


class _Offers(QObject):
    def __init__(self, window: MainWindow, keeper: Keeper) -> None:
        super().__init__(window)
        self._window, self._keeper = window, keeper
        self._offer: QWidget | None = None

    def look(self) -> None:
        """Know whether there is anything to offer."""
        self._window.actions_by_name["openLastAction"].setEnabled(bool(self._keeper.left()))

    def offer(self) -> None:
        """Offer the newest, above the diagram."""
        self._withdraw()
        left = self._keeper.left()
        self._window.actions_by_name["openLastAction"].setEnabled(bool(left))
        if left:
            from gui.kept_offer import Offer  # most starts do without

            offer = Offer(left, self._open, self._discard, self.show_all, self._withdraw)
            self._window.put_above(offer)
            self._offer = offer

    def show_all(self) -> None:
        """List them all in a dialog."""
        from gui.dialogs import brought_back
        from gui.kept_offer import show_kept

        if not brought_back(self._window, "keptDialog"):
            show_kept(self._keeper.left(), self._open, self._discard, self._window)

    def tell_failed(self, error: Exception) -> None:
        """Tell that the network cannot be kept, without standing in the way."""
        text = translate("Kept", "Netglow cannot keep unsaved work at the moment: {reason}")
        self._window.statusBar().showMessage(text.format(reason=sentence(error)), 10_000)

    def _open(self, path: Path) -> None:
        self._attempt(lambda: self._keeper.bring_back(path))
        self._close_list()
        self._withdraw()

    def _discard(self, path: Path) -> None:
        self._attempt(lambda: self._keeper.discard(path))
        offered, left = self._offer is not None, self._keeper.left()
        self._withdraw()
        self.look()
        from gui.kept_offer import KeptDialog

        dialog = self._window.findChild(KeptDialog)
        if dialog and dialog.isVisible():
            if left:
                dialog.show_left(left)
            else:
                dialog.close()
        if offered:
            self.offer()

    def _attempt(self, work: Callable[[], None]) -> None:
        try:
            work()
        except HeldError:
            self._tell(translate("Kept", "Another window has opened this network already."))
        except (OSError, ValueError) as error:
            self._tell(sentence(error))

    def _tell(self, text: str) -> None:
        from gui import dialogs

        dialogs.tell_error(self._window, text)

    def _close_list(self) -> None:
        from gui.kept_offer import KeptDialog

        if dialog := self._window.findChild(KeptDialog):
            dialog.close()

    def _withdraw(self) -> None:
        if self._offer is not None:
            self._offer.hide()
            self._offer.deleteLater()
            self._offer = None
